"""``--fix`` writes a version into each form of an item, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixing.repositories import NEW, OLD, page, repository
from sphinxcontrib_techspec.cli import main

FASTAPI, FLASK = NEW["FastAPI"], NEW["Flask"]

# Each form has the versions that change in brackets, in the order of `NEW`; text that
# has no brackets stays as it is.
FORMS = {
    "md-option": "```{techspec:stack} FastAPI\n:role: Web\n:version: [0]\n```\n",
    "md-colons": ":::{techspec:stack} FastAPI\n:role: Web\n:version: [0]\n:::\n",
    "md-yaml": '```{techspec:stack} FastAPI\n---\nversion: "[0]"\n---\n```\n',
    "md-quote": "> ```{techspec:stack} FastAPI\n> :version: [0]\n> ```\n",
    "md-rst": "```{eval-rst}\n.. techspec:stack:: FastAPI\n   :version: [0]\n```\n",
    "md-table": (
        "```{techspec:stack}\n| Role | Name | Version | Notes |\n|---|---|---|---|\n"
        "| Web | FastAPI | [0] | 0.110.0 was the first |\n"
        "| Web | Flask | [1] |\n```\n"
    ),
    "md-table-below-text": (
        "```{techspec:stack}\nWords on 0.110.0.\n\n| Name | Version | Notes |\n"
        "|---|---|---|\n| FastAPI | **[0]** | 0.110.0 |\n| Flask | `[1]` | |\n```\n"
    ),
    "md-table-names": (
        "```{techspec:stack}\n| Role | Name and version |\n|---|---|\n"
        "| Web | FastAPI [0] |\n| Web | **Flask** [1] |\n```\n"
    ),
    "md-table-joined": (
        "```{techspec:stack}\n| Name | Version |\n|---|---|\n"
        "| FastAPI + Flask | [0] + 2.0.0 |\n```\n"
    ),
    "md-bullets": (
        "```{techspec:stack}\n- **Web**: FastAPI [0]\n* **Pages**: Flask `[1]`\n```\n"
    ),
    "md-bullet-wrapped": (
        "```{techspec:stack}\n- **Web**: FastAPI\n  [0] - a note\n  on two lines\n```\n"
    ),
    "md-bullets-of-item": (
        "```{techspec:stack} FastAPI\n\nText.\n\n- Role: Web\n- Version: [0]\n```\n"
    ),
    "md-list-table": (
        "````{techspec:stack}\n```{list-table}\n:header-rows: 1\n\n* - Name\n"
        "  - Version\n* - FastAPI\n  - [0]\n* - Flask\n  - [1]\n```\n````\n"
    ),
    "md-csv-table": (
        "````{techspec:stack}\n```{csv-table}\n:header: Name, Version\n\n"
        'FastAPI, "[0]"\nFlask, [1]\n```\n````\n'
    ),
    "rst-option": ".. techspec:stack:: FastAPI\n   :role: Web\n   :version: [0]\n",
    "rst-bullets": (
        ".. techspec:stack::\n\n   - **Web**: FastAPI [0]\n"
        "   - **Pages**: Flask ``[1]``\n"
    ),
    "rst-field-list": (
        ".. techspec:stack::\n\n   :Web: FastAPI [0]\n   :Pages: Flask [1]\n"
    ),
    "rst-list-table": (
        ".. techspec:stack::\n\n   .. list-table::\n      :header-rows: 1\n\n"
        "      * - Name\n        - Version\n      * - FastAPI\n        - [0]\n"
        "      * - Flask\n        - [1]\n"
    ),
    "rst-csv-table": (
        ".. techspec:stack::\n\n   .. csv-table::\n      :header: Name, Version\n\n"
        '      FastAPI, "[0]"\n      Flask, [1]\n'
    ),
    "rst-simple-last-column": (
        ".. techspec:stack::\n\n   =======  =======\n   Name     Version\n"
        "   =======  =======\n   FastAPI  [0]\n   Flask    [1]\n   =======  =======\n"
    ),
}  # fmt: skip


def filled(form: str, *versions: str) -> str:
    """Return a form with versions in place of its numbers in brackets."""
    for number, version in enumerate(versions):
        form = form.replace(f"[{number}]", version)
    return form


def fix(docs: Path, *options: str) -> int:
    """Run ``techspec check --fix`` for drift of versions alone."""
    return main(["check", str(docs), "--fix", "--select", "TS403", *options])


@pytest.mark.parametrize("name", FORMS)
def test_the_version_alone_is_written(name: str, tmp_path: Path):
    suffix = name.partition("-")[0]
    form = FORMS[name].replace("2.0.0", "[1]")
    before, after = filled(form, OLD, OLD), filled(form, FASTAPI, FLASK)
    if name == "md-table-joined":
        # Twice the same version in a cell is not the version of one of two.
        before = filled(form, OLD, "2.0.0")
    docs = repository(tmp_path, {f"index.{suffix}": page(suffix, before)})
    assert fix(docs) == 0
    path = docs / f"index.{suffix}"
    assert path.read_text("utf-8") == page(suffix, after)
    stamp = path.stat().st_mtime_ns
    assert fix(docs) == 0
    assert path.stat().st_mtime_ns == stamp


GRID = """\
.. techspec:stack::

   +---------+-{line}-+------+
   | Name    | {head} | 名前 |
   +=========+={rule}=+======+
   | FastAPI | {fastapi} | 一   |
   +---------+-{line}-+------+
   | Flask   | {flask} |      |
   +---------+-{line}-+------+
