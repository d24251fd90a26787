"""Which documents are specs, by their headings."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.adopt.blocks import read_blocks
from sphinxcontrib_techspec.adopt.sections import is_spec, split_sections


def _is_spec(*headings: str) -> bool:
    source = "# Boats\n\n" + "".join(f"## {title}\n\nWords.\n\n" for title in headings)
    return is_spec(split_sections(read_blocks(source)))


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


def test_a_title_that_is_no_section_says_nothing_of_any_section() -> None:
    sections = split_sections(
        read_blocks("# Boats Architecture\n\n## Crew\n\nWords.\n\n## Oars\n\nWords.\n")
    )
    assert [section.headings[0] for section in sections[1:]] == ["", "", ""]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Boats Technology Stack", "stack"),
        ("Boats", None),
        ("Boats Security", None),
        ("Boats Data Model", None),
    ],
)
def test_a_title_may_name_the_kind_of_the_document(
    title: str, kind: str | None
) -> None:
    sections = split_sections(read_blocks(f"# {title}\n\n## Crew\n\nWords.\n"))
    found = sections[-1].of_document
    assert (found.kind if found else None) == kind
