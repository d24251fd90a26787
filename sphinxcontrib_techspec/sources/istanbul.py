"""Coverage by Istanbul, written by its reporter ``json-summary``.

Jest, Vitest, nyc and c8 write it: https://istanbul.js.org
"""

from __future__ import annotations

from ..untyped import members
from .base import Content, Entry, Results, percents, share

_METRICS = ("lines", "statements", "functions", "branches")


def read(content: Content) -> Results | None:
    """Read the total and the files, by path."""
    data = content.members
    lines = members(members(data.get("total")).get("lines"))
    if not {"total", "covered", "pct"} <= lines.keys():
        return None
    entries: list[Entry] = []
    for name, value in data.items():
        summary = {key: members(members(value).get(key)) for key in _METRICS}
        # `pct` is cut to two digits.
        figures = percents({
            key: (share(counts.get("covered"), counts.get("total")), (name, key, "pct"))
            for key, counts in summary.items()
        })  # fmt: skip
        entries.append(Entry((name,), figures, default="lines"))
    return Results("Istanbul", tuple(entries), data=data)
