"""The project's own spec: it passes its gate, and says what the project is."""

from __future__ import annotations

import argparse
import dataclasses
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import run_sphinx
from sphinxcontrib_techspec import cli
from sphinxcontrib_techspec.adr import DecisionRecord
from sphinxcontrib_techspec.findings.report import Finding
from sphinxcontrib_techspec.model.document import Document
from sphinxcontrib_techspec.model.item import Item

ROOT = Path(__file__).parents[2]
NAME = "sphinxcontrib-techspec"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the ``techspec.json`` of the documentation."""
    folder = tmp_path_factory.mktemp("docs")
    build = run_sphinx(ROOT / "docs", folder / "out", folder / "doctrees", "techspec")
    assert build.warnings == []
    return json.loads(build.read("techspec.json"))


@pytest.fixture(scope="module")
def own(data: dict[str, Any]) -> dict[str, Any]:
    """Return the project's own spec."""
    return next(spec for spec in data["specs"] if spec["name"] == NAME)


def items(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [item for item in spec["items"] if item["kind"] == kind]


def test_it_is_implemented_and_complete(own: dict[str, Any]):
    assert own["status"] == "implemented"
    assert [f["message"] for f in own["findings"] if f["state"] == "fail"] == []


def test_every_spec_of_the_documentation_passes(data: dict[str, Any]):
    assert {spec["name"] for spec in data["specs"]} == {NAME, "Payments", "Berths"}
    for spec in data["specs"]:
        failed = [f for f in spec["findings"] if f["state"] == "fail"]
        assert [f["message"] for f in failed if f["severity"] != "info"] == []


def test_its_versions_are_those_of_the_lock_file(own: dict[str, Any]):
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    locked: dict[str, set[str]] = {}
    for package in lock["package"]:
        locked.setdefault(package["name"], set()).add(package.get("version", ""))
    # Neither is a package of the lock file.
    others = {"Python", "uv", "GitHub Actions"}
    packages = [i for i in items(own, "stack") if i["name"] not in others]
    assert packages
    for item in packages:
        name = item["fields"]["package"] or item["name"].lower()
        assert item["fields"]["version"]["text"] in locked[name], name


def test_its_entities_are_classes_of_the_code(own: dict[str, Any]):
    classes = {c.__name__: c for c in (DecisionRecord, Document, Finding, Item)}
    assert {entity["name"] for entity in items(own, "entity")} == set(classes)
    for entity in items(own, "entity"):
        fields = {field.name for field in dataclasses.fields(classes[entity["name"]])}
        names = {row["name"] for row in entity["fields"]["fields"]}
        assert set() < names <= fields, entity["name"]


def test_its_components_exist(own: dict[str, Any]):
    assert items(own, "component")
    for component in items(own, "component"):
        path = ROOT / "sphinxcontrib_techspec" / component["name"]
        assert path.is_dir() or path.with_suffix(".py").is_file(), component["name"]


def test_its_command_line_is_the_programs(own: dict[str, Any]):
    # The parser is the one list of commands.
    subparsers = next(
        action for action in cli._parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )  # fmt: skip
    commands: dict[str, argparse.ArgumentParser] = subparsers.choices
    assert {f"techspec {name}" for name in commands} == {
        command["name"] for command in items(own, "command")
    }
    known = {
        name
        for action in commands["check"]._actions
        for name in (action.dest, *action.option_strings)
    }
    assert {argument["name"] for argument in items(own, "argument")} <= known
