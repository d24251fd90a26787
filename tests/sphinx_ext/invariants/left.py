"""What a build leaves, and whether one left the same as another."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from conftest import Build, Project
from sphinxcontrib_techspec.sphinx_ext.builder import TechspecBuilder

GENERATED = {"search", "genindex"}
"""Pages that Sphinx writes in every build."""


def body(page: str) -> list[str]:
    """Return the lines of a page's body.

    Around it stand titles of other pages, which plain Sphinx leaves stale.
    """
    start = page.index('<div class="body" role="main">')
    return page[start : page.index('<div class="clearer">', start)].splitlines()


@dataclass
class Left:
    """What a build of HTML left that the extension has a part in."""

    own_warnings: list[str]
    pages: dict[str, list[str]]
    inventory: bytes
    search: dict[str, Any]
    json: str
    sarif: str
    ambiguous: list[str] = field(repr=False)
    times: dict[str, int] = field(repr=False)
    toctree: dict[str, list[str]] = field(repr=False)

    def facts(self) -> dict[str, Any]:
        """Return what has to be the same, by name."""
        return {
            "warnings": self.own_warnings,
            "techspec.json": self.json.splitlines(),
            "techspec.sarif": self.sarif.splitlines(),
            "objects.inv": self.inventory,
            "searchindex.js": self.search,
            **{f"page {name}": lines for name, lines in sorted(self.pages.items())},
        }


def build(project: Project, *, fresh: bool = False, parallel: int = 1) -> Left:
    """Build HTML, and return what it left; the JSON comes from the same reading."""
    return left_by(project.build("html", fresh=fresh, parallel=parallel))


def left_by(html: Build) -> Left:
    """Return what a build of HTML left."""
    written = sorted(html.out.rglob("*.html"))
    names = {p: p.relative_to(html.out).with_suffix("").as_posix() for p in written}
    # Sphinx never removes the page of a document that is gone.
    known = {*html.app.env.found_docs, *GENERATED}
    names = {path: name for path, name in names.items() if name in known}
    folder = html.out.parent / "json"
    checked, sarif = checked_by(html.app, folder)
    return Left(
        html.own_warnings,
        {name: body(path.read_text("utf-8")) for path, name in names.items()},
        (html.out / "objects.inv").read_bytes(),
        search_index(html.read("searchindex.js")),
        checked,
        sarif,
        [line for line in html.warnings if line.endswith("[ref.any]")],
        {name: path.stat().st_mtime_ns for path, name in names.items()},
        dict(html.app.env.toctree_includes),
    )


def checked_by(app: Sphinx, folder: Path) -> tuple[str, str]:
    """Return what the builder techspec writes from what *app* has read."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    builder = TechspecBuilder(app, app.env)
    builder.outdir = type(builder.outdir)(folder)
    builder.finish()
    return (
        (folder / "techspec.json").read_text("utf-8"),
        (folder / "techspec.sarif").read_text("utf-8"),
    )


def search_index(text: str) -> dict[str, Any]:
    """Return the search index, with names where it has numbers of documents.

    The numbers of documents and of types depend on the order of writing, and Sphinx
    leaves the words that only a document had that is gone.
    """
    loaded = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    names = loaded["docnames"]
    types = loaded["objtypes"]

    def named(value: Any) -> list[str]:
        return sorted(names[n] for n in ([value] if isinstance(value, int) else value))

    objects: list[tuple[object, ...]] = []
    for prefix, found in loaded["objects"].items():
        entries = (
            [(*entry[:-1], entry[-1]) for entry in found]
            if isinstance(found, list)
            else [(*entry, name) for name, entry in found.items()]
        )
        for number, type_, priority, anchor, name in entries:
            kind = types[str(type_)]
            objects.append((prefix, name, names[number], kind, priority, anchor))
    return {
        "titles": dict(zip(names, loaded["titles"], strict=True)),
        "terms": {w: named(v) for w, v in loaded["terms"].items() if v != []},
        "titleterms": {w: named(v) for w, v in loaded["titleterms"].items() if v != []},
        "objects": sorted(objects, key=repr),
    }


def difference(found: Left, expected: Left) -> str:
    """Return the first thing in which two builds differ; nothing where there is none."""
    one, other = found.facts(), expected.facts()
    for name in sorted({*one, *other}):
        if one.get(name) != other.get(name):
            return f"{name}:\n{_lines(one.get(name), other.get(name))}"
    return ""


def _lines(found: Any, expected: Any) -> str:
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in found.keys() | expected.keys():
            if found.get(key) != expected.get(key):
                return f"{key}\n{_lines(found.get(key), expected.get(key))}"
    if isinstance(found, dict) != isinstance(expected, dict):
        return f"{found!r}\n{expected!r}"
    one = list(found) if isinstance(found, list) else [found]
    other = list(expected) if isinstance(expected, list) else [expected]
    here = [f"- {line}" for line in other if line not in one]
    there = [f"+ {line}" for line in one if line not in other]
    return "\n".join([*here, *there]) or "the same lines in another order"
