"""The time to parse a text grows with its length, not with its square."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sphinxcontrib_techspec.adr import Link, read_status
from sphinxcontrib_techspec.adr.relations import relations_in

pytestmark = pytest.mark.slow

SIZE, FACTOR, LIMIT = 2_000, 8, 16

TEXTS: dict[str, Callable[[int], str]] = {
    "letters": lambda n: "superseded by " + "a" * n,
    "phrases": lambda n: "Superseded by 5. " * (n // 17),
    "dots": lambda n: "superseded by " + "." * n,
    "words with hyphens": lambda n: "superseded by " + "a-" * (n // 2),
    "spaces": lambda n: "superseded" + " " * n + "x",
    "underscores": lambda n: "accepted a" + "_" * n + "b",
    "asterisks": lambda n: "*" * n + "accepted",
    "brackets": lambda n: "accepted " + "(" * n,
    "former statuses": lambda n: "accepted " + "(was " * (n // 5),
    "lines": lambda n: "accepted" + "\n" * n,
    "tildes": lambda n: "accepted " + "~" * n,
    "names": lambda n: "superseded by " + "ADR-5 x " * (n // 8),
    "numbers": lambda n: "superseded by " + "5 " * (n // 2),
    "alternatives": lambda n: "a or " * (n // 5),
    "addresses": lambda n: "superseded by " + "http://" * (n // 7),
    "hyphens": lambda n: "1-" * (n // 2),
    "paths": lambda n: "superseded by " + "a/" * (n // 2),
}


def best_time(function: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(5):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return min(times)


def growth(function: Callable[[int], object]) -> float:
    small = best_time(lambda: function(SIZE))
    # Below a tenth of a millisecond, the clock tells nothing.
    return best_time(lambda: function(SIZE * FACTOR)) / max(small, 1e-4)


@pytest.mark.parametrize("name", TEXTS)
def test_texts(name: str):
    assert growth(lambda size: read_status(TEXTS[name](size))) < LIMIT
    assert growth(lambda size: relations_in(TEXTS[name](size))) < LIMIT


def linked(size: int) -> tuple[str, tuple[Link, ...]]:
    """Return a text with as many links as its length allows."""
    text, links = "", list[Link]()
    while len(text) < size:
        start = len(text) + len("Superseded by ")
        text += "Superseded by Use it. "
        links.append(Link("a.md", start, start + len("Use it")))
    return text, tuple(links)


def test_links():
    texts = {size: linked(size) for size in (SIZE, SIZE * FACTOR)}
    assert growth(lambda size: relations_in(*texts[size])) < LIMIT
    assert growth(lambda size: read_status(*texts[size])) < LIMIT
