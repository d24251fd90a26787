"""What an author gets wrong: the words stay, one message says it, the build lives.

Every case is a page of its own, with a spec of its own, of one project for each kind
and each language, so that a few builds serve them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from conftest import Build, Project
from languages import LANGUAGES, Language
from pages import Page
from pages import words as words_of
from samples import is_text, sample, text_field
from sphinxcontrib_techspec.kinds import BY_NAME, KINDS, Entity, Kind

HOSTILE = "<script>alert(1)</script> <b>&amp; \"q\" 'a' 100% #1 $5 ~ ^ {c}"
"""Characters that HTML, LaTeX, Markdown or YAML give a meaning to."""

LEFT = "שלום عالم"
EMOJI = "🚀👩‍👩‍👧‍👦🇺🇳"
LONG = "word " * 20_000


class Expected(NamedTuple):
    """A message that a case asks for: its code, and text on the line it names."""

    code: str
    at: str


@dataclass
class Case:
    """A page: its blocks, the messages it asks for, the words it has to show."""

    blocks: list[str]
    expected: list[Expected] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)


Make = Callable[[type[Kind], Language], Case | None]
CASES: dict[str, Make] = {}


def case(make: Make) -> Make:
    """Register a case; it returns `None` where it makes no sense for a kind."""
    CASES[make.__name__.replace("_", "-")] = make
    return make


def one(
    kind: type[Kind],
    language: Language,
    body: str = "",
    name: str = "",
    **more: str,
) -> str:
    """Return a good item in the one-item form, with more options."""
    good = sample(kind, name)
    return language.directive(
        f"techspec:{kind.kind}", good.name, {**good.options, **more}, body
    )


def many(kind: type[Kind], language: Language, body: str, options: Any = ()) -> str:
    """Return a directive in the many-items form."""
    return language.directive(f"techspec:{kind.kind}", "", options, body)


@case
def nothing_wrong(kind: type[Kind], language: Language) -> Case:
    return Case([one(kind, language, "Kept words.")], words=["Kept words."])


@case
def nothing_wrong_with_many(kind: type[Kind], language: Language) -> Case:
    good = sample(kind)
    return Case(
        [many(kind, language, language.table(good.heads, [good.cells]))],
        words=[good.name.split()[-1]],
    )


# Options


@case
def unknown_option(kind: type[Kind], language: Language) -> Case:
    return Case(
        [one(kind, language, colour="crimson red")],
        [Expected("TS002", ":colour:")],
        ["crimson red"],
    )


@case
def unknown_option_for_many(kind: type[Kind], language: Language) -> Case:
    good = sample(kind)
    table = language.table(good.heads, [good.cells])
    return Case(
        [many(kind, language, table, {"colour": "crimson red"})],
        [Expected("TS002", ":colour:")],
        ["crimson red"],
    )


@case
def misspelt_option(kind: type[Kind], language: Language) -> Case:
    return Case(
        [one(kind, language, statsu="planned")],
        [Expected("TS002", ":statsu:")],
        ["planned"],
    )


@case
def option_twice(kind: type[Kind], language: Language) -> Case:
    good = sample(kind)
    options = [*good.options.items(), ("status", "planned"), ("status", "deprecated")]
    return Case(
        [language.directive(f"techspec:{kind.kind}", good.name, options)],
        [Expected("TS001", ":status: deprecated")],
        ["planned", "deprecated"],
    )


@case
def value_out_of_the_set(kind: type[Kind], language: Language) -> Case:
    return Case(
        [one(kind, language, status="half done")],
        [Expected("TS001", ":status:")],
        ["half done"],
    )


@case
def missing_values(kind: type[Kind], language: Language) -> Case | None:
    expected: list[Expected] = []
    blocks: list[str] = []
    good = sample(kind)
    for name in good.options:
        if kind.field_specs()[name].missing_code == "TS001":
            item = NAMES.get(kind.kind, "Without {}").format(name)
            left = {key: text for key, text in good.options.items() if key != name}
            blocks.append(language.directive(f"techspec:{kind.kind}", item, left))
            expected.append(Expected("TS001", item))
    return Case(blocks, expected) if blocks else None


NAMES = {
    "endpoint": "GET /{}",
    "relation": "Thing -> Thing",
    "argument": "--{}",
    # A name in words would be the meaning.
    "error": "WITHOUT_{}",
}


@case
def empty_option(kind: type[Kind], language: Language) -> Case | None:
    good = sample(kind)
    for name in good.options:
        if kind.field_specs()[name].missing_code == "TS001":
            return Case(
                [one(kind, language, **{name: ""})], [Expected("TS001", f":{name}:")]
            )
    return None


@case
def waiver_without_a_reason(kind: type[Kind], language: Language) -> Case:
    return Case(
        [one(kind, language, "A TODO is left.", waive="TS307 n/a")],
        [Expected("TS007", ":waive:")],
    )


@case
def waiver_without_a_code(kind: type[Kind], language: Language) -> Case:
    return Case(
        [one(kind, language, waive="the vendor says so")],
        [Expected("TS001", ":waive:")],
    )


YAML = (
    "> 99 %", ">=3", '"unbalanced', "'it's", "[x", "*a b", "@b", "%c", "a: b", "{x",
    "- y", "? z", "| t", "& u", "!v", "#w", "<<: *x", "\\d", "%%", "`", "a # b", "~",
)  # fmt: skip
"""Values that YAML reads as something else, or not at all."""


@case
def values_that_are_no_yaml(kind: type[Kind], language: Language) -> Case | None:
    text = text_field(kind, prose=False) or text_field(kind)
    if text is None:
        return None
    blocks: list[str] = []
    good = sample(kind)
    for number, words in enumerate(YAML):
        if text.inline_markup and language.suffix == "rst" and set(words) & set("*`|"):
            continue
        name = {
            "endpoint": f"GET /{number}", "relation": "Thing -> Thing",
            "argument": f"--a{number}",
        }.get(kind.kind, f"Item {number}")  # fmt: skip
        if kind.kind == "relation" and number:
            break
        blocks.append(
            language.directive(
                f"techspec:{kind.kind}", name, {**good.options, text.name: words}
            )
        )
    return Case(blocks)


# Tables


@case
def unknown_column(kind: type[Kind], language: Language) -> Case:
    good = sample(kind)
    table = language.table([*good.heads, "Hue of it"], [[*good.cells, "crimson red"]])
    return Case(
        [many(kind, language, table)],
        [Expected("TS002", "Hue of it")],
        ["crimson red"],
    )


def csv(head: list[str], *rows: list[str]) -> str:
    """Return a csv-table, whose rows may be longer or shorter than its head."""
    lines = [".. csv-table::", "   :header-rows: 1", ""]
    lines += [
        "   " + ", ".join('"' + cell.replace('"', '""') + '"' for cell in row)
        for row in [head, *rows]
    ]
    return "\n".join(lines)


def ragged(language: Language, head: list[str], *rows: list[str]) -> str:
    """Return a table with rows of any length."""
    return csv(head, *rows) if language.suffix == "rst" else language.table(head, rows)


@case
def row_too_short(kind: type[Kind], language: Language) -> Case:
    good = sample(kind)
    return Case(
        [many(kind, language, ragged(language, [*good.heads, "Status"], good.cells))],
        words=[good.name.split()[-1]],
    )


@case
def row_without_a_bar(kind: type[Kind], language: Language) -> Case | None:
    good = sample(kind)
    if language.suffix == "rst" or kind.kind == "relation":
        return None  # A cardinality with words behind it is another fault as well.
    cells = [*good.cells[:-1], f"{good.cells[-1]}  crimson red"]
    return Case(
        [many(kind, language, language.table([*good.heads, "Note"], [cells]))],
        [Expected("TS008", "crimson red")],
        ["crimson red"],
    )


@case
def row_too_long(kind: type[Kind], language: Language) -> Case:
    good = sample(kind)
    table = ragged(language, good.heads, [*good.cells, "crimson red"])
    return Case(
        [many(kind, language, table)],
        [Expected("TS008", "crimson red")],
        ["crimson red"],
    )


@case
def row_without_a_name(kind: type[Kind], language: Language) -> Case | None:
    good = sample(kind)
    if kind.split_name(good.name):
        return None
    row = ["", *good.cells[1:], "deprecated"]
    table = language.table([*good.heads, "Status"], [row])
    return Case([many(kind, language, table)], [Expected("TS001", row[1])], [row[-1]])


@case
def raw_html_in_a_cell(kind: type[Kind], language: Language) -> Case | None:
    text = text_field(kind)
    if text is None or language.suffix == "rst":
        return None
    good = sample(kind)
    good.options[text.name] = "<script>alert(1)</script> and <b>bold</b>"
    heads = [kind.label, *(kind.field_specs()[name].label for name in good.options)]
    return Case(
        [many(kind, language, language.table(heads, [good.cells]))],
        words=["<script>", "alert(1)", "bold"],
    )


def fill(kind: type[Kind], words: str) -> dict[str, str]:
    """Return the options of a good item with *words* in every field of text."""
    options = dict(sample(kind).options)
    for asked in kind.field_specs().values():
        if is_text(asked) and not asked.refers_to:
            options[asked.name] = words
    return options


def escaped(words: str, language: Language) -> str:
    """Return *words* so that the language's own markup gives them no meaning."""
    marks = r"\*`_|" if language.suffix == "rst" else r"\*`_[]<>&|"
    return "".join("\\" + char if char in marks else char for char in words)


