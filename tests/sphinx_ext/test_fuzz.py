"""Whatever is written, a build goes on: no word is lost, nothing is run or unescaped.

``TECHSPEC_FUZZ`` says how many directives are tried, ``TECHSPEC_SEED`` which ones.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import pytest
from invariants.fuzz import MADE, Fuzz, Fuzzed
from invariants.numbers import FUZZED, SEED, SHARES

from conftest import Build, Project
from languages import LANGUAGES

pytestmark = pytest.mark.slow

A_PAGE = 40
"""How many directives stand on a page."""

_MESSAGE = re.compile(r"^[^:\n]+:\d+: (WARNING|ERROR): .+ \[techspec\.TS\d{3}\]$")

SUFFIXES = list(LANGUAGES)


A_PROJECT = 8
"""How many pages a project has: some show all items of all others."""

Made = dict[str, tuple[str, list[Fuzzed]]]
"""Pages by name: for each its language and its directives."""


def projects(share: int) -> Iterator[Made]:
    """Yield the pages of a share, a project at a time."""
    count = max(2, FUZZED // SHARES // A_PAGE)
    for first in range(0, count, A_PROJECT):
        yield pages(share, range(first, min(first + A_PROJECT, count)))


def pages(share: int, numbers: Iterable[int]) -> Made:
    """Return some pages of a share."""
    made: Made = {}
    for number in numbers:
        suffix = SUFFIXES[number % 2]
        fuzz = Fuzz(Random(f"{SEED}-{share}-{number}"), suffix)
        made[f"page{number}"] = (suffix, [fuzz.directive() for _ in range(A_PAGE)])
    return made


def written(name: str, suffix: str, blocks: list[str]) -> str:
    """Return a page with a spec of its own."""
    say = LANGUAGES[suffix]
    options = {"status": "approved", "version": "1.0", "updated": "2025-01-31"}
    head = say.directive(
        "techspec:spec", name, options, "It is of no use. It says nothing."
    )
    return say.document(head, *blocks, title=name)


def squeezed(text: str) -> str:
    return re.sub(r"[\s|]+", "", text)


@pytest.mark.parametrize("share", range(SHARES))
def test_anything_can_be_written(share, project, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number, made in enumerate(projects(share)):
        # Tables made of text take most of the time, and are of the same nodes.
        build_and_look(made, project, tmp_path, also_text=number % 4 == 0)


def build_and_look(made: Made, project, tmp_path: Path, *, also_text: bool) -> None:
    """Build a project of fuzzed pages, and fail where something is lost or run."""
    site: Project = project({"index": "# All\n\n```{toctree}\n:glob:\n\n*\n```\n"})
    site.write({
        f"{name}.{suffix}": written(name, suffix, [found.text for found in fuzzed])
        for name, (suffix, fuzzed) in made.items()
    })  # fmt: skip
    doctrees = site.folder / "doctrees"
    html = site.build("html", doctrees=doctrees)
    text = site.build("text", doctrees=doctrees) if also_text else None
    assert not list(tmp_path.rglob(MADE)), "something was run"
    for line in html.warnings:
        assert "Traceback" not in line
        assert "Exception" not in line, line
        if "[techspec." in line:
            assert _MESSAGE.match(line), f"a message without place or code: {line}"
    assert text is None or text.own_warnings == html.own_warnings
    lost: list[tuple[str, str, Fuzzed]] = []
    for name, (_, fuzzed) in made.items():
        page = html.html(name)
        assert "<script>fuzz(field)" not in page, name
        # Sphinx breaks words in the narrow columns of tables made of text.
        shown = page + (squeezed(text.text(name)) if text else "")
        for found in fuzzed:
            lost += [(name, w, found) for w in found.kept if w not in shown]
            lost += [
                (name, w, found) for w in found.unassigned_documents if w not in shown
            ]
    lost = without_what_the_host_drops(lost, project)
    shown = "\n".join(f"{name}: {word}\n{found.text}" for name, word, found in lost[:5])
    assert not lost, f"{len(lost)} words were lost:\n{shown}"
    for name, (suffix, _) in made.items():
        if suffix == "rst":
            assert "<script>fuzz(" not in html.html(name), name
    shutil.rmtree(site.folder / "build")
    shutil.rmtree(doctrees)


def without_what_the_host_drops(
    lost: list[tuple[str, str, Fuzzed]], project
) -> list[tuple[str, str, Fuzzed]]:
    """Leave out words of a body that are lost where no item is around it, too."""
    site: Project = project({"index": "# All\n"})
    for number, (_, _, found) in enumerate(lost):
        suffix = "rst" if found.text.startswith("..") else "md"
        say = LANGUAGES[suffix]
        to_plain = say.directive("container", "plain", (), found.body)
        site.write({f"plain{number}.{suffix}": say.document(to_plain)})
    built: Build = site.build("text")
    return [
        one for number, one in enumerate(lost)
        if one[1] in one[2].kept
        or one[1] in squeezed(built.text(f"plain{number}"))
    ]  # fmt: skip


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_a_note_in_a_default_of_all_rows(project, language, known):
    """Nodes that several rows show are resolved once; a row's own words count."""
    mark, note = "[^1]", "[^1]: The note."
    if language.suffix == "rst":
        mark, note = "[1]_ and |sub|", ".. [1] The note.\n.. |sub| replace:: it"
    heads = ["Component", "Purpose"]
    body = "\n\n".join(
        [
            language.table(heads, [["A", "Own words"], ["B", ""]]),
            "Between.",
            language.table(heads, [["C", ""], ["D", ""]]),
        ]
    )
    options = {"purpose": f"Said for all {mark}"}
    block = language.directive("techspec:component", "", options, body)
    text = language.document(block, *([note] if known else []))
    site: Project = project({"index": text}, language=language)
    page = site.html()
    assert "Own words" in page
    assert page.count("Said for all") == 3
    assert "Said for all" in site.text()


