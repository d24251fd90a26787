"""The engine: every rule on every spec, with severities, waivers and counts.

One engine: the build's warnings, the page, the builder and the command line all say
what `evaluate` returned.
"""

from __future__ import annotations

import re
from collections import Counter

from ..config import Config
from ..kinds import SECTIONS
from ..model.item import Item, Waiver
from ..model.project import Project
from ..model.spec import Spec
from ..rules import (
    RULES,
    Context,
    Failed,
    Gate,
    NotApplicable,
    NotChecked,
    Passed,
    Rule,
)
from ..rules.validity import is_reason
from .report import Counts, Finding, Report, Severity, SpecReport

_OPTION = re.compile(r":(?P<name>\w+): (?P<value>.+)")


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
    )
    # Which waivers let something off is known when all other rules are done.
    for rule in sorted(RULES, key=lambda rule: rule.code == "TS006"):
        setting = _setting(rule.code, config)
        if setting == "off":
            # Nobody can tell whether its waivers are needed.
            _waived(rule.code, spec.header, spec, context)
            for item in spec.items:
                _waived(rule.code, item, spec, context)
        else:
            _judge(rule, setting, spec, context, report)
    report.findings.sort(key=lambda finding: finding.order)
    return report


def _judge(
    rule: Rule, setting: str, spec: Spec, context: Context, report: SpecReport
) -> None:
    """Add what one rule says of a spec to its report."""
    passed: Counter[str] = Counter()
    told: set[tuple[str, int, str]] = set()
    for outcome in rule.check(spec, context):
        if isinstance(outcome, Passed):
            passed[outcome.section.key] += 1
            continue
        if isinstance(outcome, Failed):
            # What is wrong with a default of many rows is said once.
            key = (outcome.docname, outcome.line, outcome.message)
            if outcome.line and key in told:
                continue
            told.add(key)
            finding = _finding(rule, outcome, spec, context, setting)
        else:
            finding = _aside(rule, outcome, spec, context)
        report.sections[finding.section].note(finding)
        report.findings.append(finding)
    for key, number in passed.items():
        report.sections[key].passed += number


def _setting(code: str, config: Config) -> str:
    """Return the configured severity of a code, by its longest prefix."""
    prefixes = [prefix for prefix in config.severity if code.startswith(prefix)]
    return config.severity[max(prefixes, key=len)] if prefixes else ""


def severity(gate: Gate, status: str) -> Severity:
    """Return how grave a rule's finding is in a spec of that status."""
    if gate == "always":
        return "warning"
    if gate == "info":
        return "info"
    return "warning" if status in {"approved", "implemented"} else "info"


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
        message=failed.message,
        kind=item.kind_name if item else "",
        item=item.name if item else "",
        docname=failed.docname,
        file=item.file or file if item else file,
        line=failed.line,
        anchor=item.anchor if item else "",
        fix=_to_write(failed),
        reason=reason,
        counts=failed.counts,
    )


def _to_write(failed: Failed) -> str:
    """Return what to write: a row has cells where an item alone has options."""
    option, item = _OPTION.fullmatch(failed.fix), failed.item
    if option is None or item is None or not item.in_row:
        return failed.fix
    field = item.kind.field_specs().get(option["name"])
    return f"{field.label}: {option['value']}" if field else failed.fix


def _aside(
    rule: Rule, outcome: NotApplicable | NotChecked, spec: Spec, context: Context
) -> Finding:
    """Return what counts neither for nor against."""
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
        message=outcome.what,
        kind=item.kind_name if item else "",
        item=item.name if item else "",
        docname=docname,
        file=item.file or file if item else file,
        line=outcome.line,
        anchor=item.anchor if item else "",
        reason=outcome.reason,
        counts=False,
    )


def _waived(code: str, item: Item | None, spec: Spec, context: Context) -> str:
    """Return the reason for which *code* is waived, or nothing, and note the waiver."""
    waivers: list[Waiver] = [
        *(item.waivers if item else ()), *(w for _, w in spec.waivers)
    ]  # fmt: skip
    for waiver in waivers:
        if waiver.code == code and is_reason(waiver.reason):
            context.used.add(id(waiver))
            return waiver.reason
    # A waiver without a reason lets nothing off, and is reported for just that.
    context.used.update(id(w) for w in waivers if w.code == code)
    return ""
