"""Build a project for the command line, which prints the findings itself."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..codes import GATED_STATUSES
from ..text import join_or
from .domain import get_domain
from .warnings import NO_LOG_TAG


class StatusError(Exception):
    """Specs with directives cannot be judged by a status; the text says why."""


def least_status(status: str | None, name: str) -> str:
    """Return the status that specs with directives are judged by if theirs is lower.

    Args:
        status: the status that is asked for; `None` for none.
        name: the file or folder of the specs.

    Raises:
        StatusError: it would lower that of a spec.
    """
    if status is not None and status not in GATED_STATUSES:
        raise StatusError(
            f"{name}: --as {status} is for files without directives; that of a spec "
            f"with directives can be raised to {join_or(GATED_STATUSES)}"
        )
    return status or ""


class _Application(Sphinx):
    """A Sphinx application that explains a missing builder."""

    def preload_builder(self, name: str) -> None:
        # All extensions of conf.py are set up at this point.
        if name not in self.registry.builders:
            raise SphinxError(
                "conf.py does not name sphinxcontrib_techspec among its extensions"
            )
        super().preload_builder(name)


def build_report(
    source: Path,
    folder: Path,
    conf: Mapping[str, object] | None = None,
    least_status: str = "",
    original: Path | None = None,
) -> Path | None:
    """Build the project in *source* with the builder ``techspec`` into *folder*.

    Sphinx writes its own warnings to standard error. The result contains all findings,
    also those of the baseline.

    Args:
        source: the source folder.
        folder: where the result is written.
        conf: the values of ``conf.py`` where there is none; the warnings of Sphinx are
            left out then.
        least_status: the status that specs of a lower one are judged by; empty for
            none.
        original: the folder that *source* is a copy of, whose repository the versions
            are compared with; `None` for *source* itself.

    Returns:
        The path of the baseline that ``conf.py`` names, if any.

    Raises:
        RuntimeError: the project cannot be built; the text is the reason.
    """
    if not sys.stderr.isatty():
        nocolor()
    try:
        with patch_docutils(source), docutils_namespace():
            app = _Application(
                source, source if conf is None else None, folder,
                folder / ".doctrees", "techspec",
                confoverrides=dict(conf or {}), status=io.StringIO(),
                warning=sys.stderr if conf is None else io.StringIO(),
                tags=[NO_LOG_TAG],
            )  # fmt: skip
            domain = get_domain(app.env)
            settings = replace(domain.settings, least_status=least_status)
            if original is not None:
                settings = replace(settings, folder=original, source_folder=original)
            domain.settings = settings
            app.build()
            name = domain.settings.config.baseline
            return Path(app.confdir, name) if name else None
    except SphinxError as error:
        message = f"{source}: {error}"
        raise RuntimeError(message) from None
