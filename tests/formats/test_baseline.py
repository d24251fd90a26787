"""A baseline hides older findings, counts those that are fixed, and survives edits."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_report import finding, hostile, sample, spec

from conftest import Project
from languages import Language
from rule_cases import case_paths, read_case
from sphinxcontrib_techspec import cli
from sphinxcontrib_techspec.exchange.read import read_report
from sphinxcontrib_techspec.findings.baseline import (
    BaselineError,
    OldBaselineError,
    compare,
    read_baseline,
    write_baseline,
)
from sphinxcontrib_techspec.findings.report import Finding, Report
from sphinxcontrib_techspec.findings.wording import failures
from sphinxcontrib_techspec.formats import fingerprint
from sphinxcontrib_techspec.messages import Message, SetField


def report(*findings: Finding) -> Report:
    return Report("Shop", [spec(*findings)])


REDIS = finding(item="Redis", problem="version “7.x” is not pinned")


# Fingerprints


@pytest.mark.parametrize(
    "change",
    [
        {"line": 99},
        {"file": "stack.md", "docname": "stack"},
        {"anchor": "stack-postgresql-2"},
        {"severity": "error"},
        {"slug": "version-not-pinned"},
        {"section": "architecture"},
        {"problem": "another text"},
        {"advice": "another text"},
        {"reason": "another text"},
        {"fix": SetField("version", "16.6")},
    ],
    ids="-".join,
)
def test_a_finding_keeps_its_fingerprint(change: dict[str, Any]):
    assert fingerprint(finding(**change)) == fingerprint(finding())


@pytest.mark.parametrize(
    "change",
    [
        {"code": "TS301"},
        {"spec": "Stock"},
        {"kind": "decision"},
        {"item": "Redis"},
        {"subject": "role"},
    ],
    ids="-".join,
)
def test_another_finding_has_another_fingerprint(change: dict[str, str]):
    assert fingerprint(finding(**change)) != fingerprint(finding())


_WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(st.tuples(_WORDS, _WORDS, _WORDS), st.tuples(_WORDS, _WORDS, _WORDS))
def test_parts_do_not_run_together(
    one: tuple[str, str, str], other: tuple[str, str, str]
):
    first, second = (
        fingerprint(finding(spec=spec_name, kind=kind, subject=subject))
        for spec_name, kind, subject in (one, other)
    )
    assert (first == second) is (one == other)


# Writing and comparing


def test_hides_older_findings():
    text = write_baseline(report(finding(), REDIS))
    moved = report(finding(line=40), replace(REDIS, file="other.md"))
    compared = compare(moved, read_baseline(text))
    assert failures(compared) == []
    assert (compared.hidden, compared.fixed) == (2, 0)


def test_does_not_hide_a_new_finding():
    text = write_baseline(report(REDIS))
    compared = compare(report(finding(), REDIS), read_baseline(text))
    assert failures(compared) == [finding()]
    assert (compared.hidden, compared.fixed) == (1, 0)


def test_counts_fixed_findings():
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


def test_has_failures_only():
    text = write_baseline(sample())
    # Information as well: `--fail-on info` can be used with a baseline.
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


def test_has_no_words_of_messages():
    text = write_baseline(report(finding(problem="a problem", advice="some advice")))
    assert json.loads(text)["findings"] == [
        {
            "fingerprint": fingerprint(finding()), "count": 1, "code": "TS302",
            "spec": "Shop", "item": "stack PostgreSQL", "subject": "version",
        }
    ]  # fmt: skip


def test_is_the_same_text_in_any_order():
    one, other = report(finding(), REDIS), report(REDIS, finding())
    assert write_baseline(one) == write_baseline(other)
    assert write_baseline(one).endswith("}\n")


def test_takes_any_text():
    text = write_baseline(hostile())
    assert sum(read_baseline(text).values()) == len(failures(hostile()))


_START = '{"format": "techspec-baseline", "version": 2, "findings": '


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "{",
        "[" * 100_000,
        '{"format": "techspec", "version": 2, "findings": []}',
        '{"format": "techspec-baseline", "findings": []}',
        '{"format": "techspec-baseline", "version": 2}',
        _START + "7}",
        _START + '["x"]}',
        _START + "[{}]}",
        _START + '[{"fingerprint": "a", "count": Infinity}]}',
        _START + '[{"fingerprint": [], "count": 1}]}',
    ],
    ids=range(14),
)
def test_another_file_is_refused(text: str):
    with pytest.raises(BaselineError) as caught:
        read_baseline(text)
    assert not isinstance(caught.value, OldBaselineError)


def test_a_file_of_this_format_is_read():
    entry = '[{"fingerprint": "a", "count": 2}]'
    assert read_baseline(f"{_START}{entry}}}") == Counter({"a": 2})


def test_an_empty_baseline_hides_nothing():
    empty = write_baseline(report())
    assert read_baseline(empty) == Counter()
    assert len(failures(compare(report(finding()), Counter()))) == 1


# Edits that make nothing worse

MakeProject = Callable[..., Project]


def report_of(project: Project) -> Report:
    """Build a project and return its report."""
    return read_report(project.build("techspec").read("techspec.json"))


def codes(report: Report) -> Counter[str]:
    """Return how often each code fails in a report."""
    return Counter(found.code for found in failures(report))


def new_after(
    project: Project, before: Report, fixed: Collection[str] = ()
) -> list[Finding]:
    """Build a project and return what a baseline of *before* does not hide.

    Every entry of the baseline must still hide a finding, but for the codes in *fixed*.
    """
    baseline = read_baseline(write_baseline(before))
    compared = compare(report_of(project), baseline)
    gone = sum(finding.code in fixed for finding in failures(before))
    assert compared.hidden == len(failures(before)) - gone
    assert compared.fixed == gone
    return failures(compared)


def header(
    language: Language, tldr: str = "A shop. It sells.", status: str = "approved"
) -> str:
    options = {"status": status, "version": "1.0", "updated": "2026-01-31"}
    return language.directive("techspec:spec", "Shop", options, tldr)


def decision(language: Language, title: str, status: str) -> str:
    """Return a decision record."""
    if language.suffix == "md":
        return f"# {title}\n\n## Status\n\n{status}\n"
    return f"{title}\n{'=' * 40}\n\nStatus\n------\n\n{status}\n"


def stack(language: Language, adr: str) -> str:
    options = {"role": "Database", "version": "16.4", "adr": adr}
    return language.directive("techspec:stack", "PostgreSQL", options)


def entity(language: Language, name: str) -> str:
    body = language.table(["Field", "Type"], [["id", "UUID"]])
    return language.directive("techspec:entity", name, body=body)


def toctree(language: Language) -> str:
    return language.directive("toctree", "", {"glob": ""}, "*\n*/*")


def shop(
    project: MakeProject,
    language: Language,
    *blocks: str,
    files: Mapping[str, str] | None = None,
    **conf: object,
) -> Project:
    """Return a project of one spec with *blocks* on its first page."""
    blocks = (header(language), *blocks, toctree(language))
    index = language.document(*blocks, title="Shop")
    return project({"index": index, **(files or {})}, language=language, **conf)


@pytest.mark.parametrize("status", ["Proposed", "Accepted"])
def test_the_first_decision_record_leaves_a_baseline_as_it_is(
    project: MakeProject, language: Language, status: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
):  # fmt: skip
    made = shop(project, language, stack(language, "ADR-9"))
    before = report_of(made)
    assert codes(before)["TS202"] == 1
    made.write({"adr/0001-first": decision(language, "1. First", status)})
    # An accepted record that is not referenced is information.
    expected = {"Proposed": [], "Accepted": [("TS207", "info")]}[status]
    assert [
        (f.code, f.severity) for f in new_after(made, before, {"TS208"})
    ] == expected
    path = tmp_path / "baseline.json"
    path.write_text(write_baseline(before), "utf-8")
    arguments = ["check", str(made.source), "--baseline", str(path)]
    assert cli.main(arguments) == cli.CLEAN
    strict = cli.FINDINGS if expected else cli.CLEAN
    assert cli.main([*arguments, "--fail-on", "info"]) == strict
    capsys.readouterr()


def test_the_title_of_a_successor_leaves_a_baseline_as_it_is(
    project: MakeProject, language: Language
):
    records = {
        "adr/0001-old": decision(language, "1. Old", "Superseded by ADR-2"),
        "adr/0002-new": decision(language, "2. New", "Accepted"),
    }
    made = shop(project, language, stack(language, "ADR-1"), files=records)
    before = report_of(made)
    (found,) = (found for found in failures(before) if found.code == "TS204")
    assert "New" in found.problem
    made.edit("adr/0002-new", "2. New", "2. Another title")
    assert new_after(made, before) == []


@pytest.mark.parametrize("moved", ["one", "other"])
def test_a_moved_file_with_a_duplicate_leaves_a_baseline_as_it_is(
    project: MakeProject, language: Language, moved: str
):
    pages = {
        name: language.document(entity(language, "Order"), title=name)
        for name in ("one", "other")
    }
    made = shop(project, language, files=pages)
    before = report_of(made)
    (found,) = (found for found in failures(before) if found.code == "TS003")
    assert f"one.{language.suffix}:" in found.problem
    made.remove(moved)
    made.write({f"z/{moved}-moved": f"{pages[moved]}\nText.\n"})
    assert new_after(made, before) == []
    (after,) = (f for f in failures(report_of(made)) if f.code == "TS003")
    assert (after.file, after.problem) != (found.file, found.problem)


def _other_lines(project: Project, language: Language) -> None:
    """Move the entities that a reference may mean to other lines."""
    for name in ("a", "b"):
        text = project.path(name).read_text("utf-8")
        title = language.heading(name)
        project.write({name: text.replace(title, f"{title}\n\nText.", 1)})


VARIABLE = {
    "closer name": (
        "TS004",
        lambda project, language: project.write(
            {"data": language.document(entity(language, "Odor"), title="Data")}
        ),
    ),
    "lines of candidates": ("TS005", _other_lines),
    "count of sentences": (
        "TS103",
        lambda project, _: project.edit("index", "Four. ", "Four. Five. "),
    ),
    "titles of candidates": (
        "TS203",
        lambda project, _: project.edit("adr/0003-b", "3. Blue", "3. Green"),
    ),
    "quoted status": (
        "TS205",
        lambda project, _: project.edit("adr/0002-new", "Draft", "Rejected"),
    ),
    "quoted conflict": (
        "TS206",
        lambda project, _: project.edit(
            "adr/0005-five", "Supersedes ADR-4", "It supersedes ADR-4"
        ),
    ),
    "count of words": (
        "TS306",
        lambda project, language: project.write(
            {"more": language.document("More text. " * 40, title="More")}
        ),
    ),
    "measured value": (
        "TS402",
        lambda project, _: project.write({"bench.json": '{"start": "9.5 s"}'}),
    ),
}
"""Edits that change the words of a finding, and no more, with the rule's code."""


