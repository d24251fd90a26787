"""Read Rust: structs with named fields and enums, by tree-sitter."""

from __future__ import annotations

import re

import tree_sitter_rust
from tree_sitter import Language, Node

from ..patterns import regex
from .classes import ClassSource, CodeClasses, mark_incomplete, too_long
from .tree import SyntaxTree, child, is_comment

_RUST = Language(tree_sitter_rust.language())
_LABELS = {"struct_item": "Struct", "enum_item": "Enum"}
_BODIES = ("field_declaration_list", "enum_variant_list")
_DERIVE = regex(r"#\[\s*derive\b")
_MOST_MODULES = 5


def read_classes(code: str) -> CodeClasses:
    """Return the structs with named fields and the enums of Rust code."""
    if fault := too_long(code):
        return CodeClasses(fault=fault)
    tree = SyntaxTree(code, _RUST)
    found = CodeClasses(fault=tree.fault)
    all_read = _read_items(tree, tree.root, found, _MOST_MODULES)
    all_read = all_read and not tree.has_elisions and not tree.comments.left
    return mark_incomplete(found, all_read=all_read)


def _read_items(tree: SyntaxTree, parent: Node, found: CodeClasses, depth: int) -> bool:
    """Read structs and enums, also those of modules; return whether that is all."""
    all_read = True
    attributes: list[Node] = []
    for node in parent.named_children:
        if is_comment(node):
            continue
        if node.type == "attribute_item":
            attributes.append(node)
            continue
        body = node.child_by_field_name("body")
        if node.type in _LABELS and body is not None and body.type in _BODIES:
            found.classes.append(_class(tree, node, body, attributes))
        elif node.type == "mod_item" and body is not None and depth:
            _read_items(tree, body, found, depth - 1)
            all_read = False
        else:
            all_read = False
        attributes = []
    return all_read and not attributes


def _class(
    tree: SyntaxTree, node: Node, body: Node, attributes: list[Node]
) -> ClassSource:
    name = node.child_by_field_name("name") or node
    start = attributes[0] if attributes else node
    source = tree.start_class(name, start, _LABELS[node.type])
    # A doc comment may be below the attributes.
    for below in (*attributes[1:], node):
        source.description = source.description or tree.comments.above(
            below.start_point[0]
        )
    source.whole = (
        node.child_by_field_name("type_parameters") is None
        and child(node, "where_clause") is None
        and all(_DERIVE.match(tree.source(attribute)) for attribute in attributes)
    )
    before: list[Node] = []
    for member in body.named_children:
        if member.type == "attribute_item":
            before.append(member)
        elif member.type in {"field_declaration", "enum_variant"}:
            _add_field(tree, member, before, source)
            before = []
        elif not is_comment(member):
            source.whole = False
    tree.end_class(source)
    return source


def _add_field(
    tree: SyntaxTree, node: Node, attributes: list[Node], source: ClassSource
) -> None:
    name = node.child_by_field_name("name")
    if name is None:
        source.whole = False
        return
    constraints = [_attribute(tree.source(attribute)) for attribute in attributes]
    described = tree.describe(node, attributes[0] if attributes else None)
    if not described and attributes:
        described = tree.comments.above(node.start_point[0])
    value = tree.source(node.child_by_field_name("value"))
    if node.type == "enum_variant":
        type_ = tree.source(node.child_by_field_name("body"))
    else:
        type_ = tree.source(node.child_by_field_name("type"))
    constraints += [value] if value else []
    source.fields.append(tree.field(name, type_, constraints, described))


def _attribute(text: str) -> str:
    """Return an attribute without its brackets."""
    return re.sub(r"^#\s*+\[\s*+|(?<!\s)\s*+\]$", "", text)
