"""The guide to evidence: its files make the output that it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_readme import DOCS, blocks_of, write

from conftest import run_sphinx
from sphinxcontrib_techspec.cli import main

PAGE = DOCS / "how-to" / "evidence.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the files of the guide, which the command runs in."""
    write(tmp_path, {b.caption: b.text for b in blocks_of(PAGE) if b.caption})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_the_command_prints_what_is_shown(capsys: pytest.CaptureFixture[str]):
    console = next(b for b in blocks_of(PAGE) if b.language == "console")
    command, *shown = console.text.splitlines()
    assert main(command.removeprefix("$ techspec ").split()) == 0
    out = capsys.readouterr().out.splitlines()
    assert [line for line in shown if line != "…" and line not in out] == []
    assert sum("TS4" in line for line in out) == 1


def test_the_page_shows_the_verdicts(folder: Path):
    build = run_sphinx(folder / "docs", folder / "out", folder / "doctrees", "text")
    assert build.warnings == []
    text = " ".join(build.text().split())
    for shown in (
        "120 ms (met)", "2.41 s (missed)", "182 ms (met)", "140 ms (not checked)",
        "412 (not checked)", "93.4 % (met)",
    ):  # fmt: skip
        assert shown in text


def test_a_missing_measurement_is_reported(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    (folder / "bench.json").unlink()
    assert main(["check", "docs", "--select", "TS4", "--fail-on", "info"]) == 3
    assert capsys.readouterr().out.count("bench.json") == 3
