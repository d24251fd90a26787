"""Read Python classes as syntax, for the entities they describe. Nothing is run.

Fields are read with their types, defaults and comments, as dataclasses, pydantic,
SQLAlchemy and Django models, attrs classes, ``TypedDict``, ``NamedTuple`` and enums
write them. An exception is no entity.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from typing import cast

from ..patterns import regex
from .classes import (
    ClassField,
    ClassSource,
    CodeClasses,
    CodeFault,
    constraint,
    mark_incomplete,
    too_long,
)


def read_classes(code: str) -> CodeClasses:
    """Return the classes of Python code in their order, without exceptions.

    Code that does not parse has a fault and no classes.
    """
    if fault := too_long(code):
        return CodeClasses(fault=fault)
    try:
        with warnings.catch_warnings():
            # An invalid escape sequence is the author's; as an error it ends parsing.
            warnings.simplefilter("ignore")
            tree = ast.parse(code)
    except SyntaxError as error:
        return CodeClasses(fault=CodeFault(error.msg, (error.lineno or 1) - 1))
    except (ValueError, RecursionError, MemoryError) as error:
        return CodeClasses(fault=CodeFault(str(error) or "nested too deeply", 0))
    reader = _Reader(code)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    entities = [node for node in classes if not _is_exception(node)]
    found = CodeClasses([reader.read(node) for node in entities])
    alone = len(entities) == len(tree.body)
    return mark_incomplete(found, all_read=alone and not reader.comments)


_PLAIN_BASES = frozenset(
    {"BaseModel", "Enum", "IntEnum", "NamedTuple", "Protocol", "StrEnum", "TypedDict",
     "int", "object", "str"}
)  # fmt: skip
_PLAIN_DECORATORS = frozenset({"dataclass", "define", "frozen", "attrs", "attr"})
_ENUMS = frozenset({"Enum", "Flag", "IntEnum", "IntFlag", "StrEnum"})
_FIELD_CALLS = frozenset({"Field", "field", "attrib", "ib"})
_COLUMN_CALLS = frozenset({"mapped_column", "Column"})
_NO_FIELDS = frozenset(
    {"association_proxy", "backref", "column_property", "composite", "hybrid_property",
     "relationship", "synonym"}
)  # fmt: skip
"""Calls that make an attribute which is no field of the entity."""


def _is_exception(node: ast.ClassDef) -> bool:
    return any(_name(base).endswith(("Error", "Exception")) for base in node.bases)


_RULED = regex(r"([-=*#~])\1{2}.*\1{2}")
"""The title of a group of classes: ``# --- Orders ---``."""


