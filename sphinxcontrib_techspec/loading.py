"""Load what the command line is given: a ``techspec.json``, a project or a file.

A ``techspec.json`` is read without importing Sphinx.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .exchange.read import FILE_NAME, ExchangeError, read_report
from .findings.report import Report

if TYPE_CHECKING:
    # The models are not imported at each start.
    from .kinds.spec_header import SpecStatus

MARKDOWN = (".md", ".markdown")
"""The suffixes of files that are read as one spec."""


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
        as_approved: see `adopt.check.CheckedFile`.
        unread: see `adopt.check.CheckedFile`.
        file: the Markdown file that was asked for, where it was one.
    """

    text: str
    report: Report
    folder: Path | None = None
    baseline: Path | None = None
    as_approved: Report | None = None
    file: SpecFile | None = None
    unread: str = ""


def load(
    path: Path,
    status: SpecStatus | None = None,
    *,
    plain: bool = False,
    as_approved: bool = False,
) -> Loaded:
    """Load a project or a file.

    Args:
        path: a ``techspec.json``, a folder with a ``conf.py``, which is built, or a
            Markdown file.
        status: the status that a plain Markdown file is judged by.
        plain: whether a Markdown file is read alone whatever is in it.
        as_approved: whether a plain file is judged as an approved spec, too.

    Raises:
        LoadError: there is no such input, or it cannot be read or built.
        OSError: a file cannot be read.
    """
    if path.suffix.lower() in MARKDOWN and not path.is_dir():
        return _load_file(path, status, plain=plain, as_approved=as_approved)
    if status or plain:
        message = f"{path}: --as and --plain are for Markdown files"
        raise LoadError(message)
    if path.is_dir():
        return _load_folder(path)
    text = read_text(path)
    return Loaded(text, _report(path, text))


def _load_file(
    path: Path, status: SpecStatus | None, *, plain: bool, as_approved: bool
) -> Loaded:
    from .adopt import check, command  # noqa: PLC0415 - imports Sphinx

    try:
        found = check.check_file(path, status, plain=plain, as_approved=as_approved)
    except (command.AdoptError, RuntimeError) as error:
        raise LoadError(str(error)) from None
    folder = Path(os.path.relpath(found.folder))
    file = SpecFile(found.name, tuple(found.lines), found.status)
    return Loaded(
        found.text,
        found.report,
        folder,
        as_approved=found.as_approved,
        file=file,
        unread=found.unread,
    )


def _load_folder(path: Path) -> Loaded:
    # Sphinx is imported for a folder only.
    from .sphinx_ext.check import build_report  # noqa: PLC0415

    if not (path / "conf.py").is_file():
        found = sorted(path.glob("*/conf.py"))
        hint = f"; did you mean {found[0].parent}?" if found else ""
        message = f"no conf.py in {path}{hint}"
        raise LoadError(message)
    with tempfile.TemporaryDirectory(prefix="techspec-") as folder:
        try:
            baseline = build_report(path, Path(folder))
        except RuntimeError as error:
            raise LoadError(str(error)) from None
        file = Path(folder) / FILE_NAME
        text = read_text(file)
        return Loaded(text, _report(file, text), path, baseline)


def _report(path: Path, text: str) -> Report:
    try:
        return read_report(text)
    except ExchangeError as error:
        message = f"{path}: {error}"
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
