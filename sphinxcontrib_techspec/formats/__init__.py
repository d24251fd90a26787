"""The forms in which the command line writes a report: one file a format."""

from __future__ import annotations

from importlib import import_module

from ..findings.fingerprint import fingerprint
from ..findings.report import Report
from .style import Style

__all__ = ["FORMATS", "Style", "fingerprint", "format_report"]

FORMATS: dict[str, str] = {
    "text": "as_text",
    "json": "as_json",
    "sarif": "as_sarif",
    "junit": "as_junit",
    "github": "as_github",
    "markdown": "as_markdown",
    "shields": "as_shields",
}
"""Every format by its name on the command line, with the function that writes it."""


def format_report(name: str, report: Report, style: Style) -> str:
    """Return a report in the format *name*; only that format's file is loaded."""
    module = import_module(f".{name}", __package__)
    written: str = getattr(module, FORMATS[name])(report, style)
    return written
