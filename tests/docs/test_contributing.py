"""What CONTRIBUTING shows is what the tests apply and run."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from conftest import Project
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

    line = block("python", "Rule(").strip().rstrip(",")
    assert line == (
        'Rule("TS309", "error-without-status", precision.error_without_status)'
    )
    rule = Rule("TS309", "error-without-status", module.error_without_status)
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
        | E1 | Wrong | Mend it | 422 |
        | E2 | Worse | Ask | |
        ```
        """
    found = project({"index": dedent(page)}).build("techspec").findings
    told = [(f["item"], f["message"]) for f in found if f["code"] == "TS309"]
    assert told == [("E2", "E2 has no HTTP status.")]
