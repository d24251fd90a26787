"""The relations that the body of an entity tells, below a label or by their form.

``**Relationships**:`` with a list such as ``Has many orders``, a table without a column
for the entity itself, or a sentence behind the label. The page shows them as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache

from docutils import nodes

from ...codes import Code
from ...kinds import Entity, Kind, Relation
from ...messages import Message
from ...model.item import ParsedItem, Problem, SourceText
from ...model.name_marks import split_mark
from ...patterns import regex
from ...text import collapse_spaces, normalize, to_plain
from ...values.relation_text import ARROW, CARDINALITY, TITLED
from .blocks import (
    Block,
    Bullet,
    CodeBlock,
    ListBlock,
    ProseBlock,
    from_nodes,
    paragraph_bullet,
)
from .body_fields import shown_blocks
from .bullets import AbsentEntry, label_and_rest
from .lists import read_list
from .source import DirectiveSource
from .table_blocks import SourceCell, TableBlock
from .tables import read_columns, read_table
from .unread_lines import unread_lines
from .words import words_of

_NAMES = ("relationships", "relationship", "relations", "relation", "associations")
_CLOSE = 0.85
"""The least similarity of a word of a label that is taken for one of these."""

_LABEL_WORDS = 3
_TARGET_HEADS = frozenset(
    "entity model table related related-entity related-model related-table"
    " related-to with".split()
)
"""Heads of the column that names the other entity."""

_STATED = regex(
    # A hyphen in a word is no arrow.
    rf"(?!(?<=\w)-\w)(?:{ARROW})|\b(?:{CARDINALITY})\b"
    r"|\b(?:has|have|belongs?\s+to)\b",
    re.IGNORECASE,
)
_BY_FIELD = regex(
    rf"(?:\w+\.)?(?P<field>\w+) ?{ARROW} ?(?P<target>{TITLED})(?:\.\w+| ?\(\w+\))?"
    rf"(?: ?[,(:]? ?(?P<cardinality>{CARDINALITY})\)?)?"
    r"(?: [-–—] ?\S.*| ?[,:(] ?\S.*)?",
    re.IGNORECASE,
)
"""``user_id → User``, a field of the entity that refers to another."""


_NOTHING = regex(
    r"\W?(?:none|n/a|no relations(?:hips)?)(?: yet| so far)?\W{0,2}", re.IGNORECASE
)
"""A bullet that says that there is no relation."""


@dataclass(slots=True)
class EntityRelation:
    """A relation in the body of an entity.

    Attributes:
        item: the relation.
        node: the node of the body that shows it.
    """

    item: ParsedItem
    node: nodes.Node


def is_relations_label(node: nodes.Node | None) -> bool:
    """Return whether a paragraph or heading is a label of relations, and no more."""
    if not isinstance(node, (nodes.paragraph, nodes.rubric)):
        return False
    return _is_label(node.astext())


def _is_label(text: str) -> bool:
    words = normalize(text.strip().strip("*_` :")).split("-")
    return len(words) <= _LABEL_WORDS and any(map(_is_name, words))


@lru_cache(maxsize=4096)
def _is_name(word: str) -> bool:
    # The labels of fields are asked for, too.
    return bool(get_close_matches(word, _NAMES, n=1, cutoff=_CLOSE))


class RelationReader:
    """Reads the blocks of an entity's body that are about relations."""

    def __init__(
        self, kind: type[Kind], item: ParsedItem, source: DirectiveSource
    ) -> None:
        """Begin at the start of the body.

        Args:
            kind: the kind of the item; only entities have relations.
            item: the item.
            source: its directive.
        """
        self.found: list[EntityRelation] = []
        self.problems: list[Problem] = []
        self._is_entity = kind is Entity
        name = collapse_spaces(to_plain(item.name.text)) if item.name else ""
        self._name = split_mark(kind, name).name
        self._item = item
        self._source = source
        self._label: ProseBlock | None = None

    def takes(self, block: Block, here: DirectiveSource) -> bool:
        """Return whether a block is about relations, which are read; it stays.

        Args:
            block: the block.
            here: the file that it is in.
        """
        if not self._is_entity or not self._name:
            return False
        label, self._label = self._label, None
        if isinstance(block, ProseBlock):
            return self._prose(block, label, here)
        problems = len(self.problems)
        if isinstance(block, ListBlock):
            taken = self._list(block, here, is_labelled=label is not None)
        elif label is None:
            return False
        elif isinstance(block, TableBlock):
            self._table(block, here)
            taken = True
        else:
            taken = self._code(block)
        if label is not None and taken:
            self.problems += unread_lines(
                label, block, is_markdown=self._source.is_markdown
            )
        if here is not self._source:
            for problem in self.problems[problems:]:
                problem.file = here.file
        return taken

    def take_bullets(
        self, block: ListBlock, here: DirectiveSource
    ) -> tuple[ListBlock, list[Bullet]]:
        """Take the bullets whose label says that they are about relations.

        Returns:
            The list without them, and these bullets.
        """
        if not self._is_entity or not self._name:
            return block, []
        own: list[Bullet] = []
        for bullet in block.bullets:
            label, rest = label_and_rest(bullet)
            if label is None or not _is_label(words_of(label)):
                continue
            lists = [n for n in shown_blocks(bullet.below) if _is_list(n)]
            if not lists and not _STATED.search(words_of(rest)):
                continue
            own.append(bullet)
            if words_of(rest):
                self._sentence(words_of(rest), bullet.line, block.node)
            for node in lists:
                copied = from_nodes([node.deepcopy()], node.line or bullet.line, here)
                self._entries(copied[0], here, node)
        others = [b for b in block.bullets if not any(b is other for other in own)]
        return replace(block, bullets=others), own

    def _prose(
        self, block: ProseBlock, label: ProseBlock | None, here: DirectiveSource
    ) -> bool:
        """Note a label, or read the sentence behind or below it."""
        node = block.node
        if is_relations_label(node):
            self._label = block
        elif isinstance(node, nodes.paragraph):
            bullet = paragraph_bullet(node.deepcopy(), block.line, here)
            words, rest = label_and_rest(bullet)
            text = words_of(rest)
            if words is None or not text or not _is_label(words_of(words)):
                if label is None:
                    return False
                text = words_of(bullet.inline)
            self._sentence(text, block.line, node)
        elif label is not None and not isinstance(node, nodes.TextElement):
            # A comment or a target stands between the label and its list.
            self._label = label
        return False

    def _sentence(self, text: str, line: int, node: nodes.Node | None) -> None:
        """Read the words behind a label."""
        parts = re.split(r"(?<=[.;])\s+", text.strip())
        unread: list[str] = []
        for part in parts:
            words = part.rstrip(".; ")
            values = self._by_field(words)
            found = [values] if values else list(self._stated(words))
            if not found:
                unread.append(part)
            for fields in found:
                self._add(_item_of(fields, line), node)
        self.problems += (_unread(line, part) for part in unread)

    def _stated(self, text: str) -> Sequence[dict[str, str]]:
        """Return the relations that a line states without doubt."""
        if entries := Relation.parse_entries(text, self._name):
            return entries
        entry = Relation.parse_entry(text)
        return [entry] if entry else []

    def _list(
        self, block: ListBlock, here: DirectiveSource, *, is_labelled: bool
    ) -> bool:
        """Read a list below a label, or one in which all says how entities relate."""
        if not is_labelled and not all(
            bullet.label is None
            and not bullet.below
            and Relation.parse_entries(_text(bullet), self._name)
            for bullet in block.bullets
        ):
            return False
        node = block.node
        if node is None:
            return False
        (copied,) = from_nodes([node.deepcopy()], block.line, here)
        self.problems += unread_lines(
            copied, None, is_markdown=self._source.is_markdown
        )
        self._entries(copied, here, node)
        return True

    def _entries(self, block: Block, here: DirectiveSource, node: nodes.Node) -> None:
        """Read the entries of a list, whose nodes are a copy."""
        if not isinstance(block, ListBlock):
            return
        left: list[tuple[int, str]] = []
        others: list[Bullet] = []
        for bullet in block.bullets:
            if values := self._by_field(_text(bullet)):
                self._add(_item_of(values, bullet.line), node)
            elif not _NOTHING.fullmatch(_text(bullet)):
                others.append(bullet)
        texts = {bullet.line: _text(bullet) for bullet in others}
        for bullet, read in read_list(
            Relation, replace(block, bullets=others), here, self._name
        ):
            items = [] if isinstance(read, AbsentEntry) else read
            for item in items:
                item.values.setdefault("source", SourceText(self._name, item.line))
            text = texts.get(bullet.line, "")
            is_stated = all(map(_has_ends, items)) or _STATED.search(text)
            if isinstance(read, AbsentEntry) or not is_stated:
                left.append((bullet.line, text))
                continue
            for item in items:
                self._add(item, node)
        self.problems += (_unread(*entry) for entry in left)

    def _table(self, block: TableBlock, here: DirectiveSource) -> None:
        """Read a table below a label; the entity need not be in it."""
        head = [self._head(cell) for cell in block.head]
        rows = [[_copy(cell) for cell in row] for row in block.rows]
        table = TableBlock(block.line, head, rows)
        columns = read_columns(Relation, table, here, self.problems)
        for _, read in read_table(Relation, table, columns, here) if columns else ():
            for item in read if isinstance(read, list) else ():
                own = {"source", "target"} - item.values.keys()
                name = item.name
                if name is not None and "target" in own:
                    parts = Relation.split_name(to_plain(name.text))
                    if not parts:
                        item.values["target"], item.name = name, None
                if item.name is None:
                    source = SourceText(self._name, item.line)
                    item.values.setdefault("source", source)
                self._add(item, block.node)

    @staticmethod
    def _head(cell: SourceCell) -> SourceCell:
        if normalize(cell.words()).removesuffix("s") in _TARGET_HEADS:
            return SourceCell(cell.line, "To")
        return _copy(cell)

    def _code(self, block: CodeBlock) -> bool:
        """Read the lines of a block of text below a label."""
        if block.language not in {"", "default", "none", "text", "plain", "plaintext"}:
            return False
        left: list[tuple[int, str]] = []
        for number, line in enumerate(block.code.split("\n"), block.line):
            text = collapse_spaces(line.strip().lstrip("-*• "))
            if not text:
                continue
            values = self._by_field(text)
            found = [values] if values else self._stated(text)
            for fields in found:
                self._add(_item_of(fields, number), block.node)
            if not found:
                left.append((number, text))
        self.problems += (_unread(*entry) for entry in left)
        return True

    def _by_field(self, text: str) -> dict[str, str]:
        """Return the relation that a field of the entity makes: ``user_id → User``."""
        match = _BY_FIELD.fullmatch(collapse_spaces(text.strip()))
        fields = {
            normalize(to_plain(row["name"].text)) for row in self._item.rows
            if "name" in row
        }  # fmt: skip
        if match is None or not match["target"]:
            return {}
        if normalize(match["field"]) not in fields:
            return {}
        values = {
            "source": self._name,
            "target": match["target"],
            "cardinality": match["cardinality"] or "",
            "description": text,
        }
        return {name: value for name, value in values.items() if value}

    def _add(self, item: ParsedItem, node: nodes.Node | None) -> None:
        """Add a relation that a node of the body shows."""
        item.is_drawn = True
        item.below = []
        item.values = {n: value.without_nodes() for n, value in item.values.items()}
        if item.name is not None:
            item.name = item.name.without_nodes()
        shown = node if node is not None else nodes.paragraph()
        self.found.append(EntityRelation(item, shown))


