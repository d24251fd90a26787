"""Whether a part of a document is what it says when it is read as a directive.

Words that could be read as items are no items: each has to be told from other text by
its heading, its columns, its labels or its form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..code.mermaid import LANGUAGE as MERMAID
from ..code.openapi import is_api_document, names_api_format
from ..codes import Code
from ..kinds import CodeLanguage, DecisionRefs, Endpoint, Kind, Link
from ..kinds.entity import is_type_text
from ..model.item import Item, Problem, row_models
from ..patterns import regex
from ..text import normalize, to_plain
from ..values.names import is_common_type, names_beside
from ..values.target import Target
from ..values.technologies import is_proper_name
from ..values.units import is_physical
from .blocks import MarkdownBlock
from .candidates import Option, SectionOptions, is_function, name_of_model
from .names import (
    ATTRIBUTES,
    CALL,
    CODE_WITHOUT_DATA,
    DOCUMENT,
    ENVIRONMENTS,
    ERROR_WORD,
    FIELD_NAME,
    HANDLING,
    IDENTIFIED,
    IDENTIFIER,
    LONGEST_NAME,
    NO_NAME,
    OF_FILE,
    PATH,
    RECORD,
    REMARKS,
    SENT,
    TO_FILL,
    TYPE,
    TYPE_NAME,
    WORD_OF_CODE,
    is_name_of_entity,
    is_part_of_system,
)
from .reading import Reading
from .sections import kinds_of_heading, topic_of

UNREAD = frozenset(
    {Code.NO_NAME_COLUMN, Code.UNPARSABLE_BODY, Code.CODE_NOT_READ,
     Code.MISPLACED_OPTION}
)  # fmt: skip
"""Problems of a body that is not read, or not all of it."""

_DATA = frozenset(
    {"", "json", "jsonc", "json5", "yaml", "yml", "xml", "graphql", "http"}
)
"""Languages of code that may be the body of a request or a response."""

_SENT = regex(
    r"^[ \t]{0,40}(?:[{<]|\[(?=[ \t]{0,40}(?:[\"{\[\]\d.-]|$))"
    r"|(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \S|HTTP/\d"
    r"|(?:event|data): ?\S)|\{[ \t]{0,40}$",
    re.MULTILINE,
)
"""Lines of what is sent: JSON, XML, a message of HTTP, an event of a stream."""

_DRAWN = regex(r"[\u2500-\u257f\u2190-\u21ff\u25a0-\u25ff]|-->|<--|==>")
"""Lines and arrows of a drawing."""

_SETTINGS = frozenset({"env", "dotenv", "ini", "toml", "properties", "conf", "cfg"})
"""Languages of code that has nothing but settings."""

_FILE_OF_OTHERS = regex(
    r"\s*(?:#|//)\s*(?:in\s|the\s|an?\s)?(?:clients?|consumers?|customers?|downstream"
    r"|examples?|for example|sample|usage|users?|your)\b",
    re.IGNORECASE,
)
"""A comment at the head of code that says whose it is: ``# consumer's file``."""

_FEW_ODD = 3
"""One of this number of technologies with roles may have words for a name."""

_MOST = 2 / 3
"""The share of evident items in a list of a text whose headings do not tell them."""

_UNHEADED = frozenset({"endpoint", "argument", "setting"})
"""Kinds of items in lists that are known by their form, below any heading."""


_WITH_PARAMETERS = frozenset({"argument", "command", "setting"})
"""Kinds whose names may have a part that is filled in."""


def _may_be_data(block: MarkdownBlock) -> bool:
    """Return whether a block of code may be what is sent.

    Code without a language may be words or a drawing, which are no data.
    """
    is_sent = _SENT.search(block.text) and not _DRAWN.search(block.text)
    return (bool(block.language) or bool(is_sent)) and block.language in _DATA


def is_whole_item(option: Option, options: SectionOptions) -> bool:
    """Return whether a section is one item, named by its heading."""
    section = options.section
    kind, items = option.candidate.kind, option.reading.items
    if not items or is_unread(option.reading) or has_faults(items):
        return False
    if not option.is_of_spec and share(option.reading) < 1:
        return False
    item = items[0]
    if kind.name_fields:
        return not item.invalid and item.model.is_evident(item.name)
    if TO_FILL.match(item.name) and kind.kind not in _WITH_PARAMETERS:
        return False
    if kind.topic_field:
        if not option.candidate.argument:
            words = [b for b in section.blocks if b.type != "thematic break"]
            is_part = option.candidate.end < words[-1].end
            return len(items) == 1 and _is_choice(item, is_part=is_part)
        lists = [part for part in options.parts if part[0].type == "list"]
        others = (is_accepted(block, other) for block, each in lists for other in each)
        return not item.is_empty and not (topic_of(section) and any(others))
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
        is_data = len(code) == 1 and not is_yaml and _may_be_data(code[0])
        is_api = any(names_api_format(block.text) for block in code)
        return is_data and not is_api and item.has(kind.code)
    if kind.listed:
        is_part = is_part_of_system(item.name) or _has_labels(kind, options)
        is_other = _has_technology(options) or is_function(section)
        return not item.is_empty and is_part and not is_other
    if kinds_of_heading(section.title) and _has_accepted_list(options):
        return False
    return not item.is_empty


