"""Pipfile.lock: https://pipenv.pypa.io/."""

from __future__ import annotations

import re

from ..patterns import regex
from ..untyped import members
from .base import (
    Manifests,
    Release,
    VersionReader,
    damaged,
    json_object,
    line_numbers,
    python_name,
)
from .python_manifest import MANIFESTS, direct_names

_KEY = regex(r'^ {8}"([^"\n]+)": \{', re.MULTILINE)


def _read(text: str, manifests: Manifests) -> list[Release]:
    data = json_object(text)
    if "_meta" not in data:
        raise damaged(1)
    direct = direct_names(manifests)
    lines = line_numbers(text, _KEY)
    found: list[Release] = []
    for section, packages in data.items():
        if section == "_meta":
            continue
        for key, package in members(packages).items():
            # What comes from a repository has a revision and no version.
            version = members(package).get("version")
            if not isinstance(version, str) or not version.startswith("=="):
                continue
            name = python_name(key)
            is_direct = direct is None or name in direct
            line = lines.get(key, 1)
            found.append(Release(name, version.lstrip("="), line, is_direct))
    return found


READER = VersionReader("pipenv 1", ("Pipfile.lock",), "pypi", MANIFESTS, _read)
