"""Statistics of Locust, written by ``--csv``.

Times are milliseconds; percentiles are rounded to two digits by Locust, and contain
failed requests: https://docs.locust.io/en/stable/retrieving-stats.html
"""

from __future__ import annotations

import csv
import io

from ..values.statistic import statistic_of
from .base import Content, Entry, Figure, Results, number, share

_COLUMNS = {
    "Median Response Time": "median", "Average Response Time": "mean",
    "Min Response Time": "min", "Max Response Time": "max",
}  # fmt: skip


def read(content: Content) -> Results | None:
    """Read the rows, by method and name and by name."""
    if not content.text.startswith(("Type,Name,", '"Type","Name",')):
        return None
    # csv.Error: a field of more than 128 KiB, or a quote without its end.
    try:
        rows = list(csv.DictReader(io.StringIO(content.text, newline=""), strict=True))
    except csv.Error:
        return None
    if not rows or not {"Request Count", "Requests/s"} <= rows[0].keys():
        return None
    return Results("Locust", tuple(_entry(row) for row in rows), is_json=False)


def _entry(row: dict[str, str]) -> Entry:
    figures: dict[str, Figure] = {}
    # A column of its own is exact; the median stands in `50%` as well.
    for column, cell in reversed([*row.items()]):
        statistic = _COLUMNS.get(column) or statistic_of(column or "")
        if statistic and (found := number(cell)) is not None:
            figures[statistic] = Figure(found, "ms")
    if (rate := number(row.get("Requests/s"))) is not None:
        figures["rate"] = Figure(rate, "req/s")
    failed = share(row.get("Failure Count"), row.get("Request Count"))
    if failed is not None:
        figures["failures"] = Figure(failed, "%")
    name = row.get("Name") or ""
    method = row.get("Type") or ""
    names = (f"{method} {name}", name) if method else (name,)
    return Entry(names, figures)
