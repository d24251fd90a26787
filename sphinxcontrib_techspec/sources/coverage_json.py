"""Coverage by coverage.py, written by ``coverage json``.

``percent_covered`` has the branches in it where they are measured:
https://coverage.readthedocs.io/en/latest/commands/cmd_json.html
"""

from __future__ import annotations

from ..untyped import members
from ..values.statistic import COMBINED
from .base import (
    Content,
    Entry,
    Figure,
    Path,
    Results,
    iso_date,
    percents,
    share,
)


def read(content: Content) -> Results | None:
    """Read the total and the files, by path."""
    data = content.members
    meta, totals = members(data.get("meta")), members(data.get("totals"))
    if "version" not in meta or "num_statements" not in totals:
        return None
    entries = [_entry(("total", "totals"), totals, ("totals",))]
    for name, file in members(data.get("files")).items():
        summary = members(members(file).get("summary"))
        # Windows writes paths with backslashes.
        names = tuple(dict.fromkeys((name, name.replace("\\", "/"))))
        entries.append(_entry(names, summary, ("files", name, "summary")))
    return Results("coverage.py", tuple(entries), iso_date(meta.get("timestamp")), data)


def _entry(names: tuple[str, ...], summary: dict[str, object], path: Path) -> Entry:
    lines = share(summary.get("covered_lines"), summary.get("num_statements"))
    branches = share(summary.get("covered_branches"), summary.get("num_branches"))
    percent = (*path, "percent_covered")
    statements = (*path, "percent_statements_covered")
    figures = percents({
        "lines": (lines, statements if branches is not None else percent),
        "statements": (lines, statements),
        "branches": (branches, (*path, "percent_branches_covered")),
    })  # fmt: skip
    both = _combined(summary) if branches is not None else None
    if both is not None:
        figures[COMBINED] = Figure(both, "%", percent)
    return Entry(names, figures, default="lines")


def _combined(summary: dict[str, object]) -> float | None:
    counts = [
        summary.get(key)
        for key in ("covered_lines", "covered_branches", "num_statements",
                    "num_branches")
    ]  # fmt: skip
    numbers = [float(count) for count in counts if isinstance(count, int)]
    if len(numbers) < len(counts):
        return None
    return share(numbers[0] + numbers[1], numbers[2] + numbers[3])
