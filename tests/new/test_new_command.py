"""`techspec new` begins a spec with what a repository says, and says nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinxcontrib_techspec.cli import CLEAN, WRONG_USE, main

Capture = pytest.CaptureFixture[str]

PYPROJECT = """\
[project]
name = "kite-shop"
version = "3.1"
description = "Sells kites by post"
requires-python = ">=3.11"
dependencies = ["fastapi", "sqlalchemy", "left-pad"]

[project.urls]
Source = "https://example.org/kite-shop"
Mail = "mailto:kites@example.org"

[dependency-groups]
dev = ["pytest", "ruff"]
"""

LOCK = """\
version = 1
requires-python = ">=3.11"

[[package]]
name = "kite-shop"
source = { virtual = "." }
dependencies = [{ name = "fastapi" }, { name = "sqlalchemy" }, { name = "left-pad" }]

[package.dev-dependencies]
dev = [{ name = "pytest" }, { name = "ruff" }]

[[package]]
name = "fastapi"
version = "0.115.14"

[[package]]
name = "starlette"
version = "0.46.2"

[[package]]
name = "sqlalchemy"
version = "2.0.41"

[[package]]
name = "left-pad"
version = "1.0"

[[package]]
name = "pytest"
version = "8.4.1"

[[package]]
name = "ruff"
version = "0.12.5"
"""

API = {
    "openapi": "3.1.0",
    "info": {"title": "Kites", "version": "1"},
    "servers": [{"url": "https://example.org/api"}],
    "paths": {
        "/kites": {
            "get": {"summary": "List the kites | all", "security": [], "responses": {}},
            "post": {"description": "Add a *kite*\nat once", "responses": {}},
            "delete": {"deprecated": True, "responses": {}},
        },
        "/kites/{id}": {"get": {"responses": {}}},
    },
    "security": [{"bearer": []}],
    "components": {"securitySchemes": {"bearer": {"type": "http"}}},
}

MODELS = """\
class Base(DeclarativeBase): ...


class Dated:
    made_at: Mapped[datetime] = mapped_column()


class Kite(Dated, Base):
    __tablename__ = "kites"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    parts: Mapped[list["Part"]] = relationship()


class KiteOut(BaseModel):
    id: int
"""

RECORD = "# 1. One database\n\n## Status\n\nAccepted\n\n## Decision\n\nPostgreSQL.\n"

FILES = {
    "pyproject.toml": PYPROJECT,
    "uv.lock": LOCK,
    "compose.yaml": "services:\n  db:\n    image: postgres:16.4-alpine\n",
    ".github/workflows/ci.yml": "on: push\n",
    "Dockerfile": "FROM python:3.12-slim\n",
    "openapi.json": json.dumps(API),
    "kites/models.py": MODELS,
    "db/0001_orders.sql": "create table orders (id uuid primary key, note text);",
    "docs/adr/0001-one-database.md": RECORD,
    ".env.example": "# Where the data is\nKITE_DB=x\n# KITE_PORT=8000  # default: 80\n",
    "docs/notes.md": "# Notes\n\n[broken](nothing.md)\n",
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository, which is the working directory."""
    folder = tmp_path / "kite-shop"
    write(folder, FILES)
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    return folder


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def new(*arguments: str) -> int:
    return main(["new", *arguments])


