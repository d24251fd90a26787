"""The values in ``conf.py``: checked, and passed to the domain."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError as SphinxConfigError
from sphinx.util import logging

from ..config import PREFIX, Config, ConfigError, make_config
from ..files import read_regular
from ..findings.baseline import BaselineError, OldBaselineError, read_baseline
from ..messages import suggestion
from ..repository import SourceCache
from ..text import close_matches
from .compat import assigned_names
from .directives.unknown import UnknownDirective, UnknownRole
from .domain import Settings, get_domain
from .plain_lists import FindLists
from .warnings import NO_LOG_TAG

if TYPE_CHECKING:
    from sphinx.application import Sphinx


logger = logging.getLogger(__name__)


def configure(app: Sphinx, find_lists: FindLists | None = None) -> None:
    """Check the values in ``conf.py`` before documents are read.

    Args:
        app: the application.
        find_lists: see `Settings`.

    Raises:
        SphinxConfigError: a value is invalid, or the baseline cannot be read.
    """
    values = {name: app.config[f"{PREFIX}{name}"] for name in Config.model_fields}
    try:
        config = make_config(values)
    except ConfigError as error:
        raise SphinxConfigError(str(error)) from None
    _warn_of_unknown_values(app)
    folder = Path(app.confdir)
    # The command line applies the baseline itself.
    hides = config.baseline and NO_LOG_TAG not in app.tags
    get_domain(app.env).settings = Settings(
        config,
        folder,
        SourceCache(Path(app.doctreedir, "techspec-sources.json")),
        _baseline(folder, config.baseline) if hides else None,
        UnknownDirective,
        UnknownRole(),
        find_lists=find_lists,
    )


def _warn_of_unknown_values(app: Sphinx) -> None:
    """Warn about unknown values in ``conf.py`` with the prefix of the extension.

    Sphinx ignores them silently, and a misspelt gate would not fail any build.
    """
    file = Path(app.confdir, "conf.py")
    for name in assigned_names(app.config):
        if name.startswith(PREFIX) and name not in app.config:
            lines = file.read_text("utf-8", "replace").splitlines()
            near = close_matches(name.removeprefix(PREFIX), Config.model_fields)
            # A name may come from a module that conf.py imports.
            line = next((n for n, text in enumerate(lines, 1) if name in text), 1)
            advice = suggestion(name, [f"{PREFIX}{known}" for known in near])
            logger.warning(
                "unknown configuration value %s%s",
                name,
                f"; {advice}" if advice else "",
                location=f"{file}:{line}",
                type="techspec",
                subtype="config",
            )


def _baseline(folder: Path, name: str) -> Counter[str] | None:
    """Return the fingerprints to hide, from the file in ``techspec_baseline``.

    A baseline of an earlier format hides nothing, and is one warning.
    """
    try:
        return read_baseline(read_regular(folder / name).decode("utf-8"))
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
        reason = (
            "no such file; write it with “techspec check DOCS --write-baseline FILE”"
        )
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    except (BaselineError, UnicodeDecodeError) as error:
        reason = str(error)
    message = f"{PREFIX}baseline = {name!r}: {reason}"
    raise SphinxConfigError(message)
