"""The page on the score: its table names the rules of each thing that is asked for."""

from __future__ import annotations

import re

from conftest import ROOT
from sphinxcontrib_techspec.codes import Code

PAGE = ROOT / "docs" / "reference" / "score.md"


def rules_by_aspect() -> dict[str, set[str]]:
    """Return the codes in each row of the page's table."""
    found: dict[str, set[str]] = {}
    for line in PAGE.read_text("utf-8").splitlines():
        if not line.startswith("| ") or "TS" not in line:
            continue
        name, _, rules = (cell.strip() for cell in line.strip("| ").split(" | "))
        codes = re.findall(r"\[(TS\d+)\]", rules)
        if " to " in rules:
            first, last = codes
            codes = [str(code) for code in Code if first <= code <= last]
        found[name] = set(codes)
    return found


def test_the_table_has_what_is_asked_for():
    expected: dict[str, set[str]] = {}
    for code in Code:
        if code.aspect:
            expected.setdefault(code.aspect, set()).add(str(code))
    assert rules_by_aspect() == expected


def test_the_page_names_every_other_rule_that_counts():
    text = PAGE.read_text("utf-8")
    named = set(re.findall(r"\[(TS\d+)\]\(#TS", text))
    named.update(*rules_by_aspect().values())
    named |= {str(code) for code in Code if code.startswith("TS0")}
    assert {str(code) for code in Code if code.scores != "nothing"} <= named
