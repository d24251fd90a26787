"""Summaries of k6, in three formats.

- ``--summary-export`` (legacy): numbers stand in the metric, a rate is ``value``, and
  a threshold that is ``true`` *failed*.
- ``handleSummary(data)``: numbers stand in ``values``, and ``contains`` tells times and
  amounts of data apart.
- ``--new-machine-readable-summary``, k6 1.5 and later: ``results.metrics`` is a list.

Times are milliseconds, rates from 0 to 1:
https://grafana.com/docs/k6/latest/results-output/end-of-test/
"""

from __future__ import annotations

from collections.abc import Iterator

from ..untyped import items, members
from ..values.statistic import statistic_of
from .base import (
    Content,
    Entry,
    Figure,
    Path,
    Results,
    iso_date,
    number,
)

_TIMES = frozenset((
    "iteration_duration", "group_duration", "ws_connecting", "ws_session_duration",
    "ws_ping", "grpc_req_duration", "browser_http_req_duration",
    "browser_web_vital_fcp", "browser_web_vital_fid", "browser_web_vital_inp",
    "browser_web_vital_lcp", "browser_web_vital_ttfb",
    *(
        f"http_req_{part}"
        for part in ("duration", "blocked", "connecting", "tls_handshaking", "sending",
                     "waiting", "receiving")
    ),
))  # fmt: skip
"""The built-in metrics that are times."""

_DATA = frozenset(("data_sent", "data_received"))
_COUNTED = {"http_reqs": "req", "iterations": "iterations"}


def read(content: Content) -> Results | None:
    """Read the metrics of a summary, by name."""
    data = content.members
    results = members(data.get("results"))
    metadata = members(data.get("metadata"))
    if isinstance(results.get("metrics"), list) and "k6Version" in metadata:
        entries = [
            _entry(
                str(metric.get("name")), metric, members(metric.get("values")),
                ("results", "metrics", str(index), "values"),
            )
            for index, metric in enumerate(map(members, items(results["metrics"])))
        ]  # fmt: skip
        date = iso_date(metadata.get("generatedAt"))
        return Results("k6", tuple(entries), date, data)
    if "root_group" not in data or not isinstance(data.get("metrics"), dict):
        return None
    return Results("k6", tuple(_entries(members(data["metrics"]))), data=data)


def _entries(metrics: dict[str, object]) -> Iterator[Entry]:
    for name, value in metrics.items():
        metric = members(value)
        path = ("metrics", name)
        if isinstance(metric.get("values"), dict):
            yield _entry(name, metric, members(metric["values"]), (*path, "values"))
        else:
            yield _entry(name, _described(name, metric), metric, path)


def _described(name: str, metric: dict[str, object]) -> dict[str, object]:
    """Return type and content of a metric in the legacy format, which has neither."""
    type_ = ""
    if {"passes", "fails", "value"} <= metric.keys():
        type_ = "rate"
    elif {"count", "rate"} <= metric.keys():
        type_ = "counter"
    elif "avg" in metric or "med" in metric:
        type_ = "trend"
    base = name.partition("{")[0]
    contains = "time" if base in _TIMES else "data" if base in _DATA else "default"
    return {"type": type_, "contains": contains}


def _entry(
    name: str, metric: dict[str, object], values: dict[str, object], path: Path
) -> Entry:
    """Return a metric.

    Args:
        name: its name, with the tags of a sub-metric.
        metric: its type and content.
        values: its numbers.
        path: where these stand.
    """
    unit = {"time": "ms", "data": "B"}.get(str(metric.get("contains")))
    figures: dict[str, Figure] = {}
    for key, value in values.items():
        found = number(value)
        if found is None or isinstance(value, str):
            continue
        where = (*path, key)
        if metric.get("type") == "rate":
            if key in {"rate", "value"}:
                figures["rate"] = Figure(100 * found, "%", where)
        elif metric.get("type") == "counter":
            counted = _COUNTED.get(name.partition("{")[0], unit)
            if key == "rate":
                per_second = f"{counted}/s" if counted else None
                figures[key] = Figure(found, per_second, where)
            elif key == "count":
                figures[key] = Figure(found, counted, where)
        elif statistic := statistic_of(key):
            figures[statistic] = Figure(found, unit, where)
    return Entry(
        (name,), figures, default="rate" if metric.get("type") == "rate" else None
    )
