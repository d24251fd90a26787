"""Gemfile.lock: https://bundler.io/man/bundle-lock.1.html."""

from __future__ import annotations

import re

from ..patterns import regex
from .base import Manifests, Release, VersionReader, damaged

_SPEC = regex(r" {4}(?P<name>[\w.-]+) \((?P<version>\d[^)\s]*)\)", re.ASCII)
_PLATFORM = regex(
    r"-(?:x86|x86_64|x64|arm|arm64|aarch64|java|mswin|mingw|universal|ruby)\b.*"
)


def _read(text: str, _manifests: Manifests) -> list[Release]:
    section = ""
    direct: set[str] = set()
    specs: list[tuple[str, str, int]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line and line[0].isalpha():
            section = line.strip()
        elif section == "GEM" and (spec := _SPEC.fullmatch(line)):
            version = _PLATFORM.sub("", spec["version"])
            specs.append((spec["name"], version, number))
        elif section == "DEPENDENCIES" and line.strip():
            direct.add(line.split()[0].rstrip("!"))
    if "\nDEPENDENCIES\n" not in text:
        raise damaged(1)
    seen: dict[tuple[str, str], Release] = {}
    for name, version, number in specs:
        release = Release(name.lower(), version, number, name in direct)
        seen.setdefault((name, version), release)
    return list(seen.values())


READER = VersionReader("bundler 1", ("Gemfile.lock", "gems.locked"), "gem", (), _read)
