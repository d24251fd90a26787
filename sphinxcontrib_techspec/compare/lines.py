"""A difference in lines of words, which the text and the Markdown share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from ..findings.report import Finding
from ..text import shorten
from .state import Difference, FieldChange, ItemChange, RecordChange, SpecDifference

LONGEST = 120
"""The most characters of a value that is shown."""

MOST_FIELDS = 8
"""The most fields of an item that are shown."""

_ORDER = ("added", "removed", "renamed", "changed")


def counts(spec: SpecDifference) -> str:
    """Return how many items and findings of a spec differ: ``2 items added``."""
    found = Counter(change.change for change in spec.items)
    parts = [f"{_counted(found[c], 'item')} {c}" for c in _ORDER if found[c]]
    if spec.change in {"added", "removed"}:
        parts.insert(0, f"spec {spec.change}")
    if spec.old_name:
        parts.insert(0, f"renamed from {spec.old_name}")
    if spec.header:
        parts.append("header changed")
    parts += [
        f"{_counted(len(findings), 'finding')} {word}"
        for word, findings in (("new", spec.new), ("fixed", spec.fixed))
        if findings
    ]
    return ", ".join(parts)


def total(difference: Difference) -> str:
    """Return how many items, findings and decision records differ in all."""
    whole = SpecDifference(
        "changed",
        "",
        items=tuple(c for spec in difference.specs for c in spec.items),
        new=tuple(f for spec in difference.specs for f in spec.new),
        fixed=tuple(f for spec in difference.specs for f in spec.fixed),
    )
    parts = [counts(whole)]
    if any(spec.header for spec in difference.specs):
        parts.append("header changed")
    if difference.records:
        parts.append(f"{_counted(len(difference.records), 'decision record')} changed")
    return ", ".join(filter(None, parts)) or "no differences"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def item_line(change: ItemChange, code: Callable[[str], str]) -> str:
    """Return an item and how it differs.

    Args:
        change: the difference.
        code: how a value is set, such as in backquotes.
    """
    item = change.item
    text = f"{item.kind} {code(item.name)}"
    if change.change == "renamed":
        text = f"{item.kind} {code(change.old_name)} → {code(item.name)}"
    parts = [field_line(field, code) for field in change.fields[:MOST_FIELDS]]
    if (rest := len(change.fields) - MOST_FIELDS) > 0:
        parts.append(f"{_counted(rest, 'more field')}")
    return f"{text}: {'; '.join(parts)}" if parts else text


def field_line(change: FieldChange, code: Callable[[str], str]) -> str:
    """Return a field and its values: ``version 16.4 → 17.0``."""
    old, new = (shorten(text, LONGEST) for text in (change.old, change.new))
    if not old:
        return f"{change.field} {code(new)} added"
    if not new:
        return f"{change.field} {code(old)} removed"
    if old == new:
        # They differ behind what is shown.
        return f"{change.field} changed"
    return f"{change.field} {code(old)} → {code(new)}"


def record_line(change: RecordChange, code: Callable[[str], str]) -> str:
    """Return a decision record and how its status differs."""
    record = change.record
    if change.change == "changed":
        old, new = change.old_status or "none", record.status or "none"
        return f"{code(str(record))}: {old} → {new}"
    status = f" ({record.status})" if record.status else ""
    return f"{code(str(record))} {change.change}{status}"


def severe(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings above information."""
    return [finding for finding in findings if finding.severity != "info"]
