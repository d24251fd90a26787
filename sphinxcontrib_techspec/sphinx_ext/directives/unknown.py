"""Unknown directives and roles of the domain, and directives read as something else.

Sphinx warns of an unknown directive, but not where a host language reads a directive as
text, code or a comment. In both cases the spec lacks an item that its author expects.
The text is shown, and the problem is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from ...codes import Code
from ...messages import Message, Replace
from ...model.item import Problem, unknown_name
from ..domain import get_domain
from ..reading.source import DirectiveSource, ParsedDirective, file_of
from .base import TechspecDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

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
            _unknown(
                Message("unknown directive “{name}”", name=self.name),
                self.name,
                domain.directives,
                host.line,
            )
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
        document = domain.document(docname)
        source, line = self.get_source_info()
        message = Message("unknown role “{name}”", name=self.name)
        problem = _unknown(message, self.name, domain.roles, line)
        file = file_of(self.env, docname, source)
        problem.file = "" if file == document.file else file
        document.problems.append(problem)
        text = nodes.inline(self.rawtext, self.text, classes=["techspec-invalid"])
        return [text], []


def _unknown(problem: Message, name: str, known: Iterable[str], line: int) -> Problem:
    names = sorted(f"techspec:{other}" for other in known)
    return unknown_name(problem, line, name, names, code=Code.UNKNOWN_DIRECTIVE)


def report_misparsed_directives(app: Sphinx, document: nodes.document) -> None:
    """Report what was meant to open a directive in a document that was just read."""
    env = app.env
    docname = env.current_document.docname
    domain = get_domain(env)
    noted = domain.document(docname)
    markdown = noted.file.endswith(".md")
    for node, problem in misparsed_directives(
        document, domain.directives, markdown=markdown
    ):
        file = file_of(env, docname, node.source)
        problem.file = "" if file == noted.file else file
        if isinstance(node, nodes.comment):
            problem.line = _line_of_comment(node, Path(env.srcdir, file))
        noted.problems.append(problem)


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
    """Yield the nodes of directives that were read as something else, with the problem.

    Args:
        document: a document as read.
        known: the names of the domain's directives.
        markdown: whether its language is Markdown.
    """
    names = set(known)
    for node in document.findall(nodes.Element):
        problem = _misparsed(node, names, markdown=markdown)
        if problem is not None:
            problem.line = node.line or 0
            yield node, problem


def _misparsed(
    node: nodes.Element, names: set[str], *, markdown: bool
) -> Problem | None:
    """Return the problem of a node that was meant to be a directive, if it is one."""
    if isinstance(node, nodes.literal_block):
        language = str(node.get("language", ""))
        name = language.strip("{}").removeprefix("techspec:")
        if not language.startswith("techspec:") or name not in names:
            return None
        return _problem(
            Message("code block instead of directive “{name}”", name=language),
            language,
            f"```{language}",
            f"```{{{language}}}",
        )
    if isinstance(node, nodes.comment):
        found = None if markdown else _COMMENT.match(node.astext())
        if found is None or found["name"] not in names:
            return None
        name = f"techspec:{found['name']}"
        return _problem(
            Message("comment instead of directive “{name}”", name=name),
            name,
            f".. {name}",
            f".. {name}::",
        )
    if not isinstance(node, nodes.paragraph):
        return None
    found = _OPENING.match(node.rawsource or node.astext())
    return _as_text(found, markdown=markdown) if found else None


def _as_text(found: re.Match[str], *, markdown: bool) -> Problem | None:
    """Return the problem of a directive's first line that was read as text."""
    mark, name = found["mark"], f"techspec:{found['name']}"
    if not markdown:
        message = Message("Markdown directive “{name}” in reStructuredText", name=name)
        return _problem(message, name, found[0], f".. {name}::")
    if mark.startswith("."):
        message = Message("reStructuredText directive “{name}” in Markdown", name=name)
        return _problem(message, name, f".. {name}", f"```{{{name}}}")
    if mark.startswith(":"):
        return Problem(
            Code.UNKNOWN_DIRECTIVE,
            Message("directive “{name}” read as text", name=name),
            0,
            name,
            Message(
                "use backticks instead of colons, or add “colon_fence” to "
                "myst_enable_extensions"
            ),
        )
    return None


def _problem(problem: Message, name: str, old: str, new: str) -> Problem:
    """Return a problem whose line is set later, with what to write instead."""
    advice = Message("write “{text}”", text=new)
    return Problem(Code.UNKNOWN_DIRECTIVE, problem, 0, name, advice, Replace(old, new))
