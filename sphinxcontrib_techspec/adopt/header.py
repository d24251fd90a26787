"""The header of a plain document: its title, status, version, date and summary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from ..adr import read_front_matter
from ..kinds import SpecHeader
from ..kinds.spec_header import SpecStatus
from ..model.build import build_item
from ..model.item import ParsedItem
from ..patterns import regex
from ..sphinx_ext.reading.head_lines import take_head
from ..sphinx_ext.reading.markdown import MarkdownDocument
from ..text import collapse_spaces, normalize, to_plain
from .blocks import MarkdownBlock
from .sections import without_number
from .write import Fence, directive_lines

_PREFIX = regex(
    r"(?:technical |tech |system |software )?"
    r"(?:implementation |design |requirements? )?"
    r"(?:spec(?:ification)?|design document|design doc|tdd|sdd)\s*(?:template\s*)?"
    r"[:–—-]\s*(?=\S)",
    re.IGNORECASE,
)
"""What the title of a spec says before its name."""

_SUMMARIES = (
    "tl-dr", "tldr", "executive-summary", "summary", "overview", "project-overview",
    "abstract", "introduction", "in-short", "purpose",
)  # fmt: skip
"""Headings of the section with the summary, the best first."""

_BEFORE = 4
"""The number of sections at the beginning that may have the summary."""


@dataclass(slots=True)
class DocumentHeader:
    """The header of a document, and what becomes of its lines.

    Attributes:
        name: the name of the spec.
        values: its status, version and date as written, by field.
        summary: the paragraph with the summary, if there is one.
        replaced: the blocks that say nothing but the values.
        kept: the blocks that say more than them.
        after: the line that the directive comes before where there is no summary.
    """

    name: str
    values: dict[str, str] = field(default_factory=dict[str, str])
    summary: MarkdownBlock | None = None
    replaced: list[MarkdownBlock] = field(default_factory=list[MarkdownBlock])
    kept: list[MarkdownBlock] = field(default_factory=list[MarkdownBlock])
    after: int = 0

    def options(self, status: SpecStatus) -> list[tuple[str, str]]:
        """Return the options of the directive.

        Args:
            status: the status that is written.
        """
        return [
            ("status", status),
            *(
                (name, self.values[name])
                for name in ("version", "updated")
                if name in self.values
            ),
        ]

    @property
    def status(self) -> SpecStatus | None:
        """The status that the author's word means, if it means one."""
        word = self.values.get("status", "")
        if not word or not SpecHeader.accepts("status", word):
            return None
        return SpecHeader.model_validate({"status": word}).status

    @property
    def blocks(self) -> list[MarkdownBlock]:
        """The blocks that are parts of the header."""
        own = [self.summary] if self.summary else []
        return [*self.replaced, *self.kept, *own]


def read_header(
    source: str, blocks: Sequence[MarkdownBlock], lines: Sequence[str], name: str
) -> DocumentHeader:
    """Return the header of a document.

    Args:
        source: the document.
        blocks: its blocks.
        lines: its lines, without their endings.
        name: the name of the spec, where neither a title nor the front matter has one.
    """
    front = {
        field: entry.text
        for entry in reversed(read_front_matter(source))
        if (field := SpecHeader.field_for_column_head(entry.label))
        and entry.text
        and field in {"status", "version", "updated"}
    }
    named = {normalize(e.label): e.text for e in read_front_matter(source)}
    title = next((b for b in blocks if b.type == "heading"), None)
    is_title = title is not None and _is_title(title, blocks)
    first = blocks.index(title) + 1 if is_title and title else _after_front(blocks)
    words = title.text if is_title and title else named.get("title", "") or name
    header = DocumentHeader(spec_name(words) or name, front)
    header.after = title.end if is_title and title else _first_line(blocks, first)
    for block in _before_heading(blocks[first:]):
        if block.type not in {"paragraph", "quote", "table", "list"}:
            break
        found = _values(lines[block.first : block.end])
        if found is None:
            break
        values, is_whole = found
        header.values = {**header.values, **values}
        (header.replaced if is_whole else header.kept).append(block)
    last = [*header.replaced, *header.kept]
    header.after = max([header.after, *(block.end for block in last)])
    header.summary = _summary(blocks[first:], last)
    return header


