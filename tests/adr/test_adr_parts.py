"""Parts of records, the ends of lists and records of other projects, in any phrase."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from written_records import ACCEPTED, OTHER, SUFFIXES, read_each, records, relations

NAMES = {"ADR-2": "0002-other", "[Other: two](0002-other.md)": "0002-other"}
STATUSES = {
    "line": "# One\n\nStatus: Accepted. {}\n",
    "bold line": "# One\n\n**Status:** Accepted. {}\n",
    "section": "# One\n\n## Status\n\nAccepted. {}\n",
    "two paragraphs": "# One\n\n## Status\n\nAccepted\n\n{}\n",
}
PARTS_OF_THIS = (
    "The file layout (§4, §5) is superseded by {}.",
    "The layout of decks - the old one - was superseded by {}.",
    "Its §2 is superseded by {}, which builds decks.",
    "Its §2 is superseded\nby {}.",
    "The `oars` phase has been replaced by {}; the rest stands.",
    "With two clauses superseded by {}.",
    "Its **deck** rule is superseded in part by {}.",
    "Superseded for version 0.1 of the deck by {}. The rest is as before.",
)
PARTS_OF_OTHER = (
    "Supersedes the deck decision in {}.",
    'Supersedes the "two decks" architecture decision in {} (which stands otherwise).',
    "Supersedes the affected parts of {} (the deck).",
    "Supersedes {} (deck section only; the oars stay).",
    "Supersedes {} (partial: the deck).",
    "Supersedes {}; the rest of it remains in force.",
    "Supersedes, in part, {} for oars.",
    "Supersedes two clauses of {}: the deck and the oars.",
    "Supersedes only the oar.id rule and the deck in {}.",
)
WHOLES_OF_THIS = (
    "The decision is superseded by {}.",
    "This decision was superseded by {}.",
    "The record has been replaced by {}.",
)
WHOLES_OF_OTHER = (
    "Supersedes the original decision in {}.",
    "Consolidates and supersedes {}, which is kept for history and marked superseded.",
    "Supersedes the accepted {}.",
    "Supersedes {} and refines ADR-3.",
    "Supersedes {}, extends ADR-3 and keeps ADR-21.",
    'Supersedes {} "as of old." We saw the ADR-3 and ADR-21 of then.',
    "Supersedes {} as it was on `oars/main` (numbered 3 / 21 there).",
    "Supersedes {} (decks, two-deck ferries and oar/sail).",
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", STATUSES)
@pytest.mark.parametrize(
    ("phrases", "relation", "status"),
    [
        (PARTS_OF_THIS, "partly superseded by", "accepted"),
        (PARTS_OF_OTHER, "partly supersedes", "accepted"),
        (WHOLES_OF_THIS, "superseded by", "superseded"),
        (WHOLES_OF_OTHER, "supersedes", "accepted"),
    ],
)
def test_a_part_or_the_whole(
    tmp_path: Path,
    phrases: tuple[str, ...],
    relation: str,
    status: str,
    place: str,
    name: str,
    suffix: str,
):
    texts = [STATUSES[place].format(phrase.format(name)) for phrase in phrases]
    if suffix == "rst":
        texts = [text.replace("`", "") for text in texts]
    for read in read_each(tmp_path, suffix, texts):
        assert read[1:] == (status, {f"{relation} {NAMES[name]}"}), read.text


OTHER_SUBJECTS = (
    "Accepted (see ADR-2, superseded)",
    "Accepted - blocked. The log that this reads is withdrawn (see ADR-2, Superseded).",
    "Accepted. The log (as in ADR-2) is retired in favour of a single one.",
    "Accepted. `Deck[]` takes the place of `deck Map?`.",
    "Accepted. Built with `oars { }`, and with `${deck}`.",
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "place", ["# One\n\nStatus: {}\n", "# One\n\n## Status\n\n{}\n"]
)
def test_remarks_about_something_else_leave_the_status(
    tmp_path: Path, place: str, suffix: str
):
    texts = [place.format(status) for status in OTHER_SUBJECTS]
    if suffix == "rst":
        texts = [text.replace("`", "``") for text in texts]
    for read in read_each(tmp_path, suffix, texts):
        assert read[1:] == ("accepted", set()), read.text


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "text", ["{Accepted}. Soon", "{Accepted | Rejected}", "[ ] Accepted"]
)
def test_a_template_is_no_status(tmp_path: Path, text: str, suffix: str):
    (read,) = read_each(tmp_path, suffix, [f"# One\n\n## Status\n\n{text}\n"])
    assert read.status == "unknown"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_part_of_one_of_several_records(tmp_path: Path, suffix: str):
    texts = {
        "This replaces ADR-2 and the deck half of ADR-3.": ("", "partly "),
        "This replaces ADR-2 (deck section) and ADR-3.": ("partly ", ""),
        "This replaces ADR-2 and the decision in ADR-3.": ("", ""),
        "This replaces ADR-2/ADR-3.": ("", ""),
    }
    written = [f"{ACCEPTED}## Decision\n\n{text}\n" for text in texts]
    found = read_each(tmp_path, suffix, written)
    for (first, second), read in zip(texts.values(), found, strict=True):
        assert read.relations == {
            f"{first}supersedes 0002-other",
            f"{second}supersedes 0003-third",
        }, read.text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_explanation_of_parts_leaves_the_whole(tmp_path: Path, suffix: str):
    text = "# One\n\n## Status\n\nAccepted. Supersedes ADR-2.\n\n"
    text += "## Decision\n\nThis replaces ADR-2's deck.\n"
    (read,) = read_each(tmp_path, suffix, [text])
    assert read.relations == {"supersedes 0002-other"}


@pytest.mark.parametrize(
    "text",
    [
        "# One\n\nStatus: Accepted\n\n## References\n\n"
        "- A manual of records, proposed, accepted and\n"
        "  Superseded:\n  <https://fern.example/process.html>\n",
        "# One\n\nStatus: Accepted\n\n"
        "The old tar came off the planks in the first long winter at the pier. "
        "Replaced with a mix of resin and r/W, which the ferryman boils at home.\n",
    ],
)
def test_words_of_a_text_are_no_status(tmp_path: Path, text: str):
    (read,) = read_each(tmp_path, "md", [text])
    assert read[1:] == ("accepted", set())


RELATIONS = """---
status: accepted
date: 12031-07-02
relations:
  - type: partially-supersedes
    target: ADR-0002
    scope: "the deck"
  - type: amended-by
    target: ADR-0003
  - type: see-also
    target: ADR-0021
