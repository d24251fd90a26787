"""The formats in which the command line writes a report: one file a format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any, cast

from ..findings.fingerprint import fingerprint
from ..findings.report import Report
from ..plugins import Plugin, Provided
from .style import Style

__all__ = ["FORMATS", "Format", "Style", "fingerprint", "format_report"]

Write = Callable[[Report, Style], str]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a plugin adds to ``techspec check --format``.

    Attributes:
        name: its name on the command line.
        write: returns a report in the format.
    """

    name: str
    write: Write


OWN_FORMATS: dict[str, str] = {
    "text": "as_text",
    "json": "as_json",
    "sarif": "as_sarif",
    "junit": "as_junit",
    "github": "as_github",
    "markdown": "as_markdown",
    "shields": "as_shields",
}
"""The package's own formats by name, with the function of the file of that name."""


def _write_own(name: str, report: Report, style: Style) -> str:
    """Return a report in a format of the package; only that format's file is loaded."""
    module = import_module(f".{name}", __package__)
    return cast("Write", getattr(module, OWN_FORMATS[name]))(report, style)


def _fault(format_: Any, _plugin: Plugin) -> str:
    """Return what is wrong with a plugin's format, empty where it is right."""
    if not isinstance(format_, Format):
        return f"{format_!r} is not a Format"
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", format_.name, re.ASCII):
        return f"invalid name {format_.name!r}; use lower-case words joined by hyphens"
    if format_.name in OWN_FORMATS:
        return f"{format_.name} already exists in sphinxcontrib-techspec"
    return ""


def _name_of(format_: Format) -> str:
    return format_.name


_PLUGIN_FORMATS: Provided[Format] = Provided("FORMATS", (), _name_of, _fault)


class _Formats(Mapping[str, Format]):
    """The formats by name; plugins are looked for where a name is not an own one."""

    def __getitem__(self, name: str) -> Format:
        """Return the format of a name."""
        if name in OWN_FORMATS:
            return Format(name, partial(_write_own, name))
        return {found.name: found for found in _PLUGIN_FORMATS}[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, the package's own first."""
        yield from OWN_FORMATS
        yield from (found.name for found in _PLUGIN_FORMATS)

    def __len__(self) -> int:
        """Return how many formats there are."""
        return len(OWN_FORMATS) + len(_PLUGIN_FORMATS)


FORMATS: Mapping[str, Format] = _Formats()
"""Every format by its name on the command line."""


def format_report(name: str, report: Report, style: Style) -> str:
    """Return a report in the format *name*."""
    return FORMATS[name].write(report, style)
