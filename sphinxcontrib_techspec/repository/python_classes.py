"""Classes in Python code with their fields, by its syntax: what each file declares.

Dataclasses, attrs, pydantic, SQLAlchemy, SQLModel, Django, ``TypedDict``,
``NamedTuple`` and enums are read as their documentation has them; nothing is imported
or run. `class_table` follows bases through the files.

https://docs.pydantic.dev/latest/concepts/models/,
https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html and
https://docs.djangoproject.com/en/stable/topics/db/models/.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..patterns import regex
from .python_modules import dotted, import_targets

CLASSES_FORMAT = "python classes 1"
"""The name of the format; with a number after it, which changes with what is read."""

_CLASS = regex(r"(?m)^[ \t]{0,8}class[ \t]+([A-Za-z_]\w{0,200})")
_TABLE = regex(r"(?<!\w)Table[ \t]{0,4}\([ \t\r\n]{0,80}[\"']")
_TABLE_WORDS = ("__tablename__", "db_table", "declarative_base")

_ENUMS = frozenset(
    "Enum Flag IntEnum IntFlag StrEnum TextChoices IntegerChoices Choices".split()
)
_PLAIN_DECORATORS = frozenset(
    "dataclass define frozen mutable attrs attr s final total_ordering unique"
    " runtime_checkable deprecated mapped mapped_as_dataclass type input"
    " as_declarative register".split()
)
"""Decorators that add no fields, by their last word."""

_COLUMN_CALLS = frozenset({"Column", "mapped_column"})
_RELATIONS = frozenset(
    {"relationship", "Relationship", "ManyToManyField", "GenericRelation", "backref",
     "association_proxy", "GenericForeignKey", "synonym", "composite"}
)  # fmt: skip
_DJANGO_FIELDS = ("Field", "ForeignKey")
_WRAPPERS = frozenset({"Annotated", "Mapped", "Required", "NotRequired", "ReadOnly"})
_NO_FIELDS = frozenset({"ClassVar", "KW_ONLY", "InitVar"})
_PROPERTIES = frozenset(
    "property cached_property computed_field hybrid_property declared_attr"
    " column_property field".split()
)
"""Decorators of functions that are read as fields, by their last word."""

Nullable = Literal["yes", "no", ""]


class ClassRow(NamedTuple):
    """What a file says of classes.

    Attributes:
        kind: *class* declares one, *field* is of the class before it, *import* makes a
            name of another file's.
        name: the name of the class or field, or the one that is imported.
        line: the line, from 1.
        text: the bases of a class, with commas; the type of a field, as source; what is
            imported, as `python_modules.import_targets` gives it.
        other: the table of a class; the column or the alias of a field.
        column_type: the type of the column of a field, as source.
        form: of a class, *table* is stored, *data* has its fields declared, *enum*, or
            empty; of a field, *column*, *relation*, *member* and *computed*, or empty.
        nullable: whether a field may be null; empty where it does not say.
        is_whole: whether a class has no fields that are made otherwise.
    """

    kind: Literal["class", "field", "import"]
    name: str
    line: int
    text: str = ""
    other: str = ""
    column_type: str = ""
    form: str = ""
    nullable: Nullable = ""
    is_whole: bool = True


def declared_classes(code: str) -> frozenset[str]:
    """Return the names of the classes that a file may declare."""
    return frozenset(found[1] for found in _CLASS.finditer(code))


def may_declare_tables(code: str) -> bool:
    """Return whether a file may name tables that are not called as their classes."""
    # A search for words takes a tenth of the time that an expression does.
    if any(word in code for word in _TABLE_WORDS):
        return True
    return "Table" in code and _TABLE.search(code) is not None


def read_classes(data: bytes) -> list[ClassRow]:
    """Return the classes that Python code declares; nothing where it does not parse.

    Args:
        data: the content of a file.
    """
    try:
        with warnings.catch_warnings():
            # An invalid escape sequence is the author's; as an error it ends parsing.
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
        return list(_rows(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # The tools of the language report it.
        return []


def _rows(tree: ast.Module) -> Iterator[ClassRow]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for name, target in import_targets(node):
                yield ClassRow("import", name, node.lineno, target)
        elif isinstance(node, ast.ClassDef):
            yield from _class(node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            yield from _made(node, node.value)


def _made(node: ast.Assign, call: ast.Call) -> Iterator[ClassRow]:
    """Yield ``Base = declarative_base()`` and ``users = Table("users", …)``."""
    made = dotted(call.func).rpartition(".")[2]
    name = dotted(node.targets[0])
    if made == "declarative_base" and name:
        is_whole = not any(keyword.arg == "cls" for keyword in call.keywords)
        yield ClassRow("class", name, node.lineno, form="table", is_whole=is_whole)
    elif made == "Table" and call.args and (table := _string(call.args[0])):
        fields: list[ClassRow] = []
        is_whole = True
        for argument in call.args[1:]:
            if _called(argument) in _COLUMN_CALLS and isinstance(argument, ast.Call):
                column = _string(argument.args[0]) if argument.args else ""
                is_whole = is_whole and bool(column)
                if column:
                    fields.append(_column(column, argument, argument.lineno))
            elif isinstance(argument, ast.Starred):
                is_whole = False
        if fields:
            yield ClassRow(
                "class", table, node.lineno, other=table, form="table",
                is_whole=is_whole,
            )  # fmt: skip
            yield from fields


def _class(node: ast.ClassDef) -> Iterator[ClassRow]:
    bases = [dotted(_without_arguments(base)) for base in node.bases]
    is_enum = any(base.rpartition(".")[2] in _ENUMS for base in bases)
    decorators = [_called(decorator) for decorator in node.decorator_list]
    is_whole = all(bases) and all(name in _PLAIN_DECORATORS for name in decorators)
    fields: list[ClassRow] = []
    table = ""
    for statement in node.body:
        field = _field(statement, is_enum=is_enum)
        if field is not None:
            fields.append(field)
        elif isinstance(statement, (ast.If, ast.For, ast.With, ast.Try)):
            # What is declared there depends on something.
            is_whole = False
        elif isinstance(statement, ast.ClassDef) and statement.name == "Meta":
            table = table or _assigned(statement.body, "db_table")
    table = _assigned(node.body, "__tablename__") or table
    form = "enum" if is_enum else ""
    if not form and (table or _is_table(node, fields)):
        form = "table"
    elif not form and any(d in {"dataclass", "define", "frozen"} for d in decorators):
        form = "data"
    yield ClassRow(
        "class", node.name, node.lineno, ",".join(bases), table, form=form,
        is_whole=is_whole,
    )  # fmt: skip
    yield from fields


def _is_table(node: ast.ClassDef, fields: list[ClassRow]) -> bool:
    by_keyword = any(
        keyword.arg == "table"
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value is True
        for keyword in node.keywords
    )
    return by_keyword or any(field.form == "column" for field in fields)


def _field(statement: ast.stmt, *, is_enum: bool) -> ClassRow | None:
    """Return the field that a statement of a class declares; `None` without one."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        names = [_called(decorator) for decorator in statement.decorator_list]
        if _PROPERTIES.isdisjoint(names):
            return None
        return ClassRow("field", statement.name, statement.lineno, form="computed")
    if isinstance(statement, ast.AnnAssign):
        target, value = statement.target, statement.value
    elif isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target, value = statement.targets[0], statement.value
    else:
        return None
    if not isinstance(target, ast.Name) or target.id.startswith("_"):
        return None
    line = statement.lineno
    if is_enum:
        shown = _string(value) if value is not None else ""
        return ClassRow("field", target.id, line, other=shown, form="member")
    if isinstance(statement, ast.AnnAssign):
        return _annotated(target.id, statement)
    made = _called(value) if value is not None else ""
    if made in _RELATIONS:
        return ClassRow("field", target.id, line, form="relation")
    if isinstance(value, ast.Call) and made in _COLUMN_CALLS:
        return _column(target.id, value, line)
    if isinstance(value, ast.Call) and made.endswith(_DJANGO_FIELDS):
        return _django(target.id, value, made, line)
    if value is None or target.id.isupper():
        return None
    # A call of one's own may make a field, and a value be its default.
    return ClassRow("field", target.id, line)


