"""The views of the domain: one class a file, one line here."""

from __future__ import annotations

import re
from typing import Any

from ...kinds import BY_NAME
from ...plugins import Plugin, Provided
from .adr_list import AdrList
from .diagrams import DiagramView
from .item_table import ItemTable
from .report import ReportView
from .view import View

_RESERVED = frozenset({"adr", "item", "items", "not-applicable", "spec", "waive"})
"""Names of directives and roles that are not a view's."""


def _fault(view: Any, _plugin: Plugin) -> str:
    """Return what is wrong with a plugin's view, empty where it is right."""
    if not (isinstance(view, type) and issubclass(view, View)):
        return f"{view!r} is not a subclass of View"
    name = getattr(view, "name", "")
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", name, re.ASCII):
        return f"invalid name {name!r}; use lower-case words joined by hyphens"
    if name in _RESERVED:
        return f"the name {name!r} is reserved"
    if name in BY_NAME:
        return f"{name} is a kind"
    return ""


def _name_of(view: type[View]) -> str:
    return view.name


VIEWS: Provided[type[View]] = Provided(
    "VIEWS",
    own=(ItemTable, ReportView, AdrList, DiagramView),
    key=_name_of,
    check=_fault,
)
"""All views, the package's own and those of plugins; each has a directive."""


def view_named(name: str) -> View:
    """Return the view with this name."""
    return next(view for view in VIEWS if view.name == name)()
