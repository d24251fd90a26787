"""What well-known technologies are, whatever their role."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.values.hosted import is_service
from sphinxcontrib_techspec.values.product_topics import (
    topics_of_product,
    topics_of_products_in,
)
from sphinxcontrib_techspec.values.products import names_before_words, products_in


@pytest.mark.parametrize(
    ("name", "topics"),
    [
        ("TypeScript", {"language"}),
        ("Jest + Testing Library", {"testing"}),
        ("Biome", {"formatter", "linter"}),
        ("Redis", set[str]()),
        ("Zedis", set[str]()),
    ],
)
def test_topics_of_a_product(name: str, topics: set[str]):
    assert topics_of_product(name) == topics


@pytest.mark.parametrize(
    ("note", "topics"),
    [
        ("with Prettier for the front end", {"formatter"}),
        ("through Next.js 15.3.3", {"framework"}),
        ("Prettier.", {"formatter"}),
        ("instead of Prettier", set[str]()),
        ("no ESLint yet", set[str]()),
        ("prettier pages", set[str]()),
        ("go on and express it in C", set[str]()),
    ],
)
def test_topics_of_products_in_a_note(note: str, topics: set[str]):
    assert topics_of_products_in(note) == topics


@given(st.text())
def test_any_text_is_read(text: str):
    topics_of_product(text)
    topics_of_products_in(text)
    is_service(text)


@pytest.mark.parametrize(
    "text", ["Browser Extensions", "Recommended extensions", "Chat (SaaS)",
             "External services", "Hosting provider", "hosted"]
)  # fmt: skip
def test_roles_without_a_version(text: str):
    assert is_service(text)


@pytest.mark.parametrize(
    "text", ["Database extensions", "self-hosted", "Service bus", "Hosting", "", "Web"]
)
def test_roles_with_a_version(text: str):
    assert not is_service(text)


def test_parts_of_a_product():
    assert "next-js" in set(products_in("Next.js Image component"))
    assert "react" not in set(products_in("React Router"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Cobra HTTP service", ["Cobra HTTP", "Cobra"]),
        ("Cobra API", []),
        ("Cobra API Gateway", []),
        ("Cobra Deluxe", []),
    ],
)
def test_names_before_words(name: str, expected: list[str]):
    assert list(names_before_words(name)) == expected
