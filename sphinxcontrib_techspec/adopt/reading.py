"""What parts of a document say when they are read as the body of a directive.

The readers are those of the directives, so a part reads here as it will read when the
directive is around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..codes import Code
from ..kinds import BY_NAME, Kind
from ..model.build import build_item
from ..model.item import Item, ParsedItem, Problem
from ..model.own_names import OwnNames
from ..patterns import regex
from ..sphinx_ext.reading.item import read_item
from ..sphinx_ext.reading.item_list import read_item_list
from ..sphinx_ext.reading.markdown import MarkdownDirective, MarkdownDocument
from ..sphinx_ext.reading.name_in_body import with_argument
from ..sphinx_ext.reading.source import NO_INDEX
from .write import directive_lines

_DEFINITION = regex(r" {0,3}\[[^\]\s][^\]]*\]:")
"""A definition of a link or a footnote, which a part may refer to."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Lines of a document as the body of a directive.

    Attributes:
        kind: the kind of the directive.
        first: the first line, from 0.
        end: the line after the last one, from 0.
        argument: the argument of the directive; empty for many items.
        options: the options of the directive, in their order.
    """

    kind: type[Kind]
    first: int
    end: int
    argument: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Reading:
    """What a candidate says.

    Attributes:
        items: its items.
        problems: what is wrong in it outside of any item.
        absent: the topics that it says do not apply; empty texts for bullets and rows
            that name no item.
        offset: how many lines its lines are behind those of the document.
        lines: the lines of the document.
    """

    items: list[Item] = field(default_factory=list[Item])
    problems: list[Problem] = field(default_factory=list[Problem])
    absent: list[str] = field(default_factory=list[str])
    offset: int = 0
    lines: Sequence[str] = ()

    @property
    def fields(self) -> set[str]:
        """The fields that any of the items fills, ``""`` for the name."""
        return {"", *(name for item in self.items for name, _ in item.given_fields())}

    @property
    def unread(self) -> list[tuple[int, Problem]]:
        """The bullets and rows that name no item, each with its line from 1."""
        return [
            (problem.line - self.offset, problem)
            for problem in self.problems
            if problem.code == Code.CODE_NOT_READ and problem.line
        ]


def read_candidates(
    lines: Sequence[str],
    candidates: Iterable[Candidate],
    own_names: OwnNames,
) -> list[Reading]:
    """Return what each of the candidates says.

    Args:
        lines: the lines of the document, without their endings.
        candidates: the candidates.
        own_names: the names of fields and topics of the project's configuration.
    """
    parts: list[str] = []
    offsets: list[int] = []
    for candidate in candidates:
        before, after = directive_lines(
            f"techspec:{candidate.kind.kind}",
            lines[candidate.first : candidate.end],
            argument=candidate.argument,
            options=candidate.options,
        )
        offsets.append(len(parts) + len(before) - candidate.first)
        parts += [*before, *lines[candidate.first : candidate.end], *after, ""]
    parts += (line for line in lines if _DEFINITION.match(line))
    document = MarkdownDocument("\n".join(parts), own_names=own_names)
    readings = [_read(directive) for directive in document.directives()]
    for reading, offset in zip(readings, offsets, strict=True):
        reading.offset, reading.lines = offset, lines
    return readings


def _read(directive: MarkdownDirective) -> Reading:
    kind, source = BY_NAME[directive.name], directive.source
    opening = source.opening()
    for option in ("name", "class", *NO_INDEX):
        opening.pop_option(option)
    opening = with_argument(kind, opening, source)
    if opening.argument is not None:
        found = read_item(kind, opening, source)
        item = _built(found.item)
        item.has_body = bool(found.body)
        return Reading([item])
    listed = read_item_list(kind, opening, source)
    items = list(_items(group.all_items for group in listed.groups))
    absent = [e.topic for group in listed.groups for e in group.absent]
    return Reading(items, listed.problems, absent)


def _items(groups: Iterable[Sequence[ParsedItem]]) -> Iterator[Item]:
    return (_built(parsed) for group in groups for parsed in group)


def _built(parsed: ParsedItem) -> Item:
    return build_item(parsed, "")
