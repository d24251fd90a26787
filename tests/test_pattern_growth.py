"""The time of every regular expression grows with the size of the text only."""

from __future__ import annotations

import inspect
import re
from collections import Counter, deque
from functools import partial
from operator import itemgetter

import pytest

from attacks import Attack, attacks
from growth import LARGE, TooSlowError, grows, seconds, time_limit
from patterns import Found, UnknownPatternError, find_patterns, modules
from sphinxcontrib_techspec.adr import targets
from sphinxcontrib_techspec.adr import words as adr_words
from sphinxcontrib_techspec.sphinx_ext.reading import ranges, words
from sphinxcontrib_techspec.values import technologies
from sphinxcontrib_techspec.values.base import MAX_LENGTH

pytestmark = pytest.mark.slow

_SAMPLES = {
    "fixing.edits._whole": (r"(?<![\w.+/-])16\.4(?![\w+/-])(?!\.\w)", "finditer"),
    "adr.read._title": (
        r"(?i)(?:ADR)?[-_ ]?#?0*7(?!\d)(?:\s?[.:)–—-]\s?|\s)(?=\S)",
        "match",
    ),
    "rules._fault": (r"TS\d{3}", "fullmatch"),
    "sphinx_ext.directives.misparsed._is_closed": ("(?<!`)``(?!`)", "search"),
    "sphinx_ext.reading.fences._open": (r"[ \t>]{0,9}`{3,}[ \t]*", "fullmatch"),
    "sphinx_ext.reading.ranges.Paragraph._source": (
        f"a{ranges._GAP}b{ranges._GAP}a",
        "finditer",
    ),
    "sphinx_ext.reading.words._LostWords._words_of_role": (
        f"(?s){words._ROLE % {'name': 'x'}}",
        "search",
    ),
    "sphinx_ext.render.parts.name_parts": (r"a\ b", "finditer"),
}
"""What functions build of their own variables, by ``module.function``, and how they
call it."""

_OF_LINES = {"sphinx_ext.reading.fences._FENCE"}
"""Patterns that are given single lines: a line break in a text is no case of theirs."""

_LONGEST = {
    "adr.targets._BEFORE_NAME": targets._NEAR + 1,
    "adr.words._CLAUSE_END": adr_words._NEAR,
    "sphinx_ext.reading.ranges._CONSTRUCT": ranges._LONG,
    **{f"values.relation_text.{name}": MAX_LENGTH
       for name in ("_AFTER", "_COUNTED", "_DIAGRAM", "_ENDS", "_PAIR", "_SENTENCE")},
    **{f"values.target.{name}": MAX_LENGTH for name in ("_CONNECTED", "_RANGE")},
    **{f"values.technologies.{name}": technologies.LONGEST
       for name in ("_ABSENT", "_JOINT", "_PROSE", "_SEPARATOR", "_WITH",
                    "_is_number_list")},
    "values.releases._BUILD": MAX_LENGTH,
    "values.version._PARTIAL": MAX_LENGTH,
    "values.version._RELEASE": MAX_LENGTH,
    "values.version._STANDARD": MAX_LENGTH,
}  # fmt: skip
"""Patterns that are never given more than a number of characters."""

_TRIED = ((500, 16), (4_000, 2))
"""The sizes of the texts that find the worst attacks, and how many are kept each time."""

_SLOW = 2e-5
"""Seconds for a character of such a text that leave no doubt about the worst."""

PATTERNS = find_patterns(_SAMPLES)
_NAMES = Counter(found.name for found in PATTERNS)


def _run(found: Found, text: str) -> None:
    for method in sorted(found.methods or {"finditer"}):
        if method in {"search", "match", "fullmatch"}:
            getattr(found.pattern, method)(text)
        else:
            # The others look for one match after the other as well.
            deque(found.pattern.finditer(text), maxlen=0)


def _worst(found: Found, longest: int) -> list[Attack]:
    """Return the attacks that take the most time, the worst first."""
    tried = [
        attack
        for attack in attacks(found.pattern)
        if found.name not in _OF_LINES or "\n" not in "".join(attack.parts)
    ]
    for size, kept in _TRIED:
        times: list[tuple[float, Attack]] = []
        for attack in tried:
            text = attack.text(min(size, longest))
            times.append((seconds(partial(_run, found), text), attack))
            if times[-1][0] > _SLOW * size:
                return [attack]
        times.sort(key=itemgetter(0), reverse=True)
        tried = [attack for _, attack in times[:kept]]
    return tried


def _faults(found: Found, limit: float = 20) -> dict[str, str]:
    """Return what is wrong with the growth of a pattern, by the text that shows it.

    Args:
        found: the pattern.
        limit: the seconds for all texts, and for each of the worst.
    """
    longest = _LONGEST.get(found.name, LARGE)
    try:
        with time_limit(limit):
            worst = _worst(found, longest)
    except TooSlowError:
        return {"a short text": "no end"}
    for attack in worst:
        fault = grows(
            partial(_run, found),
            lambda size, attack=attack: attack.text(min(size, longest)),
            limit=limit,
        )
        if fault:
            return {repr(attack.text(24)): fault}
    return {}


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(f, id=f.name if _NAMES[f.name] == 1 else f"{f.name}-{n}")
        for n, f in enumerate(PATTERNS)
    ],
)
def test_a_pattern_grows_with_the_text(found):
    assert not _faults(found), found.pattern.pattern


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"^(?P<key>[A-Za-z][\w .()-]*?)\s*:(?:\s+(?P<value>.*))?$", "match"),
        (r"^\W*[\[(]([^\])]+)[\])]|[\[(]([^\])]+)[\])]$", "search"),
        (r"(?<!\w)_+|_+(?!\w)", "sub"),
        (r"<!--.*?-->", "sub"),
        (r"(?:[a-z]+-?)+\d", "match"),
    ],
)
def test_a_pattern_that_grows_faster_is_found(pattern, method):
    assert _faults(Found("bad", re.compile(pattern), {method}), limit=2)


def test_a_pattern_built_by_a_function_needs_a_sample():
    samples = dict(_SAMPLES)
    name, _ = samples.popitem()
    with pytest.raises(UnknownPatternError, match=name):
        find_patterns(samples)


def test_patterns_are_made_with_re_alone():
    """`find_patterns` would miss those of other names of its functions."""
    sources = [inspect.getsource(module) for module in modules()]
    assert not [
        line
        for source in sources
        for line in source.split("\n")
        if re.match(r"\s*(?:from re import|import re as|(?:import|from) regex)\b", line)
    ]
