"""The catalogue of a document's messages: what translates it, or what goes into it."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations, translation
from typing import TYPE_CHECKING

from docutils import nodes

from .compat import builder_of, text_domain
from .nodes import MessageNodes
from .reading.translations import Translator

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_TRANSLATOR = "techspec_translator"
"""Where the translator of the document that is being read is kept."""


def is_extracted(env: BuildEnvironment) -> bool:
    """Return whether a build writes catalogues; no other build reads its doctrees."""
    return builder_of(env).name == "gettext"


def translator_of(env: BuildEnvironment) -> Translator | None:
    """Return what translates the document that is being read, or notes its messages.

    It is `None` where there is no catalogue, as in most projects.
    """
    document = env.current_document
    if _TRANSLATOR not in document:
        document[_TRANSLATOR] = _make(env, document.docname)
    return document[_TRANSLATOR]


def _make(env: BuildEnvironment, docname: str) -> Translator | None:
    if is_extracted(env):
        return Translator()
    catalogue = _load(env, text_domain(env, docname))
    if catalogue is None:
        return None

    def find(message: str) -> str:
        # The translation of an empty message is the head of the catalogue.
        found = catalogue.gettext(message) if message else ""
        return "" if found == message else found

    return Translator(find)


def _load(env: BuildEnvironment, domain: str) -> NullTranslations | None:
    """Return the catalogues of a domain, the first folder's first."""
    language = env.config.language
    found: NullTranslations | None = None
    for folder in env.config.locale_dirs:
        path = env.srcdir / folder
        if not language or not path.is_dir():
            continue
        try:
            loaded = translation(domain, path, [language])
        except (OSError, ValueError):
            # None, or a broken one, which Sphinx reports.
            continue
        if found is None:
            found = loaded
        else:
            found.add_fallback(loaded)
    return found


def message_nodes(messages: Sequence[tuple[str, int]], file: str) -> MessageNodes:
    """Return paragraphs from which Sphinx takes messages into the catalogue.

    Args:
        messages: the messages as written, and their lines.
        file: the file that they are written in.
    """
    box = MessageNodes()
    for source, line in dict.fromkeys(messages):
        paragraph = nodes.paragraph(source, source)
        paragraph.source, paragraph.line = file, line
        box += paragraph
    return box
