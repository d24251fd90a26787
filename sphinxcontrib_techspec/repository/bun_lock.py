"""bun.lock: JSON with commas too many, a package a line.

https://bun.com/docs/pm/lockfile
"""

from __future__ import annotations

import re

from ..patterns import regex
from ..untyped import items, members
from .base import (
    Manifests,
    Release,
    VersionReader,
    damaged,
    json_object,
    line_numbers,
)
from .node_manifest import ranges_of, split

_TOKEN = regex(r'("(?:[^"\\\n]|\\.)*+"?)|,(?=\s*[}\]])|//[^\n]*')
_KEY = regex(r'^ {4}"([^"\n]+)": ?\[', re.MULTILINE)


def _read(text: str, _manifests: Manifests) -> list[Release]:
    data = json_object(_TOKEN.sub(lambda match: match[1] or "", text))
    if "lockfileVersion" not in data:
        raise damaged(1)
    packages = members(data.get("packages"))
    lines = line_numbers(text, _KEY)
    found: list[Release] = []
    seen: set[str] = set()
    for place, workspace in members(data.get("workspaces")).items():
        own = str(members(workspace).get("name", ""))
        for name in ranges_of(members(workspace)):
            key = f"{own}/{name}"
            key = key if own and key in packages else name
            if release := _release(key, packages, lines):
                seen.add(key)
                found.append(release._replace(scope=place))
    for key in packages:
        # A key of several packages is that of a copy below another one.
        name = split(str(next(iter(items(packages[key])), "")))[0]
        if key == name and key not in seen:
            release = _release(key, packages, lines)
            if release:
                found.append(release._replace(direct=False))
    return found


def _release(
    key: str, packages: dict[str, object], lines: dict[str, int]
) -> Release | None:
    first = next(iter(items(packages.get(key))), "")
    name, version = split(str(first))
    if not version[:1].isdigit():
        return None
    return Release(name, version, lines.get(key, 1))


READER = VersionReader("bun 1", ("bun.lock",), "npm", (), _read)
