"""What stands in files beside the documents: measured values, and a baseline."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sphinx.errors import ConfigError

from conftest import Build, Project
from languages import Language
from sphinxcontrib_techspec import cli
from sphinxcontrib_techspec.exchange.schema import json_schema

FILES = {
    "index.md": """
        # Shop

        ```{techspec:spec} Shop
        :status: implemented
        :version: 1.0
        :updated: 2026-01-31

        FastAPI on PostgreSQL, in one monolith. Reads answer within 200 ms.
        ```

        ```{toctree}
        performance
        views
        plain
        ```
        """,
    "performance.md": """
        # Performance

        ```{techspec:perf} Response time
        :target: < 200 ms at p95
        :evidence: bench#/read/p95

        k6, 50 users.
        ```

        ```{techspec:perf}
        | Metric | Target  | Measurement | Evidence       |
        |--------|---------|-------------|----------------|
        | Start  | < 2 s   | hyperfine   | bench#/start   |
        | Search | < 10 ms | k6          | bench#/start   |
        | Import | < 1 min | stopwatch   | the build page |
        ```
        """,
    "views.md": """
        # Views

        ```{techspec:table} perf
        :columns: name, evidence
        ```

        ```{techspec:report}
        ```
        """,
    "plain.md": "# Plain\n\nNothing is measured here.\n",
}
BENCH = {"read": {"p95": "182 ms"}, "start": "1,250 ms", "other": 7}

MakeProject = Callable[..., Project]


def keep(site: Project, data: Any, name: str = "bench.json") -> None:
    (site.folder / name).write_text(json.dumps(data), "utf-8")


@pytest.fixture
def site(project: MakeProject) -> Project:
    """Return a project whose values are kept beside its documentation."""
    evidence = {"bench": "../bench.json"}
    only = {"TS1": "off", "TS307": "off"}
    made = project(FILES, techspec_sources=evidence, techspec_severity=only)
    keep(made, BENCH)
    return made


# What is shown


def test_a_page_shows_the_value_and_whether_it_meets_the_target(site: Project):
    text = site.text("performance")
    assert '182 ms (met) "bench#/read/p95"' in text
    assert "1,250 ms (met)" in " ".join(text.split())
    html = site.html("performance")
    assert (
        '182 ms <span class="techspec-badge techspec-evidence techspec-evidence-met">'
        "met</span>" in html
    )
    # One value meets one target and misses the next.
    assert "techspec-evidence-missed" in html
    assert "the build page" in html


def test_one_value_for_all_rows_is_compared_with_each_target(site: Project):
    text = """
        # Performance

        ```{techspec:perf}
        :evidence: bench#/start

        | Metric | Target  | Measurement |
        |--------|---------|-------------|
        | Start  | < 2 s   | hyperfine   |
        | Search | < 10 ms | k6          |
        ```
        """
    site.write({"performance": text})
    html = site.html("performance")
    assert html.count("techspec-evidence-met") == 1
    assert html.count("techspec-evidence-missed") == 1


def test_a_view_shows_it_too(site: Project):
    assert "182 ms (met)" in " ".join(site.text("views").split())


def test_a_value_that_is_not_there_is_marked(site: Project):
    keep(site, {})
    assert "bench#/read/p95 (no value)" in site.text("performance")


def test_what_is_planned_is_not_marked(site: Project):
    keep(site, {"start": "3 s"})
    site.edit("index", "implemented", "approved")
    text = " ".join(site.text("performance").split())
    assert "no value" not in text
    assert "3 s (not yet met)" in text
    build = site.build("techspec")
    assert build.own_warnings == []
    states = {f["code"]: f for f in build.findings if f["state"] == "not checked"}
    assert {*states} == {"TS401", "TS402"}
    for finding in states.values():
        assert finding["reason"].startswith("the item is planned")
        assert finding["item"]
        assert finding["line"]


def test_a_value_is_escaped(site: Project):
    keep(site, {"read": {"p95": "182 ms <script>alert()</script>"}, "start": 1})
    html = site.html("performance")
    assert "<script>alert" not in html
    assert "182 ms &lt;script&gt;" in html


def test_the_json_has_it(site: Project):
    build = site.build("techspec")
    jsonschema.Draft202012Validator(json_schema()).validate(build.json)
    measured = {item["name"]: item.get("measured") for item in build.items}
    assert measured["Response time"] == {
        "reference": "bench#/read/p95", "text": "182 ms", "number": 182, "unit": "ms",
        "statistic": "p95", "format": "JSON", "date": "", "verdict": "met",
    }  # fmt: skip
    assert (measured["Search"] or {}).get("verdict") == "missed"
    assert measured["Import"] is None


# What is built again


def pages(build: Build) -> dict[str, tuple[int, str]]:
    return {
        path.stem: (path.stat().st_mtime_ns, path.read_text("utf-8"))
        for path in build.out.glob("*.html")
        if path.stem in {"index", "performance", "views", "plain"}
    }


def written_after(site: Project, change: Callable[[], object]) -> set[str]:
    """Return the pages that a change has written again, like a clean build's.

    Sphinx writes ``index`` with any page that its toctree names.
    """
    before = pages(site.build())
    change()
    again = site.build()
    after = pages(again)
    clean = site.build(fresh=True)
    assert {n: text for n, (_, text) in after.items()} == {
        n: text for n, (_, text) in pages(clean).items()
    }
    assert again.own_warnings == clean.own_warnings
    assert site.build("techspec").read("techspec.json") == site.build(
        "techspec", fresh=True
    ).read("techspec.json")
    return {name for name in after if after[name] != before[name]}


def test_nothing_is_written_where_nothing_changed(site: Project):
    assert written_after(site, lambda: None) == set()


def test_what_shows_a_value_is_written_when_the_value_changes(site: Project):
    slow = {**BENCH, "read": {"p95": "240 ms"}}
    changed = written_after(site, lambda: keep(site, slow))
    assert changed == {"index", "performance", "views"}


def test_another_value_of_the_file_writes_nothing(site: Project):
    assert written_after(site, lambda: keep(site, {**BENCH, "other": 8})) == set()


SAMPLES = Path(__file__).parents[1] / "sources" / "files"

FORMATS = {
    "cobertura.xml": ("total.lines", 'lines-covered="6"', 'lines-covered="1"'),
    "lcov.info": ("total.lines", "LH:3", "LH:0"),
    "locust.csv": ("Aggregated.rate", ",33.3,", ",3.3,"),
    "pytest-benchmark.json": ("test_write.median", '"median": 0.95', '"median": 9.5'),
    "coverage.json": ("total.lines", '"covered_lines": 6', '"covered_lines": 1'),
}
"""For each format a value, and how it changes."""


@pytest.mark.parametrize("file", FORMATS)
def test_another_result_of_each_format_is_seen(
    project: MakeProject, language: Language, file: str
):
    place, before, after = FORMATS[file]
    text = (SAMPLES / file).read_text("utf-8")
    assert before in text
    target = {
        "Aggregated.rate": ("perf", "≥ 30 req/s"), "test_write.median": ("perf", "< 2 s"),
    }.get(place, ("coverage", "60 %"))  # fmt: skip
    options = {"status": "implemented", "target": target[1], "evidence": f"r#{place}"}
    say = language
    files = {
        "index": say.document(
            say.directive(f"techspec:{target[0]}", "Value", options, "k6."),
            say.directive("toctree", body="plain"),
            title="Shop",
        ),
        "plain": say.document("Nothing.", title="Plain"),
    }
    made = project(files, language=say, techspec_sources={"r": file})
    made.path(file).write_text(text, "utf-8")
    assert made.build("techspec").items[0]["measured"]["verdict"] == "met"
    change = partial(made.path(file).write_text, text.replace(before, after), "utf-8")
    assert written_after(made, change) == {"index"}
    assert made.build("techspec").items[0]["measured"]["verdict"] == "missed"


def test_the_age_of_a_result_is_beside_it(project: MakeProject, language: Language):
    header = {"status": "implemented", "version": "1.0", "updated": "2026-11-01"}
    options = {"target": "60 % of lines", "evidence": "r#total.lines"}
    files = {
        "index": language.document(
            language.directive("techspec:spec", "Shop", header, "One. Two."),
            language.directive("techspec:coverage", "minimum", options),
            language.directive("toctree", body="plain"),
            title="Shop",
        ),
        "plain": language.document("Nothing.", title="Plain"),
    }
    made = project(
        files,
        language=language,
        techspec_sources={"r": "coverage.json"},
        techspec_sources_max_age=90,
    )
    text = (SAMPLES / "coverage.json").read_text("utf-8")
    made.path("coverage.json").write_text(text, "utf-8")
    assert "measured on" not in made.text()
    old = text.replace("2026-10-30", "2024-10-30")
    write = partial(made.path("coverage.json").write_text, old, "utf-8")
    assert written_after(made, write) == {"index"}
    assert "(measured on 2024-10-30)" in made.text()
    # Neither the time of the file nor that of the build is a date.
    os.utime(made.path("coverage.json"), (0, 0))
    assert "(measured on 2024-10-30)" in made.text()


def test_a_file_that_disappears_is_missed(site: Project):
    gone = written_after(site, (site.folder / "bench.json").unlink)
    assert gone == {"index", "performance", "views"}
    assert "TS401" in str(site.own_warnings)
    back = written_after(site, lambda: keep(site, BENCH))
    assert back == {"index", "performance", "views"}
    assert "TS401" not in str(site.own_warnings)


def test_in_parallel_it_is_the_same(site: Project):
    many = site.build(parallel=2)
    one = site.build(fresh=True)
    assert {n: text for n, (_, text) in pages(many).items()} == {
        n: text for n, (_, text) in pages(one).items()
    }
    assert many.own_warnings == one.own_warnings


# The command line


def test_missing_evidence_has_an_exit_code_of_its_own(site: Project, capsys):
    assert cli.main(["check", str(site.source)]) == cli.FINDINGS
    keep(site, {"start": "3 s"})
    assert cli.main(["check", str(site.source)]) == cli.NO_EVIDENCE
    assert cli.main(["check", str(site.source), "--ignore", "TS4"]) == cli.CLEAN
    assert cli.main(["check", str(site.source), "--fail-on", "error"]) == cli.CLEAN
    made = site.build("techspec").out / "techspec.json"
    assert cli.main(["check", str(made)]) == cli.NO_EVIDENCE
    capsys.readouterr()


# The baseline


@pytest.fixture
def old(site: Project, capsys: pytest.CaptureFixture[str]) -> Project:
    """Return the project with a baseline of the one target that it misses."""
    path = site.source / "baseline.json"
    assert cli.main(["check", str(site.source), "--write-baseline", str(path)]) == 0
    site.configure(techspec_baseline="baseline.json")
    capsys.readouterr()
    return site


HIDDEN = "1 older finding is hidden by the baseline."


def test_a_baseline_hides_from_all_alike(
    old: Project, capsys: pytest.CaptureFixture[str]
):
    build = old.build("techspec")
    assert build.own_warnings == []
    assert [f for f in build.findings if f["state"] == "fail"] == []
    assert build.json["specs"][0]["hidden_by_baseline"] == 1
    assert "fixed_since_baseline" not in build.json
    jsonschema.Draft202012Validator(json_schema()).validate(build.json)
    assert HIDDEN in old.html("views")
    for path in (old.source, build.out / "techspec.json"):
        assert cli.main(["check", str(path)]) == cli.CLEAN
        assert HIDDEN in capsys.readouterr().out


def test_fixed_entries_are_reported(old: Project, capsys: pytest.CaptureFixture[str]):
    keep(old, {**BENCH, "start": "1 ms"})
    assert old.build("techspec").json["fixed_since_baseline"] == 1
    assert cli.main(["check", str(old.source)]) == cli.CLEAN
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("1 baseline entry ")
    assert "--write-baseline" in last


def test_the_option_comes_before_the_configuration(
    old: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    empty = tmp_path / "empty.json"
    empty.write_text(
        '{"format": "techspec-baseline", "version": 2, "findings": []}', "utf-8"
    )
    source = str(old.source)
    assert cli.main(["check", source, "--baseline", str(empty)]) == cli.FINDINGS
    # What is written again holds what the old one hides.
    again = tmp_path / "again.json"
    assert cli.main(["check", source, "--write-baseline", str(again)]) == cli.CLEAN
    assert again.read_text("utf-8") == old.path("baseline.json").read_text("utf-8")
    capsys.readouterr()


def test_a_file_with_hidden_findings_cannot_be_compared_again(
    old: Project, capsys: pytest.CaptureFixture[str]
):
    made = old.build("techspec").out / "techspec.json"
    path = str(old.path("baseline.json"))
    for option in ("--baseline", "--write-baseline"):
        assert cli.main(["check", str(made), option, path]) == cli.WRONG_USE
        error = capsys.readouterr().err
    assert "techspec_baseline" in error
    assert "(1)" in error


def test_a_change_of_the_baseline_is_seen(old: Project):
    path = old.path("baseline.json")
    text = path.read_text("utf-8")
    empty = json.dumps({**json.loads(text), "findings": []})
    seen = {"index", "views"}
    assert written_after(old, lambda: path.write_text(empty, "utf-8")) == seen
    assert "TS402" in str(old.own_warnings)
    assert written_after(old, lambda: path.write_text(text, "utf-8")) == seen


@pytest.mark.parametrize(
    ("text", "named"),
    [(None, "--write-baseline"), ("{}", "baseline: ")],
)
def test_a_baseline_that_cannot_be_read_is_one_message(
    old: Project, capsys: pytest.CaptureFixture[str], text: str | None, named: str
):
    if text is None:
        old.remove("baseline.json")
    else:
        old.path("baseline.json").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as got:
        old.build("techspec")
    assert str(got.value).startswith("techspec_baseline = 'baseline.json': ")
    assert named in str(got.value)
    assert cli.main(["check", str(old.source)]) == cli.WRONG_USE
    assert "baseline.json: " in capsys.readouterr().err
