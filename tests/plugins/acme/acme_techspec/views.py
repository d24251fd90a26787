"""The view ``risk-count``."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from docutils import nodes
from sphinx.builders import Builder

from sphinxcontrib_techspec.api import (
    Message,
    Problem,
    View,
    ViewContext,
    ViewQuery,
)

from .risk import Risk


class RiskCount(View):
    """How many risks there are of each likelihood."""

    name: ClassVar[str] = "risk-count"
    options: ClassVar[tuple[str, ...]] = ("spec",)

    def check(self, query: ViewQuery) -> list[Problem]:
        """Return that there is an argument, which the view does not take."""
        if not query.argument:
            return []
        problem = Message(
            "argument “{text}” of techspec:risk-count", text=query.argument
        )
        return [Problem("TS001", problem, query.line, subject=query.argument)]

    def data(self, query: ViewQuery, context: ViewContext) -> list[tuple[str, int]]:
        """Return the numbers; the page is written again when they change."""
        found = Counter(
            str(item.text("likelihood") or "unknown")
            for spec in context.specs(query)
            for item in spec.of_kind(Risk.kind)
        )
        return sorted(found.items())

    def render(
        self, query: ViewQuery, context: ViewContext, builder: Builder, level: int
    ) -> list[nodes.Node]:
        """Return one sentence."""
        counts = [f"{number} {word}" for word, number in self.data(query, context)]
        return [nodes.paragraph("", f"Risks: {', '.join(counts) or 'none'}.")]
