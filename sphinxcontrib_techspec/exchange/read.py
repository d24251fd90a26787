"""Read the report in a ``techspec.json``.

It imports no models, no rules and no Sphinx, so the command line starts fast.
"""

from __future__ import annotations

import json
from typing import Any, cast

from ..findings.report import (
    BLOCK_KEYS,
    SEVERITY_ORDER,
    STATES,
    ClaimCounts,
    Claims,
    Counts,
    Finding,
    Reading,
    Report,
    SpecReport,
    UnreadBlock,
)
from ..messages import Related, fix_from_data

FILE_NAME = "techspec.json"
FORMAT = "techspec"
FORMAT_VERSION = 2


class ExchangeError(Exception):
    """A file is not a techspec.json of the supported version.

    The message is the reason.
    """


def parse(text: str) -> dict[str, Any]:
    """Return the data in the text of a ``techspec.json``.

    Raises:
        ExchangeError: the text is not JSON, or not of the supported format and version.
    """
    try:
        loaded: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"invalid JSON: {error}"
        raise ExchangeError(message) from None
    if not isinstance(loaded, dict):
        message = "not a techspec.json: the root is not an object"
        raise ExchangeError(message)
    data = cast("dict[str, Any]", loaded)
    if data.get("format") != FORMAT:
        message = "not a techspec.json: “format” is not “techspec”"
        raise ExchangeError(message)
    if data.get("version") != FORMAT_VERSION:
        message = (
            f"format version {data.get('version')!r}, expected {FORMAT_VERSION}; build "
            "it again with “sphinx-build -b techspec”"
        )
        raise ExchangeError(message)
    return data


def read_report(text: str) -> Report:
    """Return the report in the text of a ``techspec.json``.

    Raises:
        ExchangeError: the text is not a report of the supported format and version.
    """
    return report_of(parse(text))


def report_of(data: dict[str, Any]) -> Report:
    """Return the report in the data of a ``techspec.json``, as `parse` returns it.

    Raises:
        ExchangeError: the data is not a report.
    """
    try:
        specs = [_read_report(spec) for spec in _list(data["specs"], "specs")]
        fixed = _number(data.get("fixed_since_baseline", 0), "fixed_since_baseline")
        return Report(_text(data["project"], "project"), specs, fixed)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"missing or invalid key {error}"
        raise ExchangeError(message) from None


def _read_report(data: dict[str, Any]) -> SpecReport:
    header: dict[str, Any] = data["header"] or {}
    fields: dict[str, Any] = header.get("fields", {})
    return SpecReport(
        name=_text(data["name"], "name"),
        status=_text(data["status"], "status"),
        version=str(fields.get("version") or ""),
        updated=str(fields.get("updated") or ""),
        docname=_text(data["docname"], "docname"),
        anchor=_text(header.get("anchor", ""), "anchor"),
        items=len(data["items"]),
        sections={
            key: Counts(**{name: _number(n, name) for name, n in counts.items()})
            for key, counts in data["counts"].items()
        },
        findings=[_read_finding(part) for part in _list(data["findings"], "findings")],
        hidden=_number(data.get("hidden_by_baseline", 0), "hidden_by_baseline"),
        reading=_read_reading(data.get("reading", {})),
        claims=_read_claims(data.get("claims", {})),
    )


def _read_claims(data: dict[str, Any]) -> Claims:
    """Return how many claims were checked; none where the file does not say."""
    found = Claims()
    for key, counts in data.get("sections", {}).items():
        reasons: dict[str, Any] = counts["not_checked"]
        found.sections[_text(key, "section")] = ClaimCounts(
            _number(counts["agrees"], "agrees"),
            _number(counts["differs"], "differs"),
            {_text(why, "reason"): _number(n, why) for why, n in reasons.items()},
        )
    return found


def _read_reading(data: dict[str, Any]) -> Reading:
    """Return how much was read; nothing where the file does not say."""
    counts = {kind: data.get(key, {}) for key, kind in BLOCK_KEYS.items()}
    read = {kind: _number(c.get("read", 0), "read") for kind, c in counts.items()}
    unread = [
        UnreadBlock(
            _text(block["kind"], "kind"),
            _text(block["docname"], "docname"),
            _text(block["file"], "file"),
            _number(block["line"], "line"),
        )
        for block in _list(data.get("unread", []), "unread")
    ]
    return Reading({kind: number for kind, number in read.items() if number}, unread)


def _read_finding(data: dict[str, Any]) -> Finding:
    values = {
        key: value
        for key, value in data.items()
        if key not in {"message", "fix", "related"}
    }
    related = tuple(
        Related(
            _text(place["file"], "file"),
            _number(place["line"], "line"),
            _text(place["text"], "text"),
        )
        for place in _list(data.get("related", []), "related")
    )
    finding = Finding(**values, fix=fix_from_data(data["fix"]), related=related)
    if finding.severity not in SEVERITY_ORDER or finding.state not in STATES:
        message = f"invalid severity {finding.severity!r} or state {finding.state!r}"
        raise ValueError(message)
    _number(finding.line, "line")
    for name in Finding.__slots__:
        if name not in {"line", "counts", "fix", "related"}:
            _text(getattr(finding, name), name)
    return finding


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        message = f"{name!r}: {value!r} is not text"
        raise TypeError(message)
    return value


def _number(value: object, name: str) -> int:
    if not isinstance(value, int) or not 0 <= value < _MAX_COUNT:
        message = f"{name!r}: {value!r} is not a count"
        raise TypeError(message)
    return value


def _list(value: object, name: str) -> list[Any]:
    if not isinstance(value, list):
        message = f"{name!r} is not a list"
        raise TypeError(message)
    return cast("list[Any]", value)


_MAX_COUNT = 2**53
