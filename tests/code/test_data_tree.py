"""The values of YAML documents, of which nothing is constructed."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.code.data_tree import read_yaml_tree
from sphinxcontrib_techspec.code.openapi import read_api


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0), ("-0.5", -0.5), ("12", 12), ("true", True), ("null", None),
        # YAML reads these in other ways than JSON, or JSON has no such number.
        ("00", "00"), ("007", "007"), ("00.5", "00.5"), ("-01", "-01"), ("1.", "1."),
        ("1e3", "1e3"), ("0x1f", "0x1f"), ("yes", "yes"), ("\u0661", "\u0661"),
        ("!!python/object:os.system x", "x"), ("'12'", "12"),
    ],
)  # fmt: skip
def test_scalars(text: str, expected: object) -> None:
    assert read_yaml_tree(f"a: {text}").value == {"a": expected}


def test_aliases_end() -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9)]
    found = read_yaml_tree("\n".join(["l0: &l0 [x]", *levels]))
    assert found.fault is not None
    assert read_yaml_tree("a: &a [*a]").value is not None


KEYS = st.sampled_from(
    "openapi swagger paths components schemas /a get post parameters requestBody"
    " responses 200 default content application/json schema $ref type items summary"
    " description security required properties allOf enum info".split()
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
    | st.sampled_from(["#/components/schemas/A", "array", "object", "00", "string"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)  # fmt: skip


@given(st.dictionaries(KEYS, VALUES, max_size=5), VALUES, st.sampled_from(["'", None]))
def test_any_document_is_read_without_an_error(
    data: dict[str, Any], path: object, style: str | None
) -> None:
    document = {"openapi": "3.0.0", "paths": {"/a": path}, **data}
    text = yaml.safe_dump(document, default_style=style)
    found = read_api(text, "yaml")
    assert all(operation.method for operation in found.operations)
