"""The items that a section as a whole, or several blocks of it, may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..adr.names import reference_number
from ..kinds import (
    KINDS,
    CodeLanguage,
    Decision,
    Endpoint,
    Kind,
    Logging,
    Payload,
    Topic,
)
from ..patterns import regex
from ..text import collapse_spaces, normalize
from ..values.routes import read_operation
from .blocks import MarkdownBlock
from .entity_names import entity_of_heading
from .names import FUNCTIONS, SENT
from .reading import Candidate
from .sections import (
    DocumentSection,
    is_reason,
    is_singular,
    kinds_of,
    kinds_of_heading,
    named_kind,
    names_more,
    topic_of,
    without_number,
)

_LOG_FORMAT = regex(
    r"(?:all )?(?:logs? (?:is|are) |we log |logging (?:is|as|in) )?"
    r"(?:in |as )?(?:structured|json|logfmt|key-value)\b"
    r"(?: (?:json|key-value|logfmt)\b)?(?: (?:logs?|logging|lines?|events?|entries"
    r"|records?|output|format|by|via|to|with|on)\b|\s?[.,;:(]|$)",
    re.IGNORECASE,
)
"""The first words of a paragraph on logging that says the form of the log."""


_WORD = regex(r"\w+")


_MODEL = regex(r"(?P<name>\w+) (?:entity|model|table)", re.IGNORECASE)
"""The heading of an entity with a word for what it is."""


_FUNCTION = regex(
    r"^[ \t]{0,40}(?:(?:export|default|pub|public|static|async) ){0,4}"
    r"(?:function|def|fn|func|fun) (?P<name>[a-z_]\w{0,99})[(<\[]",
    re.MULTILINE,
)
"""A function that code declares, with a small letter as functions have."""


_MARK = regex(r" \([a-z][a-z -]{0,40}\)$", re.IGNORECASE)
"""Words in brackets behind a name: ``GET /looms (bonus)``."""


_IN_BRACKETS = regex(r"\(([^()]*)\)")


_TOPIC_WORDS = 2
"""The number of words of the longest heading that is the topic of a decision."""


_TOPIC = regex(
    r"(?:how|what|when|where|which|who|whether)\s"
    r"|.*\s(?:vs\.?|versus)\s"
    r"|.*\s(?:approach|choice|format|handling|layout|location|management|mechanism|method"
    r"|model|pattern|policy|selection|strategy|structure|style)$",
    re.IGNORECASE,
)
"""A longer heading that names a topic, and no choice: *Form validation strategy*."""


def run_candidates(
    section: DocumentSection, kinds: Sequence[type[Kind]]
) -> Iterator[Candidate]:
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


def whole_candidates(
    section: DocumentSection, first: int, end: int
) -> Iterator[Candidate]:
    """Yield the items that a section may be as a whole, named by its heading."""
    title = collapse_spaces(section.title)
    for kind in KINDS:
        if kind.name_fields and kind.split_name(title):
            yield Candidate(kind, first, end, _MARK.sub("", title))
    yield from _labelled(section, end)
    if is_record_block(section):
        yield Candidate(Decision, first, end, title)
    elif told := topic_of(section):
        yield from _on_topic(section, *told, Candidate(told[0], first, end))
    elif kinds := _named_by_heading(section):
        yield from (Candidate(kind, first, end, title) for kind in kinds)
    else:
        kinds = _kinds_of_whole(section)
        if SENT.match(title) and any(kind.rows for kind in kinds):
            yield Candidate(Payload, first, end, title)
        for kind in kinds:
            yield from _of_kind(section, kind, Candidate(kind, first, end, title))
        if topic := _topic_of_words(section):
            yield Candidate(Logging, first, section.blocks[0].end, topic)
        if name := name_of_model(section):
            rows = (kind for kind in kinds_of(section) if kind.rows)
            yield from (Candidate(kind, first, end, name) for kind in rows)


def _labelled(section: DocumentSection, end: int) -> Iterator[Candidate]:
    """Yield the endpoint that one paragraph names: ``**Endpoint:** `POST /orders```.

    What else the lines of the paragraph say is told by options. What follows is its
    description; the heading is the purpose where nothing does.
    """
    blocks = section.blocks
    if kinds_of_heading(section.title)[:1] not in ([], [Endpoint]):
        return
    found = [
        (number, values)
        for number, block in enumerate(blocks)
        if block.type == "paragraph" and (values := _named_endpoint(block.text))
    ]
    for number, values in found if len(found) == 1 else ():
        name = values.pop("")
        rest = blocks[number + 1 :]
        has_text = bool(rest) and rest[0].type == "paragraph"
        if not has_text:
            values.setdefault("purpose", collapse_spaces(section.title))
        first = rest[0] if has_text else blocks[number]
        yield Candidate(Endpoint, first.first, end, name, tuple(values.items()))


def _named_endpoint(text: str) -> dict[str, str]:
    """Return what the lines of a paragraph say of an endpoint, with its name first.

    Returns:
        The values by field, ``""`` for the name; none where the first line names no
        endpoint, or another line has no label of a field.
    """
    first, *lines = text.splitlines() or [""]
    label, colon, name = first.partition(":")
    if not colon or Endpoint.own_field_for_head(label) != "":
        name = first
    if read_operation(name) is None or name.endswith(":"):
        return {}
    values = {"": collapse_spaces(name)}
    for line in lines:
        label, colon, value = line.partition(":")
        field = Endpoint.field_for_label(label) if colon else None
        if field not in _TOLD or field in values or not value.strip():
            return {}
        values[field] = collapse_spaces(value)
    return values


_TOLD = frozenset({"auth", "purpose", "request", "response"})
"""The fields of an endpoint that a line of a paragraph says."""


def is_record_block(section: DocumentSection) -> bool:
    """Return whether a section is a decision record: *ADR-7: One queue*, **Decision**:.

    Such records are known by their form, below any heading. Those that are not in force
    are no choices.
    """
    texts = [block.text for block in section.blocks if block.type == "paragraph"]
    lines = (line for text in texts for line in text.splitlines())
    labels = {normalize(line.partition(":")[0]) for line in lines}
    own = map(normalize, (Decision.title, Decision.label, *Decision.label_aliases))
    is_record = Decision.names_record(section.title) and not labels.isdisjoint(own)
    return is_record and not any(map(_NOT_IN_FORCE.search, texts))


def _topic_of_words(section: DocumentSection) -> str:
    """Return *format*, where a paragraph below *Logging* begins with how it is done."""
    is_own = named_kind(section.headings[-1:]) is Logging
    is_prose = bool(section.blocks) and all(
        block.type == "paragraph" for block in section.blocks
    )
    is_format = is_own and is_prose and _LOG_FORMAT.match(section.blocks[0].text)
    return Logging.topics[0].name if is_format else ""


def name_of_model(section: DocumentSection) -> str:
    """Return the name of a class below its own heading with a word: *User model*."""
    match = _MODEL.fullmatch(collapse_spaces(section.title))
    has_class = match is not None and any(
        block.type == "code block" and match["name"] in _WORD.findall(block.text)
        for block in section.blocks
    )
    return match["name"] if match is not None and has_class else ""


def is_function(section: DocumentSection) -> bool:
    """Return whether a section describes a function: ``function mintToken(``.

    The heading around it says so, or a block of code declares it.
    """
    around = without_number(section.headings[-2]) if section.headings[1:] else ""
    if FUNCTIONS.match(around):
        return True
    name = collapse_spaces(section.title).strip("`")
    return any(
        name == match["name"]
        for block in section.blocks
        if block.type == "code block"
        for match in _FUNCTION.finditer(block.text)
    )


def _on_topic(
    section: DocumentSection, kind: type[Kind], topic: Topic, whole: Candidate
) -> Iterator[Candidate]:
    """Yield the items on a topic that a section is, or that its first paragraph is."""
    if not kind.topic_field:
        yield replace(whole, argument=topic.name)
        return
    on_topic = replace(whole, options=((kind.topic_field, topic.name),))
    yield on_topic
    title = collapse_spaces(section.title)
    has_list = any(block.type == "list" for block in section.blocks)
    # *Error handling (src/errors)* is no more than the topic.
    bare = _IN_BRACKETS.sub("", title).strip()
    if has_list and normalize(bare) != normalize(topic.name):
        # *Error handling strategy* names one choice, whose parts a list says.
        yield replace(on_topic, argument=title)
    elif all(block.type == "paragraph" for block in section.blocks):
        # The first paragraph may be the choice, and the others say more of it.
        yield replace(on_topic, end=section.blocks[0].end)


def _kinds_of_whole(section: DocumentSection) -> Sequence[type[Kind]]:
    """Return the kinds of the one item that a section of many may be."""
    named = named_kind(section.headings[:-1])
    title = section.title
    # *Why one stack?* names what the reasons are for, *ADR-7: One stack* a choice.
    is_named = is_reason(title) or (named is Decision and Decision.names_record(title))
    of_heading = [] if is_named else kinds_of_heading(title)
    is_part = of_heading[:1] == [named] and names_more(title)
    is_one = of_heading[:1] == [named] and is_singular(title)
    if named and named.listed and is_one:
        # *User Service* is one of the *Services* that the heading around it names.
        return [named]
    if of_heading and not (is_part and named and named.summary_fields):
        return ()
    return kinds_of(section)


def _of_kind(
    section: DocumentSection, kind: type[Kind], whole: Candidate
) -> Iterator[Candidate]:
    """Yield the items of a kind that a section is, named by its heading."""
    title = whole.argument
    named = named_kind(section.headings[:-1])
    around = without_number(section.headings[-2]) if section.headings[1:] else ""
    if kind.rows:
        yield replace(whole, argument=entity_of_heading(title))
    elif kind.usage_fields and kind.code:
        yield replace(whole, end=_end_of_usage(section.blocks))
    elif kind.field_of_type(CodeLanguage) or (
        kind is named and kind.body_field() and not kind.topic_field
    ):
        yield whole
    elif kind is named and kind.topic_field and kind.body_field():
        is_short = len(title.split()) <= _TOPIC_WORDS
        is_topic = is_short or _TOPIC.match(title) is not None
        if is_topic and _begins_with_name(kind, section.blocks[0]):
            yield replace(whole, argument="", options=((kind.topic_field, title),))
        is_below = bool(kinds_of_heading(around))
        is_prose = section.blocks[0].type == "paragraph"
        if kind.takes_sentences and not (is_below or is_prose):
            # A list or code below a heading of its own is no choice.
            return
        # The heading around it is its topic, if it says more than the section.
        topic = () if is_below else ((kind.topic_field, around),)
        yield replace(whole, options=topic)


def _end_of_usage(blocks: Sequence[MarkdownBlock]) -> int:
    """Return the line behind the first code of a command, or behind its paragraphs.

    Tables and lists of its options follow, which are items of their own.
    """
    end = 0
    while end < len(blocks) and blocks[end].type == "paragraph":
        end += 1
    if end < len(blocks) and blocks[end].type == "code block":
        end += 1
    return blocks[max(end, 1) - 1].end


def _named_by_heading(section: DocumentSection) -> list[type[Kind]]:
    """Return the kinds of the one item that a heading names by its words.

    *Load tests* are a level of tests, and *Form fields (POST /orders)* is what is sent
    to the endpoint.
    """
    if any(read_operation(words) for words in _IN_BRACKETS.findall(section.title)):
        return [kind for kind in KINDS if kind.rows]
    words = normalize(section.title)
    around = (k for h in section.headings[:-1] for k in kinds_of_heading(h))
    named = (kind for kind in around if words in map(normalize, kind.named_sections))
    return list(named)[:1]


def _begins_with_name(kind: type[Kind], block: MarkdownBlock) -> bool:
    """Return whether a paragraph names an item: ``**Decision**: Keep it``."""
    label, _, name = block.text.partition(":")
    own = map(normalize, (kind.title, kind.label, *kind.label_aliases))
    is_record = reference_number(name.strip()) is not None
    is_labelled = block.type == "paragraph" and normalize(label) in own
    return is_labelled and bool(name.strip()) and not is_record


_NOT_IN_FORCE = regex(
    r"^[ \t]{0,9}status\W{1,9}(?:rejected|superseded|deprecated|withdrawn)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""The status of a decision record that is not in force."""
