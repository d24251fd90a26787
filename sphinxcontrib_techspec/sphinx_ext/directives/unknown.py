"""Unknown directives and roles of the domain: their text is shown and reported."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from ...codes import Code
from ...messages import Message
from ...model.item import Problem, unknown_name
from ..domain import get_domain
from ..reading.source import DirectiveSource, ParsedDirective, file_of
from .base import TechspecDirective


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
            source = str(opening.argument.text)
            shown.append(nodes.paragraph(source, "", *title))
        for option in opening.options:
            text = f"{option.name}: {option.value}"
            shown.append(nodes.paragraph(text, text))
        for node in shown:
            # With their source, Sphinx translates them.
            node.source, node.line = host.path, host.line
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
