"""What all directives of the domain share."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..domain import get_domain
from ..reading.source import DirectiveSource, Option, ParsedDirective


class TechspecDirective(SphinxDirective):
    """What all directives of the domain share: how their options are read.

    ``option_spec`` stays empty on purpose (see `host`).
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Read the directive and return its nodes."""
        host = DirectiveSource(self)
        said = get_domain(self.env).document(host.docname)
        lists = (said.problems, said.mentions, said.exemptions, said.waivers)
        before = [len(parts) for parts in lists]
        made = self.read(host, host.opening())
        if host.file != said.file:
            # Of what is no item's only the document is known, whose line this is not.
            for parts, known in zip(lists, before, strict=True):
                for part in parts[known:]:
                    part.line = 0
        return made

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Return the nodes of the directive."""
        raise NotImplementedError

    def register_label(self, option: Option, anchor: str, title: str = "") -> None:
        """Let the role ``ref`` and links find the place under its ``name``.

        Without a title a reference has to bring its own.
        """
        labels = self.env.domains.standard_domain
        name = nodes.fully_normalize_name(option.value)
        docname = self.env.current_document.docname
        if title:
            labels.note_hyperlink_target(name, docname, anchor, title)
        else:
            labels.anonlabels[name] = docname, anchor
