"""The report's page: what it says, in which order, and where it leads."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from rich_specs import CONF, FILES

from conftest import Build, Project
from pages import Page, words
from sphinxcontrib_techspec.findings.report import Counts
from sphinxcontrib_techspec.findings.wording import page_of
from sphinxcontrib_techspec.kinds import SECTIONS
from sphinxcontrib_techspec.sphinx_ext.render.check_bars import bar

STATES = ("passed", "failed", "waived", "not_applicable", "not_checked")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with findings of many kinds."""
    made = Project(tmp_path_factory.mktemp("report") / "shop", dict(CONF))
    made.write(FILES)
    return made


@pytest.fixture(scope="module")
def build(shop: Project) -> Build:
    """Return its pages."""
    return shop.build("html")


@pytest.fixture(scope="module")
def page(build: Build) -> Page:
    """Return the page with the report of all specs."""
    return Page(build.html("report"))


@pytest.fixture(scope="module")
def specs(shop: Project) -> list[dict[str, Any]]:
    """Return the specs as ``techspec.json`` has them."""
    return shop.build("techspec").json["specs"]


def with_class(root: ET.Element, name: str) -> list[ET.Element]:
    """Return the elements of a class."""
    return [e for e in root.iter() if name in e.get("class", "").split()]


def rows(table: ET.Element) -> list[list[str]]:
    """Return the words of a table's cells, the head first."""
    return [[words(cell) for cell in row if cell.tag in {"td", "th"}]
            for row in table.iter("tr")]  # fmt: skip


def headings(page: Page) -> list[str]:
    """Return the headings in the report."""
    return [words(e) for e in with_class(page.body, "rubric")]


# Several specs


def test_several_specs_are_compared_first(page: Page, specs: list[dict[str, Any]]):
    (table,) = with_class(page.body, "techspec-table-portfolio")
    head, *compared = rows(table)
    assert head == [
        "Spec", "Status", "Score", "Errors", "Warnings", "Info", "Worst finding",
    ]  # fmt: skip
    assert len(compared) == len(specs) == 3
    for row, spec in zip(compared, specs, strict=True):
        failed = [f for f in spec["findings"] if f["state"] == "fail"]
        numbers = [
            str(sum(f["severity"] == severity for f in failed))
            for severity in ("error", "warning", "info")
        ]
        assert row[:2] == [spec["name"], spec["status"]]
        assert row[2] == f"{int(spec['score'])} %"
        assert row[3:6] == numbers
    # Of the worst finding the problem only: the advice is in the report of the spec.
    for row, code in ((compared[0], "TS302"), (compared[1], "TS101")):
        worst = next(
            f
            for s in specs
            for f in s["findings"]
            if f["code"] == code and f["problem"] in row[6]
        )
        assert row[6].startswith(f"{code} · ")
        assert row[6].endswith(worst["problem"])
    body = words(page.body)
    assert "2 of 3 specs have findings that must be fixed." in body
    assert body.index("Worst finding") < body.index("Payments is approved")


def test_the_comparison_leads_to_specs_rules_and_items(page: Page):
    (table,) = with_class(page.body, "techspec-table-portfolio")
    links = dict(page.links(table))
    assert links["Payments"] == "payments/index.html#spec-payments"
    assert links["TS302"] == page_of("TS302")
    assert links["stack Python"] == "payments/index.html#stack-python"


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_the_comparison_stands_in_other_builders(shop: Project, builder: str):
    build = shop.build(builder)
    name = "report.txt" if builder == "text" else "shop.tex"
    # LaTeX is told where it may break a word.
    text = " ".join(re.sub(r"\\penalty\d+\{\}|\|", "", build.read(name)).split())
    assert "2 of 3 specs have findings that must be fixed." in text
    for said in ("Worst finding", "Errors", "stack Python"):
        assert said in text
    assert "<svg" not in text
    assert "half" not in text


def test_one_spec_is_not_compared(tmp_path_factory: pytest.TempPathFactory):
    made = Project(tmp_path_factory.mktemp("one") / "shop", dict(CONF))
    report = FILES["report.md"].replace(":spec: all", ":spec: Stock")
    made.write({**FILES, "report.md": report})
    page = Page(made.build("html").html("report"))
    assert not with_class(page.body, "techspec-table-portfolio")
    assert "Stock is a draft: 4 findings must be fixed." in words(page.body)
    assert "Payments" not in words(page.body)


# One spec


def test_the_matrix_counts_every_state(page: Page, specs: list[dict[str, Any]]):
    tables = with_class(page.body, "techspec-table-report")
    assert len(tables) == len(specs)
    for table, spec in zip(tables, specs, strict=True):
        head, *by_section, total = rows(table)
        assert head == [
            "Section", "Checks", "Passed", "Failed", "Waived", "Not applicable",
            "Not checked", "Score",
        ]  # fmt: skip
        numbers = [[int(cell) for cell in row[2:7]] for row in by_section]
        counted = [spec["counts"].get(section.key, {}) for section in SECTIONS]
        assert numbers == [
            [counts[state] for state in STATES] for counts in counted
            if any(counts.values())
        ]  # fmt: skip
        assert [int(cell) for cell in total[2:7]] == [
            sum(column) for column in zip(*numbers, strict=True)
        ]
        assert total[-1] == f"{int(spec['score'])} %"
        assert all(sum(row) for row in numbers)


