"""What the words of a status mean, and above all what they never mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest
from adr_corpus import load
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_techspec.adr import Link, read_status
from sphinxcontrib_techspec.adr.status import INACTIVE, VOCABULARY

TABLE = load("statuses.yaml")
WORDS: dict[str, str] = {
    word: state for state, words in TABLE["vocabulary"].items() for word in words
}
ACCEPTED: list[str] = TABLE["vocabulary"]["accepted"]
DECORATIONS: list[str] = TABLE["decorations"]
JOINTS: list[str] = TABLE["joints"]
ENDS: list[str] = TABLE["ends"]


@pytest.mark.parametrize("word", WORDS)
def test_vocabulary(word: str):
    assert read_status(word).status == WORDS[word]


@pytest.mark.parametrize("decoration", DECORATIONS)
def test_a_decorated_word_is_the_bare_word(decoration: str):
    for word, status in VOCABULARY.items():
        for form in (word, word.upper(), word.title()):
            assert read_status(decoration.format(form)).status == status, form


@given(
    st.sampled_from(sorted(VOCABULARY)),
    st.lists(
        st.sampled_from(["✅", "🎉 ", "⌛️", "**", " ", "“", '"', "\u200d", "🇪🇺"])
    ),
    st.lists(st.sampled_from(["**", " ", ".", "”", '"', "🎉", "️", "\n", "!"])),
    st.sampled_from([str.lower, str.upper, str.title]),
)
@settings(deadline=None)
def test_a_word_in_any_pile_of_decorations_is_the_bare_word(
    word: str, before: list[str], after: list[str], case: Callable[[str], str]
):
    text = "".join(before) + case(word) + "".join(after)
    assert read_status(text).status == VOCABULARY[word]


FIRST_WORD = re.compile(r"[^\W\d_]+")
SKIPPED = re.compile(r"(?<![\w:]):[a-z\d_+-]+:(?![\w:])|~~.+?~~", re.DOTALL)
TICKED = re.compile(r"\[[xX ]?\]|[☐☑☒⬜]")
PIECES = [
    *VOCABULARY, *ENDS, *JOINTS, "not", "never", "un", "will be", "if", "is", "/", "|",
    " or ", "?", "{", "}", "<", ">", "[", "]", "no", "TBD", "2020-01-01", "by", "ADR-5",
    "the", "risk", "yet", ":", "#",
]  # fmt: skip


def may_be_accepted(text: str) -> bool:
    """Tell whether the first word of *text* is one for accepted.

    A record that was superseded in part lives as well.
    """
    first = FIRST_WORD.search(SKIPPED.sub(" ", text))
    partly = re.search(r"\bpart(?:ly|ially)?\b", text, re.IGNORECASE)
    return bool(first and first[0].lower() in ACCEPTED) or bool(partly)


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(PIECES)).map(" ".join),
        st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3))).map("".join),
    )
)
@settings(deadline=None)
def test_nothing_is_accepted_that_does_not_begin_by_saying_so(text: str):
    if read_status(text).status == "accepted" and not TICKED.search(text):
        assert may_be_accepted(text)


@pytest.mark.parametrize("joint", JOINTS)
def test_a_decision_that_ended_is_dead_however_it_began(joint: str):
    living: list[str] = []
    for word, end in product(ACCEPTED, ENDS):
        # A line that does not begin with a capital goes on with the sentence.
        last = end[0].upper() + end[1:] if joint == "\n" else end
        texts = (f"{word}{joint}{last}", f"**{word.title()}**{joint}_{last}_.")
        living += [text for text in texts if read_status(text).status not in INACTIVE]
    assert not living


def test_two_words_side_by_side_are_not_accepted():
    texts = [f"{word} {end}" for word, end in product(ACCEPTED, ENDS)]
    assert not [text for text in texts if read_status(text).status == "accepted"]


@pytest.mark.parametrize("text", TABLE["living"])
def test_a_decision_that_lives_is_not_taken_for_dead(text: str):
    assert read_status(text).status == "accepted"


@pytest.mark.parametrize("text", TABLE["nothing"])
def test_what_says_nothing_is_unknown(text: str):
    assert read_status(text).status == "unknown"


@pytest.mark.parametrize(("text", "expected"), TABLE["edges"].items())
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
