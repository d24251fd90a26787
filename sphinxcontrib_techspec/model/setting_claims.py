"""Settings of a spec, held against the examples of environment files.

A name is missing only where the files are of the same part of the project, have other
names that begin as it does, and neither the code nor a package may read it. A default
differs only from what a file says that the default is: a value in it may be an example.
Otherwise the verdict says why it is not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from ..messages import Message
from ..patterns import regex
from ..repository import Damaged, SettingFile, Sources
from ..repository.services import service_named
from ..text import to_plain
from ..values.settings import (
    compare_values,
    has_default,
    is_of_system,
    is_of_tool,
    plain_value,
    variable_name,
)
from .item import Item
from .setting_table import Location, Occurrence, SettingTable
from .versions import VersionVerdict, folder_below

_NOT_USED = regex(
    r"\b(?:deprecated|removed|retired|legacy|formerly|renamed|replaced|unused|reserved"
    r"|no longer|not yet|future|planned|phase \d|instead of|ci only|only (?:in|for) ci"
    r"|test(?:s|ing)? only|only (?:in|for) tests?)\b",
    re.IGNORECASE,
)
"""Words of a description by which files may leave a setting out."""

_LEAST_PRESENT = 2
"""How many settings of a spec a file has at least that is of the same part."""


@dataclass(frozen=True, slots=True)
class SettingCheck:
    """What the repository says of a setting, or of its default.

    Attributes:
        verdict: whether they agree.
        reason: why it was not checked, where it was not.
        field: the field that was checked; empty for the name.
        files: the files that the name was looked for in, from the root.
        locations: where it is, or what it may be now.
        value: the default there, where that differs.
        prefix: what the name has before it there.
    """

    verdict: VersionVerdict
    reason: str = ""
    field: Literal["", "default"] = ""
    files: tuple[str, ...] = ()
    locations: tuple[Location, ...] = ()
    value: str = ""
    prefix: str = ""


@dataclass(frozen=True)
class _Claim:
    """A setting of the spec."""

    item: Item

    @cached_property
    def variable(self) -> str:
        """The variable that its name is; empty where it is none."""
        return variable_name(to_plain(self.item.name))

    @property
    def name(self) -> str:
        """The variable if it is that of a project."""
        return "" if is_of_system(self.variable) else self.variable

    @property
    def default(self) -> str:
        return to_plain(self.item.text("default"))

    @property
    def may_be_unused(self) -> bool:
        texts = [to_plain(self.item.text(name)) for name in ("description", "note")]
        is_deprecated = self.item.model.status == "deprecated"
        return is_deprecated or any(map(_NOT_USED.search, texts))


class SettingClaims:
    """The settings of a project, and what the repository says of them."""

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
        self._checked: dict[tuple[str | int, ...], dict[int, list[SettingCheck]]] = {}

    def damaged(self) -> Iterator[tuple[Damaged, str]]:
        """Yield the files that cannot be read, with their paths for messages.

        They are those that were looked at for the settings that were checked.
        """
        for found in self._sources.damaged_settings():
            yield found, self._file(found.path)

    def checks(
        self, items: Sequence[Item], below: str = ""
    ) -> dict[int, list[SettingCheck]]:
        """Return what the repository says of the settings of a spec.

        Args:
            items: its settings.
            below: the folder of the spec in the repository, if it has one.

        Returns:
            The checks by `id` of the items, one of the name, and one of the default if
            there is one; nothing where there is no file with settings.
        """
        folder = folder_below(below)
        if not self._is_on or not items or folder is None:
            return {}
        key = (below, *map(id, items))
        if key not in self._checked:
            self._checked[key] = self._compare(items, folder)
        return self._checked[key]

    def _compare(
        self, items: Sequence[Item], folder: str
    ) -> dict[int, list[SettingCheck]]:
        files = list(self._sources.setting_files(folder))
        read = [f for f in files if isinstance(f, SettingFile) and f.entries]
        is_whole = not any(isinstance(file, Damaged) for file in files)
        if not read and is_whole:
            return {}
        claims = [_Claim(item) for item in items]
        table = SettingTable(read, (claim.variable for claim in claims), self._file)
        comparison = _Comparison(self._sources, table, claims, is_whole=is_whole)
        return {id(claim.item): comparison.checks(claim) for claim in claims}

    def _file(self, path: str) -> str:
        return self._sources.seen_from(self._folder, path)


class _Comparison:
    """The settings of a spec with the files that may be of the same part."""

    def __init__(
        self,
        sources: Sources,
        table: SettingTable,
        claims: Sequence[_Claim],
        *,
        is_whole: bool,
    ) -> None:
        self._sources = sources
        self._table = table
        self._claims = [claim for claim in claims if claim.name]
        self._is_whole = is_whole

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        """What names have before them in the files, as the code has it, by name."""
        found = {
            claim.name: prefix
            for claim in self._claims
            if not self._table.occurrences(claim.name)
            and (prefix := self._table.prefix(claim.name))
        }
        known = (self._sources.mentions(set(found.values())) if found else None) or {}
        return {name: prefix for name, prefix in found.items() if prefix in known}

    @cached_property
    def _unlike(self) -> str:
        """Why a name that is in no file may be right all the same; empty where not."""
        present = sum(
            claim.name in self._table.assigned or claim.name in self._prefixes
            for claim in self._claims
        )
        if not self._is_whole:
            return Message("an example of an environment file cannot be read")
        if not self._table.examples:
            return Message("no example of an environment file has settings")
        if not present:
            return Message("none of the settings is in an example file")
        if present < _LEAST_PRESENT or 2 * present < len(self._claims):
            return Message("few of the settings are in the example files")
        return ""

    @cached_property
    def _open(self) -> dict[str, str]:
        """The names that are in no file, and why each may be right all the same."""
        missing = [
            claim
            for claim in self._claims
            if not self._table.occurrences(claim.name)
            and claim.name not in self._prefixes
        ]
        reasons = {claim.name: self._unlike or self._excuse(claim) for claim in missing}
        to_find = [name for name, reason in reasons.items() if not reason]
        mentions = self._sources.mentions(to_find) if to_find else {}
        for name in to_find:
            if mentions is None:
                reasons[name] = Message("code is not searched for the name")
            elif mentions.get(name) == "whole":
                reasons[name] = Message("in the code, and not in the example files")
            elif name in mentions:
                reasons[name] = Message("perhaps put together in the code")
        return reasons

    def _excuse(self, claim: _Claim) -> str:
        """Return why the files may leave a setting out; empty where they may not."""
        name = claim.name
        if self._table.by_name.get(name):
            return Message("only in a comment or a value of an example file")
        if not self._table.has_family(name):
            # It may be that of a tool or of another service.
            return Message("no setting of an example file begins with the same word")
        if self._table.parts_of(name):
            return Message("perhaps in an example file with another beginning")
        if "__" in name:
            return Message("perhaps put together in the code")
        if claim.may_be_unused:
            return Message("perhaps not in use: deprecated, future or for tests")
        words = name.lower().split("_")
        joined = ("".join(words[:2]), *words)
        has_package = not self._sources.package_words.isdisjoint(joined)
        if has_package or is_of_tool(name) or any(map(_is_service, words)):
            return Message("perhaps read by a package, a tool or a service")
        return ""

    def checks(self, claim: _Claim) -> list[SettingCheck]:
        """Return what the files say of a setting, and of its default."""
        if not claim.variable:
            reason = Message("not the name of an environment variable")
            return [SettingCheck("not checked", reason)]
        if not claim.name:
            reason = Message("a variable of the system")
            return [SettingCheck("not checked", reason)]
        prefix = self._prefixes.get(claim.name, "")
        occurrences = self._table.occurrences(f"{prefix}{claim.name}")
        if not occurrences:
            return [self._missing(claim)]
        locations = tuple(occurrence.location for occurrence in occurrences)
        found = [SettingCheck("agrees", locations=locations, prefix=prefix)]
        if has_default(claim.default):
            found.append(_default_check(claim.default, occurrences))
        return found

    def _missing(self, claim: _Claim) -> SettingCheck:
        files = self._table.examples
        if reason := self._open[claim.name]:
            return SettingCheck("not checked", reason, files=files)
        similar = tuple(p.location for p in self._table.similar(claim.name))
        return SettingCheck("differs", files=files, locations=similar)


def _is_service(word: str) -> bool:
    service = service_named(word)
    return service is not None and service.category != "standard"


def _default_check(text: str, occurrences: Sequence[Occurrence]) -> SettingCheck:
    """Return whether the default of a setting is that of the files."""

    def unchecked(reason: str) -> SettingCheck:
        return SettingCheck("not checked", reason, "default")

    wanted = plain_value(text)
    if not wanted:
        return unchecked(Message("default that is no plain value"))
    stated = {p.entry.default: p.location for p in occurrences if p.entry.default}
    if stated:
        values = [plain_value(value) for value in stated]
        found = {compare_values(wanted, v) if v else "unknown" for v in values}
        if found == {"same"}:
            return SettingCheck("agrees", field="default")
        is_example = any(
            compare_values(wanted, plain_value(o.entry.value)) == "same"
            for o in occurrences
        )
        if found != {"other"} or len(stated) > 1 or is_example:
            return unchecked(Message("default that is written otherwise in the files"))
        [(value, location)] = stated.items()
        return SettingCheck(
            "differs", field="default", locations=(location,), value=value
        )
    examples = [
        occurrence for occurrence in occurrences if occurrence.is_example
    ] or occurrences
    values = [
        v for occurrence in examples if (v := plain_value(occurrence.entry.value))
    ]
    if not values:
        return unchecked(Message("default of which the files have no value"))
    if all(compare_values(wanted, value) == "same" for value in values):
        return SettingCheck("agrees", field="default")
    return unchecked(Message("another value in the files, which may be an example"))
