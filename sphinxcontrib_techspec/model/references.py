"""References to decision records and items, as authors write them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..adr.names import leading_date, leading_number, reference_number
from ..kinds.field import References
from ..patterns import regex
from ..text import collapse_spaces

_REFERENCE = regex(
    r"\{[\w:-]+\}`(?P<role>[^`]+)`|:(?:[\w-]+:){1,4}`(?P<rst>[^`]+)`"
    r"|`(?P<text>[^`<]*)<(?P<link>[^>`]+)>`__?"
    r"|(?:\[!)?\[(?P<label>[^\[\]]*)\]\(\s*+(?:<(?P<spaced>[^<>]*)>"
    r"|(?P<md>[^()\s]*+(?:\([^()\s]*\)[^()\s]*+)*))(?:\s[^)\[]*)?\)"
    r"|<(?P<auto>[^<>\s]+)>|(?P<address>\bhttps?://[^\s<>]*[^\s<>.,;:)])"
    r"|(?P<sep>[,;]|(?<![\w-])and(?![\w-])|\s[&+]\s)"
)
_TARGETS = ("role", "rst", "link", "spaced", "md", "auto", "address")

_TITLE_TARGET = regex(r"^(?P<title>.*)<(?P<target>[^<>]+)>$")

_NOTHING = frozenset({"", "-", "–", "—", "n/a", "none", "na"})

_OPENED = regex(r"\w\s*\([^()]*$")
"""A bracket behind a word that is not closed."""

_LEAD = regex(
    r"^(?:see(?:\s+also)?|per|cf\.?):?(?:\s+|$)"
    r"|^(?:adrs|(?:decision )?records)\s+(?=\d)",
    re.IGNORECASE,
)

_RECORD_FOLDERS = frozenset(
    {"adr", "adrs", "decision", "decisions", "decision-record", "decision-records",
     "architecture-decision-record", "architecture-decision-records", "rfc", "rfcs"}
)  # fmt: skip

WrittenLink = tuple[str, str]
"""The target of a link and its text, as written."""


@dataclass(slots=True)
class ReferenceList:
    """The references in a text, and what else is in it.

    Attributes:
        targets: the references, each once, in their order.
        links: those that are links, with their texts.
        rest: the words that are no reference.
    """

    targets: References
    links: tuple[WrittenLink, ...] = ()
    rest: str = ""


def split_references(text: str) -> References:
    """Return the references in *text*: bare, as links of either language, as roles.

    ``See [ADR-001](./adr/001.md), ADR-2`` gives ``("./adr/001.md", "ADR-2")``. A comma
    in brackets behind a word separates nothing.
    """
    parts = _parts(text, brackets=True)
    found = (_LEAD.sub("", word).strip() for word, _ in parts)
    return tuple(dict.fromkeys(word for word in found if word))


def read_decisions(text: str) -> ReferenceList:
    """Return the references to decision records in *text*.

    Where it has links, words between them are a reference only if they look like one.
    """
    parts = list(_parts(text))
    linked = any(link for _, link in parts)
    targets: list[str] = []
    rest: list[str] = []
    for word, link in parts:
        bare = _LEAD.sub("", word).strip()
        if link is not None or not linked or looks_like_id(bare):
            targets.append(word if link else bare)
        elif bare:
            rest.append(word)
    return ReferenceList(
        tuple(dict.fromkeys(target for target in targets if target)),
        tuple(link for _, link in parts if link),
        ", ".join(rest),
    )


def looks_like_id(text: str) -> bool:
    """Return whether *text* is written as the id or the number of a record."""
    number = reference_number(text)
    return number is not None and (bool(number.prefix) or len(number.digits) > 2)


def looks_like_record(target: str, text: str = "") -> bool:
    """Return whether a link seems to lead to a decision record.

    Args:
        target: the target of the link.
        text: its text.
    """
    if looks_like_id(text.strip()) or looks_like_id(target):
        return True
    path = re.split(r"[?#]", target, maxsplit=1)[0].rstrip("/")
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    if _RECORD_FOLDERS & set(folder.lower().split("/")):
        return True
    number = leading_number(stem)
    numbered = number is not None and (bool(number.prefix) or len(number.digits) > 2)
    return numbered or bool(leading_date(stem))


def _parts(
    text: str, *, brackets: bool = False
) -> Iterator[tuple[str, WrittenLink | None]]:
    """Yield each reference in *text*, with the link that it is.

    Args:
        text: the text.
        brackets: whether what is in brackets behind a word is part of a reference.
    """
    bare = ""
    position = 0

    def end_bare() -> Iterator[tuple[str, None]]:
        nonlocal bare
        word = collapse_spaces(bare).strip("` ").rstrip(".")
        # What is left of brackets around an address is no reference.
        if word.lower() not in _NOTHING and word.strip("()[].:"):
            yield word, None
        bare = ""

    for match in _REFERENCE.finditer(text):
        bare += text[position : match.start()]
        position = match.end()
        if match["sep"]:
            opened = brackets and _OPENED.search(bare)
            if opened and ")" in text[position:]:
                bare += match[0]
            else:
                yield from end_bare()
            continue
        bare = "" if _LEAD.fullmatch(collapse_spaces(bare)) else bare
        yield from end_bare()
        target = next(match[name] for name in _TARGETS if match[name] is not None)
        label = match["text"] or match["label"] or ""
        if inner := _TITLE_TARGET.match(target):
            target, label = inner["target"], inner["title"]
        target = target.strip()
        yield target, (target, collapse_spaces(label))
    bare += text[position:]
    yield from end_bare()
