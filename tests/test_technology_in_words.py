"""The one technology that words name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.kinds import BY_NAME
from sphinxcontrib_techspec.values.technology_in_words import technology_in_words

NAMED = {
    "photos of fish in MinIO; any version will do": "MinIO",
    "orders go to Kafka, latest": "Kafka",
    "every form is checked with Zod": "Zod",
    "we use Redis for baskets": "Redis",
    "Uses Redis 7.2.1 for baskets": "Redis",
    # Two of them, a denied or a doubtful one, one that is part of a name, and none.
    "own index written in Python and Rust": "",
    "no state in Redis at all": "",
    "orders may go to Kafka": "",
    "small Python script": "",
    "pytest with pytest-asyncio": "",
    "photos of fish in the cellar": "",
    "all of it goes over HTTPS": "",
    "Redis": "",
    "PostgreSQL 16.4 with PostGIS": "",
}


@pytest.mark.parametrize(("text", "name"), NAMED.items())
def test_technology_in_words(text: str, name: str) -> None:
    found = technology_in_words(text)
    assert (text[slice(*found.name)] if found else "") == name


WORDS = st.sampled_from(
    "we use fish in to with the Redis Kafka Zod, MinIO; 7.2.1 latest - (old) no".split()
)


@given(st.lists(WORDS, max_size=10).map(" ".join))
def test_no_word_is_left_out(text: str) -> None:
    found = technology_in_words(text)
    if found is None:
        return
    spans = [found.name, *found.notes, *([found.version] if found.version else ())]
    kept = {n for start, end in spans for n in range(start, end)}
    left = "".join(char for n, char in enumerate(text) if n not in kept)
    assert not any(char.isalnum() for char in left)


@pytest.mark.parametrize(
    ("name", "field"),
    [("Why Rust?", "topic"), ("Why one shop? For all", ""), ("Whybrow", "")],
)
def test_a_question_says_the_topic_of_a_decision(name: str, field: str) -> None:
    assert BY_NAME["decision"].field_in_name(name) == field
    # It is no record: a decision record is still asked for.
    assert not BY_NAME["decision"].names_record(name)
