"""Entities of a spec against the classes and tables of the repository around it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import Build, Project
from languages import Language
from sphinxcontrib_techspec.exchange.schema import json_schema
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain

MakeProject = Callable[..., Project]
Row = tuple[str, str, str]

RIGHT: list[Row] = [
    ("id", "int", "primary key"),
    ("name", "string", "nullable"),
    ("madeAt", "datetime", ""),
]
"""The name, the type and the constraints of fields that are in the class."""

CLASS = """\
from dataclasses import dataclass


@dataclass
class Kite:
    id: int
    name: str | None
    made_at: datetime
    span: float
    owner_id: UUID
    state: State
"""

TABLE = """\
CREATE TABLE kites (
  id integer PRIMARY KEY,
  name text,
  made_at timestamptz NOT NULL,
  span numeric(6, 2) NOT NULL,
  owner_id uuid NOT NULL,
  state kite_state
);
"""

MODEL = """\
model Kite {
  id       Int      @id
  name     String?
  made_at  DateTime
  span     Decimal
  owner_id String
  state    State
}
"""

SOURCES = {
    "class": {"shop/models.py": CLASS},
    "table": {"db/0001_kites.sql": TABLE},
    "model": {"prisma/schema.prisma": MODEL},
}


@pytest.fixture
def shop(project: MakeProject, language: Language) -> Callable[..., Project]:
    """Return a project in a repository with a class, a table or a model."""

    def make(
        *rows: Row,
        name: str = "Kite",
        status: str = "implemented",
        files: dict[str, str] | None = None,
    ) -> Project:
        header = {"status": status, "version": "1.0", "updated": "2031-01-31"}
        table = language.table(["Field", "Type", "Constraints"], [*RIGHT, *rows])
        source = language.document(
            language.directive("techspec:spec", "Shop", header, "A shop for kites."),
            language.directive("techspec:entity", name, body=table),
            language.directive("techspec:report"),
            title="Shop",
        )
        made = project({"index": source}, language=language)
        (made.folder / ".git").mkdir()
        for path, content in (SOURCES["class"] if files is None else files).items():
            _write(path, content)(made.folder)
        return made

    return make


Shop = Callable[..., Project]


def _write(name: str, content: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")

    return edit


def drift(build: Build) -> list[dict[str, Any]]:
    return [found for found in build.findings if found["code"] == "TS406"]


def verdicts(build: Build) -> dict[str, str]:
    """Return the verdict of each field that does not agree."""
    return {
        found["subject"]: "differs" if found["state"] == "fail" else "not checked"
        for found in drift(build)
    }


def claims(build: Build) -> dict[str, Any]:
    return build.json["specs"][0].get("claims", {"checked": 0})


CLAIMS: dict[Row, dict[str, str]] = {
    ("span", "number", ""): dict.fromkeys(SOURCES, "agrees"),
    ("Span", "", ""): dict.fromkeys(SOURCES, "agrees"),
    ("span", "UUID", ""): dict.fromkeys(SOURCES, "differs"),
    ("span", "int", ""): dict.fromkeys(SOURCES, "differs"),
    ("span", "Width", ""): dict.fromkeys(SOURCES, "agrees"),
    ("state", "'open' or 'shut'", ""): dict.fromkeys(SOURCES, "agrees"),
    ("owner", "UUID", ""): dict.fromkeys(SOURCES, "not checked"),
    ("ownerId", "UUID", "FK"): dict.fromkeys(SOURCES, "agrees"),
    ("colour", "string", ""): dict.fromkeys(SOURCES, "differs"),
    ("parent", "Kite", ""): dict.fromkeys(SOURCES, "not checked"),
    ("kites", "list[Kite]", ""): dict.fromkeys(SOURCES, "not checked"),
    ("span", "float", "nullable"): {
        "class": "agrees", "table": "differs", "model": "differs",
    },
    ("state", "", "not null"): {
        "class": "agrees", "table": "differs", "model": "agrees",
    },
}  # fmt: skip
"""A field beside those that are right, and what each source says of it.

