"""Entities of a spec, held against the classes and tables of the repository.

A field is checked only where what has the name of its entity is of that entity: most
of the fields have to be there. Otherwise the verdict says why it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, cast

from ..kinds.entity import Entity, EntityField
from ..messages import Message
from ..repository import Sources
from ..repository.schemas import Schema, SchemaField
from ..text import to_plain
from ..values.field_types import contradict, nullability, type_groups
from ..values.names import name_words, names_beside, type_names
from .item import Item
from .versions import VersionVerdict, folder_below

Problem = Literal["", "missing", "type", "nullable", "not null"]
"""What differs: the field is not there, has another type, or may be null or not."""


class Location(NamedTuple):
    """Where the repository has an entity or a field of it.

    Attributes:
        path: the file, from the root of the repository.
        file: the file, from the source folder.
        line: the line, from 1.
        name: what is there, such as ``User.email``.
        type: the type of the field; empty for an entity.
    """

    path: str
    file: str
    line: int
    name: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class FieldCheck:
    """What the repository says of a field.

    Attributes:
        number: the field, from 0, in its entity.
        name: its name.
        verdict: whether they agree.
        problem: what differs.
        reason: why it was not checked, where it was not.
        locations: where the repository has it, or its entity where it is missing.
        known: the names of the fields that are there and in the spec are not.
    """

    number: int
    name: str
    verdict: VersionVerdict
    problem: Problem = ""
    reason: str = ""
    locations: tuple[Location, ...] = ()
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityCheck:
    """What the repository says of an entity.

    Attributes:
        fields: what it says of each field; the reason is that of all fields where it
            is the same.
        reason: why no field was checked.
        is_absent: whether nothing has the name of the entity.
    """

    fields: tuple[FieldCheck, ...] = ()
    reason: str = ""
    is_absent: bool = False


class SchemaClaims:
    """The entities of a project, and what the repository says of them."""

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
        self._checked: dict[tuple[str, int], EntityCheck] = {}

    def checks(
        self, items: Sequence[Item], below: str = ""
    ) -> list[tuple[Item, EntityCheck]]:
        """Return what the repository says of the entities of a spec.

        Args:
            items: its entities.
            below: the folder of the spec in the repository, if it has one.

        Returns:
            The entities with fields; none where the repository has no class, table or
            model.
        """
        folder = folder_below(below)
        if not items or folder is None or self._sources.schemas(folder).is_empty:
            return []
        entities = frozenset(name_words(item.name) for item in items)
        found: list[tuple[Item, EntityCheck]] = []
        for item in items:
            if not cast("Entity", item.model).fields:
                continue
            key = (folder, id(item))
            if key not in self._checked:
                self._checked[key] = self._check(item, folder, entities)
            found.append((item, self._checked[key]))
        return found

    def _check(
        self, item: Item, folder: str, entities: frozenset[tuple[str, ...]]
    ) -> EntityCheck:
        known = self._sources.schemas(folder)
        schemas = known.find(item.name)
        if not schemas and known.lacks_sql:
            reason = Message("SQL is not read without the extra “{extra}”", extra="sql")
            return EntityCheck((), reason)
        if not schemas:
            reason = Message("no class or table of that name")
            return EntityCheck((), reason, is_absent=True)
        claims = [
            _Claim(number, row, entities)
            for number, row in enumerate(cast("Entity", item.model).fields)
        ]
        own = [schema for schema in schemas if _is_of(schema, claims)]
        if not own:
            reason = Message("few of its fields are in the class or table of that name")
            return EntityCheck((), reason)
        return EntityCheck(
            tuple(self._field_check(claim, claims, own) for claim in claims)
        )

    def _field_check(
        self, claim: _Claim, claims: Sequence[_Claim], schemas: Sequence[Schema]
    ) -> FieldCheck:
        """Return what all that has the name of the entity says of a field."""
        found = [(schema, claim.compare(schema)) for schema in schemas]
        problems: set[Problem] = {
            result.problem for _, result in found if not result.reason
        }
        reasons = [result.reason for _, result in found if result.reason]
        if not problems:
            return claim.check("not checked", reason=reasons[0])
        if len(problems) > 1 or (reasons and problems != {""}):
            reason = Message("classes or tables of that name that differ")
            return claim.check("not checked", reason=reason)
        problem = problems.pop()
        if not problem:
            return claim.check("agrees")
        locations = tuple(
            self._location(schema, result.field)
            for schema, result in found
            if not result.reason
        )
        names = [f.name for schema in schemas for f in schema.fields]
        others = names_beside(names, [other.row.name for other in claims])
        known = tuple(dict.fromkeys(others)) if problem == "missing" else ()
        return claim.check("differs", problem, locations=locations, known=known)

    def _location(self, schema: Schema, found: SchemaField | None) -> Location:
        path = found.path if found else schema.path
        line = found.line if found else schema.line
        name = f"{schema.name}.{found.name}" if found else schema.name
        types = found.types if found else ()
        return Location(
            path,
            self._sources.seen_from(self._folder, path),
            line,
            name,
            types[0] if types else "",
        )


class _Result(NamedTuple):
    """What one class or table says of a field; a reason where it says nothing."""

    problem: Problem = ""
    reason: str = ""
    field: SchemaField | None = None


@dataclass(frozen=True, slots=True)
class _Claim:
    """A field of the spec."""

    number: int
    row: EntityField
    entities: frozenset[tuple[str, ...]]

    def check(
        self,
        verdict: VersionVerdict,
        problem: Problem = "",
        reason: str = "",
        locations: tuple[Location, ...] = (),
        known: tuple[str, ...] = (),
    ) -> FieldCheck:
        return FieldCheck(
            self.number, self.name, verdict, problem, reason, locations, known
        )

    @property
    def name(self) -> str:
        return to_plain(self.row.name).strip("`?*").strip()

    def compare(self, schema: Schema) -> _Result:
        """Return what a schema says of the field."""
        found = schema.find(self.name)
        if found is None:
            reason = self._why_absent(schema)
            return _Result("" if reason else "missing", reason)
        if found.is_relation or schema.is_enum:
            return _Result(field=found)
        claimed = type_groups(to_plain(self.row.type))
        groups = [type_groups(type_) for type_ in found.types]
        if claimed and groups and all(contradict(claimed, group) for group in groups):
            return _Result("type", field=found)
        is_nullable = nullability(
            to_plain(self.row.type), to_plain(self.row.constraints)
        )
        if (
            schema.is_stored
            and None not in {is_nullable, found.is_nullable}
            and is_nullable != found.is_nullable
        ):
            return _Result("nullable" if is_nullable else "not null", field=found)
        return _Result(field=found)

    def _why_absent(self, schema: Schema) -> str:
        """Return why a field that a schema lacks may be there; empty if it may not."""
        if not schema.is_whole:
            return Message("some of the fields in the repository are not known")
        if not self.name.isidentifier():
            return Message("no name of a field")
        types = type_names(to_plain(self.row.type))
        if any(name_words(name) in self.entities for name in types):
            return Message("perhaps a relation")
        words = _without_key(name_words(self.name))
        for other, found in schema.by_words.items():
            if _without_key(other) == words:
                return Message("perhaps {name}", name=found.name)
        return ""


def _without_key(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without the one that makes it a foreign key."""
    return words[:-1] if len(words) > 1 and words[-1] in {"id", "uuid", "fk"} else words


def _is_of(schema: Schema, claims: Sequence[_Claim]) -> bool:
    """Return whether a schema has most of the fields of an entity."""
    is_typed = any(claim.row.type for claim in claims)
    if schema.is_enum and is_typed:
        return False
    present = sum(schema.find(claim.name) is not None for claim in claims)
    return 2 * present > len(claims) or (2 * present == len(claims) and present > 1)
