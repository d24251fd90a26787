"""The classes of a repository, each with the fields of its bases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .python_classes import ClassRow
from .python_modules import PythonModules, beginnings
from .schemas import Schema, SchemaField

_FORMS = {
    "BaseModel": "data", "SQLModel": "data", "TypedDict": "data", "NamedTuple": "data",
    "Struct": "data", "BaseSettings": "data", "RootModel": "data",
    "GenericModel": "data", "Schema": "data",
    "DeclarativeBase": "table", "DeclarativeBaseNoMeta": "table", "Base": "table",
    "Model": "table", "MappedAsDataclass": "", "AsyncAttrs": "", "ABC": "",
    "Generic": "", "Protocol": "", "object": "", "str": "", "int": "", "Enum": "",
    "IntEnum": "", "StrEnum": "", "Flag": "", "IntFlag": "", "TextChoices": "",
    "IntegerChoices": "", "Choices": "",
}  # fmt: skip
"""The bases of libraries that add no fields, and what they make of a class."""

_IMPLICIT = {"models.Model": ("id",)}
"""Fields that a base adds to classes that do not have them."""

_MOST_BASES = 40
"""How many classes the fields of one are taken from."""

_Place = tuple[str, int]
"""A class: its file, and the number of its row there."""


@dataclass(frozen=True)
class _File:
    """What a file says of classes.

    Attributes:
        rows: all that it says, in its order.
    """

    rows: list[ClassRow]

    @cached_property
    def classes(self) -> dict[str, int]:
        """The number of the row of each class, of the first of a name."""
        found: dict[str, int] = {}
        for number, row in enumerate(self.rows):
            if row.kind == "class":
                found.setdefault(row.name, number)
        return found

    @cached_property
    def imports(self) -> dict[str, str]:
        """What each name that is imported stands for."""
        return {row.name: row.text for row in self.rows if row.kind == "import"}


@dataclass(frozen=True)
class ClassTable:
    """The classes in the files of a repository.

    Attributes:
        names: the names of the classes that each file may declare, by its path.
        read: returns what a file says of classes.
    """

    names: Mapping[str, frozenset[str]]
    read: Callable[[str], list[ClassRow]]
    _read: dict[str, _File] = field(default_factory=dict[str, "_File"])
    _declared: dict[str, list[Schema]] = field(default_factory=dict[str, list[Schema]])

    @cached_property
    def _modules(self) -> PythonModules:
        return PythonModules(self.names)

    @cached_property
    def files(self) -> dict[str, list[str]]:
        """The files by the names of the classes that they may declare."""
        found: dict[str, list[str]] = {}
        for path, names in self.names.items():
            for name in names:
                found.setdefault(name, []).append(path)
        return found

    def stored(self) -> Iterator[Schema]:
        """Yield the classes that a database stores, and that no class is based on."""
        found = [
            schema
            for path in self.names
            for schema in self.declared(path)
            if schema.is_stored and not schema.name.endswith("Mixin")
        ]
        bases = {
            base.rpartition(".")[2]
            for path in self.names
            for row in self._file(path).rows
            if row.kind == "class"
            for base in row.text.split(",")
        }
        yield from (schema for schema in found if schema.name not in bases)

    def declared(self, path: str) -> list[Schema]:
        """Return the classes of a file that have fields."""
        if path not in self._declared:
            schemas = (
                self._schema((path, number))
                for number, row in enumerate(self._file(path).rows)
                if row.kind == "class"
            )
            self._declared[path] = [schema for schema in schemas if schema.fields]
        return self._declared[path]

    def _file(self, path: str) -> _File:
        if path not in self._read:
            self._read[path] = _File(self.read(path))
        return self._read[path]

    def _schema(self, place: _Place) -> Schema:
        path, number = place
        row = self._file(path).rows[number]
        fields: dict[str, SchemaField] = {}
        forms: set[str] = set()
        is_whole = True
        seen: list[_Place] = []
        left = [place]
        while left:
            here = left.pop(0)
            if here in seen:
                continue
            if len(seen) >= _MOST_BASES:
                is_whole = False
                break
            seen.append(here)
            own, fields_of = self._own(here)
            is_whole = is_whole and own.is_whole
            forms.add(own.form)
            for name, found in fields_of.items():
                fields.setdefault(name, found)
            for base in filter(None, own.text.split(",")):
                above = self._base(here[0], base)
                if above is not None:
                    left.append(above)
                elif base.rpartition(".")[2] in _FORMS:
                    forms.add(_FORMS[base.rpartition(".")[2]])
                    for implicit in _IMPLICIT.get(base, ()):
                        added = SchemaField(implicit, here[0], own.line)
                        fields.setdefault(implicit, added)
                else:
                    is_whole = False
        # The attributes of other classes are often made in their methods.
        is_declared = not forms.isdisjoint({"table", "data", "enum"})
        return Schema(
            "class",
            row.name,
            path,
            row.line,
            tuple(fields.values()),
            (row.other,) if row.other else (),
            is_stored="table" in forms,
            is_enum="enum" in forms,
            is_whole=is_whole and is_declared,
        )

    def _own(self, place: _Place) -> tuple[ClassRow, dict[str, SchemaField]]:
        """Return the row of a class, and the fields that it declares itself."""
        path, number = place
        rows = self._file(path).rows
        found: dict[str, SchemaField] = {}
        for row in rows[number + 1 :]:
            if row.kind != "field":
                break
            types = tuple(dict.fromkeys(filter(None, (row.text, row.column_type))))
            found[row.name] = SchemaField(
                row.name,
                path,
                row.line,
                types,
                (row.other,) if row.other not in {"", row.name} else (),
                None if not row.nullable else row.nullable == "yes",
                is_relation=row.form in {"relation", "computed"},
            )
        return rows[number], found

    def _base(self, path: str, name: str, depth: int = 4) -> _Place | None:
        """Return the class that a name means in a file, also one that is imported."""
        here = self._file(path)
        if name in here.classes:
            return path, here.classes[name]
        for imported, behind in beginnings(name):
            target = here.imports.get(imported)
            if target is None or depth == 0:
                continue
            full = f"{target}.{behind}" if behind else target
            for file, inner in self._modules.find(path, full):
                if inner and (found := self._base(file, inner, depth - 1)):
                    return found
        if "*" in here.imports and "." not in name:
            files = self.files.get(name, [])
            if len(files) == 1 and files[0] != path and depth:
                return self._base(files[0], name, depth - 1)
        return None
