"""``techspec compare`` and ``techspec check --base`` on files and git revisions."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from sphinx.cmd.build import build_main

from languages import Language
from sphinxcontrib_techspec.cli import main

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git not found")

CONF = 'extensions = ["myst_parser", "sphinxcontrib_techspec"]\n'


def git(folder: Path, *arguments: str) -> None:
    """Run git with an identity of its own."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    program = shutil.which("git")
    assert program
    subprocess.run([program, "-C", folder, *who, *arguments], check=True)


def text(language: Language, version: str, *more: str) -> str:
    table = language.table(
        ["Role", "Name", "Version"],
        [["Language", "Python", version], *(["Cache", name, ""] for name in more)],
    )
    return language.document(
        language.directive("techspec:spec", "Shop", {"status": "approved"}, "A. B."),
        language.directive("techspec:stack", "", body=table),
    )


@pytest.fixture
def repository(tmp_path: Path, language: Language) -> Path:
    """Return a repository: a first commit, and another version in the working copy."""
    docs = tmp_path / "repository" / "docs"
    docs.mkdir(parents=True)
    (docs / "conf.py").write_text(CONF, "utf-8")
    page = docs / f"index.{language.suffix}"
    page.write_text(text(language, "3.12.4"), "utf-8")
    git(docs.parent, "init", "-q", "-b", "main")
    git(docs.parent, "add", ".")
    git(docs.parent, "commit", "-q", "-m", "One")
    page.write_text(text(language, "3.13.1", "Redis"), "utf-8")
    return docs


def test_a_revision_and_the_working_copy(repository: Path, capsys):
    arguments = ["compare", "HEAD", ".", str(repository), "--format", "json"]
    assert main(arguments) == 0
    (spec,) = json.loads(capsys.readouterr().out)["specs"]
    assert [(i["change"], i["name"]) for i in spec["items"]] == [
        ("changed", "Python"), ("added", "Redis"),
    ]  # fmt: skip
    assert [f["code"] for f in spec["new_findings"] if f["item"] == "Redis"] == [
        "TS301"
    ]


def test_two_files(repository: Path, tmp_path: Path, capsys, language: Language):
    files: list[str] = []
    for number, version in enumerate(("3.12.4", "3.13.1")):
        page = repository / f"index.{language.suffix}"
        page.write_text(text(language, version), "utf-8")
        out = str(tmp_path / str(number))
        assert build_main(["-q", "-b", "techspec", str(repository), out]) == 0
        files.append(str(tmp_path / str(number) / "techspec.json"))
    capsys.readouterr()
    assert main(["compare", *files]) == 0
    assert "version 3.12.4 → 3.13.1" in capsys.readouterr().out


def test_only_new_findings_fail(repository: Path, capsys):
    git(repository.parent, "commit", "-q", "-a", "-m", "Two")
    assert main(["check", str(repository), "--base", "HEAD~1"]) == 1
    found = capsys.readouterr().out
    assert "TS301" in found
    assert main(["check", str(repository), "--base", "HEAD"]) == 0
    assert "TS301" not in capsys.readouterr().out


def test_a_folder_that_the_base_does_not_have(repository: Path, capsys):
    git(repository.parent, "checkout", "-q", "--orphan", "empty")
    git(repository.parent, "rm", "-q", "-r", "-f", "--cached", ".")
    git(repository.parent, "commit", "-q", "--allow-empty", "-m", "Nothing")
    assert main(["check", str(repository), "--base", "HEAD"]) == 1
    assert main(["compare", "HEAD", ".", str(repository)]) == 2
    assert "HEAD" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "nope", ".", "DOCS"],
        ["compare", "--", "--help", ".", "DOCS"],
        ["compare", "HEAD", "HEAD", "DOCS/no"],
        ["compare", "HEAD", "HEAD", "DOCS/.."],
        ["compare", "none.json", "none.json"],
        ["compare", "HEAD", "HEAD"],
        ["compare", "DOCS/conf.py", "DOCS/conf.py"],
        ["check", "DOCS", "--base", "nope"],
        ["check", "DOCS", "--base", "HEAD", "--write-baseline", "b.json"],
        ["check", "x.json", "--base", "HEAD"],
    ],
)
def test_wrong_use(repository: Path, capsys, arguments: list[str]):
    given = [part.replace("DOCS", str(repository)) for part in arguments]
    assert main(given) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_base_that_cannot_be_built_is_no_pass(repository: Path, capsys):
    (repository / "conf.py").write_text("1 / 0\n", "utf-8")
    git(repository.parent, "commit", "-q", "-a", "-m", "Broken")
    (repository / "conf.py").write_text(CONF, "utf-8")
    assert main(["check", str(repository), "--base", "HEAD"]) == 2
    assert "HEAD" in capsys.readouterr().err


def test_without_a_repository(tmp_path: Path, capsys, monkeypatch):
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    (tmp_path / "index.rst").write_text("Empty\n=====\n", "utf-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["check", str(tmp_path), "--base", "HEAD"]) == 2
    assert "git" in capsys.readouterr().err


def test_without_git(repository: Path, capsys, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert main(["check", str(repository), "--base", "HEAD"]) == 2
    assert "git" in capsys.readouterr().err
