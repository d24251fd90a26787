"""References by number: in a folder, with a general prefix, and without a record."""

from __future__ import annotations

from sphinxcontrib_techspec.adr import AdrIndex, Outline, read_record
from sphinxcontrib_techspec.adr.names import likely_folders


def index(*docnames: str) -> AdrIndex:
    return AdrIndex({name: read_record(Outline(name)) for name in docnames})


def test_a_package_and_a_number():
    adrs = index("catalog/adr/0002-a", "billing/adr/0002-b", "billing/docs/adr/0003-c")
    assert (
        adrs.resolve("catalog/0002", "index").record
        is adrs.records["catalog/adr/0002-a"]
    )
    assert (
        adrs.resolve("billing/ADR-3", "index").record
        is adrs.records["billing/docs/adr/0003-c"]
    )
    assert adrs.resolve("catalog/0003", "index").outcome == "unknown"


def test_a_general_prefix_means_the_only_record_with_a_number():
    adrs = index("adr/DX-ADR-012-a", "adr/DX-ADR-013-b", "adr/UX-ADR-013-c")
    assert adrs.resolve("ADR-12", "index").record is adrs.records["adr/DX-ADR-012-a"]
    assert adrs.resolve("ADR-13", "index").record is None
    assert adrs.resolve("UX-ADR-12", "index").outcome == "unknown"


def test_the_plural_prefix():
    adrs = index("adr/0060-a", "adr/0061-b")
    assert adrs.resolve("ADRs 60", "index").record is adrs.records["adr/0060-a"]


def test_folders_that_seem_to_hold_records():
    names = [
        "index", "guide/01-start", "guide/02-more", "guide/2020-news", "rfc/0001-a",
        "rfc/0002-b", "rfc/0003-c", "log/2020-01-02-a/README", "log/2020-02-03-b/index",
        "my-decisions/0001-a", "other/0001-a",
    ]  # fmt: skip
    assert likely_folders(names) == ["rfc", "log", "my-decisions"]
    assert likely_folders(["index", "guide/01-start"]) == []
