"""The command ``techspec compare``, and the option ``--base`` of ``techspec check``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..findings.report import SEVERITY_ORDER, Finding, Report, SpecReport
from ..loading import Loaded
from ..patterns import regex
from .as_json import as_json
from .as_markdown import as_markdown
from .as_text import as_text
from .differences import compare
from .load import (
    CompareError,
    State,
    load_base,
    load_paths,
    load_revisions,
    snapshot_of,
)
from .revisions import ReadOptions
from .wording import Compared, reopened_specs

DOCS = Path("docs")
"""The folder that is compared in two revisions where none is given."""

_ADDRESS = regex(r"https?://[^\s<>()\[\]\"'`\\]+")


@dataclass(frozen=True, slots=True)
class SinceBase:
    """The findings of a project, and which of them are not in its base.

    Attributes:
        report: all findings of the project.
        new: the ids of those that fail and did not, or were less severe.
        fixed: how many fail in the base only.
        reopened: the specs that are no longer approved, see `reopened_specs`.
    """

    report: Report
    new: frozenset[int]
    fixed: int
    reopened: Mapping[str, str]

    def only_new(self, report: Report) -> Report:
        """Return a part of the report without what fails in the base, too."""

        def only(spec: SpecReport) -> SpecReport:
            kept = [f for f in spec.findings if f.state != "fail" or id(f) in self.new]
            return replace(spec, findings=kept)

        return replace(report, specs=[only(spec) for spec in report.specs])


def compare_states(
    old: str, new: str, docs: Path | None, reading: ReadOptions
) -> Compared:
    """Return what is different between two states.

    Args:
        old: a ``techspec.json``, a folder or a Markdown file; or a git revision.
        new: the same.
        docs: the folder or file of the revisions; `None` for paths, or for the folder
            ``docs`` where they are none.
        reading: how Markdown files are read.

    Raises:
        CompareError: one of the states cannot be loaded.
    """
    states = _load(old, new, docs, reading)
    return Compared(*states, compare(*(state.snapshot for state in states)))


def _load(
    old: str, new: str, docs: Path | None, reading: ReadOptions
) -> tuple[State, State]:
    if docs is None:
        exist = [Path(name).exists() for name in (old, new)]
        if all(exist):
            return load_paths(Path(old), Path(new), reading)
        for name, there in zip((old, new), exist, strict=True):
            if not there and Path(name).suffix in {".json", ".md", ".markdown"}:
                message = f"{name}: no such file"
                raise CompareError(message)
    return load_revisions(old, new, docs or DOCS, reading)


def format_comparison(compared: Compared, form: str, links: str) -> str:
    """Return a comparison as text.

    Args:
        compared: the comparison.
        form: ``text``, ``json`` or ``markdown``.
        links: the address that places in Markdown link to; may be empty.

    Raises:
        CompareError: the address is none.
    """
    if links and not _ADDRESS.fullmatch(links):
        message = f"--links: “{links}” is not an address that begins with http"
        raise CompareError(message)
    if form == "json":
        return as_json(compared)
    return as_markdown(compared, links) if form == "markdown" else as_text(compared)


def worse_findings(compared: Compared, severity: str) -> Iterator[Finding]:
    """Yield what fails in the new state and did not, of a severity or above."""
    for change in compared.comparison.findings:
        found = change.new
        is_severe = found and SEVERITY_ORDER[found.severity] <= SEVERITY_ORDER[severity]
        if found and is_severe and change.is_worse:
            yield found


def since_base(
    loaded: Loaded, revision: str, path: Path, reading: ReadOptions
) -> SinceBase:
    """Return what fails in a project and did not in a git revision.

    Args:
        loaded: the project as it is.
        revision: the revision.
        path: the folder or file of the project.
        reading: how Markdown files are read.

    Raises:
        CompareError: the revision cannot be loaded.
    """
    if not path.is_dir() and not loaded.is_file:
        message = f"{path}: --base is for folders and Markdown files"
        raise CompareError(message)
    base = load_base(revision, path, reading)
    now = snapshot_of(loaded, path)
    comparison = compare(base, now)
    changes = comparison.findings
    new = frozenset(id(change.new) for change in changes if change.is_worse)
    fixed = sum(change.type == "fixed" for change in changes)
    reopened = reopened_specs(comparison, revision)
    return SinceBase(now.report, new, fixed, reopened)
