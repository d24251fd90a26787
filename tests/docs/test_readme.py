"""What the README, the tutorial and the how-to guides show works as it stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import Project
from sphinxcontrib_techspec.cli import main

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    DOCS / "tutorial.md",
    *sorted((DOCS / "how-to").glob("*.md")),
]

RECORD = "---\nstatus: accepted\n---\n# A decision\n"

MakeProject = Callable[..., Project]


@dataclass
class Block:
    """A fenced block of a page, with the paragraph right above it."""

    page: str
    line: int
    language: str
    text: str
    above: str
    caption: str = ""
    conf: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def expected_codes(self) -> set[str]:
        """The codes of the warnings that the text above announces."""
        _, _, announced = self.above.partition("Sphinx warns: ")
        return set(re.findall(r"TS\d{3}", announced))


def blocks_of(path: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page; a fence in a fence is part of the outer."""
    lines = path.read_text("utf-8").splitlines()
    number = 0
    paragraph: list[str] = []
    ended = False
    while number < len(lines):
        line = lines[number]
        number += 1
        opening = re.fullmatch(r"(`{3,})(?:\{code-block\} )?([\w-]+)", line)
        if opening is None:
            if not line.strip():
                ended = True
            else:
                paragraph = [line] if ended else [*paragraph, line]
                ended = False
            continue
        start = number
        while not re.fullmatch(rf"{opening[1]}`*", lines[number]):
            number += 1
        inside = lines[start:number]
        number += 1
        caption = ""
        if inside and inside[0].startswith(":caption: "):
            caption = inside[0].removeprefix(":caption: ")
            inside = inside[2:]
        yield Block(
            path.relative_to(ROOT).as_posix(), start, opening[2],
            "\n".join(inside) + "\n", " ".join(paragraph), caption,
        )  # fmt: skip
        paragraph = []


def is_spec(block: Block) -> bool:
    return bool(re.search(r"\{techspec:[\w-]+\}|\.\. techspec:", block.text))


def values_of(code: str) -> dict[str, Any]:
    """Return the values that Python code gives to names, none where it does more."""
    parsed = ast.parse(code).body
    if not all(isinstance(line, ast.Assign) for line in parsed):
        return {}
    return {
        line.targets[0].id: ast.literal_eval(line.value)
        for line in parsed
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name)
    }