"""

SIMPLE = """\
.. techspec:stack::

   =======  {rule}  ====
   Name     {head}  名前
   =======  {rule}  ====
   FastAPI  {fastapi}  一

   Flask    {flask}
   =======  {rule}  ====
"""


def drawn(table: str, width: int, fastapi: str, flask: str) -> str:
    """Return a table with a column of versions of a width."""
    text = table.format(
        line="-" * width, rule="=" * width, head="Version".ljust(width),
        fastapi=fastapi.ljust(width), flask=flask.ljust(width),
    )  # fmt: skip
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


@pytest.mark.parametrize("table", [GRID, SIMPLE], ids=["grid", "simple"])
@pytest.mark.parametrize("width", [8, 12])
def test_a_drawn_table_keeps_its_columns(table: str, width: int, tmp_path: Path):
    text = drawn(table, width, OLD, OLD)
    docs = repository(tmp_path, {"index.rst": page("rst", text)})
    assert fix(docs) == 0
    expected = page("rst", drawn(table, width, FASTAPI, FLASK))
    written = (docs / "index.rst").read_text("utf-8")
    assert written == expected


@pytest.mark.parametrize("table", [GRID, SIMPLE], ids=["grid", "simple"])
def test_what_does_not_fit_is_refused(
    table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    def text(fastapi: str, flask: str) -> str:
        # Without the space that a cell of a grid has at its end.
        found = drawn(table, 7, fastapi, flask)
        return page("rst", found.replace(f"| {OLD} |", f"|  {OLD}|"))

    docs = repository(tmp_path, {"index.rst": text(OLD, OLD)})
    assert fix(docs) == 1
    written = (docs / "index.rst").read_text("utf-8")
    # The shorter version fits, and the longer one is left.
    expected = text(OLD, FLASK)
    if table is GRID:
        expected = expected.replace(f"| {FLASK}   |", f"|  {FLASK}  |")
    assert written == expected
    captured = capsys.readouterr()
    assert "not fixed: TS403 stack FastAPI" in captured.err
    assert "1 could not be fixed" in captured.out


REFUSED = {
    "md-substitution": (
        "```{techspec:stack}\n| Name | Version |\n|---|---|\n"
        "| FastAPI | {{ old }} |\n```\n"
    ),
    "md-twice": "```{techspec:stack}\n- **Web**: FastAPI 0.110.0 (not 0.110.0a1)\n```\n",
    "rst-substitution": (
        ".. |old| replace:: 0.110.0\n\n.. techspec:stack::\n\n   - **Web**: FastAPI |old|\n"
    ),
    "rst-spanning": (
        ".. techspec:stack::\n\n"
        "   +---------+-----------+-------------+\n"
        "   | Name    | Version   | Note        |\n"
        "   +=========+===========+=============+\n"
        "   | FastAPI | 0.110.0   |             |\n"
        "   +---------+           +-------------+\n"
        "   | Flask   |           | was 0.110.0 |\n"
        "   +---------+-----------+-------------+\n"
    ),
    # The option is of both rows, and the lock file has a version for each.
    "md-shared": (
        "```{techspec:stack}\n:version: 0.110.0\n\n- **Web**: FastAPI\n"
        "- **Pages**: Flask\n```\n"
    ),
    # It is right for one of them.
    "rst-shared": (
        ".. techspec:stack::\n   :version: 3.1.2\n\n   - **Web**: FastAPI\n"
        "   - **Pages**: Flask\n"
    ),
    "rst-planned": (
        ".. techspec:stack:: FastAPI\n   :status: planned\n   :version: 0.110.0\n"
    ),
    # The spec is ahead of the repository.
    "md-ahead": "```{techspec:stack} FastAPI\n:version: 0.120.0\n```\n",
    # It says less than the author: a release of another image.
    "md-suffix": "```{techspec:stack} FastAPI\n:version: 0.110.0-slim\n```\n",
    "md-waived": (
        "```{techspec:stack} FastAPI\n:version: 0.110.0\n:waive: TS403 Old on purpose.\n"
        "```\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_without_an_exact_place_of_its_own_nothing_is_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    suffix = name.partition("-")[0]
    text = page(suffix, REFUSED[name])
    if name == "md-ahead":
        text = text.replace("implemented", "approved")
    docs = repository(tmp_path, {f"index.{suffix}": text})
    fix(docs)
    assert (docs / f"index.{suffix}").read_text("utf-8") == text
    # Nor is a fix that would be taken back offered.
    capsys.readouterr()
    main(["check", str(docs), "--dry-run", "--select", "TS403"])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_included_files_in_the_folder(suffix: str, tmp_path: Path):
    include = {
        "md": "```{include} parts/stack.txt\n:start-line: 1\n```\n",
        "rst": ".. include:: parts/stack.txt\n",
    }[suffix]
    form = ("Left out\n\n" if suffix == "md" else "") + FORMS[f"{suffix}-bullets"]
    index = page(suffix, include)
    docs = repository(
        tmp_path,
        {f"index.{suffix}": index, "parts/stack.txt": filled(form, OLD, OLD)},
    )
    assert fix(docs) == 0
    assert (docs / f"index.{suffix}").read_text("utf-8") == index
    written = (docs / "parts" / "stack.txt").read_text("utf-8")
    assert written == filled(form, FASTAPI, FLASK)


@pytest.mark.parametrize("start", [1, 3])
def test_a_file_that_is_included_from_its_middle_is_left(
    start: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    # docutils counts its lines from there: they are those of other items.
    items = "".join(
        f".. techspec:stack:: {name}\n   :version: 0.110.0\n\n" for name in NEW
    )
    lines = "Left\n\nout\n\n"[: start + 1]
    docs = repository(
        tmp_path,
        {"index.rst": page("rst", f".. include:: stack.txt\n   :start-line: {start}\n"),
         "stack.txt": lines + items},
    )  # fmt: skip
    assert fix(docs) == 1
    assert (docs / "stack.txt").read_text("utf-8") == lines + items
    capsys.readouterr()
    assert main(["check", str(docs), "--dry-run"]) == 1
    assert "0.110.0" not in capsys.readouterr().out


def test_a_file_of_several_documents_is_left(tmp_path: Path):
    text = filled(FORMS["md-bullets"], OLD, OLD)
    index = page("md", "```{include} stack.txt\n```\n")
    docs = repository(
        tmp_path,
        {
            "index.md": index,
            "more.md": index.replace("Shop", "Kites"),
            "stack.txt": text,
        },
    )
    assert fix(docs) == 1
    assert (docs / "stack.txt").read_text("utf-8") == text


def test_included_files_elsewhere_are_left(tmp_path: Path):
    text = filled(FORMS["md-bullets"], OLD, OLD)
    docs = repository(
        tmp_path,
        {"index.md": page("md", "```{include} ../stack.txt\n```\n"),
         "../stack.txt": text},
    )  # fmt: skip
    assert fix(docs) == 1
    assert (tmp_path / "stack.txt").read_text("utf-8") == text
