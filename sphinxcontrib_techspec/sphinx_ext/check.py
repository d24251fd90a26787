"""Build a project for the command line, which tells its findings itself."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TextIO, cast

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from .domain import get_domain
from .progress import Progress
from .warnings import NO_LOG_TAG


def build_report(source: Path, folder: Path) -> Path | None:
    """Build the project in *source* with the builder ``techspec`` into *folder*.

    What Sphinx itself warns of goes to standard error, and there a bar shows a person
    how far it has read. Nothing is hidden in what is built; the baseline that
    ``conf.py`` names is returned.

    Raises:
        RuntimeError: the project cannot be built; the text says why.
    """
    progress = Progress(sys.stderr)
    if not sys.stderr.isatty():
        nocolor()
    try:
        with patch_docutils(source), docutils_namespace():
            app = Sphinx(
                source, source, folder, folder / ".doctrees", "techspec",
                status=io.StringIO(), warning=cast("TextIO", progress),
                tags=[NO_LOG_TAG],
            )  # fmt: skip
            progress.watch(app)
            app.build()
            name = get_domain(app.env).config.baseline
            return Path(app.confdir, name) if name else None
    except SphinxError as error:
        text = str(error)
        if "techspec" in text and "not registered" in text:
            text = "conf.py does not name sphinxcontrib_techspec among its extensions"
        message = f"{source}: {text}"
        raise RuntimeError(message) from None
    finally:
        progress.erase()
