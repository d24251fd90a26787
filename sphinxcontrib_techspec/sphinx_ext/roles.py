"""The roles: one a kind, ``spec``, ``adr``, and ``item`` for any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole

from .domain import get_domain

if TYPE_CHECKING:
    from docutils.nodes import Element
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
        """Note the spec around the reference, and remove the spec from the title."""
        domain = get_domain(env)
        docname = env.current_document.docname
        refnode["techspec:spec-index"] = domain.document(docname).spec_count
        if not has_explicit_title and self.refdomain == "techspec":
            spec, colon, rest = title.partition(":")
            if colon and rest and "/" not in spec and refnode["reftype"] != "adr":
                title = rest
        return title, target.strip()
