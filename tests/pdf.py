"""Projects as PDF, and what their pages say."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from conftest import run_sphinx
from requires import need

MOST = 10.0
"""By how many points a line may be too wide; less is not seen."""

FONTS = {
    "pdflatex": r"\usepackage{tgtermes}\usepackage{tgheros}",
    "xelatex": r"\setmainfont{FreeSerif}\setsansfont{FreeSans}"
    r"\setmonofont[Scale=0.85]{DejaVu Sans Mono}",
}


@dataclass
class Pdf:
    """A project as PDF, with the log of LaTeX and the items of the project."""

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
        """Warnings of LaTeX about lines that are wider than their column."""
        found = re.finditer(r"Overfull \\hbox \(([\d.]+)pt too wide\).*\n.*", self.log)
        return [match[0] for match in found if float(match[1]) > MOST]

    @property
    def source(self) -> str:
        """What LaTeX made it of."""
        return self.path.with_suffix(".tex").read_text("utf-8")

    @property
    def broken_links(self) -> list[str]:
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
