"""The PDF: all that a spec says is on its pages, whole and inside its column."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
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

    @property
    def text(self) -> str:
        """The text of all pages."""
        command = ["pdftotext", "-enc", "UTF-8", "-layout", str(self.path), "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    @property
    def too_wide(self) -> list[str]:
        """What LaTeX said of lines that stand out of their column."""
        found = re.finditer(r"Overfull \\hbox \(([\d.]+)pt too wide\).*\n.*", self.log)
        return [match[0] for match in found if float(match[1]) > MOST]

    @property
    def errors(self) -> list[str]:
        """What LaTeX called an error."""
        return re.findall(r"^! .*", self.log, re.MULTILINE)


def make_pdf(source: Path, folder: Path, engine: str = "xelatex") -> Pdf:
    """Build a project with LaTeX, and with the builder that lists its items."""
    conf = {
        "latex_engine": engine,
        "latex_use_xindy": False,
        "latex_elements": {"papersize": "a4paper", "fontpkg": FONTS[engine]},
    }
    json = run_sphinx(source, folder / "json", folder / "trees", "techspec")
    run_sphinx(source, folder / "pdf", folder / "trees-pdf", "latex", conf=conf)
    (document,) = (folder / "pdf").glob("*.tex")
    flag = "-pdf" if engine == "pdflatex" else f"-{engine}"
    # LaTeX's own verdict is in the log.
    subprocess.run(
        ["latexmk", flag, "-interaction=nonstopmode", "-f", document.name],
        cwd=document.parent, capture_output=True, check=False,
    )  # fmt: skip
    log = document.with_suffix(".log").read_text("utf-8", "replace")
    return Pdf(document.with_suffix(".pdf"), log, json.items)


@pytest.fixture(scope="session")
def conduit(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    """The example as PDF."""
    need("tex")
    return make_pdf(EXAMPLES / "conduit", tmp_path_factory.mktemp("conduit-pdf"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    """A project with long names in every column of every table, as PDF."""
    need("tex")
    folder = tmp_path_factory.mktemp("hostile-pdf")
    project = Project(folder)
    # The index sets names in half a line, where no table can help them.
    project.configure(latex_elements={"printindex": ""})
    project.write({"index": HOSTILE})
    shutil.copytree(project.source, folder / "source")
    return make_pdf(folder / "source", folder)


HOSTILE = f"""
    # Long names

    ```{{techspec:spec}} {LONG}
    :status: draft
    :version: {LONG}
    ```

    ```{{techspec:endpoint}}
    | Method | Path | Purpose | Auth | Request | Response | Errors |
    |--------|------|---------|------|---------|----------|--------|
    | GET | /{LONG}/{{{LONG}}} | {LONG} | {LONG} | {LONG}a | {LONG}b | {LONG}c, {LONG}d |
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
    """Return *text* without what depends on where a line ends, or a page.

    A hyphen may be LaTeX's own, at the end of a line.
    """
    return re.sub(r"[\s\u00ad-]+", "", text)


def values(item: dict[str, Any]) -> list[str]:
    """Return an item's name and all that its fields say."""
    found = [item["name"]]
    waiting = [item.get("fields", {})]
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


def test_the_example_has_no_error(conduit: Pdf):
    assert conduit.errors == []
    assert "Missing character" not in conduit.log


def test_every_field_of_the_example_is_on_a_page(conduit: Pdf):
    # Columns stand side by side, so the order is that of the file, not of the layout.
    raw = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-raw", str(conduit.path), "-"],
        capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    text = bare(raw)
    assert conduit.items
    missing = [
        (item["kind"], item["name"], value)
        for item in conduit.items
        for value in values(item)
        if bare(value) not in text
    ]
    assert missing == []


@pytest.mark.parametrize("made", ["conduit", "hostile"])
def test_nothing_stands_out_of_its_column(made: str, request: pytest.FixtureRequest):
    pdf: Pdf = request.getfixturevalue(made)
    assert pdf.too_wide == []


def test_long_names_are_whole(hostile: Pdf):
    assert hostile.errors == []
    raw = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-raw", str(hostile.path), "-"],
        capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    text = bare(raw)
    for letter in "abcde":
        assert bare(LONG) + letter in text, letter
    assert text.count(bare(LONG)) >= 25


def test_pdflatex_has_the_characters_that_specs_use(
    project: Callable[..., Project], tmp_path: Path
):
    need("tex")
    made = project({"index": """
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
        """})
    pdf = make_pdf(made.source, tmp_path / "made", "pdflatex")
    assert pdf.errors == []
    assert "≤ 60 s" in pdf.text
