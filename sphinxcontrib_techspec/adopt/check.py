"""The findings of Markdown files, with or without directives."""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from ..adr.names import is_record_name
from ..config import ADR_PATTERNS
from ..exchange.read import FILE_NAME, read_report
from ..files import DOCUMENTS, MARKDOWN, document_files, read_regular
from ..findings.report import Finding, Report, SpecReport
from ..kinds.spec_header import SpecStatus
from ..messages import Replace
from ..patterns import regex
from ..sphinx_ext.adrs import root_of
from ..sphinx_ext.check import StatusError, build_report, least_status
from ..sphinx_ext.name_patterns import matches
from ..text import normalize
from . import AdoptedDocument
from .command import AdoptError, UnfilledError, adopt_file, surroundings

_DIRECTIVE = regex(r"^ {0,3}[`:~]{3,}+[ \t]*+\{techspec:", re.MULTILINE)
_DEEPEST = 4
"""How many folders below that of the file records are looked for in."""

_HIGHEST = 3
"""How many folders above that of the file its links may lead to."""

_LINK = regex(
    r"\]\(\s{0,9}<?(?P<path>[^()\s<>]{1,500})"
    r"|^ {0,3}\[[^\[\]\n]{1,200}\]:\s{1,9}<?(?P<definition>[^\s<>]{1,500})",
    re.MULTILINE,
)
"""The path of a link, and that of a definition."""

