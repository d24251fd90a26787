"""Lists of a document that `adopt` would put into a directive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.own_names import OwnNames
from ..model.plain_tables import PlainItems
from ..sphinx_ext.plain_lists import UntypedList
from .again import without_directives
from .blocks import read_blocks
from .choose import choose_directives
from .header import read_header
from .sections import DocumentSection, kinds_of


def untyped_lists(
    source: str, extensions: Sequence[str], own_names: OwnNames
) -> Iterator[UntypedList]:
    """Yield the parts of a document with lists that `adopt` puts into a directive.

    Only lists below a heading that names items are read: they are few.

    Args:
        source: the document; what is in its directives is left out.
        extensions: MyST's extensions, as ``myst_enable_extensions`` has them.
        own_names: the names of fields and topics of the project's configuration.
    """
    lines = source.split("\n")
    plain = without_directives(read_blocks(source, extensions), lines)
    text = "\n".join(plain.lines)
    blocks = read_blocks(text, extensions)
    taken = read_header(text, blocks, plain.lines, "").blocks

    def is_read(section: DocumentSection) -> bool:
        return bool(kinds_of(section)) and any(
            block.type == "list" and plain.is_outside(block.first, block.end)
            for block in section.blocks
        )

    choice = choose_directives(
        [block for block in blocks if block not in taken],
        plain.lines,
        own_names,
        is_read,
    )
    for typed in plain.outside(choice).typed:
        part, items = typed.candidate, typed.reading.items
        if items:
            names = tuple(item.name for item in items)
            yield UntypedList(
                part.first + 1, part.end, PlainItems(part.kind.kind, names)
            )
