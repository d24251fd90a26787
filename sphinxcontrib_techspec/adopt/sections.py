"""The sections of a document, and the kinds of item that their headings name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from ..kinds import KINDS, SECTIONS, Kind, Section, Topic
from ..patterns import regex
from .blocks import MarkdownBlock

_NUMBER = regex(
    r"^(?:(?:appendix|section|part|chapter|step)\s+)?"
    r"(?:[0-9]+(?:\.[0-9]+)*|[a-z]|[ivx]{2,5})[.):]"
    r"\s+|^[0-9]+(?:\.[0-9]+)*\s+",
    re.IGNORECASE,
)
_BRACKETS = regex("[(\uff08]([^()\uff08\uff09]*)[)\uff09]")
_SIGNS = regex("^(?:[0-9]\ufe0f?\u20e3|[^\\w(\uff08])+")
"""Emoji and other signs before the words of a heading."""

_BETWEEN = regex(r"\s[-–—|]\s|:\s")
"""What stands between the name of a project and that of its document."""

_AND = regex(r"\s[&+]\s")
_NESTED = 3
"""How many brackets in brackets are left out of a heading."""

_LATIN = regex(r"[A-Za-z]{2}")
_WORD = regex(r"[^\W_]+(?:'[^\W_]+)?")
_JOINTS = frozenset({"and", "for", "in", "of", "or", "per", "to", "with"})
_TAILS = frozenset(
    "approach architecture checklist chosen configuration consideration constraint"
    " definition design detail documentation feature guideline highlight list measure"
    " model overview plan reference requirement section selection setting specification"
    " strategy summary surface table target".split()
)
"""Words of a heading that name no section by themselves, in the singular."""

_AMBIGUOUS = frozenset(
    "command component config data decision environment error example failure framework"
    " library link"
    " model module operation option privacy reference related relation route schema"
    " service setting table test tool tooling type".split()
)
"""Words, in the singular, that name a section with some words before them only."""

_QUALIFIERS = frozenset(
    "additional all api app application architecture architectural available backend"
    " cli client common core critical current data database db"
    " design development domain entity error expected external"
    " frontend global high http important in internal join json junction key level list"
    " logical lookup main"
    " major message new of other our overall payload physical primary product"
    " production project proposed public rest request required response runtime"
    " server shared software sql supported system tech technical technology the"
    " third party user web".split()
)
"""Words before them that leave their meaning."""

_OF_TOPICS = _TAILS - {"configuration", "setting", "table"}
"""Those of them that leave the meaning of a topic: *Authentication model*."""

_SHORT_TOPICS = frozenset({"auth"})
"""Words for several topics of a section at once."""

_PLATFORMS = frozenset({"framework", "language", "library", "platform", "runtime"})
"""Words, in the singular, for what a decision on technologies is about."""

_CHOICES = frozenset({"choice", "decision", "selection"})
"""Words, in the singular, for decisions: *Runtime and platform decisions*."""

_COMPLETE = frozenset("additional all complete full further more other project".split())
"""Words before *documentation* where it means other documents."""

_TECHNOLOGIES = frozenset(
    "dependency integration library package stack tech technology tool tooling".split()
)
"""Words, in the singular, that say what technologies are, and not what they are for."""

_STEP = regex(
    r"(?:phase|step|task|week|day|sprint|milestone|stage|epic|story|pr)\b[ -]?#?\d",
    re.IGNORECASE,
)
"""What the heading of a step of a plan begins with."""

_SHORT = 3
"""Words of this length have no plural."""


@dataclass(slots=True)
class DocumentSection:
    """A heading, and the blocks below it before the next heading.

    Attributes:
        headings: the headings that it is below and its own, the outermost first.
        heading: the block of its own heading; `None` before the first.
        blocks: its blocks.
        has_subsections: whether headings of a lower level follow.
        of_document: the kind that the title of the document names, as in *Technology
            stack of the loom*; `None` for most documents.
    """

    headings: tuple[str, ...] = ()
    heading: MarkdownBlock | None = None
    blocks: list[MarkdownBlock] = field(default_factory=list[MarkdownBlock])
    has_subsections: bool = False
    of_document: type[Kind] | None = None

    @property
    def has_heading_around(self) -> bool:
        """Whether a heading that is not the title is around its own."""
        return len(self.headings) > 1 and bool(self.headings[-2])

    @property
    def title(self) -> str:
        """The words of its heading without a number; empty without a heading."""
        return without_number(self.headings[-1]) if self.heading else ""


def split_sections(blocks: Sequence[MarkdownBlock]) -> list[DocumentSection]:
    """Return the sections of a document, in its order."""
    found = [DocumentSection()]
    path: list[tuple[int, str, DocumentSection]] = []
    for block in blocks:
        if block.type != "heading":
            found[-1].blocks.append(block)
            continue
        while path and path[-1][0] >= block.level:
            path.pop()
        for _, _, section in path:
            section.has_subsections = True
        headings = (*(text for _, text, _ in path), block.text)
        section = DocumentSection(headings, block)
        path.append((block.level, block.text, section))
        found.append(section)
    _leave_title_out(found)
    return found


def is_reason(title: str) -> bool:
    """Return whether a heading asks for reasons: *Why this stack?*."""
    return title.casefold().startswith("why ")


def is_step(title: str) -> bool:
    """Return whether a heading is that of a step of a plan: *Phase 1: Setup*."""
    return bool(_STEP.match(title))


def _leave_title_out(sections: Sequence[DocumentSection]) -> None:
    """Let the title say nothing of the sections, unless it is that of a section."""
    titles = [s for s in sections if s.heading and s.heading.level == 1]
    if len(titles) == 1 and not _is_section(titles[0].headings[-1]):
        title = titles[0].headings
        kind = _kind_of_title(title[-1])
        for section in sections:
            if section.headings[:1] == title:
                section.headings = ("", *section.headings[1:])
                section.of_document = kind


def _kind_of_title(title: str) -> type[Kind] | None:
    """Return the kind of the one section that a title ends with, in two words or more.

    It is known of sections that have items of one kind: *Croft technology stack*.
    """
    words = _words(title)
    for section in SECTIONS:
        kinds = [kind for kind in KINDS if kind.section == section]
        phrases = [*map(_words, (section.title, *section.headings))]
        if len(kinds) == 1 and any(
            len(phrase) > 1 and words[-len(phrase) :] == phrase for phrase in phrases
        ):
            return kinds[0]
    return None


def _is_section(title: str) -> bool:
    """Return whether a title is the heading of a section of the template."""
    phrases = [p for s in SECTIONS for p in (s.title, *s.headings)]
    phrases += [phrase for kind in KINDS for phrase in kind.headings]
    return _words(title) in set(map(_words, phrases))


def without_number(heading: str) -> str:
    """Return a heading without the number in front of it."""
    return _NUMBER.sub("", heading.strip(), count=1).strip() or heading.strip()


def without_signs(heading: str) -> str:
    """Return a heading without emoji and other signs before its words."""
    return _SIGNS.sub("", heading) or heading


def kinds_of(section: DocumentSection) -> list[type[Kind]]:
    """Return the kinds of item that a section may have, by its headings.

    The kinds that the innermost heading with a meaning names come first, then those of
    the headings around it.
    """
    found: list[type[Kind]] = []
    for heading in reversed(section.headings):
        found += kinds_of_heading(heading)
    return list(dict.fromkeys(found))


def named_kind(headings: Sequence[str]) -> type[Kind] | None:
    """Return the kind that the innermost of the headings with a meaning names.

    A section of the template names a kind where it has the items of one kind only.

    Args:
        headings: the headings, the outermost first.
    """
    for heading in reversed(headings):
        kinds = kinds_of_heading(heading)
        if kinds:
            is_own = _best(_words(heading), kinds[0].headings) > 0
            return kinds[0] if is_own or len(kinds) == 1 else None
    return None


def kinds_of_heading(heading: str) -> list[type[Kind]]:
    """Return the kinds of item that a heading names, the best first."""
    words = _words(heading)
    named = [
        (length, kind)
        for kind in KINDS
        for length in [_best(words, kind.headings)]
        if length
    ]
    of_sections = [
        (length, kind)
        for section in SECTIONS
        for length in [_best(words, (section.title, *section.headings))]
        if length
        for kind in KINDS
        if kind.section == section
    ]
    # The longest match first; of two as long, that of a kind.
    ranked = sorted([*named, *of_sections], key=lambda entry: -entry[0])
    section = _section_of_topics(words)
    found = [kind for kind in KINDS if section and kind.section == section]
    return list(dict.fromkeys([*found, *(kind for _, kind in ranked)]))


def is_below_topics(section: DocumentSection) -> bool:
    """Return whether the nearest heading around a section has topics for its name.

    What has a heading below *Auth model* is a part of that, and no topic by itself.
    """
    named = (h for h in reversed(section.headings[:-1]) if kinds_of_heading(h))
    return _section_of_topics(_words(next(named, ""))) is Section.SECURITY


def is_of_documentation(heading: str) -> bool:
    """Return whether a heading is about documents of any kind: *Documentation*."""
    words = _words(heading)
    return words[-1:] == ("documentation",) and _COMPLETE.issuperset(words[:-1])


def _section_of_topics(words: tuple[str, ...]) -> Section | None:
    """Return the section whose topics, or what is decided in it, a heading names.

    *Authentication & authorization* and *Auth model* are security, and *Runtime and
    platform decisions* are technologies. A topic alone may be a part of anything.
    """
    if words[-1:] == ("documentation",) and _COMPLETE.issuperset(words[:-1]):
        return Section.RELATED
    others = {word for word in words if word != "and"}
    subjects = others - _CHOICES - _QUALIFIERS
    if words[-1:] and words[-1] in _CHOICES and subjects and subjects <= _PLATFORMS:
        return Section.STACK
    names = _topic_words()
    is_told = len(others) > 1 and others <= names | _OF_TOPICS
    return Section.SECURITY if is_told and words[0] in names else None


@cache
def _topic_words() -> frozenset[str]:
    """Return the topics of security that are words which mean nothing else."""
    topics = (topic for kind in KINDS if kind.section == Section.SECURITY
              for topic in kind.topics)  # fmt: skip
    names = {name for topic in topics for name in (topic.name, *topic.aliases)}
    return _SHORT_TOPICS | {name for name in names if name.startswith("auth")}


def topic_of(section: DocumentSection) -> tuple[type[Kind], Topic] | None:
    """Return the topic that a section's own heading is, with the kind of its items.

    A topic of one word counts below a heading of its section, or where the section has
    only paragraphs.
    """
    words = _words(section.title)
    is_prose = all(block.type == "paragraph" for block in section.blocks)
    headings = section.headings if is_prose else section.headings[:-1]
    around = {found for heading in headings for found in _sections(heading)}
    for kind in dict.fromkeys([*kinds_of(section), *KINDS]):
        # Only items of such kinds tell of a topic in prose.
        told = kind.body_field() or kind.summary_fields
        for topic in kind.topics if told else ():
            names = (topic.name, *topic.aliases)
            is_named = words in map(_words, names)
            is_below = topic.section in around
            if is_below and (is_named or words in map(_words, topic.headings)):
                return kind, topic
            if is_named and len(words) > 1:
                return kind, topic
    return None


def exact_section(heading: str) -> Section | None:
    """Return the section of the template that all of a heading names.

    Words that say nothing else may stand around its name, and other names behind *and*:
    *Tech stack*, *Data model and ERD*.
    """
    words = _words(heading)
    section = _section_of_topics(words)
    if section and section is not Section.RELATED:
        return section
    parts = [tuple(word for word in words if word != "and")]
    if "and" in words:
        parts.append(words[: words.index("and")])
    for part in parts:
        for section, phrases in _phrases_by_section():
            if any(_is_all(part, phrase) for phrase in phrases):
                return section
    return None


def _phrases_by_section() -> Iterator[tuple[Section, Sequence[tuple[str, ...]]]]:
    """Yield the sections of the template with the words of their names."""
    for section in SECTIONS:
        names = (section.title, *section.headings)
        of_kinds = (k.headings for k in KINDS if k.section == section)
        phrases = map(_words, chain(names, *of_kinds))
        yield section, [words for words in phrases if not _is_ambiguous(words)]


def _is_all(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Return whether words are a phrase, and others that say nothing else."""
    return any(
        words[start : start + len(phrase)] == phrase
        and _QUALIFIERS.issuperset(words[:start])
        and _TAILS.issuperset(words[start + len(phrase) :])
        for start in range(len(words) - len(phrase) + 1)
    )


