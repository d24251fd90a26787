"""Everything that touches Sphinx; the rest of the package does not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.errors import ConfigError as SphinxConfigError
from sphinx.util import logging

from .. import __version__
from ..baseline import BaselineError, read_baseline
from ..config import PREFIX, Config, ConfigError, make_config
from ..kinds import KINDS
from ..text import closest, did_you_mean
from .assets import add_assets, add_table_script
from .builder import TechspecBuilder
from .directives.heads import NotApplicableDirective, SpecDirective, WaiveDirective
from .directives.items import make_directive
from .directives.strays import UnknownDirective, UnknownRole, note_strays
from .directives.views import (
    AdrsDirective,
    DiagramDirective,
    ReportDirective,
    TableDirective,
)
from .domain import TechspecDomain, domain_of
from .freshness import keep_digests, reread, stale_pages
from .i18n import setup_catalogue
from .nodes import PLACEHOLDERS
from .render.transform import Replace
from .roles import ItemRole
from .telling import QUIET_TAG, fail_under, tell_findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the extension up in a Sphinx application."""
    app.setup_extension("sphinx_design")
    setup_catalogue(app)
    for name, field in Config.model_fields.items():
        default = field.get_default(call_default_factory=True)
        app.add_config_value(f"{PREFIX}{name}", default, "env", types=())
    app.add_domain(TechspecDomain)
    for kind in KINDS:
        app.add_directive_to_domain("techspec", kind.kind, make_directive(kind))
        app.add_role_to_domain("techspec", kind.kind, ItemRole())
    for name, directive in {
        "spec": SpecDirective,
        "table": TableDirective,
        "report": ReportDirective,
        "adrs": AdrsDirective,
        "diagram": DiagramDirective,
        "not-applicable": NotApplicableDirective,
        "waive": WaiveDirective,
    }.items():
        app.add_directive_to_domain("techspec", name, directive)
    for name in ("spec", "adr", "item"):
        app.add_role_to_domain("techspec", name, ItemRole())
    # They stand for every name that the domain does not have.
    TechspecDomain.stray_directive = UnknownDirective
    TechspecDomain.stray_role = UnknownRole()
    for node in PLACEHOLDERS:
        app.add_node(node)
    app.add_post_transform(Replace)
    app.add_builder(TechspecBuilder)
    app.add_latex_package("techspec")
    app.connect("builder-inited", _configure)
    app.connect("builder-inited", add_assets)
    app.connect("html-page-context", add_table_script)
    app.connect("doctree-read", note_strays)
    app.connect("env-get-outdated", reread)
    app.connect("env-updated", _after_reading)
    app.connect("warn-missing-reference", _is_reported)
    app.connect("build-finished", keep_digests)
    app.connect("build-finished", fail_under)
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _configure(app: Sphinx) -> None:
    """Check the values in ``conf.py`` before anything is read."""
    values = {name: app.config[f"{PREFIX}{name}"] for name in Config.model_fields}
    domain = domain_of(app.env)
    try:
        domain.config = make_config(values)
    except ConfigError as error:
        raise SphinxConfigError(str(error)) from None
    _warn_of_unknown_values(app)
    domain.folder = Path(app.confdir)
    domain.baseline = None
    # The command line hides findings itself.
    if domain.config.baseline and QUIET_TAG not in app.tags:
        domain.baseline = _baseline(domain.folder, domain.config.baseline)


def _warn_of_unknown_values(app: Sphinx) -> None:
    """Tell of values in ``conf.py`` that look like ours, and that nobody reads.

    Sphinx drops them without a word, and a misspelt gate holds nothing back.
    """
    # Sphinx has no public name for what a conf.py sets beside the values it knows.
    written = cast("Mapping[str, object]", getattr(app.config, "_raw_config", {}))
    file = Path(app.confdir, "conf.py")
    for name in written:
        if name.startswith(PREFIX) and name not in app.config:
            lines = file.read_text("utf-8", "replace").splitlines()
            near = closest(name.removeprefix(PREFIX), Config.model_fields)
            # A name may come from a module that conf.py imports.
            line = next((n for n, text in enumerate(lines, 1) if name in text), 1)
            logger.warning(
                "%s is no value that the extension reads.%s",
                name,
                did_you_mean(name, [f"{PREFIX}{known}" for known in near]),
                location=f"{file}:{line}",
                type="techspec",
                subtype="config",
            )


def _baseline(folder: Path, name: str) -> Counter[str]:
    """Return the findings to hide, from the file that ``techspec_baseline`` names."""
    try:
        return read_baseline((folder / name).read_text("utf-8"))
    except FileNotFoundError:
        why = (
            "there is no such file. Write it with “techspec check DOCS "
            "--write-baseline FILE”."
        )
    except OSError as error:
        why = f"it cannot be read: {error.strerror}."
    except (BaselineError, UnicodeDecodeError) as error:
        why = f"{error}."
    message = f"{PREFIX}baseline = {name!r}: {why}"
    raise SphinxConfigError(message)


def _is_reported(_app: Sphinx, domain: Domain | None, _node: Element) -> bool | None:
    """Keep Sphinx from warning once more of a role that leads nowhere."""
    return True if domain is not None and domain.name == "techspec" else None


def _after_reading(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell the findings, and return the pages that have to be written again."""
    domain_of(env).reset()
    tell_findings(app)
    return stale_pages(app, env)
