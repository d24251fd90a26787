"""Words for a status in lists of alternatives and tables are not those of the record."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from written_records import SUFFIXES, records

from sphinxcontrib_techspec.sphinx_ext.adrs import find_records

WORDS = ("Rejected", "Deprecated", "Superseded", "Withdrawn")
STATUSES = ("Status: Accepted\n\n", "- **Status:** Accepted\n\n", "")
PLACES = {
    "nested": "- Tabs\n\n  - {}: mobile suffers\n- Cards\n",
    "below a label": "Alternatives:\n\n- Tabs\n- {}: mobile suffers\n",
    "below a bold label": "**Options considered:**\n\n- {}: mobile suffers\n- Cards\n",
    "nested below a label": "Alternatives:\n\n- Tabs\n\n  - {}: mobile suffers\n",
}
TABLES = {
    "several statuses": (
        "| Version | Date | Status |\n|-|-|-|\n| 1 | 2030-01-02 | Proposed |\n"
        "| 2 | 2030-02-03 | Accepted |\n",
        "unknown",
    ),
    "one status": (
        "| Status | Date | Deciders |\n|-|-|-|\n| Accepted | 2030-01-02 | A |\n"
        "| | | B |\n",
        "accepted",
    ),
    "one row": ("| Status | Date | By |\n|-|-|-|\n| Rejected | | A |\n", "rejected"),
    "the decision": ("| Decision | Accepted |\n|-|-|\n| Owner | A |\n", "accepted"),
    "a decision in words": ("| Decision | Use it |\n|-|-|\n| Owner | A |\n", "unknown"),
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(("place", "status"), product(PLACES, STATUSES))
def test_an_alternative_is_not_the_record(
    tmp_path: Path, place: str, status: str, suffix: str
):
    texts = {
        f"{40 + n:04}-{word.lower()}": f"# One\n\n{status}{PLACES[place].format(word)}"
        for n, word in enumerate(WORDS)
    }
    found = records(tmp_path, suffix, **texts).adrs
    stated = {found.shown_status(found.records[f"adr/{name}"]) for name in texts}
    assert stated == {"accepted" if status else "unknown"}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("- Status\n\n  - Rejected\n", "rejected"),
        ("Metadata:\n\n- Deprecated: its maker gave up\n", "deprecated"),
        ("- Deprecated: its maker gave up\n", "deprecated"),
        ("Rejected: 2030-01-02\n", "rejected"),
        ("Rejected: mobile suffers\n", "unknown"),
    ],
)
def test_a_word_of_the_record_itself(
    tmp_path: Path, text: str, status: str, suffix: str
):
    found = records(tmp_path, suffix, **{"0040-x": f"# One\n\n{text}"}).adrs
    assert found.shown_status(found.records["adr/0040-x"]) == status


@pytest.mark.parametrize("name", TABLES)
def test_a_table_with_several_rows(tmp_path: Path, name: str):
    table, status = TABLES[name]
    found = records(tmp_path, "md", **{"0040-x": f"# One\n\n{table}"}).adrs
    assert found.shown_status(found.records["adr/0040-x"]) == status


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "text",
    ["> **Remplacé par {}.** The rest.", "**Statut** : Remplacé par {}. The rest."],
)
@pytest.mark.parametrize("target", ["ADR-0002", "[Other](0002-other.md)"])
def test_the_successor_after_a_word_of_the_project(
    tmp_path: Path, text: str, target: str, suffix: str
):
    conf = 'techspec_adr_words = {"Remplacé": "superseded"}\n'
    (tmp_path / "conf.py").write_text(conf, "utf-8")
    quoted = text.format(target) if suffix == "md" else text[2:].format(target)
    written = f"# One\n\n{text.format(target) if suffix == 'md' else quoted}\n"
    found = records(tmp_path, suffix, **{"0040-x": written}).adrs
    record = found.records["adr/0040-x"]
    assert found.shown_status(record) == "superseded"
    assert [r.stem for r in found.successors(record)] == ["0002-other"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_heading_that_is_the_status(tmp_path: Path, suffix: str):
    text = "# One\n\n## Superseded by [Other](0002-other.md)\n\nText.\n"
    if suffix == "rst":
        text = (
            "One\n===\n\nSuperseded by `Other <0002-other.rst>`__\n"
            f"{'-' * 50}\n\nText.\n"
        )
    records(tmp_path, suffix)
    (tmp_path / f"adr/0040-x.{suffix}").write_text(text, "utf-8")
    found = find_records(tmp_path).adrs
    record = found.records["adr/0040-x"]
    assert found.shown_status(record) == "superseded"
    assert [r.stem for r in found.successors(record)] == ["0002-other"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "verb", ["Superseded", "Superceded", "Superceeded", "Replaced"]
)
@pytest.mark.parametrize(
    "named",
    [
        "ADR-0002, ADR-0003 and ADR-0021",
        "ADR-0002, 0003 and 0021",
        "ADR-2, 3, and 21",
        "ADR-0002/0003/0021",
        "ADR-0002 / ADR-0003 / ADR-0021",
        "ADR-0002 & 0003 & 0021",
        "2, 3 and 21",
    ],
)
def test_each_record_of_a_list(tmp_path: Path, verb: str, named: str, suffix: str):
    text = f"# One\n\n## Status\n\n{verb} by {named}.\n"
    found = records(tmp_path, suffix, **{"0040-x": text}).adrs
    record = found.records["adr/0040-x"]
    assert found.shown_status(record) == "superseded"
    names = ["0002-other", "0003-third", "0021-fern"]
    assert sorted(r.stem for r in found.successors(record)) == names


@pytest.mark.parametrize("target", ["/adr/ADR021-b/", "ADR021-b.html.md", "ADR021-b"])
def test_links_to_pages_of_a_site(tmp_path: Path, target: str):
    (tmp_path / "adr").mkdir()
    text = f"# A\n\n## Status\n\nSuperseded by [ADR021]({target})\n"
    (tmp_path / "adr/ADR017-a.html.md").write_text(text, "utf-8")
    (tmp_path / "adr/ADR021-b.html.md").write_text("# B\n\nStatus: Accepted\n", "utf-8")
    found = find_records(tmp_path).adrs
    record = found.records["adr/ADR017-a.html"]
    assert [r.label for r in found.successors(record)] == ["ADR-021"]
