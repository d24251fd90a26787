"""What CONTRIBUTING shows is what the tests apply and run."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from conftest import Project
from rule_pages import sections, snippet
from sphinxcontrib_techspec import formats
from sphinxcontrib_techspec.cli import main
from sphinxcontrib_techspec.findings import evaluate as engine
from sphinxcontrib_techspec.rules import RULES, Rule

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def block(language: str, containing: str) -> str:
    """Return the fenced block of a language that has some text."""
    for part in CONTRIBUTING.split(f"```{language}\n")[1:]:
        text, _, _ = part.partition("\n```")
        if containing in text:
            return text + "\n"
    pytest.fail(f"CONTRIBUTING has no block of {language} with {containing!r}")


def test_the_diff_is_the_one_that_is_applied():
    shown = block("diff", "risk.py")
    assert shown == (EXAMPLES / "new-kind.diff").read_text("utf-8")


def test_the_rule_works(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
):
    path = EXAMPLES / "new_rule.py"
    assert block("python", "def error_without_status") in path.read_text("utf-8")
    spec = importlib.util.spec_from_file_location("new_rule", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert block("python", '= "TS399"') == 'ERROR_WITHOUT_STATUS = "TS399"\n'
    assert block("python", "Rule.of(") == (
        "Rule.of(Code.ERROR_WITHOUT_STATUS, examples.error_without_status),\n"
    )
    rule = Rule("TS399", "error-without-status", module.error_without_status)
    assert rule.code not in {other.code for other in RULES}
    monkeypatch.setattr(engine, "RULES", (*RULES, rule))
    page = """
        # Page

        ```{techspec:endpoint} GET /things
        :auth: no
        :purpose: List things
        ```

        ```{techspec:error}
        | Code | Meaning | User action | HTTP |
        |------|---------|-------------|------|
        | E1 | Wrong | Fix it | 422 |
        | E2 | Worse | Ask | |
        ```
        """
    found = project({"index": dedent(page)}).build("techspec").findings
    failed = [(f["item"], f["subject"]) for f in found if f["code"] == "TS399"]
    assert failed == [("E2", "http")]

    for title, count in {"Example": 1, "Instead": 0}.items():
        example = snippet(sections(rule)[title])
        found = project(example.files).build("techspec").findings
        assert sum(f["code"] == "TS399" for f in found) == count, title

    case = re.search(r"(?ms)^````md\n(.*?)^````$", CONTRIBUTING)
    assert case is not None
    document, _, expected = case[1].partition("%%% expected\n")
    found = project({"index": document}).build("techspec").findings
    assert expected.splitlines() == [
        f"{f['file']}:{f['line']} {f['severity']} {f['code']} error {f['item']} "
        f"| {f['subject']}"
        for f in found
        if f["code"] == "TS399"
    ]


def test_the_format_works(
    tmp_path: Path,
    project: Callable[..., Project],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    path = tmp_path / "tsv.py"
    path.write_text(block("python", "def as_tsv"), "utf-8")
    module_name = f"{formats.__name__}.tsv"
    spec = importlib.util.spec_from_file_location(module_name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, module_name, module)

    line = block("python", '": "as_tsv"').strip().rstrip(",")
    name, function = ast.literal_eval(f"{{{line}}}").popitem()
    monkeypatch.setitem(formats.OWN_FORMATS, name, function)
    page = """\
        # Page

        ```{techspec:perf}
        | Metric | Target | Measurement |
        |--------|--------|-------------|
        | Speed | fast | k6 |
        ```
        """
    made = project({"index": page})
    arguments = ["check", str(made.source), "--select", "TS303", "--format", name]
    assert main(arguments) == 0
    (found,) = capsys.readouterr().out.splitlines()
    file, number, severity, code, item, _ = found.split("\t")
    assert (Path(file).name, number, code) == ("index.md", "6", "TS303")
    assert (severity, item) == ("info", "perf Speed")
