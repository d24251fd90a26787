"""Evaluate the rules: every rule on every spec, with severities, waivers and counts.

The build's warnings, the page, the builder and the command line all report what
`evaluate` returned.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from ..codes import GATED_STATUSES, Gate
from ..config import Config
from ..kinds import SECTIONS
from ..messages import Fix, SetField
from ..model.item import Item, Waiver
from ..model.project import Project
from ..model.spec import Spec
from ..rules import RULES, Context, Failed, NotApplicable, NotChecked, Passed, Rule
from ..rules.api_drift import endpoint_claims
from ..rules.base import Reported, WaiverKey, waiver_key
from ..rules.drift import version_claims
from ..rules.evidence import target_claims
from ..rules.schema_drift import schema_claims
from ..rules.setting_drift import setting_claims
from ..rules.waivers import is_reason
from ..text import without_controls
from .missing_columns import merge_rows
from .report import (
    Counts,
    Finding,
    Reading,
    Report,
    Severity,
    SpecReport,
    UnreadBlock,
)
from .tally import Tally


def evaluate(project: Project, config: Config) -> Report:
    """Return what the rules say of every spec of *project*."""
    context = Context(project, config.word_limit, tuple(config.sections))
    return Report(
        project.name, [_evaluate(spec, context, config) for spec in project.specs]
    )


def _evaluate(spec: Spec, context: Context, config: Config) -> SpecReport:
    sections = {section.key: Counts() for section in SECTIONS}
    report = SpecReport(
        name=spec.name,
        status=spec.status,
        version=str(spec.header.text("version")) if spec.header else "",
        updated=str(spec.header.text("updated")) if spec.header else "",
        docname=spec.docname,
        anchor=spec.header.anchor if spec.header else "",
        items=len(spec.items),
        sections=sections,
        reading=_reading(spec),
    )
    for claim in chain(
        target_claims(spec, context),
        version_claims(spec, context),
        endpoint_claims(spec, context),
        schema_claims(spec, context),
        setting_claims(spec, context),
    ):
        report.claims.note(claim.section.key, claim.verdict, claim.reason)
    tally = Tally()
    for rule in sorted(RULES, key=lambda rule: rule.runs_last):
        setting = _setting(rule.code, config)
        if setting == "off":
            # Whether its waivers are needed is not known.
            _waived(rule.code, spec.header, spec, context)
            for item in spec.items:
                _waived(rule.code, item, spec, context)
        else:
            _judge(rule, setting, spec, context, report, tally)
    tally.add_passed(sections)
    report.findings.sort(key=lambda finding: finding.order)
    return report


def _reading(spec: Spec) -> Reading:
    """Return how much of a spec's documents was read."""
    found = Reading()
    for document, block in spec.blocks:
        if block.is_read:
            found.read[block.kind] = found.read.get(block.kind, 0) + 1
        else:
            file = block.file or document.file
            found.unread.append(
                UnreadBlock(block.kind, document.docname, file, block.line)
            )
    found.read = dict(sorted(found.read.items()))
    found.unread.sort(key=lambda b: (b.file, b.docname, b.line, b.kind))
    return found


def _judge(  # noqa: PLR0913, PLR0917 - a rule, what it judges, and its results
    rule: Rule,
    setting: str,
    spec: Spec,
    context: Context,
    report: SpecReport,
    tally: Tally,
) -> None:
    """Add what one rule says of a spec to its report."""
    reported: set[tuple[str, str, int, str, str, str]] = set()
    others: list[Reported] = []
    for outcome in rule.check(spec, context):
        # Most checks pass.
        if isinstance(outcome, Passed):
            tally.note_pass(rule, outcome)
        else:
            others.append(outcome)
    for outcome in merge_rows(others, spec, rule.code):
        if isinstance(outcome, Failed):
            # A mistake in a default of many rows is reported once.
            key = (
                outcome.docname, outcome.file, outcome.line, outcome.subject,
                outcome.problem, _own_name(outcome),
            )  # fmt: skip
            if outcome.line and key in reported:
                continue
            reported.add(key)
            finding = _finding(rule, outcome, spec, context, setting)
            finding.counts = tally.counts(rule, outcome, finding, setting)
            for other in outcome.others:
                # Each row counts, although there is one finding of all.
                row = replace(outcome, item=other)
                counts = tally.counts(rule, row, finding, setting)
                report.sections[finding.section].note(replace(finding, counts=counts))
        else:
            finding = _excluded(rule, outcome, spec, context)
        report.sections[finding.section].note(finding)
        report.findings.append(finding)