@case
def hostile_characters(kind: type[Kind], language: Language) -> Case:
    options = {
        name: (
            escaped(words, language)
            if kind.field_specs()[name].inline_markup and words == HOSTILE
            else words
        )
        for name, words in fill(kind, HOSTILE).items()
    }
    name = sample(kind).name if kind.name_fields else f"N {HOSTILE}"
    return Case(
        [language.directive(f"techspec:{kind.kind}", name, options)],
        words=[HOSTILE] if HOSTILE in (name, *fill(kind, HOSTILE).values()) else [],
    )


@case
def hostile_cells(kind: type[Kind], language: Language) -> Case:
    words = escaped(HOSTILE, language)
    options = fill(kind, words)
    heads = [kind.label, *(kind.field_specs()[name].label for name in options)]
    name = sample(kind).name if kind.name_fields else f"N {words}"
    table = language.table(heads, [[name, *options.values()]])
    shown = words in (name.removeprefix("N "), *options.values())
    return Case([many(kind, language, table)], words=[HOSTILE] if shown else [])


@case
def hostile_label(kind: type[Kind], language: Language) -> Case:
    """What no field takes is shown with its label, which may be anything too."""
    return Case(
        [
            language.directive(
                f"techspec:{kind.kind}", sample(kind).name,
                {**sample(kind).options, "<b>hue</b>": HOSTILE},
            )
        ],
        [Expected("TS002", ":<b>hue")],
        ["<b>hue</b>", HOSTILE],
    )  # fmt: skip


