"""A project's own names for fields, columns, roles and topics, from its configuration.

They are read before the built-in ones, so that a spec in any language is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..kinds import KINDS, Kind
from ..messages import join_messages, suggestion
from ..text import close_matches, normalize

NAME = "name"
"""What the configuration calls the name of an item."""

_TAKEN = frozenset({NAME, "class", "waive", "no-index", "kind", "line"})
"""Options of every kind, and others, that no field of a project may have as a name."""


class OwnNamesError(ValueError):
    """A value cannot be used; the text names the value, and says why."""


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The names, as the configuration has them.

    Attributes:
        columns: the field of a column head, or of one of a kind (``stack.版本``).
        fields: the fields that a project adds, by kind.
        topics: the topic or role of the template that a word means.
    """

    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict[str, list[str]])
    topics: Mapping[str, str] = field(default_factory=dict[str, str])

    def field_for_head(self, kind: type[Kind], head: str) -> str | None:
        """Return the field of *kind* that a head means, ``""`` for the name.

        `None` where the configuration does not name it, or names a field of another
        kind.
        """
        name = self._named(kind, head)
        if name == NAME:
            return ""
        return name if name in kind.field_specs() and name != kind.rows else None

    def part_for_head(self, kind: type[Kind], head: str) -> str | None:
        """Return the part of a row of *kind* that a head means, if it is named."""
        name = self._named(kind, head)
        parts = kind.row_model.model_fields if kind.row_model else ()
        return name if name in parts else None

    def added_field(self, kind: type[Kind], head: str) -> str | None:
        """Return the project's own field of *kind* that a head means, if it is one."""
        added = self.fields.get(kind.kind)
        if not added:
            return None
        words = {normalize(head), normalize(self._named(kind, head) or "")}
        return next((name for name in added if normalize(name) in words), None)

    def topic(self, text: str) -> str:
        """Return the topic that a text means, else the text."""
        if not self.topics:
            return text
        word = normalize(text)
        named = (topic for own, topic in self.topics.items() if normalize(own) == word)
        return next(named, text)

    def _named(self, kind: type[Kind], head: str) -> str | None:
        if not self.columns:
            return None
        word, prefix = normalize(head), f"{kind.kind}."
        general: str | None = None
        for own, name in self.columns.items():
            if own.startswith(prefix) and normalize(own.removeprefix(prefix)) == word:
                return name
            if normalize(own) == word:
                general = name
        return general


NO_NAMES = OwnNames()
"""No names of a project's own."""


def check_own_names(names: OwnNames) -> None:
    """Check that names of the configuration can be used.

    Raises:
        OwnNamesError: one cannot.
    """
    _check_fields(names)
    _check_columns(names)
    words = [w for k in KINDS for t in k.topics for w in (t.name, *t.aliases)]
    known = {normalize(word) for word in words}
    for own, topic in names.topics.items():
        if not normalize(own) or normalize(topic) not in known:
            raise _error(f"topics[{own!r}] = {topic!r}: unknown topic", topic, words)


def _check_fields(names: OwnNames) -> None:
    kinds = {kind.kind: kind for kind in KINDS}
    for kind_name, added in names.fields.items():
        kind = kinds.get(kind_name)
        if kind is None:
            raise _error(f"fields: unknown kind {kind_name!r}", kind_name, kinds)
        seen: set[str] = set()
        for name in added:
            word = normalize(name)
            has = kind.field_for_column_head(name) is not None
            if not word or ":" in name:
                raise _error(f"fields[{kind_name!r}]: invalid name {name!r}")
            if has or word in seen or word in _TAKEN:
                text = f"fields[{kind_name!r}]: the kind has a field {name!r} already"
                raise _error(text)
            seen.add(word)


def _check_columns(names: OwnNames) -> None:
    kinds = {kind.kind: kind for kind in KINDS}
    of_kind = {name: _fields_of(kind, names) for name, kind in kinds.items()}
    for head, name in names.columns.items():
        prefix, dot, rest = head.partition(".")
        text = f"columns[{head!r}] = {name!r}"
        if not normalize(head) or (dot and prefix in kinds and not normalize(rest)):
            raise _error(f"{text}: empty column head")
        if dot and prefix not in kinds and close_matches(prefix, kinds):
            raise _error(f"{text}: unknown kind {prefix!r}", prefix, kinds)
        own = (of_kind[prefix],) if dot and prefix in kinds else of_kind.values()
        known = list(dict.fromkeys(field for fields in own for field in fields))
        if name not in known:
            raise _error(f"{text}: unknown field", name, known)


def _fields_of(kind: type[Kind], names: OwnNames) -> list[str]:
    """Return what a column of a kind may be, by the names of fields."""
    parts = kind.row_model.model_fields if kind.row_model else ()
    fields = [name for name in kind.field_specs() if name != kind.rows]
    return [NAME, *fields, *parts, *names.fields.get(kind.kind, ())]


def _error(
    text: str, name: str = "", known: Sequence[str] | Mapping[str, object] = ()
) -> OwnNamesError:
    return OwnNamesError(join_messages(text, suggestion(name, list(known))))
