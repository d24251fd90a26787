"""The gallery shows all there is, and warns only where it means to."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rendered import GALLERY

from conftest import FAST, Build, run_sphinx
from sphinxcontrib_techspec.kinds import KINDS
from sphinxcontrib_techspec.sphinx_ext.render import graphviz

TOLD = {
    "TS001": 2, "TS002": 1, "TS003": 1, "TS004": 2, "TS007": 1, "TS008": 2, "TS202": 1,
    "TS204": 1, "TS205": 4, "TS302": 1, "TS303": 1,
}  # fmt: skip
"""How many findings the page with deliberate mistakes has, by rule."""

CLASSES = {
    *(f"method-{name}" for name in "get head post put patch delete options trace query".split()),
    *(f"status-{name}" for name in "planned implemented deprecated".split()),
    *(f"layer-{name}" for name in "core quality data infrastructure".split()),
    *(f"adr-status-{name}" for name in
      "accepted proposed superseded deprecated rejected unknown".split()),
    *(f"spec-status-{name}" for name in
      "draft approved implemented deprecated superseded".split()),
    *(f"severity-{name}" for name in
      "error warning info waived not-applicable not-checked".split()),
    *(f"evidence-{name}" for name in "met missed not-yet-met not-checked".split()),
    *(f"verdict-{name}" for name in "fail info pass".split()),
    "invalid", "why", "struck", "tall", "declaration", "report", "table-portfolio",
    "table-adrs", "used-by",
}  # fmt: skip


@pytest.fixture(scope="module")
def built(example: Callable[[str, str], Build]) -> Build:
    return example("gallery", "html")


def test_only_the_page_that_is_wrong_warns(built: Build):
    codes: dict[str, int] = {}
    for line in built.warnings:
        assert line.startswith("wrong.md:"), line
        code = re.findall(r"\[techspec\.(TS\d+)\]$", line)
        assert code, line
        codes[code[0]] = codes.get(code[0], 0) + 1
    assert codes == TOLD


def test_every_kind_is_there_in_both_ways():
    pages = (GALLERY / "service").iterdir()
    text = "\n".join(path.read_text("utf-8") for path in pages)
    for kind in KINDS:
        one = rf"(?:\{{techspec:{kind.kind}\}} |techspec:{kind.kind}:: )\S"
        many = rf"(?:\{{techspec:{kind.kind}\}}|techspec:{kind.kind}::)\n"
        assert re.search(one, text), kind.kind
        assert re.search(many, text), kind.kind


def test_every_badge_and_mark_is_shown(built: Build):
    html = "\n".join(path.read_text("utf-8") for path in built.out.rglob("*.html"))
    shown = set(re.findall(r"\btechspec-([\w-]+)", html))
    assert shown >= CLASSES, CLASSES - shown


def test_a_spec_without_a_fault_has_no_finding(example: Callable[[str, str], Build]):
    specs = {
        spec["name"]: spec for spec in example("gallery", "techspec").json["specs"]
    }
    found = [f for f in specs["Berths"]["findings"] if f["state"] == "fail"]
    assert found == []


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_a_diagram_has_its_caption(example: Callable[[str, str], Build], builder: str):
    build = example("gallery", builder)
    files = [
        path
        for path in build.out.rglob("*.*")
        if path.suffix in {".html", ".tex", ".txt"}
    ]
    text = "\n".join(path.read_text("utf-8") for path in files)
    for caption in (
        "Who calls whom",
        "As somebody drew it",
        "What took the place of what",
    ):
        assert caption in text, caption


def test_without_graphviz_a_table_stands_in_place_of_a_diagram(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    output = io.StringIO()
    handler = logging.StreamHandler(output)
    logger = logging.getLogger(f"sphinx.{graphviz.__name__}")
    logger.addHandler(handler)
    graphviz.dot_program.cache_clear()
    try:
        build = run_sphinx(
            GALLERY, tmp_path / "out", tmp_path / "trees", "html", conf=FAST
        )
    finally:
        logger.removeHandler(handler)
        graphviz.dot_program.cache_clear()
    assert output.getvalue().count("diagrams are shown as tables") == 1
    assert all(line.startswith("wrong.md:") for line in build.warnings)
    html = build.html("service/architecture")
    assert "<svg" not in html
    table = html.partition("techspec-table-components")[2].partition("</table>")[0]
    assert "Bank gateway" in table
    assert "techspec-table-decisions" in build.html("decisions/index")
