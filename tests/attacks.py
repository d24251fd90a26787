"""Texts that are hard for a regular expression, derived from the expression itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import islice, pairwise, permutations
from typing import Any, NamedTuple

# The only parser of Python's syntax of patterns; no type stubs know it.
sre: Any = import_module("re._constants")
_parser: Any = import_module("re._parser")

_CHARACTERS = " \n\ta0A-_.:,;()[]{}<>|/\\`*~\"'#=+&@!?%$^é中–→\x01"
"""One or more of each class of characters that patterns tell apart."""

_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}

_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_MANY = 20
"""A repetition of at least so many is one that may be attacked."""

_TAILS = ("\x01", "", "\n", "a", " ")
"""Ends of texts: most patterns fail at one of them."""

_WORDS = 24
"""How many samples of a pattern are combined with each other at most."""

_PAIRED = 12
"""How many of its characters are paired with each other at most."""


class Attack(NamedTuple):
    """A text of any size.

    Attributes:
        parts: alternately what is written once and what is repeated.
    """

    parts: tuple[str, ...]

    def text(self, size: int) -> str:
        """Return the text with about *size* characters."""
        fixed, pumps = self.parts[::2], self.parts[1::2]
        room = (size - sum(map(len, fixed))) // len(pumps)
        runs = [(pump * (room // len(pump) + 1))[:room] for pump in pumps]
        return "".join(
            part for pair in zip(fixed, [*runs, ""], strict=True) for part in pair
        )


def attacks(pattern: re.Pattern[str]) -> list[Attack]:
    """Return the attacks on a pattern, each once, always in the same order."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    return list(dict.fromkeys(a for a in _attacks(tree) if all(a.parts[1::2])))


def _attacks(tree: Any) -> Iterator[Attack]:
    repetitions = list(_repetitions(tree, ("", "")))
    for heads, pumps in repetitions:
        for pump in pumps:
            for head in dict.fromkeys([*heads, "a", " "]):
                for tail in _TAILS:
                    yield Attack((head, pump, tail))
                yield Attack(("", head + pump, "\x01"))
                yield Attack(("", head, head, pump, "\x01"))
                yield Attack(("", pump, head, pump, "\x01"))
    for (_, first), (heads, second) in pairwise(repetitions):
        for one in first[:3]:
            for two in second[:3]:
                yield Attack((heads[0], one, "", two, "\x01"))
                yield Attack(("", heads[0] + one + two, "\x01"))
    samples = [*_samples(tree), *(text[:-1] for text in _samples(tree))]
    characters = list(dict.fromkeys(_characters(tree)))
    for piece in dict.fromkeys([*samples, *characters, *_CHARACTERS]):
        for tail in _TAILS:
            yield Attack(("", piece, tail))
    for one, two in permutations(characters[:_PAIRED], 2):
        yield Attack(("", one + two, "\x01"))
        yield Attack(("", one, "", two, "\x01"))


def _repetitions(
    tree: Any, heads: tuple[str, str]
) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Yield each repetition: the shortest and longest text before it, and its own."""
    for position, (operator, argument) in enumerate(tree):
        here = (
            heads[0] + _sample(tree[:position], full=False),
            heads[1] + _sample(tree[:position], full=True),
        )
        if operator in _REPEATS and argument[1] >= _MANY:
            yield here, _pumps(argument[2])
        for inner in _children(operator, argument):
            yield from _repetitions(inner, here)


def _children(operator: Any, argument: Any) -> list[Any]:
    if operator in _REPEATS:
        return [argument[2]]
    if operator is sre.BRANCH:
        return list(argument[1])
    if operator is sre.SUBPATTERN:
        return [argument[3]]
    if operator is sre.ATOMIC_GROUP:
        return [argument]
    if operator in {sre.ASSERT, sre.ASSERT_NOT}:
        return [argument[1]]
    return []


def _pumps(body: Any) -> list[str]:
    if len(body) == 1 and (characters := _of_one(*body[0])):
        return characters[:6]
    return _samples(body)


def _samples(tree: Any) -> list[str]:
    """Return texts that match a pattern: short, long, and one for each branch."""
    found = [_sample(tree, full=False), _sample(tree, full=True)]
    for position, (operator, argument) in enumerate(tree):
        before = _sample(tree[:position], full=True)
        after = _sample(tree[position + 1 :], full=True)
        branches = argument[1] if operator is sre.BRANCH else []
        if operator is sre.SUBPATTERN or operator in _REPEATS:
            branches = _children(operator, argument)
        for branch in branches[:_WORDS]:
            found += [before + text + after for text in _samples(branch)]
    return list(dict.fromkeys(islice((t for t in found if t), _WORDS)))


def _sample(tree: Sequence[Any], *, full: bool) -> str:
    text = ""
    for operator, argument in tree:
        if characters := _of_one(operator, argument):
            text += characters[0]
        elif operator in _REPEATS:
            times = max(argument[0], 1) if full else argument[0]
            text += _sample(argument[2], full=full) * min(times, _MANY)
        elif operator is sre.BRANCH:
            choice = [_sample(branch, full=full) for branch in argument[1]]
            text += (max if full else min)(choice, key=len)
        elif operator in {sre.SUBPATTERN, sre.ATOMIC_GROUP}:
            text += _sample(_children(operator, argument)[0], full=full)
    return text


def _characters(tree: Any) -> Iterator[str]:
    """Yield the characters that a pattern names, and some of each class."""
    for operator, argument in tree:
        yield from _of_one(operator, argument)[:4]
        for inner in _children(operator, argument):
            yield from _characters(inner)


def _of_one(operator: Any, argument: Any) -> list[str]:
    """Return characters that match a part of a pattern, if it stands for one."""
    if operator is sre.LITERAL:
        return [chr(argument)]
    if operator is sre.ANY:
        return list(_CHARACTERS)
    if operator is sre.NOT_LITERAL:
        return [c for c in _CHARACTERS if ord(c) != argument]
    if operator is sre.IN:
        own = [chr(value) for kind, value in argument if kind is sre.LITERAL]
        own += [
            chr(end) for kind, value in argument if kind is sre.RANGE for end in value
        ]
        found = [c for c in [*_CHARACTERS, *own] if _matches(argument, c)]
        return list(dict.fromkeys(found))
    return []


def _matches(members: Sequence[Any], character: str) -> bool:
    negated = members[0][0] is sre.NEGATE
    for kind, value in members:
        if (
            (kind is sre.LITERAL and ord(character) == value)
            or (kind is sre.RANGE and value[0] <= ord(character) <= value[1])
            or (kind is sre.CATEGORY and re.match(_CATEGORIES[value], character))
        ):
            return not negated
    return negated
