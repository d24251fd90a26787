"""Values with structure: kept as written, and understood where they can be.

Nothing here is guessed. A value that does not follow its grammar keeps its text and
says so (``understood`` or ``exactness``), and a rule reports it.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

from .text import tidy

Exactness = Literal["exact", "partial", "range", "moving", "unknown"]

_EXACT = re.compile(
    r"^v?=?=?\s*\d+(\.\d+)+([.\-+]?[0-9A-Za-z]+([.\-+][0-9A-Za-z]+)*)?$", re.ASCII
)
_DATE_OR_BUILD = re.compile(r"^(\d{4}-\d{2}-\d{2}|r\d+|[0-9a-f]{7,40})$")
_BARE_MAJOR = re.compile(r"^v?\d+$")
_WILDCARD = re.compile(r"^v?\d+(\.\d+)*\.[xX*]$|^\*$")
_RANGE = re.compile(r"[\^~<>!]|~=|\d\s*\+$|\d\s+-\s+v?\d|,|\|\|")
_MOVING = {
    "latest", "stable", "lts", "current", "newest", "nightly", "edge", "main",
    "master", "rolling", "any", "head",
}  # fmt: skip


class Value(BaseModel):
    """A value that is written as text and understood as data."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str

    @classmethod
    def understand(cls, text: str) -> dict[str, Any]:
        """Return the fields that *text* says; *text* itself is one of them."""
        return {"text": text}

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return cls.understand(tidy(value)) if isinstance(value, str) else value

    def __str__(self) -> str:
        return self.text


class Version(Value):
    """A version of a technology, such as ``16.4`` or ``>=3.11,<4``.

    ``exactness`` is *exact* where one release is named (at least a major and a minor
    number, a date, a revision), *partial* for a bare major or a wildcard, *range* for
    a specifier (PEP 440, npm, Cargo), *moving* for a name whose meaning changes
    (``latest``), *unknown* for anything else.
    """

    exactness: Exactness = "unknown"

    @classmethod
    def understand(cls, text: str) -> dict[str, Any]:
        """Return the text and how exact it is."""
        return {"text": text, "exactness": exactness(text)}


def exactness(text: str) -> Exactness:
    """Tell how exactly *text* names one release (see `Version`)."""
    bare = text.strip()
    if bare.lower() in _MOVING:
        return "moving"
    if _EXACT.match(bare) and not _WILDCARD.match(bare):
        return "exact"
    if _DATE_OR_BUILD.match(bare):
        return "exact"
    if _BARE_MAJOR.match(bare) or _WILDCARD.match(bare):
        return "partial"
    return "range" if _RANGE.search(bare) else "unknown"


Comparison = Literal["<", "<=", "=", ">=", ">"]

_COMPARISONS: dict[str, Comparison] = {
    "<": "<", "<=": "<=", "≤": "<=", "=<": "<=", "=": "=", "==": "=", "≥": ">=",
    ">=": ">=", "=>": ">=", ">": ">", "under": "<", "below": "<", "less than": "<",
    "at most": "<=", "max": "<=", "maximum": "<=", "up to": "<=", "within": "<=",
    "no more than": "<=", "at least": ">=", "min": ">=", "minimum": ">=",
    "no less than": ">=", "over": ">", "above": ">", "more than": ">",
}  # fmt: skip

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

_PERCENTILE = re.compile(
    r"\bp\d{1,2}(?:\.\d+)?\b|\b\d{1,2}(?:\.\d+)?th percentile\b"
    r"|\b(?:median|mean|average)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(\d[\d,_'  ]*(?:\.\d+)?|\.\d+)\s?([kKMG](?=[\s/]))?")
_COMPARISON = re.compile(
    "|".join(
        rf"\b{word}\b" if word[0].isalpha() else re.escape(word)
        for word in sorted(_COMPARISONS, key=len, reverse=True)
    ),
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s*(per cent\b|[^\s\d(),;/]+(?:(?:\s*/\s*|\s+per\s+)[^\s\d(),;/]+)?)"
)
_NO_UNIT = frozenset(
    "at for in on per of under with and or to by from the a an when during".split()
)


