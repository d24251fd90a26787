"""The PDF: all that a spec says is on its pages, whole and inside its column."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Project, run_sphinx
from requires import need

pytestmark = pytest.mark.tex

MOST = 10.0
"""By how many points a line may be too wide; less is not seen."""

LONG = "x".join(f"an_identifier_of_many_letters{n}" for n in range(3))
"""A name of more than 80 characters."""

TWO = f"{LONG}c, {LONG}d"

FONTS = {
    "pdflatex": r"\usepackage{tgtermes}\usepackage{tgheros}",
    "xelatex": r"\setmainfont{FreeSerif}\setsansfont{FreeSans}"
    r"\setmonofont[Scale=0.85]{DejaVu Sans Mono}",
}


@dataclass
class Pdf:
    """A project as PDF, with what LaTeX said of it and the items that it is of."""

    path: Path
    log: str
    items: list[dict[str, Any]]

    @cached_property
    def text(self) -> str:
        """The text of all pages, each cell by itself."""
        command = ["pdftotext", "-enc", "UTF-8", "-raw", str(self.path), "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    @property
    def too_wide(self) -> list[str]:
        """What LaTeX said of lines that stand out of their column."""
        found = re.finditer(r"Overfull \\hbox \(([\d.]+)pt too wide\).*\n.*", self.log)
        return [match[0] for match in found if float(match[1]) > MOST]

    @property
    def source(self) -> str:
        """What LaTeX made it of."""
        return self.path.with_suffix(".tex").read_text("utf-8")

    @property
    def dead_links(self) -> list[str]:
        """Links to places that are on no page."""
        return re.findall(
            r"(?:Hyper reference|Reference) `[^']*'[^.]*undefined", self.log
        )

    @property
    def errors(self) -> list[str]:
        """What LaTeX called an error."""
        return re.findall(r"^! .*", self.log, re.MULTILINE)


def make_pdf(
    source: Path, folder: Path, engine: str = "xelatex", **elements: str
) -> Pdf:
    """Build a project with LaTeX, and with the builder that lists its items."""
    latexmk = need("tex")
    elements = {"papersize": "a4paper", "fontpkg": FONTS[engine], **elements}
    conf = {
        "latex_engine": engine,
        "latex_use_xindy": False,
        "latex_elements": elements,
    }
    json = run_sphinx(source, folder / "json", folder / "trees", "techspec")
    run_sphinx(source, folder / "pdf", folder / "trees-pdf", "latex", conf=conf)
    (document,) = (folder / "pdf").glob("*.tex")
    flag = "-pdf" if engine == "pdflatex" else f"-{engine}"
    # LaTeX's own verdict is in the log.
    subprocess.run(
        [latexmk, flag, "-interaction=nonstopmode", "-f", document.name],
        cwd=document.parent, capture_output=True, check=False,
    )  # fmt: skip
    log = document.with_suffix(".log").read_text("utf-8", "replace")
    return Pdf(document.with_suffix(".pdf"), log, json.items)


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


def bare(text: str) -> str:
    """Return *text* without what depends on where a line ends, or on typography.

    A hyphen may be LaTeX's own, at the end of a line.
    """
    return re.sub(r"[\s\u00ad-]+", "", text.replace("’", "'"))


NOT_SHOWN = {
    "adr",  # A record's title stands for what was written.
    "link",  # The name of the document leads there.
    "language",  # The code shows it.
}
"""Fields of which a page shows something else than their text."""


def values(item: dict[str, Any]) -> list[str]:
    """Return an item's name and all that its fields say."""
    # A relation's name is made of two columns.
    found = [] if item["kind"] == "relation" else [item["name"]]
    fields = item.get("fields", {})
    waiting = [value for name, value in fields.items() if name not in NOT_SHOWN]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            # A value that is understood keeps its text.
            waiting += [value["text"]] if "text" in value else list(value.values())
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str):
            found.append(value)
    return found


def test_the_example(tmp_path: Path):
    # One test, since each process that runs one would build the PDF again.
    pdf = make_pdf(EXAMPLES / "conduit", tmp_path)
    assert pdf.errors == []
    assert pdf.too_wide == []
    assert pdf.dead_links == []
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
