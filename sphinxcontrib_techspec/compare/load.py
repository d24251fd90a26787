"""Load the snapshots that are compared: of paths, or of git revisions.

Each project is built in a process of its own. A conf.py changes the search path and
imports modules, and those of one revision must not be used for another.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import re
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..exchange.read import ExchangeError
from ..files import MARKDOWN
from ..findings.report import SpecReport
from ..loading import Loaded, LoadError, load
from .git import GitError, Repository, find_repository
from .snapshot import SPEC, ItemSnapshot, Snapshot, SpecSnapshot, read_snapshot

if TYPE_CHECKING:
    # The models are not imported at each start.
    from ..kinds.spec_header import SpecStatus

_OBJECT = re.compile(r"(?P<revision>[^:{}]+):(?P<path>[^:]+)")
"""A file or folder of a revision, as git writes it."""


_DOCUMENTS = (*MARKDOWN, ".rst", "conf.py")
"""The ends of the names of documents, and of the configuration."""


class CompareError(Exception):
    """The states cannot be compared; the text says why."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How Markdown files are read.

    Attributes:
        status: the status that a plain file is judged by; `None` for a draft.
        plain: whether a file is read alone whatever is in it.
    """

    status: SpecStatus | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """One of the two states that are compared.

    Attributes:
        name: its name, such as a revision or a path.
        snapshot: the specs.
        prefix: what stands before the paths of its files.
    """

    name: str
    snapshot: Snapshot
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a state is read from.

    Attributes:
        name: its name.
        path: the file or folder.
        written: how messages call the path.
        shown: the path as places show it, from the top of the repository or as given.
    """

    name: str
    path: Path
    written: str
    shown: str


def load_paths(old: Path, new: Path, reading: ReadOptions) -> tuple[State, State]:
    """Return the states of two files or folders.

    Raises:
        CompareError: one of them cannot be read or built.
    """
    sources = [_Source(str(p), p, str(p), p.as_posix()) for p in (old, new)]
    if any(path.is_dir() or path.suffix.lower() in MARKDOWN for path in (old, new)):
        first, second = _build(sources, reading)
    else:
        # Reading JSON takes no Sphinx, and no process.
        first, second = (_state(source, reading) for source in sources)
    return first, second


def _prefix(source: _Source, loaded: Loaded) -> str:
    """Return what stands before the files of what was loaded."""
    if loaded.files and loaded.folder is not None:
        # Files that they link may be in a folder above.
        below = source.path.resolve().relative_to(loaded.folder.resolve()).as_posix()
        if below != ".":
            found = source.shown.removesuffix(below)
            return found if found != source.shown else ""
    is_folder = source.path.is_dir() and source.shown not in {"", "."}
    return f"{source.shown.rstrip('/')}/" if is_folder else ""


def load_revisions(
    old: str, new: str, docs: Path, reading: ReadOptions
) -> tuple[State, State]:
    """Return the states of a file or folder in two git revisions.

    Args:
        old: the old revision, or an object of it such as ``main:docs``.
        new: the new one.
        docs: the file or folder.
        reading: how Markdown files are read.

    Raises:
        CompareError: there is no such revision or file, or it cannot be built.
    """
    try:
        repository = find_repository(docs)
        path = repository.path_in(docs)
        with tempfile.TemporaryDirectory(prefix="techspec-") as folder:
            names = [_named(name, path) for name in (old, new)]
            commits = [repository.commit(revision) for revision, _ in names]
            sources = [
                _checked_out(repository, commits, number, name, Path(folder), reading)
                for number, name in enumerate(names)
            ]
            first, second = _build(sources, reading)
    except GitError as error:
        raise CompareError(str(error)) from None
    return replace(first, name=old), replace(second, name=new)


def load_base(revision: str, path: Path, reading: ReadOptions) -> Snapshot:
    """Return a file or folder as it is in a git revision.

    Raises:
        CompareError: there is no such revision or file, or it cannot be built.
    """
    try:
        repository = find_repository(path)
        named = _named(revision, repository.path_in(path))
        commits = [repository.commit(named[0]), ""]
        with tempfile.TemporaryDirectory(prefix="techspec-") as folder:
            source = _checked_out(repository, commits, 0, named, Path(folder), reading)
            return _build([source], reading)[0].snapshot
    except GitError as error:
        raise CompareError(str(error)) from None


def _named(revision: str, path: str) -> tuple[str, str]:
    """Return a revision, and the path that is meant in it."""
    found = _OBJECT.fullmatch(revision)
    if found is None:
        return revision, path
    return found["revision"], found["path"].rstrip("/")


