"""The values in ``conf.py``: registered, checked and applied."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.errors import ConfigError as SphinxConfigError
from sphinx.util import logging

from ..config import PREFIX, Config, ConfigError, make_config
from ..findings.baseline import BaselineError, OldBaselineError, read_baseline
from ..text import close_matches, did_you_mean
from .domain import get_domain
from .warnings import NO_LOG_TAG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx


logger = logging.getLogger(__name__)


def configure(app: Sphinx) -> None:
    """Check the values in ``conf.py`` before anything is read."""
    values = {name: app.config[f"{PREFIX}{name}"] for name in Config.model_fields}
    domain = get_domain(app.env)
    try:
        domain.config = make_config(values)
    except ConfigError as error:
        raise SphinxConfigError(str(error)) from None
    _warn_of_unknown_values(app)
    domain.folder = Path(app.confdir)
    domain.baseline = None
    # The command line hides findings itself.
    if domain.config.baseline and NO_LOG_TAG not in app.tags:
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
            near = close_matches(name.removeprefix(PREFIX), Config.model_fields)
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


def _baseline(folder: Path, name: str) -> Counter[str] | None:
    """Return the findings to hide, from the file that ``techspec_baseline`` names.

    A baseline of an earlier format hides nothing, and is one warning.
    """
    try:
        return read_baseline((folder / name).read_text("utf-8"))
    except OldBaselineError as error:
        logger.warning(
            "%sbaseline = %r: %s",
            PREFIX,
            name,
            error,
            type="techspec",
            subtype="config",
        )
        return None
    except FileNotFoundError:
        why = "no such file; write it with “techspec check DOCS --write-baseline FILE”"
    except OSError as error:
        why = f"cannot be read: {error.strerror}"
    except (BaselineError, UnicodeDecodeError) as error:
        why = str(error)
    message = f"{PREFIX}baseline = {name!r}: {why}"
    raise SphinxConfigError(message)
