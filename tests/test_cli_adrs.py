"""`techspec adrs` lists decision records and explains the status of one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Project
from sphinxcontrib_techspec.cli import CLEAN, WRONG_USE, main

MakeProject = Callable[..., Project]
Capture = pytest.CaptureFixture[str]

RECORDS = {
    "md": {
        "adr/0001-queue.md": (
            "---\nstatus: published\n---\n\n# 1. Queue\n\nDate: 2020-01-02\n\n"
            "## Status\n\n- Accepted\n- Superseded by [Use it](0002-log.md)\n"
        ),
        "adr/0002-log.md": "# 2. Log\n\n- Status: Aceito\n\n## Links\n",
        "adr/README.md": "# All\n\nStatus: Accepted\n",
        "guide.md": "# Guide\n",
        "_build/adr/0003-old.md": "# Old\n",
    },
    "rst": {
        "adr/0001-queue.rst": (
            "1. Queue\n========\n\nDate: 2020-01-02\n\nStatus\n------\n\n"
            "- Accepted\n- Superseded by :doc:`0002-log`\n"
        ),
        "adr/0002-log.rst": "2. Log\n======\n\n:Status: Aceito\n",
    },
}
WORDS = 'techspec_adr_words = {"Aceito": "accepted"}\nx = len([])\n'


@pytest.fixture(params=["md", "rst"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a folder with the records and a conf.py that no one may run."""
    for name, text in RECORDS[request.param].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    conf = f"{WORDS}raise SystemExit('conf.py is run')\n"
    (tmp_path / "conf.py").write_text(conf, "utf-8")
    return tmp_path


def run_json(capsys: Capture, *arguments: object) -> Any:
    assert main(["adrs", *map(str, arguments), "--format", "json"]) == CLEAN
    return json.loads(capsys.readouterr().out)


def test_list(folder: Path, capsys: Capture):
    queue, log = run_json(capsys, folder)
    assert (queue["id"], queue["title"]) == ("ADR-0001", "Queue")
    assert (queue["status"], queue["date"]) == ("superseded", "2020-01-02")
    assert queue["superseded_by"] == ["ADR-0002"]
    assert (log["status"], log["raw_status"]) == ("accepted", "Aceito")
    assert Path(queue["file"]).stem == "0001-queue"


def test_list_as_text(folder: Path, capsys: Capture):
    assert main(["adrs", str(folder)]) == CLEAN
    head, first, second = capsys.readouterr().out.splitlines()
    assert head.split() == ["ID", "Status", "Date", "Title", "File"]
    assert first.split()[:4] == ["ADR-0001", "superseded", "2020-01-02", "Queue"]
    assert second.split()[:3] == ["ADR-0002", "accepted", "-"]


def test_a_folder_below_conf_py(folder: Path, capsys: Capture):
    assert run_json(capsys, folder / "adr") == run_json(capsys, folder)


def test_a_folder_of_records_without_conf_py(folder: Path, capsys: Capture):
    (folder / "conf.py").unlink()
    assert [r["id"] for r in run_json(capsys, folder / "adr")] == [
        "ADR-0001",
        "ADR-0002",
    ]


def test_explain(folder: Path, capsys: Capture):
    (file,) = folder.glob("adr/0001-*")
    data = run_json(capsys, folder, "--explain", file)
    lines = file.read_text("utf-8").split("\n")
    assert data["status"] == "superseded"
    by_text = {s["text"]: s for s in data["statements"]}
    for text, statement in by_text.items():
        assert text.split()[0].lower() in lines[statement["line"] - 1].lower()
    counting = [s for s in data["statements"] if s["reason"] == "counts"]
    assert [s["status"] for s in counting] == ["superseded"]
    assert by_text["Accepted"]["reason"] != "counts"
    assert {r["record"] for r in data["relations"]} == {"ADR-0002"}


def test_explain_as_text(folder: Path, capsys: Capture):
    (file,) = folder.glob("adr/0001-*")
    assert main(["adrs", str(folder), "--explain", str(file)]) == CLEAN
    out = capsys.readouterr().out
    assert out.startswith("ADR-0001 Queue: superseded\n")
    assert "counts" in out


