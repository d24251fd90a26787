"""Versions of technologies, and whether each is pinned to one release."""

from __future__ import annotations

import re
from typing import Any, Literal

from ..patterns import regex
from .base import MAX_LENGTH, Value

Pinning = Literal["exact", "partial", "range", "floating", "hosted", "unknown"]


_NOTE = regex(r"(?:(?<!\s)\s++)?\([^()]*\)")


_RELEASE = regex(
    r"""
    # Numbers with dots, with or without a name before them: 3.13.1, ubuntu-24.04,
    # go1.23.4, 1:2.39-0ubuntu8.3, 11.4.4-noble@sha256:…
    (?:[a-z][\w.+-]*[-_/@:]|[a-z]+|\d+[:!])?v?\d+(?:\.\d+)+[\w.+~@:-]*
    # A date: 2024-11-18, nightly-2024-11-18, RELEASE.2024-11-07T00-52-20Z, 20241104
    |(?:[a-z][\w.+]*[-._])?\d{4}-\d{2}-\d{2}(?:[t_-][\w:-]*)?
    |(?:[a-z][\w.+]*[-._])?(?:19|20)\d{6}
    # A revision: r26d, b4567, R2024b, 2024b, 24H2
    |[rb]\d+[a-z]?|(?:19|20)\d\d[a-z]\d?|\d\dh\d
    # The hash of a commit or of an image
    |(?:sha\d+[:-]|git[:-])?(?=[a-f]*\d)[0-9a-f]{7,128}
    """,
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)


_STANDARD = regex(
    # A standard of a language, a document of a standards body, a numbered build
    r"(?:(?:c|gnu)(?:\+\+)?|es|ecmascript|fortran|f|ada|cobol|sql|vhdl)[\s:-]?\d{1,4}"
    r"|(?:iso|iec|ieee|ansi|ecma|rfc)\b.*\d|api(?: level)? \d+"
    r"|(?:build|rev\.?|revision|commit|patch) \S*\d\S*",
    re.ASCII | re.IGNORECASE,
)


_PARTIAL = regex(
    r"\*|(?:.*[\s-])?v?\d+(?:-(?!bit\b|clause\b)[a-z][\w.-]*)?|[a-z][a-z+#._-]*\d+",
    re.ASCII | re.IGNORECASE,
)


_WILDCARD = regex(r"(?<![\w.])v?\d+(?:\.\d+)*\.[xX*](?:\.[xX*])*(?!\w)")


_RANGE = regex(
    r"[\^<>≥≤≠]|~(?![a-z])|!=|\|\||\d\s*\+(?=\s|$)|\d\s+-\s+v?\d|\d\s*[–—/,]\s*v?\d"
    r"|^\D*+\d.*\b(?:or|and|to|later|newer|higher|above|up)\b|\b(?:from|since|least|minimum)\b"
)


_BOUNDS = regex(r"v?(\d+(?:\.\d+)+)-v?(\d+(?:\.\d+)+)")
"""Two releases, such as ``3.10-3.14``; ``8.0.39-30.1`` is one."""

_HOSTED = regex(
    r"(?:(?:fully )?(?:managed|hosted)(?: service)?|saas|cloud service)", re.IGNORECASE
)

_FLOATING = {
    "latest", "stable", "lts", "current", "newest", "nightly", "edge", "main",
    "master", "rolling", "any", "head",
}  # fmt: skip


_FLOATING_SUFFIX = regex(r"[-.](?:snapshot|latest|nightly|edge|dev)$", re.IGNORECASE)


_DAY = regex(r"\b\d{4}-\d{2}-\d{2}\b")


class Version(Value):
    """A version of a technology, such as ``16.4`` or ``>=3.11,<4``.

    ``pinning`` is one of:

    - *exact*: one release, given by at least a major and a minor number, a date, a
      revision, a hash or the year of a standard; a name before it and notes in
      parentheses are ignored
    - *partial*: a major version only, or a wildcard
    - *range*: a specifier (PEP 440, npm, Cargo), or words such as ``or later``
    - *floating*: a tag that refers to a different release over time, such as ``latest``
    - *hosted*: ``hosted``, ``managed`` or ``SaaS``: the provider chooses the version
    - *unknown*: anything else
    """

    pinning: Pinning = "unknown"

    @classmethod
    def parse_text(cls, text: str) -> dict[str, Any]:
        """Return the text and its pinning."""
        return {"text": text, "pinning": pinning(text)}


def pinning(text: str) -> Pinning:
    """Return how precisely *text* names one release (see `Version`)."""
    text = text if len(text) <= MAX_LENGTH else ""
    version = _NOTE.sub("", text).strip().removeprefix("==").lstrip("=@ ")
    if _HOSTED.fullmatch(version):
        return "hosted"
    words = [word.strip(",;\"'“”") for word in version.split()]
    if _WILDCARD.search(version):
        return "partial"
    if _RANGE.search(version) or _is_bounds(version):
        return "range"
    if _FLOATING_SUFFIX.search(version) and not _DAY.search(text):
        return "floating"
    if any(_RELEASE.fullmatch(word) for word in words) or _STANDARD.fullmatch(version):
        return "exact"
    if not _FLOATING.isdisjoint(re.split(r"[\s_:-]+", version.lower())):
        return "floating"
    return "partial" if _PARTIAL.fullmatch(version) else "unknown"


def _is_bounds(version: str) -> bool:
    """Return whether a version is two with a hyphen: ``3.10-3.14``, of equal form."""
    found = _BOUNDS.fullmatch(version)
    if not found:
        return False
    first, last = ([int(part) for part in side.split(".")] for side in found.groups())
    return len(first) == len(last) and first < last
