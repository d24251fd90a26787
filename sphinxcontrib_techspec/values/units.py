"""Units of measurement by the words people write."""

from __future__ import annotations

import re

UNITS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("ns", "nanoseconds", "nanosecond"), ("ns", "time")),
    **dict.fromkeys(("us", "µs", "μs", "microseconds", "microsecond"), ("µs", "time")),
    **dict.fromkeys(("ms", "msec", "milliseconds", "millisecond"), ("ms", "time")),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), ("s", "time")),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), ("min", "time")),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), ("h", "time")),
    **dict.fromkeys(("d", "day", "days"), ("d", "time")),
    **dict.fromkeys(("%", "percent", "per cent"), ("%", "ratio")),
    **dict.fromkeys(("b", "byte", "bytes"), ("B", "size")),
    **{
        prefix.lower() + end: (prefix + "B", "size")
        for prefix in ("k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti")
        for end in ("b", "ib"[len(prefix) - 1 :])
    },
}
"""Units by the words people write, in lower case: standard symbol and dimension.

Times are SI and the accepted non-SI units; sizes are SI (``MB``) and IEC 80000-13
(``MiB``). A rate is any counted thing or size over a time: ``req/s``, ``MB/s``.
"""


_COUNTED = re.compile(r"[^\W\d_][\w°·^*⁻¹²³’'.&-]+")


_SYMBOLS = {"x": "×", "×": "×", "‰": "‰", "°": "°", "Ω": "Ω"}
"""Units that are no words."""


_LETTERS = frozenset("ABCFHJLNTVWglmt")
"""Units of one letter, of the SI and beside it; `UNITS` has the others."""


_NO_UNIT = frozenset(
    "at for in on per of under with and or to by from the a an when during max maximum"
    " most least peak sustained average mean median total overall about approximately"
    " roughly each every via using across as is are be than after before while if over"
    " above below within always only monthly daily weekly tbd".split()
)


def unit_symbol(written: str) -> str | None:
    """Return the standard symbol of a unit, `None` where the word is none."""
    word = re.sub(r"(?:^|\s+)(?:per|an?)\s+", "/", written).replace(" ", "")
    word = word.rstrip(".:!?\"'”’")
    if not word or word.lower() in _NO_UNIT:
        return None
    if known := UNITS.get(written.lower()) or UNITS.get(word.lower()):
        return known[0]
    what, slash, time = word.partition("/")
    if slash:
        counted = UNITS.get(what.lower(), (what,))[0]
        return f"{counted}/{UNITS.get(time.lower(), (time,))[0]}"
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    # A counted thing is a unit too: 40 connections, 3 replicas, 500 rps.
    if word in _LETTERS or word.startswith("°") or _COUNTED.fullmatch(word):
        return word
    return None
