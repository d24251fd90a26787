"""The status of a spec decides which findings are warnings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project
from languages import Language

ALWAYS = {"TS001", "TS002", "TS202", "TS204"}
"""What is written wrongly is a warning whatever the status."""

GATED = {
    "TS102", "TS103", "TS104", "TS201", "TS205", "TS301", "TS302", "TS303", "TS304",
    "TS305", "TS307", "TS308",
}  # fmt: skip
IF_APPLICABLE = {"stack/framework", "stack/cache", "stack/ORM", "stack/container"}
INFO = {"TS207", "TS309", "TS310"}


@pytest.mark.parametrize(
    ("status", "severity"),
    [
        ("draft", "info"),
        ("approved", "warning"),
        ("implemented", "warning"),
        ("deprecated", "info"),
        ("superseded", "info"),
        ("", "info"),
    ],
)
def test_completeness_is_a_warning_from_an_approved_spec_on(
    language: Language, project: Callable[..., Project], status: str, severity: str
):
    options = {"status": status} if status else {}
    stack = {"role": "Database", "version": "16.4.1"}
    write = language.directive
    head = language.heading
    record = head("{}") + "\n\n" + _section(language, "Status") + "\n\n{}\n"
    link = language.link("ADR-1", f"0001-a.{language.suffix}")
    body = [
        write("techspec:spec", "Shop", {**options, "version": "1"}, "It sells."),
        write("techspec:stack", "A", {**stack, "layer": "nowhere", "adr": "ADR-9"}),
        write("techspec:stack", "B", {**stack, "adr": "ADR-2", "rolle": "x"}),
        write("techspec:stack", "C", {**stack, "adr": "ADR-3"}),
        write("techspec:stack", "D", {"role": "Database"}),
        write("techspec:stack", "E", {"role": "queue", "version": "TBD"}),
        write("techspec:perf", "F", {"target": "fast"}),
        write("techspec:perf", "G", {"target": "200"}),
        write("techspec:entity", "H"),
        write("techspec:entity", "I", body="- id: Missing"),
        f"Calls {language.literal('GET /x')}.",
    ]
    build = project(
        {
            f"index.{language.suffix}": language.document(
                *body, write("toctree", options={"glob": ""}, body="adr/*")
            ),
            f"adr/0001-a.{language.suffix}": record.format("1. A", "Accepted"),
            f"adr/0002-b.{language.suffix}": record.format(
                "2. B", f"Superseded by {link}"
            ),
            f"adr/0003-c.{language.suffix}": record.format("3. C", "Proposed"),
        },
        language=language,
    ).build("techspec")
    found = {
        (finding["code"], finding["severity"])
        for finding in build.findings
        if finding["state"] == "fail" and finding["subject"] not in IF_APPLICABLE
    }
    assert {(code, "warning") for code in ALWAYS} <= found
    assert {(code, severity) for code in GATED} <= found
    assert {(code, "info") for code in INFO} <= found
    other = "warning" if severity == "info" else "info"
    assert not {(code, other) for code in GATED} & found
    assert not {(code, "warning") for code in INFO} & found


def _section(language: Language, text: str) -> str:
    line = "-" * len(text)
    return f"{text}\n{line}" if language.suffix == "rst" else f"## {text}"
