"""Decision records of other projects, by the inventories of intersphinx."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project
from languages import Language

RECORD = "# {number}. {title}\n\n## Status\n\nAccepted\n"
ADDRESS = "https://example.org/payments/"


@pytest.fixture
def shop(project: Callable[..., Project], language: Language) -> Project:
    """A project with an ADR-0004 of its own, that knows another with one as well."""
    payments = project(
        {
            "index": "# Payments\n\n```{toctree}\nadr/0004-cards\n```\n",
            "adr/0004-cards": RECORD.format(number=4, title="Pay by card"),
        }
    )
    inventory = payments.build("html").out / "objects.inv"
    text = language.document(
        language.directive(
            "techspec:stack",
            "PostgreSQL",
            {"role": "Database", "version": "16.4", "adr": "payments:ADR-4, ADR-4"},
        ),
        "See " + language.role("techspec:adr", "payments:ADR-004") + ".",
        "Not " + language.role("techspec:adr", "payments:ADR-9") + ".",
        language.directive("toctree", body="adr/0004-own"),
    )
    return project(
        {"index": text, "adr/0004-own.md": RECORD.format(number=4, title="Our own")},
        language=language,
        extensions=["myst_parser", "sphinx.ext.intersphinx", "sphinxcontrib_techspec"],
        intersphinx_mapping={"payments": (ADDRESS, str(inventory))},
    )


def test_one_number_in_two_projects(shop: Project) -> None:
    build = shop.build("html")
    page = build.html()
    assert page.count(f'href="{ADDRESS}adr/0004-cards.html"') == 2
    assert "payments: ADR-0004: Pay by card" in page
    assert 'href="adr/0004-own.html"' in page
    assert "ADR-0004: Our own" in page


def test_a_record_that_the_other_project_lacks_is_reported(shop: Project) -> None:
    (told,) = [line for line in shop.own_warnings if "TS202" in line]
    assert f":{shop.line('payments:ADR-9')}:" in told
    assert "payments:ADR-9" in told


def test_the_outcome_is_in_the_json(shop: Project) -> None:
    (item,) = shop.items
    outcomes = {found["text"]: found["resolution"] for found in item["decisions"]}
    assert outcomes == {"payments:ADR-4": "external", "ADR-4": "found"}
