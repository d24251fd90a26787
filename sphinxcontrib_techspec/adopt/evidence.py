"""Whether a part of a document is what it says when it is read as a directive.

Words that could be read as items are no items: each has to be told from other text by
its heading, its columns, its labels or its form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..code.mermaid import LANGUAGE as MERMAID
from ..code.openapi import is_api_document, names_api_format
from ..kinds import CodeLanguage, Coverage, Endpoint, Kind, Link
from ..model.item import Item, row_models
from ..patterns import regex
from ..text import normalize, to_plain
from ..values.target import Target
from ..values.technologies import is_proper_name
from ..values.units import is_physical
from .blocks import MarkdownBlock
from .entity_names import have_columns
from .forms import UNHEADED
from .item_evidence import (
    FEW_ODD,
    describes,
    has_faults,
    has_names,
    has_no_records,
    has_record,
    have_roles,
    is_evident,
    is_unread,
    lists_fields,
    says_enough,
    seems_name,
    share,
)
from .names import (
    ATTRIBUTES,
    CODE_WITHOUT_DATA,
    CONDITION,
    DOCUMENT,
    ERROR_WORD,
    IDENTIFIED,
    IDENTIFIER,
    LONGEST_NAME,
    OF_FILE,
    is_name_of_entity,
)
from .options import Option, SectionOptions

DATA = frozenset(
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


_MOST = 2 / 3
"""The share of evident items in a list of a text whose headings do not tell them."""


def may_be_data(block: MarkdownBlock) -> bool:
    """Return whether a block of code may be what is sent.

    Code without a language may be words or a drawing, which are no data.
    """
    is_sent = _SENT.search(block.text) and not _DRAWN.search(block.text)
    return (bool(block.language) or bool(is_sent)) and block.language in DATA


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
        and all(map(may_be_data, codes))
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
    if has_faults(items) or has_no_records(items):
        return False
    is_sure = block.type == "table" or _are_variables(kind, block, items)
    if not (option.is_of_spec or is_sure) and share(reading) < _MOST:
        return False
    if not items:
        return option.by_heading and any(reading.absent)
    if kind.package_field and option.candidate.argument:
        # A list of one technology says which release it is, or why it was chosen.
        is_told = not reading.fields.isdisjoint({"version", "note"})
        return option.by_heading and is_told
    if kind.rows and option.candidate.argument:
        is_name = is_name_of_entity(option.candidate.argument)
        rows = all(not describes(item) for item in items)
        if block.type == "list" and not all(map(lists_fields, items)):
            return False
        is_told = option.by_heading or have_columns(items)
        return is_name and rows and is_told and share(reading) == 1
    if kind.field_of_type(Link) and not option.is_own and not _are_documents(items):
        return False
    accepts = {"table": _accepts_table, "code block": _accepts_code}
    return accepts.get(block.type, _accepts_list)(block, option)


def _are_variables(
    kind: type[Kind], block: MarkdownBlock, items: Sequence[Item]
) -> bool:
    """Return whether code sets nothing but names in capitals: ``PORT=80``."""
    is_code = bool(kind.assigned) and block.type == "code block"
    return is_code and all(item.name.isupper() for item in items)


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
            is_list = all(
                IDENTIFIER.match(i.name) and (i.extras or row_models(i)) for i in items
            )
            return option.is_own and is_list
        return (option.is_named or ours != {"note"}) and says_enough(items)
    # What any kind has says nothing of this one.
    own = ours - {"note"}
    sure = share(option.reading)
    if kind.kind in UNHEADED and sure < 1 / 2:
        return False
    if sure < 1 / 2 and _is_name_by_other_columns(kind, items):
        return False
    is_told = "coverage" in items[0].heads.get("target", "").lower()
    if kind is Coverage and not is_told and _is_name_by_other_columns(kind, items):
        # *Area | Target* may be of any share, *Module | Coverage* is of tests.
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
        if not may_be_data(block) or (is_yaml and not option.is_named):
            return False
        if names_api_format(block.text):
            return False
    sure = share(reading)
    if kind.package_field:
        is_sure = sure == 1 or option.has_packages
        return is_sure and not _FILE_OF_OTHERS.match(block.text)
    if kind.assigned and block.text.startswith("#!"):
        # A script sets variables of its own.
        return False
    if kind.assigned and all(item.name.startswith("tool.") for item in reading.items):
        # In pyproject.toml they are set for the tools of a project.
        return False
    if kind.assigned and block.language not in _SETTINGS:
        return sure >= 1 / 2 or _are_variables(kind, block, reading.items)
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
    if any(map(_is_attribute, items)) or _is_about_others(option):
        return False
    if not option.by_heading:
        return _accepts_unnamed_list(option, sure)
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
        or (bool(kind.package_field) and has_record(i))
        for i in items
    ]
    if sure >= 1 / 2:
        odd = named.count(False) if kind.package_field else len(items)
        is_few = have_roles(items) and FEW_ODD * odd <= len(items)
        return kind.topics == () or all(named) or _have_topics(items) or is_few
    if kind.rows and option.by_heading and all(map(_names_fields, items)):
        return True
    if kind.name_fields or not option.is_named:
        return False
    if option.is_own and kind.package_field and _have_topics(items):
        return True
    given = dict(option.candidate.options)
    is_labelled = have_roles(items) and kind.topic_field not in given
    odd = sum(not _is_word_or_proper(item) for item in items)
    is_proper = FEW_ODD * odd <= len(items) if is_labelled else not odd
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
    if kind.assigned and option.by_heading and not option.is_own:
        # *Health checks* below *Docker configuration* are no settings.
        return not all(seems_name(kind, item) for item in items)
    if kind.kind == "error":
        return not any(map(_is_error, items))
    return bool(kind.usage_fields) and not (option.is_own or _are_typed(items))


def _are_typed(items: Sequence[Item]) -> bool:
    """Return whether names begin with a small letter or a sign, as what is typed."""
    return all(not item.name[:1].isupper() for item in items)


def _is_error(item: Item) -> bool:
    """Return whether an item has a word for what goes wrong, or is a condition.

    The word may be in its meaning; *Rope is cut* is a condition.
    """
    return CONDITION.search(item.name) is not None or any(
        ERROR_WORD.search(to_plain(item.text(field))) for field in ("", "meaning")
    )


def _accepts_unnamed_list(option: Option, sure: float) -> bool:
    """Return whether a list is of a kind that no heading names."""
    kind, items = option.candidate.kind, option.reading.items
    labelled = not any(item.is_empty for item in items)
    least = 1 / 2 if kind.kind in UNHEADED else 2 / 3
    is_short = all(len(item.name.split()) <= 3 for item in items)
    is_technology = kind.package_field and option.is_within and is_short
    may_be = kind.kind in UNHEADED or is_technology
    return bool(may_be) and sure >= least and labelled


def _names_fields(item: Item) -> bool:
    """Return whether a bullet is an entity with the names of its fields."""
    return is_name_of_entity(item.name) and len(row_models(item)) > 1


def _is_word_or_proper(item: Item) -> bool:
    """Return whether an item has one word or a proper name for its name."""
    return len(item.name.split()) == 1 or is_proper_name(item.name)


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
    # *Version: Zed 3.16* names a technology.
    own = {"version"} if item.has("version") and is_evident(item) else set[str]()
    return any(
        normalize(label) in ATTRIBUTES - own and not item.kind.names_topic(label)
        for label in labels
    )
