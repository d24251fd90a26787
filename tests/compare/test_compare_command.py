"""``techspec compare`` and ``techspec check --base``, in real git repositories."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from repositories import commit_all, git
from states import item, snapshot, spec, text

from sphinxcontrib_techspec import compare as package
from sphinxcontrib_techspec.cli import CLEAN, FINDINGS, WRONG_USE, main
from sphinxcontrib_techspec.compare.as_json import to_data
from sphinxcontrib_techspec.compare.data import FILE_NAME, json_schema, schema_text
from sphinxcontrib_techspec.compare.differences import compare
from sphinxcontrib_techspec.compare.load import State
from sphinxcontrib_techspec.compare.wording import Compared

Capture = pytest.CaptureFixture[str]

CONF = """\
import sys, pathlib
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import names
extensions = ["myst_parser", "sphinxcontrib_techspec"]
project = names.NAME
"""
MILL = """\
# Mill

```{techspec:spec} Mill
:status: approved
:version: 1.0
:updated: 2026-01-31

A mill on Zython. It grinds.
```

```{techspec:stack}
- **Language**: Zython 3.x
- **Database**: Zedis 7.2.1
```
"""
HEADER_RST = """\
.. techspec:spec:: Mill
   :status: approved
   :version: 1.0
   :updated: 2026-01-31

   A mill on Zython. It grinds.
"""
MILL_RST = f"""\
Mill
====

{HEADER_RST}
.. techspec:stack::

   - **Language**: Zython 3.12.1
   - **Database**: Zedis 8.x
"""
PLAIN = """\
# Mill

> **Status**: Draft | **Version**: 1.0 | **Updated**: 2026-01-31

It grinds corn. Slowly.

## Technology Stack

