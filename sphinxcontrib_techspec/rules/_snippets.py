"""Snippets to paste where something is missing, in the language of the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..kinds.base import Kind
from ..kinds.template import Topic
from ..messages import SetField

_TO_FILL = "…"
"""Marks what the author has to fill in."""


def blank(field: str) -> SetField:
    """Return the fix that sets a field to a value which the author fills in."""
    return SetField(field, _TO_FILL, "placeholders")


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
