"""Labels, names and captions: each is on the page once, and every reference finds it.

The cases are pages of one project, in both host languages; two more pages refer to all
of their labels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from conftest import Build, Project
from languages import LANGUAGES, Language, Markdown
from pages import Page, words
from pdf import make_pdf
from samples import sample
from sphinxcontrib_techspec.kinds import KINDS

CONF = {
    "source_suffix": {".md": "markdown", ".rst": "restructuredtext"},
    "myst_enable_extensions": ["colon_fence", "fieldlist", "attrs_block"],
    "numfig": True,
}


@dataclass
class Case:
    """A page with labels.

    Attributes:
        name: the name of its document.
        text: the document.
        labels: its labels, with their titles; empty where they have none.
        numbered: the labels that have a number, with the sort of it.
        shown: words that the page shows once.
    """

    name: str
    text: str
    labels: dict[str, str]
    numbered: dict[str, str] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of its items; empty where they are not the point."""
        found = self.name.split("-")[1]
        return found if found in {kind.kind for kind in KINDS} else ""


def label(language: Language, name: str) -> str:
    """Return a label before the next block."""
    return f"({name})=" if isinstance(language, Markdown) else f".. _{name}:\n"


def pipes(language: Language, caption: str, name: str, head: list[str], row: list[str]):
    table = LANGUAGES["md"].table(head, [row])
    return language.directive("table", caption, {"name": name}, table)


def grid(language: Language, caption: str, name: str, head: list[str], row: list[str]):
    widths = [max(map(len, column)) for column in zip(head, row, strict=True)]
    lines = [
        "|" + "|".join(f" {c:{n}} " for c, n in zip(cells, widths, strict=True)) + "|"
        for cells in (head, row)
    ]
    rule = "+" + "+".join("-" * (n + 2) for n in widths) + "+"
    text = "\n".join([rule, lines[0], rule.replace("-", "="), lines[1], rule])
    return language.directive("table", caption, {"name": name}, text)


def rows(language: Language, caption: str, name: str, head: list[str], row: list[str]):
    body = "\n".join(
        f"{'-' if n else '* -'} {cell}".rjust(len(cell) + 4)
        for cells in (head, row)
        for n, cell in enumerate(cells)
    )
    options = {"header-rows": "1", "name": name}
    return language.directive("list-table", caption, options, body)


def csv(language: Language, caption: str, name: str, head: list[str], row: list[str]):
    quoted = ", ".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row)
    options = {"header": ", ".join(head), "name": name}
    return language.directive("csv-table", caption, options, quoted)


TABLES = {
    "md": {"table": pipes, "list-table": rows, "csv-table": csv},
    "rst": {"table": grid, "list-table": rows, "csv-table": csv},
}
"""The directives of tables, by language."""


