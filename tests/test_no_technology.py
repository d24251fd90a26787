"""Texts that name no technology, and names of one product."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.values.hosted import has_version
from sphinxcontrib_techspec.values.no_technology import names_no_technology
from sphinxcontrib_techspec.values.products import (
    names_before_words,
    product_name,
    products_in,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8081", True),
        (":8080 (internal)", True),
        ("deleted_at column", True),
        ("deleted_at column on entity tables, filtered in queries.", True),
        ("made_at, changed_at", True),
        ("made_at, changed_at on all tables", True),
        ("is_gone field (Zib)", True),
        ("15", False),
        ("15.4", False),
        ("8081 Zib", False),
        ("encoding_zs crate", False),
        ("encoding_zs", False),
        ("zib column store", False),
        ("deleted_at column in PostgreSQL", False),
        ("redis with made_at column", False),
        ("GitHub Flow", True),
        ("trunk-based development", True),
        ("GitHub", False),
        ("PostgreSQL", False),
        ("Passwords are stored in the vault for a day", True),
        ("The crew's oars are kept in Postgres", True),
        ("Redis is used for the queue", False),
        ("Rename, delete, copy link", True),
        ("Persist the user's choice in the browser", True),
        ("Keep", False),
        ("Save Library 2.0", False),
        ("made_at " * 40, False),
        ("", False),
    ],
)
def test_names_no_technology(text: str, *, expected: bool) -> None:
    assert names_no_technology(text) is expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zib/v4", "Zib", True),
        ("github.com/go-zib/zib/v5", "zib", True),
        ("github.com/go-zib/zib", "zib/v2", True),
        ("@zib/zob", "zob", False),
        ("zib/zob", "zob", False),
        (".NET/MAUI", "MAUI", False),
    ],
)
def test_names_of_one_product(one: str, other: str, *, same: bool) -> None:
    assert (product_name(one) == product_name(other)) is same


def test_a_feature_is_that_of_its_product() -> None:
    assert "zib" in products_in("Zib full-text search")
    assert "zib-db" in products_in("Zib DB search with Zob")
    assert "zib" not in products_in("Zib Router")
    assert list(products_in("Zib")) == ["zib"]


@pytest.mark.parametrize(
    "name",
    [
        "Custom Zib layer",
        "In-house Zib",
        "our own Zib",
        "Vanilla Zib",
        "Zib (via Supabase)",
    ],
)
def test_what_is_made_for_the_project_has_no_version(name: str) -> None:
    assert not has_version(name)


@pytest.mark.parametrize("name", ["Custom", "Zib Custom", "OwnZib 1", "Zib (via Zob)"])
def test_other_names_have_versions(name: str) -> None:
    assert has_version(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zib framework", ["Zib"]),
        ("Zib DB search engine", ["Zib DB search", "Zib DB"]),
        ("Zib (a, b)", ["Zib"]),
        ("Zib engine (a)", ["Zib engine", "Zib"]),
        ("Zib Engine", []),
        ("(a)", []),
        ("", []),
    ],
)
def test_names_before_words(name: str, expected: list[str]) -> None:
    assert list(names_before_words(name)) == expected
