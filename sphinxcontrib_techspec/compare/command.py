"""``techspec compare``: read or build two states, and say how they differ."""

from __future__ import annotations

from pathlib import Path

from ..exchange.read import ExchangeError
from . import revisions
from .difference import compare_states
from .render import render
from .state import State, read_state

WORKING_COPY = "."
"""What stands for the files as they are, in the place of a revision."""


class CompareError(Exception):
    """Two states cannot be compared; the text says why."""


def compare(old: str, new: str, path: Path | None, form: str) -> str:
    """Return how two states differ, in a format.

    Args:
        old: the path of a ``techspec.json``; or, with *path*, a git revision.
        new: as *old*; with *path*, ``.`` is the working copy.
        path: the documentation folder that is built at both revisions.
        form: one of `render.FORMATS`.

    Raises:
        CompareError: a state cannot be read or built.
    """
    if path is None:
        states = [_read_file(Path(old)), _read_file(Path(new))]
    else:
        states = [_read_revision(revision, path) for revision in (old, new)]
    return render(compare_states(*states), form)


def _read_file(path: Path) -> State:
    try:
        return _state(path.read_text("utf-8"), str(path))
    except UnicodeDecodeError:
        message = f"{path}: not UTF-8 text"
        raise CompareError(message) from None
    except OSError as error:
        message = f"{path}: {error.strerror}"
        if not path.suffix:
            message += "; name the documentation folder to compare two git revisions"
        raise CompareError(message) from None


def _read_revision(revision: str, path: Path) -> State:
    try:
        if revision == WORKING_COPY:
            return _state(revisions.build_state(path), str(path))
        with revisions.files_at(revision, path) as folder:
            return _state(revisions.build_state(folder), f"{path} at {revision}")
    except revisions.RevisionError as error:
        message = f"{revision}: {error}"
        raise CompareError(message) from None


def _state(text: str, name: str) -> State:
    try:
        return read_state(text)
    except (ExchangeError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else error
        message = f"{name}: {reason}"
        raise CompareError(message) from None
