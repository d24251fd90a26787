"""The score of a spec: what the template asks for, and each mistake.

Of each thing that the template asks for, an item counts once: a version that is missing
and one that is not exact are one check. A value that nobody asked about counts nothing,
so that a spec cannot gain by it.
"""

from __future__ import annotations

from ..model.item import Item
from ..rules import Failed, Passed, Rule
from .report import Counts, Finding

_Key = tuple[str, int]
"""What the template asks for, and the item."""


class Tally:
    """Counts the outcomes of the rules in one spec."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._passed: dict[_Key, str] = {}
        self._others: list[str] = []
        self._failed: set[_Key] = set()
        self._excluded: set[_Key] = set()

    def note_pass(self, rule: Rule, outcome: Passed) -> None:
        """Note a check that passed, where it counts.

        An item that says nothing passes none.
        """
        if rule.scores != "both":
            return
        item = outcome.item
        if item is None:
            self._others.append(outcome.section.key)
        elif not item.is_empty:
            self._passed[_key(rule, item)] = outcome.section.key

    def counts(
        self, rule: Rule, failed: Failed, finding: Finding, setting: str
    ) -> bool:
        """Return whether a failure counts, and note that it does.

        What is information whatever the status of the spec does not count; the status
        changes severities, not the score.

        Args:
            rule: the rule.
            failed: the failure.
            finding: its finding.
            setting: the severity that the configuration sets, if any.
        """
        key = _key(rule, failed.item) if failed.item is not None else None
        if finding.state != "fail":
            if key is not None:
                self._excluded.add(key)
            return failed.counts
        if rule.scores == "nothing" or not failed.counts or _is_info(rule, failed):
            return False
        if rule.scores == "failures" and not rule.aspect:
            return setting != "info"
        if key is None:
            return True
        known = key in self._failed
        self._failed.add(key)
        return not known

    def add_passed(self, sections: dict[str, Counts]) -> None:
        """Add what passed to the counts of the sections.

        Args:
            sections: the counts by the key of the section, which are changed.
        """
        for key, section in self._passed.items():
            if key not in self._failed and key not in self._excluded:
                sections[section].passed += 1
        for section in self._others:
            sections[section].passed += 1


def _key(rule: Rule, item: Item) -> _Key:
    return rule.aspect or rule.code, id(item)


def _is_info(rule: Rule, failed: Failed) -> bool:
    return (failed.gate or rule.gate) == "info"
