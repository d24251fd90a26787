"""The Sphinx extension: the only part of the package that imports Sphinx."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from .. import __version__
from ..adr.read import READERS
from ..config import PREFIX, Config
from ..formats import FORMATS
from ..kinds import KINDS
from ..plugins import PluginError
from ..rules import RULES
from .assets import add_assets, add_table_script
from .builder import TechspecBuilder
from .config_values import configure
from .default_domain import setup_default_domain
from .directives.items import make_directive
from .directives.misparsed import report_misparsed_directives
from .directives.spec import NotApplicableDirective, SpecDirective, WaiveDirective
from .directives.unknown_names import UnknownNames
from .directives.views import make_view_directive
from .document_links import ResolveDocumentLinks, ShortenAddresses
from .domain import TechspecDomain, get_domain
from .i18n import setup_catalogue
from .nodes import NUMBERED_NODES, PENDING_NODES, CellNodes
from .outdated import docs_to_read, outdated_pages, save_digests
from .plain_lists import FindLists
from .render.views import VIEWS
from .roles import ItemRole
from .transforms import (
    AdaptToMarkdown,
    FlattenNestedTables,
    KeepOriginals,
    RemoveHiddenItems,
    RenderPendingNodes,
    ShowUnrenderedNodes,
)
from .warnings import fail_under, log_findings

if TYPE_CHECKING:
    from docutils.nodes import Element, NodeVisitor
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx, find_lists: FindLists | None = None) -> ExtensionMetadata:
    """Set the extension up in a Sphinx application.

    Args:
        app: the application.
        find_lists: finds the lists of items outside of directives; without it, they
            are not reported.
    """
    try:
        check_lists()
    except PluginError as error:
        raise ConfigError(str(error)) from error
    app.setup_extension("sphinx_design")
    setup_catalogue(app)
    for name, field in Config.model_fields.items():
        default = field.get_default(call_default_factory=True)
        app.add_config_value(f"{PREFIX}{name}", default, "env", types=())
    app.add_domain(TechspecDomain)
    setup_default_domain(app)
    for kind in KINDS:
        app.add_directive_to_domain("techspec", kind.kind, make_directive(kind))
        app.add_role_to_domain("techspec", kind.kind, ItemRole())
    for view in VIEWS:
        app.add_directive_to_domain("techspec", view.name, make_view_directive(view))
    for name, directive in {
        "spec": SpecDirective,
        "not-applicable": NotApplicableDirective,
        "waive": WaiveDirective,
    }.items():
        app.add_directive_to_domain("techspec", name, directive)
    for name in ("spec", "adr", "item"):
        app.add_role_to_domain("techspec", name, ItemRole())
    for node in PENDING_NODES:
        if type_ := NUMBERED_NODES.get(node):
            app.add_enumerable_node(node, type_)
        else:
            app.add_node(node)
    app.add_node(CellNodes, html=(_write_nothing, _write_nothing))
    app.add_transform(KeepOriginals)
    app.add_transform(UnknownNames)
    app.add_post_transform(RemoveHiddenItems)
    app.add_post_transform(ResolveDocumentLinks)
    app.add_post_transform(ShortenAddresses)
    app.add_post_transform(RenderPendingNodes)
    app.add_post_transform(ShowUnrenderedNodes)
    app.add_post_transform(FlattenNestedTables)
    app.add_post_transform(AdaptToMarkdown)
    app.add_builder(TechspecBuilder)
    app.add_latex_package("techspec")
    app.connect("builder-inited", partial(configure, find_lists=find_lists))
    app.connect("builder-inited", add_assets)
    app.connect("html-page-context", add_table_script)
    # Before Sphinx takes the field list at the beginning out of the document.
    app.connect("doctree-read", report_misparsed_directives, priority=400)
    app.connect("env-get-outdated", docs_to_read)
    app.connect("env-updated", _after_reading)
    app.connect("warn-missing-reference", _suppress_warning)
    app.connect("build-finished", save_digests)
    app.connect("build-finished", fail_under)
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _write_nothing(_translator: NodeVisitor, _node: Element) -> None:
    """Write the children of a node alone."""


def check_lists() -> None:
    """Find what plugins add to each list.

    Raises:
        PluginError: a plugin cannot be used.
    """
    for provided in (KINDS, RULES, VIEWS, READERS):
        provided.all()
    for _ in FORMATS:
        pass


def _suppress_warning(
    _app: Sphinx, domain: Domain | None, _node: Element
) -> bool | None:
    """Suppress Sphinx's warning of an unresolved role, which a rule reports."""
    return True if domain is not None and domain.name == "techspec" else None


def _after_reading(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Log the findings, and return the pages that have to be written again."""
    domain = get_domain(env)
    domain.reset()
    domain.hide_in_index()
    log_findings(app)
    domain.settings.cache.save()
    return outdated_pages(app, env)
