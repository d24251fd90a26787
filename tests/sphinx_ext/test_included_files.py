"""Findings in included files: each names the file that its line is of."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

import pytest

from conftest import Build, Project
from languages import Language
from sphinxcontrib_techspec.findings.fingerprint import fingerprint
from sphinxcontrib_techspec.findings.report import Finding
from sphinxcontrib_techspec.formats import format_report
from sphinxcontrib_techspec.formats.style import Style
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain

CONF = {"exclude_patterns": ["parts"]}

Place = tuple[str, str, str]
"""A rule's code, a file, and text on the line."""

MODELS = """\
# The models.


class User:
    id: int
    name: str = TODO
"""

EXAMPLE = """\
{
  "a": 1,
  "b" 2
}
"""

MARKDOWN = {
    "index": """\
        # Spec

        ```{include} parts/head.md
        ```

        ```{include} parts/items.md
        ```

        ````{techspec:stack}
        :layer: wrong

        ```{include} parts/rows.md
        ```

        ````

        ````{techspec:entity}

        ```{literalinclude} parts/models.py
        ```

        ````

        ````{techspec:payload} P

        ```{literalinclude} parts/example.json
        :language: json
        ```

        ````

        ````{techspec:component} Body

        ```{include} parts/inner.md
        ```

        ````

        ````{techspec:perf}

        ```{include} parts/table.md
        ```

        ````
        """,
    "parts/head.md": """\
        Words before.

        ```{techspec:spec} Shop
        :status: approved
        :statsu: x

        A text with {techspec:stack}`Nope`.
        ```
        """,
    "parts/items.md": """\


        Some {techspec:endpoint}`GET /gone` mention.

        ```{techspec:endpoint} GET /x
        :authx: none
        :waive: TS305 unused reason

        Text {techspec:nope}`a` {techspec:entity}`Missing`.
        ```

        ```{techspec:nothing}
        ```

        ```{techspec:not-applicable} foo
        tbd
        ```

        ```{techspec:waive} TS302
        tbd
        ```

        ```{include} parts/nested.md
        ```

        ```{techspec:table} nokind
        ```
        """,
    "parts/nested.md": """\
        word

        ```{techspec:perf}
        | Metric | Targett |
        |---|---|
        | a | fast |
        | {techspec:entity}`Lost` | < 2 s |
        ```

        ```techspec:stack
        ```
        """,
    "parts/rows.md": """\
        intro

        - **Database**: PostgreSQL 16.x
        - **Cache**: Redis
        """,
    "parts/inner.md": """\
        Para with {techspec:component}`Unknown` here.

        TODO: write
        """,
    "parts/table.md": """\
        Intro.

        | Metric | Target |
        |---|---|
        | b | quick |
        """,
    "parts/models.py": MODELS,
    "parts/example.json": EXAMPLE,
}

RST = {
    "index": """\
        Spec
        ====

        .. include:: parts/head.txt

        .. include:: parts/items.txt

        .. techspec:stack::
           :layer: wrong

           .. include:: parts/rows.txt

        .. techspec:entity::

           .. literalinclude:: parts/models.py

        .. techspec:payload:: P

           .. literalinclude:: parts/example.json
              :language: json

        .. techspec:component:: Body

           .. include:: parts/inner.txt

        .. techspec:perf::

           .. include:: parts/table.txt
        """,
    "parts/head.txt": """\
        Words before.

        .. techspec:spec:: Shop
           :status: approved
           :statsu: x

           A text with :techspec:stack:`Nope`.
        """,
    "parts/items.txt": """\


        Some :techspec:endpoint:`GET /gone` mention.

        .. techspec:endpoint:: GET /x
           :authx: none
           :waive: TS305 unused reason

           Text :techspec:nope:`a` :techspec:entity:`Missing`.

        .. techspec:nothing::

        .. techspec:not-applicable:: foo

           tbd

        .. techspec:waive:: TS302

           tbd

        .. include:: parts/nested.txt

        .. techspec:table:: nokind
        """,
    "parts/nested.txt": """\
        word

        .. techspec:perf::

           .. list-table::
              :header-rows: 1

              * - Metric
                - Targett
              * - a
                - fast
              * - :techspec:entity:`Lost`
                - < 2 s

        .. techspec:stack:
        """,
    "parts/rows.txt": """\
        intro

        - **Database**: PostgreSQL 16.x
        - **Cache**: Redis
        """,
    "parts/inner.txt": """\
        Para with :techspec:component:`Unknown` here.

        TODO: write
        """,
    "parts/table.txt": """\
        Intro.

        .. list-table::
           :header-rows: 1

           * - Metric
             - Target
           * - b
             - quick
        """,
    "parts/models.py": MODELS,
    "parts/example.json": EXAMPLE,
}

FILES: dict[str, Mapping[str, str]] = {"md": MARKDOWN, "rst": RST}

PLACES: Sequence[Place] = [
    ("TS102", "head", "techspec:spec"),
    ("TS002", "head", "statsu"),
    ("TS004", "head", "Nope"),
    ("TS004", "items", "gone"),
    ("TS001", "items", "GET /x"),
    ("TS002", "items", "authx"),
    ("TS006", "items", "unused reason"),
    ("TS004", "items", "Missing"),
    ("TS009", "items", "nope"),
    ("TS009", "items", "techspec:nothing"),
    ("TS006", "items", "not-applicable"),
    ("TS007", "items", "not-applicable"),
    ("TS007", "items", "techspec:waive"),
    ("TS001", "items", "nokind"),
    ("TS002", "nested", "Targett"),
    ("TS004", "nested", "Lost"),
    ("TS009", "nested", "techspec:stack"),
    ("TS301", "rows", "Redis"),
    ("TS001", "index", "wrong"),
    ("TS307", "models.py", "TODO"),
    ("TS008", "example.json", '"b"'),
    ("TS004", "inner", "Unknown"),
    ("TS307", "inner", "TODO"),
    ("TS303", "table", "quick"),
]
"""Where findings are expected; a file without a suffix is one of the host language."""


