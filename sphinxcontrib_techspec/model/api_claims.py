"""Endpoints of a spec, held against the API documents and the code of the repository.

A claim is checked only where the document or the code is of the same API: most
endpoints of the spec have to be there. Otherwise the verdict says why it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..messages import Message
from ..repository import ApiFile, ApiOperation, Damaged, RouteTable, Sources
from ..text import to_plain
from ..values.access import asks_for_access
from ..values.routes import path_segments, without_base
from .endpoint_claims import (
    EndpointCheck,
    EndpointClaim,
    Entry,
    Location,
    Table,
    endpoint_claim,
    is_hidden,
)
from .item import Item
from .versions import folder_below

_MOST_MISSING = 3
"""How many operations of a document a spec may lack for each that it has.

With more, it is the spec of a part, such as a feature.
"""


@dataclass(frozen=True, slots=True)
class _Document:
    """An API document with its operations, each for each of its servers."""

    path: str
    operations: list[ApiOperation]
    table: Table


@dataclass
class _Comparison:
    """The claims of a spec with the documents that are of its API."""

    checks: dict[int, EndpointCheck] = field(default_factory=dict[int, EndpointCheck])
    own: list[_Document] = field(default_factory=list[_Document])


class ApiClaims:
    """The endpoints of a project, and what the repository says of them."""

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
        self._compared: dict[tuple[str | int, ...], _Comparison] = {}

    def damaged(self) -> Iterator[tuple[Damaged, str]]:
        """Yield the documents that cannot be read, with their paths for messages.

        They are those that were looked at for the endpoints that were checked.
        """
        for found in self._sources.damaged_apis():
            yield found, self._file(found.path)

    def checks(
        self, items: Sequence[Item], below: str = ""
    ) -> dict[int, EndpointCheck]:
        """Return what the repository says of the endpoints of a spec.

        Args:
            items: its endpoints.
            below: the folder of the spec in the repository, if it has one.

        Returns:
            The checks by `id` of the items; nothing where there is neither a document
            nor a route.
        """
        return self._comparison(items, below).checks

    def undocumented(
        self, items: Sequence[Item], known: Iterable[Item], below: str = ""
    ) -> dict[str, list[Location]]:
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
        claims = [claim for item in known if (claim := endpoint_claim(item))]
        named = {(c.method, form) for c in claims for form in c.forms}
        found: dict[str, list[Location]] = {}
        for api in self._comparison(items, below).own:
            present = {
                entry.location.name
                for path, entries in api.table.by_path.items()
                for entry in entries
                if (entry.method, path) in named
            }
            file = self._file(api.path)
            missing = {
                location.name: location
                for operation in api.operations
                if (location := _location(api.path, file, operation)).name
                not in present
                and operation.method
                and not operation.is_deprecated
                and not is_hidden(operation.path)
            }
            if len(missing) <= _MOST_MISSING * len(present):
                found[api.path] = list(missing.values())
        return found

    def _comparison(self, items: Sequence[Item], below: str) -> _Comparison:
        if not self._is_on or not items:
            return _Comparison()
        key = (below, *map(id, items))
        if key not in self._compared:
            folder = folder_below(below)
            self._compared[key] = (
                _Comparison() if folder is None else self._compare(items, folder)
            )
        return self._compared[key]

    def _compare(self, items: Sequence[Item], folder: str) -> _Comparison:
        files = list(self._sources.api_files(folder))
        apis = [self._document(file) for file in files if isinstance(file, ApiFile)]
        claims = [claim for item in items if (claim := endpoint_claim(item))]
        telling = [claim for claim in claims if not claim.is_hidden]
        own = [a for a in apis if any(c.found_in(a.table) for c in telling)]
        is_whole = not any(isinstance(file, Damaged) for file in files)
        reason = _why_unlike(
            telling,
            [api.table for api in own],
            [api.table for api in apis],
            is_whole=is_whole,
        )
        checks = [(claim, _check(claim, own or apis, reason)) for claim in claims]
        if not own or any(found.is_open for _, found in checks):
            # Code is searched where documents leave something open.
            routes = self._sources.routes(folder)
            if not files and not routes.routes:
                return _Comparison()
            if routes.routes:
                code = _Code(self._table(routes), telling, is_read=routes.is_read)
                checks = [
                    (claim, code.confirmed(claim, found) if own else code.check(claim))
                    for claim, found in checks
                ]
        other = EndpointCheck("not checked", Message("no method and path of HTTP"))
        by_item = {id(item): other for item in items}
        return _Comparison(by_item | {id(c.item): found for c, found in checks}, own)

    def _document(self, file: ApiFile) -> _Document:
        table = Table()
        own = self._file(file.path)
        for operation in file.operations:
            location = _location(file.path, own, operation)
            entry = Entry(operation.method, location)
            for path in (operation.path, f"{operation.base}{operation.path}"):
                _add(table.by_path, path, entry)
        return _Document(file.path, file.operations, table)

    def _table(self, routes: RouteTable) -> Table:
        table = Table()
        for route in routes.routes:
            name = f"{route.method} {route.path}"
            location = Location(route.file, self._file(route.file), route.line, name)
            paths = table.by_path if route.is_whole else table.by_end
            _add(paths, route.path, Entry(route.method, location))
        return table

    def _file(self, path: str) -> str:
        return self._sources.seen_from(self._folder, path)


def _location(path: str, file: str, operation: ApiOperation) -> Location:
    name = f"{operation.method} {operation.path}".strip()
    return Location(path, file, operation.line, name, operation.authentication)


def _add(paths: dict[tuple[str, ...], list[Entry]], path: str, entry: Entry) -> None:
    entries = paths.setdefault(path_segments(path), [])
    if entry not in entries:
        entries.append(entry)


def _why_unlike(
    claims: list[EndpointClaim], own: list[Table], all_: list[Table], *, is_whole: bool
) -> str:
    """Return why an endpoint that is in no document may be right all the same.

    Args:
        claims: the endpoints that say what a document is about.
        own: the documents that have one of them at least.
        all_: all documents.
        is_whole: whether all documents could be read.

    Returns:
        The reason; empty where it is wrong then.
    """
    if not is_whole:
        return Message("an API document cannot be read")
    others = [claim for claim in claims if not any(map(claim.found_in, own))]
    moved = [claim for claim in others if any(map(claim.moved_in, all_))]
    present = len(claims) - len(others)
    if len(moved) > present:
        return Message("paths begin otherwise in the API document; set “prefix”")
    if not present:
        return Message("none of the endpoints is in an API document")
    if 2 * present < len(claims):
        return Message("few of the endpoints are in the API documents")
    return ""


def _check(claim: EndpointClaim, apis: list[_Document], reason: str) -> EndpointCheck:
    """Return what documents say of an endpoint.

    Args:
        claim: the endpoint.
        apis: the documents.
        reason: why it is not checked where no document has it.
    """
    files = tuple(api.path for api in apis)
    tables = [api.table for api in apis]
    on_path = [entry for table in tables for entry in claim.found_in(table)]
    same = [entry for entry in on_path if entry.method == claim.method]
    if same:
        return _authentication_check(claim, files, _locations(same))
    if any(not entry.method for entry in on_path):
        reason = Message("its operations are in another file")
    elif not on_path and any(map(claim.may_be_in, tables)):
        reason = Message("perhaps an example of a path with a parameter")
    elif claim.is_hidden and not on_path:
        reason = Message("often left out of API documents")
    if reason:
        return EndpointCheck("not checked", reason, files=files)
    return _missing(claim, tables, on_path, files)


def _missing(
    claim: EndpointClaim,
    tables: list[Table],
    on_path: list[Entry],
    files: tuple[str, ...] = (),
) -> EndpointCheck:
    """Return that an endpoint is not there, and what is there instead."""
    locations = _locations(on_path)
    if not locations:
        moved = [
            entry
            for table in tables
            for entry in claim.moved_in(table)
            if entry.method == claim.method
        ]
        locations = _locations(moved)
        locations = locations if len(locations) == 1 else ()
    return EndpointCheck("differs", "", "", files, locations, bool(on_path))


def _locations(entries: list[Entry]) -> tuple[Location, ...]:
    return tuple(dict.fromkeys(entry.location for entry in entries))


def _authentication_check(
    claim: EndpointClaim, files: tuple[str, ...], locations: tuple[Location, ...]
) -> EndpointCheck:
    """Return whether an operation is as the spec says who may call it."""
    asked = asks_for_access(to_plain(claim.item.text("auth")))
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


class _Code:
    """The routes in the code, of which some may not be known."""

    def __init__(
        self, table: Table, claims: list[EndpointClaim], *, is_read: bool
    ) -> None:
        """Take the routes.

        Args:
            table: the routes.
            claims: the endpoints that say whether the code is of their API.
            is_read: whether the path of every route is text.
        """
        self._table = table
        self._is_read = is_read
        others = [claim for claim in claims if not self._entries(claim)]
        moved = [claim for claim in others if claim.moved_in(table)]
        present = len(claims) - len(others)
        self._unlike = ""
        if len(moved) > present:
            self._unlike = Message("paths begin otherwise in the code; set “prefix”")
        elif not present or 2 * present < len(claims):
            self._unlike = Message("few of the endpoints are routes in the code")

    def confirmed(self, claim: EndpointClaim, found: EndpointCheck) -> EndpointCheck:
        """Return the check of documents with what the code says of it.

        Code can confirm an endpoint that documents leave open, and contradicts them
        where they do not have it.
        """
        same = [e for e in self._entries(claim) if e.method == claim.method]
        if not found.is_open or not same:
            return found
        if found.verdict == "not checked":
            return EndpointCheck("agrees", locations=_locations(same))
        reason = Message("in the code, and not in the API document")
        return replace(found, verdict="not checked", reason=reason, locations=())

    def check(self, claim: EndpointClaim) -> EndpointCheck:
        """Return what the routes say of an endpoint, where no document does."""
        on_path = self._entries(claim)
        same = [entry for entry in on_path if entry.method == claim.method]
        if same:
            return EndpointCheck("agrees", locations=_locations(same))
        words = without_base(claim.forms[-1])[:1]
        reason = ""
        if not on_path and claim.may_be_in(self._table):
            reason = Message("perhaps an example of a path with a parameter")
        elif not self._is_read or (not on_path and claim.may_end_in(self._table)):
            reason = Message("the paths of some routes in the code are not known")
        elif self._unlike:
            reason = self._unlike
        elif not on_path and not self._table.first_words.issuperset(words):
            # It may be that of another service.
            reason = Message("no route in the code begins with its path")
        elif not on_path and claim.is_hidden:
            reason = Message("often left to a middleware")
        if reason:
            return EndpointCheck("not checked", reason)
        return _missing(claim, [self._table], on_path)

    def _entries(self, claim: EndpointClaim) -> list[Entry]:
        return claim.found_in(self._table) or claim.ends_in(self._table)
