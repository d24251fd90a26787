"""Which directives a plain document gets: the kinds that its parts are read as.

The headings, the columns, the words and the language of code decide together. What may
be several kinds, or no item at all, stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..codes import Code
from ..kinds import KINDS, CodeLanguage, Kind
from ..model.item import Item, row_models
from ..model.own_names import NO_NAMES, OwnNames
from ..text import collapse_spaces, join_or, normalize
from ..values.names import name_words
from ..values.target import Target
from .blocks import MarkdownBlock
from .reading import Candidate, Reading, read_candidates
from .sections import (
    DocumentSection,
    is_spec,
    kinds_of,
    kinds_of_heading,
    named_kind,
    split_sections,
    topic_of,
    without_number,
)

_FUTURE = frozenset(
    "alternatives alternatives-considered future future-considerations"
    " future-enhancements future-improvements future-work out-of-scope".split()
)
"""Headings of what is not, or not yet, a part of the system."""

_TYPES = frozenset({"table", "list", "code block"})
"""The types of blocks that may have items."""

_UNREAD = frozenset(
    {Code.NO_NAME_COLUMN, Code.UNPARSABLE_BODY, Code.CODE_NOT_READ,
     Code.MISPLACED_OPTION}
)  # fmt: skip
"""Problems of a body that is not read, or not all of it."""

_GENERIC = frozenset(
    "background best-practices consequences context details executive-summary future"
    " future-considerations future-work goals guiding-principles introduction"
    " limitations notes overview principles scope summary".split()
)  # fmt: skip
"""Headings of a part of any text."""

_DRAWN = ("diagram", "diagrams")
"""The last words of headings of what is drawn, and no item."""

_PARTS = frozenset(
    "attributes columns fields key-attributes key-columns key-fields properties"
    " key-properties schema interface typescript-interface structure".split()
)
"""Labels of the fields of an entity, which do not name it."""

_DECLARED = frozenset(
    {"sql", "ddl", "postgresql", "postgres", "mysql", "sqlite", "prisma"}
)
"""Languages of code that declares entities wherever it stands."""

_DATA = frozenset(
    {"", "json", "jsonc", "json5", "yaml", "yml", "xml", "graphql", "http"}
)
"""Languages of code that may be the body of a request or a response."""

_LABEL_LENGTH = 60
"""The longest paragraph that is taken for the name of the block below it."""


_LONGEST_NAME = 6
"""The number of words of the longest text that seems to be the name of an item."""

_NO_NAME = ("<", ">", "≤", "≥", "~", "(", "±")
"""What the text of an amount or of a remark begins with, but no name."""

_NAME_WORDS = 3
"""The number of words of the longest paragraph that is the name of an entity."""


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
    """

    typed: list[Typed] = field(default_factory=list[Typed])
    left: list[Left] = field(default_factory=list[Left])


@dataclass(slots=True)
class _Option:
    """A candidate, and what a document's headings say of it.

    Attributes:
        candidate: the candidate.
        by_heading: whether a heading names the kind or its section.
        is_named: whether the nearest heading that names any kind names this one.
        reading: what the candidate says.
    """

    candidate: Candidate
    by_heading: bool
    is_named: bool = False
    reading: Reading = field(default_factory=Reading)


@dataclass(slots=True)
class _Section:
    """A section with the options of all of it and of each of its blocks."""

    section: DocumentSection
    whole: list[_Option]
    parts: list[tuple[MarkdownBlock, list[_Option]]]
    runs: list[_Option]


def choose_directives(
    blocks: Sequence[MarkdownBlock],
    lines: Sequence[str],
    own_names: OwnNames = NO_NAMES,
) -> Choice:
    """Return which parts of a document get a directive.

    Args:
        blocks: the blocks of the document, without its head.
        lines: the lines of the document, without their endings.
        own_names: the names of fields and topics of the project's configuration.
    """
    split = split_sections(blocks)
    is_of_spec = is_spec(split)
    sections = [_with_options(section, is_of_spec=is_of_spec) for section in split]
    options = [
        option
        for section in sections
        for group in (section.whole, section.runs, *(p for _, p in section.parts))
        for option in group
    ]
    readings = read_candidates(lines, (o.candidate for o in options), own_names)
    for option, reading in zip(options, readings, strict=True):
        option.reading = reading
    found = Choice()
    for section in sections:
        _choose(section, found)
    return found


