"""Shapes that authors write are read at least as well as ``expected_state.yaml`` says.

``check.py`` compares; here Sphinx runs in the process of the test.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
import yaml

from conftest import run_sphinx
from sphinxcontrib_techspec.cli import main

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER))

from check import Built, Difference, Job, Result, cases_in, check_case  # noqa: E402

CASES = {case.name: case for case in cases_in(FOLDER / "cases")}
STATE: dict[str, str | int] = yaml.safe_load(
    (FOLDER / "expected_state.yaml").read_text("utf-8")
)
PLAIN_STATE: dict[str, str | int] = yaml.safe_load(
    (FOLDER / "expected_state_plain.yaml").read_text("utf-8")
)
PASSING = "35-security-prose"


def build(jobs: Sequence[Job]) -> list[Built]:
    """Run Sphinx in this process; builders of one folder share what was read."""
    results: list[Built] = []
    for job in jobs:
        doctrees = job.folder / "_doctrees"
        try:
            done = run_sphinx(job.folder, job.out, doctrees, job.builder)
        except Exception as error:
            raise Difference(f"{job.builder} failed: {error}") from error
        results.append(Built.of(job, done.warnings))
    return results


def test_the_record_names_every_case():
    assert len(CASES) > 60
    assert list(STATE) == list(PLAIN_STATE) == list(CASES)


@pytest.mark.parametrize("name", list(CASES))
def test_a_case_is_as_recorded(tmp_path: Path, name: str):
    result = check_case(CASES[name], build, tmp_path / "case")
    _compare_with_record(name, result, STATE, "expected_state.yaml")


def _compare_with_record(
    name: str, result: Result, state: dict[str, str | int], file: str
) -> None:
    recorded = state[name]
    if recorded == "passes":
        assert result.differences == []
        return
    right = int(recorded)
    assert result.right >= right, result.differences
    better = f"better than recorded: set {name} to “{result.state}” in {file}"
    assert result.state == right, better


def adopt(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run ``techspec adopt index.md`` in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["adopt", str(folder / "index.md")])
    return subprocess.CompletedProcess([], code, out.getvalue(), err.getvalue())


@pytest.mark.slow
@pytest.mark.parametrize("name", list(CASES))
def test_the_plain_form_of_a_case_is_read_as_recorded(tmp_path: Path, name: str):
    result = check_case(CASES[name], build, tmp_path / "case", adopt=adopt)
    _compare_with_record(name, result, PLAIN_STATE, "expected_state_plain.yaml")


def check_edited(tmp_path: Path, file: str, old: str, new: str) -> Result:
    """Return the result of a case that passes, after an edit."""
    case = tmp_path / "edited"
    shutil.copytree(CASES[PASSING], case)
    text = (case / file).read_text("utf-8")
    assert old in text
    (case / file).write_text(text.replace(old, new), "utf-8")
    return check_case(case, build, tmp_path / "build")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("expected.yaml", "findings_draft: []", "findings_draft: []\nwarnings: 7"),
        ("expected.yaml", "words: [", "words: [Not on the page, "),
        ("techspec.md", "{techspec:security}", "{note}"),
        ("techspec.md", ":status: draft", ""),
    ],
)
def test_a_difference_is_found(tmp_path: Path, file: str, old: str, new: str):
    assert check_edited(tmp_path, file, old, new).differences


@pytest.mark.parametrize("options", [[], ["--plain"]])
def test_the_command_runs(tmp_path: Path, options: list[str]):
    record = tmp_path / "record.yaml"
    done = subprocess.run(
        [
            *(sys.executable, FOLDER / "check.py", *options, "--record", record),
            FOLDER / "cases" / PASSING,
        ],
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert yaml.safe_load(record.read_text("utf-8")) == {PASSING: "passes"}
