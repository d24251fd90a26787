"""Bullets of a list that name no item: shown as written, and each reported once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project
from languages import Language

Make = Callable[..., Project]

LISTS = {
    "relation": (
        ["Boat → Oar: one-to-many"],
        ["The speed of it is measured while it floats"],
    ),
    "stack": (["Oarlock: 3.1.0"], ["**Version**: 4.x", "**Why**: Light", "Plugins: A"]),
    "component": (["Rudder: steers"], ["row(strokes): rows", "stop(): stops"]),
    "error": (
        ["Oar is lost: Paddle"],
        ["Retry Policy: Twice", "Logs each fault to the book"],
    ),
    "security": (
        ["Storage: Locked", "Crew names - kept by the harbour"],
        ["All boats are looked at by the harbour; keys by the crew"],
    ),
    "coverage": (["Hull: 80 %"], ["Approach: By hand", "Test Pyramid: Flat"]),
}


@pytest.mark.parametrize("kind", LISTS)
def test_they_are_no_items(project: Make, language: Language, kind: str) -> None:
    items, texts = LISTS[kind]
    lines = "\n".join(f"- {line}" for line in [*items, *texts])
    block = language.directive(f"techspec:{kind}", body=lines)
    built = project({"index": language.document(block)}, language=language).build(
        "techspec"
    )
    assert len(built.items) == len(items)
    found = [f for f in built.findings if f["code"] == "TS011"]
    assert [f["severity"] for f in found] == ["info"] * len(texts)
    assert len({f["line"] for f in found}) == len(texts)


@pytest.mark.parametrize("kind", LISTS)
def test_their_words_stay_on_the_page(
    project: Make, language: Language, kind: str
) -> None:
    items, texts = LISTS[kind]
    lines = "\n".join(f"- {line}" for line in [*items, *texts])
    block = language.directive(f"techspec:{kind}", body=lines)
    page = project({"index": language.document(block)}, language=language).text()
    for text in texts:
        word = text.replace("*", "").split(":")[-1].split()[-1]
        assert word in page


@pytest.mark.parametrize("kind", LISTS)
def test_their_list_is_not_read_as_a_whole(
    project: Make, language: Language, kind: str
) -> None:
    items, texts = LISTS[kind]
    blocks = [
        language.directive(
            f"techspec:{kind}", body="\n".join(f"- {line}" for line in lines)
        )
        for lines in (items, [*items, *texts])
    ]
    site = project({"index": language.document(*blocks)}, language=language)
    reading = site.build("techspec").json["specs"][0]["reading"]
    assert reading["lists"] == {"read": 1, "all": 2}
    assert [block["line"] for block in reading["unread"]] == [site.line(texts[0])]


def test_words_about_a_given_entity_are_items(
    project: Make, language: Language
) -> None:
    body = "- Sorted by the year in which it was built and then by name"
    block = language.directive("techspec:relation", "", {"source": "Boat"}, body)
    site = project({"index": language.document(block)}, language=language)
    assert len(site.items) == 1


AMONG = {
    "stack": ["**Language**: Zython 3.1.2", "**Cache**: Zedis 7.2.1"],
    "endpoint": ["`GET /boats` - all", "`POST /boats` - a new one"],
    "security": ["**Authentication**: a key", "**At rest**: AES-256"],
    "error": ["**E1001**: Leak - Bail", "**E1002**: Storm - Wait"],
    "argument": ["`--oars`: how many", "`--sail`: which one"],
    "setting": ["`PORT`: of the harbour", "`HOST`: of the harbour"],
    "component": ["Rudder: steers", "Winch: pulls"],
}
"""Bullets of kinds that a sentence says something about."""


def test_a_sentence_among_bullets_is_reported_at_its_line(
    project: Make, language: Language
) -> None:
    sentences = {
        kind: f"All of it is told to the {kind} keeper by hand" for kind in AMONG
    }
    blocks = [
        language.directive(
            f"techspec:{kind}",
            body="\n".join(f"- {line}" for line in [first, sentences[kind], *others]),
        )
        for kind, (first, *others) in AMONG.items()
    ]
    site = project({"index": language.document(*blocks)}, language=language)
    built = site.build("techspec")
    assert len(built.items) == sum(map(len, AMONG.values()))
    found = [f["line"] for f in built.findings if f["code"] == "TS011"]
    assert found == [site.line(text) for text in sentences.values()]
    page = site.text()
    assert all(text in page for text in sentences.values())


def test_a_list_of_sentences_has_its_items(project: Make, language: Language) -> None:
    lines = ["- All boats are kept in the shed", "- We mend what is broken at once"]
    block = language.directive("techspec:security", body="\n".join(lines))
    site = project({"index": language.document(block)}, language=language)
    assert len(site.items) == 2
