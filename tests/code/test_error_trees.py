from __future__ import annotations

import pytest

from sphinxcontrib_techspec.code.error_trees import read_error_tree


def lines_of(code: str) -> list[tuple[str, str, str, int]]:
    found = read_error_tree(code).classes
    return [(c.name, c.status, c.meaning, c.line) for c in found]


@pytest.mark.parametrize(
    "branch", ["├── ", "└─ ", "|-- ", "`-- ", "+-- ", "│   ├── ", "|   |-- "]
)
def test_classes_behind_branches(branch):
    code = f"# all\nAppError (base)\n{branch}GoneError  # 410 Gone for good\n│\n"
    assert lines_of(code) == [
        ("AppError", "", "", 1),
        ("GoneError", "410", "Gone for good", 2),
    ]


@pytest.mark.parametrize(
    ("line", "status", "meaning"),
    [
        ("AError (404)", "404", ""),
        ("AError - HTTP 409: taken", "409", "taken"),
        ("AError: has gone", "", "has gone"),
        ("AError  // 100 lamps are out", "", "100 lamps are out"),
        ("AError(BaseError)", "", ""),
    ],
)
def test_words_behind_a_class(line, status, meaning):
    assert lines_of(f"BError\n└── {line}")[1] == ("AError", status, meaning, 1)


@pytest.mark.parametrize(
    "code",
    [
        "AppError\n  GoneError",
        "src\n├── errors.py\n└── main.py",
        "app\n├── errors\n├── lamps\n└── GoneError",
        "raise GoneError()",
        "",
    ],
)
def test_other_blocks_have_no_classes(code):
    found = read_error_tree(code)
    assert (found.classes, found.unread) == ([], [])


def test_a_line_that_is_no_class_is_unread():
    found = read_error_tree("AppError\n├── GoneError\n├── the one that\n└── LostError")
    assert len(found.classes) == 3
    assert found.unread == [(2, "├── the one that")]
