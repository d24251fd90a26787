"""Measurable targets, such as ``< 200 ms at p95``."""

from __future__ import annotations

import re
from typing import Any, Literal

from ..patterns import regex
from .base import MAX_LENGTH, Value
from .units import RATES, UNITS, unit_symbol

Comparison = Literal["<", "<=", "=", ">=", ">"]


_COMPARISONS: dict[str, Comparison] = {
    "<": "<", "<=": "<=", "≤": "<=", "=<": "<=", "=": "=", "==": "=", "≥": ">=",
    ">=": ">=", "=>": ">=", ">": ">", "under": "<", "below": "<", "less than": "<",
    "at most": "<=", "max": "<=", "maximum": "<=", "up to": "<=", "within": "<=",
    "no more than": "<=", "at least": ">=", "min": ">=", "minimum": ">=",
    "no less than": ">=", "over": ">", "above": ">", "more than": ">",
}  # fmt: skip


_PERCENTILE = regex(
    r"\bp\d{1,2}(?:\.\d+)?\b|\b\d{1,2}(?:\.\d+)?(?:th)?[ -]percentile\b"
    r"|\b(?:median|mean|average)\b",
    re.IGNORECASE,
)


_NUMBER = regex(
    # Groups of three, a decimal point or comma, an exponent; not part of a name (H264).
    r"(?<![\w.])(?:10(?:\^(?P<power>\d{1,3})(?!\d)|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
    r"|(?P<digits>\d{1,3}(?:[ ,_'’]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d+(?:[.,]\d+)?|\.\d+)(?P<exponent>e[+-]?\d{1,3}(?!\d))?)"
    r"(?:\s?(?P<scale>[kKMG](?=[\s/])|(?:thousand|million|billion)\b))?"
)


_SCALES = {
    "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "thousand": 1e3, "million": 1e6,
    "billion": 1e9,
}  # fmt: skip


_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


