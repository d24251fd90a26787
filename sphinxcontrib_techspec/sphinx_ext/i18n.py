"""The extension's own words on a page, in the project's language.

Words are translated when a page is read or written, never when a module is imported:
one process may build projects in several languages. What an author wrote, classes,
anchors and JSON are not translated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sphinx.locale import get_translator

from ..kinds import Kind, Section
from ..messages import Message, TranslatedText
from ..patterns import regex
from .compat import forget_catalogue

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_T = TypeVar("_T")

CATALOG = "sphinxcontrib_techspec"
"""The name of the message catalogue."""

FOLDER = Path(__file__).parent / "locale"
"""The folder of the catalogues."""


def gettext(text: str) -> str:
    """Return *text* in the project's language."""
    return get_translator(CATALOG).gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the singular or plural form for *number*, in the project's language."""
    return get_translator(CATALOG).ngettext(one, many, number)


def pgettext(context: str, text: str) -> str:
    """Return a text whose translation depends on its *context*, such as a label."""
    return get_translator(CATALOG).pgettext(context, text)


def translated(text: str) -> str:
    """Return the words of a finding or of a reason in the project's language."""
    if isinstance(text, TranslatedText):
        return text.translation
    return text.translated(gettext) if isinstance(text, Message) else text


def kind_title(kind: type[Kind]) -> str:
    """Return the title of a kind."""
    return pgettext("kind", kind.title)


def name_label(kind: type[Kind]) -> str:
    """Return the column head of the items' names."""
    return pgettext(kind.kind, kind.label)


def field_label(kind: type[Kind], name: str) -> str:
    """Return the label of a kind's field."""
    return pgettext(kind.kind, kind.field_specs()[name].label)


def section_title(section: Section) -> str:
    """Return the heading of a section."""
    return pgettext("section", section.title)


def separator() -> str:
    """Return the separator of the words of a list."""
    return pgettext("list", ", ")


_PLACEHOLDER = regex(r"\{(\w+)\}")


def fill(template: str, make: Callable[[str], _T], **values: Sequence[_T]) -> list[_T]:
    """Return a sentence with *values* in place of their names.

    A translation may have them in another order.

    Args:
        template: the translated sentence, with ``{name}`` for each value.
        make: converts the text between the values.
        values: the values by name.
    """
    found: list[_T] = []
    for number, piece in enumerate(_PLACEHOLDER.split(template)):
        if number % 2:
            found += values[piece]
        elif piece:
            found.append(make(piece))
    return found


def setup_catalogue(app: Sphinx) -> None:
    """Load the catalogue of the project's language."""
    forget_catalogue(CATALOG)
    app.add_message_catalog(CATALOG, FOLDER)