def test_what_is_excluded_is_listed_apart_with_its_reason(
    page: Page, specs: list[dict[str, Any]]
):
    text = words(page.body)
    start = text.index("Excluded from the score")
    excluded = text[start : text.index("Search is a draft")]
    first = next(spec for spec in specs if spec["name"] == "Payments")
    listed = [f for f in first["findings"] if f["state"] != "fail"]
    assert {"TS301", "TS101", "TS104", "TS402"} <= {f["code"] for f in listed}
    for finding in listed:
        head, _, rest = excluded.partition(finding["problem"])
        assert f"{finding['state']} {finding['code']} " in head
        assert f"Reason: {finding['reason']}" in rest
    before = text[:start]
    assert "the vendor names no version" not in before
    assert "There is nothing to type" not in before


def test_a_fix_of_many_lines_stands_once(page: Page, specs: list[dict[str, Any]]):
    shown = Counter(words(e) for e in with_class(page.body, "techspec-fix"))
    failed = [f for s in specs for f in s["findings"] if f["state"] == "fail"]
    inserted = [f["fix"] for f in failed if f["fix"] and f["fix"]["type"] == "insert"]
    # Search has such a fix among those to fix first, and the finding in its section.
    assert shown == Counter(" ".join(fix["snippet"].split()) for fix in inserted)
    assert shown["```{techspec:not-applicable} api Why it does not apply. ```"] == 1


def test_a_fix_of_one_line_is_in_its_finding(page: Page):
    items = [
        words(item)
        for findings in with_class(page.body, "techspec-findings")
        for item in findings
    ]
    without_version = [
        item for item in items if "TS301" in item and "payments/" in item
    ]
    # In a bullet the version stands behind the name.
    fixed = [item for item in without_version if re.search("; write \\w+ … \\(", item)]
    assert len(fixed) == 2


def test_every_finding_names_its_place_and_leads_to_its_rule(page: Page):
    lists = with_class(page.body, "techspec-findings")
    items = [item for made in lists for item in made if item.tag == "li"]
    assert len(items) > 60
    for item in items:
        line = next(iter(item))
        code = re.search(r"TS\d{3}", words(line))
        assert code is not None
        assert (code[0], page_of(code[0])) in page.links(line)
        assert re.search(r"\([\w/-]+\.(md|rst):\d+\)$", words(line)), words(line)


def test_the_sections_stand_in_the_order_of_the_template(page: Page):
    found = headings(page)
    assert found[:6] == [
        "Payments", "Fix first", "Section by section", "Header",
        "Technology Stack", "Architecture",
    ]  # fmt: skip
    assert found.count("Excluded from the score") == 2


# The bars


def parts(counts: Counts, most: int) -> list[tuple[str, float]]:
    """Return the parts of a bar and how wide each is."""
    svg = ET.fromstring(bar("API", counts, most))  # noqa: S314 - made here
    found: list[tuple[str, float]] = []
    for element in svg:
        name = element.get("class", "").removeprefix("techspec-bar-")
        if element.tag == "rect":
            found.append((name, float(element.get("width", ""))))
        elif element.tag == "path":
            found.append((name, float(element.get("d", "").partition("h")[2])))
    return found


def test_a_bar_is_as_long_as_there_are_checks():
    assert parts(Counts(passed=50, failed=50), 200) == [("failed", 30), ("passed", 30)]
    assert parts(Counts(passed=200), 200) == [("passed", 120)]
    assert bar("API", Counts(), 200) == ""
    assert bar("API", Counts(passed=1), 0) == ""


def test_one_failure_among_a_thousand_is_seen():
    found = dict(parts(Counts(passed=1000, failed=1, waived=1), 1002))
    assert found["failed"] == found["aside"] == 6
    assert sum(found.values()) <= 120


def test_a_bar_has_a_name_and_says_its_counts(page: Page):
    svg = bar("<API> & more", Counts(passed=7, failed=2, waived=1), 10)
    assert "<title>&lt;API&gt; &amp; more</title>" in svg
    assert "<desc>2 of 9 checks failed, 1 excluded</desc>" in svg
    shown = [e for e in page.body.iter("svg") if e.get("role") == "img"]
    assert len(shown) > 20
    for element in shown:
        assert [child.tag for child in element][:2] == ["title", "desc"]


def test_no_part_of_a_bar_depends_on_colour_alone():
    svg = ET.fromstring(bar("API", Counts(5, 5, 5), 15))  # noqa: S314 - made here
    shapes = {
        (e.tag, e.get("height"), e.get("stroke-dasharray"))
        for e in svg
        if "class" in e.attrib
    }
    assert len(shapes) == 3
