"""Findings as Markdown: a table that shows the text as written, without its markup."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token
from sample_report import HOSTILE, TEXTS, hostile, reading, sample
from sample_report import spec as found_in

from sphinxcontrib_techspec.findings.report import Report
from sphinxcontrib_techspec.findings.wording import page_of
from sphinxcontrib_techspec.formats import Style, format_report
from sphinxcontrib_techspec.formats.style import visible

GITHUB = MarkdownIt("gfm-like", {"linkify": False})
"""As pull requests show Markdown, but for addresses, which are links there."""


def inlines(text: str) -> list[Token]:
    return [token for token in GITHUB.parse(text) if token.type == "inline"]


def shown(token: Token) -> str:
    """Return the text that a reader sees."""
    return "".join(child.content for child in token.children or ())


def test_golden_output():
    assert format_report("markdown", sample(), Style(prefix="docs/", hidden=2)) == (
        "**2 specs**: 1 error, 1 warning, 1 info; 82.4 %, 14 of 17 checks passed, "
        "1 waived, 1 not applicable, 1 not checked\n"
        "\n"
        "**Shop** (approved): 1 error, 1 warning, 1 info; 70.0 %, 7 of 10 checks "
        "passed, 1 waived, 1 not applicable, 1 not checked\n"
        "\n"
        "| Rule | Where | What |\n"
        "| --- | --- | --- |\n"
        f"| [TS004]({page_of('TS004')}) | `docs/api/orders.md:2` | "
        "endpoint GET /orders/{id}: unknown payload “Oder” |\n"
        f"| [TS302]({page_of('TS302')}) | `docs/index.md:3` | "
        "stack PostgreSQL: version “16.x” is not pinned; use an exact release such as "
        "16.6 |\n"
        "\n"
        "**Stock** (draft): no findings; 100.0 %, 7 of 7 checks passed\n"
        "\n"
        "2 older findings are hidden by the baseline.\n"
    )


def test_says_how_much_was_read():
    report = Report("Shop", [found_in(reading=reading(9))])
    *_, line = format_report("markdown", report, Style(prefix="docs/")).splitlines()
    assert " 2 of 11 " in line
    assert line.count("`docs/api.md:1") == 5
    for file in HOSTILE:
        report = Report("Shop", [found_in(reading=reading(1, file))])
        *_, block = inlines(format_report("markdown", report, Style()))
        codes = [c.content for c in block.children or () if c.type == "code_inline"]
        assert [c.strip() for c in codes] == [f"{visible(file)}:10".strip()]


def test_the_first_line_is_a_summary():
    one = Report("Shop", sample().specs[:1])
    assert format_report("markdown", one, Style()).startswith(
        "**Shop** (approved): 1 error, 1 warning, 1 info; 70.0 %, 7 of 10 checks passed"
    )
    several = format_report("markdown", hostile(), Style()).splitlines()
    assert several[0].startswith(
        f"**{len(HOSTILE)} specs**: {len(HOSTILE) * len(TEXTS)} warnings; "
    )
    assert several[1] == ""


def test_a_table_keeps_its_rows_whatever_is_written():
    tokens = GITHUB.parse(format_report("markdown", hostile(), Style()))
    types = [token.type for token in tokens]
    assert types.count("table_open") == len(HOSTILE)
    assert types.count("tr_open") == len(HOSTILE) * (len(TEXTS) + 1)
    assert types.count("td_open") == len(HOSTILE) * len(TEXTS) * 3
    assert set(types) <= {
        "paragraph_open", "paragraph_close", "inline", "table_open", "table_close",
        "thead_open", "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close",
        "th_open", "th_close", "td_open", "td_close",
    }  # fmt: skip


def test_hostile_text_is_not_markup():
    output = format_report("markdown", hostile(), Style())
    allowed = {"text", "text_special", "code_inline"}
    tokens = inlines(output)
    assert len(tokens) > len(HOSTILE) * len(TEXTS)
    for token in tokens:
        kinds = [child.type for child in token.children or ()]
        marks = [kind for kind in kinds if kind not in allowed]
        # The link to a rule's page, and the name of a spec.
        assert marks in (
            [], ["link_open", "link_close"], ["strong_open", "strong_close"],
        )  # fmt: skip


def test_a_reader_sees_what_was_written():
    report = hostile()
    output = inlines(format_report("markdown", report, Style()))
    seen = {shown(token).replace("\u200b", "") for token in output}
    for spec in report.specs:
        for found in spec.findings:
            wanted = visible(f"{found.name}: {found.message}").strip()
            assert any(text.strip() == wanted for text in seen), wanted


def test_no_account_is_mentioned():
    output = inlines(format_report("markdown", hostile(), Style()))
    texts = [
        child.content
        for token in output
        for child in token.children or ()
        if child.type != "code_inline"
    ]
    assert not any("@octocat" in text for text in texts)
    assert any("@\u200boctocat" in text for text in texts)
