"""No output holds a control character, raw HTML of a reason, or the source's path."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from zipfile import ZipFile

import pytest

from conftest import EPUB
from sphinxcontrib_techspec.text import without_controls

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ESCAPED = re.compile(r"\\u00(?:0[0-8bcef]|1[0-9a-f])")
ALL = "\x00\x07\x08\x0b\x0c\x1b[31m\x1f\x7f\x80\x85\x9b\x9f\u2028\u2029"

BUILDERS = ("html", "text", "latex", "epub", "markdown", "techspec")


def faulty(language) -> str:
    """Return a document with control characters and faults in every place."""
    c = ALL.replace("\x00", "").replace("\x0b", "").replace("\x85", "")
    c = re.sub("[\x0c\x1c-\x1e\u2028\u2029]", "", c)
    role, bad = language.role("nope", f"R{c}"), language.role("techspec:item", f"I{c}")
    return language.document(
        language.directive(
            "techspec:spec",
            f"Shop{c}",
            {"status": f"appr{c}", f"o{c}": f"v{c}"},
            f"T{c}",
        ),
        language.directive(
            "techspec:stack", body=f"- **Da{c}ta**: Postgre{c} 1{c}.x {role}"
        ),
        language.directive(
            "techspec:error",
            body=language.table(
                ["Code", f"Mea{c}ning", "Meaning"], [[f"E{c}1", f"x{c}", role]]
            ),
        ),
        language.directive(
            "techspec:perf", f"P{c}", {"target": f"fast{c}"}, f"B {bad}"
        ),
        language.directive("techspec:waive", f"TS3{c}06", body=f"Be{c}cause"),
        language.directive("techspec:not-applicable", f"c{c}li", body=f"No{c}"),
        language.directive(
            "techspec:table", "stack", {"caption": f"C{c}", f"x{c}": "y"}
        ),
        language.directive("techspec:report"),
    )


_TEXTS = (
    ".css .htm .html .inv .js .json .md .ncx .opf .sarif .sty .tex .txt .xhtml .xml"
).split()


def texts(folder: Path) -> dict[str, str]:
    """Return the files that a build wrote, also those in an EPUB.

    Copies of the sources and Sphinx's own files are left out.
    """
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name.startswith(("_sources", "_static", ".doctrees")):
            continue
        if path.suffix == ".epub":
            with ZipFile(path) as book:
                for inner in book.namelist():
                    if Path(inner).suffix in _TEXTS and "_static" not in inner:
                        found[f"{name}/{inner}"] = book.read(inner).decode("utf-8")
            continue
        data = path.read_bytes()
        if path.name == "objects.inv":
            data = zlib.decompress(data.split(b"\n", 4)[4])
        if path.suffix in _TEXTS:
            found[name] = data.decode("utf-8")
    return found


# Sphinx writes the project's name as it is, so only the own builder has it with
# control characters: into JSON, SARIF and the inventory.
@pytest.mark.parametrize(
    ("builder", "name"),
    [*((builder, "P") for builder in BUILDERS), ("techspec", f"P{ALL}")],
    ids=[*BUILDERS, "techspec-project"],
)
def test_no_output_has_a_control_character_or_the_path(
    project, language, builder, name
):
    made = project({"index": faulty(language)}, language=language, project=name, **EPUB)
    built = made.build(builder)
    written = texts(built.out)
    assert any("Postgre" in text for text in written.values())
    for file, text in written.items():
        found = _CONTROL.search(text)
        assert not found, (file, text[found.start() - 90 : found.end() + 60])
        if file.endswith((".json", ".sarif")):
            assert not _ESCAPED.search(text), file
        assert str(made.folder) not in text, file


@pytest.mark.slow
@pytest.mark.parametrize("builder", BUILDERS)
def test_two_folders_give_the_same_bytes(project, language, builder, monkeypatch):
    # Sphinx writes the time of the build into an EPUB.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    files = {"index": faulty(language)}
    outputs = [
        texts(project(files, language=language, project="P", **EPUB).build(builder).out)
        for _ in range(2)
    ]
    assert outputs[0] == outputs[1]


def test_the_reason_is_escaped(project):
    raw = "Because <script>alert(1)</script> <b>x</b>\n\n<script>alert(2)</script>"
    made = project({"index": (
        f"# Page\n\n```{{techspec:waive}} TS306\n{raw}\n```\n\n"
        f"```{{techspec:not-applicable}} cli\n{raw}\n```\n\n"
        f"```{{techspec:spec}} Shop\n\n{raw}\n```\n\n```{{techspec:report}}\n```\n"
    )})  # fmt: skip
    html = made.build("html").html()
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(2)") >= 3
    assert "<strong>x</strong>" in html


def test_without_controls():
    assert without_controls("plain") == "plain"
    assert without_controls("a\tb\nc\u00a0d") == "a\tb\nc\u00a0d"
    assert not _CONTROL.search(without_controls(f"a{ALL}b\ud800"))