_MOST = 20_000
"""How many folders and files are looked at."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A Markdown file in the project that it was read in.

    Attributes:
        name: the name of the file in that project.
        lines: its lines by those in the project, where they differ.
        status: the status that the author of a plain file wrote; `None` where the
            file has directives.
    """

    name: str
    lines: Sequence[int] = ()
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in Markdown files.

    Attributes:
        report: the findings, with the lines of the files.
        folder: the folder that the report's files are in.
        text: the ``techspec.json`` of the project that the files were read in.
        files: the files that were read.
        as_approved: what is found in them as approved specs; `None` where the status
            is given, or that of the files.
        others: the files that were not read, each with the reason.
        unread: why no item was read from a plain file that was asked for alone; empty
            where any was.
    """

    report: Report
    folder: Path
    text: str
    files: Sequence[CheckedFile]
    as_approved: Report | None = None
    others: Sequence[tuple[Path, str]] = ()
    unread: str = ""


def check_file(
    path: Path,
    status: SpecStatus | None = None,
    *,
    plain: bool = False,
    as_approved: bool = True,
) -> Checked:
    """Return the findings of a Markdown file.

    A file with directives of the domain is a part of the project whose conf.py is the
    nearest, which is built. Otherwise the file is read alone, with the decision records
    beside it, as ``techspec adopt`` would write it. No conf.py is run for it.

    Args:
        path: the file.
        status: the status that the spec is judged by, in a file with directives if
            its own is lower; `None` for that of the file, or a draft where the file
            has no directives.
        plain: whether the file is read alone whatever is in it.
        as_approved: whether a draft is judged as an approved spec, too.

    Raises:
        AdoptError: the file cannot be read as a spec.
        OSError: the file cannot be read.
        RuntimeError: the project cannot be built.
    """
    path = path.resolve()
    has_directives = _has_directives(path)
    least = _least_status(status, [path] if has_directives else [])
    conf = root_of(path.parent) / "conf.py"
    if has_directives and conf.is_file() and not plain:
        return _of_project([path], conf.parent, least)
    document = adopt_file(path)
    statuses = _judged(status, as_approved=as_approved)
    found = _alone([(path, document)], path.parent, statuses, least)
    return replace(found, unread=document.why_unread)


def check_files(
    paths: Sequence[Path],
    status: SpecStatus | None = None,
    *,
    plain: bool = False,
    as_approved: bool = True,
) -> Checked:
    """Return the findings of Markdown files that belong together, each a spec.

    They are read as `check_file` reads one, in one project: the items of the others and
    the decision records are known to each. Files without items, the template itself and
    decision records are no specs.

    Args:
        paths: the files.
        status: the status that the specs are judged by.
        plain: whether the files are read without a conf.py whatever is in them.
        as_approved: whether drafts are judged as approved specs, too.

    Raises:
        AdoptError: no file can be read as a spec.
        OSError: a file cannot be read.
        RuntimeError: the project cannot be built.
    """
    paths = sorted({path.resolve() for path in paths})
    folder = Path(os.path.commonpath([path.parent for path in paths]))
    written = [path for path in paths if _has_directives(path)]
    least = _least_status(status, written)
    conf = root_of(folder) / "conf.py"
    if written and conf.is_file() and not plain:
        reason = f"without directives in a project with {conf.name}"
        others = [(path, reason) for path in paths if path not in written]
        return replace(_of_project(written, conf.parent, least), others=others)
    found: list[tuple[Path, AdoptedDocument]] = []
    others: list[tuple[Path, str]] = []
    for path in paths:
        if _is_record(path, folder):
            continue
        try:
            document = adopt_file(path)
        except UnfilledError:
            others.append((path, "the template, which is not filled in"))
            continue
        if not document.typed and not document.is_adopted:
            others.append((path, "no items were found"))
            continue
        found.append((path, document))
    if not found:
        message = f"{folder}: no items were found in {len(paths)} files"
        raise AdoptError(message)
    statuses = _judged(status, as_approved=as_approved)
    return replace(_alone(found, folder, statuses, least), others=others)


def _has_directives(path: Path) -> bool:
    text = read_regular(path).decode("utf-8", "replace")
    return _DIRECTIVE.search(text) is not None


def _least_status(status: SpecStatus | None, written: Sequence[Path]) -> str:
    """Return the status that files with directives are raised to.

    Args:
        status: the status that is asked for.
        written: the files with directives.

    Raises:
        AdoptError: it would lower that of a spec.
    """
    if not written:
        return ""
    try:
        return least_status(status, written[0].name)
    except StatusError as error:
        raise AdoptError(str(error)) from None


def _judged(status: SpecStatus | None, *, as_approved: bool) -> list[SpecStatus]:
    """Return the statuses that plain files are judged by."""
    if status is not None:
        return [status]
    return ["draft", "approved"] if as_approved else ["draft"]


def _of_project(paths: Sequence[Path], folder: Path, least: str) -> Checked:
    """Return the findings of files in the project that they are parts of."""
    with tempfile.TemporaryDirectory(prefix="techspec-") as out:
        build_report(folder, Path(out), least_status=least)
        text = (Path(out) / FILE_NAME).read_text("utf-8")
    report = read_report(text)
    names = [path.relative_to(folder).as_posix() for path in paths]
    docnames = {name.rpartition(".")[0] for name in names}
    specs = _of_files(report, names).specs
    own = [spec for spec in specs if spec.findings or spec.docname in docnames]
    files = [CheckedFile(name) for name in names]
    return Checked(replace(report, specs=own or specs[:1]), folder, text, files)


def _of_files(report: Report, names: Collection[str]) -> Report:
    """Return a report without what is in other files, such as decision records."""
    specs = [
        replace(spec, findings=[f for f in spec.findings if f.file in names])
        for spec in report.specs
    ]
    return replace(report, specs=specs)


def _alone(
    found: Sequence[tuple[Path, AdoptedDocument]],
    folder: Path,
    statuses: Sequence[SpecStatus],
    least: str,
) -> Checked:
    """Return the findings of files that are read alone, as specs of each status.

    Args:
        found: the files, and each with directives.
        folder: the folder that they are in.
        statuses: the statuses; the findings of a second one are those of approved
            specs.
        least: the status that files with directives are raised to; empty for none.
    """
    base = _base(found, folder)
    files = [
        CheckedFile(
            path.relative_to(base).as_posix(),
            document.lines,
            document.header.values.get("status", "") if document.header else None,
        )
        for path, document in found
    ]
    lines = {file.name: file.lines for file in files}
    first, _ = found[0]
    around = surroundings(first)
    names = around.own_names
    conf = {
        "project": first.stem,
        "extensions": ["myst_parser", "sphinxcontrib_techspec"],
        "root_doc": files[0].name.rpartition(".")[0],
        "source_suffix": {
            **dict.fromkeys(MARKDOWN, "markdown"),
            ".rst": "restructuredtext",
        },
        "myst_enable_extensions": list(around.extensions),
        "techspec_columns": dict(names.columns),
        "techspec_fields": {k: list(v) for k, v in names.fields.items()},
        "techspec_topics": dict(names.topics),
    }
    spec_names = _spec_names(found, files)
    reports: list[Report] = []
    texts: list[str] = []
    with tempfile.TemporaryDirectory(prefix="techspec-") as temporary:
        source, out = Path(temporary) / "source", Path(temporary) / "out"
        _copy_others(found, base, source)
        for status in statuses:
            for file, (_, document), name in zip(files, found, spec_names, strict=True):
                page = source / file.name
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_bytes(document.with_header(status, name).encode())
            build_report(source, out, conf, least, base)
            texts.append((out / FILE_NAME).read_text("utf-8"))
            own = _of_files(read_report(texts[-1]), lines)
            reports.append(_with_lines(own, lines))
            if all(document.is_adopted for _, document in found):
                # The files have directives, and statuses of their own.
                break
    approved = reports[1] if len(reports) > 1 else None
    return Checked(reports[0], base, texts[0], files, approved)


def _spec_names(
    found: Sequence[tuple[Path, AdoptedDocument]], files: Sequence[CheckedFile]
) -> list[str]:
    """Return the names of the specs, with that of the file where several have one."""
    names = [document.header.name if document.header else "" for _, document in found]
    counted = Counter(map(normalize, names))
    return [
        f"{name} ({file.name})" if name and counted[normalize(name)] > 1 else name
        for name, file in zip(names, files, strict=True)
    ]


def _copy_others(
    found: Sequence[tuple[Path, AdoptedDocument]], base: Path, source: Path
) -> None:
    """Copy the decision records beside files, and note the files that they link."""
    own = {path for path, _ in found}
    linked = [link for path, document in found for link in _links(path, document.text)]
    records = {record for folder in _outermost(own) for record in _records(folder)}
    records |= {
        target
        for target in linked
        if target.is_relative_to(base)
        and target.suffix in DOCUMENTS
        and _is_record(target, base)
    }
    for file in sorted({*records, *linked} - own):
        if not file.is_relative_to(base):
            continue
        copy = source / file.relative_to(base)
        copy.parent.mkdir(parents=True, exist_ok=True)
        # Of a file that is no record only the name counts.
        copy.write_bytes(read_regular(file) if file in records else b"")


def _outermost(paths: Collection[Path]) -> list[Path]:
    """Return the folders of files without those that are in another one of them."""
    folders = {path.parent for path in paths}
    return sorted(f for f in folders if folders.isdisjoint(f.parents))


def _links(path: Path, text: str) -> Iterator[Path]:
    """Yield the files that a document links by a relative path."""
    for match in _LINK.finditer(text):
        written = unquote(match["path"] or match["definition"])
        if "://" in written or written.startswith(("/", "mailto:", "#")):
            continue
        target = Path(os.path.normpath(path.parent / written.partition("#")[0]))
        if target.is_file():
            yield target


def _base(found: Sequence[tuple[Path, AdoptedDocument]], folder: Path) -> Path:
    """Return the folder that files and the files that they link are in.

    It is at most a few folders above theirs, and in its repository.
    """
    base = folder
    links = [link for path, document in found for link in _links(path, document.text)]
    for _ in range(_HIGHEST):
        is_top = (base / ".git").exists() or base == base.parent
        if is_top or all(link.is_relative_to(base) for link in links):
            break
        base = base.parent
    return base


def _is_record(path: Path, base: Path) -> bool:
    docname = path.relative_to(base).as_posix().rpartition(".")[0]
    return matches(ADR_PATTERNS)(docname) and is_record_name(docname)


def _with_lines(report: Report, lines: Mapping[str, Sequence[int]]) -> Report:
    """Return a report with the lines of the files that were adopted.

    Args:
        report: the report.
        lines: the lines of each file by those in the report.
    """

    def line(file: str, number: int) -> int:
        known = lines.get(file, ())
        return known[number - 1] if 0 < number <= len(known) else number

    def finding(found: Finding) -> Finding:
        fix = found.fix
        if isinstance(fix, Replace) and fix.range is not None:
            # The text of a line is the same, and so are its columns.
            place = fix.range._replace(
                line=line(found.file, fix.range.line),
                end_line=line(found.file, fix.range.end_line),
            )
            fix = replace(fix, range=place)
        return replace(found, line=line(found.file, found.line), fix=fix)

    def spec(found: SpecReport) -> SpecReport:
        unread = [
            replace(block, line=line(block.file, block.line))
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
