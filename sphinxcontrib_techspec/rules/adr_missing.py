"""TS208: a project in which no decision record is found."""

from __future__ import annotations

from collections.abc import Iterator

from ..adr.names import likely_folders, patterns_line
from ..kinds import Decision, Section
from ..messages import Message
from ..model.item import Item
from ..model.project import Project
from ..model.spec import Spec
from ..text import join_or
from .base import Context, Failed, Outcome
from .decisions import is_written_as_record


def no_records(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A project with decisions in which no decision record is found.

    What it does
    ------------
    Reports once for each spec that no document of the project is a decision record,
    although an item refers to one, or the spec has a `techspec:decision`. Folders whose
    documents have names like decision records are suggested. References to other
    projects and to addresses do not count.

    Why
    ---
    No reference can be checked. Most likely, the records are in a folder with another
    name than the default patterns expect.

    Example
    -------
    ````md
    ```{techspec:decision} Modular monolith
    :topic: architecture pattern
    :adr: ADR-001
    ```
    ````

    `rfcs/0001-modular-monolith.md`:

    ````md
    # 1. Modular monolith

    ## Status

    Accepted
    ````

    Instead
    -------
    ````md
    ```{techspec:decision} Modular monolith
    :topic: architecture pattern
    :adr: ADR-001
    ```
    ````

    `adr/0001-modular-monolith.md`:

    ````md
    # 1. Modular monolith

    ## Status

    Accepted
    ````

    Configuration
    -------------
    `techspec_adr_patterns` says which documents are decision records.
    """
    project = context.project
    if project.adrs:
        return
    item = next((item for item in spec.items if _needs_record(item, project)), None)
    if item is None:
        return
    folders = likely_folders(project.known)
    if folders:
        advice = Message(
            "if they are in {folders}, set {line} in conf.py",
            folders=join_or(folders),
            line=patterns_line(folders),
        )
    else:
        advice = Message(
            "add the records to the project, or set {name} in conf.py",
            name="techspec_adr_patterns",
        )
    yield Failed(
        Section.ARCHITECTURE,
        Message("no decision record in the project"),
        advice=advice,
        docname=item.docname,
        line=item.line,
        counts=False,
        file=item.file,
    )


def _needs_record(item: Item, project: Project) -> bool:
    """Return whether *item* is a decision, or refers to one, in this project."""
    found = project.decisions(item)
    if any(resolution.outcome == "unknown" for resolution in found):
        return True
    return item.kind is Decision and not found and not is_written_as_record(item)
