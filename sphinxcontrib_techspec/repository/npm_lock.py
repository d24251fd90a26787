"""package-lock.json, versions 1 to 3.

https://docs.npmjs.com/cli/configuring-npm/package-lock-json
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..patterns import regex
from ..untyped import members
from .base import (
    Manifests,
    Release,
    VersionReader,
    damaged,
    json_object,
    line_numbers,
)
from .node_manifest import MANIFESTS, manifest_ranges, ranges_of, split

_ROOT = "node_modules/"
_PACKAGE = regex(r'^[ \t]*+"([^"\n]++)": ?\{', re.MULTILINE)
_DEPENDENCY = regex(r'^ {4}"([^"\n]+)": ?\{', re.MULTILINE)


def _read(text: str, manifests: Manifests) -> list[Release]:
    data = json_object(text)
    if "lockfileVersion" not in data:
        raise damaged(1)
    packages = members(data.get("packages"))
    if packages:
        return list(_packages(text, packages))
    return list(_version_1(text, members(data.get("dependencies")), manifests))


def _packages(text: str, packages: dict[str, object]) -> Iterator[Release]:
    lines = line_numbers(text, _PACKAGE)
    seen: set[str] = set()
    for place, workspace in packages.items():
        if "node_modules/" in place:
            continue
        for name in ranges_of(members(workspace)):
            own = f"{place}/{_ROOT}{name}"
            key = own if own in packages else f"{_ROOT}{name}"
            if release := _release(key, packages, lines, place):
                seen.add(key)
                yield release
    for key in packages:
        if key.startswith(_ROOT) and key not in seen and key.count(_ROOT) == 1:
            release = _release(key, packages, lines, "")
            if release:
                yield release._replace(direct=False)


def _release(
    key: str, packages: dict[str, object], lines: dict[str, int], scope: str
) -> Release | None:
    """Return the release in a folder; none for a link, which is the project's own."""
    package = members(packages.get(key))
    version = package.get("version")
    if package.get("link") or not isinstance(version, str):
        return None
    # The folder of an alias has the package's own name in it.
    name = package.get("name") or key.rpartition(_ROOT)[2]
    return Release(str(name), version, lines.get(key, 1), scope=scope)


def _version_1(
    text: str, dependencies: dict[str, object], manifests: Manifests
) -> Iterator[Release]:
    direct = manifest_ranges(manifests).get("")
    lines = line_numbers(text, _DEPENDENCY)
    for key, dependency in dependencies.items():
        name, version = key, str(members(dependency).get("version", ""))
        if version.startswith("npm:"):
            name, version = split(version.removeprefix("npm:"))
        if version[:1].isdigit():
            is_direct = direct is None or key in direct
            yield Release(name, version, lines.get(key, 1), is_direct)


READER = VersionReader(
    "npm 1", ("package-lock.json", "npm-shrinkwrap.json"), "npm", MANIFESTS, _read
)
