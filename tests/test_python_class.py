from __future__ import annotations

import sys
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.code.classes import MOST_CHARACTERS, ClassSource
from sphinxcontrib_techspec.code.python import read_classes


def only(code: str) -> ClassSource:
    """Return the one class of some code."""
    (found,) = read_classes(dedent(code)).classes
    return found


def fields(code: str) -> list[tuple[str, str, str, str]]:
    """Return the fields of the one class of some code."""
    return [(f.name, f.type, f.constraints, f.description) for f in only(code).fields]


def test_dataclass():
    code = """
        @dataclass(frozen=True)
        class User(Base):
            id: UUID
            email: str | None = None
            tags: list[str] = field(default_factory=list)
        """
    assert fields(code) == [
        ("id", "UUID", "", ""),
        ("email", "str | None", "default None", ""),
        ("tags", "list[str]", "default list", ""),
    ]


def test_pydantic_model():
    code = """
        class User(BaseModel):
            id: UUID = Field(...)
            email: str = Field(max_length=255, description="Where bills go to")
            age: int = Field(18, ge=0)
            name: Annotated[str, Field(min_length=1), strip] = "you"
        """
    assert fields(code) == [
        ("id", "UUID", "", ""),
        ("email", "str", "max_length=255", "Where bills go to"),
        ("age", "int", "default 18, ge=0", ""),
        ("name", "str", 'min_length=1, strip, default "you"', ""),
    ]


@pytest.mark.parametrize(
    "field",
    [
        "id: UUID  # The key",
        "id: UUID  #: The key",
        "# The key\n    id: UUID",
        'id: UUID\n    """The key"""',
        'id: UUID = Field(description="The key")',
        'id: "UUID"  # The key',
    ],
)
def test_description_of_a_field(field):
    assert fields(f"class A:\n    {field}\n") == [("id", "UUID", "", "The key")]


def test_comment_of_one_field_is_not_of_the_next():
    code = """
        class A:
            first: int  # The first
            second: int
            # About the third

            third: int
        """
    assert [f.description for f in only(code).fields] == ["The first", "", ""]


def test_description_of_a_class():
    code = '''
        class A:
            """Stands for
            something.

            More of it.
            """
            id: int
        '''
    assert only(code).description == "Stands for something."


def test_several_classes_in_their_order():
    found = read_classes(
        "class B:\n    a: int\n\nx = 1\n\nclass A:\n    pass\n"
    ).classes
    assert [(c.name, c.line, len(c.fields)) for c in found] == [
        ("B", 0, 1),
        ("A", 5, 0),
    ]


def test_lines_count_from_0():
    code = "\n\nclass A:\n\n    a: int\n    b: dict[\n        str, int\n    ]\n"
    (found,) = read_classes(code).classes
    assert [(f.name, f.line) for f in found.fields] == [("a", 4), ("b", 5)]
    assert found.fields[1].type == "dict[ str, int ]"


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        ("a: int", True),
        ("a: int = 1  # one", True),
        ("pass", True),
        ("...", True),
        ("a = 1", False),
        ("a: int\n    def b(self): ...", False),
        ("a: int\n    class Meta:\n        table = 'a'", False),
    ],
)
def test_whether_a_class_is_all_fields(body, whole):
    assert only(f"class A:\n    {body}\n").whole is whole


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("class A:\n    a: = 1", 1),
        ("class A\n    a: int", 0),
        ("class [Entity]:\n    a: int", 0),
        ("class A:\na: int", 1),
        ("class A:\n    a: '", 1),
        ("\0", 0),
    ],
)
def test_unreadable_code_tells_its_line(code, line):
    found = read_classes(code)
    assert found.fault is not None
    assert found.fault.line == line
    assert found.fault.text
    assert not found.classes


@pytest.mark.parametrize(
    "code",
    [
        "class A:\n    a: " + "list[" * 5_000 + "]" * 5_000,
        "class A:\n    a: int = " + "(" * 50_000,
        "class A:\n    a: int = " + "-" * 50_000 + "1",
        "class A:\n    a: int = " + "+".join(["1"] * 20_000),
        "#" * (MOST_CHARACTERS + 1),
        "class A:\n    a: int = " + "9" * 100_000,
        "class A:\n    a: 'int\ud800'",
        "# -*- coding: nonsense -*-\nclass A:\n    a: int",
        "class A:\n    a: int = Field(**x)\n",
        "class A:\n    a: int = Field(description=x)\n",
        "class A:\n    a: Annotated[()]\n",
        "class A:\n    a: Annotated[int]\n",
        "class A:\n    a.b: int\n    c[0]: int\n    (d): int\n",
        "class A:\n    a: int = \\\n\n",
        "class A:\r    a: int\r",
        "class A:\n\ta: int\n        b: int\n",
        "class A:\n    'a' 'b'\n    f'{x}'\n    b'c'\n",
    ],
)
def test_hostile_code_does_no_harm(code):
    limit = sys.getrecursionlimit()
    read_classes(code)
    assert sys.getrecursionlimit() == limit