@case
def long_cell(kind: type[Kind], language: Language) -> Case | None:
    text = text_field(kind)
    if text is None or kind.kind not in {"stack", "endpoint"}:
        return None  # A few kinds say it for all; wrapping so many words takes long.
    good = sample(kind)
    good.options[text.name] = LONG
    heads = [kind.label, *(kind.field_specs()[name].label for name in good.options)]
    return Case([many(kind, language, language.table(heads, [good.cells]))])


@case
def other_scripts(kind: type[Kind], language: Language) -> Case | None:
    text = text_field(kind)
    if text is None:
        return None
    good = sample(kind)
    good.options[text.name] = f"{LEFT} {EMOJI}"
    if not kind.name_fields:
        good.name = f"{EMOJI} {LEFT}"
    return Case(
        [language.directive(f"techspec:{kind.kind}", good.name, good.options)],
        words=[LEFT, EMOJI],
    )


@case
def tabs(kind: type[Kind], language: Language) -> Case:
    good = sample(kind)
    if language.suffix == "rst":
        lines = [f".. techspec:{kind.kind}:: {good.name}"]
        lines += [f"\t:{name}:\t{text}" for name, text in good.options.items()]
        return Case(["\n".join([*lines, "", "\tKept\twords."])], words=["Kept words."])
    lines = [f"```{{techspec:{kind.kind}}}\t{good.name}"]
    lines += [f":{name}:\t{text}" for name, text in good.options.items()]
    return Case(["\n".join([*lines, "", "Kept\twords.", "```"])], words=["words."])


