"""Unknown directives and roles whose names mean one of the domain.

They are those without the prefix or with a misspelt one, which no parser hands to the
domain: the parser reports them, and this extension says what was meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from ...codes import Code
from ...messages import Message, Replace
from ...model.item import Problem
from ..compat import is_malformed_markup, unknown_name_in
from ..domain import get_domain
from ..reading.fences import source_of
from ..reading.lines import source_lines
from ..reading.source import file_of
from ..reading.words import UNKNOWN_DIRECTIVE, UNKNOWN_ROLE, restore_words
from ..walk import elements, elements_of

_CLOSE = 0.85
"""The least similarity of a name that is taken for one of the domain."""


def meant_name(name: str, names: Iterable[str]) -> str:
    """Return the full name of the domain that an unknown name means, or ``""``.

    It is the name without its prefix (``endpoint``), or one similar to it with the
    prefix (``techspec-endpoint``, ``techspc:endpoint``).

    Args:
        name: the name of a directive or a role as written.
        names: those of the domain, without the prefix.
    """
    bare = name.lower()
    known = set(names)
    return f"techspec:{bare}" if bare in known else similar_name(bare, known)


def similar_name(name: str, names: Iterable[str]) -> str:
    """Return the full name of the domain that is similar to *name*, or ``""``.

    Args:
        name: a name with a prefix.
        names: the names of the domain, without the prefix.
    """
    full = [f"techspec:{other}" for other in sorted(names)]
    return next(iter(get_close_matches(name.lower(), full, n=1, cutoff=_CLOSE)), "")


class UnknownNames(SphinxTransform):
    """Reports names that no parser knows and that mean one of the domain.

    It runs before Sphinx removes the messages, and keeps the words on the page.
    """

    default_priority = cast("int | None", 2)

    def apply(self, **_: Any) -> None:
        """Report the unknown names of the document."""
        domain = get_domain(self.env)
        document = domain.document(self.env.current_document.docname)
        known = {"directive": domain.directives, "role": domain.roles}
        for found in list(_unknown_names(self.document)):
            meant = meant_name(found.name, known[found.type])
            if not meant:
                continue
            problem = (
                Message("unknown directive “{name}”", name=found.name)
                if found.type == "directive"
                else Message("unknown role “{name}”", name=found.name)
            )
            file = file_of(self.env, document.docname, found.source)
            document.problems.append(
                Problem(
                    Code.UNKNOWN_DIRECTIVE,
                    problem,
                    found.line,
                    found.name,
                    Message("write “{text}”", text=meant),
                    Replace(found.name, meant),
                    file="" if file == document.file else file,
                )
            )
            if isinstance(found.node, nodes.system_message):
                _keep_words(found.node, found, self.document)
        for message in elements_of(self.document, nodes.system_message):
            if is_malformed_markup(nodes.Element.astext(message)):
                self._report_malformed(message, known["directive"])

    def _report_malformed(
        self, message: nodes.system_message, names: Iterable[str]
    ) -> None:
        """Report a directive with the mark of other explicit markup before its name."""
        document = get_domain(self.env).document(self.env.current_document.docname)
        path = str(message.get("source") or self.document["source"])
        lines = source_lines(self.env, path)
        # docutils has the line that the markup ends on.
        for number in range(min(int(message.get("line") or 0), len(lines)), 0, -1):
            written, colons, _ = lines[number - 1].lstrip().partition("::")
            if written.startswith(".."):
                name = similar_name(written.strip(".|_[ "), names) if colons else ""
                if name:
                    file = file_of(self.env, document.docname, path)
                    document.problems.append(
                        Problem(
                            Code.UNKNOWN_DIRECTIVE,
                            Message("directive “{name}” read as text", name=name),
                            number,
                            name,
                            Message("write “{text}”", text=f".. {name}::"),
                            Replace(written, f".. {name}"),
                            file="" if file == document.file else file,
                        )
                    )
                return


class _UnknownName(NamedTuple):
    """A name that a parser did not know.

    Attributes:
        node: the parser's message, or the words in its place.
        type: ``directive`` or ``role``.
        name: the name.
        line: its line.
        source: its file.
    """

    node: nodes.Element
    type: str
    name: str
    line: int
    source: str | None


def _unknown_names(document: nodes.document) -> Iterator[_UnknownName]:
    for node in elements(document):
        if isinstance(node, nodes.system_message):
            if unknown := unknown_name_in(node.astext()):
                line = int(node.get("line") or node.line or 0)
                yield _UnknownName(node, *unknown, line, node.get("source"))
        elif name := node.get(UNKNOWN_ROLE) or node.get(UNKNOWN_DIRECTIVE):
            type_ = "role" if node.get(UNKNOWN_ROLE) else "directive"
            line = next((n.line for n in _with_parents(node) if n.line), 0)
            source = next((n.source for n in _with_parents(node) if n.source), None)
            yield _UnknownName(node, type_, str(name), line, source)


def _with_parents(node: nodes.Node) -> Iterator[nodes.Node]:
    here: nodes.Node | None = node
    while here is not None:
        yield here
        here = here.parent


def _keep_words(
    message: nodes.system_message, found: _UnknownName, document: nodes.document
) -> None:
    """Show what the parser did not know, which Sphinx drops with the message."""
    if found.type == "role":
        for parent in _with_parents(message):
            if isinstance(parent, nodes.TextElement) and parent.rawsource:
                restore_words(parent, parent.rawsource)
                return
        return
    shown = list(message.findall(nodes.literal_block))
    if not shown:
        text = source_of(found.source or str(document["source"]), found.line)
        shown = [nodes.literal_block(text, text, language="text")] if text else []
    for block in shown:
        block["classes"].append("techspec-invalid")
    cast("nodes.Element", message.parent).replace(message, shown)
