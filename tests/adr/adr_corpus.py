"""The corpus of decision records, built once, and its expected data."""

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
    """Return the expected data in a YAML file of this folder."""
    return yaml.safe_load((HERE / name).read_text("utf-8"))


@cache
def build_corpus() -> Build:
    """Return the corpus built with the ``techspec`` builder, once per process."""
    folder = Path(tempfile.mkdtemp(prefix="techspec-adr-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return run_sphinx(SOURCE, folder / "out", folder / "doctrees", "techspec")


def index() -> AdrIndex:
    """Return the index of the records in the corpus."""
    return get_domain(build_corpus().app.env).project.adrs


def lines_of(record: DecisionRecord) -> list[str]:
    """Return the lines of the file of a record."""
    path = build_corpus().app.env.doc2path(record.docname)
    return path.read_text("utf-8").split("\n")


def record_data(record: DecisionRecord) -> dict[str, Any]:
    """Return a record in the form of ``records.yaml``, without empty values."""
    adrs = index()
    shown = adrs.shown_status(record)
    data = {
        "label": record.label,
        "number": record.number,
        "ids": [*record.ids, *record.slugs],
        "title": record.title,
        "line": record.line if record.line != 1 else None,
        "status": record.status,
        "shown_status": shown if shown != record.status else None,
        "raw_status": record.raw_status,
        "status_line": record.status_line or None,
        "date": record.date,
        "deciders": record.deciders,
        "relations": _relations(record),
        "successors": _docnames(adrs.successors(record)),
        "current_successors": _docnames(adrs.current_successors(record)),
        "partly_superseded_by": _docnames(adrs.partly_superseded_by(record)),
        "conflicts": [
            {"first": _quote(conflict.first), "second": _quote(conflict.second)}
            for conflict in adrs.conflicts(record)
        ],
    }
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def _relations(record: DecisionRecord) -> list[str]:
    found = [
        f"{'partly ' if resolved.relation.partly else ''}{resolved.relation.type} "
        + (
            resolved.record.docname
            if resolved.record
            else f"“{resolved.relation.target}”"
        )
        for resolved in index().relations(record)
    ]
    return list(dict.fromkeys(found))


def _docnames(records: tuple[DecisionRecord, ...]) -> list[str]:
    return [record.docname for record in records]


def _quote(quote: Quote) -> str:
    return f"{quote.record.docname}:{quote.line} {quote.text}"
