"""Load what the command line is given: a ``techspec.json``, a project or a file.

A ``techspec.json`` is read without importing Sphinx.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .exchange.read import FILE_NAME, ExchangeError, read_report
from .files import MARKDOWN, document_files
from .findings.report import Report

if TYPE_CHECKING:
    # The models are not imported at each start.
    from .kinds.spec_header import SpecStatus


class LoadError(Exception):
    """There is no such input, or it cannot be read or built; the text says why."""


@dataclass(frozen=True, slots=True)
class SpecFile:
    """A Markdown file in the project that it was read in.

    Attributes:
        name: its name, from the source folder.
        lines: its lines by those of what was read, from 1; empty where they are the
            same.
        status: the status that its author wrote, where another one is judged; `None`
            where its own is.
    """

    name: str
    lines: tuple[int, ...] = ()
    status: str | None = None

    def line(self, number: int) -> int:
        """Return the line of the file of a line that was read."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else number


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project that was read or built.

    Attributes:
        text: its ``techspec.json``.
        report: what was found in it, or in the file that was asked for.
        folder: the folder that its files are in, where it is known.
        baseline: the baseline that conf.py names.
        as_approved: see `adopt.check.Checked`.
        files: the Markdown files that were asked for, where it was no project.
        is_file: whether a single one was asked for.
        others: the files that were not read, each with the reason.
        unread: see `adopt.check.Checked`.
    """

    text: str
    report: Report
    folder: Path | None = None
    baseline: Path | None = None
    as_approved: Report | None = None
    files: tuple[SpecFile, ...] = ()
    is_file: bool = False
    others: Sequence[tuple[Path, str]] = ()
    unread: str = ""


def load(
    path: Path,
    status: SpecStatus | None = None,
    *,
    plain: bool = False,
    as_approved: bool = False,
) -> Loaded:
    """Load a project, a Markdown file, or the Markdown files of a folder.

    Args:
        path: a ``techspec.json``, a folder with a ``conf.py``, which is built, a
            Markdown file, or a folder of them.
        status: the status that plain Markdown files are judged by, and specs with
            directives if theirs is lower.
        plain: whether Markdown files are read alone whatever is in them.
        as_approved: whether plain files are judged as approved specs, too.

    Raises:
        LoadError: there is no such input, or it cannot be read or built.
        OSError: a file cannot be read.
    """
    if is_markdown(path) and not path.is_dir():
        return load_files([path], status, plain=plain, as_approved=as_approved)
    is_project = (path / "conf.py").is_file()
    if path.is_dir() and not is_project:
        files = _files_of(path)
        return load_files(files, status, plain=plain, as_approved=as_approved)
    if plain:
        message = f"{path}: --plain is for Markdown files"
        raise LoadError(message)
    if is_project:
        return _load_project(path, status)
    if status:
        message = f"{path}: --as is for folders and Markdown files"
        raise LoadError(message)
    text = read_text(path)
    return Loaded(text, _report(path, text))


def is_markdown(path: Path) -> bool:
    """Return whether a path is that of a Markdown file."""
    return path.suffix.lower() in MARKDOWN


def load_files(
    paths: Sequence[Path],
    status: SpecStatus | None = None,
    *,
    plain: bool = False,
    as_approved: bool = False,
) -> Loaded:
    """Load Markdown files, each a spec, that are read together.

    Args:
        paths: the files.
        status: see `load`.
        plain: see `load`.
        as_approved: see `load`.

    Raises:
        LoadError: a file cannot be read as a spec, or no file can.
        OSError: a file cannot be read.
    """
    from .adopt import check, command  # noqa: PLC0415 - imports Sphinx

    is_file = len(paths) == 1
    try:
        found = (
            check.check_file(paths[0], status, plain=plain, as_approved=as_approved)
            if is_file
            else check.check_files(paths, status, plain=plain, as_approved=as_approved)
        )
    except (command.AdoptError, RuntimeError) as error:
        raise LoadError(str(error)) from None
    return Loaded(
        found.text,
        found.report,
        Path(os.path.relpath(found.folder)),
        as_approved=found.as_approved,
        files=tuple(
            SpecFile(file.name, tuple(file.lines), file.status) for file in found.files
        ),
        is_file=is_file,
        others=found.others,
        unread=found.unread,
    )


def _files_of(folder: Path) -> list[Path]:
    """Return the Markdown files in a folder that is no project.

    Raises:
        LoadError: there is none, or a project is right below.
    """
    found = sorted(folder.glob("*/conf.py"))
    files = [] if found else list(document_files(folder, endings=MARKDOWN))
    if not files:
        hint = f"; did you mean {found[0].parent}?" if found else ""
        what = "conf.py" if found else "conf.py and no Markdown file"
        message = f"no {what} in {folder}{hint}"
        raise LoadError(message)
    return files


def _load_project(path: Path, status: SpecStatus | None) -> Loaded:
    # Sphinx is imported for a folder only.
    from .sphinx_ext import check  # noqa: PLC0415 - imports Sphinx

    with tempfile.TemporaryDirectory(prefix="techspec-") as folder:
        try:
            least = check.least_status(status, str(path))
            baseline = check.build_report(path, Path(folder), least_status=least)
        except (RuntimeError, check.StatusError) as error:
            raise LoadError(str(error)) from None
        file = Path(folder) / FILE_NAME
        text = read_text(file)
        return Loaded(text, _report(file, text), path, baseline)


def _report(path: Path, text: str) -> Report:
    try:
        return read_report(text)
    except ExchangeError as error:
        is_json = path.suffix.lower() == ".json"
        what = "" if is_json else f"neither a Markdown file nor a {FILE_NAME}: "
        message = f"{path}: {what}{error}"
        raise LoadError(message) from None
    except RecursionError:
        message = f"{path}: nested too deeply"
        raise LoadError(message) from None


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        LoadError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text("utf-8")
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise LoadError(message) from None
    except UnicodeDecodeError:
        message = f"{path}: not UTF-8 text"
        raise LoadError(message) from None
