"""What the pictures of the report show: a draft, the same text approved, and a whole spec."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import EXAMPLES, FAST, ROOT, Build, Project, run_sphinx
from sphinxcontrib_techspec.cli import main

HALF_WRITTEN = ROOT / "docs" / "examples" / "half-written"
IMAGES = ROOT / "docs" / "images" / "report"
GATE = ROOT / "docs" / "how-to" / "gate.md"


@pytest.fixture
def half_written(tmp_path: Path) -> Project:
    """Return a copy of the text that is half written."""
    return Project(tmp_path / "half-written", dict(FAST), original=HALF_WRITTEN)


def approve(project: Project) -> Project:
    """Change the status of the spec, and nothing else."""
    project.edit("index", ":status: draft", ":status: approved")
    return project


def sphinx_build(project: Project) -> subprocess.CompletedProcess[str]:
    """Build as an author does who wants warnings to be errors."""
    out = project.folder / "out"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html"]
    return subprocess.run(
        [*command, str(project.source), str(out)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.slow
def test_the_draft_has_hints_and_builds(half_written: Project):
    findings = half_written.build("techspec").findings
    assert {f["severity"] for f in findings if f["state"] == "fail"} == {"info"}
    assert main(["check", str(half_written.source)]) == 0
    done = sphinx_build(half_written)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_the_same_text_approved_fails(half_written: Project):
    assert sphinx_build(approve(half_written)).returncode == 1
    assert main(["check", str(half_written.source)]) == 1


def test_only_the_status_makes_the_difference(half_written: Project):
    draft = half_written.build("techspec")
    approved = approve(half_written).build("techspec")
    assert draft.own_warnings == []
    assert [f | {"severity": ""} for f in draft.findings] == [
        f | {"severity": ""} for f in approved.findings
    ]


def test_the_example_passes(
    example: Callable[[str, str], Build], capsys: pytest.CaptureFixture[str]
):
    built = example("conduit", "techspec")
    assert built.own_warnings == []
    assert main(["check", str(built.out / "techspec.json"), "--format", "json"]) == 0
    (spec,) = json.loads(capsys.readouterr().out)["specs"]
    assert spec["score"] == 100.0


def test_the_descriptions_quote_the_pictures(half_written: Project):
    sentences = re.findall(r"says “(?:\w+)\. ([^”]+)”", GATE.read_text("utf-8"))
    draft = half_written.text("report")
    approved = approve(half_written).text("report")
    folder = half_written.folder / "conduit"
    whole = run_sphinx(
        EXAMPLES / "conduit", folder, folder / ".doctrees", "text", conf=FAST
    ).text("report")
    assert len(sentences) == 3
    for text, sentence in zip((draft, approved, whole), sentences, strict=True):
        assert f"**{sentence}.**" in " ".join(text.split())


def test_every_picture_is_there_in_light_and_dark():
    shown = re.findall(r"images/report/([\w-]+\.png)", GATE.read_text("utf-8"))
    assert sorted(shown) == sorted(path.name for path in IMAGES.iterdir())
    assert {name.rpartition("-")[2] for name in shown} == {"light.png", "dark.png"}
