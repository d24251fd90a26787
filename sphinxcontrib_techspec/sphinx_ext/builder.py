"""The builder ``techspec``: reads and checks a project, and writes it as JSON."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from ..exchange.read import FILE_NAME
from ..files import write_text
from .domain import get_domain

logger = logging.getLogger(__name__)


class TechspecBuilder(Builder):
    """Writes ``techspec.json`` and ``techspec.sarif``, and no pages."""

    name = "techspec"
    format = "techspec"
    epilog = f"The specs and their findings are in %(outdir)s/{FILE_NAME}."
    allow_parallel = True

    def get_outdated_docs(self) -> list[str]:
        """Return nothing: no pages are written."""
        return []

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the document's name."""
        return docname

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Do nothing."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Do nothing."""

    def finish(self) -> None:
        """Write the JSON and the SARIF."""
        # Every build loads this module, and few use it.
        from ..exchange.write import dump  # noqa: PLC0415
        from ..formats import Style  # noqa: PLC0415
        from ..formats.sarif import FILE_NAME as SARIF_NAME  # noqa: PLC0415
        from ..formats.sarif import as_sarif  # noqa: PLC0415

        domain = get_domain(self.env)
        out = Path(self.outdir)
        write_text(out / FILE_NAME, dump(domain.project, domain.report))
        write_text(out / SARIF_NAME, as_sarif(domain.report, Style()))
