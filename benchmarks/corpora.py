"""The same data in several forms: what the benchmarks build.

Each form is a Sphinx project of pages with a hundred rows each, an endpoint a row:
method, path, purpose, how it is authorised, and the decision record that it rests on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROWS = 100
"""Rows on a page."""

RECORDS = 20
"""Decision records of a project."""

_METHODS = ("GET", "POST", "PUT", "DELETE")
_TABLE = "| Method | Path | Purpose | Auth | Decision |\n|---|---|---|---|---|\n"
_SPEC = """\
```{techspec:spec} Bench
:status: approved
:version: 1.0
:updated: 2026-01-01

One service answers. It keeps nothing.
```
"""


@dataclass(frozen=True)
class Row:
    """An endpoint."""

    page: int
    number: int
    edited: bool = False

    @property
    def method(self) -> str:
        """The HTTP method."""
        return _METHODS[self.number % len(_METHODS)]

    @property
    def path(self) -> str:
        """The path."""
        return f"/api/v1/res{self.page}/{self.number}/items"

    @property
    def purpose(self) -> str:
        """What it is for."""
        verb = "Count" if self.edited else "List"
        return f"{verb} the items of resource {self.number} on page {self.page}"

    @property
    def adr(self) -> str:
        """The decision record."""
        return f"ADR-{1 + self.number % RECORDS:04d}"


def _cells(row: Row) -> str:
    cells = (row.method, row.path, row.purpose, "Bearer", row.adr)
    return f"| {' | '.join(cells)} |\n"


def _plain(rows: list[Row]) -> str:
    return _TABLE + "".join(map(_cells, rows))


def _many(rows: list[Row]) -> str:
    return f"```{{techspec:endpoint}}\n{_plain(rows)}```\n"


def _one(rows: list[Row]) -> str:
    return "\n".join(
        f"```{{techspec:endpoint}} {row.method} {row.path}\n:auth: Bearer\n"
        f":adr: {row.adr}\n\n{row.purpose}\n```\n"
        for row in rows
    )


def _objects(rows: list[Row]) -> str:
    return "\n".join(
        f"```{{object}} {row.method} {row.path}\n\n{row.purpose}\n\n:Auth: Bearer\n"
        f":Decision: {row.adr}\n```\n"
        for row in rows
    )


def _need(row: Row, hidden: str) -> str:
    return (
        f"```{{req}} {row.method} {row.path}\n:id: R_{row.page}_{row.number}\n{hidden}"
        f":method: {row.method}\n:path: {row.path}\n:auth: Bearer\n:adr: {row.adr}\n\n"
        f"{row.purpose}\n```\n"
    )


def _needs_hidden(rows: list[Row]) -> str:
    needs = "\n".join(_need(row, ":hide:\n") for row in rows)
    return (
        f"{needs}\n```{{needtable}}\n:filter: docname == 'page{rows[0].page}'\n"
        ":columns: method;path;content;auth;adr\n:style: table\n```\n"
    )


def _needs_shown(rows: list[Row]) -> str:
    return "\n".join(_need(row, "") for row in rows)


def _http(rows: list[Row]) -> str:
    return "\n".join(
        f"```{{http:{row.method.lower()}}} {row.path}\n\n{row.purpose}\n\n"
        f":reqheader Authorization: Bearer\n```\n"
        for row in rows
    )


_NEEDS = """\
needs_fields = {
    name: {"schema": {"type": "string"}, "nullable": True}
    for name in ("method", "path", "auth", "adr")
}
"""


@dataclass(frozen=True)
class Form:
    """A way of writing the data.

    Attributes:
        title: what it is, in words.
        extension: the extension that reads it; none for plain Markdown.
        page: writes the rows of a page.
        conf: more of its ``conf.py``.
    """

    title: str
    extension: str
    page: Callable[[list[Row]], str]
    conf: str = ""


_FIELD_LISTS = 'myst_enable_extensions = ["fieldlist"]\n'

FORMS = {
    "plain": Form("Markdown table", "", _plain),
    "many": Form("techspec, many items", "sphinxcontrib_techspec", _many),
    "one": Form("techspec, one item alone", "sphinxcontrib_techspec", _one),
    "objects": Form("Sphinx's own object directive", "", _objects, _FIELD_LISTS),
    "needs-hidden": Form(
        "sphinx-needs, hidden, a table", "sphinx_needs", _needs_hidden, _NEEDS
    ),
    "needs-shown": Form("sphinx-needs, shown", "sphinx_needs", _needs_shown, _NEEDS),
    "http": Form(
        "sphinxcontrib-httpdomain", "sphinxcontrib.httpdomain", _http, _FIELD_LISTS
    ),
}
"""Every form, by its name; `plain` is what the others are compared with."""


def page_text(form: Form, page: int, rows: int, *, edited: bool = False) -> str:
    """Return the text of a page; *edited* changes one of its cells."""
    given = [Row(page, n, edited=edited and not n) for n in range(rows)]
    body = form.page(given) if rows else ""
    return f"# Page {page}\n\nSome text.\n\n{body}"


def write(folder: Path, form: Form, pages: int, rows: int = ROWS) -> None:
    """Write the project of a form; without rows, all else of it."""
    (folder / "adr").mkdir(parents=True)
    extensions = ["myst_parser", *filter(None, [form.extension])]
    (folder / "conf.py").write_text(
        f"project = 'Bench'\nhtml_theme = 'basic'\nextensions = {extensions!r}\n"
        f"suppress_warnings = ['techspec']\n{form.conf}",
        "utf-8",
    )
    contents = "\n".join(f"page{number}" for number in range(pages))
    spec = _SPEC if "techspec" in form.extension else ""
    (folder / "index.md").write_text(
        f"# Bench\n\n{spec}\n```{{toctree}}\n{contents}\nadr/index\n```\n", "utf-8"
    )
    (folder / "adr" / "index.md").write_text(
        "# Decisions\n\n```{toctree}\n:glob:\n0*\n```\n", "utf-8"
    )
    for number in range(1, RECORDS + 1):
        (folder / "adr" / f"{number:04d}-choose-{number}.md").write_text(
            f"# {number}. Choose {number}\n\n## Status\n\nAccepted\n\n"
            "## Context\n\nText.\n",
            "utf-8",
        )
    for number in range(pages):
        path = folder / f"page{number}.md"
        path.write_text(page_text(form, number, rows), "utf-8")
