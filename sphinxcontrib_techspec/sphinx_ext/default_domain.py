"""The domain as the default domain of a project or a document.

Sphinx asks the default domain first for every directive and role. The domain has names
that others have as well, such as ``table`` and ``error``, so it answers only to names
that nothing else has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils.parsers.rst.languages import en
from sphinx.directives import DefaultDomain
from sphinx.domains import Domain
from sphinx.util.docutils import is_directive_registered, is_role_registered

from .domain import TechspecDomain

if TYPE_CHECKING:
    from docutils import nodes
    from docutils.parsers.rst import Directive
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction


class _DefaultTechspec:
    """Answers to names without a prefix; in all else it is the domain."""

    def __init__(self, domain: TechspecDomain) -> None:
        self._domain = domain

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the domain."""
        return getattr(self._domain, name)

    def __eq__(self, other: object) -> bool:
        """Return whether *other* is the domain."""
        return other is self or other is self._domain

    def __hash__(self) -> int:
        """Return the hash of the domain."""
        return hash(self._domain)

    def directive(self, name: str) -> type[Directive] | None:
        """Return a directive that nothing else than the domain has."""
        known = name in en.directives or is_directive_registered(name)
        if known or self._standard.directive(name) is not None:
            return None
        return Domain.directive(self._domain, name)

    def role(self, name: str) -> RoleFunction | None:
        """Return a role that nothing else than the domain has."""
        known = name in en.roles or is_role_registered(name)
        if known or self._standard.role(name) is not None:
            return None
        return Domain.role(self._domain, name)

    @property
    def _standard(self) -> Domain:
        return self._domain.env.domains.standard_domain


class _DefaultDomainDirective(DefaultDomain):
    """Sets the default domain of a document, as Sphinx's own directive does."""

    def run(self) -> list[nodes.Node]:
        """Set the domain."""
        result = super().run()
        restrict_default_domain(self.env)
        return result


def restrict_default_domain(env: BuildEnvironment) -> None:
    """Let this domain, where it is the default, answer only to names of its own."""
    found = env.current_document.default_domain
    if isinstance(found, TechspecDomain):
        replacement: Any = _DefaultTechspec(found)
        env.current_document.default_domain = replacement


def _on_source_read(app: Sphinx, _docname: str, _source: list[str]) -> None:
    restrict_default_domain(app.env)


def setup_default_domain(app: Sphinx) -> None:
    """Restrict the domain where it is a default."""
    app.connect("source-read", _on_source_read)
    app.add_directive("default-domain", _DefaultDomainDirective, override=True)
