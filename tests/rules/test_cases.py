"""Every rule on small projects: where it fires and where it is silent.

A case is one file below ``cases/<code>-<slug>/``, named ``fires-*`` or ``silent-*``,
with the suffix of its host language. What stands before the first line ``%%% …`` is
the document ``index``; each such line begins another file of the project, and two
begin what is no file:

``%%% conf``
    values of ``conf.py``, one a line;
``%%% expected``
    every finding of the rule, one a line: ``file:line severity code item``, the item
    as its kind and its name, ``-`` for none; after `` | `` the subject, where there is
    one; after another `` | `` the text of the fix, where it has no placeholders.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from conftest import Build, Project
from sphinxcontrib_techspec.rules import RULES, Context, NotApplicable, Passed
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain

CASES = Path(__file__).parent / "cases"
FOLDERS = {f"{rule.code}-{rule.slug}": rule for rule in RULES}
FEWEST = 3
"""How many cases of each side a rule has at least."""

MakeProject = Callable[..., Project]

_SECTION = re.compile(r"^%%% (.+)\n", re.MULTILINE)
_EXPECTED = re.compile(
    r"(?P<place>\S+:\d+) (?P<severity>error|warning|info) (?P<code>TS\d{3}) "
    r"(?P<rest>.+)"
)


@dataclass
class Case:
    """The files of a project, values of its ``conf.py``, and what is to be found."""

    files: dict[str, str]
    conf: dict[str, Any] = field(default_factory=dict)
    expected: list[str] = field(default_factory=list)


def read_case(path: Path) -> Case:
    """Return the case that a file holds."""
    first, *rest = _SECTION.split(path.read_text("utf-8"))
    case = Case({f"index{path.suffix}": first})
    for name, text in zip(rest[::2], rest[1::2], strict=True):
        if name == "conf":
            for line in text.split("\n"):
                key, _, value = line.partition(" = ")
                if key:
                    case.conf[key] = ast.literal_eval(value)
        elif name == "expected":
            case.expected = [_expected(line) for line in text.split("\n") if line]
        else:
            case.files[name] = text
    return case


def _expected(line: str) -> str:
    assert _EXPECTED.fullmatch(line), f"this is no finding: {line}"
    return line


def paths() -> Iterator[Path]:
    """Give the file of every case."""
    for folder in sorted(CASES.iterdir()):
        yield from sorted(path for path in folder.iterdir() if path.is_file())


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


def looked_at(build: Build, code: str) -> bool:
    """Tell whether a rule had anything to judge."""
    domain = get_domain(build.app.env)
    rule = next(rule for rule in RULES if rule.code == code)
    context = Context(domain.project, domain.settings.config.word_limit)
    judged = any(
        isinstance(outcome, (Passed, NotApplicable))
        for spec in domain.project.specs
        for outcome in rule.check(spec, context)
    )
    # A waiver that is used shows in what it lets off, whichever rule that is of.
    waived = any(
        f["state"] == "waived" and code in {f["code"], "TS006"} for f in build.findings
    )
    return judged or waived


@pytest.mark.parametrize(
    "path", [pytest.param(p, id=f"{p.parent.name}/{p.name}") for p in paths()]
)
def test_a_rule_finds_what_is_wrong_and_no_more(project: MakeProject, path: Path):
    case = read_case(path)
    code = path.parent.name.partition("-")[0]
    build = project(case.files, language=path.suffix[1:], **case.conf).build("techspec")
    found = found_by(build, code)
    assert sorted(found) == sorted(case.expected)
    if path.name.startswith("fires-"):
        assert found, "a case that fires expects a finding"
    else:
        assert not found, "a silent case expects none"
        assert looked_at(build, code), "the rule had nothing to look at"


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
    for path in paths():
        assert path.name.startswith(("fires-", "silent-")), path
