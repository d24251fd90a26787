"""Which pages an incremental build has to write again.

A page is made from its own document and from what it shows of others: decision records,
items that it names, views, the report. After each reading a digest of the latter is
taken for every page and compared with the digest of what the output shows, which is
kept beside the doctrees for each output folder once everything is written. A build that
was killed while writing leaves the old digests, and its pages are written by the next.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ..model.project import Project
from ..model.spec import Lookup
from .domain import TechspecDomain, get_domain
from .render.adr_list import shown_on_page
from .render.parts import adr_parts, shown_elsewhere
from .render.spec_header import header_parts
from .render.views import shown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def outdated_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages of which something shown has changed since they were written."""
    domain = get_domain(env)
    before = _load(app)
    domain.shown = now = page_digests(domain)
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
    """Return the documents that link one which came or went.

    MyST looks for the file while it reads, and makes another link where it is none.
    A toctree lists what was there when it was read; Sphinx reads it again for a
    document that came, and leaves one that went on the page.
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
    return sorted(linking | listing)


def save_digests(app: Sphinx, exception: Exception | None) -> None:
    """Keep what the output shows now, after all of it was written."""
    if exception is not None:
        return
    path = _path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = get_domain(app.env).shown
    path.write_text(json.dumps(shown, indent=0, sort_keys=True), "utf-8")


def _path(app: Sphinx) -> Path:
    outdir = hashlib.sha256(str(app.outdir).encode()).hexdigest()[:12]
    return Path(app.doctreedir) / f"techspec-{app.builder.name}-{outdir}.json"


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
    """Return a digest of what each page shows of other documents."""
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
    """Return what the page of *docname* shows of other documents."""
    facts: list[object] = []
    document = domain.documents.get(docname)
    if document is not None:
        for item in document.items:
            if item.kind_name == "spec":
                facts.append(header_parts(item, project, domain.report))
            else:
                facts.append(list(shown_elsewhere(project, item)))
        facts += [
            _mention(domain, docname, mention.role, mention.target, mention.spec_index)
            for mention in document.mentions
            if mention.shown
        ]
        if document.adr is not None:
            facts.append(shown_on_page(project, document.adr))
    page = domain.pages.get(docname)
    if page is not None:
        facts += [shown(view, domain, docname) for view in page.views]
        facts += [
            [
                (link_target.item.docname, link_target.anchor, link_target.item.name)
                for link_target in domain.find_any(link, docname)
            ]
            for link in page.links
        ]
    return facts


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