def header_lines(
    header: DocumentHeader, body: Sequence[str], fence: Fence, status: SpecStatus
) -> tuple[list[str], list[str]]:
    """Return the lines of the directive before the summary, and those after it.

    Args:
        header: the header.
        body: the lines of the summary.
        fence: the character of the fence.
        status: the status that is written.
    """
    return directive_lines(
        "techspec:spec",
        body,
        argument=header.name,
        options=header.options(status),
        fence=fence,
    )


def spec_name(title: str) -> str:
    """Return the name of a spec from the title of its document."""
    words = collapse_spaces(without_number(title))
    return _PREFIX.sub("", words, count=1).strip()


def _is_title(heading: MarkdownBlock, blocks: Sequence[MarkdownBlock]) -> bool:
    """Return whether a first heading is the title of its document.

    Some hosts make the title of the page from its front matter. There, headings of the
    first level are sections, and one of a lower level may say that it names a spec.
    """
    if heading.level == 1:
        count = sum(b.type == "heading" and b.level == 1 for b in blocks)
        return count == 1 or not _is_summary(heading)
    is_named = _PREFIX.match(without_number(heading.text)) is not None
    return is_named and all(b.level != 1 for b in blocks if b.type == "heading")


def _after_front(blocks: Sequence[MarkdownBlock]) -> int:
    return int(bool(blocks) and blocks[0].type == "front matter")


def _first_line(blocks: Sequence[MarkdownBlock], number: int) -> int:
    return blocks[number - 1].end if number else 0


def _before_heading(blocks: Sequence[MarkdownBlock]) -> Iterator[MarkdownBlock]:
    for block in blocks:
        if block.type == "heading":
            return
        yield block


def _values(lines: Sequence[str]) -> tuple[Mapping[str, str], bool] | None:
    """Return the values in a block of the header, and whether it says nothing else.

    `None` where the block is not of the header.
    """
    before, after = directive_lines("techspec:spec", lines, argument="x")
    document = MarkdownDocument("\n".join([*before, *lines, *after]))
    source = next(iter(document.directives())).source
    opening = source.opening()
    body = source.parse_blocks(opening.body, opening.offset)
    item = ParsedItem(SpecHeader.kind, source.line)
    take_head(body, item, source)
    if not item.values:
        return None
    built = build_item(item, "")
    values = {
        name: to_plain(value.text)
        for name, value in item.values.items()
        if name == "status" or name not in built.invalid
    }
    # The rest of a quotation stays, and so does all of it.
    is_whole = not (body or built.extras or built.problems)
    is_odd_status = set(built.invalid) == {"status"} and not (body or built.extras)
    return values, is_whole or is_odd_status


def _summary(
    blocks: Sequence[MarkdownBlock], taken: Sequence[MarkdownBlock]
) -> MarkdownBlock | None:
    """Return the paragraph with the summary of a document."""
    sections = [n for n, block in enumerate(blocks) if block.type == "heading"]
    found: list[tuple[int, MarkdownBlock]] = []
    for start in sections[:_BEFORE]:
        below = blocks[start + 1 : start + 2]
        if below and below[0].type == "paragraph" and _is_summary(blocks[start]):
            rank = _SUMMARIES.index(_words(blocks[start]))
            found.append((rank, below[0]))
    rank, best = min(found, key=itemgetter(0), default=(-1, None))
    if rank == 0:
        return best
    for block in _before_heading(blocks):
        if block not in taken and block.type != "thematic break":
            return block if block.type == "paragraph" else None
    return best


def _is_summary(heading: MarkdownBlock) -> bool:
    return _words(heading) in _SUMMARIES


def _words(heading: MarkdownBlock) -> str:
    return normalize(without_number(heading.text))
