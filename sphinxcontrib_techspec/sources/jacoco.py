"""Coverage by JaCoCo, in its XML format.

https://www.jacoco.org/jacoco/trunk/coverage/report.dtd
"""

from __future__ import annotations

import datetime as dt

from .base import Content, Entry, Results, epoch_date, number, percents, share

_METRICS = {
    "LINE": "lines", "BRANCH": "branches", "INSTRUCTION": "instructions",
    "METHOD": "methods", "CLASS": "classes",
}  # fmt: skip
_NAMED = frozenset(("group", "package", "class"))


def read(content: Content) -> Results | None:
    """Read the total, the groups, packages and classes, by name.

    The counters of the total are the report's own, not those of its packages.
    """
    root = content.root
    if root is None or root.name != "report" or "name" not in root.attributes:
        return None
    names: list[str] = []
    found: list[tuple[str, dict[str, float | None]]] = []
    open_: dict[tuple[str, ...], dict[str, float | None]] = {}
    dates: list[dt.date] = []
    for element in content.elements():
        path, attributes = element.path, element.attributes
        if element.name == "sessioninfo":
            if day := epoch_date(attributes.get("dump")):
                dates.append(day)
        elif len(path) == 1 or element.name in _NAMED:
            del names[len(path) - 1 :]
            names.append(attributes.get("name", ""))
            open_[path] = {}
            found.append(("total" if len(path) == 1 else names[-1], open_[path]))
        elif element.name == "counter" and path[:-1] in open_:
            missed, covered = (number(attributes.get(k)) for k in ("missed", "covered"))
            if (metric := _METRICS.get(attributes.get("type", ""))) and None not in {
                missed,
                covered,
            }:
                total = (missed or 0) + (covered or 0)
                open_[path[:-1]][metric] = share(covered, total)
    if not found[0][1]:
        return None
    entries = [
        Entry(
            (name,),
            percents({metric: (value, ()) for metric, value in shares.items()}),
            default="lines",
        )
        for name, shares in found
    ]
    # A report of several sessions is as old as the first of them.
    return Results("JaCoCo", tuple(entries), min(dates, default=None), is_json=False)
