"""pnpm-lock.yaml: https://github.com/pnpm/spec/tree/master/lockfile."""

from __future__ import annotations

from .base import Manifests, Release, VersionReader, damaged
from .node_manifest import GROUPS, split
from .yaml_lines import Line, read_lines


def _read(text: str, _manifests: Manifests) -> list[Release]:
    # What follows is every package, and takes most of the file.
    head = text.partition("\npackages:")[0]
    found: list[Release] = []
    is_known = False
    for line in read_lines(head):
        if line.path == ("lockfileVersion",):
            is_known = True
        elif release := _release(line):
            found.append(release)
    if not is_known:
        raise damaged(1)
    return found


def _release(line: Line) -> Release | None:
    path, scope = list(line.path), ""
    if path[0] == "importers" and len(path) > 2:
        # A project with several parts has the dependencies of each.
        scope, path = path[1], path[2:]
    if path[0] not in GROUPS or not line.value:
        return None
    # Before version 6, the version was right behind the name.
    if len(path) != 2 and (len(path) != 3 or path[2] != "version"):
        return None
    name, version = path[1], line.value.partition("(")[0].partition("_")[0]
    if version.startswith("/"):
        # Another package than the name says.
        name, version = _split_path(version[1:])
    elif "@" in version[1:] and not version[0].isdigit():
        name, version = split(version)
    if not version[:1].isdigit():
        return None
    return Release(name, version, line.number, scope="" if scope == "." else scope)


def _split_path(text: str) -> tuple[str, str]:
    """Return the name and the version of ``/react@17.0.2`` or ``/react/17.0.2``."""
    name, version = split(text)
    if version:
        return name, version
    name, _, version = text.rpartition("/")
    return name, version


READER = VersionReader("pnpm 1", ("pnpm-lock.yaml",), "npm", (), _read)
