"""Paths of endpoints, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.values.routes import (
    is_same_path,
    path_segments,
    read_operation,
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
