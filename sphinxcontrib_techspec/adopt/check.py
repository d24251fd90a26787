"""The findings of one Markdown file, with or without directives."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from ..adr.names import is_record_name
from ..config import ADR_PATTERNS
from ..exchange.read import FILE_NAME, read_report
from ..files import DOCUMENTS, document_files, read_regular
from ..findings.report import Finding, Report, SpecReport
from ..kinds.spec_header import SpecStatus
from ..sphinx_ext.adrs import root_of
from ..sphinx_ext.check import build_report, matches
from .command import AdoptError, adopt_file, surroundings

_DIRECTIVE = re.compile(r"^ {0,3}[`:~]{3,}+[ \t]*+\{techspec:", re.MULTILINE)
_DEEPEST = 4
"""How many folders below that of the file records are looked for in."""

_HIGHEST = 3
"""How many folders above that of the file its links may lead to."""

_LINK = re.compile(
    r"\]\(\s{0,9}<?(?P<path>[^()\s<>]{1,500})"
    r"|^ {0,3}\[[^\[\]\n]{1,200}\]:\s{1,9}<?(?P<definition>[^\s<>]{1,500})",
    re.MULTILINE,
)
"""The path of a link, and that of a definition."""

_MOST = 20_000
"""How many folders and files are looked at."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What was found in a Markdown file.

    Attributes:
        report: the findings, with the lines of the file.
        folder: the folder that the report's files are in.
        text: the ``techspec.json`` of the project that the file was read in.
        name: the name of the file in that project.
        lines: its lines by those in the project, where they differ.
        status: the status that the author of a plain file wrote; `None` where the
            file has directives.
        unread: why no item was read from a plain file; empty where any was.
        as_approved: what is found in it as an approved spec; `None` where the status
            is given, or that of the file.
    """

    report: Report
    folder: Path
    text: str
    name: str
    lines: Sequence[int] = ()
    status: str | None = None
    unread: str = ""
    as_approved: Report | None = None


def check_file(
    path: Path,
    status: SpecStatus | None = None,
    *,
    plain: bool = False,
    as_approved: bool = True,
) -> CheckedFile:
    """Return the findings of a Markdown file.

    A file with directives of the domain is a part of the project whose conf.py is the
    nearest, which is built. Otherwise the file is read alone, with the decision records
    beside it, as ``techspec adopt`` would write it. No conf.py is run for it.

    Args:
        path: the file.
        status: the status that the spec is judged by; `None` for that of the file, or
            a draft where the file has no directives.
        plain: whether the file is read alone whatever is in it.
        as_approved: whether a draft is judged as an approved spec, too.

    Raises:
        AdoptError: the file cannot be read as a spec.
        OSError: the file cannot be read.
        RuntimeError: the project cannot be built.
    """
    path = path.resolve()
    text = read_regular(path).decode("utf-8", "replace")
    conf = root_of(path.parent) / "conf.py"
    if _DIRECTIVE.search(text) and conf.is_file() and not plain:
        if status is not None:
            message = f"{path.name}: the status of a spec with directives is its own"
            raise AdoptError(message)
        return _of_project(path, conf.parent)
    folder = _base(path, text)
    if status is not None:
        return _alone(path, folder, [status])[0]
    if not as_approved:
        return _alone(path, folder, ["draft"])[0]
    draft, approved = _alone(path, folder, ["draft", "approved"])
    if any(spec.status != "draft" for spec in draft.report.specs):
        # The file has directives, and a status of its own.
        return draft
    return replace(draft, as_approved=approved.report)


def _of_project(path: Path, folder: Path) -> CheckedFile:
    """Return the findings of a file in the project that it is a part of."""
    with tempfile.TemporaryDirectory(prefix="techspec-") as out:
        build_report(folder, Path(out))
        text = (Path(out) / FILE_NAME).read_text("utf-8")
    report = read_report(text)
    name = path.relative_to(folder).as_posix()
    docname = name.rpartition(".")[0]
    specs = _of_file(report, name).specs
    own = [spec for spec in specs if spec.findings or spec.docname == docname]
    return CheckedFile(replace(report, specs=own or specs[:1]), folder, text, name)


def _of_file(report: Report, name: str) -> Report:
    """Return a report without what is in other files, such as decision records."""
    specs = [
        replace(spec, findings=[f for f in spec.findings if f.file == name])
        for spec in report.specs
    ]
    return replace(report, specs=specs)


def _alone(path: Path, base: Path, statuses: Sequence[SpecStatus]) -> list[CheckedFile]:
    """Return the findings of a file that is read alone, as a spec of each status.

    Args:
        path: the file.
        base: the folder that its project begins at.
        statuses: the statuses.
    """
    found = adopt_file(path)
    around = surroundings(path)
    names = around.own_names
    name = path.relative_to(base).as_posix()
    conf = {
        "project": path.stem,
        "extensions": ["myst_parser", "sphinxcontrib_techspec"],
        "root_doc": name.rpartition(".")[0],
        "source_suffix": {".md": "markdown", ".rst": "restructuredtext"},
        "myst_enable_extensions": list(around.extensions),
        "techspec_columns": dict(names.columns),
        "techspec_fields": {k: list(v) for k, v in names.fields.items()},
        "techspec_topics": dict(names.topics),
    }
    word = found.header.values.get("status", "") if found.header else None
    checked: list[CheckedFile] = []
    with tempfile.TemporaryDirectory(prefix="techspec-") as folder:
        source, out = Path(folder) / "source", Path(folder) / "out"
        _copy_others(path, base, source, found.text)
        page = source / name
        page.parent.mkdir(parents=True, exist_ok=True)
        for status in statuses:
            page.write_bytes(found.with_status(status).encode())
            build_report(source, out, conf)
            data = (out / FILE_NAME).read_text("utf-8")
            own = _of_file(read_report(data), name)
            report = _with_lines(own, name, found.lines)
            checked.append(
                CheckedFile(
                    report, base, data, name, found.lines, word, found.why_unread
                )
            )
    return checked


def _copy_others(path: Path, base: Path, source: Path, text: str) -> None:
    """Copy the decision records beside a file, and note the files that it links."""
    records = list(_records(path.parent))
    for target in _links(path, text):
        is_record = target.suffix in DOCUMENTS and _is_record(target, base)
        if target.is_relative_to(base) and target not in records and is_record:
            records.append(target)
    for file in [*records, *_links(path, text)]:
        copy = source / file.relative_to(base) if file.is_relative_to(base) else None
        if copy is None or file == path or copy.exists():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        # Of a file that is no record only the name counts.
        copy.write_bytes(read_regular(file) if file in records else b"")


def _links(path: Path, text: str) -> Iterator[Path]:
    """Yield the files that a document links by a relative path."""
    for match in _LINK.finditer(text):
        written = unquote(match["path"] or match["definition"])
        if "://" in written or written.startswith(("/", "mailto:", "#")):
            continue
        target = Path(os.path.normpath(path.parent / written.partition("#")[0]))
        if target.is_file():
            yield target


def _base(path: Path, text: str) -> Path:
    """Return the folder that a file and the files that it links are in.

    It is at most a few folders above the file, and in its repository.
    """
    base = path.parent
    for _ in range(_HIGHEST):
        is_top = (base / ".git").exists() or base == base.parent
        if is_top or all(link.is_relative_to(base) for link in _links(path, text)):
            break
        base = base.parent
    return base


def _is_record(path: Path, base: Path) -> bool:
    docname = path.relative_to(base).as_posix().rpartition(".")[0]
    return matches(ADR_PATTERNS)(docname) and is_record_name(docname)


def _with_lines(report: Report, name: str, lines: list[int]) -> Report:
    """Return a report with the lines of the file that was adopted."""

    def line(number: int) -> int:
        return lines[number - 1] if 0 < number <= len(lines) else number

    def finding(found: Finding) -> Finding:
        return replace(found, line=line(found.line)) if found.file == name else found

    def spec(found: SpecReport) -> SpecReport:
        unread = [
            replace(block, line=line(block.line)) if block.file == name else block
            for block in found.reading.unread
        ]
        return replace(
            found,
            findings=[finding(one) for one in found.findings],
            reading=replace(found.reading, unread=unread),
        )

    return replace(report, specs=[spec(one) for one in report.specs])


def _records(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and below it that decision records may be in."""
    for path in document_files(folder, _DEEPEST, _MOST):
        if _is_record(path, folder):
            yield path
