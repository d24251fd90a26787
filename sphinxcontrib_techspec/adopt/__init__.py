"""A plain Markdown document as a spec: directives around what is understood of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..kinds.spec_header import SpecStatus
from ..model.own_names import NO_NAMES, OwnNames
from ..patterns import regex
from ..rules.placeholders import placeholder
from .again import is_ours, without_directives
from .blocks import MarkdownBlock, read_blocks, split_lines
from .choose import Choice, Left, Typed, choose_directives
from .header import DocumentHeader, header_lines, read_header
from .reasons import NO_HEADING
from .write import Fence, argument_words, directive_lines

__all__ = [
    "AdoptedDocument",
    "DocumentHeader",
    "Fence",
    "Left",
    "Typed",
    "UnfilledTemplateError",
    "adopt",
]  # fmt: skip

_BOM = "\ufeff"
_FILLERS = 5
"""The number of different fillers from which a document is the template itself."""

_CODE = regex(r"`[^`]*`")


class UnfilledTemplateError(Exception):
    """The document is the template, which is not filled in."""


@dataclass(slots=True)
class AdoptedDocument:
    """A document with directives, and what became of its parts.

    Attributes:
        text: the document.
        header: its header; `None` where it was left as it is.
        typed: the parts that got a directive.
        left: the tables, lists and blocks of code that did not.
        lines: for each line of the text, the line of the source that it is or that it
            was made for, both from 1.
        status: the status that is written; empty where no header is.
        is_adopted: whether it has directives of the domain already.
        has_sections: whether any of its headings names a kind of item.
    """

    text: str
    header: DocumentHeader | None = None
    typed: list[Typed] = field(default_factory=list[Typed])
    left: list[Left] = field(default_factory=list[Left])
    lines: list[int] = field(default_factory=list[int])
    status: str = ""
    is_adopted: bool = False
    has_sections: bool = True

    @property
    def is_changed(self) -> bool:
        """Whether it has directives that its source has not."""
        return self.header is not None or bool(self.typed)

    @property
    def why_unread(self) -> str:
        """Why no item was read from a plain document; empty where any was."""
        if self.typed or self.is_adopted:
            return ""
        if not self.left:
            return "it has no table, list or block of code"
        reasons = Counter(left.reason for left in self.left)
        # What stands below a heading of the template says most.
        reason = min(reasons, key=lambda r: (r == NO_HEADING, -reasons[r]))
        count = reasons[reason]
        first = next(left for left in self.left if left.reason == reason)
        place = f"line {first.block.first + 1}"
        if len(self.left) == 1:
            return f"the only block, a {first.block.type} in {place}: {reason}"
        number = "all" if count == len(self.left) else f"{count} of"
        return (
            f"{number} {len(self.left)} tables, lists and code blocks: {reason} "
            f"({place})"
        )

    def with_header(self, status: SpecStatus, name: str = "") -> str:
        """Return the text with other values in the header that was added.

        Args:
            status: the status of the spec.
            name: its name; by default the one that it has.
        """
        if not self.status:
            return self.text
        before, directive, after = self.text.partition("{techspec:spec}")
        argument, end, options = after.partition("\n")
        if name:
            argument = f" {argument_words(name)}" + "\r" * argument.endswith("\r")
        own = f":status: {self.status}"
        options = options.replace(own, f":status: {status}", 1)
        return before + directive + argument + end + options


@dataclass(slots=True)
class _Insertion:
    """Lines around others, which may be left out."""

    first: int
    end: int
    before: Sequence[str]
    after: Sequence[str]


def adopt(  # noqa: PLR0913 - each is an option of the command
    source: str,
    name: str,
    *,
    fence: Fence = "backtick",
    status: SpecStatus | None = None,
    extensions: Sequence[str] = (),
    own_names: OwnNames = NO_NAMES,
    more: bool = False,
) -> AdoptedDocument:
    """Return a plain Markdown document with directives around what is understood.

    The lines that are added make up the whole difference, except for lines of the
    header that say nothing but its status, version and date, which become options.

    Args:
        source: the document.
        name: the name of the spec, where the document has no title.
        fence: the character of the fences.
        status: the status that is written; `None` for the author's, where it is one.
        extensions: MyST's extensions, as ``myst_enable_extensions`` has them.
        own_names: the names of fields and topics of the project's configuration.
        more: whether a document that has directives gets more of them, around what is
            in none; otherwise it is left as it is.

    Raises:
        UnfilledTemplateError: the document is the template, not filled in.
    """
    mark = _BOM if source.startswith(_BOM) else ""
    written = split_lines(source.removeprefix(_BOM))
    lines = [line.rstrip("\r\n") for line in written]
    blocks = read_blocks("\n".join(lines), extensions)
    if any(map(is_ours, blocks)):
        if more:
            return _adopt_more(written, mark, blocks, fence, extensions, own_names)
        numbers = list(range(1, len(lines) + 1))
        return AdoptedDocument(source, lines=numbers, is_adopted=True)
    if _is_unfilled(blocks, lines):
        raise UnfilledTemplateError
    header = read_header("\n".join(lines), blocks, lines, name)
    taken = header.blocks
    choice = choose_directives(
        [block for block in blocks if block not in taken], lines, own_names
    )
    insertions = [_around(typed, lines, fence) for typed in choice.typed]
    _before_items(header, choice)
    if not (choice.typed or header.summary or header.values):
        return AdoptedDocument(
            source,
            left=choice.left,
            lines=list(range(1, len(lines) + 1)),
            has_sections=choice.has_sections,
        )
    given = status or header.status or "draft"
    # It comes before a directive that begins at the same line.
    insertions[:0] = _around_header(header, lines, fence, given)
    text, numbers = _written(written, insertions)
    return AdoptedDocument(
        mark + text,
        header,
        choice.typed,
        choice.left,
        numbers,
        given,
        has_sections=choice.has_sections,
    )


def _adopt_more(  # noqa: PLR0913, PLR0917 - see `adopt`
    written: Sequence[str],
    mark: str,
    blocks: Sequence[MarkdownBlock],
    fence: Fence,
    extensions: Sequence[str],
    own_names: OwnNames,
) -> AdoptedDocument:
    """Return a document with directives around what is in none of its own."""
    lines = [line.rstrip("\r\n") for line in written]
    plain = without_directives(blocks, lines)
    source = "\n".join(plain.lines)
    found = read_blocks(source, extensions)
    taken = read_header(source, found, plain.lines, "").blocks
    choice = plain.outside(
        choose_directives(
            [block for block in found if block not in taken], plain.lines, own_names
        )
    )
    insertions = [_around(typed, lines, fence) for typed in choice.typed]
    text, numbers = _written(written, insertions)
    return AdoptedDocument(
        mark + text,
        typed=choice.typed,
        left=choice.left,
        lines=numbers,
        is_adopted=True,
        has_sections=choice.has_sections,
    )


def _is_unfilled(blocks: Sequence[MarkdownBlock], lines: Sequence[str]) -> bool:
    """Return whether a document has many of the template's fillers, outside of code."""
    code = {
        number
        for block in blocks
        if block.type == "code block"
        for number in range(block.first, block.end)
    }
    fillers = {
        placeholder(_CODE.sub("", line))
        for number, line in enumerate(lines)
        if number not in code
    }
    return len(fillers - {""}) >= _FILLERS


