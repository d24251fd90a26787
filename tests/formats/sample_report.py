"""Reports for the formats: one that reads well, and one of hostile texts."""

from __future__ import annotations

from typing import Any

from sphinxcontrib_techspec.findings.report import (
    Counts,
    Finding,
    Reading,
    Report,
    SpecReport,
    UnreadBlock,
)
from sphinxcontrib_techspec.messages import Insert, Replace, SetField

HOSTILE = [
    "\x1b[31mred\x1b[0m and \x9b31m",
    "a bell \x07, a NUL \x00, a DEL \x7f",
    "two\nlines\r\nand\rthree, \x85 \u2028 \u2029 \v \f",
    "\u202egnp.exe \u2066isolated\u2069",
    "half a character \ud800, none \ufffe \uffff",
    "::error file=passwd,line=1::not mine",
    "##[add-mask]all of it",
    "100%0A::stop-commands::x %25 , : ;",
    "a | b || c \\| d \\",
    "]]> <![CDATA[ --> <!-- <?php <script>alert(1)</script> &amp; &lt; \"q\" 'a'",
    "`code` ``two`` ```",
    "**bold** _it_ ~~gone~~ $x$ [link](javascript:alert(1)) ![i](x) <https://x.org> #",
    "@octocat #1 GH-1 {0} {{1}} %s %(x)s",
    "- list\n1. list\n> quote\n| --- |",
    " ",
    "🚀👩‍👩‍👧‍👦🇺🇳 שלום عالم 名前",
]
"""Texts that one of the formats, a terminal or a page gives a meaning to."""

TEXTS = (
    "spec", "section", "problem", "kind", "item", "subject", "advice", "fix", "docname",
    "file", "anchor", "reason",
)  # fmt: skip
"""The fields of a finding that hold any text; a fix holds it in what it writes."""


def finding(**values: Any) -> Finding:
    """Return a finding, by default a warning about a technology."""
    given: dict[str, Any] = {
        "code": "TS302", "slug": "version-inexact", "severity": "warning",
        "state": "fail", "spec": "Shop", "section": "stack", "kind": "stack",
        "item": "PostgreSQL", "docname": "index", "file": "index.md", "line": 3,
        "anchor": "stack-postgresql", "subject": "version",
        "problem": "version “16.x” is not pinned",
    }  # fmt: skip
    return Finding(**(given | values))


def spec(*findings: Finding, name: str = "Shop", **values: Any) -> SpecReport:
    """Return what was found in a spec, its counts fitting its findings."""
    counts = Counts(passed=7)
    for found in findings:
        counts.note(found)
    given: dict[str, Any] = {
        "status": "approved", "version": "1.0", "updated": "2026-01-31",
        "docname": "index", "anchor": "spec-shop", "items": 4,
    }  # fmt: skip
    return SpecReport(
        name, sections={"stack": counts}, findings=list(findings), **(given | values)
    )


def reading(unread: int, file: str = "api.md") -> Reading:
    """Return that two tables were read, and a number of lists in a file was not."""
    left = [UnreadBlock("list", "api", file, 10 + n) for n in range(unread)]
    return Reading({"table": 2}, left)


def sample() -> Report:
    """Return a report with a finding of every severity and of every state."""
    return Report(
        "Shop",
        [
            spec(
                finding(
                    advice="use an exact release such as 16.6",
                    fix=SetField("version", "16.6"),
                ),
                finding(
                    code="TS004", slug="unresolved-reference", severity="error",
                    kind="endpoint", item="GET /orders/{id}", file="api/orders.md",
                    line=2, subject="request", problem="unknown payload “Oder”",
                    fix=Insert("```\nmany lines\n```"),
                ),
                finding(
                    code="TS101", slug="section-missing", severity="info", kind="",
                    item="", line=1, subject="cli",
                    problem="section “CLI Specification” has no items",
                    advice="add techspec:command",
                ),
                finding(
                    code="TS301", slug="version-missing", state="waived",
                    item="GitHub Actions", reason="the service has none",
                    problem="missing version", line=4,
                ),
                finding(
                    code="TS104", slug="topic-missing", severity="info",
                    state="not applicable", kind="", item="", subject="cache",
                    problem="cache",
                    reason="every page is made once", counts=False,
                ),
                finding(
                    code="TS303", slug="target-without-number", severity="info",
                    state="not checked", kind="", item="", line=0, file="",
                    subject="target",
                    problem="target", reason="no result yet", counts=False,
                ),
            ),
            spec(name="Stock", status="draft"),
        ],
    )  # fmt: skip


SOURCES = {
    "index.md": "# Shop\n\n\t:version: 16.x\n:waive: TS301 the service has none\n",
    "api/orders.md": "# Orders\n" + "x" * 200 + "\n",
}
"""What stands on the lines that the findings of `sample` name."""


def _value(field: str, text: str) -> str | Replace:
    return Replace("", text) if field == "fix" else text


def hostile() -> Report:
    """Return a report with every hostile text in every field that holds text."""
    return Report(
        HOSTILE[0],
        [
            spec(
                *(
                    finding(**{field: _value(field, text)}, line=number)
                    for number, field in enumerate(TEXTS, 1)
                ),
                name=text,
                status=text,
                version=text,
                updated=text,
            )
            for text in HOSTILE
        ],
    )
