"""Write the fixes of findings into the author's files, and nothing else.

`edits` finds the text that a fix replaces, `aligned` keeps the width of cells in tables
that are drawn with lines, `documents` reads and writes the files, `plan` decides which
fixes of a report are applied, and `output` says so.
"""

from __future__ import annotations

from .output import refusals, shown_diff, summary
from .plan import Plan, plan_fixes, undo_wrong, write_changes

__all__ = [
    "Plan",
    "plan_fixes",
    "refusals",
    "shown_diff",
    "summary",
    "undo_wrong",
    "write_changes",
]