# Bodies


@case
def empty_body(kind: type[Kind], language: Language) -> Case:
    return Case(
        [many(kind, language, "")], [Expected("TS008", f"techspec:{kind.kind}")]
    )


@case
def only_prose(kind: type[Kind], language: Language) -> Case:
    code = "TS001" if kind.paragraphs else "TS008"
    at = "Only some" if kind.paragraphs else f"techspec:{kind.kind}"
    return Case(
        [many(kind, language, "Only some kept words.")],
        [Expected(code, at)],
        ["Only some kept words."],
    )


@case
def prose_beside_a_table(kind: type[Kind], language: Language) -> Case:
    good = sample(kind)
    table = language.table(good.heads, [good.cells])
    return Case(
        [many(kind, language, f"Words before.\n\n{table}\n\nWords after.")],
        words=["Words before.", "Words after."],
    )


@case
def broken_class(kind: type[Kind], language: Language) -> Case | None:
    if not kind.rows:
        return None
    code = language.code("class Thing:\n    id: UUID\n    wrong: = 3", "python")
    return Case(
        [language.directive(f"techspec:{kind.kind}", "Thing", body=code)],
        [Expected("TS008", "wrong: = 3")],
        ["id: UUID", "wrong: = 3"],
    )


@case
def broken_classes(kind: type[Kind], language: Language) -> Case | None:
    if not kind.rows:
        return None
    code = language.code("class Thing:\n    id: UUID\n    wrong: = 3", "python")
    table = language.table(["Entity", "Description"], [["Other", "Is fine"]])
    return Case(
        [many(kind, language, f"{code}\n\n{table}")],
        [Expected("TS008", "wrong: = 3")],
        ["id: UUID", "wrong: = 3"],
    )


@case
def broken_example(kind: type[Kind], language: Language) -> Case | None:
    if not kind.code:
        return None
    options = {k: v for k, v in sample(kind).options.items() if k != kind.code}
    code = language.code('{\n  "id": 1,\n  "wrong" 2\n}', "json")
    return Case(
        [language.directive(f"techspec:{kind.kind}", "Some thing", options, code)],
        [Expected("TS008", '"wrong" 2')],
        ['"wrong" 2'],
    )


@case
def duplicate_on_a_page(kind: type[Kind], language: Language) -> Case:
    good = sample(kind)
    table = language.table(good.heads, [good.cells])
    return Case(
        [one(kind, language), "Words between.", many(kind, language, table)],
        [
            Expected(
                "TS003", good.name if language.suffix == "md" else "* - " + good.name
            )
        ],
        ["Words between."],
    )


# References


@case
def role_to_nothing(kind: type[Kind], language: Language) -> Case:
    role = language.role(f"techspec:{kind.kind}", "Zyxw vut")
    return Case(
        # A role's line is that of its paragraph, as it is for all of Sphinx's roles.
        [f"Some words,\nthen {role}."],
        [Expected("TS004", "Some words")],
        ["Zyxw vut"],
    )


@case
def role_to_nothing_in_an_item(kind: type[Kind], language: Language) -> Case:
    role = language.role(f"techspec:{kind.kind}", "Zyxw vut")
    return Case(
        [one(kind, language, f"First words.\n\nThen {role}.")],
        [Expected("TS004", "Zyxw")],
        ["Zyxw vut"],
    )