def _with_options(section: DocumentSection, *, is_of_spec: bool) -> _Section:
    """Return a section with its options: only tables in a document that is no spec."""
    blocks = section.blocks
    kinds = [] if normalize(section.title) in _GENERIC else kinds_of(section)
    whole: list[_Option] = []
    body = blocks[: _end_of_body(blocks)]
    # A transition inside of a directive is an error.
    if normalize(section.title) in _FUTURE:
        none = [(block, list[_Option]()) for block in blocks if block.type in _TYPES]
        return _Section(section, [], none, [])
    is_plain = body and all(b.type not in {"directive", "transition"} for b in body)
    if not is_of_spec:
        found = [
            (block, list(_part(section, n, kinds)) if block.type == "table" else [])
            for n, block in enumerate(blocks)
            if block.type in _TYPES
        ]
        return _Section(section, [], found, [])
    if section.heading and is_plain and not section.has_subsections:
        whole = [_Option(c, by_heading=True) for c in _whole(section)]
    parts = [
        (block, list(_part(section, number, kinds)))
        for number, block in enumerate(blocks)
        if block.type in _TYPES
    ]
    runs = [_Option(candidate, by_heading=True) for candidate in _runs(section, kinds)]
    return _Section(section, whole, parts, runs)


def _end_of_body(blocks: Sequence[MarkdownBlock]) -> int:
    """Return the number of blocks before the transitions that end a section."""
    end = len(blocks)
    while end and blocks[end - 1].type == "transition":
        end -= 1
    return end


def _runs(section: DocumentSection, kinds: Sequence[type[Kind]]) -> Iterator[Candidate]:
    """Yield several blocks of code, each with a paragraph above it that names it."""
    kind = next((kind for kind in kinds if kind.field_of_type(CodeLanguage)), None)
    blocks = section.blocks
    start = 0
    while kind and start < len(blocks):
        end = start
        while end < len(blocks) and blocks[end].type in {"paragraph", "code block"}:
            end += 1
        codes = [n for n in range(start, end) if blocks[n].type == "code block"]
        if len(codes) > 1 and blocks[start].type == "paragraph":
            yield Candidate(kind, blocks[start].first, blocks[codes[-1]].end)
        start = end + 1


def _whole(section: DocumentSection) -> Iterator[Candidate]:
    """Yield the items that a section may be as a whole, named by its heading."""
    last = section.blocks[_end_of_body(section.blocks) - 1]
    first, end = section.blocks[0].first, last.end
    title = collapse_spaces(section.title)
    for kind in KINDS:
        if kind.name_fields and kind.split_name(title):
            yield Candidate(kind, first, end, title)
    if told := topic_of(section):
        kind, topic = told
        if kind.topic_field:
            yield Candidate(kind, first, end, options=((kind.topic_field, topic.name),))
        else:
            yield Candidate(kind, first, end, topic.name)
        return
    if kinds_of_heading(section.title):
        return
    if normalize(title) in _GENERIC or normalize(title).endswith(_DRAWN):
        return
    around = without_number(section.headings[-2]) if section.headings[1:] else ""
    named = named_kind(section.headings[:-1])
    for kind in kinds_of(section):
        if (
            kind.rows
            or kind.field_of_type(CodeLanguage)
            or (kind is named and kind.body_field() and not kind.topic_field)
        ):
            yield Candidate(kind, first, end, title)
        elif kind is named and kind.topic_field and kind.body_field():
            # The heading around it is its topic, if it says more than the section.
            has_topic = kind.topic_field and not kinds_of_heading(around)
            topic = ((kind.topic_field, around),) if has_topic else ()
            yield Candidate(kind, first, end, title, topic)


def _part(
    section: DocumentSection, number: int, kinds: Sequence[type[Kind]]
) -> Iterator[_Option]:
    """Yield the directives that a block of a section may get."""
    block = section.blocks[number]
    above = section.blocks[number - 1] if number else None
    label = _label(above)
    named = named_kind(section.headings)
    others = [kind for kind in KINDS if kind not in kinds]
    for kind in (*kinds, *others):
        by_heading = kind in kinds
        is_code = block.type == "code block"
        if (
            is_code
            and not by_heading
            and not (kind.rows and block.language in _DECLARED)
        ):
            continue
        name = ""
        if kind.field_of_type(CodeLanguage):
            if not is_code:
                continue
            name = label or section.title
        options = tuple(_defaults(kind, section))
        is_named = kind is named
        candidate = Candidate(kind, block.first, block.end, "", options)
        yield _Option(candidate, by_heading, is_named)
        is_name = normalize(label) not in _PARTS
        if kind.rows and is_name and len(label.split()) <= _NAME_WORDS:
            name = label
        if name:
            candidate = Candidate(kind, block.first, block.end, name)
            yield _Option(candidate, by_heading, is_named)


