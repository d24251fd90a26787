"""Endpoints of a spec, held against the API documents of the repository.

A claim is checked only where the document is of the same API: most endpoints of the
spec have to be in it. Otherwise the verdict says why it is not.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, cast

from ..kinds import Endpoint
from ..messages import Message
from ..patterns import regex
from ..repository import ApiFile, ApiOperation, Damaged, Sources
from ..repository.api_files import Authentication
from ..text import to_plain
from ..values.access import asks_for_access
from ..values.names import HTTP_METHODS
from ..values.routes import filled_in, is_open, is_value, path_segments, without_base
from .item import Item
from .versions import VersionVerdict, folder_below

_HIDDEN = regex(
    r"(?:healthz?|livez?|readyz?|ready|live|liveness|readiness|ping|status|version"
    r"|metrics|docs|redoc|swagger(?:-ui)?|openapi\.(?:json|ya?ml)|favicon\.ico"
    r"|health-?check|actuator)"
)
"""How paths begin that most APIs have, and that their documents often leave out."""

_MOST_MISSING = 3
"""How many operations of a document a spec may lack for each that it has.

With more, it is the spec of a part, such as a feature.
"""

_Segments = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApiLocation:
    """Where an API document has an operation.

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
    authentication: Authentication


@dataclass(frozen=True, slots=True)
class EndpointCheck:
    """What the API documents say of an endpoint.

    Attributes:
        verdict: whether they agree.
        reason: why it was not checked, where it was not.
        field: the field that differs; empty where the operation is in no document.
        files: the documents that it was looked for in, from the root.
        locations: where it is, or what its path has instead, or what it may be now.
        is_on_path: whether its path has other methods there.
    """

    verdict: VersionVerdict
    reason: str = ""
    field: Literal["", "auth"] = ""
    files: tuple[str, ...] = ()
    locations: tuple[ApiLocation, ...] = ()
    is_on_path: bool = False


@dataclass(frozen=True)
class _Api:
    """An API document, its operations by their paths with and without a base."""

    path: str
    file: str
    operations: list[ApiOperation]

    @cached_property
    def by_path(self) -> dict[_Segments, list[ApiOperation]]:
        found: dict[_Segments, list[ApiOperation]] = {}
        for operation in self.operations:
            for path in dict.fromkeys(
                (operation.path, f"{operation.base}{operation.path}")
            ):
                found.setdefault(path_segments(path), []).append(operation)
        return found

    def location(self, operation: ApiOperation) -> ApiLocation:
        name = f"{operation.method} {operation.path}".strip()
        return ApiLocation(
            self.path, self.file, operation.line, name, operation.authentication
        )


@dataclass(frozen=True)
class _Claim:
    """An endpoint of the spec that API documents may have."""

    item: Item
    method: str
    path: str
    prefix: str

    @cached_property
    def forms(self) -> list[_Segments]:
        """The segments of its path, with and without what documents leave out."""
        path, prefix = path_segments(self.path), path_segments(self.prefix)
        begins = bool(prefix) and path[: len(prefix)] == prefix
        return [path, path[len(prefix) :]] if begins else [path]

    @property
    def is_hidden(self) -> bool:
        """Whether API documents often leave it out."""
        return _is_hidden(self.path)

    def found_in(self, api: _Api) -> list[ApiOperation]:
        """Return the operations of a document on its path.

        ``/users/42`` is ``/users/{id}`` where no path of the document has the number.
        """
        for form in self.forms:
            if found := api.by_path.get(form):
                return found
        return [
            operation
            for operations, values in self._examples_in(api)
            if all(map(is_value, values))
            for operation in operations
        ]

    def may_be_in(self, api: _Api) -> bool:
        """Return whether a word of its path may stand for a parameter."""
        return any(self._examples_in(api))

    def _examples_in(self, api: _Api) -> Iterator[tuple[list[ApiOperation], list[str]]]:
        """Yield the operations that it may be an example of, and its values there."""
        for segments, operations in api.by_path.items():
            for form in self.forms:
                if values := filled_in(form, segments):
                    yield operations, values

    def moved_in(self, api: _Api) -> list[ApiOperation]:
        """Return the operations whose paths end with its own, or the other way."""
        return [
            operation
            for segments, operations in api.by_path.items()
            for operation in operations
            if any(_is_end(form, segments) for form in self.forms)
        ]


