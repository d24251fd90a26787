"""Specs in another language: what a catalogue has, and what its translation shows.

Words of authors are ``ww1``, ``ww2``, …, and ``x1``, ``x2``, … in the translation, so a
word that is left in the source's language is seen on any page.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from conftest import Build, Project
from languages import Language, Markdown
from sphinxcontrib_techspec.kinds import KINDS, Kind
from sphinxcontrib_techspec.kinds.field import FieldSpec
from sphinxcontrib_techspec.sphinx_ext.reading.rows import row_fields

_OWN = re.compile(r"\bww(\d+)\b")

CONF: dict[str, Any] = {
    "gettext_uuid": False,
    "locale_dirs": ["../locale"],
    "gettext_compact": False,
}


def catalogues(project: Project) -> dict[str, Catalog]:
    """Return the catalogues that a gettext build writes, by document."""
    out = project.build("gettext").out
    return {
        path.relative_to(out).with_suffix("").as_posix(): read_po(path.open("rb"))
        for path in out.rglob("*.pot")
    }


def messages(catalogue: Catalog) -> list[str]:
    """Return the messages of a catalogue."""
    return [str(message.id) for message in catalogue if message.id]


def translate(project: Project, word: str = "x") -> None:
    """Write catalogues of German with every message translated."""
    for name, catalogue in catalogues(project).items():
        for message in catalogue:
            if message.id:
                message.string = _OWN.sub(rf"{word}\1", str(message.id))
        catalogue.fuzzy = False
        catalogue.locale = "de"
        path = project.folder / "locale" / "de" / "LC_MESSAGES" / f"{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue)
    project.configure(language="de")
    # Python reads a catalogue once in a process.
    vars(gettext)["_translations"].clear()


def left(text: str) -> list[str]:
    """Return the words of authors that are in the source's language."""
    return _OWN.findall(text)


