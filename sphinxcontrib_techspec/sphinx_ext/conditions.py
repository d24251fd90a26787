"""Parts of documents that pages show on a condition: ``only`` and ``ifconfig``.

A document is read once for all builders, so that its items are read with the conditions
around them. Which conditions hold depends on the builder and its tags: it is found in
each build, and what no page shows is in no view, index or inventory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeGuard

from docutils import nodes
from sphinx import addnodes
from sphinx.util.tags import Tags

from ..code.expression import UnsupportedExpressionError, evaluate
from ..model.document import Document, Exemption, SpecWaiver
from ..model.item import Condition, Item
from .nodes import DECLARATION, PendingItemTable, PendingNode
from .walk import elements

if TYPE_CHECKING:
    from sphinx.builders import Builder

_HTML = ("html", "format_html", "builder_html")
"""The tags of the builder of pages that builders without pages are to agree with."""

_CONDITIONAL = (addnodes.only.__name__, "ifconfig")
"""The tags of conditional nodes."""

_WITHOUT_PAGES = frozenset({"", "techspec"})
"""The formats of builders that write no pages, such as ``linkcheck``."""


def is_conditional(node: nodes.Node) -> TypeGuard[nodes.Element]:
    """Return whether a node is shown on a condition.

    The extension of ``ifconfig`` is not imported, as few projects use it.
    """
    return isinstance(node, nodes.Element) and node.tagname in _CONDITIONAL


def _conditional_nodes(tree: nodes.Element) -> list[nodes.Element]:
    return [node for node in elements(tree) if node.tagname in _CONDITIONAL]


def condition_of(node: nodes.Element) -> Condition:
    """Return the condition of a conditional node."""
    return Condition(node.tagname, str(node["expr"]))


def conditions_around(node: nodes.Node) -> tuple[Condition, ...]:
    """Return the conditions on which a node is shown, the outermost first."""
    found: list[Condition] = []
    parent = node.parent
    while parent is not None:
        if is_conditional(parent):
            found.append(condition_of(parent))
        parent = parent.parent
    return tuple(reversed(found))


def note_conditions(tree: nodes.document, document: Document) -> bool:
    """Note the conditions of what a document says.

    Args:
        tree: the document as it was parsed.
        document: what it says, which is changed.

    Returns:
        Whether there is any conditional node.
    """
    conditional = _conditional_nodes(tree)
    for node in conditional:
        condition = condition_of(node)
        for entry in _entries(node, document):
            entry.conditions = (*entry.conditions, condition)
    if document.exemptions or document.waivers:
        for block in tree.findall(nodes.container):
            block.attributes.pop(DECLARATION, None)
    return bool(conditional)


def _entries(
    node: nodes.Element, document: Document
) -> Iterator[Item | Exemption | SpecWaiver]:
    """Yield what the directives in a node say."""
    anchors = {item.anchor: item for item in document.items}
    for part in elements(node):
        if isinstance(part, PendingItemTable):
            yield from document.items[part["first"] : part["first"] + part["count"]]
        if DECLARATION in part:
            name, number = part[DECLARATION]
            yield getattr(document, name)[number]
        # Of other items, a node has the anchor; docutils moves those of targets.
        yield from (anchors.pop(id_) for id_ in part["ids"] if id_ in anchors)


def is_true(condition: Condition, builder: Builder) -> bool:
    """Return whether a condition holds for the pages of a builder.

    Where Sphinx cannot evaluate it, it warns when it writes the page. Such a condition
    counts as true, and so does one that cannot be evaluated without running it.

    Args:
        condition: the condition.
        builder: the builder; one that writes no pages agrees with HTML.
    """
    has_pages = builder.format not in _WITHOUT_PAGES
    if condition.directive == "only":
        tags = builder.tags if has_pages else Tags([*builder.tags, *_HTML])
        try:
            return tags.eval_condition(condition.expression)
        except Exception:  # noqa: BLE001 - as Sphinx, which names no errors
            return True
    config = builder.config

    def value_of(name: str) -> object:
        if name == "builder":
            return builder.name if has_pages else "html"
        if name not in config:
            raise LookupError(name)
        return config[name]

    try:
        return bool(evaluate(condition.expression, value_of))
    except UnsupportedExpressionError:
        return True


def remove_hidden(tree: nodes.Element, builder: Builder) -> None:
    """Remove the nodes with items whose conditions are false from a document.

    Sphinx does so later, when it has resolved the references in them.
    """
    for node in _conditional_nodes(tree):
        has_items = next(iter(node.findall(PendingNode)), None) is not None
        if has_items and not is_true(condition_of(node), builder):
            node.replace_self(nodes.comment())
