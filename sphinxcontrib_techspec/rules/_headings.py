"""Where a spec has words on a section or a topic that no item was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..kinds import KINDS, Kind, Section, Topic
from ..model.document import Document, UnreadHeading
from ..model.spec import Spec
from ..patterns import regex
from ._topics import Stems, stems

_NUMBER = regex(r"^\s*(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,5}[.)]?|[A-Za-z][.)])\s+")
_BRACKETS = regex(r"[(\[][^()\[\]]*[)\]]")
_AND = regex(r"[&,:]|\band\b|\s[/–—-]\s", re.IGNORECASE)
_JOINT = regex(r"\s(?:by|for|in|of|per|with)\s", re.IGNORECASE)
_WITHOUT_MEANING = frozenset(
    stem
    for word in (
        "approach application consideration design detail general guideline new our"
        " overview plan policy project proposed rule section setup software"
        " specification strategy summary system table target technical the used"
    ).split()
    for stem in stems(word)
)
"""Words beside the name of a section or a topic that leave its meaning."""


@dataclass(frozen=True, slots=True)
class UnreadHeadings:
    """Headings and labels without items, each with the stems of what it may name."""

    entries: tuple[tuple[Document, UnreadHeading, frozenset[Stems]], ...]

    def on_section(self, section: Section) -> tuple[Document, UnreadHeading] | None:
        """Return the first heading that names a section, else the first label."""
        names = _phrases(_names_of(section))
        titles = _phrases([section.title])
        for document, heading, parts in self.entries:
            if parts & (names if heading.is_heading else titles):
                return document, heading
        return None

    def on_field(
        self, kind: type[Kind], name: str
    ) -> tuple[Document, UnreadHeading] | None:
        """Return the first label above all sections that names a field."""
        for document, heading, _ in self.entries:
            is_of_head = not heading.is_heading and len(heading.headings) <= 1
            if is_of_head and kind.field_for_column_head(heading.words) == name:
                return document, heading
        return None

    def on_topic(
        self, kind: type[Kind], topic: Topic
    ) -> tuple[Document, UnreadHeading] | None:
        """Return the first heading that names a topic, else the first label.

        A word such as *format* is about the topic below a heading of its section only.
        """
        words = (topic.name, *topic.aliases)
        own = _phrases(words)
        below = own | _phrases(topic.headings)
        alone = frozenset(p for p in own if len(p) > 1)
        if kind.topic_field and not topic.exact:
            alone |= _phrases([topic.name])
        around = _phrases(_names_of(topic.section))
        for document, heading, parts in self.entries:
            is_below = any(_parts(h) & around for h in heading.headings)
            told = topic.sentence and topic.sentence.search(heading.words)
            if told or parts & (below if is_below else alone):
                return document, heading
        return None


def headings_of(spec: Spec) -> UnreadHeadings:
    """Return the headings and labels of a spec without items, the headings first."""
    found = [
        (document, heading, _parts(heading.words))
        for document, heading in spec.unread_headings
    ]
    return UnreadHeadings(
        tuple(sorted(found, key=lambda entry: not entry[1].is_heading))
    )


def _names_of(section: Section) -> Iterator[str]:
    yield section.title
    yield from section.headings
    for kind in KINDS:
        if kind.section == section:
            yield from (name for name in kind.headings if " " in name)
            # A technology such as a cache may be named in any section.
            for topic in kind.topics if section != Section.STACK else ():
                yield from (w for w in (topic.name, *topic.aliases) if " " in w)
                if section == Section.SECURITY:
                    yield topic.name


def _phrases(names: Iterable[str]) -> frozenset[Stems]:
    return frozenset(filter(None, map(_meaning, names)))


def _parts(heading: str) -> frozenset[Stems]:
    """Return the stems of a heading, whole and of its parts that *and* joins."""
    text = _BRACKETS.sub(" ", _NUMBER.sub("", heading))
    parts = [text, *_AND.split(text)]
    # *Log levels by category* are log levels.
    return _phrases([*parts, *(_JOINT.split(part)[0] for part in parts)])


def _meaning(text: str) -> Stems:
    """Return the stems of words without those that say nothing by themselves."""
    words = stems(text)
    return tuple(w for w in words if w and w not in _WITHOUT_MEANING) or words[-1:]