def has_latin_words(heading: str) -> bool:
    """Return whether a heading has words in Latin letters."""
    return bool(_LATIN.search(heading))


def _sections(heading: str) -> Iterator[Section]:
    """Yield the sections of the template that a heading names."""
    words = _words(heading)
    of_topics = _section_of_topics(words)
    for section in SECTIONS:
        if section == of_topics or _best(words, (section.title, *section.headings)):
            yield section


def sections_of_title(title: str) -> frozenset[Section]:
    """Return the sections of the template that the title of a document names.

    The name of a project may stand before a dash: *Mill - Testing strategy*.
    """
    parts = _BETWEEN.split(title)
    return frozenset(section for part in parts for section in _sections(part))


def names_section_of(kind: type[Kind], headings: Sequence[str]) -> bool:
    """Return whether one of the headings names the section of a kind in full.

    A word of the kind alone, such as *Metrics*, may be about anything.
    """
    names = (kind.section.title, *kind.section.headings)
    phrases = (*names, *(h for h in kind.headings if " " in h))
    return any(_best(_words(heading), phrases) for heading in headings)


def mentions_technologies(heading: str) -> bool:
    """Return whether a heading or a label has a word for technologies: *Test tools*."""
    return not (_TECHNOLOGIES | {"framework"}).isdisjoint(_words(heading))


