"""The public API: each name is documented, and importing it needs no Sphinx."""

from __future__ import annotations

import ast
import inspect
import re
from itertools import pairwise
from pathlib import Path

import pytest

from sphinxcontrib_techspec import api

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "how-to" / "extend.md"
PACKAGE = ROOT / "sphinxcontrib_techspec"


def documented() -> set[str]:
    """Return the names that the table of the page has."""
    _, _, text = PAGE.read_text("utf-8").partition("## The public API")
    return {
        name
        for line in text.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    }


def test_each_name_is_documented():
    assert documented() == set(api.__all__)


def test_names_are_sorted_and_there():
    assert len(set(api.__all__)) == len(api.__all__)
    assert all(hasattr(api, name) for name in api.__all__)


def strings_after_assignments(path: Path) -> set[str]:
    """Return the names in a file that a string below says what they are."""
    body = ast.parse(path.read_text("utf-8")).body
    found: set[str] = set()
    for node, below in pairwise(body):
        said = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if said and isinstance(node, ast.Assign):
            found |= {name.id for name in node.targets if isinstance(name, ast.Name)}
        elif said and isinstance(node, ast.AnnAssign):
            assert isinstance(node.target, ast.Name)
            found.add(node.target.id)
    return found


DOCUMENTED = {
    name for path in PACKAGE.rglob("*.py") for name in strings_after_assignments(path)
}


@pytest.mark.parametrize("name", api.__all__)
def test_each_name_has_a_docstring(name):
    thing = getattr(api, name)
    if inspect.isclass(thing) or inspect.isfunction(thing):
        assert (inspect.getdoc(thing) or "").strip()
    else:
        assert name in DOCUMENTED