def test_nothing_is_run(tmp_path):
    file = tmp_path / "run"
    call = f"open({str(file)!r}, 'w')"
    code = dedent(f"""
        {call}
        @{call}
        class A({call}, metaclass={call}):
            '''{{{call}}}'''
            a: {call} = {call}
            b: Annotated[int, {call}] = Field({call}, default_factory=lambda: {call})
            {call}
        """)
    (found,) = read_classes(code).classes
    assert [field.name for field in found.fields] == ["a", "b"]
    assert not file.exists()


LINES = st.lists(
    st.sampled_from(
        [
            "class A:", "    a: int", "    b: str = Field(1, ge=2)", "    # said",
            '    """Doc."""', "    c: Annotated[int, x]", "    pass", "    def f(self):",
            "        return 1", "class B(A):", "@d", "", "\t", "x = [", "]", "    d: 'E'",
            "    e: int = 1  # one", "    '''", "    lambda: (yield)", "    async", "\\",
        ]
    )
)  # fmt: skip


@given(LINES.map("\n".join) | st.text() | LINES.map("\r\n".join))
def test_any_text_gives_classes_or_one_error(code):
    found = read_classes(code)
    if found.fault is not None:
        last = code.count("\n") + code.count("\r") + code.count("\f") + 1
        assert 0 <= found.fault.line <= last
    for source in found.classes:
        assert source.name.isidentifier()
        assert all(field.name for field in source.fields)


def test_columns_of_sqlalchemy():
    code = """
    class User(Base):
        __tablename__ = "users"
        _private: int = 1
        registry: ClassVar[dict[str, int]] = {}

        id: Mapped[int] = mapped_column(primary_key=True)
        email: Mapped[str | None] = mapped_column("email_address", String(254), unique=True)
        team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), nullable=False)
        orders: Mapped[list["Order"]] = relationship(back_populates="user")
        old = Column(Integer, primary_key=True)
        named = Column("name", String(80), doc="How it is called")
    """
    assert fields(code) == [
        ("id", "int", "primary key", ""),
        ("email", "str | None", 'String(254), column "email_address", unique', ""),
        ("team_id", "int", 'ForeignKey("team.id"), not nullable', ""),
        ("old", "Integer", "primary key", ""),
        ("named", "String(80)", 'column "name"', "How it is called"),
    ]


def test_fields_of_django():
    code = """
    class Plot(models.Model):
        number = models.CharField(max_length=8, unique=True, help_text="On the sign")
        tenant = models.ForeignKey("Tenant", null=True, on_delete=models.SET_NULL)
        objects = Manager()
        limit = 3
    """
    assert fields(code) == [
        ("number", "CharField", "max_length=8, unique", "On the sign"),
        ("tenant", "ForeignKey", "Tenant, null, on_delete=models.SET_NULL", ""),
    ]


def test_members_of_an_enum_and_no_exceptions():
    code = """
    class Size(StrEnum):  # how large
        SMALL = "s"  # one
        LARGE = auto()

    class TooLargeError(Exception):
        size: int

    class Gone(errors.NotFoundError): ...
    """
    (found,) = read_classes(dedent(code)).classes
    assert (found.name, found.description) == ("Size", "how large")
    assert [(f.name, f.type, f.constraints, f.description) for f in found.fields] == [
        ("SMALL", "", '"s"', "one"),
        ("LARGE", "", "auto()", ""),
    ]


@pytest.mark.parametrize(
    ("annotation", "type_"),
    [
        ("Mapped[int]", "int"),
        ("Mapped['User']", "User"),
        ("NotRequired[str]", "str"),
        ("Required[Annotated[str, 'x']]", "str"),
        ("Optional[int]", "Optional[int]"),
        ("list[Mapped]", "list[Mapped]"),
    ],
)
def test_wrappers_of_types(annotation, type_):
    assert fields(f"class A:\n    a: {annotation}\n")[0][1] == type_
