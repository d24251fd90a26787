"""A difference as text, as JSON, and as Markdown for a pull request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ..findings.report import Finding
from ..findings.wording import location, named_message
from ..formats.markdown import code as markdown_code
from ..formats.markdown import escaped
from ..formats.style import visible
from .lines import counts, field_line, item_line, record_line, severe, total
from .state import Difference, FieldChange, ItemChange, RecordChange, SpecDifference

FORMATS = ("text", "json", "markdown")

FORMAT = "techspec-compare"
VERSION = 1

_SIGNS = {"added": "+", "removed": "-", "renamed": ">", "changed": "~"}
_LONGEST = 60_000
"""The most characters of a comment; that of GitHub has at most 65,536."""

_MOST_LINES = (60, 20, 5, 0)
"""The most lines of a list in a comment; the fewer, where it would be too long."""

_OPEN_LINES = 12
"""The most lines of a list that is not folded."""


def render(difference: Difference, form: str) -> str:
    """Return a difference in one of `FORMATS`.

    Args:
        difference: the difference.
        form: the format.
    """
    writers = {"text": as_text, "json": as_json, "markdown": as_markdown}
    return writers[form](difference)


def as_text(difference: Difference) -> str:
    """Return a difference for a terminal, a line for each item and finding."""
    lines: list[str] = []
    for spec in difference.specs:
        lines.append(f"{visible(spec.name)}: {visible(counts(spec))}")
        lines += [f"  ~ {field_line(field, visible)}" for field in spec.header]
        for item in spec.items:
            place = visible(f"{item.item.file}:{item.item.line}")
            sign = _SIGNS[item.change]
            lines.append(f"  {sign} {item_line(item, visible)}  ({place})")
        for title, findings in (("new", spec.new), ("fixed", spec.fixed)):
            lines += [f"  {title}: {_finding(finding)}" for finding in severe(findings)]
            if rest := len(findings) - len(severe(findings)):
                lines.append(f"  {title}: {rest} of information")
    if difference.records:
        lines.append("Decision records:")
        lines += [
            f"  {_SIGNS[record.change]} {record_line(record, visible)}"
            for record in difference.records
        ]
    lines.append(total(difference))
    return "\n".join(lines) + "\n"


def _finding(finding: Finding) -> str:
    place = location(finding, visible(finding.file))
    message = visible(named_message(finding))
    return f"{place}: {finding.severity} {finding.code} {message}"


def as_json(difference: Difference) -> str:
    """Return a difference as JSON, with all findings and all fields."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "specs": [_spec_data(spec) for spec in difference.specs],
        "decision_records": [_record_data(record) for record in difference.records],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _spec_data(spec: SpecDifference) -> dict[str, Any]:
    return {
        "change": spec.change,
        "name": spec.name,
        "old_name": spec.old_name,
        "header": list(map(_field_data, spec.header)),
        "items": list(map(_item_data, spec.items)),
        "new_findings": list(map(_finding_data, spec.new)),
        "fixed_findings": list(map(_finding_data, spec.fixed)),
    }


def _field_data(field: FieldChange) -> dict[str, str]:
    return {"field": field.field, "old": field.old, "new": field.new}


def _item_data(change: ItemChange) -> dict[str, Any]:
    return {
        "change": change.change,
        "kind": change.item.kind,
        "name": change.item.name,
        "old_name": change.old_name,
        "file": change.item.file,
        "line": change.item.line,
        "fields": list(map(_field_data, change.fields)),
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "kind": finding.kind,
        "item": finding.item,
        "subject": finding.subject,
        "message": finding.message,
        "file": finding.file,
        "line": finding.line,
    }


def _record_data(change: RecordChange) -> dict[str, str]:
    return {
        "change": change.change,
        "docname": change.record.docname,
        "label": change.record.label,
        "title": change.record.title,
        "status": change.record.status,
        "old_status": change.old_status,
    }


def as_markdown(difference: Difference) -> str:
    """Return a difference as a comment of a pull request.

    Long lists are folded, and cut where the comment would be too long; nothing in it is
    markup that an author wrote, and no one is mentioned.
    """
    text = ""
    for most in _MOST_LINES:
        text = "\n".join(_markdown_lines(difference, most)).rstrip("\n") + "\n"
        if len(text) <= _LONGEST:
            break
    return text


def _markdown_lines(difference: Difference, most: int) -> Iterator[str]:
    """Yield the lines of a comment, of each list at most some."""
    yield from (f"**Technical specs**: {total(difference)}", "")
    for spec in difference.specs[: max(most, 1)]:
        yield from (f"### {escaped(spec.name)}", "", escaped(counts(spec)), "")
        entries = [f"- {field_line(field, _code)}" for field in spec.header]
        entries += map(_item_entry, spec.items)
        yield from _list("Changes", entries, most)
        for title, findings in (("New", spec.new), ("Fixed", spec.fixed)):
            entries = [_finding_entry(finding) for finding in severe(findings)]
            yield from _list(f"{title} findings", entries, most)
    if (rest := len(difference.specs) - max(most, 1)) > 0:
        yield from (f"and {rest} more specs", "")
    records = [f"- {record_line(record, escaped)}" for record in difference.records]
    yield from _list("Decision records", records, most)


def _code(text: str) -> str:
    return markdown_code(text, in_cell=False)


def _item_entry(change: ItemChange) -> str:
    text = item_line(change, _code)
    return f"- {change.change} {text}" if change.change != "changed" else f"- {text}"


def _finding_entry(finding: Finding) -> str:
    place = _code(location(finding, finding.file))
    return f"- {place} {finding.code}: {escaped(named_message(finding))}"


def _list(title: str, entries: Sequence[str], most: int) -> Iterator[str]:
    """Yield the lines of a list below its title, folded where it is long."""
    if not entries:
        return
    shown = list(entries[:most])
    if rest := len(entries) - len(shown):
        shown.append(f"- and {rest} more")
    if len(entries) > _OPEN_LINES:
        summary = f"<summary>{title} ({len(entries)})</summary>"
        yield from ("<details>", summary, "", *shown, "", "</details>", "")
    else:
        yield from (f"**{title}**", "", *shown, "")