def _best(words: tuple[str, ...], phrases: Sequence[str]) -> int:
    """Return how well the best of some phrases fits the words of a heading.

    A heading ends with a phrase; or begins with one, where only words follow that say
    nothing else, such as *Security considerations*. 0 is no fit.
    """
    lengths = [0]
    for phrase in phrases:
        parts = _words(phrase)
        length = len(parts)
        begins = _begins_with(words, parts)
        if parts and (begins or _ends_with(words, parts)):
            # All of the heading is a better match than a part of it.
            lengths.append(2 * length + (length == len(words)))
    return max(lengths)


def names_technologies(heading: str) -> bool:
    """Return whether a heading is about technologies, and is the role of none."""
    words = _words(heading)
    others = {*_TECHNOLOGIES, *_QUALIFIERS, *_TAILS, *_JOINTS}
    return not _TECHNOLOGIES.isdisjoint(words) and others.issuperset(words)


def names_packages(heading: str) -> bool:
    """Return whether a heading ends with what is installed: *Security libraries*."""
    return _words(heading)[-1:] in {("dependency",), ("library",), ("package",)}


def is_singular(heading: str) -> bool:
    """Return whether a heading of some words names one thing: *User Service*."""
    words = _WORD.findall(without_number(_BRACKETS.sub(" ", heading)))
    last = words[-1].casefold() if words else ""
    return len(words) > 1 and _singular(last) == last


