"""Which texts are sentences."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.values.sentence import is_sentence


@pytest.mark.parametrize(
    "text",
    [
        "All services talk to each other through the bus.",
        "The workers use Zedis for what they keep",
        "We ship on each Friday, never before.",
        "Boats that leak are mended before they leave",
    ],
)
def test_sentences(text: str) -> None:
    assert is_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PostgreSQL 16.4",
        "The Zython SDK",
        "All of Zython 3.12.1 and its own tools",
        "Zython with types in all modules",
        "fast static file server for boats",
        "Zedis is used for the queue of Boats",
        "GET /boats",
    ],
)
def test_names(text: str) -> None:
    assert not is_sentence(text)
