"""The sdist holds all that git tracks, so that docs build and tests run from it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import ROOT

LEFT_OUT: frozenset[str] = frozenset()
"""Tracked files that are not in the sdist."""

ADDED = frozenset({"PKG-INFO"})
"""Files that only the sdist has."""


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command and return what it prints."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def git() -> Mapping[str, set[str]]:
    """Return the files that git tracks, and those that it neither tracks nor ignores."""
    program = shutil.which("git")
    if program is None or not (ROOT / ".git").exists():
        pytest.skip("not a clone, or git is not installed")
    files = [program, "-c", "core.quotePath=off", "ls-files"]
    return {
        "tracked": set(run(*files).splitlines()),
        "deleted": set(run(*files, "--deleted").splitlines()),
        "new": set(run(*files, "--others", "--exclude-standard").splitlines()),
    }


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the unpacked sdist."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "--target=sdist", "-d", folder)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


def files_in(folder: Path) -> set[str]:
    """Return the paths of all files below a folder."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_tracked_file_is_there(git: Mapping[str, set[str]], sdist: Path):
    assert git["tracked"] - git["deleted"] - files_in(sdist) == LEFT_OUT


def test_nothing_else_is_there(git: Mapping[str, set[str]], sdist: Path):
    assert files_in(sdist) - git["tracked"] - git["new"] == ADDED


def test_scripts_can_be_run(sdist: Path):
    assert (sdist / ".ci" / "run").stat().st_mode & 0o100


@pytest.mark.slow
def test_documentation_builds_from_it(sdist: Path, tmp_path: Path):
    source = tmp_path / "unpacked"
    shutil.copytree(sdist, source)
    run(
        *(sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"),
        *("docs", tmp_path / "html"),
        cwd=source,
    )
    assert (tmp_path / "html" / "index.html").is_file()


@pytest.mark.slow
def test_tests_run_from_it(sdist: Path, tmp_path: Path):
    """Those that read most files beside the package; none of them needs git."""
    source = tmp_path / "unpacked"
    shutil.copytree(sdist, source)
    tests = [
        "docs/test_contributing.py",
        "docs/test_readme.py",
        "docs/test_template.py",
    ]
    run(
        *(sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider"),
        *(f"tests/{name}" for name in tests),
        cwd=source,
    )
