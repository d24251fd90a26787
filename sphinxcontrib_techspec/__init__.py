"""Typed technical specs for Sphinx: complete, consistent and true."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the extension up; Sphinx is imported no earlier than this."""
    from .sphinx_ext import setup as set_up  # noqa: PLC0415 - the core needs no Sphinx

    return set_up(app)
