"""What a finding says, in parts: its words, and the fix that it offers.

Words are English wherever a tool reads them (console, JSON, SARIF), and translated on
pages. Nothing decides by the words of a message: what a finding is about is its code
and its subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Self

from .text import close_matches, is_near, without_controls


class Message(str):
    """A text with values in it, which can be translated after it was put together.

    It is a ``str`` and reads as the English text. ``Message("missing {field}",
    field="version")`` reads ``missing version``; a translation has the same names in
    braces.

    Attributes:
        template: the English text with the names of values in braces.
        values: the values by name; one that is a `Message` is translated too.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        """Put the text together.

        Args:
            template: the English text.
            values: what stands for each name in braces, without control characters.
        """
        values = {
            name: without_controls(value) if type(value) is str else value
            for name, value in values.items()
        }
        message = super().__new__(cls, without_controls(template.format(**values)))
        message.template = template
        message.values = values
        return message

    def __reduce__(self) -> tuple[Callable[..., Message], tuple[Any, ...]]:
        """Keep the parts in a pickle."""
        return _message, (self.template, self.values)

    def translated(self, translate: Callable[[str], str]) -> str:
        """Return the text in another language.

        Args:
            translate: returns the translation of a template.
        """
        values = {
            name: value.translated(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        # The translation of an empty text is the head of the catalogue.
        return translate(self.template).format(**values) if self.template else ""


class TranslatedText(str):
    """An author's text with its translation, which only pages show.

    It is a ``str`` and reads as the author wrote it, also in JSON.
    """

    __slots__ = ("translation",)

    translation: str

    def __new__(cls, text: str, translation: str) -> Self:
        """Join a text and its translation."""
        joined = super().__new__(cls, text)
        joined.translation = translation
        return joined

    def __reduce__(self) -> tuple[Callable[..., TranslatedText], tuple[str, str]]:
        """Keep both in a pickle."""
        return TranslatedText, (str(self), self.translation)

    def __repr__(self) -> str:
        """Return both, so that a page is known to have changed with either."""
        return f"TranslatedText({str(self)!r}, {self.translation!r})"


def _message(template: str, values: dict[str, object]) -> Message:
    return Message(template, **values)


def template(text: str) -> str:
    """Return *text*, which is the template of a `Message` made elsewhere.

    It marks the text for the extraction of messages.
    """
    return text


def join_messages(*parts: str) -> str:
    """Return *parts* one after the other with semicolons, empty ones left out."""
    given = [part for part in parts if part]
    if len(given) < 2:
        return given[0] if given else ""
    first, *rest = given
    return Message("{first}; {rest}", first=first, rest=join_messages(*rest))


def suggestion(word: str, options: Iterable[str]) -> str:
    """Return the advice that names what *word* was probably meant to be.

    Args:
        word: a name as written, which is not known.
        options: the names that are known.

    Returns:
        A message such as ``did you mean “version”?``; empty where no option is close.
    """
    matches = close_matches(word, options, count=_MOST_MATCHES)
    found = [option for option in matches if is_near(word, option)]
    return Message("did you mean “{name}”?", name=found[0]) if found else ""


_MOST_MATCHES = 5
"""The most similar names that are looked at."""

Applicability = Literal["safe", "unsafe", "placeholders"]
"""Whether a fix may be applied without a person: yes; not without a look, as it may
change what the author meant; or never, as it has gaps for the author to fill in. The
terms are those of ruff and Clippy."""


@dataclass(frozen=True, slots=True)
class SetField:
    """Give a field of the item a value.

    Attributes:
        field: the field's name, as an option is called.
        value: the value to write; an ellipsis is for the author to fill in.
        applicability: whether it may be applied without a person.
        column: the head of the field's column where the item is a row of a table.
    """

    field: str
    value: str
    applicability: Applicability = "unsafe"
    column: str = ""

    @property
    def text(self) -> str:
        """What to write: an option, or the column and its cell."""
        if self.column:
            return f"{self.column}: {self.value}"
        return f":{self.field}: {self.value}"


class TextRange(NamedTuple):
    """Where a text is in a file.

    Attributes:
        line: the first line, from 1.
        column: the column of the first character, from 1.
        end_line: the last line.
        end_column: the column after the last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Replace:
    """Write another text where one stands, such as a path or a name.

    Attributes:
        old: the text as written; empty where all of the field or option is meant.
        new: the text to write.
        applicability: whether it may be applied without a person.
        range: where the value with the old text is written, in the file of the
            finding; it may have markup around the text. `None` where that is not known.
    """

    old: str
    new: str
    applicability: Applicability = "unsafe"
    range: TextRange | None = None

    @property
    def text(self) -> str:
        """What to write."""
        return self.new

    @property
    def exact_range(self) -> TextRange | None:
        """Where the old text alone is; `None` where that is not known."""
        found = self.range
        if found is None or found.line != found.end_line:
            return None
        width = found.end_column - found.column
        return found if width == len(self.old) else None


@dataclass(frozen=True, slots=True)
class Insert:
    """Add lines to the document, such as a directive.

    Attributes:
        snippet: the lines.
        applicability: whether it may be applied without a person.
    """

    snippet: str
    applicability: Applicability = "placeholders"

    @property
    def text(self) -> str:
        """What to write."""
        return self.snippet


@dataclass(frozen=True, slots=True)
class Related:
    """A place in another file that a finding is about, such as a line of a lock file.

    Attributes:
        file: the file, from the source folder.
        line: the line, from 1.
        text: what is there, such as ``fastapi 0.115.14``.
    """

    file: str
    line: int
    text: str


Fix = SetField | Replace | Insert
"""What to write to resolve a finding."""


FIX_TYPES: dict[str, type[SetField | Replace | Insert]] = {
    "set-field": SetField,
    "replace": Replace,
    "insert": Insert,
}
"""The types of fix by their names in JSON."""


def fix_to_data(fix: Fix | None) -> dict[str, Any] | None:
    """Return a fix as JSON has it: its type and its attributes."""
    if fix is None:
        return None
    name = next(name for name, type_ in FIX_TYPES.items() if isinstance(fix, type_))
    data: dict[str, Any] = {
        "type": name,
        **{key: getattr(fix, key) for key in fix.__slots__},
    }
    found: TextRange | None = data.pop("range", None)
    return data if found is None else {**data, "range": found._asdict()}


def fix_from_data(data: dict[str, Any] | None) -> Fix | None:
    """Return the fix that JSON holds.

    Raises:
        KeyError: its type is unknown.
        TypeError: an attribute is missing or unknown.
    """
    if data is None:
        return None
    values = dict(data)
    if "range" in values:
        values["range"] = _range_from_data(values["range"])
    return FIX_TYPES[values.pop("type")](**values)


def _range_from_data(data: dict[str, Any]) -> TextRange:
    found = TextRange(**data)
    if not all(type(number) is int and number > 0 for number in found):
        message = f"invalid range {found!r}"
        raise TypeError(message)
    return found
