"""Read and write files without waiting, without surprise and never by half."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

MAX_BYTES = 64 * 2**20
"""The largest file that is read, in bytes."""


MARKDOWN = (".md", ".markdown")
"""The endings of Markdown files."""

DOCUMENTS = (".md", ".rst")
"""The endings of files with documents."""

_NO_DOCUMENTS = frozenset(
    {"_book", "_build", "_data", "_downloads", "_ext", "_exts", "_images", "_includes",
     "_layouts", "_locale", "_output", "_sass", "_site", "_sources", "_static",
     "_templates", "_themes", "node_modules"}
)  # fmt: skip
"""Folders of what documents are built from and to, and of installed packages."""

_HIDDEN = ("_", ".")


def document_files(
    folder: Path,
    deepest: int | None = None,
    most: int | None = None,
    endings: Collection[str] = DOCUMENTS,
) -> Iterator[Path]:
    """Yield the documents in a folder and below it, in the order of their paths.

    Hidden files and folders are left out, and those in `_NO_DOCUMENTS`, such as
    folders of builds and installed packages.

    Args:
        folder: the folder.
        deepest: how many folders below it are looked into; all by default.
        most: after how many files and folders the rest is left out.
        endings: the endings of the files.
    """
    seen = 0
    for here, folders, files in os.walk(folder):
        depth = len(Path(here).relative_to(folder).parts)
        is_last = deepest is not None and depth >= deepest
        folders[:] = sorted(
            name
            for name in folders
            if not (name.startswith(".") or name in _NO_DOCUMENTS or is_last)
        )
        seen += len(folders) + len(files)
        if most is not None and seen > most:
            return
        for name in sorted(files):
            path = Path(here, name)
            is_hidden = name.startswith(_HIDDEN)
            if path.suffix in endings and not is_hidden and path.is_file():
                yield path


def read_regular(path: Path) -> bytes:
    """Return the content of a regular file.

    A pipe or a device is not opened for reading, since it may never end.

    Args:
        path: the file; a link to a file is one.

    Raises:
        OSError: it cannot be read, is no regular file, or has more than `MAX_BYTES`;
            ``strerror`` is the reason.
    """
    # Without blocking, a pipe that nobody writes to opens at once.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        found = os.fstat(descriptor)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        if found.st_size > MAX_BYTES:
            raise OSError(
                errno.EFBIG, f"larger than {MAX_BYTES // 2**20} MiB", str(path)
            )
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def write_text(path: Path, text: str, errors: str = "strict") -> None:
    """Write a file as a whole: until it is complete, the old one stays.

    A pipe or a device is written to as it is.

    Args:
        path: the file.
        text: its content, which is encoded as UTF-8.
        errors: what is done with characters that UTF-8 does not have.

    Raises:
        OSError: it cannot be written.
    """
    write_bytes(path, text.encode("utf-8", errors))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file as a whole: until it is complete, the old one stays.

    A pipe or a device is written to as it is.

    Args:
        path: the file.
        data: its content.

    Raises:
        OSError: it cannot be written.
    """
    path = path.resolve() if path.is_symlink() else path
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except PermissionError:
        if not os.access(path, os.W_OK):
            raise
        # The folder takes no new files, such as a single file that is mounted.
        path.write_bytes(data)
        return
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(data)
        # `mkstemp` lets only the user read.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
