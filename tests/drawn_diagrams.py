"""A stand-in for ``sphinxcontrib.mermaid``: its directive and its node."""

from __future__ import annotations

from typing import Any, NoReturn

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator


class mermaid(nodes.General, nodes.Element):  # noqa: N801 - as there
    """A diagram; ``code`` is its source."""


class Mermaid(SphinxDirective):
    """A diagram in the body of the directive."""

    has_content = True
    optional_arguments = 1
    option_spec = {"caption": directives.unchanged}  # noqa: RUF012 - docutils' own form

    def run(self) -> list[nodes.Node]:
        """Return the diagram, in a figure where it has a caption."""
        node = mermaid(code="\n".join(self.content), options={})
        caption = self.options.get("caption")
        if not caption:
            return [node]
        return [nodes.figure("", node, nodes.caption(caption, caption))]


def draw(self: HTML5Translator, node: mermaid) -> NoReturn:
    """Write a diagram as the library in the browser takes it."""
    self.body.append(f'<pre class="mermaid">{self.encode(node["code"])}</pre>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the node and the directive."""
    app.add_node(mermaid, html=(draw, None))
    app.add_directive("mermaid", Mermaid)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
