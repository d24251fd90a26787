"""``techspec check`` of one Markdown file."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from sphinxcontrib_techspec.cli import CLEAN, FINDINGS, WRONG_USE, main

Capture = pytest.CaptureFixture[str]

PLAIN = """\
# Mill

> **Version**: 0.4 | **Updated**: 2026-11-01

It grinds corn. Slowly.

## Stack

- **Language**: Zython 3.x
- **Database**: Zedis 7.2.1 - See [ADR-1](adr/0001-zedis.md)

## Related

- [The plan](plan.md)
- [The wheel](wheel.md)

| Risk | Chance |
|------|--------|
| Fire | low    |
"""

REPOSITORY = {
    "pyproject.toml": '[project]\nname = "mill"\ndependencies = ["zython"]\n',
    "requirements.txt": "zython==4.0.0\n",
}
"""Files by which the version of one technology differs."""

WITH_DIRECTIVES = """\
# Mill

```{techspec:spec} Mill
:status: approved
:version: 0.4
:updated: 2026-11-01

It grinds corn. Slowly.
```

```{techspec:stack}
- **Language**: Zython 3.x
```
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    folder = tmp_path / "mill"
    (folder / "adr").mkdir(parents=True)
    (folder / "adr" / "0001-zedis.md").write_text(
        "# 1. Use Zedis\n\nStatus: Superseded by ADR-2\n", "utf-8"
    )
    (folder / "plan.md").write_text("# Plan\n", "utf-8")
    (folder / "mill.md").write_text(PLAIN, "utf-8")
    return folder / "mill.md"


def found_in(capsys: Capture, *arguments: object) -> list[dict[str, Any]]:
    main(["check", *map(str, arguments), "--format", "json"])
    return [
        finding
        for one in json.loads(capsys.readouterr().out)["specs"]
        for finding in one["findings"]
        if finding["state"] == "fail"
    ]


def places(findings: list[dict[str, Any]]) -> set[tuple[str, str, int, str]]:
    return {(f["code"], f["file"], f["line"], f["severity"]) for f in findings}


def test_findings_have_the_lines_of_the_file(spec: Path, capsys: Capture):
    found = places(found_in(capsys, spec))
    assert ("TS302", "mill.md", 9, "info") in found
    assert ("TS204", "mill.md", 10, "warning") in found
    # One file that is linked is there, and the other is not.
    assert ("TS004", "mill.md", 15, "warning") in found
    assert ("TS004", "mill.md", 14, "warning") not in found
    assert spec.read_text("utf-8") == PLAIN
    assert sorted(p.name for p in spec.parent.iterdir()) == [
        "adr",
        "mill.md",
        "plan.md",
    ]


def test_as_approved(spec: Path, capsys: Capture):
    found = places(found_in(capsys, spec, "--as", "approved"))
    assert ("TS302", "mill.md", 9, "warning") in found


def test_the_text_lists_what_is_unread_and_counts_findings_as_approved(
    spec: Path, capsys: Capture
):
    assert main(["check", str(spec)]) == FINDINGS
    printed = capsys.readouterr().out
    assert "mill.md:17 (table)" in printed
    *_, last = printed.splitlines()
    assert "--as approved" in last
    assert main(["check", str(spec), "--ignore", "TS"]) == CLEAN
    *_, last = capsys.readouterr().out.splitlines()
    assert "no findings" in last
    main(["check", str(spec), "--as", "draft"])
    assert "--as approved" not in capsys.readouterr().out


def test_links_may_lead_up(spec: Path, capsys: Capture):
    below = spec.parent / "specs"
    below.mkdir()
    moved = below / "mill.md"
    moved.write_text(PLAIN.replace("(adr/", "(../adr/").replace("(plan", "(../plan"))
    found = places(found_in(capsys, moved))
    assert ("TS204", "specs/mill.md", 10, "warning") in found
    assert ("TS004", "specs/mill.md", 14, "warning") not in found


