"""The root of a repository, and the files that are found below it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinxcontrib_techspec.repository import is_source
from sphinxcontrib_techspec.repository.discovery import find_files, find_root

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that writes files, with a slash at the end of folders."""

    def write(*paths: str, **contents: str) -> Path:
        root = tmp_path / "top"
        root.mkdir(exist_ok=True)
        for path in paths:
            full = root / path
            if path.endswith("/"):
                full.mkdir(parents=True, exist_ok=True)
            else:
                full.parent.mkdir(parents=True, exist_ok=True)
                full.write_text(contents.get(path.replace(".", "_"), ""), "utf-8")
        return root

    return write


@pytest.mark.parametrize(
    ("files", "folder", "root"),
    [
        (["repo/.git/", "repo/docs/conf.py"], "repo/docs", "repo"),
        # A worktree or submodule has a file.
        (["repo/.git", "repo/docs/conf.py"], "repo/docs", "repo"),
        (["repo/.hg/", "repo/a/docs/source/"], "repo/a/docs/source", "repo"),
        (["repo/.git/", "repo/pkg/pyproject.toml", "repo/pkg/docs/"],
         "repo/pkg/docs", "repo"),
        (["repo/.git/", "repo/sub/.git", "repo/sub/docs/"], "repo/sub/docs",
         "repo/sub"),
        (["repo/.git/"], "repo", "repo"),
        # Without version control: the nearest project file.
        (["repo/pyproject.toml", "repo/docs/"], "repo/docs", "repo"),
        (["repo/package.json", "repo/docs/package.json"], "repo/docs", "repo"),
        (["repo/go.mod", "repo/website/package.json", "repo/website/docs/"],
         "repo/website/docs", "repo"),
        (["repo/Cargo.toml"], "repo", "repo"),
        # The requirements may be those of the documents.
        (["repo/requirements.txt", "repo/docs/"], "repo/docs", None),
        (["repo/docs/"], "repo/docs", None),
        # Examples, tests and fixtures are no part of the product.
        (["repo/.git/", "repo/examples/shop/docs/"], "repo/examples/shop/docs", None),
        (["repo/.git/", "repo/pyproject.toml", "repo/tests/fixtures/a/docs/"],
         "repo/tests/fixtures/a/docs", None),
        (["repo/.git/", "repo/examples/shop/pyproject.toml",
          "repo/examples/shop/docs/"], "repo/examples/shop/docs",
         "repo/examples/shop"),
        (["repo/.git/", "repo/examples/pyproject.toml", "repo/examples/docs/"],
         "repo/examples/docs", None),
        (["repo/.git/", "repo/.tool/copy/docs/"], "repo/.tool/copy/docs", None),
    ],
)  # fmt: skip
def test_root(make: Make, files: list[str], folder: str, root: str | None):
    top = make(*files)
    (top / folder).mkdir(parents=True, exist_ok=True)
    assert find_root(top / folder) == (top / root if root else None)


def test_a_folder_that_git_ignores_is_no_part_of_the_repository(make: Make):
    top = make(".git/", ".gitignore", "work/tmp/docs/", _gitignore="tmp/\n")
    assert find_root(top / "work/tmp/docs") is None
    assert find_root(top / "work") == top


def test_nothing_is_looked_for_above_the_folder_of_temporary_files(
    make: Make, monkeypatch: pytest.MonkeyPatch
):
    top = make(".git/", "pyproject.toml", "tmp/x/docs/", "tmp/.git/")
    assert find_root(top / "tmp/x/docs") == top / "tmp"
    monkeypatch.setattr(tempfile, "tempdir", str(top / "tmp"))
    assert find_root(top / "tmp/x/docs") is None
    (top / "tmp/x/.git").mkdir()
    assert find_root(top / "tmp/x/docs") == top / "tmp/x"


def test_the_home_folder_is_a_root_only_with_a_project_file(
    make: Make, monkeypatch: pytest.MonkeyPatch
):
    top = make(".git/", "x/docs/")
    monkeypatch.setattr(Path, "home", lambda: top)
    assert find_root(top / "x/docs") is None
    make("pyproject.toml")
    assert find_root(top / "x/docs") == top


def test_the_projects_of_the_tests_have_no_root(tmp_path: Path):
    assert find_root(tmp_path / "project-0/docs") is None


def test_files(make: Make):
    root = make(
        "uv.lock", "a/yarn.lock", "a/b/go.mod", "a/b/c/Cargo.lock",
        "requirements.txt", "requirements-dev.txt", "requirements/prod.txt",
        "a/b/c/d/uv.lock", ".venv/uv.lock", ".github/workflows/uv.lock",
        "docs/requirements.txt", "website/package-lock.json", "tests/uv.lock",
        "a/examples/uv.lock", "a/fixtures/yarn.lock", "vendor/go.mod",
        "node_modules/x/yarn.lock", "other/.git", "other/uv.lock", "env2/pyvenv.cfg",
        "env2/uv.lock", "x/{{name}}/uv.lock", "out2/uv.lock", "kept/uv.lock",
        "top/kept2/uv.lock", "README.md", "uv.lock.bak", "bun.lock", ".gitignore",
        _gitignore="# made\nout2/\n/top\n*.bak\nbun.lock\nkept\n!kept\n",
    )  # fmt: skip
    assert find_files(root, is_source) == sorted([
        "uv.lock", "a/yarn.lock", "a/b/go.mod", "a/b/c/Cargo.lock",
        ".github/workflows/uv.lock", "kept/uv.lock",
        "requirements.txt", "requirements-dev.txt", "requirements/prod.txt",
    ])  # fmt: skip


def test_no_link_leads_out_of_the_root(make: Make, tmp_path: Path):
    root = make("real/uv.lock")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "uv.lock").write_text("", "utf-8")
    (root / "uv.lock").symlink_to(outside / "uv.lock")
    (root / "linked").symlink_to(outside, target_is_directory=True)
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "go.mod").symlink_to(root / "go.mod")
    (root / "pdm.lock").mkdir()
    (root / "yarn.lock").symlink_to(root / "real/uv.lock")
    assert find_files(root, is_source) == ["real/uv.lock", "yarn.lock"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_an_ignore_file_outside_of_the_root_is_not_read(make: Make):
    root = make("Dockerfile", ".git/")
    outside = root.parent / "outside"
    outside.write_text("Dockerfile\n", "utf-8")
    (root / ".gitignore").symlink_to(outside)
    assert find_files(root, is_source) == ["Dockerfile"]
