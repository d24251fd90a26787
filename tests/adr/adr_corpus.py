"""The corpus of decision records, built once, and what is expected of it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from conftest import Build, run_sphinx
from sphinxcontrib_techspec.adr import AdrIndex, DecisionRecord, Quote
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain

HERE = Path(__file__).parent
SOURCE = HERE / "corpus"


def load(name: str) -> dict[str, Any]:
    """Return the expectations in a file beside this one."""
    return yaml.safe_load((HERE / name).read_text("utf-8"))


@cache
def built() -> Build:
    """Return the corpus as the data-only builder left it, once a process."""
    folder = Path(tempfile.mkdtemp(prefix="techspec-adr-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return run_sphinx(SOURCE, folder / "out", folder / "doctrees", "techspec")


def index() -> AdrIndex:
    """Return the index of the corpus's records."""
    return get_domain(built().app.env).project.adrs


def lines_of(record: DecisionRecord) -> list[str]:
    """Return the lines of a record's file."""
    path = built().app.env.doc2path(record.docname)
    return path.read_text("utf-8").split("\n")


def described(record: DecisionRecord) -> dict[str, Any]:
    """Return a record in the form of ``records.yaml``, without what is empty."""
    adrs = index()
    holds = adrs.shown_status(record)
    said = {
        "label": record.label,
        "number": record.number,
        "ids": [*record.ids, *record.slugs],
        "title": record.title,
        "line": record.line if record.line != 1 else None,
        "status": record.status,
        "holds": holds if holds != record.status else None,
        "raw": record.raw_status,
        "status_line": record.status_line or None,
        "date": record.date,
        "deciders": record.deciders,
        "edges": _edges(record),
        "successors": _names(adrs.successors(record)),
        "living": _names(adrs.current_successors(record)),
        "partly": _names(adrs.partly_superseded_by(record)),
        "conflicts": [
            {"first": _quoted(conflict.first), "second": _quoted(conflict.second)}
            for conflict in adrs.conflicts(record)
        ],
    }
    return {key: value for key, value in said.items() if value not in (None, "", [])}


def _edges(record: DecisionRecord) -> list[str]:
    found = [
        f"{'partly ' if resolved.edge.partly else ''}{resolved.edge.relation} "
        + (resolved.record.docname if resolved.record else f"“{resolved.edge.target}”")
        for resolved in index().edges(record)
    ]
    return list(dict.fromkeys(found))


def _names(records: tuple[DecisionRecord, ...]) -> list[str]:
    return [record.docname for record in records]


def _quoted(quote: Quote) -> str:
    return f"{quote.record.docname}:{quote.line} {quote.text}"
