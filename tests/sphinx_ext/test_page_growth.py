"""The time of a build grows with the size of its pages only."""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time

import pytest

from growth import MOST
from languages import Language

_SMALL, _LARGE = 100, 800
"""How many rows, bullets or directives are on the page."""

_IGNORED = 0.05
"""Seconds, above those that every build takes, that tell nothing."""

_ROUNDS = 3
"""How often a build is repeated before it is too slow: others use the machine."""

Page = Callable[[Language, int], str]


def _stack(language: Language, body: str, *more: str) -> str:
    header = language.directive(
        "techspec:spec",
        "Shop",
        {"status": "approved", "version": "1.0", "updated": "2026-01-31"},
        "A shop.",
    )
    made = language.directive("techspec:stack", body=body) if body else ""
    return language.document(header, made, *more, title="Shop")


def _table(language: Language, count: int, *more: str, version: str = "1.{}.0") -> str:
    rows = [(f"Role {n}", f"Tool {n}", version.format(n)) for n in range(count)]
    return _stack(language, language.table(["Role", "Name", "Version"], rows), *more)


def _cells(language: Language, count: int) -> str:
    head = ["Role", "Name", *(f"More {n}" for n in range(count))]
    return _stack(language, language.table(head, [["Role", "Tool", *(["x"] * count)]]))


def _bullets(language: Language, count: int) -> str:
    lines = (f"- **Role {n}**: Tool {n} 1.{n}.0" for n in range(count))
    return _stack(language, "\n".join(lines))


def _styled(language: Language, count: int) -> str:
    return _stack(language, f"- **Role**: {'*Tool* and ' * (4 * count)}")


def _nested(language: Language, count: int) -> str:
    lines = (f"  - **Note {n}**: some words" for n in range(count))
    return _stack(language, "\n".join(["- **Role**: Tool 1.2.0", "", *lines]))


def _directives(language: Language, count: int) -> str:
    made = (
        language.directive("techspec:error", f"E{n}", {"status": "404"}, "*No* words.")
        for n in range(count)
    )
    return _stack(language, "", *made)


def _links(language: Language, count: int) -> str:
    made = (
        f"See {language.role('techspec:stack', f'Tool {n}')}, *b* and "
        f"{language.link('it', f'https://example.org/{n}')}."
        for n in range(count)
    )
    return _table(language, count, *made)


def _findings(language: Language, count: int) -> str:
    return _table(language, count, version=">= {}, [TBD]")


def _examples(language: Language, count: int) -> str:
    blocks = (language.code(str([n]), "json") for n in range(count))
    made = "\n\n".join(f"Body {n}:\n\n{code}" for n, code in enumerate(blocks))
    return _stack(language, "", language.directive("techspec:payload", body=made))


def _fields(language: Language, count: int) -> str:
    bullets = "\n".join(f"- **field{n}**: string" for n in range(count))
    return _stack(
        language, "", language.directive("techspec:entity", "A", body=bullets)
    )


PAGES: dict[str, Page] = {
    "rows": _table,
    "cells": _cells,
    "bullets": _bullets,
    "styled bullet": _styled,
    "nested bullets": _nested,
    "directives": _directives,
    "links": _links,
    "findings": _findings,
    "examples": _examples,
    "fields": _fields,
}


def _records(count: int) -> dict[str, str]:
    """Return decision records that name each other."""
    return {
        f"adr/{n:04}-a.md": f"# {n}. A\n\n## Status\n\nSuperseded by ADR-{n + 1}\n"
        for n in range(1, count + 1)
    }


def _faults(build: Callable[[int], object]) -> str:
    def seconds(count: int) -> float:
        started = thread_time()
        build(count)
        return thread_time() - started

    build(1)
    # What every build takes would hide how the rest grows.
    base = before = after = float("inf")
    for _ in range(_ROUNDS):
        base = min(base, seconds(1))
        before = min(before, seconds(_SMALL))
        after = min(after, seconds(_LARGE))
        if after - base <= MOST * max(before - base, _IGNORED):
            return ""
    return f"{base:.2f} s for one, then {before:.2f} s, then {after:.2f} s"


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_build_grows_with_its_page(project, language, name):
    def build(count: int) -> None:
        page = PAGES[name](language, count)
        project({"index": page}, language=language).build("techspec")

    assert not _faults(build)


@pytest.mark.slow
def test_a_build_grows_with_its_decision_records(project):
    def build(count: int) -> None:
        project({"index": "# Shop\n", **_records(count)}).build("techspec")

    assert not _faults(build)
