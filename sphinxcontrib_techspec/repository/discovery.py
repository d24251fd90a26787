"""The repository around a folder of documents: its root, and well-known files in it.

Nothing is run and nothing outside of the root is read. What belongs to something else
is left out: hidden folders, documents, tests, examples, installed packages, nested
repositories, and what the top ``.gitignore`` names.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from ..files import read_regular

MAX_DEPTH = 3
"""How many folders below the root are looked into."""

DEEPEST_CODE = 24
"""How many folders below the root code is looked for in."""

DOCUMENT_FOLDERS = frozenset({"doc", "docs", "documentation", "website"})
"""The usual names of folders of documents; what they install is not the product."""

_OTHERS = frozenset(
    "__fixtures__ __mocks__ __pycache__ __tests__ build demo demos dist e2e env example"
    " examples fixture fixtures node_modules out sample samples site-packages target"
    " template templates test testdata tests third-party third_party vendor vendored"
    " venv".split()
)
"""The usual names of folders whose files say nothing of the product."""

_NO_CODE = _OTHERS - {
    "demo",
    "demos",
    "env",
    "sample",
    "samples",
    "template",
    "templates",
}
"""The usual names of folders that have no code of the product."""

_OF_OTHERS = frozenset({".git", "pyvenv.cfg", ".buildinfo", "searchindex.js"})
"""Files of another repository, of an environment with installed packages, and of pages
that were built of documents."""

_WORKFLOWS = PurePosixPath(".github/workflows")
"""The one hidden folder that is looked into."""

_VERSION_CONTROL = (".git", ".hg", ".jj", ".svn", ".bzr", "_darcs", ".fslckout")

_PROJECT_FILES = (
    "pyproject.toml", "setup.py", "Pipfile", "package.json", "go.mod", "go.work",
    "Cargo.toml", "Gemfile", "composer.json", "pom.xml", "build.gradle",
    "build.gradle.kts", "mix.exs", "deno.json",
)  # fmt: skip
"""Files that mark the folder of a project; requirements.txt may be that of docs."""


def find_root(folder: Path) -> Path | None:
    """Return the root of the repository that a folder of documents is in.

    It is the nearest folder at or above it with version control. Without one, and for
    documents of an example or a test, it is the nearest with a project file; folders of
    documents are passed over. Nothing at or above the folder of temporary files is one,
    and the home folder only with a project file.

    Args:
        folder: the folder of ``conf.py``.
    """
    folder = folder.resolve()
    above = list(_up_to_limit(folder))
    controlled = next((f for f in above if _has(f, _VERSION_CONTROL)), None)
    if controlled is not None:
        parts = folder.relative_to(controlled).parts
        ignored = _ignored(controlled)
        left_out = [
            number
            for number, name in enumerate(parts)
            if name not in DOCUMENT_FOLDERS
            and (_is_left_out(name) or ignored("/".join(parts[: number + 1])))
        ]
        if not left_out:
            return controlled
        # The innermost folder that is left out is not looked beyond.
        above = above[: len(parts) - left_out[-1] - 1]
    return next(
        (
            f
            for f in above
            if f.name not in DOCUMENT_FOLDERS and _has(f, _PROJECT_FILES)
        ),
        None,
    )


def _up_to_limit(folder: Path) -> Iterator[Path]:
    temporary = Path(tempfile.gettempdir()).resolve()
    try:
        home = Path.home().resolve()
    except (RuntimeError, OSError):
        home = None
    for path in (folder, *folder.parents):
        if path in (temporary, *temporary.parents) and path != home:
            return
        if path == home and not _has(path, _PROJECT_FILES):
            return
        yield path


def _has(folder: Path, names: tuple[str, ...]) -> bool:
    return any(os.path.lexists(folder / name) for name in names)


def _is_left_out(name: str) -> bool:
    return name.startswith(".") or "{{" in name or name in _OTHERS


def find_files(
    root: Path,
    is_known: Callable[[str], bool],
    is_documented: Callable[[str], bool] | None = None,
    deepest: int = MAX_DEPTH,
) -> list[str]:
    """Return the files below a root that are known by their paths, sorted.

    Args:
        root: the root, without links in its path.
        is_known: returns whether a path from the root, with slashes, is looked for.
        is_documented: returns it for a path in a folder of documents at the root, or in
            its folder *api*; nothing is looked for there without it.
        deepest: how many folders below the root are looked into.
    """
    ignored = _ignored(root)

    def is_entered(path: str) -> bool:
        return _is_entered(path, deepest) and not ignored(path)

    found = list(_walk(root, "", is_known, ignored, is_entered))
    if is_documented is not None:
        for folder in sorted(DOCUMENT_FOLDERS):
            for below in (folder, f"{folder}/api"):
                if not (root / below).is_symlink() and not ignored(below):
                    found += _files_in(root, below, is_documented, ignored)
    return sorted(found)


def find_code(root: Path, is_code: Callable[[str], bool]) -> list[str]:
    """Return the files below a root with code at any depth, sorted.

    Folders of documents and templates may have code of the product, too.

    Args:
        root: the root, without links in its path.
        is_code: returns whether a path from the root, with slashes, is looked for.
    """
    ignored = _ignored(root)

    def is_entered(path: str) -> bool:
        pure = PurePosixPath(path)
        if pure in {_WORKFLOWS, _WORKFLOWS.parent}:
            return True
        is_left_out = pure.name.startswith((".", "_build")) or pure.name in _NO_CODE
        return not is_left_out and len(pure.parts) <= DEEPEST_CODE and not ignored(path)

    return sorted(_walk(root, "", is_code, ignored, is_entered))


def _files_in(
    root: Path,
    below: str,
    is_known: Callable[[str], bool],
    ignored: Callable[[str], bool],
) -> Iterator[str]:
    """Yield the files in one folder that are known by their paths."""
    try:
        with os.scandir(root / below) as scanned:
            entries = list(scanned)
    except OSError:
        return
    for entry in entries:
        path = f"{below}/{entry.name}"
        if is_known(path) and not ignored(path) and _is_inside(root, path, entry):
            yield path


def _walk(
    root: Path,
    below: str,
    is_known: Callable[[str], bool],
    ignored: Callable[[str], bool],
    is_entered: Callable[[str], bool],
) -> Iterator[str]:
    try:
        with os.scandir(root / below) as scanned:
            entries = list(scanned)
    except OSError:
        return
    if below and any(entry.name in _OF_OTHERS for entry in entries):
        return
    for entry in entries:
        path = f"{below}/{entry.name}" if below else entry.name
        try:
            is_folder = entry.is_dir(follow_symlinks=False)
        except OSError:
            continue
        if is_folder:
            if is_entered(path):
                yield from _walk(root, path, is_known, ignored, is_entered)
        elif is_known(path) and not ignored(path) and _is_inside(root, path, entry):
            yield path


def _is_entered(path: str, deepest: int) -> bool:
    pure = PurePosixPath(path)
    if pure in {_WORKFLOWS, _WORKFLOWS.parent}:
        return True
    return (
        len(pure.parts) <= deepest
        and not _is_left_out(pure.name)
        and pure.name not in DOCUMENT_FOLDERS
    )


def _is_inside(root: Path, path: str, entry: os.DirEntry[str]) -> bool:
    """Return whether a file is regular, and no link that leads out of the root."""
    try:
        if not entry.is_file():
            return False
        return not entry.is_symlink() or (root / path).resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _ignored(root: Path) -> Callable[[str], bool]:
    """Return a function that returns whether the top ``.gitignore`` names a path.

    Only names without slashes in them are looked at, which most entries are; a name
    that is excepted somewhere is not ignored.
    """
    file = root / ".gitignore"
    try:
        if file.is_symlink() and not file.resolve().is_relative_to(root):
            return lambda _: False
        text = read_regular(file).decode("utf-8", "replace")
    except (OSError, RuntimeError):
        return lambda _: False
    anywhere: list[str] = []
    at_top: list[str] = []
    excepted = False
    for line in text.splitlines():
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        if pattern.startswith("!"):
            excepted = True
            continue
        name = pattern.strip("/")
        if name and "/" not in name and name != "*":
            (at_top if pattern.startswith("/") else anywhere).append(name)
    exceptions = [
        line.strip().lstrip("!").strip("/")
        for line in text.splitlines()
        if excepted and line.strip().startswith("!")
    ]

    def is_ignored(path: str) -> bool:
        name = path.rpartition("/")[2]
        if any(fnmatchcase(name, e.rpartition("/")[2]) for e in exceptions):
            return False
        patterns = anywhere if "/" in path else [*anywhere, *at_top]
        return any(fnmatchcase(name, pattern) for pattern in patterns)

    return is_ignored
