"""Section 9: the levels of tests."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .base import Kind
from .field import FieldSpec, Heads
from .template import Section, Topic


class Test(Kind):
    """A level of tests and its focus."""

    __test__: ClassVar = False  # pytest must not collect it.

    kind: ClassVar = "test"
    title: ClassVar = "test level"
    section: ClassVar = Section.TESTING
    headings: ClassVar = (
        "test type",
        "test level",
    )
    label: ClassVar = "Level"
    label_aliases: ClassVar = ("Test", "Type", "Name")
    heads: ClassVar = (
        Heads(("",), ("Layer", "Kind", "Category", "Suite", "Test suite")),
        Heads(("focus",), ("What", "What is tested", "What it covers", "Covers",
                           "Purpose")),
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

    def is_evident(self, name: str) -> bool:
        """Return whether the name is a topic."""
        return bool(self.focus) and self.names_topic(name)
