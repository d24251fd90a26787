"""Versions of languages and tools in the files by which developers install them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..patterns import regex
from ..untyped import items, members
from .base import (
    Manifests,
    Release,
    VersionReader,
    json_object,
    lenient,
    line_of_key,
    toml,
)
from .services import SERVICES

_TOOLS = {tool: row.title for row in SERVICES for tool in row.tools}
_VERSION = regex(
    r"v?(?P<version>\d+(?:\.\d+)*(?:[-.]?(?:rc|beta|alpha|a|b)\.?\d+)?)"
    r"(?:\.[xX*]|[-+][\w.-]+)?"
)
_GO = regex(r"(?:go|toolchain go)\s*(?P<version>\d[\w.]*)\s*(?://.*)?")
_JAVA = regex(
    r"(?:(?:temurin|adoptopenjdk|openjdk|oracle|corretto|liberica|microsoft)"
    r"(?:-(?:jdk|jre|full|lite|javafx))?-)?(?:1\.(?=8$))?"
    r"(?P<version>\d{1,3}(?:\.\d{1,4}){0,4})(?:[-+_].*)?"
)
"""A version of the JDK; other vendors, such as Zulu, count their own."""

_GRADLE = regex(
    r"distributionUrl\s*+=[^\n]{1,300}/gradle-(?P<version>\d++(?:\.\d++)*+)-(?:bin|all)\.zip"
)
_MANAGER = regex(r"(?P<name>npm|pnpm|yarn|bun)@(?P<version>\d+(?:\.\d+)*)(?:[+-].*)?")
_RUST = regex(r"(?P<version>\d+\.\d+(?:\.\d+)?)")


def _release(name: str, text: str, number: int) -> Iterator[Release]:
    """Yield the release that a text is; nothing for ``latest`` or ``lts/iron``."""
    pattern = _JAVA if name == "Java" else _VERSION
    if match := pattern.fullmatch(text.strip().strip("'\"")):
        version = match["version"]
        if name == ".NET":
            # The third number of an SDK is not that of the runtime.
            version = ".".join(version.split(".")[:2])
        yield Release(name, version, number)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(text.split("\n"), 1):
        if words := row.partition("#")[0].strip():
            yield number, words


def _read_tool_versions(text: str, _manifests: Manifests) -> list[Release]:
    found: list[Release] = []
    for number, words in _lines(text):
        tool, *versions = words.split()
        if name := _TOOLS.get(tool):
            for version in versions:
                found += _release(name, version, number)
    return found


def _read_mise(text: str, _manifests: Manifests) -> list[Release]:
    found: list[Release] = []
    for tool, value in members(toml(text).get("tools")).items():
        name = _TOOLS.get(tool.removeprefix("core:"))
        for entry in items(value) or [value]:
            version = members(entry).get("version", entry)
            if name and isinstance(version, str):
                found += _release(name, version, line_of_key(text, tool, "[tools"))
    return found


def _only(name: str) -> Callable[[str, Manifests], list[Release]]:
    """Return the reader of a file with nothing but versions of one tool."""

    def read(text: str, _manifests: Manifests) -> list[Release]:
        found: list[Release] = []
        for number, words in _lines(text):
            found += _release(name, words.removeprefix("ruby-"), number)
        return found

    return read


def _read_rust(text: str, _manifests: Manifests) -> list[Release]:
    if "[" in text:
        channel = members(toml(text).get("toolchain")).get("channel")
        number = line_of_key(text, "channel")
    else:
        channel, number = text.strip(), 1
    match = _RUST.fullmatch(channel) if isinstance(channel, str) else None
    return [Release("Rust", match["version"], number)] if match else []


def _read_global_json(text: str, _manifests: Manifests) -> list[Release]:
    sdk = members(json_object(text).get("sdk"))
    version, forward = sdk.get("version"), str(sdk.get("rollForward", ""))
    if not isinstance(version, str) or forward.lower().endswith(("major", "minor")):
        return []
    return list(_release(".NET", version, line_of_key(text, '"version"')))


def _read_go(text: str, _manifests: Manifests) -> list[Release]:
    return [
        Release("Go", match["version"], number)
        for number, row in enumerate(text.split("\n"), 1)
        if (match := _GO.fullmatch(row.strip()))
    ]


def _read_node_manifest(text: str, _manifests: Manifests) -> list[Release]:
    data = json_object(text)
    manager = data.get("packageManager")
    found: list[Release] = []
    if isinstance(manager, str) and (match := _MANAGER.fullmatch(manager)):
        name = _TOOLS[match["name"]]
        found.append(
            Release(name, match["version"], line_of_key(text, "packageManager"))
        )
    for tool, version in members(data.get("volta")).items():
        if (name := _TOOLS.get(tool)) and isinstance(version, str):
            found += _release(name, version, line_of_key(text, "volta"))
    return found


def _read_gradle(text: str, _manifests: Manifests) -> list[Release]:
    return [
        Release("Gradle", match["version"], number)
        for number, row in enumerate(text.split("\n"), 1)
        if (match := _GRADLE.fullmatch(row.strip()))
    ]


def _reader(
    name: str, read: Callable[[str, Manifests], list[Release]], *files: str
) -> VersionReader:
    return VersionReader(f"{name} 1", files, "service", (), read, rank=1)


TOOL_READERS: tuple[VersionReader, ...] = (
    _reader("tool-versions", _read_tool_versions, ".tool-versions"),
    _reader("mise", _read_mise, "mise.toml", ".mise.toml"),
    _reader("python-version", _only("Python"), ".python-version"),
    _reader("node-version", _only("Node.js"), ".nvmrc", ".node-version"),
    _reader("ruby-version", _only("Ruby"), ".ruby-version"),
    _reader("java-version", _only("Java"), ".java-version"),
    _reader("terraform-version", _only("Terraform"), ".terraform-version"),
    _reader("rust-toolchain", _read_rust, "rust-toolchain.toml", "rust-toolchain"),
    _reader("global-json", _read_global_json, "global.json"),
    _reader("go-directive", _read_go, "go.mod"),
    _reader("package-manager", lenient(_read_node_manifest), "package.json"),
    _reader("gradle-wrapper", _read_gradle, "gradle-wrapper.properties"),
)
