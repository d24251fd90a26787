"""``techspec check``: exit codes, selection, terminals, pipes and bad files."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import run_sphinx
from rule_pages import example_texts, page
from sphinxcontrib_techspec.cli import main
from sphinxcontrib_techspec.formats import FORMATS
from sphinxcontrib_techspec.rules import RULES, Rule

CLEAN, FINDINGS, WRONG_USE = 0, 1, 2

CONF = 'extensions = ["myst_parser", "sphinxcontrib_techspec"]\nproject = "Shop"\n'
SHOP = """\
# Shop

```{techspec:spec} Shop
:status: approved
:version: 1.0
:updated: 2026-01-31

A shop on PostgreSQL. It is a monolith.
```

```{techspec:stack}
- **Language**: Python 3.x
- **Database**: PostgreSQL
```

{techspec:stack}`PostgreSLQ`
"""
STOCK = """\
# Stock

```{techspec:spec} Stock
:status: draft
:version: 0.1
:updated: 2026-01-31

Counts the goods. It is a service.
```

```{techspec:stack}
- **Language**: Go 1.x
```
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two specs."""
    folder = tmp_path_factory.mktemp("command-line") / "docs"
    folder.mkdir()
    (folder / "conf.py").write_text(CONF, "utf-8")
    (folder / "index.md").write_text(SHOP, "utf-8")
    (folder / "stock.md").write_text(STOCK, "utf-8")
    return folder


@pytest.fixture(scope="session")
def built(docs: Path) -> Path:
    """Return the ``techspec.json`` of that folder."""
    out = docs.parent / "out"
    run_sphinx(docs, out, docs.parent / "doctrees", "techspec")
    return out / "techspec.json"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line: exit code, output, errors."""

    def run_it(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        output = capsys.readouterr()
        return code, output.out, output.err

    return run_it


def codes(text: str) -> set[str]:
    """Return the codes of the findings in an answer in JSON."""
    specs = json.loads(text)["specs"]
    return {
        found["code"]
        for spec in specs
        for found in spec["findings"]
        if found["state"] == "fail"
    }


# Exit codes


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], FINDINGS),
        (["--fail-on", "error"], CLEAN),
        (["--fail-on", "warning"], FINDINGS),
        (["--fail-on", "info"], FINDINGS),
        (["--spec", "Stock"], CLEAN),
        (["--spec", "stock", "--fail-on", "info"], FINDINGS),
        (["--ignore", "TS"], CLEAN),
        (["--select", "TS306"], CLEAN),
        (["--fail-on", "error", "--fail-under", "15"], CLEAN),
        (["--fail-on", "error", "--fail-under", "99.9"], FINDINGS),
    ],
    ids=str,
)
def test_exit_code(run: Run, built: Path, options: list[str], expected: int):
    code, out, _ = run("check", built, *options)
    assert code == expected
    assert out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chekc"],
        ["check"],
        ["check", "BUILT", "--format", "xml"],
        ["check", "BUILT", "--fail-on", "fatal"],
        ["check", "BUILT", "--fail-under", "most"],
        ["check", "BUILT", "--spec", "Stcok"],
        ["check", "BUILT", "--select", "TS9"],
        ["check", "BUILT", "--ignore", "302"],
        ["check", "BUILT", "--baseline", "gone.json"],
        ["check", "BUILT", "--baseline", "BUILT"],
        ["check", "BUILT", "--write-baseline", "gone/baseline.json"],
        ["check", "gone.json"],
        ["check", "."],
        ["rules", "TS999"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_reported_in_one_line(
    run: Run,
    built: Path,
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(
        *(str(built) if word == "BUILT" else word for word in arguments)
    )
    assert code == WRONG_USE
    assert out == ""
    assert "Traceback" not in err
    assert err.strip().splitlines()[-1].startswith("techspec")


def test_suggests_what_was_meant(run: Run, built: Path, docs: Path):
    assert "“Stock”" in run("check", built, "--spec", "Stcok")[2]
    assert "“TS302”" in run("rules", "TS3O2")[2]
    assert "“TS302”" in run("check", built, "--select", "TS3O2")[2]
    assert str(docs) in run("check", docs.parent)[2].split(str(docs.parent), 1)[1]


def test_lists_the_specs_where_no_name_is_like_it(run: Run, built: Path):
    err = run("check", built, "--spec", "Zzz")[2]
    assert "Shop" in err
    assert "Stock" in err


def test_reports_a_low_score(run: Run, built: Path):
    _, out, err = run("check", built, "--fail-under", "99", "--spec", "Shop")
    score = re.search(r"Shop \(approved\): .*?(\d+\.\d %)", out)
    assert score is not None
    assert err.startswith("techspec: Shop: ")
    assert score[1] in err
    assert "--fail-under 99 %" in err
    assert err.count("\n") == 1


# Selection


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--select", "TS302"], {"TS302"}),
        (["--select", "ts3"], {"TS301", "TS302"}),
        (["--select", "TS301,TS302"], {"TS301", "TS302"}),
        (["--select", "TS301", "--select", "TS004"], {"TS004", "TS301"}),
        (["--select", "TS3", "--ignore", "TS302"], {"TS301"}),
        (["--ignore", "TS1, TS2 ,TS3"], {"TS004"}),
        (["--select", "TS3", "--spec", "Stock"], {"TS302"}),
        (["--select", "TS307"], set[str]()),
    ],
)
def test_selects_and_ignores(
    run: Run, built: Path, options: list[str], expected: set[str]
):
    _, out, _ = run("check", built, "--format", "json", *options)
    assert codes(out) == expected


