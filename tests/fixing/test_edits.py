"""Where a fix is written in a text, without a project."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.fixing.aligned import keep_width
from sphinxcontrib_techspec.fixing.edits import (
    CannotFixError,
    Edit,
    SourceLines,
    apply_edits,
    find_edit,
    overlap,
)
from sphinxcontrib_techspec.messages import Replace, TextRange

LINES = st.text("ab01. |+-=\t\r\n\u2028名\x0c", max_size=60)
VERSIONS = st.sampled_from(["0.110.0", "1.0", "==2", ">=3.10", "v4.1"])


def fixed(text: str, fix: Replace) -> str:
    """Return a text with a fix."""
    return apply_edits(text, [find_edit(SourceLines(text), fix)])


@given(LINES, LINES, LINES, VERSIONS, VERSIONS)
def test_only_the_range_changes(
    above: str, before: str, after: str, old: str, new: str
):
    before = before.replace("\r", "").replace("\n", "")
    above = above.rstrip("\r\n") + "\n"
    text = above + before + old + after
    line = above.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    column = len(before) + 1
    place = TextRange(line, column, line, column + len(old))
    expected = above + before + new + after
    try:
        assert fixed(text, Replace(old, new, "safe", place)) == expected
    except CannotFixError:
        # ``>`` is nothing but markup to one who wrote none.
        assert ">" in new
        assert ">" not in old


@given(
    st.text("*`( ", max_size=3), st.text("*`) ", max_size=3),
    st.text("01. *", max_size=12),
)  # fmt: skip
def test_a_text_in_markup_is_found_in_the_range_alone(
    left: str, right: str, around: str
):
    text = f"{around} {left}0.110.0{right} {around} 0.110.0"
    start = len(around) + 2
    place = TextRange(1, start, 1, start + len(left + right) + 7)
    found = fixed(text, Replace("0.110.0", "0.115.14", "safe", place))
    assert found == f"{around} {left}0.115.14{right} {around} 0.110.0"


@pytest.mark.parametrize(
    ("text", "old", "place"),
    [
        ("1.0 and 1.0", "1.0", (1, 1, 1, 12)),
        ("a 12.0 b", "2.0", (1, 1, 1, 9)),
        ("a 2.0.1 b", "2.0", (1, 1, 1, 9)),
        ("a 2.0-rc1 b", "2.0", (1, 1, 1, 9)),
        ("a 1.2.0 b", "2.0", (1, 1, 1, 9)),
        ("adr/old/a.md x", "a.md", (1, 1, 1, 15)),
        ("other", "1.0", (1, 1, 1, 6)),
        ("1.0", "1.0", (2, 1, 2, 4)),
        ("1.0", "1.0", (1, 1, 1, 9)),
        ("1.0", "1.0", (1, 9, 1, 12)),
        ("1.0", "", (1, 1, 1, 4)),
        ("1.0", "1.0", None),
    ],
)
def test_a_text_that_is_not_there_once_is_refused(
    text: str, old: str, place: tuple[int, int, int, int] | None
):
    range_ = TextRange(*place) if place else None
    with pytest.raises(CannotFixError):
        find_edit(SourceLines(text), Replace(old, "3.0", "safe", range_))


@pytest.mark.parametrize("new", ["3|0", "`3`", "3_ ", "a\nb", "{{ x }}", "3, 4", "*3"])
def test_a_text_that_would_need_markup_is_refused(new: str):
    place = TextRange(1, 1, 1, 4)
    with pytest.raises(CannotFixError):
        find_edit(SourceLines("1.0"), Replace("1.0", new, "safe", place))


CELL = st.text("ab .0名é", max_size=8).map(str.strip)


def _width(text: str) -> int:
    return sum(2 if mark == "名" else 1 for mark in text)


@given(
    st.lists(CELL, min_size=1, max_size=3), st.integers(0, 4), st.integers(0, 2),
    st.sampled_from(["2.1", "0.115.14", "1.0.0.0.0"]), st.integers(0, 3),
)  # fmt: skip
def test_borders_of_grids_stay(
    cells: list[str], room: int, own: int, new: str, indent: int
):
    own = min(own, len(cells) - 1)
    cells[own] = "0.110.0"
    widths = [_width(cell) + 1 + room for cell in cells]
    margin = " " * indent
    border = margin + "+" + "+".join("-" * (width + 1) for width in widths) + "+"
    filled = (
        f" {cell}" + " " * (width - _width(cell))
        for cell, width in zip(cells, widths, strict=True)
    )
    row = margin + "|" + "|".join(filled) + "|"
    text = f"x\n\n{border}\n{row}\n{border}\n"
    start = text.index(row) + len(margin) + 1
    start += sum(
        len(cell) + width + 1 - _width(cell) + 1
        for cell, width in zip(cells[:own], widths[:own], strict=True)
    )
    edit = Edit(start + 1, start + 8, new)
    assert text[edit.start : edit.end] == "0.110.0"
    more = len(new) - 7
    if more > room + 1:
        with pytest.raises(CannotFixError):
            keep_width(SourceLines(text), edit, 4)
        return
    after = apply_edits(text, [keep_width(SourceLines(text), edit, 4)])
    assert _width(after) == _width(text)
    head, found = after[: edit.start], after[edit.start : edit.start + len(new)]
    assert head == text[: edit.start]
    assert found == new
    padding = after[edit.start + len(new) :].partition("|")[0]
    assert not padding.strip()
    rest = text[edit.end :]
    assert after.endswith(rest[rest.index("|") :])


@pytest.mark.parametrize(
    "text",
    [
        "| a | 1.0 | b |",
        "a\n\n| a | 1.0 | b |",
        "| a | b |\n|---|---|\n| 1.0 | c |",
        "=== ===\na   b\n=== ===\n\n- x 1.0 y",
        "=== ===\na   b\n=== ===\n\n.. list-table::\n\n   * - 1.0\n     - b",
    ],
)
def test_text_outside_of_drawn_tables_has_no_width(text: str):
    start = text.index("1.0")
    edit = Edit(start, start + 3, "1.0.0.0.0")
    line = text[:start].count("\n") + 1
    assert keep_width(SourceLines(text), edit, line) == edit


def test_overlapping_edits():
    first, second, third = Edit(0, 3, "a"), Edit(2, 5, "b"), Edit(3, 4, "c")
    assert overlap(second, [first])
    assert not overlap(third, [first])
    assert apply_edits("abcdef", [third, first]) == "acef"
