"""Which fixes of a report are applied, where several are in one file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sphinxcontrib_techspec.findings.report import Finding, Report, SpecReport
from sphinxcontrib_techspec.fixing import (
    Plan,
    plan_fixes,
    summary,
    undo_wrong,
    write_changes,
)
from sphinxcontrib_techspec.messages import Applicability, Fix, Replace, TextRange

TEXT = "a 1.0 b\r\nc 2.0"


def fix(
    old: str, new: str, line: int, column: int, applicability: Applicability = "safe"
) -> Replace:
    """Return a fix whose range is that of the old text."""
    place = TextRange(line, column, line, column + len(old))
    return Replace(old, new, applicability, place)


def finding(fix: Fix | None, **values: object) -> Finding:
    """Return a finding with a fix."""
    parts = {"state": "fail", "file": "a.md", "item": "A", **values}
    return Finding("TS403", "x", "warning", spec="S", section="s", problem="p", fix=fix, **parts)  # type: ignore[arg-type]


def report(*findings: Finding) -> Report:
    """Return a report with findings."""
    spec = SpecReport("S", "draft", "", "", "a", "", 0, {}, list(findings))
    return Report("P", [spec])


def plan(folder: Path, *findings: Finding) -> Plan:
    """Return what is planned for a file with `TEXT`."""
    (folder / "a.md").write_bytes(TEXT.encode())
    # The clock of files may be some milliseconds behind.
    since = time.time_ns() + 10**9
    return plan_fixes(report(*findings), folder, [folder], since)


def result(made: Plan) -> str:
    """Return the file as it is planned."""
    return made.files[0].data.decode() if made.files else TEXT


@pytest.mark.parametrize(
    ("fixes", "expected", "fixed", "refused"),
    [
        ([fix("1.0", "1.1", 1, 3), fix("2.0", "2.10", 2, 3)],
         "a 1.1 b\r\nc 2.10", 2, 0),
        # Two specs say the same of a text.
        ([fix("1.0", "1.1", 1, 3), fix("1.0", "1.1", 1, 3)],
         "a 1.1 b\r\nc 2.0", 2, 0),
        # They contradict each other.
        ([fix("1.0", "1.1", 1, 3), fix("1.0", "1.2", 1, 3)], TEXT, 0, 2),
        ([fix("a 1.0", "x", 1, 1), fix("1.0 b", "y", 1, 3), fix("2.0", "z", 2, 3)],
         "x b\r\nc z", 2, 1),
        ([fix("1.0", "1.1", 1, 3, "unsafe")], TEXT, 0, 0),
        ([fix("…", "1.1", 1, 3, "placeholders")], TEXT, 0, 0),
        ([fix("1.0", "1.1", 2, 3)], TEXT, 0, 1),
        ([None], TEXT, 0, 0),
    ],
)  # fmt: skip
def test_fixes_of_a_file(
    fixes: list[Fix | None],
    expected: str,
    fixed: int,
    refused: int,
    tmp_path: Path,
):
    made = plan(tmp_path, *map(finding, fixes))
    assert result(made) == expected
    assert (made.fixed, len(made.refused)) == (fixed, refused)
    assert (tmp_path / "a.md").read_bytes().decode() == TEXT


@pytest.mark.parametrize("state", ["waived", "not checked", "not applicable"])
def test_only_what_fails_is_fixed(state: str, tmp_path: Path):
    assert not plan(tmp_path, finding(fix("1.0", "1.1", 1, 3), state=state)).files


def test_what_changes_before_it_is_written_is_left(tmp_path: Path):
    made = plan(tmp_path, finding(fix("1.0", "1.1", 1, 3)))
    (tmp_path / "a.md").write_text("other", "utf-8")
    write_changes(made)
    assert (made.fixed, len(made.refused)) == (0, 1)
    assert (tmp_path / "a.md").read_text("utf-8") == "other"


def test_what_was_changed_since_the_project_was_read_is_left(tmp_path: Path):
    since = time.time_ns() - 10**9
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    found = report(finding(fix("1.0", "1.1", 1, 3)))
    made = plan_fixes(found, tmp_path, [tmp_path], since)
    assert (made.fixed, len(made.refused)) == (0, 1)


@pytest.mark.parametrize("name", ["gone.md", ".", "../a.md"])
def test_what_is_no_file_of_the_folder_is_refused(name: str, tmp_path: Path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    made = plan(folder, finding(fix("1.0", "1.1", 1, 3), file=name))
    assert (made.fixed, len(made.refused)) == (0, 1)


@pytest.mark.parametrize(
    ("left", "is_undone"),
    [({}, True), ({"item": "B"}, False), ({"state": "waived"}, False)],
)
def test_a_fix_that_resolves_nothing_is_taken_back(
    left: dict[str, object], tmp_path: Path, *, is_undone: bool
):
    found = finding(fix("1.0", "1.1", 1, 3))
    made = plan(tmp_path, found)
    write_changes(made)
    assert undo_wrong(made, report(finding(None, **left))) is is_undone
    written = (tmp_path / "a.md").read_bytes().decode()
    assert (written == TEXT) is is_undone
    assert ("could not" in summary(made, written=True)) is is_undone
