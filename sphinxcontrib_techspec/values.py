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

_LONGEST = 200
"""How many characters are looked at: no version and no target has more."""

_NOTE = re.compile(r"\s*\([^()]*\)")
_RELEASE = re.compile(
    r"""
    # Numbers with dots, a name before them or not: 3.13.1, ubuntu-24.04, go1.23.4,
    # 1:2.39-0ubuntu8.3, 11.4.4-noble@sha256:…
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
_NAMED = re.compile(
    # A standard of a language, a document of a standards body, a numbered build
    r"(?:(?:c|gnu)(?:\+\+)?|es|ecmascript|fortran|f|ada|cobol|sql|vhdl)[\s:-]?\d{1,4}"
    r"|(?:iso|iec|ieee|ansi|ecma|rfc)\b.*\d|api(?: level)? \d+"
    r"|(?:build|rev\.?|revision|commit|patch) \S*\d\S*",
    re.ASCII | re.IGNORECASE,
)
_PARTIAL = re.compile(
    r"\*|(?:.*[\s-])?v?\d+(?:-(?!bit\b|clause\b)[a-z][\w.-]*)?|[a-z][a-z+#._-]*\d+",
    re.ASCII | re.IGNORECASE,
)
_WILDCARD = re.compile(r"(?<![\w.])v?\d+(?:\.\d+)*\.[xX*](?:\.[xX*])*(?!\w)")
_RANGE = re.compile(
    r"[\^<>≥≤≠]|~(?![a-z])|!=|\|\||\d\s*\+(?=\s|$)|\d\s+-\s+v?\d|\d\s*[–—/,]\s*v?\d"
    r"|\d.*\b(?:or|and|to|later|newer|higher|above|up)\b|\b(?:from|since|least|minimum)\b"
)
_MOVING = {
    "latest", "stable", "lts", "current", "newest", "nightly", "edge", "main",
    "master", "rolling", "any", "head",
}  # fmt: skip
_SOON_ANOTHER = re.compile(r"[-.](?:snapshot|latest|nightly|edge|dev)$", re.IGNORECASE)
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


class Value(BaseModel):
    """A value that is written as text and understood as data."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

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
    number, a date, a revision, a hash, the year of a standard; a name before it and
    notes in parentheses do not matter), *partial* for a bare major or a wildcard,
    *range* for a specifier (PEP 440, npm, Cargo) and for words that are one (``or
    later``), *moving* for a name whose meaning changes (``latest``), *unknown* for
    anything else.
    """

    exactness: Exactness = "unknown"

    @classmethod
    def understand(cls, text: str) -> dict[str, Any]:
        """Return the text and how exact it is."""
        return {"text": text, "exactness": exactness(text)}


def exactness(text: str) -> Exactness:
    """Tell how exactly *text* names one release (see `Version`)."""
    text = text if len(text) <= _LONGEST else ""
    bare = _NOTE.sub("", text).strip().removeprefix("==").lstrip("=@ ")
    words = [word.strip(",;\"'“”") for word in bare.split()]
    if _WILDCARD.search(bare):
        return "partial"
    if _RANGE.search(bare):
        return "range"
    if _SOON_ANOTHER.search(bare) and not _DAY.search(text):
        return "moving"
    if any(_RELEASE.fullmatch(word) for word in words) or _NAMED.fullmatch(bare):
        return "exact"
    if not _MOVING.isdisjoint(re.split(r"[\s_:-]+", bare.lower())):
        return "moving"
    return "partial" if _PARTIAL.fullmatch(bare) else "unknown"


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
    r"\bp\d{1,2}(?:\.\d+)?\b|\b\d{1,2}(?:\.\d+)?(?:th)?[ -]percentile\b"
    r"|\b(?:median|mean|average)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    # Groups of three, a decimal point or comma, an exponent; no part of a name (H264).
    r"(?<![\w.])(?:10(?:\^(?P<power>\d{1,3})(?!\d)|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
    r"|(?P<digits>\d{1,3}(?:[ ,_'’]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d+(?:[.,]\d+)?|\.\d+)(?P<exponent>e[+-]?\d{1,3}(?!\d))?)"
    r"(?:\s?(?P<scale>[kKMG](?=[\s/])|(?:thousand|million|billion)\b))?"
)
_SCALES = {
    "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "thousand": 1e3, "million": 1e6,
    "billion": 1e9,
}  # fmt: skip
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_WORDS = {
    "zero": 0, "no": 0, "none": 0, "never": 0, "half a": 0.5, "half an": 0.5,
    "a": 1, "an": 1, "one": 1, "once": 1, "two": 2, "twice": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_VAGUE = (
    "noticeable|visible|perceptible|significant|major|undue|excessive|unacceptable"
    "|obvious|more|less|fewer|later|slower|worse|longer|target|limit|idea"
)
_COMPARISON = re.compile(
    "|".join(
        rf"\b{word}\b" if word[0].isalpha() else re.escape(word)
        for word in sorted(_COMPARISONS, key=len, reverse=True)
    ),
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    # Only where a number stands: first, or after a comparison.
    rf"(?:^|{_COMPARISON.pattern}|\bin)\s*\b(?!no\s+(?:{_VAGUE})\b|none$)"
    r"(?!an?\s(?!second|minute|hour|day|week|month|year))"
    rf"(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")
_SIGN = re.compile(r"[<>≤≥]=?\s*[~≈±+$€£¥−-]?\s*$")
_LINK = re.compile(
    r"\s*(?:-|–|—|−|±|\+/-|/|x|×|…|\.{2,3}|\bto|\band|\bor|(?P<of>\b(?:out )?of|\bin))"
    r"\s*[+−±~≈-]?\s*"
)
_CURRENCY = re.compile(r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|JPY|CNY|INR))\s?$")
_WORD = r"[^\s\d(),;/]+"
_UNIT = re.compile(
    rf"\+?\s*-?(per cent\b|(?:/|per\s+|an?\s+){_WORD}"
    rf"|(?![–—−+±]){_WORD}(?:(?:\s*/\s*|\s+per\s+){_WORD})?)"
)
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
        looked_at = text[:_LONGEST]
        if percentile := _PERCENTILE.search(looked_at):
            found["percentile"] = _percentile(percentile[0])
        rest, word, numbers = _numbers(looked_at)
        if numbers:
            start, found["number"] = numbers[0].start(), _number(numbers[0])
            found["unit"] = _unit_of(rest, numbers)
        elif word:
            start, found["number"] = word.start("word"), _WORDS[word["word"].lower()]
            if unit := _UNIT.match(rest, word.end()):
                found["unit"] = _unit(unit[1])
        else:
            return found
        if compared := _COMPARISON.search(rest, 0, start):
            found["comparison"] = _COMPARISONS[compared[0].lower()]
        return found

    @property
    def alone(self) -> bool:
        """Whether the number is one to compare with: no range, share or negative."""
        rest, _, numbers = _numbers(self.text[:_LONGEST])
        if not numbers:
            return self.number is not None
        if _NEGATIVE.search(rest, 0, numbers[0].start()):
            return False
        if len(numbers) == 1:
            return True
        between = rest[numbers[0].end() : numbers[1].start()]
        without_unit = _FIRST_WORD.sub("", between, count=1)
        return not (_LINK.fullmatch(between) or _LINK.fullmatch(without_unit))


_NEGATIVE = re.compile(r"(?:^|[<>≤≥=±]\s*)[-−±]\s*$")
_FIRST_WORD = re.compile(r"^\s?[^\s\d–—−±+/-]+(?=\s)")


def _numbers(
    text: str,
) -> tuple[str, re.Match[str] | None, list[re.Match[str]]]:
    """Return *text* without its percentile, a number in words, and those in digits.

    The first of the latter is the one that the target names.
    """
    # Blank the percentile out, so that the 95 of p95 is no number of its own.
    rest = _PERCENTILE.sub(lambda match: " " * len(match[0]), text)
    word = _NUMBER_WORD.search(rest)
    if word and word.start("word") == 0 and not _WORDS[word["word"].lower()]:
        # None in 500 is none.
        return rest, word, []
    numbers = list(_NUMBER.finditer(rest))
    # What a sign compares with is the target: H.264 at 1080p ≥ 30 fps.
    while numbers and not _SIGN.search(rest, 0, numbers[0].start()):
        if not any(_SIGN.search(rest, 0, n.start()) for n in numbers):
            break
        numbers.pop(0)
    return rest, word, numbers


def _number(match: re.Match[str]) -> float:
    """Return the number that *match* of `_NUMBER` is; a time of day is its hours."""
    if clock := _CLOCK.match(match.string, match.start()):
        return int(clock[1]) + int(clock[2]) / 60
    scale = _SCALES.get(match["scale"] or "", 1)
    if power := match["power"] or (match["raised"] or "").translate(_RAISED):
        return _ten_to(int(power)) * scale
    digits = match["digits"]
    if re.fullmatch(r"\d+,\d{1,2}|\d+,\d{4,}|0,\d+", digits):
        digits = digits.replace(",", ".")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    exponent = int((match["exponent"] or "e0")[1:])
    return min(float(re.sub(r"[^\d.]", "", digits)), 1e50) * _ten_to(exponent) * scale


def _ten_to(power: int) -> float:
    """Return ten to the *power*, within what a float can hold."""
    return 10.0 ** max(-300, min(power, 200))


def _unit_of(text: str, numbers: list[re.Match[str]]) -> str | None:
    """Return the unit of the first number, which may stand after a later one.

    It does in ``5–10 s``, ``-40 to +85 °C`` and ``2 of 3 replicas``.
    """
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        currency = _CURRENCY.search(text, 0, number.start())
        unit = _UNIT.match(text, number.end())
        if currency:
            after = unit[1] if unit and unit[1].startswith(("/", "per ")) else ""
            return currency[0].strip() + (_unit(after) or "" if after else "")
        if unit and (symbol := _unit(unit[1])):
            return symbol
        if _CLOCK.match(text, number.start()):
            return "h"
        if following is None:
            return None
        link = _LINK.fullmatch(text, number.end(), following.start())
        if link is None or (link["of"] and _number(number) > _number(following)):
            return None
    return None


def _percentile(written: str) -> str:
    word = written.lower()
    if word.endswith("percentile"):
        return "p" + re.split(r"th|[ -]", word)[0]
    return "mean" if word == "average" else word


def _unit(written: str) -> str | None:
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


Multiplicity = Literal["one", "zero or one", "many", "one or more"]

_MULTIPLICITIES: dict[str, Multiplicity] = {
    **dict.fromkeys(("1", "one", "1..1", "exactly one", "||"), "one"),
    **dict.fromkeys(("0..1", "?", "zero or one", "optional", "zero-or-one", "|o"),
                    "zero or one"),
    **dict.fromkeys(("n", "m", "*", "many", "0..*", "0..n", "0..m", "zero or more",
                     "o{"), "many"),
    **dict.fromkeys(("1..*", "1..n", "1..m", "+", "one or more", "|{"), "one or more"),
}  # fmt: skip
_PHRASES: dict[str, tuple[Multiplicity, Multiplicity]] = {
    "has one": ("one", "one"),
    "has many": ("one", "many"),
    "belongs to": ("many", "one"),
    "has and belongs to many": ("many", "many"),
}
_BETWEEN = re.compile(r"\s*(?::|-to-|\bto\b|→|->|\s-\s|(?<=[\dnm*])-(?=[\dnm*]))\s*")


class Cardinality(Value):
    """How many of each side a relation joins: ``one-to-many``, ``1:N``, ``1..*``.

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
        # What follows is a note: ``1:N, ordered``, ``one-to-many (by date)``.
        word = re.split(r"[(,;]", text.lower())[0].strip()
        if word in _PHRASES:
            left, right = _PHRASES[word]
            return found | {"left": left, "right": right}
        if word in _MULTIPLICITIES:
            return found | {"left": "one", "right": _MULTIPLICITIES[word]}
        sides = _BETWEEN.split(word.replace("–", "-").replace("‑", "-"))
        if len(sides) == 2 and all(side in _MULTIPLICITIES for side in sides):
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
