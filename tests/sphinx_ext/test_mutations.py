"""Each thing that keeps a build fresh is needed: without it the comparison fails.

Every case is an edit, and one thing switched off. With all in place the build that
follows the edit leaves what a clean one does; without the one it does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from invariants.blocks import endpoint, roles, tool
from invariants.killed import kill_at
from invariants.left import build, difference
from invariants.model import Adr, Doc, Site, SpecHeader, start, write
from sphinx.application import Sphinx

from conftest import Project
from sphinxcontrib_techspec import sphinx_ext
from sphinxcontrib_techspec.sphinx_ext import outdated
from sphinxcontrib_techspec.sphinx_ext.domain import TechspecDomain, get_domain

pytestmark = pytest.mark.slow

Mutation = Callable[[pytest.MonkeyPatch], None]


def replaced(owner: object, name: str, value: Any) -> Mutation:
    """Return a mutation in which a function gives always the same."""
    return lambda patch: patch.setattr(owner, name, lambda *_, **__: value)


def links_forgotten(patch: pytest.MonkeyPatch) -> None:
    real = outdated.outdated_pages

    def outdated_pages(app: Sphinx, env: Any) -> list[str]:
        for page in get_domain(env).pages.values():
            page.links = []
        return real(app, env)

    patch.setattr(sphinx_ext, "outdated_pages", outdated_pages)


def configuration_forgotten(patch: pytest.MonkeyPatch) -> None:
    real = Sphinx.add_config_value

    def add(
        self: Sphinx, name: str, default: Any, rebuild: Any, *more: Any, **named: Any
    ) -> None:
        own = name.startswith("techspec_")
        real(self, name, default, "" if own else rebuild, *more, **named)

    patch.setattr(Sphinx, "add_config_value", add)


def digests_before_writing(patch: pytest.MonkeyPatch) -> None:
    real = outdated.outdated_pages

    def outdated_pages(app: Sphinx, env: Any) -> list[str]:
        found = real(app, env)
        outdated.save_digests(app, None)
        return found

    patch.setattr(sphinx_ext, "outdated_pages", outdated_pages)


# The edits


def a_document_gone(site: Site) -> None:
    del site.docs["bills"]
    site.docs["billing"].below = []


def a_document_edited(site: Site) -> None:
    del site.docs["stack"].blocks[1]


def an_item_of_a_view(site: Site) -> None:
    site.docs["stack"].blocks[0] = ("", tool("PostgreSQL", "Database", "17.2"))


def an_item_that_rests_on_a_record(site: Site) -> None:
    site.docs["api"].blocks[1] = ("", endpoint("GET /orders", "Order", "ADR-0003"))


def a_record(site: Site) -> None:
    site.adrs["adr/0001-choice"].status = "Proposed"


def an_item_two_below_the_head(site: Site) -> None:
    site.docs["deep"].blocks = [("", tool("Solr", "Search", "9.7.0"))]


def an_item_elsewhere(site: Site) -> None:
    block = site.docs["stack"].blocks.pop(0)
    site.docs["data"].blocks.append(block)


def a_record_that_another_links(site: Site) -> None:
    del site.adrs["adr/0002-choice"]


def the_patterns_of_records(site: Site) -> None:
    site.conf["techspec_adr_patterns"] = ["adr/0001*"]


def the_name_of_a_spec(site: Site) -> None:
    site.docs["billing"].header = SpecHeader("Invoices", "draft")


def what_was_measured(site: Site) -> None:
    site.measured = '{"p95": "300 ms"}'


@dataclass
class Case:
    """An edit, what is switched off, and whether the build after it is killed."""

    edit: Callable[[Site], None]
    mutation: Mutation
    killed: bool = False


CASES = {
    "purge-of-a-document-gone": Case(
        a_document_gone, replaced(TechspecDomain, "clear_doc", None)
    ),
    "purge-of-a-document-read-anew": Case(
        a_document_edited, replaced(TechspecDomain, "clear_doc", None)
    ),
    "views": Case(an_item_of_a_view, replaced(outdated, "_view_data", ())),
    "records-at-items": Case(a_record, replaced(outdated, "linked_parts", ())),
    "evidence": Case(what_was_measured, replaced(outdated, "linked_parts", ())),
    "items-at-records": Case(
        an_item_that_rests_on_a_record, replaced(outdated, "page_data", ())
    ),
    "roles": Case(an_item_elsewhere, replaced(outdated, "_mention", ())),
    "roles-that-name-a-record": Case(a_record, replaced(outdated, "_mention", ())),
    "links-of-no-kind": Case(an_item_elsewhere, links_forgotten),
    "heads": Case(an_item_two_below_the_head, replaced(outdated, "header_parts", ())),
    "links-to-a-record": Case(
        a_record_that_another_links, replaced(sphinx_ext, "docs_to_read", [])
    ),
    "configuration": Case(the_patterns_of_records, configuration_forgotten),
    "specs": Case(the_name_of_a_spec, replaced(sphinx_ext, "outdated_pages", [])),
    "killed": Case(an_item_of_a_view, digests_before_writing, killed=True),
}


def compared(case: Case, project: Project) -> str:
    """Return in what a build after the case's edit differs from a clean one."""
    site = start()
    # Links and roles each have a page of their own, which nothing else makes stale.
    site.docs["names"] = Doc(
        blocks=[("", roles(("stack", "PostgreSQL"), ("adr", "ADR-0001")))]
    )
    site.docs["links"] = Doc(blocks=[("", lambda _: "See [](<#stack-postgresql>).")])
    site.docs["index"].below += ["names", "links", "top"]
    # Sphinx writes a page anew with those in its toctree, but not the next one up.
    site.docs["deep"] = Doc(blocks=[("", tool("Solr", "Search", "latest"))])
    site.docs["middle"] = Doc(below=["deep"])
    site.docs["top"] = Doc(below=["middle"], header=SpecHeader("Search", "approved"))
    site.adrs["adr/0003-choice"] = Adr(3, more="Supersedes [it](0002-choice.md)")
    write(site, project)
    build(project)
    case.edit(site)
    write(site, project)
    if case.killed:
        kill_at(project, "html", "html-page-context")
    found = build(project)
    # A clean build of a project whose domain forgets nothing has nothing to forget.
    return difference(found, build(project, fresh=True))


@pytest.mark.parametrize("name", CASES)
def test_all_in_place(name, project):
    told = compared(CASES[name], project({}))
    assert not told, told


@pytest.mark.parametrize("name", CASES)
def test_one_switched_off(name, project, monkeypatch):
    CASES[name].mutation(monkeypatch)
    assert compared(CASES[name], project({}))


def test_what_another_process_read_is_forgotten(project, monkeypatch):
    site, made = start(), project({})
    write(site, made)
    serial = build(made)
    assert not difference(build(made, fresh=True, parallel=4), serial)
    replaced(TechspecDomain, "merge_domaindata", None)(monkeypatch)
    try:
        several = build(made, fresh=True, parallel=4)
    except Exception:
        return
    assert difference(several, serial)