def items(data: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    [spec] = data["specs"]
    return {item["name"]: item for item in spec["items"] if item["kind"] == kind}


def read(folder: Path) -> dict[str, Any]:
    """Build the documents of a folder by the command line, and return the JSON."""
    out = folder.parent / "out"
    from sphinx.cmd.build import build_main  # noqa: PLC0415 - as a user runs it

    arguments = ["-q", "-W", "-b", "techspec", str(folder), str(out)]
    assert build_main(arguments) == 0
    return json.loads((out / "techspec.json").read_text("utf-8"))


def test_what_a_spec_begins_with(repository: Path, capsys: Capture):
    assert new() == CLEAN
    assert "docs/index.md" in capsys.readouterr().out
    data = read(repository / "docs")
    [spec] = data["specs"]
    head = spec["header"]["fields"]
    assert (spec["name"], head["status"], head["updated"], head["tldr"]) == (
        "kite-shop", "draft", "2030-03-17", "Sells kites by post.",
    )  # fmt: skip
    stack = {
        name: (item["fields"]["role"], item["fields"].get("version", {}))
        for name, item in items(data, "stack").items()
    }
    versions = {
        name: (version or {}).get("text", "") for name, (_, version) in stack.items()
    }
    assert versions == {
        "Python": "3.12",
        "uv": "",
        "FastAPI": "0.115.14",
        "Ruff": "0.12.5",
        "pytest": "8.4.1",
        "PostgreSQL": "16.4",
        "SQLAlchemy": "2.0.41",
        "GitHub Actions": "",
        "Docker": "",
    }
    assert stack["PostgreSQL"][0] == "Database"


def test_every_claim_of_a_new_spec_agrees_with_the_repository(
    repository: Path, capsys: Capture
):
    assert new() == CLEAN
    data = read(repository / "docs")
    [spec] = data["specs"]
    drift = {"TS403", "TS404", "TS405", "TS406", "TS409"}
    assert [f["message"] for f in spec["findings"] if f["code"] in drift] == []
    assert spec["claims"]["checked"] == 17
    assert main(["check", "docs", "--fail-on", "warning"]) == CLEAN
    assert capsys.readouterr().err == ""


def test_entities_and_endpoints(repository: Path):
    assert new() == CLEAN
    data = read(repository / "docs")
    entities = {
        name: [row["name"] for row in item["fields"]["fields"]]
        for name, item in items(data, "entity").items()
    }
    assert entities == {"Kite": ["id", "name", "made_at"], "orders": ["id", "note"]}
    endpoints = {
        name: (item["fields"].get("purpose", ""), item["fields"].get("auth", ""))
        for name, item in items(data, "endpoint").items()
    }
    assert endpoints == {
        "GET /api/kites": ("List the kites | all", "No"),
        "POST /api/kites": ("Add a *kite*", "Yes"),
        "GET /api/kites/{id}": ("", "Yes"),
    }


def test_settings(repository: Path):
    assert new() == CLEAN
    found = items(read(repository / "docs"), "setting")
    defaults = {name: item["fields"].get("default") for name, item in found.items()}
    assert defaults == {"KITE_DB": "", "KITE_PORT": "80"}


def test_decision_records_are_part_of_the_project(repository: Path):
    assert new() == CLEAN
    data = read(repository / "docs")
    assert [r["label"] for r in data["decision_records"]] == ["ADR-1"] or [
        r["title"] for r in data["decision_records"]
    ] == ["One database"]


def test_records_elsewhere_are_named(repository: Path, capsys: Capture):
    write(repository, {"decisions/0002-queue.md": RECORD})
    assert new() == CLEAN
    assert "decisions" in capsys.readouterr().out


def test_nothing_is_overwritten(repository: Path, capsys: Capture):
    mine = {"docs/index.md": "# Mine\n", "docs/conf.py": "extensions = []\n"}
    write(repository, mine)
    assert new() == CLEAN
    said = capsys.readouterr().out
    assert "docs/conf.py" in said
    assert "technical-spec" in said
    assert {n: (repository / n).read_text("utf-8") for n in mine} == mine
    before = (repository / "docs/technical-spec.md").read_bytes()
    assert new() == WRONG_USE
    assert (repository / "docs/technical-spec.md").read_bytes() == before


def test_the_same_repository_gives_the_same_spec(repository: Path):
    assert new("a") == CLEAN
    assert new("b") == CLEAN
    first, second = (repository / name / "index.md" for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()


def test_an_empty_folder_has_the_outline_of_a_spec(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "shop").mkdir()
    monkeypatch.chdir(tmp_path / "shop")
    assert new() == CLEAN
    data = read(tmp_path / "shop" / "docs")
    assert [spec["name"] for spec in data["specs"]] == ["shop"]


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_folder_that_is_none(repository: Path, kind: str):
    path = repository / "docs2"
    if kind == "file":
        path.write_text("x", "utf-8")
    else:
        path.symlink_to(repository / "pyproject.toml")
    assert new("docs2") == WRONG_USE


HOSTILE = "`x` {{y}} | <b>z</b> [a](b) *c* \\ $d$ {role}`e` ```f\n% g ~~~ # h"


def test_hostile_words_are_shown_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    paths = {
        f"/a{n}": {"get": {"summary": s}} for n, s in enumerate([HOSTILE, "#", "-"])
    }
    folder = tmp_path / "shop"
    write(
        folder,
        {
            "package.json": json.dumps({"name": HOSTILE, "description": HOSTILE}),
            "openapi.json": json.dumps({"openapi": "3.1.0", "paths": paths}),
            "m.py": "class A(Base):\n    __tablename__ = 'a'\n"
            "    x: Mapped[\"`|'\\\\n```\"]\n    y = Column(Enum('|', '```'))\n",
        },
    )
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    assert new() == CLEAN
    data = read(folder / "docs")
    [spec] = data["specs"]
    assert spec["name"] == "x {{y}} | b z /b a (b) c d {role} e f % g ~~~ # h"
    assert spec["header"]["fields"]["tldr"] == f"{' '.join(HOSTILE.split())}."
    purposes = [
        i["fields"].get("purpose", "") for i in items(data, "endpoint").values()
    ]
    assert purposes[0] == HOSTILE.split("\n", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("options", "files"),
    [
        (["--ci", "github"], [".github/workflows/spec.yml"]),
        (["--ci", "gitlab"], [".gitlab-ci.yml"]),
        (["--pre-commit"], [".pre-commit-config.yaml"]),
        (["--readthedocs"], [".readthedocs.yaml"]),
    ],
)
def test_recipes(repository: Path, options: list[str], files: list[str]):
    assert new(*options) == CLEAN
    for name in files:
        text = (repository / name).read_text("utf-8")
        assert yaml.safe_load(text)
        assert "docs" in text


def test_a_recipe_that_is_there_is_printed(repository: Path, capsys: Capture):
    write(repository, {".gitlab-ci.yml": "mine: {}\n"})
    assert new("--ci", "gitlab") == CLEAN
    assert "techspec check docs" in capsys.readouterr().out
    assert (repository / ".gitlab-ci.yml").read_text("utf-8") == "mine: {}\n"


BROKEN = {
    "pyproject.toml": "[project\n",
    "package.json": "[1,",
    "Cargo.toml": "\0",
    "go.mod": "module example.org/kites/v2\n",
    "uv.lock": "[[package]]\nname = 3\n",
    "openapi.yaml": "openapi: [",
    "m.py": "class (",
}


def test_damaged_files_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "shop"
    write(folder, BROKEN)
    monkeypatch.chdir(folder)
    assert new() == CLEAN
    text = (folder / "docs/index.md").read_text("utf-8")
    assert "techspec:spec} kites" in text
