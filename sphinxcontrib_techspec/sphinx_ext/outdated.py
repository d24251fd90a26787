"""Which pages an incremental build has to write again.

A page depends on its own document and on what it shows of others: decision records,
items, views, the report. After each reading a digest of the latter is computed for
every page and compared with the digest of what was written last. The digests are saved
beside the doctrees for each output folder once all pages are written. Until then a mark
is beside them: where a build was killed while it wrote, Sphinx takes a page that is cut
off for complete, so that the next build writes all pages.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ..files import write_text
from ..model.project import Project
from ..model.spec import Lookup
from .domain import TechspecDomain, get_domain
from .render.adr_page import page_data
from .render.parts import adr_parts, has_decision, linked_parts
from .render.spec_header import header_parts
from .render.view import ViewContext
from .render.views import view_named
from .view_query import ViewQuery

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def outdated_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show something that changed since they were written."""
    domain = get_domain(env)
    before = _load(app)
    domain.page_digests = now = page_digests(domain)
    mark = _mark(app)
    if mark.exists():
        return sorted(env.found_docs)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    return sorted(
        docname
        for docname in env.found_docs
        if before.get(docname, "") != now.get(docname, "")
    )


def docs_to_read(
    _app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    _changed: set[str],
    removed: set[str],
) -> list[str]:
    """Return the documents that link a document which was added or removed.

    MyST checks while reading whether a linked file exists. A toctree lists the
    documents that existed when it was read; Sphinx reads it again for an added
    document, but not for a removed one. A file that a document shows may be there now.
    """
    moved = added | removed
    linking = {
        docname
        for docname, page in get_domain(env).pages.items()
        if not moved.isdisjoint(page.files)
    }
    listing = {
        docname
        for docname, listed in env.toctree_includes.items()
        if not removed.isdisjoint(listed)
    }
    showing = {
        docname
        for docname, page in get_domain(env).pages.items()
        if any(Path(file).is_file() for file in page.absent)
    }
    return sorted(linking | listing | showing)


def save_digests(app: Sphinx, exception: Exception | None) -> None:
    """Save the digests of the pages, after all of them were written."""
    if exception is not None:
        return
    path = _path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    digests = get_domain(app.env).page_digests
    write_text(path, json.dumps(digests, indent=0, sort_keys=True))
    _mark(app).unlink(missing_ok=True)


def _path(app: Sphinx) -> Path:
    outdir = hashlib.sha256(str(app.outdir).encode()).hexdigest()[:12]
    return Path(app.doctreedir) / f"techspec-{app.builder.name}-{outdir}.json"


def _mark(app: Sphinx) -> Path:
    """Return the path of the mark that a build is writing."""
    return _path(app).with_suffix(".writing")


def _load(app: Sphinx) -> dict[str, str]:
    try:
        loaded: object = json.loads(_path(app).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(loaded, dict):
        return {}
    known = cast("dict[str, object]", loaded)
    return {name: str(digest) for name, digest in known.items()}


def page_digests(domain: TechspecDomain) -> dict[str, str]:
    """Return a digest of what each page shows of other documents, by page."""
    project = domain.project
    names = sorted({*domain.documents, *domain.pages})
    found: dict[str, str] = {}
    for docname in names:
        facts = _facts(domain, project, docname)
        if facts:
            # JSON takes a fraction of the time that `repr` takes for named tuples.
            text = json.dumps(facts, default=repr)
            found[docname] = hashlib.sha256(text.encode()).hexdigest()[:16]
    return found


def _facts(domain: TechspecDomain, project: Project, docname: str) -> list[object]:
    """Return what the page of a document shows of other documents."""
    facts: list[object] = []
    document = domain.documents.get(docname)
    if document is not None:
        decided = {i.kind for i in document.items if i.in_row and has_decision(i)}
        for item in document.items:
            if not project.is_shown(item):
                facts.append("hidden")
            elif item.kind_name == "spec":
                facts.append(header_parts(item, project, domain.report))
            else:
                decisions = item.in_row and item.kind in decided
                facts.append(list(linked_parts(project, item, decisions=decisions)))
        facts += [
            _mention(domain, docname, mention.role, mention.target, mention.spec_index)
            for mention in document.mentions
            if mention.shown and project.is_shown(mention)
        ]
        facts += [
            project.is_shown(declared)
            for declared in (*document.exemptions, *document.waivers)
            if declared.conditions
        ]
        facts += [page_data(project, record) for record in document.adrs]
    page = domain.pages.get(docname)
    if page is not None:
        facts += [
            _view_data(query, domain, docname, number)
            for number, query in enumerate(page.views, 1)
        ]
        facts += [
            [
                (link_target.item.docname, link_target.anchor, link_target.item.name)
                for link_target in domain.find_any(link, docname)
            ]
            for link in page.links
        ]
        found = [domain.find_anchor(*link) for link in page.anchors]
        facts += [target and (target.anchor, target.name) for target in found]
    return facts


def _view_data(
    query: ViewQuery, domain: TechspecDomain, docname: str, number: int
) -> object:
    context = ViewContext(domain.project, domain.report, docname, number)
    return view_named(query.name).data(query, context)


def _mention(
    domain: TechspecDomain, docname: str, role: str, target: str, spec_index: int
) -> object:
    if role == "adr":
        adrs = domain.project.adrs
        found = adrs.resolve(target, docname)
        return adr_parts(adrs, found.record) if found.record else found.external
    lookup: Lookup = domain.find(role, target, docname, spec_index)
    link_target = lookup.target
    return (link_target.item.docname, link_target.anchor) if link_target else None