def _is_hidden(path: str) -> bool:
    segments = without_base(path_segments(path))
    return not segments or _HIDDEN.fullmatch(segments[0].lower()) is not None


def _is_end(one: _Segments, other: _Segments) -> bool:
    short, long = sorted((one, other), key=len)
    has_words = any(segment != "{}" for segment in short)
    return has_words and len(short) < len(long) and long[-len(short) :] == short


@dataclass
class _Comparison:
    """The claims of a spec with the documents that are of its API."""

    checks: dict[int, EndpointCheck] = field(default_factory=dict[int, EndpointCheck])
    own: list[_Api] = field(default_factory=list[_Api])


class ApiClaims:
    """The endpoints of a project, and what the API documents say of them."""

    def __init__(
        self, sources: Sources | None = None, folder: Path | None = None
    ) -> None:
        """Take the repository.

        Args:
            sources: its files; `None` where none are looked for.
            folder: the source folder.
        """
        self._sources = sources or Sources(None)
        self._folder = (folder or Path()).resolve()
        self._is_on = sources is not None
        self._compared: dict[tuple[int, ...], _Comparison] = {}

    def damaged(self) -> Iterator[tuple[Damaged, str]]:
        """Yield the documents that cannot be read, with their paths for messages.

        They are those that were looked at for the endpoints that were checked.
        """
        for found in self._sources.damaged_apis():
            yield found, self._file(found.path)

    def checks(
        self, items: Sequence[Item], below: str = ""
    ) -> dict[int, EndpointCheck]:
        """Return what the API documents say of the endpoints of a spec.

        Args:
            items: its endpoints.
            below: the folder of the spec in the repository, if it has one.

        Returns:
            The checks by `id` of the items; nothing where there is no document.
        """
        return self._comparison(items, below).checks

    def undocumented(
        self, items: Sequence[Item], known: Iterable[Item], below: str = ""
    ) -> dict[str, list[ApiLocation]]:
        """Return the operations that the API has and no endpoint is of.

        Those that are deprecated, and those on paths that are often left out of specs
        as well, are not among them.

        Args:
            items: the endpoints of a spec, which say what documents are of its API.
            known: the endpoints of all specs.
            below: the folder of the spec in the repository, if it has one.

        Returns:
            Where they are, by the paths of the documents that are of the spec's API;
            without those of which the spec has a small part.
        """
        claims = [claim for item in known if (claim := _claim(item))]
        named = {(c.method, form) for c in claims for form in c.forms}
        found: dict[str, list[ApiLocation]] = {}
        for api in self._comparison(items, below).own:
            written = {
                id(operation)
                for path, operations in api.by_path.items()
                for operation in operations
                if (operation.method, path) in named
            }
            missing = {
                (operation.method, operation.path): api.location(operation)
                for operation in api.operations
                if id(operation) not in written
                and operation.method
                and not operation.is_deprecated
                and not _is_hidden(operation.path)
            }
            present = {(o.method, o.path) for o in api.operations if id(o) in written}
            if len(missing) <= _MOST_MISSING * len(present):
                found[api.path] = list(missing.values())
        return found

    def _comparison(self, items: Sequence[Item], below: str) -> _Comparison:
        if not self._is_on or not items:
            return _Comparison()
        key = (*map(id, items), hash(below))
        if key not in self._compared:
            self._compared[key] = self._compare(items, below)
        return self._compared[key]

    def _compare(self, items: Sequence[Item], below: str) -> _Comparison:
        folder = folder_below(below)
        if folder is None:
            return _Comparison()
        files = list(self._sources.api_files(folder))
        apis = [
            _Api(file.path, self._file(file.path), file.operations)
            for file in files
            if isinstance(file, ApiFile)
        ]
        claims = [claim for item in items if (claim := _claim(item))]
        found = _Comparison()
        if not files:
            return found
        for item in items:
            found.checks[id(item)] = EndpointCheck(
                "not checked", Message("no method and path of HTTP")
            )
        telling = [claim for claim in claims if not claim.is_hidden]
        found.own = [api for api in apis if any(c.found_in(api) for c in telling)]
        is_whole = not any(isinstance(file, Damaged) for file in files)
        reason = _why_unlike(telling, found.own, apis, is_whole=is_whole)
        for claim in claims:
            found.checks[id(claim.item)] = _check(claim, found.own or apis, reason)
        return found

    def _file(self, path: str) -> str:
        full = self._sources.full_path(path)
        return Path(os.path.relpath(full, self._folder)).as_posix()


