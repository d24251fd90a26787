"""Versions of a spec against the lock files of the repository around it."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import Build, Project
from languages import Language
from sphinxcontrib_techspec import cli
from sphinxcontrib_techspec.exchange.read import read_report
from sphinxcontrib_techspec.exchange.schema import json_schema
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain

MakeProject = Callable[..., Project]

STACK = [
    ("Framework", "FastAPI", "0.110.0"),
    ("Models", "pydantic", "2.14"),
    ("Cache", "Redis", "7.2"),
    ("Tests", "Vitest", "3.0.0"),
]

LOCK = """\
version = 1

[[package]]
name = "fastapi"
version = "{fastapi}"
source = {{ registry = "https://example.org/simple" }}

[[package]]
name = "pydantic"
version = "2.14.3"
source = {{ registry = "https://example.org/simple" }}

[[package]]
name = "shop"
source = {{ virtual = "." }}
dependencies = [
    {{ name = "fastapi" }},
    {{ name = "pydantic" }},
]
"""


def lock(fastapi: str = "0.115.14") -> str:
    """Return a lock file with a release of FastAPI and one of pydantic."""
    return LOCK.format(fastapi=fastapi)


def document(language: Language, status: str = "implemented") -> str:
    """Return a spec with four technologies, and its report."""
    header = {"status": status, "version": "1.0", "updated": "2026-01-31"}
    return language.document(
        language.directive(
            "techspec:spec", "Shop", header, "A shop for kites. It sells them by post."
        ),
        language.directive(
            "techspec:stack",
            body=language.table(["Role", "Name", "Version"], STACK),
        ),
        language.directive("techspec:report"),
        title="Shop",
    )


@pytest.fixture
def shop(project: MakeProject, language: Language) -> Project:
    """Return a project in a repository with a lock file."""
    made = project({"index": document(language)}, language=language)
    (made.folder / ".git").mkdir()
    (made.folder / "uv.lock").write_text(lock(), "utf-8")
    return made


def drift(build: Build) -> list[dict[str, Any]]:
    return [found for found in build.findings if found["code"] == "TS403"]


def test_claim_reality_and_both_locations_are_reported(shop: Project):
    build = shop.build("techspec")
    [found] = [f for f in drift(build) if f["state"] == "fail"]
    assert (found["item"], found["subject"]) == ("FastAPI", "version")
    assert found["severity"] == "warning"
    assert found["line"] == shop.line("0.110.0", "index")
    assert found["related"] == [
        {"file": "../uv.lock", "line": 5, "text": "fastapi 0.115.14"}
    ]
    assert found["fix"]["new"] == "0.115.14"
    for part in ("0.110.0", "uv.lock:5", "0.115.14"):
        assert part in found["message"]
    [warning] = [line for line in build.own_warnings if "TS403" in line]
    assert "index" in warning
    assert "uv.lock:5" in warning
    jsonschema.validate(build.json, json_schema())
    [read] = read_report(build.read("techspec.json")).specs
    assert read.claims.to_data() == build.json["specs"][0]["claims"]
    related = [f.related for f in read.findings if f.related]
    assert [(p.file, p.line) for [p] in related] == [("../uv.lock", 5)]


def test_each_claim_is_counted_and_each_unchecked_one_has_a_reason(shop: Project):
    build = shop.build("techspec")
    claims = build.json["specs"][0]["claims"]
    assert claims["checked"] == 2
    assert sorted(claims["not_checked"].values()) == [1, 1]
    unchecked = {f["item"]: f["reason"] for f in drift(build)
                 if f["state"] == "not checked"}  # fmt: skip
    assert set(unchecked) == {"Redis", "Vitest"}
    assert set(unchecked.values()) == set(claims["not_checked"])


def test_without_a_lock_file_the_claims_are_counted_and_not_reported(shop: Project):
    (shop.folder / "uv.lock").unlink()
    build = shop.build("techspec")
    assert drift(build) == []
    claims = build.json["specs"][0]["claims"]
    assert claims["checked"] == 0
    assert sum(claims["not_checked"].values()) == len(STACK)


def test_without_a_repository_no_claim_is_counted(shop: Project):
    (shop.folder / ".git").rmdir()
    build = shop.build("techspec")
    assert drift(build) == []
    assert "claims" not in build.json["specs"][0]


def test_a_source_distribution_has_a_project_file_instead(shop: Project):
    (shop.folder / ".git").rmdir()
    (shop.folder / "pyproject.toml").write_text("[project]\n", "utf-8")
    assert len([f for f in drift(shop.build("techspec")) if f["state"] == "fail"]) == 1


def test_the_search_can_be_switched_off(project: MakeProject, language: Language):
    made = project(
        {"index": document(language)}, language=language, techspec_sources_auto=False
    )
    (made.folder / ".git").mkdir()
    (made.folder / "uv.lock").write_text(lock(), "utf-8")
    build = made.build("techspec")
    assert drift(build) == []
    assert "claims" not in build.json["specs"][0]


@pytest.mark.parametrize("has_root", [True, False])
def test_a_named_file_is_compared_wherever_it_is(
    project: MakeProject, language: Language, *, has_root: bool
):
    made = project(
        {"index": document(language)},
        language=language,
        techspec_sources={"api": "../../services/uv.lock"},
    )
    if has_root:
        (made.folder / ".git").mkdir()
    other = made.folder.parent / "services"
    other.mkdir()
    (other / "uv.lock").write_text(lock(), "utf-8")
    build = made.build("techspec")
    [found] = [f for f in drift(build) if f["state"] == "fail"]
    assert found["related"] == [
        {"file": "../../services/uv.lock", "line": 5, "text": "fastapi 0.115.14"}
    ]
    assert str(made.folder.parent) not in build.read("techspec.json")


@pytest.mark.parametrize("status", ["draft", "approved"])
def test_the_drift_of_what_is_planned_is_information(
    project: MakeProject, language: Language, status: str
):
    made = project({"index": document(language, status)}, language=language)
    (made.folder / ".git").mkdir()
    (made.folder / "uv.lock").write_text(lock(), "utf-8")
    build = made.build("techspec")
    [found] = [f for f in drift(build) if f["state"] == "fail"]
    assert found["severity"] == "info"
    assert not [line for line in build.own_warnings if "TS403" in line]


def test_sarif_has_the_place_in_the_lock_file(
    shop: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(shop.folder)
    assert cli.main(["check", "docs", "--format", "sarif"]) == cli.FINDINGS
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    [found] = [result for result in results if result["ruleId"] == "TS403"]
    [place] = found["relatedLocations"]
    physical = place["physicalLocation"]
    uri = physical["artifactLocation"]["uri"]
    assert (shop.folder / uri).resolve() == shop.folder / "uv.lock"
    assert physical["region"] == {"startLine": 5}
    assert place["message"]["text"] == "fastapi 0.115.14"


def test_a_damaged_file_is_one_warning_at_its_line(shop: Project):
    text = lock().replace('version = "2.14.3"', "version = [")
    (shop.folder / "uv.lock").write_text(text, "utf-8")
    build = shop.build("techspec")
    [found] = [f for f in drift(build) if f["state"] == "fail"]
    assert (found["file"], found["subject"]) == ("../uv.lock", "uv.lock")
    assert found["line"] == 10
    [warning] = [line for line in build.own_warnings if "TS403" in line]
    assert "uv.lock:10" in warning


@pytest.mark.parametrize("kind", ["pipe", "large", "empty", "binary"])
def test_a_hostile_file_is_one_warning(shop: Project, kind: str):
    path = shop.folder / "uv.lock"
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "large":
        with path.open("wb") as file:
            file.truncate(2**27)
    else:
        path.write_bytes(b"" if kind == "empty" else bytes(range(256)))
    # A pipe is no file, and is not found.
    found = [f for f in drift(shop.build("techspec")) if f["state"] == "fail"]
    assert len(found) == (0 if kind == "pipe" else 1)


def _write(name: str, text: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    return edit


def _remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink(missing_ok=True)


def _nothing(_folder: Path) -> None:
    """Change nothing."""


EDITS: list[Callable[[Path], None]] = [
    _nothing,
    _write("uv.lock", lock("0.110.0")),
    _write("uv.lock", lock("0.116.0")),
    _write("uv.lock", "version = ["),
    _remove("uv.lock"),
    _write("requirements.txt", "fastapi==0.110.0\nredis==5.0.0\n"),
    _remove("requirements.txt"),
    _write("web/yarn.lock", '# yarn lockfile v1\n\nvitest@^2:\n  version "2.1.8"\n'),
    _write("web/package.json", '{"devDependencies": {"vitest": "^2"}}'),
    _write("web/package.json", '{"devDependencies": {"jest": "^2"}}'),
    _remove("web/yarn.lock"),
    _write(".gitignore", "requirements.txt\nweb\n"),
    _remove(".gitignore"),
    _write("docs/requirements.txt", "fastapi==0.1\n"),
]


@pytest.mark.parametrize(
    ("builder", "parallel"),
    [
        ("techspec", 1),
        pytest.param("html", 1, marks=pytest.mark.slow),
        pytest.param("html", 2, marks=pytest.mark.slow),
    ],
)
def test_a_build_after_an_edit_of_a_lock_file_equals_a_clean_one(
    shop: Project, builder: str, parallel: int
):
    edits = [*EDITS, *random.Random(403).choices(EDITS, k=6)]
    for edit in edits:
        edit(shop.folder)
        build = shop.build(builder, parallel=parallel)
        clean = shop.build(builder, fresh=True)
        assert build.own_warnings == clean.own_warnings
        assert build.written() == clean.written()


def parsed(build: Build) -> int:
    return get_domain(build.app.env).settings.cache.parsed


def test_nothing_is_parsed_again_if_nothing_changed(shop: Project):
    _write("requirements.txt", "fastapi==0.115.14\n")(shop.folder)
    assert parsed(shop.build()) == 2
    assert parsed(shop.build()) == 0
    shop.edit("index", "0.110.0", "0.111.0")
    assert parsed(shop.build()) == 0
    _write("requirements.txt", "fastapi==0.115.13\n")(shop.folder)
    assert parsed(shop.build()) == 1
    (shop.folder / "uv.lock").touch()
    assert parsed(shop.build()) == 0


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"version": 2, "files": {"a": [[1]]}}']
)
def test_a_damaged_cache_is_made_again(shop: Project, text: str):
    first = shop.build("techspec")
    [path] = (shop.folder / "build").rglob("techspec-sources.json")
    path.write_text(text, "utf-8")
    again = shop.build("techspec")
    assert parsed(again) == 1
    assert again.findings == first.findings


def test_nothing_is_read_for_a_spec_without_versions(
    project: MakeProject, language: Language, monkeypatch: pytest.MonkeyPatch
):
    made = project({"index": language.document(title="Shop")}, language=language)
    (made.folder / ".git").mkdir()
    (made.folder / "uv.lock").write_text("version = [", "utf-8")

    def fail(*_: object) -> None:
        raise AssertionError("the repository is searched")

    monkeypatch.setattr("sphinxcontrib_techspec.repository.find_files", fail)
    assert drift(made.build("techspec")) == []
