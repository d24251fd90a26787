"""Pages in other languages: whole catalogues, and no word of ours left in English."""

from __future__ import annotations

import gettext
import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message

from conftest import EXAMPLES, FAST, ROOT, Build, Project, run_sphinx
from pages import Page, words
from sphinxcontrib_techspec.sphinx_ext.i18n import CATALOG, FOLDER


def _load() -> ModuleType:
    path = ROOT / "scripts" / "catalogues.py"
    spec = importlib.util.spec_from_file_location("catalogues", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Where the class of an annotation is looked for.
    sys.modules["catalogues"] = module
    spec.loader.exec_module(module)
    return module


MESSAGES: Any = _load()
LANGUAGES: tuple[str, ...] = MESSAGES.LANGUAGES
CODE: Catalog = MESSAGES.extract_messages()

CATALOGUES = {language: MESSAGES.read(MESSAGES.po_file(language), language)
              for language in LANGUAGES}  # fmt: skip


def ids(message: Message) -> tuple[str, ...]:
    """Return a message, one or two forms of it."""
    text = message.id
    return (text,) if isinstance(text, str) else tuple(map(str, text))


def keys(catalog: Catalog) -> set[tuple[str | None, str]]:
    """Return the messages of a catalogue, each by its context and its text."""
    return {(m.context, "|".join(ids(m))) for m in catalog if m.id}


def forms(message: Message) -> tuple[str, ...]:
    """Return the translations of a message, one a plural form."""
    text = message.string
    return tuple(text) if isinstance(text, (tuple, list)) else (text or "",)


def messages(language: str) -> Iterator[Message]:
    """Return the messages of a language's catalogue, but its head."""
    return (message for message in CATALOGUES[language] if message.id)


# The catalogues


def test_the_template_has_the_messages_of_the_code():
    template = MESSAGES.read(MESSAGES.TEMPLATE)
    assert keys(template) == keys(CODE), "run “nox -s messages”"


def test_every_language_that_ships_is_tried():
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == {*LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_translates_every_message(language: str):
    assert keys(CODE)
    assert keys(CATALOGUES[language]) == keys(CODE), "run “nox -s messages”"
    assert [m.id for m in messages(language) if m.fuzzy] == []
    plurals = CATALOGUES[language].num_plurals
    for message in messages(language):
        several = len(ids(message)) > 1
        assert len(forms(message)) == (plurals if several else 1), message.id
        assert all(form.strip() for form in forms(message)), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_places_of_their_message(language: str):
    for message in messages(language):
        places = Counter(re.findall(r"\{\w*\}", ids(message)[-1]))
        for form in forms(message):
            assert Counter(re.findall(r"\{\w*\}", form)) == places, (message.id, form)
            assert form[:1].isspace() == ids(message)[0][:1].isspace(), (
                message.id,
                form,
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_loaded_is_what_was_translated(language: str):
    loaded = gettext.translation(CATALOG, FOLDER, [language])
    assert any(message.context for message in messages(language))
    for message in messages(language):
        one, *more = ids(message)
        if more:
            used = {loaded.ngettext(one, more[0], number) for number in range(200)}
            assert used == set(forms(message)), "run “nox -s messages”"
        elif message.context:
            assert loaded.pgettext(message.context, one) == message.string, one
        else:
            assert loaded.gettext(one) == message.string, one


# The pages

OURS = (
    "rubric", "techspec-badge", "techspec-why", "techspec-label", "techspec-legend",
    "techspec-empty",
)  # fmt: skip
"""Classes of what the extension itself says, and no author."""

LISTS = {"techspec-table": "th", "techspec-fields": "dt"}
"""Classes of lists and tables that it makes, and the tag of their labels."""


def own_words(page: Page) -> set[str]:
    """Return the words that the extension puts on a page by itself."""
    found: set[str] = set()
    for element in page.body.iter():
        classes = element.get("class", "").split()
        labels = [element] if {*classes} & {*OURS} else []
        for name in {*classes} & {*LISTS}:
            labels += element.iter(LISTS[name])
        found |= {words(label).strip(" :：()#") for label in labels}
        found |= {element.get("title", ""), element.get("aria-label", "")}
    return found


def english(language: str) -> set[str]:
    """Return what a page in another language has to say otherwise."""
    own = {form for message in messages(language) for form in forms(message)}
    return {m.id for m in messages(language) if isinstance(m.id, str)} - own


@pytest.fixture(scope="module")
def conduit(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Build]:
    """Return a function that builds the example in a language, once."""
    folder = tmp_path_factory.mktemp("languages")
    built: dict[tuple[str, str], Build] = {}

    def build(language: str, builder: str = "html") -> Build:
        key = language, builder
        if key not in built:
            built[key] = run_sphinx(
                EXAMPLES / "conduit", folder / f"{language}-{builder}",
                folder / f"{language}-trees", builder,
                conf={**FAST, "language": language},
            )  # fmt: skip
        return built[key]

    return build


HEADS = {
    "de": {
        "stack": ["Rolle", "Name", "Version", "Entscheidung"],
        "errors": ["Code", "Bedeutung", "Abhilfe"],
        "cli": ["Befehl", "Zweck", "Beispiel"],
    },
    "zh_CN": {
        "stack": ["用途", "名称", "版本", "决策"],
        "errors": ["代码", "含义", "用户操作"],
        "cli": ["命令", "用途", "示例"],
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_has_heads_in_its_language(
    language: str, conduit: Callable[..., Build]
):
    for docname, heads in HEADS[language].items():
        page = Page(conduit(language).html(docname))
        shown = [[words(th) for th in table.iter("th")]
                 for table in page.body.iter("table")]  # fmt: skip
        assert heads in shown, docname


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_has_no_word_of_ours_in_english(
    language: str, conduit: Callable[..., Build]
):
    here, there = conduit(language), conduit("en")
    left: dict[str, set[str]] = {}
    for path in sorted(here.out.rglob("*.html")):
        if path.stem in {"genindex", "search"}:
            continue
        docname = path.relative_to(here.out).with_suffix("").as_posix()
        if found := own_words(Page(here.html(docname))) & english(language):
            left[docname] = found
    assert left == {}
    # What is found nowhere in English either would prove nothing.
    shown = own_words(Page(there.html("report"))) | own_words(Page(there.html("stack")))
    assert {"Section", "Passed", "Role", "core", "accepted"} <= shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_anchors_and_classes_are_the_same_in_every_language(
    language: str, conduit: Callable[..., Build]
):
    def names(build: Build, docname: str) -> list[tuple[str, str]]:
        return [
            (e.get("id", ""), e.get("class", ""))
            for e in Page(build.html(docname)).body.iter()
            # Words differ in length, and the description of a drawing in its key.
            if e.get("class") != "techspec-long"
            and e.tag != "wbr"
            and not e.get("id", "").endswith(("-title", "-desc"))
        ]

    for docname in ("index", "api", "stack", "report", "decisions/index"):
        assert names(conduit(language), docname) == names(conduit("en"), docname)
    assert conduit(language).inventory == conduit("en").inventory


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json_is_the_same_in_every_language(
    language: str, conduit: Callable[..., Build]
):
    here, there = conduit(language, "techspec"), conduit("en", "techspec")
    for name in ("techspec.json", "techspec.sarif"):
        assert here.read(name) == there.read(name)


def test_latex_in_german(conduit: Callable[..., Build]):
    source = conduit("de", "latex").read("conduit.tex")
    source = re.sub(r"\\penalty\d+\{\}", "", source)
    for text in ("Entscheidung", "Zielwert", "Abschnitt für Abschnitt", "Verwendet von",
                 "angenommen", r"100 \%"):  # fmt: skip
        assert text in source
    for text in ("Section by section", "Used by", "{accepted}", "1107 checks"):
        assert text not in source


GAPS = """
    # Spec

    ```{techspec:spec} Shop
    :status: approved
    :version: 1
    :flavour: sweet
    ```

    ```{techspec:stack}
    | Role | Name | Version | Decision |
    |------|------|---------|----------|
    | Database | PostgreSQL | latest | ADR-0001 |
    | Cache | Redis | 7.2.7 | ADR-0099 |
    ```

    ```{techspec:component} Ledger
    :uses: Nobody
    :status: deprecated

    Keeps the books.
    ```

    ```{techspec:entity} User
    :nonsense: yes

    - **id**: UUID
    ```

    ```{techspec:not-applicable} cli
    There is nothing to type.
    ```

    ```{techspec:waive} TS306
    It is long for a reason.
    ```

    ```{techspec:table} payload
    ```

    ```{techspec:diagram} decisions
    ```

    ```{techspec:report}
    ```

    ```{toctree}
    adr/0001-old
    adr/0002-new
    ```
    """

PROJECT = {
    "index": GAPS,
    "adr/0001-old": "# Old\n\n## Status\n\nSuperseded by 0002\n",
    "adr/0002-new": "# New\n\n## Status\n\nAccepted\n",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_translated_on_pages_and_english_elsewhere(
    language: str, project: Callable[..., Project]
):
    build = project(PROJECT).build()
    foreign = project(PROJECT)
    foreign.configure(language=language)
    page = Page(foreign.build().html())
    assert own_words(page) & english(language) == set()
    text = words(page.body)
    for phrase in ("must be fixed", "Fix first", ": not applicable", "TS306 is waived. ",
                   "to show", "unknown option", "not found", "checks",
                   "(a floating tag)", "use an exact release"):  # fmt: skip
        assert phrase in words(Page(build.html()).body)
        assert phrase not in text
    # The log is English in every language.
    own = [line.partition(": ")[2] for line in build.own_warnings]
    assert own
    again = foreign.build(fresh=True).own_warnings
    assert [line.partition(": ")[2] for line in again] == own


def test_a_record_says_by_what_it_was_superseded(project: Callable[..., Project]):
    shop = project(PROJECT)
    assert "superseded by ADR-0002: New" in words(Page(shop.html("adr/0001-old")).body)
    shop.configure(language="de")
    assert "ersetzt durch ADR-0002: New" in words(Page(shop.html("adr/0001-old")).body)
    shop.configure(language="zh_CN")
    assert "已被取代，取代者：ADR-0002: New" in words(
        Page(shop.html("adr/0001-old")).body
    )


def types(build: Build) -> str:
    """Return what the search calls the types of objects."""
    found = re.search(r'"objnames":\{.*?\}', build.read("searchindex.js"))
    assert found is not None
    return found[0]


def test_another_language_changes_all_of_a_build_that_was_there(
    project: Callable[..., Project],
):
    shop = project(PROJECT)
    shop.build()
    for language in ("de", "en", "zh_CN"):
        shop.configure(language=language)
        changed = shop.build()
        clean = shop.build(fresh=True)
        for name in ("index", "adr/0001-old", "adr/0002-new", "genindex"):
            # Sphinx computes the checksums of its own scripts once a process.
            here, there = (re.sub(r"ions\.js\?v=\w+", "", build.html(name))
                           for build in (changed, clean))  # fmt: skip
            assert here == there, (language, name)
        # Of words that are gone, Sphinx keeps that they are nowhere.
        assert types(changed) == types(clean)


def test_one_process_builds_in_several_languages(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
):
    # Nobody but the extension forgets the language of the project before.
    monkeypatch.setattr("conftest.locale", SimpleNamespace(translators={}))
    shop = project(PROJECT)
    for language, head in (("de", "Rolle"), ("zh_CN", "用途"), ("en", "Role")):
        shop.configure(language=language)
        assert head in own_words(Page(shop.html())), language


def test_a_language_that_nobody_wrote_is_english(project: Callable[..., Project]):
    shop = project(PROJECT)
    shop.configure(language="fr")
    assert "must be fixed" in words(Page(shop.html()).body)
    shop.configure(language="de_AT")
    assert "müssen behoben werden" in words(Page(shop.html()).body)


def test_counts_choose_their_form(project: Callable[..., Project]):
    page = """
        ```{techspec:spec} Shop
        :status: draft
        :version: 1
        :updated: 2026-11-01

        A shop for pets. It is small.
        ```

        ```{techspec:stack} PostgreSQL
        :role: Database
        :version: 16.4
        ```
        """
    users = "".join(
        f"```{{techspec:component}} C{n}\n:purpose: P\n:uses: Core\n```\n\n"
        for n in range(4)
    )
    core = "```{techspec:component} Core\n:purpose: P\n```\n\n"
    shop = project({"index": f"# S\n\n{core}{users}", "other": page})
    assert "C0, C1, C2 and 1 more" in words(Page(shop.html()).body)
    shop.configure(language="de")
    assert "C0, C1, C2 und 1 weiterer" in words(Page(shop.html()).body)
    shop.configure(language="zh_CN")
    assert "C0、C1、C2 以及另外 1 项" in words(Page(shop.html()).body)
    shop.configure(language="de")
    shop.write({"index": f"# S\n\n{core}{users}{users.replace('} C', '} D')}"})
    assert "C0, C1, C2 und 5 weitere" in words(Page(shop.html()).body)


def test_searches_name_the_kinds_in_the_language(conduit: Callable[..., Build]):
    index = conduit("de").read("searchindex.js")
    assert '"Endpunkt (technische Spezifikation)"]' in index
    entries = conduit("de").html("genindex")
    assert "(Endpunkt)" in entries
    assert "(endpoint)" not in entries


def test_the_catalogues_are_packed():
    """The wheel holds all of the package's files that git does not ignore."""
    names = {p.suffix for p in Path(FOLDER).rglob("*") if p.is_file()}
    assert names == {".pot", ".po", ".mo"}
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert not {"*.mo", "*.pot"} & set(ignored)
