"""What the words of a status mean, and above all what they never mean."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.adr import Link, read_status
from sphinxcontrib_techspec.adr.status import DEAD, VOCABULARY

STATES = {
    "accepted": "accepted approved decided final active implemented implementable",
    "proposed": "proposed draft pending in-consideration under-review RFC provisional",
    "superseded": "superseded superceded replaced",
    "rejected": "rejected declined withdrawn",
    "deprecated": "deprecated reverted",
}
WORDS = {
    word.replace("-", " "): state
    for state, words in STATES.items()
    for word in words.split()
}
ACCEPTED = [word for word, state in WORDS.items() if state == "accepted"]
DECORATIONS = [
    "{}", "✅ {}", "⌛️ {}", "{} 🎉", "🤔{}", "**{}**", "*{}*", "`{}`", "__{}__", "{}.", "{} .",
    '"{}"', "'{}'", "“{}”", "«{}»", "({})", "  {}  ", "{}\n", "- {}", "{} 2023-06-09",
    "{} (2023-06-09)", "{} on 2023-06-09", "**{}** *2023-06-09*", "2023-06-09: {}",
    "{} - 09.06.2023", "{} on 9 June 2023", "{}, June 9th, 2023", ":tada: {}", "[x] {}",
    "☑ {}", "~~Proposed~~ {}", "✅ **{}.** 🎉", "👩‍💻 {}", "⚠️  {}!", "• {}", "→ {}",
]  # fmt: skip
JOINTS = [
    ". ", "; ", ", ", "\n", " (", " - ", " – ", " — ", " → ", ".\n\n", "! ", " but ",
    " and later ", ", then ", ", now ", ". This ADR was later ", ". It has since been ",
]  # fmt: skip
ENDS = [
    "superseded by ADR-5", "Superseded by ADR-5", "superceded by 5", "replaced by ADR 5",
    "superseded", "deprecated", "Deprecated on 2020-01-01", "reverted in 2020",
    "rejected", "withdrawn", "declined by the board", "superseded 2020-01-01 by ADR-5",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_vocabulary(word: str):
    assert read_status(word).status == WORDS[word]


@pytest.mark.parametrize("decoration", DECORATIONS)
@pytest.mark.parametrize("word", sorted(VOCABULARY))
def test_a_decorated_word_is_the_bare_word(word: str, decoration: str):
    plain = read_status(word).status
    for form in (word, word.upper(), word.title()):
        assert read_status(decoration.format(form)).status == plain


@given(
    st.sampled_from(sorted(VOCABULARY)),
    st.lists(
        st.sampled_from(["✅", "🎉 ", "⌛️", "**", " ", "“", '"', "\u200d", "🇪🇺"])
    ),
    st.lists(st.sampled_from(["**", " ", ".", "”", '"', "🎉", "️", "\n", "!"])),
    st.sampled_from([str.lower, str.upper, str.title]),
)
def test_a_word_in_any_pile_of_decorations_is_the_bare_word(word, before, after, case):
    text = "".join(before) + case(word) + "".join(after)
    assert read_status(text).status == VOCABULARY[word]


FIRST_WORD = re.compile(r"[^\W\d_]+")
SKIPPED = re.compile(r":[a-z\d_+-]+:|~~.+?~~|\[[xX]?\]", re.DOTALL)


def may_be_accepted(text: str) -> bool:
    """Tell whether the first word of *text* is one for accepted.

    A record that was superseded in part lives as well.
    """
    first = FIRST_WORD.search(SKIPPED.sub(" ", text).replace("[ ]", " "))
    partly = re.search(r"\bpart(?:ly|ially)?\b", text, re.IGNORECASE)
    return bool(first and first[0].lower() in ACCEPTED) or bool(partly)


TICKED = re.compile(r"\[[xX ]?\]|[☐☑☒⬜]")
PIECES = [*VOCABULARY, *ENDS, *JOINTS, "not", "never", "un", "will be", "if", "is", "/",
          "|", " or ", "?", "{", "}", "<", ">", "[", "]", "no", "TBD", "2020-01-01", "by",
          "ADR-5", "the", "risk", "yet", ":", "#"]  # fmt: skip


@given(st.one_of(
    st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3))).map("".join),
))  # fmt: skip
def test_nothing_is_accepted_that_does_not_begin_by_saying_so(text: str):
    if read_status(text).status == "accepted" and not TICKED.search(text):
        assert may_be_accepted(text)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize("word", ACCEPTED)
def test_a_decision_that_ended_is_dead_however_it_began(word, joint, end):
    if joint == "\n":
        # A line that does not begin with a capital goes on with the sentence.
        end = end[0].upper() + end[1:]
    assert read_status(f"{word}{joint}{end}").status in DEAD
    assert read_status(f"**{word.title()}**{joint}_{end}_.").status in DEAD


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("word", ACCEPTED)
def test_two_words_side_by_side_are_not_accepted(word, end):
    assert read_status(f"{word} {end}").status != "accepted"


@pytest.mark.parametrize("text", [
    "accepted; supersedes ADR-0045", "Accepted, superseding ADR-45", "Approved. Replaces 4.",
    "Accepted. Not superseded.", "Accepted, never superseded", "Accepted until superseded",
    "Accepted. Will be superseded by ADR-9.", "Accepted; to be replaced by ADR-9 next year",
    "Accepted. Superseded by: none", "Accepted. Superseded by: -", "Accepted. Superseded by:",
    "Accepted. This superseded ADR-3.", "Accepted. It has replaced ADR-3",
    "Accepted. The superseded approach is described in ADR-3.",
    "Accepted. Superseded records stay in the archive.", "Accepted. MySQL was rejected.",
    "Accepted. Deprecated APIs are removed.", "Accepted. Rejected options are listed below.",
    "Accepted, amended by ADR-7", "Accepted (amends ADR-7)",
    "Accepted since the old way was\nrejected by the team",
    "partly superseded by ADR-9", "Partially superseded", "Accepted, partly superseded by 9",
    "superseded in part by ADR-9", "Accepted; partially replaced by ADR-9",
])  # fmt: skip
def test_a_decision_that_lives_is_not_taken_for_dead(text: str):
    assert read_status(text).status == "accepted"


@pytest.mark.parametrize("text", [
    "", " ", "-", "{ accepted }", "{accepted}", "{Deprecated|Proposed|…}", "{{ status }}",
    "proposed | accepted", "Proposed/Accepted", "Accepted / Rejected", "accepted or rejected",
    "proposed | rejected | accepted | deprecated | … | superseded by [ADR-0005](0005-x.md)",
    "Proposed, Accepted, Deprecated", "accepted, rejected, superseded", "<accepted>",
    "Accepted?", "Accepted: no", "Accepted: TBD", "Accepted: -", "Not accepted", "unaccepted",
    "Accepted-ish", "Accepted alternatives", "Final comment period", "Final decision pending",
    "Decided against", "Active discussion", "[ ] Accepted", "☐ Accepted", "~~Accepted~~",
    "[ ] Accepted [ ] Rejected", "[x] Accepted [x] Rejected", "retrospective",
    "What is the status, such as proposed, accepted, rejected, deprecated, superseded, etc.?",
    "such as accepted", "Status", "To be accepted", "accepted...", "ADR-5",
])  # fmt: skip
def test_what_says_nothing_is_unknown(text: str):
    assert read_status(text).status == "unknown"


@pytest.mark.parametrize(("text", "expected"), [
    ("Superceded by 3. Third", ["superseded by 3"]),
    ("⌛️ Superseded 0019", ["superseded by 0019"]),
    ("superseded by ADR-0123", ["superseded by ADR-0123"]),
    ("Superseded by ADR 23 and ADR 26", ["superseded by ADR 23", "superseded by ADR 26"]),
    ("Superseded by 23, 26 & 30.", ["superseded by 23", "superseded by 26", "superseded by 30"]),
    ("Superseded by ADR-5 (Use Kafka) and ADR-6 (Use Avro)",
     ["superseded by ADR-5", "superseded by ADR-6"]),
    ("Superseded: 2019-12-19 by ADR 14", ["superseded by ADR 14"]),
    ("Superseded on 12 March 2020 by ADR 14", ["superseded by ADR 14"]),
    ("Superseded by ADR-5 in 2020", ["superseded by ADR-5"]),
    ("Superseded by ADR-5, which builds on ADR-4", ["superseded by ADR-5"]),
    ("Superseded by ADR-5. See also ADR-9.", ["superseded by ADR-5"]),
    ("Superseded; see ADR-5", ["superseded by ADR-5"]),
    ("superseded by 0041-slug.md", ["superseded by 0041-slug.md"]),
    ("superseded by ../other/0041-slug.md", ["superseded by ../other/0041-slug.md"]),
    ("superseded by 20201016-use-x", ["superseded by 20201016-use-x"]),
    ("superseded by meter/20201016-use-x", ["superseded by meter/20201016-use-x"]),
    ("superseded by use-postgres", ["superseded by use-postgres"]),
    ("Superseded by DX-ADR-004", ["superseded by DX-ADR-004"]),
    ("Replaced by NEP 56", ["superseded by NEP 56"]),
    ("accepted; supersedes ADR-0045", ["supersedes ADR-0045"]),
    ("Accepted. Supersedes 3 and amends 4", ["supersedes 3", "amends 4"]),
    ("Accepted\nAmended by ADR 7", ["amended by ADR 7"]),
    ("Deprecated in favour of ADR-5", ["superseded by ADR-5"]),
    ("Rejected in favor of ADR-5", ["superseded by ADR-5"]),
    ("Accepted in favour of ADR-5", []),
    ("Accepted. This decision replaced ADR-3", ["supersedes ADR-3"]),
    ("Accepted, partly superseded by ADR-7", ["partly superseded by ADR-7"]),
    ("Accepted; partially supersedes ADR-7", ["partly supersedes ADR-7"]),
    ("Superseded in part by ADR-7", ["partly superseded by ADR-7"]),
    ("Accepted. Not superseded by ADR-7", []),
    ("Accepted. Will be superseded by ADR-7", []),
    ("Accepted. Superseded by: none", []),
    ("{superseded by ADR-0005}", []),
    ("Superseded by 2020", ["superseded by 2020"]),
    ("Superseded in 2020", []),
    ("Superseded by PR 12", []),
    ("Superseded by #12", []),
    ("Superseded by version 2 of the law", []),
])  # fmt: skip
def test_edges(text: str, expected: list[str]):
    edges = read_status(text, line=7).edges
    found = [f"{'partly ' if e.partly else ''}{e.relation} {e.target}" for e in edges]
    assert found == expected
    assert all(edge.line == 7 and edge.text for edge in edges)


def test_a_link_s_target_names_the_record_and_its_text_does_not():
    text = "Superseded by 5. Third of 7 and 6. Fourth"
    links = (Link("0005-third.md", 14, 27), Link("0006-fourth.md", 32, 41))
    edges = read_status(text, links).edges
    assert [edge.target for edge in edges] == ["0005-third.md", "0006-fourth.md"]


def test_a_link_in_another_sentence_is_no_successor():
    text = "Superseded by five. See six."
    links = (Link("0005.md", 14, 18), Link("0006.md", 24, 27))
    assert [edge.target for edge in read_status(text, links).edges] == ["0005.md"]
