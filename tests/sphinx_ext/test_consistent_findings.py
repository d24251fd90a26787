"""One engine: the page, the warnings, the builder and the command line say the same.

In a serial, a parallel and an incremental build, of specs in both host languages with
mistakes of many kinds, waivers and what does not apply.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rich_specs import CONF, FILES

from conftest import Build, Project
from pages import Page, words
from sphinxcontrib_techspec.cli import main
from sphinxcontrib_techspec.kinds import SECTIONS
from sphinxcontrib_techspec.messages import fix_from_data

Finding = Mapping[str, Any]

RANK = {"error": 0, "warning": 1, "info": 2}
ASIDE = ("waived", "not applicable", "not checked")


@dataclass
class Findings:
    """The findings of one build, in each of its outputs."""

    findings: list[dict[str, Any]]
    page: list[str]
    warnings: list[str]

    def check(self) -> None:
        """Assert that page and warnings have each finding once and in order."""
        expected = [f for spec in by_spec(self.findings) for f in on_page(spec)]
        assert len(self.page) == len(expected)
        for line, finding in zip(self.page, expected, strict=True):
            assert_shown(line, finding)
        severe = [
            f for f in self.findings if f["state"] == "fail" and f["severity"] != "info"
        ]
        assert sorted(self.warnings) == sorted(map(warning, severe))


def by_spec(findings: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return findings spec by spec."""
    names = dict.fromkeys(finding["spec"] for finding in findings)
    return [[f for f in findings if f["spec"] == name] for name in names]


def on_page(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the findings of a spec in the order in which the page shows them."""
    sections = [section.key for section in SECTIONS]
    failed = [f for f in findings if f["state"] == "fail"]
    failed.sort(key=lambda f: (sections.index(f["section"]), RANK[f["severity"]]))
    return failed + [f for state in ASIDE for f in findings if f["state"] == state]


def assert_shown(line: str, finding: Finding) -> None:
    """Assert that a line of the page says all of a finding."""
    word = finding["severity"] if finding["state"] == "fail" else finding["state"]
    name = f"· {finding['kind']} {finding['item']}: " if finding["item"] else ""
    start = f"{word} {finding['code']} {name}{finding['message']}".replace("`", "")
    end = f"({finding['file']}:{finding['line']})"
    assert line.startswith(start), (line, start)
    assert line.endswith(end), (line, end)
    rest = line[len(start) : -len(end)].lstrip(". ").rstrip()
    if finding["reason"]:
        assert rest == f"Reason: {finding['reason']}"
    else:
        assert rest in {"", f"; write {text_of(finding['fix'])}"}


def text_of(fix: dict[str, str] | None) -> str:
    """Return what a fix writes; empty where there is none."""
    typed = fix_from_data(fix)
    return typed.text if typed else ""


def warning(finding: Finding) -> str:
    """Return a finding as Sphinx warns of it."""
    name = f"{finding['kind']} {finding['item']}: " if finding["item"] else ""
    fix = finding["fix"]
    write = ""
    named = f"“{text_of(fix)}”" in finding["advice"]
    if fix and fix["applicability"] != "placeholders" and not named:
        write = f"; write “{text_of(fix)}”"
    return (
        f"{finding['file']}:{finding['line']}: {finding['severity'].upper()}: "
        f"{name}{finding['message']}{write} [techspec.{finding['code']}]"
    )


def page_lines(build: Build) -> list[str]:
    """Return the findings that the report's page lists, section by section."""
    body = Page(build.html("report")).body
    lists = [
        element
        for element in body.iter("ul")
        if "techspec-findings" in element.get("class", "")
    ]
    # What is to be written stands below, in a block.
    return [words(next(iter(item))) for made in lists for item in made]


def findings_of(
    project: Project, parallel: int = 1, *, fresh: bool = False
) -> Findings:
    """Build pages and JSON, and return the findings."""
    html = project.build("html", parallel=parallel, fresh=fresh)
    page = page_lines(html)
    data = project.build("techspec", parallel=parallel, fresh=fresh)
    assert html.own_warnings == data.own_warnings
    return Findings(data.findings, page, html.own_warnings)


@pytest.fixture
def shop(project: Callable[..., Project]) -> Project:
    return project(FILES, **CONF)


def test_the_project_has_what_is_to_be_compared(shop: Project):
    findings = shop.build("techspec").findings
    assert {f["state"] for f in findings} == {"fail", *ASIDE}
    assert {f["severity"] for f in findings} == set(RANK)
    assert {Path(f["file"]).suffix for f in findings} == {".md", ".rst"}
    assert len({f["code"] for f in findings}) >= 15
    assert len({f["spec"] for f in findings}) == 3


@pytest.mark.parametrize("parallel", [1, 2, 4])
def test_all_outputs_have_the_same_findings(shop: Project, parallel: int):
    findings_of(shop, parallel).check()


def test_a_parallel_build_has_the_findings_of_a_serial_build(
    project: Callable[..., Project],
):
    assert findings_of(project(FILES, **CONF), 2) == findings_of(project(FILES, **CONF))


def test_the_command_line_tells_that_set(
    shop: Project, capsys: pytest.CaptureFixture[str]
):
    findings = shop.build("techspec").findings
    built = shop.folder / "build" / "techspec" / "techspec.json"
    for path in (shop.source, built):
        assert main(["check", str(path), "--format", "json"]) == 1
        said = json.loads(capsys.readouterr().out)
        shown = [f for spec in said["specs"] for f in spec["findings"]]
        assert [without(f, "fingerprint") for f in shown] == [
            without(f, "fingerprint") for f in findings
        ]


def without(finding: Finding, name: str) -> dict[str, Any]:
    return {key: value for key, value in finding.items() if key != name}


EDITS = [
    ("payments/index.md", "Python 3.x", "Python 3.13.1"),
    ("payments/index.md", ":waive: TS301 the vendor names no version", ":version: 1.x"),
    ("payments/adr/0001-old.md", "Superseded by [New](0002-new.md)", "Accepted"),
    ("payments/api.md", "TBD", "Done."),
    ("stock/index.rst", ":status: draft", ":status: approved"),
    ("stock/more.rst", ":action: Call us", ":action: TBD"),
    ("bench.json", "12", "120"),
    ("search.md", "Finds the goods.", "Finds {techspec:entity}`Bni`."),
]


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS, ids=range(len(EDITS)))
def test_an_incremental_build_has_the_findings_of_a_clean_build(
    shop: Project, edit: tuple[str, str, str]
):
    before = findings_of(shop)
    shop.edit(*edit)
    after = findings_of(shop)
    after.check()
    assert after != before
    clean = findings_of(shop, fresh=True)
    assert after == clean


def test_a_build_without_an_edit_reports_them_again(shop: Project):
    first = findings_of(shop)
    assert findings_of(shop) == first
    first.check()
