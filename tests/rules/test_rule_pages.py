"""The docstring of a rule is its page: fixed headings, and examples that are true."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project
from rule_pages import HEADINGS, sections, snippet
from sphinxcontrib_techspec.config import PREFIX, Config
from sphinxcontrib_techspec.rules import RULES, Rule

MakeProject = Callable[..., Project]

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def findings(make: MakeProject, rule: Rule, text: str) -> list[tuple[str, str]]:
    """Return the item and the subject of each finding of a rule in an example."""
    example = snippet(text)
    build = make(example.files, **example.conf).build("techspec")
    return [
        (found["item"], found["subject"])
        for found in build.findings
        if found["code"] == rule.code and found["state"] == "fail"
    ]


@every_rule
def test_a_page_has_its_headings_in_their_order(rule: Rule):
    summary, *titles = sections(rule)
    assert summary == ""
    assert tuple(titles) in {HEADINGS, HEADINGS[:-1]}
    assert all(sections(rule).values())


@every_rule
def test_a_summary_is_one_sentence_on_one_line(rule: Rule):
    assert sections(rule)[""] == rule.summary
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 85


@every_rule
def test_the_configuration_names_values_that_exist(rule: Rule):
    text = sections(rule).get("Configuration")
    if text is not None:
        assert any(f"`{PREFIX}{name}`" in text for name in Config.model_fields)


@every_rule
def test_the_example_has_the_finding(project: MakeProject, rule: Rule):
    assert findings(project, rule, sections(rule)["Example"])


@every_rule
def test_what_to_write_instead_has_no_finding(project: MakeProject, rule: Rule):
    assert findings(project, rule, sections(rule)["Instead"]) == []
