"""composer.lock: https://getcomposer.org/doc/01-basic-usage.md."""

from __future__ import annotations

import re

from ..patterns import regex
from ..untyped import items, members
from .base import (
    DamagedError,
    Manifests,
    Release,
    VersionReader,
    damaged,
    json_object,
    line_numbers,
)

_NAME = regex(r'^ {12}"name": "([^"\n]+)"', re.MULTILINE)


def _read(text: str, manifests: Manifests) -> list[Release]:
    data = json_object(text)
    if "packages" not in data:
        raise damaged(1)
    direct = _direct(manifests)
    lines = line_numbers(text, _NAME)
    found: list[Release] = []
    for key in ("packages", "packages-dev"):
        for entry in items(data.get(key)):
            name = str(members(entry).get("name", ""))
            version = str(members(entry).get("version", "")).removeprefix("v")
            if name and version[:1].isdigit():
                is_direct = direct is None or name.lower() in direct
                line = lines.get(name, 1)
                found.append(Release(name.lower(), version, line, is_direct))
    return found


def _direct(manifests: Manifests) -> set[str] | None:
    try:
        data = json_object(manifests["composer.json"])
    except (KeyError, DamagedError):
        return None
    return {n.lower() for k in ("require", "require-dev") for n in members(data.get(k))}


READER = VersionReader(
    "composer 1", ("composer.lock",), "composer", ("composer.json",), _read
)
