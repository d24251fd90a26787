"""The command ``techspec adopt``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from ..config import PREFIX, ConfigError, make_config
from ..files import read_regular, write_text
from ..formats.style import visible
from ..kinds.spec_header import SpecStatus
from ..model.own_names import NO_NAMES, OwnNames
from ..patterns import regex
from ..sphinx_ext.adrs import literals_of, root_of
from ..text import shorten
from . import AdoptedDocument, Fence, Typed, UnfilledTemplateError, adopt
from .reasons import DRAWING

_NAMES = ("columns", "fields", "topics")
_INDEXES = frozenset({"index", "readme"})
_SPACES = regex(r"[\s_-]+")


class AdoptError(Exception):
    """A file cannot be adopted; the text says why."""


class UnfilledError(AdoptError):
    """The file is the template, not filled in."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the nearest conf.py says about Markdown files.

    Attributes:
        extensions: MyST's extensions.
        own_names: the names of fields and topics.
    """

    extensions: tuple[str, ...] = ()
    own_names: OwnNames = NO_NAMES


def surroundings(path: Path) -> Surroundings:
    """Return what the nearest conf.py at or above a file says; it is not run.

    Raises:
        AdoptError: conf.py is not Python, or a value is wrong.
    """
    conf = root_of(path.parent) / "conf.py"
    try:
        values = literals_of(conf)
        config = make_config(
            {key: values[PREFIX + key] for key in _NAMES if PREFIX + key in values}
        )
    except (ConfigError, SyntaxError, UnicodeDecodeError) as error:
        message = f"{conf}: {error}"
        raise AdoptError(message) from None
    enabled = values.get("myst_enable_extensions", ())
    names = (
        cast("Sequence[object]", enabled)
        if isinstance(enabled, (list, tuple, set))
        else ()
    )
    return Surroundings(
        tuple(sorted(name for name in names if isinstance(name, str))), config.own_names
    )


def _name_of(path: Path) -> str:
    """Return the name of a spec without a title: that of its file or folder."""
    stem = path.parent.name if path.stem.lower() in _INDEXES else path.stem
    return _SPACES.sub(" ", stem).strip()


def adopt_file(
    path: Path,
    *,
    fence: Fence | None = None,
    status: SpecStatus | None = "draft",
    more: bool = False,
) -> AdoptedDocument:
    """Return a Markdown file with directives around what is understood of it.

    Args:
        path: the file.
        fence: the character of the fences; by default backticks.
        status: the status that is written; `None` for the author's, where it is one.
        more: see `adopt`.

    Raises:
        AdoptError: the file is not Markdown text.
        UnfilledError: it is the template itself.
        OSError: the file cannot be read.
    """
    around = surroundings(path.resolve())
    if fence == "colon" and "colon_fence" not in around.extensions:
        message = (
            f"{path}: colon fences need colon_fence in myst_enable_extensions of a "
            "conf.py at or above the file"
        )
        raise AdoptError(message)
    try:
        source = read_regular(path).decode("utf-8")
    except UnicodeDecodeError:
        message = f"{path}: not UTF-8 text"
        raise AdoptError(message) from None
    try:
        return adopt(
            source,
            _name_of(path.resolve()),
            fence=fence or "backtick",
            status=status,
            extensions=around.extensions,
            own_names=around.own_names,
            more=more,
        )
    except UnfilledTemplateError:
        message = (
            f"{path}: the template is not filled in; replace its placeholders first"
        )
        raise UnfilledError(message) from None


def write(path: Path, found: AdoptedDocument) -> None:
    """Write a document with directives in the place of its file.

    Raises:
        OSError: the file cannot be written.
    """
    write_text(path, found.text)


def report(found: Sequence[tuple[Path, AdoptedDocument]], form: str) -> str:
    """Return what became of the parts of files.

    Args:
        found: the files, and each with directives.
        form: ``text`` or ``json``.
    """
    if form == "json":
        data = [_data(path, document) for path, document in found]
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    lines = (line for path, document in found for line in _lines(path, document))
    return "".join(f"{visible(line)}\n" for line in lines)


def _lines(path: Path, found: AdoptedDocument) -> Iterator[str]:
    parts = [(typed.candidate.first, _typed(typed)) for typed in found.typed]
    parts += [
        (left.block.first, f"{left.block.type} left as it is: {left.reason}")
        for left in found.left
        if left.reason != DRAWING
    ]
    if drawings := [left.block.first for left in found.left if left.reason == DRAWING]:
        numbers = ", ".join(str(first + 1) for first in drawings)
        lines = "line" if len(drawings) == 1 else "lines"
        blocks = _count(len(drawings), "code block")
        parts.append(
            (drawings[0], f"{blocks} left as written ({lines} {numbers}): {DRAWING}")
        )
    parts += [
        (line - 1, f"{problem.problem}: {shorten(problem.subject)}")
        for typed in found.typed
        for line, problem in typed.reading.unread
    ]
    for first, text in sorted(parts):
        yield f"{path}:{first + 1}: {text}"
    if found.left and not found.has_sections:
        yield (
            f"{path}: no heading names a section of the template, so that only tables "
            "with known columns and items with a form of their own are read; "
            "techspec_columns in a conf.py names other columns"
        )
    header = found.header
    if found.why_unread:
        yield f"{path}: no item was read; {found.why_unread}"
    if not found.is_changed:
        what = "nothing else of a spec" if found.is_adopted else "nothing of a spec"
        yield f"{path}: {what} was found; left as it is"
        return
    items = sum(len(typed.reading.items) for typed in found.typed)
    yield (
        f"{path}: {_count(items, 'item')} in {_count(len(found.typed), 'directive')}, "
        f"{_count(len(found.left), 'block')} left as written"
    )
    if header is None:
        yield f"{path}: the directives that it had stay as they were"
        return
    word, written = header.values.get("status", ""), found.status
    if word.lower() != written:
        yield (
            f"{path}: status “{word}”, written as {written}"
            if word
            else (f"{path}: no status, written as {written}")
        )


def _typed(typed: Typed) -> str:
    kind = typed.candidate.kind.kind
    items = typed.reading.items
    names = ", ".join(item.name for item in items[:3])
    more = f" and {len(items) - 3} more" if len(items) > 3 else ""
    return f"techspec:{kind}, {_count(len(items), 'item')}: {names}{more}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _data(path: Path, found: AdoptedDocument) -> dict[str, Any]:
    """Return what became of the parts of a file as plain data."""
    return {
        "file": path.as_posix(),
        "status": found.header.values.get("status", "") if found.header else "",
        "typed": [
            {
                "line": typed.candidate.first + 1,
                "kind": typed.candidate.kind.kind,
                "items": [item.name for item in typed.reading.items],
            }
            for typed in found.typed
        ],
        "unread": [
            {"line": line, "text": problem.subject}
            for typed in found.typed
            for line, problem in typed.reading.unread
        ],
        "left": [
            {
                "line": left.block.first + 1,
                "block": left.block.type,
                "reason": left.reason,
            }
            for left in found.left
        ],
    }
