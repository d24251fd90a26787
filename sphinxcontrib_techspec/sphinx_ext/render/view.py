"""What a view is: a directive that shows what the project says elsewhere."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from docutils import nodes

from ...findings.report import Report
from ...model.item import Problem
from ...model.project import Project
from ...model.spec import Spec
from ...text import normalize
from ..view_query import ViewQuery

if TYPE_CHECKING:
    from sphinx.builders import Builder


@dataclass(frozen=True, slots=True)
class ViewContext:
    """The project that a view shows, and the position of the view.

    Attributes:
        project: the project.
        report: the findings of the project.
        docname: the document that contains the view.
        number: the number of the view in its document, from 1.
    """

    project: Project
    report: Report
    docname: str
    number: int

    @property
    def anchor(self) -> str:
        """An HTML id for a part of the view."""
        return f"techspec-view-{self.number}"

    def specs(self, query: ViewQuery) -> list[Spec]:
        """Return the specs that a view shows.

        Args:
            query: the query; its option ``spec`` names a spec, or is ``all``.

        Returns:
            The spec that is named; without the option the spec around the view, or
            all specs where there is none.
        """
        name = query.option("spec")
        specs = self.project.specs
        if name.lower() == "all":
            return list(specs)
        if name:
            return [spec for spec in specs if normalize(spec.name) == normalize(name)]
        own = self.project.spec_at(self.docname, query.spec_index)
        return [own] if own in specs else list(specs)


class View(ABC):
    """A view; its directive is made from the class.

    Attributes:
        name: the name of the directive, without ``techspec:``.
        options: the options of the directive.
        accepts_body: whether a body of the author's replaces the view.
        numbered: what the option ``caption`` makes of the view, which Sphinx numbers;
            empty where the view shows its caption itself, if it has one.

    All views have the option ``name``, a label for references.
    """

    name: ClassVar[str]
    options: ClassVar[tuple[str, ...]] = ()
    accepts_body: ClassVar[bool] = False
    numbered: ClassVar[Literal["", "table", "figure"]] = ""

    @abstractmethod
    def check(self, query: ViewQuery) -> list[Problem]:
        """Return the problems of the argument and of the values of the options.

        Unknown options are reported by the directive.
        """

    @abstractmethod
    def data(self, query: ViewQuery, context: ViewContext) -> object:
        """Return what the view shows.

        The page of the view is written again when the ``repr`` of it has changed since
        the last build.
        """

    @abstractmethod
    def render(
        self, query: ViewQuery, context: ViewContext, builder: Builder, level: int
    ) -> list[nodes.Node]:
        """Return the nodes of the view.

        Args:
            query: the argument and the options of the directive.
            context: the project, and the position of the view.
            builder: the builder that writes the page.
            level: the level of headings in the view, from 1.
        """


def empty_nodes(text: str) -> list[nodes.Node]:
    """Return the paragraph of a view that has nothing to show."""
    return [nodes.paragraph("", text, classes=["techspec-empty"])]
