"""Each format of lock files: its releases, their lines, and what is damaged."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lock_samples import CARGO, PDM, POETRY, PYLOCK, SAMPLES, UV

from sphinxcontrib_techspec.repository import reader_of
from sphinxcontrib_techspec.repository.base import DamagedError, Release
from sphinxcontrib_techspec.repository.locks import LOCK_READERS
from sphinxcontrib_techspec.repository.toml_tables import read_tables

DAMAGED = {
    "cut off": lambda text: text[: len(text) // 2].rstrip("\n ") + '\n"{[',
    "conflict": lambda text: "<<<<<<< HEAD\n" + text,
    "empty": lambda _text: "",
    "other": lambda _text: "Lorem ipsum\n",
}


def shown(releases: list[Release]) -> Iterator[str]:
    for release in releases:
        text = f"{release.name} {release.version} {release.scope}".strip()
        yield text if release.direct else f"({text})"


def read(name: str, text: str, manifests: dict[str, str]) -> list[Release]:
    reader = reader_of(name)
    assert reader is not None
    others = {path: content.encode() for path, content in manifests.items()}
    return reader.releases(text.encode(), others)


def test_each_format_has_a_sample():
    assert {reader_of(name) for name in SAMPLES} == set(LOCK_READERS)


@pytest.mark.parametrize("name", SAMPLES)
def test_releases(name: str):
    text, manifests, expected = SAMPLES[name]
    assert list(shown(read(name, text, manifests))) == expected


@pytest.mark.parametrize("name", SAMPLES)
def test_the_line_is_that_of_the_version_or_of_the_name(name: str):
    text, manifests, _ = SAMPLES[name]
    lines = text.splitlines()
    for release in read(name, text, manifests):
        near = " ".join(lines[release.line - 1 : release.line + 3])
        tail = re.split(r"[/_-]", release.name)[-1]
        # A replaced module has the line of its requirement.
        assert release.version in near or "pq" in release.name, release
        assert (
            tail.lower() in near.lower() or release.version in lines[release.line - 1]
        )


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_ends_of_lines_make_no_difference(name: str, end: str):
    text, manifests, expected = SAMPLES[name]
    assert list(shown(read(name, text.replace("\n", end), manifests))) == expected


@pytest.mark.parametrize("name", sorted(set(SAMPLES) - {"requirements.txt"}))
@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_file_is_an_error(name: str, how: str):
    text, manifests, _ = SAMPLES[name]
    with pytest.raises(DamagedError):
        read(name, DAMAGED[how](text), manifests)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_manifest_says_nothing(name: str):
    text, manifests, expected = SAMPLES[name]
    broken = dict.fromkeys(manifests, "{[<")
    names = {entry.strip("()") for entry in expected}
    assert {entry.strip("()") for entry in shown(read(name, text, broken))} == names


@given(st.sampled_from(sorted(SAMPLES)), st.text())
def test_no_text_raises_anything_else(name: str, text: str):
    try:
        read(name, text, {"package.json": text, "pyproject.toml": text})
    except DamagedError as error:
        assert error.problem


@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_no_cut_or_doubled_line_raises_anything_else(name: str, data: st.DataObject):
    text, manifests, _ = SAMPLES[name]
    lines = text.splitlines(keepends=True)
    number = data.draw(st.integers(0, len(lines) - 1))
    kept = data.draw(st.integers(0, 2))
    lines[number : number + 1] = [lines[number]] * kept
    cut = data.draw(st.integers(0, len(text)))
    for changed in ("".join(lines), text[:cut]):
        try:
            read(name, changed, manifests)
        except DamagedError as error:
            assert error.line <= changed.count("\n") + 1


@pytest.mark.parametrize("text", [UV, POETRY, PDM, PYLOCK, CARGO])
def test_the_scan_of_toml_finds_what_a_parser_finds(text: str):
    data = tomllib.loads(text)
    for name in ("package", "packages"):
        packages: list[dict[str, Any]] = data.get(name, [])
        found = [table for table in read_tables(text) if table.name == name]
        assert len(found) == len(packages)
        for table, package in zip(found, packages, strict=True):
            for key in table.values:
                assert table.value(key) == package[key]


_VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["C"])) | st.integers() | st.booleans(),
    lambda children: st.lists(children, max_size=3),
    max_leaves=6,
)


def toml_value(value: object, *, indent: bool) -> str:
    """Return a value as tools write it, a list over several lines."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        parts = [toml_value(part, indent=False) for part in value]
        if indent and parts:
            return "[\n" + "".join(f"    {part},\n" for part in parts) + "]"
        return f"[{', '.join(parts)}]"
    return str(value)


@given(st.dictionaries(st.from_regex(r"[a-z][a-z-]{0,8}", fullmatch=True), _VALUES))
def test_the_scan_of_toml_reads_any_value_as_a_parser_does(values: dict[str, object]):
    pairs = [
        f"{key} = {toml_value(value, indent=True)}" for key, value in values.items()
    ]
    text = "\n".join(["[[package]]", *pairs, ""])
    [_, table] = read_tables(text)
    assert {key: table.value(key) for key in table.values} == values
    assert tomllib.loads(text)["package"] == [values]
