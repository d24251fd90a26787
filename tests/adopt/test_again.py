"""Directives around what is in none of a document's own."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.adopt import adopt
from sphinxcontrib_techspec.adopt.again import without_directives
from sphinxcontrib_techspec.adopt.blocks import read_blocks

TABLE = "| Variable | Default |\n|----------|---------|\n| MILL_PORT | 80 |\n"
STACK = "## Stack\n\n```{techspec:stack}\n- **Language**: Zython 3.12.4\n```\n"
HEAD = "# Mill\n\n```{techspec:spec} Mill\n:status: approved\n\nIt grinds.\n```\n"


def kinds(text: str) -> list[str]:
    return [
        block.language.removeprefix("techspec:")
        for block in read_blocks(text)
        if block.type == "directive"
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (f"\n## Configuration\n\n{TABLE}", ["spec", "stack", "setting"]),
        ("\n## History\n\nIt was built.\n", ["spec", "stack"]),
        # The items of a directive are known.
        ("\n## Libraries\n\n- **Language**: Zython 3.12.4\n", ["spec", "stack"]),
    ],
    ids=["a table", "words", "the items again"],
)
def test_what_is_outside_gets_directives(more: str, expected: list[str]) -> None:
    source = f"{HEAD}\n{STACK}{more}"
    found = adopt(source, "mill", more=True)
    assert kinds(found.text) == expected
    assert [t.candidate.kind.kind for t in found.typed] == expected[2:]
    assert found.is_changed == (len(expected) > 2)
    kept = iter(found.text.splitlines())
    assert all(line in kept for line in source.splitlines())
    assert adopt(found.text, "mill", more=True).text == found.text


def test_lines_are_those_of_the_document() -> None:
    source = f"{HEAD}\n{STACK}\n## Configuration\n\n{TABLE}\n## Risks\n\n- Fire\n"
    found = adopt(source, "mill", more=True)
    lines = source.splitlines()
    (typed,) = found.typed
    assert lines[typed.candidate.first] == TABLE.splitlines()[0]
    (left,) = found.left
    assert lines[left.block.first] == "- Fire"


@pytest.mark.parametrize(
    ("directive", "expected"),
    [
        ("```{techspec:stack}\n- A\n```", ["- A"]),
        ("```{techspec:stack}\n:layer: data\n\n- A\n```", ["- A"]),
        ("```{techspec:stack}\n\n:role: x\n:layer: data\n\n- A\n```", ["- A"]),
        ("```{techspec:stack}\n:role: x\n  y\n- A\n```", ["  y", "- A"]),
        ("```{techspec:stack}\n---\nlayer: data\n---\n- A\n```", ["- A"]),
        ("```{techspec:stack}\n---\nlayer: data", ["---", "layer: data"]),
        ("```{techspec:stack}\n- A", ["- A"]),
        ("```{techspec:stack}", []),
        ("````{techspec:entity} A\n```sql\n;\n```\n````", ["```sql", ";", "```"]),
        ("```{techspec:not-applicable} cli\nNone.\n```", []),
        ("```{techspec:report}\n```", []),
        ("```{note}\n- A\n```", ["```{note}", "- A", "```"]),
    ],
)
def test_lines_without_those_of_directives(directive: str, expected: list[str]) -> None:
    lines = f"One.\n\n{directive}\n\nTwo.".splitlines()
    if not directive.endswith("```"):
        lines = lines[:-2]
    found = without_directives(read_blocks("\n".join(lines)), lines)
    assert [line for line in found.lines if line and line[-1] != "."] == expected
    assert [lines[number] for number in found.numbers] == found.lines


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_header_comes_before_the_first_block(ending: str) -> None:
    table = "| Component | Purpose | Uses |\n|---|---|---|\n| Mill | Grinds | Wheel |\n"
    found = adopt(table.replace("\n", ending), "mill")
    assert kinds(found.text) == ["spec", "component"]