- **Language**: Zython 3.12.1
- **Database**: Zedis 7.2.1
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with two commits of a project and of a plain file."""
    git(tmp_path, "init", "-q")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text(CONF)
    (docs / "names.py").write_text("NAME = 'One'\n")
    (docs / "index.md").write_text(MILL)
    (tmp_path / "SPEC.md").write_text(PLAIN)
    commit_all(tmp_path)
    git(tmp_path, "tag", "v1")
    # Each revision has its own modules.
    (docs / "names.py").write_text("NAME = 'Two'\n")
    (docs / "index.md").write_text(
        MILL.replace("Zedis 7.2.1", "Zedis 8.x").replace("Zython 3.x", "Zython 3.12.1")
    )
    (tmp_path / "SPEC.md").write_text(
        PLAIN.replace("Draft", "Approved").replace("7.2.1", "8.0.1")
    )
    commit_all(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: Capture, *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    output = capsys.readouterr()
    return code, output.out, output.err


def test_two_revisions_of_a_folder(folder: Path, capsys: Capture):
    code, out, err = run(capsys, "compare", "v1", "HEAD", "--format", "json")
    assert (code, err) == (CLEAN, "")
    data = json.loads(out)
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    assert {
        (one["type"], one["new"]["name"], *map(tuple, map(dict.values, one["fields"])))
        for one in data["items"]
    } == {
        ("changed", "Zedis", ("version", "7.2.1", "8.x")),
        ("changed", "Zython", ("version", "3.x", "3.12.1")),
    }
    assert {(f["type"], (f["new"] or f["old"])["item"]) for f in data["findings"]} == {
        ("new", "Zedis"),
        ("fixed", "Zython"),
    }
    # Nothing is written, and nothing of the repository changed.
    assert git(folder, "status", "--porcelain") == ""


@pytest.mark.usefixtures("folder")
def test_fail_on_and_places(capsys: Capture):
    code, out, _ = run(capsys, "compare", "v1", "HEAD", "docs", "--fail-on", "warning")
    assert code == FINDINGS
    assert "docs/index.md:13" in out
    code, *_ = run(capsys, "compare", "v1", "HEAD", "docs", "--fail-on", "error")
    assert code == CLEAN


def test_two_revisions_of_a_plain_file(folder: Path, capsys: Capture):
    (folder / "SPEC.md").unlink()
    code, out, _ = run(capsys, "compare", "v1", "HEAD", "SPEC.md")
    assert code == CLEAN
    assert "stack Zedis (SPEC.md:10)" in out
    assert "version: 7.2.1 → 8.0.1" in out
    assert "status: Draft → Approved" in out


def test_a_renamed_file_is_named_and_compared(folder: Path, capsys: Capture):
    git(folder, "mv", "SPEC.md", "docs/mill.md")
    commit_all(folder)
    code, _, err = run(capsys, "compare", "HEAD~1", "HEAD", "docs/mill.md")
    assert code == WRONG_USE
    assert "HEAD~1:SPEC.md" in err
    code, out, _ = run(capsys, "compare", "HEAD~1:SPEC.md", "HEAD", "docs/mill.md")
    assert (code, out.splitlines()[0].rpartition(": ")[2]) == (CLEAN, "no changes")


def test_a_renamed_folder_is_named(folder: Path, capsys: Capture):
    git(folder, "mv", "docs", "doc")
    commit_all(folder)
    for arguments in (
        ("compare", "HEAD~1", "HEAD", "doc"),
        ("check", "doc", "--base", "HEAD~1"),
    ):
        code, _, err = run(capsys, *arguments)
        assert code == WRONG_USE
        assert err.endswith("HEAD~1:docs\n")


@pytest.mark.parametrize("path", ["NEW.md", "new"])
def test_what_is_new_is_compared_with_nothing(folder: Path, capsys: Capture, path: str):
    new = folder / path
    if path == "new":
        # A folder without conf.py is no project, either.
        new.mkdir()
        (new / "notes.md").write_text("# Notes\n")
        commit_all(folder)
        (new / "conf.py").write_text(
            "extensions = ['myst_parser', 'sphinxcontrib_techspec']\n"
        )
        (new / "index.md").write_text(MILL.replace("Mill", "Wheel"))
    else:
        new.write_text(PLAIN.replace("Mill", "Wheel").replace("7.2.1", "7.x"))
    commit_all(folder)
    code, out, err = run(capsys, "compare", "v1", "HEAD", path, "--format", "json")
    assert (code, err) == (CLEAN, "")
    data = json.loads(out)
    assert [(one["old"], one["new"]["name"]) for one in data["specs"]] == [
        (None, "Wheel")
    ]
    assert {(one["type"], one["new"]["name"]) for one in data["items"]} == {
        ("added", name) for name in ("Wheel", "Zedis", "Zython")
    }
    _, out, _ = run(capsys, "compare", "v1", "HEAD", path)
    assert "Wheel: new spec" in out
    severity = ("--fail-on", "info")
    alone, *_ = run(capsys, "check", path, *severity)
    code, out, _ = run(capsys, "check", path, "--base", "v1", *severity)
    assert code == alone == FINDINGS
    assert "no older findings hidden" in out
    # A path that is named for the revision is meant.
    code, _, err = run(capsys, "compare", f"v1:{path}", "HEAD", path)
    assert code == WRONG_USE
    code, _, err = run(capsys, "check", path, "--base", f"v1:{path}")
    assert code == WRONG_USE


def test_a_conf_that_calls_git(folder: Path, capsys: Capture):
    (folder / "docs" / "conf.py").write_text(
        "import subprocess\n"
        "project = subprocess.check_output(['git', 'describe', '--tags'], text=True)\n"
        "extensions = ['myst_parser', 'sphinxcontrib_techspec']\n"
    )
    commit_all(folder)
    git(folder, "tag", "v3")
    code, _, err = run(capsys, "check", "docs", "--base", "v3")
    assert (code, err) == (CLEAN, "")


def test_what_is_no_longer_read_is_not_removed(folder: Path, capsys: Capture):
    text = PLAIN.replace("## Technology Stack\n\n", "We had:\n\n")
    (folder / "SPEC.md").write_text(text.replace("- **Language**: Zython 3.12.1\n", ""))
    commit_all(folder)
    _, out, _ = run(capsys, "compare", "v1", "HEAD", "SPEC.md", "--format", "json")
    data = json.loads(out)
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    found = {
        one["old"]["name"]: (one["type"], one["written_at"])
        for one in data["items"]
        if one["kind"] == "stack"
    }
    assert found == {
        "Zython": ("removed", None),
        "Zedis": ("no longer read", {"file": "SPEC.md", "line": 9}),
    }
    _, out, _ = run(capsys, "compare", "v1", "HEAD", "SPEC.md")
    assert "no longer read stack Zedis (SPEC.md:9)" in out


def test_a_moved_document_is_no_change(folder: Path, capsys: Capture):
    index = folder / "docs" / "index.md"
    whole = index.read_text()
    (folder / "docs" / "mill.md").write_text(whole)
    index.write_text("# Mills\n\n```{toctree}\nmill\n```\n")
    commit_all(folder)
    code, out, _ = run(capsys, "compare", "HEAD~1", "HEAD")
    assert (code, out.splitlines()[0].rpartition(": ")[2]) == (CLEAN, "no changes")


def test_check_since_a_base(folder: Path, capsys: Capture):
    code, out, _ = run(capsys, "check", "docs", "--base", "v1")
    assert code == FINDINGS
    assert "Zedis" in out
    assert "since v1:" in out
    assert "Zython" not in out.partition("Mill (approved)")[0]
    code, *_ = run(capsys, "check", "docs", "--base", "HEAD")
    assert code == CLEAN
    # A finding that is more severe now is new.
    (folder / "docs" / "index.md").write_text(MILL.replace("approved", "draft"))
    commit_all(folder)
    (folder / "docs" / "index.md").write_text(MILL)
    code, out, _ = run(capsys, "check", "docs", "--base", "HEAD", "--select", "TS302")
    assert code == FINDINGS


def test_check_of_a_plain_file_since_a_base(folder: Path, capsys: Capture):
    spec_file = folder / "SPEC.md"
    spec_file.write_text(spec_file.read_text().replace("8.0.1", "8.x"))
    as_approved = ("--as", "approved", "--format", "json")
    code, out, _ = run(capsys, "check", "SPEC.md", "--base", "HEAD", *as_approved)
    assert code == FINDINGS
    (found,) = [
        (f["code"], f["item"], f["line"])
        for one in json.loads(out)["specs"]
        for f in one["findings"]
        if f["state"] == "fail"
    ]
    assert found == ("TS302", "Zedis", 10)


@pytest.mark.parametrize("prefix", ["", "../"])
def test_a_folder_of_plain_files(folder: Path, capsys: Capture, prefix: str):
    specs = folder / "specs"
    specs.mkdir()
    (folder / "notes.md").write_text("# Notes\n", "utf-8")
    # A link that leads up does not change the paths that are shown.
    more = f"\nSee the [notes]({prefix}notes.md).\n"
    (specs / "mill.md").write_text(PLAIN + more, "utf-8")
    (specs / "dam.md").write_text(PLAIN.replace("Mill", "Dam"), "utf-8")
    commit_all(folder)
    # The folder is new.
    code, out, _ = run(capsys, "compare", "HEAD~1", "HEAD", "specs")
    assert code == CLEAN
    assert out.count("added") >= 4
    for name in ("mill.md", "dam.md"):
        path = specs / name
        path.write_text(path.read_text().replace("7.2.1", "8.x"), "utf-8")
    code, out, _ = run(capsys, "check", "specs", "--base", "HEAD", "--fail-on", "info")
    assert code == FINDINGS
    for name in ("mill", "dam"):
        assert f"specs/{name}.md:10: info TS302" in out
    commit_all(folder)
    code, out, _ = run(capsys, "compare", "HEAD~1", "HEAD", "specs")
    assert code == CLEAN
    for name in ("mill", "dam"):
        assert f"(specs/{name}.md:10)" in out
    assert out.count("version: 7.2.1 → 8.x") == 2


@pytest.mark.usefixtures("folder")
def test_a_baseline_and_a_base_hide_together(capsys: Capture):
    run(
        capsys,
        "check",
        "docs",
        "--write-baseline",
        "baseline.json",
        "--select",
        "TS302",
    )
    code, out, _ = run(
        capsys,
        "check",
        "docs",
        "--base",
        "v1",
        "--baseline",
        "baseline.json",
        "--format",
        "json",
    )
    assert code == CLEAN
    data = json.loads(out)
    assert (data["hidden_by_baseline"], data["fixed_since_baseline"]) == (1, 0)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("compare", "v1", "v2"), "v2"),
        (("compare", "v1", "HEAD", "nowhere"), "nowhere"),
        (("compare", "v1", "HEAD", "nowhere.md"), "nowhere.md"),
        (("compare", "old.json", "new.json"), "old.json: no such file"),
        (("compare", "v1", "HEAD", "docs", "--links", "javascript:x"), "--links"),
        (("compare", "v1", "HEAD", "/outside"), "/outside"),
        (("compare", "v1", "HEAD", "docs", "--as", "draft"), "--as"),
        (("check", "docs", "--base", "v2"), "v2"),
        (("check", "docs", "--base", "v1", "--write-baseline", "x"), "--base"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_wrong_use_is_one_message(capsys: Capture, arguments, reason):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (WRONG_USE, "")
    assert len(err.splitlines()) == 1
    assert reason in err
    assert "techspec-" not in err


@pytest.mark.parametrize(
    "conf",
    [
        "x = (",
        "import nothing_of_this_name",
        "import os; os._exit(3)",
        "extensions = []",
    ],
)
def test_a_base_that_cannot_be_built_is_no_pass(
    folder: Path, capsys: Capture, conf: str
):
    right = (folder / "docs" / "conf.py").read_text()
    (folder / "docs" / "conf.py").write_text(conf)
    commit_all(folder)
    (folder / "docs" / "conf.py").write_text(right)
    commit_all(folder)
    for arguments in (
        ("compare", "HEAD~1", "HEAD"),
        ("check", "docs", "--base", "HEAD~1"),
    ):
        code, out, err = run(capsys, *arguments)
        assert (code, out) == (WRONG_USE, "")
        assert "HEAD~1:docs" in err
        assert "techspec-" not in err


def test_the_state_that_cannot_be_built_is_named(folder: Path, capsys: Capture):
    (folder / "docs" / "conf.py").write_text("import os; os._exit(3)")
    commit_all(folder)
    code, _, err = run(capsys, "compare", "HEAD~1", "HEAD")
    assert code == WRONG_USE
    assert "HEAD:docs" in err
    assert "HEAD~1" not in err


def test_two_files(tmp_path: Path, capsys: Capture):
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(text(spec([item("stack", "A", note="x")])))
    new.write_text(text(spec([item("stack", "A", note="y")])))
    code, out, _ = run(capsys, "compare", old, new)
    assert code == CLEAN
    assert "note: x → y" in out
    code, out, _ = run(capsys, "compare", old, old, "--format", "markdown")
    assert "No changes." in out


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"format": "techspec", "version": 1}',
        "[" * 100_000,
        '{"format": "techspec", "version": 2}',
    ],
)
def test_files_that_are_none(tmp_path: Path, capsys: Capture, content: str):
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(text(spec()))
    new.write_text(content)
    for files in ((old, new), (new, old)):
        code, out, err = run(capsys, "compare", *files)
        assert (code, out) == (WRONG_USE, "")
        assert "new.json" in err
        assert len(err.splitlines()) == 1


def test_the_schema_that_ships_is_current():
    file = Path(package.__file__).parent / FILE_NAME
    assert file.read_text("utf-8") == schema_text()


def test_what_does_not_fit_the_schema_is_found():
    one, two = snapshot(spec()), snapshot(spec([item("stack", "A")]))
    found = Compared(State("a", one), State("b", two), compare(one, two))
    data = json.loads(json.dumps(to_data(found)))
    validator = jsonschema.Draft202012Validator(json_schema())
    validator.validate(data)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**data, "items": [{}]})


_HEADER = MILL.partition("```{techspec:spec}")[2].partition("```\n")[0]


@pytest.mark.parametrize("language", ["md", "rst"])
@pytest.mark.parametrize("lost", ["status", "header", "changed"])
def test_a_spec_that_is_no_longer_approved(
    folder: Path, capsys: Capture, language: str, lost: str
):
    index = folder / "docs" / f"index.{language}"
    if language == "rst":
        (folder / "docs" / "index.md").unlink()
        index.write_text(MILL_RST)
        commit_all(folder)
    whole = index.read_text()
    header = HEADER_RST if language == "rst" else f"```{{techspec:spec}}{_HEADER}```\n"
    assert header in whole
    new = {
        "status": whole.replace(":status: approved\n", ":class: mill\n"),
        "header": whole.replace(header, ""),
        "changed": whole.replace("approved", "draft"),
    }[lost]
    index.write_text(new)
    code, _, err = run(capsys, "check", "docs", "--base", "HEAD")
    assert code == FINDINGS
    assert ("“Mill”" if lost == "header" else "Mill: ") in err
    assert "approved in HEAD" in err
    assert run(capsys, "check", "docs", "--base", "HEAD", "--fail-on", "error")[0] == 0
    # The gate holds where it is asked for.
    assert run(capsys, "check", "docs")[0] == CLEAN
    code, out, err = run(capsys, "check", "docs", "--as", "approved")
    assert (code, err) == (FINDINGS, "")
    assert "warning TS302 stack Zedis" in out
    commit_all(folder)
    code, *_ = run(capsys, "compare", "HEAD~1", "HEAD", "--fail-on", "warning")
    assert code == FINDINGS
    assert run(capsys, "compare", "HEAD~1", "HEAD", "--fail-on", "error")[0] == CLEAN
    as_approved = ("docs", "--as", "approved", "--base", "HEAD~1")
    code, out, _ = run(capsys, "check", *as_approved)
    # Nothing but what is missing in the header is new.
    assert code == (CLEAN if lost == "changed" else FINDINGS)
    assert "Zedis" not in out