@pytest.mark.slow
@pytest.mark.parametrize(("code", "edit"), VARIABLE.values(), ids=VARIABLE)
def test_the_values_in_a_message_leave_a_baseline_as_it_is(
    project: MakeProject, language: Language, code: str,
    edit: Callable[[Project, Language], None],
):  # fmt: skip
    records = {
        "adr/0002-new": decision(language, "2. New", "Draft"),
        "adr/0003-a": decision(language, "3. Red", "Accepted"),
        "adr/0003-b": decision(language, "3. Blue", "Accepted"),
        "adr/0004-four": decision(language, "4. Four", "Accepted"),
        "adr/0005-five": decision(language, "5. Five", "Accepted. Supersedes ADR-4"),
    }
    apart = language.directive("techspec:spec", "Apart", {"status": "draft"}, "A. B.")
    made = project(
        {
            "index": language.document(
                header(language, "One. Two. Three. Four. Last.", "implemented"),
                stack(language, "ADR-2, ADR-3"),
                language.directive(
                    "techspec:perf", "Start",
                    {"target": "< 2 s", "measurement": "load test",
                     "evidence": "bench#/start"},
                ),
                "Some words. " * 20,
                "See " + language.role("techspec:entity", "Ordr") + ".",
                "See " + language.role("techspec:entity", "Twice") + ".",
                toctree(language),
                title="Shop",
            ),
            "data": language.document(entity(language, "Ordering"), title="Data"),
            "a": language.document(apart, entity(language, "Twice"), title="a"),
            "b": language.document(
                apart.replace("Apart", "Beside"), entity(language, "Twice"), title="b"
            ),
            "bench.json": '{"start": "2.5 s"}',
            **records,
        },
        language=language,
        techspec_word_limit=30,
        techspec_sources={"bench": "bench.json"},
    )  # fmt: skip
    before = report_of(made)
    words = {found.message for found in failures(before) if found.code == code}
    assert words
    edit(made, language)
    assert new_after(made, before) == []
    after = {found.message for found in failures(report_of(made)) if found.code == code}
    assert after != words, "the edit did not change the message"


