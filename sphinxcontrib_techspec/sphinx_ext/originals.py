"""What is read from pages that Sphinx translates, in the language of the source.

Sphinx translates the nodes of a page before domains see them. A decision record's
status, date and relations are words that are looked up, and a limit of words is that of
the source: the nodes are kept, and put back while the record is read.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import is_translatable

from ..model.document import OperationMention, UnreadHeading
from .operations import read_operations
from .reading.prose import count_prose
from .unread_headings import read_unread_headings

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_NODES = "techspec_originals"
_WORDS = "techspec_words"
_OPERATIONS = "techspec_operations"
_HEADINGS = "techspec_headings"


def keep_originals(
    env: BuildEnvironment, document: nodes.document, *, texts: bool
) -> None:
    """Keep what a document is in the language of the source.

    Args:
        env: the environment, while it reads the document.
        document: the document before it is translated.
        texts: whether its texts are kept, too.
    """
    env.current_document[_WORDS] = count_prose(document)
    docname = env.current_document.docname
    env.current_document[_OPERATIONS] = read_operations(env, document, docname)
    env.current_document[_HEADINGS] = read_unread_headings(env, document, docname)
    if texts:
        env.current_document[_NODES] = [
            (node, [child.deepcopy() for child in node.children])
            for node in document.findall(nodes.TextElement)
            if is_translatable(node)
        ]


def word_count(env: BuildEnvironment, document: nodes.document) -> int:
    """Return how many words of prose a document has in the language of the source."""
    kept = env.current_document.get(_WORDS)
    return count_prose(document) if kept is None else kept


def operations_in(
    env: BuildEnvironment, document: nodes.document, docname: str
) -> list[OperationMention]:
    """Return the endpoints that a document names in the language of the source."""
    kept = env.current_document.get(_OPERATIONS)
    return read_operations(env, document, docname) if kept is None else kept


def unread_headings_in(
    env: BuildEnvironment, document: nodes.document, docname: str
) -> list[UnreadHeading]:
    """Return the headings and labels without items in the language of the source."""
    kept = env.current_document.get(_HEADINGS)
    return read_unread_headings(env, document, docname) if kept is None else kept


def is_translated(env: BuildEnvironment) -> bool:
    """Return whether the texts of the document were kept."""
    return _NODES in env.current_document


@contextmanager
def original_texts(env: BuildEnvironment, document: nodes.document) -> Generator[None]:
    """Put the texts that were kept back into a document, and take them out again."""
    kept: list[tuple[nodes.TextElement, list[nodes.Node]]] = (
        env.current_document.get(_NODES) or []
    )
    addresses = {
        name: str(target["refuri"])
        for target in document.findall(nodes.target)
        if "refuri" in target
        for name in target["names"]
    }
    shown = [(node, node.children) for node, _ in kept]
    for node, children in kept:
        _set_children(node, children)
        for link in node.findall(nodes.reference):
            # docutils resolves the names of links after a page is translated.
            if address := addresses.get(str(link.get("refname", ""))):
                link["refuri"] = address
    try:
        yield
    finally:
        for node, children in shown:
            _set_children(node, children)


def _set_children(node: nodes.Element, children: list[nodes.Node]) -> None:
    node.children = []
    node.extend(children)
