"""Names of documents that match patterns such as those of `exclude_patterns`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from sphinx.util.matching import compile_matchers


def matches(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Return a function that returns whether a name matches one of some patterns."""
    return _matches(tuple(patterns))


@cache
def _matches(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    matchers = compile_matchers(patterns)
    return lambda name: any(match(name) for match in matchers)
