"""The page that goes through the template line by line."""

from __future__ import annotations

from itertools import groupby

from .markup import directive_link, rule_link
from .template_lines import NOTES, STRUCTURE, Line

TEMPLATE_INTRO = """\
# The template, line by line

The extension knows the template of a technical implementation spec.
Each of its lines is listed here with the directive to write it with and the rule that
requires it.

## Structure

All lines of the template, in order, without blank ones.

"""

LINES_HEAD = """\
`````{list-table}
:header-rows: 1
:widths: 58 20 22
:class: docs-template

* - Lines
  - Written with
  - Required by
"""


def template_page() -> str:
    """Return the page that goes through the template line by line."""
    asks = "## Requirements on the text\n\n"
    return "".join([TEMPLATE_INTRO, _lines(STRUCTURE), asks, _lines(NOTES)])


def _lines(lines: list[Line]) -> str:
    parts = [LINES_HEAD]
    for (names, codes), run in groupby(lines, lambda line: line[1:]):
        directives = ", ".join(directive_link(name) for name in names)
        rules = ", ".join(rule_link(code) for code in codes)
        text = "".join(f"    {line.text}\n" for line in run)
        parts.append(f"* - ````text\n{text}    ````\n  - {directives}\n  - {rules}\n")
    return "".join([*parts, "`````\n\n"])
