"""Code that declares data, and code that does something."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.adopt.data_classes import declares_data


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("type A struct {\n B int\n C string\n}", "go"),
        (
            "interface A { b: string; c: D[] }\ninterface D { e: string; f: number }",
            "ts",
        ),
        ("class A(BaseModel):\n    b: int\n    c: str", "python"),
    ],
)
def test_classes_with_fields_only_are_data(code: str, language: str) -> None:
    assert declares_data(code, language)


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("interface A { b(): void; c: string; d: string }", "ts"),
        ("interface A { b: () => void; c: string }", "ts"),
        ("interface ButtonProps { b: string; c: string }", "ts"),
        ("interface FormState { b: string; c: string }", "ts"),
        ("interface A { b: string }", "ts"),
        ("interface A { b: string; c: string }\nconst x = 1;", "ts"),
        ("class A:\n    b: int\n    c: str\n    def d(self): ...", "python"),
        ("class A:\n    b = 1\n    c = 2", "python"),
        ("type A struct {\n B int\n C func()\n}", "go"),
        ("CREATE TABLE a (b int, c int);", "sql"),
        ("b: int\nc: str", ""),
        ("", "ts"),
    ],
)
def test_other_code_is_none(code: str, language: str) -> None:
    assert not declares_data(code, language)