def test_what_another_record_states_is_explained(tmp_path: Path, capsys: Capture):
    (tmp_path / "adr").mkdir()
    old, new = tmp_path / "adr" / "0001-a.md", tmp_path / "adr" / "0002-b.md"
    old.write_text("# A\n\n## Status\n\nAccepted\n")
    new.write_text("# B\n\n## Status\n\nAccepted\n\nSupersedes [A](0001-a.md)\n")
    (relation,) = run_json(capsys, tmp_path, "--explain", old)["relations"]
    assert (relation["type"], relation["record"]) == ("superseded by", "ADR-0002")
    assert (Path(relation["stated_in"]), relation["line"]) == (new, 7)


def test_a_target_with_several_records_is_explained(tmp_path: Path, capsys: Capture):
    (tmp_path / "adr").mkdir()
    old, gone = tmp_path / "adr" / "0007-old.md", tmp_path / "adr" / "0008-gone.md"
    old.write_text("# Old\n\n## Status\n\nSuperseded by ADR-18\n")
    gone.write_text("# Gone\n\n## Status\n\nSuperseded by ADR-19\n")
    both = [tmp_path / "adr" / f"0018-{name}.md" for name in "ab"]
    for file in both:
        file.write_text("# New\n\nStatus: Accepted\n")
    (relation,) = run_json(capsys, tmp_path, "--explain", old)["relations"]
    assert relation["record"] is None
    assert relation["candidates"] == [file.as_posix() for file in both]
    (relation,) = run_json(capsys, tmp_path, "--explain", gone)["relations"]
    assert (relation["record"], relation["candidates"]) == (None, [])
    assert main(["adrs", str(tmp_path), "--explain", str(old)]) == CLEAN
    out = capsys.readouterr().out
    assert all(file.as_posix() in out for file in both)
    assert main(["adrs", str(tmp_path), "--explain", str(gone)]) == CLEAN
    out = capsys.readouterr().out
    assert not any(file.as_posix() in out for file in both)


def test_a_file_of_data_is_listed_without_sphinx(project: MakeProject):
    made = project({"index": "# I\n", "adr/0001-a": "# A\n\nStatus: Accepted\n"})
    data = made.build("techspec").out / "techspec.json"
    code = (
        "import sys; from sphinxcontrib_techspec.cli import main; "
        f"main(['adrs', {str(data)!r}]); "
        "sys.exit(any(m.split('.')[0] in {'sphinx', 'docutils'} for m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "ADR-0001" in done.stdout


WRONG = [
    ("conf.py", "techspec_adr_words = {'A': 'acepted'}\n"),
    ("conf.py", "techspec_adr_patterns = 'adr'\n"),
    ("conf.py", "techspec_adr_words = {\n"),
]


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_wrong_configuration(folder: Path, capsys: Capture, name: str, text: str):
    (folder / name).write_text(text)
    assert main(["adrs", str(folder)]) == WRONG_USE
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"decision_records": [1]}', "\udcff"]
)
def test_wrong_data(tmp_path: Path, capsys: Capture, text: str):
    path = tmp_path / "techspec.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert main(["adrs", str(path)]) == WRONG_USE
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_what_is_no_record_is_not_explained(folder: Path):
    conf = str(folder / "conf.py")
    assert main(["adrs", str(folder), "--explain", conf]) == WRONG_USE
    assert main(["adrs", str(folder / "none")]) == WRONG_USE


@pytest.mark.parametrize(
    ("name", "heading"),
    [("ARCHITECTURE.md", "## ADR-{}: Use X\n"), ("notes.rst", "ADR {} Use X\n-----\n")],
)
def test_a_folder_without_records_names_likely_logs(
    tmp_path: Path, capsys: Capture, name: str, heading: str
):
    one = f"{heading.format(1)}\nStatus: Accepted\n\n"
    (tmp_path / name).write_text(one, "utf-8")
    assert main(["adrs", str(tmp_path)]) == CLEAN
    assert "techspec_adr_patterns" not in capsys.readouterr().out
    (tmp_path / name).write_text(f"{one}{heading.format(2)}\nStatus: Draft\n", "utf-8")
    assert main(["adrs", str(tmp_path)]) == CLEAN
    out = capsys.readouterr().out
    line = next(line for line in out.splitlines() if "techspec_adr_patterns" in line)
    setting = line[line.index("techspec_adr_patterns") : line.index("]") + 1]
    (tmp_path / "conf.py").write_text(f"{setting}\n", "utf-8")
    found = [record["status"] for record in run_json(capsys, tmp_path)]
    assert found == ["accepted", "proposed"]