def of_items(language: Language) -> Iterator[Case]:
    """Yield a case for each kind and each way to write it."""
    for kind in KINDS:
        good = sample(kind)
        name, options = f"techspec:{kind.kind}", good.options
        key = f"{language.suffix}-{kind.kind}"
        title = good.name.replace("->", "→")
        body = f"Words.\n\n{label(language, f'{key}-body')}\n{language.code('x = 1')}"
        yield Case(
            f"{key}-one",
            language.document(
                label(language, f"{key}-before"),
                language.directive(
                    name, good.name, {**options, "name": f"{key}-name"}, body
                ),
            ),
            {f"{key}-before": title, f"{key}-name": title, f"{key}-body": ""},
        )
        if kind.rows:
            table = language.table(["Field", "Type"], [["id", "UUID"]])
            yield Case(
                f"{key}-rows",
                language.document(
                    language.directive(
                        name, good.name, options,
                        f"{label(language, f'{key}-rows')}\n{table}",
                    )
                ),
                {f"{key}-rows": ""},
            )  # fmt: skip
            for sort, make in TABLES[language.suffix].items():
                first = make(language, "The *fields*", f"{key}-{sort}-1",
                             ["Field", "Type"], ["id", "UUID"])  # fmt: skip
                second = make(language, "More", f"{key}-{sort}-2",
                              ["Field", "Type"], ["name", "string"])  # fmt: skip
                text = f"{label(language, f'{key}-{sort}-in')}\n{first}\n\n{second}"
                yield Case(
                    f"{key}-{sort}",
                    language.document(language.directive(name, good.name, options, text)),
                    {
                        f"{key}-{sort}-in": "The fields",
                        f"{key}-{sort}-1": "The fields", f"{key}-{sort}-2": "More",
                    },
                    dict.fromkeys(
                        (f"{key}-{sort}-in", f"{key}-{sort}-1", f"{key}-{sort}-2"),
                        "table",
                    ),
                    ["The fields", "More"],
                )  # fmt: skip
        for sort, make in TABLES[language.suffix].items():
            own = f"{key}-many-{sort}"
            table = make(language, "The *caption*", f"{own}-inner",
                         good.heads, good.cells)  # fmt: skip
            labels = [f"{own}-{part}" for part in ("before", "name", "in", "inner")]
            yield Case(
                own,
                language.document(
                    label(language, labels[0]),
                    language.directive(
                        name, "", {"name": labels[1]},
                        f"{label(language, labels[2])}\n{table}",
                    ),
                ),
                dict.fromkeys(labels, "The caption"),
                dict.fromkeys(labels, "table"),
                ["The caption"],
            )  # fmt: skip
        own = f"{key}-many"
        labels = [f"{own}-{part}" for part in ("before", "name", "in")]
        table = language.table(good.heads, [good.cells])
        if kind.code:
            table = language.directive(
                "code-block", "json", {"caption": "Body", "name": f"{own}-inner"}, "{}"
            )
        yield Case(
            own,
            language.document(
                label(language, labels[0]),
                language.directive(
                    name, "", {"name": labels[1]},
                    f"{label(language, labels[2])}\n{table}",
                ),
            ),
            dict.fromkeys(labels, "")
            | ({f"{own}-inner": "Body"} if kind.code else {}),
            {f"{own}-inner": "code-block"} if kind.code else {},
        )  # fmt: skip


VIEWS = {
    "table": ("techspec:table", "stack", "table"),
    "no-rows": ("techspec:table", "setting", "table"),
    "diagram": ("techspec:diagram", "entities", "figure"),
    "no-diagram": ("techspec:diagram", "decisions", "figure"),
    "drawn": ("techspec:diagram", "components", "figure"),
    "adrs": ("techspec:adrs", "", "table"),
    "report": ("techspec:report", "", ""),
}
"""The views: directive, argument, and what a caption makes of it."""


def of_views(language: Language) -> Iterator[Case]:
    """Yield cases for views, with and without a caption."""
    for sort, (name, argument, number) in VIEWS.items():
        for caption in ("", "What is “shown”") if number else ("",):
            own = f"{language.suffix}-view-{sort}{'-c' if caption else ''}"
            labels = [f"{own}-before", f"{own}-name"]
            options = {"name": labels[1], **({"caption": caption} if caption else {})}
            body = "A -> B" if sort == "drawn" else ""
            yield Case(
                own,
                language.document(
                    label(language, labels[0]),
                    language.directive(name, argument, options, body),
                ),
                dict.fromkeys(labels, caption),
                dict.fromkeys(labels, number) if caption else {},
                [caption] if caption else [],
            )


