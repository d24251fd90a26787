"""The roles: one a kind, ``spec``, ``adr``, and ``item`` for any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.nodes import Element, Node, system_message
from sphinx.roles import XRefRole

from ..spec import Mention
from .domain import domain_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class ItemRole(XRefRole):
    """A reference to an item, kept so that a dead one is reported in every build."""

    innernodeclass = nodes.inline

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,  # noqa: FBT001 - Sphinx's signature
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Note where the reference stands, and show a name without its spec's."""
        domain = domain_of(env)
        docname = env.current_document.docname
        refnode["techspec:heads"] = domain.document(docname).heads
        if not has_explicit_title and self.refdomain == "techspec":
            spec, colon, rest = title.partition(":")
            if colon and rest and "/" not in spec and refnode["reftype"] != "adr":
                title = rest
        return title, target.strip()

    def result_nodes(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        node: Element,
        is_ref: bool,  # noqa: FBT001 - Sphinx's signature
    ) -> tuple[list[Node], list[system_message]]:
        """Keep the reference with the document it stands in."""
        if is_ref:
            own = domain_of(env).document(env.current_document.docname)
            _, line = self.get_source_info()
            own.mentions.append(
                Mention(node["reftype"], node["reftarget"], line or 0, own.heads)
            )
        return [node], []
