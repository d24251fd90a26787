"""Snippets to paste where something is missing, in the language of the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..kinds.base import Kind
from ..kinds.field import DecisionRefs
from ..kinds.template import Topic
from ..messages import Fix, Replace, SetField
from ..model.item import Container, Item
from ..text import to_plain
from ..values.version import Version

_TO_FILL = "…"
"""Marks what the author has to fill in."""


def blank(field: str) -> SetField:
    """Return the fix that sets a field to a value which the author fills in."""
    return SetField(field, _TO_FILL, "placeholders")


def placed(fix: Fix | None, item: Item) -> Fix | None:
    """Return a fix as it is written where its item stands.

    A field is an option of the item's own directive and a cell of a table; in a bullet
    it is a part of the text. In code and in prose it has no place of its own.

    Args:
        fix: the fix, for an item of its own directive.
        item: the item.
    """
    if not isinstance(fix, SetField) or not item.in_row:
        return fix
    container = container_of(item)
    if container == "bullet":
        return _in_bullet(fix, item)
    return None if container in {"code", "body"} else fix


def container_of(item: Item) -> Container | None:
    """Return the part of a directive that an item's name is written in."""
    names = ("", *item.kind.name_fields, *item.ranges)
    ranges = (item.ranges.get(name) for name in names)
    return next((range_.container for range_ in ranges if range_ is not None), None)


def says_only_name(item: Item) -> bool:
    """Return whether an item is a bullet whose words are all its name."""
    return container_of(item) == "bullet" and has_only_name(item)


def has_only_name(item: Item, *others: str) -> bool:
    """Return whether no field of an item is given but its name.

    Args:
        item: the item.
        others: further fields that may be given.
    """
    given = {name for name, _ in item.given_fields()}
    return not given - {*item.kind.name_fields, *others}


def _in_bullet(fix: SetField, item: Item) -> Fix | None:
    """Return the fix that writes a field into the text of a bullet.

    There is none where the markup around a label is not known, or words follow.
    """
    kind, name = item.kind, fix.field
    note = to_plain(item.text("note"))
    field_type = kind.value_type(name)
    if field_type is Version:
        return _behind(item, "", f" {fix.value}", fix)
    if field_type == DecisionRefs:
        last = None if note else _last_part(item)
        if last is None:
            return None
        return _behind(item, last, f" - See {fix.value}", fix)
    if name not in kind.bullet:
        return None
    place = kind.bullet.index(name)
    if place == 1 and note:
        # Words in the place of a target are the note.
        return Replace(note, fix.value, fix.applicability)
    before, behind = kind.bullet[:place], kind.bullet[place + 1 :]
    is_next = all(map(item.has, before[1:])) and not any(map(item.has, behind))
    if place < 2 or note or not is_next:
        return None
    return _behind(item, before[-1], f" - {fix.value}", fix)


def _behind(item: Item, part: str, text: str, fix: SetField) -> Fix | None:
    """Return the fix that writes *text* behind a part of a bullet."""
    # A name of several fields is put together; its last field is as written.
    written = part or next(reversed(item.kind.name_fields), "")
    if part in item.markup and part:
        return None
    old = to_plain(item.text(written))
    return Replace(old, f"{old}{text}", fix.applicability) if old else None


def _last_part(item: Item) -> str | None:
    """Return the field of an item that is written last in a bullet.

    Notes are left out, and so is the label, which may have markup.
    """
    placed_ = [
        (range_.end_line, range_.end_column, name)
        for name, range_ in item.ranges.items()
        if name in item.kind.bullet[1:] and range_.container == "bullet"
    ]
    return max(placed_)[2] if placed_ else None


def _is_rst(file: str) -> bool:
    """Return whether a source file is written in reStructuredText."""
    return file.endswith((".rst", ".txt"))


def directive(
    name: str,
    argument: str,
    options: Mapping[str, str],
    body: Sequence[str],
    file: str,
) -> str:
    """Return a directive as an author writes it in *file*.

    Args:
        name: the directive's name after ``techspec:``.
        argument: what follows the name on its line.
        options: the values of its options, by name.
        body: the lines of its body.
        file: the source file, whose name says its language.
    """
    fields = [f":{option}: {value}".rstrip() for option, value in options.items()]
    lines = [*fields, *([""] if fields and body else []), *body]
    if _is_rst(file):
        inside = "".join(f"\n   {line}" if line else "\n" for line in lines)
        blank = "\n" if body and not fields else ""
        return f".. techspec:{name}:: {argument}{blank}{inside}"
    return "\n".join([f"```{{techspec:{name}}} {argument}", *lines, "```"])


def item(kind: type[Kind], file: str, topic: Topic | None = None) -> str:
    """Return an item of *kind* to fill in, which speaks of *topic*."""
    about = topic or next(iter(kind.topics), None)
    name = about.name if about and not kind.topic_field else kind.label
    options: dict[str, str] = {}
    body: list[str] = []
    for key, field in kind.field_specs().items():
        if not field.required:
            continue
        if about and key == kind.topic_field:
            options[key] = about.name
        elif key == kind.rows:
            body = ["- name: type - constraint"]
        elif field.from_body:
            body = [_TO_FILL]
        else:
            options[key] = _TO_FILL
    return directive(kind.kind, name, options, body, file)