def _checked_out(  # noqa: PLR0913, PLR0917 - one call, in a loop over both sides
    repository: Repository,
    commits: Sequence[str],
    number: int,
    named: tuple[str, str],
    folder: Path,
    reading: ReadOptions,
) -> _Source:
    """Return one of two revisions whose files are written into a folder."""
    revision, path = named
    commit = commits[number]
    if path and not repository.has(commit, path):
        message = f"{revision}: no {path} in this revision"
        other = commits[1 - number]
        if number == 0 and (former := repository.former_path(commit, other, path)):
            message += f"; it was renamed from {former}: use {revision}:{former}"
        raise CompareError(message)
    root = folder / str(number)
    root.mkdir()
    repository.write_files(commit, root, _needed(repository, commit, path, reading))
    return _Source(revision, root / path, f"{revision}:{path}", path)


def _needed(
    repository: Repository, commit: str, path: str, reading: ReadOptions
) -> Callable[[str], bool]:
    """Return which files' contents are needed to read a file or folder.

    Of a plain Markdown file, only documents and conf.py are read.
    """
    if not path.lower().endswith(MARKDOWN):
        return lambda _: True
    if not reading.plain and b"{techspec:" in repository.content(commit, path):
        return lambda _: True
    return lambda name: name.endswith(_DOCUMENTS)


def _build(sources: Sequence[_Source], reading: ReadOptions) -> list[State]:
    """Return the states of sources, each built in a process of its own."""
    spawn = multiprocessing.get_context("spawn")
    with contextlib.ExitStack() as stack:
        # A process that ends by itself takes its pool with it.
        pools = [
            stack.enter_context(ProcessPoolExecutor(1, mp_context=spawn))
            for _ in sources
        ]
        tasks = [
            pool.submit(_state_without_output, source, reading)
            for pool, source in zip(pools, sources, strict=True)
        ]
        found: list[State] = []
        for source, task in zip(sources, tasks, strict=True):
            try:
                result = task.result()
            except BrokenProcessPool:
                result = "the build ended without a result"
            if isinstance(result, str):
                text = result.replace(str(source.path), source.written)
                given = text if text.startswith(source.written) else ""
                raise CompareError(given or f"{source.written}: {text}")
            found.append(result)
    return found


def _state_without_output(source: _Source, reading: ReadOptions) -> State | str:
    """Return a state, or why it cannot be built; nothing is printed."""
    with (
        contextlib.redirect_stderr(io.StringIO()),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        try:
            return _state(source, reading)
        except CompareError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - an extension may raise any
            return f"{source.path}: {type(error).__name__}: {error}"


def _state(source: _Source, reading: ReadOptions) -> State:
    try:
        loaded = load(source.path, reading.status, plain=reading.plain)
        snapshot = snapshot_of(loaded)
    except (LoadError, ExchangeError) as error:
        raise CompareError(_at(source.path, str(error))) from None
    except OSError as error:
        raise CompareError(_at(source.path, error.strerror or str(error))) from None
    return State(source.name, snapshot, _prefix(source, loaded))


def _at(path: Path, text: str) -> str:
    return text if text.startswith(str(path)) else f"{path}: {text}"


def snapshot_of(loaded: Loaded) -> Snapshot:
    """Return the snapshot of what was loaded; of a file, only what is in it.

    Raises:
        ExchangeError: the data is not a project.
    """
    whole = read_snapshot(loaded.text)
    files = {file.name: file for file in loaded.files}
    if not files:
        return whole
    names = {spec.name for spec in loaded.report.specs}

    def in_file(spec: SpecSnapshot) -> SpecSnapshot:
        items = [
            replace(
                item,
                line=files[item.file].line(item.line),
                values=values_of(item, files[item.file].status),
            )
            for item in spec.items
            if item.file in files
        ]
        return replace(spec, items=tuple(items))

    def own_report(spec: SpecReport) -> SpecReport:
        findings = [f for f in spec.findings if f.file in {*files, ""}]
        return replace(spec, findings=findings)

    def values_of(item: ItemSnapshot, status: str | None) -> dict[str, str]:
        values = dict(item.values)
        if item.kind == SPEC and status is not None:
            # What is judged may be another status than what the author wrote.
            values["status"] = status
        return {name: text for name, text in values.items() if text}

    return Snapshot(
        tuple(in_file(spec) for spec in whole.specs if spec.name in names),
        whole.records,
        replace(loaded.report, specs=[own_report(s) for s in loaded.report.specs]),
        is_file=loaded.is_file,
    )