@pytest.mark.parametrize("conf", [True, False])
def test_a_file_with_directives(spec: Path, capsys: Capture, *, conf: bool):
    spec.write_text(WITH_DIRECTIVES, "utf-8")
    if conf:
        (spec.parent / "conf.py").write_text(
            "extensions = ['myst_parser', 'sphinxcontrib_techspec']\n"
            "root_doc = 'mill'\ntechspec_severity = {'TS302': 'error'}\n"
        )
    found = places(found_in(capsys, spec))
    severity = "error" if conf else "warning"
    assert ("TS302", "mill.md", 12, severity) in found
    assert {file for _, file, _, _ in found} == {"mill.md"}
    # Alone, nothing of the configuration counts.
    found = places(found_in(capsys, spec, "--plain"))
    assert ("TS302", "mill.md", 12, "warning") in found


@pytest.mark.parametrize("files", [{}, REPOSITORY])
def test_an_adopted_project_has_the_same_findings(
    spec: Path, capsys: Capture, files: dict[str, str]
):
    for name, text in files.items():
        (spec.parent / name).write_text(text, "utf-8")
    plain = found_in(capsys, spec)
    drift = [(f["line"], f["related"]) for f in plain if f["code"] == "TS403"]
    place = {"file": "requirements.txt", "line": 1, "text": "zython 4.0.0"}
    assert drift == ([(9, [place])] if files else [])
    main(["adopt", "--write", str(spec)])
    (spec.parent / "conf.py").write_text(
        "extensions = ['myst_parser', 'sphinxcontrib_techspec']\nroot_doc = 'mill'\n"
        "project = 'mill'\n"
    )
    capsys.readouterr()
    adopted = found_in(capsys, spec.parent)
    keys = ("code", "severity", "kind", "item", "subject", "problem")
    assert [
        sorted(str([f[key] for key in keys]) for f in found if f["code"] != "TS102")
        for found in (plain, adopted)
    ] == [sorted(str([f[key] for key in keys]) for f in plain if f["code"] != "TS102")] * 2  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["missing.md"], WRONG_USE),
        (["docs", "--as", "superseded"], WRONG_USE),
        (["docs", "--plain"], WRONG_USE),
    ],
)
def test_wrong_use(
    spec: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
):
    (spec.parent / "docs").mkdir()
    (spec.parent / "docs" / "conf.py").touch()
    monkeypatch.chdir(spec.parent)
    assert main(["check", *arguments]) == code
    assert capsys.readouterr().err.startswith("techspec: ")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"# Mill\n", b"\xef\xbb\xbf# Mill\r\n\r\nA. B.\r\n"]
)
def test_other_files(spec: Path, capsys: Capture, content: bytes):
    spec.write_bytes(content)
    assert main(["check", str(spec)]) == WRONG_USE
    assert "Traceback" not in capsys.readouterr().err


# Several files


@pytest.fixture
def specs(spec: Path) -> Path:
    """Return a folder with two specs, a record and files that are none."""
    folder = spec.parent
    (folder / "wheel.md").write_text(
        "# Mill\n\nIt turns. Slowly.\n\n## Stack\n\n- **Language**: Wython 2.x\n"
        "- **Cache**: see the [mill](mill.md)\n"
    )
    (folder / "notes.md").write_text("# Notes\n\nNothing of it.\n", "utf-8")
    (folder / "template.md").write_text(
        "# [Name]\n\n## Stack\n\n- **Language**: [Choice]\n- **Cache**: TBD\n\n"
        "## Components\n\n- **[Component]**: [Purpose] [Functions]\n- [Module]\n"
    )
    return folder


