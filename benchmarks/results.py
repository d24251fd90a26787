"""The file of results: written by each benchmark, read by the documentation.

What the project's own spec states is under ``claims``, with its unit.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

_CLAIMS: dict[str, tuple[tuple[str, ...], str]] = {
    "many items": (("sizes", "10000", "html-clean", "many", "rows", "median"), "times"),
    "peak memory": (
        ("sizes", "10000", "html-clean", "many", "memory", "median"), "times",
    ),
    "decision records": (("decisions", "share_percent"), "%"),
    "check of a JSON file": (("check", "whole", "median"), "times"),
    "one item alone": (
        ("sizes", "10000", "html-clean", "one", "rows", "median"), "times",
    ),
    "rebuild": (
        ("sizes", "10000", "html-one-edit", "many", "whole", "median"), "times",
    ),
    "start-up": (("start-up", "whole", "median"), "times"),
}  # fmt: skip
"""What the spec states, with the place of the figure and its unit."""


def claims(results: dict[str, Any]) -> dict[str, str]:
    """Return the figures that the spec refers to, such as ``0.39 times``."""
    found: dict[str, str] = {}
    for name, (place, unit) in _CLAIMS.items():
        value: Any = results
        for key in place:
            members = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
            value = members.get(key)
        if isinstance(value, (int, float)):
            found[name] = f"{value} {unit}"
    return found


def read_results(path: Path) -> dict[str, Any]:
    """Return the results in a file; nothing where there is none."""
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def write_results(path: Path, results: dict[str, Any]) -> None:
    """Write the results with what the spec states."""
    kept = results | {"claims": claims(results)}
    text = json.dumps(kept, indent=1, sort_keys=True)
    path.write_text(text + "\n", "utf-8")