def _annotated(name: str, statement: ast.AnnAssign) -> ClassRow | None:
    value = statement.value
    type_ = _type(statement.annotation)
    outer = type_.partition("[")[0].rpartition(".")[2]
    if outer in _NO_FIELDS or name == "model_config":
        return None
    made = _called(value) if value is not None else ""
    if made in _RELATIONS:
        return ClassRow("field", name, statement.lineno, form="relation")
    is_null = _may_be_none(type_)
    nullable: Nullable = "yes" if is_null else "no"
    other = ""
    if isinstance(value, ast.Call) and made in _COLUMN_CALLS:
        column = _column(name, value, statement.lineno)
        if _keyword(value, "nullable") is not None:
            nullable = column.nullable
        return column._replace(text=type_, column_type=column.text, nullable=nullable)
    if isinstance(value, ast.Call):
        alias = next(
            (a for k in ("alias", "serialization_alias", "name")
             if (a := _string_or_empty(_keyword(value, k)))), ""
        )  # fmt: skip
        other = alias
    return ClassRow("field", name, statement.lineno, type_, other, nullable=nullable)


def _column(name: str, call: ast.Call, line: int) -> ClassRow:
    """Return the field that a column of SQLAlchemy is."""
    arguments = list(call.args)
    column = _string(arguments[0]) if arguments else ""
    if column:
        del arguments[0]
    type_ = ast.unparse(arguments[0]) if arguments else ""
    if type_.partition("(")[0].rpartition(".")[2] == "ForeignKey":
        type_ = ""
    nullable: Nullable = "yes"
    stated = _keyword(call, "nullable")
    if isinstance(stated, ast.Constant):
        nullable = "yes" if stated.value else "no"
    elif stated is not None:
        nullable = ""
    elif _is_true(_keyword(call, "primary_key")):
        nullable = "no"
    named = column or _string_or_empty(_keyword(call, "name"))
    return ClassRow("field", name, line, type_, named, form="column", nullable=nullable)