@pytest.mark.parametrize("one", [True, False])
def test_a_folder_without_conf_is_its_markdown_files(
    specs: Path, capsys: Capture, *, one: bool
):
    paths = [specs] if one else sorted(specs.glob("*.md"))
    code = main(["check", *map(str, paths), "--format", "json"])
    # A file that is named and not read does not pass; of a folder it may be no spec.
    assert code == (FINDINGS if one else WRONG_USE)
    printed = capsys.readouterr()
    found = json.loads(printed.out)["specs"]
    # Each spec of one name has that of its file.
    assert [spec["name"] for spec in found] == ["Mill (mill.md)", "Mill (wheel.md)"]
    failed = [
        places([f for f in spec["findings"] if f["state"] == "fail"]) for spec in found
    ]
    assert ("TS302", "mill.md", 9, "info") in failed[0]
    assert ("TS204", "mill.md", 10, "warning") in failed[0]
    assert ("TS302", "wheel.md", 7, "info") in failed[1]
    assert not {code for one in failed for code, *_ in one} & {"TS003", "TS014"}
    # What was not read is named; a decision record is no spec.
    others = [line for line in printed.err.splitlines() if "not read" in line]
    for line, names in zip(others, (("notes", "plan"), ("template",)), strict=True):
        assert all(f"{name}.md" in line for name in names)


def test_files_are_judged_by_one_status(specs: Path, capsys: Capture):
    found = places(found_in(capsys, specs, "--as", "approved"))
    assert ("TS302", "mill.md", 9, "warning") in found
    assert ("TS302", "wheel.md", 7, "warning") in found
    main(["check", str(specs)])
    *_, last = capsys.readouterr().out.splitlines()
    assert "--as approved" in last


def test_links_of_a_folder_may_lead_up(specs: Path, capsys: Capture):
    below = specs / "specs"
    below.mkdir()
    (specs / "mill.md").unlink()
    (below / "mill.md").write_text(PLAIN.replace("(adr/", "(../adr/"), "utf-8")
    (below / "dam.md").write_text("# Dam\n\n## Stack\n\n- **Language**: C 3.x\n")
    found = places(found_in(capsys, below))
    assert ("TS204", "specs/mill.md", 10, "warning") in found
    assert ("TS302", "specs/dam.md", 5, "info") in found
    main(["check", str(below)])
    assert f"{os.path.relpath(below)}/mill.md:10" in capsys.readouterr().out


@pytest.mark.parametrize("plain", [True, False])
def test_files_with_directives_are_of_their_project(
    specs: Path, capsys: Capture, *, plain: bool
):
    (specs / "wheel.md").write_text(WITH_DIRECTIVES, "utf-8")
    (specs / "conf.py").write_text(
        "extensions = ['myst_parser', 'sphinxcontrib_techspec']\n"
        "root_doc = 'wheel'\ntechspec_severity = {'TS302': 'error'}\n"
    )
    files = [specs / "mill.md", specs / "wheel.md"]
    found = places(found_in(capsys, *files, *(["--plain"] if plain else [])))
    severity = "warning" if plain else "error"
    assert ("TS302", "wheel.md", 12, severity) in found
    assert (("TS302", "mill.md", 9, "info") in found) == plain


@pytest.mark.parametrize("many", [True, False])
def test_a_status_is_not_for_directives(spec: Path, capsys: Capture, *, many: bool):
    spec.write_text(WITH_DIRECTIVES, "utf-8")
    (spec.parent / "plain.md").write_text(PLAIN, "utf-8")
    paths = [spec, spec.parent / "plain.md"] if many else [spec]
    for more in ([], ["--plain"]):
        assert main(["check", *map(str, paths), "--as", "draft", *more]) == WRONG_USE
        assert "mill.md" in capsys.readouterr().err


def test_a_draft_with_directives_is_raised(spec: Path, capsys: Capture):
    text = WITH_DIRECTIVES.replace("approved", "draft")
    spec.write_text(text, "utf-8")
    (spec.parent / "conf.py").write_text(
        "extensions = ['myst_parser', 'sphinxcontrib_techspec']\nroot_doc = 'mill'\n"
    )
    for more in ([], ["--plain"]):
        found = places(found_in(capsys, spec, *more))
        assert ("TS302", "mill.md", 12, "info") in found
        found = places(found_in(capsys, spec, "--as", "approved", *more))
        assert ("TS302", "mill.md", 12, "warning") in found


