"""The views of the domain: one class a file, one line here."""

from __future__ import annotations

from .adr_list import AdrList
from .diagrams import DiagramView
from .item_table import ItemTable
from .report import ReportView
from .view import View

VIEWS: list[type[View]] = [ItemTable, ReportView, AdrList, DiagramView]
"""All views; a directive is registered for each."""


def view_named(name: str) -> View:
    """Return the view with this name."""
    return next(view for view in VIEWS if view.name == name)()