def _label(above: MarkdownBlock | None) -> str:
    """Return the paragraph above a block, where it is its name: ``**User**:``."""
    if above is None or above.type != "paragraph" or "\n" in above.text:
        return ""
    text = above.text.rstrip(":").strip()
    is_label = text and len(text) <= _LABEL_LENGTH and text[-1] not in ".!?,;"
    return text if is_label else ""


def _defaults(kind: type[Kind], section: DocumentSection) -> Iterator[tuple[str, str]]:
    """Yield the options that a heading says: the layer of technologies."""
    words = normalize(section.title).split("-")
    for name, spec in kind.field_specs().items():
        if name == "status":
            continue
        for choice in spec.choices:
            if choice in words:
                yield name, choice
                break


def _choose(section: _Section, found: Choice) -> None:
    """Put what becomes of a section into *found*."""
    for option in section.whole:
        if (
            _is_whole_item(option, section.section)
            and not _lists_items(option, section)
            and not _has_other_class(option, section)
        ):
            found.typed.append(Typed(option.candidate, option.reading))
            return
    runs = [option.candidate for option in section.runs if _is_run(option, section)]
    found.typed += [Typed(o.candidate, o.reading) for o in section.runs
                    if o.candidate in runs]  # fmt: skip
    for block, options in section.parts:
        if any(run.first <= block.first < run.end for run in runs):
            continue
        typed, reason = _best(block, options)
        if typed is None:
            found.left.append(Left(block, reason))
        else:
            found.typed.append(Typed(typed.candidate, typed.reading))


def _lists_items(option: _Option, section: _Section) -> bool:
    """Return whether a table of a section lists items of a kind, and not rows of one.

    The items are described, and have no types.
    """
    kind = option.candidate.kind
    described = kind.body_field()
    others = [
        other.reading.items
        for block, options in section.parts
        for other in options
        if block.type == "table"
        and other.candidate.kind is kind
        and not other.candidate.argument
        and not _unread(other.reading)
    ]
    return bool(kind.rows) and any(
        items and all(item.has(described) and not item.extras for item in items)
        for items in others
    )


def _has_other_class(option: _Option, section: _Section) -> bool:
    """Return whether code in a section has a class of another name than the heading.

    The names have words that the other does not have.
    """
    kind = option.candidate.kind
    title = set(name_words(option.candidate.argument))
    names = [
        set(name_words(item.name))
        for block, options in section.parts
        for other in options
        if block.type == "code block"
        and other.candidate.kind is kind
        and not other.candidate.argument
        for item in other.reading.items
    ]
    return bool(kind.rows and names) and not any(
        name <= title or title <= name for name in names
    )


def _is_whole_item(option: _Option, section: DocumentSection) -> bool:
    kind, items = option.candidate.kind, option.reading.items
    if not items or _unread(option.reading):
        return False
    if kind.name_fields:
        return not items[0].invalid and items[0].model.is_evident(items[0].name)
    if kind.topic_field:
        if not option.candidate.argument:
            return len(items) == 1 and not items[0].is_empty
        return not items[0].is_empty
    if not (
        kind.topics or kind.listed or kind.rows or kind.field_of_type(CodeLanguage)
    ):
        # The names of other kinds are told from headings of any text by their form.
        return _is_evident(items[0])
    if kind.rows:
        return bool(row_models(items[0])) and _is_evident(items[0])
    if kind.field_of_type(CodeLanguage):
        code = [block for block in section.blocks if block.type == "code block"]
        is_data = len(code) == 1 and code[0].language in _DATA
        return is_data and items[0].has(kind.code)
    return not items[0].is_empty


def _is_run(option: _Option, section: _Section) -> bool:
    """Return whether each block of code in some lines is an item with a name."""
    part, items = option.candidate, option.reading.items
    codes = [b for b, _ in section.parts if part.first <= b.first < part.end]
    return (
        len(items) >= len(codes)
        and all(block.language in _DATA for block in codes)
        and all(item.name for item in items)
        and not option.reading.problems
    )