def test_a_folder_without_records_names_likely_folders(tmp_path: Path, capsys: Capture):
    for number in (1, 2):
        path = tmp_path / "rfcs" / f"000{number}-queue.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text("# Queue\n", "utf-8")
    assert run_json(capsys, tmp_path) == []
    assert main(["adrs", str(tmp_path)]) == CLEAN
    out = capsys.readouterr().out
    assert str(tmp_path) in out
    assert 'techspec_adr_patterns = ["rfcs/**"]' in out
    assert main(["adrs", str(tmp_path / "rfcs")]) == CLEAN
    assert "techspec_adr_patterns" not in capsys.readouterr().out


RECORD = "# Use {0}\n\n## Status\n\nApproved\n\n## Decision\n\nUse {0}.\n"


@pytest.mark.parametrize("name", ["architecture", "james", "src/log"])
def test_records_of_any_folder_without_a_project(
    tmp_path: Path, capsys: Capture, name: str
):
    folder = tmp_path / name
    folder.mkdir(parents=True)
    for number in (1, 2, 3):
        path = folder / f"00{number}-use-{number}.md"
        path.write_text(RECORD.format(number), "utf-8")
    (folder / "004-bare.md").write_text("# Bare\n\nText.\n", "utf-8")
    (folder / "notes.md").write_text("# Notes\n\nText.\n", "utf-8")
    (folder / "guide").mkdir()
    (folder / "guide/001-start.md").write_text("# Start\n\nText.\n", "utf-8")
    found = [(r["id"], r["status"]) for r in run_json(capsys, folder)]
    approved = [(f"ADR-00{number}", "accepted") for number in (1, 2, 3)]
    assert found == [*approved, ("ADR-004", "unknown")]


def test_further_folders_of_a_project_are_named(tmp_path: Path, capsys: Capture):
    (tmp_path / "conf.py").write_text("", "utf-8")
    for folder in ("adr", "architecture"):
        (tmp_path / folder).mkdir()
        for number in (1, 2):
            path = tmp_path / folder / f"00{number}-use-{number}.md"
            path.write_text(RECORD.format(number), "utf-8")
    assert len(run_json(capsys, tmp_path)) == 2
    assert main(["adrs", str(tmp_path)]) == CLEAN
    hint = capsys.readouterr().out.splitlines()[-1]
    assert "architecture" in hint
    assert "techspec_adr_patterns" in hint


def test_a_folder_with_an_underscore_is_read(tmp_path: Path, capsys: Capture):
    for name in ("_superseded", "_build", "_templates"):
        path = tmp_path / "adr" / name / "0001-use-x.md"
        path.parent.mkdir(parents=True)
        path.write_text(RECORD.format("x"), "utf-8")
    assert [r["file"] for r in run_json(capsys, tmp_path)] == [
        str(tmp_path / "adr/_superseded/0001-use-x.md")
    ]


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
@pytest.mark.parametrize("has_conf", [True, False])
def test_a_record_may_be_a_link(tmp_path: Path, capsys: Capture, *, has_conf: bool):
    folder = tmp_path / "docs/adr"
    folder.mkdir(parents=True)
    (tmp_path / "0001-use-x.md").write_text(RECORD.format("x"), "utf-8")
    (folder / "0001-use-x.md").symlink_to(tmp_path / "0001-use-x.md")
    if has_conf:
        (tmp_path / "docs/conf.py").write_text("", "utf-8")
    found = run_json(capsys, tmp_path / "docs")
    assert [r["status"] for r in found] == ["accepted"]


def test_hostile_front_matter_leaves_the_records(tmp_path: Path, capsys: Capture):
    folder = tmp_path / "adr"
    folder.mkdir()
    hostile = '---\nstatus: "\\UFFFFFFFF"\n---\n'
    for number, front in ((1, hostile), (2, "")):
        path = folder / f"000{number}-use-{number}.md"
        path.write_text(front + RECORD.format(number), "utf-8")
    found = [(r["id"], r["line"]) for r in run_json(capsys, tmp_path)]
    assert found == [("ADR-0001", 4), ("ADR-0002", 1)]


@pytest.mark.parametrize(
    "text", ["## Context\n\nText.\n", "Status: Draft\n\nText.\n", "## Decision\n\nA.\n"]
)
def test_a_guide_is_no_record(tmp_path: Path, capsys: Capture, text: str):
    (tmp_path / "guide").mkdir()
    for number in (1, 2, 3):
        path = tmp_path / f"guide/00{number}-part.md"
        path.write_text(f"# Part\n\n{text}", "utf-8")
    assert run_json(capsys, tmp_path) == []
