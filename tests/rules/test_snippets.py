"""What a finding offers to write is what its place asks for."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent

from conftest import Project
from languages import Language
from sphinxcontrib_techspec.kinds import KINDS
from sphinxcontrib_techspec.rules._snippets import directive, item

MISSING = {"TS101", "TS102", "TS104"}


def test_what_is_offered_where_something_is_missing_fills_it(
    language: Language, project: Callable[..., Project]
):
    title, file = language.heading("Shop"), f"index.{language.suffix}"
    # A document needs one item to be a spec at all.
    first = item(next(kind for kind in KINDS if kind.kind == "perf"), file)
    written = [title, first]
    offered: list[str] = []
    # The head first, then sections, then the topics of sections that are filled.
    for _ in range(4):
        files = {"index": "\n\n".join(written)}
        build = project(files, language=language).build("techspec")
        offered = [
            finding["fix"]
            for finding in build.findings
            if finding["code"] in MISSING and finding["state"] == "fail"
        ]
        assert all(offered)
        assert not [f for f in build.findings if f["code"] in {"TS001", "TS002"}]
        written += offered
    assert not offered


def test_only_what_the_template_asks_for_if_applicable_is_offered_to_be_set_aside(
    language: Language, project: Callable[..., Project]
):
    title, file = language.heading("Shop"), f"index.{language.suffix}"
    spec = directive("spec", "Shop", {"status": "approved"}, ["It sells."], file)
    stack = directive("stack", "Python", {"role": "language"}, [], file)
    files = {"index": f"{title}\n\n{spec}\n\n{stack}"}
    build = project(files, language=language).build("techspec")
    offered = {
        finding["message"].partition(":")[0]: "not-applicable" in finding["fix"]
        for finding in build.findings
        if finding["code"] in {"TS101", "TS104"}
    }
    assert {name for name, set_aside in offered.items() if set_aside} == {
        "API Specification", "CLI Specification", "framework", "cache", "ORM",
        "container",
    }  # fmt: skip


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


def test_a_row_is_told_its_column_and_an_item_alone_its_option(
    language: Language, project: Callable[..., Project]
):
    table = language.table(["Metric", "Target"], [["Row", "fast"]])
    row = language.directive("techspec:perf", body=table)
    alone = language.directive("techspec:perf", "Alone", {"target": "fast"})
    site = project({"index": language.document(row, alone)}, language=language)
    findings = [f for f in site.build("techspec").findings if f["item"]]
    assert {(f["item"], f["fix"]) for f in findings} == {
        ("Row", "Target: < 200 ms at p95"),
        ("Row", "Measurement: …"),
        ("Alone", ":target: < 200 ms at p95"),
        ("Alone", ":measurement: …"),
    }
