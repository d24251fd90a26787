"""The comment on a pull request: short, and nothing an author wrote breaks it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from states import finding, item, record, snapshot, spec

from sphinxcontrib_techspec.compare.as_markdown import MARK, MAX_BYTES, as_markdown
from sphinxcontrib_techspec.compare.as_text import as_text
from sphinxcontrib_techspec.compare.differences import compare
from sphinxcontrib_techspec.compare.load import State
from sphinxcontrib_techspec.compare.wording import Compared

HOSTILE = st.text(alphabet=st.sampled_from(list("ab `|*_<>[]()#@!&\\~$:-\n\t\r\u202e\x1b\u20281")), max_size=25) | st.sampled_from(
    ["</details>", "<!-- x", "-->", "```", "@mention", "#12", "![x](http://e.example/x.png)",
     "| a | b |", "<script>alert(1)</script>", "&lt;b&gt;", "http://e.example", "\n\n# Title\n\n"]
)  # fmt: skip
TAGS = {"h3", "p", "code", "strong", "ul", "li", "a", "details", "summary", "b"}


class Tags(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.comments: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        if "code" not in self.open:
            self.text += data


def compared(old: Any, new: Any) -> Compared:
    return Compared(
        State("main", old, "docs/"), State("HEAD", new, "docs/"), compare(old, new)
    )


@given(HOSTILE, HOSTILE, HOSTILE)
@example("", "1) ", "1")
@example("", "- x", "1")
@settings(max_examples=300, deadline=None)
def test_what_authors_write_is_text(first, second, third):
    old = snapshot(
        spec(
            [item("stack", first, note=second), item("error", third, meaning="a b c")]
        ),
        records=[record(1, first, "accepted")],
    )
    changed = item("stack", first, note=third, file=f"{second}.md")
    changed["extras"] = [[second, third]]
    new = snapshot(
        spec(
            [changed, item("error", second + "x", meaning="a b c")],
            [
                finding(
                    "TS301",
                    third,
                    kind="stack",
                    problem=second,
                    advice=first,
                    file=third,
                )
            ],
        ),
        records=[record(1, second, third)],
    )
    text = as_markdown(compared(old, new), "https://forge.example/blob/abc")
    page = Tags(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text))
    assert {tag for tag, _ in page.found} <= TAGS
    assert page.open == []
    assert page.comments == [MARK.removeprefix("<!--").removesuffix("-->")]
    for tag, attributes in page.found:
        if tag == "a":
            assert str(attributes["href"]).startswith(
                ("https://forge.example/blob/abc/", "https://sphinxcontrib-techspec.")
            )
    assert not re.search(r"(?<!\w)@\w|[#!]\d", page.text)


@pytest.mark.parametrize("number", [0, 1, 10, 11, 10_000])
def test_it_is_short_and_says_how_many_more(number):
    old = snapshot(spec())
    new = snapshot(
        spec(
            [item("stack", f"Ω{n} " * 40, note="ü" * 200) for n in range(number)],
            [finding("TS301", f"Ω{n} " * 40, problem="ü" * 300) for n in range(number)],
        )
    )
    text = as_markdown(compared(old, new))
    assert len(text.encode()) <= MAX_BYTES
    assert ("<details>" in text) == (number > 10)
    more = [int(n) for n in re.findall(r"and (\d+) more", text)]
    shown = text.count("\n- ") - len(more)
    assert shown + sum(more) == 2 * number
    assert ("No changes." in text) == (number == 0)


def test_places_link_to_the_new_files_only():
    old = snapshot(spec([item("stack", "Gone", line=3)]))
    new = snapshot(spec([item("stack", "Here", line=7, file="a (1).md")]))
    text = as_markdown(compared(old, new), "https://forge.example/blob/abc/")
    assert "](https://forge.example/blob/abc/docs/a%20%281%29.md?plain=1#L7)" in text
    assert "`docs/index.md:3`" in text
    assert text.count("https://forge.example") == 1


def test_text_has_the_same_changes():
    old = snapshot(spec([item("stack", "A", note="old"), item("stack", "B")]))
    new = snapshot(
        spec([item("stack", "A", note="new"), item("stack", "C", line=4)],
             [finding("TS301", "C", kind="stack", line=4)]),
        records=[record(1, "Use C", "accepted")],
    )  # fmt: skip
    lines = as_text(compared(old, new)).splitlines()
    assert "  added     stack C (docs/index.md:4)" in lines
    assert "  removed   stack B (docs/index.md:1)" in lines
    assert "note: old → new" in " ".join(lines)
    assert any(
        line.startswith("  new       docs/index.md:4: warning TS301") for line in lines
    )
    assert any("ADR-0001 Use C, accepted" in line for line in lines)
    assert as_text(compared(new, new)) == "main → HEAD: no changes\n"


def test_a_long_value_is_shown_where_it_differs():
    before = "The mill grinds all the corn of the village in one night. " * 4
    old = snapshot(spec([item("component", "Mill", purpose=before + "It stops.")]))
    new = snapshot(
        spec([item("component", "Mill", purpose=before + "It never stops.")])
    )
    (line,) = [
        one for one in as_text(compared(old, new)).splitlines() if "purpose" in one
    ]
    assert "It stops." in line
    assert "It never stops." in line
    assert len(line) < 200


def test_blocks_that_are_not_read_are_named():
    unread = [
        {"kind": "table", "docname": "a", "file": "a.md", "line": n} for n in range(9)
    ]
    reading = {"tables": {"read": 0, "all": 9}, "lists": {"read": 0, "all": 0},
               "code_blocks": {"read": 0, "all": 0}, "unread": unread}  # fmt: skip
    new = snapshot(spec(reading=reading))
    for text in (as_text(compared(new, new)), as_markdown(compared(new, new))):
        assert "docs/a.md:1" in text
        assert "and 4 more" in text
