"""Typed technical specs for Sphinx: complete, consistent and true."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from .model.own_names import OwnNames
    from .sphinx_ext.plain_lists import UntypedList

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
    # What adopts plain documents uses the readers of the extension.
    return set_up(app, _untyped_lists)


def _untyped_lists(
    source: str, extensions: Sequence[str], own_names: OwnNames
) -> Iterable[UntypedList]:
    from .adopt.untyped import untyped_lists  # noqa: PLC0415 - few documents need it

    return untyped_lists(source, extensions, own_names)