def _claim(item: Item) -> _Claim | None:
    model = cast("Endpoint", item.model)
    if model.method not in HTTP_METHODS or not model.path.startswith("/"):
        return None
    if is_open(model.path):
        return None
    return _Claim(item, model.method, model.path, model.prefix)


def _why_unlike(
    claims: list[_Claim], own: list[_Api], apis: list[_Api], *, is_whole: bool
) -> str:
    """Return why an endpoint that is in no document may be right all the same.

    Args:
        claims: the endpoints that say what a document is about.
        own: the documents that have one of them at least.
        apis: all documents.
        is_whole: whether all documents could be read.

    Returns:
        The reason; empty where it is wrong then.
    """
    if not is_whole:
        return Message("an API document cannot be read")
    present = [claim for claim in claims if any(claim.found_in(api) for api in own)]
    others = [claim for claim in claims if claim not in present]
    moved = [claim for claim in others if any(claim.moved_in(api) for api in apis)]
    if len(moved) > len(present):
        return Message("paths begin otherwise in the API document; set “prefix”")
    if not present:
        return Message("none of the endpoints is in an API document")
    if 2 * len(present) < len(claims):
        return Message("few of the endpoints are in the API documents")
    return ""


def _check(claim: _Claim, apis: list[_Api], reason: str) -> EndpointCheck:
    """Return what documents say of an endpoint.

    Args:
        claim: the endpoint.
        apis: the documents.
        reason: why it is not checked where no document has it.
    """
    files = tuple(api.path for api in apis)
    on_path = [(api, found) for api in apis for found in claim.found_in(api)]
    same = [(api, found) for api, found in on_path if found.method == claim.method]
    if same:
        locations = tuple(dict.fromkeys(api.location(found) for api, found in same))
        return _authentication_check(claim, files, locations)
    if any(not found.method for _, found in on_path):
        reason = Message("its operations are in another file")
    elif not on_path and any(claim.may_be_in(api) for api in apis):
        reason = Message("perhaps an example of a path with a parameter")
    elif claim.is_hidden and not on_path:
        reason = Message("often left out of API documents")
    if reason:
        return EndpointCheck("not checked", reason, files=files)
    locations = tuple(dict.fromkeys(api.location(found) for api, found in on_path))
    if not locations:
        moved = {
            api.location(found)
            for api in apis
            for found in claim.moved_in(api)
            if found.method == claim.method
        }
        locations = tuple(moved) if len(moved) == 1 else ()
    return EndpointCheck("differs", "", "", files, locations, bool(on_path))


def _authentication_check(
    claim: _Claim, files: tuple[str, ...], locations: tuple[ApiLocation, ...]
) -> EndpointCheck:
    """Return whether an operation is as the spec says who may call it."""
    written = to_plain(str(getattr(claim.item.model, "auth", "")))
    asked = asks_for_access(written)
    found = {location.authentication for location in locations}
    if asked is False and found == {"required"}:
        return EndpointCheck("differs", "", "auth", files, locations)
    reason = ""
    if asked is False and "required" in found:
        reason = Message("API documents that differ in their authentication")
    elif asked and "none" in found:
        # A dependency on a header or a middleware is in no API document.
        reason = Message("no authentication in the API document; it may be elsewhere")
    if reason:
        return EndpointCheck("not checked", reason, "auth", files, locations)
    return EndpointCheck("agrees", files=files, locations=locations)
