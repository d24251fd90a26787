"""A comparison as Markdown, for a comment on a pull request.

It is short: GitHub takes at most 65,536 characters, and a reviewer reads fewer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ..findings.wording import location, named_message, page_of
from ..formats.markdown_text import code, escaped
from ..text import shorten
from .differences import CHANGE_TYPES, FieldChange, ItemChange, RecordChange
from .findings import FindingChange
from .wording import (
    EMPTY,
    FIELDS,
    Compared,
    not_compared,
    severity,
    shown_values,
    spec_changes,
    summary,
)

MARK = "<!-- techspec compare -->"
"""The first line, by which a job finds its own comment."""

MAX_BYTES = 40_000
"""The size that is not exceeded, in bytes of UTF-8."""

OPEN, MOST = 10, 30
"""How many entries of a list are shown: openly, and when it is opened."""

_LONGEST = 120
_MESSAGE = 300
_LONGEST_ADDRESS = 500


@dataclass(frozen=True, slots=True)
class _Part:
    """A list of entries below a heading.

    Attributes:
        title: the heading.
        entries: the entries, as Markdown.
        is_open: whether it is open if it is short.
    """

    title: str
    entries: Sequence[str]
    is_open: bool = True


def as_markdown(compared: Compared, links: str = "") -> str:
    """Return what is different, the new findings first, with long lists closed.

    Args:
        compared: the states.
        links: the address of the folder with the new files, which places link to;
            empty for places without links.
    """
    comparison = compared.comparison
    old, new = _code(compared.old.name), _code(compared.new.name)
    lines = [MARK, f"### Spec changes: {old} → {new}", ""]
    counted = [
        f"**{name.capitalize()}**: {text}." for name, text in summary(comparison)
    ]
    lines.append(" ".join(counted) or "No changes.")
    specs = spec_changes(comparison)
    for name, change in specs[:OPEN]:
        lines += ["", f"{_code(name)}: {change}."]
    if len(specs) > OPEN:
        lines += ["", f"Other specs that changed: {len(specs) - OPEN}."]
    left = MAX_BYTES - _size("\n".join(lines))
    for part in _parts(compared, links):
        if part.entries:
            text = _shown(part, left)
            lines += ["", text]
            left -= _size(text) + 2
    rest = not_compared(
        compared, lambda block: _where(compared.path(block.file), block.line, links)
    )
    if rest:
        lines += ["", f"{rest[0].upper()}{rest[1:]}."]
    return "\n".join(lines) + "\n"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _parts(compared: Compared, links: str) -> Iterator[_Part]:
    comparison = compared.comparison
    for type_ in ("new", "changed", "fixed"):
        findings = [
            _finding(compared, change, links)
            for change in comparison.findings
            if change.type == type_
        ]
        yield _Part(f"Findings: {type_}", findings, type_ != "fixed")
    records = [_record(compared, change, links) for change in comparison.records]
    yield _Part("Decision records", records)
    for kind_of_change in CHANGE_TYPES:
        items = [
            _item(compared, change, links)
            for change in comparison.items
            if change.type == kind_of_change
        ]
        yield _Part(f"Items: {kind_of_change}", items)


def _shown(part: _Part, left: int) -> str:
    """Return a list below its heading.

    Args:
        part: the list.
        left: how many bytes it may have.
    """
    closed = len(part.entries) > OPEN or not part.is_open
    shown: list[str] = []
    # What is around the entries, and the line about the others.
    left -= 200
    for entry in part.entries[:MOST]:
        left -= _size(entry) + 1
        if left < 0:
            break
        shown.append(entry)
    more = len(part.entries) - len(shown)
    if more:
        shown.append(f"- and {more} more" if shown else f"- {more}, not shown")
    entries = "\n".join(shown)
    if not closed:
        return f"**{part.title}**\n\n{entries}"
    summary_ = f"<b>{part.title}</b> ({len(part.entries)})"
    return f"<details><summary>{summary_}</summary>\n\n{entries}\n\n</details>"


def _code(text: str) -> str:
    flat = shorten(" ".join(text.split()), _LONGEST)
    return code(flat, in_cell=False) if flat else EMPTY


def _where(path: str, line: int, links: str) -> str:
    """Return a place as a link, where there is an address for links."""
    if not path:
        return ""
    place = _code(f"{path}:{line}" if line else path)
    anchor = f"?plain=1#L{line}" if line else ""
    address = quote(path) + anchor
    if not links or len(address) > _LONGEST_ADDRESS:
        return place
    return f"[{place}]({links.rstrip('/')}/{address})"


def _item(compared: Compared, change: ItemChange, links: str) -> str:
    item = change.latest
    name = _code(compared.item(item))
    if change.type == "renamed" and change.old is not None:
        name = f"{_code(compared.item(change.old))} → {name}"
    # What was removed is not among the new files.
    is_old = change.type == "removed"
    where = _where(*compared.location(change), "" if is_old else links)
    line = f"- {escaped(item.kind)} {name}" + (f" ({where})" if where else "")
    return line + _fields(change.fields)


def _fields(fields: Sequence[FieldChange]) -> str:
    lines: list[str] = []
    for change in fields[:FIELDS]:
        old, new = shown_values(change, _LONGEST)
        field = escaped(shorten(change.field, _LONGEST))
        lines.append(f"  - {field}: {_code(old)} → {_code(new)}")
    if len(fields) > FIELDS:
        lines.append(f"  - and {len(fields) - FIELDS} more fields")
    return "".join(f"\n{line}" for line in lines)


def _record(compared: Compared, change: RecordChange, links: str) -> str:
    record = change.latest
    is_old = change.new is None
    path = compared.path(record.file, old=is_old)
    where = _where(path, record.line, "" if is_old else links)
    name = _code(f"{record.label} {record.title}")
    status = "" if change.type == "changed" else f", {escaped(record.status)}"
    place = f" ({where})" if where else ""
    return f"- {change.type}: {name}{status}{place}{_fields(change.fields)}"


def _finding(compared: Compared, change: FindingChange, links: str) -> str:
    finding = change.latest
    is_old = change.new is None
    path = compared.path(finding.file, old=is_old)
    where = _where(path, finding.line, "" if is_old else links)
    if not where:
        where = _code(location(finding, ""))
    page = page_of(finding.code)
    rule = f"[{finding.code}]({page})" if page else escaped(finding.code)
    text = escaped(shorten(named_message(finding), _MESSAGE))
    return f"- {severity(change)} {rule} {where}: {text}"
