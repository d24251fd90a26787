"""Which documents are specs, by their headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_techspec.adopt import adopt
from sphinxcontrib_techspec.adopt.blocks import read_blocks
from sphinxcontrib_techspec.adopt.outline import Outline, read_outline
from sphinxcontrib_techspec.adopt.sections import split_sections

SECTIONS = {
    "Tech stack": "- **Language**: Python 3.12\n- **Database**: PostgreSQL 16\n",
    "Data model": "### Boat\n\n```sql\nCREATE TABLE boat (id uuid, name text);\n```\n",
    "API": "- `GET /boats` - all boats\n- `POST /boats` - a new boat\n",
    "Security": "- **Authentication**: a key\n- **At rest**: AES-256\n",
}
"""Sections of the template whose items are evident."""


def _outline(*headings: str) -> Outline:
    source = "# Boats\n\n" + "".join(f"## {title}\n\nWords.\n\n" for title in headings)
    return read_outline(split_sections(read_blocks(source)))


def _is_spec(*headings: str) -> bool:
    return _outline(*headings).is_spec


def _document(titles: Iterable[str], others: Sequence[str]) -> str:
    """Return a document with other sections between and behind those of the template."""
    own = [f"## {title}\n\n{SECTIONS[title]}\n" for title in titles]
    more = [f"## {title}\n\n- oars\n- rudders\n\n" for title in others]
    mixed = [part for pair in zip(own, more, strict=False) for part in pair]
    rest = [*own[len(more) :], *more[len(own) :]]
    return "# Boats\n\n" + "".join([*mixed, *rest])


def _kinds(source: str) -> list[str]:
    return [typed.candidate.kind.kind for typed in adopt(source, "boats").typed]


@settings(max_examples=30, deadline=None)
@given(
    st.sets(st.sampled_from(sorted(SECTIONS)), min_size=1),
    st.integers(min_value=0, max_value=40),
)
def test_other_headings_take_no_items_from_sections_of_the_template(
    titles: set[str], number: int
) -> None:
    alone = _kinds(_document(sorted(titles), []))
    among = _kinds(_document(sorted(titles), [f"Crew {n}" for n in range(number)]))
    assert len(alone) == len(titles)
    assert among == alone


@pytest.mark.parametrize(
    ("headings", "known"),
    [
        # Code and endpoints are known by their form.
        (("Installation", "Usage", "License"), ["entity", "endpoint"]),
        (("🚀 Installing", "📄 License & Citation", "FAQ"), ["entity", "endpoint"]),
        (("Drawbacks", "Prior art", "Unresolved questions"), ["entity", "endpoint"]),
        (("Added", "Changed", "Fixed"), []),
    ],
    ids=["README", "README with emoji", "proposal", "change log"],
)
def test_headings_of_other_texts_weigh_against_those_of_the_template(
    headings: tuple[str, ...], known: list[str]
) -> None:
    others = [*headings, *(f"Crew {n}" for n in range(9))]
    assert _kinds(_document(SECTIONS, others)) == known
    assert len(_kinds(_document(SECTIONS, others[2:]))) == len(SECTIONS)


def test_a_few_sections_of_the_template_need_evident_items() -> None:
    others = [f"Crew {n}" for n in range(9)]
    source = _document(["Tech stack"], others)
    words = "- Oars of ash, then varnish\n- Sails of canvas, then rope\n"
    assert _kinds(source) == ["stack"]
    assert _kinds(source.replace(SECTIONS["Tech stack"], words)) == []


def test_the_reason_counts_the_headings() -> None:
    others = [f"Crew {n}" for n in range(9)]
    source = _document(["Tech stack"], [*others, "Usage", "License"])
    found = adopt(source, "boats")
    reasons = {left.block.first: left.reason for left in found.left}
    first = source[: source.index("- **Language")].count("\n")
    assert reasons.pop(first).startswith("only 1 of 12 headings is a section")
    assert all("no heading" in reason for reason in reasons.values())


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("Boats", "Components", "Crew"), True),
        (("Boats", "Oars", "Crew", "Components"), False),
        (("Installing", "Usage", "License"), False),
        (("1.2.0", "1.1.0", "1.0.0"), False),
        (("Crew",), True),
        ((), True),
    ],
)
def test_a_third_of_the_sections_make_a_spec(
    headings: tuple[str, ...], *, expected: bool
) -> None:
    assert _is_spec(*headings) is expected


def test_many_sections_of_the_template_make_a_spec() -> None:
    named = ("Components", "Technology Stack", "Data Model", "Security", "Endpoints")
    others = tuple(f"Part {letter}" for letter in "bcdefghijklmnopq")
    assert _is_spec(*named, *others)
    assert not _is_spec(*named[:-1], *others)


@pytest.mark.parametrize("level", [2, 3, 4])
def test_sections_of_the_template_count_at_any_level(level: int) -> None:
    marks = "#" * level
    parts = [
        f"{marks} {title}\n\n{body.replace('###', marks + '#')}\n"
        for title, body in SECTIONS.items()
    ]
    around = "".join(f"## Part {n}\n\nWords.\n\n{p}" for n, p in enumerate(parts))
    crews = "".join(f"## Crew {n}\n\n- oars\n- rudders\n\n" for n in range(9))
    kinds = _kinds(f"# Boats\n\n{around}{crews}")
    assert kinds == ["stack", "entity", "endpoint", "security"]


@pytest.mark.parametrize("around", ["Phase 2: Boats", "Tasks", "Added", "Usage"])
def test_sections_below_a_step_or_another_text_are_left(around: str) -> None:
    parts = "".join(f"### {title}\n\n{body}\n" for title, body in SECTIONS.items())
    crews = "".join(f"## Crew {n}\n\n- oars\n- rudders\n\n" for n in range(9))
    assert _kinds(f"# Boats\n\n## {around}\n\n{parts}{crews}") == []


ENDPOINTS = {
    "bullets": "- `GET /{0}` - all of them\n- `POST /{0}` - a new one\n",
    "headings": "### `GET /{0}`\n\nAll of them.\n\n**Query**\n\n"
    "| Param | Type |\n|---|---|\n| page | int |\n\n### `POST /{0}`\n\nA new one.\n",
    "tables": "| Method | Path | Purpose |\n|---|---|---|\n| GET | /{0} | All |\n",
}


@pytest.mark.parametrize("form", ["bullets", "headings", "tables"])
@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_endpoints_are_known_below_any_number_of_resources(
    form: str, count: int
) -> None:
    names = [f"crew{n}" for n in range(count)]
    parts = (f"## {name}\n\n{ENDPOINTS[form].format(name)}\n" for name in names)
    items = [
        item.name
        for typed in adopt("# Boats\n\n" + "".join(parts), "boats").typed
        for item in typed.reading.items
    ]
    methods = ("GET",) if form == "tables" else ("GET", "POST")
    assert items == [f"{method} /{name}" for name in names for method in methods]


def test_records_are_known_below_any_heading() -> None:
    record = "### ADR-{0}: Crew of {0}\n\n**Context:** Wind\n**Decision:** Row\n**Status:** {1}\n\n"
    parts = (f"## Crew {n}\n\n{record.format(n, 'Accepted')}" for n in range(5))
    found = adopt("# Boats\n\n" + "".join(parts), "boats").typed
    assert [t.reading.items[0].name for t in found] == [
        f"ADR-{n}: Crew of {n}" for n in range(5)
    ]
    assert not any(item.invalid for t in found for item in t.reading.items)
    rejected = record.format(1, "Rejected")
    assert _kinds(f"# Boats\n\n## Crew\n\n{rejected}") == []
