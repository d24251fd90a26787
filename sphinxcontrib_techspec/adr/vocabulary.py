"""The words for a status.

They are those of MADR, adr-tools, log4brains and the enhancement proposals of
Kubernetes and Python, as found in public repositories. A project can add its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Literal, get_args

from ..patterns import regex

Status = Literal[
    "accepted", "proposed", "superseded", "deprecated", "rejected", "unknown"
]

Vocabulary = Mapping[str, Status]
"""Words in lower case, the longest first, and the normalized status of each."""

STATUSES: tuple[str, ...] = tuple(s for s in get_args(Status) if s != "unknown")
"""The statuses that a word can have."""

INACTIVE: frozenset[Status] = frozenset({"superseded", "deprecated", "rejected"})
"""The statuses of records that are not in force, and will not be."""

LINK = "\ufffc"
"""The character that stands for each character of a link, and is no decoration."""

_EMOJI_SHORTCODE = regex(r"(?<![\w:]):[a-z\d_+-]+:(?![\w:])")
_DECORATION_CATEGORIES = frozenset({"So", "Sk", "Cf", "Cn", "Co", "Me", "Mn", "Sm"})


def strip_decoration(text: str) -> str:
    """Return *text* without emoji, emphasis, quotes and surrounding punctuation."""
    kept = "".join(
        (
            " "
            if (unicodedata.category(char) in _DECORATION_CATEGORIES and char != LINK)
            or char in "*_`\"'“”‘’«»~#•·"
            else char
        )
        for char in without_shortcodes(text)
    )
    return " ".join(kept.split()).strip(" .:!-–—()=+")


def without_shortcodes(text: str) -> str:
    """Return *text* with spaces for shortcodes of emoji; positions do not change."""
    return _EMOJI_SHORTCODE.sub(lambda match: " " * len(match[0]), text)


def make_vocabulary(own: Mapping[str, str]) -> Vocabulary:
    """Return the built-in words and those of a project, which take precedence.

    Args:
        own: words in any case, each with one of `STATUSES`.

    Raises:
        ValueError: a status is none of `STATUSES`, or a word is empty. The text is the
            reason.
    """
    words: dict[str, Status] = dict(VOCABULARY)
    for word, status in own.items():
        known = next((s for s in get_args(Status) if s == status), None)
        if known is None or known == "unknown":
            message = f"{status!r} is not one of {', '.join(STATUSES)}"
            raise ValueError(message)
        key = strip_decoration(word).lower()
        if not key:
            message = f"{word!r} has no letters"
            raise ValueError(message)
        words[key] = known
    return dict(sorted(words.items(), key=lambda pair: -len(pair[0])))


VOCABULARY: Vocabulary = {
    **dict.fromkeys(
        ("accepted", "approved", "adopted", "decided", "final", "active",
         "implemented", "partially implemented", "partly implemented",
         "implementable", "ratified", "in force", "in effect"), "accepted",
    ),
    **dict.fromkeys(
        ("proposed", "draft", "pending", "in consideration", "under consideration",
         "under review", "in review", "review", "under discussion", "in discussion",
         "discussing", "rfc", "provisional", "deferred", "postponed", "on hold"),
        "proposed",
    ),
    **dict.fromkeys(
        ("superseded", "superceded", "superceeded", "superseeded", "replaced",
         "overridden", "overruled"),
        "superseded",
    ),
    **dict.fromkeys(
        ("deprecated", "depreciated", "reverted", "obsolete", "retired", "invalidated"),
        "deprecated",
    ),
    **dict.fromkeys(
        ("rejected", "declined", "withdrawn", "abandoned", "cancelled", "canceled"),
        "rejected",
    ),
}  # fmt: skip
"""The built-in words."""