def test_the_score_is_of_all_rules(run: Run, built: Path):
    scores = [
        [spec["score"] for spec in json.loads(out)["specs"]]
        for options in ([], ["--select", "TS302"], ["--ignore", "TS"])
        for _, out, _ in [run("check", built, "--format", "json", *options)]
    ]
    assert scores[0] == scores[1] == scores[2]


def test_a_folder_is_built_with_the_same_findings(run: Run, docs: Path, built: Path):
    from_folder = run("check", docs, "--format", "json")
    from_file = run("check", built, "--format", "json")
    assert from_folder[:2] == from_file[:2]


def test_a_folder_shows_its_lines(
    run: Run, docs: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(docs.parent)
    _, out, _ = run("check", "docs", "--select", "TS302", "--spec", "Shop")
    first, *shown = out.splitlines()[:3]
    assert first.startswith("docs/index.md:12: warning TS302 stack Python: ")
    assert shown == [
        "  12 | - **Language**: Python 3.x",
        "     | ^^^^^^^^^^^^^^^^^^^^^^^^^^",
    ]


def test_a_folder_without_the_extension_is_reported(run: Run, tmp_path: Path):
    (tmp_path / "conf.py").write_text("extensions = []\n", "utf-8")
    (tmp_path / "index.rst").write_text("Shop\n====\n", "utf-8")
    code, out, err = run("check", tmp_path)
    assert (code, out) == (WRONG_USE, "")
    assert "conf.py" in err
    assert "sphinxcontrib_techspec" in err
    assert err.count("\n") == 1


def test_an_extension_that_sets_it_up_is_enough(run: Run, tmp_path: Path):
    conf = (
        "import sys, pathlib\n"
        "sys.path.insert(0, str(pathlib.Path(__file__).parent))\n"
        "extensions = ['house_style_of_check']\n"
    )
    (tmp_path / "conf.py").write_text(conf, "utf-8")
    (tmp_path / "house_style_of_check.py").write_text(
        "def setup(app):\n"
        "    app.setup_extension('myst_parser')\n"
        "    app.setup_extension('sphinxcontrib_techspec')\n",
        "utf-8",
    )
    (tmp_path / "index.md").write_text(SHOP, "utf-8")
    code, out, _ = run("check", tmp_path)
    assert code == FINDINGS
    assert "TS302" in out


def test_a_wrong_value_in_conf_is_reported(run: Run, tmp_path: Path):
    (tmp_path / "conf.py").write_text(CONF + "techspec_word_limit = 0\n", "utf-8")
    (tmp_path / "index.md").write_text(SHOP, "utf-8")
    code, _, err = run("check", tmp_path)
    assert code == WRONG_USE
    assert "techspec_word_limit" in err


# Baselines


def test_a_baseline_hides_findings_and_reports_the_fixed(
    run: Run, built: Path, tmp_path: Path
):
    baseline = tmp_path / "baseline.json"
    assert run("check", built, "--write-baseline", baseline) == (CLEAN, "", "")
    code, out, _ = run("check", built, "--baseline", baseline)
    number = len(json.loads(baseline.read_text("utf-8"))["findings"])
    assert code == CLEAN
    assert number > 1
    assert out.splitlines()[-1].startswith(f"{number} older findings ")
    assert "--write-baseline" not in out
    text = built.read_text("utf-8")
    other = tmp_path / "techspec.json"
    other.write_text(text.replace('"TS004"', '"TS005"'), "utf-8")
    code, out, _ = run("check", other, "--baseline", baseline)
    assert code == FINDINGS
    assert out.startswith("index.md:16: warning TS005 ")
    hidden, fixed = out.splitlines()[-2:]
    assert hidden.startswith(f"{number - 1} older findings ")
    assert fixed.startswith("1 baseline entry ")
    assert "--write-baseline" in fixed


@pytest.mark.parametrize(
    "options", [["--select", "TS302"], ["--ignore", "TS1"], ["--spec", "Stock"]]
)
def test_a_selection_does_not_count_the_rest_as_fixed(
    run: Run, built: Path, tmp_path: Path, options: list[str]
):
    baseline = tmp_path / "baseline.json"
    run("check", built, "--write-baseline", baseline)
    _, out, _ = run(
        "check", built, "--baseline", baseline, "--format", "json", *options
    )
    data = json.loads(out)
    assert data["fixed_since_baseline"] == 0
    assert data["hidden_by_baseline"] > 0
    _, part, _ = run("check", built, "--format", "json", *options)
    assert data["hidden_by_baseline"] == sum(
        found["state"] == "fail"
        for spec in json.loads(part)["specs"]
        for found in spec["findings"]
    )


# Terminals and pipes


def techspec(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "sphinxcontrib_techspec.cli", *map(str, arguments)]
    return subprocess.run(command, check=False, timeout=60, **options)


def on_a_terminal(*arguments: object, **environment: str) -> str:
    """Return what the command line writes to a terminal."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "sphinxcontrib_techspec.cli", *map(str, arguments)]
    parts: list[bytes] = []
    with subprocess.Popen(command, stdout=slave, env={**os.environ, **environment}):
        os.close(slave)
        # A terminal whose other end has gone is an error to read, on Linux.
        with suppress(OSError):
            while part := os.read(master, 65536):
                parts.append(part)
    os.close(master)
    return b"".join(parts).decode()


@pytest.fixture
def few(built: Path) -> list[str]:
    """Return arguments that select one finding."""
    return ["check", str(built), "--select", "TS302", "--spec", "Shop"]


def test_a_terminal_shows_colours(few: list[str]):
    output = on_a_terminal(*few, NO_COLOR="")
    assert "\x1b[33mwarning\x1b[0m" in output
    assert "\x1b[1mindex.md:12\x1b[0m" in output


def test_a_terminal_shows_no_colours_with_no_color(few: list[str]):
    assert "\x1b" not in on_a_terminal(*few, NO_COLOR="1")


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "text"])
def test_a_terminal_shows_no_colours_in_other_formats(few: list[str], name: str):
    assert "\x1b" not in on_a_terminal(*few, "--format", name, NO_COLOR="")


def test_a_pipe_gets_no_colours(few: list[str]):
    output = techspec(*few, capture_output=True)
    assert output.returncode == FINDINGS
    assert b"TS302" in output.stdout
    assert b"\x1b" not in output.stdout
    assert output.stderr == b""


def test_a_closed_pipe(built: Path, tmp_path: Path):
    data = json.loads(built.read_text("utf-8"))
    findings = data["specs"][0]["findings"]
    data["specs"][0]["findings"] = findings * 200
    big = tmp_path / "techspec.json"
    big.write_text(json.dumps(data), "utf-8")
    read, write = os.pipe()
    os.close(read)
    try:
        output = techspec("check", big, stdout=write, stderr=subprocess.PIPE)
    finally:
        os.close(write)
    assert output.stderr == b""
    assert output.returncode == FINDINGS


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_an_output_in_ascii_escapes_other_characters(few: list[str], name: str):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    output = techspec(*few, "--format", name, capture_output=True, env=environment)
    assert output.returncode == FINDINGS
    assert output.stderr == b""
    assert output.stdout.isascii()


# Imports: a file is checked fast


def loaded(*arguments: object) -> set[str]:
    """Return the modules that the command line loads."""
    script = (
        "import sys\n"
        "from sphinxcontrib_techspec.cli import main\n"
        "main(sys.argv[1:])\n"
        "print('\\n'.join(['', '', *sys.modules]), file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", script, *map(str, arguments)]
    output = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return set(output.stderr.decode().split())


@pytest.mark.parametrize("name", ["text", "json", "github", "markdown"])
def test_a_file_is_checked_without_heavy_imports(
    built: Path, name: str, tmp_path: Path
):
    baseline = tmp_path / "baseline.json"
    assert main(["check", str(built), "--write-baseline", str(baseline)]) == CLEAN
    modules = loaded("check", built, "--format", name, "--baseline", baseline)
    assert "sphinxcontrib_techspec.cli" in modules
    assert modules.isdisjoint({"sphinx", "docutils", "myst_parser", "pydantic", "yaml"})


@pytest.mark.parametrize("options", [["--format", "sarif"], ["--format", "junit"]])
def test_formats_that_list_the_rules_do_not_import_sphinx(
    built: Path, options: list[str]
):
    modules = loaded("check", built, *options)
    assert modules.isdisjoint({"sphinx", "docutils", "myst_parser"})


def test_rules_are_listed_without_sphinx():
    assert loaded("rules").isdisjoint({"sphinx", "docutils", "myst_parser"})


# Invalid files


@pytest.mark.slow
@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_garbled_file_is_reported_without_a_traceback(
    data: st.DataObject,
    built: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
):
    whole = json.loads(built.read_text("utf-8"))
    garbled = _garble(whole, data.draw)
    path = tmp_path / "techspec.json"
    path.write_text(json.dumps(garbled), "utf-8")
    name = data.draw(st.sampled_from(list(FORMATS)))
    code = main(["check", str(path), "--format", name])
    output = capsys.readouterr()
    assert code in {CLEAN, FINDINGS, WRONG_USE}
    if code == WRONG_USE:
        assert output.err.startswith(f"techspec: {path}: ")
        assert output.out == ""


_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
_VALUES = _LEAVES | st.lists(_LEAVES) | st.dictionaries(st.text(), _LEAVES)


def _garble(value: Any, draw: Callable[..., Any]) -> Any:
    """Return a part of the file with something in it replaced or taken out."""
    if isinstance(value, dict) and value:
        key = draw(st.sampled_from(sorted(value)))
        if draw(st.booleans()) and draw(st.booleans()):
            return {name: part for name, part in value.items() if name != key}
        return {**value, key: _garble(value[key], draw)}
    if isinstance(value, list) and value:
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], _garble(value[place], draw), *value[place + 1 :]]
    return draw(_VALUES)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": "techspec"}',
        b'{"format": "techspec", "version": 99}',
        b'{"format": "techspec", "version": 1}',
        b'{"format": "techspec", "version": 1, "project": "x", "specs": {}}',
    ],
    ids=range(10),
)
def test_an_invalid_file_is_reported(run: Run, tmp_path: Path, content: bytes):
    path = tmp_path / "techspec.json"
    path.write_bytes(content)
    code, out, err = run("check", path)
    assert (code, out) == (WRONG_USE, "")
    assert err.startswith(f"techspec: {path}: ")


# Rules


def test_rules_are_listed_with_code_name_and_summary(run: Run):
    code, out, err = run("rules")
    assert (code, err) == (CLEAN, "")
    assert [line.split(maxsplit=2) for line in out.splitlines()] == [
        [rule.code, rule.slug, rule.summary] for rule in RULES
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_explained_with_an_example_of_each_side(run: Run, rule: Rule):
    code, out, err = run("rules", rule.code)
    assert (code, err) == (CLEAN, "")
    title, blank, *rest = out.splitlines()
    assert (title, blank) == (f"{rule.code} {rule.slug}", "")
    assert rest[: len(page(rule).splitlines())] == page(rule).splitlines()
    fires, silent = example_texts(rule)
    assert fires != silent
    assert out.index(fires) < out.index(silent)
    assert rest[-1].endswith(f"/{rule.code}.html")


@pytest.mark.parametrize("name", ["version-inexact", "Version-Inexact", "ts302"])
def test_a_rule_is_found_by_its_name_in_any_case(run: Run, name: str):
    assert run("rules", name) == run("rules", "TS302")


@pytest.mark.parametrize(
    ("typo", "meant"), [("TS3O2", "TS302"), ("version-inexct", "version-inexact")]
)
def test_a_misspelt_rule_is_answered_with_a_suggestion(run: Run, typo: str, meant: str):
    code, out, err = run("rules", typo)
    assert (code, out) == (WRONG_USE, "")
    assert f"“{meant}”" in err


@pytest.mark.parametrize(
    "arguments", [["check", "."], ["rules"], ["rules", "TS302"], ["schema"]]
)
def test_an_output_that_is_full_is_wrong_use(tmp_path: Path, arguments):
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "index.md").write_text(SHOP)
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "sphinxcontrib_techspec", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            check=False,
        )
    assert result.returncode == WRONG_USE
    (line,) = [
        line for line in result.stderr.decode().splitlines() if "WARNING" not in line
    ]
    assert line.startswith("techspec: ")


def test_a_temporary_folder_that_cannot_be_made_is_wrong_use(
    tmp_path: Path, monkeypatch, capsys
):
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "index.md").write_text(SHOP)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "/tmp/x")  # noqa: S108 - a name

    monkeypatch.setattr("tempfile.mkdtemp", fail)
    assert main(["check", str(tmp_path)]) == WRONG_USE
    assert len(capsys.readouterr().err.splitlines()) == 1
