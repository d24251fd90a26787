"""Files of results: what tools measured, with units and statistics.

A reader is one file here and one line in `READERS`. It recognises its format by the
content of a file, and states what each number in it is; nobody guesses.
"""

from __future__ import annotations

from ..messages import Message
from . import (
    cobertura,
    coverage_json,
    hyperfine,
    istanbul,
    jacoco,
    k6,
    lcov,
    locust,
    plain,
    pytest_benchmark,
)
from .base import Content, Reader, Results, SourceError

__all__ = ["READERS", "Content", "Reader", "Results", "SourceError", "read"]

READERS: tuple[Reader, ...] = (
    pytest_benchmark.read,
    hyperfine.read,
    k6.read,
    locust.read,
    coverage_json.read,
    cobertura.read,
    lcov.read,
    jacoco.read,
    istanbul.read,
    # Any JSON.
    plain.read,
)
"""The readers; the first one that knows a file reads it."""


def read(data: bytes) -> Results:
    """Return what a file of results holds.

    Args:
        data: its content.

    Raises:
        SourceError: it is damaged, or of no format that a reader knows.
    """
    content = Content(data)
    for reader in READERS:
        found = reader(content)
        if found is not None:
            return found
    raise SourceError(
        Message("unknown format"),
        Message(
            "use a format that is listed in “Check targets against measurements”, or "
            "JSON with values such as “120 ms”"
        ),
    )
