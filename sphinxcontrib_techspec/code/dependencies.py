"""Dependencies in a block of code: TOML, JSON, or the lines of a requirements file.

The blocks are parts of ``pyproject.toml``, ``Cargo.toml``, ``package.json`` and files
of pip, or the names and versions alone. Nothing is run or looked up.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from ..patterns import regex
from .json_text import load_json, read_json_text
from .languages import language_named

LONGEST = 20_000
"""How many characters a block may have; a longer one is not read."""

MOST = 500
"""How many dependencies a block may have; one with more is not read."""

_DEEPEST = 6
"""How many tables may be around a table of dependencies."""

_TEXT = frozenset(
    "default none pip pip-requirements plain plaintext requirements text txt".split()
)
_JSON = language_named("json")

_ROLES = {
    "dependencies": "Dependency",
    "require": "Dependency",
    "requires": "Build dependency",
    "build-dependencies": "Build dependency",
    "dev-dependencies": "Development dependency",
    "devDependencies": "Development dependency",
    "require-dev": "Development dependency",
    "optionalDependencies": "Optional dependency",
    "peerDependencies": "Peer dependency",
    "engines": "Runtime",
}
"""Tables and lists of dependencies, by what these are for."""

_PACKAGE_MANAGERS = frozenset({"npm", "pnpm", "yarn"})
"""What ``engines`` has beside the runtime."""

_GROUPS = {
    "optional-dependencies": "Optional dependency",
    "dependency-groups": "Development dependency",
}
"""Tables whose values are lists of dependencies (PEP 621, PEP 735)."""

_OWN = ("file:", "link:", "portal:", "workspace:", "./", "../")
"""How the source of a package of the repository itself begins."""

_PLACES = ("catalog:", "git", "http:", "https:", "npm:", "ssh:")
"""How a source that is no version begins."""

_METADATA = frozenset("edition host name port version".split())
"""Names in a block that are never those of packages."""

_NAME = regex(r"@?\w[\w./+-]*+")
_SPECIFIER = r"(?:===|[~=!<>]=|[<>])[ \t]*+[\w.*+!-]++[ \t]*+(?:,[ \t]*+)?"
_REQUIREMENT = regex(
    r"(?P<name>[A-Za-z0-9][\w.-]*+)[ \t]*+(?:\[[\w \t,.-]*+\])?[ \t]*+"
    rf"(?:\(?(?P<version>(?:{_SPECIFIER})++)\)?|@[ \t]*+(?P<source>[^\s;]++))?[ \t]*+"
    r"(?:;[^\n]*)?"
)
"""A requirement (PEP 508): ``uvicorn[standard]>=0.30; python_version<"3.13"``."""

_TAG = regex(
    r"git\+\w{2,8}://(?:[^@#/\s]{1,100}@)?+[^@#\s]{1,300}@(?P<tag>[^@#\s]{1,100})(?:#\S*)?"
)
"""The address of a repository and a tag in it (PEP 508, pip)."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """A package that a block of code names.

    Attributes:
        name: its name.
        version: its version as written, empty where there is none.
        role: what it is for, as the table says that it is in.
        line: its line, from 0.
        note: what is said of it in brackets.
    """

    name: str
    version: str
    role: str
    line: int
    note: str = ""


_Entry = tuple[str, str, str]
"""A name, a version and a role."""

_SHELLS = frozenset({"bash", "console", "sh", "shell", "shell-session", "zsh"})
_DATA = frozenset({"json", "toml", "yaml", "yml"})
_DEVELOPMENT = frozenset({"-D", "--save-dev", "--dev"})
_FLAGS = _DEVELOPMENT | {"-E", "-S", "-U", "-y", "--save", "--save-exact", "--upgrade"}
"""Options of a command that installs, without a value of their own."""

_INSTALL = regex(
    r"(?:[$>] )?(?:(?P<npm>(?:npm (?:install|i|add)|(?:yarn|bun) add"
    r"|pnpm (?:add|install|i)))"
    r"|(?:(?:python3? -m )?pip3? install|uv (?:pip install|add)|poetry add)) "
    r"(?P<packages>.+)"
)
"""A command that installs packages by their names, of npm's kind or of pip's."""

_NPM_PACKAGE = regex(
    r"(?P<name>(?:@[a-z\d][\w.-]*+/)?[a-z\d][\w.-]*+)(?:@(?P<version>[\^~]?[\w.-]++))?"
)
_LISTED = regex(
    r"[ \t]*+[-*] (?P<names>@?[a-z][\w./-]*+(?: \+ @?[a-z][\w./-]*+)*+)"
    r"(?: \((?P<note>[^()]++)\))?[ \t]*+"
)
"""Packages in a list: ``- heron + crow (for the birds)``."""

IsVersion = Callable[[str], bool]
"""Returns whether a text is a version."""


def read_dependencies(
    code: str, language: str, is_version: IsVersion
) -> list[Dependency]:
    """Return the dependencies that a block of code lists.

    Args:
        code: the block.
        language: its language; without one, all forms are tried.
        is_version: returns whether a text is a version, which decides where no table
            says that its names are those of dependencies.

    Returns:
        The dependencies in their order; none where the block is anything else.
    """
    if len(code) > LONGEST:
        return []
    name = language.lower()
    is_text = not name or name in _TEXT
    found: list[_Entry] = []
    if is_text or (_JSON is not None and name in _JSON.names):
        found = list(_in_json(code, is_version))
    if not found and (is_text or name == "toml"):
        found = list(_in_toml(code, is_version))
    if not found and is_text:
        found = _in_lines(code)
    if not found and (is_text or name in _SHELLS):
        found = _in_commands(code)
    if not found and name not in _DATA | _SHELLS:
        return _in_list(code)
    return list(_located(found, code)) if len(found) <= MOST else []


def _in_json(code: str, is_version: IsVersion) -> Iterator[_Entry]:
    """Yield the dependencies in an object, or in members without braces around them."""
    if code.lstrip().startswith('"'):
        code = f"{{{code}\n}}"
    for document in read_json_text(code).documents:
        value, fault = load_json(document)
        if fault is None and isinstance(value, dict):
            yield from _in_data(cast("dict[str, Any]", value), is_version)


def _in_toml(code: str, is_version: IsVersion) -> Iterator[_Entry]:
    try:
        yield from _in_data(tomllib.loads(code), is_version)
    except (tomllib.TOMLDecodeError, RecursionError):
        return


def _in_data(data: Mapping[str, Any], is_version: IsVersion) -> Iterator[_Entry]:
    """Yield the dependencies in tables, else those that all of *data* is."""
    found = list(_in_tables(data, 0))
    if not found and all(_is_dependency(*entry, is_version) for entry in data.items()):
        found = list(_in_table(data, "Dependency"))
    yield from found


def _in_tables(data: Mapping[str, Any], depth: int) -> Iterator[_Entry]:
    for key, value in data.items():
        if key in _ROLES:
            yield from _in_table(value, _ROLES[key])
        elif key in _GROUPS and isinstance(value, dict):
            for group in cast("dict[str, Any]", value).values():
                yield from _in_table(group, _GROUPS[key])
        elif key == "group" and isinstance(value, dict):
            # Poetry's groups, each with a table of its own.
            for group in cast("dict[str, Any]", value).values():
                if isinstance(group, dict):
                    table = cast("dict[str, Any]", group).get("dependencies")
                    yield from _in_table(table, "Development dependency")
        elif isinstance(value, dict) and depth < _DEEPEST:
            yield from _in_tables(cast("dict[str, Any]", value), depth + 1)


def _in_table(table: object, role: str) -> Iterator[_Entry]:
    """Yield the dependencies of a table by name, or of a list of requirements."""
    if isinstance(table, dict):
        for name, value in cast("dict[str, Any]", table).items():
            version = _version(value)
            if version is not None and _NAME.fullmatch(name):
                is_manager = role == _ROLES["engines"] and name in _PACKAGE_MANAGERS
                yield name, version, "Package manager" if is_manager else role
    elif isinstance(table, list):
        for value in cast("list[Any]", table):
            if isinstance(value, str) and (found := _requirement(value)):
                yield *found, role


def _version(value: object) -> str | None:
    """Return the version in a value, `None` for a package of the repository itself."""
    if isinstance(value, list):
        versions = [_version(part) for part in cast("list[Any]", value)]
        return ", ".join(filter(None, versions)) if any(versions) else None
    if isinstance(value, dict):
        table = cast("dict[str, Any]", value)
        if "path" in table and "version" not in table:
            return None
        value = table.get("version", table.get("tag", ""))
    if not isinstance(value, str) or value.startswith(_OWN):
        return None
    return "" if value.startswith(_PLACES) else value.strip()


def _is_dependency(name: str, value: object, is_version: IsVersion) -> bool:
    """Return whether a member of a block is a package and its version."""
    version = _version(value)
    return bool(
        version
        and name.lower() not in _METADATA
        and _NAME.fullmatch(name)
        and is_version(version)
    )


def _requirement(text: str) -> tuple[str, str] | None:
    """Return the name and the version of a requirement, `None` where it is none."""
    found = _REQUIREMENT.fullmatch(text.strip())
    if found is None:
        return None
    version = (found["version"] or "").strip()
    if tag := _TAG.fullmatch(found["source"] or ""):
        version = tag["tag"]
    if version.startswith("==") and version[2:3] != "=" and "," not in version:
        # What joins name and version is no part of either.
        version = version[2:].strip()
    return found["name"], version


def _in_lines(code: str) -> list[_Entry]:
    """Return the requirements that all lines are, of which one has a version."""
    found: list[_Entry] = []
    for line in code.split("\n"):
        text = line.partition(" #")[0].strip().removesuffix("\\").rstrip()
        if not text or text.startswith(("#", "-")):
            # A comment, or an option of pip.
            continue
        requirement = _requirement(text.partition(" --")[0])
        if requirement is None:
            return []
        found.append((*requirement, "Dependency"))
    return found if any(version for _, version, _ in found) else []


def _in_commands(code: str) -> list[_Entry]:
    """Return the packages that commands install; none if there is anything else."""
    found: dict[str, _Entry] = {}
    for line in code.replace("\\\n", " ").split("\n"):
        text = " ".join(line.partition(" #")[0].split())
        if not text or text.startswith("#"):
            continue
        command = _INSTALL.fullmatch(text)
        if command is None:
            return []
        words = command["packages"].split()
        is_npm = bool(command["npm"])
        is_own = not _DEVELOPMENT.isdisjoint(words)
        role = "Development dependency" if is_own else "Dependency"
        for word in words:
            if word in _FLAGS:
                continue
            package = _npm_package(word) if is_npm else _requirement(word.strip("'\""))
            if package is None:
                return []
            found.setdefault(package[0], (*package, role))
    return list(found.values())


def _npm_package(word: str) -> tuple[str, str] | None:
    """Return the name and the version of ``@heron/wing@1.2``, `None` for others."""
    match = _NPM_PACKAGE.fullmatch(word)
    return (match["name"], match["version"] or "") if match else None


def _in_list(code: str) -> list[Dependency]:
    """Return the packages that all lines list, which may have comments above them.

    One of the names is none of a plain word: ``@heron/wing``, ``crow-nest``.
    """
    found: list[Dependency] = []
    for number, line in enumerate(code.split("\n")):
        if not line.strip() or line.lstrip().startswith(("//", "#")):
            continue
        match = _LISTED.fullmatch(line)
        if match is None:
            return []
        found += (
            Dependency(name, "", "Dependency", number, match["note"] or "")
            for name in match["names"].split(" + ")
        )
    is_sure = any(not part.name.isalnum() for part in found)
    return found if is_sure and 1 < len(found) <= MOST else []


def _located(found: Iterable[_Entry], code: str) -> Iterator[Dependency]:
    """Yield dependencies with the lines that they are on."""
    lines = code.split("\n")
    begin = 0
    for name, version, role in found:
        order = (*range(begin, len(lines)), *range(begin))
        line = next((n for n in order if _is_in(lines[n], name)), begin)
        yield Dependency(name, version, role, line)
        begin = line


def _is_in(line: str, name: str) -> bool:
    """Return whether a line has a name that is no part of a longer one."""
    at = line.find(name)
    around = line[at - 1 : at] + line[at + len(name) : at + len(name) + 1]
    return at >= 0 and not any(c.isalnum() or c in "-_/@" for c in around)