@pytest.fixture
def made(project: Callable[..., Project], language: Language) -> Project:
    """Return a project with much to find in the files that it includes."""
    return project(FILES[language.suffix], language=language, **CONF)


def places(built: Build) -> set[tuple[str, str, int]]:
    """Return the code, the file and the line of each finding."""
    return {(f["code"], f["file"], f["line"]) for f in built.findings}


def expected(made: Project) -> set[tuple[str, str, int]]:
    """Return the places that are expected."""
    suffix = ".md" if made.suffix == ".md" else ".txt"
    found: set[tuple[str, str, int]] = set()
    for code, name, text in PLACES:
        file = f"parts/{name}" + ("" if "." in name else suffix)
        if name == "index":
            file = f"index{made.suffix}"
        found.add((code, file, made.line(text, file)))
    return found


def test_findings_are_in_the_file_that_is_included(made: Project) -> None:
    built = made.build("techspec")
    assert expected(made) <= places(built)
    lines = {
        path.relative_to(made.source).as_posix(): len(path.read_text().splitlines())
        for path in made.source.rglob("*.*")
    }
    for finding in built.findings:
        assert 0 < finding["line"] <= lines[finding["file"]], finding
    for spec in built.json["specs"]:
        for entry in (*spec["not_applicable"], *spec["waivers"]):
            assert entry["file"].startswith("parts/items")


def test_directive_in_a_code_block_of_an_included_file(
    project: Callable[..., Project],
) -> None:
    part = """\
        ```{techspec:entity} Me
        ```python
        class Me:
            id: int
        ```
        ```

        ```{techspec:error}
        | Code | Meaning |
        |---|---|
        | E1 | a |
        ```

        ```{endpoint} GET /x
        ```
        """
    include = "# Page\n\n```{include} parts/part.md\n```\n"
    made = project({"index": include, "parts/part.md": part}, **CONF)
    found = {(f["code"], f["file"], f["line"]) for f in made.build("techspec").findings}
    for text in ("{techspec:error}", "{endpoint}"):
        line = made.line(text, "parts/part.md")
        assert ("TS009", "parts/part.md", line) in found


def test_warnings_and_formats_name_the_file(made: Project) -> None:
    built = made.build("techspec")
    for code, file, line in expected(made):
        if file != f"index{made.suffix}":
            assert any(
                warning.startswith(f"{file}:{line}: ") and f"techspec.{code}" in warning
                for warning in built.warnings
            ), (code, file, line)


def test_data_is_read_back_with_its_files(made: Project) -> None:
    data = made.build("techspec").json
    item = next(i for i in data["specs"][0]["items"] if i["name"] == "Redis")
    suffix = "md" if made.suffix == ".md" else "txt"
    assert item["file"] == f"parts/rows.{suffix}"
    # The default of the rows is an option in the document.
    assert item["files"] == {"layer": f"index{made.suffix}"}


def test_file_that_is_included_twice(
    project: Callable[..., Project], language: Language
) -> None:
    part = language.directive("techspec:perf", body=language.table(
        ["Metric", "Target"], [["Latency", "fast"]]
    ))  # fmt: skip
    include = language.directive("include", "parts/part.txt")
    # MyST reads what is included as Markdown, docutils as reStructuredText.
    made = project(
        {
            "index": language.document(include, "Between.", include),
            "other": language.document(include),
            "parts/part.txt": f"Words.\n\n{part}\n",
        },
        language=language,
        **CONF,
    )
    found = [f for f in made.build("techspec").findings if f["code"] == "TS303"]
    # One mistake in the source, once for each page.
    assert sorted(f["docname"] for f in found) == ["index", "other"]
    line = made.line("fast", "parts/part.txt")
    for finding in found:
        assert finding["file"] == "parts/part.txt"
        assert abs(finding["line"] - line) <= 1


def test_baseline_is_the_same_where_an_item_moves_to_an_included_file(
    project: Callable[..., Project], language: Language
) -> None:
    item = language.directive("techspec:endpoint", "GET /x", {"authx": "none"})
    made = project({"index": language.document(item)}, language=language, **CONF)
    before = _fingerprints(made.build("techspec"))
    include = language.directive("include", "parts/part.txt")
    made.write({"index": language.document(include), "parts/part.txt": f"\n\n{item}\n"})
    assert _fingerprints(made.build("techspec")) == before


def _fingerprints(built: Build) -> set[str]:
    return {
        fingerprint(
            Finding(
                f["code"],
                f["slug"],
                f["severity"],
                f["state"],
                f["spec"],
                f["section"],
                f["problem"],
                f["kind"],
                f["item"],
                f["subject"],
            )
        )
        for f in built.findings
    }


def test_formats_for_reviews_point_to_the_file(made: Project) -> None:
    report = get_domain(made.build("techspec").app.env).report
    file = "parts/nested.md" if made.suffix == ".md" else "parts/nested.txt"
    line = made.line("Targett", file)
    github = format_report("github", report, Style())
    assert f"file={file},line={line}" in github
    results = json.loads(format_report("sarif", report, Style()))["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert any(
        place["artifactLocation"]["uri"] == file
        and place["region"]["startLine"] == line
        for place in places
    )
