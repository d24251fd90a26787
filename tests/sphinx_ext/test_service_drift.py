"""Versions of services, languages and tools against the files that have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conftest import Build, Project
from languages import Language

MakeProject = Callable[..., Project]

PLACES = {
    ("Python", 1): (".python-version", "{}\n"),
    ("Python", 2): ("Dockerfile", "FROM python:{}-slim\n"),
    ("Python", 3): (
        ".github/workflows/ci.yml",
        "jobs:\n  x:\n    steps:\n    - uses: actions/setup-python@v5\n"
        "      with:\n        python-version: '{}'\n",
    ),
    ("PostgreSQL", 1): (".tool-versions", "postgres {}\n"),
    ("PostgreSQL", 2): ("compose.yml", "services:\n  db:\n    image: postgres:{}\n"),
    ("PostgreSQL", 3): (
        ".gitlab-ci.yml", "test:\n  services:\n    - name: postgres:{}-alpine\n"
    ),
}  # fmt: skip
"""A file of each rank."""

CLAIMS = {
    "16.4": ("16.4", "agrees"),
    "16.4.0": ("16.4", "not checked"),
    "16": ("16.4", "agrees"),
    "16+": ("17.2", "agrees"),
    "17": ("16.4", "differs"),
    "16.5": ("16.4", "differs"),
    ">=17": ("16", "differs"),
    "16.4.1": ("16", "not checked"),
}
"""The version in the spec, that in the repository, and the verdict."""


def spec(language: Language, *rows: tuple[str, str], root: str = "") -> str:
    header: dict[str, str] = {
        "status": "implemented",
        "version": "1.0",
        "updated": "2031-01-31",
    }
    if root:
        header["root"] = root
    table = language.table(["Name", "Version"], list(rows))
    return language.document(
        language.directive("techspec:spec", "Shop", header, "A shop for kites."),
        language.directive("techspec:stack", body=table),
        language.directive("techspec:report"),
        title="Shop",
    )


def repository(made: Project, **files: str) -> Project:
    (made.folder / ".git").mkdir(exist_ok=True)
    for name, text in files.items():
        path = made.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return made


def verdicts(build: Build) -> dict[str, str]:
    """Return the verdict of each item; those that agree are not listed in findings."""
    found: dict[str, str] = {}
    for entry in build.findings:
        if entry["code"] == "TS403":
            failed = entry["state"] == "fail"
            found[str(entry["item"])] = "differs" if failed else "not checked"
    return found


def claims(build: Build) -> dict[str, Any]:
    return build.json["specs"][0]["claims"]


@pytest.mark.parametrize(("name", "rank"), PLACES)
def test_a_claim_is_held_against_a_file_of_each_rank(
    project: MakeProject, language: Language, name: str, rank: int
):
    path, text = PLACES[name, rank]
    for claim, (actual, verdict) in CLAIMS.items():
        made = project({"index": spec(language, (name, claim))}, language=language)
        build = repository(made, **{path: text.format(actual)}).build("techspec")
        expected = verdict
        if rank == 3 and verdict == "differs":
            # CI contradicts nothing alone.
            expected = "not checked"
        assert verdicts(build).get(name, "agrees") == expected, (claim, actual)
        assert claims(build)["checked"] == int(expected != "not checked")


@pytest.mark.parametrize("name", ["Python", "PostgreSQL"])
def test_the_best_rank_decides(project: MakeProject, language: Language, name: str):
    versions = {1: "17.1", 2: "16.2", 3: "15.3"}
    for best in versions:
        files = {
            PLACES[name, rank][0]: PLACES[name, rank][1].format(version)
            for rank, version in versions.items()
            if rank >= best
        }
        made = project({"index": spec(language, (name, "17.1"))}, language=language)
        found = verdicts(repository(made, **files).build("techspec"))
        expected = {1: "agrees", 2: "differs", 3: "not checked"}[best]
        assert found.get(name, "agrees") == expected


def test_several_versions_of_one_rank_are_not_checked(
    project: MakeProject, language: Language
):
    made = project({"index": spec(language, ("Python", "3.11"))}, language=language)
    files = {
        "api/Dockerfile": "FROM python:3.11\n",
        "web/Dockerfile": "FROM python:3.12\n",
    }
    build = repository(made, **files).build("techspec")
    assert verdicts(build) == {"Python": "not checked"}
    rooted = spec(language, ("Python", "3.11"), root="web")
    made = project({"index": rooted}, language=language)
    assert verdicts(repository(made, **files).build("techspec")) == {
        "Python": "differs"
    }


@pytest.mark.parametrize("versions", ["3.12 3.11", "3.11 3.12"])
def test_any_version_of_a_tool_may_be_meant(
    project: MakeProject, language: Language, versions: str
):
    made = project({"index": spec(language, ("Python", "3.11"))}, language=language)
    build = repository(made, **{".tool-versions": f"python {versions}\n"}).build(
        "techspec"
    )
    assert verdicts(build) == {}
    assert claims(build)["checked"] == 1


def test_the_client_of_a_service_says_nothing(project: MakeProject, language: Language):
    made = project({"index": spec(language, ("Redis", "7.2"))}, language=language)
    files = {
        "requirements.txt": "redis==5.0.8\n",
        "compose.yaml": "services:\n  cache:\n    image: redis:7.2-alpine\n",
    }
    build = repository(made, **files).build("techspec")
    assert verdicts(build) == {}
    assert claims(build)["checked"] == 1


def test_a_finding_has_both_places_and_what_to_write(
    project: MakeProject, language: Language
):
    made = project({"index": spec(language, ("PostgreSQL", "15.3"))}, language=language)
    compose = "services:\n  db:\n    image: ${DB:-postgis/postgis:16-3.4}\n"
    build = repository(made, **{"docker-compose.yml": compose}).build("techspec")
    [found] = [f for f in build.findings if f["code"] == "TS403"]
    assert found["line"] == made.line("15.3", "index")
    assert found["related"] == [
        {"file": "../docker-compose.yml", "line": 3, "text": "PostgreSQL 16"}
    ]
    assert found["fix"]["new"] == "16"
    assert "docker-compose.yml:3" in found["message"]


def test_a_damaged_file_is_one_warning_at_its_line(
    project: MakeProject, language: Language
):
    made = project({"index": spec(language, ("Redis", "7.2"))}, language=language)
    build = repository(made, **{"compose.yml": "services:\n  a: {\n"}).build("techspec")
    [failed] = [
        f for f in build.findings if f["code"] == "TS403" and f["state"] == "fail"
    ]
    assert (failed["subject"], failed["file"]) == ("compose.yml", "../compose.yml")
    assert failed["line"] > 1
    assert claims(build)["checked"] == 0


def test_an_edit_of_an_image_is_seen_by_the_next_build(
    project: MakeProject, language: Language
):
    made = project({"index": spec(language, ("Redis", "7.2"))}, language=language)
    compose = "services:\n  cache:\n    image: redis:{}\n"
    repository(made, **{"compose.yml": compose.format("7.2")})
    assert verdicts(made.build("techspec")) == {}
    repository(made, **{"compose.yml": compose.format("8.0")})
    assert verdicts(made.build("techspec")) == {"Redis": "differs"}
    (made.folder / "compose.yml").unlink()
    assert claims(made.build("techspec"))["checked"] == 0


RANGE = {"pyproject.toml": '[project]\nname = "x"\nrequires-python = ">=3.12"\n'}


@pytest.mark.parametrize(
    ("claim", "files", "expected"),
    [
        ("3.12+", {}, "agrees"),
        ("3.11+", {}, "differs"),
        ("3.11.9", {}, "differs"),
        ("3.12.4", {}, "not checked"),
        ("3.12.4", {".python-version": "3.12.4\n"}, "agrees"),
        ("3.11+", {".python-version": "3.12.4\n"}, "differs"),
        ("3.12+", {"Dockerfile": "FROM python:3.13\n"}, "agrees"),
    ],
)
def test_a_lowest_version_is_held_against_the_declared_range(
    project: MakeProject,
    language: Language,
    claim: str,
    files: dict[str, str],
    expected: str,
):
    made = project({"index": spec(language, ("Python", claim))}, language=language)
    build = repository(made, **RANGE, **files).build("techspec")
    assert verdicts(build).get("Python", "agrees") == expected
    fixes = [f.get("fix") for f in build.findings if f["code"] == "TS403"]
    if expected == "differs":
        # A range is no version to write.
        new = {"3.11+": "3.12+"}.get(claim)
        assert [fix["new"] if fix else None for fix in fixes] == [new]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [("1.23.4", "not checked"), ("1.21", "agrees"), ("1.20", "differs")],
)
def test_a_version_differs_only_if_no_image_has_it(
    project: MakeProject, language: Language, claim: str, expected: str
):
    made = project({"index": spec(language, ("Go", claim))}, language=language)
    files = {
        "go.mod": "module example.org/x\n\ngo 1.21\n",
        "Dockerfile": "FROM golang:1.23.4\n",
    }
    build = repository(made, **files).build("techspec")
    assert verdicts(build).get("Go", "agrees") == expected


def test_a_damaged_file_with_libraries_and_a_language_is_reported_once(
    project: MakeProject, language: Language
):
    rows = (("Go", "1.22"), ("chi", "5.1.0"))
    made = project({"index": spec(language, *rows)}, language=language)
    conflict = "<<<<<<< HEAD\nmodule example.org/x\n\ngo 1.22\n"
    build = repository(made, **{"go.mod": conflict}).build("techspec")
    failed = [
        f for f in build.findings if f["code"] == "TS403" and f["state"] == "fail"
    ]
    assert [(f["subject"], f["line"]) for f in failed] == [("go.mod", 1)]


def test_a_library_needs_no_file_with_services(
    project: MakeProject, language: Language
):
    made = project({"index": spec(language, ("FastAPI", "1.0"))}, language=language)
    files = {"requirements.txt": "fastapi==1.0\n", "compose.yml": "services: {\n"}
    build = repository(made, **files).build("techspec")
    assert verdicts(build) == {}
    assert claims(build)["checked"] == 1
