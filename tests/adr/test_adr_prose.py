"""What prose says about a record: below headings, in notes, in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from written_records import (
    ACCEPTED,
    OTHER,
    SUFFIXES,
    read_each,
    records,
    relations,
    status,
)

from sphinxcontrib_techspec.adr.names import is_written_as_record

HEADINGS = {
    "Replaced": "superseded by", "Superseded": "superseded by",
    "Overridden": "superseded by", "Replaced by": "superseded by",
    "Superseded by": "superseded by", "Superseded records": "supersedes",
    "Replaced ADRs": "supersedes", "Replaced by ADRs": "superseded by",
    "Overrides": "supersedes", "Replaces": "supersedes", "Superseding": "supersedes",
    "Amends": "amends",
}  # fmt: skip
NO_TARGETS = (
    "Records can also be superseded by a different record.",
    "Old roots are cut by hand.",
    "Shells.",
    "A value of the shore overrides the value of the sea. See [it](https://x.org/sea).",
    "- [The shore](https://x.org/shore)\n- [The sea](https://x.org/issues/4711)",
    "Roots are cut in the way of [ADR-2](0002-other.md).",
    "The program `src/reed.py` and the tool fern-cutter.",
    "None",
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("heading", HEADINGS)
def test_prose_below_a_heading_is_no_relation(
    tmp_path: Path, heading: str, suffix: str
):
    texts = {
        f"{number}-one": f"{ACCEPTED}{mark} {heading}\n\n{prose}\n"
        for number, prose in enumerate(NO_TARGETS, 1000)
        for mark in ("##",)
    }
    nested = f"{ACCEPTED}## Statuses\n\n### {heading}\n\n{NO_TARGETS[0]}\n"
    found = records(tmp_path, suffix, **texts, **{"0999-one": nested})
    for name in (*texts, "0999-one"):
        assert relations(found, name) == set(), texts.get(name)
        assert status(found, name) == "accepted"


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("heading", HEADINGS)
def test_records_below_a_heading_are_its_targets(
    tmp_path: Path, heading: str, suffix: str
):
    relation = HEADINGS[heading]
    expected = {
        "[Other](0002-other.md)": {f"{relation} 0002-other"},
        "ADR-2": {f"{relation} 0002-other"},
        "See [the other one](0002-other.md).": {f"{relation} 0002-other"},
        "- ADR-2: Other\n- [Third](0003-third.md), since 2031-01-02": {
            f"{relation} 0002-other", f"{relation} 0003-third",
        },
        "The rule for roots of ADR-2": {f"partly {relation} 0002-other"},
        "ADR-77": {f"{relation} ? ADR-77"},
    }  # fmt: skip
    texts = [f"{ACCEPTED}## {heading}\n\n{body}\n" for body in expected]
    found = read_each(tmp_path, suffix, texts)
    for relations_of_body, read in zip(expected.values(), found, strict=True):
        assert read.relations == relations_of_body, read.text


NO_RECORDS = (
    "This ADR supersedes the inline TODO for issue #41 in `src/reed.py`.",
    "This ADR supersedes the design in `specs/reed.yaml`.",
    "Supersedes the root table set for REED-18-003",
    "Supersedes the root table set for ADR-2",
    "Supersedes the root table set for ADR-2 and [ADR-3](0003-third.md)",
    "- Amends the REED-18-001 gloss",
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("section", ["Context", "More Information"])
def test_names_of_other_things_are_no_targets(
    tmp_path: Path, section: str, suffix: str
):
    texts = [f"{ACCEPTED}## {section}\n\n{text}\n" for text in NO_RECORDS]
    for read in read_each(tmp_path, suffix, texts):
        assert read.relations == set(), read.text


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("ADR-12", True), ("adr 12", True), ("DX-ADR-012-kelp.md", True),
        ("0012-kelp", True), ("../adr/0012-kelp.md#roots", True), ("012", True),
        ("https://x.org/adr/0012-kelp.md?plain=1", True), ("REED-18-003", False),
        ("https://x.org/issues/4711", False), ("src/reed.py", False), ("7", False),
        ("0012-kelp.py", False), ("Old roots are cut by hand.", False), ("", False),
        ("POND-7", False),
    ],
)  # fmt: skip
def test_names_that_are_written_as_those_of_records(target: str, *, expected: bool):
    assert is_written_as_record(target) is expected


def test_the_prefix_of_the_record_itself_is_one_of_records():
    assert is_written_as_record("POND-7", "POND")


PARTS = (
    "The guidance for roots in this record has been superseded by ADR-21.",
    "The rule for roots in this record is wrong; it has been superseded by ADR-21.",
    "The rule for roots in this record is wrong. It has been superseded by ADR-21.",
    "The guidance for roots\nin this ADR was replaced by [Fern](0021-fern.md).",
    "The roots of this decision are overridden by ADR-21.",
    "The advice in this record is old and it was replaced by ADR-21.",
)
WHOLES = (
    "The decision in this record has been superseded by ADR-21.",
    "This record has been superseded by ADR-21.",
    "Everything in this record has been superseded by ADR-21.",
    "The content of this document was replaced by ADR-21.",
    "The guidance in this record is old, and this record was superseded by ADR-21.",
)
PLACES = {
    "preamble": "# One\n\nStatus: Accepted\n\n{}\n\n## Context\n\nRoots.\n",
    "quote": "# One\n\nStatus: Accepted\n\n> {}\n\n## Context\n\nRoots.\n",
    "status": "# One\n\n## Status\n\nAccepted. {}\n",
    "context": "# One\n\nStatus: Accepted\n\n## Context\n\n{}\n",
    "links": "# One\n\nStatus: Accepted\n\n## More Information\n\n{}\n",
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("place", PLACES)
def test_a_part_of_a_record_is_not_the_whole(tmp_path: Path, place: str, suffix: str):
    texts = [PLACES[place].format(text.replace("\n", " ")) for text in PARTS]
    for read in read_each(tmp_path, suffix, texts):
        assert read[1:] == ("accepted", {"partly superseded by 0021-fern"}), read.text


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("place", ["preamble", "quote", "status"])
def test_the_whole_of_a_record_is_superseded(tmp_path: Path, place: str, suffix: str):
    texts = [PLACES[place].format(text) for text in WHOLES]
    for read in read_each(tmp_path, suffix, texts):
        assert read[1:] == ("superseded", {"superseded by 0021-fern"}), read.text


@pytest.mark.parametrize("text", PARTS)
def test_a_part_is_the_subject_also_over_lines(tmp_path: Path, text: str):
    found = records(tmp_path, "md", **{"1000-one": PLACES["context"].format(text)})
    assert relations(found, "1000-one") == {"partly superseded by 0021-fern"}


SENTENCES = {
    "Note: this ADR supersedes some aspects of [ADR-2](0002-other.md) and"
    " [ADR-3](0003-third.md).": {
        "partly supersedes 0002-other", "partly supersedes 0003-third",
    },
    "**Note:** This record has been superseded by ADR-21.": {
        "superseded by 0021-fern"
    },
    "This OEP supersedes ADR-2 and covers more.": {"supersedes 0002-other"},
    "Shells are old. This OEP supersedes OEP-77\nand covers more.": {
        "supersedes ? OEP-77"
    },
    "This decision overrides ADR-2 and is captured in [ADR-3](0003-third.md).": {
        "supersedes 0002-other"
    },
    "This RFD supersedes ADR-2.": set[str](),
    "This API supersedes ADR-2.": set[str](),
}  # fmt: skip
DECISIONS = {
    "This amends ADR-2's kelp rule.": {"partly amends 0002-other"},
    "We cut roots. This also replaces [the other](0002-other.md).": {
        "supersedes 0002-other"
    },
    '**Supersedes**: ADR-2 §7 "Roots"': {"partly supersedes 0002-other"},
    "**Supersedes**: ADR-2, section 7": {"partly supersedes 0002-other"},
    "**Parent**: pond\n**Supersedes**: ADR-2": {"supersedes 0002-other"},
    "**Amends**: [the other](0002-other.md)": {"amends 0002-other"},
    "**Supersedes**: the rules that ADR-2 and others made": set[str](),
    "This replaces [Kafka](https://kafka.org) and the tool pond-cutter.": set[str](),
    "This replaces the queue, as in ADR-2.": set[str](),
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("place", ["preamble", "context", "links"])
def test_sentences_about_the_record_itself(tmp_path: Path, place: str, suffix: str):
    texts = {
        f"oep-{number}-one": PLACES[place].format(text)
        for number, text in enumerate(SENTENCES, 1000)
    }
    texts = {name.replace("oep-", "oep-0"): text for name, text in texts.items()}
    found = records(tmp_path, suffix, **texts)
    for name, text in zip(texts, SENTENCES, strict=True):
        assert relations(found, name) == SENTENCES[text], text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_sentences_and_labels_about_the_decision(tmp_path: Path, suffix: str):
    found = read_each(tmp_path, suffix, map(PLACES["context"].format, DECISIONS))
    for expected, read in zip(DECISIONS.values(), found, strict=True):
        assert read.relations == expected, read.text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_an_option_would_do_is_no_relation(tmp_path: Path, suffix: str):
    place = f"{ACCEPTED}## Considered Options\n\n### Cut\n\n{{}}\n"
    for read in read_each(tmp_path, suffix, map(place.format, DECISIONS)):
        assert read.relations == set(), read.text


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "reference",
    [
        "(See [Use X](0002-other.md))",
        "See also ADR-2.",
        "Please see [it](0002-other.md)",
    ],
)
@pytest.mark.parametrize("word", ["Replaced", "Superseded", "**Superseded**"])
def test_the_successor_in_a_text_below_the_status(
    tmp_path: Path, word: str, reference: str, suffix: str
):
    texts = {
        "1000-one": f"# One\n\n## Status\n\n{word}\n\n{reference}\n",
        "1001-one": f"# One\n\n## Status\n\n{word}\n{reference}\n",
        "1002-one": f"# One\n\n## Status\n\nAccepted\n\n{reference}\n",
    }
    found = records(tmp_path, suffix, **texts)
    for name in ("1000-one", "1001-one"):
        assert relations(found, name) == {"superseded by 0002-other"}, name
        assert status(found, name) == "superseded"
    assert relations(found, "1002-one") == set()
    assert status(found, "1002-one") == "accepted"


REFERENCES = {
    "rst": (":ref:`use-moss`", ":ref:`Use it <use-moss>`", ":doc:`it <0002-moss>`",
            ":doc:`/adr/0002-moss`", ":any:`use-moss`"),
    "md": ("{ref}`use-moss`", "{ref}`Use it <use-moss>`", "{doc}`it <0002-moss>`",
           "{doc}`/adr/0002-moss`", "{any}`use-moss`"),
}  # fmt: skip
LABELS = {"rst": ".. _use-moss:\n\n", "md": "(use-moss)=\n"}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_roles_that_refer_to_a_record_are_links(tmp_path: Path, suffix: str):
    texts = {
        f"{number}-one": f"# One\n\n## Status\n\nReplaced\n\n(See {role})\n"
        for number, role in enumerate(REFERENCES[suffix], 1000)
    }
    other = {"0002-moss": f"{LABELS[suffix]}{OTHER}"}
    found = records(tmp_path, suffix, **texts, **other)
    for name, text in texts.items():
        assert relations(found, name) == {"superseded by 0002-moss"}, text


SUCCESSIONS = {
    "**Status**: Accepted\n**Ferry Runtime Superseded By**: [ADR-2](0002-other.md)": (
        "accepted", {"partly superseded by 0002-other"},
    ),
    "**Status**: Accepted\n\n**Superseded By**: ADR-2": (
        "superseded", {"superseded by 0002-other"},
    ),
    "**Status**: Accepted\n\nNote: ADR-2 supersedes this ADR as the current rule.": (
        "superseded", {"superseded by 0002-other"},
    ),
    "**Status**: Accepted\n\nNote: Unlike ADR-3, ADR-2 supersedes this ADR.": (
        "accepted", set(),
    ),
    "**Status**: Accepted\n\n**Supersedes**: (none) - the old ferry goes.": (
        "accepted", set(),
    ),
    "**Status**: Accepted\n\n**Supersedes**: the old ferry": ("accepted", set()),
    "**Status**: Accepted\n\n**Supersedes**: ADR-77": (
        "accepted", {"supersedes ? ADR-77"},
    ),
    "**Status**: Accepted\n\n**Superseded by**: the new ferry": (
        "superseded", {"superseded by ? the new ferry"},
    ),
    "**Status**: [accepted]": ("accepted", set()),
}  # fmt: skip
"""A record says of a part, of the whole or of nothing that it is superseded."""


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_of_a_record_is_superseded(tmp_path: Path, suffix: str):
    found = read_each(tmp_path, suffix, map("# One\n\n{}\n".format, SUCCESSIONS))
    for expected, read in zip(SUCCESSIONS.values(), found, strict=True):
        assert read[1:] == expected, read.text


WRITTEN_TITLES = {
    "'ADR 0004 - Fern roots'": "Fern roots",
    "ADR-4 (Superseded): Fern roots": "Fern roots",
    "[SUPERSEDED] - Fern roots": "Fern roots",
    "'Fern' and 'root'": "'Fern' and 'root'",
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("title", WRITTEN_TITLES)
def test_a_title_without_quotes_and_status(tmp_path: Path, title: str, suffix: str):
    found = records(tmp_path, suffix, **{"0004-fern": f"# {title}\n\nRoots.\n"})
    assert str(found.adrs.records["adr/0004-fern"].title) == WRITTEN_TITLES[title]


ROLES = {
    "md": "# 4. Cut {reed}`fern` well\n\n## Status\n\n"
    "{reed}`Superseded` by {techspec:adr}`ADR-2`\n",
    "rst": "4. Cut :reed:`fern` well\n========================\n\n"
    "Status\n------\n\n:reed:`Superseded` by :techspec:adr:`ADR-2`\n",
}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_words_of_unknown_roles_are_kept(tmp_path: Path, suffix: str):
    (tmp_path / "adr").mkdir()
    (tmp_path / f"adr/0004-fern.{suffix}").write_text(ROLES[suffix], "utf-8")
    found = records(tmp_path, "md")
    record = found.adrs.records["adr/0004-fern"]
    assert (str(record.title), record.raw_status) == (
        "Cut fern well",
        "Superseded by ADR-2",
    )
    assert relations(found, "0004-fern") == {"superseded by 0002-other"}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_requirements_with_a_status_are_no_records(tmp_path: Path, suffix: str):
    text = "# Ferry\n\n## FR-1: Row\n\n**Status**: Implemented\n\n"
    text += "## FR-2: Sail\n\n**Status**: Accepted\n"
    found = records(tmp_path, suffix, ferry=text)
    assert not [key for key in found.adrs.records if "#" in key]


NOTES = {
    "## Status\n\nAccepted\n\n## Decision\n\nRow.\n\n"
    "**Superseded in part by ADR-2 (2031-08-07).** The oars go.": (
        "accepted", {"partly superseded by 0002-other"},
    ),
    "## Status\n\nAccepted\n\n## Guard\n\n"
    "Superseded by [ADR-2](0002-other.md) for oars.": (
        "accepted", {"partly superseded by 0002-other"},
    ),
    "## Status\n\nAccepted\n\n## Guard\n\nSuperseded by steam in 2031.": (
        "accepted", set(),
    ),
    "## Status\n\nAccepted\n\n## Options\n\n### Oars\n\nSuperseded by ADR-2.": (
        "accepted", set(),
    ),
    "**Status**: Proposed\n\nNote: ADR-2 supersedes this proposed ferry direction.": (
        "superseded", {"superseded by 0002-other"},
    ),
    "**Status**: Accepted\n\n**Supersedes**: ADR-2 **decision item 0** (oars)": (
        "accepted", {"partly supersedes 0002-other"},
    ),
    "## Status\n\nAccepted\n\n## Decision\n\n"
    "This replaces ADR-2's own ferry and two-deck harbour.": (
        "accepted", {"partly supersedes 0002-other"},
    ),
    "## Status\n\n### Rejected April 2031\n\nToo slow.": ("rejected", set()),
    "## Status\n\nAccepted\n\n### Rejected\n\nOars.": ("accepted", set()),
}  # fmt: skip
"""Notes on a part of a record, and a status that is a heading."""


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_notes_on_a_part_of_a_record(tmp_path: Path, suffix: str):
    found = read_each(tmp_path, suffix, map("# One\n\n{}\n".format, NOTES))
    for expected, read in zip(NOTES.values(), found, strict=True):
        assert read[1:] == expected, read.text


OWN_DATES = {
    "## Status\n\nAccepted (revised 2031-04-09; accepted 2031-04-10)": "2031-04-10",
    "**Status:** Proposed. Amended 2031-07-11 for rain.": "",
    "## Status\n\n**Accepted**\n\nMarch 2031\n\nAmended by ADR-2": "March 2031",
    "## Status\n\nAccepted\n\nWe rowed in March 2031.": "",
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("text", OWN_DATES)
def test_the_date_of_the_decision_itself(tmp_path: Path, text: str, suffix: str):
    found = records(tmp_path, suffix, **{"0004-fern": f"# Fern\n\n{text}\n"})
    assert found.adrs.records["adr/0004-fern"].date == OWN_DATES[text]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_unfilled_title_with_the_number_zero_is_a_template(
    tmp_path: Path, suffix: str
):
    text = "# ADR-000: [Short name]\n\n## Status\n\nProposed\n"
    found = records(tmp_path, suffix, **{"adr-000": text, "adr-004": text})
    assert "adr/adr-000" not in found.adrs.records
    assert "adr/adr-004" in found.adrs.records


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_record_with_a_very_long_line(tmp_path: Path, suffix: str):
    text = f"# Fern\n\n## Status\n\nAccepted\n\n## Context\n\n{'fern ' * 4000}\n"
    found = records(tmp_path, suffix, **{"0004-fern": text})
    assert status(found, "0004-fern") == "accepted"
