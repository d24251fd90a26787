"""Text as an author wrote it: plain, or with simple inline markup.

A value without markup is a plain ``str``, which is nearly every value and costs
nothing. A value with code, emphasis or strong emphasis is a tuple of runs, so that
every page that shows the value shows it the same way, without a node tree in the
environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

Style = Literal["", "code", "emphasis", "strong"]
"""How a run is set: not at all, or as docutils' ``literal`` and so on."""

Run = tuple[Style, str]
"""A stretch of text in one style."""

Text = str | tuple[Run, ...]
"""A value as written."""

_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)


def to_plain(text: Text) -> str:
    """Return *text* without its markup."""
    return text if isinstance(text, str) else "".join(part for _, part in text)


def runs(text: Text) -> tuple[Run, ...]:
    """Return *text* as runs, one unstyled run where it is plain."""
    return (("", text),) if isinstance(text, str) else text


def collapse_spaces(text: str) -> str:
    """Return *text* on one line, with single spaces."""
    return " ".join(text.split())


def slug(text: str) -> str:
    """Return *text* as words joined by hyphens, in lower case, any script kept."""
    return "-".join(_TOKEN.findall(text.lower()))


def normalize(text: str) -> str:
    """Return *text* for a comparison that minds neither case nor punctuation."""
    return slug(text)


def close_matches(word: str, options: Iterable[str], count: int = 1) -> list[str]:
    """Return the *options* that a writer of *word* may have meant, best first."""
    by_fold = {normalize(option): option for option in options}
    found = get_close_matches(normalize(word), list(by_fold), n=count, cutoff=0.6)
    return [by_fold[key] for key in found]


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """Return a sentence that names what *word* was meant to be, or nothing."""
    found = close_matches(word, options)
    return f" Did you mean “{found[0]}”?" if found else ""


def join_or(options: Iterable[str]) -> str:
    """Return *options* as an English list: ``a, b or c``."""
    *head, last = list(options)
    return f"{', '.join(head)} or {last}" if head else last


def count_words(text: str) -> int:
    """Return how many words *text* has: what stands between spaces and has a letter."""
    return len(_WORD.findall(text))


_WORD = re.compile(r"[^\W_]\S*")
