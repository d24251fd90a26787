"""Every rule on small projects: where it has findings and where it has none.

A case is one file below ``cases/<code>-<slug>/``, named ``fires-*`` or ``silent-*``,
with the suffix of its host language. The text before the first line ``%%% …`` is
the document ``index``; each such line begins another file of the project, and two
have another meaning:

``%%% conf``
    values of ``conf.py``, one a line;
``%%% expected``
    every finding of the rule, one a line: ``file:line severity code item``, the item
    as its kind and its name, ``-`` for none; after `` | `` the subject, where there is
    one; after another `` | `` the text of the fix, where it has no placeholders.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Build, Project
from rule_cases import CASES, case_paths, read_case
from sphinxcontrib_techspec.rules import RULES, Context, NotApplicable, Passed
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain

FOLDERS = {f"{rule.code}-{rule.slug}": rule for rule in RULES}
FEWEST = 3
"""How many cases of each side a rule has at least."""

UNCOUNTED = {"TS208"}
"""The rules outside of the score, which say nothing where they have no finding."""

MakeProject = Callable[..., Project]


def found_by(build: Build, code: str) -> list[str]:
    """Return each finding of a rule as a case writes it."""
    return [
        _line(finding)
        for finding in build.findings
        if finding["code"] == code and finding["state"] == "fail"
    ]


def _line(finding: dict[str, Any]) -> str:
    item = f"{finding['kind']} {finding['item']}".strip() or "-"
    line = (
        f"{finding['file']}:{finding['line']} {finding['severity']} "
        f"{finding['code']} {item}"
    )
    fix = finding["fix"]
    text = ""
    if fix and fix["applicability"] != "placeholders":
        value = fix.get("value") or fix.get("new") or fix.get("snippet")
        text = f"{fix['field']}: {value}" if "field" in fix else str(value)
    if finding["subject"] or text:
        line += f" | {finding['subject']}"
    return f"{line} | {text}" if text else line


def was_checked(build: Build, code: str) -> bool:
    """Return whether a rule had anything to check."""
    domain = get_domain(build.app.env)
    rule = next(rule for rule in RULES if rule.code == code)
    context = Context(domain.project, domain.settings.config.word_limit)
    checked = any(
        isinstance(outcome, (Passed, NotApplicable))
        for spec in domain.project.specs
        for outcome in rule.check(spec, context)
    )
    # A used waiver shows in the finding that it waives, whichever rule that is of.
    waived = any(
        f["state"] == "waived" and code in {f["code"], "TS006"} for f in build.findings
    )
    return checked or waived


@pytest.mark.parametrize(
    "path", [pytest.param(p, id=f"{p.parent.name}/{p.name}") for p in case_paths()]
)
def test_a_rule_has_the_expected_findings_and_no_others(
    project: MakeProject, path: Path
):
    case = read_case(path)
    code = path.parent.name.partition("-")[0]
    build = project(case.files, language=path.suffix[1:], **case.conf).build("techspec")
    found = found_by(build, code)
    assert sorted(found) == sorted(case.expected)
    if path.name.startswith("fires-"):
        assert found, "a case that fires expects a finding"
    else:
        assert not found, "a silent case expects none"
        if code not in UNCOUNTED:
            assert was_checked(build, code), "the rule had nothing to check"


def test_every_rule_has_a_folder_and_every_folder_a_rule():
    assert {path.name for path in CASES.iterdir()} == set(FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("side", ["fires", "silent"])
def test_a_rule_has_cases_of_each_side(folder: str, side: str):
    names = [path.name for path in (CASES / folder).glob(f"{side}-*")]
    assert len(names) >= FEWEST
    assert {Path(name).suffix for name in names} <= {".md", ".rst"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_rule_has_cases_in_both_languages(folder: str):
    assert {path.suffix for path in (CASES / folder).iterdir()} == {".md", ".rst"}


def test_every_file_is_a_case():
    paths = list(case_paths())
    assert len(paths) >= 2 * FEWEST * len(RULES)
    for path in paths:
        assert path.name.startswith(("fires-", "silent-")), path