class Target(Value):
    """A target that can be measured, such as ``< 200 ms at p95``.

    ``comparison`` says which side of ``number`` is good, ``unit`` is the standard
    symbol (see `UNITS`), ``percentile`` is ``p95``, ``median`` or ``mean`` where the
    text names one. ``number`` is `None` where the text has none.
    """

    comparison: Comparison | None = None
    number: float | None = None
    unit: str | None = None
    percentile: str | None = None

    @classmethod
    def understand(cls, text: str) -> dict[str, Any]:
        """Return the text, and what of a target is found in it."""
        found: dict[str, Any] = {"text": text}
        if percentile := _PERCENTILE.search(text):
            found["percentile"] = _percentile(percentile[0])
        # Blank the percentile out, so that the 95 of p95 is no number of its own.
        rest = _PERCENTILE.sub(lambda match: " " * len(match[0]), text)
        number = _NUMBER.search(rest)
        if not number:
            return found
        scale = {"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9}.get(number[2] or "", 1)
        found["number"] = float(re.sub(r"[^\d.]", "", number[1])) * scale
        if compared := _COMPARISON.search(rest, 0, number.start()):
            found["comparison"] = _COMPARISONS[compared[0].lower()]
        if unit := _UNIT.match(rest, number.end()):
            found["unit"] = _unit(unit[1])
        return found


def _percentile(written: str) -> str:
    word = written.lower()
    if word.endswith("percentile"):
        return "p" + word.split("th")[0]
    return "mean" if word == "average" else word


def _unit(written: str) -> str | None:
    """Return the standard symbol of a unit, `None` where the word is none."""
    word = re.sub(r"\s+per\s+", "/", written).replace(" ", "").rstrip(".")
    if not word or word.lower() in _NO_UNIT:
        return None
    if known := UNITS.get(written.lower()) or UNITS.get(word.lower()):
        return known[0]
    what, slash, time = word.partition("/")
    if slash:
        counted = UNITS.get(what.lower(), (what,))[0]
        return f"{counted}/{UNITS.get(time.lower(), (time,))[0]}"
    # A counted thing is a unit too: 40 connections, 3 replicas, 500 rps.
    return word if word.isalpha() and len(word) > 1 else None


Multiplicity = Literal["one", "zero or one", "many", "one or more"]

_MULTIPLICITIES: dict[str, Multiplicity] = {
    **dict.fromkeys(("1", "one", "1..1", "exactly one", "||"), "one"),
    **dict.fromkeys(("0..1", "?", "zero or one", "optional", "zero-or-one", "|o"),
                    "zero or one"),
    **dict.fromkeys(("n", "m", "*", "many", "0..*", "0..n", "0..m", "zero or more", "o{"),
                    "many"),
    **dict.fromkeys(("1..*", "1..n", "1..m", "+", "one or more", "|{"), "one or more"),
}  # fmt: skip
_BETWEEN = re.compile(r"\s*(?::|-to-|\bto\b|→|->|\s-\s|(?<=[\dnm*])-(?=[\dnm*]))\s*")


class Cardinality(Value):
    """How many of each side a relation joins, such as ``one-to-many``, ``1:N``, ``1..*``.

    The notations are those of ER diagrams (``1:N``) and UML (``1..*``). A single UML
    multiplicity is that of the far side. ``left`` and ``right`` are `None` where the
    text is not understood.
    """

    left: Multiplicity | None = None
    right: Multiplicity | None = None

    @classmethod
    def understand(cls, text: str) -> dict[str, Any]:
        """Return the text, and both multiplicities where they are understood."""
        found: dict[str, Any] = {"text": text}
        word = text.lower().strip()
        if word in _MULTIPLICITIES:
            return found | {"left": "one", "right": _MULTIPLICITIES[word]}
        sides = _BETWEEN.split(word.replace("–", "-").replace("‑", "-"))
        if len(sides) == 2 and all(
            side in _MULTIPLICITIES for side in sides
        ):
            left, right = (_MULTIPLICITIES[side] for side in sides)
            found |= {"left": left, "right": right}
        return found

    @model_validator(mode="after")
    def _understood(self) -> Cardinality:
        if self.left is None:
            message = (
                f"“{self.text}” is no cardinality that can be read; write one-to-many, "
                "1:N or 1..*"
            )
            raise ValueError(message)
        return self


HTTP_METHODS = (
    "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
    "QUERY",
)  # fmt: skip
"""Methods of RFC 9110, PATCH of RFC 5789 and QUERY, as OpenAPI 3.2 lists them."""

_TYPE_NAME = re.compile(r"[^\W\d][\w.]*")
_TYPE_EXPRESSION = re.compile(r"^[\w.\[\]|?,\s<>]+$")
BUILTIN_TYPES = frozenset(
    "any array bigint binary bit blob bool boolean byte bytea bytes char citext complex"
    " date datetime decimal dict dictionary double email enum file final float"
    " float32 float64 frozenset generic inet int int16 int32 int64 integer interval"
    " json jsonb list literal long map mapping money never nil none null number numeric"
    " object optional option password path real record self sequence serial set short"
    " smallint str string text time timedelta timestamp timestamptz timetz tuple uint"
    " uint32 uint64 undefined union unknown uri url uuid uuid4 varchar void vec"
    " datetime.datetime datetime.date uuid.uuid decimal.decimal annotated classvar"
    " iterable iterator type ref page collection double-precision".split()
)
"""Names that a type may use and that are no entity, from the languages people write
schemas in (Python, TypeScript, Rust, SQL, JSON Schema), in lower case."""


def type_names(text: str) -> list[str]:
    """Return the names that a type expression refers to, built-in types left out.

    ``list[Article] | None`` gives ``["Article"]``. Text that is not a type
    expression (it has other characters, or words side by side) gives nothing.
    """
    bare = text.strip()
    if not _TYPE_EXPRESSION.match(bare) or re.search(r"\w\s+\w", bare):
        return []
    found = [m for m in _TYPE_NAME.findall(bare) if m.lower() not in BUILTIN_TYPES]
    return list(dict.fromkeys(found))