def _is_choice(item: Item, *, is_part: bool) -> bool:
    """Return whether a text says what was chosen on the topic of its heading.

    What ends with a colon introduces the rest, and names nothing. A part of the text
    below the heading is a choice if it names its record.
    """
    if item.is_empty or item.name.rstrip().endswith(":"):
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
    return any(map(kind.field_for_column_head, labels))


def _has_technology(section: SectionOptions) -> bool:
    """Return whether a section has a technology, with a list that says more of it."""
    return any(
        option.candidate.kind.package_field
        and option.candidate.argument
        and is_accepted(block, option)
        for block, options in section.parts
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
    if any(block.language not in _DATA for block in code):
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
    if not rows or _describes(item) or not _has_fields(item, section):
        return False
    if code and SENT.match(item.name):
        return False
    if is_name_of_entity(item.name):
        return bool(code) or typed > 0
    return typed == len(rows) and len(item.name.split()) <= LONGEST_NAME


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
    return _lists_fields(item)


def _lists_fields(item: Item) -> bool:
    rows = row_models(item)
    named = [row for row in rows if FIELD_NAME.fullmatch(getattr(row, "name", ""))]
    types = (TYPE_NAME.match(getattr(row, "type", "")) for row in named)
    return 2 * len(named) >= len(rows) and any(
        match and is_common_type(match["name"]) for match in types
    )


def lists_items(option: Option, section: SectionOptions) -> bool:
    """Return whether a table of a section lists items of a kind, and not rows of one.

    The items are described, and have no types.
    """
    kind = option.candidate.kind
    described = kind.body_field()
    others = [
        other.reading.items
        for block, options in section.parts
        for other in options
        if block.type == "table"
        and other.candidate.kind is kind
        and not other.candidate.argument
        and not is_unread(other.reading)
    ]
    return bool(kind.rows) and any(
        items and all(item.has(described) and not item.extras for item in items)
        for items in others
    )


def is_run(option: Option, section: SectionOptions) -> bool:
    """Return whether each block of code in some lines is an item with a name."""
    part, items = option.candidate, option.reading.items
    codes = [b for b, _ in section.parts if part.first <= b.first < part.end]
    return (
        len(items) >= len(codes)
        and all(map(_may_be_data, codes))
        and all(item.name for item in items)
        and not option.reading.problems
    )


def is_accepted(block: MarkdownBlock, option: Option) -> bool:
    """Return whether a block has items of a kind, as far as can be known."""
    reading, kind = option.reading, option.candidate.kind
    items = reading.items
    if is_unread(reading) or not has_names(block, kind, items):
        return False
    if len(option.to_fill & {item.name for item in items}) > 1:
        return False
    if has_faults(items) or _has_no_records(items):
        return False
    if not option.is_of_spec and block.type != "table" and share(reading) < _MOST:
        return False
    if not items:
        return option.by_heading and any(reading.absent)
    if kind.package_field and option.candidate.argument:
        # A list of one technology says which release it is, or why it was chosen.
        is_told = not reading.fields.isdisjoint({"version", "note"})
        return option.by_heading and is_told
    if kind.rows and option.candidate.argument:
        is_name = is_name_of_entity(option.candidate.argument)
        rows = all(not _describes(item) for item in items)
        if block.type == "list" and not all(map(_lists_fields, items)):
            return False
        return is_name and rows and option.by_heading and share(reading) == 1
    if kind.field_of_type(Link) and not option.is_own and not _are_documents(items):
        return False
    accepts = {"table": _accepts_table, "code block": _accepts_code}
    return accepts.get(block.type, _accepts_list)(block, option)


def _are_documents(items: Sequence[Item]) -> bool:
    """Return whether half of the items have a link, or the name of a document."""
    return 2 * sum(
        is_evident(item) or bool(DOCUMENT.search(item.name)) for item in items
    ) >= len(items)  # fmt: skip


def _accepts_table(_block: MarkdownBlock, option: Option) -> bool:
    kind, items = option.candidate.kind, option.reading.items
    target = kind.field_of_type(Target)
    if target and not any(item.has(target) for item in items):
        # *Metric | Labels* lists what is measured, and requires nothing of it.
        return False
    if target and not (option.is_measured or _have_units(items)):
        return False
    if target and not share(option.reading) and _is_name_by_other_columns(kind, items):
        # *Component | Current | Target* may be a plan of versions.
        return False
    # What a heading gives all rows says nothing of them.
    given = {name for name, _ in option.candidate.options}
    ours = option.reading.fields - {"", "status"} - given
    if option.by_heading:
        if kind.rows and not all(IDENTIFIED.match(item.name) for item in items):
            return False
        if not ours:
            # Names of one word with nothing but further columns.
            is_list = all(IDENTIFIER.match(i.name) and i.extras for i in items)
            return option.is_own and is_list
        return (option.is_named or ours != {"note"}) and says_enough(items)
    # What any kind has says nothing of this one.
    own = ours - {"note"}
    sure = share(option.reading)
    if kind.kind in _UNHEADED and sure < 1 / 2:
        return False
    if sure < 1 / 2 and _is_name_by_other_columns(kind, items):
        return False
    extras = max((len(item.extras) for item in items), default=0)
    if extras > len(option.reading.fields):
        # A row of data has columns of its own.
        return False
    least = 1 if sure == 1 or (option.is_of_spec and _is_labelled(kind, items)) else 2
    return len(own) >= least and says_enough(items)


def _have_units(items: Sequence[Item]) -> bool:
    """Return whether half of the targets are times, sizes or rates.

    *Success rate 95 %* and *40 interviews* may be goals of any kind.
    """
    field = items[0].kind.field_of_type(Target)
    values = [getattr(item.model, field, None) for item in items]
    units = [value.unit for value in values if isinstance(value, Target)]
    return 2 * sum(map(is_physical, units)) >= len(items)


def _is_name_by_other_columns(kind: type[Kind], items: Sequence[Item]) -> bool:
    """Return whether the column with the names has a head that names other things, too.

    *Risk*, *Layer* or *Feature* are names of items below a heading that says so.
    """
    head = items[0].heads.get("", "")
    is_own = kind.own_field_for_head(head) == "" or _is_labelled(kind, items)
    return bool(head) and not is_own


def _is_labelled(kind: type[Kind], items: Sequence[Item]) -> bool:
    """Return whether the column with the names has the kind's own head: *Component*."""
    return normalize(items[0].heads.get("", "")) == normalize(kind.title)


def _accepts_code(block: MarkdownBlock, option: Option) -> bool:
    kind, reading = option.candidate.kind, option.reading
    if is_api_document(block.text, block.language):
        # Where it has both, the endpoints are what the document is about.
        kinds = {item.kind_name for item in reading.items}
        is_first = kind.kind in kinds and (kind is Endpoint or len(kinds) == 1)
        return is_first and not _FILE_OF_OTHERS.match(block.text)
    if kind.field_of_type(CodeLanguage):
        is_yaml = block.language in {"yaml", "yml"}
        if not _may_be_data(block) or (is_yaml and not option.is_named):
            return False
        if names_api_format(block.text):
            return False
    sure = share(reading)
    if kind.package_field:
        is_sure = sure == 1 or option.has_packages
        return is_sure and not _FILE_OF_OTHERS.match(block.text)
    if kind.assigned and all(item.name.startswith("tool.") for item in reading.items):
        # In pyproject.toml they are set for the tools of a project.
        return False
    if kind.assigned and block.language not in _SETTINGS:
        return sure >= 1 / 2
    is_added = block.language != MERMAID and any(i.is_drawn for i in reading.items)
    if kind.rows and is_added and not option.by_heading:
        # A migration changes tables that are described elsewhere.
        return False
    if kind.rows and all(CODE_WITHOUT_DATA.match(i.name) for i in reading.items):
        return False
    return sure > 0 or (option.by_heading and says_enough(reading.items))


def _accepts_list(_block: MarkdownBlock, option: Option) -> bool:
    kind, reading, items = option.candidate.kind, option.reading, option.reading.items
    sure = share(reading)
    if any(map(_is_attribute, items)):
        return False
    if _is_about_others(option):
        return False
    if not option.by_heading:
        labelled = not any(item.is_empty for item in items)
        least = 1 / 2 if kind.kind in _UNHEADED else 2 / 3
        is_short = all(len(item.name.split()) <= 3 for item in items)
        is_technology = kind.package_field and option.is_within and is_short
        may_be = kind.kind in _UNHEADED or is_technology
        return bool(may_be) and sure >= least and labelled
    if kind.field_of_type(Target):
        # Bullets without a number are told to have none, below a heading of their own.
        is_own = option.is_own and not kind.topics
        return sure > 0 if is_own else sure >= 1 / 2
    if option.is_named and kind.takes_sentences:
        # Sentences below a heading of their own may be about any topic.
        is_any = not (kind.topic_field or kind.topics)
        return option.is_own or is_any or sure >= 1 / 2
    if kind.listed and not option.is_own:
        return False
    if kind.package_field and all(item.has("version") for item in items):
        return True
    named = [
        is_evident(i)
        or seems_name(kind, i)
        or (bool(kind.package_field) and _has_record(i))
        for i in items
    ]
    if sure >= 1 / 2:
        odd = named.count(False) if kind.package_field else len(items)
        is_few = _have_roles(items) and _FEW_ODD * odd <= len(items)
        return kind.topics == () or all(named) or _have_topics(items) or is_few
    if kind.name_fields or not option.is_named:
        return False
    if option.is_own and kind.package_field and _have_topics(items):
        return True
    given = dict(option.candidate.options)
    is_labelled = _have_roles(items) and kind.topic_field not in given
    is_proper = is_labelled or all(map(_is_word_or_proper, items))
    if kind.package_field and not sure and not is_proper:
        # None of them is known or has a label, and some are words about something.
        return False
    return 2 * sum(
        is_name and not item.is_empty
        for is_name, item in zip(named, items, strict=True)
    ) >= len(items)  # fmt: skip


def _is_about_others(option: Option) -> bool:
    """Return whether a list is about what the kind is for, and names none.

    *Batch calls: keep the mapping* says how errors are treated; *Schema version* below
    *Field details* is no command.
    """
    kind, items = option.candidate.kind, option.reading.items
    if kind.field_of_type(Target):
        return not (option.is_measured or _have_units(items))
    if share(option.reading):
        return False
    if kind.kind == "error":
        return not any(map(_is_error, items))
    return bool(kind.usage_fields) and not (option.is_own or _are_typed(items))


def _are_typed(items: Sequence[Item]) -> bool:
    """Return whether names begin with a small letter or a sign, as what is typed."""
    return all(not item.name[:1].isupper() for item in items)


def _is_error(item: Item) -> bool:
    """Return whether an item has a word for what goes wrong, or one in its meaning."""
    return any(
        ERROR_WORD.search(to_plain(item.text(field))) for field in ("", "meaning")
    )


def _is_word_or_proper(item: Item) -> bool:
    """Return whether an item has one word or a proper name for its name."""
    return len(item.name.split()) == 1 or is_proper_name(item.name)


def _have_roles(items: Sequence[Item]) -> bool:
    """Return whether each item has a label or an option for its role."""
    return all(item.has(item.kind.topic_field) for item in items)


def _have_topics(items: Sequence[Item]) -> bool:
    """Return whether each item is evident, or has a label and a short name."""
    label = items[0].kind.topic_field
    return all(
        is_evident(item) or (item.has(label) and len(item.name.split()) <= LONGEST_NAME)
        for item in items
    )


def _is_attribute(item: Item) -> bool:
    """Return whether the label of an item is the field of another: ``**Why**:``."""
    labels = [to_plain(item.text(field)) for field in {item.kind.bullet[0], ""}]
    if item.kind.assigned and any(map(OF_FILE.match, labels)):
        return True
    return any(
        normalize(label) in ATTRIBUTES and not item.kind.names_topic(label)
        for label in labels
    )


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
        others += sum(bool(HANDLING.match(name)) for name in names)
    if kind.field_of_type(Target):
        others = 0
    if kind.package_field:
        others += sum(
            bool(PATH.match(item.name.strip())) and not _has_record(item)
            for item in items
        )
    if kind.rows and len(set(own)) < len(own):
        return False
    if kind.package_field and _are_functions(items):
        return False
    # A row of a table may be odd, and so may be what is said of a role.
    few = len(names) / 8 if block.type == "table" else 0
    if kind.package_field and block.type == "list" and _have_roles(items):
        few = len(names) / _FEW_ODD
    return all(names) and others <= few


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


def _describes(item: Item) -> bool:
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


def _has_record(item: Item) -> bool:
    """Return whether an item is a choice with a decision record."""
    return any(item.has(name) for name in item.kind.fields_of_type(DecisionRefs))


def _has_no_records(items: Sequence[Item]) -> bool:
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
