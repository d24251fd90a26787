"""Relations between entities in a line of text."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.values.cardinality import Cardinality
from sphinxcontrib_techspec.values.relation_text import parse_relation

SENTENCES = {
    "An owner has many dogs": "Owner one many Dog",
    "Walk belongs to Dog": "Walk many one Dog",
    "Many orders belong to one user.": "Order many one User",
    "Each User has one Profile": "User one one Profile",
    "A user may have one profile": "User one zero or one Profile",
    "User: has many Orders": "User one many Order",
    "A company has at least one address": "Company one one or more Address",
    "A shop has many categories, sorted by name": "Shop one many Category",
    "Line Item belongs to Order": "Line Item many one Order",
}
SIGNS = {
    "Walker (1) -- (N) Walk": "Walker one many Walk",
    "Dog N:M Walker": "Dog many many Walker",
    'User "1" --> "*" Order': "User one many Order",
    "User 1 → N Order": "User one many Order",
    "User → Order (1:N)": "User one many Order",
    "User and Role: many-to-many": "User many many Role",
    "User one-to-many Order": "User one many Order",
    "User 1-n Order": "User one many Order",
    "FILM ||--o{ SCREENING": "FILM one many SCREENING",
    "CUSTOMER }|..|{ DELIVERY-ADDRESS": "CUSTOMER one or more one or more "
    "DELIVERY-ADDRESS",
    "A |o--|| B": "A zero or one one B",
    "Walker → 1 Leash": "Walker one one Leash",
    "Walker -> N Walks": "Walker one many Walks",
    "Walker → 0..1 Leash": "Walker one zero or one Leash",
    "A }o--o| B": "A many zero or one B",
}


def fields(text: str) -> dict[str, str]:
    found = parse_relation(text)
    assert found is not None
    return found


def written(text: str) -> str:
    """Return the entities of a relation with the cardinality between them."""
    found = fields(text)
    sides = Cardinality.model_validate(found["cardinality"])
    return f"{found['source']} {sides.left} {sides.right} {found['target']}"


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_a_relation_and_its_description(text):
    assert written(text) == SENTENCES[text]
    assert fields(text)["description"] == text


@pytest.mark.parametrize("text", SIGNS)
def test_two_names_with_a_cardinality(text):
    assert written(text) == SIGNS[text]
    assert "description" not in fields(text)


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ('FILM ||--o{ SCREENING : "is shown at"', "is shown at"),
        ("User 1:N Order - newest first", "newest first"),
        ("User ↔ Role (N:M, via UserRole)", "via UserRole"),
        ("Dog N:M Walker (by appointment)", "by appointment"),
        ("Dog → Dog (via Litter): one-to-many", "via Litter"),
        ("Dog → Dog (via Litter): 1:N (old/new)", "via Litter; old/new"),
    ],
)
def test_what_follows_is_the_description(text, description):
    assert fields(text)["description"] == description


@pytest.mark.parametrize(
    "text",
    [
        "Users have orders", "A user has a role", "A user has many pending orders",
        "User likes Order", "User -> Order", "User 3:4 Order", "Order depends on User",
        "A user has many orders and one profile", "Many dogs", "", "1:N",
        "User has many Orders through Membership", "A user never has many orders",
    ],
)  # fmt: skip
def test_doubtful_lines_are_no_relations(text):
    assert parse_relation(text) is None
