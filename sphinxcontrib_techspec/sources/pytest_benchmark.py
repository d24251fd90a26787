"""Results of pytest-benchmark, written by ``--benchmark-json``.

Times are seconds, ``ops`` is 1 / mean: https://pytest-benchmark.readthedocs.io
"""

from __future__ import annotations

from ..untyped import items, members
from .base import (
    Content,
    Entry,
    Figure,
    Results,
    iso_date,
    number,
)

_TIMES = {
    "min": "min", "max": "max", "mean": "mean", "median": "median", "stddev": "stddev",
    "iqr": "iqr", "q1": "p25", "q3": "p75",
}  # fmt: skip


def read(content: Content) -> Results | None:
    """Read the benchmarks, by full name and by name."""
    data = content.members
    if not isinstance(data.get("benchmarks"), list) or "machine_info" not in data:
        return None
    entries = [
        _entry(str(index), members(benchmark))
        for index, benchmark in enumerate(items(data["benchmarks"]))
    ]
    return Results(
        "pytest-benchmark", tuple(entries), iso_date(data.get("datetime")), data
    )


def _entry(index: str, benchmark: dict[str, object]) -> Entry:
    stats = members(benchmark.get("stats"))
    figures: dict[str, Figure] = {}
    for key, statistic in _TIMES.items():
        if (found := number(stats.get(key))) is not None:
            path = ("benchmarks", index, "stats", key)
            figures[statistic] = Figure(found, "s", path)
    if (rate := number(stats.get("ops"))) is not None:
        figures["ops"] = Figure(rate, "ops/s", ("benchmarks", index, "stats", "ops"))
    names = [benchmark.get(key) for key in ("fullname", "name")]
    runs = [number(run) for run in items(stats.get("data"))]
    return Entry(
        tuple(dict.fromkeys(name for name in names if isinstance(name, str))),
        figures,
        runs=tuple(run for run in runs if run is not None),
        unit="s",
    )
