"""Which files ``--fix`` writes, and how: byte for byte but for what it fixes."""

from __future__ import annotations

import codecs
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conftest import run_sphinx
from fixing.repositories import CONF, LOCK, NEW, OLD, page, repository
from sphinxcontrib_techspec import check_command
from sphinxcontrib_techspec.cli import main
from sphinxcontrib_techspec.loading import Loaded

FASTAPI, FLASK = NEW["FastAPI"], NEW["Flask"]
STACK = (
    "```{techspec:stack}\n- **Web**: FastAPI 0.110.0\n- **Pages**: Flask 0.110.0\n```\n"
)
FIXED = STACK.replace(OLD, FASTAPI, 1).replace(OLD, FLASK)
RST = ".. techspec:stack:: FastAPI\n   :version: 0.110.0\n"


def fix(path: Path, *options: str) -> int:
    """Run ``techspec check --fix`` for drift of versions alone."""
    return main(["check", str(path), "--fix", "--select", "TS403", *options])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode(),
        lambda text: text.rstrip("\n").encode(),
        lambda text: (text + "\n\x0c\nÜ – \u2028 名 \t 0.110.0  \n\n\n").encode(),
        lambda text: ("Ä\xa0Ö\x0b\n\n" + text).encode(),
    ],
    ids=["crlf", "bom", "bom-crlf", "no-newline", "after", "before"],
)  # fmt: skip
@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_all_other_bytes_stay(change: Any, suffix: str, tmp_path: Path):
    text = page(suffix, STACK if suffix == "md" else RST)
    docs = repository(tmp_path, {f"index.{suffix}": change(text)})
    assert fix(docs) == 0
    fixed = text.replace(OLD, FASTAPI, 1).replace(OLD, FLASK)
    assert (docs / f"index.{suffix}").read_bytes() == change(fixed)


def test_the_mode_stays_and_a_read_only_file_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    docs = repository(tmp_path, {"index.md": page("md", STACK)})
    path = docs / "index.md"
    path.chmod(0o444)
    assert fix(docs) == 1
    assert path.read_text("utf-8") == page("md", STACK)
    assert "2 could not be fixed" in capsys.readouterr().out
    path.chmod(0o640)
    assert fix(docs) == 0
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("is_inside", [True, False])
def test_links_are_followed_in_the_folder_only(tmp_path: Path, *, is_inside: bool):
    docs = repository(tmp_path, {"index.md": "# Shop\n"})
    target = (docs if is_inside else tmp_path) / "_parts" / "stack.md"
    target.parent.mkdir()
    target.write_text(page("md", STACK), "utf-8")
    link = docs / "stack.md"
    link.symlink_to(target)
    (docs / "conf.py").write_text(CONF + 'exclude_patterns = ["_*"]\n', "utf-8")
    assert fix(docs) == (0 if is_inside else 1)
    assert link.is_symlink()
    expected = page("md", FIXED if is_inside else STACK)
    assert target.read_text("utf-8") == expected


def test_a_link_of_another_folder_is_not_followed(tmp_path: Path):
    docs = repository(tmp_path, {"stack.md": "# Shop\n\n" + STACK})
    (docs / "conf.py").unlink()
    folder = tmp_path / "links"
    folder.mkdir()
    (folder / "link.md").symlink_to(docs / "stack.md")
    for path in (folder, folder / "link.md"):
        fix(path)
        assert (docs / "stack.md").read_text("utf-8") == "# Shop\n\n" + STACK


@pytest.mark.parametrize("mark", ["<!-- Generated; DO NOT EDIT. -->", "% @generated"])
def test_what_a_tool_writes_is_left(mark: str, tmp_path: Path):
    text = f"{mark}\n\n" + page("md", STACK)
    docs = repository(tmp_path, {"index.md": text})
    assert fix(docs) == 1
    assert (docs / "index.md").read_text("utf-8") == text


def test_what_conf_py_writes_is_left(tmp_path: Path):
    docs = repository(tmp_path, {"index.md": "# Shop\n"})
    text = page("md", STACK)
    code = f"from pathlib import Path\nPath('stack.md').write_text({text!r})\n"
    (docs / "conf.py").write_text(CONF + code, "utf-8")
    assert fix(docs) == 1
    assert (docs / "stack.md").read_text("utf-8") == text


def test_a_file_that_changed_after_it_was_read_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    docs = repository(tmp_path, {"index.md": page("md", STACK)})
    changed = page("md", "New words.\n\n" + STACK)
    load = check_command.load

    def load_and_change(*arguments: Any, **options: Any) -> Loaded:
        loaded = load(*arguments, **options)
        (docs / "index.md").write_text(changed, "utf-8")
        return loaded

    monkeypatch.setattr(check_command, "load", load_and_change)
    assert fix(docs) == 1
    assert (docs / "index.md").read_text("utf-8") == changed


