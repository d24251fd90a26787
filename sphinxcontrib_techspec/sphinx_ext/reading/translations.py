"""The words of items in another language: their messages, and what translates them.

Sphinx translates the nodes of a document after it is parsed. Items are read while it is
parsed, and their words are in the domain and not in nodes: here they are looked up in
the same catalogue, by the same messages. A catalogue is made in the same way: the
messages are noted instead of looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from docutils import nodes

from ...kinds import Kind, Link
from ...messages import TranslatedText
from ...model.item import ParsedItem, SourceText, Waiver
from ...patterns import regex
from ...text import Text, collapse_spaces, join_texts, to_plain
from ..compat import message_of
from .blocks import paragraph_bullet
from .body_fields import BodyLists
from .bullets import read_bullet
from .cells import read_markdown, read_nodes
from .rows import row_fields
from .source import DirectiveSource
from .words import words_of

_NO_CHECK = regex(r"(?<!\\)#\s*noqa\s*$")
"""What Sphinx takes off the end of a translation."""


@dataclass(slots=True)
class Translator:
    """Translates the words of one document, or notes its messages.

    Attributes:
        find: returns the translation of a message, empty where there is none; `None`
            where messages are noted.
        noted: the messages and their lines.
    """

    find: Callable[[str], str] | None = None
    noted: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])

    def translation(self, source: str, line: int) -> str:
        """Return the translation of a text as written; empty where there is none."""
        if not source.strip():
            return ""
        if self.find is None:
            self.noted.append((source, line))
            return ""
        return _NO_CHECK.sub("", self.find(message_of(source))).strip()

    def item(self, kind: type[Kind], item: ParsedItem, host: DirectiveSource) -> None:
        """Translate the fields of an item, and the reasons of its waivers.

        Args:
            kind: the kind of the item.
            item: the item, which is changed.
            host: the directive.
        """
        found: dict[str, Text] = {}
        for key, value in _values(kind, item):
            self._value(value, host)
            if value.shown is not None:
                found[key] = value.shown
        if found:
            item.translations = {**item.translations, **found}
        item.waivers = [self._waiver(waiver) for waiver in item.waivers]

    def extras(self, item: ParsedItem, host: DirectiveSource) -> None:
        """Translate the values that no field takes, with their labels.

        Args:
            item: the item after it was built, which may add to them.
            host: the directive.
        """
        found: dict[str, Text] = {}
        for number, (label, value) in enumerate(item.extras):
            self._value(value, host)
            if value.shown is not None:
                found[f"extras.{number}"] = value.shown
            if shown := self.translation(label, value.line):
                found[f"extras.{number}.label"] = shown
        if found:
            item.translations = {**item.translations, **found}

    def _waiver(self, waiver: Waiver) -> Waiver:
        shown = self.translation(waiver.reason, waiver.line)
        if not shown:
            return waiver
        reason = TranslatedText(waiver.reason, shown)
        return replace(waiver, reason=reason)

    def _value(self, value: SourceText, host: DirectiveSource) -> None:
        """Translate a value, once for all the items that share it."""
        if value.shown is not None:
            return
        if not value.source:
            if any(isinstance(node, nodes.Body) for node in value.nodes):
                # Sphinx translates the paragraphs of a cell; the words are for views.
                value.shown = self.blocks(value.nodes, host) or None
            return
        translation = self.translation(value.source, value.line)
        if not translation:
            return
        read = _parsed(translation, value, host)
        value.shown = read.text
        if value.nodes:
            host.parser.forget(value.nodes)
        value.nodes = read.nodes

    def words(self, text: str, line: int, host: DirectiveSource) -> str:
        """Return the translation of a text that is shown without markup, or the text.

        Args:
            text: the text as written.
            line: its line.
            host: the directive.
        """
        translation = self.translation(text, line)
        if not translation:
            return text
        return to_plain(_parsed(translation, SourceText(text, line), host).text)

    def blocks(self, parsed: Iterable[nodes.Node], host: DirectiveSource) -> str:
        """Return the words of blocks that Sphinx translates; empty where it does not.

        Args:
            parsed: the blocks.
            host: the directive.
        """
        if self.find is None:
            return ""
        words: list[str] = []
        some = False
        for part in (part for node in parsed for part in _leaves(node)):
            source = part.rawsource if isinstance(part, nodes.Element) else ""
            translation = self.translation(source, host.line)
            some = some or bool(translation)
            read = host.parse_inline(translation, host.line) if translation else [part]
            words.append(words_of(read))
        return collapse_spaces(" ".join(words)) if some else ""

    def summary(
        self,
        kind: type[Kind],
        item: ParsedItem,
        names: Sequence[str],
        source: str,
        host: DirectiveSource,
    ) -> None:
        """Translate the fields that the first paragraph of a body fills.

        Sphinx translates the paragraph as a whole, and takes it into the catalogue.

        Args:
            kind: the kind of the item.
            item: the item, which is changed.
            names: the fields.
            source: the paragraph as written.
            host: the directive.
        """
        if self.find is None or not names:
            return
        translation = self.translation(source, item.line)
        if not translation:
            return
        inline = host.parse_inline(translation, item.line)
        if kind.summary_fields and kind.summary_fields[0] in names:
            paragraph = nodes.paragraph(translation, "", *inline)
            bullet = paragraph_bullet(paragraph, item.line, host)
            values = read_bullet(kind, bullet, "summary").values
            found = {n: v.text for n, v in values.items() if n in names}
        else:
            found = {names[0]: read_nodes(inline, item.line).text}
        item.translations = {**item.translations, **found}

    def lists(self, item: ParsedItem, found: BodyLists, host: DirectiveSource) -> None:
        """Translate the fields that the lists of a body fill.

        Sphinx translates the entries, and takes them into the catalogue.

        Args:
            item: the item, which is changed.
            found: the lists.
            host: the directive.
        """
        if self.find is None:
            return
        for name, entries in found.values.items():
            texts: list[Text] = []
            some = False
            for entry in entries:
                line = entry.value.line
                translation = self.translation(entry.source, line)
                some = some or bool(translation)
                text = entry.value.text
                if not entry.source and name in item.translations:
                    # The part in the first paragraph.
                    text, some = item.translations[name], True
                elif translation:
                    text = read_nodes(host.parse_inline(translation, line), line).text
                texts.append(text)
            if some:
                item.translations = {**item.translations, name: join_texts(texts)}


def _values(kind: type[Kind], item: ParsedItem) -> Iterator[tuple[str, SourceText]]:
    """Yield the values that are translated, with their keys in `Item.markup`."""
    if item.name is not None and kind.field_of_type(Link):
        # The title of a document, which is no name that anything looks up.
        yield "", item.name
    specs = kind.field_specs()
    for name, value in item.values.items():
        if specs[name].is_translated and name != kind.code:
            yield name, value
    parts = row_fields(kind) if item.rows else {}
    for number, row in enumerate(item.rows):
        for name, value in row.items():
            if parts[name].is_translated:
                yield f"{kind.rows}.{number}.{name}", value


def _parsed(translation: str, value: SourceText, host: DirectiveSource) -> SourceText:
    """Return a translation as a value; the markup in it is that of the host."""
    if value.range is not None and value.range.container == "code":
        return SourceText(collapse_spaces(translation), value.line)
    if host.is_markdown:
        return read_markdown(translation, value.line, host)
    return read_nodes(host.parse_inline(translation, value.line), value.line)


def _leaves(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the blocks of text in a node."""
    if isinstance(node, (nodes.TextElement, nodes.Text)):
        yield node
        return
    for child in node.children:
        yield from _leaves(child)