def _own_name(failed: Failed) -> str:
    """Return the name of an item with a fault of its own beside others on its line.

    That is a fault in a field which a bullet has behind each name, such as the version
    of a technology; what is before it is that of all.
    """
    item = failed.item
    if item is None or failed.line != item.line or "" not in item.kind.bullet:
        return ""
    place = item.kind.bullet.index("")
    return item.name if failed.subject in item.kind.bullet[place + 1 :] else ""


def _setting(code: str, config: Config) -> str:
    """Return the configured severity of a code, by its longest prefix."""
    prefixes = [prefix for prefix in config.severity if code.startswith(prefix)]
    return config.severity[max(prefixes, key=len)] if prefixes else ""


def severity(gate: Gate, status: str) -> Severity:
    """Return how severe a rule's finding is in a spec of that status."""
    if gate == "always":
        return "warning"
    if gate == "info":
        return "info"
    return "warning" if status in GATED_STATUSES else "info"


def _finding(
    rule: Rule, failed: Failed, spec: Spec, context: Context, setting: str
) -> Finding:
    item = failed.item
    file = context.project.file_of(failed.docname) if failed.docname else ""
    reason = _waived(rule.code, item, spec, context)
    chosen: Severity = severity(failed.gate or rule.gate, spec.status)
    if setting in {"error", "warning", "info"}:
        chosen = setting  # pyright: ignore[reportAssignmentType] - just compared
    return Finding(
        code=rule.code,
        slug=rule.slug,
        severity=chosen,
        state="waived" if reason else "fail",
        spec=spec.name,
        section=failed.section.key,
        problem=failed.problem,
        kind=item.kind_name if item else "",
        item=item.name if item and not _is_default(failed, item) else "",
        docname=failed.docname,
        file=failed.file or (item.file if item else "") or file,
        line=failed.line,
        anchor=item.anchor if item and context.project.is_shown(item) else "",
        subject=without_controls(failed.subject),
        advice=failed.advice,
        fix=_fix(failed),
        reason=reason,
        counts=failed.counts,
        related=failed.related,
    )


def _is_default(failed: Failed, item: Item) -> bool:
    """Return whether a failure is in a default that the rows of a directive share.

    Its line is before that of the row. It is about no single row: otherwise it would
    count as a new finding when another row becomes the first.
    """
    if failed.others:
        return True
    elsewhere = bool(failed.file) and failed.file != item.file
    return item.in_row and (elsewhere or 0 < failed.line < item.line)


def _fix(failed: Failed) -> Fix | None:
    """Return the fix; a field of a row is a cell below its column's head."""
    fix, item = failed.fix, failed.item
    if not isinstance(fix, SetField) or item is None or not item.in_row:
        return fix
    field = item.kind.field_specs().get(fix.field)
    return replace(fix, column=field.label) if field else fix


def _excluded(
    rule: Rule, outcome: NotApplicable | NotChecked, spec: Spec, context: Context
) -> Finding:
    """Return the finding of a check that does not count."""
    item = None if isinstance(outcome, NotApplicable) else outcome.item
    if isinstance(outcome, NotApplicable):
        docname = outcome.docname
    else:
        docname = item.docname if item else ""
    file = context.project.file_of(docname) if docname else ""
    return Finding(
        code=rule.code,
        slug=rule.slug,
        severity="info",
        state="not checked" if isinstance(outcome, NotChecked) else "not applicable",
        spec=spec.name,
        section=outcome.section.key,
        problem=outcome.what,
        kind=item.kind_name if item else "",
        item=item.name if item else "",
        docname=docname,
        file=outcome.file or (item.file if item else "") or file,
        line=outcome.line,
        anchor=item.anchor if item else "",
        subject=(
            outcome.what if isinstance(outcome, NotApplicable) else outcome.subject
        ),
        reason=outcome.reason,
        counts=False,
    )


def _waived(code: str, item: Item | None, spec: Spec, context: Context) -> str:
    """Return the reason for which *code* is waived, if it is, and note the waiver."""
    waivers: list[tuple[Waiver, WaiverKey]] = []
    if item is not None:
        waivers += [(w, waiver_key(item.docname, w, item.file)) for w in item.waivers]
    waivers += [(w, waiver_key(document.docname, w)) for document, w in spec.waivers]
    named = [(waiver, key) for waiver, key in waivers if waiver.code == code]
    for waiver, key in named:
        if is_reason(waiver.reason):
            context.used_waivers.add(key)
            return waiver.reason
    # A waiver without a reason has no effect, and TS007 reports just that.
    context.used_waivers.update(key for _, key in named)
    return ""
