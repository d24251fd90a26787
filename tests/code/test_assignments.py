"""Assignments in `.env`, ini and shell code."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.code.assignments import read_assignments


def read(code: str, language: str = "ini") -> list[tuple[str, str, str, int]]:
    """Return the assignments of a block as tuples."""
    return [
        (found.name, found.value, found.comment, found.line)
        for found in read_assignments(code, language)
    ]


@pytest.mark.parametrize(
    ("code", "language", "expected"),
    [
        ("A=1", "", [("A", "1", "", 0)]),
        ("A=", "bash", [("A", "", "", 0)]),
        ("export A=1", "bash", [("A", "1", "", 0)]),
        ("# one\n# two\nA=1", "", [("A", "1", "one two", 2)]),
        ("; one\nA = 1", "ini", [("A", "1", "one", 1)]),
        ("A=1  # behind", "", [("A", "1", "behind", 0)]),
        ("# above\nA=1 # behind", "", [("A", "1", "above; behind", 1)]),
        ("COLOUR=#fff", "", [("COLOUR", "#fff", "", 0)]),
        ("URL=http://a/#b", "", [("URL", "http://a/#b", "", 0)]),
        ("A='1 # 2' # three", "", [("A", "1 # 2", "three", 0)]),
        ('A="x y"', "sh", [("A", "x y", "", 0)]),
        ("A=x y", "ini", [("A", "x y", "", 0)]),
        ("[web]\nport = 80", "ini", [("web.port", "80", "", 1)]),
        # A comment with an empty line below it is about more than one setting.
        ("# Database\n\nA=1", "", [("A", "1", "", 2)]),
        ("# B=2\nA=1", "", [("A", "1", "", 1)]),
        # A title describes its group.
        (
            "# Mail\nA=1\nB=2\nC=3 # own\nD=4\n\nE=5",
            "",
            [
                ("A", "1", "Mail", 1),
                ("B", "2", "Mail", 2),
                ("C", "3", "own", 3),
                ("D", "4", "Mail", 4),
                ("E", "5", "", 6),
            ],
        ),
        (
            "[web]\n# Mail\nA=1\nB=2",
            "ini",
            [("web.A", "1", "Mail", 2), ("web.B", "2", "Mail", 3)],
        ),
        (
            "# How long it may wait\nA=1\nB=2",
            "",
            [
                ("A", "1", "How long it may wait", 1),
                ("B", "2", "", 2),
            ],
        ),
        (
            "# Mail (sent by a service)\nA=1\nB=2",
            "",
            [
                ("A", "1", "Mail (sent by a service)", 1),
                ("B", "2", "Mail (sent by a service)", 2),
            ],
        ),
        ("# Mail.\nA=1\nB=2", "", [("A", "1", "Mail.", 1), ("B", "2", "", 2)]),
        # A comment inside of a group is the next line's.
        (
            "# Mail\nA=1\n# Port\nB=2\nC=3",
            "",
            [("A", "1", "Mail", 1), ("B", "2", "Port", 3), ("C", "3", "", 4)],
        ),
        # Commands of a shell.
        ("A=1 npm start\nnpm start\n[ A = 1 ]", "bash", []),
        ("if (a == 1)", "", []),
        ("", "", []),
    ],
)
def test_assignments(code: str, language: str, expected: list[object]):
    assert read(code, language) == expected