def names_more(heading: str) -> bool:
    """Return whether a heading says what a section is about: *Password security*."""
    words = [word for word in _words(heading) if word not in _JOINTS]
    phrases = [p for s in SECTIONS for p in (s.title, *s.headings)]
    named = {word for phrase in phrases for word in _words(phrase)}
    return not {*_QUALIFIERS, *_TAILS, *named}.issuperset(words)


def _begins_with(words: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Return whether a heading begins with a phrase, and names nothing else behind it.

    Words that leave its meaning may stand before one of several meanings, where others
    follow: *Key modules and their purpose*.
    """
    length = len(parts)
    if not _is_ambiguous(parts):
        return words[:length] == parts and _says_nothing(words[length:])
    if words[:length] == parts and _TAILS.issuperset(words[length:]):
        return True
    # *Table of contents* and *Relation to others* are none.
    joints = {("and",), ("or",)}
    return any(
        words[n : n + 1] == parts
        and words[n + 1 : n + 2] in joints
        and _QUALIFIERS.issuperset(words[:n])
        for n in range(len(words))
    )


def _ends_with(words: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Return whether a heading ends with a phrase that means there what it means."""
    if words[-len(parts) :] != parts:
        return False
    return not _is_ambiguous(parts) or _QUALIFIERS.issuperset(words[: -len(parts)])


def _is_ambiguous(parts: tuple[str, ...]) -> bool:
    return len(parts) == 1 and not _AMBIGUOUS.isdisjoint(parts)


def _says_nothing(words: tuple[str, ...]) -> bool:
    """Return whether words behind those that name a section name nothing else."""
    return not words or words[0] in _JOINTS or _TAILS.issuperset(words)


@cache
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a heading in the form in which they are compared."""
    whole = _AND.sub(" and ", without_number(without_signs(text)))
    plain = whole
    for _ in range(_NESTED):
        plain = _BRACKETS.sub(" ", plain)
    plain = plain or text
    if not _LATIN.search(plain):
        # The English words of a heading in another script: *数据模型 (Data Model)*.
        plain = " ".join(_BRACKETS.findall(whole)) or plain
    return tuple(_singular(word.casefold()) for word in _WORD.findall(plain))


def _singular(word: str) -> str:
    if len(word) > _SHORT and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > _SHORT and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word
