"""Read and write files without waiting, without surprise and never by half."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

MAX_BYTES = 64 * 2**20
"""The largest file that is read, in bytes."""


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
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        if found.st_size > MAX_BYTES:
            raise OSError(
                errno.EFBIG, f"larger than {MAX_BYTES // 2**20} MiB", str(path)
            )
        return file.read()


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
    data = text.encode("utf-8", errors)
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