@case
def role_to_nothing_in_a_cell(kind: type[Kind], language: Language) -> Case | None:
    text = text_field(kind, prose=True)
    if text is None:
        return None
    good = sample(kind)
    good.options[text.name] = language.role(f"techspec:{kind.kind}", "Zyxw vut")
    heads = [kind.label, *(kind.field_specs()[name].label for name in good.options)]
    return Case(
        [many(kind, language, language.table(heads, [good.cells]))],
        [Expected("TS004", "Zyxw")],
        ["Zyxw vut"],
    )


# Where directives stand


def spoilt(kind: type[Kind], language: Language) -> tuple[str, list[Expected]]:
    """Return an item with one fault, whose line tells whether lines are right."""
    text = one(kind, language, "Kept words.", status="half done")
    return text, [Expected("TS001", ":status:")]


@case
def in_an_admonition(kind: type[Kind], language: Language) -> Case:
    text, expected = spoilt(kind, language)
    return Case(
        [language.directive("note", "", (), f"Before.\n\n{text}")],
        expected,
        ["half done"],
    )


@case
def in_a_list(kind: type[Kind], language: Language) -> Case:
    text, expected = spoilt(kind, language)
    lines = ("\n" + text).replace("\n", "\n  ")
    return Case([f"- Before.\n{lines}"], expected, ["half done"])


@case
def in_a_tab(kind: type[Kind], language: Language) -> Case:
    text, expected = spoilt(kind, language)
    tab = language.directive("tab-item", "First", (), text)
    return Case([language.directive("tab-set", "", (), tab)], expected, ["half done"])


@case
def many_in_a_list_in_an_admonition(kind: type[Kind], language: Language) -> Case:
    good = sample(kind)
    table = language.table([*good.heads, "Status"], [[*good.cells, "half done"]])
    lines = ("\n" + many(kind, language, table)).replace("\n", "\n  ")
    return Case(
        [language.directive("note", "", (), f"- Before.\n{lines}")],
        [Expected("TS001", "half done")],
        ["half done"],
    )


@case
def many_in_a_block_quote(kind: type[Kind], language: Language) -> Case:
    good = sample(kind)
    table = language.table([*good.heads, "Status"], [[*good.cells, "half done"]])
    mark = "\n   " if language.suffix == "rst" else "\n> "
    return Case(
        [
            "Before.",
            (mark + many(kind, language, table).replace("\n", mark)).lstrip("\n"),
        ],
        [Expected("TS001", "half done")],
        ["half done"],
    )


@case
def in_eval_rst(kind: type[Kind], language: Language) -> Case | None:
    if language.suffix == "rst":
        return None
    text, expected = spoilt(kind, LANGUAGES["rst"])
    return Case([language.directive("eval-rst", "", (), text)], expected, ["half done"])


@case
def in_an_included_file(kind: type[Kind], language: Language) -> Case:
    text, expected = spoilt(kind, language)
    name = f"_part.{language.suffix}"
    return Case(
        ["Before.", language.directive("include", name)],
        expected,
        ["half done"],
        {name: f"\n\nBefore, too.\n\n{text}\n"},
    )


# The project that holds them


@dataclass
class Pages:
    """All cases of a kind in a language, built."""

    site: Project
    cases: dict[str, Case]
    built: dict[str, Build | Exception] = field(default_factory=dict)

    def build(self, builder: str, *pages: str) -> Build:
        """Build the pages, once, from one reading for all builders."""
        if builder not in self.built:
            doctrees = self.site.folder / "doctrees"
            try:
                self.built[builder] = self.site.build(
                    builder, doctrees=doctrees, pages=pages
                )
            except Exception as error:
                self.built[builder] = error
        found = self.built[builder]
        if isinstance(found, Exception):
            raise found
        return found

    @property
    def checked(self) -> Build:
        """The pages as they are checked."""
        return self.build("techspec")


