"""The reference names all that there is, and nothing that there is not."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from conftest import Project
from sphinxcontrib_techspec.codes import Code
from sphinxcontrib_techspec.config import PREFIX, Config
from sphinxcontrib_techspec.kinds import KINDS, SpecHeader
from sphinxcontrib_techspec.rules import RULES
from sphinxcontrib_techspec.sphinx_ext.domain import TechspecDomain, get_domain
from sphinxcontrib_techspec.sphinx_ext.render.view import View
from sphinxcontrib_techspec.sphinx_ext.render.views import VIEWS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS))

_ext = import_module("_ext")
commands = import_module("_ext.arguments").commands

WRITTEN = [
    path
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]
    if "_build" not in path.parts
]


@pytest.fixture
def domain(project: Callable[..., Project]) -> TechspecDomain:
    """Return the domain of a project."""
    return get_domain(project({"index": "# Empty"}).build().app.env)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sources of the documentation, with what is made of them."""
    docs = tmp_path_factory.mktemp("generated") / "docs"
    for folder in ("examples", "images"):
        shutil.copytree(DOCS / folder, docs / folder)
    _ext.generate(docs)
    return docs


def part(page: str, heading: str) -> str:
    """Return what stands under a heading of the second level."""
    text = (DOCS / "reference" / page).read_text("utf-8")
    _, found, rest = text.partition(f"\n## {heading}\n")
    assert found, f"{page} has no “{heading}”"
    return rest.partition("\n## ")[0]


def test_every_directive_is_described(domain: TechspecDomain):
    of_views = {view.name for view in VIEWS}
    kinds = {kind.kind for kind in KINDS}
    for name in domain.directives:
        if name in kinds:
            continue
        assert part("views.md" if name in of_views else "directives.md", name)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_option_of_a_view_is_described(view: type[View]):
    said = set(re.findall(r"^`(\w+)`$", part("views.md", view.name), re.MULTILINE))
    assert said == set(view.options)


def test_every_option_of_a_spec_is_described():
    said = set(re.findall(r"^`(\w+)`$", part("directives.md", "spec"), re.MULTILINE))
    assert said == {*SpecHeader.model_fields} - {"tldr"}


def test_every_role_is_of_a_kind_or_described(domain: TechspecDomain):
    text = (DOCS / "reference" / "roles.md").read_text("utf-8")
    for name in {*domain.roles} - {kind.kind for kind in KINDS}:
        assert f"{{techspec:{name}}}" in text


def test_every_kind_and_rule_has_a_page(generated: Path):
    reference = generated / "reference"
    for kind in KINDS:
        assert (reference / "kinds" / f"{kind.kind}.md").is_file()
    for rule in RULES:
        text = (reference / "rules" / f"{rule.code}.md").read_text("utf-8")
        assert f"# {rule.code} {rule.slug}\n\n{rule.summary}" in text
    index = (DOCS / "reference" / "kinds" / "index.md").read_text("utf-8")
    listed = index.partition(":hidden:\n\n")[2].partition("\n```")[0].split()
    assert listed == [kind.kind for kind in KINDS]


def test_pages_are_written_only_where_they_change(generated: Path):
    pages = sorted(generated.glob("reference/**/*.md"))
    pages[0].write_text("something else", "utf-8")
    left_over = generated / "reference" / "rules" / "TS999.md"
    left_over.write_text("a rule of yesterday", "utf-8")
    before = {page: page.stat().st_mtime_ns for page in pages}
    _ext.generate(generated)
    assert [page for page in pages if page.stat().st_mtime_ns != before[page]] == [
        pages[0]
    ]
    assert not left_over.exists()


def test_no_page_names_a_value_that_there_is_not():
    known = {f"{PREFIX}{name}" for name in Config.model_fields}
    for path in WRITTEN:
        named = re.findall(rf"\b{PREFIX}[a-z_]+\b", path.read_text("utf-8"))
        assert known.issuperset(named), path


def test_no_page_names_a_rule_that_there_is_not():
    # CONTRIBUTING adds one to show how.
    known = {rule.code for rule in RULES} | {"TS399"} | set(Code)
    for path in WRITTEN:
        named = re.findall(r"\bTS\d{3}\b", path.read_text("utf-8"))
        assert known.issuperset(named), path


def test_no_page_names_an_argument_that_there_is_not():
    known = {
        name
        for command in commands()
        for argument in command.arguments
        for name in argument.names
    }
    for path in WRITTEN:
        for line in re.findall(r"\btechspec check\b[^\n`]*", path.read_text("utf-8")):
            assert known.issuperset(re.findall(r"--[a-z-]+", line)), path


def test_pictures_are_there_and_small():
    assert (DOCS / "images" / "conduit.png").stat().st_size < 300_000
    for kind in KINDS:
        picture = DOCS / "images" / "kinds" / f"{kind.kind}.png"
        assert picture.stat().st_size < 40_000, picture
