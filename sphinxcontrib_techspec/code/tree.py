"""Syntax trees of tree-sitter: comments, mistakes and the source of nodes.

A tree-sitter parser gives a tree for any text: what it cannot parse is a node
``ERROR``, or a node that is missing. Only the upper levels of a tree are read, so that
no depth of nesting matters.
"""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Language, Node, Parser, Tree

from ..text import shorten
from .classes import ClassField, ClassSource, CodeFault, blank_elisions
from .comments import Comment, Comments

_CLOSING = {"{": "}", "(": ")", "[": "]"}
_FUNCTIONS = frozenset(
    {"constructor_declaration", "expression_statement", "function_declaration",
     "function_item", "function_signature", "function_signature_item", "impl_item",
     "lexical_declaration", "macro_invocation", "method_declaration",
     "method_definition", "statement_block", "trait_item", "variable_declaration"}
)  # fmt: skip
"""What has no fields; people write anything there."""

_MOST_OPEN = 20
"""Deeper than people nest, nothing is meant."""

_COMMENTS = frozenset({"comment", "line_comment", "block_comment"})


class SyntaxTree:
    """The tree of a block of code, whose comments are taken by what is read.

    Attributes:
        root: the node of the whole block.
        comments: the comments that are not taken yet.
        fault: the first mistake.
        has_elisions: whether ``...`` stands for parts of the code.
    """

    def __init__(self, code: str, language: Language) -> None:
        blanked = blank_elisions(code)
        self.has_elisions = blanked != code
        self._data = blanked.encode("utf-8", "replace")
        parser = Parser(language)
        # A tree has to be kept as long as its nodes are used.
        self._tree = parser.parse(self._data)
        self.fault: CodeFault | None = None
        if self._tree.root_node.has_error:
            opened = self._unclosed()
            if opened:
                # What is being written is read as if it ended here.
                self.fault = CodeFault(
                    f"“{opened[-1].type}” is not closed", opened[-1].start_point[0]
                )
                closing = "".join(_CLOSING[node.type] for node in opened[::-1])
                self._data += f"\n{closing}".encode()
                self._tree = parser.parse(self._data)
            else:
                self.fault = self._find_fault()
        lines = self._data.split(b"\n")
        self._indents = [len(line) - len(line.lstrip()) for line in lines]
        comments = [n for n in _walk(self._tree) if n.type in _COMMENTS]
        self.root: Node = self._tree.root_node
        self.comments = Comments(map(self._comment, comments))

    def text(self, node: Node | None) -> str:
        """Return the source of a node as it is."""
        if node is None:
            return ""
        part = self._data[node.start_byte : node.end_byte]
        return part.decode("utf-8", "replace")

    def source(self, node: Node | None) -> str:
        """Return the source of a node on one line, without comments in it."""
        if node is None:
            return ""
        text = self.text(node)
        if "//" in text or "/*" in text:
            position = node.start_byte
            parts: list[bytes] = []
            for comment in _within(node):
                parts.append(self._data[position : comment.start_byte])
                position = comment.end_byte
            parts.append(self._data[position : node.end_byte])
            text = b" ".join(parts).decode("utf-8", "replace")
        return " ".join(text.split())

    def describe(self, node: Node, start: Node | None = None) -> str:
        """Take the comment of a field.

        Args:
            node: the field.
            start: where it begins, with its attributes, if that is another node.
        """
        first = (start or node).start_point[0]
        return self.comments.take(first, node.end_point[0])

    def start_class(self, name: Node, start: Node, label: str) -> ClassSource:
        """Return a class without fields, which takes the comment above it.

        Args:
            name: the node of its name.
            start: where it begins, with its attributes.
            label: what the language calls it.
        """
        described = self.comments.above(start.start_point[0])
        line = name.start_point[0]
        return ClassSource(self.text(name), described, line, label=label)

    def end_class(self, source: ClassSource) -> None:
        """Let a class that has all its fields take the comment behind its name."""
        if not source.description:
            source.description = self.comments.behind(source.line)

    def field(
        self,
        name: Node,
        type_: str,
        constraints: list[str],
        description: str,
    ) -> ClassField:
        """Return a field; its name is without quotes."""
        text = self.source(name).strip("\"'`")
        line = name.start_point[0]
        return ClassField(text, type_, ", ".join(constraints), description, line)

    def _comment(self, node: Node) -> Comment:
        row, column = node.start_point
        return Comment(self.text(node), row, column, column == self._indents[row])

    def _find_fault(self) -> CodeFault | None:
        """Return the first mistake in the tree that is not in a function."""
        for node in _walk(self._tree, without=_FUNCTIONS):
            if node.is_missing:
                # What is missing belongs at the end of what is before it.
                before = self._data[: node.start_byte].rstrip()
                return CodeFault(f"missing “{node.type}”", before.count(b"\n"))
            if node.is_error and node.parent is not None:
                first, *_ = self.text(node).strip().split("\n")
                return CodeFault(_unexpected(first), node.start_point[0])
        return None

    def _unclosed(self) -> list[Node]:
        """Return the brackets that are open at the end, none where they are many."""
        opened: list[Node] = []
        for node in _walk(self._tree):
            if node.child_count or node.is_missing:
                continue
            if node.type in _CLOSING:
                opened.append(node)
            elif opened and node.type == _CLOSING[opened[-1].type]:
                opened.pop()
        return opened if len(opened) < _MOST_OPEN else []


def _unexpected(text: str) -> str:
    return f"unexpected “{shorten(text)}”"


def _walk(tree: Tree, without: frozenset[str] = frozenset()) -> Iterator[Node]:
    """Yield the nodes of a tree in the order of the source, without recursion.

    Args:
        tree: the tree.
        without: the types of the nodes that are left out, with all that is in them.
    """
    cursor = tree.walk()
    while True:
        node = cursor.node
        is_left_out = node is not None and node.type in without
        if node is not None and not is_left_out:
            yield node
        if not is_left_out and cursor.goto_first_child():
            continue
        if cursor.goto_next_sibling():
            continue
        while True:
            if not cursor.goto_parent():
                return
            if cursor.goto_next_sibling():
                break


def _within(node: Node) -> Iterator[Node]:
    """Yield the comments in a node."""
    cursor = node.walk()
    depth = 0
    while True:
        here = cursor.node
        if here is not None and here.type in _COMMENTS:
            yield here
        if cursor.goto_first_child():
            depth += 1
            continue
        while not cursor.goto_next_sibling():
            if not depth or not cursor.goto_parent():
                return
            depth -= 1


def children(node: Node | None, *types: str) -> list[Node]:
    """Return the children of a node that are of one of the types; all without types."""
    if node is None:
        return []
    return [c for c in node.children if not types or c.type in types]


def child(node: Node | None, *types: str) -> Node | None:
    """Return the first child of a node that is of one of the types."""
    return next(iter(children(node, *types)), None)


def is_comment(node: Node) -> bool:
    """Return whether a node is a comment."""
    return node.type in _COMMENTS
