"""Read models in JavaScript: schemas of Mongoose, Sequelize and Drizzle.

A model is a call whose object has a key for each field: ``new Schema({…})``,
``sequelize.define("Name", {…})`` and ``pgTable("name", {…})``. Other code is no model.

Source: https://mongoosejs.com/docs/guide.html,
https://sequelize.org/docs/v6/core-concepts/model-basics/,
https://orm.drizzle.team/docs/sql-schema-declaration.
"""

from __future__ import annotations

from collections.abc import Iterator

import tree_sitter_typescript
from tree_sitter import Language, Node

from ..patterns import regex
from .classes import ClassField, ClassSource, CodeClasses, too_long
from .tree import SyntaxTree, child, children

_LANGUAGE = Language(tree_sitter_typescript.language_tsx())
"""The grammar of TypeScript with JSX, of which JavaScript is a part."""

_SCHEMAS = frozenset({"Schema", "mongoose.Schema"})
_TABLES = frozenset({"mysqlTable", "pgTable", "sqliteTable"})
_DEFINE = ".define"
_NAMED = regex(
    r"\bmodel(?:<[^<>()]{1,99}>)?\(\s{0,9}['\"`](?P<name>\w{1,99})['\"`]\s{0,9},"
    r"\s{0,9}(?P<schema>\w{1,99})\b"
)
"""The name that a schema of Mongoose gets: ``model("User", userSchema)``."""

_PREFIX = regex(r"(?:\w{1,40}\.){1,3}(?=\w)")
"""What stands before the name of a type: ``DataTypes.STRING``."""

_FLAGS = {
    ("allowNull", "false"): "not null",
    ("autoIncrement", "true"): "auto increment",
    ("index", "true"): "index",
    ("primaryKey", "true"): "primary key",
    ("required", "true"): "required",
    ("unique", "true"): "unique",
}
"""Keys with their values, and how they are worded."""

_WORDS = {"default": "default", "defaultValue": "default", "ref": "references"}
_METHODS = {"notNull": "not null", "primaryKey": "primary key", "unique": "unique"}
_MOST_CALLS = 20
"""How many calls of one column are read."""


def read_classes(code: str) -> CodeClasses:
    """Return the models of JavaScript code; what is no model is no mistake."""
    if fault := too_long(code):
        return CodeClasses(fault=fault)
    return CodeClasses(list(read_models(SyntaxTree(code, _LANGUAGE), code)))


def read_models(tree: SyntaxTree, code: str) -> Iterator[ClassSource]:
    """Yield the models of a tree, which may be one of TypeScript.

    Args:
        tree: the tree.
        code: its code.
    """
    names = {match["schema"]: match["name"] for match in _NAMED.finditer(code)}
    for call in _calls(tree.root):
        model = _model(tree, call, names)
        if model is not None:
            yield model


def _calls(root: Node) -> Iterator[tuple[Node | None, Node]]:
    """Yield what the outermost variables are set to, each with its name."""
    for statement in root.children:
        inner = child(statement, "lexical_declaration", "variable_declaration")
        declaration = inner or statement
        for variable in children(declaration, "variable_declarator"):
            value = variable.child_by_field_name("value")
            if value is not None:
                yield variable.child_by_field_name("name"), value


def _model(
    tree: SyntaxTree, call: tuple[Node | None, Node], names: dict[str, str]
) -> ClassSource | None:
    """Return the model that a variable is set to, `None` where it is none."""
    variable, value = call
    callee = value.child_by_field_name("constructor") or value.child_by_field_name(
        "function"
    )
    function = tree.source(callee)
    arguments = [a for a in children(value.child_by_field_name("arguments"))
                 if a.is_named]  # fmt: skip
    if value.type == "new_expression" and function in _SCHEMAS:
        written = tree.text(variable)
        short = written.removesuffix("Schema") or written
        name = names.get(written, short[:1].upper() + short[1:])
    elif function in _TABLES or function.endswith(_DEFINE):
        name = tree.text(arguments[0]).strip("\"'`") if arguments else ""
        arguments = arguments[1:]
    else:
        return None
    if not name.isidentifier() or not arguments or arguments[0].type != "object":
        return None
    source = ClassSource(name, "", value.start_point[0], whole=False, label="Model")
    for pair in children(arguments[0], "pair"):
        key, typed = (pair.child_by_field_name(part) for part in ("key", "value"))
        if key is not None and typed is not None:
            source.fields.append(_field(tree, key, typed))
    return source if source.fields else None


def _field(tree: SyntaxTree, key: Node, value: Node) -> ClassField:
    """Return a field: its type, with what holds of it."""
    constraints: list[str] = []
    type_ = _type(tree, value)
    if value.type == "object":
        type_, constraints = _of_object(tree, value)
    elif value.type == "call_expression":
        type_, constraints = _of_calls(tree, value)
    return tree.field(key, type_, constraints, tree.describe(key))


def _type(tree: SyntaxTree, value: Node) -> str:
    return _PREFIX.sub("", tree.source(value))


def _of_object(tree: SyntaxTree, value: Node) -> tuple[str, list[str]]:
    """Read ``{ type: String, required: true }``; without a type it is an object."""
    type_, constraints = "", list[str]()
    for pair in children(value, "pair"):
        name = tree.source(pair.child_by_field_name("key"))
        of_key = pair.child_by_field_name("value")
        text = tree.source(of_key)
        if name == "type" and of_key is not None:
            type_ = _type(tree, of_key)
        elif word := _FLAGS.get((name, text)):
            constraints.append(word)
        else:
            constraints.append(f"{_WORDS.get(name, f'{name}:')} {text}")
    return (type_, constraints) if type_ else ("object", [])


def _of_calls(tree: SyntaxTree, value: Node) -> tuple[str, list[str]]:
    """Read ``varchar("name").notNull()``, or ``DataTypes.STRING(9)``."""
    constraints: list[str] = []
    node = value
    for _ in range(_MOST_CALLS):
        function = node.child_by_field_name("function")
        called = function.child_by_field_name("object") if function else None
        if function is None or called is None or called.type != "call_expression":
            break
        method = tree.source(function.child_by_field_name("property"))
        inside = tree.source(node.child_by_field_name("arguments"))[1:-1]
        constraints.append(_METHODS.get(method, f"{method} {inside}".strip()))
        node = called
    function = node.child_by_field_name("function")
    if function is not None and function.type == "identifier":
        return tree.source(function), constraints[::-1]
    return _type(tree, node), constraints[::-1]
