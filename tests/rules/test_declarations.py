"""What a declaration means, and that the advised one is accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest

from conftest import Project
from factories import document, header, item, report
from factories import project as made_project
from languages import Language
from sphinxcontrib_techspec.findings.report import Finding
from sphinxcontrib_techspec.kinds import KINDS, SECTIONS, Section
from sphinxcontrib_techspec.model.document import Exemption
from sphinxcontrib_techspec.rules.declarations import (
    Declared,
    declarable,
    declared,
    name_of_topic,
)
from sphinxcontrib_techspec.text import normalize

TOPICS = [(kind, topic) for kind in KINDS for topic in kind.topics]
STACK = next(kind for kind in KINDS if kind.kind == "stack")
WORDS = sorted({word for topic in STACK.topics for word in topic.words})
OTHERS = (
    item("stack", "Rust", role="Weather", version="1.80.1"),
    item("decision", "Barns", topic="Roofs"),
    item("security", "fences", method="Hedges"),
    item("logging", "colour", value="Brown"),
    item("coverage", "barns", target="90 %"),
    item("test", "smoke", focus="Chimneys"),
)
"""Items of each section with topics that cover none of its own."""

_ADVISED = re.compile("“techspec:not-applicable ([^”]+)”")


def missing(
    exemptions: Iterable[Exemption], *, with_items: bool = True
) -> list[Finding]:
    """Return what is missing in a spec, and what is declared in vain."""
    made = document("index", header("Farm"), *(OTHERS if with_items else ()))
    made.exemptions = list(exemptions)
    for exemption in made.exemptions:
        exemption.spec_index = made.spec_count
    return [
        finding
        for finding in report(made_project(made)).findings
        if finding.code in {"TS006", "TS101", "TS104"} and finding.state == "fail"
    ]


def advised(findings: Iterable[Finding]) -> list[str]:
    return [_name_in(str(finding.advice)) for finding in findings]


def _name_in(advice: str) -> str:
    match = _ADVISED.search(advice)
    assert match, advice
    return match[1]


@pytest.mark.parametrize("with_items", [True, False])
def test_the_advised_declaration_settles_its_finding_alone(*, with_items: bool):
    before = missing((), with_items=with_items)
    assert len(before) > 8, "much is missing"
    for finding, name in zip(before, advised(before), strict=True):
        after = missing([Exemption(name, "Why not.", 1)], with_items=with_items)
        gone = {f.subject for f in before} - {f.subject for f in after}
        assert gone == {finding.subject}, name
        assert not [f for f in after if f.code == "TS006"], name


def test_pasted_declarations_settle_all_findings(
    language: Language, project: Callable[..., Project]
):
    blocks = [
        language.directive("techspec:spec", "Farm", {"status": "approved"}, "Hay."),
        language.directive("techspec:stack", "Rust", {"role": "Weather"}),
        language.directive("techspec:logging", "colour", {"value": "Brown"}),
        language.directive("techspec:test", "smoke", {"focus": "Chimneys"}),
    ]
    codes = {"TS006", "TS101", "TS104"}
    site = project({"index": language.document(*blocks)}, language=language)
    found = [f for f in site.build("techspec").findings if f["code"] in codes]
    names = [_name_in(f["advice"]) for f in found if f["state"] == "fail"]
    assert {"logging sensitive", "performance", "stack testing"} <= set(names)
    blocks += [
        language.directive("techspec:not-applicable", name, body="No need.")
        for name in names
    ]
    site.write({f"index.{language.suffix}": language.document(*blocks)})
    found = [f for f in site.build("techspec").findings if f["code"] in codes]
    assert not [f for f in found if f["state"] == "fail"]


@pytest.mark.parametrize(
    "pair", TOPICS, ids=lambda pair: f"{pair[0].kind}-{pair[1].name}"
)
def test_each_topic_has_a_name_of_its_own(pair):
    assert declared(name_of_topic(*pair)) == Declared((), (pair,))


@pytest.mark.parametrize("word", WORDS)
def test_an_item_that_says_none_covers_topics_of_its_kind_only(word: str):
    before, after = missing(()), missing([Exemption(word, "", 1, kind="stack")])
    gone = {f.subject for f in before} - {f.subject for f in after}
    topics = {f"stack/{t.name}" for t in STACK.topics if word in t.words}
    assert gone == topics & {f.subject for f in before}


def test_the_exact_word_comes_before_one_with_another_ending():
    assert [t.name for _, t in declared("formatter").topics] == ["formatter"]
    assert [t.name for _, t in declared("Formatters").topics] == ["formatter"]
    assert [t.name for _, t in declared("format").topics] == ["format"]
    assert [t.name for _, t in declared("Linters").topics] == ["linter"]


@pytest.mark.parametrize("name", ["perf", "performance", "Performance Requirements"])
def test_the_only_kind_of_a_section_means_the_section(name: str):
    assert declared(name) == Declared((Section.PERFORMANCE,))


def test_a_kind_with_topics_means_all_of_them():
    assert {t.name for _, t in declared("logging").topics} == {
        "format", "levels", "sensitive",
    }  # fmt: skip
    assert not declared("payload")
    assert not declared("weather")


@pytest.mark.parametrize("name", ["errors/format", "Logging format", "log format"])
def test_a_topic_behind_its_kind_or_section(name: str):
    assert [(k.kind, t.name) for k, t in declared(name).topics] == [
        ("logging", "format")
    ]


def test_all_that_is_suggested_means_something():
    names = list(declarable())
    assert all(map(declared, names))
    assert {normalize(section.key) for section in SECTIONS} <= set(names)


def test_the_page_names_the_section_of_a_topic(
    language: Language, project: Callable[..., Project]
):
    titles = {
        "security sensitive data": "Security, sensitive data",
        "at rest": "Security, at rest",
        "pii": "Security, sensitive data",
        "sensitive": "Security, sensitive data; Error Handling, logging sensitive",
        "logging sensitive": "Error Handling, logging sensitive",
        "Formatters": "Technology Stack, formatter",
        "cli": "CLI Specification",
        "perf": "Performance Requirements",
        "weather": "weather",
    }
    blocks = [
        language.directive("techspec:not-applicable", name, body="No need.")
        for name in titles
    ]
    site = project({"index": language.document(*blocks)}, language=language)
    pages = {
        "html": site.build("html").html(),
        "text": site.build("text").text(),
        "latex": next(site.build("latex").out.glob("*.tex")).read_text("utf-8"),
    }
    for title in titles.values():
        words = f"{title}: not applicable."
        assert all(words in " ".join(page.split()) for page in pages.values()), title
