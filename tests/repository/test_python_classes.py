"""Classes in Python code: their fields, with those of their bases in other files."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.repository.class_table import ClassTable
from sphinxcontrib_techspec.repository.prisma_models import models, read_models
from sphinxcontrib_techspec.repository.python_classes import (
    ClassRow,
    declared_classes,
    may_declare_tables,
    read_classes,
)
from sphinxcontrib_techspec.repository.schema_table import SchemaTable
from sphinxcontrib_techspec.repository.schemas import Schema, SchemaField


def schemas(files: Mapping[str, str]) -> dict[str, Schema]:
    """Return the classes with fields, by their names."""
    table = ClassTable(
        {path: declared_classes(code) for path, code in files.items()},
        lambda path: read_classes(files[path].encode()),
    )
    return {s.name: s for path in files for s in table.declared(path)}


def kite(code: str) -> Schema:
    return schemas({"shop/models.py": code})["Kite"]


def shown(fields: tuple[SchemaField, ...]) -> dict[str, tuple[object, ...]]:
    return {f.name: (*f.types, *f.names, f.is_nullable) for f in fields}


SQLALCHEMY = """
import uuid
class Base(DeclarativeBase): ...
class Dated:
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
class Kite(Dated, Base):
    __tablename__ = "kites"
    __table_args__ = (UniqueConstraint("name"),)
    SIZES = (1, 2)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column("title", String(80))
    old = Column(Integer, nullable=False)
    key = made_elsewhere()
    tails: Mapped[list["Tail"]] = relationship()
    @hybrid_property
    def span(self): ...
    def fly(self): ...
