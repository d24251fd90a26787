"""Read Python classes as syntax, for the entities they describe. Nothing is run.

Annotated fields are read with their types, defaults and comments, as dataclasses,
pydantic models, attrs classes and ``TypedDict`` write them.
"""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass, field

MOST_CHARACTERS = 200_000
"""Longer source is not read: it is no schema that a person wrote for a spec."""


@dataclass(slots=True)
class ClassField:
    """A field: name, type, what holds of it, what it means, and its line from 0."""

    name: str
    type: str
    constraints: str
    description: str
    line: int


@dataclass(slots=True)
class ClassSource:
    """A class: name, docstring, fields, its line from 0.

    ``whole`` tells whether the fields and the description are all there is to the code.
    """

    name: str
    description: str
    line: int
    fields: list[ClassField] = field(default_factory=list[ClassField])
    whole: bool = True


class UnreadableCodeError(Exception):
    """The code cannot be parsed as Python.

    Attributes:
        line: the line at fault, from 0.
    """

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def read_classes(code: str) -> list[ClassSource]:
    """Return the classes of *code* in their order.

    Raises:
        UnreadableCodeError: *code* does not parse.
    """
    if len(code) > MOST_CHARACTERS:
        message = f"more than {MOST_CHARACTERS:,} characters"
        raise UnreadableCodeError(message, 0)
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        raise UnreadableCodeError(error.msg, (error.lineno or 1) - 1) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise UnreadableCodeError(str(error) or "nested too deeply", 0) from None
    comments = _comments(code)
    classes = [n for n in tree.body if isinstance(n, ast.ClassDef)]
    found = [_class(node, code, comments) for node in classes]
    alone = len(classes) == len(tree.body)
    for read in found:
        read.whole = read.whole and alone and not comments
    return found


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


_PLAIN_BASES = frozenset({"BaseModel", "TypedDict", "NamedTuple", "Protocol", "object"})
_PLAIN_DECORATORS = frozenset({"dataclass", "define", "frozen", "attrs", "attr"})


def _class(node: ast.ClassDef, code: str, comments: dict[int, str]) -> ClassSource:
    """Return what a class says; the comments it uses are taken out of *comments*."""
    paragraphs = (ast.get_docstring(node) or "").split("\n\n")
    first = node.decorator_list[0].lineno if node.decorator_list else node.lineno
    description = " ".join(paragraphs[0].split())
    if not description:
        description = comments.pop(first - 1, "")
    found = ClassSource(node.name, description, node.lineno - 1)
    found.whole = (
        len(paragraphs) == 1
        and not node.keywords
        and all(_name(base) in _PLAIN_BASES for base in node.bases)
        and all(_called(d) in _PLAIN_DECORATORS for d in node.decorator_list)
    )
    lines = code.splitlines()
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
        if isinstance(statement, ast.AnnAssign) and isinstance(
            statement.target, ast.Name
        ):
            previous = _field(statement, code, comments, lines)
            found.fields.append(previous)
            continue
        previous = None
        if not isinstance(statement, ast.Pass) and not _is_ellipsis(statement):
            found.whole = False
    return found


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


def _field(
    node: ast.AnnAssign, code: str, comments: dict[int, str], lines: list[str]
) -> ClassField:
    annotation, constraints = _annotation(node.annotation, code)
    description = comments.pop(node.end_lineno or node.lineno, "")
    above = node.lineno - 1
    if not description and above in comments and lines[above - 1].lstrip()[:1] == "#":
        description = comments.pop(above)
    if node.value is not None:
        more, text = _default(node.value, code)
        constraints += more
        description = description or text
    name = node.target.id if isinstance(node.target, ast.Name) else ""
    return ClassField(
        name, annotation, ", ".join(constraints), description, node.lineno - 1
    )


def _source(node: ast.expr, code: str) -> str:
    return " ".join((ast.get_source_segment(code, node) or ast.unparse(node)).split())


def _annotation(node: ast.expr, code: str) -> tuple[str, list[str]]:
    """Return a type, and the constraints that ``Annotated`` gives with it."""
    if isinstance(node, ast.Subscript) and _name(node.value) == "Annotated":
        if isinstance(node.slice, ast.Tuple) and node.slice.elts:
            first, *rest = node.slice.elts
            constraints: list[str] = []
            for part in rest:
                constraints += (
                    _default(part, code)[0]
                    if _is_field(part)
                    else [_source(part, code)]
                )
            return _source(first, code), constraints
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value, []
    return _source(node, code), []


def _default(node: ast.expr, code: str) -> tuple[list[str], str]:
    """Return the constraints of a default or a ``Field(…)`` call, and a description."""
    if not _is_field(node) or not isinstance(node, ast.Call):
        return [f"default {_source(node, code)}"], ""
    constraints = [
        f"default {_source(argument, code)}"
        for argument in node.args[:1]
        if not (isinstance(argument, ast.Constant) and argument.value is Ellipsis)
    ]
    description = ""
    for keyword in node.keywords:
        value = _source(keyword.value, code)
        if keyword.arg in {"description", "doc"} and isinstance(
            keyword.value, ast.Constant
        ):
            description = str(keyword.value.value)
        elif keyword.arg in {"default", "default_factory"}:
            constraints.append(f"default {value}")
        elif keyword.arg:
            constraints.append(f"{keyword.arg}={value}")
    return constraints, description


def _is_field(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) in {
        "Field", "field", "attrib", "ib", "mapped_column", "Column",
    }  # fmt: skip


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
