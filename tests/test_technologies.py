"""The technologies that a text names: every way to write them gives the same items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.values.technologies import (
    Absent,
    is_proper_name,
    names_technology,
    read_technologies,
    read_version,
)

Read = list[tuple[str, str, tuple[str, ...]]]

TECHNOLOGIES = (
    ("Python", "3.12.4"), ("TypeScript", "5.x"), ("C++", "20"), (".NET", "9.0.0"),
    ("uv", "0.4.18"), ("pytest", ""), ("PostgreSQL", ">=16, <18"), ("Vite", "^5.4"),
    ("Percona Server", "8.0.39"), ("PL/pgSQL", ""), ("Node.js", "v22.11.0"),
    ("Vue Router", "4.4.5"), ("Shapely", "2.0.6 or later"), ("Ubuntu", "24.04 LTS"),
    ("S3-compatible store", "2024-11-18"), ("Go", "1.23.2"), ("Ruby on Rails", "8.0.0"),
)  # fmt: skip
NOTES = ("", "web client", "two nodes, 4 vCPU each", "Python 3.12.4", "88 chars")
SEPARATORS = (", ", "; ", " + ", " / ", ", and ")


def read(text: str) -> Read:
    found = read_technologies(text)
    assert not isinstance(found, Absent)
    return [
        (
            text[slice(*one.name)],
            text[slice(*one.version)] if one.version else "",
            tuple(text[slice(*note)] for note in one.notes),
        )
        for one in found
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(TECHNOLOGIES), st.sampled_from(NOTES)),
        min_size=1,
        max_size=5,
    ),
    st.lists(st.sampled_from(SEPARATORS), min_size=4, max_size=4),
    st.sampled_from(["", "."]),
)
def test_separators_order_notes_and_full_stops_change_nothing(
    parts: list[tuple[tuple[str, str], str]], separators: list[str], end: str
):
    text = ""
    for number, ((name, version), note) in enumerate(parts):
        text += separators[number - 1] if number else ""
        text += f"{name} {version}".strip() + (f" ({note})" if note else "")
    assert read(text + end) == [
        (name, version, (note,) if note else ()) for (name, version), note in parts
    ]


@given(st.text(max_size=80))
def test_any_text_is_read_and_keeps_its_place(text: str):
    found = read_technologies(" ".join(text.split()))
    if isinstance(found, Absent):
        return
    ends = [(0, 0)]
    for one in found:
        for start, end in sorted({one.name, *filter(None, [one.version]), *one.notes}):
            assert ends[-1][1] <= start <= end
            ends.append((start, end))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PostgreSQL 16.4, partitioned by month",
         [("PostgreSQL", "16.4", ("partitioned by month",))]),
        ("nginx 1.27.2 with TLS 1.3", [("nginx", "1.27.2", ("with TLS 1.3",))]),
        ("FastAPI 0.115.4 with Uvicorn 0.32.0",
         [("FastAPI", "0.115.4", ()), ("Uvicorn", "0.32.0", ())]),
        ("Ruff, line length 88", [("Ruff", "", ("line length 88",))]),
        ("Weights and Biases", [("Weights and Biases", "", ())]),
        ("MySQL or PostgreSQL", [("MySQL or PostgreSQL", "", ())]),
        ("PostgreSQL partitioned by month",
         [("PostgreSQL partitioned by month", "", ())]),
        ("Redis on port 6379", [("Redis", "", ("on port 6379",))]),
        ("AWS Route 53", [("AWS Route 53", "", ())]),
        ("RabbitMQ (3.13.7)", [("RabbitMQ", "3.13.7", ())]),
        ("OpenAPI 3.1.1 → generated clients",
         [("OpenAPI", "3.1.1", ("generated clients",))]),
        ("Python 3.12.4. We use uv for packages.",
         [("Python", "3.12.4", ("We use uv for packages",))]),
        ("None yet (phase 2)", [("None yet", "", ("phase 2",))]),
        ("Python 3.11, 3.12 and 3.13", [("Python", "3.11, 3.12 and 3.13", ())]),
        ("react@19.1.0", [("react", "19.1.0", ())]),
        ("Ruff 88 chars (API)", [("Ruff", "", ("88 chars", "API"))]),
        ("mypy strict mode", [("mypy", "", ("strict mode",))]),
        ("Traykit strict mode", [("Traykit strict mode", "", ())]),
        ("TypeScript frontend", [("TypeScript", "", ("frontend",))]),
        ("pytest-cov 80%+", [("pytest-cov", "", ("80%+",))]),
        ("PostgreSQL with maps (shared)",
         [("PostgreSQL", "", ("with maps", "shared"))]),
    ],
)  # fmt: skip
def test_what_is_not_understood_stays(text: str, expected: Read):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("None", ""), ("n/a", ""), ("—", ""), ("Not needed.", ""),
        ("None (pages are small)", "pages are small"),
        ("N/A - a run takes less than a second", "a run takes less than a second"),
        ("not applicable: no pages", "no pages"),
    ],
)  # fmt: skip
def test_there_is_none(text: str, reason: str):
    found = read_technologies(text)
    assert isinstance(found, Absent)
    assert (text[slice(*found.reason)] if found.reason else "") == reason


@pytest.mark.parametrize(
    ("text", "version", "notes"),
    [
        ("16.4", "16.4", []),
        ("22 LTS (runtime)", "22 LTS", ["runtime"]),
        ("3.12.4 - the service", "3.12.4", ["the service"]),
        ("^5.4, pinned", "^5.4", ["pinned"]),
    ],
)
def test_a_version_behind_a_name(text: str, version: str, notes: list[str]):
    found = read_version(text)
    assert found is not None
    span, spans = found
    assert text[slice(*span)] == version
    assert [text[slice(*note)] for note in spans] == notes


@pytest.mark.parametrize("text", ["8 workers", "main store", "", "80% of lines"])
def test_words_behind_a_name_are_no_version(text: str):
    assert read_version(text) is None


@given(st.text(max_size=80))
def test_any_text_names_a_technology_or_none(text: str):
    assert names_technology(" ".join(text.split())) in {True, False}


@pytest.mark.parametrize("text", ["JUnit 5", "Mockito", "GitHub", "Traykit 2.1"])
def test_names_of_technologies(text: str):
    assert names_technology(text)


@pytest.mark.parametrize("text", ["Framework", "Stands in for it", "None", "Traykit"])
def test_words_that_name_no_technology(text: str):
    assert not names_technology(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Redis, version 7.2.1", [("Redis", "7.2.1", ())]),
        ("Redis version 7", [("Redis", "7", ())]),
        ("Zib - version 3.1", [("Zib", "3.1", ())]),
        ("Zib, 3.1.0 (one node)", [("Zib", "3.1.0", ("one node",))]),
        ("Zib, version 7 (small), Zob 2.0", [("Zib", "7", ("small",)), ("Zob", "2.0", ())]),
        ("Zib, 3 nodes", [("Zib", "", ("3 nodes",))]),
        ("Zib, 3.5 nodes", [("Zib", "", ("3.5 nodes",))]),
        ("Zib 1.0, version 7.2", [("Zib", "1.0", ()), ("version", "7.2", ())]),
        ("Java (JDK 11+ recommended)", [("Java", "11+", ("JDK 11+ recommended",))]),
        ("Java (OpenJDK 21)", [("Java", "21", ("OpenJDK 21",))]),
        ("Kotlin (JDK 17)", [("Kotlin", "", ("JDK 17",))]),
        ("Zib (11+ recommended)", [("Zib", "11+", ("recommended",))]),
        ("Zib (11 people)", [("Zib", "", ("11 people",))]),
    ],
)  # fmt: skip
def test_a_version_behind_a_comma_or_with_the_kit(text: str, expected: Read):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Zib", True), ("Zib DB", True), ("Zib DB Two Three", False), ("a Zib", False),
     ("", False)],
)  # fmt: skip
def test_proper_names(text: str, *, expected: bool):
    assert is_proper_name(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Redis 7.2.4 or Memcached 1.6.2",
         [("Redis", "7.2.4", ()), ("Memcached", "1.6.2", ("or",))]),
        ("PostgreSQL (main) or SQLite (tests)",
         [("PostgreSQL", "", ("main",)), ("SQLite", "", ("or", "tests"))]),
        ("PostgreSQL 16.4, or SQLite 3.45 for tests",
         [("PostgreSQL", "16.4", ()), ("SQLite", "3.45", ("or", "for tests"))]),
        ("React 19.1, built with Vite 6 (web)",
         [("React", "19.1", ()), ("Vite", "6", ("built with", "web"))]),
        ("React 19.1, built with care", [("React", "19.1", ("built with care",))]),
        ("PostgreSQL 16 + pgvector or Qdrant",
         [("PostgreSQL", "16", ()), ("pgvector or Qdrant", "", ())]),
        ("PostgreSQL with Redis or Memcached",
         [("PostgreSQL", "", ("with Redis or Memcached",))]),
        ("Bandit, pip-audit, Safety",
         [("Bandit", "", ()), ("pip-audit", "", ()), ("Safety", "", ())]),
        ("Zobra (tests); types checked, vitest, and a look",
         [("Zobra", "", ("tests", "types checked, vitest, and a look"))]),
        ("Zobra primary, Yak fallback",
         [("Zobra", "", ("primary",)), ("Yak", "", ("fallback",))]),
        ("Docker volumes for logs", [("Docker volumes", "", ("for logs",))]),
    ],
)  # fmt: skip
def test_technologies_in_words(text: str, expected: Read):
    assert read(text) == expected
