"""Bullets of performance requirements: with a number, and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conftest import Project
from languages import Language


@pytest.mark.parametrize(
    ("bullet", "name", "target", "others"),
    [
        ("Page load under 2 seconds", "Page load", "under 2 seconds", {}),
        ("100+ rooms - k6", "rooms", "100+ rooms", {"measurement": "k6"}),
        ("Preload *the* next song", "Preload the next song", None, {}),
        ("Use HTTP/2 - for all", "Use HTTP/2", None, {"note": "for all"}),
        ("**Cache**: in *each* room", "Cache", None, {"note": "in each room"}),
        ("**Load**: < 2 s - k6", "Load", "< 2 s", {"measurement": "k6"}),
        ("Load - < 2 s - k6", "Load", "< 2 s", {"measurement": "k6"}),
    ],
)
def test_a_bullet(
    project: Callable[..., Project],
    language: Language,
    bullet: str,
    name: str,
    target: str | None,
    others: dict[str, Any],
) -> None:
    block = language.directive("techspec:perf", body=f"- {bullet}")
    site = project({"index": language.document(block)}, language=language)
    built = site.build("techspec")
    (item,) = built.items
    assert item["name"] == name
    assert (item["fields"]["target"] or {}).get("text") == target
    assert {key: item["fields"][key] for key in others} == others
    failed = {found["code"] for found in built.findings if found["state"] == "fail"}
    assert ("TS303" in failed) is (target is None)
