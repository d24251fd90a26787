"""What the substitutions of reStructuredText stand for, while a document is read.

docutils replaces them when the whole document is read, which is too late for a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docutils import nodes

from ...patterns import regex

_DEFINITION = regex(r"\.\.\s+\|(?P<name>[^|]+)\|\s+replace::(?:\s+(?P<text>\S.*))?")
_OF_SPHINX = ("release", "version")
"""Substitutions that Sphinx defines by configuration values of the same name."""


def find_substitution(state: Any, name: str) -> Sequence[nodes.Node] | None:
    """Return the nodes of a substitution, `None` where it is not defined.

    Args:
        state: docutils' state of a directive.
        name: the name of the substitution.
    """
    document: Any = state.document
    known: dict[str, nodes.Element] = document.substitution_defs
    key = document.substitution_names.get(nodes.fully_normalize_name(name), name)
    if key in known:
        return known[key].children
    found = _definitions(state).get(nodes.fully_normalize_name(name))
    if found is not None:
        parsed, _ = state.inline_text(found, state.state_machine.abs_line_number())
        return parsed
    if name in _OF_SPHINX and (env := getattr(document.settings, "env", None)):
        return [nodes.Text(str(env.config[name]))]
    return None


def _definitions(state: Any) -> dict[str, str]:
    """Return the texts of the substitutions that the source defines, by name.

    Those of a definition further down are not known to docutils yet.
    """
    # docutils shares the memo among all states of a document.
    memo = state.memo
    found: dict[str, str] | None = getattr(memo, "techspec_substitutions", None)
    if found is None:
        lines: Any = state.state_machine.input_lines
        while getattr(lines, "parent", None) is not None:
            lines = lines.parent
        found = read_definitions(lines)
        memo.techspec_substitutions = found
    return found


def read_definitions(lines: Iterable[str]) -> dict[str, str]:
    """Return the texts of the definitions in *lines*, by their normalized names."""
    found: dict[str, str] = {}
    name = ""
    for line in lines:
        if match := _DEFINITION.match(line.strip()):
            name = nodes.fully_normalize_name(match["name"])
            found[name] = match["text"] or ""
        elif name and line.strip() and line[:1].isspace():
            found[name] = f"{found[name]} {line.strip()}".strip()
        else:
            name = ""
    return found
