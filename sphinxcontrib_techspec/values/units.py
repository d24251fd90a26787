"""Units of measurement: spellings, standard symbols and dimensions."""

from __future__ import annotations

import re

from ..patterns import regex

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


_COUNTED_THING = regex(r"[^\W\d_][\w°·^*⁻¹²³’'.&-]+")


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


_PHYSICAL = frozenset(
    symbol for symbol, dimension in UNITS.values() if dimension != "ratio"
)


def is_physical(symbol: str | None) -> bool:
    """Return whether a symbol is that of a time, a size or a rate.

    Args:
        symbol: the symbol, as `unit_symbol` returns it.
    """
    end = (symbol or "").rpartition("/")[2]
    return end in _PHYSICAL or end.casefold() in RATES


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


_FACTORS = {
    "ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0,
    "d": 86400.0, "B": 1.0, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12,
    "KiB": 2.0**10, "MiB": 2.0**20, "GiB": 2.0**30, "TiB": 2.0**40,
}  # fmt: skip
_DIMENSIONS = dict(UNITS.values())
_COUNTED = {
    **dict.fromkeys(("req", "reqs", "request", "requests"), "req"),
    **dict.fromkeys(("op", "ops", "operation", "operations"), "op"),
}
"""What rates count, as result files and authors call it."""


def convert(number: float, unit: str | None, target: str | None) -> float | None:
    """Return a number in another unit of the same dimension.

    Args:
        number: the number.
        unit: the symbol of its unit; `None` for none.
        target: the symbol of the other unit.

    Returns:
        The number in *target*; `None` where the dimensions differ or one is unknown.
    """
    if unit is not None and unit == target:
        return number
    theirs, own = _factor(unit), _factor(target)
    if theirs is None or own is None or theirs[1] != own[1]:
        return None
    return number * theirs[0] / own[0]


def _factor(unit: str | None) -> tuple[float, str] | None:
    """Return what a unit is in its base, and what it measures, where that is known."""
    if unit in _FACTORS:
        return _FACTORS[unit], _DIMENSIONS[unit]
    if unit and unit.lower() == "rps":
        unit = "req/s"
    what, slash, time = (unit or "").partition("/")
    if not slash or not what or _DIMENSIONS.get(time) != "time":
        return None
    # A rate: bytes, or anything counted, over a time.
    size = _FACTORS.get(what) if _DIMENSIONS.get(what) == "size" else None
    counted = "size" if size else _COUNTED.get(what.lower(), what)
    return (size or 1.0) / _FACTORS[time], f"{counted}/time"
