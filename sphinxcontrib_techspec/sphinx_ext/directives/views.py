"""The directive of every view, made from the class of the view."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from ...codes import Code
from ...messages import Message, suggestion
from ...model.document import Mention
from ...model.item import Problem
from ...text import to_plain
from ..domain import get_domain
from ..nodes import PendingView
from ..reading.source import DirectiveSource, ParsedDirective
from ..render.view import View, caption_nodes
from ..view_query import ViewQuery
from .base import TechspecDirective

_MARKUP = ("```", "~~~", ":::", "::", "..", "![")
"""What the first line of a body begins with where the body is markup."""


class ViewDirective(TechspecDirective):
    """The directive of a view."""

    view: ClassVar[type[View]]

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Return the pending node of the view, or the author's own body."""
        domain = get_domain(self.env)
        document = domain.document(host.docname)
        view = self.view()
        query = ViewQuery(
            view.name,
            to_plain(opening.argument.text) if opening.argument else "",
            self._known_options(opening, document.problems, host),
            document.spec_count,
            host.line,
            {option.name.lower(): option.line for option in opening.options},
        )
        document.problems += view.check(query)
        if view.accepts_body and any(line.strip() for line in opening.body):
            return self._own_body(host, opening, query)
        spec = query.option("spec")
        if spec and spec.lower() != "all":
            line = query.line_of("spec")
            document.mentions.append(
                Mention("spec", spec, line, query.spec_index, shown=False)
            )
        body = host.parse_blocks(opening.body, opening.offset)
        number = domain.page(host.docname).add(query)
        pending = PendingView(docname=host.docname, view=number)
        self.set_source_info(pending)
        return [pending, *body]

    def _known_options(
        self, opening: ParsedDirective, problems: list[Problem], host: DirectiveSource
    ) -> dict[str, str]:
        """Return the options of the view by name; the others become *problems*."""
        known = self.view.options
        options: dict[str, str] = {}
        for option in opening.options:
            name = option.name.lower()
            if name in known:
                options[name] = option.value
                if name == "caption" and self.translator is not None:
                    options[name] = self.translator.words(
                        option.value, option.line, host
                    )
            else:
                problems.append(
                    Problem(
                        Code.UNKNOWN_FIELD,
                        Message(
                            "unknown option “{name}” of techspec:{view}",
                            name=option.name, view=self.view.name,
                        ),
                        option.line,
                        subject=option.name,
                        advice=suggestion(name, known),
                    )
                )  # fmt: skip
        return options

    def _own_body(
        self, host: DirectiveSource, opening: ParsedDirective, query: ViewQuery
    ) -> list[nodes.Node]:
        """Return the author's body, which replaces the view, and the caption."""
        first = next(line for line in opening.body if line.strip())
        if first.lstrip().startswith(_MARKUP):
            content = host.parse_blocks(opening.body, opening.offset)
        else:
            # Lines drawn with characters are not markup.
            text = "\n".join(opening.body).strip("\n")
            content = [nodes.literal_block(text, text, language="text")]
        box = nodes.container("", *content)
        box["classes"] += ["techspec", f"techspec-{query.name}"]
        return [box, *caption_nodes(query.option("caption"))]


def make_view_directive(view_: type[View]) -> type[ViewDirective]:
    """Return the directive of a view."""
    return type(
        f"{view_.__name__}Directive",
        (ViewDirective,),
        {"view": view_, "__doc__": view_.__doc__},
    )
