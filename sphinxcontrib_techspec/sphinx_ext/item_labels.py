"""Labels before an item or a spec header, whose names are their titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from .nodes import PendingSpecHeader
from .walk import elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..model.document import Document


def add_titles(env: BuildEnvironment, document: nodes.document, data: Document) -> None:
    """Let references to labels of items show the items' names.

    Sphinx knows these labels already; without a title, references need a text.
    """
    standard = env.domains.standard_domain
    for node, title in _titled(document, data):
        for name in node["names"]:
            found = standard.anonlabels.get(name)
            if found and found[0] == data.docname and title:
                standard.labels.setdefault(name, (*found, title))


def _titled(
    document: nodes.document, data: Document
) -> Iterator[tuple[nodes.Element, str]]:
    """Yield the items of a document that have labels, each with its name."""
    for node in elements(document):
        if isinstance(node, PendingSpecHeader):
            yield node, data.items[cast("int", node["item"])].name
        elif (
            isinstance(node, addnodes.desc)
            and node["domain"] == "techspec"
            and node["names"]
        ):
            signature = cast("nodes.Element", node[0])
            yield node, str(signature["fullname"])
