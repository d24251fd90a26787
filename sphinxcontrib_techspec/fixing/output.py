"""What the command line says of fixes: a diff, a summary, and what is not fixed."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

from ..formats.style import visible
from .plan import Applied, Plan


def shown_diff(plan: Plan, *, is_terminal: bool) -> str:
    """Return what is written, as a unified diff with paths from here.

    Args:
        plan: the plan.
        is_terminal: whether it is shown to a person; it can be applied otherwise.
    """
    text = "".join(line for file in plan.files for line in _diff(file))
    if not is_terminal:
        return text
    lines = text.split("\n")
    return "\n".join(visible(line.removesuffix("\r")) for line in lines)


def refusals(plan: Plan, prefix: str) -> str:
    """Return a line for each finding that is not fixed, with the reason.

    Args:
        plan: the plan.
        prefix: what stands before the paths of files.
    """
    lines: list[str] = []
    for found, reason in plan.refused:
        place = f"{prefix}{found.file}" + (f":{found.line}" if found.line else "")
        named = f"{found.code} {found.name}".strip()
        text = visible(f"{place}: not fixed: {named}: {reason}")
        lines.append(f"techspec: {text}\n")
    return "".join(lines)


def summary(plan: Plan, *, written: bool) -> str:
    """Return how many findings are fixed, and how many cannot be.

    Args:
        plan: the plan.
        written: whether the files were written.
    """
    verb = "fixed" if written else "would fix"
    count = len(plan.files)
    where = f" in {count} file{'' if count == 1 else 's'}" if count else ""
    noun = "finding" if plan.fixed == 1 else "findings"
    text = f"{verb} {plan.fixed or 'no'} {noun}{where}"
    if plan.refused:
        text += f"; {len(plan.refused)} could not be fixed"
    return text


def _diff(file: Applied) -> Iterator[str]:
    name = Path(os.path.relpath(file.document.path)).as_posix()
    before, after = (_lines(data.decode()) for data in (file.document.data, file.data))
    for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Return the lines of a text with their ends, as ``patch`` counts them."""
    lines = text.split("\n")
    last = lines.pop()
    return [f"{line}\n" for line in lines] + ([last] if last else [])