def test_another_ending(spec: Path, capsys: Capture):
    path = spec.rename(spec.with_suffix(".markdown"))
    found = places(found_in(capsys, path))
    assert ("TS302", "mill.markdown", 9, "info") in found
    assert found == places(found_in(capsys, path.parent))


def test_a_folder_without_a_spec(tmp_path: Path, capsys: Capture):
    assert main(["check", str(tmp_path)]) == WRONG_USE
    (tmp_path / "notes.md").write_text("# Notes\n", "utf-8")
    (tmp_path / "more.md").write_text("# More\n", "utf-8")
    assert main(["check", str(tmp_path)]) == WRONG_USE
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "conf.py").touch()
    capsys.readouterr()
    assert main(["check", str(tmp_path)]) == WRONG_USE
    assert "docs" in capsys.readouterr().err


def test_a_folder_with_one_file_that_is_none_names_the_file(
    tmp_path: Path, capsys: Capture
):
    (tmp_path / "notes.md").write_text("# Notes\n\nOf us.\n\n- one\n", "utf-8")
    assert main(["check", str(tmp_path)]) == WRONG_USE
    printed = capsys.readouterr().err
    assert str(tmp_path / "notes.md") in printed
    assert "line 5" in printed


def test_a_file_of_another_ending(tmp_path: Path, capsys: Capture):
    (tmp_path / "notes.txt").write_text("Notes\n", "utf-8")
    assert main(["check", str(tmp_path / "notes.txt")]) == WRONG_USE
    assert "Markdown" in capsys.readouterr().err


@pytest.mark.parametrize("status", ["Approved", "Draft"])
def test_a_plain_file_is_judged_as_a_draft(spec: Path, capsys: Capture, status: str):
    spec.write_text(f"# Mill\n\n> **Status**: {status}\n\n{PLAIN}", "utf-8")
    main(["check", str(spec)])
    *_, before, _ = capsys.readouterr().out.splitlines()
    assert ("judged as a draft" in before) == (status != "Draft")


def test_paths_of_several_sorts(spec: Path, capsys: Capture):
    assert main(["check", str(spec), str(spec.parent)]) == WRONG_USE
    assert main(["check", str(spec), str(spec), "--base", "HEAD"]) == WRONG_USE
    assert capsys.readouterr().err.count("techspec: ") == 2


def test_parts_to_do_are_no_template(spec: Path, capsys: Capture):
    """A spec may name what is to do, and have brackets in code and in paths."""
    todo = "\n".join(
        f"- TODO {number}: see `/mills/[code]/[name]`" for number in range(9)
    )
    code = "```ts\n[Name] [Choice] [Component] [Purpose] [Module] [Field]\n```\n"
    spec.write_text(
        f"{PLAIN}\n## More\n\nSee /mills/[code].\n\n{todo}\n\n{code}", "utf-8"
    )
    assert main(["check", str(spec)]) == FINDINGS
    assert "mill.md:9" in capsys.readouterr().out


UNREAD = {
    "README": "# Mill\n\n## Installation\n\n- Zython 3.1\n\n## Usage\n\nRun.\n\n"
    "## Stack\n\n- Zython 3.1.2\n\n## License\n\nNone.\n\n## Wheels\n\nOak.\n",
    "words": "# Mill\n\n## Stack\n\nCorn, ground slowly.\n",
    "header": "# Mill\n\n> **Version**: 0.4 | **Updated**: 2026-11-01\n\nIt grinds.\n",
}


@pytest.mark.parametrize("name", UNREAD)
@pytest.mark.parametrize(
    "options",
    [(), ("--as", "approved"), ("--fail-on", "error"), ("--ignore", "TS")],
    ids=" ".join,
)
def test_a_file_of_which_nothing_is_read_does_not_pass(
    spec: Path, capsys: Capture, name: str, options: tuple[str, ...]
):
    spec.write_text(UNREAD[name], "utf-8")
    assert main(["check", str(spec), *options]) == WRONG_USE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "nothing of a spec was read" in printed.err
    if name == "README":
        assert "only 1 of 5 headings" in printed.err
        assert "line 13" in printed.err
