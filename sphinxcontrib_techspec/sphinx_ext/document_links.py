"""Links to part of a document, by the document and an id.

MyST's ``page.md#id`` finds headings and labels of the document only, not items. On the
one page of the builder ``singlehtml``, such links need an address without a document.
"""

from __future__ import annotations

from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform

from .compat import builder_of, document_link
from .domain import get_domain
from .render.links import target_link
from .walk import elements_of


class ResolveDocumentLinks(SphinxPostTransform):
    """Resolves links to items by document and anchor, before MyST reports them."""

    # MyST resolves links one before Sphinx does.
    default_priority = cast("int", ReferencesResolver.default_priority) - 2

    def run(self, **kwargs: Any) -> None:
        """Replace the links whose anchors are those of items."""
        domain = get_domain(self.env)
        for node in elements_of(self.document, addnodes.pending_xref):
            link = document_link(node)
            found = domain.find_anchor(*link) if link is not None else None
            if link is None or found is None:
                continue
            slugs = self.env.metadata[link[0]].get("myst_slugs", {})
            if link[1] in slugs:
                continue
            child = cast("nodes.Element", node[0].deepcopy())
            if not node["refexplicit"]:
                child.children = [nodes.Text(found.name)]
            from_ = str(node.get("refdoc", self.env.current_document.docname))
            new = target_link(builder_of(self.env), from_, found, child)
            if isinstance(new, nodes.reference) and "reftitle" in node:
                new["reftitle"] = node["reftitle"]
            node.replace_self(new)


class ShortenAddresses(SphinxPostTransform):
    """Removes the document from the addresses of links on a single page.

    Sphinx 9 leaves two fragments, ``#document-page#id``, which lead nowhere; Sphinx 8
    removes the first as is done here.
    """

    default_priority = 900
    builders = ("singlehtml",)

    def run(self, **kwargs: Any) -> None:
        """Change the links of the page."""
        for node in self.document.findall(nodes.reference):
            first, *rest = str(node.get("refuri", " ")).rsplit("#", 1)
            if rest and first.startswith("#"):
                node["refuri"] = f"#{rest[0]}"
