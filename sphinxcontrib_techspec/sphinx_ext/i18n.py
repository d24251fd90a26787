"""The extension's own words on a page, in the language that ``conf.py`` names.

Words are looked up when a page is read or written, never when a module is loaded: one
process may build projects in several languages. What an author wrote, the messages of
findings, classes, anchors and JSON are the same in every language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sphinx import locale
from sphinx.locale import get_translator

from ..kinds import Kind, Section
from ..messages import Message

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_T = TypeVar("_T")

CATALOG = "sphinxcontrib_techspec"
"""The name of the message catalogue."""

FOLDER = Path(__file__).parent / "locale"
"""Where the catalogues are."""


def gettext(text: str) -> str:
    """Return *text* in the project's language."""
    return get_translator(CATALOG).gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a text that *number* asks for."""
    return get_translator(CATALOG).ngettext(one, many, number)


def pgettext(context: str, text: str) -> str:
    """Return a text whose meaning depends on where it stands, such as a label."""
    return get_translator(CATALOG).pgettext(context, text)


def translated(text: str) -> str:
    """Return the words of a finding in the project's language, others as they are."""
    return text.translated(gettext) if isinstance(text, Message) else text


def kind_title(kind: type[Kind]) -> str:
    """Return what one item of a kind is called."""
    return pgettext("kind", kind.title)


def name_label(kind: type[Kind]) -> str:
    """Return the head of the column with the items' names."""
    return pgettext(kind.kind, kind.label)


def field_label(kind: type[Kind], name: str) -> str:
    """Return the label of a kind's field."""
    return pgettext(kind.kind, kind.field_specs()[name].label)


def section_title(section: Section) -> str:
    """Return the heading of a section."""
    return pgettext("section", section.title)


def separator() -> str:
    """Return what stands between the words of a list."""
    return pgettext("list", ", ")


_PLACE = re.compile(r"\{(\w+)\}")


def fill(template: str, make: Callable[[str], _T], **values: Sequence[_T]) -> list[_T]:
    """Return a sentence with *values* where it names them.

    A translation has them in the order of its language.

    Args:
        template: the translated sentence, with ``{name}`` for each value.
        make: makes a value of the text between them.
        values: what stands for each name.
    """
    found: list[_T] = []
    for number, piece in enumerate(_PLACE.split(template)):
        if number % 2:
            found += values[piece]
        elif piece:
            found.append(make(piece))
    return found


def setup_catalogue(app: Sphinx) -> None:
    """Load the catalogue of the project's language."""
    # Sphinx would add it to that of a project built before in the same process.
    for namespace in ("general", "console"):
        locale.translators.pop((namespace, CATALOG), None)
    app.add_message_catalog(CATALOG, FOLDER)
