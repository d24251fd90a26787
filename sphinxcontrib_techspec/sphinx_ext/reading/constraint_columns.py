"""Columns that each say one thing that holds of a field, such as *Required*."""

from __future__ import annotations

from dataclasses import replace

from ...model.item import SourceText
from ...text import normalize, to_plain

_ANSWERS = {
    **dict.fromkeys(("required", "mandatory"), ("required", "")),
    **dict.fromkeys(("nullable", "null", "null-allowed"), ("nullable", "not null")),
    "not-null": ("not null", ""),
    "optional": ("optional", "required"),
    "unique": ("unique", ""),
    **dict.fromkeys(("primary-key", "pk"), ("primary key", "")),
    **dict.fromkeys(("index", "indexed"), ("indexed", "")),
}
"""What *yes* and *no* mean in a column."""

_DEFAULTS = frozenset({"default", "default-value"})
"""Columns whose value says nothing by itself."""

_PLAIN = frozenset(
    "validation validations validation-rules rules key keys check checks foreign-key"
    " fk references attributes".split()
)
"""Columns whose cells are constraints as they are written."""

_YES = frozenset({"yes", "y", "true", "✓", "✔", "✔️", "✅", "☑", "x", "*"})
_NO = frozenset({"", "no", "n", "false", "✗", "✘", "❌", "-", "–", "—", "n/a"})


def is_constraint(label: str) -> bool:
    """Return whether a column with that head says what holds of a field."""
    word = normalize(label)
    return word in _ANSWERS or word in _DEFAULTS or word in _PLAIN


def read_constraint(label: str, value: SourceText) -> SourceText:
    """Return a cell as a constraint, with no text where nothing holds.

    Args:
        label: the head of its column.
        value: the cell, such as ``yes`` in a column *Required*.
    """
    word, text = normalize(label), to_plain(value.text).strip()
    if word in _ANSWERS:
        yes, no = _ANSWERS[word]
        said = yes if text.lower() in _YES else no if text.lower() in _NO else None
        if said is None and normalize(text).replace("-", " ") not in {yes, no}:
            return _labelled(yes, value, text)
        return value if said is None else replace(
            value, text=said, nodes=(), source=said
        )  # fmt: skip
    if text.lower() in _NO - {"no", "n", "false", "n/a"}:
        return replace(value, text="", nodes=(), source="")
    if word in _DEFAULTS:
        # As in code: ``default 3``.
        return replace(
            value, text=f"default {text}", nodes=(), source=f"default {text}"
        )
    return value


def _labelled(label: str, value: SourceText, text: str) -> SourceText:
    said = f"{label}: {text}"
    return replace(value, text=said, nodes=(), source=said)
