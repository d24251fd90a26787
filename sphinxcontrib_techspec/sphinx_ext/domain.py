"""The domain: what the environment keeps, by document, and what a name means in it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain, ObjType
from sphinx.util.matching import compile_matchers
from sphinx.util.nodes import make_refnode

from .. import __version__
from ..adr import DecisionRecord, is_record_name, read_record
from ..config import Config
from ..findings.baseline import compare
from ..findings.evaluate import evaluate
from ..findings.report import Report
from ..kinds import BY_NAME, KINDS, SpecHeader
from ..model.document import Document, Exemption, Mention, SpecWaiver
from ..model.evidence import Evidence
from ..model.item import Item, Problem
from ..model.project import Project
from ..model.spec import LinkTarget, Lookup
from ..plugins import installed
from ..text import normalize
from .i18n import gettext, pgettext
from .intersphinx import external_records
from .nodes import insert_pending_nodes
from .reading.outline import read_outline
from .reading.source import file_of
from .render.links import adr_link, target_link

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction

    from .view_query import View
from .objects import Listed, list_objects
from .reading.prose import count_prose, linked_documents


@dataclass(slots=True)
class Page:
    """What a document shows of others: views, and links that any domain resolves.

    ``files`` are the documents that it links by path, there or not.
    """

    views: list[View] = field(default_factory=list["View"])
    links: list[str] = field(default_factory=list[str])
    files: list[str] = field(default_factory=list[str])

    def add(self, view: View) -> int:
        """Keep *view* and return its number on the page."""
        self.views.append(view)
        return len(self.views) - 1


def object_types() -> dict[str, ObjType]:
    """Return the types of object by name, with their titles in English."""
    return {
        **{kind.kind: ObjType(kind.title, kind.kind, "item") for kind in KINDS},
        SpecHeader.kind: ObjType(SpecHeader.title, SpecHeader.kind),
        "adr": ObjType("decision record", "adr"),
    }


def _data_version() -> int:
    """Return a number that changes with the package, its plugins and its models."""
    models = [
        (kind.kind, name, str(field.annotation))
        for kind in BY_NAME.values()
        for name, field in kind.field_specs().items()
    ]
    parts = (
        Document,
        Mention,
        Exemption,
        SpecWaiver,
        Item,
        Problem,
        DecisionRecord,
        Page,
    )
    kept = [[f.name for f in fields(part)] for part in parts]
    plugins = [(p.prefix, p.distribution, p.version) for p in installed()]
    text = json.dumps([__version__, models, kept, plugins])
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


class TechspecDomain(Domain):
    """Specs, their items and the decision records that they rest on."""

    name = "techspec"
    label = "Technical spec"
    initial_data: ClassVar[dict[str, Any]] = {"documents": {}, "pages": {}}
    dangling_warnings: ClassVar[dict[str, str]] = {}

    fallback_directive: ClassVar[type[Directive] | None] = None
    fallback_role: ClassVar[RoleFunction | None] = None

    config: Config = Config()
    folder: Path = Path()
    baseline: Counter[str] | None = None
    shown: dict[str, str] = {}  # noqa: RUF012 - set anew after each reading
    _made: tuple[Project, Report] | None = None
    _objects: list[Listed] | None = None

    def __init__(self, env: BuildEnvironment) -> None:
        """Name the types of object in the project's language, for the search."""
        # Plugins bring kinds, and no plugin is loaded by an import. Sphinx, too, sets
        # these variables of the class in each instance.
        self.object_types = {  # pyright: ignore[reportAttributeAccessIssue] - as above
            name: ObjType(pgettext("kind", type_.lname), *type_.roles)
            for name, type_ in object_types().items()
        }
        version = _data_version()
        self.data_version = version  # pyright: ignore[reportAttributeAccessIssue]
        super().__init__(env)

    def get_type_name(
        self,
        type: ObjType,  # noqa: A002 - Sphinx's signature
        primary: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> str:
        """Return what the search calls a type of object."""
        return gettext("Technical spec {kind}").format(kind=type.lname)

    # What is kept

    @property
    def documents(self) -> dict[str, Document]:
        """What each document says."""
        return self.data["documents"]

    @property
    def pages(self) -> dict[str, Page]:
        """What each document shows of others."""
        return self.data["pages"]

    def document(self, docname: str) -> Document:
        """Return what *docname* says, to be added to while it is read."""
        self._made = None
        if docname not in self.documents:
            file = self.env.doc2path(docname, base=False)
            self.documents[docname] = Document(docname, str(file).replace("\\", "/"))
        return self.documents[docname]

    def page(self, docname: str) -> Page:
        """Return what *docname* shows of others, to be added to while it is read."""
        return self.pages.setdefault(docname, Page())

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self._made = None
        self.documents.pop(docname, None)
        self.pages.pop(docname, None)

    def merge_domaindata(
        self, docnames: AbstractSet[str], otherdata: dict[str, Any]
    ) -> None:
        """Take over what another process read."""
        self._made = None
        for key in ("documents", "pages"):
            theirs = otherdata[key]
            self.data[key].update({n: theirs[n] for n in docnames if n in theirs})

    def process_doc(
        self, env: BuildEnvironment, docname: str, document: nodes.document
    ) -> None:
        """Read a document that is a decision record, and note links to any domain."""
        if self.is_adr(docname):
            self.document(docname).adr = read_record(read_outline(document, docname))
            insert_pending_nodes(document, docname)
        said = self.document(docname)
        said.word_count = count_prose(document)
        for node in document.findall(addnodes.pending_xref):
            # Intersphinx marks those that lead to another project.
            if "techspec:spec-index" in node and "intersphinx" not in node:
                own = file_of(env, docname, node.source) == said.file
                said.mentions.append(
                    Mention(
                        str(node["reftype"]),
                        str(node["reftarget"]),
                        (node.line or 0) if own else 0,
                        int(node["techspec:spec-index"]),
                    )
                )
        links = [
            str(node["reftarget"])
            for node in document.findall(addnodes.pending_xref)
            if node.get("reftype") in {"any", "myst"} and not node.get("refdomain")
        ]
        links += [
            str(node["refuri"]).removeprefix("#")
            for node in document.findall(nodes.reference)
            if node.get("id_link")
        ]
        if links:
            self.page(docname).links = sorted(set(links))
        if (said.items or said.adr) and (
            files := linked_documents(env, document, docname)
        ):
            self.page(docname).files = sorted(files)

    def is_adr(self, docname: str) -> bool:
        """Tell whether a document is a decision record by its name."""
        matchers = compile_matchers(self.config.adr_patterns)
        return is_record_name(docname) and any(match(docname) for match in matchers)

    # What is written

    def directive(self, name: str) -> type[Directive] | None:
        """Return the directive of a name, or one that reports the name as unknown."""
        return super().directive(name) or self.fallback_directive

    def role(self, name: str) -> RoleFunction | None:
        """Return the role of a name, or one that reports the name as unknown."""
        return super().role(name) or self.fallback_role

    # What it means

    @property
    def project(self) -> Project:
        """The project as it stands after reading."""
        return self._make()[0]

    @property
    def report(self) -> Report:
        """What the rules say of the project."""
        return self._make()[1]

    def _make(self) -> tuple[Project, Report]:
        if self._made is None:
            project = Project(
                self.env.config.project,
                self.documents.values(),
                self.env.toctree_includes,
                self.env.found_docs,
                external_records(self.env),
                Evidence(self.config.evidence, self.folder),
            )
            report = evaluate(project, self.config)
            if self.baseline is not None:
                report = compare(report, self.baseline)
            self._made = (project, report)
            self._objects = None
        return self._made

    def reset(self) -> None:
        """Forget what was made from the records, which may have changed."""
        self._made = None

    def find(self, role: str, target: str, docname: str, spec_index: int = 0) -> Lookup:
        """Return what a role's target means where it stands."""
        spec = self.project.spec_at(docname, spec_index)
        return self.project.look_up(target, role, spec)

    def find_any(self, target: str, docname: str) -> list[LinkTarget]:
        """Return what a target means to a link that names no kind.

        It is an item's anchor on the same page, an item's name, or the anchor of an
        item elsewhere.
        """
        document = self.documents.get(docname)
        here = (
            [LinkTarget(r) for r in document.items if r.anchor == target]
            if document
            else []
        )
        if here:
            return here
        spec = self.project.spec_at(docname)
        found = list(self.project.look_up(target, "item", spec).targets)
        if found:
            return found
        spec_index = self.project.look_up(target, SpecHeader.kind, spec).targets
        if spec_index:
            return list(spec_index)
        found = [LinkTarget(item) for item in self.project.anchored(target)]
        own = [
            link_target
            for link_target in found
            if self.project.spec_of(link_target.item) is spec
        ]
        return own or found

    # What Sphinx asks

    def resolve_xref(  # noqa: PLR0913, PLR0917 - Sphinx's signature
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return a link to what a role names; the report says where that is nothing."""
        if typ == "adr":
            resolution = self.project.adrs.resolve(
                target, node.get("refdoc", fromdocname)
            )
            if resolution.external is not None:
                external = resolution.external
                child = contnode if node["refexplicit"] else nodes.Text(external.title)
                return nodes.reference(
                    "", "", child, refuri=external.address, internal=False
                )
            if resolution.outcome == "external":
                return nodes.reference("", "", contnode, refuri=target, internal=False)
            if resolution.record is None:
                return None
            return cast(
                "nodes.reference",
                adr_link(
                    self, builder, fromdocname, resolution.record,
                    contnode if node["refexplicit"] else None,
                ),
            )  # fmt: skip
        spec_index = int(node.get("techspec:spec-index", 0))
        link_target = self.find(
            typ, target, node.get("refdoc", fromdocname), spec_index
        ).target
        if link_target is None:
            return None
        if not node["refexplicit"]:
            contnode = self._without_spec(link_target, contnode)
        return cast(
            "nodes.reference", target_link(builder, fromdocname, link_target, contnode)
        )

    def _without_spec(
        self, link_target: LinkTarget, shown: nodes.Element
    ) -> nodes.Element:
        """Return the text of a link to an item without the name of the item's spec."""
        spec, colon, rest = shown.astext().partition(":")
        own = self.project.spec_of(link_target.item).name
        if not colon or normalize(spec) != normalize(own):
            return shown
        bare = shown.copy()
        bare += nodes.Text(rest.strip())
        return bare

    def resolve_any_xref(  # noqa: PLR0913, PLR0917 - Sphinx's signature
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return links to the items that a link of no kind may mean."""
        found: list[tuple[str, nodes.reference]] = []
        for link_target in self.find_any(target, node.get("refdoc", fromdocname)):
            item, child = link_target.item, contnode
            if not node.get("refexplicit") and target == link_target.anchor:
                # Nobody wants to read an anchor.
                child = contnode.deepcopy()
                child.children = [nodes.Text(item.name)]
            found.append(
                (
                    f"techspec:{item.kind_name}",
                    make_refnode(
                        builder, fromdocname, item.docname, link_target.anchor, child
                    ),
                )
            )
        return found

    def get_objects(self) -> Iterator[Listed]:
        """Give every spec, item and decision record for search and for objects.inv.

        A name that stands in one spec only is listed bare; where there are several
        specs, each item is listed with its spec's name as well.
        """
        project = self.project
        if self._objects is None:
            # Sphinx asks for the search and for objects.inv.
            self._objects = list(list_objects(project))
        return iter(self._objects)

    def get_full_qualified_name(self, node: nodes.Element) -> str | None:
        """Return the name by which a role's target is known elsewhere."""
        target = node.get("reftarget")
        return str(target) if target else None


def get_domain(env: BuildEnvironment) -> TechspecDomain:
    """Return the environment's domain."""
    return cast("TechspecDomain", env.domains["techspec"])
