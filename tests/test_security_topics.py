"""The topic of security that a sentence names first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.kinds import BY_NAME
from sphinxcontrib_techspec.values.security_topics import topic_in

SENTENCES = {
    "Authentication required for all routes": "Authentication",
    "Row-level security on all tables": "Row-level security",
    "Creation permissions based on roles": "Creation permissions",
    "Implement rate limiting to keep crowds off": "rate limiting",
    "All passwords are hashed": "passwords",
    "CSRF tokens on every form": "CSRF tokens",
    "SQL injection prevention by parameters": "SQL injection prevention",
    "The boats are locked at night": "",
    "Nothing is xssential": "",
}


@pytest.mark.parametrize(("text", "topic"), SENTENCES.items())
def test_topic_in(text: str, topic: str) -> None:
    assert topic_in(text) == topic


WORDS = st.sampled_from(
    "all the use oars tls csrf tokens row-level security access control of 12 -".split()
)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_a_topic_is_words_of_the_sentence(text: str) -> None:
    topic = topic_in(text)
    assert topic in text
    assert topic == topic.strip()


@given(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), st.data())
def test_each_bullet_is_judged_once(text: str, data: st.DataObject) -> None:
    security = BY_NAME["security"]
    rest = data.draw(st.lists(WORDS, max_size=12).map(" ".join))
    bullets = [(text, rest), ("", text), ("", text), ("", rest)]
    assert len(security.texts_among(bullets)) == len(bullets)
    # A label is never a sentence.
    assert not security.texts_among(bullets)[0]


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("DB_HOST, DB_PORT", ["DB_HOST", "DB_PORT"]),
        ("DB_HOST, DB_PORT and DB_KEY", ["DB_HOST", "DB_PORT", "DB_KEY"]),
        ("DB_HOST / DB_PORT", ["DB_HOST", "DB_PORT"]),
        ("DB_HOST, oars", []),
        ("DB_HOST", []),
        ("oars and boats", []),
    ],
)
def test_several_settings(name: str, names: list[str]) -> None:
    found = BY_NAME["setting"].split_values({"": name})
    assert [values[""] for values in found] == names


@pytest.mark.parametrize("kind", ["setting", "argument"])
@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dash_is_no_default(kind: str, dash: str) -> None:
    model = BY_NAME[kind].model_validate({"default": dash})
    assert not model.model_dump()["default"]