def _best(
    block: MarkdownBlock, options: Sequence[_Option]
) -> tuple[_Option | None, str]:
    """Return the option that a block is read as, or why there is none."""
    accepted = [option for option in options if _is_accepted(block, option)]
    named = [option for option in accepted if option.by_heading]
    others = [option for option in accepted if not option.by_heading]
    if block.type == "table":
        candidates = accepted
    elif named and (max(map(_rank, named))[0] > 0 or not others):
        return max(named, key=_rank), ""
    else:
        candidates = others
    if not candidates:
        return None, _reason(options)
    best = max(map(_rank, candidates))
    first = [option for option in candidates if _rank(option) == best]
    if len({option.candidate.kind for option in first}) > 1:
        kinds = join_or(option.candidate.kind.kind for option in first)
        return None, f"may be {kinds}"
    return first[0], ""


def _rank(option: _Option) -> tuple[float, int, int]:
    """Return how well a block is read: by sure items, what they say, and how many."""
    reading, kind = option.reading, option.candidate.kind
    extras = max((len(item.extras) for item in reading.items), default=0)
    understood = len(reading.fields - {*kind.name_fields[:-1]}) - extras
    return _share(reading), understood + option.by_heading, len(reading.items)


def _share(reading: Reading) -> float:
    """Return the share of the items that are of their kind for sure."""
    if not reading.items:
        return 0.0
    return sum(map(_is_evident, reading.items)) / len(reading.items)


def _is_evident(item: Item) -> bool:
    return item.model.is_evident(item.name)


def _is_accepted(block: MarkdownBlock, option: _Option) -> bool:
    """Return whether a block has items of a kind, as far as can be known."""
    reading, kind = option.reading, option.candidate.kind
    items = reading.items
    if _unread(reading) or not _has_names(kind, items):
        return False
    if not items:
        return option.by_heading and bool(reading.absent)
    share = _share(reading)
    if kind.rows and option.candidate.argument:
        return option.by_heading and share == 1
    if block.type == "table":
        if option.by_heading:
            return len(reading.fields) > 1 and _says_enough(items)
        return len(reading.fields) > (1 if share == 1 else 2) and _says_enough(items)
    if block.type == "code block":
        if kind.field_of_type(CodeLanguage) and block.language not in _DATA:
            return False
        return share > 0 or (option.by_heading and _says_enough(items))
    has_target = bool(kind.field_of_type(Target))
    if not option.by_heading:
        labelled = not any(item.is_empty for item in items)
        return share >= 1 / 2 and labelled and not has_target
    if has_target:
        return share > 0
    if share >= 1 / 2 or (option.is_named and kind.takes_sentences):
        return True
    if kind.name_fields or not option.is_named:
        return False
    named = sum(not i.is_empty and _seems_name(kind, i.name) for i in items)
    return 2 * named >= len(items)


def _has_names(kind: type[Kind], items: Sequence[Item]) -> bool:
    """Return whether all items have a text for a name, and most of them a name.

    The text of an amount or of a remark is no name. Rows that repeat the name of an
    entity are those of its parts, such as indexes.
    """
    names = [item.name.strip() for item in items]
    others = sum(name.startswith(_NO_NAME) for name in names)
    if kind.rows and len(set(names)) < len(names):
        return False
    return all(names) and (not names or 2 * others < len(names))


def _seems_name(kind: type[Kind], text: str) -> bool:
    """Return whether a text seems to be a name: a single word is one, too."""
    words = len(text.split())
    return words == 1 or (words <= _LONGEST_NAME and kind.seems_name(text))


def _says_enough(items: Sequence[Item]) -> bool:
    """Return whether most items say more than their name."""
    return 2 * sum(
        not item.is_empty or bool(row_models(item)) for item in items
    ) >= len(items)


def _unread(reading: Reading) -> bool:
    """Return whether more of a body is left unread than is read."""
    problems = [
        *reading.problems,
        *(p for item in reading.items for p in item.problems),
    ]
    codes = [problem.code for problem in problems if problem.code in _UNREAD]
    return len(codes) > len(reading.items) or Code.MISPLACED_OPTION in codes


def _reason(options: Iterable[_Option]) -> str:
    """Return why a block is no item of any kind."""
    named = [option for option in options if option.by_heading]
    if not named:
        return "no heading of a section of the template above it"
    for option in named:
        for problem in option.reading.problems:
            if problem.code in _UNREAD:
                return str(problem.problem)
    kinds = join_or(dict.fromkeys(o.candidate.kind.kind for o in named))
    return f"not read as {kinds}"
