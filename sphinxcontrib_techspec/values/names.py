"""Names with a fixed meaning: HTTP methods, and the names in type expressions."""

from __future__ import annotations

import re

from ..text import composed

HTTP_METHODS = (
    "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
    "QUERY",
)  # fmt: skip
"""The methods of RFC 9110, PATCH (RFC 5789) and QUERY, as in OpenAPI 3.2."""


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
"""Names in type expressions that do not refer to an entity, in lower case.

They are the built-in types of Python, TypeScript, Rust, SQL and JSON Schema.
"""


def type_names(text: str) -> list[str]:
    """Return the names in a type expression, without built-in types and duplicates.

    The result for ``list[Article] | None`` is ``["Article"]``. For text that is not a
    type expression (other characters, or two words in a row), it is empty.
    """
    expression = composed(text.strip())
    if not _TYPE_EXPRESSION.match(expression) or re.search(r"\w\s+\w", expression):
        return []
    found = [
        m for m in _TYPE_NAME.findall(expression) if m.lower() not in BUILTIN_TYPES
    ]
    return list(dict.fromkeys(found))
