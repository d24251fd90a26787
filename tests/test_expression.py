"""Expressions that are evaluated without running code."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.code.expression import UnsupportedExpressionError, evaluate

NAMES = {"level": "beta", "release": "2.1", "parts": ["a", "b"], "flag": True, "n": 3}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("flag", True),
        (" level in ('alpha', 'beta')\n", True),
        ("level not in ['alpha', 'beta']", False),
        ("not flag or n >= 3 and level != 'rc'", True),
        ("1 < n < 3", False),
        ("parts[-1] == 'b'", True),
        ("release.startswith('2') and level.upper() == 'BETA'", True),
        ("flag is True and None is not False", True),
        ("flag and parts", ["a", "b"]),
    ],
)
def test_names_constants_and_comparisons(expression, value):
    assert evaluate(expression, NAMES.__getitem__) == value


@pytest.mark.parametrize(
    "expression",
    [
        "", "level ==", "unknown", "n < level", "parts[7]", "len(parts)", "n + 1",
        "__import__('os').system('true')", "parts.pop()", "level.format(1)",
        "level.__class__", "[p for p in parts]", "(lambda: flag)()", "f'{level}'",
        "level.strip(chars=' ')", "level.startswith()", "not " * 5000 + "flag",
        "9" * 5000,
    ],
)  # fmt: skip
def test_nothing_else(expression):
    with pytest.raises(UnsupportedExpressionError):
        evaluate(expression, NAMES.__getitem__)
