"""The reasons for which a block stays as it is name what its author can change."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.adopt import adopt
from sphinxcontrib_techspec.adopt.reasons import DRAWING, FIELDS

HEADING = "# Harbour\n\n## {}\n\n"


def reasons(source: str) -> dict[int, str]:
    """Return the reasons by the line of their block, from 1."""
    return {left.block.first + 1: left.reason for left in adopt(source, "x").left}


@pytest.mark.parametrize(
    ("heading", "block", "parts"),
    [
        # The line, and what stands in it.
        (
            "Performance",
            "- >10,000 users\n- fast",
            ("1 of 2", "line 5", "techspec:perf"),
        ),
        (
            "Technology Stack",
            "- Things that we all know very well by now\n- And others",
            ("1 of 2", "line 6", "techspec:stack"),
        ),
        # The fields that are missing.
        (
            "Performance",
            "- start of it all\n- Stop",
            ("Target", "techspec:perf"),
        ),
        # The column that is missing.
        ("API", "| Thing | Words |\n|---|---|\n| a | b |", ("column", "Endpoint")),
    ],
)
def test_a_reason_names_what_is_missing(
    heading: str, block: str, parts: tuple[str, ...]
):
    (reason,) = reasons(f"{HEADING.format(heading)}{block}\n").values()
    assert all(part in reason for part in parts), reason
    assert "“”" not in reason


def test_a_name_that_is_there_again_is_named_with_both_lines():
    head = "| Code | Meaning | Action |\n|---|---|---|\n"
    source = HEADING.format("Error Handling") + (
        f"{head}| E1 | Ship lost | Call |\n\nWords.\n\n"
        f"{head}| E2 | Ship late | Wait |\n| E1 | Ship gone | Call |\n"
    )
    (reason,) = reasons(source).values()
    assert all(part in reason for part in ("E1", "line 14", "line 5"))


@pytest.mark.parametrize(("others", "needed"), [(3, 2), (11, 5), (20, 5)])
def test_the_headings_that_make_a_spec_are_counted(others: int, needed: int):
    headings = "\n\n".join(f"## Tale {n}\n\nWords." for n in range(others))
    source = f"# Harbour\n\n{headings}\n\n## Installation\n\nWords.\n\n## Testing\n\n- fast\n- slow\n"
    (reason,) = reasons(source).values()
    assert f"1 of {others + 2}" in reason
    assert f"; {needed} of them" in reason


@pytest.mark.parametrize("mark", ["{}", "**{}**", "**{}:**", "3\\. {}"])
def test_a_paragraph_that_is_meant_as_a_heading_is_named(mark: str):
    meant = mark.format("Technology Stack")
    source = f"# Harbour\n\nWords.\n\n{meant}\n\n- quays\n- cranes\n"
    assert all(part in reasons(source)[7] for part in ("line 5", "##"))


def test_words_are_quoted_as_written():
    source = HEADING.format("API") + "- Pages of ships: `?limit=`\n- All: `/`\n"
    (reason,) = reasons(source).values()
    assert "“Pages of ships" in reason


def test_drawings_are_no_items():
    block = "```\n[crane] -> [ship]\n```\n\nWords.\n\n"
    source = HEADING.format("Architecture") + 3 * block
    assert set(reasons(source).values()) == {DRAWING}


def test_a_heading_of_another_text_is_named():
    crews = "".join(f"## Crew {n}\n\nWords.\n\n" for n in range(9))
    source = f"# Harbour\n\n## Installation\n\n{crews}## Testing\n\n- fast\n- slow\n"
    (reason,) = reasons(source).values()
    assert "“Installation”" in reason


@pytest.mark.parametrize("heading", ["Crew", "Components", "Tide metrics"])
def test_a_table_of_fields_is_that_of_an_entity(heading: str):
    fields = "| Column | Type | Notes |\n|---|---|---|\n| id | uuid | The key |\n"
    assert reasons(HEADING.format(heading) + fields) == {5: FIELDS}
    others = fields.replace("Column | Type", "Field | Type")
    assert FIELDS not in reasons(HEADING.format(heading) + others).values()