_WARNING = re.compile(
    r"^(?P<file>[^:]+)(?::(?P<line>\d+))?: (?:WARNING|ERROR): (?P<text>.*?)"
    r"(?: \[(?P<type>[\w.]+)\])?$"
)

_built: dict[tuple[str, str], Pages] = {}


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Pages]:
    """Return a function that builds the pages of a kind in a language, once."""

    def build(kind: str, suffix: str) -> Pages:
        if (kind, suffix) not in _built:
            _built[kind, suffix] = write(BY_NAME[kind], LANGUAGES[suffix])
        return _built[kind, suffix]

    def write(kind: type[Kind], language: Language) -> Pages:
        site = Project(
            tmp_path_factory.mktemp(f"{kind.kind}-{language.suffix}"),
            suffix=f".{language.suffix}",
            # A name that is near to none and what is missing in a draft are information.
            conf={"techspec_severity": {"TS001": "warning", "TS002": "warning"}},
        )
        made = {name: make(kind, language) for name, make in CASES.items()}
        cases = {name: found for name, found in made.items() if found}
        for name, found in cases.items():
            head = language.directive(
                "techspec:spec", f"Spec of {name}",
                {"status": "draft", "version": "1.0", "updated": "2025-01-31"},
                "It says what there is. It says it in two sentences.",
            )  # fmt: skip
            blocks = [head, *found.blocks]
            if kind is not Entity and (kind.kind == "relation" or kind.rows):
                blocks.append(language.directive("techspec:entity", "Thing"))
            site.write({name: language.document(*blocks, title=name), **found.files})
        toctree = language.directive("toctree", "", {"glob": ""}, "*")
        site.write({"index": language.document(toctree, title="All cases")})
        return Pages(site, cases)

    return build


FAST = ("decision", "endpoint", "entity", "stack")
"""Kinds whose fields are of most types; the others are slow for what they add."""


def marks(kind: str) -> list[pytest.MarkDecorator]:
    """Return the marks of a kind's tests."""
    return [] if kind in FAST else [pytest.mark.slow]


ALL = [
    pytest.param(
        kind.kind,
        suffix,
        name,
        id=f"{kind.kind}-{suffix}-{name}",
        marks=marks(kind.kind),
    )
    for kind in KINDS
    for suffix, language in LANGUAGES.items()
    for name, make in CASES.items()
    if make(kind, language)
]


def squeezed(text: str) -> str:
    """Return *text* without the spaces and frames that a text builder adds."""
    return re.sub(r"[\s|]+", "", text)


@pytest.mark.parametrize(("kind", "suffix", "name"), ALL)
def test_says_what_is_wrong_and_keeps_every_word(pages, kind, suffix, name):
    built = pages(kind, suffix)
    found = built.cases[name]
    told: list[tuple[str, str, int]] = []
    for line in built.checked.warnings:
        match = _WARNING.match(line)
        assert match, f"a message without a place: {line}"
        if match["file"] in {f"{name}.{suffix}", *found.files}:
            code = (match["type"] or "").removeprefix("techspec.")
            assert code.startswith("TS"), f"not the extension's own: {line}"
            told.append((match["file"], code, int(match["line"] or 0)))
    wanted: list[tuple[str, str, int]] = []
    for expected in found.expected:
        file = next(
            (f for f, text in found.files.items() if expected.at in text),
            f"{name}.{suffix}",
        )
        lines = built.site.path(file).read_text("utf-8").splitlines()
        # The last line that has the text; what comes before may have it too.
        found_at = [n for n, line in enumerate(lines, 1) if expected.at in line]
        wanted.append((file, expected.code, found_at[-1]))
    assert told == wanted
    shown = squeezed(built.build("text").text(name))
    for words in built.cases[name].words:
        missing = [word for word in words.split() if word not in shown]
        assert not missing, built.build("text").text(name)


