"""Section 1: the technology stack."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from ..codes import Code
from ..values.version import Version, pinning
from .base import Kind
from .field import DECISION, NO_DECISIONS, DecisionRefs, EmptyIsNone, FieldSpec, Lower
from .template import Section, Topic

_TRAILING_VERSION = re.compile(
    r"^(?P<name>.*?\S)[\s@]+(?P<version>[v^~<>=!]*\s?\d[\w.+*,<>=^~-]*|latest|stable|lts)"
    r"(?P<note>\s+\(.*\))?$",
    re.IGNORECASE,
)


class Stack(Kind):
    """A technology that the system is built with, run on or checked by.

    The template asks for an exact version of each, so that a build can be repeated.
    """

    kind: ClassVar = "stack"
    title: ClassVar = "technology"
    section: ClassVar = Section.STACK
    label: ClassVar = "Name"
    label_aliases: ClassVar = ("Technology", "Tool", "Choice", "Product")
    columns: ClassVar = ("role", "", "version", "adr")
    bullet: ClassVar = ("role", "", "version")
    topic_field: ClassVar = "role"
    needs_decision: ClassVar = ("database", "databases")
    topics: ClassVar = (
        Topic("language", Section.STACK, ("programming language", "languages")),
        Topic("package manager", Section.STACK, ("packages", "dependency manager")),
        Topic("framework", Section.STACK, ("web framework",), if_applicable=True),
        Topic("linter", Section.STACK, ("linting", "lint")),
        Topic("type checker", Section.STACK, ("type checking", "types", "typing")),
        Topic("formatter", Section.STACK, ("formatting", "code formatter")),
        Topic(
            "testing",
            Section.STACK,
            ("tests", "test runner", "test framework", "unit testing"),
            exact=True,
        ),
        Topic("database", Section.STACK, ("data store", "datastore", "storage")),
        Topic("cache", Section.STACK, ("caching",), if_applicable=True),
        Topic("ORM", Section.STACK, ("object mapper",), if_applicable=True),
        Topic("CI/CD", Section.STACK, ("ci", "cd", "continuous integration")),
        Topic("container", Section.STACK, ("containers", "docker"), if_applicable=True),
    )

    role: Annotated[
        str,
        FieldSpec(
            "Role",
            "What the technology is for: Language, Database, Linter, …",
            aliases=("Purpose", "Used for", "Concern"),
            required=True,
        ),
    ] = ""
    version: Annotated[
        Version | None,
        EmptyIsNone,
        FieldSpec(
            "Version",
            "The exact version: `16.4`, not `16.x`, `>=16` or `latest`.",
            required=True,
            missing_code=Code.VERSION_MISSING,
            example="1.2.3",
        ),
    ] = None
    layer: Annotated[
        Literal["core", "quality", "data", "infrastructure"] | None,
        Lower,
        EmptyIsNone,
        FieldSpec("Layer", "The template's part of the stack it belongs to."),
    ] = None
    package: Annotated[
        str,
        FieldSpec(
            "Package",
            "The name of the package, where it differs.",
            verbatim=True,
        ),
    ] = ""
    adr: Annotated[DecisionRefs, DECISION] = NO_DECISIONS

    @classmethod
    def parse_bullet(cls, label: str, rest: str) -> dict[str, str] | None:
        """Read ``PostgreSQL 16.4`` and ``Black (88 chars)``."""
        match = _TRAILING_VERSION.match(rest)
        if match and pinning(match["version"].strip()) != "unknown":
            name = match["name"] + (match["note"] or "")
            return {"role": label, "": name, "version": match["version"].strip()}
        return {"role": label, "": rest}