# Other words


def scrambled(cls: type[Message], template: str, **values: object) -> Message:
    """Put a message together with other words; an empty one stays empty."""
    text = template and f"{REWORDED} " + " ".join(
        f"{{{name}}}" for name in sorted(values)
    )
    return _PUT_TOGETHER(cls, text, **values)


_PUT_TOGETHER = Message.__new__
REWORDED = "ßß"

FIRING = {
    path.parent.name: path for path in case_paths() if path.name.startswith("fires-")
}
"""One case with findings for each rule."""


@pytest.mark.slow
@pytest.mark.parametrize("path", FIRING.values(), ids=FIRING)
def test_other_words_in_every_message_leave_a_baseline_as_it_is(
    project: MakeProject, path: Path, monkeypatch: pytest.MonkeyPatch
):
    case, code = read_case(path), path.parent.name[:5]
    before = report_of(project(case.files, language=path.suffix[1:], **case.conf))
    words = {found.problem for found in failures(before) if found.code == code}
    assert words
    monkeypatch.setattr(Message, "__new__", scrambled)
    made = project(case.files, language=path.suffix[1:], **case.conf)
    assert new_after(made, before) == []
    after = {f.problem for f in failures(report_of(made)) if f.code == code}
    assert after
    assert all(problem.startswith(REWORDED) for problem in after)
    assert after.isdisjoint(words)