def _before_items(header: DocumentHeader, choice: Choice) -> None:
    """Leave the summary where it is if items stand before it, which are of the spec."""
    first = min((t.candidate.first for t in choice.typed), default=None)
    if header.summary and first is not None and header.summary.first > first:
        header.summary = None


def _around(typed: Typed, lines: Sequence[str], fence: Fence) -> _Insertion:
    part = typed.candidate
    before, after = directive_lines(
        f"techspec:{part.kind.kind}",
        lines[part.first : part.end],
        argument=part.argument,
        options=part.options,
        fence=fence,
    )
    return _Insertion(part.first, part.end, before, after)


def _around_header(
    header: DocumentHeader, lines: Sequence[str], fence: Fence, status: SpecStatus
) -> list[_Insertion]:
    """Return the directive of the header, and the lines that it takes the place of."""
    found = [_Insertion(b.first, b.end, (), ()) for b in header.replaced]
    block = header.summary
    body = lines[block.first : block.end] if block else ()
    before, after = header_lines(header, body, fence, status)
    if block:
        found.append(_Insertion(block.first, block.end, before, after))
    else:
        is_first = header.after == 0
        lead = () if is_first else ("",)
        found.append(
            _Insertion(header.after, header.after, (*lead, *before), (*after, ""))
        )
    return found


def _written(
    written: Sequence[str], insertions: Sequence[_Insertion]
) -> tuple[str, list[int]]:
    """Return the lines with others around them, and the line that each is of."""
    end = next((line[len(line.rstrip("\r\n")) :] for line in written), "") or "\n"
    before: dict[int, list[str]] = {}
    after: dict[int, list[str]] = {}
    left_out: set[int] = set()
    for part in insertions:
        before.setdefault(part.first, []).extend(part.before)
        if part.end > part.first and not (part.before or part.after):
            left_out.update(range(part.first, part.end))
        elif part.end == part.first:
            before[part.first].extend(part.after)
        else:
            after.setdefault(part.end, []).extend(part.after)
    parts: list[str] = []
    numbers: list[int] = []

    def add(lines: Sequence[str], number: int) -> None:
        for line in lines:
            if parts and not parts[-1].endswith(("\n", "\r")):
                parts[-1] += end
            parts.append(line + end)
            numbers.append(number)

    for number, line in enumerate(written):
        add(after.get(number, ()), number)
        add(before.get(number, ()), number + 1)
        if number not in left_out:
            parts.append(line)
            numbers.append(number + 1)
    last = len(written)
    add(after.get(last, ()), last)
    add(before.get(last, ()), last)
    return "".join(parts), numbers
