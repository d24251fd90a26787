"""The snippet of a fix fills what its finding misses."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent

from conftest import Project
from languages import Language
from sphinxcontrib_techspec.kinds import KINDS
from sphinxcontrib_techspec.rules._snippets import directive, item

MISSING = {"TS101", "TS102", "TS104"}


def test_a_snippet_fills_what_is_missing(
    language: Language, project: Callable[..., Project]
):
    title, file = language.heading("Shop"), f"index.{language.suffix}"
    # A document needs one item to be a spec at all.
    first = item(next(kind for kind in KINDS if kind.kind == "perf"), file)
    written = [title, first]
    rounds: list[list[str]] = []
    # The header first, then sections, then the topics of sections that are filled.
    for _ in range(4):
        files = {"index": "\n\n".join(written)}
        build = project(files, language=language).build("techspec")
        fixes = [
            finding["fix"]
            for finding in build.findings
            if finding["code"] in MISSING and finding["state"] == "fail"
        ]
        assert {(f["type"], f["applicability"]) for f in fixes} <= {
            ("insert", "placeholders")
        }
        assert all(fix["snippet"] for fix in fixes)
        assert not [f for f in build.findings if f["code"] in {"TS001", "TS002"}]
        rounds.append([fix["snippet"] for fix in fixes])
        written += rounds[-1]
    assert len(rounds[0]) > len(MISSING), "much is missing at first"
    assert rounds[-1] == []


def test_only_optional_sections_and_topics_are_suggested_to_be_not_applicable(
    language: Language, project: Callable[..., Project]
):
    title, file = language.heading("Shop"), f"index.{language.suffix}"
    spec = directive("spec", "Shop", {"status": "approved"}, ["It sells."], file)
    stack = directive("stack", "Python", {"role": "language"}, [], file)
    files = {"index": f"{title}\n\n{spec}\n\n{stack}"}
    build = project(files, language=language).build("techspec")
    excluded = {
        finding["subject"]: "not-applicable" in finding["fix"]["snippet"]
        for finding in build.findings
        if finding["code"] in {"TS101", "TS104"}
    }
    assert {subject for subject, is_excluded in excluded.items() if is_excluded} == {
        "api", "cli", "stack/framework", "stack/cache", "stack/ORM", "stack/container",
    }  # fmt: skip
    assert {"architecture", "stack/database"} <= excluded.keys(), "some are required"


def test_a_directive_in_both_languages():
    written = directive("spec", "Shop", {"version": "1"}, ["One.", "", "Two."], "a.md")
    assert written == "```{techspec:spec} Shop\n:version: 1\n\nOne.\n\nTwo.\n```"
    written = directive("spec", "Shop", {"version": "1"}, ["One.", "", "Two."], "a.rst")
    body = indent(":version: 1\n\nOne.\n\nTwo.", "   ")
    assert written == f".. techspec:spec:: Shop\n{body}"
    assert directive("spec", "A", {}, ["One."], "a.txt") == (
        ".. techspec:spec:: A\n\n   One."
    )
    assert directive("spec", "A", {}, [], "a.md") == "```{techspec:spec} A\n```"


def test_the_fix_of_a_row_names_its_column(
    language: Language, project: Callable[..., Project]
):
    table = language.table(["Metric", "Target"], [["Row", "fast"]])
    row = language.directive("techspec:perf", body=table)
    alone = language.directive("techspec:perf", "Alone", {"target": "fast"})
    site = project({"index": language.document(row, alone)}, language=language)
    findings = [f for f in site.build("techspec").findings if f["item"]]
    fixes = {(f["item"], f["fix"]["field"]): f["fix"] for f in findings}
    assert {key: fix["column"] for key, fix in fixes.items()} == {
        ("Row", "target"): "Target",
        ("Row", "measurement"): "Measurement",
        ("Alone", "target"): "",
        ("Alone", "measurement"): "",
    }
    for item_ in ("Row", "Alone"):
        assert fixes[item_, "target"]["value"] == "< 200 ms at p95"
        assert fixes[item_, "measurement"]["value"] == "…"
        assert fixes[item_, "measurement"]["applicability"] == "placeholders"
    assert {fix["type"] for fix in fixes.values()} == {"set-field"}
