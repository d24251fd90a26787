"""Every way to write a reference leads to the record meant, or says why to none."""

from __future__ import annotations

import posixpath

import pytest
from adr_corpus import index, load

from sphinxcontrib_techspec.adr import AdrIndex, Outline, Resolution, read_record
from sphinxcontrib_techspec.model.references import split_references

EXPECTED: dict[str, dict[str, str]] = load("references.yaml")
CASES = [
    (docname, written, meant)
    for docname, references in EXPECTED.items()
    for written, meant in references.items()
]


def told(resolution: Resolution) -> str:
    """Return what a reference was found to mean, in the form of the table."""
    record = resolution.record
    if record is None:
        names = ", ".join(r.docname for r in resolution.candidates)
        return f"{resolution.outcome} {names}".strip()
    if resolution.moved:
        return f"moved {record.docname}"
    return f"guess {record.docname}" if resolution.guessed else record.docname


@pytest.mark.parametrize(("docname", "written", "meant"), CASES)
def test_reference(docname: str, written: str, meant: str):
    references = split_references(written) or (written,)
    assert len(references) == 1
    found = index().resolve(references[0], docname)
    assert found.written == references[0]
    if not meant.startswith("unknown"):
        assert told(found) == meant
        return
    assert found.outcome == "unknown"
    assert len(found.candidates) <= 3
    hints = meant.removeprefix("unknown").removeprefix(" like ").split(", ")
    assert {*filter(None, hints)} <= {r.docname for r in found.candidates}


SUGGESTED = {
    # A number that nobody wrote yet is not a slip for its neighbour, nor for another.
    "0005": "",
    "ADR-5": "",
    "adr/0005.md": "",
    "ADR-0021": "",
    "0005-upgrade-python-3-13": "",
    "adr/0005-upgrade-python-3-13.md": "",
    "0005-use-kafka": "",
    # The number of another series is another record.
    "OPS-ADR-004": "",
    # The same number, the same or similar words: a renamed file, or a slip.
    "adr/0004.md": "adr/0004-upgrade-python-3-12",
    "0004-something-else.md": "adr/0004-upgrade-python-3-12",
    "0005-cache-in-redis": "adr/0012-cache-in-redis",
    "cahce-in-redis": "adr/0012-cache-in-redis",
    "cach": "",
    "upgrade-pyhton-3-12": "adr/0004-upgrade-python-3-12",
}
"""References to none of three records, and the records suggested."""


@pytest.mark.parametrize("written", SUGGESTED)
def test_only_what_is_likely_the_same_record_is_suggested(written: str):
    names = ("0004-upgrade-python-3-12", "0006-use-redis", "0012-cache-in-redis")
    outlines = [Outline(f"adr/{name}") for name in names]
    adrs = AdrIndex({outline.docname: read_record(outline) for outline in outlines})
    found = adrs.resolve(written, "index")
    assert found.outcome == "unknown"
    assert " ".join(r.docname for r in found.candidates) == SUGGESTED[written]


def test_there_are_enough():
    assert len(CASES) >= 200


def test_the_own_names_of_a_record_never_mean_another():
    """Its docname and path always lead to it; its label may be shared."""
    adrs = index()
    for record in adrs.records.values():
        for written in (record.docname, f"/{record.docname}", f"{record.docname}.md"):
            assert adrs.resolve(written, "index").record is record
        for written in (record.label, record.stem):
            found = adrs.resolve(written, record.docname)
            assert record in (found.record, *found.candidates)


READERS = [*EXPECTED, "a/b/c/page", "decisions/index", "madr/adr/archived/page"]


@pytest.mark.parametrize("reader", READERS)
def test_a_path_always_means_the_record_that_it_leads_to(reader: str):
    adrs = index()
    for docname, record in adrs.records.items():
        path = posixpath.relpath(docname, posixpath.dirname(reader) or ".")
        for form in (path, f"./{path}", f"/{docname}"):
            for end in ("", ".md", ".rst", ".html", ".md#status", "#status", "/"):
                found = adrs.resolve(form + end, reader)
                assert (found.record, found.moved) == (record, False), form + end


@pytest.mark.parametrize("reader", READERS)
def test_what_a_record_is_called_never_means_one_that_is_not_called_so(reader: str):
    """Whatever the tier, the record found bears the number, stem or id written."""
    adrs = index()
    for record in adrs.records.values():
        for written in {record.label, record.stem, record.slug, *record.ids} - {""}:
            found = adrs.resolve(written, reader)
            meant = found.candidates if found.record is None else (found.record,)
            assert meant, written
            for other in meant:
                names = {other.stem, other.slug, other.label, *other.ids, *other.slugs}
                normalize = {name.lower().replace("_", "-") for name in names}
                called = written.lower().replace("_", "-") in normalize
                assert called or (other.number or -1) == record.number