@pytest.mark.parametrize(
    "bullet",
    [
        "**Format**: JSON - one object a line - in UTF-8",
        "**User**: the one who pays - or does not",
    ],
)
@pytest.mark.parametrize("kind", ["logging", "entity", "coverage", "test", "argument"])
def test_a_dash_more_than_there_are_fields(project, language, kind, bullet):
    body = f"- {bullet}\n- **Other**: thing"
    site = project(
        {"index": language.document(language.directive(f"techspec:{kind}", body=body))},
        language=language,
    )
    shown = squeezed(site.text())
    assert squeezed(bullet.rpartition(" - ")[2]) in shown


def test_two_cells_below_no_head(project, language):
    rows = [["A", "1", "first", "second"]]
    table = language.table(["Component", "Purpose", "", ""], rows)
    site = project(
        {
            "index": language.document(
                language.directive("techspec:component", body=table)
            )
        },
        language=language,
    )
    assert "first" in site.text()
    assert "second" in site.text()


def test_two_columns_of_one_field(project, language):
    table = language.table(
        ["Endpoint", "Purpose", "Summary"], [["GET /a", "one", "two"]]
    )
    block = language.directive("techspec:endpoint", body=table)
    site = project({"index": language.document(block)}, language=language)
    assert "one" in site.text()
    assert "two" in site.text()
    findings = site.build("techspec").findings
    (told,) = [found for found in findings if found["code"] == "TS002"]
    assert (told["line"], told["subject"]) == (site.line("Summary"), "Summary")
    assert told["severity"] == "info"


def test_a_link_that_leads_nowhere_is_shown_beside_its_title(project, language):
    table = language.table(
        ["Document", "Link"], [["Title", "gone/away.md"], ["B", "w x 1.2"]]
    )
    site = project(
        {
            "index": language.document(
                language.directive("techspec:related", body=table)
            )
        },
        language=language,
    )
    shown = squeezed(site.text())
    assert "gone/away.md" in shown
    assert "wx1.2" in shown


def test_markup_beside_cells_that_a_row_does_not_have(project, language):
    heads = ["Field", "Description", "Hue"]
    rows = [["id", language.role("techspec:item", "Nothing"), "crimson"]]
    block = language.directive(
        "techspec:entity", "User", (), language.table(heads, rows)
    )
    site = project({"index": language.document(block)}, language=language)
    assert "crimson" in site.text()
