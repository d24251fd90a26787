"""Section 9: the levels of tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Annotated, ClassVar

from ..patterns import regex
from ..text import normalize
from .base import Kind
from .field import FieldSpec, Heads
from .template import Section, Topic

_LEVEL = regex(
    r"(?P<name>(?:acceptance|component|contract|e2e|end[ -]to[ -]end|functional"
    r"|integration|load|performance|regression|security|smoke|stress|system|unit)"
    r"[ -]?(?:tests?|testing))"
    r" (?:against|cover|covers|covering|ensure|exercise|for|of|on|to|validate|verify"
    r"|with) \S.*",
    re.IGNORECASE,
)
"""A sentence that begins with a level of tests: *Unit tests for the parser*."""

_DASH = regex(r"\s[-–—]{1,2}\s")


class Test(Kind):
    """A level of tests and its focus."""

    __test__: ClassVar = False  # pytest must not collect it.

    kind: ClassVar = "test"
    title: ClassVar = "test level"
    section: ClassVar = Section.TESTING
    headings: ClassVar = (
        "test type",
        "test level",
        "test category",
        "testing level",
        "testing type",
        "type of test",
        "type of testing",
    )
    label: ClassVar = "Level"
    label_aliases: ClassVar = ("Test", "Type", "Name")
    heads: ClassVar = (
        Heads(("",), ("Layer", "Kind", "Category", "Suite", "Test suite")),
        Heads(("focus",), ("What", "What is tested", "What it covers", "Covers",
                           "Purpose", "Coverage target"), in_tables=True),
    )  # fmt: skip
    columns: ClassVar = ("", "focus")
    bullet: ClassVar = ("", "focus")
    topics: ClassVar = (
        Topic("unit", Section.TESTING, ("unit tests", "unit testing")),
        Topic("integration", Section.TESTING,
              ("integration tests", "integration testing")),
        Topic("E2E", Section.TESTING,
              ("end-to-end", "end to end", "system", "e2e tests", "e2e testing",
               "end-to-end tests", "end-to-end testing", "end to end tests",
               "end to end testing", "system tests", "system testing")),
    )  # fmt: skip

    named_sections: ClassVar = tuple(
        f"{level} {tests}"
        for level in (
            "acceptance", "accessibility", "api", "browser", "chaos", "component",
            "contract", "functional", "fuzz", "load", "manual", "mutation",
            "performance", "property based", "regression", "security", "smoke",
            "snapshot", "soak", "stress", "ui", "user acceptance", "visual",
            "visual regression",
        )
        for tests in ("test", "tests", "testing")
    )  # fmt: skip

    focus: Annotated[
        str,
        FieldSpec("Focus", "What the level covers.",
            aliases=("Scope", "Description", "Key scenarios", "Focus areas",
                "Scenarios", "Test scenarios", "Coverage areas", "Test coverage areas"),
            required=True, inline_markup=True, from_body=True),
    ] = ""  # fmt: skip

    @classmethod
    def parse_sentence(cls, text: str) -> dict[str, str] | None:
        """Read ``Unit tests for the parser``: a level, and all of it as its focus."""
        match = None if _DASH.search(text) else _LEVEL.fullmatch(text)
        return {"": match["name"], "focus": text} if match else None

    @classmethod
    def texts_among(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Find the words beside sentences on levels of tests that are on no level.

        So is a sentence on a level that a bullet before it is on.
        """
        named = [
            (cls.parse_sentence(rest) or {}).get("", "").lower() if not label else ""
            for label, rest in bullets
        ]
        if not any(named):
            return super().texts_among(bullets)
        return [
            not label
            and not _DASH.search(rest)
            and (not named[number] or named[number] in named[:number])
            for number, (label, rest) in enumerate(bullets)
        ]

    def is_evident(self, name: str) -> bool:
        """Return whether the name is a level of tests: *Unit*, *Load tests*."""
        is_level = self.names_topic(name) or normalize(name) in _levels()
        return bool(self.focus) and is_level


@cache
def _levels() -> frozenset[str]:
    """Return the names of levels that the template does not ask for."""
    return frozenset(map(normalize, Test.named_sections))
