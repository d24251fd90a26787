"""Which findings are new, which are fixed, and which changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from ..findings.fingerprint import fingerprint
from ..findings.report import SEVERITY_ORDER, Finding, Report
from .change import Change
from .matching import Matching


@dataclass(frozen=True, slots=True)
class FindingChange(Change[Finding]):
    """A finding that is new, fixed, or of another severity or state."""

    @property
    def type(self) -> Literal["new", "fixed", "changed"]:
        """What became of it: new, fixed or changed."""
        if self.old is None:
            return "new"
        return "fixed" if self.new is None else "changed"

    @property
    def is_worse(self) -> bool:
        """Whether something fails that did not, or was less severe."""
        if self.new is None or self.new.state != "fail":
            return False
        if self.old is None or self.old.state != "fail":
            return True
        return SEVERITY_ORDER[self.new.severity] < SEVERITY_ORDER[self.old.severity]


def compare_findings(
    old: Report, new: Report, matching: Matching
) -> list[FindingChange]:
    """Return the findings that changed, by file and line.

    A finding is known by what it is about; where an item, a spec or a decision record
    was renamed, its findings are the same.
    """
    befores = _by_key(_renamed(old.findings, matching))
    afters = _by_key((finding, finding) for finding in new.findings)
    changes = [
        change
        for key in {**befores, **afters}
        for change in _changes(befores.get(key, []), afters.get(key, []))
    ]
    return sorted(changes, key=_order)


def _order(change: FindingChange) -> tuple[object, ...]:
    finding = change.latest
    types = ("new", "changed", "fixed")
    return (types.index(change.type), SEVERITY_ORDER[finding.severity], finding.order)


def _by_key(
    findings: Iterable[tuple[Finding, Finding]],
) -> dict[str, list[Finding]]:
    """Return findings by what they are about.

    Args:
        findings: each finding as it is known, and as it was found.
    """
    groups: dict[str, list[Finding]] = defaultdict(list)
    for known, found in findings:
        groups[fingerprint(known)].append(found)
    return groups


def _renamed(
    findings: Iterable[Finding], matching: Matching
) -> Iterator[tuple[Finding, Finding]]:
    """Yield old findings with the new names of what they are about."""
    specs = {old.name: new.name for old, new in matching.specs}
    # Of a name that several items have, all that are left keep it.
    kept = {(new.spec, new.kind, new.name) for _, new in matching.items}
    items = {
        (old.spec, old.kind, old.name): new
        for old, new in matching.items
        if (specs.get(old.spec, old.spec), old.kind, old.name) not in kept
    }
    records = {old.key: new.key for old, new in matching.records}
    for finding in findings:
        item = items.get((finding.spec, finding.kind, finding.item))
        # The subject of a rule about records is one or two of them.
        subject = [records.get(part, part) for part in finding.subject.split(" ")]
        yield (
            replace(
                finding,
                spec=item.spec if item else specs.get(finding.spec, finding.spec),
                item=item.name if item else finding.item,
                subject=" ".join(subject),
            ),
            finding,
        )


def _changes(old: list[Finding], new: list[Finding]) -> Iterator[FindingChange]:
    """Yield what changed among the findings about one thing."""
    by_level: dict[_Level, list[Finding]] = defaultdict(list)
    for finding in new:
        by_level[_level(finding)].append(finding)
    before: list[Finding] = []
    for finding in old:
        if same := by_level[_level(finding)]:
            same.pop()
        else:
            before.append(finding)
    after = sorted((f for found in by_level.values() for f in found), key=_level)
    before.sort(key=_level)
    for first, second in zip_longest(before, after):
        if "fail" in {found.state for found in (first, second) if found}:
            yield FindingChange(first, second)


_Level = tuple[bool, int, str]


def _level(finding: Finding) -> _Level:
    """Return what may change of a finding, what fails first."""
    return (
        finding.state != "fail", SEVERITY_ORDER[finding.severity], finding.state,
    )  # fmt: skip
