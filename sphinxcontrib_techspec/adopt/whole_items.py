"""Whether a section is one item as a whole, which its heading names."""

from __future__ import annotations

from ..code.openapi import names_api_format
from ..kinds import CodeLanguage, Decision, DecisionRefs, Kind
from ..kinds.entity import is_type_text
from ..model.item import Item, row_models
from ..text import normalize
from ..values.field_list import names_some_fields
from ..values.names import names_beside
from .evidence import DATA, is_accepted, may_be_data
from .item_evidence import (
    describes,
    has_faults,
    is_evident,
    is_unread,
    lists_fields,
    share,
)
from .names import (
    LONGEST_NAME,
    SENT,
    TO_FILL,
    TOPIC_NAME,
    TYPE,
    is_name_of_entity,
    is_part_of_system,
)
from .options import Option, SectionOptions
from .sections import kinds_of_heading, topic_of
from .whole_candidates import is_function, is_record_block, name_of_model

_WITH_PARAMETERS = frozenset({"argument", "command", "setting"})
"""Kinds whose names may have a part that is filled in."""


def is_whole_item(option: Option, options: SectionOptions) -> bool:
    """Return whether a section is one item, named by its heading."""
    section = options.section
    kind, items = option.candidate.kind, option.reading.items
    if not items or is_unread(option.reading) or has_faults(items):
        return False
    is_record = kind is Decision and is_record_block(section)
    if not (option.is_of_spec or is_record) and share(option.reading) < 1:
        return False
    item = items[0]
    if kind.name_fields:
        return not item.invalid and item.model.is_evident(item.name)
    if TO_FILL.match(item.name) and kind.kind not in _WITH_PARAMETERS:
        return False
    if kind.topic_field:
        return _is_whole_choice(option, options)
    if not (
        kind.topics or kind.listed or kind.rows or kind.field_of_type(CodeLanguage)
    ):
        # The names of other kinds are told from headings of any text by their form.
        return is_evident(item)
    if kind.rows:
        return _is_entity(item, options)
    if kind.field_of_type(CodeLanguage):
        code = [block for block in section.blocks if block.type == "code block"]
        is_yaml = any(block.language in {"yaml", "yml"} for block in code)
        is_data = len(code) == 1 and not is_yaml and may_be_data(code[0])
        is_api = any(names_api_format(block.text) for block in code)
        if _has_accepted_table(options):
            # The code belongs to one of the items of the table.
            return False
        return is_data and not is_api and item.has(kind.code)
    if kind.listed:
        return option.is_of_spec and _is_component(item, options)
    if kinds_of_heading(section.title) and _has_accepted_list(options):
        return False
    return not item.is_empty


def _is_whole_choice(option: Option, options: SectionOptions) -> bool:
    """Return whether a section has one choice: its text, or what its heading names."""
    section, items = options.section, option.reading.items
    kind, item = option.candidate.kind, items[0]
    if not option.candidate.argument:
        words = [b for b in section.blocks if b.type != "thematic break"]
        is_part = option.candidate.end < words[-1].end
        return len(items) == 1 and _is_choice(item, is_part=is_part)
    if TOPIC_NAME.search(item.name):
        # *Performance constraints* below *Decisions* is what was decided on.
        return False
    return not item.is_empty and not _lists_choices(kind, options)


def _is_component(item: Item, options: SectionOptions) -> bool:
    """Return whether a section describes a part of a system, named by its heading."""
    is_part = is_part_of_system(item.name) or _has_labels(item.kind, options)
    is_other = _has_technology(options) or is_function(options.section)
    return not item.is_empty and is_part and not is_other


def _lists_choices(kind: type[Kind], options: SectionOptions) -> bool:
    """Return whether a table below a heading has choices, or a list below a topic."""
    return any(
        is_accepted(block, option)
        for block, each in options.parts
        for option in each
        if (block.type == "table" and option.candidate.kind is kind)
        or (block.type == "list" and topic_of(options.section))
    )


