"""Long words have places to break in a browser, and lose nothing by it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import EPUB, Project
from pages import Page, words
from sphinxcontrib_techspec.sphinx_ext.render.line_breaks import pieces


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("/v1/berths/{id}", "/v1/berths/{id}"),
        ("/v1/bookings/{id}", "/v1|/bookings|/{id}"),
        ("berth export > s.csv", "berth export > s.csv"),
        ("first_night_of_booking is", "first_|night_|of_|booking is"),
        ("the BookingWasRefunded event", "the Booking|Was|Refunded event"),
        ("0123456789abcdef0123456789abcdef", "0123456789abcdef|0123456789abcdef"),
        ("Binnenschifffahrtsgesetz", "Binnenschiff|fahrtsgesetz"),
        ("Donaudampfschifffahrtsgesellschäft", "Donaudampfschifffahrtsgesellschäft"),
    ],
)
def test_long_words_break_where_a_reader_would(text: str, broken: str):
    assert "|".join(pieces(text)) == broken


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_nothing_is_lost_and_no_letter_is_cut(text: str):
    found = pieces(text)
    assert "".join(found) == text
    for piece in found[1:]:
        assert piece
        assert not unicodedata.combining(piece[0])


PATH = "/v1/harbours/{harbour}/berths/{berth}/nights"


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub"])
@pytest.mark.parametrize("role", ["", f" and {{techspec:endpoint}}`GET {PATH}`"])
def test_a_path_in_a_table_has_places_to_break(
    role: str, builder: str, project: Callable[..., Project]
):
    made = project(
        {
            "index": "# Shop\n\n```{techspec:endpoint}\n"
            "| Method | Path | Purpose | Auth |\n|---|---|---|---|\n"
            f"| GET | {PATH} | See `{PATH}`{role} | No |\n```\n"
        },
        **EPUB,
    )
    text = made.build(builder).read(
        "index.xhtml" if builder == "epub" else "index.html"
    )
    body = Page(text).body
    cells = [e for e in body.iter("td") if PATH in words(e)]
    assert [words(e) for e in cells] == [
        PATH, f"See {PATH}" + (f" and GET {PATH}" if role else "")
    ]  # fmt: skip
    codes = [e for cell in cells for e in cell.iter("code")]
    assert [[e.tag for e in code].count("wbr") for code in codes[:2]] == [5, 5]


@pytest.mark.parametrize("mark", ["", "`"], ids=["words", "code"])
@pytest.mark.parametrize("role", ["", " and {techspec:stack}`Redis`"])
def test_the_search_finds_a_long_name_whole(
    mark: str, role: str, project: Callable[..., Project]
):
    made = project(
        {
            "index": "# Shop\n\n```{techspec:stack}\n| Name | Role |\n|---|---|\n"
            f"| Redis | Keeps {mark}harbour_master_heartbeat{mark}{role} |\n```\n"
        }
    )
    assert '"harbour_master_heartbeat"' in made.build("html").read("searchindex.js")
