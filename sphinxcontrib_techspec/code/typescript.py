"""Read TypeScript: interfaces, types, enums, classes and models, by tree-sitter."""

from __future__ import annotations

import re

import tree_sitter_typescript
from tree_sitter import Language, Node

from .annotations import annotation_constraints
from .classes import ClassField, ClassSource, CodeClasses, mark_incomplete, too_long
from .javascript import read_models
from .tree import SyntaxTree, child, children, is_comment

_TYPESCRIPT = Language(tree_sitter_typescript.language_typescript())
_TSX = Language(tree_sitter_typescript.language_tsx())

_OUTER = frozenset(
    {"export_statement", "ambient_declaration", "expression_statement",
     "internal_module", "module", "statement_block"}
)  # fmt: skip
"""What declarations are in: ``export``, ``declare`` and namespaces."""

_BODIES = ("interface_body", "object_type", "class_body")
_MOST_OUTER = 6
_MARKS = ("accessibility_modifier", "readonly", "override_modifier", "declare")


def read_classes(code: str) -> CodeClasses:
    """Return the interfaces, object types, enums and classes of TypeScript code."""
    if fault := too_long(code):
        return CodeClasses(fault=fault)
    return _Reader(SyntaxTree(code, _TYPESCRIPT), code).read()


def read_tsx(code: str) -> CodeClasses:
    """Return what `read_classes` does, of code that may have JSX elements."""
    if fault := too_long(code):
        return CodeClasses(fault=fault)
    return _Reader(SyntaxTree(code, _TSX), code).read()


class _Reader:
    def __init__(self, tree: SyntaxTree, code: str) -> None:
        self._tree = tree
        self._code = code
        self._all_read = not tree.has_elisions
        self._found: list[ClassSource] = []

    def read(self) -> CodeClasses:
        """Return the classes of the tree."""
        self._statements(self._tree.root, _MOST_OUTER)
        # A model that an interface types has its fields once.
        known = {source.name for source in self._found}
        models = read_models(self._tree, self._code)
        self._found += [model for model in models if model.name not in known]
        found = CodeClasses(self._found, self._tree.fault)
        all_read = self._all_read and not self._tree.comments.left
        return mark_incomplete(found, all_read=all_read)

    def _statements(self, parent: Node, depth: int, start: Node | None = None) -> None:
        for node in parent.children:
            if node.type in _DECLARATIONS:
                self._declaration(node, start or node)
            elif node.type in _OUTER and depth:
                outer = node if node.type == "export_statement" else None
                if node.type in {"internal_module", "module"}:
                    self._all_read = False
                self._statements(node, depth - 1, start or outer)
            elif node.is_named and not is_comment(node):
                self._all_read = False

    def _declaration(self, node: Node, start: Node) -> None:
        name = node.child_by_field_name("name")
        if name is None or _is_exception(self._tree, node):
            self._all_read = False
            return
        source = self._tree.start_class(name, start, _DECLARATIONS[node.type])
        source.whole = not children(
            node,
            "type_parameters",
            "extends_type_clause",
            "class_heritage",
            "decorator",
        ) and not children(start, "decorator")
        if node.type == "type_alias_declaration":
            read = self._alias(node.child_by_field_name("value"), source)
        elif node.type == "enum_declaration":
            read = self._enum(node, source)
        else:
            body = node.child_by_field_name("body") or child(node, *_BODIES)
            self._members(body, source)
            read = body is not None
        self._tree.end_class(source)
        if read:
            self._found.append(source)
        else:
            self._all_read = False

    def _alias(self, value: Node | None, source: ClassSource) -> bool:
        """Put the fields of a type's value in a class; return whether it has any."""
        if value is None:
            return False
        if value.type == "object_type":
            self._members(value, source)
            return bool(source.fields)
        if value.type == "intersection_type":
            for part in _flat(value, "intersection_type"):
                if part.type == "object_type":
                    self._members(part, source)
            source.whole = False
            return bool(source.fields)
        if value.type == "union_type":
            parts = _flat(value, "union_type")
            if all(part.type == "literal_type" for part in parts):
                source.label = "Enum"
                source.fields = [
                    self._tree.field(part, "", [], self._tree.describe(part))
                    for part in parts
                ]
                return True
        return False

    def _enum(self, node: Node, source: ClassSource) -> bool:
        body = node.child_by_field_name("body")
        for member in children(body):
            if not member.is_named or is_comment(member):
                continue
            name = member.child_by_field_name("name") or member
            value = self._tree.source(member.child_by_field_name("value"))
            described = self._tree.describe(member)
            source.fields.append(
                self._tree.field(name, "", [value] if value else [], described)
            )
        return True

    def _members(self, body: Node | None, source: ClassSource) -> None:
        decorators: list[Node] = []
        for member in children(body):
            if member.type == "decorator":
                decorators.append(member)
                continue
            if member.type in {"property_signature", "public_field_definition"}:
                field = self._field(member, decorators, source)
                if field is not None:
                    source.fields.append(field)
            elif member.is_named and not is_comment(member):
                source.whole = False
                self._parameters(member, source)
            if not is_comment(member) and member.is_named:
                decorators = []

    def _parameters(self, method: Node, source: ClassSource) -> None:
        """Read the properties that the parameters of a constructor declare."""
        name = self._tree.text(method.child_by_field_name("name"))
        if method.type != "method_definition" or name != "constructor":
            return
        for parameter in children(
            method.child_by_field_name("parameters"),
            "required_parameter",
            "optional_parameter",
        ):
            if child(parameter, "accessibility_modifier", "readonly") is not None:
                field = self._field(parameter, [], source)
                if field is not None:
                    source.fields.append(field)

    def _field(
        self, node: Node, decorators: list[Node], source: ClassSource
    ) -> ClassField | None:
        name = node.child_by_field_name("name") or node.child_by_field_name("pattern")
        if child(node, "static") is not None or name is None:
            source.whole = False
            return None
        constraints = [
            word
            for mark in children(node, *_MARKS)
            if (word := self._tree.source(mark)) not in {"public", "declare"}
        ]
        if child(node, "?") is not None or node.type == "optional_parameter":
            constraints.append("optional")
        for decorator in (*decorators, *children(node, "decorator")):
            constraints += annotation_constraints(self._tree.source(decorator))
        if value := self._tree.source(node.child_by_field_name("value")):
            constraints.append(f"default {value}")
        type_ = self._tree.source(node.child_by_field_name("type"))
        start = decorators[0] if decorators else node
        described = self._tree.describe(node, start)
        return self._tree.field(
            name, re.sub(r"^:\s*", "", type_), constraints, described
        )


_DECLARATIONS = {
    "interface_declaration": "Interface",
    "type_alias_declaration": "Type",
    "enum_declaration": "Enum",
    "class_declaration": "Class",
    "abstract_class_declaration": "Class",
}
"""The declarations that are read, and what each is called."""


def _is_exception(tree: SyntaxTree, node: Node) -> bool:
    heritage = tree.source(child(node, "class_heritage"))
    return re.search(r"\bextends\s+[\w.]*(?:Error|Exception)\b", heritage) is not None


def _flat(node: Node, type_: str) -> list[Node]:
    """Return the parts of ``A | B | C``, which nests to the left."""
    found: list[Node] = []
    here: Node | None = node
    while here is not None and here.type == type_:
        parts = [part for part in here.named_children if not is_comment(part)]
        nested = parts and parts[0].type == type_
        found += reversed(parts[1:] if nested else parts)
        here = parts[0] if nested else None
    return found[::-1]
