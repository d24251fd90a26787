"""Parsing of status texts; above all, nothing is accepted by mistake."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest
from adr_corpus import load
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.adr import Link, read_status
from sphinxcontrib_techspec.adr.vocabulary import INACTIVE, VOCABULARY

TABLE = load("statuses.yaml")
WORDS: dict[str, str] = {
    word: status for status, words in TABLE["vocabulary"].items() for word in words
}
ACCEPTED: list[str] = TABLE["vocabulary"]["accepted"]
DECORATIONS: list[str] = TABLE["decorations"]
JOINTS: list[str] = TABLE["joints"]
ENDS: list[str] = TABLE["ends"]


@pytest.mark.parametrize("word", WORDS)
def test_vocabulary(word: str):
    assert read_status(word).status == WORDS[word]


@pytest.mark.parametrize("decoration", DECORATIONS)
def test_decorated_word(decoration: str):
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
def test_word_with_random_decorations(
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
    """Return whether the first word of *text* means accepted.

    A record that is partly superseded is accepted, too.
    """
    words = SKIPPED.sub(" ", text)
    first = FIRST_WORD.search(words)
    begins = first and re.match(
        rf"(?:{'|'.join(ACCEPTED)})(?![^\W\d_])", words[first.start() :], re.IGNORECASE
    )
    partly = re.search(r"\bpart(?:ly|ially)?\b", text, re.IGNORECASE)
    return bool(begins) or bool(partly)


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(PIECES)).map(" ".join),
        st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3))).map("".join),
    )
)
def test_accepted_texts_begin_with_a_word_for_it(text: str):
    if read_status(text).status == "accepted" and not TICKED.search(text):
        assert may_be_accepted(text)


@pytest.mark.parametrize("joint", JOINTS)
def test_later_clause_that_ends_the_decision(joint: str):
    active: list[str] = []
    for word, end in product(ACCEPTED, ENDS):
        # A line that does not begin with a capital letter continues the sentence.
        last = end[0].upper() + end[1:] if joint == "\n" else end
        texts = (f"{word}{joint}{last}", f"**{word.title()}**{joint}_{last}_.")
        active += [text for text in texts if read_status(text).status not in INACTIVE]
    assert not active


def test_two_words_without_separator_are_not_accepted():
    texts = [f"{word} {end}" for word, end in product(ACCEPTED, ENDS)]
    assert not [text for text in texts if read_status(text).status == "accepted"]


@pytest.mark.parametrize("text", TABLE["accepted"])
def test_accepted(text: str):
    assert read_status(text).status == "accepted"


@pytest.mark.parametrize("text", TABLE["unknown"])
def test_unknown(text: str):
    assert read_status(text).status == "unknown"


@pytest.mark.parametrize(("text", "expected"), TABLE["relations"].items())
def test_relations(text: str, expected: list[str]):
    relations = read_status(text, line=7).relations
    found = [f"{'partly ' if r.partly else ''}{r.type} {r.target}" for r in relations]
    assert found == expected
    assert all(relation.line == 7 and relation.text for relation in relations)


def test_link_targets_take_precedence_over_link_texts():
    text = "Superseded by 5. Third of 7 and 6. Fourth"
    links = (Link("0005-third.md", 14, 27), Link("0006-fourth.md", 32, 41))
    relations = read_status(text, links).relations
    assert [relation.target for relation in relations] == [
        "0005-third.md",
        "0006-fourth.md",
    ]


def test_links_in_later_sentences_are_ignored():
    text = "Superseded by five. See six."
    links = (Link("0005.md", 14, 18), Link("0006.md", 24, 27))
    assert [relation.target for relation in read_status(text, links).relations] == [
        "0005.md"
    ]