def test_a_fix_of_something_else_is_taken_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    # An extension changes the lines that are read: they are not those of the file.
    docs = repository(
        tmp_path,
        {"index.md": page("md", "Removed 0\n\nRemoved 1\n\n"
            "```{techspec:stack} FastAPI\n:version: 0.110.0\n```\n\n"
            "```{techspec:stack} FastAPI\n:version: 0.110.0\n```\n")},
    )  # fmt: skip
    before = (docs / "index.md").read_text("utf-8")
    code = (
        "import re\n"
        "def change(app, name, lines):\n"
        "    lines[0] = lines[0].replace('{techspec:stack} FastAPI', 'text', 1)\n"
        "    lines[0] = re.sub('Removed ..', '', lines[0])\n"
        "    lines[0] = lines[0].replace('{techspec:stack} FastAPI',"
        " '{techspec:stack} Flask')\n"
        "    lines[0] = lines[0].replace('# Shop', '# Shop\\n\\n\\n')\n"
        "def setup(app):\n    app.connect('source-read', change)\n"
    )
    (docs / "conf.py").write_text(CONF + code, "utf-8")
    assert fix(docs) == 1
    assert (docs / "index.md").read_text("utf-8") == before
    assert "could not be fixed" in capsys.readouterr().out


def test_several_documents_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    docs = repository(
        tmp_path, {"index.md": page("md", STACK), "more.rst": page("rst", RST)}
    )
    assert fix(docs) == 0
    assert "fixed 3 findings in 2 files\n" in capsys.readouterr().out
    assert fix(docs) == 0
    assert "fixed no findings\n" in capsys.readouterr().out


