"""The views: directives that show what the project says elsewhere."""

from __future__ import annotations

from typing import ClassVar, get_args

from docutils import nodes

from ...adr import Status
from ...kinds import BY_NAME, KINDS
from ...model.document import Mention
from ...model.item import Problem
from ...text import did_you_mean, join_or, to_plain
from ..domain import Document, get_domain
from ..nodes import PendingView
from ..reading.source import DirectiveSource, ParsedDirective
from ..render.diagrams import caption_nodes
from ..view_query import SORTS, View, column_of, parse_condition, split
from .base import TechspecDirective


class ViewDirective(TechspecDirective):
    """A place for a view."""

    view: ClassVar[str]
    options_known: ClassVar[tuple[str, ...]] = ()

    def check(self, view: View, line: int) -> list[Problem]:
        """Return what is wrong with the directive's argument and options."""
        raise NotImplementedError

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Keep the view's question and return its place."""
        domain = get_domain(self.env)
        document = domain.document(host.docname)
        argument = to_plain(opening.argument.text) if opening.argument else ""
        options = self.options_in(opening, document)
        view = View(self.view, argument, options, document.spec_count)
        lines = {option.name.lower(): option.line for option in opening.options}
        if (spec := options.get("spec", "")) and spec.lower() != "all":
            document.mentions.append(
                Mention("spec", spec, lines["spec"], document.spec_count, shown=False)
            )
        for problem in self.check(view, host.line):
            problem.line = lines.get(problem.subject, problem.line)
            document.problems.append(problem)
        body = host.parse_blocks(opening.body, opening.offset)
        pending = PendingView(
            docname=host.docname, view=domain.page(host.docname).add(view)
        )
        self.set_source_info(pending)
        return [pending, *body]

    def options_in(
        self, opening: ParsedDirective, document: Document
    ) -> dict[str, str]:
        """Return the options that the view knows, and report the others."""
        options: dict[str, str] = {}
        for option in opening.options:
            key = option.name.lower()
            if key in self.options_known:
                options[key] = option.value
            else:
                document.problems.append(
                    Problem(
                        "TS002",
                        f"option “{option.name}” of techspec:{self.view} is unknown."
                        f"{did_you_mean(key, self.options_known)}",
                        option.line,
                    )
                )
        return options


class TableDirective(ViewDirective):
    """The items of a kind, from one spec or from all."""

    view = "table"
    options_known = ("spec", "columns", "where", "sort", "caption")

    def check(self, view: View, line: int) -> list[Problem]:
        """Check the kind, and that columns, conditions and sort name its fields."""
        kinds = [kind.kind for kind in KINDS]
        if view.argument not in kinds:
            return [
                Problem(
                    "TS001",
                    f"techspec:table: “{view.argument}” is no kind; it is one of "
                    f"{join_or(kinds)}.{did_you_mean(view.argument, kinds)}",
                    line,
                )
            ]
        kind = BY_NAME[view.argument]
        asked = [
            *(("columns", name) for name in split(view.options.get("columns", ""))),
            *(
                ("sort", name.lstrip("-"))
                for name in split(view.options.get("sort", ""))
            ),
        ]
        problems: list[Problem] = []
        for condition in split(view.options.get("where", "")):
            name, _, _ = parse_condition(condition)
            if not name:
                problems.append(
                    Problem(
                        "TS001",
                        f"where: “{condition}” is no condition; write layer=data or "
                        "status!=deprecated.",
                        line,
                        "where",
                    )
                )
            else:
                asked.append(("where", name))
        problems.extend(
            Problem(
                "TS002",
                f"{option}: “{name}” is no field of techspec:{kind.kind}."
                f"{did_you_mean(name, [*kind.field_specs(), 'name'])}",
                line,
                option,
            )
            for option, name in asked
            if column_of(kind.kind, name) is None
        )
        return problems


class AdrsDirective(ViewDirective):
    """Every decision record, with what rests on it."""

    view = "adrs"
    options_known = ("status", "sort")

    def check(self, view: View, line: int) -> list[Problem]:
        """Check the statuses to show and what to sort by."""
        problems: list[Problem] = []
        asked = {"status": get_args(Status), "sort": SORTS}
        for option, known in asked.items():
            problems.extend(
                Problem(
                    "TS001",
                    f"{option}: “{word}” is not one of {join_or(known)}."
                    f"{did_you_mean(word, known)}",
                    line,
                    option,
                )
                for word in split(view.options.get(option, ""))
                if word.lower().lstrip("-") not in known
            )
        return problems


class ReportDirective(ViewDirective):
    """The completeness report of one spec, or of all."""

    view = "report"
    options_known = ("spec",)

    def check(self, view: View, line: int) -> list[Problem]:
        """Take nothing but options."""
        if not view.argument:
            return []
        return [
            Problem(
                "TS001",
                f"techspec:report takes no argument; write :spec: {view.argument}.",
                line,
            )
        ]


class DiagramDirective(ViewDirective):
    """A diagram of components or of entities; a body is the author's own, and kept."""

    view = "diagram"
    options_known = ("spec", "caption")

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Return the author's own diagram, or the place of one that is drawn."""
        body = [line for line in opening.body if line.strip()]
        if not body:
            return super().read(host, opening)
        document = get_domain(self.env).document(host.docname)
        argument = to_plain(opening.argument.text) if opening.argument else ""
        document.problems += self.check(View(self.view, argument), host.line)
        if body[0].lstrip().startswith(("```", "~~~", ":::", "::", "..", "![")):
            drawn = host.parse_blocks(opening.body, opening.offset)
        else:
            # Lines drawn with characters are no Markdown.
            text = "\n".join(opening.body).strip("\n")
            block = nodes.literal_block(text, text, language="text")
            drawn = [block]
        box = nodes.container("", *drawn)
        box["classes"] += ["techspec", "techspec-diagram"]
        return [box, *caption_nodes(self.options_in(opening, document).get("caption"))]

    def check(self, view: View, line: int) -> list[Problem]:
        """Check what is to be drawn."""
        known = ("components", "entities", "decisions")
        if view.argument.lower() in known:
            return []
        return [
            Problem(
                "TS001",
                f"techspec:diagram draws {join_or(known)}, not “{view.argument}”."
                f"{did_you_mean(view.argument, known)}",
                line,
            )
        ]
