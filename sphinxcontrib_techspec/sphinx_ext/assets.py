"""The style sheets and the script that go with pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from .i18n import gettext
from .render.tables import MANY_CLASS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_STATIC = Path(__file__).parent / "static"
_SCRIPT = "techspec-tables.js"


def _has_scripts(builder: Builder) -> bool:
    # Readers of EPUBs run no scripts, or warn of them.
    return builder.format == "html" and builder.name != "epub"


def add_assets(app: Sphinx) -> None:
    """Put the style sheets and the script where the builder finds them."""
    if app.builder.format == "html":
        paths = cast("list[str]", app.config.html_static_path)
        # Not the folder: an EPUB must not hold the style for LaTeX.
        paths.append(str(_STATIC / "techspec.css"))
        app.add_css_file("techspec.css")
        if _has_scripts(app.builder):
            paths.append(str(_STATIC / _SCRIPT))
    elif app.builder.name == "latex":
        files = cast("list[str]", app.config.latex_additional_files)
        files.append(str(_STATIC / "techspec.sty"))


def add_table_script(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    _context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let the tables of a page be filtered and sorted, where it has long ones.

    The script takes its words from its own tag: the table says nothing of it.
    """
    if doctree is None or not _has_scripts(app.builder):
        return
    if any(MANY_CLASS in table["classes"] for table in doctree.findall(nodes.table)):
        words: dict[str, Any] = {
            "data-filter": gettext("Filter rows"),
            # Translators: how many rows of a long table a filter lets through.
            "data-count": gettext("{shown} of {total} rows"),
            "data-sort": gettext("Sort by this column"),
        }
        app.add_js_file(_SCRIPT, loading_method="defer", **words)
