"""Names with a fixed meaning: HTTP methods, and the names in type expressions."""

from __future__ import annotations

import re

HTTP_METHODS = (
    "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
    "QUERY",
)  # fmt: skip
"""Methods of RFC 9110, PATCH of RFC 5789 and QUERY, as OpenAPI 3.2 lists them."""


_TYPE_NAME = re.compile(r"[^\W\d][\w.]*")


_TYPE_EXPRESSION = re.compile(r"^[\w.\[\]|?,\s<>]+$")


BUILTIN_TYPES = frozenset(
    "any array bigint binary bit blob bool boolean byte bytea bytes char citext complex"
    " date datetime decimal dict dictionary double email enum file final float"
    " float32 float64 frozenset generic inet int int16 int32 int64 integer interval"
    " json jsonb list literal long map mapping money never nil none null number numeric"
    " object optional option password path real record self sequence serial set short"
    " smallint str string text time timedelta timestamp timestamptz timetz tuple uint"
    " uint32 uint64 undefined union unknown uri url uuid uuid4 varchar void vec"
    " datetime.datetime datetime.date uuid.uuid decimal.decimal annotated classvar"
    " iterable iterator type ref page collection double-precision".split()
)
"""Names that a type may use and that are no entity, from the languages people write
schemas in (Python, TypeScript, Rust, SQL, JSON Schema), in lower case."""


def type_names(text: str) -> list[str]:
    """Return the names that a type expression refers to, built-in types left out.

    ``list[Article] | None`` gives ``["Article"]``. Text that is not a type
    expression (it has other characters, or words side by side) gives nothing.
    """
    bare = text.strip()
    if not _TYPE_EXPRESSION.match(bare) or re.search(r"\w\s+\w", bare):
        return []
    found = [m for m in _TYPE_NAME.findall(bare) if m.lower() not in BUILTIN_TYPES]
    return list(dict.fromkeys(found))
