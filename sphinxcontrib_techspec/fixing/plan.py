"""Which fixes of a report are applied, and what the files are then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..findings.report import Finding, Report
from ..messages import Replace
from .aligned import keep_width
from .documents import Document
from .edits import CannotFixError, Edit, SourceLines, apply_edits, find_edit, overlap

Refused = tuple[Finding, str]
"""A finding with a safe fix that is not applied, and the reason."""


@dataclass(frozen=True, slots=True)
class Applied:
    """The fixes of one file.

    Attributes:
        document: the file as it is.
        data: its content with the fixes.
        findings: what is fixed.
    """

    document: Document
    data: bytes
    findings: tuple[Finding, ...]

    def undo(self) -> None:
        """Write the content of before, if the file has that with the fixes."""
        Document(self.document.path, self.data, "").write(self.document.data)


@dataclass(slots=True)
class Plan:
    """What is fixed in a project, and what cannot be.

    Attributes:
        files: the files with fixes.
        refused: the findings that are not fixed although they have a safe fix.
    """

    files: list[Applied] = field(default_factory=list[Applied])
    refused: list[tuple[Finding, str]] = field(
        default_factory=list[tuple[Finding, str]]
    )

    @property
    def fixed(self) -> int:
        """How many findings are fixed."""
        return sum(len(file.findings) for file in self.files)


def plan_fixes(
    report: Report, folder: Path, folders: Sequence[Path], since: int
) -> Plan:
    """Return what the safe fixes of a report make of its files.

    Nothing is written. A fix that would change more than the text which its finding is
    about is refused.

    Args:
        report: the findings; those that are waived are not fixed.
        folder: the folder that their files count from.
        folders: the folders in which files may be written.
        since: when the project began to be read, in nanoseconds.
    """
    plan = Plan()
    by_file: dict[Path, list[tuple[Finding, Replace]]] = defaultdict(list)
    for found in report.findings:
        is_open = found.state == "fail" and bool(found.file)
        fix = found.fix
        if is_open and isinstance(fix, Replace) and fix.applicability == "safe":
            by_file[(folder / found.file).resolve()].append((found, fix))
    for path, fixes in by_file.items():
        try:
            document = Document.read(path, folders, since)
        except CannotFixError as error:
            plan.refused += [(found, error.reason) for found, _ in fixes]
            continue
        _plan_file(document, fixes, plan)
    plan.refused.sort(key=lambda refused: refused[0].order)
    return plan


def _plan_file(
    document: Document, fixes: Sequence[tuple[Finding, Replace]], plan: Plan
) -> None:
    source = SourceLines(document.text)
    found: list[tuple[Finding, Edit]] = []
    for finding, fix in fixes:
        try:
            edit = find_edit(source, fix)
            found.append((finding, keep_width(source, edit, _line(source, edit))))
        except CannotFixError as error:
            plan.refused.append((finding, error.reason))
    texts: dict[tuple[int, int], set[str]] = defaultdict(set)
    for _, edit in found:
        texts[edit[:2]].add(edit.new)
    edits: list[Edit] = []
    fixed: list[Finding] = []
    for finding, edit in sorted(found, key=lambda pair: pair[1]):
        if len(texts[edit[:2]]) > 1:
            reason = "another finding writes something else there"
            plan.refused.append((finding, reason))
        elif edit in edits:
            fixed.append(finding)
        elif overlap(edit, edits):
            reason = "overlaps another fix; run the command again"
            plan.refused.append((finding, reason))
        else:
            edits.append(edit)
            fixed.append(finding)
    if edits:
        data = document.with_text(apply_edits(document.text, edits))
        plan.files.append(Applied(document, data, tuple(fixed)))


def _line(source: SourceLines, edit: Edit) -> int:
    return sum(start <= edit.start for start in source.starts)


def write_changes(plan: Plan) -> None:
    """Write the files of a plan; what cannot be written is refused.

    Args:
        plan: the plan, which is changed.
    """
    written: list[Applied] = []
    for file in plan.files:
        try:
            file.document.write(file.data)
        except (CannotFixError, OSError) as error:
            plan.refused += [(found, _reason(error)) for found in file.findings]
        else:
            written.append(file)
    plan.files = written


def _reason(error: CannotFixError | OSError) -> str:
    if isinstance(error, CannotFixError):
        return error.reason
    return error.strerror or str(error)


def undo_wrong(plan: Plan, after: Report) -> bool:
    """Put back the files in which a fix did not resolve its finding.

    The place of a value is that in the lines that were read; another extension may have
    changed them, so that a fix changed the value of another item.

    Args:
        plan: the plan, which is changed.
        after: the findings of the files with the fixes.

    Returns:
        Whether a file was put back.
    """
    left = {_key(found) for found in after.findings if found.state == "fail"}
    kept: list[Applied] = []
    for file in plan.files:
        if left.isdisjoint(map(_key, file.findings)):
            kept.append(file)
            continue
        try:
            file.undo()
            reason = "a fix changed something else, and was taken back"
        except (CannotFixError, OSError) as error:
            reason = f"a fix changed something else: {_reason(error)}"
        plan.refused += [(found, reason) for found in file.findings]
    is_undone = len(kept) < len(plan.files)
    plan.files = kept
    return is_undone


def _key(found: Finding) -> tuple[str, str, str, str, str, str]:
    return (
        found.code, found.file, found.spec, found.kind, found.item, found.subject,
    )  # fmt: skip