_NUMBER_WORDS = {
    "zero": 0, "no": 0, "none": 0, "never": 0, "half a": 0.5, "half an": 0.5,
    "a": 1, "an": 1, "one": 1, "once": 1, "two": 2, "twice": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip


_VAGUE = (
    "noticeable|visible|perceptible|significant|major|undue|excessive|unacceptable"
    "|obvious|more|less|fewer|later|slower|worse|longer|target|limit|idea"
)


_COMPARISON = regex(
    "|".join(
        rf"\b{word}\b" if word[0].isalpha() else re.escape(word)
        for word in sorted(_COMPARISONS, key=len, reverse=True)
    ),
    re.IGNORECASE,
)


_NUMBER_WORD = regex(
    # Only at the beginning or after a comparison, where a number is expected.
    rf"(?:^|{_COMPARISON.pattern}|\bin)\s*\b(?!no\s+(?:{_VAGUE})\b|none$)"
    r"(?!an?\s(?!second|minute|hour|day|week|month|year))"
    rf"(?P<word>{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)


_CLOCK = regex(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")


_COMPARISON_BEFORE_NUMBER = regex(r"[<>≤≥]=?(?:\s*[~≈±+$€£¥−-])?\s*$")


_NUMBER_SEPARATOR = regex(
    r"\s*(?:-|–|—|−|±|\+/-|/|x|×|…|\.{2,3}|\bto|\band|\bor|(?P<of>\b(?:out )?of|\bin))"
    r"(?:\s*[+−±~≈-])?\s*"
)


_RANGE = regex(
    r"\s?(?:[^\s\d–—−+±/-]+(?=\s))?\s*(?:-|–|—|…|\.{2,3}|\bto\b)\s*[~≈]?\s*",
    re.IGNORECASE,
)
"""What stands between the two ends of a range, with the unit of the first."""


_PLUS = regex(r"\s?[^\s\d(),;/+]*\+(?!\s*[\d/-])")
"""What follows the number of ``100+`` and ``80%+``."""


_CURRENCY = regex(r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|JPY|CNY|INR))\s?$")


_WORD = r"[^\s\d(),;/]+"


_UNIT = regex(
    rf"\+?\s*-?(per cent\b|(?:/|per\s+|an?\s+){_WORD}"
    rf"|(?![–—−+±]){_WORD}(?:(?:\s*/\s*|\s+per\s+){_WORD})?)"
)


class Target(Value):
    """A measurable target, such as ``< 200 ms at p95``.

    Fields that the text does not state are `None`. ``comparison`` is how the measured
    value must compare with ``number``. ``upper`` is the other end of a range, of which
    ``number`` is the lower one. ``unit`` is a standard symbol (see `UNITS`).
    ``percentile`` is, for example, ``p95``, ``median`` or ``mean``.
    """

    comparison: Comparison | None = None
    number: float | None = None
    upper: float | None = None
    unit: str | None = None
    percentile: str | None = None

    @classmethod
    def parse_text(cls, text: str) -> dict[str, Any]:
        """Return the text, and the fields that can be parsed from it."""
        found: dict[str, Any] = {"text": text}
        shortened = text[:MAX_LENGTH]
        if percentile := _PERCENTILE.search(shortened):
            found["percentile"] = _percentile(percentile[0])
        rest, word, numbers = _numbers(shortened)
        if numbers:
            start, found["number"] = numbers[0].start(), _number(numbers[0])
            found["unit"] = _unit_of(rest, numbers)
            found |= _range(rest, numbers)
            if "upper" not in found and _PLUS.match(rest, numbers[0].end()):
                found["comparison"] = ">="
        elif word:
            start, found["number"] = (
                word.start("word"),
                _NUMBER_WORDS[word["word"].lower()],
            )
            if unit := _UNIT.match(rest, word.end()):
                found["unit"] = unit_symbol(unit[1])
        else:
            return found
        if compared := _COMPARISON.search(rest, 0, start):
            found["comparison"] = _COMPARISONS[compared[0].lower()]
        return found

    @property
    def is_count(self) -> bool:
        """Whether the text is the least number of some things: ``100+``."""
        _, _, numbers = _numbers(self.text[:MAX_LENGTH])
        return len(numbers) == 1 and self.text[numbers[0].end() :].strip() == "+"

    @property
    def is_negative(self) -> bool:
        """Whether the number has a minus sign, which ``number`` does not have."""
        rest, _, numbers = _numbers(self.text[:MAX_LENGTH])
        return bool(numbers and _NEGATIVE.search(rest, 0, numbers[0].start()))

    @property
    def is_measurement(self) -> bool:
        """Whether the text is one number without a comparison, such as ``120 ms``."""
        rest, _, numbers = _numbers(self.text[:MAX_LENGTH])
        return (
            len(numbers) == 1
            and self.comparison is None
            and _MEASUREMENT.fullmatch(rest, 0, numbers[0].start()) is not None
        )

    @property
    def is_single(self) -> bool:
        """Whether the target is one number, not a range, share or negative number."""
        rest, _, numbers = _numbers(self.text[:MAX_LENGTH])
        if not numbers:
            return self.number is not None
        if _NEGATIVE.search(rest, 0, numbers[0].start()):
            return False
        if len(numbers) == 1:
            return True
        between = rest[numbers[0].end() : numbers[1].start()]
        without_unit = _FIRST_WORD.sub("", between, count=1)
        return not (
            _NUMBER_SEPARATOR.fullmatch(between)
            or _NUMBER_SEPARATOR.fullmatch(without_unit)
        )


_NEGATIVE = regex(r"(?:^|[<>≤≥=±]\s*)[-−±]\s*$")


_MEASUREMENT = regex(r"\s*+(?:[~≈+−-]\s*+)?(?:[$€£¥₹]\s*+)?")


_FIRST_WORD = regex(r"^\s?[^\s\d–—−±+/-]+(?=\s)")


def _numbers(
    text: str,
) -> tuple[str, re.Match[str] | None, list[re.Match[str]]]:
    """Find the numbers of a target.

    Returns:
        The text with its percentile masked; a match of a number word, if any; the
        matches of numbers in digits, of which the first is the number of the target.
    """
    # Mask the percentile, because the 95 of p95 is not the number of the target.
    rest = _PERCENTILE.sub(lambda match: " " * len(match[0]), text)
    word = _NUMBER_WORD.search(rest)
    if word and word.start("word") == 0 and not _NUMBER_WORDS[word["word"].lower()]:
        # “None in 500” is zero; 500 is not the target.
        return rest, word, []
    numbers = list(_NUMBER.finditer(rest))
    # The number after a comparison is the target: H.264 at 1080p ≥ 30 fps.
    while numbers and not _COMPARISON_BEFORE_NUMBER.search(rest, 0, numbers[0].start()):
        if not any(
            _COMPARISON_BEFORE_NUMBER.search(rest, 0, n.start()) for n in numbers
        ):
            break
        numbers.pop(0)
    return rest, word, numbers


def _number(match: re.Match[str]) -> float:
    """Return the value of a match of `_NUMBER`; for a time of day, the hours."""
    if clock := _CLOCK.match(match.string, match.start()):
        return int(clock[1]) + int(clock[2]) / 60
    scale = _SCALES.get(match["scale"] or "", 1)
    if power := match["power"] or (match["raised"] or "").translate(_SUPERSCRIPTS):
        return _ten_to(int(power)) * scale
    digits = match["digits"]
    if re.fullmatch(r"\d+,\d{1,2}|\d+,\d{4,}|0,\d+", digits):
        digits = digits.replace(",", ".")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    exponent = int((match["exponent"] or "e0")[1:])
    return min(float(re.sub(r"[^\d.]", "", digits)), 1e50) * _ten_to(exponent) * scale


def _range(text: str, numbers: list[re.Match[str]]) -> dict[str, float]:
    """Return both ends of the range that a target is; empty if it is none."""
    if len(numbers) < 2 or _NEGATIVE.search(text, 0, numbers[0].start()):
        return {}
    first, second, *_ = numbers
    if not _RANGE.fullmatch(text, first.end(), second.start()):
        return {}
    low, high = _number(first), _number(second)
    if second["scale"] and not first["scale"]:
        # “1-2 k” is 1000 to 2000.
        low *= _SCALES[second["scale"]]
    return {"number": low, "upper": high} if low < high else {}


def _ten_to(power: int) -> float:
    """Return ten to the *power*, limited to the range of a float."""
    return 10.0 ** max(-300, min(power, 200))


def _unit_of(text: str, numbers: list[re.Match[str]]) -> str | None:
    """Return the unit of the first number.

    It may be after a later number: ``5–10 s``, ``-40 to +85 °C``, ``2 of 3 replicas``.
    """
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        currency = _CURRENCY.search(text, 0, number.start())
        unit = _UNIT.match(text, number.end())
        if currency:
            after = unit[1] if unit and unit[1].startswith(("/", "per ")) else ""
            return currency[0].strip() + (unit_symbol(after) or "" if after else "")
        if unit and (symbol := unit_symbol(unit[1])):
            return symbol
        if _CLOCK.match(text, number.start()):
            return "h"
        if following is None:
            return None
        separator = _NUMBER_SEPARATOR.fullmatch(text, number.end(), following.start())
        if separator is None or (
            separator["of"] and _number(number) > _number(following)
        ):
            return None
    return None


def _percentile(text: str) -> str:
    word = text.lower()
    if word.endswith("percentile"):
        return "p" + re.split(r"th|[ -]", word)[0]
    return "mean" if word == "average" else word


_CONNECTED = regex(r"(?:^|\s)(?:in|is|of|takes?|=|:)?\s*$", re.IGNORECASE)


_SIGN_BEFORE = regex(
    r"(?:[~≈]\s?|[<>≤≥]=?\s?|\b(?:under|below|less than|at most|up to|within"
    r"|no more than|at least|no less than|over|above|more than|max|min|maximum|minimum)"
    r"\s)$",
    re.IGNORECASE,
)


def split_sentence(text: str) -> tuple[str, str] | None:
    """Return the metric and the target in words such as ``Page load under 2 seconds``.

    A number is a target if a comparison is before it, if a unit of measurement (see
    `UNITS`) or a rate is after it, or if it is a count such as ``100+``. Any other
    number is part of a name: ``HTTP/2``, ``PostgreSQL 17``.

    Args:
        text: the words.

    Returns:
        The two texts, or `None` if no number in *text* is a target. A metric behind the
        number is a part of the target: ``100+ concurrent users``.
    """
    masked = _PERCENTILE.sub(lambda match: " " * len(match[0]), text[:MAX_LENGTH])
    for number in _NUMBER.finditer(masked):
        before = text[: number.start()]
        sign = _SIGN_BEFORE.search(before)
        start = sign.start() if sign else number.start()
        if start and not text[start - 1].isspace() and text[start - 1] != "(":
            continue
        end = _end_of_target(text, number) or (number.end() if sign else 0)
        if not end:
            continue
        if bracket := _bracketed(text, start, end):
            return bracket
        if metric := _CONNECTED.sub("", text[:start]).strip(" ,;:"):
            return metric, text[start:].strip()
        if metric := text[end:].strip(" ,;:"):
            return metric, text
    return None


def begins_with_number(text: str) -> bool:
    """Return whether a text begins with a number, or with a word for one.

    A comparison and a percentile may stand before it: ``p95 under 2 seconds``.
    """
    masked = _PERCENTILE.sub(lambda match: " " * len(match[0]), text[:MAX_LENGTH])
    number = _NUMBER.search(masked)
    if number is None:
        return True
    before = _SIGN_BEFORE.sub("", masked[: number.start()])
    return not _CONNECTED.sub("", before).strip(" ,;:(")


_LABELLED = regex(r"(?:budget|goal|objective|target)(?::\s+|\s)", re.IGNORECASE)
"""The field, as the label of its value."""


def _bracketed(text: str, start: int, end: int) -> tuple[str, str] | None:
    """Return metric and target of ``Hook run (target: < 100 ms)``.

    Args:
        text: the words.
        start: where the target begins, with its sign.
        end: where its number ends, with the unit.
    """
    opened = text.rfind("(", 0, start)
    closed = text.find(")", end)
    if opened < 1 or ")" in text[opened:start] or text[closed + 1 :].strip(" ."):
        return None
    metric, inside = text[:opened].strip(), text[opened + 1 : closed]
    if closed < 0 or not metric:
        return None
    label = _LABELLED.match(inside)
    return metric, inside[label.end() if label else 0 :].strip()


def _end_of_target(text: str, number: re.Match[str]) -> int:
    """Return the end of a number with its plus or its unit; 0 if it has none.

    A range ends behind its second number.
    """
    second = _NUMBER.search(text, number.end())
    if second and _RANGE.fullmatch(text, number.end(), second.start()):
        number = second
    if plus := _PLUS.match(text, number.end()):
        return plus.end()
    unit = _UNIT.match(text, number.end())
    if unit is None:
        return 0
    is_rate = "/" in unit[1] or " per " in unit[1]
    word = unit[1].lower().rstrip(".,:")
    return unit.end() if is_rate or word in UNITS or word in RATES else 0
