"""Items that are written in both states, and read in one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from states import finding, item, snapshot, spec

from sphinxcontrib_techspec.compare.differences import compare
from sphinxcontrib_techspec.compare.snapshot import Snapshot

READ = "## Stack\n\n| Name | Version |\n|---|---|\n| {} | 7.2 |\n"


def state(
    text: str,
    items: list[dict[str, Any]] = [],  # noqa: B006 - not changed
    unread: dict[int, str] = {},  # noqa: B006 - not changed
    findings: list[dict[str, Any]] = [],  # noqa: B006 - not changed
) -> Snapshot:
    """Return a snapshot of one document; *unread* has kinds of blocks by line."""
    blocks = [
        {"kind": kind, "docname": "index", "file": "index.md", "line": line}
        for line, kind in unread.items()
    ]
    reading = {"tables": {}, "lists": {}, "code_blocks": {}, "unread": blocks}
    found = snapshot(spec(items, findings, reading=reading, header=None))
    return replace(found, texts={"index.md": text.split("\n")})


def read(name: str = "Zedis") -> Snapshot:
    """Return a snapshot in which an item is read from the row of a table."""
    return state(READ.format(name), [item("stack", name, line=5, version="7.2")])


def changes(old: Snapshot, new: Snapshot) -> list[tuple[str, int]]:
    """Return the types of the changes, and the lines of what is not read."""
    return [
        (change.type, change.written_at.line if change.written_at else 0)
        for change in compare(old, new).items
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- Zedis",
        "- **Zedis** (a cache)",
        "- `Zedis` 7.2: the cache",
        "1. Zedis 7.2.1",
        "- [ ] Zedis",
        "- Cache: Zedis",
        "- Queue, Zedis + Other",
        "- [Zedis](https://example.org/zedis)",
        "* zedis – the cache",
        "+ Zedis, Other",
        "| Cache | Zedis 7 |",
        "| Other / Zedis | x |",
        "### Zedis",
        "### `Zedis` (cache)",
        "**Zedis** keeps the sessions.",
        "Zedis",
        "**Cache:** Zedis 7",
        "**Cache**: `Zedis`",
        "| Zedis | 7.2 |",
    ],
)
def test_what_still_stands_is_not_removed(text: str):
    unread = {3: "list"}
    assert changes(read(), state(f"# Mill\n\n{text}\n", unread=unread)) == [
        ("no longer read", 3)
    ]
    assert changes(state(f"# Mill\n\n{text}\n", unread=unread), read()) == [
        ("newly read", 3)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- Other",
        "- Zedis-like caches",
        "- Zediska",
        "- a list about Zedis",
        "Zedis was removed.",
        "We use `Zedis` here.",
        "- Sessions are kept in a cache (Zedis)",
        "- Sessions are kept in a cache, Zedis",
        "**Note** Zedis",
        "",
        "| Other | Zedisk |",
    ],
)
def test_what_a_sentence_says_is_no_item(text: str):
    new = state(f"# Mill\n\n{text}\n", unread={3: "list"})
    assert changes(read(), new) == [("removed", 0)]


def test_code():
    for line in ("├── zedis_jobs   # jobs", "zedis_jobs = 1", "zedis_jobs"):
        new = state(f"# A\n\n```\n{line}\n```\n", unread={3: "code block"})
        assert changes(read("zedis_jobs"), new) == [("no longer read", 4)]
    new = state("# A\n\n```\nzedis_jobs start\n```\n", unread={3: "code block"})
    assert changes(read("zedis_jobs"), new) == [("removed", 0)]


@pytest.mark.parametrize("fence", ["```{techspec:stack}", ":::{techspec:stack}"])
def test_directives_hold_text(fence: str):
    end = fence.partition("{")[0]
    text = f"# A\n\n{fence}\n- **Zedis** 7.2\n{end}\n\n- **Other** 1\n"
    for name, line in (("Zedis", 4), ("Other", 7)):
        new = state(text, unread={3: "list", 7: "list"})
        assert changes(read(name), new) == [("no longer read", line)]


def test_fences_in_code():
    text = "# A\n\n````\n```\n- **Zedis** 7\n```\n````\n- **Other** 1\n"
    new = state(text, unread={3: "code block", 8: "list"})
    assert changes(read("Zedis"), new) == [("removed", 0)]
    assert changes(read("Other"), new) == [("no longer read", 8)]


def test_a_name_that_stood_elsewhere_before_says_nothing():
    ports = "\n## Ports\n\n| Name | Port |\n|---|---|\n| Zedis | 6379 |\n"
    old = state(
        READ.format("Zedis") + ports, read_items := [item("stack", "Zedis", line=5)],
        {9: "table"},
    )  # fmt: skip
    assert changes(old, state("# A\n" + ports, unread={5: "table"})) == [("removed", 0)]
    # Its row stands in a second one that is not read.
    more = "# A\n\n| Zedis | 7.2 |\n" + ports
    assert changes(old, state(more, unread={3: "table", 8: "table"})) == [
        ("no longer read", 3)
    ]
    assert read_items


def test_a_place_that_changed_is_the_same_place():
    old = state(
        READ.format("Zedis") + "\n## Ports\n\n- Zedis: 6379\n",
        [item("stack", "Zedis", line=5)],
        {9: "list"},
    )
    new = "## Ports\n\n- Zedis: 6380\n"
    assert changes(old, state(new, unread={3: "list"})) == [("removed", 0)]
    # As many places say nothing if they are others.
    new = "## Cache\n\n- Zedis 7\n"
    assert changes(old, state(new, unread={3: "list"})) == [("no longer read", 3)]


def test_the_head_of_a_table_that_is_read():
    text = "# A\n\n| Zedis | Version |\n|---|---|\n| Other | 1 |\n"
    new = state(text, other := [item("stack", "Other", line=5)])
    old = state(READ.format("Zedis"), [item("stack", "Zedis", line=5), *other])
    assert changes(old, new) == [("removed", 0)]


def test_what_is_read_as_another_kind_is_read():
    new = state(READ.format("Zedis"), [item("component", "Zedis", line=5)])
    assert changes(read(), new) == [("added", 0), ("removed", 0)]


def test_empty_lines_are_no_places():
    # The name of an item may stand on another line than its first.
    old = state("```\n\nclass Zedis\n```\n", [item("entity", "Zedis", line=2)])
    new = state("# A\n\n- Other\n\n", unread={3: "list"})
    assert changes(old, new) == [("removed", 0)]


def test_the_heading_of_an_item():
    text = "# A\n\n### 2. Zedis\n\n{}\n"
    old = state(text.format("```\nx\n```"), [item("component", "Zedis", line=5)])
    assert changes(old, state(text.format("It caches."))) == [("no longer read", 3)]
    assert changes(old, state("# A\n")) == [("removed", 0)]


def test_each_place_is_one_item():
    old = state(
        "a\n| Zedis | 1 |\n| Zedis | 2 |\n",
        [item("stack", "Zedis", line=n, version=str(n)) for n in (2, 3)],
    )
    new = state("a\n\n- Zedis 3\n", unread={3: "list"})
    assert changes(old, new) == [("removed", 0), ("no longer read", 3)]


def test_findings_of_what_is_not_read_are_not_fixed():
    one = finding("TS301", "Zedis", kind="stack", line=5)
    old = state(READ.format("Zedis"), [item("stack", "Zedis", line=5)], findings=[one])
    new = state("# A\n\n- Zedis\n", unread={3: "list"})
    (change,) = compare(old, new).findings
    assert (change.type, change.is_worse) == ("changed", False)
    assert change.new is not None
    assert (change.new.state, change.new.line) == ("not checked", 3)
    (change,) = compare(old, state("# A\n")).findings
    assert change.type == "fixed"


def test_topics_of_a_section_without_items_are_not_fixed():
    topics = [
        finding("TS104", section="security", subject=f"security/{name}")
        for name in ("at rest", "in transit")
    ]
    other = finding("TS104", section="stack", subject="stack/language")
    empty = finding("TS101", section="security", subject="security")
    old = snapshot(spec(findings=[*topics, other], name="Old"))
    new = snapshot(spec(findings=[empty], name="New"))
    found = [
        (change.type, change.latest.code, change.latest.state)
        for change in compare(old, new).findings
    ]
    assert sorted(found) == [
        ("changed", "TS104", "not checked"),
        ("changed", "TS104", "not checked"),
        ("fixed", "TS104", "fail"),
        ("new", "TS101", "fail"),
    ]


def test_without_texts_nothing_is_known():
    old, new = read(), state("", unread={3: "list"})
    assert changes(replace(old, texts={}), replace(new, texts={})) == [("removed", 0)]


_LINES = st.lists(
    st.sampled_from(["- Zedis", "- Other", "", "# A", "Zedis was here", "| Zedis |"]),
    max_size=6,
)


@given(_LINES, _LINES)
def test_one_item_is_one_change(before: list[str], after: list[str]):
    old = state(
        "\n".join(["| Zedis | 7.2 |", "# B", *before]),
        [item("stack", "Zedis", line=1)],
        {3: "list"},
    )
    new = state("\n".join(["# B", *after]), unread={2: "list"})
    ((there, _),) = changes(old, new)
    ((back, _),) = changes(new, old)
    # Whatever stands around it, and in which direction it is compared.
    assert (there, back) in {("removed", "added"), ("no longer read", "newly read")}
    names = {"- Zedis", "| Zedis |"}
    if not names & set(after) or before == after:
        assert there == "removed"
    elif not names & set(before):
        assert there == "no longer read"
