"""Names with a fixed meaning: HTTP methods, and the names in type expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..patterns import regex
from ..text import composed, slug

HTTP_METHODS = (
    "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
    "QUERY",
)  # fmt: skip
"""The methods of RFC 9110, PATCH (RFC 5789) and QUERY, as in OpenAPI 3.2."""

PROTOCOLS = ("WS", "SSE", "GRPC", "GRAPHQL")
"""What stands in the place of a method where the operation is no HTTP request."""


_TYPE_NAME = regex(r"[^\W\d][\w.]*")


_TYPE_EXPRESSION = regex(r"^[\w.\[\]|?,\s<>]+$")


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


_LIBRARY_TYPES = frozenset(
    # Python: typing, collections, pathlib, pydantic, SQLAlchemy, Django, NumPy
    "anyurl awaitable callable coroutine datetimefield counter defaultdict deque"
    " enumtype intenum strenum flag fraction frozendict generator hashable httpurl"
    " emailstr ipv4address ipv6address ipvanyaddress ipaddress mutablemapping"
    " namedtuple basemodel dataframe series ndarray tensor anyhttpurl constr conint"
    " nameemail ordereddict paramspec pathlike secretstr sized timezone typeddict"
    " typevar literalstring noreturn mapped relationship column posixpath filepath"
    " directorypath dsn postgresdsn redisdsn complex64 complex128 awaredatetime"
    " naivedatetime futuredate pastdate positiveint nonnegativeint positivefloat"
    " nonnegativefloat jsonvalue foreignkey manytomany onetoone queryset"
    # TypeScript and JavaScript
    " arraybuffer awaited bufferencoding formdata function objectid partial pick"
    " omit promise readonly readonlyarray regexp required symbol uint8array weakmap"
    " weakset blobpart buffer headers request response keyof typeof jsonobject json5"
    # Go, Rust, Java, Kotlin, C#, Swift
    " rune error uintptr context duration arc box hashmap hashset btreemap btreeset"
    " mutex rc refcell result rwlock cow i8 i16 i32 i64 i128 isize u8 u16 u32 u64"
    " u128 usize f32 f64 naivedate utc arraylist bigdecimal biginteger"
    " concurrenthashmap instant linkedlist localdate localdatetime localtime"
    " offsetdatetime zoneddatetime zoneoffset guid nullable ienumerable ilist"
    " ireadonlylist idictionary hash data nsdate"
    # SQL and its dialects, MongoDB, Prisma
    " bigserial smallserial tinyint mediumint mediumtext longtext tinytext longblob"
    " nvarchar nchar ntext nclob clob varchar2 varbinary cidr macaddr tsvector"
    " tsquery tsrange tstzrange daterange int4range int8range int2 int4 int8 float4"
    " float8 geometry geography geojson point polygon linestring halfvec vector"
    " sparsevec hstore ltree xml oid rowid rowversion uniqueidentifier year"
    " datetime2 datetimeoffset smalldatetime smallmoney image precision isodate"
    " numberdecimal numberlong bindata lowcardinality datetime64".split()
)
"""Types of libraries and databases, which an entity may have the name of."""

_TYPE_WORDS = frozenset(
    "id ids fk pk key code markdown html csv yaml toml slug phone currency"
    " percentage percent amount count index hex base64 jwt ulid nanoid cuid ksuid"
    " snowflake semver locale language country timestamp_ms epoch enumeration choice"
    " choices struct class todo auto autoincrement hashed encrypted".split()
)
"""Words that stand in the place of a type, and name none by themselves."""


def is_known_type(name: str) -> bool:
    """Tell whether a name in a type expression is that of a common type.

    Args:
        name: as `type_names` returns it; of a dotted name, the last part counts.
    """
    last = name.rpartition(".")[2]
    # A type variable has one letter, or one and a digit.
    return len(last) < 3 or last.lower() in _TYPE_WORDS or is_common_type(last)


def is_common_type(name: str) -> bool:
    """Return whether a word is the name of a type of a language or a library.

    Args:
        name: the word, without arguments in brackets.
    """
    lower = name.lower()
    bare = lower.rstrip("0123456789")
    known = {lower, bare} - {""}
    # Fields of Django and of other libraries of forms: CharField, ImageField.
    return not known.isdisjoint(BUILTIN_TYPES | _LIBRARY_TYPES) or (
        len(name) > len("Field") and name.endswith("Field")
    )


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


_CAMEL_CASE = regex(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without the endings of the plural, for comparison.

    ``OrderItems``, ``order-items`` and ``order_item`` are the same.
    """
    words = slug(_CAMEL_CASE.sub(" ", name)).split("-")
    return tuple(_without_ending(word) for word in words if word)


def names_beside(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the names of fields that are none of the known ones.

    Args:
        names: names of fields.
        known: the known names; with ``place.town``, the field ``place`` is known.
    """
    words = {name_words(n) for name in known for n in (name, name.partition(".")[0])}
    return [name for name in names if name_words(name) not in words]


def _without_ending(word: str) -> str:
    """Return what *company* and *companies*, *case* and *cases* have in common."""
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "su":
        word = word[:-1]
    if not word.endswith("ee") and len(word) > 2:
        word = word.removesuffix("e")
    return word[:-1] + "i" if word[-1] == "y" else word