def _item_of(values: dict[str, str], line: int) -> ParsedItem:
    item = ParsedItem(Relation.kind, line)
    for name, text in values.items():
        item.put(name, SourceText(text, line, source=text))
    return item


def _has_ends(item: ParsedItem) -> bool:
    """Return whether an item says from where to where it leads."""
    name = to_plain(item.name.text) if item.name else ""
    return {"source", "target"} <= {*item.values, *Relation.split_name(name)}


def _is_list(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.bullet_list, nodes.enumerated_list))


def _text(bullet: Bullet) -> str:
    """Return all words of a bullet, its label included."""
    return words_of(bullet.inline)


def _copy(cell: SourceCell) -> SourceCell:
    return replace(cell, inline=[node.deepcopy() for node in cell.inline])


def _unread(line: int, text: str) -> Problem:
    """Return the problem of words below a label of relations that are no relation."""
    return Problem(
        Code.CODE_NOT_READ,
        Message("text that names no {kind}, shown as written", kind=Relation.title),
        line,
        collapse_spaces(text),
    )


def relations_by_node(
    found: Sequence[EntityRelation], body: Sequence[nodes.Node]
) -> Iterator[tuple[int, list[ParsedItem]]]:
    """Yield the numbers of blocks of a body, each with the relations that it shows.

    Args:
        found: the relations.
        body: the blocks.
    """
    left = list(found)
    for number, node in enumerate(body):
        own = [r.item for r in left if r.node is node]
        left = [r for r in left if r.node is not node]
        if own:
            yield number, own
    if left:
        yield len(body), [relation.item for relation in left]
