"""The page that goes through the template: nothing of the template is left out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from conftest import Project
from sphinxcontrib_techspec.rules import RULES

ROOT = Path(__file__).parents[2]


class Line(NamedTuple):
    """A line of the template, as the documentation keeps it."""

    text: str
    directives: tuple[str, ...]
    rules: tuple[str, ...]


sys.path.insert(0, str(ROOT / "docs"))

_template = import_module("_ext.template_lines")
STRUCTURE: list[Line] = _template.STRUCTURE
NOTES: list[Line] = _template.NOTES


def test_every_line_has_a_directive_and_a_rule(project: Callable[..., Project]):
    domain = project({"index": "# Empty"}).build().app.env.get_domain("techspec")
    known = {*domain.directives}
    codes = {rule.code for rule in RULES}
    for line in [*STRUCTURE, *NOTES]:
        assert line.directives, line
        assert line.rules, line
        assert known.issuperset(line.directives), line
        assert codes.issuperset(line.rules), line
