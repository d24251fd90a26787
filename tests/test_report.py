from __future__ import annotations

import pytest

from factories import document, found, header, item, project, report
from sphinxcontrib_techspec.findings.report import Counts, Finding, Report


def inexact(status: str = "approved", waive: object = (), **values: object) -> Report:
    """Return the report of a spec with one inexact version."""
    record = item(
        "stack", "Redis", role="Cache", version="7.x",
        waive=waive if isinstance(waive, list) else [],
    )  # fmt: skip
    return report(project(document("index", header("Shop", status), record)), **values)


def one(made: Report, code: str = "TS302") -> Finding:
    """Return the one finding of a rule."""
    (finding,) = found(made, code)
    return finding


# Severity


@pytest.mark.parametrize(
    ("status", "severity"),
    [
        ("draft", "info"),
        ("approved", "warning"),
        ("implemented", "warning"),
        ("deprecated", "info"),
        ("superseded", "info"),
        ("nonsense", "info"),
    ],
)
def test_status_of_the_spec_is_the_gate(status, severity):
    assert one(inexact(status)).severity == severity


def test_an_invalid_value_is_always_a_warning():
    record = item("stack", "Redis", role="Cache", layer="nonsense")
    made = report(project(document("index", header("Shop", "draft"), record)))
    assert one(made, "TS001").severity == "warning"


@pytest.mark.parametrize(
    ("setting", "severity"),
    [
        ({"TS302": "error"}, "error"),
        ({"TS302": "info"}, "info"),
        ({"TS3": "error"}, "error"),
        ({"TS3": "error", "TS302": "info"}, "info"),
        ({"TS302": "info", "TS": "error"}, "info"),
        ({"TS301": "error"}, "warning"),
    ],
)
def test_longest_prefix_sets_the_severity(setting, severity):
    assert one(inexact(severity=setting)).severity == severity


def test_rule_that_is_off_is_not_counted():
    on, off = inexact(), inexact(severity={"TS302": "off"})
    assert found(off, "TS302") == []
    assert off.counts.failed == on.counts.failed - 1


# Waivers


def test_waiver_of_an_item():
    finding = one(inexact(waive=[("TS302", "pinned by the vendor")]))
    assert (finding.state, finding.reason) == ("waived", "pinned by the vendor")


def test_waiver_of_a_spec():
    record = item("stack", "Redis", role="Cache", version="7.x")
    waive = [("TS302", "pinned by the vendor")]
    made = report(project(document("index", header("Shop"), record, waive=waive)))
    finding = one(made)
    assert (finding.state, finding.reason) == ("waived", "pinned by the vendor")


@pytest.mark.parametrize("reason", ["", "-", "n/a", "TBD", "todo"])
def test_waiver_without_a_reason_waives_nothing(reason):
    made = inexact(waive=[("TS302", reason)])
    assert one(made).state == "fail"
    assert one(made, "TS007").state == "fail"
    assert found(made, "TS006") == []


def test_waiver_of_another_rule_waives_nothing_and_is_reported():
    made = inexact(waive=[("TS301", "it has none")])
    assert one(made).state == "fail"
    assert one(made, "TS006").state == "fail"


# The score


def test_score_is_passed_of_passed_and_failed():
    assert Counts(passed=3, failed=1, waived=5, not_checked=2).score == 75
    assert Counts(waived=5, not_applicable=1).score is None


def test_waived_counts_neither_for_nor_against():
    failed = inexact().counts
    waived = inexact(waive=[("TS302", "pinned by the vendor")]).counts
    assert waived.failed == failed.failed - 1
    assert waived.waived == 1
    # The waiver itself was checked for its reason and for its use.
    assert waived.passed >= failed.passed


def test_counts_are_those_of_the_sections_and_findings():
    made = inexact()
    (spec,) = made.specs
    assert spec.counts.failed == sum(c.failed for c in spec.sections.values())
    assert spec.counts.failed == sum(
        f.state == "fail" and f.counts for f in spec.findings
    )
    assert spec.sections["stack"].failed >= 1


def test_spec_without_items_is_scored_too():
    (spec,) = report(project(document("index"))).specs
    assert (spec.items, spec.status) == (0, "draft")
    assert spec.counts.score is not None


# Order


def test_findings_are_in_the_order_of_files_and_lines():
    pages = [
        document(name, *(item("stack", f"{name}{n}", version="1") for n in range(3)))
        for name in ("b", "a", "c")
    ]
    made = report(project(*pages))
    places = [(f.file, f.line, f.code) for f in made.findings]
    assert places == sorted(places)


def test_most_severe_failure_is_first():
    made = inexact(severity={"TS302": "error"})
    assert made.specs[0].failures()[0].code == "TS302"


def test_finding_has_its_location():
    finding = one(inexact())
    assert (finding.file, finding.line, finding.docname) == ("index.md", 2, "index")
    assert (finding.name, finding.anchor) == ("stack Redis", "stack-redis")
    assert (finding.spec, finding.section) == ("Shop", "stack")
