"""The base of all directives of the domain."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..domain import get_domain
from ..reading.source import DirectiveSource, Option, ParsedDirective


class TechspecDirective(SphinxDirective):
    """Base of all directives of the domain: reads the options.

    ``option_spec`` is empty on purpose (see `reading.source`).
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Read the directive and return its nodes."""
        host = DirectiveSource(self)
        document = get_domain(self.env).document(host.docname)
        lists = (
            document.problems, document.mentions, document.exemptions, document.waivers,
        )  # fmt: skip
        before = [len(entries) for entries in lists]
        result = self.read(host, host.opening())
        if host.file != document.file:
            # An included file: the line is not one of the document, and only items
            # know the file that they are in.
            for entries, known in zip(lists, before, strict=True):
                for entry in entries[known:]:
                    entry.line = 0
        return result

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Return the nodes of the directive."""
        raise NotImplementedError

    def register_label(self, option: Option, anchor: str, title: str = "") -> None:
        """Register the value of the option ``name`` as a target of references.

        Args:
            option: the option.
            anchor: the HTML id of the target.
            title: the text of references; without it each needs a text of its own.
        """
        name = nodes.fully_normalize_name(option.value)
        docname = self.env.current_document.docname
        labels = self.env.domains.standard_domain
        labels.note_hyperlink_target(name, docname, anchor, title)