---
# One
"""


def test_relations_with_a_type_and_a_target(tmp_path: Path):
    found = records(tmp_path, "md", **{"1000-one": RELATIONS})
    assert relations(found, "1000-one") == {
        "partly supersedes 0002-other",
        "amended by 0003-third",
    }
    record = found.adrs.records["adr/1000-one"]
    assert (record.date, record.relations[0].line) == ("12031-07-02", 6)


FOREIGN = {
    "infra {}": "infra {}",
    "infra's {}": "infra {}",
    "payments-service {}": "payments-service {}",
    "payments.pink {}": "payments.pink {}",
    "infra repo {}": "infra {}",
    "{} in the infra repository": "infra {}",
    "{} of the payments-service": "payments-service {}",
    "{} (infra repo)": "infra {}",
    "infra:{}": "infra:{}",
    "infra/{}": "infra/{}",
}
OWN = (
    "{}", "the accepted {}", "the earlier {}", "decision {}", "our own {}", "see {}",
    "{} in this repository", "{} of the decisions", "{} (the team agreed)", "**{}**",
)  # fmt: skip
IDS = ("ADR-2", "ADR 2", "ADR-0002", "adr-2")
FIELDS = {
    "supersedes": "# One\n\n- Status: Accepted\n- Supersedes: {}\n",
    "superseded by": "# One\n\n## Status\n\nSuperseded by {}\n",
    "amends": "# One\n\nStatus: Accepted\n\n## Context\n\nThis ADR amends {}.\n",
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("relation", FIELDS)
def test_a_record_of_another_project_is_none_of_this(
    tmp_path: Path, relation: str, suffix: str
):
    cases = list(product(FOREIGN, IDS))
    texts = [FIELDS[relation].format(form.format(name)) for form, name in cases]
    found = list(read_each(tmp_path, suffix, texts))
    for (form, name), read in zip(cases, found, strict=True):
        target = FOREIGN[form].format(name)
        if "/" in form and " " in name:
            continue  # ``infra/ADR`` and a number
        assert read.relations == {f"{relation} ? {target}"}, read.text


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("relation", FIELDS)
def test_words_before_and_after_a_record_of_this_project(
    tmp_path: Path, relation: str, suffix: str
):
    texts = [
        FIELDS[relation].format(form.format(name)) for form, name in product(OWN, IDS)
    ]
    for read in read_each(tmp_path, suffix, texts):
        assert read.relations == {f"{relation} 0002-other"}, read.text


def test_a_project_that_is_a_folder_of_this_one(tmp_path: Path):
    folder = tmp_path / "ferries/adr"
    folder.mkdir(parents=True)
    (folder / "0002-deck.md").write_text(OTHER, "utf-8")
    text = f"{ACCEPTED}## Links\n\n- Supersedes ferries ADR-2\n"
    found = records(tmp_path, "md", **{"1000-one": text})
    assert relations(found, "1000-one") == {"supersedes 0002-deck"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("../../infra/adr/0002-other.md", "? ../../infra/adr/0002-other.md"),
        ("../../adr/0002-other.md", "0002-other"),
        ("../old/0002-other.md", "0002-other"),
    ],
)
def test_a_path_that_leaves_the_project(tmp_path: Path, path: str, expected: str):
    text = f"{ACCEPTED}## Links\n\n- Supersedes [it]({path})\n"
    found = records(tmp_path, "md", **{"1000-one": text})
    assert relations(found, "1000-one") == {f"supersedes {expected}"}


ITEMS = {
    "- Supersedes {}.": "supersedes",
    "- Supersedes {} since 2031.": "supersedes",
    "- **Amends {}**: the deck.\n- More.": "amends",
    "- **Amends** {} and more.": "amends",
    "- Supersedes the {} rule that decks are wet.": "partly supersedes",
    "> **Amended by {} (2031-02-03).** The deck is dry.": "amended by",
    "*(Amended 2031-02-03 by {}: the deck is dry.)*": "amended by",
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("section", ["Consequences", "Relation to other records"])
def test_items_that_begin_with_a_relation(tmp_path: Path, section: str, suffix: str):
    marked = {text for text in ITEMS if "*" in text} if suffix == "rst" else set()
    items = [text for text in ITEMS if text not in marked]
    texts = [f"{ACCEPTED}## {section}\n\n{text.format('ADR-2')}\n" for text in items]
    for text, read in zip(items, read_each(tmp_path, suffix, texts), strict=True):
        kind = ITEMS[text]
        found = {
            name.removeprefix("partly ") if kind == "amended by" else name
            for name in read.relations
        }
        assert found == {f"{kind} 0002-other"}, read.text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_line_that_goes_on_below_a_label(tmp_path: Path, suffix: str):
    texts = [
        "# One\n\n**Status:** Accepted\n**Supersedes:** the deck\nof ADR-2\n",
        "# One\n\n**Status:** Accepted (superseded\nin part by ADR-2)\n**Date:** 2031\n",
        "# One\n\n**Note:** The rule for decks\nin this ADR is superseded by ADR-2\n\n"
        "## Status\n\nAccepted\n",
    ]
    kinds = ["partly supersedes", "partly superseded by", "partly superseded by"]
    for kind, read in zip(kinds, read_each(tmp_path, suffix, texts), strict=True):
        assert read[1:] == ("accepted", {f"{kind} 0002-other"}), read.text


def test_a_document_about_a_record_with_the_same_number(tmp_path: Path):
    texts = {
        "0004-deck": "# ADR-4: Deck\n\nStatus: Accepted\n",
        "0004-plan": "# ADR-4: Plan\n\nDate: 2031-02-03\n\n## Steps\n\nRow.\n",
        "0005-oar": "# ADR-5: Oar\n\nStatus: Accepted\n",
        "0005-sail": "# ADR-5: Sail\n\nStatus: Proposed\n",
        "1000-one": f"{ACCEPTED}Supersedes ADR-4\n",
        "1001-one": f"{ACCEPTED}Supersedes ADR-5\n",
    }
    found = records(tmp_path, "md", **texts)
    assert relations(found, "1000-one") == {"supersedes 0004-deck"}
    assert relations(found, "1001-one") == {"supersedes ? ADR-5"}


DATES = {
    "Status: Accepted - amended by ADR-2 (Accepted 2031-07-24)": "",
    "Status: Accepted (2031-07-20); amended by ADR-2 (2031-07-24)": "2031-07-20",
    "Status: Superseded by ADR-2 (2031-07-24). Original status: Accepted (2031-07-20).":
        "2031-07-20",
    "Status: Superseded by ADR-2 (2031-07-24)": "",
    "\uc0c1\ud0dc: Accepted\n\n\ub0a0\uc9dc: 2031-07-20": "2031-07-20",
}  # fmt: skip


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("text", DATES)
def test_dates_of_other_records(tmp_path: Path, text: str, suffix: str):
    found = records(tmp_path, suffix, **{"0004-fern": f"# Fern\n\n{text}\n"})
    assert found.adrs.records["adr/0004-fern"].date == DATES[text]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_number_with_a_suffix_of_its_own(tmp_path: Path, suffix: str):
    text = "# ADR-0047-inc01 - Wet decks\n\n## Status\n\nAccepted\n"
    found = records(tmp_path, suffix, **{"ADR-0047-inc01-decks": text})
    assert str(found.adrs.records["adr/ADR-0047-inc01-decks"].title) == "Wet decks"


UNREAD = {
    "the old queue": True, "infra ADR-6": True, "ADR-77": True, "None": False,
    "N/A": False, "-": False, "nothing": False, "none (the first one)": False,
    "ADR-2": False, "[Kelp](https://kelp.example/adr)": False,
}  # fmt: skip


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("label", ["Supersedes", "Superseded by", "Amends"])
def test_relations_to_no_record_are_unread(tmp_path: Path, label: str, suffix: str):
    texts = {
        f"{number}-one": f"# One\n\n- Status: Accepted\n- {label}: {value}\n"
        for number, value in enumerate(UNREAD, 1000)
    }
    adrs = records(tmp_path, suffix, **texts).adrs
    for name, value in zip(texts, UNREAD, strict=True):
        unread = adrs.unread_relations(adrs.records[f"adr/{name}"])
        assert [relation.target for relation in unread] == [value] * UNREAD[value]
