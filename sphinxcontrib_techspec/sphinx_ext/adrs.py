"""List and explain decision records for the command line, without a build."""

from __future__ import annotations

import ast
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from ..adr import AdrIndex, DecisionRecord, Outline, is_record_name, record_outlines
from ..adr.names import is_likely_log, is_numbered_as_record, likely_folders
from ..adr.read import read_record
from ..adr.read.explain import explain_status
from ..adr.vocabulary import make_vocabulary
from ..config import PREFIX, Config, make_config
from ..files import document_files
from .name_patterns import matches
from .reading.record_files import read_record_file

_VALUES = ("adr_patterns", "adr_words")
_REASONS = {
    "counts": "counts",
    "unknown word": "none of the known words",
    "same location": "another statement in the same location takes precedence",
    "other location": "a statement in another location takes precedence",
}


_NEIGHBOURS = 3
"""How many records tell that the other documents with numbers beside them are some."""


@dataclass(slots=True)
class RecordFiles:
    """The decision records in a folder.

    Attributes:
        adrs: the records.
        outlines: their outlines, by `DecisionRecord.key`.
        files: their files, by docname.
        likely: further folders whose files have names like records.
        likely_logs: where there is neither a record nor such a folder, documents with
            headings like records.
    """

    adrs: AdrIndex
    outlines: dict[str, Outline]
    files: dict[str, Path]
    likely: list[str]
    likely_logs: list[str]


def find_records(folder: Path) -> RecordFiles:
    """Return the decision records in a folder and below it.

    The names of documents begin at the nearest folder with a conf.py. Of its values,
    ``techspec_adr_patterns``, ``techspec_adr_words`` and ``exclude_patterns`` are used
    where they are literals; conf.py is not run. Without a conf.py, documents in any
    folder are records if their names have the number of a record or a date, and if they
    have a status and a section such as *Decision*.

    Raises:
        ConfigError: one of the values is wrong.
        OSError: a file cannot be read.
        SyntaxError: conf.py is not Python.
    """
    root = root_of(folder)
    values = literals_of(root / "conf.py")
    config = make_config(
        {key: values[PREFIX + key] for key in _VALUES if PREFIX + key in values}
    )
    is_excluded = matches(_texts(values.get("exclude_patterns", [])))
    vocabulary = make_vocabulary(config.adr_words)
    outlines: dict[str, Outline] = {}
    records: dict[str, DecisionRecord] = {}
    bare: dict[str, DecisionRecord] = {}
    files: dict[str, Path] = {}
    documents: dict[str, Path] = {}
    # Without a conf.py, no pattern says where the records are.
    is_project = (root / "conf.py").is_file()
    for path in sorted(document_files(folder)):
        # A record may be a link to a file elsewhere, as in a build.
        name = (
            (folder.resolve() / path.relative_to(folder)).relative_to(root).as_posix()
        )
        docname = name.rpartition(".")[0]
        if is_excluded(name):
            continue
        named = _is_named(docname, root, config)
        if not named and (is_project or not is_numbered_as_record(docname)):
            documents[docname] = path
            continue
        for outline in record_outlines(read_record_file(path, docname, vocabulary)):
            record = read_record(outline)
            is_evident = named or (record.has_parts and bool(record.statements))
            kept = records if is_evident else bare
            kept[record.key], outlines[record.key] = record, outline
            files[docname] = path
    folders = Counter(posixpath.dirname(record.docname) for record in records.values())
    for key, record in bare.items():
        if folders[posixpath.dirname(record.docname)] >= _NEIGHBOURS:
            records[key] = record
        else:
            documents[record.docname] = files.pop(record.docname)
    likely = likely_folders(documents) if is_project or not records else []
    logs = [] if records or likely else list(_likely_logs(documents))
    return RecordFiles(AdrIndex(records), outlines, files, likely, logs)


def _likely_logs(documents: Mapping[str, Path]) -> Iterator[str]:
    """Yield the names of documents with headings of several records."""
    for docname, path in documents.items():
        if is_likely_log(path.read_text("utf-8-sig", errors="replace")):
            yield docname


def record_data(found: RecordFiles) -> list[dict[str, Any]]:
    """Return the records as plain data, sorted by the names of their documents."""
    return [
        {
            "id": record.label,
            "title": str(record.title),
            "status": found.adrs.shown_status(record),
            "raw_status": record.raw_status,
            "date": record.date,
            "file": found.files[record.docname].as_posix(),
            "line": record.line,
            "superseded_by": [r.label for r in found.adrs.successors(record)],
        }
        for record in found.adrs.records.values()
    ]


def explain(found: RecordFiles, path: Path) -> list[dict[str, Any]]:
    """Return how the status of each record in a file was read.

    Args:
        found: the records of the project.
        path: the file of the records.
    """
    names = {n for n, file in found.files.items() if file.resolve() == path.resolve()}
    return [
        _explained(found, record, path)
        for record in found.adrs.records.values()
        if record.docname in names
    ]


def _explained(
    found: RecordFiles, record: DecisionRecord, path: Path
) -> dict[str, Any]:
    return {
        "id": record.label,
        "title": str(record.title),
        "status": found.adrs.shown_status(record),
        "file": path.as_posix(),
        "statements": [
            {
                "line": item.statement.line,
                "location": item.statement.location,
                "status": item.statement.status,
                "text": item.statement.text,
                "reason": _REASONS[item.reason],
            }
            for item in explain_status(found.outlines[record.key], record)
        ],
        "relations": [*_relations(found, record), *_stated_elsewhere(found, record)],
    }


def _relations(found: RecordFiles, record: DecisionRecord) -> Iterator[dict[str, Any]]:
    for resolved in found.adrs.relations(record):
        other = resolved.record
        yield {
            "line": resolved.relation.line,
            "type": resolved.relation.type,
            "partly": resolved.relation.partly,
            "record": other.label if other else None,
            "target": resolved.relation.target,
            "candidates": [
                found.files[candidate.docname].as_posix()
                for candidate in resolved.candidates
            ],
            "stated_in": found.files[record.docname].as_posix(),
        }


def _stated_elsewhere(
    found: RecordFiles, record: DecisionRecord
) -> Iterator[dict[str, Any]]:
    """Yield what other records say about the succession of *record*."""
    for other in found.adrs.records.values():
        for resolved in found.adrs.relations(other):
            if resolved.record is record and resolved.relation.type == "supersedes":
                yield {
                    "line": resolved.relation.line,
                    "type": "superseded by",
                    "partly": resolved.relation.partly,
                    "record": other.label,
                    "target": resolved.relation.target,
                    "candidates": [],
                    "stated_in": found.files[other.docname].as_posix(),
                }


def _is_named(docname: str, root: Path, config: Config) -> bool:
    """Return whether a name is a record's, also where the folder itself is ``adr``."""
    is_named = matches(config.adr_patterns)
    names = [docname]
    if not (root / "conf.py").is_file():
        names.append(f"{root.name}/{docname}")
    return is_record_name(docname) and any(map(is_named, names))


def root_of(folder: Path) -> Path:
    """Return the nearest folder with a conf.py, else the folder itself."""
    here = folder.resolve()
    for parent in (here, *here.parents):
        if (parent / "conf.py").is_file():
            return parent
        if (parent / ".git").exists():
            break
    return here


def literals_of(path: Path) -> Mapping[str, object]:
    """Return the values that a conf.py sets to a literal."""
    if not path.is_file():
        return {}
    found: dict[str, object] = {}
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return found


def _texts(value: object) -> list[str]:
    values = cast("list[object]", value) if isinstance(value, list) else []
    return [text for text in values if isinstance(text, str)]
