"""Paths of endpoints, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.values.routes import (
    filled_in,
    is_open,
    is_same_path,
    is_value,
    path_segments,
    read_operation,
    without_base,
)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("GET /users", "/users"),
        ("GET /users/", "/users"),
        ("GET /users?page=2", "/users"),
        ("GET /users#top", "/users"),
        ("GET /users/{id}", "/users/{user_id}"),
        ("GET /users/:id", "/users/{id}"),
        ("GET /users/:id?", "/users/{id}"),
        ("GET /users/<int:id>", "/users/{id}"),
        ("GET /users/${id}", "/users/:id"),
        ("GET /users/42?full=1", "/users/{id}"),
        ("GET /files/a.json", "/files/{name}.json"),
        ("GET /api/v1/users", "/users"),
        ("GET /users", "/api/v2/users"),
        ("GET /users HTTP/1.1", "/users"),
        ("GET /", "/"),
    ],
)
def test_the_same_path(written: str, known: str):
    operation = read_operation(written)
    assert operation is not None
    assert operation.method == "GET"
    assert is_same_path(operation.segments, path_segments(known))


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("GET /users", "/orders"),
        ("GET /users", "/users/{id}"),
        ("GET /users/{id}", "/users/me"),
        ("GET /files/a.xml", "/files/{name}.json"),
        ("GET /api", "/v1"),
    ],
)
def test_another_path(written: str, known: str):
    operation = read_operation(written)
    assert operation is not None
    assert not is_same_path(operation.segments, path_segments(known))


def test_a_prefix_may_be_left_out_or_written():
    prefix = path_segments("/shop/public")
    for written, known in [
        ("/shop/public/users", "/users"),
        ("/users", "/shop/public/users"),
    ]:
        assert is_same_path(path_segments(written), path_segments(known), prefix)
        assert not is_same_path(path_segments(written), path_segments(known))


@pytest.mark.parametrize(
    "text",
    [
        "", "GET", "/users", "get /users", "GET users", "GET /users/*", "GET /users/...",
        "GET /a, GET /b", "GET https://example.org/a", "FETCH /users", "GET /a b",
    ],
)  # fmt: skip
def test_what_is_no_operation(text: str):
    assert read_operation(text) is None


@given(st.text())
def test_any_text_is_read(text: str):
    operation = read_operation(f"GET /{text}")
    if operation is not None:
        assert is_same_path(operation.segments, operation.segments)


@pytest.mark.parametrize(
    ("written", "known", "values"),
    [
        ("/users/42", "/users/{id}", ["42"]),
        ("/users/me", "/users/:id", ["me"]),
        ("/users/{id}", "/users/:user", []),
        ("/users/42/kites/7", "/users/{id}/kites/{kite}", ["42", "7"]),
        ("/users/{id}", "/users/me", None),
        ("/users", "/users/{id}", None),
        ("/kites/42", "/users/{id}", None),
    ],
)
def test_what_stands_for_parameters(written: str, known: str, values: list[str] | None):
    assert filled_in(path_segments(written), path_segments(known)) == values


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ("42", True),
        ("6f1c1d9e-0d5b-4b1e-9a55-0f3f6f2b7c11", True),
        ("507f1f77bcf86cd799439011", True),
        ("me", False),
        ("latest", False),
        ("v2", False),
        ("{}", False),
    ],
)
def test_values_and_words(segment: str, *, expected: bool):
    assert is_value(segment) is expected


@pytest.mark.parametrize(
    ("path", "rest"),
    [("/api/v1/users", "/users"), ("/users/api", "/users/api"), ("/api", "/api")],
)
def test_the_base_of_an_api(path: str, rest: str):
    assert without_base(path_segments(path)) == path_segments(rest)


@pytest.mark.parametrize(
    ("path", "expected"), [("/users/*", True), ("/users/…", True), ("/users", False)]
)
def test_paths_that_stand_for_several(path: str, *, expected: bool):
    assert is_open(path) is expected
