"""Every form of a reference resolves to the right record, or to none with a reason."""

from __future__ import annotations

import posixpath

import pytest
from adr_corpus import index, load

from sphinxcontrib_techspec.adr import AdrIndex, Outline, Resolution, read_record
from sphinxcontrib_techspec.model.references import split_references

EXPECTED: dict[str, dict[str, str]] = load("references.yaml")
CASES = [
    (docname, text, expected)
    for docname, references in EXPECTED.items()
    for text, expected in references.items()
]


def resolution_text(resolution: Resolution) -> str:
    """Return a resolution in the form of ``references.yaml``."""
    record = resolution.record
    if record is None:
        names = ", ".join(r.docname for r in resolution.candidates)
        return f"{resolution.outcome} {names}".strip()
    if resolution.moved:
        return f"moved {record.docname}"
    return f"guess {record.docname}" if resolution.guessed else record.docname


@pytest.mark.parametrize(("docname", "text", "expected"), CASES)
def test_reference(docname: str, text: str, expected: str):
    references = split_references(text) or (text,)
    assert len(references) == 1
    found = index().resolve(references[0], docname)
    assert found.text == references[0]
    if not expected.startswith("unknown"):
        assert resolution_text(found) == expected
        return
    assert found.outcome == "unknown"
    assert len(found.candidates) <= 3
    hints = expected.removeprefix("unknown").removeprefix(" like ").split(", ")
    assert {*filter(None, hints)} <= {r.docname for r in found.candidates}


SUGGESTED = {
    # A number without a record is not a misspelling of the next or another number.
    "0005": "",
    "ADR-5": "",
    "adr/0005.md": "",
    "ADR-0021": "",
    "0005-upgrade-python-3-13": "",
    "adr/0005-upgrade-python-3-13.md": "",
    "0005-use-kafka": "",
    # The same number with another prefix is another record.
    "OPS-ADR-004": "",
    # The same number, or the same or similar words: a renamed file, or a misspelling.
    "adr/0004.md": "adr/0004-upgrade-python-3-12",
    "0004-something-else.md": "adr/0004-upgrade-python-3-12",
    "0005-cache-in-redis": "adr/0012-cache-in-redis",
    "cahce-in-redis": "adr/0012-cache-in-redis",
    "cach": "",
    "upgrade-pyhton-3-12": "adr/0004-upgrade-python-3-12",
}
"""Unknown references in a project with three records, and the suggested record."""


@pytest.mark.parametrize("text", SUGGESTED)
def test_suggestions(text: str):
    names = ("0004-upgrade-python-3-12", "0006-use-redis", "0012-cache-in-redis")
    outlines = [Outline(f"adr/{name}") for name in names]
    adrs = AdrIndex({outline.docname: read_record(outline) for outline in outlines})
    found = adrs.resolve(text, "index")
    assert found.outcome == "unknown"
    assert " ".join(r.docname for r in found.candidates) == SUGGESTED[text]


def test_number_of_cases():
    assert len(CASES) >= 200


def test_names_of_a_record_resolve_to_it():
    """Docname and path are unique; label and stem may be ambiguous."""
    adrs = index()
    for record in adrs.records.values():
        for text in (record.docname, f"/{record.docname}", f"{record.docname}.md"):
            assert adrs.resolve(text, "index").record is record
        for text in (record.label, record.stem):
            found = adrs.resolve(text, record.docname)
            assert record in (found.record, *found.candidates)


READERS = [*EXPECTED, "a/b/c/page", "decisions/index", "madr/adr/archived/page"]


@pytest.mark.parametrize("reader", READERS)
def test_paths_resolve_to_their_file(reader: str):
    adrs = index()
    for docname, record in adrs.records.items():
        path = posixpath.relpath(docname, posixpath.dirname(reader) or ".")
        for form in (path, f"./{path}", f"/{docname}"):
            for end in ("", ".md", ".rst", ".html", ".md#status", "#status", "/"):
                found = adrs.resolve(form + end, reader)
                assert (found.record, found.moved) == (record, False), form + end


@pytest.mark.parametrize("reader", READERS)
def test_resolved_records_have_the_referenced_name(reader: str):
    """In every tier, the record has the number, stem or id in the reference."""
    adrs = index()
    for record in adrs.records.values():
        for text in {record.label, record.stem, record.slug, *record.ids} - {""}:
            found = adrs.resolve(text, reader)
            records = found.candidates if found.record is None else (found.record,)
            assert records, text
            for other in records:
                names = {other.stem, other.slug, other.label, *other.ids, *other.slugs}
                normalized = {name.lower().replace("_", "-") for name in names}
                same_name = text.lower().replace("_", "-") in normalized
                assert same_name or (other.number or -1) == record.number
