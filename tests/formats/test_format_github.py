"""Findings as workflow commands, and no command that an author wrote."""

from __future__ import annotations

import re
from typing import NamedTuple

from sample_report import HOSTILE, TEXTS, finding, hostile, sample, spec

from sphinxcontrib_techspec.findings.report import Report
from sphinxcontrib_techspec.formats import Style, format_report


class Command(NamedTuple):
    """A command as the runner understands it."""

    name: str
    properties: dict[str, str]
    data: str


def commands(text: str) -> list[Command]:
    """Return the commands in the output of a step, found as the runner finds them."""
    found: list[Command] = []
    for line in re.split(r"\r\n|\n|\r", text):
        if match := re.match(r"\s*::(\S+?)(?: (.*?))?::(.*)$", line):
            properties = dict(
                part.split("=", 1) for part in (match[2] or "").split(",") if part
            )
            found.append(
                Command(
                    match[1],
                    {key: unescaped(value) for key, value in properties.items()},
                    unescaped(match[3]),
                )
            )
        else:
            # The older form is found anywhere in a line.
            assert "##[" not in line
    return found


def unescaped(text: str) -> str:
    for code, char in (
        ("0D", "\r"),
        ("0A", "\n"),
        ("3A", ":"),
        ("2C", ","),
        ("25", "%"),
    ):
        text = text.replace(f"%{code}", char)
    return text


def test_annotates_the_lines():
    output = commands(format_report("github", sample(), Style(prefix="docs/")))
    assert output == [
        Command(
            "error",
            {
                "file": "docs/api/orders.md", "line": "2",
                "title": "TS004 unresolved-reference",
            },
            "endpoint GET /orders/{id}: unknown payload “Oder”",
        ),
        Command(
            "notice",
            {"file": "docs/index.md", "line": "1", "title": "TS101 section-missing"},
            "section “CLI Specification” has no items; add techspec:command",
        ),
        Command(
            "warning",
            {"file": "docs/index.md", "line": "3", "title": "TS302 version-inexact"},
            "stack PostgreSQL: version “16.x” is not pinned; "
            "use an exact release such as 16.6",
        ),
    ]  # fmt: skip


def test_ends_with_a_line_for_each_spec():
    lines = format_report("github", sample(), Style()).splitlines()
    assert lines[-2:] == [
        (
            "Shop (approved): 1 error, 1 warning, 1 info; 70.0 %, 7 of 10 checks "
            "passed, 1 waived, 1 not applicable, 1 not checked"
        ),
        "Stock (draft): no findings; 100.0 %, 7 of 7 checks passed",
    ]


def test_a_name_of_a_file_is_escaped():
    report = Report("Shop", [spec(finding(file="a,b:c%0A.md"))])
    (output,) = commands(format_report("github", report, Style()))
    assert output.properties["file"] == "a,b:c%0A.md"


def test_without_a_file_it_has_no_location():
    report = Report("Shop", [spec(finding(file="", line=0))])
    (output,) = commands(format_report("github", report, Style()))
    assert set(output.properties) == {"title"}


def test_hostile_text_is_not_a_command():
    output = commands(format_report("github", hostile(), Style()))
    assert len(output) == len(HOSTILE) * len(TEXTS)
    assert {command.name for command in output} == {"warning"}
    assert all(set(c.properties) <= {"file", "line", "title"} for c in output)
    assert {c.properties["title"] for c in output} == {"TS302 version-inexact"}