"""


def test_sqlalchemy():
    found = kite(SQLALCHEMY)
    assert (found.names, found.is_stored, found.is_whole) == (("kites",), True, True)
    assert shown(found.fields) == {
        "id": ("uuid.UUID", False),
        "name": ("str | None", "String(80)", "title", True),
        "old": ("Integer", False),
        "key": (None,),
        "tails": (None,),
        "span": (None,),
        "made_at": ("datetime", "DateTime(timezone=True)", False),
    }
    assert [f.name for f in found.fields if f.is_relation] == ["tails", "span"]


def test_tables_of_sqlalchemy_core():
    found = schemas({"a.py": 'class X: ...\nkites = Table("kites", meta,\n'
                     '    Column("id", Integer, primary_key=True), Column("x", Text))'})  # fmt: skip
    assert shown(found["kites"].fields) == {
        "id": ("Integer", False),
        "x": ("Text", True),
    }


def test_django():
    found = kite(
        "class Kite(models.Model):\n"
        "    owner = models.ForeignKey(User, null=True, on_delete=1)\n"
        "    span = models.DecimalField(db_column='width')\n"
        "    tags = models.ManyToManyField(Tag)\n"
        "    class Meta:\n        db_table = 'shop_kites'\n"
    )
    assert (found.names, found.is_stored, found.is_whole) == (
        ("shop_kites",),
        True,
        True,
    )
    assert shown(found.fields) == {
        "owner": ("owner_id", True),
        "span": ("DecimalField", "width", False),
        "tags": (None,),
        "id": (None,),
    }


DATA = [
    "class Kite(BaseModel):\n    id: int\n    name: str | None = Field(None, alias='n')",
    "@dataclass(frozen=True)\nclass Kite:\n    id: int\n    n: Optional[str] = None",
    "@define\nclass Kite:\n    id: int\n    n: 'str | None' = None",
    "class Kite(TypedDict):\n    id: Required[int]\n    n: str | None",
    "class Kite(NamedTuple):\n    id: int\n    n: str | None",
    "class Kite(SQLModel, table=True):\n    id: int\n    n: str | None",
    "@dataclass\nclass Kite:\n    id: int\n    n: str | None\n    X: ClassVar[int] = 1",
]


@pytest.mark.parametrize("code", DATA)
def test_classes_of_data(code: str):
    found = kite(code)
    assert found.is_whole
    assert [field.is_nullable for field in found.fields] == [False, True]
    assert "n" in {
        name for field in found.fields for name in (field.name, *field.names)
    }


def test_enums():
    found = kite("class Kite(str, Enum):\n    OPEN = 'open'\n    SHUT = auto()")
    assert found.is_enum
    assert [(f.name, f.names) for f in found.fields] == [
        ("OPEN", ("open",)),
        ("SHUT", ()),
    ]


INCOMPLETE = [
    "class Kite(Unknown):\n    id: int",
    "class Kite(make_base()):\n    id: int",
    "@adds_fields\n@dataclass\nclass Kite:\n    id: int",
    "@dataclass\nclass Kite:\n    id: int\n    if X:\n        a: int",
    "class Kite:\n    id: int\n    def __init__(self): self.a = 1",
    "Base = declarative_base(cls=Mixin)\nclass Kite(Base):\n    id = Column(Integer)",
]


@pytest.mark.parametrize("code", INCOMPLETE)
def test_classes_of_which_not_all_fields_are_known(code: str):
    assert not kite(code).is_whole


BASES = {
    "from ..base import Base": "class Kite(Base):",
    "from shop.base import Base as B": "class Kite(B):",
    "import shop.base": "class Kite(shop.base.Base):",
    "from .. import base": "class Kite(base.Base):",
    "from shop import Base": "class Kite(Base):",
    "from ..base import *": "class Kite(Base):",
    "from shop.base import Generic_": "class Kite(Generic_[int]):",
}


@pytest.mark.parametrize("line", BASES)
def test_bases_in_other_files(line: str):
    found = schemas(
        {
            "shop/__init__.py": "from .base import Base",
            "shop/base.py": "class Base(BaseModel):\n    id: int\n"
            "class Generic_(Base): ...",
            "shop/db/__init__.py": "",
            "shop/db/kites.py": f"{line}\n{BASES[line]}\n    name: str",
        }
    )["Kite"]
    assert [field.name for field in found.fields] == ["name", "id"]
    assert [field.path for field in found.fields][1] == "shop/base.py"
    assert found.is_whole


def test_each_class_is_put_together_once(monkeypatch: pytest.MonkeyPatch):
    made: list[object] = []
    schema = ClassTable._schema

    def counted(table: ClassTable, place: tuple[str, int]) -> Schema:
        made.append(place)
        return schema(table, place)

    monkeypatch.setattr(ClassTable, "_schema", counted)
    code = "\n".join(f"class K{n}(BaseModel):\n    x: int" for n in range(30))
    reads: list[str] = []

    def read(path: str) -> list[ClassRow]:
        reads.append(path)
        return read_classes(code.encode())

    classes = ClassTable({"a.py": declared_classes(code)}, read)
    table = SchemaTable(classes, (), ())
    assert all(len(table.find(f"K{n}")) == 1 for n in range(30))
    assert (len(made), len(reads)) == (30, 1)


def test_bases_that_are_each_other_s_end():
    found = schemas({"a.py": "class A(B):\n    x: int\nclass B(A):\n    y: int"})
    assert len(found["A"].fields) == len(found["B"].fields) == 2


def test_an_import_of_another_package_is_no_class_of_the_repository():
    files = {
        "a.py": "from other import Base\nclass Kite(Base):\n    x: int",
        "b.py": "class Base(BaseModel):\n    y: int",
    }
    assert [field.name for field in schemas(files)["Kite"].fields] == ["x"]


@pytest.mark.parametrize("code", ["class Kite(:", "\0", "class Kite:\n\tid: int\n  x"])
def test_code_that_does_not_parse_has_no_classes(code: str):
    assert read_classes(code.encode()) == []


@given(st.text(max_size=200))
def test_any_text_is_read(text: str):
    data = text.encode("utf-8", "replace")
    assert isinstance(read_classes(data), list)
    assert isinstance(may_declare_tables(text), bool)


PRISMA = """
model Kite {
  id     Int      @id
  name   String?  @map("title")
  owner  User     @relation(fields: [userId], references: [id])
  userId Int
}
model User { id Int @id }
enum State {
  OPEN
  SHUT
}
"""


def test_prisma():
    found = {s.name: s for s in models("p/schema.prisma", read_models(PRISMA))}
    assert shown(found["Kite"].fields) == {
        "id": ("Int", False),
        "name": ("String", "title", True),
        "userId": ("Int", False),
    }
    assert (found["Kite"].is_stored, found["State"].is_enum) == (True, True)
    assert [field.line for field in found["Kite"].fields] == [3, 4, 6]
