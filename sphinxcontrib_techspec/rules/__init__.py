"""The rules: pure functions from a spec to what was checked, and their one list."""

from __future__ import annotations

import re
from typing import Any

from ..codes import Code
from ..patterns import regex
from ..plugins import Plugin, Provided
from . import (
    adr_missing,
    adr_records,
    adr_references,
    adr_status,
    api_drift,
    code,
    completeness,
    decisions,
    drift,
    duplicates,
    endpoints,
    evidence,
    evidence_files,
    examples,
    field_types,
    hidden,
    length,
    options,
    placeholders,
    plain_tables,
    references,
    schema_drift,
    setting_drift,
    targets,
    validity,
    versions,
    waivers,
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


def _fault(rule: Any, plugin: Plugin) -> str:
    """Return what is wrong with a plugin's rule, empty where it is right."""
    if not isinstance(rule, Rule):
        return f"{rule!r} is not a Rule"
    if not re.fullmatch(rf"{plugin.prefix}\d{{3}}", rule.code, re.ASCII):
        return f"invalid code {rule.code}; use {plugin.prefix} and three digits"
    if not _SLUG.fullmatch(rule.slug):
        return f"invalid name {rule.slug!r}; use lower-case words joined by hyphens"
    if not (rule.check.__doc__ or "").strip():
        return (
            f"no docstring in the function of {rule.code}; it is the page of the rule"
        )
    return ""


_SLUG = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def _code_of(rule: Rule) -> str:
    return rule.code


_OWN = (
    Rule.of(Code.INVALID_FIELD, validity.invalid_field),
    Rule.of(Code.UNKNOWN_FIELD, validity.unknown_field),
    Rule.of(Code.DUPLICATE_ITEM, duplicates.duplicate_item),
    Rule.of(Code.UNRESOLVED_REFERENCE, references.unresolved_reference),
    Rule.of(Code.AMBIGUOUS_REFERENCE, references.ambiguous_reference),
    Rule.of(Code.UNUSED_WAIVER, waivers.unused_waiver, runs_last=True),
    Rule.of(Code.EMPTY_REASON, waivers.empty_reason),
    Rule.of(Code.UNPARSABLE_BODY, validity.unparsable_body),
    Rule.of(Code.UNKNOWN_DIRECTIVE, validity.unknown_directive),
    Rule.of(Code.NO_NAME_COLUMN, validity.no_name_column),
    Rule.of(Code.CODE_NOT_READ, code.code_not_read),
    Rule.of(Code.MISPLACED_OPTION, options.misplaced_option),
    Rule.of(Code.HIDDEN_ITEM, hidden.hidden_item),
    Rule.of(Code.TABLE_NOT_READ, plain_tables.table_not_read),
    Rule.of(Code.SECTION_MISSING, completeness.section_missing),
    Rule.of(Code.HEADER_INCOMPLETE, completeness.header_incomplete),
    Rule.of(Code.TLDR_LENGTH, completeness.tldr_length),
    Rule.of(Code.TOPIC_MISSING, completeness.topic_missing),
    Rule.of(Code.DECISION_WITHOUT_ADR, decisions.decision_without_adr),
    Rule.of(Code.ADR_UNKNOWN, adr_references.adr_unknown),
    Rule.of(Code.ADR_AMBIGUOUS, adr_references.adr_ambiguous),
    Rule.of(Code.ADR_SUPERSEDED, adr_status.adr_superseded),
    Rule.of(Code.ADR_NOT_ACCEPTED, adr_status.adr_not_accepted),
    Rule.of(Code.ADR_CONFLICT, adr_records.adr_conflict),
    Rule.of(Code.ADR_UNUSED, adr_records.adr_unused),
    Rule.of(Code.NO_RECORDS, adr_missing.no_records),
    Rule.of(Code.VERSION_MISSING, versions.version_missing),
    Rule.of(Code.VERSION_INEXACT, versions.version_inexact),
    Rule.of(Code.TARGET_WITHOUT_NUMBER, targets.target_without_number),
    Rule.of(Code.TARGET_WITHOUT_UNIT, targets.target_without_unit),
    Rule.of(Code.UNMEASURED_TARGET, targets.unmeasured_target),
    Rule.of(Code.SPEC_TOO_LONG, length.spec_too_long),
    Rule.of(Code.PLACEHOLDER_LEFT, placeholders.placeholder_left),
    Rule.of(Code.EXAMPLE_MISSING, examples.example_missing),
    Rule.of(Code.UNDEFINED_TYPE, field_types.undefined_type),
    Rule.of(Code.ENDPOINT_MENTIONED, endpoints.endpoint_mentioned),
    Rule.of(Code.EVIDENCE_MISSING, evidence.evidence_missing),
    Rule.of(Code.TARGET_MISSED, evidence.target_missed),
    Rule.of(Code.VERSION_DRIFT, drift.version_drift),
    Rule.of(Code.ENDPOINT_DRIFT, api_drift.endpoint_drift),
    Rule.of(Code.ENDPOINT_UNDOCUMENTED, api_drift.endpoint_undocumented),
    Rule.of(Code.SCHEMA_DRIFT, schema_drift.schema_drift),
    Rule.of(Code.SETTING_DRIFT, setting_drift.setting_drift),
    Rule.of(Code.EVIDENCE_STALE, evidence_files.evidence_outdated),
    Rule.of(Code.SOURCES_DISAGREE, drift.sources_disagree),
    Rule.of(Code.EVIDENCE_BY_POSITION, evidence_files.evidence_by_position),
)
"""The package's own rules, by code. A new rule is one function and one line here."""

RULES: Provided[Rule] = Provided("RULES", _OWN, _code_of, _fault)
"""Every rule: the package's own, then those of plugins."""
