"""Read Go: structs with their tags, by tree-sitter."""

from __future__ import annotations

import tree_sitter_go
from tree_sitter import Language, Node

from ..patterns import regex
from .classes import ClassField, ClassSource, CodeClasses, mark_incomplete, too_long
from .tree import SyntaxTree, child, children, is_comment

_GO = Language(tree_sitter_go.language())
_TAG = regex(r'(?<![^\s":`])(?P<key>[^\s":`]++):"(?P<value>(?:[^"\\]|\\.)*+)"')
"""A pair in a field's tag (the convention of package ``reflect``)."""

_GORM = {
    "autoincrement": "auto increment",
    "index": "index",
    "not null": "not null",
    "primary_key": "primary key",
    "primarykey": "primary key",
    "unique": "unique",
    "uniqueindex": "unique",
}


def read_classes(code: str) -> CodeClasses:
    """Return the structs of Go code; an embedded struct is no field."""
    if fault := too_long(code):
        return CodeClasses(fault=fault)
    tree = SyntaxTree(code, _GO)
    found = CodeClasses(fault=tree.fault)
    all_read = not tree.has_elisions
    for node in tree.root.children:
        if node.type != "type_declaration":
            all_read = all_read and (not node.is_named or is_comment(node))
            continue
        for part in node.named_children:
            body = child(part.child_by_field_name("type"), "field_declaration_list")
            if part.type == "type_spec" and body is not None:
                alone = child(node, "(") is None
                found.classes.append(_struct(tree, part, body, node if alone else part))
            else:
                all_read = all_read and is_comment(part)
    return mark_incomplete(found, all_read=all_read and not tree.comments.left)


def _struct(tree: SyntaxTree, node: Node, body: Node, start: Node) -> ClassSource:
    name = node.child_by_field_name("name") or node
    source = tree.start_class(name, start, "Struct")
    source.whole = node.child_by_field_name("type_parameters") is None
    for member in body.named_children:
        names = children(member, "field_identifier")
        if member.type == "field_declaration" and names:
            source.fields += _fields(tree, member, names)
        elif not is_comment(member):
            source.whole = False
    tree.end_class(source)
    return source


def _fields(tree: SyntaxTree, node: Node, names: list[Node]) -> list[ClassField]:
    """Return the fields of a line such as ``X, Y int``."""
    type_ = tree.source(node.child_by_field_name("type"))
    constraints = _constraints(tree.source(node.child_by_field_name("tag")))
    described = tree.describe(node)
    return [tree.field(name, type_, constraints, described) for name in names]


def _constraints(tag: str) -> list[str]:
    """Return the pairs of a tag; those of GORM are the constraints that SQL has."""
    found: list[str] = []
    for pair in _TAG.finditer(tag):
        if pair["key"] != "gorm":
            found.append(pair[0])
            continue
        for setting in filter(None, map(str.strip, pair["value"].split(";"))):
            name, colon, value = setting.partition(":")
            if name.lower() == "default":
                found.append(f"default {value}")
            elif colon and name.lower() not in {"index", "uniqueindex"}:
                found.append(f"{name}={value}")
            else:
                found.append(_GORM.get(name.lower(), setting))
    return found or ([tag.strip("`")] if tag.strip('`" ') else [])
