"""Expressions that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.patterns import regex

_METHODS = ("match", "fullmatch", "search")


@given(st.sampled_from(_METHODS), st.text("aAbB1 \n"))
def test_a_pattern_finds_what_the_compiled_one_finds(method: str, text: str) -> None:
    source, flags = r"(?P<word>[ab]+)\d|^b", re.IGNORECASE | re.MULTILINE
    late, compiled = regex(source, flags), re.compile(source, flags)
    for _ in range(2):
        found, expected = getattr(late, method)(text), getattr(compiled, method)(text)
        assert (found and found.span()) == (expected and expected.span())
    assert late.sub("-", text) == compiled.sub("-", text)
    assert late.split(text) == compiled.split(text)
    assert (late.pattern, late.flags) == (compiled.pattern, compiled.flags)
    assert [m[0] for m in late.finditer(text)] == [
        m[0] for m in compiled.finditer(text)
    ]


def test_an_unknown_attribute_compiles_nothing() -> None:
    with pytest.raises(AttributeError):
        regex("(").__deepcopy__  # noqa: B018 - the access is what is tested.


def test_an_expression_is_compiled_when_it_is_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.match("")