def defaults(language: Language, *names: str) -> str:
    """Return a directive whose default for all rows has a mistake."""
    rows = [["Storage", name, "1.0"] for name in names]
    body = language.table(["Role", "Name", "Version"], rows)
    return language.directive("techspec:stack", "", {"layer": "cellar"}, body)


def test_a_row_above_leaves_a_mistake_in_a_default_as_it_is(
    project: MakeProject, language: Language
):
    made = shop(project, language, defaults(language, "Solr"))
    before = report_of(made)
    (found,) = [f for f in failures(before) if f.code == "TS001"]
    assert (found.kind, found.item, found.subject) == ("stack", "", "layer")
    text = language.document(header(language), defaults(language, "Valkey", "Solr"))
    made.write({"index": text})
    after = compare(report_of(made), read_baseline(write_baseline(before)))
    assert [f for f in failures(after) if f.code == "TS001"] == []


# Findings that are new


def test_another_finding_of_a_rule_is_new(project: MakeProject, language: Language):
    made = shop(project, language, "See " + language.role("techspec:entity", "Oder"))
    before = report_of(made)
    role = language.role("techspec:entity", "Usr")
    made.write({"more": language.document(f"See {role}.", title="More")})
    (found,) = new_after(made, before)
    assert (found.code, found.subject) == ("TS004", "Usr")


def test_a_second_finding_with_the_same_subject_is_new(
    project: MakeProject, language: Language
):
    role = language.role("techspec:entity", "Oder")
    made = shop(project, language, f"See {role}.")
    before = report_of(made)
    assert codes(before)["TS004"] == 1
    made.write({"more": language.document(f"See {role} again.", title="More")})
    (found,) = new_after(made, before)
    assert (found.code, found.item) == ("TS004", "")
    same = [f for f in failures(report_of(made)) if f.code == "TS004"]
    assert len({fingerprint(f) for f in same}) == 1
    assert len(same) == 2


def test_a_finding_of_another_item_is_new(project: MakeProject, language: Language):
    made = shop(project, language, stack(language, "ADR-9"))
    before = report_of(made)
    other = stack(language, "ADR-9").replace("PostgreSQL", "MariaDB")
    made.write({"more": language.document(other, title="More")})
    (found,) = new_after(made, before)
    assert (found.code, found.item, found.subject) == ("TS202", "MariaDB", "ADR-9")


# A baseline of an earlier format

OLD = '{"format": "techspec-baseline", "version": 1, "findings": []}'


def test_an_older_format_has_an_error_of_its_own():
    with pytest.raises(OldBaselineError) as caught:
        read_baseline(OLD)
    assert "--write-baseline" in str(caught.value)


@pytest.mark.parametrize("by", ["option", "conf.py"])
def test_an_older_format_is_wrong_use_on_the_command_line(
    project: MakeProject, by: str, capsys: pytest.CaptureFixture[str]
):
    made = project({"index": SHOP, "baseline.json": OLD})
    path = str(made.path("baseline.json"))
    option = ["--baseline", path] if by == "option" else []
    if by == "conf.py":
        made.configure(techspec_baseline="baseline.json")
    assert cli.main(["check", str(made.source), *option]) == cli.WRONG_USE
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1
    assert output.err.startswith(f"techspec: {path}: ")
    assert "--write-baseline" in output.err
    # The command that it names writes one that hides all.
    write = ["check", str(made.source), "--write-baseline", path]
    assert cli.main(write) == cli.CLEAN
    assert cli.main(["check", str(made.source), "--baseline", path]) == cli.CLEAN
    capsys.readouterr()


@pytest.mark.parametrize("builder", ["html", "techspec"])
def test_an_older_format_is_one_warning_of_a_build(project: MakeProject, builder: str):
    made = project({"index": SHOP, "baseline.json": OLD})
    without = made.build(builder, fresh=True)
    assert without.own_warnings
    made.configure(techspec_baseline="baseline.json")
    build = made.build(builder, fresh=True)
    added = [line for line in build.warnings if line not in without.warnings]
    assert len(added) == 1
    assert added[0].endswith("[techspec.config]")
    assert "--write-baseline" in added[0]
    # The build goes on, and nothing is hidden.
    assert [line for line in build.warnings if line not in added] == without.warnings
    assert build.app.statuscode == without.app.statuscode


SHOP = """
    # Shop

    ```{techspec:spec} Shop
    :status: approved
    :version: 1.0
    :updated: 2026-01-31

    A shop. It sells.
    ```

    ```{techspec:stack} PostgreSQL
    :role: Cache
    ```
    """
