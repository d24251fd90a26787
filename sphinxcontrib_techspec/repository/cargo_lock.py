"""Cargo.lock: https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html."""

from __future__ import annotations

from .base import Manifests, Release, VersionReader, damaged, texts
from .toml_tables import read_tables


def _read(text: str, _manifests: Manifests) -> list[Release]:
    _first, *tables = read_tables(text)
    packages = [found for found in tables if found.name == "package"]
    if not packages:
        raise damaged(1)
    # A crate of the project has no source. Where a name has several versions, its
    # dependencies say which one they mean.
    own = [package for package in packages if "source" not in package.values]
    wanted: dict[str, set[str]] = {}
    for package in own:
        for dependency in texts(package.value("dependencies")):
            name, _, version = dependency.partition(" ")
            wanted.setdefault(name, set()).add(version.partition(" ")[0])
    found: list[Release] = []
    for package in packages:
        if "source" not in package.values:
            continue
        name, version = package.text("name"), package.text("version")
        if not name or not version:
            raise damaged(package.line)
        direct = not wanted.get(name, set()).isdisjoint({"", version})
        line = package.lines["version"]
        found.append(Release(name.replace("_", "-").lower(), version, line, direct))
    return found


READER = VersionReader("cargo 1", ("Cargo.lock",), "cargo", (), _read)