RAW = ("hostile-characters", "hostile-cells", "hostile-label", "raw-html-in-a-cell")
"""The cases whose characters mean something to HTML."""


@pytest.mark.slow
@pytest.mark.parametrize("suffix", LANGUAGES)
@pytest.mark.parametrize(
    "kind", [pytest.param(kind.kind, marks=marks(kind.kind)) for kind in KINDS]
)
def test_escapes_what_an_author_writes(pages, kind, suffix):
    built = pages(kind, suffix)
    names = [name for name in RAW if name in built.cases]
    built.build("text")
    html = built.build("html", *names)
    for name in names:
        page = Page(html.html(name))
        written = ET.tostring(page.body, "unicode", "html")
        assert not re.search(r"<(script|b)>", written), name
        # Neither too little nor twice: a reader sees what was written.
        shown = words_of(page.body)
        missing = [part for part in built.cases[name].words if part not in shown]
        assert not missing, name


@pytest.mark.parametrize("kind", ["stack", "endpoint"])
def test_latex_runs_nothing_an_author_writes(project, language, kind):
    command = r"\input{/etc/passwd} \end{document} 5% #1 $x_1^2$ ~ {a} & b"
    good = sample(BY_NAME[kind])
    text = text_field(BY_NAME[kind], prose=False) or text_field(BY_NAME[kind])
    assert text is not None
    prose = escaped(command, language)
    directive = language.directive(
        f"techspec:{kind}", good.name,
        {**good.options, text.name: prose if text.inline_markup else command, "hue": command},
    )  # fmt: skip
    heads = [*good.heads, "Hue"]
    name = good.name if kind == "endpoint" else prose
    table = language.table(heads, [[name, *good.cells[1:], prose]])
    rows = language.directive(f"techspec:{kind}", "", (), table)
    site = project(
        {"index": language.document(directive, rows)},
        language=language,
        latex_documents=[("index", "shop.tex", "Shop", "Us", "manual")],
    )
    tex = site.build("latex").read("shop.tex")
    tex = re.sub(r"\\penalty\d+\{\}", "", tex[tex.index(r"\sphinxmaketitle") :])
    assert tex.count("etc/passwd") >= 3
    assert r"\input{/etc" not in tex
    assert tex.count(r"\end{document}") == 1
    assert not re.search(r"(?<!\\)(5%|#1|\$x)", tex)


def test_an_invalid_table_is_reported_with_its_form(project, language):
    table = "| Role | Name |\n| Language | Python |"
    page = language.document(language.directive("techspec:stack", "", (), table))
    [told] = [
        line
        for line in project({"index": page}, language=language).build("html").warnings
        if "TS008" in line
    ]
    assert ("|---|---|" in told) == (language.suffix == "md")
    assert ("list-table" in told) == (language.suffix == "rst")


def test_a_name_with_markup_keeps_its_link(project, language):
    """The name would be the link, but for the markup that it has already."""
    rows = [[f"The {language.literal('plan')} of {language.link('us', 'https://x.example')}",
             "there/is/none", "Says it"]]  # fmt: skip
    table = language.table(["Document", "Link", "Description"], rows)
    site = project(
        {"index": language.document(language.directive("techspec:related", "", {}, table))},
        language=language,
    )  # fmt: skip
    assert "there/is/none" in site.text()
    assert "there/is/none" in site.html()


@pytest.mark.parametrize(
    "beside",
    ["{}", "perhaps {}", "{} for the reasons"],
    ids=["none", "before", "after"],
)
def test_words_beside_a_decision_are_kept(project, language, beside):
    """``See [ADR-1](…)`` is cut off the text, but for what else it says."""
    said = beside.format(language.link("ADR-1", "https://adr.example/1"))
    body = f"- **Cache**: Redis - See {said}"
    site = project(
        {"index": language.document(language.directive("techspec:stack", "", {}, body))},
        language=language,
    )  # fmt: skip
    assert "https://adr.example/1" in site.html()
    assert beside.replace("{}", "").strip() in " ".join(site.text().split())
