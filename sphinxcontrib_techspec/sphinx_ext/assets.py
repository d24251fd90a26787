"""The style sheets and the script of the pages."""

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
    # EPUB readers do not run scripts, or warn about them.
    return builder.format == "html" and builder.name != "epub"


def add_assets(app: Sphinx) -> None:
    """Add the style sheets and the script to the files of the builder."""
    if app.builder.format == "html":
        paths = cast("list[str]", app.config.html_static_path)
        # Not the folder: an EPUB must not contain the style for LaTeX.
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
    """Add the script that filters and sorts, to pages with a long table.

    The script reads its words from its own tag.
    """
    if doctree is None or not _has_scripts(app.builder):
        return
    if any(MANY_CLASS in table["classes"] for table in doctree.findall(nodes.table)):
        words: dict[str, Any] = {
            "data-filter": gettext("Filter rows"),
            # Translators: how many rows of a long table match a filter.
            "data-count": gettext("{shown} of {total} rows"),
            "data-sort": gettext("Sort by this column"),
        }
        app.add_js_file(_SCRIPT, loading_method="defer", **words)
