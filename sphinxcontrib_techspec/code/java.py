"""Read Java: classes, records and enums, by tree-sitter."""

from __future__ import annotations

import re

import tree_sitter_java
from tree_sitter import Language, Node

from .annotations import annotation_constraints
from .classes import ClassField, ClassSource, CodeClasses, mark_incomplete, too_long
from .tree import SyntaxTree, child, children, is_comment

_JAVA = Language(tree_sitter_java.language())
_LABELS = {
    "class_declaration": "Class",
    "record_declaration": "Record",
    "enum_declaration": "Enum",
}
_ANNOTATIONS = ("annotation", "marker_annotation")
_PLAIN = frozenset(
    {"@AllArgsConstructor", "@Builder", "@Data", "@Entity", "@Getter",
     "@NoArgsConstructor", "@Setter", "@ToString", "@Value"}
)  # fmt: skip
"""Annotations of a class that say nothing of its fields."""


def read_classes(code: str) -> CodeClasses:
    """Return the classes, records and enums of Java code, without exceptions."""
    if fault := too_long(code):
        return CodeClasses(fault=fault)
    tree = SyntaxTree(code, _JAVA)
    found = CodeClasses(fault=tree.fault)
    all_read = not tree.has_elisions
    for node in tree.root.named_children:
        if node.type in _LABELS and not _is_exception(tree, node):
            found.classes.append(_class(tree, node))
        else:
            all_read = all_read and is_comment(node)
    return mark_incomplete(found, all_read=all_read and not tree.comments.left)


def _is_exception(tree: SyntaxTree, node: Node) -> bool:
    above = tree.source(node.child_by_field_name("superclass"))
    return re.search(r"(?:Error|Exception)$", above) is not None


def _class(tree: SyntaxTree, node: Node) -> ClassSource:
    name = node.child_by_field_name("name") or node
    source = tree.start_class(name, node, _LABELS[node.type])
    source.whole = all(
        node.child_by_field_name(part) is None
        for part in ("superclass", "interfaces", "type_parameters")
    ) and all(tree.source(a) in _PLAIN for a in _annotations(node))
    for parameter in children(node.child_by_field_name("parameters")):
        if parameter.type == "formal_parameter":
            source.fields += _fields(tree, parameter, [parameter])
        elif parameter.is_named and not is_comment(parameter):
            source.whole = False
    body = node.child_by_field_name("body")
    for member in children(body):
        if member.type == "field_declaration" and not _is_static(member):
            declared = children(member, "variable_declarator")
            source.fields += _fields(tree, member, declared)
        elif member.type == "enum_constant":
            arguments = tree.source(member.child_by_field_name("arguments"))[1:-1]
            constraints = [arguments] if arguments else []
            constant = member.child_by_field_name("name") or member
            source.fields.append(
                tree.field(constant, "", constraints, tree.describe(member))
            )
        elif member.is_named and not is_comment(member):
            source.whole = False
    tree.end_class(source)
    return source


def _fields(tree: SyntaxTree, node: Node, declared: list[Node]) -> list[ClassField]:
    """Return the fields that a declaration makes: one for each of its variables."""
    constraints = [
        word
        for annotation in _annotations(node)
        for word in annotation_constraints(tree.source(annotation))
    ]
    type_ = tree.source(node.child_by_field_name("type"))
    described = tree.describe(node)
    found: list[ClassField] = []
    for part in declared:
        name = part.child_by_field_name("name")
        if name is None:
            continue
        value = tree.source(part.child_by_field_name("value"))
        more = [f"default {value}"] if value else []
        found.append(tree.field(name, type_, [*constraints, *more], described))
    return found


def _annotations(node: Node) -> list[Node]:
    return children(child(node, "modifiers"), *_ANNOTATIONS)


def _is_static(node: Node) -> bool:
    return child(child(node, "modifiers"), "static") is not None
