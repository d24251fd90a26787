"""The page that goes through the template: nothing of the template is left out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import Project
from sphinxcontrib_techspec.rules import RULES

ROOT = Path(__file__).parents[2]


class Line(NamedTuple):
    """A line of the template, as the documentation keeps it."""

    text: str
    directives: tuple[str, ...]
    rules: tuple[str, ...]


sys.path.insert(0, str(ROOT / "docs"))

_template = import_module("_template_lines")
STRUCTURE: list[Line] = _template.STRUCTURE
NOTES: list[Line] = _template.NOTES

TEMPLATE = ROOT.parent / "shared" / "technical-implementation-spec-template.md"


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def test_every_line_has_a_directive_and_a_rule(project: Callable[..., Project]):
    domain = project({"index": "# Empty"}).build().app.env.get_domain("techspec")
    known = {*domain.directives}
    codes = {rule.code for rule in RULES}
    for line in [*STRUCTURE, *NOTES]:
        assert line.directives, line
        assert line.rules, line
        assert known.issuperset(line.directives), line
        assert codes.issuperset(line.rules), line


@pytest.mark.skipif(not TEMPLATE.is_file(), reason="the template is not at hand")
def test_every_line_of_the_template_is_there():
    text = TEMPLATE.read_text("utf-8")
    before, _, rest = text.partition("```markdown\n")
    # The block ends where its last line of links does: it holds fences of its own.
    structure, _, after = rest.partition("\n```\n\n## Generation Notes\n")
    assert before
    assert after
    assert _texts(STRUCTURE) == lines_of(structure)
    assert _texts(NOTES) == lines_of(after)


def _texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]
