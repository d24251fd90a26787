"""How a comparison is put into words, the same in each format for people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ..findings.report import Finding, UnreadBlock
from ..findings.wording import UNREAD
from .differences import CHANGE_TYPES, Comparison, FieldChange, ItemChange
from .findings import FindingChange
from .load import State
from .snapshot import SPEC, ItemSnapshot, SpecSnapshot

LONGEST = 80
"""How many characters of a value are shown."""

FIELDS = 8
"""How many fields of an item are shown."""

EMPTY = "(empty)"
"""What is shown where a field has no text."""

_BEFORE = 20
"""How many characters before the first difference are shown."""


def reopened_specs(comparison: Comparison, old: str) -> dict[str, str]:
    """Return the specs that were approved and count as drafts now, with what changed.

    Args:
        comparison: the comparison.
        old: the name of the old state.
    """
    return {
        after.name: (
            f"no header of the spec “{before.name}”, which is {before.status} in {old}"
            if after.is_implicit and not before.is_implicit
            else f"status {after.status}, which is {before.status} in {old}"
        )
        + "; what is missing or vague in it is information only"
        for before, after in comparison.reopened
    }


@dataclass(frozen=True, slots=True)
class Compared:
    """Two states and what is different.

    Attributes:
        old: the old state.
        new: the new one.
        comparison: what is different.
    """

    old: State
    new: State
    comparison: Comparison

    @property
    def several_specs(self) -> bool:
        """Whether an item is called by its spec, too."""
        return len(self.comparison.specs) > 1

    def item(self, item: ItemSnapshot) -> str:
        """Return the name of an item, after that of its spec where there are several.

        A spec names itself.
        """
        name = item.name or "(no name)"
        if not self.several_specs or item.kind == SPEC:
            return name
        return f"{item.spec}:{name}"

    def location(self, change: ItemChange) -> tuple[str, int]:
        """Return the path and the line of an item.

        They are of the new state, but for what was removed.
        """
        item = change.latest
        if change.new is None and change.written_at is not None:
            found = change.written_at
            return self.path(found.file), found.line
        return self.path(item.file, old=change.new is None), item.line

    def path(self, file: str, *, old: bool = False) -> str:
        """Return the path of a file of one of the states."""
        state = self.old if old else self.new
        return f"{state.prefix}{file}" if file else ""


def summary(comparison: Comparison) -> list[tuple[str, str]]:
    """Return how much changed, in words: what it is, and the numbers."""
    types = [change.type for change in comparison.items]
    records = [change.type for change in comparison.records]
    findings = [change.type for change in comparison.findings]
    parts = [
        ("items", _counts(types, CHANGE_TYPES)),
        ("decision records", _counts(records, CHANGE_TYPES)),
        ("findings", _counts(findings, ("new", "fixed", "changed"))),
    ]
    return [(name, text) for name, text in parts if text]


def _counts(found: Sequence[str], types: Sequence[str]) -> str:
    counts = [(found.count(name), name) for name in types]
    return ", ".join(f"{number} {name}" for number, name in counts if number)


def spec_changes(comparison: Comparison) -> list[tuple[str, str]]:
    """Return the specs that are new, removed or of another score, and what is."""
    found: list[tuple[str, str]] = []
    for old, new in comparison.specs:
        if old is not None and new is not None:
            if _score(old) != _score(new):
                found.append((new.name, f"score {_score(old)} → {_score(new)}"))
        elif new is not None:
            found.append((new.name, f"new spec, {_score(new, 'score ')}"))
        elif old is not None:
            found.append((old.name, "spec removed"))
    return found


def _score(spec: SpecSnapshot, before: str = "") -> str:
    return "no score" if spec.score is None else f"{before}{spec.score:.1f} %"


def shown_values(change: FieldChange, length: int = LONGEST) -> tuple[str, str]:
    """Return the old and the new text of a field on one line, where they differ.

    Args:
        change: the change.
        length: the number of characters that are shown of each.
    """
    old, new = (" ".join(text.split()) for text in (change.old, change.new))
    begin = 0
    if max(len(old), len(new)) > length and old and new:
        pairs = zip(old, new, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        begin = max(0, same - _BEFORE)
    return _part(old, begin, length), _part(new, begin, length)


def _part(text: str, begin: int, length: int) -> str:
    part = text[begin : begin + length]
    before = "…" if begin and part else ""
    return before + part + ("…" if begin + length < len(text) else "")


def not_compared(compared: Compared, where: Callable[[UnreadBlock], str]) -> str:
    """Return which blocks of the new state no item was read from; empty for none.

    Args:
        compared: the comparison.
        where: returns the place of a block as the output shows it.
    """
    unread = compared.new.snapshot.unread
    if not unread:
        return ""
    shown = [f"{where(block)} ({block.kind})" for block in unread[:UNREAD]]
    if len(unread) > UNREAD:
        shown.append(f"and {len(unread) - UNREAD} more")
    return f"not compared, since no item was read from it: {', '.join(shown)}"


def severity(change: FindingChange) -> str:
    """Return how severe a finding is, and was where that changed."""
    levels = [_level(f) for f in (change.old, change.new) if f is not None]
    return " → ".join(dict.fromkeys(levels))


def _level(finding: Finding) -> str:
    return finding.severity if finding.state == "fail" else finding.state