class _Reader:
    """Reads the classes of one source; it takes the comments that it uses."""

    def __init__(self, code: str) -> None:
        self._lines = re.split(r"\r\n|\r|\n", code)
        self._encoded = [line.encode() for line in self._lines]
        self.comments = self._comments(code)

    @staticmethod
    def _comments(code: str) -> dict[int, str]:
        """Return the comments by line, from 1."""
        found: dict[int, str] = {}
        try:
            for token in tokenize.generate_tokens(io.StringIO(code).readline):
                if token.type == tokenize.COMMENT:
                    found[token.start[0]] = token.string.lstrip("#: ").strip()
        except (tokenize.TokenError, IndentationError, SyntaxError):
            pass
        return found

    def read(self, node: ast.ClassDef) -> ClassSource:
        """Return what a class says."""
        paragraphs = (ast.get_docstring(node) or "").split("\n\n")
        first = node.decorator_list[0].lineno if node.decorator_list else node.lineno
        description = " ".join(paragraphs[0].split())
        if not description:
            description = self.comments.pop(node.lineno, "") or self._above(first)
        found = ClassSource(node.name, description, node.lineno - 1)
        found.whole = (
            len(paragraphs) == 1
            and not node.keywords
            and all(_name(base) in _PLAIN_BASES for base in node.bases)
            and all(_called(d) in _PLAIN_DECORATORS for d in node.decorator_list)
        )
        is_enum = any(_name(base) in _ENUMS for base in node.bases)
        previous: ClassField | None = None
        for number, statement in enumerate(node.body):
            if text := _string(statement):
                # A string below a field describes it; the first is the class's own.
                if number and previous is not None and not previous.description:
                    previous.description = " ".join(text.split())
                elif number:
                    found.whole = False
                previous = None
                continue
            previous = self._member(statement, is_enum=is_enum)
            if previous is not None:
                found.fields.append(previous)
            elif not isinstance(statement, ast.Pass) and not _is_ellipsis(statement):
                found.whole = False
        return found

    def _member(self, statement: ast.stmt, *, is_enum: bool) -> ClassField | None:
        """Return the field that a statement defines, `None` where it defines none."""
        if isinstance(statement, ast.AnnAssign):
            target, value = statement.target, statement.value
        elif isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], statement.value
        else:
            return None
        if not isinstance(target, ast.Name) or target.id.startswith("_"):
            return None
        call = _name(value.func) if isinstance(value, ast.Call) else ""
        if call in _NO_FIELDS:
            return None
        if isinstance(statement, ast.AnnAssign):
            type_, constraints = self._annotation(statement.annotation)
            if type_ == "ClassVar" or type_.startswith("ClassVar["):
                return None
            more, description = self._default(value) if value else ([], "")
            constraints += more
        elif is_enum and value is not None:
            type_, constraints, description = "", [self._source(value)], ""
        elif call in _COLUMN_CALLS:
            type_, constraints, description = self._column(cast("ast.Call", value))
        elif call.endswith(_DJANGO_FIELDS):
            type_ = call
            constraints, description = self._arguments(cast("ast.Call", value))
        else:
            return None
        return ClassField(
            target.id,
            type_,
            ", ".join(constraints),
            self._comment(statement) or description,
            statement.lineno - 1,
        )

    def _above(self, line: int) -> str:
        """Return the comment above a class; the title of a group stays in the code."""
        words = self.comments.get(line - 1, "")
        return "" if _RULED.fullmatch(words) else self.comments.pop(line - 1, "")

    def _comment(self, node: ast.stmt) -> str:
        """Return the comment behind a field, or on the line above it."""
        if found := self.comments.pop(node.end_lineno or node.lineno, ""):
            return found
        above = node.lineno - 1
        if above in self.comments and self._lines[above - 1].lstrip()[:1] == "#":
            return self.comments.pop(above)
        return ""

    def _source(self, node: ast.expr) -> str:
        """Return the source of an expression on one line.

        `ast.get_source_segment` splits all of the source at each call.
        """
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        start, end = node.col_offset, node.end_col_offset or 0
        if first == last:
            part = self._encoded[first][start:end]
        else:
            part = b"\n".join(
                [
                    self._encoded[first][start:],
                    *self._encoded[first + 1 : last],
                    self._encoded[last][:end],
                ]
            )
        return " ".join(part.decode("utf-8", "replace").split())

    def _annotation(self, node: ast.expr) -> tuple[str, list[str]]:
        """Return a type, and the constraints that ``Annotated`` gives with it."""
        if isinstance(node, ast.Subscript) and _name(node.value) in _WRAPPERS:
            if isinstance(node.slice, ast.Tuple) and node.slice.elts:
                first, *rest = node.slice.elts
                type_, constraints = self._annotation(first)
                for part in rest:
                    constraints += (
                        self._default(part)[0]
                        if _is_call(part, _FIELD_CALLS)
                        else [self._source(part)]
                    )
                return type_, constraints
            return self._annotation(node.slice)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value, []
        return self._source(node), []

    def _default(self, node: ast.expr) -> tuple[list[str], str]:
        """Return the constraints of a default or of a call, and a description."""
        if isinstance(node, ast.Call) and _is_call(node, _COLUMN_CALLS):
            type_, constraints, description = self._column(node)
            return [*([type_] if type_ else []), *constraints], description
        if not isinstance(node, ast.Call) or not _is_call(node, _FIELD_CALLS):
            return [f"default {self._source(node)}"], ""
        constraints = [
            f"default {self._source(argument)}"
            for argument in node.args[:1]
            if not (isinstance(argument, ast.Constant) and argument.value is Ellipsis)
        ]
        more, description = self._keywords(node)
        return [*constraints, *more], description

    def _column(self, node: ast.Call) -> tuple[str, list[str], str]:
        """Return the type, the constraints and the description of a column.

        The first argument may be the name of the column in the database.
        """
        arguments = list(node.args)
        constraints: list[str] = []
        if arguments and isinstance(arguments[0], ast.Constant):
            constraints.append(f"column {self._source(arguments.pop(0))}")
        type_ = ""
        if arguments and not _is_call(arguments[0], _CONSTRAINT_CALLS):
            type_ = self._source(arguments.pop(0))
        constraints += [self._source(argument) for argument in arguments]
        more, description = self._keywords(node)
        return type_, [*constraints, *more], description

    def _arguments(self, node: ast.Call) -> tuple[list[str], str]:
        """Return the arguments of a call as constraints, and a description."""
        constraints = [self._source(argument).strip("\"'") for argument in node.args]
        more, description = self._keywords(node)
        return [*constraints, *more], description

    def _keywords(self, node: ast.Call) -> tuple[list[str], str]:
        constraints: list[str] = []
        description = ""
        for keyword in node.keywords:
            name, value = keyword.arg, self._source(keyword.value)
            text = keyword.value
            if (
                name in {"description", "doc", "help_text", "comment"}
                and isinstance(text, ast.Constant)
                and isinstance(text.value, str)
            ):
                description = " ".join(text.value.split())
            elif name:
                constraints.append(constraint(name, value))
        return constraints, description


_DJANGO_FIELDS = ("Field", "ForeignKey")
"""The last word of the names of Django's fields."""

_WRAPPERS = frozenset({"Annotated", "Mapped", "Required", "NotRequired", "ReadOnly"})
_CONSTRAINT_CALLS = frozenset(
    {"CheckConstraint", "Computed", "ForeignKey", "Identity", "Sequence"}
)


def _called(node: ast.expr) -> str:
    """Return the name of a decorator, with or without a call."""
    return _name(node.func) if isinstance(node, ast.Call) else _name(node)


def _string(statement: ast.stmt) -> str:
    """Return what a statement that is nothing but a string says."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        value = statement.value.value
        return value if isinstance(value, str) else ""
    return ""


def _is_ellipsis(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and statement.value.value is Ellipsis
    )


def _is_call(node: ast.expr, names: frozenset[str]) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) in names


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return node.id if isinstance(node, ast.Name) else ""
