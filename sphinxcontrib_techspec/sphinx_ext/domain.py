"""The domain: the data of each document, and the resolution of references."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from .. import __version__
from ..adr import (
    DecisionRecord,
    Outline,
    is_record_name,
    read_record,
    record_outlines,
    section_outline,
)
from ..adr.decision_record import Statement
from ..adr.relations import AdrRelation
from ..adr.vocabulary import make_vocabulary
from ..config import Config
from ..findings.baseline import compare
from ..findings.evaluate import evaluate
from ..findings.report import Report
from ..kinds import BY_NAME, KINDS, SpecHeader
from ..messages import Replace, TranslatedText
from ..model.document import (
    Document,
    DocumentBlock,
    Exemption,
    Mention,
    OperationMention,
    SpecWaiver,
)
from ..model.evidence import Evidence
from ..model.item import Item, Problem, row_models
from ..model.project import Project
from ..model.repository_claims import RepositoryClaims
from ..model.spec import LinkTarget, Lookup, row_anchor
from ..plugins import installed
from ..repository import SourceCache, Sources, find_root
from ..text import composed
from .compat import (
    builder_of,
    document_link,
    is_external_reference,
    is_markdown_file,
    local_targets,
    untyped_targets,
)
from .conditions import conditions_around, is_true, note_conditions
from .document_blocks import document_blocks
from .i18n import gettext, pgettext
from .intersphinx import external_records, is_external
from .item_labels import add_titles
from .name_patterns import matches
from .nodes import insert_pending_nodes
from .objects import Listed, list_objects, update_index
from .originals import (
    is_translated,
    operations_in,
    original_texts,
    unread_headings_in,
    word_count,
)
from .plain_lists import FindLists, with_plain_lists
from .reading.outline import read_outline
from .reading.prose import documents_of_roles, linked_documents
from .reading.source import file_of
from .render.links import adr_link, target_link
from .view_query import ViewQuery
from .walk import elements_of

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction


@dataclass(slots=True)
class Page:
    """What a page shows of other documents.

    Attributes:
        views: the queries of its views, in the order of the page.
        links: the targets of links that any domain resolves.
        anchors: the documents and ids of links to parts of documents.
        files: the documents that it links by path, whether they exist or not.
        absent: the files that it shows and that were not there when it was read.
    """

    views: list[ViewQuery] = field(default_factory=list[ViewQuery])
    links: list[str] = field(default_factory=list[str])
    anchors: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    files: list[str] = field(default_factory=list[str])
    absent: list[str] = field(default_factory=list[str])

    def add(self, view: ViewQuery) -> int:
        """Add the query of a view and return its number on the page, from 0."""
        self.views.append(view)
        return len(self.views) - 1


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build passes to the domain; it is not kept in the environment.

    Attributes:
        config: the values in ``conf.py``.
        folder: the folder of ``conf.py``.
        cache: what was read of lock files.
        baseline: the fingerprints to hide, `None` where there is no baseline.
        fallback_directive: the directive of unknown names.
        fallback_role: the role of unknown names.
        least_status: the status that specs of a lower one are judged by.
        find_lists: finds the lists outside of directives that have items.
        source_folder: the folder that paths in findings are relative to; `None` for
            that of the documents.
    """

    config: Config = field(default_factory=Config)
    folder: Path = field(default_factory=Path)
    cache: SourceCache = field(default_factory=SourceCache)
    baseline: Counter[str] | None = None
    fallback_directive: type[Directive] | None = None
    fallback_role: RoleFunction | None = None
    least_status: str = ""
    find_lists: FindLists | None = None
    source_folder: Path | None = None


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
        OperationMention,
        Exemption,
        SpecWaiver,
        DocumentBlock,
        Item,
        Problem,
        Replace,
        DecisionRecord,
        AdrRelation,
        Statement,
        Page,
        ViewQuery,
    )
    pickled = [[f.name for f in fields(part)] for part in parts]
    plugins = [(p.prefix, p.distribution, p.version) for p in installed()]
    text = json.dumps([__version__, models, pickled, plugins])
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