def of_specs(language: Language) -> Iterator[Case]:
    """Yield cases for what else is about a whole spec."""
    own = language.suffix
    header = {"status": "draft", "name": f"{own}-spec-name"}
    yield Case(
        f"{own}-spec",
        language.document(
            label(language, f"{own}-spec-before"),
            language.directive(
                "techspec:spec", f"Spec {own}", header,
                f"Words.\n\n{label(language, f'{own}-spec-in')}\nMore words.",
            ),
        ),
        {
            f"{own}-spec-before": f"Spec {own}", f"{own}-spec-name": f"Spec {own}",
            f"{own}-spec-in": "",
        },
    )  # fmt: skip
    for sort, argument in (("not-applicable", "cli"), ("waive", "TS306")):
        labels = [f"{own}-{sort}-{part}" for part in ("before", "name", "in")]
        yield Case(
            f"{own}-{sort}",
            language.document(
                label(language, labels[0]),
                language.directive(
                    f"techspec:{sort}", argument, {"name": labels[1]},
                    f"{label(language, labels[2])}\nIt is so.",
                ),
            ),
            dict.fromkeys(labels, ""),
        )  # fmt: skip


CASES = [
    case
    for language in LANGUAGES.values()
    for cases in (of_items, of_views, of_specs)
    for case in cases(language)
]

FEW = [case for case in CASES if case.kind in {"", "entity", "payload", "stack"}]
"""The cases that are not slow."""

REST = [case for case in CASES if case not in FEW]
"""The cases of the other kinds."""

each_case = pytest.mark.parametrize(
    "case",
    [*FEW, *(pytest.param(case, marks=pytest.mark.slow) for case in REST)],
    ids=lambda case: case.name,
)


def references(cases: list[Case]) -> dict[str, str]:
    """Return the pages that refer to every label, each as a paragraph of its own."""
    md, rst = LANGUAGES["md"], LANGUAGES["rst"]
    markdown: list[str] = []
    restructured: list[str] = []
    for case in cases:
        path = f"../{case.name}.{case.name.partition('-')[0]}"
        for name, title in case.labels.items():
            links = [f"[text](#{name})"] + [f"[](#{name})"] * bool(title)
            links += [f"[text]({path}#{name})", f"[]({path}#{name})"]
            for language, texts in ((md, links), (rst, rst_links := [])):
                texts.append(language.role("ref", f"text <{name}>"))
                if title:
                    texts.append(language.role("ref", name))
                if name in case.numbered:
                    texts.append(language.role("numref", name))
                    texts.append(language.role("numref", f"no. {{number}} <{name}>"))
            markdown.append(" ".join(links))
            restructured.append(" ".join(rst_links))
    return {
        "links/md.md": md.document(*markdown),
        "links/rst.rst": rst.document(*restructured),
    }


def write(folder: Path, cases: list[Case], **conf: object) -> Project:
    """Write a project of some cases and of the pages that refer to them."""
    made = Project(folder, {**CONF, **conf})
    suffixes = {case.name: case.name.partition("-")[0] for case in cases}
    entries = "\n".join([*suffixes, "links/md", "links/rst"])
    made.write(
        {f"{case.name}.{suffixes[case.name]}": case.text for case in cases}
        | references(cases)
        | {"index": f"# All\n\n```{{toctree}}\n{entries}\n```\n"}
    )
    return made


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return the project with a few cases as HTML."""
    folder = tmp_path_factory.mktemp("labels") / "few"
    return write(folder, FEW).build(nitpicky=True)


@pytest.fixture(scope="module")
def rest(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return the project with the other cases as HTML."""
    folder = tmp_path_factory.mktemp("labels") / "rest"
    return write(folder, REST).build(nitpicky=True)


@pytest.fixture
def built(request: pytest.FixtureRequest, case: Case) -> Build:
    """Return the project with a case as HTML; it is built once."""
    return request.getfixturevalue("few" if case in FEW else "rest")


_PAGES: dict[Path, Page] = {}


def page_of(build: Build, docname: str) -> Page:
    """Return a page, which is parsed once."""
    path = build.out / docname
    if path not in _PAGES:
        _PAGES[path] = Page(build.html(docname))
    return _PAGES[path]


def texts_to(build: Build, docname: str) -> dict[str, list[str]]:
    """Return the texts of the links of a page by address."""
    found: dict[str, list[str]] = {}
    for text, address in page_of(build, docname).links():
        found.setdefault(address, []).append(text)
    return found


