"""Names of one product: with its path or its feature, and alone."""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import regex
from ..text import normalize

_MAJOR = regex(r"/v\d{1,4}$")
"""The major version at the end of the path of a Go module: ``chi/v5``."""

_ALTERNATIVES = regex(r"\s(?:or|and|/)\s")
_BRACKETS = regex(r"(?<=\S)\s\([^()]*+\)$")
_PARTS = frozenset("component components feature features module modules".split())
"""Last words, in small letters, of a part of a product."""

_INTERFACES = frozenset({"API", "HTTP", "HTTPS", "REST", "SDK", "SMTP"})
"""How a product is called, behind its name and before a word: *HTTP service*."""

_MOST_WORDS = 6
"""How many words the name of a product may have where a feature follows it."""


def product_name(name: str) -> str:
    """Return what the names of one product have in common.

    ``github.com/go-chi/chi/v5``, ``chi/v5`` and ``chi`` are the same.

    Args:
        name: the name of a technology.
    """
    path = _MAJOR.sub("", name.strip())
    host, slash, rest = path.partition("/")
    if slash and "." in host.strip(".") and " " not in path:
        # The path of a module begins with the name of a host.
        path = rest.rpartition("/")[2]
    return normalize(path)


def products_in(name: str) -> Iterator[str]:
    """Yield the names of the product that a technology may be, or be a feature of.

    *PostgreSQL full-text search* is a feature of *PostgreSQL*: a word in small letters
    follows the name. *React Router* is none of *React*, and *Redis or RabbitMQ* two.

    Args:
        name: the name of a technology.
    """
    yield product_name(name)
    words = name.split()
    if len(words) > 1 and words[-1] in _PARTS:
        # *Next.js Image component* is a part of *Next.js*.
        yield from (product_name(" ".join(words[:n])) for n in range(1, len(words)))
    if not _ALTERNATIVES.search(name):
        yield from map(product_name, names_before_words(name))


def names_before_words(name: str) -> Iterator[str]:
    """Yield what may be a name with words behind it, the longest first.

    That is *Cobra* for *Cobra framework* and *Cobra HTTP service*, and *Zip (fast)*
    without the brackets.

    Args:
        name: the name as written.
    """
    if found := _BRACKETS.search(name):
        name = name[: found.start()]
        yield name
    words = name.split()
    for count in range(min(len(words), _MOST_WORDS) - 1, 0, -1):
        follows = words[count + 1 : count + 2] if words[count] in _INTERFACES else []
        if (follows or words[count : count + 1])[0].islower():
            yield " ".join(words[:count])
