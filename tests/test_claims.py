"""How many targets with evidence were checked, in every output."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from conftest import Project
from languages import Language
from sphinxcontrib_techspec import cli
from sphinxcontrib_techspec.exchange.read import read_report
from sphinxcontrib_techspec.findings.report import ClaimCounts, Claims, SpecReport
from sphinxcontrib_techspec.findings.wording import claims

ROWS = [
    ["Read", "< 200 ms at p95", "k6", "bench#read.p95"],
    ["Start", "< 2 s", "k6", "bench#start"],
    ["Bare", "< 2 s", "k6", "bench#bare"],
    ["Gone", "< 2 s", "k6", "bench#gone"],
    ["Said", "< 2 s", "k6", "the dashboard"],
]


@pytest.fixture
def made(project: Callable[..., Project], language: Language) -> Project:
    table = language.table(["Metric", "Target", "Measurement", "Evidence"], ROWS)
    body = language.directive(
        "techspec:perf", options={"status": "implemented"}, body=table
    )
    files = {
        "index": language.document(
            body, language.directive("techspec:report"), title="Shop"
        )
    }
    made = project(files, language=language, techspec_sources={"bench": "bench.json"})
    data = {"read": {"p95": "182 ms"}, "start": "2.4 s", "bare": 1}
    (made.source / "bench.json").write_text(json.dumps(data), "utf-8")
    return made


def test_the_numbers_are_in_the_json_and_on_the_command_line(
    made: Project, capsys: pytest.CaptureFixture[str]
):
    build = made.build("techspec")
    found = build.json["specs"][0]["claims"]
    assert found["checked"] == 2
    assert sorted(found["not_checked"].values()) == [1, 1]
    [(section, counts)] = found["sections"].items()
    assert section == "performance"
    assert (counts["agrees"], counts["differs"]) == (1, 1)
    assert counts["not_checked"] == found["not_checked"]
    [read] = read_report(build.read("techspec.json")).specs
    assert read.claims.to_data() == found
    for path in (made.source, build.out / "techspec.json"):
        assert cli.main(["check", str(path)]) == cli.CLEAN
        assert "4 claims: 2 checked, 2 not checked" in capsys.readouterr().out
        for written in ("text", "markdown"):
            cli.main(["check", str(path), "--format", written])
            assert "4 claims: 2 checked" in capsys.readouterr().out


def test_the_numbers_are_on_the_page(made: Project):
    text = " ".join(made.text().split())
    assert "Claims checked: 2 of 4" in text
    assert re.search(r"Performance[ a-z]*\| 4 +\| 1 +\| 1 ", text)


def spec(checked: int, **reasons: int) -> SpecReport:
    """Return a report with claims."""
    counted = Claims({"stack": ClaimCounts(checked, 0, dict(reasons))})
    return SpecReport("Shop", "draft", "", "", "index", "", 0, {}, claims=counted)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (spec(0), ""),
        (spec(1), "1 claim: 1 checked"),
        (spec(0, old=2), "2 claims: none checked, 2 not checked (old)"),
    ],
)
def test_claims_in_words(found: SpecReport, words: str):
    assert claims(found) == words


def test_only_some_reasons_are_listed():
    words = claims(spec(1, a=1, b=1, c=1, d=1, e=1))
    assert words.endswith("(a; b; c; and 2 more)")
