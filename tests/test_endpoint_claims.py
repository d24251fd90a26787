"""Endpoints looked up in tables of operations, and how long that takes."""

from __future__ import annotations

from typing import cast

import pytest

from growth import grows
from sphinxcontrib_techspec.model.endpoint_claims import (
    EndpointClaim,
    Entry,
    Location,
    Table,
)
from sphinxcontrib_techspec.model.item import Item
from sphinxcontrib_techspec.values.routes import path_segments


def table(*paths: str) -> Table:
    entries = {
        path_segments(path): [Entry("GET", Location("a", "a", 1, path))]
        for path in paths
    }
    return Table(entries, dict(entries))


def claim(path: str, prefix: str = "") -> EndpointClaim:
    return EndpointClaim(cast("Item", None), "GET", path, prefix)


def names(entries: list[Entry]) -> list[str]:
    return [entry.location.name for entry in entries]


@pytest.mark.parametrize(
    ("path", "known", "found"),
    [
        ("/boats/{id}", "/boats/:boat", True),
        ("/boats/7", "/boats/{id}", True),
        ("/boats/7/crews/8", "/boats/{id}/crews/{crew}", True),
        ("/7/boats", "/{id}/boats", True),
        ("/7", "/{id}", True),
        ("/boats/7.json", "/boats/{id}.json", False),
        ("/boats/last", "/boats/{id}", False),
        ("/boats", "/boats/{id}", False),
    ],
)
def test_a_path_and_its_examples(path: str, known: str, *, found: bool):
    assert bool(claim(path).found_in(table(known))) is found


@pytest.mark.parametrize(
    ("path", "known", "moved"),
    [
        ("/boats/{id}", "/harbour/boats/{id}", True),
        ("/harbour/boats/{id}", "/boats/{boat}", True),
        ("/api/v1/boats", "/api/v2/boats", True),
        ("/api/boats/{id}", "/api/auth/boats/{id}", True),
        ("/boats/{id}", "/crews/{id}", False),
        ("/{id}", "/boats/{id}", False),
        ("/boats", "/boats/{id}", False),
    ],
)
def test_a_path_that_begins_otherwise(path: str, known: str, *, moved: bool):
    assert bool(claim(path).moved_in(table(known))) is moved


@pytest.mark.parametrize(
    ("path", "end", "found"),
    [
        ("/boats/{id}", "/boats/{boat}", True),
        ("/api/v1/boats/{id}", "/boats/{boat}", True),
        ("/harbour/boats/{id}", "/boats/{boat}", False),
        ("/boats/{id}", "/{id}", False),
        ("/boats", "/boats/{id}", False),
    ],
)
def test_an_end_behind_a_base(path: str, end: str, *, found: bool):
    assert bool(claim(path).ends_in(table(end))) is found


def test_a_prefix_is_left_out():
    assert names(claim("/gate/boats", "/gate").found_in(table("/boats"))) == ["/boats"]
    assert claim("/boats", "/gate").found_in(table("/boats"))
    assert not claim("/gates/boats", "/gate").found_in(table("/boats"))


def test_the_time_grows_with_the_number_of_endpoints():
    def look_up(paths: str) -> None:
        known = table(*(f"/api/v2{path}/{{id}}" for path in paths.split()))
        for path in paths.split():
            mine = claim(f"/api/v1{path}/{{id}}")
            mine.found_in(known)
            mine.moved_in(known)
            mine.ends_in(known)

    def paths(size: int) -> str:
        return " ".join(f"/boats{number}" for number in range(size // 20))

    assert grows(look_up, paths) == ""
