"""The command ``techspec adopt``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Project
from sphinxcontrib_techspec.cli import CLEAN, FINDINGS, WRONG_USE, main

Capture = pytest.CaptureFixture[str]

PLAIN = """\
# Mill

> **Status**: In review

It grinds corn. Slowly.

## Stack

- **Language**: Zython 3.12.4
- **Database**: Zedis 7.2.1

## Risks

| Risk | Chance |
|------|--------|
| Fire | low    |
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "mill.md"
    path.write_text(PLAIN, "utf-8")
    return path


def test_the_text_is_printed_and_the_file_stays(spec: Path, capsys: Capture):
    assert main(["adopt", str(spec)]) == CLEAN
    printed = capsys.readouterr()
    assert "```{techspec:stack}\n- **Language**" in printed.out
    assert f"{spec}:9: techspec:stack, 2 items: Zython, Zedis\n" in printed.err
    assert f"{spec}:14: table left as it is" in printed.err
    assert "“In review”" in printed.err
    assert spec.read_text("utf-8") == PLAIN


def test_write(spec: Path, capsys: Capture):
    assert main(["adopt", "--write", str(spec)]) == CLEAN
    assert not capsys.readouterr().out
    written = spec.read_text("utf-8")
    assert "{techspec:stack}" in written
    assert main(["adopt", "--write", str(spec)]) == FINDINGS
    assert spec.read_text("utf-8") == written


def test_the_list_as_json(spec: Path, capsys: Capture):
    main(["adopt", "--format", "json", str(spec)])
    (found,) = json.loads(capsys.readouterr().err)
    assert found["status"] == "In review"
    assert found["typed"] == [
        {"line": 9, "kind": "stack", "items": ["Zython", "Zedis"]}
    ]
    assert [(left["line"], left["block"]) for left in found["left"]] == [(14, "table")]


def test_keep_status(spec: Path, capsys: Capture):
    spec.write_text(PLAIN.replace("In review", "Approved"), "utf-8")
    main(["adopt", "--keep-status", str(spec)])
    assert ":status: approved\n" in capsys.readouterr().out


def test_colon_fences_need_the_extension(spec: Path, capsys: Capture):
    assert main(["adopt", "--fence", "colon", str(spec)]) == WRONG_USE
    assert "colon_fence" in capsys.readouterr().err
    conf = "myst_enable_extensions = ['colon_fence']\nraise SystemExit('run')\n"
    (spec.parent / "conf.py").write_text(conf, "utf-8")
    assert main(["adopt", "--fence", "colon", str(spec)]) == CLEAN
    assert ":::{techspec:stack}\n" in capsys.readouterr().out


def test_names_of_the_configuration(spec: Path, capsys: Capture):
    table = "| 角色 | 名 |\n|---|---|\n| 语言 | Zython 3.12.4 |\n"
    spec.write_text(f"# Mill\n\nIt grinds.\n\n## 技术\n\n{table}", "utf-8")
    assert main(["adopt", str(spec)]) == CLEAN
    assert "techspec:stack" not in capsys.readouterr().out
    conf = "techspec_columns = {'stack.角色': 'role', 'stack.名': 'name'}\n"
    (spec.parent / "conf.py").write_text(conf, "utf-8")
    assert main(["adopt", str(spec)]) == CLEAN
    assert "{techspec:stack}\n| 角色" in capsys.readouterr().out


def test_several_files_need_write(spec: Path, capsys: Capture):
    other = spec.with_name("other.md")
    other.write_text(PLAIN, "utf-8")
    assert main(["adopt", str(spec), str(other)]) == WRONG_USE
    assert "--write" in capsys.readouterr().err
    assert main(["adopt", "--write", str(spec), str(other)]) == CLEAN
    assert spec.read_text("utf-8") == other.read_text("utf-8") != PLAIN


TEMPLATE = """\
# Technical Implementation Spec: [Project Name]

> **Status**: Draft
> **Version**: 1.0 | **Updated**: [Date]

- **Framework**: [if applicable]
- **Database**: [Choice] - See ADR-XXX

| Component | Purpose |
|-----------|---------|
| [Name] | [What it does] |
"""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", FINDINGS),
        (b"\xff\xfe", WRONG_USE),
        (b"just words\n" * 3, CLEAN),
        (b"- one\n- two\n", FINDINGS),
        (TEMPLATE.encode(), WRONG_USE),
    ],
    ids=["empty", "no text", "a summary", "nothing of a spec", "the template"],
)
def test_other_files(spec: Path, capsys: Capture, content: bytes, code: int):
    spec.write_bytes(content)
    assert main(["adopt", str(spec)]) == code
    if code == FINDINGS:
        assert capsys.readouterr().out.encode() == content


@pytest.mark.parametrize("path", ["missing.md", "."])
def test_what_is_no_file(tmp_path: Path, capsys: Capture, path: str):
    assert main(["adopt", str(tmp_path / path)]) == WRONG_USE
    assert capsys.readouterr().err.startswith(f"techspec: {tmp_path / path}")


def test_a_wrong_configuration(spec: Path, capsys: Capture):
    (spec.parent / "conf.py").write_text("techspec_columns = {'x': 'y'}\n", "utf-8")
    assert main(["adopt", str(spec)]) == WRONG_USE
    assert "techspec_columns" in capsys.readouterr().err


TEMPLATE_FOLDER = Path(__file__).parents[1] / "data" / "template"


def test_the_filled_template_is_read_as_with_directives_by_hand(
    project: Callable[..., Project], capsys: Capture
):
    plain = TEMPLATE_FOLDER / "plain" / "index.md"
    assert main(["adopt", "--keep-status", str(plain)]) == CLEAN
    adopted = capsys.readouterr().out
    by_hand = (TEMPLATE_FOLDER / "techspec" / "index.md").read_text("utf-8")
    found, expected = (
        {
            (item["kind"], item["name"])
            for item in project({"index": text})
            .build("techspec")
            .json["specs"][0]["items"]
            # The template does not name its payload.
            if item["kind"] != "payload"
        }
        for text in (adopted, by_hand)
    )
    assert found == expected
