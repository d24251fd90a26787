"""Whether code has a name: a search in texts, for what no other file says.

A name may be written in other ways there: ``DATABASE_URL`` is the field
``database_url`` of a class of settings, or ``databaseUrl``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from ..files import read_regular
from ..patterns import regex
from .discovery import find_code

Mention = Literal["whole", "parts"]
"""How code has a name: as a whole, or perhaps put together of parts."""

_ENDINGS = frozenset(
    "astro bash bat c cc cfg cjs clj cmd conf cpp cs cts dart ex exs fish fs go gradle"
    " graphql groovy h hcl hpp hs ini java js jsx kt kts lua mjs mts nix php pl prisma"
    " properties ps1 py pyi r rb rs scala sh sql svelte swift tf toml ts tsx vue yaml"
    " yml zsh".split()
)
_NAMES = regex(
    r"(?:(?:docker|container)file(?:\..+)?|.+\.dockerfile|makefile|procfile|justfile"
    r"|caddyfile|jenkinsfile|appsettings.*\.json"
    r"|(?:package|app|vercel|turbo|serverless|now|heroku|manifest)\.json)"
)
_KEY = regex(
    r"(?:^|[{,])[ \t-]*+[\"']?(?P<key>[a-z][\w.-]{0,80})[\"']?[ \t]*+:", re.MULTILINE
)
_HEADER = regex(r"^\[++(?P<key>[\w.-]{1,80})\]", re.MULTILINE)
_VALUE = regex(r"^[ \t]*+(?P<key>[\w.-]{1,80})[ \t]*+=", re.MULTILINE)
_OF_DATA = frozenset(("conf", "config", "settings"))
"""Folders whose data in JSON is configuration."""

_BUILT = frozenset({"searchindex.js"})
"""What Sphinx writes of documents that have the name."""

_MOST_BYTES = 2**20
"""The largest file that is looked into; a longer one was made by a program."""


def is_code(path: str) -> bool:
    """Return whether a file may be code or configuration, by its path."""
    name = path.rpartition("/")[2].lower()
    if name in _BUILT or name.endswith(".min.js"):
        return False
    is_data = name.endswith(".json") and not _OF_DATA.isdisjoint(path.split("/")[:-1])
    return (
        is_data
        or name.rpartition(".")[2] in _ENDINGS
        or _NAMES.fullmatch(name) is not None
    )


def find_mentions(root: Path, names: Iterable[str]) -> dict[str, Mention]:
    """Return how the code of a repository has each of some names.

    Those that no file has are left out.

    Args:
        root: the root of the repository.
        names: the names, in capitals with underscores.
    """
    found: dict[str, Mention] = {}
    missing = set(names)
    for path in find_code(root, is_code) if missing else ():
        full = root / path
        try:
            data = read_regular(full) if full.stat().st_size <= _MOST_BYTES else b""
        except OSError:
            # What is no evidence needs no message.
            continue
        found |= mentions_in(data, missing)
        missing -= {name for name, mention in found.items() if mention == "whole"}
        if not missing:
            break
    return found


def mentions_in(data: bytes, names: Iterable[str]) -> dict[str, Mention]:
    """Return how a file has each of some names; those that it has not are left out.

    Args:
        data: the content of the file.
        names: the names, in capitals with underscores; one with an underscore at its
            end is what is before all names.
    """
    found: dict[str, Mention] = {}
    lower = data.lower()
    joined = lower.translate(None, b"_-.")
    for name in names:
        words = name.lower().split("_")
        if name.endswith("_"):
            if _has_prefix(name.lower(), lower):
                found[name] = "whole"
        elif "".join(words).encode() in joined:
            found[name] = "whole"
        elif _has_parts(words, lower, joined) or _has_keys(words, lower):
            found[name] = "parts"
    return found


def _has_prefix(prefix: str, lower: bytes) -> bool:
    """Return whether a text has what is before all names as a text of its own."""
    written = [f"{quote}{prefix}{quote}" for quote in ('"', "'", "`")]
    written.append(f'prefix("{prefix[:-1]}")')
    return any(part.encode() in lower for part in written)


def _has_parts(words: list[str], lower: bytes, joined: bytes) -> bool:
    """Return whether a text has a part of a name to which it may add the rest."""
    if not any(word.encode() in lower for word in (words[0], words[-1])):
        return False
    for place in range(1, len(words)):
        first, rest = "_".join(words[:place]), "_".join(words[place:])
        written = [f"{first}_{mark}" for mark in ("{", "$", "%", '"', "'", "`")]
        written += [f"{mark}_{rest}" for mark in ("}", "%s", '"', "'", "`")]
        if any(part.encode() in lower for part in written):
            return True
        is_quoted = any(f"{q}{first}{q}".encode() in lower for q in ('"', "'"))
        if is_quoted and rest.replace("_", "").encode() in joined:
            # What is before all names, as ``envconfig.Process("shop", &settings)``.
            return True
    return False


def _has_keys(words: list[str], lower: bytes) -> bool:
    """Return whether a file has keys, one in another, that make up a name.

    ``CACHE_SIZE`` may be ``size`` below ``cache`` in YAML, TOML or an object.
    """
    if not all(word.encode() in lower for word in words):
        return False
    text = lower.decode("latin-1")
    keys = set(_KEY.findall(text))
    if headers := set(_HEADER.findall(text)):
        keys |= headers | set(_VALUE.findall(text))
    joined = {key.translate(_NO_MARKS) for key in keys}
    ends = {0}
    for place in range(1, len(words) + 1):
        if any("".join(words[start:place]) in joined for start in ends):
            ends.add(place)
    return len(words) in ends


_NO_MARKS = str.maketrans("", "", "_-.")