def test_a_dry_run_writes_nothing_and_its_diff_can_be_applied(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    text = page("md", STACK).replace("\n", "\r\n").rstrip("\r\n")
    docs = repository(tmp_path, {"index.md": text.encode()})
    monkeypatch.chdir(tmp_path)
    options = ["check", "docs", "--select", "TS403", "--dry-run"]
    assert main(options) == 1
    assert (docs / "index.md").read_bytes() == text.encode()
    captured = capfdbinary.readouterr()
    assert captured.out.startswith(b"--- a/docs/index.md\n+++ b/docs/index.md\n@@ ")
    assert b"would fix 2 findings in 1 file" in captured.err
    patch = subprocess.run(
        ["git", "apply", "-"],  # noqa: S607 - the git of the machine
        input=captured.out,
        check=False,
        capture_output=True,
    )
    assert patch.returncode == 0, patch.stderr
    fixed = text.replace(OLD, FASTAPI, 1).replace(OLD, FLASK)
    assert (docs / "index.md").read_bytes() == fixed.encode()
    capfdbinary.readouterr()
    assert main(options) == 0
    assert capfdbinary.readouterr().out == b""


def test_after_a_fix_an_incremental_build_is_a_clean_one(tmp_path: Path):
    parts = {"index.md": page("md", "```{include} part.txt\n```\n\n```{techspec:report}\n```\n"),
             "part.txt": STACK}  # fmt: skip
    docs = repository(tmp_path, parts)
    out = tmp_path / "out"

    def build(name: str) -> dict[str, bytes]:
        for builder in ("techspec", "html"):
            built = run_sphinx(
                docs, out / name / builder, out / name / "trees", builder
            )
        written = built.written()
        return written | {"json": (out / name / "techspec/techspec.json").read_bytes()}

    build("first")
    assert fix(docs) == 0
    assert (docs / "part.txt").read_text("utf-8") == FIXED
    assert build("first") == build("clean")


PLAIN = """\
---
title: Shop
---
# Shop - Technical Implementation Spec

**Status**: Implemented

A shop for kites, with 0.110.0 in it.

## Technology stack

- **Web**: FastAPI 0.110.0
- **Pages**: Flask 0.110.0

## Dependencies

| Name | Version | Purpose |
|------|---------|---------|
| FastAPI | 0.110.0 | The framework, since 0.110.0 |
"""


@pytest.mark.parametrize("as_folder", [True, False])
def test_a_plain_file_is_fixed_in_its_own_lines(tmp_path: Path, *, as_folder: bool):
    docs = repository(tmp_path, {"spec.md": PLAIN.replace("\n", "\r\n").encode()})
    (docs / "conf.py").unlink()
    fix(docs if as_folder else docs / "spec.md", "--as", "approved")
    written = (docs / "spec.md").read_bytes().decode()
    lines, old = written.split("\r\n"), PLAIN.split("\n")
    changed = {n: line for n, line in enumerate(lines) if line != old[n]}
    assert len(lines) == len(old)
    assert list(changed.values())[:2] == [
        f"- **Web**: FastAPI {FASTAPI}", f"- **Pages**: Flask {FLASK}"
    ]  # fmt: skip
    assert "with 0.110.0 in it" in written
    assert "since 0.110.0" in written


def test_a_file_with_directives_in_a_project(tmp_path: Path):
    other = "# Other\n\n```{techspec:stack} Flask\n:version: 0.110.0\n```\n"
    docs = repository(
        tmp_path,
        {"index.md": page("md", "```{techspec:stack} FastAPI\n:version: 0.110.0\n```\n"),
         "other.md": other},
    )  # fmt: skip
    assert fix(docs / "index.md") == 0
    assert f":version: {FASTAPI}" in (docs / "index.md").read_text("utf-8")
    assert (docs / "other.md").read_text("utf-8") == other


@pytest.mark.parametrize(
    "options",
    [["--ignore", "TS4"], ["--select", "TS302"], ["--baseline", "baseline.json"]],
    ids=lambda options: options[0],
)
def test_what_is_not_shown_is_not_fixed(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    docs = repository(tmp_path, {"index.md": page("md", STACK)})
    monkeypatch.chdir(tmp_path)
    main(["check", str(docs), "--write-baseline", "baseline.json"])
    main(["check", str(docs), "--fix", *options])
    assert (docs / "index.md").read_text("utf-8") == page("md", STACK)


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(
        ["git", *names, *arguments],  # noqa: S607 - the git of the machine
        cwd=folder,
        check=True,
        capture_output=True,
    )


def test_only_what_is_new_since_a_revision_is_fixed(tmp_path: Path):
    first = "```{techspec:stack} FastAPI\n:version: 0.110.0\n```\n"
    second = "\n```{techspec:stack} Flask\n:version: 0.110.0\n```\n"
    docs = repository(tmp_path, {"index.md": page("md", first)})
    (tmp_path / ".git").rmdir()
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "First")
    (docs / "index.md").write_text(page("md", first + second), "utf-8")
    fix(docs, "--base", "HEAD")
    expected = page("md", first + second.replace(OLD, FLASK))
    assert (docs / "index.md").read_text("utf-8") == expected


@pytest.mark.parametrize("option", ["--fix", "--dry-run"])
def test_a_techspec_json_has_no_source(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    docs = repository(tmp_path, {"index.md": page("md", STACK)})
    run_sphinx(docs, tmp_path / "out", tmp_path / "trees", "techspec")
    assert main(["check", str(tmp_path / "out" / "techspec.json"), option]) == 2
    assert option in capsys.readouterr().err
    assert main(["check", str(docs), option, "--write-baseline", "x.json"]) == 2
    assert not Path("x.json").exists()


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_other_formats_have_the_place_and_nothing_else(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    docs = repository(tmp_path, {"index.md": page("md", STACK)})
    text = (docs / "index.md").read_text("utf-8")
    main(["check", str(docs), "--select", "TS403", "--format", form])
    data = json.loads(capsys.readouterr().out)
    if form == "json":
        fixes = [f["fix"] for spec in data["specs"] for f in spec["findings"]]
        places = [(list(fix["range"].values()), fix["new"]) for fix in fixes]
    else:
        [results] = [run["results"] for run in data["runs"]]
        changes = [result["fixes"][0]["artifactChanges"][0] for result in results]
        uris = {change["artifactLocation"]["uri"] for change in changes}
        located = {
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for result in results
        }
        assert uris == located
        replaced = [change["replacements"][0] for change in changes]
        places = [
            ([found["deletedRegion"][key] for key in
              ("startColumn", "endColumn", "endLine", "startLine")],
             found["insertedContent"]["text"])
            for found in replaced
        ]  # fmt: skip
    assert {new for _, new in places} == {FASTAPI, FLASK}
    for (column, end_column, _, line), _ in places:
        assert text.split("\n")[line - 1][column - 1 : end_column - 1] == OLD
    assert (
        main(["check", str(docs), "--fix", "--select", "TS403", "--format", form]) == 0
    )
    captured = capsys.readouterr()
    json.loads(captured.out)
    assert "fixed 2 findings" in captured.err


def test_paths_of_moved_decision_records_and_options_without_a_space(tmp_path: Path):
    text = page(
        "md",
        "```{techspec:stack} FastAPI\n:version: 0.115.14\n"
        ":adr: old/0001-use-fastapi.md\n```\n\n"
        "```{techspec:endpoint} GET /kites\n\n:auth:none\n```\n",
    )
    record = "# 1. Use FastAPI\n\n## Status\n\nAccepted\n"
    docs = repository(tmp_path, {"index.md": text, "adr/0001-use-fastapi.md": record})
    main(
        [
            "check",
            str(docs),
            "--fix",
            "--select",
            "TS202,TS006,TS005,TS004,TS003,TS002,TS001",
        ]
    )
    written = (docs / "index.md").read_text("utf-8")
    assert ":adr: adr/0001-use-fastapi.md\n" in written
    assert ":auth: none\n" in written
    assert len(written.split("\n")) == len(text.split("\n"))


def test_the_file_is_written_as_a_whole(tmp_path: Path):
    docs = repository(tmp_path, {"index.md": page("md", STACK)})
    assert fix(docs) == 0
    assert sorted(path.name for path in docs.iterdir()) == ["conf.py", "index.md"]
    assert (tmp_path / "uv.lock").read_text("utf-8") == LOCK
    assert os.access(docs / "index.md", os.W_OK)