class TechspecDomain(Domain):
    """Specs, their items and their decision records."""

    name = "techspec"
    label = "Technical spec"
    initial_data: ClassVar[dict[str, Any]] = {"documents": {}, "pages": {}}
    dangling_warnings: ClassVar[dict[str, str]] = {}

    def __init__(self, env: BuildEnvironment) -> None:
        """Translate the names of the object types, which the search shows.

        Sphinx makes a domain for each build, also where it loads the environment, so
        none of these attributes outlives the build.
        """
        # Plugins add kinds, and no plugin is loaded by an import. Sphinx, too, sets
        # these variables of the class in each instance.
        self.object_types = {  # pyright: ignore[reportAttributeAccessIssue] - as above
            name: ObjType(pgettext("kind", type_.lname), *type_.roles)
            for name, type_ in object_types().items()
        }
        version = _data_version()
        self.data_version = version  # pyright: ignore[reportAttributeAccessIssue]
        super().__init__(env)
        self.settings = Settings()
        self.page_digests: dict[str, str] = {}
        self._evaluated: tuple[Project, Report] | None = None
        self._objects: list[Listed] | None = None

    def get_type_name(
        self,
        type: ObjType,  # noqa: A002 - Sphinx's signature
        primary: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> str:
        """Return the name of an object type in search results."""
        return gettext("Technical spec {kind}").format(kind=type.lname)

    # Data of documents

    @property
    def documents(self) -> dict[str, Document]:
        """The items and declarations of each document."""
        return self.data["documents"]

    @property
    def pages(self) -> dict[str, Page]:
        """What each page shows of other documents."""
        return self.data["pages"]

    def document(self, docname: str) -> Document:
        """Return the data of a document; it is created on first access."""
        self._evaluated = None
        if docname not in self.documents:
            file = self.env.doc2path(docname, base=False)
            self.documents[docname] = Document(docname, str(file).replace("\\", "/"))
        return self.documents[docname]

    def page(self, docname: str) -> Page:
        """Return what a page shows of others; it is created on first access."""
        return self.pages.setdefault(docname, Page())

    def clear_doc(self, docname: str) -> None:
        """Remove the data of a document."""
        self._evaluated = None
        self.documents.pop(docname, None)
        self.pages.pop(docname, None)

    def merge_domaindata(
        self, docnames: AbstractSet[str], otherdata: dict[str, Any]
    ) -> None:
        """Add the data that another process read."""
        self._evaluated = None
        for key in ("documents", "pages"):
            theirs = otherdata[key]
            self.data[key].update({n: theirs[n] for n in docnames if n in theirs})

    def process_doc(
        self, env: BuildEnvironment, docname: str, document: nodes.document
    ) -> None:
        """Read a decision record, and note references and links."""
        records = self._read_adrs(document, docname) if self.is_adr(docname) else []
        if records:
            self.document(docname).adrs = records
            insert_pending_nodes(document, docname, [r.anchor for r in records])
        data = self.document(docname)
        data.word_count = word_count(env, document)
        data.blocks = document_blocks(env, document, data)
        if self.settings.find_lists:
            data.blocks = with_plain_lists(
                env,
                document,
                data,
                self.settings.find_lists,
                self.settings.config.own_names,
                is_markdown=is_markdown_file(env.config, str(env.doc2path(docname))),
            )
        data.operations = operations_in(env, document, docname)
        data.unread_headings = unread_headings_in(env, document, docname)
        is_conditional = note_conditions(document, data)
        add_titles(env, document, data)
        links = elements_of(document, addnodes.pending_xref)
        for node in links:
            if "techspec:spec-index" in node and not is_external_reference(node):
                file = file_of(env, docname, node.source)
                data.mentions.append(
                    Mention(
                        str(node["reftype"]),
                        str(node["reftarget"]),
                        node.line or 0,
                        int(node["techspec:spec-index"]),
                        file="" if file == data.file else file,
                        conditions=conditions_around(node) if is_conditional else (),
                    )
                )
        if targets := {*untyped_targets(links), *local_targets(document)}:
            self.page(docname).links = sorted(targets)
        links_to_parts = map(document_link, links)
        if anchors := {link for link in links_to_parts if link is not None}:
            self.page(docname).anchors = sorted(anchors)
        if data.items or data.adrs:
            files = linked_documents(env, links, docname)
            if files:
                self.page(docname).files = sorted(files)
            if data.items:
                roles = documents_of_roles(env, links, docname)
                data.links = sorted(files | roles)

    def is_adr(self, docname: str) -> bool:
        """Return whether a document may be a decision record, by its name."""
        patterns = self.settings.config.adr_patterns
        return is_record_name(docname) and matches(patterns)(docname)

    def _read_adrs(
        self, document: nodes.document, docname: str
    ) -> list[DecisionRecord]:
        """Return the decision records of a document, in the source's language."""
        vocabulary = make_vocabulary(self.settings.config.adr_words)

        def read() -> list[Outline]:
            return record_outlines(read_outline(document, docname, vocabulary))

        if not is_translated(self.env):
            return list(map(read_record, read()))
        with original_texts(self.env, document):
            outlines = read()
        records = list(map(read_record, outlines))
        whole = read_outline(document, docname, vocabulary)
        for record in records:
            shown = read_record(section_outline(whole, record.anchor))
            if record.title != shown.title:
                record.title = TranslatedText(record.title, shown.title)
        return records

    # Directives and roles

    def directive(self, name: str) -> type[Directive] | None:
        """Return the directive of a name, or one that reports the name as unknown."""
        return super().directive(name) or self.settings.fallback_directive

    def role(self, name: str) -> RoleFunction | None:
        """Return the role of a name, or one that reports the name as unknown."""
        return super().role(name) or self.settings.fallback_role

    # The project and its findings

    @property
    def project(self) -> Project:
        """The project, of all documents that are read."""
        return self._evaluate()[0]

    @property
    def report(self) -> Report:
        """The findings of the rules in the project."""
        return self._evaluate()[1]

    def _evaluate(self) -> tuple[Project, Report]:
        if self._evaluated is None:
            settings = self.settings
            folder = settings.source_folder or Path(self.env.srcdir)
            project = Project(
                self.env.config.project,
                self.documents.values(),
                self.env.toctree_includes,
                self.env.found_docs,
                external_records(self.env),
                Evidence(
                    settings.config.sources,
                    settings.folder,
                    settings.config.sources_max_age,
                ),
                partial(is_external, self.env),
                cache(partial(is_true, builder=builder_of(self.env))),
                RepositoryClaims(self._sources(), folder),
                settings.least_status,
            )
            report = evaluate(project, settings.config)
            if settings.baseline is not None:
                report = compare(report, settings.baseline)
            self._evaluated = (project, report)
            self._objects = None
        return self._evaluated

    def _sources(self) -> Sources:
        """Return the files to compare with, which are looked for when needed."""
        settings = self.settings
        config = settings.config
        return Sources(
            find_root(settings.folder) if config.sources_auto else None,
            tuple(settings.folder / path for path in config.sources.values()),
            settings.cache,
            settings.folder,
        )

    def reset(self) -> None:
        """Discard the project and its findings; they are computed again when needed."""
        self._evaluated = None

    def hide_in_index(self) -> None:
        """Keep the items that no page shows out of the general index."""
        update_index(self.project, self.env.domains.index_domain.entries)

    def find(self, role: str, target: str, docname: str, spec_index: int = 0) -> Lookup:
        """Return the targets that a role means at its position."""
        spec = self.project.spec_at(docname, spec_index)
        return self.project.look_up(target, role, spec)

    def find_anchor(self, docname: str, anchor: str) -> LinkTarget | None:
        """Return the item, or the part of an item, with an HTML id in a document."""
        anchor = composed(anchor)
        document = self.documents.get(docname)
        for item in document.items if document else ():
            if item.anchor == anchor:
                return LinkTarget(item)
            if anchor.startswith(f"{item.anchor}--"):
                for number in range(len(row_models(item))):
                    if row_anchor(item, number) == anchor:
                        return LinkTarget(item, number)
        return None

    def find_any(self, target: str, docname: str) -> list[LinkTarget]:
        """Return the targets that a link without a kind means.

        Its target is the anchor of an item on the same page, the name of an item, or
        the anchor of an item in another document.
        """
        document = self.documents.get(docname)
        here = (
            [
                LinkTarget(item)
                for item in document.items
                if item.anchor == composed(target)
                and not item.no_index
                and self.project.is_shown(item)
            ]
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

    # References and objects, for Sphinx

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
        """Return the link of a role; a rule reports unresolved references."""
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
                    self.project.adrs, builder, fromdocname, resolution.record,
                    contnode if node["refexplicit"] else None,
                ),
            )  # fmt: skip
        spec_index = int(node.get("techspec:spec-index", 0))
        found = self.find(typ, target, node.get("refdoc", fromdocname), spec_index)
        link_target = found.target
        if link_target is None:
            return None
        if found.unqualified and not node["refexplicit"]:
            unqualified = contnode.copy()
            unqualified += nodes.Text(found.unqualified)
            contnode = unqualified
        return cast(
            "nodes.reference", target_link(builder, fromdocname, link_target, contnode)
        )

    def resolve_any_xref(  # noqa: PLR0913, PLR0917 - Sphinx's signature
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return links to the items that a link without a kind may mean."""
        found: list[tuple[str, nodes.reference]] = []
        for link_target in self.find_any(target, node.get("refdoc", fromdocname)):
            item, child = link_target.item, contnode
            is_anchor = composed(target) == link_target.anchor
            if self._is_label(target, link_target):
                continue
            if not contnode.astext() or (not node.get("refexplicit") and is_anchor):
                # The name is easier to read than the anchor. A link without a text
                # gets one, by which a warning of several meanings names them.
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

    def _is_label(self, target: str, link_target: LinkTarget) -> bool:
        """Return whether a label with the same name leads to the same place."""
        labels = self.env.domains.standard_domain.labels
        found = labels.get(target.lower(), ("", "", ""))
        return found[:2] == (link_target.item.docname, link_target.anchor)

    def get_objects(self) -> Iterator[Listed]:
        """Yield every spec, item and decision record, for search and objects.inv."""
        project = self.project
        if self._objects is None:
            # Sphinx asks twice: for the search and for objects.inv.
            self._objects = list(list_objects(project))
        return iter(self._objects)

    def get_full_qualified_name(self, node: nodes.Element) -> str | None:
        """Return the name by which a role's target is known elsewhere."""
        target = node.get("reftarget")
        return str(target) if target else None


def get_domain(env: BuildEnvironment) -> TechspecDomain:
    """Return the environment's domain."""
    return cast("TechspecDomain", env.domains["techspec"])