def _is_choice(item: Item, *, is_part: bool) -> bool:
    """Return whether a text says what was chosen on the topic of its heading.

    What ends with a colon introduces the rest, and names nothing. A part of the text
    below the heading is a choice if it names its record.
    """
    if item.is_empty or TOPIC_NAME.search(item.name):
        return False
    return not is_part or item.has(item.kind.field_of_type(DecisionRefs))


def _has_labels(kind: type[Kind], section: SectionOptions) -> bool:
    """Return whether labels of a section are fields of one item: *Purpose*, *File*."""
    labels = [
        block.text.partition(":")[0]
        for block in section.section.blocks
        if block.type == "paragraph" and ":" in block.text
    ]
    labels += (
        item.name
        for block, options in section.parts
        for option in options
        if block.type == "list"
        and option.candidate.kind is kind
        and not option.candidate.argument
        for item in option.reading.items
    )
    return any(map(kind.field_for_label, labels))


def _has_technology(section: SectionOptions) -> bool:
    """Return whether a section has a technology, with a list that says more of it."""
    return any(
        option.candidate.kind.package_field
        and option.candidate.argument
        and is_accepted(block, option)
        for block, options in section.parts
        for option in options
    )


def _has_accepted_table(section: SectionOptions) -> bool:
    """Return whether a table of a section has items, and no fields of one."""
    return any(
        not option.candidate.kind.rows and is_accepted(block, option)
        for block, options in section.parts
        if block.type == "table"
        for option in options
    )


def _has_accepted_list(section: SectionOptions) -> bool:
    """Return whether a list of a section has items, half of them on known topics."""
    return any(
        option.by_heading
        and 2 * share(option.reading) >= 1
        and is_accepted(block, option)
        for block, options in section.parts
        for option in options
    )


def _is_entity(item: Item, section: SectionOptions) -> bool:
    """Return whether a section describes an entity, named by its heading.

    Its fields have types, unless code without names lists them.
    """
    code = [block for block, _ in section.parts if block.type == "code block"]
    described = [
        (option.candidate.argument, other)
        for _, options in section.parts
        for option in options
        for other in option.reading.items
        if other.from_code and other.kind_name == item.kind_name
    ]
    classes = {normalize(other.name): other for _, other in described}
    if any(block.language not in DATA for block in code):
        own = classes.get(normalize(item.name))
        if own is None or item.name != name_of_model(section.section):
            return own is not None
        # The heading is another name; what is below it has to be about one class.
        is_one = (
            len({normalize(other.name) for name, other in described if not name}) == 1
        )
        return is_one and _shares_fields(item, own)
    rows = row_models(item)
    types = [getattr(row, "type", "") for row in rows]
    typed = sum(bool(TYPE.match(text)) and is_type_text(text) for text in types)
    if not rows or describes(item) or not _has_fields(item, section):
        return False
    if (code and SENT.match(item.name)) or _labels_entities(section):
        return False
    if is_name_of_entity(item.name):
        return bool(code) or typed > 0
    return typed == len(rows) and len(item.name.split()) <= LONGEST_NAME


def _labels_entities(section: SectionOptions) -> bool:
    """Return whether several lists below a heading are entities by their labels."""
    named = [
        option.candidate.argument
        for block, options in section.parts
        for option in options
        if block.type == "list"
        and option.candidate.kind.rows
        and option.candidate.argument
        and not names_some_fields(option.candidate.argument)
        and is_accepted(block, option)
    ]
    return len(named) > 1


def _shares_fields(item: Item, other: Item) -> bool:
    """Return whether another item has half of the fields of an item, or more."""
    fields, known = (
        [getattr(row, "name", "") for row in row_models(one)] for one in (item, other)
    )
    return 2 * len(names_beside(fields, known)) <= len(fields)


def _has_fields(item: Item, section: SectionOptions) -> bool:
    """Return whether the rows of an item are fields, where a list has them.

    The head of a table says what its columns are, and code is in a language. Of a list,
    half of the entries have the names of fields, and one has a common type: a heading
    may name what is said of all entities, such as *Indexing* or *Migrations*.
    """
    if any(block.type in {"table", "code block"} for block, _ in section.parts):
        return True
    return lists_fields(item)
