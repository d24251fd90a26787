"""A baseline hides what was there, tells what was mended, and survives edits."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_report import finding, hostile, sample, spec

from sphinxcontrib_techspec.findings.baseline import (
    BaselineError,
    compare,
    read_baseline,
    write_baseline,
)
from sphinxcontrib_techspec.findings.report import Finding, Report
from sphinxcontrib_techspec.findings.wording import failures
from sphinxcontrib_techspec.formats import fingerprint


def report(*findings: Finding) -> Report:
    return Report("Shop", [spec(*findings)])


REDIS = finding(item="Redis", message="Redis: version “7.x” names many releases.")


# Fingerprints


@pytest.mark.parametrize(
    "change",
    [
        {"line": 99},
        {"file": "stack.md", "docname": "stack"},
        {"anchor": "stack-postgresql-2"},
        {"severity": "error"},
        {"fix": ":version: 16.6"},
    ],
    ids="-".join,
)
def test_a_finding_stays_the_same_where_it_moves(change: dict[str, str]):
    assert fingerprint(finding(**change)) == fingerprint(finding())


@pytest.mark.parametrize(
    "change",
    [
        {"code": "TS301"},
        {"spec": "Stock"},
        {"kind": "decision"},
        {"item": "Redis"},
        {"message": "PostgreSQL: version “17.x” names many releases."},
    ],
    ids="-".join,
)
def test_another_finding_is_another(change: dict[str, str]):
    assert fingerprint(finding(**change)) != fingerprint(finding())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "error “E1” is already at a/index.md:4. Rename one or merge them.",
            "error “E1” is already at a/index.md:17. Rename one or merge them.",
        ),
        (
            "“Order” may be any of: entity A:Order (a.rst:3), entity B:Order (b.md:9).",
            "“Order” may be any of: entity A:Order (a.rst:4), entity B:Order (b.md:8).",
        ),
        (
            "no entity is called “Oder”. Did you mean “Order”?",
            "no entity is called “Oder”. Did you mean “Odor”?",
        ),
        (
            "no entity is called “Oder”.",
            "no entity is called “Oder”. Did you mean “X”?",
        ),
        (
            "the spec has 1,612 words, 112 more than 1,500. Move detail elsewhere.",
            "the spec has 900 words, 1 more than 1,500. Move detail elsewhere.",
        ),
        (
            "the TL;DR has 5 sentences; the template asks for two or three.",
            "the TL;DR has 4 sentences; the template asks for two or three.",
        ),
        (
            "measured 2.41 s (bench#/start), the target is < 2 s: it is missed.",
            "measured 2.52 s (bench#/start), the target is < 2 s: it is missed.",
        ),
    ],
)
def test_what_is_said_of_other_places_does_not_matter(before: str, after: str):
    assert fingerprint(finding(message=before)) == fingerprint(finding(message=after))


def test_values_do_matter():
    one = finding(message="Reads: the target “200” has no unit.")
    assert fingerprint(one) != fingerprint(
        replace(one, message="Reads: the target “300” has no unit.")
    )


_WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(st.tuples(_WORDS, _WORDS), st.tuples(_WORDS, _WORDS))
def test_parts_do_not_run_together(one: tuple[str, str], other: tuple[str, str]):
    first, second = (
        fingerprint(finding(spec=name, kind=kind)) for name, kind in (one, other)
    )
    assert (first == second) is (one == other)


# Writing and comparing


def test_hides_what_was_there():
    text = write_baseline(report(finding(), REDIS))
    moved = report(finding(line=40), replace(REDIS, file="other.md"))
    compared = compare(moved, read_baseline(text))
    assert failures(compared) == []
    assert (compared.hidden, compared.fixed) == (2, 0)


def test_tells_what_is_new():
    text = write_baseline(report(REDIS))
    compared = compare(report(finding(), REDIS), read_baseline(text))
    assert failures(compared) == [finding()]
    assert (compared.hidden, compared.fixed) == (1, 0)


def test_counts_what_was_mended():
    text = write_baseline(report(finding(), REDIS))
    compared = compare(report(REDIS), read_baseline(text))
    assert (compared.hidden, compared.fixed) == (1, 1)


def test_one_more_of_the_same_is_new():
    same = [finding(line=number) for number in (3, 5)]
    text = write_baseline(report(*same))
    more = [*same, finding(line=7)]
    compared = compare(report(*more), read_baseline(text))
    assert len(failures(compared)) == 1
    assert (compared.hidden, compared.fixed) == (2, 0)
    fewer = compare(report(same[0]), read_baseline(text))
    assert (fewer.hidden, fewer.fixed) == (1, 1)


def test_holds_what_fails_and_nothing_else():
    text = write_baseline(sample())
    codes = [found["code"] for found in json.loads(text)["findings"]]
    assert codes == ["TS004", "TS101", "TS302"]
    compared = compare(sample(), read_baseline(text))
    assert failures(compared) == []
    left = {found.state for found in compared.findings}
    assert left == {"waived", "not applicable", "not checked"}


def test_leaves_the_score_as_it_is():
    text = write_baseline(sample())
    compared = compare(sample(), read_baseline(text))
    assert compared.counts == sample().counts


def test_is_the_same_text_in_whatever_order():
    one, other = report(finding(), REDIS), report(REDIS, finding())
    assert write_baseline(one) == write_baseline(other)
    assert write_baseline(one).endswith("}\n")


def test_holds_any_text():
    text = write_baseline(hostile())
    assert sum(read_baseline(text).values()) == len(failures(hostile()))


_HEAD = '{"format": "techspec-baseline", "version": 1, "findings": '


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "{",
        "[" * 100_000,
        '{"format": "techspec", "version": 1, "findings": []}',
        '{"format": "techspec-baseline", "version": 2, "findings": []}',
        '{"format": "techspec-baseline", "version": 1}',
        _HEAD + "7}",
        _HEAD + '["x"]}',
        _HEAD + "[{}]}",
        _HEAD + '[{"fingerprint": "a", "count": Infinity}]}',
        _HEAD + '[{"fingerprint": [], "count": 1}]}',
    ],
    ids=range(14),
)
def test_another_file_is_none(text: str):
    with pytest.raises(BaselineError):
        read_baseline(text)


def test_an_empty_one_hides_nothing():
    empty = write_baseline(report())
    assert read_baseline(empty) == Counter()
    assert len(failures(compare(report(finding()), Counter()))) == 1
