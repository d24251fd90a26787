"""Records, documents and projects made by hand, for tests of the core."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sphinxcontrib_techspec.config import Config, make_config
from sphinxcontrib_techspec.findings.evaluate import evaluate
from sphinxcontrib_techspec.findings.report import Finding, Report
from sphinxcontrib_techspec.model.build import build_item
from sphinxcontrib_techspec.model.document import Document, SpecWaiver
from sphinxcontrib_techspec.model.item import Item, ParsedItem, SourceText, Waiver
from sphinxcontrib_techspec.model.project import Project


def item(
    kind: str,
    name: str,
    *,
    line: int = 1,
    rows: Sequence[Mapping[str, str]] = (),
    waive: Sequence[tuple[str, str]] = (),
    **values: str,
) -> Item:
    """Return an item; its document is set by `document`."""
    raw = ParsedItem(
        kind,
        line,
        SourceText(name, line),
        {key: SourceText(text, line) for key, text in values.items()},
        [{key: SourceText(text, line) for key, text in row.items()} for row in rows],
        waivers=[Waiver(code, reason, line) for code, reason in waive],
    )
    item = build_item(raw, "")
    item.anchor = f"{kind}-{name}".lower().replace(" ", "-")
    return item


def header(name: str, status: str = "approved", **values: str) -> Item:
    """Return the header of a spec, with nothing missing."""
    given = {
        "status": status, "version": "1.0", "updated": "2025-01-31",
        "tldr": "It says what there is. It does so in two sentences.",
    }  # fmt: skip
    options: dict[str, Any] = given | values
    return item("spec", name, **options)


def document(
    docname: str, *items: Item, waive: Sequence[tuple[str, str]] = ()
) -> Document:
    """Return a document that says *items*, a line for each."""
    made = Document(docname, f"{docname}.md")
    for number, item in enumerate(items, 1):
        item.docname = docname
        item.line = number
        made.add(item)
    made.waivers = [
        SpecWaiver(code, reason, 1, spec_index=made.spec_count)
        for code, reason in waive
    ]
    return made


def project(
    *documents: Document, toctree: Mapping[str, Sequence[str]] | None = None
) -> Project:
    """Return the project of *documents*; the first has the others in its toctree."""
    first, *others = documents
    below = {first.docname: [d.docname for d in others]}
    return Project("Shop", documents, below if toctree is None else toctree)


def report(made: Project, **values: object) -> Report:
    """Return what the rules say of a project, under values of ``conf.py``."""
    return evaluate(made, make_config({**Config().model_dump(), **values}))


def found(made: Report, code: str) -> list[Finding]:
    """Return the findings of one rule."""
    return [finding for finding in made.findings if finding.code == code]
