"""The roles: one a kind, ``spec``, ``adr``, and ``item`` for any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole

from ..text import without_controls
from .domain import get_domain

if TYPE_CHECKING:
    from docutils.nodes import Element, Node
    from sphinx.environment import BuildEnvironment


class ItemRole(XRefRole):
    """A reference to an item; the domain notes it, and reports it if unresolved."""

    innernodeclass = nodes.inline

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,  # noqa: FBT001 - Sphinx's signature
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Note the spec around the reference."""
        domain = get_domain(env)
        docname = env.current_document.docname
        refnode["techspec:spec-index"] = domain.document(docname).spec_count
        return without_controls(title), without_controls(target).strip()

    def result_nodes(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        node: Element,
        is_ref: bool,  # noqa: FBT001 - Sphinx's signature
    ) -> tuple[list[Node], list[nodes.system_message]]:
        """Keep the text as written: ``--dry-run`` is a name and has no dash."""
        node["support_smartquotes"] = False
        return super().result_nodes(document, env, node, is_ref)
