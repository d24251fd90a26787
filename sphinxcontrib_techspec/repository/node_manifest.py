"""What a JavaScript project names as its dependencies: package.json."""

from __future__ import annotations

from ..untyped import members
from .base import DamagedError, Manifests, json_object

MANIFESTS = ("package.json",)

GROUPS = ("dependencies", "devDependencies", "optionalDependencies")


def ranges_of(data: dict[str, object]) -> dict[str, str]:
    """Return the ranges that a package or a workspace names, by package."""
    return {
        name: str(wanted)
        for group in GROUPS
        for name, wanted in members(data.get(group)).items()
    }


def manifest_ranges(manifests: Manifests) -> dict[str, dict[str, str]]:
    """Return the ranges of each manifest, by the path of its folder."""
    found: dict[str, dict[str, str]] = {}
    for path, text in manifests.items():
        try:
            data = json_object(text)
        except DamagedError:
            continue
        found[path.rpartition("/")[0]] = ranges_of(data)
    return found


def real_name(name: str, wanted: str) -> str:
    """Return the package that a name stands for: ``npm:react@17`` is *react*.

    Yarn writes ``npm:^17`` for a range of the package itself.
    """
    other, version = split(wanted.removeprefix("npm:"))
    return other if wanted.startswith("npm:") and version else name


def split(text: str) -> tuple[str, str]:
    """Return the name and the version of ``@types/node@20.1.0``."""
    at = text.find("@", 1)
    return (text[:at], text[at + 1 :]) if at > 0 else (text, "")