def with_conf(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, each with the values of the ``conf.py`` right before it."""
    before: Block | None = None
    for block in blocks:
        if before and before.language == "python" and "techspec_" in before.text:
            block.conf = values_of(before.text)
        yield block
        before = block


SPECS = [
    block
    for page in PAGES
    for block in with_conf(blocks_of(page))
    if block.language in {"md", "rst"} and is_spec(block)
    # The kind of this page is a plugin's: tests/plugins installs it and builds it.
    and "techspec:risk" not in block.text
]


def records_for(text: str) -> dict[str, str]:
    """Return the decision records that a block refers to, accepted."""
    names = set(re.findall(r"[(<](?:\./)?(adr/[\w-]+)\.md[)>]", text))
    numbers = {int(found) for found in re.findall(r"\bADR-(\d+)", text)}
    there = {int(re.sub(r"\D", "", name)) for name in names}
    names |= {f"adr/{number:04}-record" for number in numbers - there}
    return {f"{name}.md": RECORD for name in names}


def a_project(make: MakeProject, block: Block) -> Project:
    """Return a project of one document, which is the block."""
    text = block.text
    records = {} if "TS202" in block.expected_codes else records_for(text)
    if block.language == "md":
        if not text.startswith("# "):
            text = f"# Page\n\n{text}"
        if records:
            text += "\n```{toctree}\n:glob:\nadr/*\n```\n"
    else:
        text = f"Page\n====\n\n{text}"
        if records:
            text += "\n.. toctree::\n   :glob:\n\n   adr/*\n"
    # A block is a part of a spec: what is missing beside it is reported only where that is the point.
    conf = (
        {} if "TS101" in block.expected_codes else {"techspec_severity": {"TS1": "off"}}
    )
    return make({f"index.{block.language}": text, **records}, **conf, **block.conf)


def test_there_is_something_to_build():
    assert {"README.md", "docs/tutorial.md"} < {block.page for block in SPECS}


@pytest.mark.parametrize("block", SPECS, ids=lambda block: f"{block.page}:{block.line}")
def test_a_block_builds_with_the_announced_warnings(project: MakeProject, block: Block):
    build = a_project(project, block).build("html")
    codes = {code for line in build.warnings for code in re.findall(r"TS\d{3}", line)}
    assert codes == block.expected_codes, build.warnings
    assert all("[techspec." in line for line in build.warnings), build.warnings


@pytest.mark.parametrize("page", ["README.md", "docs/reference/command-line.md"])
def test_a_page_prints_what_comes_out_of_the_shortest_spec(
    project: MakeProject,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    page: str,
):
    spec = next(block for block in SPECS if block.page == "README.md")
    console = next(b for b in blocks_of(ROOT / page) if b.language == "console")
    monkeypatch.chdir(a_project(project, spec).folder)
    command, *shown = console.text.splitlines()
    assert command.startswith("$ techspec ")
    assert main(command.removeprefix("$ techspec ").split()) == 1
    out = iter(capsys.readouterr().out.splitlines())
    assert [line for line in shown if line != "…" and line not in out] == []


def tutorial() -> dict[str, str]:
    """Return the files that a reader of the tutorial has in the end."""
    files: dict[str, str] = {}
    last = ""
    for block in blocks_of(DOCS / "tutorial.md"):
        if block.caption:
            files[block.caption] = block.text
        elif block.text.startswith("```{toctree}"):
            last = block.text
        elif block.language == "md":
            files["docs/index.md"] += f"\n{block.text}"
    files["docs/index.md"] += f"\n{last}"
    return files


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_the_tutorial_leads_to_a_spec_that_passes_its_gate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    files = tutorial()
    index = files["docs/index.md"]
    assert ":status: draft" in index
    files["docs/index.md"] = index.replace(":status: draft", ":status: approved")
    write(tmp_path, files)
    assert main(["check", str(tmp_path / "docs")]) == 0, capsys.readouterr().out


def test_the_tutorials_mistake_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    files = tutorial()
    index = files["docs/index.md"].replace(":status: draft", ":status: approved")
    files["docs/index.md"] = index.replace("Python 3.13.1", "Python 3.x")
    write(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "docs"]) == 1
    shown = [b.text.strip() for b in blocks_of(DOCS / "tutorial.md") if "TS" in b.text]
    assert "TS302" in shown[0]
    assert shown[0] in capsys.readouterr().out.splitlines()


def test_the_tutorial_begins_without_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    head = [b for b in blocks_of(DOCS / "tutorial.md") if b.caption][:2]
    write(tmp_path, {block.caption: block.text for block in head})
    assert main(["check", str(tmp_path / "docs")]) == 0, capsys.readouterr().out


INSTALLS = re.compile(
    r"(?m)pip install .*\bsphinxcontrib-techspec\b|^sphinxcontrib-techspec$"
)


def test_a_page_that_installs_the_package_says_how_from_a_clone():
    texts = {page: page.read_text("utf-8") for page in PAGES}
    installing = {page: text for page, text in texts.items() if INSTALLS.search(text)}
    assert ROOT / "README.md" in installing
    for page, text in installing.items():
        assert "Until" in text, page
        assert "clone" in text, page


def test_a_whole_conf_py_excludes_what_is_built():
    whole = [
        block
        for page in PAGES
        for block in blocks_of(page)
        if block.language == "python" and "html_theme" in block.text
    ]
    assert whole
    for block in whole:
        assert "exclude_patterns" in block.text, block


def test_read_the_docs_installs_the_fonts_of_the_pdf():
    blocks = list(blocks_of(DOCS / "how-to" / "read-the-docs.md"))
    config = yaml.safe_load(next(b.text for b in blocks if b.language == "yaml"))
    pdf = (DOCS / "how-to" / "pdf.md").read_text("utf-8")
    fonts = set(re.findall(r"\bfonts-(?:freefont|dejavu)[\w-]*", pdf))
    assert fonts
    assert fonts <= set(config["build"]["apt_packages"])


def test_the_pdf_has_no_empty_pages():
    block = next(
        b for b in blocks_of(DOCS / "how-to" / "pdf.md") if b.language == "python"
    )
    assert '"extraclassoptions": "openany,oneside"' in block.text
