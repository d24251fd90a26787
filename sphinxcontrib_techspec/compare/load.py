"""Load the snapshots that are compared: of paths, or of git revisions.

Each project is built in a process of its own. A conf.py changes the search path and
imports modules, and those of one revision must not be used for another.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from ..exchange.read import ExchangeError
from ..files import MARKDOWN
from ..findings.report import Report, SpecReport
from ..loading import Loaded, LoadError, load
from .git import OF_HOOKS, GitError, find_repository
from .revisions import ReadOptions, Source, find_revision
from .snapshot import SPEC, ItemSnapshot, Snapshot, SpecSnapshot, read_snapshot


class CompareError(Exception):
    """The states cannot be compared; the text says why."""


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


_NOTHING = Snapshot((), (), Report("", []))
"""The state of what is not there yet."""


def load_paths(old: Path, new: Path, reading: ReadOptions) -> tuple[State, State]:
    """Return the states of two files or folders.

    Raises:
        CompareError: one of them cannot be read or built.
    """
    sources = [Source(str(p), p, str(p), p.as_posix()) for p in (old, new)]
    if any(path.is_dir() or path.suffix.lower() in MARKDOWN for path in (old, new)):
        first, second = _build(sources, reading)
    else:
        # Reading JSON takes no Sphinx, and no process.
        first, second = (_state(source, reading) for source in sources)
    return first, second


def _prefix(source: Source, loaded: Loaded) -> str:
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

    The old state is empty where the file or folder is new.

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
            before, after = (find_revision(repository, n, path) for n in (old, new))
            is_new = before.is_new(after, is_project=after.is_project)
            sides = [after] if is_new else [before, after]
            sources = [
                revision.write(Path(folder, str(number)), reading)
                for number, revision in enumerate(sides)
            ]
            *olds, new_state = _build(sources, reading)
    except GitError as error:
        raise CompareError(str(error)) from None
    return olds[0] if olds else State(old, _NOTHING), new_state


def load_base(revision: str, path: Path, reading: ReadOptions) -> Snapshot:
    """Return a file or folder as it is in a git revision; nothing if it is new since.

    Raises:
        CompareError: there is no such revision or file, or it cannot be built.
    """
    try:
        repository = find_repository(path)
        base = find_revision(repository, revision, repository.path_in(path))
        if base.is_new(None, is_project=(path / "conf.py").is_file()):
            return _NOTHING
        with tempfile.TemporaryDirectory(prefix="techspec-") as folder:
            source = base.write(Path(folder, "0"), reading)
            return _build([source], reading)[0].snapshot
    except GitError as error:
        raise CompareError(str(error)) from None


def _build(sources: Sequence[Source], reading: ReadOptions) -> list[State]:
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
                raise CompareError(_reason(source, result))
            found.append(result)
    return found


def _reason(source: Source, error: str) -> str:
    """Return why a state cannot be built, with the path as the user knows it."""
    text = error.replace(str(source.path), source.written)
    if not text.startswith(source.written):
        text = f"{source.written}: {text}"
    if source.left_out:
        names = ", ".join(source.left_out)
        text += (
            f"; without the submodules {names}, which are not in the working copy: "
            "fetch them if they are needed (git submodule update --init)"
        )
    return text


def _state_without_output(source: Source, reading: ReadOptions) -> State | str:
    """Return a state, or why it cannot be built; nothing is printed."""
    for name in OF_HOOKS:
        # A conf.py that calls git means the repository that it is in.
        os.environ.pop(name, None)
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


def _state(source: Source, reading: ReadOptions) -> State:
    try:
        loaded = load(source.path, reading.status, plain=reading.plain)
        snapshot = snapshot_of(loaded, source.path)
    except (LoadError, ExchangeError) as error:
        raise CompareError(_at(source.path, str(error))) from None
    except OSError as error:
        raise CompareError(_at(source.path, error.strerror or str(error))) from None
    return State(source.name, snapshot, _prefix(source, loaded))


def _texts(
    path: Path, loaded: Loaded, snapshot: Snapshot
) -> Iterator[tuple[str, list[str]]]:
    """Yield the documents of a file or folder with their lines."""
    for name in sorted(snapshot.files):
        if loaded.is_file:
            file = path if name == loaded.files[0].name else None
        elif loaded.files and loaded.folder is not None:
            file = loaded.folder / name
        else:
            file = path / name if path.is_dir() else None
        # A name may be that of what an extension made.
        if file is not None and file.is_file():
            yield name, file.read_text("utf-8", "replace").split("\n")


def _at(path: Path, text: str) -> str:
    return text if text.startswith(str(path)) else f"{path}: {text}"


def snapshot_of(loaded: Loaded, path: Path) -> Snapshot:
    """Return the snapshot of what was loaded; of a file, only what is in it.

    Args:
        loaded: what was loaded.
        path: the file or folder that it was loaded from.

    Raises:
        ExchangeError: the data is not a project.
        OSError: a document cannot be read.
    """
    snapshot = _snapshot_of(loaded)
    return replace(snapshot, texts=dict(_texts(path, loaded, snapshot)))


def _snapshot_of(loaded: Loaded) -> Snapshot:
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
