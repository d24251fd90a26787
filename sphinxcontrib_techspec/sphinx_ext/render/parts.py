"""The parts of a value, as data: they are rendered, and compared between builds.

A part is a small tuple, so what a page shows can be hashed without rendering it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import cast

from ...adr import AdrIndex, DecisionRecord
from ...kinds import (
    DecisionRefs,
    EvidenceRef,
    ItemStatus,
    Kind,
    Link,
    References,
    SpecHeader,
)
from ...model.evidence import EvidenceCheck, Measured, MissingValue
from ...model.item import Item, row_models
from ...model.project import Project
from ...model.spec import Lookup, Spec
from ...patterns import regex
from ...text import Text, runs, to_plain
from ...values.names import type_names
from ..i18n import fill, gettext, ngettext, pgettext, separator, translated
from .model import Line, Part

_WORD = regex(r"[^\W\d][\w.]*")


def text_parts(text: Text) -> list[Part]:
    """Return the runs of a value as parts."""
    return [
        (
            Part("url", run[1], anchor=run[2])
            if run[0] == "link"
            else Part(run[0] or "text", run[1])
        )
        for run in runs(text)
    ]


def badge(word: str, group: str, style: str = "") -> Part:
    """Return a word in a badge, such as a status.

    The class is the word itself in every language; the text is translated.
    """
    name = word.lower().replace(" ", "-")
    classes = f"techspec-{group} techspec-{group}-{name}"
    return Part("badge", pgettext(group, word), anchor=classes, style=style)


def text_part(text: str) -> Part:
    """Return plain text as a part."""
    return Part("text", text)


def joined(parts: Iterable[Part]) -> Line:
    """Return parts with separators between them."""
    line: Line = []
    for part in parts:
        line += [text_part(separator()), part] if line else [part]
    return line


def adr_label(record: DecisionRecord, *, as_written: bool = False) -> str:
    """Return a record's id and title in one text.

    Args:
        record: the record.
        as_written: whether the title is in the language of the source.
    """
    same = record.title == record.label
    title = str(record.title) if as_written else translated(record.title)
    return record.label if same else f"{record.label}: {title}"


def adr_parts(adrs: AdrIndex, record: DecisionRecord) -> list[Part]:
    """Return a decision record as a reference shows it: id, title, live status."""
    status = adrs.shown_status(record)
    struck = "struck" if status == "superseded" else ""
    parts = [
        Part("adr", adr_label(record), record.docname, record.anchor, style=struck),
        Part("gap", " "),
        badge(status, "adr-status", "aside"),
    ]
    for end in adrs.current_successors(record) if struck else ():
        parts += [
            Part("gap", " "),
            Part("note", "→ "),
            Part("adr", end.label, end.docname, end.anchor),
        ]
    for other in adrs.partly_superseded_by(record):
        parts += [
            Part("gap", " "),
            Part("note", gettext("in part → ")),
            Part("adr", other.label, other.docname, other.anchor),
        ]
    return parts


def decision_parts(project: Project, item: Item) -> list[list[Part]]:
    """Return each decision record that an item refers to."""
    found: list[list[Part]] = []
    texts = dict(item.links)
    for resolution in project.decisions(item):
        if resolution.record is not None:
            found.append(adr_parts(project.adrs, resolution.record))
        elif resolution.external is not None:
            other = resolution.external
            found.append(
                [Part("url", f"{other.project}: {other.title}", anchor=other.address)]
            )
        elif resolution.outcome == "external":
            text = texts.get(resolution.text) or resolution.text
            found.append([Part("url", text, anchor=resolution.text)])
        else:
            ambiguous = resolution.outcome == "ambiguous"
            reason = gettext("ambiguous") if ambiguous else gettext("not found")
            text = texts.get(resolution.text, "")
            shown = text and text != resolution.text
            before = [Part("text", text), Part("gap", " ")] if shown else []
            found.append([*before, Part("dead", resolution.text, style=reason)])
    return found


NOT_YET_MET = "not yet met"
"""The verdict of an unmet target whose item is only planned."""


def evidence_parts(checked: EvidenceCheck, *, planned: bool) -> list[Part]:
    """Return a measured value, whether it meets the target, and its source."""
    found = checked.found
    if isinstance(found, MissingValue):
        if planned:
            return [Part("code", checked.reference)]
        by_position = found.by_position
        reason = gettext("by position") if by_position else gettext("no value")
        return [Part("dead", checked.reference, style=reason)]
    word = checked.verdict
    if planned and word == "missed":
        # The item is not built yet.
        word = NOT_YET_MET
    return [
        Part("text", found.text),
        Part("gap", " "),
        badge(word, "evidence", "aside"),
        Part("gap", " "),
        Part("code", checked.reference),
    ]


def name_parts(text: str, looked_up: dict[str, Lookup]) -> list[Part]:
    """Return *text* with the names in it that refer to items linked."""
    parts: list[Part] = []
    position = 0
    # A name with spaces is the whole text.
    whole = re.compile(re.escape(text)) if text in looked_up else _WORD
    for match in whole.finditer(text):
        lookup = looked_up.get(match[0])
        if lookup is None:
            continue
        if before := text[position : match.start()]:
            parts.append(Part("text", before))
        target = lookup.target
        if target is not None:
            parts.append(Part("item", match[0], target.item.docname, target.anchor))
        else:
            parts.append(Part("dead", match[0], style=gettext("not found")))
        position = match.end()
    if rest := text[position:]:
        parts.append(Part("text", rest))
    return parts


def field_parts(project: Project, item: Item, name: str) -> list[list[Part]]:
    """Return the lines of the field *name* of an item."""
    kind = item.kind
    value_type = kind.value_type(name)
    if not name:
        link = kind.field_of_type(Link)
        if link and item.has(link):
            lines = [link_parts(project, item, to_plain(item.display("")))]
        else:
            lines = [text_parts(item.display(""))]
    elif name in item.invalid:
        lines = [[Part("dead", to_plain(item.display(name)))]]
    elif value_type is DecisionRefs:
        lines = decision_parts(project, item)
    elif value_type is EvidenceRef and (checked := project.evidence.check(item)):
        spec = project.spec_of(item)
        parts = evidence_parts(checked, planned=spec.item_status(item) == "planned")
        found = checked.found
        if isinstance(found, Measured) and project.evidence.days_older(
            found, spec.updated
        ):
            old = gettext("measured on {date}").format(date=found.date)
            parts += [Part("gap", " "), Part("text", f"({old})")]
        lines = [parts]
    elif value_type == ItemStatus:
        lines = [[badge(project.spec_of(item).item_status(item), "status")]]
    else:
        lines = [_value(project, item, name)] if item.has(name) else []
    return lines


def _value(project: Project, item: Item, name: str) -> list[Part]:
    """Return the parts of a field that has a value."""
    field = item.kind.field_specs()[name]
    text = item.display(name)
    if field.display == "badge" or field.choices:
        return [badge(to_plain(text), name)]
    if field.display == "code":
        return [Part("code", to_plain(text))]
    if name == item.kind.code and isinstance(text, str) and "\n" not in text:
        # A reader copies it.
        return [Part("code", text)]
    if field.value_type is Link:
        return link_parts(project, item)
    looked_up = dict(project.names_in(item, name)) if field.refers_to else {}
    if not looked_up:
        return text_parts(text)
    value: object = getattr(item.model, name)
    if isinstance(value, tuple):
        return _listed(looked_up, cast("References", value))
    return name_parts(str(value), looked_up)


def _listed(looked_up: dict[str, Lookup], names: References) -> list[Part]:
    parts: list[Part] = []
    for name in names:
        target = looked_up[name].target
        if target is not None:
            parts.append(Part("item", name, target.item.docname, target.anchor))
        else:
            parts.append(Part("dead", name, style=gettext("not found")))
    return joined(parts)


def link_parts(project: Project, item: Item, title: str = "") -> list[Part]:
    """Return the link of a related document, with *title* or as written."""
    written = to_plain(item.text(item.kind.field_of_type(Link)))
    docname = project.linked_document(item)
    if docname:
        return [Part("item", title or written, docname)]
    if docname is None:
        dead = Part("dead", written, style=gettext("not found"))
        return [Part("text", title), Part("gap", " "), dead] if title else [dead]
    is_address = "://" in written or written.startswith("mailto:")
    if is_address and not any(map(str.isspace, written)):
        return [Part("url", title or written, anchor=written)]
    # A folder, or words, which nothing else shows.
    before = [Part("text", title), Part("gap", " ")] if title else []
    return [*before, Part("text", f"({written})" if before else written)]


MOST_USERS = 3
"""The maximum number of users of an item that are named in a cell."""


def user_parts(project: Project, item: Item) -> list[Part]:
    """Return the items that refer to *item*: a few, and the number of others."""
    users = project.used_by(item)
    named = joined(
        Part("item", user.name, user.docname, user.anchor)
        for user in users[:MOST_USERS]
    )
    more = len(users) - MOST_USERS
    if more <= 0:
        return named
    template = ngettext("{items} and {count} more", "{items} and {count} more", more)
    return fill(template, text_part, items=named, count=[text_part(str(more))])


def type_parts(project: Project, spec: Spec, text: str) -> list[Part]:
    """Return a field's type with the entities in it linked."""
    found = {
        name: lookup
        for name in type_names(text)
        if (lookup := project.look_up_kinds(name, ("entity",), spec)).target
    }
    parts = name_parts(text, found) if found else [Part("code", text)]
    return [
        part._replace(style="code") if part.type == "item" else part for part in parts
    ]


@cache
def _linked_fields(kind: type[Kind]) -> tuple[str, ...]:
    """Return the fields of a kind that show something of other documents."""
    return tuple(
        name
        for name, field in kind.field_specs().items()
        if field.value_type in {DecisionRefs, Link, EvidenceRef} or field.refers_to
    )


def has_decision(item: Item) -> bool:
    """Return whether the field of decision records of an item has a value."""
    name = item.kind.field_of_type(DecisionRefs)
    return bool(name) and item.has(name)


def linked_parts(
    project: Project, item: Item, *, decisions: bool = False
) -> Iterator[object]:
    """Yield what the page of an item shows of the rest of the project.

    Args:
        project: the project.
        item: the item.
        decisions: whether the item may be in a table with a column of decision records,
            which shows those that the item links in its text as well.
    """
    if item.kind is SpecHeader:
        return
    if item.in_row:
        yield project.spec_of(item).item_status(item)
    yield user_parts(project, item)
    for name in _linked_fields(item.kind):
        linked = decisions and item.kind.value_type(name) is DecisionRefs
        if linked or item.has(name):
            yield name, field_parts(project, item, name)
    for row in row_models(item):
        yield type_parts(project, project.spec_of(item), str(getattr(row, "type", "")))