class Words:
    """Gives words and names that are not given again."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.given: list[str] = []

    def word(self) -> str:
        """Return a new word."""
        number = str(next(self._numbers))
        self.given.append(number)
        return f"ww{number}"

    def prose(self, language: Language) -> str:
        """Return a text with the markup that cells have."""
        code = language.literal("kept")
        return f"{self.word()} *{self.word()}* {code} **{self.word()}**"

    def value(self, field: FieldSpec, language: Language) -> str:
        """Return a value of a field, empty where a field has no words."""
        return self.prose(language) if field.is_translated else ""


def name_of(kind: type[Kind], number: int) -> str:
    """Return the name of an item."""
    if kind.kind == "endpoint":
        return f"GET /n{number}"
    if kind.kind == "relation":
        return f"N{number} to M{number}"
    return f"Name{number}"


def table_of(kind: type[Kind], language: Language, words: Words) -> str:
    """Return a directive with a row that has every field with words."""
    specs = kind.field_specs().items()
    fields = [f for n, f in specs if f.is_translated and n != kind.code]
    heads = [kind.label, *(field.label for field in fields), words.word()]
    row = [name_of(kind, 1), *(words.value(f, language) for f in fields)]
    table = language.table(heads, [[*row, words.prose(language)]])
    return language.directive(f"techspec:{kind.kind}", body=table)


def item_of(kind: type[Kind], language: Language, words: Words) -> str:
    """Return an item with every field with words as an option."""
    options = {
        name: f"{words.word()} {words.word()}"
        for name, field in kind.field_specs().items()
        if field.is_translated and name != kind.code
    }
    options |= {words.word(): words.word()}
    body = [words.prose(language)]
    if parts := row_fields(kind):
        heads = [field.label for field in parts.values()]
        row = [words.value(f, language) or "n" for f in parts.values()]
        body.append(language.table(heads, [row]))
    return language.directive(
        f"techspec:{kind.kind}", name_of(kind, 2), options, "\n\n".join(body)
    )


def bullets_of(kind: type[Kind], language: Language, words: Words) -> str:
    """Return a directive with bullets, and prose below one."""
    link = language.link(words.word(), "https://example.org/kept")
    body = (
        f"- **{name_of(kind, 3)}**: {words.word()} - {words.word()} {link}\n\n"
        f"  {words.prose(language)}\n"
        f"- **{name_of(kind, 4)}**: {words.word()} *{words.word()}* - {words.word()}\n"
    )
    return language.directive(f"techspec:{kind.kind}", body=body)


@pytest.mark.slow
def test_no_word_of_any_kind_is_left(
    project: Callable[..., Project], language: Language
) -> None:
    words = Words()
    blocks = [
        make(kind, language, words)
        for kind in KINDS
        for make in (table_of, item_of, bullets_of)
        if make is not bullets_of or kind.kind in {"error", "security", "test"}
    ]
    views = [
        language.directive(
            "techspec:table", kind.kind, {"caption": words.word(), "spec": "all"}
        )
        for kind in KINDS
    ]
    views.append(language.directive("techspec:diagram", "components"))
    toctree = language.directive("toctree", body="views")
    made = project(
        {
            "index": language.document(toctree, *blocks),
            "views": language.document(*views),
        },
        language=language,
        **CONF,
    )
    translate(made)
    for builder in ("html", "text", "latex"):
        shown = "".join(_outputs(made.build(builder)))
        assert not left(shown), builder
        missing = [n for n in words.given if not re.search(rf"\bx{n}\b", shown)]
        assert not missing, builder
        assert "kept" in shown


def _outputs(build: Build) -> Iterator[str]:
    names = {"html": "*.html", "text": "*.txt", "latex": "*.tex"}
    for path in build.out.glob(names[build.builder]):
        if path.name not in {"genindex.html", "search.html"}:
            yield path.read_text("utf-8")


SPEC = {
    "md": """\
        # ww1

        ```{techspec:spec} Shop
        :status: approved
        :ww2: ww3

        ww4 *ww5*.
        ```

        ```{techspec:stack}
        :ww6: ww7

        | Role | Name | Version |
        |------|------|---------|
        | Cache ww8 | Redis | 7.2.1 |
        | ww9 | Nginx | 1.27.2 |
        ```

        ```{techspec:perf}
        :waive: TS305 ww10 ww11

        | Metric | Target |
        |--------|--------|
        | Latency | < 5 ms ww12 |
        ```

        ```{techspec:not-applicable} cli
        ww13 *ww14*.
        ```

        ```{techspec:waive} TS103
        ww15 ww16.
        ```
        """,
    "rst": """\
        ww1
        ==

        .. techspec:spec:: Shop
           :status: approved
           :ww2: ww3

           ww4 *ww5*.

        .. techspec:stack::
           :ww6: ww7

           .. list-table::
              :header-rows: 1

              * - Role
                - Name
                - Version
              * - Cache ww8
                - Redis
                - 7.2.1
              * - ww9
                - Nginx
                - 1.27.2

        .. techspec:perf::
           :waive: TS305 ww10 ww11

           .. list-table::
              :header-rows: 1

              * - Metric
                - Target
              * - Latency
                - < 5 ms ww12

        .. techspec:not-applicable:: cli

           ww13 *ww14*.

        .. techspec:waive:: TS103

           ww15 ww16.
        """,
}


@pytest.fixture
def spec(project: Callable[..., Project], language: Language) -> Project:
    """Return a spec, with a report and a view on other pages."""
    report = language.document(language.directive("techspec:report"), title="Report")
    view = language.directive("techspec:table", "stack", {"caption": "ww20"})
    files = {
        "index": SPEC[language.suffix],
        "report": report,
        "view": language.document(view, title="View"),
    }
    return project(files, language=language, **CONF)


def test_header_reasons_and_report(spec: Project) -> None:
    translate(spec)
    page, report = spec.text("index"), spec.text("report")
    assert not left(page)
    # A finding names an option as it is written in the source.
    assert set(left(report)) <= {"2", "6"}
    for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16):
        assert f"x{number}" in page
    for words in ("x10 x11", "x13 x14", "x15 x16"):
        assert words in report


@pytest.mark.slow
def test_data_stays_in_the_language_of_the_source(spec: Project) -> None:
    before = spec.build("techspec").json
    translate(spec)
    after = spec.build("techspec", fresh=True).json
    assert after["specs"] == before["specs"]


@pytest.mark.slow
def test_new_translation_is_shown_without_a_change_of_the_source(
    spec: Project,
) -> None:
    translate(spec)
    assert "x8" in spec.build("html").html("view")
    translate(spec, "y")
    for path in spec.folder.rglob("*.po"):
        os.utime(path, (2e9, 2e9))
    built = spec.build("html")
    for page in ("index", "view"):
        assert "y8" in built.html(page)
        assert "x8" not in built.html(page)
    assert built.html("report") == spec.build("html", fresh=True).html("report")


@pytest.mark.slow
def test_reading_in_parallel_shows_the_same(spec: Project) -> None:
    translate(spec)
    pages = {f"more{number}": spec.path("index").read_text() for number in range(8)}
    spec.write(pages)
    for catalogue in list(spec.folder.rglob("index.po")):
        for name in pages:
            catalogue.with_name(f"{name}.po").write_bytes(catalogue.read_bytes())
    serial = spec.build("text", fresh=True)
    before = {name: serial.text(name) for name in ["view", *pages]}
    parallel = spec.build("text", parallel=2, fresh=True)
    assert {name: parallel.text(name) for name in ["view", *pages]} == before


RECORD = {
    "md": """\
        # Use ww1

        - Status: Accepted
        - Date: 2026-01-02

        ## Links

        Supersedes [the old one](0002-old.md).
        """,
    "rst": """\
        Use ww1
        =======

        :Status: Accepted
        :Date: 2026-01-02

        Links
        -----

        Supersedes `the old one`_.

        .. _the old one: 0002-old.rst
        """,
}
OLD = {
    "md": "# 2. Old\n\n- Status: Accepted\n",
    "rst": "2. Old\n======\n\n:Status: Accepted\n",
}


def test_decision_records_are_read_in_the_language_of_the_source(
    project: Callable[..., Project], language: Language
) -> None:
    view = language.directive("techspec:adrs")
    made = project(
        {
            "index": language.document(view),
            "adr/0001-new": RECORD[language.suffix],
            "adr/0002-old": OLD[language.suffix],
        },
        language=language,
        **CONF,
    )
    before = made.build("techspec").json
    translate(made)
    for path in made.folder.rglob("000*.po"):
        text = path.read_text("utf-8")
        for word in ("Status: Accepted", "Accepted", "Supersedes"):
            text = text.replace(f'msgstr "{word}', f'msgstr "Stand {word[:3]}')
        path.write_text(text, "utf-8")
    after = made.build("techspec", fresh=True).json
    assert after["specs"] == before["specs"]
    assert after["decision_records"] == before["decision_records"]
    assert re.search(r"\bx1\b", made.text("index"))


CELLS = [
    "ww1 ww2",
    "ww1 *ww2* and `code`",
    "ww1 [ww2](https://example.org)",
    r"ww1 \| ww2",
    "ww1 {ref}`ww2 <there>`",
]


@pytest.mark.parametrize("cell", CELLS)
def test_messages_are_those_of_a_plain_table(
    project: Callable[..., Project], cell: str
) -> None:
    language = Markdown()
    plain = language.table(["Plain"], [[cell]])
    table = language.table(["Code", "Meaning"], [["E1", cell]])
    made = project(
        {
            "index": language.document(
                "(there)=\n", language.directive("techspec:error", body=table)
            ),
            "plain": language.document("(here)=\n", plain.replace("there", "here")),
        },
        **CONF,
    )
    found = catalogues(made)
    expected = set(messages(found["plain"])) - {"Page", "Plain"}
    shown = {message.replace("there", "here") for message in messages(found["index"])}
    assert shown - {"Page"} == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- **E1**: see *a* - see *b* now", {"see *a*", "see *b* now"}),
        ("- **E1**: a `one` - a [two](https://example.org)",
         {"a `one`", "a [two](https://example.org)"}),
        ("- **E1**: go {techspec:error}`E2` - go {techspec:error}`E1` too\n- **E2**: b - c",
         {"go {techspec:error}`E2`", "go {techspec:error}`E1` too"}),
    ],
)  # fmt: skip
def test_words_that_are_in_a_bullet_twice(
    project: Callable[..., Project], body: str, expected: set[str]
) -> None:
    language = Markdown()
    made = project(
        {"index": language.document(language.directive("techspec:error", body=body))},
        **CONF,
    )
    assert expected <= set(messages(catalogues(made)["index"]))


def test_markup_of_a_translation_is_parsed(
    project: Callable[..., Project], language: Language
) -> None:
    heads = ["Code", "Meaning", "User action"]
    table = language.table(heads, [["E1", "ww1", "a"], ["E2", "ww2", "a"]])
    made = project(
        {"index": language.document(language.directive("techspec:error", body=table))},
        language=language,
        **CONF,
    )
    translate(made)
    path = next(made.folder.rglob("index.po"))
    role = language.role("techspec:error", "E1")
    text = path.read_text("utf-8").replace('"x2"', f'"*x2* {role}"')
    path.write_text(text, "utf-8")
    page = made.build("html").html()
    assert "<em>x2</em>" in page
    assert 'href="#error-e1"' in page
    assert not made.build("html").own_warnings


def test_footnote_in_a_translation_is_numbered_once(
    project: Callable[..., Project], language: Language
) -> None:
    mark = "[^n]" if language.suffix == "md" else "[#n]_"
    note = "[^n]: Note." if language.suffix == "md" else ".. [#n] Note."
    heads = ["Code", "Meaning", "User action"]
    table = language.table(heads, [["E1", f"ww1 {mark}", "a"]])
    error = language.directive("techspec:error", body=table)
    made = project({"index": language.document(error, note)}, language=language, **CONF)
    translate(made)
    built = made.build("html")
    page = built.html()
    assert "x1" in page
    for target in re.findall(r'href="#(id\d+)"', page):
        assert page.count(f'id="{target}"') == 1
    assert not built.warnings


def test_project_without_catalogues_has_no_translations(
    spec: Project, tmp_path: Path
) -> None:
    assert not (tmp_path / "locale").exists()
    assert left(spec.text("view"))


def test_the_lists_in_the_body_of_an_item(project, language):
    made = project(
        {
            "index": language.document(
                language.directive("techspec:test", "Unit", body="- ww1 *ww2*\n- ww3"),
                language.directive(
                    "techspec:security", "Login",
                    body="- **Method**: ww4 *ww5*\n- **Kept**: ww6",
                ),
                language.directive(
                    "techspec:test", "All", body="ww7:\n\n- ww8\n- ww9"
                ),
                language.directive("techspec:table", "test"),
                language.directive(
                    "techspec:table", "security", {"columns": "name, method, details"}
                ),
            )
        },
        language=language,
        **CONF,
    )  # fmt: skip
    translate(made)
    for builder in ("text", "techspec"):
        built = made.build(builder)
        assert not built.own_warnings
        if builder == "text":
            assert not left(built.text())
            for number in range(1, 10):
                assert len(re.findall(rf"\bx{number}\b", built.text())) == 2
        else:
            # The data stay in the language of the source.
            assert built.items[0]["fields"]["focus"] == "ww1 ww2; ww3"
            assert built.items[1]["fields"]["method"] == "ww4 ww5"
