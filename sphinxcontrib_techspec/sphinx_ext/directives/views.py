"""The directive of every view, made from the class of the view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from docutils import nodes

from ...codes import Code
from ...messages import Message, suggestion
from ...model.document import Mention
from ...model.item import Problem
from ...patterns import regex
from ...text import to_plain
from ..domain import get_domain
from ..nodes import PendingView
from ..reading.source import DirectiveSource, ParsedDirective
from ..render.view import View
from ..view_query import ViewQuery
from .base import TechspecDirective
from .labels import with_caption

_MARKUP = ("```", "~~~", ":::", "::", "..", "![")
"""What the first line of a body begins with where the body is markup."""

_HEADING = regex(r"#{1,6}\s+\S")


class ViewDirective(TechspecDirective):
    """The directive of a view."""

    view: ClassVar[type[View]]

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Return the pending node of the view, or the author's own body."""
        domain = get_domain(self.env)
        document = domain.document(host.docname)
        view = self.view()
        name = opening.pop_option("name")
        argument = to_plain(opening.argument.text) if opening.argument else ""
        query = ViewQuery(
            view.name,
            argument,
            self._known_options(opening, document.problems, host),
            document.spec_count,
            host.line,
            {option.name.lower(): option.line for option in opening.options},
            tuple(host.own_names.fields.get(argument, ())),
        )
        document.problems += view.check(query)
        if view.accepts_body and any(line.strip() for line in opening.body):
            shown = self._captioned(query, self._own_body(host, opening))
            return self.labelled(name, [shown])
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
        return self.labelled(name, [self._captioned(query, pending), *body])

    def _captioned(self, query: ViewQuery, shown: nodes.Element) -> nodes.Element:
        """Return what a view shows, with a caption if it has one."""
        caption, type_ = query.option("caption"), self.view.numbered
        if not caption or not type_:
            return shown
        docname = self.env.current_document.docname
        captioned = with_caption(caption, [shown], type_, docname)
        self.set_source_info(captioned)
        return captioned

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
                        advice=suggestion(name, [*known, "name"]),
                    )
                )  # fmt: skip
        return options

    def _own_body(
        self, host: DirectiveSource, opening: ParsedDirective
    ) -> nodes.container:
        """Return the author's body, which replaces the view."""
        if _is_markup(opening.body, is_markdown=host.is_markdown):
            content = host.parse_blocks(opening.body, opening.offset)
        else:
            # Lines drawn with characters are not markup.
            text = "\n".join(opening.body).strip("\n")
            content = [nodes.literal_block(text, text, language="text")]
        box = nodes.container("", *content)
        box["classes"] += ["techspec", f"techspec-{self.view.name}"]
        self.note_blocks([box], body=True)
        return box


def _is_markup(body: Iterable[str], *, is_markdown: bool) -> bool:
    """Return whether a body is markup, perhaps below headings of Markdown."""
    lines = (line.strip() for line in body)
    text = (
        line for line in lines if line and not (is_markdown and _HEADING.match(line))
    )
    return next(text, "").startswith(_MARKUP)


def make_view_directive(view_: type[View]) -> type[ViewDirective]:
    """Return the directive of a view."""
    return type(
        f"{view_.__name__}Directive",
        (ViewDirective,),
        {"view": view_, "__doc__": view_.__doc__},
    )