def _django(name: str, call: ast.Call, made: str, line: int) -> ClassRow:
    column = _string_or_empty(_keyword(call, "db_column"))
    is_key = made in {"ForeignKey", "OneToOneField"}
    if is_key and not column:
        column = f"{name}_id"
    nullable: Nullable = "yes" if _is_true(_keyword(call, "null")) else "no"
    type_ = "" if is_key else made
    return ClassRow(
        "field", name, line, type_, column, form="column", nullable=nullable
    )


def _type(node: ast.expr) -> str:
    """Return a type without what says how it is stored or validated."""
    if isinstance(node, ast.Subscript) and _last(node.value) in _WRAPPERS:
        inner = node.slice
        if isinstance(inner, ast.Tuple) and inner.elts:
            inner = inner.elts[0]
        return _type(inner)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return ast.unparse(node)


_NONE = regex(r"(?:\A|[|,\[]\s*)None\b|\bOptional\[")


def _may_be_none(type_: str) -> bool:
    outer = type_.partition("[")[0]
    is_inside = _NONE.search(type_) is not None
    return is_inside and outer.rpartition(".")[2].lower() not in {"list", "dict", "set"}


def _assigned(body: list[ast.stmt], name: str) -> str:
    """Return the text that a name is set to in the body of a class."""
    for statement in body:
        target: ast.expr | None = None
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
        elif isinstance(statement, ast.AnnAssign):
            target = statement.target
        else:
            continue
        if isinstance(target, ast.Name) and target.id == name and statement.value:
            return _string(statement.value).rpartition(".")[2].strip('"')
    return ""


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((k.value for k in call.keywords if k.arg == name), None)


def _is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def _string(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return ""


def _string_or_empty(node: ast.expr | None) -> str:
    return _string(node) if node is not None else ""


def _without_arguments(node: ast.expr) -> ast.expr:
    return node.value if isinstance(node, ast.Subscript) else node


def _last(node: ast.expr) -> str:
    return dotted(node).rpartition(".")[2]


def _called(node: ast.expr) -> str:
    """Return the last word of what is called, or of a decorator without a call."""
    return _last(node.func if isinstance(node, ast.Call) else node)
