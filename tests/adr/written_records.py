"""Records written for a test, in Markdown and as reStructuredText, and what is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sphinxcontrib_techspec.adr import AdrIndex
from sphinxcontrib_techspec.sphinx_ext.adrs import RecordFiles, find_records

SUFFIXES = ("md", "rst")
OTHER = "# Other\n\n## Status\n\nAccepted\n"
ACCEPTED = "# One\n\n## Status\n\nAccepted\n\n"


class Read(NamedTuple):
    """A record's text, its status as other records state it too, and its relations."""

    text: str
    status: str
    relations: set[str]


def as_rst(text: str) -> str:
    """Return Markdown with headings, links and quotes as reStructuredText."""
    text = re.sub(r"\[([^\]]*)\]\(([^)]*)\)", r"`\1 <\2>`__", text)
    text = text.replace(".md>", ".rst>").replace("\n> ", "\n   ")
    lines: list[str] = []
    for line in text.split("\n"):
        level = len(line) - len(line.lstrip("#"))
        words = line[level:].strip() if level else line
        lines += [words, "=-~"[level - 1] * len(words)] if level else [line]
    return "\n".join(lines)


def records(folder: Path, suffix: str, **texts: str) -> RecordFiles:
    """Return the records of files with these texts; others are accepted records."""
    (folder / "adr").mkdir(exist_ok=True)
    others = {"0002-other": OTHER, "0003-third": OTHER, "0021-fern": OTHER}
    for name, text in {**others, **texts}.items():
        written = as_rst(text) if suffix == "rst" else text
        (folder / f"adr/{name}.{suffix}").write_text(written, "utf-8")
    return find_records(folder)


def relation_names(adrs: AdrIndex, docname: str) -> set[str]:
    """Return the relations that a record states, as ``partly amends 0002-other``."""
    return {
        f"{'partly ' if r.relation.partly else ''}{r.relation.type} "
        f"{r.record.stem if r.record else '? ' + r.relation.target}"
        for r in adrs.relations(adrs.records[docname])
    }


def relations(found: RecordFiles, name: str) -> set[str]:
    """Return the relations that the record *name* states."""
    return relation_names(found.adrs, f"adr/{name}")


def status(found: RecordFiles, name: str) -> str:
    """Return the status of the record *name*, as other records state it too."""
    return found.adrs.shown_status(found.adrs.records[f"adr/{name}"])


def read_each(folder: Path, suffix: str, texts: Iterable[str]) -> Iterator[Read]:
    """Yield what is read of each text, each a record of one project."""
    files = {f"{number}-one": text for number, text in enumerate(texts, 1000)}
    found = records(folder, suffix, **files)
    for name, text in files.items():
        yield Read(text, status(found, name), relations(found, name))
