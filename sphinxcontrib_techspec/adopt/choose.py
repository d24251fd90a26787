"""Which directives a plain document gets: the kinds that its parts are read as.

The headings, the columns, the words and the language of code decide together. What may
be several kinds, or no item at all, stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..model.duplicates import ItemNames
from ..model.own_names import NO_NAMES, OwnNames
from ..text import join_or
from .blocks import MarkdownBlock
from .candidates import BLOCK_TYPES, section_options
from .evidence import is_accepted, is_run, lists_items
from .item_evidence import share
from .options import Option, SectionOptions
from .outline import read_outline
from .reading import Candidate, Reading, read_candidates
from .reasons import (
    ABOUT_ONE,
    NO_HEADING,
    NOT_THE_SPEC,
    named_again,
    no_heading,
    reason_of,
)
from .sections import DocumentSection, kinds_of, split_sections
from .shared import with_shared_options
from .whole_items import is_whole_item


@dataclass(frozen=True, slots=True)
class Typed:
    """A part of a document that gets a directive.

    Attributes:
        candidate: the part, and the directive.
        reading: its items.
    """

    candidate: Candidate
    reading: Reading


@dataclass(frozen=True, slots=True)
class Left:
    """A table, a list or a block of code that stays as it is.

    Attributes:
        block: the block.
        reason: why.
    """

    block: MarkdownBlock
    reason: str


@dataclass(slots=True)
class Choice:
    """What becomes of the parts of a document, each in its order.

    Attributes:
        typed: the parts that get a directive.
        left: the tables, lists and blocks of code that do not.
        has_sections: whether any heading names a kind of item.
    """

    typed: list[Typed] = field(default_factory=list[Typed])
    left: list[Left] = field(default_factory=list[Left])
    has_sections: bool = True


def choose_directives(
    blocks: Sequence[MarkdownBlock],
    lines: Sequence[str],
    own_names: OwnNames = NO_NAMES,
    is_wanted: Callable[[DocumentSection], bool] | None = None,
) -> Choice:
    """Return which parts of a document get a directive.

    Args:
        blocks: the blocks of the document, without its head.
        lines: the lines of the document, without their endings.
        own_names: the names of fields and topics of the project's configuration.
        is_wanted: returns whether a section is looked at; by default each is.
    """
    split = split_sections(blocks)
    outline = read_outline(split)
    sections = [
        section_options(section, outline)
        for section in split
        if is_wanted is None or is_wanted(section)
    ]
    options = [
        option
        for section in sections
        for group in (section.whole, section.runs, *(p for _, p in section.parts))
        for option in group
    ]
    readings = read_candidates(lines, (o.candidate for o in options), own_names)
    for option, reading in zip(options, readings, strict=True):
        option.reading = reading
    found = Choice(has_sections=any(map(kinds_of, split)))
    for section in sections:
        _choose(section, found)
    found.typed = [
        replace(t, candidate=with_shared_options(t.candidate, t.reading, split))
        for t in found.typed
    ]
    return _without_duplicates(found, blocks)


def _without_duplicates(found: Choice, blocks: Sequence[MarkdownBlock]) -> Choice:
    """Leave the parts that name an item again: each name is the name of one item."""
    names = ItemNames()
    kept, left = Choice(has_sections=found.has_sections), list(found.left)
    lines: dict[int, int] = {}
    for typed in sorted(found.typed, key=lambda typed: typed.candidate.first):
        part, more = typed.candidate, names.copy()
        # What a diagram draws again is no item of its own.
        own = [item for item in typed.reading.items if not item.is_drawn]
        pairs = ((item, more.add(item)) for item in own)
        # Relations that contradict each other are one finding.
        again = (
            (item, other)
            for item, other in pairs
            if other is not item and not item.kind.distinguished_by
        )
        pair = next(again, None)
        if pair is None:
            names = more
            lines.update((id(item), part.first + 1) for item in own)
            kept.typed.append(typed)
            continue
        item, other = pair
        line = lines.get(id(other), part.first + 1)
        reason = named_again(item, line, typed.reading)
        left += (Left(b, reason) for b in _blocks_of(part, blocks))
    kept.left = sorted(left, key=lambda entry: entry.block.first)
    return kept


def _blocks_of(
    part: Candidate, blocks: Sequence[MarkdownBlock]
) -> Iterator[MarkdownBlock]:
    """Yield the blocks of a part that may have items."""
    for block in blocks:
        if part.first <= block.first < part.end and block.type in BLOCK_TYPES:
            yield block


def _choose(section: SectionOptions, found: Choice) -> None:
    """Put what becomes of a section into *found*."""
    end = 0
    owner: Candidate | None = None
    for option in section.whole:
        if is_whole_item(option, section) and not lists_items(option, section):
            found.typed.append(Typed(option.candidate, option.reading))
            owner, end = option.candidate, option.candidate.end
            break
    runs = [
        option.candidate
        for option in section.runs
        if not end and is_run(option, section)
    ]
    found.typed += [Typed(o.candidate, o.reading) for o in section.runs
                    if o.candidate in runs]  # fmt: skip
    for block, options in section.parts:
        is_run_of = any(run.first <= block.first < run.end for run in runs)
        if is_run_of or block.first < end:
            continue
        typed, reason = _best(block, options)
        if typed is None:
            if block.first in section.left_out:
                reason = NOT_THE_SPEC
            elif section.reason and block.type != "table":
                reason = section.reason
            elif reason == NO_HEADING and block.first in section.about_one:
                reason = ABOUT_ONE
            elif reason == NO_HEADING:
                reason = no_heading(section.section.blocks, block)
            found.left.append(Left(block, reason))
        else:
            part = _of_owner(typed.candidate, owner) if owner else typed.candidate
            found.typed.append(Typed(part, typed.reading))


def _of_owner(part: Candidate, owner: Candidate) -> Candidate:
    """Return a part below an item that its items refer to: the options of a command."""
    name = part.kind.distinguished_by
    spec = part.kind.field_specs().get(name)
    given = dict(part.options)
    if spec is None or name in given or owner.kind.kind not in spec.refers_to:
        return part
    return replace(part, options=(*part.options, (name, owner.argument)))


def _best(block: MarkdownBlock, options: Sequence[Option]) -> tuple[Option | None, str]:
    """Return the option that a block is read as, or why there is none."""
    accepted = [option for option in options if is_accepted(block, option)]
    named = [option for option in accepted if option.by_heading]
    others = [option for option in accepted if not option.by_heading]
    if block.type == "table":
        candidates = accepted
    elif named and (max(map(_rank, named))[0] > 0 or not others):
        return max(named, key=_rank), ""
    else:
        candidates = others
    if not candidates:
        return None, reason_of(block, options)
    best = max(map(_rank, candidates))
    first = [option for option in candidates if _rank(option) == best]
    if len({option.candidate.kind for option in first}) > 1:
        kinds = join_or(option.candidate.kind.kind for option in first)
        return None, f"may be {kinds}"
    return first[0], ""


def _rank(option: Option) -> tuple[float, int, int]:
    """Return how well a block is read: by sure items, what they say, and how many."""
    reading, kind = option.reading, option.candidate.kind
    extras = max((len(item.extras) for item in reading.items), default=0)
    understood = len(reading.fields - {*kind.name_fields[:-1]}) - extras
    return share(reading), understood + option.by_heading, len(reading.items)
