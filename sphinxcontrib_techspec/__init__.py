"""Typed technical specs for Sphinx: complete, consistent and true."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the extension up; Sphinx is imported no earlier than this."""
    is_first = f"{__name__}.sphinx_ext" not in sys.modules
    from .sphinx_ext import setup as set_up  # noqa: PLC0415 - the core needs no Sphinx

    if is_first:
        # What was imported stays until the process ends. The collector of garbage need
        # not look at it again and again, which is a sixth of a small build. Once only:
        # in a process of several builds, the garbage of the last one would stay, too.
        gc.freeze()
    return set_up(app)
