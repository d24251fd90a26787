"""What ``techspec:not-applicable`` and items such as ``Cache: None`` declare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..kinds import KINDS, SECTIONS, Kind, Section, Topic
from ..text import normalize
from ._topics import stems

KindTopic = tuple[type[Kind], Topic]
"""A topic and the kind of the items that cover it."""


@dataclass(frozen=True, slots=True)
class Declared:
    """The sections and topics that a name means; a word may mean several.

    Attributes:
        sections: the sections.
        topics: the topics of kinds.
    """

    sections: tuple[Section, ...] = ()
    topics: tuple[KindTopic, ...] = ()

    def __bool__(self) -> bool:
        """Return whether the name means anything."""
        return bool(self.sections or self.topics)


def declared(name: str, kind_name: str = "") -> Declared:
    """Return what a name means as something that is not applicable.

    A section is named by its key or title, a topic by its name or another word for it,
    alone or behind its kind or section: ``logging format``, ``stack/database``. The
    exact word comes before one with another ending: *formatter* is no *format*. The
    name of a kind means all its topics, or the section that has no other kind.

    Args:
        name: the name, as written.
        kind_name: the kind whose topics it may mean; empty for any.
    """
    word, stem = normalize(name), stems(name)
    sections = tuple(
        section
        for section in SECTIONS
        if not kind_name and stem in map(stems, (section.key, section.title))
    )
    topics = [
        (kind, topic)
        for kind in KINDS
        for topic in kind.topics
        if not kind_name or kind.kind == kind_name
    ]
    exact = tuple(pair for pair in topics if word in _names(*pair))
    similar = (pair for pair in topics if stem in map(stems, _names(*pair)))
    return Declared(sections, exact or tuple(similar)) or _of_kind(word)


def _of_kind(word: str) -> Declared:
    """Return what the name of a kind means."""
    kind = next((kind for kind in KINDS if kind.kind == word), None)
    if kind is None:
        return Declared()
    if sum(other.section == kind.section for other in KINDS) == 1:
        return Declared((kind.section,))
    return Declared((), tuple((kind, topic) for topic in kind.topics))


@cache
def _names(kind: type[Kind], topic: Topic) -> frozenset[str]:
    """Return all names of a topic, plurals included, as `normalize` returns them."""
    qualifiers = {kind.kind, topic.section.key, topic.section.title}
    return frozenset(
        normalize(f"{qualifier} {word}{ending}")
        for word in topic.words
        for qualifier in ("", *qualifiers)
        for ending in ("", "s")
    )


def name_of_topic(kind: type[Kind], topic: Topic) -> str:
    """Return the name by which only this topic is declared not applicable.

    A role names its kind; *format* or *minimum* alone does not.
    """
    alone = declared(topic.name)
    is_sure = kind.topic_field and alone == Declared((), ((kind, topic),))
    return topic.name if is_sure else f"{kind.kind} {topic.name}"


def label_of_topic(kind: type[Kind], topic: Topic) -> str:
    """Return the words for a topic behind the title of its section."""
    is_alone = sum(other.section == topic.section for other in KINDS) == 1
    is_sure = kind.topic_field or is_alone
    return topic.name if is_sure else f"{kind.kind} {topic.name}"


def declarable() -> Iterator[str]:
    """Yield the names of all that may be declared not applicable."""
    for section in SECTIONS:
        yield from (section.key, section.title)
    for kind in KINDS:
        for topic in kind.topics:
            yield from (name_of_topic(kind, topic), topic.name, *topic.aliases)
