"""A value holds the author's words: marks, comments and messages are no part of it."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from pages import Page, words
from sphinxcontrib_techspec.kinds import KINDS
from sphinxcontrib_techspec.model.item import Item
from sphinxcontrib_techspec.sphinx_ext.reading.inline_rules import INLINE_RULES

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "kinds"
MARKS = {
    "md": ["[^note]", "<!-- internal -->"],
    "rst": [" [#note]_", " [CIT2002]_"],
}
NOTES = {
    "md": "\n\n[^note]: A note.\n",
    "rst": "\n\n.. [#note] A note.\n.. [CIT2002] B.\n",
}
CONF = {
    "extensions": ["myst_parser", "sphinxcontrib_techspec"],
    "myst_enable_extensions": [
        "colon_fence", "dollarmath", "replacements", "smartquotes", "strikethrough",
        "substitution", "tasklist",
    ],
    "myst_substitutions": {"later": "7.2.1"},
    "rst_epilog": ".. |later| replace:: 7.2.1",
}  # fmt: skip


def text_of(kind: str, form: str, suffix: str) -> str:
    return (EXAMPLES / kind / f"{form}.{suffix}").read_text("utf-8")


def content_of(item: Item) -> Any:
    """Return what an item says, without where and how it is written."""
    return (
        item.kind_name,
        item.name,
        item.model.model_dump(),
        {name: text for name, text in item.markup.items() if name},
        item.invalid,
        item.extras,
        [(p.code, p.subject) for p in item.problems],
    )


def places(items: list[Item], lines: list[str], suffix: str) -> set[tuple[int, int]]:
    """Return the ends of the values, and the ends of words inside of them."""
    found: set[tuple[int, int]] = set()
    for item in items:
        for range_ in item.ranges.values():
            if range_.container == "code" or not range_.column:
                continue
            if range_.line != range_.end_line:
                continue
            before = lines[range_.line - 1][: range_.end_column - 1]
            if suffix == "rst" and before.count("**") % 2:
                continue  # reStructuredText has no markup inside of markup.
            found.add((range_.line, range_.end_column))
            text = lines[range_.line - 1][range_.column - 1 : range_.end_column - 1]
            inside = text.find(" ")
            plain = not any(char in text for char in "`[*_<{|:")
            if inside > 0 and plain and range_.container not in {"argument", "option"}:
                found.add((range_.line, range_.column + inside))
    return found


FORMS = [(kind.kind, form) for kind in KINDS for form in ("one", "many")]


def read(made) -> dict[str, list[Item]]:
    """Return the items of each document."""
    built = made.build("dummy")
    documents = built.app.env.domains["techspec"].documents
    return {docname: document.items for docname, document in documents.items()}


@pytest.mark.slow
def test_marks_change_no_value(project, language):
    suffix = language.suffix
    made = project({"index": "", **{
        f"{kind}-{form}": language.document(text_of(kind, form, suffix))
        for kind, form in FORMS
    }}, language=language, **CONF)  # fmt: skip
    base = read(made)
    changed: dict[str, str] = {}
    for docname in (f"{kind}-{form}" for kind, form in FORMS):
        lines = made.path(docname).read_text("utf-8").splitlines()
        for line, column in sorted(places(base[docname], lines, suffix)):
            mark = MARKS[suffix][len(changed) % len(MARKS[suffix])]
            new = list(lines)
            new[line - 1] = lines[line - 1][: column - 1] + mark
            new[line - 1] += lines[line - 1][column - 1 :]
            changed[f"{docname}-{line}-{column}"] = "\n".join(new) + NOTES[suffix]
    assert len(changed) > 100
    found = read(project({"index": "", **changed}, language=language, **CONF))
    wrong = {
        docname: (mine, theirs)
        for docname in changed
        for mine, theirs in zip_longest(
            map(content_of, found[docname]),
            map(content_of, base[docname.rsplit("-", 2)[0]]),
        )
        if mine != theirs
    }
    assert not wrong


CONSTRUCTS = {
    "md": [
        ("a {nope}`b c` d", "a b c d"),
        ("a {nope}`b` {nope}`c` d", "a b c d"),
        ("a {{ nope }} b", "a {{ nope }} b"),
        ("a {{ later }} b", "a 7.2.1 b"),
        ("a {{ nope }} {{ later }} b", "a {{ nope }} 7.2.1 b"),
        ("a<br>b", "a b"),
        ("a <b>b</b> <s>c</s> d", "a b c d"),
        ("a ~~b~~ c", "a b c"),
        ("List<User> and Map<K, V>", "List<User> and Map<K, V>"),
        ("a <script>alert(1)</script> b", "a alert(1) b"),
        ("a <b>b", "a b"),
        ("a $x_1$ b", "a x_1 b"),
        (r"a\*b\_c \`d\`", "a*b_c `d`"),
        ("![logo](logo.png) a", "a"),
        ("![logo](logo.png)", "logo"),
        ('"a" -- \'b\' (c) "c *d*"', '"a" -- \'b\' (c) "c d"'),
        ("a {abbr}`SQL (Structured)` b", "a SQL b"),
        ("a [b](https://example.org) c", "a b c"),
        ("a **b *c***", "a b c"),
        ("<b>" * 300 + "a" + "</b>" * 300, "a"),
    ],
    "rst": [
        ("a :nope:`b c` d", "a b c d"),
        ("a |nope| b", "a |nope| b"),
        ("a |later| b", "a 7.2.1 b"),
        ("a |below| b", "a 16 4 b"),
        ("a |version| b", "a 0.9 b"),
        (r"a\*b\_c", "a*b_c"),
        (r"H\ :sub:`2`\ O", "H2O"),
        ("a *b", "a *b"),
        ("a ``b", "a ``b"),
        ("a _`b` c", "a b c"),
        ("a :index:`b` c", "a b c"),
        ("a nowhere_ b", "a nowhere b"),
        ("a :math:`x` b", "a x b"),
        ('"a" -- \'b\' "c *d*"', '"a" -- \'b\' "c d"'),
    ],
}
BELOW = {
    "md": "\n\n[^1]: A note.\n",
    "rst": "\n\n.. |below| replace:: 16 *4*\n.. [#note] A note.\n.. [CIT2002] B.\n",
}


def constructs(language: str) -> list[tuple[str, str]]:
    """Return texts with their values: those above, and the samples of the rules."""
    return CONSTRUCTS[language] + [
        (f"a {sample.source} b", " ".join(f"a {sample.value} b".split()))
        for rule in INLINE_RULES
        for sample in rule.samples
        if sample.language in {"", language}
    ]


def test_every_documented_construct_is_read():
    without = {rule.name for rule in INLINE_RULES if not rule.samples}
    assert without == {"checkbox of a task list"}  # Only a list has them.


def forms(language, text: str) -> dict[str, str]:
    """Return a document for each way to write *text* as the purpose of a component."""
    table = language.table(["Component", "Purpose"], [["Api", text]])
    return {
        "cell": language.directive("techspec:component", body=table),
        "bullet": language.directive("techspec:component", body=f"- Api: {text}"),
        "option": language.directive("techspec:component", "Api", {"purpose": text}),
        "body": language.directive("techspec:component", "Api", body=text),
    }


@pytest.mark.slow
def test_constructs_are_read_alike_everywhere(project, language):
    cases = constructs(language.suffix)
    files = {
        f"{number}-{form}": language.document(block) + BELOW[language.suffix]
        for number, (text, _) in enumerate(cases)
        for form, block in forms(language, text).items()
    }
    made = project({"index": "", **files}, language=language, version="0.9", **CONF)
    built = made.build("html")
    documents = built.app.env.domains["techspec"].documents
    for docname in files:
        number, form = docname.split("-")
        text, expected = cases[int(number)]
        (item,) = documents[docname].items
        assert item.model.model_dump()["purpose"] == expected, (form, text)
        html = built.html(docname)
        page = Page(html)
        assert str(made.folder) not in html
        shown = words(page.body)
        assert shown.count("Api") == 1
        assert "[myst." not in shown
        assert "role entry" not in shown
        if "script" in text and form != "body":
            assert "<script>alert" not in html


def test_marks_and_spaces_between_the_parts_of_a_bullet(project, language):
    """Each stays where it is written; spaces beside a mark are collapsed."""
    mark = {"md": "[^n]", "rst": " [#n]_"}[language.suffix]
    end = {"md": "\n\n[^n]: A note.\n", "rst": "\n\n.. [#n] A note.\n"}[language.suffix]
    body = f"- **Cache**: Redis{mark} Stack  {mark}\n  Cluster 7.2.4{mark}"
    text = language.document(language.directive("techspec:stack", body=body)) + end
    made = project({"index": text}, language=language, **CONF)
    built = made.build("html")
    (item,) = built.app.env.domains["techspec"].documents["index"].items
    assert item.name == "Redis Stack Cluster"
    cells = [
        element
        for element in Page(built.html()).body.iter("td")
        if "footnote-reference"
        in "".join(a.get("class", "") for a in element.iter("a"))
    ]
    assert [words(cell)[:5] for cell in cells] == ["Redis", "7.2.4"]


def test_views_show_formulas_and_links(project, language):
    formula = {"md": "$x_1$", "rst": ":math:`x_1`"}[language.suffix]
    link = language.link("Docs", "https://example.org/docs")
    table = language.table(["Component", "Purpose"], [["Api", f"a {formula} {link}"]])
    made = project({
        "index": language.document(language.directive("techspec:component", body=table)),
        "view": language.document(language.directive("techspec:table", "component")),
    }, language=language, **CONF)  # fmt: skip
    html = made.build("html").html("view")
    assert "MathJax" in html
    assert r"\(x_1\)" in html
    assert ("Docs", "https://example.org/docs") in Page(html).links()
    assert "x_1" in made.build("text").text("view")
