"""Every way to write a reference leads to the record meant, or says why to none."""

from __future__ import annotations

import pytest
from adr_corpus import index, load

from sphinxcontrib_techspec.adr import Resolution
from sphinxcontrib_techspec.record import split_references

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
