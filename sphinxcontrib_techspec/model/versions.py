"""Versions that a spec names, held against the lock files of the repository.

A claim is checked only where it has one exact counterpart; otherwise the verdict says
why it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple, cast

from ..messages import Message
from ..patterns import regex
from ..repository import Damaged, Release, Sources, VersionFile
from ..repository.declared_ranges import DECLARED_RANK
from ..repository.names import Wanted, candidates, package_of, service_of
from ..repository.service_files import CONFIRMING_RANK, IMAGE_RANK
from ..text import normalize, to_plain
from ..values.hosted import is_hosted
from ..values.product_topics import topics_of_product
from ..values.releases import (
    Agreement,
    Claim,
    declared_agreement,
    lowest_version,
    parse_claim,
    parse_release,
)
from ..values.version import Version
from .item import Item

VersionVerdict = Literal["agrees", "differs", "not checked"]
"""What the repository says of a version."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where the repository has a version of a package.

    Attributes:
        path: the file, from the root of the repository.
        file: the file, from the source folder.
        line: the line, from 1.
        package: the name of the package.
        version: the version.
    """

    path: str
    file: str
    line: int
    package: str
    version: str


@dataclass(frozen=True, slots=True)
class VersionCheck:
    """What the repository says of the version of an item.

    Attributes:
        version: the version as the spec has it.
        verdict: whether they agree.
        reason: why it was not checked, where it was not.
        locations: where the repository has the package; one a version.
        is_exact: whether the spec names one release, and no range.
        disagree: whether files that say as much as each other have different versions
            of a service, a language or a tool.
    """

    version: str
    verdict: VersionVerdict
    reason: str = ""
    locations: tuple[Location, ...] = ()
    is_exact: bool = True
    disagree: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """The versions of one part of the project, of which any may be meant.

    Attributes:
        locations: where each is.
        is_whole: whether the versions have all their numbers.
        confirms_only: whether they can agree, and alone differ from nothing.
        is_declared: whether they are ranges that the project declares.
        is_second: whether files of a better rank have versions, too.
    """

    locations: tuple[Location, ...]
    is_whole: bool = True
    confirms_only: bool = False
    is_declared: bool = False
    is_second: bool = False

    @property
    def versions(self) -> frozenset[str]:
        return frozenset(location.version for location in self.locations)


class VersionClaims:
    """The versions of a project, and what its repository says of them."""

    def __init__(
        self, sources: Sources | None = None, folder: Path | None = None
    ) -> None:
        """Take the repository.

        Args:
            sources: its lock files; `None` where none are looked for.
            folder: the source folder.
        """
        self._sources = sources or Sources(None)
        self._folder = (folder or Path()).resolve()
        self._is_on = bool(
            sources is not None
            and (sources.root is not None or sources.paths or sources.service_paths)
        )
        self._checked: dict[tuple[int, str], VersionCheck | None] = {}

    @property
    def is_on(self) -> bool:
        """Whether there is a repository, or a lock file that conf.py names."""
        return self._is_on

    @property
    def has_files(self) -> bool:
        """Whether there is any file with versions."""
        sources = self._sources
        return self._is_on and bool(sources.paths or sources.service_paths)

    def damaged(self) -> Iterator[tuple[Damaged, str]]:
        """Yield the files that cannot be read, with their paths for messages.

        They are those that were looked at for the items that were checked.
        """
        for found in self._sources.damaged():
            yield found, self._file(found.path)

    def check(self, item: Item, below: str = "") -> VersionCheck | None:
        """Return what the repository says of an item; `None` where it claims nothing.

        Args:
            item: the item.
            below: the folder of the item's spec in the repository, if it has one.
        """
        if not self._is_on:
            return None
        key = (id(item), below)
        if key not in self._checked:
            self._checked[key] = self._check(item, below)
        return self._checked[key]

    def _check(self, item: Item, below: str) -> VersionCheck | None:
        name = item.kind.field_of_type(Version)
        version = cast(
            "Version | None", getattr(item.model, name, None) if name else None
        )
        if version is None or version.pinning == "hosted":
            return None
        if version.text.lower().strip(" .") in _NO_VERSION:
            return None
        reason = _unclaimed(item, version)
        claim = None if reason else parse_claim(version.text)
        if reason or claim is None:
            reason = reason or Message("no release or range")
            return VersionCheck(version.text, "not checked", reason)
        groups = self._groups(item, below, version.text)
        if isinstance(groups, str):
            return VersionCheck(version.text, "not checked", groups)
        return _verdict(version, claim, groups)

    def _groups(self, item: Item, below: str, text: str) -> list[_Group] | str:
        """Return the versions of an item's package, or why there are none.

        Args:
            item: the item.
            below: the folder of its spec in the repository.
            text: the version of the item.
        """
        field = item.kind.package_field
        package = to_plain(str(getattr(item.model, field, ""))) if field else ""
        folder = folder_below(below)
        if folder is None or (folder and not self._is_folder(folder)):
            return Message("no folder “{folder}” in the repository", folder=below)
        service = None if package else service_of(item.name)
        if service is not None and service.category != "standard":
            wanted = Wanted(service.title, "service")
            return self._service_groups(wanted, folder, text)
        if not package and (reason := _no_package(item)):
            return reason
        if not self._sources.paths:
            return Message("no lock file found")
        files = list(self._sources.files(folder))
        read = [file for file in files if isinstance(file, VersionFile)]
        hits: list[_Hit] = []
        for wanted in [package_of(package)] if package else candidates(item.name):
            hits = [
                _Hit(file, release) for file in read for release in file.find(wanted)
            ]
            if hits:
                break
        if not hits:
            is_whole = len(read) == len(files)
            return (
                Message("in no lock file")
                if is_whole
                else Message("a lock file cannot be read")
            )
        return _one_answer(hits) or self._grouped(hits)

    def _service_groups(
        self, wanted: Wanted, folder: str, text: str
    ) -> list[_Group] | str:
        """Return the versions of a service, or why there are none.

        They are those of the files that say most; for a lowest version, the ranges that
        the project declares.
        """
        files = list(self._sources.service_files(folder))
        hits = [
            _Hit(file, release)
            for file in files
            if isinstance(file, VersionFile)
            for release in file.find(wanted)
        ]
        if hits:
            ranks = {hit.file.rank for hit in hits}
            is_declared = lowest_version(text) is not None and DECLARED_RANK in ranks
            best = DECLARED_RANK if is_declared else min(ranks)
            found = self._grouped([hit for hit in hits if hit.file.rank == best])
            if best < IMAGE_RANK:
                images = [hit for hit in hits if hit.file.rank == IMAGE_RANK]
                found += [replace(g, is_second=True) for g in self._grouped(images)]
            return found
        if any(isinstance(file, Damaged) for file in files):
            return Message("a file with versions cannot be read")
        return Message("in no tool file, image or set-up of CI")

    def _is_folder(self, folder: str) -> bool:
        root = self._sources.root
        return root is not None and (root / folder).is_dir()

    def _grouped(self, hits: list[_Hit]) -> list[_Group]:
        """Return the direct dependencies, by file and part of the project."""
        groups: dict[tuple[str, str], dict[str, Location]] = {}
        files = {file.path: file for file, _ in hits}
        for file, release in hits:
            if release.direct:
                group = groups.setdefault((file.path, release.scope), {})
                location = Location(
                    file.path, self._file(file.path), release.line, release.name,
                    release.version,
                )  # fmt: skip
                group.setdefault(release.version, location)
        return [
            _Group(
                tuple(group.values()),
                is_whole=files[path].ecosystem != "service",
                confirms_only=files[path].rank == CONFIRMING_RANK,
                is_declared=files[path].rank == DECLARED_RANK,
            )
            for (path, _), group in groups.items()
        ]

    def _file(self, path: str) -> str:
        return self._sources.seen_from(self._folder, path)


class _Hit(NamedTuple):
    """A release that may be what an item names, and the file that has it."""

    file: VersionFile
    release: Release


_NO_VERSION = frozenset(("n/a", "na", "none", "not applicable", "-", "–", "—", "tbd"))

_NOT_USED = regex(
    r"\b(?:deferred|postponed|future|planned|(?<!or )(?<!and )later|retired|removed"
    r"|replaced|formerly|deprecated|phase \d|not yet|no longer|instead of|optional"
    r"|migrat\w+ (?:from|to))\b",
    re.IGNORECASE,
)
"""Words of a version, a role or a note by which the technology may not be used now."""

_STORES = frozenset(("database", "cache"))
_STORE_ROLE = regex(
    r"\b(?:database|data ?store|cach(?:e|ing)|(?:message|task|job)? ?(?:broker|queue)"
    r"|search engine|vector store|object storage)s?\b",
    re.IGNORECASE,
)
"""Roles of services; a library that has the name of one is a client of it."""


def _unclaimed(item: Item, version: Version) -> str:
    """Return why the version of an item says nothing of now; empty where it does."""
    texts = (version.text, to_plain(item.text("note")), to_plain(item.text("role")))
    if any(_NOT_USED.search(text) for text in texts):
        return Message("perhaps not in use: deferred, future or retired")
    if version.pinning == "floating":
        return Message("no release or range")
    return ""


def _no_package(item: Item) -> str:
    """Return why an item names no package of a lock file; empty where it may."""
    service = service_of(item.name)
    if service is not None:
        if service.category == "standard":
            return Message("a standard or protocol")
        return Message("a service, language or tool; lock files say nothing of it")
    if is_hosted(item.name):
        return Message("a hosted service")
    topics = topics_of_product(item.name)
    stores = {*map(normalize, _STORES)}
    if topics and topics <= stores:
        return Message("a service, language or tool; lock files say nothing of it")
    if not topics and _STORE_ROLE.search(to_plain(item.text("role"))):
        return Message("perhaps a service, and its package a client; set “package”")
    return ""


def _one_answer(hits: list[_Hit]) -> str:
    """Return why hits are not one package of the project; empty where they are."""
    ecosystems = sorted({hit.file.ecosystem for hit in hits})
    if len(ecosystems) > 1:
        return Message(
            "packages of this name in {ecosystems}; set “package”",
            ecosystems=", ".join(ecosystems),
        )
    direct = [hit for hit in hits if hit.release.direct]
    if not direct:
        return Message("no direct dependency")
    if len({hit.release.name for hit in direct}) > 1:
        return Message("several packages of this name; set “package”")
    return ""


def folder_below(text: str) -> str | None:
    """Return a folder below the root; `None` where it leads out of it."""
    path = PurePosixPath(text.strip().replace("\\", "/") or ".")
    if path.is_absolute() or ".." in path.parts:
        return None
    return "" if path == PurePosixPath() else path.as_posix()


def _verdict(version: Version, claim: Claim, groups: list[_Group]) -> VersionCheck:
    """Return whether a version agrees with each part of the project.

    Of several versions in one part, which hold under different conditions, any may be
    meant. A version differs only if no image has it, whatever the files of tools have.
    """
    second = [group for group in groups if group.is_second]
    groups = [group for group in groups if not group.is_second]
    locations = {
        location.version: location for group in groups for location in group.locations
    }
    found = tuple(locations.values())
    agreements = [_agreement(version.text, claim, group) for group in groups]
    confirming = all(group.confirms_only for group in groups)
    holds = any if confirming else all
    if holds(agreement == "agrees" for agreement in agreements):
        return VersionCheck(version.text, "agrees", locations=found)
    reason = ""
    if any(_agreement(version.text, claim, group) == "agrees" for group in second):
        reason = Message("images and files of tools have different versions")
    elif confirming:
        reason = Message("only CI has it, in other versions")
    elif len({group.versions for group in groups}) > 1:
        is_service = not any(group.is_whole for group in groups)
        reason = (
            Message("several versions in the repository; set “root” of the spec")
            if is_service
            else Message("several versions in the repository; set “package” or “root”")
        )
    elif "unknown" in agreements:
        declared = any(group.is_declared for group in groups)
        reason = (
            Message("only a range is declared in the repository")
            if declared
            else Message("less or other precision in the repository")
        )
    disagree = not confirming and _disagree(groups)
    if reason:
        return VersionCheck(
            version.text, "not checked", reason, found, disagree=disagree
        )
    is_exact = parse_release(version.text.removeprefix("==").strip()) is not None
    return VersionCheck(version.text, "differs", locations=found, is_exact=is_exact)


def _disagree(groups: list[_Group]) -> bool:
    """Return whether groups of one rank have different versions of a service.

    ``16`` and ``16.4`` are the same, as far as they go.
    """
    if any(group.is_whole or group.is_declared for group in groups):
        return False
    versions = [v.split(".") for group in groups for v in group.versions]
    return any(
        one != other
        for first in versions
        for second in versions
        for one, other in zip(first, second, strict=False)
    )


def _agreement(text: str, claim: Claim, group: _Group) -> Agreement:
    if group.is_declared:
        found = [declared_agreement(text, place.version) for place in group.locations]
        return _best(found)
    releases = [
        parse_release(location.version, is_whole=group.is_whole)
        for location in group.locations
    ]
    found: list[Agreement] = [
        claim(release) if release else "unknown" for release in releases
    ]
    return _best(found)


def _best(found: Sequence[Agreement]) -> Agreement:
    order: tuple[Agreement, ...] = ("agrees", "unknown", "differs")
    return next(agreement for agreement in order if agreement in found)
