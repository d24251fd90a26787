"""Headings in the bodies of directives: they stay there, as in an admonition."""

from __future__ import annotations

from textwrap import indent

import pytest
from docutils import nodes
from sphinx import addnodes

from languages import Language
from sphinxcontrib_techspec.sphinx_ext.nodes import PendingNode


def heading(language: Language, text: str, level: int) -> str:
    """Return a heading of a level."""
    if language.suffix == "md":
        return f"{'#' * level} {text}"
    return f"{text}\n{'=-~^'[level - 1] * max(len(text), 4)}"


def bodies(language: Language) -> dict[str, tuple[str, str, str]]:
    """Return directives by their sort: name, argument, and a line of their body."""
    code = language.code('{"a": 1}', "json")
    return {
        "one": ("techspec:component", "Api", "Takes orders."),
        "rows": ("techspec:entity", "User", "- id: UUID"),
        "code": ("techspec:payload", "Pay", code),
        "many": ("techspec:component", "", "- **Api**: Takes orders."),
        "table": (
            "techspec:component", "",
            language.table(["Component", "Purpose"], [["Api", "Takes orders."]]),
        ),
        "paragraph": ("techspec:decision", "", "Modular monolith"),
        "spec": ("techspec:spec", "Shop", "Sells things. It is small."),
        "not-applicable": ("techspec:not-applicable", "cli", "There is no terminal."),
        "waive": ("techspec:waive", "TS306", "It has to be long."),
        "diagram": ("techspec:diagram", "components", code),
        "view": ("techspec:table", "component", "Below."),
        "unknown": ("techspec:componant", "Api", "Takes orders."),
    }  # fmt: skip


SORTS = (
    "one", "rows", "code", "many", "table", "paragraph", "spec", "not-applicable",
    "waive", "diagram", "view", "unknown",
)  # fmt: skip


def section_of(document: nodes.document) -> nodes.section:
    """Return the only section below the title, after which the directive stands."""
    (page,) = document.findall(
        lambda n: isinstance(n, nodes.section) and n.parent is document
    )
    below = [node for node in page.children if isinstance(node, nodes.section)]
    assert [node[0].astext() for node in below] == ["Above", "Below"]
    return below[0]


@pytest.mark.parametrize("level", [1, 2, 4])
def test_headings_stay_in_their_place(project, language, level):
    files = {}
    for sort, (name, argument, line) in bodies(language).items():
        body = f"{heading(language, 'Inside', level)}\n\n{line}"
        if sort == "diagram" and language.suffix == "rst":
            body = f"{line}\n\n{heading(language, 'Inside', level)}"
        files[sort] = language.document(
            heading(language, "Above", 2),
            "Before it.",
            language.directive(name, argument, body=body),
            "After it.",
            heading(language, "Below", 2),
            "The end.",
        )
    built = project({"index": language.document(), **files}, language=language).build(
        "techspec"
    )
    assert not [w for w in built.warnings if "[myst.header]" in w]
    for sort in SORTS:
        section = section_of(built.app.env.get_doctree(sort))
        shown = section.astext()
        before, inside, after = map(shown.index, ("Before it.", "Inside", "After it."))
        assert before < inside < after, sort
        (rubric,) = section.findall(nodes.rubric)
        assert rubric.astext() == "Inside"
        around = rubric.parent
        if sort in {"one", "rows", "code"}:
            assert isinstance(around, addnodes.desc_content), sort
        own = [w for w in built.warnings if w.startswith(f"{sort}.")]
        titles = [w for w in own if "Unexpected section title" in w]
        assert len(titles) == (language.suffix == "rst"), sort
        if titles:
            line = section_line(files[sort])
            assert titles[0].split(":")[1] == str(line), sort


def section_line(text: str) -> int:
    """Return the line that docutils reports of a title, which is the line below it."""
    lines = text.splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.strip() == "Inside") + 1


def test_a_heading_is_no_part_of_a_value(project, language):
    made = project(
        {
            "index": language.document(
                *(
                    language.directive(
                        name, argument,
                        body=f"{before}\n\n{heading(language, 'Inside', 3)}\n\nSecond.",
                    )
                    for name, argument, before in (
                        ("techspec:spec", "Shop", "Sells things."),
                        ("techspec:not-applicable", "cli", "There is no terminal."),
                        ("techspec:waive", "TS306", "It has to be long."),
                        ("techspec:component", "Api", "Takes orders."),
                    )
                )
            )
        },
        language=language,
    )  # fmt: skip
    (spec,) = made.build("techspec").json["specs"]
    assert spec["header"]["fields"]["tldr"] == "Sells things. Second."
    assert spec["not_applicable"][0]["reason"] == "There is no terminal. Second."
    assert spec["waivers"][0]["reason"] == "It has to be long. Second."
    assert spec["items"][0]["fields"]["purpose"] == "Takes orders."
    assert made.html().count("Inside") == made.text().count("Inside") == 4


def test_headings_between_items_are_between_their_tables(project, language):
    body = "\n\n".join(
        [
            heading(language, "Core", 3), "- **Api**: Takes orders.",
            heading(language, "Data", 4), "- **Store**: Keeps them.",
            heading(language, "Rest", 1),
        ]
    )  # fmt: skip
    made = project(
        {
            "index": language.document(
                language.directive("techspec:component", body=body)
            )
        },
        language=language,
    )
    built = made.build("text")
    words = ["Core", "Takes orders.", "Data", "Keeps them.", "Rest"]
    places = [built.text().index(word) for word in words]
    assert places == sorted(places)
    tree = built.app.env.get_doctree("index")
    assert len(list(tree.findall(nodes.section))) == 1
    assert len(list(tree.findall(PendingNode))) == 2


def test_a_drawing_with_number_signs_is_no_markup(project):
    drawing = "# api #--> # store #\n#     #    #       #"
    made = project(
        {"index": f"# Page\n\n```{{techspec:diagram}} components\n{drawing}\n```\n"}
    )
    assert indent(drawing, "   ") in made.text()
