"""The settings in Compose files: the environment of services, and references to it.

https://docs.docker.com/reference/compose-file/services/#environment.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from ..patterns import regex
from .base import DamagedError, file_text
from .env_files import SettingEntry
from .yaml_nodes import entries, line, member, members, read_nodes, scalar

COMPOSE_SETTINGS_FORMAT = "compose settings 1"
"""The name of the format; with a number after it, which changes with what is read."""

_REFERENCE = regex(r"(?<!\$)(?:\$\$)*+\$\{?(?P<name>[A-Za-z_]\w*)")
_DEFAULT = regex(r"\$\{(?P<name>\w+):?-(?P<default>[^{}$]*)\}")


def read_compose_settings(data: bytes) -> list[SettingEntry]:
    """Return the settings in a Compose file; none where it cannot be read.

    Args:
        data: its content.
    """
    try:
        roots = read_nodes(file_text(data))
    except DamagedError:
        # It confirms settings alone, and its own tool reports what is wrong.
        return []
    found: list[SettingEntry] = []
    for root in roots:
        for _, service in members(member(root, "services")):
            found += _environment(member(service, "environment"))
        found += _references(root)
    return found


def _environment(node: yaml.Node | None) -> Iterator[SettingEntry]:
    for name, value in members(node):
        yield _entry(name, scalar(value), line(value))
    for listed in entries(node):
        name, _, text = scalar(listed).partition("=")
        yield _entry(name.strip(), text, line(listed))


def _entry(name: str, text: str, number: int) -> SettingEntry:
    default = _DEFAULT.fullmatch(text)
    value = default["default"] if default and default["name"] == name else text
    return SettingEntry(name, number, "set", value)


def _references(root: yaml.Node) -> Iterator[SettingEntry]:
    """Yield the variables that are named anywhere, once a node."""
    seen: set[int] = set()
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if id(node) in seen:
            # An alias.
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            for match in _REFERENCE.finditer(str(node.value)):
                yield SettingEntry(match["name"], line(node), "named")
        elif isinstance(node, yaml.MappingNode):
            nodes += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value
