"""What was meant as a directive or a role of the domain, and is none.

Sphinx warns of a name that no directive has, and says nothing where a host language
takes a directive for text, for code or for a comment. Either way the spec lacks an
item that its author believes to be there. So all of it is kept, shown, and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from ...model.item import Problem
from ...text import did_you_mean
from ..domain import get_domain
from ..reading.source import DirectiveSource, ParsedDirective, file_of
from .base import TechspecDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CODE = "TS009"

_OPENING = re.compile(
    r"(?P<mark>:{3,}|`{3,}|~{3,}|\.\.\s)\s*\{?techspec:(?P<name>[\w-]+)"
)
_COMMENT = re.compile(r"techspec:(?P<name>[\w-]+):?(?!:)(?:\s|$)")


class UnknownDirective(TechspecDirective):
    """A directive of a name that the domain does not have; its words are shown."""

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Report the name, and return the argument, the options and the body."""
        domain = get_domain(self.env)
        domain.document(host.docname).problems.append(
            Problem(CODE, _unknown(self.name, domain.directives), host.line)
        )
        shown: list[nodes.Node] = []
        if opening.argument is not None:
            title = host.parse_inline(str(opening.argument.text), opening.argument.line)
            shown.append(nodes.paragraph("", "", *title))
        shown += [
            nodes.paragraph("", f"{option.name}: {option.value}")
            for option in opening.options
        ]
        shown += host.parse_blocks(opening.body, opening.offset)
        return [nodes.container("", *shown, classes=["techspec-invalid"])]


class UnknownRole(SphinxRole):
    """A role of a name that the domain does not have; its text is shown."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Report the name, and return the text."""
        domain = get_domain(self.env)
        docname = self.env.current_document.docname
        said = domain.document(docname)
        source, line = self.get_source_info()
        own = file_of(self.env, docname, source) == said.file
        message = _unknown(self.name, domain.roles)
        said.problems.append(Problem(CODE, message, line if own else 0))
        text = nodes.inline(self.rawtext, self.text, classes=["techspec-invalid"])
        return [text], []


def _unknown(name: str, known: Iterable[str]) -> str:
    names = sorted(f"techspec:{other}" for other in known)
    return f"there is no “{name}”.{did_you_mean(name, names)}"


def report_misparsed_directives(app: Sphinx, document: nodes.document) -> None:
    """Report what was meant to open a directive in a document that was just read."""
    env = app.env
    docname = env.current_document.docname
    domain = get_domain(env)
    said = domain.document(docname)
    markdown = said.file.endswith(".md")
    for node, problem in misparsed_directives(
        document, domain.directives, markdown=markdown
    ):
        if file_of(env, docname, node.source) != said.file:
            problem.line = 0
        elif isinstance(node, nodes.comment):
            problem.line = _line_of_comment(node, Path(env.doc2path(docname)))
        said.problems.append(problem)


def _line_of_comment(node: nodes.Element, path: Path) -> int:
    """Return the line that a comment begins on; docutils knows that it ends on."""
    last = node.line or 0
    text = node.astext().splitlines()
    first = f".. {text[0]}".strip()
    try:
        lines = path.read_text("utf-8").splitlines()[:last]
    except (OSError, UnicodeDecodeError):
        return last
    for number in range(len(lines), 0, -1):
        if lines[number - 1].strip() == first:
            return number
    return last


def misparsed_directives(
    document: nodes.document, known: Iterable[str], *, markdown: bool
) -> Iterator[tuple[nodes.Element, Problem]]:
    """Give what was meant to open a directive, with what is wrong with it.

    Args:
        document: a document as read.
        known: the names of the domain's directives.
        markdown: whether its language is Markdown.
    """
    names = set(known)
    for node in document.findall(nodes.Element):
        message = _meant(node, names, markdown=markdown)
        if message:
            yield node, Problem(CODE, message, node.line or 0)


def _meant(node: nodes.Element, names: set[str], *, markdown: bool) -> str:
    """Return what is wrong with a node that was meant to be a directive, or nothing."""
    if isinstance(node, nodes.literal_block):
        language = str(node.get("language", ""))
        name = language.strip("{}").removeprefix("techspec:")
        if not language.startswith("techspec:") or name not in names:
            return ""
        return (
            f"“```{language}” is a block of code. Write the name in braces: "
            f"“```{{{language}}}”."
        )
    if isinstance(node, nodes.comment):
        found = None if markdown else _COMMENT.match(node.astext())
        if found is None or found["name"] not in names:
            return ""
        name = f".. techspec:{found['name']}"
        return f"“{name}” is a comment. Write two colons: “{name}::”."
    if not isinstance(node, nodes.paragraph):
        return ""
    found = _OPENING.match(node.rawsource or node.astext())
    return _as_text(found, markdown=markdown) if found else ""


def _as_text(found: re.Match[str], *, markdown: bool) -> str:
    mark, name = found["mark"], found["name"]
    if not markdown:
        return (
            f"“{found[0]}” is Markdown, and read as text here. Write "
            f"“.. techspec:{name}::”."
        )
    if mark.startswith("."):
        return (
            f"“.. techspec:{name}” is reStructuredText, and read as text here. Write "
            f"“```{{techspec:{name}}}”."
        )
    if mark.startswith(":"):
        return (
            f"“{mark}{{techspec:{name}}}” is read as text. Write backticks for the "
            "colons, or add “colon_fence” to myst_enable_extensions."
        )
    return ""