def ids(build: Build, docname: str) -> Counter[str]:
    """Return how often each id is on a page."""
    page = page_of(build, docname)
    return Counter(e.get("id", "") for e in page.root.iter() if e.get("id"))


@pytest.mark.slow
def test_no_reference_is_reported(few: Build):
    assert [w for w in few.warnings if "[techspec." not in w] == []


@pytest.mark.slow
def test_no_other_reference_is_reported(rest: Build):
    assert [w for w in rest.warnings if "[techspec." not in w] == []


def anchors(build: Build) -> dict[str, tuple[str, str]]:
    """Return the document and the id of each label."""
    return dict(build.app.env.domains.standard_domain.anonlabels)


@each_case
def test_a_label_is_on_its_page_once(built: Build, case: Case):
    found = anchors(built)
    on_page = ids(built, case.name)
    for name in case.labels:
        docname, anchor = found[name]
        assert (docname, on_page[anchor]) == (case.name, 1), name
    assert [anchor for anchor, times in on_page.items() if times > 1] == []


@pytest.mark.slow
@each_case
def test_references_lead_to_the_label(built: Build, case: Case):
    found = anchors(built)
    titles = built.app.env.domains.standard_domain.labels
    for page in ("links/md", "links/rst"):
        links = texts_to(built, page)
        for name, title in case.labels.items():
            address = f"../{case.name}.html#{found[name][1]}"
            texts = links.get(address, [])
            assert texts, (page, name)
            if title:
                assert titles[name][2] == title
                assert title in texts
            if name in case.numbered:
                number = caption_number(built, case.name, found[name][1])
                assert number in texts
                assert f"no. {number.split()[-1]}" in texts


def caption_number(build: Build, docname: str, anchor: str) -> str:
    """Return the number that the caption around an anchor shows."""
    page = page_of(build, docname)
    element = page.by_id[anchor]
    if element.tag == "span":
        # A further id, before the table or in the figure.
        siblings = list(page.parents[element])
        after = siblings[siblings.index(element) :]
        element = next((e for e in after if e.tag == "table"), page.parents[element])
    numbers = [e for e in element.iter() if e.get("class") == "caption-number"]
    assert len(numbers) == 1, (docname, anchor)
    return words(numbers[0])


@pytest.mark.slow
@each_case
def test_a_caption_is_shown_once_with_one_number(built: Build, case: Case):
    page = page_of(built, case.name)
    captions = [words(e) for e in page.root.iter() if e.get("class") == "caption-text"]
    expected = case.shown or (
        ["Body"] if "code-block" in case.numbered.values() else []
    )
    assert captions == expected
    sorts = {"table": "Table", "figure": "Fig.", "code-block": "Listing"}
    numbers = [words(e) for e in page.root.iter() if e.get("class") == "caption-number"]
    assert len(numbers) == len(expected)
    for number in numbers:
        assert number.split()[0] in {sorts[sort] for sort in case.numbered.values()}


def test_numbers_have_no_gaps(few: Build):
    counted: dict[str, list[int]] = {}
    for case in FEW:
        page = page_of(few, case.name)
        for element in page.root.iter():
            if element.get("class") == "caption-number":
                sort, number = words(element).split()
                counted.setdefault(sort, []).append(int(number))
    assert set(counted) == {"Table", "Fig.", "Listing"}
    for numbers in counted.values():
        assert numbers == list(range(1, len(numbers) + 1))


def links_of(build: Build, docname: str) -> list[tuple[str, str]]:
    return Page(build.html(docname)).links()


def items(name: str) -> dict[str, str]:
    """Return pages with a link by document and anchor to an item of another."""
    return {
        "index": """
            # All

            ```{toctree}
            api/one
            two
            ```

            [](api/one.md#endpoint-get-health) [text](api/one.md#entity-user--id)
            """,
        "api/one": f"""
            # One

            ```{{techspec:endpoint}} GET /health
            :purpose: {name}
            :auth: no
            ```

            ````{{techspec:entity}} User
            | Field | Type |
            |---|---|
            | id | UUID |
            ````

            [](../two.md#stack-redis)
            """,
        "two": """
            # Two

            ```{techspec:stack}
            - **Cache**: Redis 7.2.1
            ```

            [](api/one.md#endpoint-get-health)
            """,
    }


