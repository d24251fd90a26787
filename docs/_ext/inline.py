"""The table of inline markup: what is a value, and what the page shows."""

from __future__ import annotations

from sphinxcontrib_techspec.sphinx_ext.reading.inline_rules import INLINE_RULES

from .markup import table


def inline_table() -> str:
    """Return the table of the constructs of inline markup."""
    return table(
        ["Markup", "Example", "Value", "Page"],
        [[rule.name, rule.example, rule.value, rule.page] for rule in INLINE_RULES],
    )