Only what a database stores says whether a field may be null.
"""


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("row", CLAIMS, ids=str)
def test_verdicts(shop: Shop, row: Row, source: str):
    build = shop(row, files=SOURCES[source]).build("techspec")
    expected = CLAIMS[row][source]
    assert verdicts(build) == ({} if expected == "agrees" else {row[0]: expected})
    assert claims(build)["checked"] == 3 + (expected != "not checked")


def test_the_finding_names_both_places(shop: Shop):
    made = shop(("span", "UUID", ""))
    build = made.build("techspec")
    [found] = drift(build)
    assert found["line"] == made.line("span", "index")
    [place] = found["related"]
    assert (place["file"], place["text"]) == ("../shop/models.py", "Kite.span")
    assert CLASS.split("\n")[place["line"] - 1].strip() == "span: float"
    jsonschema.validate(build.json, json_schema())


def test_a_field_with_a_name_like_that_of_another_is_offered(shop: Shop):
    files = {"kites.py": CLASS.replace("span", "wing_span")}
    [found] = drift(shop(("wingspan", "float", ""), files=files).build("techspec"))
    assert "wing_span" in found["message"]


@pytest.mark.parametrize("name", ["kites", "kite", "Kites", "KITE"])
@pytest.mark.parametrize("source", SOURCES)
def test_names_in_any_spelling(shop: Shop, name: str, source: str):
    build = shop(name=name, files=SOURCES[source]).build("techspec")
    assert claims(build)["checked"] == 3


def test_names_that_differ_in_the_plural_alone(shop: Shop):
    code = f"{CLASS}    tag_id: int\n    tag_ids: list[int]\n"
    rows = [("tag_ids", "list[int]", ""), ("tagId", "int", ""), ("tag_id", "int", "")]
    build = shop(*rows, files={"kites.py": code}).build("techspec")
    assert verdicts(build) == {}


def test_a_word_behind_the_name_of_a_class(shop: Shop):
    files = {"kites.py": CLASS.replace("class Kite", "class KiteModel")}
    build = shop(("colour", "string", ""), files=files).build("techspec")
    assert verdicts(build) == {"colour": "differs"}


OTHER = CLASS.replace("    span: float\n", "")

SEVERAL = {
    "that agree": ({"a.py": CLASS, "b.py": CLASS, "db/1.sql": TABLE}, "agrees"),
    "of which none has it": ({"a.py": OTHER, "b.py": OTHER}, "differs"),
    "that differ": ({"a.py": CLASS, "b.py": OTHER}, "not checked"),
    "of which one is of something else": (
        {"a.py": OTHER, "b.py": "class Kite(BaseModel):\n    paper: str\n"},
        "differs",
    ),
    "of which one is a test": ({"a.py": OTHER, "tests/a.py": CLASS}, "differs"),
    "of which one is not known": (
        {"a.py": OTHER, "b.py": OTHER.replace("class Kite:", "class Kite(Unknown):")},
        "not checked",
    ),
}


@pytest.mark.parametrize("case", SEVERAL)
def test_several_classes(shop: Shop, case: str):
    files, expected = SEVERAL[case]
    build = shop(("span", "float", ""), files=files).build("techspec")
    assert verdicts(build) == ({} if expected == "agrees" else {"span": expected})


ABSENT = {
    "nothing": {},
    "another name": {"a.py": CLASS.replace("Kite", "Bird")},
    "another thing": {"a.py": "class Kite(BaseModel):\n    paper: str\n    id: int\n"},
    "a class with other attributes": {"a.py": "class Kite:\n    def fly(self): ...\n"},
    "a damaged file": {"a.py": CLASS + "def f(:\n"},
    "an installed package": {"venv/kites/a.py": CLASS},
}


@pytest.mark.parametrize("case", ABSENT)
def test_what_is_not_of_the_entity_says_nothing(shop: Shop, case: str):
    build = shop(("span", "UUID", ""), files=ABSENT[case]).build("techspec")
    assert [found for found in drift(build) if found["state"] == "fail"] == []
    assert claims(build)["checked"] == 0


def test_planned_entities_without_a_class_are_one_finding(shop: Shop):
    made = shop(name="Bird", status="approved")
    [found] = drift(made.build("techspec"))
    assert (found["severity"], found["item"], found["subject"]) == (
        "info", "", "planned",
    )  # fmt: skip


def test_a_difference_of_a_planned_entity_is_information(shop: Shop):
    build = shop(("span", "UUID", ""), status="approved").build("techspec")
    assert [found["severity"] for found in drift(build)] == ["info"]


def test_the_values_of_an_enum(project: MakeProject, language: Language):
    header = {"status": "implemented", "version": "1.0", "updated": "2031-01-31"}
    table = language.table(["Field", "Description"], [("OPEN", "a"), ("shut", "b"), ("LOST", "c")])  # fmt: skip
    source = language.document(
        language.directive("techspec:spec", "Shop", header, "A shop for kites."),
        language.directive("techspec:entity", "State", body=table),
        title="Shop",
    )
    made = project({"index": source}, language=language)
    (made.folder / ".git").mkdir()
    code = "class State(StrEnum):\n    OPEN = 'open'\n    CLOSED = 'shut'\n"
    _write("shop/states.py", code)(made.folder)
    assert verdicts(made.build("techspec")) == {"LOST": "differs"}


def test_without_the_extra_sql_is_not_read(shop: Shop, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        "sphinxcontrib_techspec.repository.code_files._sql_reader", lambda: None
    )
    build = shop(("span", "UUID", ""), files=SOURCES["table"]).build("techspec")
    assert verdicts(build) == {"fields": "not checked"}
    assert "sql" in drift(build)[0]["reason"]


def test_nothing_is_parsed_again_if_nothing_changed(shop: Shop):
    files = {path: code for source in SOURCES.values() for path, code in source.items()}
    made = shop(files=files)

    def parsed() -> int:
        return get_domain(made.build().app.env).settings.cache.parsed

    assert [parsed(), parsed()] == [3, 0]


EDITS: Sequence[Callable[[Path], None]] = [
    _write("shop/models.py", CLASS.replace("span: float", "width: float")),
    _write("shop/models.py", "def f(:"),
    _write("shop/models.py", CLASS),
    _write("db/0001_kites.sql", TABLE),
    _write("db/0002_kites.sql", "ALTER TABLE kites DROP COLUMN span;"),
    lambda folder: (folder / "shop/models.py").unlink(missing_ok=True),
    lambda folder: (folder / "db/0002_kites.sql").unlink(missing_ok=True),
]


def test_a_build_after_an_edit_of_code_equals_a_clean_one(shop: Shop):
    made = shop(("span", "float", ""), files={"shop/models.py": CLASS})
    for edit in [*EDITS, *random.Random(3).sample(EDITS, len(EDITS))]:
        edit(made.folder)
        build, clean = made.build("techspec"), made.build("techspec", fresh=True)
        assert build.own_warnings == clean.own_warnings
        assert build.written() == clean.written()
