"""The rules: pure functions from a spec to what was checked, and their one list."""

from __future__ import annotations

from . import (
    completeness,
    decisions,
    evidence,
    examples,
    length,
    placeholders,
    references,
    targets,
    validity,
    versions,
)
from .base import (
    PASSED,
    Context,
    Failed,
    Gate,
    NotApplicable,
    NotChecked,
    Outcome,
    Passed,
    Rule,
)

__all__ = [
    "PASSED",
    "RULES",
    "Context",
    "Failed",
    "Gate",
    "NotApplicable",
    "NotChecked",
    "Outcome",
    "Passed",
    "Rule",
]

RULES: tuple[Rule, ...] = (
    Rule("TS001", "invalid-field", validity.invalid_field, "always"),
    Rule("TS002", "unknown-field", validity.unknown_field, "always"),
    Rule("TS003", "duplicate-item", validity.duplicate_item, "always"),
    Rule("TS004", "unresolved-reference", references.unresolved_reference, "always"),
    Rule("TS005", "ambiguous-reference", references.ambiguous_reference, "always"),
    Rule("TS006", "unused-waiver", validity.unused_waiver, "always"),
    Rule("TS007", "empty-reason", validity.empty_reason, "always"),
    Rule("TS008", "unparsable-body", validity.unparsable_body, "always"),
    Rule("TS009", "unknown-directive", validity.unknown_directive, "always"),
    Rule("TS101", "section-missing", completeness.section_missing),
    Rule("TS102", "header-incomplete", completeness.header_incomplete),
    Rule("TS103", "tldr-length", completeness.tldr_length),
    Rule("TS104", "topic-missing", completeness.topic_missing),
    Rule("TS201", "decision-without-adr", decisions.decision_without_adr),
    Rule("TS202", "adr-unknown", decisions.adr_unknown, "always"),
    Rule("TS203", "adr-ambiguous", decisions.adr_ambiguous, "always"),
    Rule("TS204", "adr-superseded", decisions.adr_superseded, "always"),
    Rule("TS205", "adr-not-accepted", decisions.adr_not_accepted),
    Rule("TS206", "adr-conflict", decisions.adr_conflict),
    Rule("TS207", "adr-unused", decisions.adr_unused),
    Rule("TS301", "version-missing", versions.version_missing),
    Rule("TS302", "version-inexact", versions.version_inexact),
    Rule("TS303", "target-without-number", targets.target_without_number),
    Rule("TS304", "target-without-unit", targets.target_without_unit),
    Rule("TS305", "unmeasured-target", targets.unmeasured_target),
    Rule("TS306", "spec-too-long", length.spec_too_long),
    Rule("TS307", "placeholder-left", placeholders.placeholder_left),
    Rule("TS308", "example-missing", examples.example_missing),
    Rule("TS401", "evidence-missing", evidence.evidence_missing),
    Rule("TS402", "target-missed", evidence.target_missed),
)
"""Every rule, by code. A new rule is one function and one line here."""
