"""Diagrams are drawn by the program that the project names for Graphviz."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Project
from languages import Language

MakeProject = Callable[..., Project]

PROGRAM = """\
#!{python}
import pathlib, sys
with pathlib.Path(__file__ + ".log").open("a") as log:
    log.write(" ".join(sys.argv[1:]) + "\\n")
assert sys.stdin.read().startswith("digraph")
print('<svg width="9pt" height="9pt"><g class="drawn-by-it"></g></svg>')
"""


@pytest.fixture
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a program that keeps its arguments and draws a mark."""
    path = tmp_path_factory.mktemp("bin") / "other-dot"
    path.write_text(PROGRAM.format(python=sys.executable), "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def build(project: MakeProject, language: Language, *more: str, **conf: Any) -> str:
    """Return a page with a diagram, in a project with *more* extensions."""
    component = language.directive(
        "techspec:component", "Web", {"responsibility": "Shows it."}
    )
    diagram = language.directive("techspec:diagram", "components")
    extensions = ["myst_parser", "sphinxcontrib_techspec", *more]
    made = project(
        {"index": language.document(component, diagram)},
        language=language,
        extensions=extensions,
        **conf,
    )
    return made.html()


def test_program_and_arguments_of_conf(
    project: MakeProject, language: Language, program: Path
):
    html = build(
        project, language, "sphinx.ext.graphviz",
        graphviz_dot=str(program), graphviz_dot_args=["-Kneato", "-Gdpi=72"],
    )  # fmt: skip
    assert "drawn-by-it" in html
    called = Path(f"{program}.log").read_text("utf-8").splitlines()
    assert called == ["-Kneato -Gdpi=72 -Tsvg"]


@pytest.mark.parametrize("name", ["", "/nowhere/dot"])
def test_a_table_where_the_program_is_missing(
    project: MakeProject, language: Language, name: str
):
    html = build(project, language, "sphinx.ext.graphviz", graphviz_dot=name)
    assert "<svg" not in html
    assert "techspec-table-components" in html


def test_default_without_the_extension(
    project: MakeProject,
    language: Language,
    program: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    # Nobody reads the value of an extension that is not loaded.
    monkeypatch.setattr(
        "sphinxcontrib_techspec.sphinx_ext.render.graphviz.dot_program",
        lambda name: str(program) if name == "dot" else None,
    )
    html = build(project, language, graphviz_dot="/nowhere/dot")
    assert "drawn-by-it" in html
    called = Path(f"{program}.log").read_text("utf-8").splitlines()
    assert called == ["-Tsvg"]
