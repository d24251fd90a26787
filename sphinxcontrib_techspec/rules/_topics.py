"""What items speak of, compared with what the template asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..kinds import Kind, Topic
from ..model.item import Item, topic_text
from ..model.spec import Spec
from ..patterns import regex
from ..text import normalize, to_plain
from ..values.product_topics import (
    is_type_checked,
    topics_of_product,
    topics_of_products_in,
)


@dataclass(frozen=True, slots=True)
class CoveredTopics:
    """What the items of a kind speak of, as stems, each with the first item that does.

    ``whole`` is all of what an item says, ``parts`` are words of it side by side.
    """

    whole: dict[Stems, Item]
    parts: dict[Stems, Item]


_LONGEST = 4
"""How many words a topic has at most."""


def covered_topics(spec: Spec, kind: type[Kind]) -> CoveredTopics:
    """Return what the items of *kind* speak of, first those that say anything of it."""
    spoken = CoveredTopics({}, {})
    if not kind.topics:
        return spoken
    seen: set[str] = set()
    items = [item for item in spec.of_kind(kind.kind) if item.name]
    for item in sorted(items, key=lambda item: item.is_empty):
        text = topic_text(item)
        if text in seen:
            continue
        seen.add(text)
        words = stems(text)
        spoken.whole.setdefault(words, item)
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                spoken.parts.setdefault(words[start:end], item)
    return spoken


def item_on_topic(spoken: CoveredTopics, topic: Topic) -> Item | None:
    """Return an item that speaks of *topic*, if one does.

    Words are compared without their endings: *linters* speaks of *linting*. A topic
    may stand anywhere in what an item speaks of, unless it has to stand alone.
    """
    said = spoken.whole if topic.exact else spoken.parts
    found = (said.get(stems(word)) for word in topic.words)
    return next((item for item in found if item is not None), None)


def item_with_words(spec: Spec, kind: type[Kind], topic: Topic) -> Item | None:
    """Return an item whose text tells of a topic beside its own, if one does.

    ``TLS in transit; secrets in a vault`` may be said of *data protection*.
    """
    phrases = [f"-{normalize(words)}-" for words in topic.told_by]
    for item in spec.of_kind(kind.kind) if phrases else ():
        fields = (name for name, _ in item.given_fields() if name)
        texts = [f"-{normalize(to_plain(item.text(name)))}-" for name in fields]
        if any(phrase in text for phrase in phrases for text in texts):
            return item
    return None


def item_of_product(spec: Spec, kind: type[Kind], topic: Topic) -> Item | None:
    """Return a technology that is on a topic by what it is known to be, if one is.

    *Prettier* is a formatter whatever its role, and one that a note names counts, too.
    Where all languages are compiled with types, their compilers check these.
    """
    if not kind.package_field:
        return None
    word = normalize(topic.name)
    items = [item for item in spec.of_kind(kind.kind) if not item.is_empty]
    for item in items:
        if word in topics_of_product(item.name):
            return item
    if word == _TYPE_CHECKER:
        language = normalize(_LANGUAGE)
        named = [i for i in items if language in topics_of_product(i.name)]
        if named and all(is_type_checked(item.name) for item in named):
            return named[0]
    for item in items:
        if word in topics_of_products_in(to_plain(item.text("note"))):
            return item
    return None


_LANGUAGE = "language"
_TYPE_CHECKER = normalize("type checker")

Stems = tuple[str, ...]
"""Words without their endings."""

_ENDING = regex(r"(?:i[sz]?ations?|at(?:ions?|ing)|e?ments?|ings?|e[rd]s?|ors?|e?s|e)$")


def stems(text: str) -> Stems:
    """Return the words of *text* without their endings, double letters made one."""
    found: list[str] = []
    for word in normalize(text).split("-"):
        stem = _ENDING.sub("", word)
        # What is left of a short word says too little.
        if len(stem) < 3:
            stem = word
        found.append(re.sub(r"(.)\1$", r"\1", stem))
    return tuple(found)
