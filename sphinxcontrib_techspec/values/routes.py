"""Paths of endpoints, compared without regard to the names of their parameters."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..patterns import regex
from .names import HTTP_METHODS

_OPERATION = regex(
    rf"(?P<method>{'|'.join(HTTP_METHODS)}) {{1,8}}(?P<path>/\S{{0,500}})"
    r"(?: HTTP/[\d.]{1,5})?"
)
_PARAMETER = regex(
    r"\{[^{}/]*\}|:[A-Za-z_]\w*\??|<[^<>/]*>|\[[^\[\]/]*\]|\$\{[^{}/]*\}"
)
_OPEN = regex(r"\*|…|\.\.\.")
"""What stands for several paths: ``GET /users/*``."""
_BASE = regex(r"api|rest|v\d+(?:\.\d+)?", re.IGNORECASE)
"""The first segments that an API may have in common: ``/api/v1``."""

_VALUE = regex(
    r"\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24}", re.IGNORECASE
)
"""A number, a UUID, or an id of MongoDB."""

_ANY = "{}"


class Operation(NamedTuple):
    """A method and the segments of a path, each parameter as ``{}``."""

    method: str
    segments: tuple[str, ...]


def read_operation(text: str) -> Operation | None:
    """Return the method and the path that a text consists of.

    The query string, the fragment and a last slash are no part of the path.

    Args:
        text: such as ``GET /users/{id}?full=1``.

    Returns:
        The operation; `None` if the text is anything else, or names several paths
        (``GET /users/*``).
    """
    match = _OPERATION.fullmatch(text.strip())
    if match is None or _OPEN.search(match["path"]):
        return None
    return Operation(match["method"], path_segments(match["path"]))


def is_open(path: str) -> bool:
    """Return whether a path stands for several: ``/users/*``."""
    return _OPEN.search(path) is not None


def path_segments(path: str) -> tuple[str, ...]:
    """Return the segments of a path, each parameter as ``{}``.

    ``{id}``, ``:id``, ``<int:id>``, ``[id]`` and ``${id}`` are parameters.
    """
    # The question mark of an optional parameter (`:id?`) begins no query string.
    bare = re.split(r"\?(?!/|$)|#", path, maxsplit=1)[0]
    parts = [part for part in bare.split("/") if part]
    return tuple(_PARAMETER.sub(_ANY, part) for part in parts)


def is_same_path(
    written: tuple[str, ...], known: tuple[str, ...], prefix: tuple[str, ...] = ()
) -> bool:
    """Tell whether a path in a text may be that of a known endpoint.

    A value in the place of a parameter is the same (``/users/42``). Either may lack the
    base of the API, such as ``/api/v1``.

    Args:
        written: the segments of the path in the text.
        known: the segments of the endpoint's path.
        prefix: a base that the endpoint's path may be written with or without.
    """
    bases = [known, without_base(known), (*prefix, *known)]
    if prefix and known[: len(prefix)] == prefix:
        bases.append(known[len(prefix) :])
    return any(
        _match(mine, other)
        for mine in (written, without_base(written))
        for other in bases
    )


def filled_in(written: tuple[str, ...], known: tuple[str, ...]) -> list[str] | None:
    """Return what a path has in the place of another path's parameters.

    Args:
        written: the segments of a path, such as those of ``/users/42``.
        known: the segments of the other path, such as those of ``/users/{id}``.

    Returns:
        The segments, such as ``42``; `None` where the paths differ otherwise.
    """
    if not _match(written, known):
        return None
    pairs = zip(written, known, strict=True)
    return [mine for mine, other in pairs if mine != other]


def is_value(segment: str) -> bool:
    """Tell whether a segment is a number or an id, and no word of a path."""
    return _VALUE.fullmatch(segment) is not None


def without_base(segments: tuple[str, ...]) -> tuple[str, ...]:
    """Return the segments of a path without the base of its API, such as ``/api/v1``.

    A path that is a base alone stays.
    """
    start = 0
    while start < len(segments) and _BASE.fullmatch(segments[start]):
        start += 1
    return segments[start:] or segments


def _match(written: tuple[str, ...], known: tuple[str, ...]) -> bool:
    return len(written) == len(known) and all(
        other in {mine, _ANY} or (_ANY in other and _fits(mine, other))
        for mine, other in zip(written, known, strict=True)
    )


def _fits(written: str, known: str) -> bool:
    """Tell whether a segment has the fixed parts of one with a parameter in it."""
    first, *_, last = known.split(_ANY)
    has_room = len(written) > len(first) + len(last)
    return has_room and written.startswith(first) and written.endswith(last)
