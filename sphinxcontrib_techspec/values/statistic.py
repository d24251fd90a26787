"""Statistics of measured values, such as ``p95`` and ``median``.

Each has one symbol here: ``min``, ``mean``, ``median``, ``max``, ``stddev``, ``iqr``,
and ``p95`` for the 95th percentile. Result files and authors write them in many ways.
"""

from __future__ import annotations

import re

from ..patterns import regex
from .base import MAX_LENGTH

_SYMBOLS = {
    "min": "min", "minimum": "min", "max": "max", "maximum": "max", "mean": "mean",
    "avg": "mean", "average": "mean", "median": "median", "med": "median",
    "stddev": "stddev", "std": "stddev", "iqr": "iqr", "q1": "p25", "q3": "p75",
}  # fmt: skip

_KEY = regex(
    r"p_?(?P<p>\d{1,3}(?:\.\d{1,6})?)|p\((?P<k6>\d{1,3}(?:\.\d{1,6})?)\)"
    r"|(?P<share>\d{1,3}(?:\.\d{1,6})?)%",
    re.ASCII,
)


def statistic_of(key: str) -> str | None:
    """Return the symbol of a statistic in a result file; `None` if *key* is none.

    Args:
        key: a key, a column head or the end of a name: ``p(95)``, ``avg``, ``95%``.
    """
    word = key.strip().lower()
    if match := _KEY.fullmatch(word):
        return percentile(next(text for text in match.groups() if text))
    return _SYMBOLS.get(word)


def percentile(digits: str) -> str | None:
    """Return the symbol of a percentile; `None` above 100.

    Args:
        digits: a number from 0 to 100, such as ``95`` or ``99.9``.
    """
    if float(digits) > 100:
        return None
    number = f"{float(digits):.6f}".rstrip("0").rstrip(".")
    return {"0": "min", "50": "median", "100": "max"}.get(number, f"p{number}")


_WORDS = regex(
    r"(?<![a-z0-9])tp\s?(?P<tp>\d{2}(?:\.\d{1,6})?)(?![\d.]*\d|[a-z])"
    r"|(?<![a-z0-9])p[ -]?(?P<p>\d{2}(?:\.\d{1,6})?)(?![\d.]*\d|[a-z])"
    r"|(?<![a-z0-9])p\((?P<k6>\d{2}(?:\.\d{1,6})?)\)"
    r"|(?<![\d.])(?P<rank>\d{1,2}(?:\.\d{1,6})?)\s?(?:st|nd|rd|th|[.%])?[ -]?"
    r"(?:percentil|perzentil|pctl?\b|ile\b|分位)"
    r"|(?<![a-z])(?P<mean>mean|average|avg|durchschnitt|mittelwert)(?![a-z])|(?P<zh>平均)"
    r"|(?<![a-z])(?P<median>median)(?![a-z])|(?P<middle>中位)"
    r"|(?P<deviation>(?<![a-z])(?:stddev|standard deviation)(?![a-z]))"
)

_SHARE = regex(
    r"(?<![\d.])(\d{1,2}(?:\.\d{1,6})?)\s?% of (?:all |the )?"
    r"(?:requests|calls|responses|queries|operations|reads|writes|jobs|messages|cases"
    r"|runs|users|sessions|time)\b"
)

_PEAK = regex(r"(?<![a-z])(?:peak|worst)(?![a-z])")


def statistics_in(text: str, *, is_share: bool = False) -> set[str]:
    """Return the symbols of the statistics that an author's words name.

    Args:
        text: the words, such as ``< 200 ms at p95`` or ``Median latency``.
        is_share: whether the words are a share themselves, such as ``≤ 3 % of a
            build``; of another target, ``99 % of requests`` is its p99.
    """
    text = text[:MAX_LENGTH].lower()
    found: set[str] = set()
    for match in _WORDS.finditer(text):
        word = match.lastgroup or ""
        if word in {"mean", "zh"}:
            found.add("mean")
        elif word in {"median", "middle"}:
            found.add("median")
        elif word == "deviation":
            found.add("stddev")
        elif symbol := percentile(match[word]):
            found.add(symbol)
    if not is_share:
        found |= {percentile(match[1]) or "" for match in _SHARE.finditer(text)}
    return found - {""}


def is_peak(text: str) -> bool:
    """Return whether words mean the greatest value: *peak*, *worst case*."""
    return _PEAK.search(text[:MAX_LENGTH].lower()) is not None


METRICS = {
    "lines": r"lines?|loc|zeilen|行",
    "statements": r"statements?|anweisungen|语句",
    "branches": r"branch(?:es)?|zweige?|分支",
    "functions": r"functions?|funktionen|函数",
    "methods": r"methods?|methoden|方法",
    "classes": r"class(?:es)?|klassen",
    "instructions": r"instructions?|instruktionen|指令",
}
"""What is covered by tests, with the words for it, as patterns."""

COMBINED = "combined"
"""Statements and branches as one share, as coverage.py computes it."""

_METRICS = regex(
    "|".join(
        rf"(?P<{name}>(?<![a-z])(?:{words})(?![a-z]))"
        for name, words in METRICS.items()
    )
)


def metrics_in(text: str) -> set[str]:
    """Return what the words of a coverage target say is covered, such as branches."""
    found = _METRICS.finditer(text[:MAX_LENGTH].lower())
    return {match.lastgroup or "" for match in found}