def test_items_by_document_and_anchor(project):
    built = project(items("One")).build(nitpicky=True)
    assert built.warnings == []
    health, field_ = "api/one.html#endpoint-get-health", "api/one.html#entity-user--id"
    assert {("GET /health", health), ("text", field_)} <= set(links_of(built, "index"))
    assert ("Redis", "../two.html#stack-redis") in links_of(built, "api/one")
    assert ("GET /health", health) in links_of(built, "two")


def test_a_heading_comes_before_an_item(project):
    files = items("One")
    files["two"] += "\n            ## Stack Valkey\n"
    files["index"] += "\n            [](two.md#stack-valkey)\n"
    built = project(files, myst_heading_anchors=2).build(nitpicky=True)
    assert ("Stack Valkey", "two.html#stack-valkey") in links_of(built, "index")


def test_an_unknown_anchor_is_still_reported(project):
    made = project(items("One"))
    made.edit("two", "one.md#endpoint-get-health", "one.md#endpoint-get-helth")
    (warning,) = made.build(nitpicky=True).warnings
    assert "[myst.xref_missing]" in warning
    assert warning.startswith(f"two.md:{made.line('helth', 'two')}:")


def test_a_link_by_anchor_follows_the_item(project):
    made = project(items("One"))
    made.build()
    made.edit("two", "Redis 7.2.1", "REDIS 7.2.1")
    assert made.build().html("api/one") == made.build(fresh=True).html("api/one")


def captions(language: Language, first: str) -> dict[str, str]:
    """Return pages with captions; the first has one only if it is given."""
    options = {"caption": first} if first else {}
    second = {"caption": "Second", "name": "second"}
    return {
        "index": language.document(
            language.directive("toctree", body="one\ntwo"), title="All"
        ),
        "one": language.document(
            language.directive("techspec:table", "stack", options), title="One"
        ),
        "two": language.document(
            language.directive("techspec:table", "stack", second),
            language.role("numref", "second"),
            title="Two",
        ),
    }


def test_numbers_follow_a_new_caption(project, language):
    made = project(captions(language, ""), language=language, numfig=True)
    made.build()
    made.write(captions(language, "First"))
    incremental = made.build()
    clean = made.build(fresh=True)
    for name in ("one", "two"):
        assert incremental.html(name) == clean.html(name)
    assert "Table 2" in clean.html("two")


def test_two_labels_of_one_name_are_reported(project, language):
    options = {"name": "twice"}
    made = project(
        {
            "index": language.document(
                language.directive("techspec:table", "stack", options),
                language.directive("techspec:table", "stack", options),
            )
        },
        language=language,
    )
    (warning,) = made.build().warnings
    assert "twice" in warning
    assert warning.startswith(f"index.{language.suffix}:")


@pytest.mark.slow
@pytest.mark.tex
def test_numbers_are_the_same_in_a_pdf(tmp_path: Path):
    cases = [case for case in FEW if case.numbered]
    made = write(tmp_path / "pdf", cases, numfig_secnum_depth=0)
    html = made.build()
    pdf = make_pdf(made.source, tmp_path / "out")
    assert pdf.errors == []
    assert pdf.broken_links == []
    assert "multiply defined" not in pdf.log
    aux = pdf.path.with_suffix(".aux").read_text("utf-8")
    numbers = dict(re.findall(r"\\newlabel\{([^{}]+)\}\{\{(\d+)\}", aux))
    found = anchors(html)
    for case in cases:
        for name in case.numbered:
            anchor = found[name][1]
            shown = caption_number(html, case.name, anchor).split()[-1]
            assert numbers[f"{case.name}:{anchor}"] == shown, name
