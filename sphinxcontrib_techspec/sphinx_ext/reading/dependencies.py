"""Items that a block of code lists as the dependencies of a project."""

from __future__ import annotations

from collections.abc import Container

from ...code.dependencies import read_dependencies
from ...kinds import Kind
from ...model.item import ParsedItem, SourceText
from ...values.version import Version, pinning
from .blocks import CodeBlock
from .rows import code_text
from .source import DirectiveSource


def read_packages(
    kind: type[Kind],
    block: CodeBlock,
    source: DirectiveSource,
    given: Container[str],
) -> list[ParsedItem]:
    """Return an item for each dependency in a block of code.

    Args:
        kind: the kind of the items.
        block: the block.
        source: the directive.
        given: the fields that options of the directive fill.
    """
    version_field = kind.field_of_type(Version)
    found: list[ParsedItem] = []
    for part in read_dependencies(block.code, block.language, _is_version):
        line = block.line + part.line
        range_ = source.text.within(line, part.name, "code")
        name = SourceText(part.name, line, (), range_, source=part.name)
        item = ParsedItem(kind.kind, line, name, from_code=True)
        item.values[kind.package_field] = code_text(part.name, line)
        if part.version and version_field:
            range_ = source.text.within(line, part.version, "code")
            version = SourceText(part.version, line, (), range_, source=part.version)
            item.values[version_field] = version
        if part.note:
            item.values["note"] = code_text(part.note, line)
        if kind.topic_field and kind.topic_field not in given:
            item.values[kind.topic_field] = code_text(part.role, line)
        found.append(item)
    return found


def _is_version(text: str) -> bool:
    return pinning(text) != "unknown"
