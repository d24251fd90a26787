"""Lists of fields without types, and comments that describe a group of fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.code.field_lines import read_field_lines
from sphinxcontrib_techspec.code.languages import language_named, read_code


def test_names_with_comments_are_fields():
    code = "a_id  // the key\n\nstate # WET | DRY\nbare\nlast,  -- more"
    (found,) = read_field_lines(code).classes
    assert [(f.name, f.type, f.description, f.line) for f in found.fields] == [
        ("a_id", "", "the key", 0),
        ("state", "", "WET | DRY", 2),
        ("bare", "", "", 3),
        ("last", "", "more", 4),
    ]
    assert found.whole


def test_a_comment_alone_is_shown_as_code():
    (found,) = read_field_lines("// of a coat\na // 1\nb // 2").classes
    assert [field.name for field in found.fields] == ["a", "b"]
    assert not found.whole


@pytest.mark.parametrize(
    "code",
    ["", "a // one", "a\nb", "a // 1\nb // 2\nx = y", "two words // 1\nb // 2\nc // 3",
     "https://a.b // 1\nb // 2\nc // 3"],
)  # fmt: skip
def test_other_text_is_no_list_of_fields(code: str):
    assert not read_field_lines(code).classes


@given(st.text(alphabet="ab_ #/-\n.,", max_size=60))
def test_each_line_is_at_most_one_field(code: str):
    for found in read_field_lines(code).classes:
        lines = [field.line for field in found.fields]
        assert lines == sorted(set(lines))
        for field in found.fields:
            assert field.name in code.split("\n")[field.line]


def described(code: str, name: str = "python") -> dict[str, str]:
    """Return the descriptions of the fields in some code."""
    language = language_named(name)
    assert language is not None
    classes = read_code(code, language).classes
    return {part.name: part.description for c in classes for part in c.fields}


@pytest.mark.parametrize(
    ("comment", "shared"),
    [
        ("Timestamps", True),
        ("Login fields", True),
        ("Contact info", True),
        ("Primary key", False),
        ("Status", False),
        ("Names of all the pilots", False),
        ("Timestamps.", False),
    ],
)
def test_a_title_of_a_group(comment: str, shared: bool):  # noqa: FBT001 - a parameter
    code = f"class A:\n    # {comment}\n    a: int\n    b: int\n\n    c: int"
    assert described(code) == {
        "a": comment, "b": comment if shared else "", "c": "",
    }  # fmt: skip


def test_a_title_inside_of_a_group_is_of_one_field():
    code = "class A:\n    x: int\n    # Times\n    a: int\n    b: int"
    assert described(code) == {"x": "", "a": "Times", "b": ""}


def test_a_title_of_several_inside_of_a_group_describes_none():
    code = (
        "class A:\n    x: int\n    # Sync properties\n    a: int\n    b: int\n\n"
        "    c: int\n    # Late fields\n    d: int"
    )
    assert described(code) == {
        "x": "", "a": "", "b": "", "c": "", "d": "Late fields",
    }  # fmt: skip
    language = language_named("python")
    assert language is not None
    assert not read_code(code, language).classes[0].whole


def test_fields_with_comments_of_their_own_end_a_group():
    code = "model A {\n  // Times\n  a Int\n  b Int // own\n  c Int\n}"
    assert described(code, "prisma") == {"a": "Times", "b": "own", "c": ""}
