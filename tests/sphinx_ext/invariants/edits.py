"""Edits of a project, as its authors make them, each drawn from what is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .blocks import ADRS, NUMBERS, READERS, SPECS, Pick
from .model import Adr, Doc, Site, SpecHeader, start

Edit = Callable[[Site, Pick], None]
EDITS: dict[str, Edit] = {}


def edit(function: Edit) -> Edit:
    """Register an edit."""
    EDITS[function.__name__.replace("_", "-")] = function
    return function


STATUSES = ["draft", "approved", "implemented"]
SPARE = ["more", "bills", "plain", "other"]
"""Names of the documents that come and go."""


def _page(site: Site, pick: Pick) -> Doc:
    return site.docs[pick(sorted(site.docs))]


def _filled(site: Site, pick: Pick) -> Doc | None:
    filled = [name for name in sorted(site.docs) if site.docs[name].blocks]
    return site.docs[pick(filled)] if filled else None


# Items, views, references


@edit
def add_a_block(site: Site, pick: Pick) -> None:
    page = _page(site, pick)
    family = pick(list(READERS))
    place = pick(range(len(page.blocks) + 1))
    page.blocks.insert(place, (family, READERS[family](pick)))


@edit
def change_a_block(site: Site, pick: Pick) -> None:
    if page := _filled(site, pick):
        place = pick(range(len(page.blocks)))
        family = page.blocks[place][0]
        page.blocks[place] = (family, READERS[family](pick))


@edit
def remove_a_block(site: Site, pick: Pick) -> None:
    if page := _filled(site, pick):
        del page.blocks[pick(range(len(page.blocks)))]


@edit
def move_a_block(site: Site, pick: Pick) -> None:
    if page := _filled(site, pick):
        block = page.blocks.pop(pick(range(len(page.blocks))))
        _page(site, pick).blocks.append(block)


@edit
def copy_a_block(site: Site, pick: Pick) -> None:
    if page := _filled(site, pick):
        _page(site, pick).blocks.append(page.blocks[pick(range(len(page.blocks)))])


@edit
def mend_what_is_broken(site: Site, _pick: Pick) -> None:
    for page in site.docs.values():
        page.blocks = [b for b in page.blocks if b[0] not in {"unclosed", "bad-option"}]


@edit
def change_what_is_included(site: Site, pick: Pick) -> None:
    family = pick(["tool", "tools", "entity", "words", "item", "table", "waive"])
    block = (family, READERS[family](pick))
    site.part = [block] if pick([True, False]) else [*site.part, block]


# Documents


@edit
def add_a_document(site: Site, pick: Pick) -> None:
    name = pick(SPARE)
    if name not in site.docs:
        family = pick(list(READERS))
        block = (family, READERS[family](pick))
        site.docs[name] = Doc(pick(["md", "rst"]), [block])
        site.docs[pick(["index", "billing"])].below.append(name)


@edit
def remove_a_document(site: Site, pick: Pick) -> None:
    gone = pick(["stack", "api", "data", "views", "plain", "bills"])
    site.docs.pop(gone, None)
    if pick([True, False]):  # Authors forget the toctree.
        for page in site.docs.values():
            page.below = [name for name in page.below if name != gone]


@edit
def rename_a_document(site: Site, pick: Pick) -> None:
    old, new = pick(["stack", "data", "bills", "plain"]), pick(["moved", "more"])
    if old in site.docs and new not in site.docs:
        site.docs[new] = site.docs.pop(old)
        for page in site.docs.values():
            page.below = [new if name == old else name for name in page.below]


@edit
def move_a_document_in_the_toctree(site: Site, pick: Pick) -> None:
    moved = pick(["stack", "api", "data", "views", "bills"])
    for page in site.docs.values():
        page.below = [name for name in page.below if name != moved]
    to = pick(["index", "billing", "plain", None])
    if to in site.docs and to != moved:
        site.docs[to].below.append(moved)


@edit
def write_a_document_in_the_other_language(site: Site, pick: Pick) -> None:
    page = _page(site, pick)
    page.suffix = "rst" if page.suffix == "md" else "md"


@edit
def change_the_title_of_a_document(site: Site, pick: Pick) -> None:
    _page(site, pick).title = pick(["Its title", "Another", ""])


# Specs


@edit
def change_the_status_of_a_spec(site: Site, pick: Pick) -> None:
    for page in site.docs.values():
        if page.header and pick([True, False]):
            page.header = replace(page.header, status=pick(STATUSES))


@edit
def rename_a_spec(site: Site, pick: Pick) -> None:
    heads = [page for page in site.docs.values() if page.header]
    if heads:
        page = pick(heads)
        page.header = replace(page.header, name=pick(SPECS))


@edit
def remove_a_spec(site: Site, pick: Pick) -> None:
    heads = [page for page in site.docs.values() if page.header]
    if heads:
        pick(heads).header = None


@edit
def add_a_spec(site: Site, pick: Pick) -> None:
    _page(site, pick).header = SpecHeader(pick(SPECS), pick(STATUSES))


# Decision records


@edit
def add_a_record(site: Site, pick: Pick) -> None:
    number = pick(NUMBERS)
    site.adrs[f"adr/000{number}-{pick(['choice', 'twin'])}"] = Adr(number)


@edit
def remove_a_record(site: Site, pick: Pick) -> None:
    if site.adrs:
        del site.adrs[pick(sorted(site.adrs))]


@edit
def rename_a_record(site: Site, pick: Pick) -> None:
    if site.adrs:
        record = site.adrs.pop(pick(sorted(site.adrs)))
        number = pick(NUMBERS)
        record.number = number
        site.adrs[f"adr/000{number}-{pick(['choice', 'twin'])}"] = record


@edit
def change_the_status_of_a_record(site: Site, pick: Pick) -> None:
    if site.adrs:
        record = site.adrs[pick(sorted(site.adrs))]
        other = pick(ADRS[1:5])
        path = f"{other[4:]}-choice.md"
        record.status = pick(
            ["Accepted", "Proposed", "Deprecated", f"Superseded by {other}",
             f"Superseded by [it]({path})"]
        )  # fmt: skip
        record.more = pick(
            ["", f"Supersedes {other}", f"Supersedes [it]({path})", "Words."]
        )


@edit
def change_the_title_of_a_record(site: Site, pick: Pick) -> None:
    if site.adrs:
        record = site.adrs[pick(sorted(site.adrs))]
        record.title = pick(["Choose", "Choose otherwise", "Cache in Redis"])


# Everything


@edit
def change_what_was_measured(site: Site, pick: Pick) -> None:
    site.measured = pick(
        [
            '{"p95": "180 ms"}', '{"p95": "300 ms"}', '{"p95": "0.2 s"}', '{"p95": 1}',
            '{"p50": "1 ms"}', "<a/>", "{", "",
        ]
    )  # fmt: skip


@edit
def change_the_configuration(site: Site, pick: Pick) -> None:
    name, values = pick(
        [
            ("severity", [{"TS302": "info"}, {"TS1": "off"}, {"TS201": "error"}]),
            ("word_limit", [5, 30]),
            ("sources", [{"bench": "bench.json"}, {"other": "bench.json"}]),
            ("sections", [["stack"], ["api", "data-model"]]),
            ("adr_patterns", [["adr/0001*"], ["adr/000[23]*"], []]),
        ]
    )
    key = f"techspec_{name}"
    if key in site.conf and pick([True, False]):
        del site.conf[key]
    else:
        site.conf[key] = pick(values)


@edit
def take_everything_back(site: Site, _pick: Pick) -> None:
    first = start()
    site.docs, site.adrs, site.part = first.docs, first.adrs, first.part
    site.conf, site.measured = first.conf, first.measured
