"""The output of ``techspec adrs``: decision records, or the status of one explained.

A ``techspec.json`` is listed without importing Sphinx or docutils.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from .adr.names import patterns_line
from .config import ConfigError
from .formats.style import visible
from .text import join_or


class RecordListError(Exception):
    """The records cannot be listed; the text says why."""


def text_of(path: Path, explained: Path | None, form: str) -> str:
    """Return the decision records of a folder, or how the status of one is read.

    Args:
        path: a folder, or a ``techspec.json``.
        explained: the file of the record to explain; `None` for a list of all.
        form: ``text`` or ``json``.

    Raises:
        RecordListError: there is no such file, or it cannot be read.
    """
    if not path.is_dir():
        if explained is not None:
            message = f"{path}: not a folder; a record is explained from its file"
            raise RecordListError(message)
        return _listed(_from_json(path), form)
    # Sphinx is imported for a folder only.
    from .sphinx_ext import adrs  # noqa: PLC0415 - imports Sphinx

    try:
        found = adrs.find_records(path)
    except (ConfigError, SyntaxError, UnicodeDecodeError) as error:
        message = f"{path}: {error}"
        raise RecordListError(message) from None
    if explained is None:
        listed = _listed(adrs.record_data(found), form)
        if form == "json":
            return listed
        if not found.adrs:
            listed = f"no decision record in {visible(str(path))}\n"
        return listed + _hint(
            found.likely, found.likely_logs, has_records=bool(found.adrs)
        )
    data = adrs.explain(found, explained)
    if not data:
        message = f"{explained}: not a decision record in {path}"
        raise RecordListError(message)
    if form == "json":
        # A log has several records.
        return _json(data if len(data) > 1 else data[0])
    return "\n".join(map(_explained, data))


def _hint(folders: Sequence[str], logs: Sequence[str], *, has_records: bool) -> str:
    """Return where further records may be, with the line for conf.py as in TS208."""
    if not folders and not logs:
        return ""
    places = join_or(map(visible, [*folders, *logs]))
    if has_records:
        return (
            f"if more are in {places}, set techspec_adr_patterns in conf.py "
            "to patterns for all of them\n"
        )
    setting = visible(patterns_line(folders, logs))
    return f"if they are in {places}, set {setting} in conf.py\n"


def _from_json(path: Path) -> list[dict[str, Any]]:
    """Return the records in a ``techspec.json``."""
    try:
        loaded: object = json.loads(path.read_text("utf-8"))
        records = cast("Any", loaded)["decision_records"]
        labels = {_key(record): record["label"] for record in records}
        return [
            {
                "id": record["label"],
                "title": record["title"],
                "status": record["status"],
                "raw_status": record["raw_status"],
                "date": record["date"],
                "file": record["file"],
                "line": record.get("line", 1),
                "superseded_by": [labels.get(n, n) for n in record["successors"]],
            }
            for record in records
        ]
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise RecordListError(message) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        message = f"{path}: not a techspec.json"
        raise RecordListError(message) from None


def _key(record: dict[str, Any]) -> str:
    """Return the name by which other records refer to one in a ``techspec.json``."""
    docname = str(record["docname"])
    return f"{docname}#{record['anchor']}" if "anchor" in record else docname


def _listed(records: Sequence[dict[str, Any]], form: str) -> str:
    if form == "json":
        return _json(records)
    rows = [
        [str(record[key]) or "-" for key in ("id", "status", "date", "title", "file")]
        for record in records
    ]
    return _table([["ID", "Status", "Date", "Title", "File"], *rows])


def _explained(data: dict[str, Any]) -> str:
    head = f"{data['id']} {data['title']}: {data['status']}"
    statements = [
        [f"line {e['line']}", e["location"], e["status"], f"“{e['text']}”", e["reason"]]
        for e in data["statements"]
    ]
    relations = [
        [
            f"{e['stated_in']}:{e['line']}",
            f"{'partly ' if e['partly'] else ''}{e['type']}",
            e["record"] or _not_one(e),
        ]
        for e in data["relations"]
    ]
    parts = [f"{visible(head)}\n"]
    parts.append(_table(statements) if statements else "no statement of the status\n")
    if relations:
        parts.append(_table(relations))
    return "\n".join(parts)


def _not_one(relation: dict[str, Any]) -> str:
    """Return the target of a relation that is none or several of the records."""
    files = relation["candidates"]
    reason = f"ambiguous: {join_or(files)}" if files else "no such record"
    return f"“{relation['target']}” ({reason})"


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns that are as wide as their widest cell."""
    cells = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in cells
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
