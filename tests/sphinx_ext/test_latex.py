"""The PDF: all that a spec says is on its pages, whole and inside its column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import EXAMPLES, Project
from pdf import bare, make_pdf, values

pytestmark = [pytest.mark.tex, pytest.mark.slow]

LONG = "x".join(f"an_identifier_of_many_letters{n}" for n in range(3))
"""A name of more than 80 characters."""

TWO = f"{LONG}c, {LONG}d"

HOSTILE = f"""
    # Long names

    ```{{techspec:spec}} {LONG}
    :status: draft
    :version: {LONG}
    ```

    ```{{techspec:endpoint}}
    | Method | Path | Purpose | Auth | Request | Response | Errors |
    |--------|------|---------|------|---------|----------|--------|
    | GET | /{LONG}/{{{LONG}}} | {LONG} | {LONG} | {LONG}a | {LONG}b | {TWO} |
    ```

    ```{{techspec:stack}}
    | Role | Name | Version | Package | Decision | Note |
    |------|------|---------|---------|----------|------|
    | {LONG} | {LONG}e | {LONG} | `{LONG}` | {LONG} | *{LONG}* |
    ```

    ```{{techspec:entity}} {LONG}
    | Field | Type | Constraints | Description |
    |-------|------|-------------|-------------|
    | {LONG} | list[{LONG}] | {LONG} | {LONG} |
    ```

    ```{{techspec:entity}}
    ~~~python
    class {LONG}f:
        {LONG}: dict[{LONG}, {LONG}]
    ~~~
    ```

    ```{{techspec:stack}} {LONG}
    :role: {LONG}
    :version: {LONG}
    :package: {LONG}
    :adr: {LONG}
    :{LONG}: {LONG}

    It is `{LONG}`.
    ```

    ```{{techspec:table}} endpoint
    :caption: What there is
    ```

    ```{{techspec:report}}
    ```
"""


def test_the_example(tmp_path: Path):
    # One test, since each process that runs one would build the PDF again.
    pdf = make_pdf(EXAMPLES / "conduit", tmp_path)
    assert pdf.errors == []
    assert pdf.too_wide == []
    assert pdf.broken_links == []
    assert "Missing character" not in pdf.log
    text = bare(pdf.text)
    assert len(pdf.items) > 60
    missing = [
        (item["kind"], item["name"], value)
        for item in pdf.items
        for value in values(item)
        if bare(value) not in text
    ]
    assert missing == []


def test_long_names_are_whole_and_in_their_columns(
    project: Callable[..., Project], tmp_path: Path
):
    # The index sets names in half a line, and is LaTeX's own.
    pdf = make_pdf(project({"index": HOSTILE}).source, tmp_path, printindex="")
    assert pdf.errors == []
    assert pdf.too_wide == []
    text = bare(pdf.text)
    for letter in "abcdef":
        assert bare(LONG) + letter in text, letter
    assert text.count(bare(LONG)) >= 25


def test_a_long_table_repeats_its_head(project: Callable[..., Project], tmp_path: Path):
    rows = "\n".join(f"| GET | /things/{n} | Get thing {n} | Yes |" for n in range(90))
    head = "| Method | Path | Purpose | Auth |\n|--|--|--|--|"
    page = f"# Things\n\n```{{techspec:endpoint}}\n{head}\n{rows}\n```\n"
    pdf = make_pdf(project({"index": page}).source, tmp_path)
    assert pdf.errors == []
    pages = [page for page in pdf.text.split("\f") if "Get thing" in page]
    assert len(pages) > 1
    assert all("Purpose" in page for page in pages)
    assert all(f"/things/{n}\n" in pdf.text.replace(" ", "\n") for n in range(90))


def test_a_superseded_decision_is_struck_and_a_wrong_value_named(
    project: Callable[..., Project], tmp_path: Path
):
    made = project({"index": DECISIONS, "adr/0001-old": OLD, "adr/0002-new": NEW})
    pdf = make_pdf(made.source, tmp_path)
    assert pdf.errors == []
    assert r"\DUrole{techspec-struck}" in pdf.source
    text = bare(pdf.text)
    assert "(superseded)" not in text
    assert bare("ADR-0001: Old superseded → ADR-0002") in text
    assert bare("wings (invalid)") in text


DECISIONS = """
    # Decisions

    ```{toctree}
    :glob:

    adr/*
    ```

    ```{techspec:stack} Redis
    :role: Cache
    :version: 7.2.1
    :layer: wings
    :adr: ADR-0001
    ```
"""
OLD = """
    # Old

    ## Status

    Superseded by [New](0002-new.md)
"""
NEW = """
    # New

    ## Status

    Accepted
"""


def test_words_of_prose_are_not_cut_without_a_hyphen(
    project: Callable[..., Project], tmp_path: Path
):
    made = project({"index": PROSE})
    pdf = make_pdf(made.source, tmp_path)
    assert pdf.errors == []
    assert "Authentifizierung" in pdf.source
    assert r"\penalty100{}" in pdf.source


PROSE = """
    # Words

    ```{techspec:perf}
    | Metric | Target | Measurement |
    |--------|--------|-------------|
    | Authentifizierung | < 2 s | read_the_metrics_of_it |
    ```
"""


def test_pdflatex_has_the_characters_that_specs_use(
    project: Callable[..., Project], tmp_path: Path
):
    made = project({"index": CHARACTERS})
    pdf = make_pdf(made.source, tmp_path / "made", "pdflatex")
    assert pdf.errors == []
    assert "≤ 60 s" in pdf.text


CHARACTERS = """
    # Characters

    ```{techspec:perf}
    | Metric | Target | Measurement |
    |--------|--------|-------------|
    | Staleness | ≤ 60 s | ≥ 3 runs ≈ a day, ≠ a night → ∞ |
    ```

    ```text
    ┌───────┐   ┌───────┐
    │  API  ├──▶│ Cache │
    └───┬───┘   └───────┘
        ▼
    ```
"""


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_names_in_the_index_stay_in_their_column(
    project: Callable[..., Project], tmp_path: Path, engine: str
):
    made = project(
        {
            "index": """
                # Shop

                ```{techspec:endpoint}
                - GET /v1/harbours/{harbour}/bookings/{id}/history/of/all/changes: See all
                ```

                ```{techspec:stack}
                - **Queue**: harbour_management_berth_reservation_settlement 1.0.0
                - **Role**: `one/two` 1.0.0
                ```
                """,
        }
    )
    pdf = make_pdf(made.source, tmp_path / "made", engine)
    assert pdf.errors == []
    assert pdf.too_wide == []
    _, _, index = pdf.text.rpartition("INDEX")
    for name in (
        "GET /v1/harbours/{harbour}/bookings/{id}/history/of/all/changes(endpoint)",
        "harbour_management_berth_reservation_settlement(technology)",
        "one/two(technology)",
    ):
        assert bare(name) in bare(index)
