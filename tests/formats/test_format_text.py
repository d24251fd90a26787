"""Findings as text: what a reader sees, and nothing that steers a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sample_report import HOSTILE, SOURCES, finding, hostile, reading, sample, spec

from sphinxcontrib_techspec.findings.report import Report
from sphinxcontrib_techspec.formats import Style, format_report

GOLDEN = Path(__file__).parent / "golden"

_STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for name, text in SOURCES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_golden_output(source: Path):
    style = Style(source, "docs/", hidden=3, fixed=1)
    assert format_report("text", sample(), style) == golden("text.txt")


def test_colours_the_location_and_the_severity(source: Path):
    style = Style(source, colour=True, hidden=1, fixed=2)
    output = format_report("text", sample(), style)
    assert output.replace("\x1b", "ESC") == golden("text-coloured.txt")


def test_without_its_source_it_has_the_location_alone():
    output = format_report("text", Report("Shop", [spec(finding())]), Style())
    first, _, *rest = output.splitlines()
    assert first.startswith("index.md:3: warning TS302 stack PostgreSQL: ")
    assert rest == ["Shop (approved): 1 warning; 87.5 %, 7 of 8 checks passed"]


def test_a_line_with_several_findings_is_shown_once(source: Path):
    same, other = finding(code="TS301"), finding(line=1)
    report = Report("Shop", [spec(finding(), same, other)])
    output = format_report("text", report, Style(source))
    assert output.count(": warning ") == 3
    assert len(re.findall(r"^ +\| +\^", output, re.MULTILINE)) == 2


def test_what_is_missing_comes_after_what_is_at_a_line():
    found = [finding(code=code, line=3) for code in ("TS101", "TS104", "TS302")]
    output = format_report("text", Report("Shop", [spec(*found)]), Style())
    codes = [line.split()[2] for line in output.splitlines()[:3]]
    assert codes == ["TS302", "TS101", "TS104"]


@pytest.mark.parametrize("line", [0, 99])
def test_a_line_that_is_not_there_is_not_shown(source: Path, line: int):
    report = Report("Shop", [spec(finding(line=line))])
    assert " | " not in format_report("text", report, Style(source))


def test_a_source_that_cannot_be_read_is_not_shown(source: Path):
    (source / "index.md").write_bytes(b"\xff\xfe\n\n\x1b[2J\xff\n")
    output = format_report("text", Report("Shop", [spec(finding())]), Style(source))
    assert "\\x1b[2J" in output
    gone = Report("Shop", [spec(finding(file="gone.md"))])
    assert " | " not in format_report("text", gone, Style(source))


def test_an_empty_report_is_a_line_for_each_spec():
    output = format_report(
        "text", Report("Shop", [spec(), spec(name="Stock")]), Style()
    )
    assert output == (
        "Shop (approved): no findings; 100.0 %, 7 of 7 checks passed\n"
        "Stock (approved): no findings; 100.0 %, 7 of 7 checks passed\n"
    )


@pytest.mark.parametrize(
    ("unread", "listed", "more"), [(0, 0, ""), (2, 2, ""), (5, 5, ""), (9, 5, "4")]
)
def test_says_how_much_was_read(unread: int, listed: int, more: str):
    report = Report("Shop", [spec(reading=reading(unread))])
    _, line = format_report("text", report, Style(prefix="docs/")).splitlines()
    assert f" 2 of {2 + unread} " in line
    places = [f"docs/api.md:{10 + n} (list)" for n in range(listed)]
    assert re.findall(r"docs/\S+ \(\w+\)", line) == places
    assert re.findall(r"and (\d+) more", line) == ([more] if more else [])


@pytest.mark.parametrize("file", HOSTILE)
def test_a_hostile_file_does_not_control_the_terminal(file: str):
    report = Report("Shop", [spec(reading=reading(1, file))])
    output = format_report("text", report, Style())
    assert output.count("\n") == 2
    assert not _STEERS.search(output)


def test_hostile_text_does_not_control_the_terminal():
    output = format_report("text", hostile(), Style())
    assert not _STEERS.search(output)
    output.encode()
    assert "\\x1b[31mred" in output
    assert "\\x202egnp.exe" in output
    assert "שלום" in output


def golden(name: str) -> str:
    return (GOLDEN / name).read_text("utf-8")
