"""Complete specs in many styles: no finding that a reviewer would not accept.

Each folder below ``specs/`` is a project as its author would write it. Beside it,
``accepted.txt`` lists every finding that is more severe than information, one a line:
``file:line code item | why a reviewer would accept it``, the item as its kind and its
name, ``-`` for none.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Project

SPECS = Path(__file__).parent / "specs"
ACCEPTED = "accepted.txt"
NAMES = sorted(path.name for path in SPECS.iterdir())

MakeProject = Callable[..., Project]


def make(project: MakeProject, name: str) -> Project:
    """Return the project in a folder."""
    folder = SPECS / name
    files = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != ACCEPTED
    }
    return project(files)


def accepted(name: str) -> dict[str, str]:
    """Return the findings that are accepted in a spec, with the reasons."""
    lines = (SPECS / name / ACCEPTED).read_text("utf-8").splitlines()
    return {found: why for found, _, why in (line.partition(" | ") for line in lines)}


@pytest.mark.parametrize("name", NAMES)
def test_only_what_a_reviewer_would_accept_is_found(project: MakeProject, name: str):
    build = make(project, name).build("techspec")
    found = {
        f"{f['file']}:{f['line']} {f['code']} {f['kind']} {f['item']}".rstrip()
        + ("" if f["kind"] else " -"): f["message"]
        for f in build.findings
        if f["state"] == "fail" and f["severity"] != "info"
    }
    assert found.keys() == accepted(name).keys(), found
    assert [line for line in build.warnings if "[techspec." not in line] == []
    # A draft has no warnings, whatever its content.
    statuses = {spec["status"] for spec in build.json["specs"]}
    assert set() < statuses <= {"approved", "implemented"}


def test_every_accepted_finding_has_a_reason():
    reasons = [why for name in NAMES for why in accepted(name).values()]
    assert reasons
    for why in reasons:
        assert len(why.split()) > 4


def test_there_are_enough_of_them():
    assert len(NAMES) >= 10
    suffixes = [next((SPECS / name).glob("index.*")).suffix for name in NAMES]
    assert {".md", ".rst"} == set(suffixes)


def test_few_findings_are_accepted():
    # More than two a spec, and authors would stop reading them.
    assert sum(len(accepted(name)) for name in NAMES) <= 2 * len(NAMES)
