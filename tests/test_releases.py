"""Versions of a spec against releases of files: what agrees, differs or is open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.values.releases import (
    declared_agreement,
    is_later,
    parse_claim,
    parse_release,
    replaces_release,
    with_lowest,
)


def compared(claim: str, found: str, *, is_whole: bool = True) -> str:
    parsed, release = parse_claim(claim), parse_release(found, is_whole=is_whole)
    assert release is not None
    return parsed(release) if parsed else "no claim"


@pytest.mark.parametrize(
    ("claim", "found", "expected"),
    [
        ("0.115.14", "0.115.14", "agrees"),
        ("v0.115.14", "0.115.14", "agrees"),
        ("==0.115.14", "v0.115.14", "agrees"),
        ("0.110.0", "0.115.14", "differs"),
        # Less precise.
        ("18", "18.3.1", "agrees"),
        ("18", "19.0.0", "differs"),
        ("0.11", "0.115.14", "differs"),
        ("0.111.x", "0.111.4", "agrees"),
        ("5.*", "4.9", "differs"),
        ("14.x.x", "14.2.33", "agrees"),
        # More precise: a lock file has whole releases.
        ("1.0.0", "1.0", "agrees"),
        ("1.0.5", "1.0", "differs"),
        # Notes and words.
        ("14.2.33 (App Router)", "14.2.33", "agrees"),
        ("20.11.0 LTS", "20.11.0", "agrees"),
        ("2.1.0", "2.1.0+cpu", "agrees"),
        # Before a release, and after it.
        ("2.0.0", "2.0.0rc1", "differs"),
        ("2.0.0-rc.1", "2.0.0rc1", "agrees"),
        ("2.0.0rc2", "2.0.0rc1", "differs"),
        ("2.0.0-beta.3", "2.0.0b3", "agrees"),
        ("2.0", "2.0.0rc1", "unknown"),
        ("1.2.3", "1.2.3-0.20230101120000-abcdef", "unknown"),
        ("1.2.3", "1.2.3.post1", "unknown"),
        ("16-alpine", "16.4", "unknown"),
        # Floors and ranges.
        ("14+", "14.2.33", "agrees"),
        ("14+", "13.5.1", "differs"),
        ("3.11 or later", "3.12.1", "agrees"),
        (">=3.11", "3.9.2", "differs"),
        (">= 3.11, < 4", "3.12.1", "agrees"),
        (">=3.11 <4", "4.0.0", "differs"),
        (">=2.0", "2.0.0rc1", "unknown"),
        ("<2", "2.0.0rc1", "unknown"),
        ("<2", "1.9", "agrees"),
        (">2", "2.0.0", "differs"),
        ("<=2.1", "2.1.0", "agrees"),
        ("<=2.1", "2.1.1", "differs"),
        ("^18.2", "18.3.1", "agrees"),
        ("^18.2", "18.1.0", "differs"),
        ("^18.2", "19.0.0", "differs"),
        ("^0.5.1", "0.5.9", "agrees"),
        ("^0.5.1", "0.6.0", "differs"),
        ("~5.4.2", "5.4.9", "agrees"),
        ("~5.4.2", "5.5.0", "differs"),
        ("~5", "5.9.0", "agrees"),
        ("~=1.4.2", "1.4.9", "agrees"),
        ("~=1.4", "1.9.0", "agrees"),
        ("~> 7.1", "8.0.0", "differs"),
        ("!=1.5", "1.4.0", "agrees"),
        ("3.10-3.14", "3.12.1", "agrees"),
        ("3.10-3.14", "3.14.5", "agrees"),
        ("3.10 to 3.14", "3.15.0", "differs"),
        ("3.10–3.14", "3.9.0", "differs"),
        ("2024-11-18", "2024.11.18", "unknown"),
    ],
)
def test_a_version_against_a_whole_release(claim: str, found: str, expected: str):
    assert compared(claim, found) == expected


@pytest.mark.parametrize(
    ("claim", "found", "expected"),
    [
        ("16.4", "16", "unknown"),
        ("16.4", "17", "differs"),
        ("16", "16", "agrees"),
        ("16", "16.4", "agrees"),
        (">=16.2", "16", "unknown"),
        (">=16.2", "17", "agrees"),
        (">=16.2", "15", "differs"),
        ("16.x", "16", "agrees"),
        ("16.4.x", "16", "unknown"),
    ],
)
def test_a_version_against_a_tag_with_fewer_numbers(
    claim: str, found: str, expected: str
):
    assert compared(claim, found, is_whole=False) == expected


@pytest.mark.parametrize(
    "text",
    ["", "latest", "3.x with Y", "16 / 17", "3.11, 3.12", ">=", "^", "~=2", "1 2", "x",
     "any", "2.0 with asyncio", "9" * 300, ">=1.x", "1.0 or 2.0", "16.4 and 17.1"],
)  # fmt: skip
def test_what_names_no_release_or_range_is_no_claim(text: str):
    assert parse_claim(text) is None


NUMBERS = st.lists(st.integers(0, 40), min_size=1, max_size=4)


def text_of(numbers: list[int]) -> str:
    return ".".join(map(str, numbers))


@given(NUMBERS)
def test_a_release_agrees_with_itself_and_with_each_beginning(numbers: list[int]):
    found = text_of(numbers)
    for length in range(1, len(numbers) + 1):
        start = text_of(numbers[:length])
        for claim in (start, f"v{start}", f"{start}.x", f">={start}", f"{start}+"):
            assert compared(claim, found) == "agrees", claim


@given(NUMBERS, NUMBERS)
def test_an_exact_claim_agrees_only_with_what_begins_so(
    claimed: list[int], found: list[int]
):
    width = len(claimed)
    padded = found + [0] * (width - len(found))
    expected = "agrees" if padded[:width] == claimed else "differs"
    assert compared(text_of(claimed), text_of(found)) == expected


@given(NUMBERS, NUMBERS)
def test_a_floor_and_its_ceiling_are_opposites(bound: list[int], found: list[int]):
    low = compared(f">={text_of(bound)}", text_of(found))
    high = compared(f"<{text_of(bound)}", text_of(found))
    assert {low, high} == {"agrees", "differs"}


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_raises(claim: str, found: str):
    parsed, release = parse_claim(claim), parse_release(found)
    if parsed and release:
        assert parsed(release) in {"agrees", "differs", "unknown"}


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("3.11+", ">=3.11", "agrees"),
        ("3.11+", ">=3.11,<4", "agrees"),
        ("≥ 3.11", ">=3.11.0", "agrees"),
        (">=3.11", ">=3.11.4", "unknown"),
        ("3.11 or later", ">= 3.12", "differs"),
        ("3.12+", ">=3.11", "differs"),
        ("3.11+", "^3.11", "unknown"),
        ("3.12.4", ">=3.11", "unknown"),
        ("3.10", ">=3.11", "differs"),
        ("3.11", ">=3.11.4", "unknown"),
        ("8.1", "^8.2", "differs"),
        ("8.3", "^8.2", "unknown"),
        ("20.x", ">=18", "unknown"),
        ("latest", ">=18", "unknown"),
        ("20", "*", "unknown"),
        ("18", "18 || 20", "unknown"),
    ],
)
def test_a_declared_range(text: str, declared: str, expected: str):
    assert declared_agreement(text, declared) == expected


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_declared_range_of_any_text(text: str, declared: str):
    assert declared_agreement(text, declared) in {"agrees", "differs", "unknown"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.10+", "3.11+"),
        (">=3.10", ">=3.11"),
        ("≥ 3.10", "≥ 3.11"),
        ("3.10 or later", "3.11 or later"),
        ("3.10", ""),
        ("3.10.x", ""),
    ],
)
def test_a_lowest_version_is_replaced(text: str, expected: str):
    assert with_lowest(text, ">=3.11,<4") == expected


@pytest.mark.parametrize(
    ("old", "new", "replaces", "later"),
    [
        ("0.110", "0.115.14", True, True),
        ("==0.110.0", "0.115.14", True, True),
        ("v1.2.0", "v1.10.0", True, True),
        ("3.0.0", "2.1.9", True, False),
        ("2.0.0rc1", "2.0.0", True, False),
        ("3.10+", "3.11+", True, True),
        (">=3.12", ">=3.11", True, False),
        # What says less, or another thing.
        ("16.4", "17", False, False),
        ("16.4-alpine", "17.2", False, False),
        ("22.11.0-LTS", "24.1.0", False, False),
        ("latest", "1.0", False, False),
        ("1.0", "main", False, False),
        (">=3.12", "3.11", False, False),
    ],
)
def test_a_release_that_takes_the_place_of_another(
    old: str, new: str, *, replaces: bool, later: bool
):
    assert replaces_release(old, new) is replaces
    assert is_later(old, new) is later


@pytest.mark.parametrize("text", ["3.12+", "3.12-", "3.12 or later"])
def test_a_number_is_not_split(text: str):
    assert parse_release(text) is None
