"""What the type of a field holds, whatever language it is written in.

The words are those of Python's types and annotations, SQLAlchemy, Django, SQL
(PostgreSQL, MySQL, SQLite, SQL Server), Prisma, TypeScript, Go, Java and JSON Schema.
"""

from __future__ import annotations

import re

from ..patterns import regex

_WORDS = {
    "text": "bpchar char character charfield citext clob constr email emailfield"
    " emailstr httpurl longtext mediumtext nchar ntext nvarchar slug slugfield str"
    " string text textfield tinytext unicode unicodetext url urlfield varchar"
    " varchar2 anyurl",
    "integer": "autofield bigautofield bigint bigintegerfield biginteger bigserial"
    " conint i16 i32 i64 int int16 int2 int32 int4 int64 int8 integer integerfield"
    " long mediumint nonnegativeint positivebigintegerfield positiveint"
    " positiveintegerfield positivesmallintegerfield serial short smallint"
    " smallinteger smallintegerfield smallserial tinyint u16 u32 u64 uint uint32"
    " uint64",
    "fraction": "bigdecimal decimal decimalfield double f32 f64 float float32 float4"
    " float64 float8 floatfield money numeric real",
    "boolean": "bool boolean booleanfield nullbooleanfield",
    "uuid": "guid uniqueidentifier uuid uuid4 uuidfield",
    "time": "awaredatetime datetime datetime2 datetimefield datetimeoffset instant"
    " isodate localdatetime naivedatetime offsetdatetime smalldatetime timestamp"
    " timestamptz zoneddatetime date datefield localdate",
    "data": "dict hstore json jsonb jsonfield map mapping object record",
    "list": "array list sequence set tuple frozenset",
    "bytes": "binary binaryfield blob bytea bytes longblob mediumblob varbinary"
    " largebinary",
}
_GROUPS = {word: group for group, words in _WORDS.items() for word in words.split()}

_UNLIKE = frozenset(
    frozenset(pair.split("-"))
    for pair in "integer-uuid integer-text integer-data integer-list integer-fraction"
    " integer-bytes boolean-uuid boolean-time boolean-fraction boolean-data"
    " boolean-list boolean-bytes fraction-uuid fraction-data"
    " fraction-list fraction-bytes uuid-time uuid-data uuid-list time-data time-list"
    " time-bytes".split()
)
"""What cannot hold the same values.

A number may count seconds, and a text may hold whatever can be written.
"""

_NUMBERS = frozenset({"integer", "fraction"})
_WRAPPED = regex(
    r"(?:[\w.]*\.)?(?:optional|mapped|annotated|final|nullable|maybe)[\[<(](.*)[\])>]",
    re.IGNORECASE | re.DOTALL,
)
_WORD = regex(r"[A-Za-z_][\w.]*")
_LIST = regex(r".*\[\d*\]\??|\[\].+", re.DOTALL)
_LONGEST = 200


def type_groups(text: str) -> frozenset[str]:
    """Return what a type may hold; nothing where that is not known.

    Args:
        text: a type such as ``uuid.UUID``, ``varchar(80)``, ``str | None``.
    """
    text = text.strip().strip("`'\"").strip()
    if not text or len(text) > _LONGEST:
        return frozenset()
    if wrapped := _WRAPPED.fullmatch(text):
        return type_groups(wrapped[1].partition(",")[0])
    if _is_split(text, "|"):
        parts = [part for part in _parts(text, "|") if not _is_none(part)]
        groups = [type_groups(part) for part in parts]
        # What one of them holds is not known, so nothing is.
        known = {group for found in groups for group in found}
        return frozenset(known) if all(groups) else frozenset()
    if _LIST.fullmatch(text):
        return frozenset({"list"})
    word = _WORD.match(text)
    if word is None:
        return frozenset()
    last = word[0].rpartition(".")[2].lower()
    if last == "number":
        return _NUMBERS
    group = _GROUPS.get(last)
    return frozenset({group}) if group else frozenset()


def contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether no value is of both types, as `type_groups` returns them."""
    return bool(one and other) and all(
        frozenset({a, b}) in _UNLIKE for a in one for b in other
    )


_NULL = regex(r"\bnull(?:able)?\b", re.IGNORECASE)
_NOT_NULL = regex(
    r"\bno[tn][ _-]null(?:able)?\b|\bnull(?:able)?[ =:]{1,3}(?:false|no)\b",
    re.IGNORECASE,
)
_DEFAULT_NULL = regex(r"\b(?:default|on delete set|set)[ :=]*null\b", re.IGNORECASE)


def nullability(type_: str, constraints: str) -> bool | None:
    """Return whether a field may be null; `None` where nothing says so.

    *required* and *optional* are of what a caller has to give, and say nothing.

    Args:
        type_: the type of the field.
        constraints: its constraints.
    """
    said = _DEFAULT_NULL.sub("", constraints)
    is_null = _NULL.search(_NOT_NULL.sub("", said)) is not None
    is_not_null = _NOT_NULL.search(said) is not None
    if is_null != is_not_null:
        return is_null
    if is_null:
        return None
    wrapped = type_.strip().lower().startswith(("optional[", "typing.optional["))
    parts = _parts(type_, "|") if _is_split(type_, "|") else []
    return True if wrapped or any(map(_is_none, parts)) else None


def _is_none(text: str) -> bool:
    return text.strip().lower() in {"none", "null", "undefined"}


def _is_split(text: str, mark: str) -> bool:
    return len(_parts(text, mark)) > 1


def _parts(text: str, mark: str) -> list[str]:
    """Return the parts of a text between marks that are in no brackets."""
    parts = [""]
    depth = 0
    for char in text[:_LONGEST]:
        depth += (char in "([{<") - (char in ")]}>")
        if char == mark and depth <= 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts
