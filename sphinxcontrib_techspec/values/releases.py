"""Whether a version that a spec names is the release that a file has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ..patterns import regex
from .base import MAX_LENGTH

Agreement = Literal["agrees", "differs", "unknown"]
"""What a claim and a release say of each other; *unknown* where nobody can tell."""

Numbers = tuple[int, ...]

_NOTE = regex(r"(?:(?<!\s)\s++)?\([^()]*\)")
_RELEASE = regex(
    r"v?(?P<numbers>\d{1,9}+(?:\.\d{1,9}+){0,5}+)(?P<rest>[-.+_]?[A-Za-z0-9][\w.+-]*)?",
    re.ASCII | re.IGNORECASE,
)
_WILDCARD = regex(r"v?(\d{1,9}(?:\.\d{1,9})*)(?:\.[xX*])+", re.ASCII)
_FLOOR = regex(
    r"v?(\d{1,9}(?:\.\d{1,9})*)(?:\.[xX*])?\s*"
    r"(?:\+|(?:or|and)\s+(?:later|newer|higher|above|up)|or\s+greater)",
    re.ASCII | re.IGNORECASE,
)
_BOUNDS = regex(
    r"v?(\d{1,9}(?:\.\d{1,9})*)\s*(?:-|–|—|to)\s*v?(\d{1,9}(?:\.\d{1,9})*)",
    re.ASCII | re.IGNORECASE,
)
_CLAUSE = regex(
    r"(?P<sign>>=|<=|==|!=|~=|~>|=>|=<|[≥≤^~<>=])\s*v?(?P<numbers>\d{1,9}(?:\.\d{1,9})*)"
    r"(?P<wildcard>\.[xX*])?",
    re.ASCII,
)
_LOCAL = regex(r"\+[\w.]+$")
_BUILD = regex(r"(?:[-. ](?:lts|stable|final|ga|release))+$", re.IGNORECASE)
"""Words behind a release that do not tell it from another one."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release as a file has it.

    Attributes:
        numbers: its numbers.
        rest: what follows them, such as ``rc1``.
        is_whole: whether the numbers are all that there are; a tag may name fewer.
    """

    numbers: Numbers
    rest: str = ""
    is_whole: bool = True


def parse_release(text: str, *, is_whole: bool = True) -> Release | None:
    """Return the release that a text is; `None` where it is none.

    A local part (PEP 440) such as ``+cpu`` is left off.

    Args:
        text: such as ``1.4.0rc1``.
        is_whole: see `Release`.
    """
    if len(text) > MAX_LENGTH:
        return None
    found = _RELEASE.fullmatch(_LOCAL.sub("", text.strip()))
    if found is None:
        return None
    return Release(_numbers(found["numbers"]), _suffix(found["rest"] or ""), is_whole)


def _suffix(text: str) -> str:
    """Return what stands behind the numbers, as one spelling of it."""
    text = text.strip("-._+").lower().replace("-", "").replace(".", "")
    for word, short in (("alpha", "a"), ("beta", "b"), ("preview", "rc")):
        text = text.replace(word, short)
    return text


def _numbers(text: str) -> Numbers:
    return tuple(map(int, text.split(".")))


Claim = Callable[[Release], Agreement]
"""What a spec says of a version: whether a release agrees with it."""


def parse_claim(text: str) -> Claim | None:
    """Return what a version in a spec says; `None` where it names no release.

    Args:
        text: such as ``16.4``, ``3.x``, ``>=3.11,<4``, ``14+`` or ``3.10-3.14``.
    """
    if len(text) > MAX_LENGTH:
        return None
    text = _NOTE.sub("", text).strip().strip("`'\"").rstrip(".").strip()
    text = _BUILD.sub("", text)
    if found := _WILDCARD.fullmatch(text):
        start = _numbers(found[1])
        return lambda release: _begins(release, start)
    if found := _FLOOR.fullmatch(text):
        low = _numbers(found[1])
        return lambda release: _at_least(release, low)
    if (found := _BOUNDS.fullmatch(text)) and _is_range(found[1], found[2]):
        low, high = _numbers(found[1]), _numbers(found[2])
        return lambda release: _all([_at_least(release, low), _at_most(release, high)])
    exact = parse_release(text.removeprefix("==").lstrip("= "))
    if exact is not None:
        return lambda release: _same(exact, release)
    return _specifier(text)


def declared_agreement(text: str, declared: str) -> Agreement:
    """Return what a version in a spec and a range that a project declares say.

    A lowest version agrees with that of the range. Any other version may differ from
    the range and never agrees, since a range does not say what is used.

    Args:
        text: the version in the spec, such as ``3.11+`` or ``3.12.4``.
        declared: the range, such as ``>=3.11,<4``.
    """
    low = lowest_version(text)
    bound = lowest_version(declared)
    if low is not None:
        if bound is None:
            return "unknown"
        shared = min(len(low), len(bound))
        if low[:shared] != bound[:shared]:
            return "differs"
        rest = (*low[shared:], *bound[shared:])
        return "unknown" if any(rest) else "agrees"
    exact = parse_release(text.removeprefix("==").strip(), is_whole=False)
    claim = parse_claim(declared)
    if exact is None or claim is None or claim(exact) != "differs":
        return "unknown"
    return "differs"


def lowest_version(text: str) -> Numbers | None:
    """Return the version of ``3.11+`` or ``>=3.11,<4``; `None` for another text."""
    if len(text) > MAX_LENGTH:
        return None
    text = _NOTE.sub("", text).strip().strip("`'\"").rstrip(".").strip()
    if found := _FLOOR.fullmatch(text):
        return _numbers(found[1])
    first = _CLAUSE.match(text)
    is_floor = first is not None and first["sign"] in {">=", "≥", "=>"}
    if first is None or not is_floor or _specifier(text) is None:
        return None
    return _numbers(first["numbers"])


def with_lowest(text: str, declared: str) -> str:
    """Return a lowest version with the number of a declared range.

    Args:
        text: such as ``3.10+`` or ``>=3.10``.
        declared: the range, such as ``>=3.11,<4``.

    Returns:
        ``3.11+`` or ``>=3.11``; empty where one of the two has no lowest version.
    """
    low, bound = lowest_version(text), lowest_version(declared)
    if low is None or bound is None:
        return ""
    old, new = (".".join(map(str, numbers)) for numbers in (low, bound))
    return text.replace(old, new, 1) if old in text else ""


def replaces_release(old: str, new: str) -> bool:
    """Return whether a version takes the place of another and loses nothing of it.

    Args:
        old: the version in a spec: a release, or a lowest version.
        new: the release that a file has, or the lowest version with its number.

    Returns:
        Whether ``0.110`` is replaced by ``0.115.14``; neither ``16.4`` by ``17``, which
        says less, nor ``16.4-alpine`` by ``17.2``, which is no image of that name.
    """
    if lowest_version(old) is not None:
        return lowest_version(new) is not None
    before, after = _both(old, new)
    if before is None or after is None or len(after.numbers) < len(before.numbers):
        return False
    return not before.rest or _is_before_release(before.rest)


def is_later(old: str, new: str) -> bool:
    """Return whether one version replaces another (`replaces_release`) and is later."""
    if not replaces_release(old, new):
        return False
    lowest = lowest_version(old), lowest_version(new)
    if lowest[0] is not None and lowest[1] is not None:
        return lowest[0] < lowest[1]
    before, after = _both(old, new)
    return before is not None and after is not None and before.numbers < after.numbers


def _both(old: str, new: str) -> tuple[Release | None, Release | None]:
    return parse_release(old.removeprefix("==").strip()), parse_release(new)


def _is_range(low: str, high: str) -> bool:
    """Return whether two numbers are bounds: ``3.10-3.14``, and not ``8.0.39-30.1``."""
    first, last = _numbers(low), _numbers(high)
    return len(first) == len(last) and first < last


def _same(claim: Release, found: Release) -> Agreement:
    """Return whether an exact claim is a release; fewer numbers agree."""
    shared = min(len(claim.numbers), len(found.numbers))
    if claim.numbers[:shared] != found.numbers[:shared]:
        return "differs"
    if len(claim.numbers) > len(found.numbers):
        if not found.is_whole:
            return "unknown"
        # 1.0.0 is 1.0.
        if any(claim.numbers[shared:]):
            return "differs"
    is_less_precise = len(claim.numbers) < len(found.numbers)
    if claim.rest == found.rest:
        return "agrees"
    if not found.is_whole and claim.rest:
        return "unknown"
    if is_less_precise and not claim.rest:
        # 2.0 says nothing of 2.0.0rc1.
        return "unknown" if _is_before_release(found.rest) else "agrees"
    if claim.rest and not _is_before_release(claim.rest):
        return "unknown"
    if found.rest and not _is_before_release(found.rest):
        # A build or a revision of the release.
        return "unknown"
    return "differs"


_BEFORE = regex(r"(?:a|b|c|rc|dev|canary|next|pre)(?:\d\w*)?", re.ASCII)


def _is_before_release(rest: str) -> bool:
    return bool(_BEFORE.fullmatch(rest))


def _begins(release: Release, start: Numbers) -> Agreement:
    shared = min(len(start), len(release.numbers))
    if release.numbers[:shared] != start[:shared]:
        return "differs"
    return "agrees" if shared == len(start) else "unknown"


def _at_least(release: Release, low: Numbers) -> Agreement:
    return _compare(release, low, lambda found, bound: found >= bound)


def _at_most(release: Release, high: Numbers) -> Agreement:
    """Return whether a release is none after a bound: 3.14.2 is in 3.10-3.14."""
    return _compare(release, high, lambda found, bound: found[: len(bound)] <= bound)


def _compare(
    release: Release, bound: Numbers, holds: Callable[[Numbers, Numbers], bool]
) -> Agreement:
    """Return whether a release and a bound compare so; unknown at the bound itself.

    A release before 2.0, such as 2.0rc1, is on either side of 2.0.
    """
    shared = min(len(bound), len(release.numbers))
    is_at_bound = release.numbers[:shared] == bound[:shared]
    if is_at_bound and (
        _is_before_release(release.rest)
        or (len(bound) > len(release.numbers) and not release.is_whole)
    ):
        return "unknown"
    width = max(len(bound), len(release.numbers))
    found = release.numbers + (0,) * (width - len(release.numbers))
    return "agrees" if holds(found, bound) else "differs"


def _all(agreements: list[Agreement]) -> Agreement:
    """Return what several conditions say together."""
    if "differs" in agreements:
        return "differs"
    return "unknown" if "unknown" in agreements else "agrees"


def _specifier(text: str) -> Claim | None:
    """Return the claim of ``>=3.11,<4``, ``^18.2`` or ``~> 7.1``."""
    clauses: list[Claim] = []
    rest = text
    while rest:
        found = _CLAUSE.match(rest)
        clause = _clause(found) if found else None
        if found is None or clause is None:
            return None
        clauses.append(clause)
        rest = rest[found.end() :]
        separated = rest.lstrip(" ,&")
        if rest and separated == rest:
            return None
        rest = separated
    if not clauses:
        return None
    return lambda release: _all([clause(release) for clause in clauses])


def _clause(found: re.Match[str]) -> Claim | None:
    sign, numbers = found["sign"], _numbers(found["numbers"])
    if found["wildcard"]:
        if sign in {"==", "=", "~", "^"}:
            return (
                _caret(numbers)
                if sign == "^"
                else (lambda release: _begins(release, numbers))
            )
        return None
    exact = Release(numbers)
    claims: dict[str, Claim] = {
        "==": lambda release: _same(exact, release),
        "=": lambda release: _same(exact, release),
        "!=": lambda release: _opposite(_same(exact, release)),
        ">=": lambda release: _at_least(release, numbers),
        "<": lambda release: _opposite(_at_least(release, numbers)),
        "<=": lambda release: _compare(release, numbers, _not_above),
        ">": lambda release: _opposite(_compare(release, numbers, _not_above)),
        "^": _caret(numbers),
        # ~1.2 of npm and Cargo allows patches, and so does ~1.2.3.
        "~": lambda release: _all(
            [_at_least(release, numbers), _begins(release, numbers[:2])]
        ),
        # ~=1.4.2 of PEP 440 and ~> 1.4.2 of RubyGems leave the last number free.
        "~=": lambda release: _all(
            [_at_least(release, numbers), _begins(release, numbers[:-1])]
        ),
    }
    same = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<=", "~>": "~="}
    if sign in {"~=", "~>"} and len(numbers) < 2:
        return None
    return claims[same.get(sign, sign)]


def _not_above(found: Numbers, bound: Numbers) -> bool:
    width = max(len(found), len(bound))
    return found + (0,) * (width - len(found)) <= bound + (0,) * (width - len(bound))


def _caret(numbers: Numbers) -> Claim:
    """Return the claim of ``^1.2.3``: its first number that is not zero is fixed."""
    fixed = next((n for n, number in enumerate(numbers) if number), len(numbers) - 1)
    return lambda release: _all(
        [_at_least(release, numbers), _begins(release, numbers[: fixed + 1])]
    )


def _opposite(agreement: Agreement) -> Agreement:
    opposites: dict[Agreement, Agreement] = {"agrees": "differs", "differs": "agrees"}
    return opposites.get(agreement, agreement)
