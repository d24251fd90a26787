"""Units of measurement: spellings, standard symbols and dimensions."""

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
"""For each spelling of a unit, in lower case, its standard symbol and dimension.

Times are SI and the accepted non-SI units; sizes are SI (``MB``) and IEC 80000-13
(``MiB``). A rate is a count or size per time: ``req/s``, ``MB/s``.
"""


RATES = frozenset(("fps", "iops", "qps", "rps", "tps"))
"""Rates that are one word: frames, queries, requests or transactions a second."""


_COUNTED_THING = re.compile(r"[^\W\d_][\w°·^*⁻¹²³’'.&-]+")


_SYMBOLS = {"x": "×", "×": "×", "‰": "‰", "°": "°", "Ω": "Ω"}
"""Units that are not words, with their standard symbols."""


_ONE_LETTER_UNITS = frozenset("ABCFHJLNTVWglmt")
"""Units of one letter, SI and others, that are not in `UNITS`."""


_NO_UNIT = frozenset(
    "at for in on per of under with and or to by from the a an when during max maximum"
    " most least peak sustained average mean median total overall about approximately"
    " roughly each every via using across as is are be than after before while if over"
    " above below within always only monthly daily weekly tbd".split()
)


def unit_symbol(text: str) -> str | None:
    """Return the standard symbol of a unit; `None` if *text* is not a unit.

    Words of two letters or more are units of their own, as in ``40 connections``,
    except common words such as ``per`` and ``about``.
    """
    word = re.sub(r"(?:^|(?<!\s)\s++)(?:per|an?)\s+", "/", text).replace(" ", "")
    word = word.rstrip(".:!?\"'”’")
    # “80%+” is a share with a comparison.
    word = word[:-1] if len(word) > 1 and word.endswith("+") else word
    if not word or word.lower() in _NO_UNIT:
        return None
    if known := UNITS.get(text.lower()) or UNITS.get(word.lower()):
        return known[0]
    what, slash, time = word.partition("/")
    if slash:
        counted = UNITS.get(what.lower(), (what,))[0]
        return f"{counted}/{UNITS.get(time.lower(), (time,))[0]}"
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    # Counted things are units, too: 40 connections, 3 replicas, 500 rps.
    if (
        word in _ONE_LETTER_UNITS
        or word.startswith("°")
        or _COUNTED_THING.fullmatch(word)
    ):
        return word
    return None
