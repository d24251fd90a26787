"""Whether items that were read are what their author meant: names, values, faults."""

from __future__ import annotations

from collections.abc import Sequence

from ..code.languages import language_named
from ..codes import Code
from ..kinds import DecisionRefs, Endpoint, Kind
from ..model.item import Item, Problem, row_models
from ..patterns import regex
from ..text import normalize, to_plain
from ..values.names import is_common_type
from ..values.target import Target
from .blocks import MarkdownBlock
from .names import (
    CALL,
    ENVIRONMENTS,
    FIELD_NAME,
    HANDLING,
    LONGEST_NAME,
    NO_NAME,
    PATH,
    RECORD,
    REMARKS,
    TYPE_NAME,
    WORD_OF_CODE,
)
from .reading import Reading

UNREAD = frozenset(
    {Code.NO_NAME_COLUMN, Code.UNPARSABLE_BODY, Code.CODE_NOT_READ,
     Code.MISPLACED_OPTION}
)  # fmt: skip
"""Problems of a body that is not read, or not all of it."""


FEW_ODD = 3
"""One of this number of technologies with roles may have words for a name."""


def lists_fields(item: Item) -> bool:
    """Return whether an entity has fields with names of fields."""
    rows = row_models(item)
    named = [row for row in rows if FIELD_NAME.fullmatch(getattr(row, "name", ""))]
    types = (TYPE_NAME.match(getattr(row, "type", "")) for row in named)
    return 2 * len(named) >= len(rows) and any(
        match and is_common_type(match["name"]) for match in types
    )


def have_roles(items: Sequence[Item]) -> bool:
    """Return whether each item has a label or an option for its role."""
    return all(item.has(item.kind.topic_field) for item in items)


def has_names(block: MarkdownBlock, kind: type[Kind], items: Sequence[Item]) -> bool:
    """Return whether all items have a text for a name, and that is a name.

    The text of an amount or of a remark is no name. Rows that repeat the name of an
    entity are those of its parts, such as indexes.
    """
    names = [item.name.strip() for item in items]
    others = sum(
        bool(NO_NAME.match(item.name.strip()))
        for item in items
        if kind.package_field or not (is_evident(item) or _is_code(kind, item.name))
    )
    if kind.listed:
        others += sum(bool(CALL.match(name)) for name in names)
    own = [item.name.strip() for item in items if item.kind is kind]
    if kind is Endpoint and not all("/" in name for name in own):
        return False
    if kind.assigned and any(map(ENVIRONMENTS.match, names)):
        return False
    if kind.kind == "error" and block.type == "list":
        others += sum(bool(HANDLING.match(n) or CALL.match(n)) for n in names)
    if kind.assigned or kind.kind == "error":
        # ``settings.rs`` below *Configuration* is a part of the code.
        others += sum(map(_is_file_of_code, names))
    if kind.field_of_type(Target):
        others = 0
    if kind.package_field:
        others += sum(
            bool(PATH.match(item.name.strip())) and not has_record(item)
            for item in items
        )
    if kind.rows and len(set(own)) < len(own):
        return False
    if kind.package_field and _are_functions(items):
        return False
    # A row of a table may be odd, and so may be what is said of a role.
    few = len(names) / 8 if block.type == "table" else 0
    if kind.package_field and block.type == "list" and have_roles(items):
        few = len(names) / FEW_ODD
    return all(names) and others <= few


def _is_file_of_code(name: str) -> bool:
    """Return whether a name is that of a file in a programming language."""
    match = _FILE.fullmatch(name)
    language = language_named(match["ending"]) if match else None
    return language is not None and language.name not in _DATA


_FILE = regex(r"[\w./-]{1,100}\.(?P<ending>\w{1,5})")
_DATA = frozenset({"JSON", "Mermaid", "YAML"})
"""Languages in which settings are written, too."""


def _are_functions(items: Sequence[Item]) -> bool:
    """Return whether half of the items are named as functions, without a version.

    The tools of an agent are functions: ``loan_renew``.
    """
    return 2 * sum(
        bool(WORD_OF_CODE.match(item.name))
        and not (is_evident(item) or item.has("version"))
        for item in items
    ) >= len(items)  # fmt: skip


def _is_code(kind: type[Kind], name: str) -> bool:
    """Return whether a number is the code of an error."""
    return kind.kind == "error" and name.isdigit()


def seems_name(kind: type[Kind], item: Item) -> bool:
    """Return whether an item seems to have a name: a single word is one, too."""
    words = len(item.name.split())
    return words == 1 or (words <= LONGEST_NAME and kind.seems_name(item.name))


def describes(item: Item) -> bool:
    """Return whether rows are said of a thing, and are none of its fields."""
    names = {normalize(str(getattr(row, "name", ""))) for row in row_models(item)}
    return not names.isdisjoint(REMARKS)


def has_faults(items: Sequence[Item]) -> bool:
    """Return whether values do not fit their fields, so that another kind is meant.

    A few may be wrong; they are reported.
    """
    return 4 * sum(map(is_faulty, items)) > len(items)


def is_misnamed(problem: Problem) -> bool:
    """Return whether a column or a label is nearly a field's, and warned of as such."""
    return problem.code == Code.UNKNOWN_FIELD and problem.fix is not None


def is_faulty(item: Item) -> bool:
    """Return whether a value of an item does not fit its field."""
    return bool(item.invalid) or any(
        problem.code == Code.INVALID_FIELD for problem in item.problems
    )


def has_record(item: Item) -> bool:
    """Return whether an item is a choice with a decision record."""
    return any(item.has(name) for name in item.kind.fields_of_type(DecisionRefs))


def has_no_records(items: Sequence[Item]) -> bool:
    """Return whether most references to decision records are other texts."""
    texts = [
        to_plain(item.text(name))
        for item in items
        for name in item.kind.fields_of_type(DecisionRefs)
        if item.has(name)
    ]
    return 2 * sum(bool(RECORD.search(text)) for text in texts) < len(texts)


def share(reading: Reading) -> float:
    """Return the share of the items that are of their kind for sure."""
    if not reading.items:
        return 0.0
    return sum(map(is_evident, reading.items)) / len(reading.items)


def is_evident(item: Item) -> bool:
    """Return whether an item is one of its kind for sure."""
    return item.model.is_evident(item.name)


def says_enough(items: Sequence[Item]) -> bool:
    """Return whether most items say more than their name."""
    return 2 * sum(
        not item.is_empty or bool(row_models(item)) for item in items
    ) >= len(items)


def is_unread(reading: Reading) -> bool:
    """Return whether more of a body is left unread than is read, or is misspelt."""
    problems = [
        *reading.problems,
        *(p for item in reading.items for p in item.problems),
    ]
    # Each text of a list is reported, and the list is one.
    different = dict.fromkeys(
        (problem.code, str(problem.problem)) for problem in problems
    )
    codes = [code for code, _ in different if code in UNREAD]
    if any(map(is_misnamed, problems)):
        return True
    return len(codes) > len(reading.items) or Code.MISPLACED_OPTION in codes
