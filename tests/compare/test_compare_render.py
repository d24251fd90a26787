"""A difference as text, JSON and Markdown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from compare.states import finding, item, spec, state
from sphinxcontrib_techspec.compare import compare_states
from sphinxcontrib_techspec.compare.render import render
from sphinxcontrib_techspec.compare.state import RecordState

HOSTILE = [
    "a | b", "`code`", "``", "<script>alert(1)</script>", "@octocat", "# head",
    "](x)", "**bold**", "a\nb", "\x1b[31m", "</details>", "#12", "&amp;", "$x$",
]  # fmt: skip


def both(text: str):
    """Return two states with a text in each place that the difference shows."""
    record = RecordState("adr/1", text, text, "proposed")
    old = state(
        spec(
            item("stack", "A", purpose=text), item("stack", f"{text} gone"), name=text
        ),
        records=[record],
    )
    new = state(
        spec(
            item("stack", "A", purpose=f"{text} and {text}"),
            item("error", f"{text} new"),
            name=text,
            findings=[finding("TS301", text, text)],
            header={"version": text},
        ),
    )
    return old, new


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_holds_no_markup_of_an_author(text: str):
    shown = render(compare_states(*both(text)), "markdown")
    tokens = MarkdownIt("commonmark", {"html": True}).parse(shown)
    inline = [child for t in tokens for child in t.children or ()]
    assert not [t for t in (*tokens, *inline) if t.type.startswith(("html", "link"))]
    assert "\x1b" not in shown
    assert "@octocat" not in "".join(t.content for t in inline if t.type == "text")
    heads = [t for t in tokens if t.type == "heading_open"]
    assert len(heads) == 1


@given(st.text(min_size=1))
def test_text_has_a_line_for_each_difference(text: str):
    shown = render(compare_states(*both(text)), "text")
    counted = len(shown.splitlines())
    assert counted == len(render(compare_states(*both("plain")), "text").splitlines())


def test_json_is_complete():
    old, new = both("x")
    data = json.loads(render(compare_states(old, new), "json"))
    (found,) = data["specs"]
    assert [(i["change"], i["name"]) for i in found["items"]] == [
        ("changed", "A"), ("added", "x new"), ("removed", "x gone"),
    ]  # fmt: skip
    assert found["items"][0]["fields"] == [
        {"field": "purpose", "old": "x", "new": "x and x"}
    ]
    assert [f["code"] for f in found["new_findings"]] == ["TS301"]
    assert [r["change"] for r in data["decision_records"]] == ["removed"]


def test_a_long_list_is_cut():
    new = state(spec(*(item("stack", f"{n} {'x' * 200}") for n in range(3000))))
    shown = render(compare_states(state(spec()), new), "markdown")
    assert len(shown) <= 60_000
    assert shown.count("<details>") == shown.count("</details>") == 1
    assert "(3000)" in shown


def test_no_difference():
    same = state(spec(item("stack", "A")))
    for form in ("text", "markdown"):
        assert "no differences" in render(compare_states(same, same), form)
