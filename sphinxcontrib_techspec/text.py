"""Text of values, plain or with simple inline markup, and comparison of words.

Nearly all values have no markup and are a plain ``str``. A value with code, emphasis or
strong emphasis is a tuple of runs: it is pickled with the environment and rendered on
several pages, and runs are smaller than docutils nodes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

from .patterns import regex

Style = Literal["", "code", "emphasis", "strong", "math"]
"""The markup of a run: none, or a docutils ``literal``, ``emphasis``, ``strong`` or
``math``."""

LinkRun = tuple[Literal["link"], str, str]
"""A link out of the project: its text and its address."""

Run = tuple[Style, str] | LinkRun
"""A stretch of text in one style, or a link."""

Text = str | tuple[Run, ...]
"""A value with its markup."""

_CONTROLS: dict[int, str | None] = {
    **dict.fromkeys([*range(9), *range(14, 32), *range(0x7F, 0xA0)]),
    **dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], " "),
    0x0D: "\n",
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
"""What control characters become; line feeds and tabs are kept."""

_CONTROL = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Any of them: to look for one takes less time than to translate a text."""

_SPACES = regex(r"\s+")
_TOKEN = regex(r"[^\W_]+", re.UNICODE)


def to_plain(text: Text) -> str:
    """Return *text* without its markup."""
    return text if isinstance(text, str) else "".join(run[1] for run in text)


def runs(text: Text) -> tuple[Run, ...]:
    """Return *text* as runs, one unstyled run where it is plain."""
    return (("", text),) if isinstance(text, str) else text


def without_controls(text: str) -> str:
    """Return *text* without control characters but line feeds and tabs.

    Characters that some programs take for the end of a line become spaces, and halves
    of surrogate pairs the replacement character.
    """
    if text.isprintable() or not _CONTROL.search(text):
        return text
    return text.translate(_CONTROLS)


def shorten(text: str, length: int = 40) -> str:
    """Return *text*, with an ellipsis at its end if it is longer than *length*.

    Args:
        text: the text.
        length: the number of characters, the ellipsis included.
    """
    return text if len(text) <= length else text[: length - 1] + "…"


def collapse_spaces(text: str) -> str:
    """Return *text* on one line, with single spaces."""
    return " ".join(text.split())


def collapse_runs(runs: Iterable[Run]) -> Text:
    """Return *runs* with single spaces; plain text where none has a style."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and last[0] == run[0] and last[2:] == run[2:]:
            joined[-1] = _with_text(last, last[1] + run[1])
        elif run[1]:
            joined.append(run)
    if not any(run[0] for run in joined):
        return collapse_spaces("".join(run[1] for run in joined))
    found: list[Run] = []
    spaced = True
    for run in joined:
        flat = _SPACES.sub(" ", run[1])
        flat = flat.lstrip() if spaced else flat
        if flat:
            found.append(_with_text(run, flat))
            spaced = flat.endswith(" ")
    if spaced and found:
        last = found.pop()
        found += [_with_text(last, text)] if (text := last[1].rstrip()) else []
    return tuple(found)


def join_texts(texts: Iterable[Text]) -> Text:
    """Return the texts of entries as one: ``one; two``, or ``label: one; two``."""
    given = [runs(text) for text in texts if to_plain(text)]
    joined: list[Run] = list(given[0]) if given else []
    for text in given[1:]:
        last = joined[-1]
        if last[1].rstrip().endswith(":"):
            gap = " "
        else:
            gap = "; "
            if last[0] != "link":
                joined[-1] = last[0], last[1].rstrip().rstrip(".;,")
        joined.append(("", gap))
        joined += text
    return collapse_runs(joined)


def without_end(text: Text, end: str) -> Text:
    """Return a text without the words *end* at its end.

    Args:
        text: the text.
        end: the words, such as a colon.
    """
    *first, last = runs(text)
    kept = last[1].rstrip().removesuffix(end)
    return collapse_runs([*first, _with_text(last, kept)])


def _with_text(run: Run, text: str) -> Run:
    return ("link", text, run[2]) if run[0] == "link" else (run[0], text)


def composed(text: str) -> str:
    """Return *text* in Unicode's composed form (NFC), in which names are compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def slug(text: str) -> str:
    """Return *text* as lower-case words joined by hyphens; all scripts are kept."""
    return "-".join(_TOKEN.findall(composed(text).lower()))


def normalize(text: str) -> str:
    """Return *text* for comparisons that ignore case and punctuation."""
    return slug(text)


def clean(text: Text) -> Text:
    """Return a value without control characters."""
    if isinstance(text, str):
        return without_controls(text)
    return tuple(_with_text(run, without_controls(run[1])) for run in text)


def close_matches(
    word: str, options: Iterable[str], count: int = 1, least: float = 0.6
) -> list[str]:
    """Return the options that are similar to *word*, best match first.

    Args:
        word: the word.
        options: what it may mean.
        count: the most options to return.
        least: the least similarity, from 0 to 1 (see `difflib.get_close_matches`).
    """
    by_normalized = {normalize(option): option for option in options}
    known = list(by_normalized)
    found = get_close_matches(normalize(word), known, n=count, cutoff=least)
    return [by_normalized[key] for key in found]


def is_near(word: str, option: str) -> bool:
    """Return whether a text of several words may be meant as another.

    Most of their letters are the same, or all words of the shorter one, two at least,
    are in the other: *Stock list* is near *Stock list service*, and *Stock pickers* is
    not near *stocks*. Single words that are similar are near each other.

    Args:
        word: the text.
        option: a text that is similar (see `close_matches`).
    """
    mine, other = normalize(word).split("-"), normalize(option).split("-")
    if len(mine) == len(other) == 1:
        return True
    if get_close_matches("-".join(mine), ["-".join(other)], cutoff=_NEAR):
        return True
    few, many = sorted((mine, other), key=len)
    return len(few) > 1 and all(
        get_close_matches(part, many, n=1, cutoff=_NEAR) for part in few
    )


_NEAR = 0.8
"""The least similarity of words that are likely to be the same."""


def join_or(options: Iterable[str]) -> str:
    """Return *options* as an English list: ``a, b or c``."""
    *head, last = list(options)
    return f"{', '.join(head)} or {last}" if head else last


def count_words(text: str) -> int:
    """Return the number of words in *text*; a word has a letter or digit."""
    return len(_WORD.findall(text))


_WORD = regex(r"[^\W_]\S*")
