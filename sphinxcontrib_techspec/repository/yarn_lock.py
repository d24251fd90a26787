"""yarn.lock, of Yarn 1 and of later versions, which write YAML.

https://classic.yarnpkg.com/en/docs/yarn-lock/, https://yarnpkg.com/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..patterns import regex
from .base import Manifests, Release, VersionReader, damaged
from .node_manifest import GROUPS, MANIFESTS, manifest_ranges, real_name, split
from .yaml_lines import Line, read_lines, unquoted

_VERSION = regex(r'  version "(?P<version>[^"]+)"')


def _read(text: str, manifests: Manifests) -> list[Release]:
    if re.search(r"^__metadata:", text, re.MULTILINE):
        return list(_berry(text))
    if "yarn lockfile v1" not in text:
        raise damaged(1)
    return list(_classic(text, manifests))


def _classic(text: str, manifests: Manifests) -> Iterator[Release]:
    """Yield the releases, each of a stanza with the ranges that it satisfies."""
    wanted = manifest_ranges(manifests)
    heads: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line and line[0] not in " #":
            if not line.endswith(":"):
                raise damaged(number)
            heads = [unquoted(head.strip()) for head in line[:-1].split(",")]
        elif heads and (found := _VERSION.fullmatch(line)):
            yield from _of_stanza(heads, found["version"], number, wanted)
            heads = []


def _of_stanza(
    heads: list[str], version: str, number: int, wanted: dict[str, dict[str, str]]
) -> Iterator[Release]:
    pairs = [split(head) for head in heads]
    name = real_name(*pairs[0])
    scopes = [
        scope
        for scope, ranges in wanted.items()
        if any(ranges.get(key) == range_ for key, range_ in pairs)
    ]
    for scope in scopes:
        yield Release(name, version, number, scope=scope)
    if not scopes:
        yield Release(name, version, number, direct=not wanted)


def _berry(text: str) -> Iterator[Release]:
    stanzas: list[tuple[list[str], Line]] = []
    wanted: dict[str, dict[str, str]] = {}
    for line in read_lines(text):
        heads = [head.strip() for head in line.path[0].split(",")]
        _, scope = split(heads[0])
        if heads == ["__metadata"]:
            continue
        if scope.startswith("workspace:"):
            if len(line.path) == 3 and line.path[1] in GROUPS:
                place = heads[-1].rpartition("workspace:")[2]
                ranges = wanted.setdefault("" if place == "." else place, {})
                ranges[line.path[2]] = line.value
        elif len(line.path) == 2 and line.path[1] == "version":
            stanzas.append((heads, line))
    for heads, line in stanzas:
        if "@patch:" in heads[0]:
            # What is patched has a stanza of its own.
            continue
        found = list(_of_stanza(heads, line.value, line.number, wanted))
        yield from found


READER = VersionReader("yarn 1", ("yarn.lock",), "npm", MANIFESTS, _read)
