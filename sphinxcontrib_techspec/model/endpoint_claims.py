"""An endpoint of a spec as a claim, and the tables of operations it is looked up in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Literal, NamedTuple, cast

from ..kinds import Endpoint
from ..patterns import regex
from ..repository.api_files import Authentication
from ..values.names import HTTP_METHODS
from ..values.routes import filled_in, is_open, is_value, path_segments, without_base
from .item import Item
from .versions import VersionVerdict

Segments = tuple[str, ...]
"""A path, each parameter as ``{}``."""

_HIDDEN = regex(
    r"(?:healthz?|livez?|readyz?|ready|live|liveness|readiness|ping|status|version"
    r"|metrics|docs|redoc|swagger(?:-ui)?|openapi\.(?:json|ya?ml)|favicon\.ico"
    r"|health-?check|actuator|internal)"
)
"""How paths begin that most APIs have, and that their documents often leave out."""


class Location(NamedTuple):
    """Where the repository has an operation.

    Attributes:
        path: the file, from the root of the repository.
        file: the file, from the source folder.
        line: the line, from 1.
        name: the method and the path.
        authentication: whether a caller has to show who it is.
    """

    path: str
    file: str
    line: int
    name: str
    authentication: Authentication = "unknown"


@dataclass(frozen=True, slots=True)
class EndpointCheck:
    """What the repository says of an endpoint.

    Attributes:
        verdict: whether they agree.
        reason: why it was not checked, where it was not.
        field: the field that differs; empty where the operation is nowhere.
        files: the documents that it was looked for in, from the root; empty for code.
        locations: where it is, or what its path has instead, or what it may be now.
        is_on_path: whether its path has other methods there.
    """

    verdict: VersionVerdict
    reason: str = ""
    field: Literal["", "auth"] = ""
    files: tuple[str, ...] = ()
    locations: tuple[Location, ...] = ()
    is_on_path: bool = False

    @property
    def is_open(self) -> bool:
        """Whether no document has its method and path."""
        return self.verdict != "agrees" and not self.field


class Entry(NamedTuple):
    """An operation: its method, empty where it is not known, and where it is."""

    method: str
    location: Location


@dataclass(frozen=True)
class Table:
    """Operations by their paths.

    Attributes:
        by_path: those whose whole path is known; one may be on several.
        by_end: those of which only the end of the path is known.
    """

    by_path: dict[Segments, list[Entry]] = field(
        default_factory=dict[Segments, list[Entry]]
    )
    by_end: dict[Segments, list[Entry]] = field(
        default_factory=dict[Segments, list[Entry]]
    )

    @cached_property
    def by_last_word(self) -> dict[tuple[int, str], list[Segments]]:
        """The paths by their last part without a parameter, and its place."""
        found: dict[tuple[int, str], list[Segments]] = {}
        for path in self.by_path:
            found.setdefault(_last_word(path), []).append(path)
        return found

    @cached_property
    def first_words(self) -> frozenset[str]:
        """How the paths begin, without the base of the API."""
        paths = [without_base(path) for path in (*self.by_path, *self.by_end)]
        return frozenset(path[0] for path in paths if path)


@dataclass(frozen=True)
class EndpointClaim:
    """An endpoint of the spec that the repository may have.

    Attributes:
        item: the endpoint.
        method: its method.
        path: its path.
        prefix: what the repository leaves out of it.
    """

    item: Item
    method: str
    path: str
    prefix: str

    @cached_property
    def forms(self) -> list[Segments]:
        """The segments of its path, with and without what is left out."""
        path, prefix = path_segments(self.path), path_segments(self.prefix)
        begins = bool(prefix) and path[: len(prefix)] == prefix
        return [path, path[len(prefix) :]] if begins else [path]

    @property
    def is_hidden(self) -> bool:
        """Whether API documents often leave it out."""
        return is_hidden(self.path)

    def found_in(self, table: Table) -> list[Entry]:
        """Return the operations on its path.

        ``/users/42`` is ``/users/{id}`` where no path of the table has the number.
        """
        for form in self.forms:
            if found := table.by_path.get(form):
                return found
        return [
            entry
            for entries, values in self._examples_in(table)
            if all(map(is_value, values))
            for entry in entries
        ]

    def ends_in(self, table: Table) -> list[Entry]:
        """Return the operations that its path ends with, behind a base of the API."""
        return [
            entry
            for before, end in self._ends
            if not before or _is_base(before)
            for entry in table.by_end.get(end, ())
        ]

    def may_end_in(self, table: Table) -> bool:
        """Return whether its path ends with one whose beginning is not known."""
        return any(before and end in table.by_end for before, end in self._ends)

    @property
    def _ends(self) -> Iterator[tuple[Segments, Segments]]:
        """What its path may end with, which has a word, and what is before that."""
        for form in self.forms:
            for start in range(len(form)):
                before, end = form[:start], form[start:]
                if not before or any(segment != "{}" for segment in end):
                    yield before, end

    def may_be_in(self, table: Table) -> bool:
        """Return whether a word of its path may stand for a parameter."""
        return any(self._examples_in(table))

    def _examples_in(self, table: Table) -> Iterator[tuple[list[Entry], list[str]]]:
        """Yield the operations that it may be an example of, and its values there."""
        for form in self.forms:
            # Any part of it may be the last one that is no parameter there.
            keys = [*enumerate(reversed(form)), (len(form), "")]
            for segments in chain(*(table.by_last_word.get(key, ()) for key in keys)):
                if values := filled_in(form, segments):
                    yield table.by_path[segments], values

    def moved_in(self, table: Table) -> list[Entry]:
        """Return the operations whose paths differ from its own at the beginning.

        One ends with the other, or they have other bases, such as ``/api`` and
        ``/api/v1``.
        """
        return [
            entry
            for form in self.forms
            for segments in table.by_last_word.get(_last_word(form), [])
            if _is_moved(form, segments)
            for entry in table.by_path[segments]
        ]


def endpoint_claim(item: Item) -> EndpointClaim | None:
    """Return what an endpoint claims; `None` where that is no operation of HTTP."""
    model = cast("Endpoint", item.model)
    if model.method not in HTTP_METHODS or not model.path.startswith("/"):
        return None
    if is_open(model.path):
        return None
    return EndpointClaim(item, model.method, model.path, model.prefix)


def is_hidden(path: str) -> bool:
    """Return whether API documents often leave a path out, such as ``/health``."""
    segments = without_base(path_segments(path))
    return not segments or _HIDDEN.fullmatch(segments[0].lower()) is not None


def _last_word(path: Segments) -> tuple[int, str]:
    """Return the last part of a path without a parameter, and its place from the end.

    Two paths of which one ends with the other have the same.
    """
    for place, segment in enumerate(reversed(path)):
        if "{}" not in segment:
            return place, segment
    return len(path), ""


def _is_moved(one: Segments, other: Segments) -> bool:
    one, other = without_base(one), without_base(other)
    return one == other or is_end(one, other) or is_end(other, one)


def _is_base(segments: Segments) -> bool:
    """Return whether segments are the base of an API alone, such as ``/api/v1``."""
    return without_base((*segments, "")) == ("",)


def is_end(end: Segments, path: Segments) -> bool:
    """Return whether a path is longer than another one, and ends with it.

    An end of parameters alone is that of many paths, and of none.
    """
    has_words = any(segment != "{}" for segment in end)
    return has_words and len(end) < len(path) and path[-len(end) :] == end
