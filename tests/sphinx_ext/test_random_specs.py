"""Specs drawn at random, over every kind: each builds, and no value is lost."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Project
from languages import LANGUAGES, Language
from samples import sample, value
from sphinxcontrib_techspec.kinds import KINDS, Kind
from sphinxcontrib_techspec.kinds.field import References

pytestmark = pytest.mark.slow

SPECS_A_PROJECT = 25
PROJECTS = 20

# A project is large, and some of what is drawn for it does not go together.
SLOW = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
]

# Letters of several scripts, and what HTML, LaTeX, Markdown and reStructuredText
# mistake for their own where it is not escaped. Marks of inline markup are left to
# the tests of bad input: what they set is not shown as it is written.
WORDS = st.text(
    st.sampled_from("abcXYZ019éßяж中שα&%#$^{}~;.,/+=-()"), min_size=1, max_size=12
).filter(lambda word: any(c.isalnum() for c in word))
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@dataclass
class Drawn:
    """An item as drawn: how it is written, and the values that must be found."""

    kind: type[Kind]
    name: str
    values: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[str, str]] = field(default_factory=list)
    many: bool = False


@st.composite
def items(draw: st.DrawFn) -> Drawn:
    kind = draw(st.sampled_from(KINDS))
    good = sample(kind)
    drawn = Drawn(kind, good.name, many=draw(st.booleans()) and not kind.rows)
    if not kind.split_name(good.name):
        drawn.name = draw(WORDS.filter(lambda w: w[0].isalnum()))
    for name, asked in kind.field_specs().items():
        if name in {*kind.split_name(good.name), kind.rows} or not draw(st.booleans()):
            continue
        free = asked.annotation is str and name not in {"link", kind.code}
        if asked.annotation == References or asked.refers_to:
            continue
        drawn.values[name] = draw(TEXTS) if free else value(asked)
    if kind.rows:
        drawn.rows = draw(st.lists(st.tuples(WORDS, WORDS), max_size=3))
    return drawn


def written(drawn: Drawn, language: Language) -> str:
    kind = drawn.kind
    name = f"techspec:{kind.kind}"
    if drawn.many:
        heads = [kind.label, *(kind.field_specs()[n].label for n in drawn.values)]
        row = [escaped(text, language) for text in (drawn.name, *drawn.values.values())]
        return language.directive(name, body=language.table(heads, [row]))
    body = ""
    if drawn.rows:
        rows = [[escaped(text, language) for text in row] for row in drawn.rows]
        body = language.table(["Field", "Type"], rows)
    options = {
        n: escaped(v, language) if kind.field_specs()[n].inline_markup else v
        for n, v in drawn.values.items()
    }
    return language.directive(name, drawn.name, options, body)


def escaped(text: str, language: Language) -> str:
    """Return *text* so that it is no markup in a cell."""
    marks = r"([\\~$^{}|#&])" if language.suffix == "md" else r"([\\|])"
    return re.sub(marks, r"\\\1", text)


@st.composite
def specs(draw: st.DrawFn) -> list[Drawn]:
    return draw(st.lists(items(), min_size=1, max_size=6))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("suffix", list(LANGUAGES))
@settings(
    max_examples=PROJECTS // len(LANGUAGES),
    deadline=None,
    derandomize=True,
    suppress_health_check=SLOW,
)
@given(drawn=st.lists(specs(), min_size=SPECS_A_PROJECT, max_size=SPECS_A_PROJECT))
def test_random_specs_build_and_lose_nothing(
    suffix: str, drawn: list[list[Drawn]]
) -> None:
    language = LANGUAGES[suffix]
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), {}, f".{suffix}")
        names = [f"spec{number}" for number in range(len(drawn))]
        files = {
            name: language.document(
                language.directive("techspec:spec", f"Spec {name}"),
                *(written(item, language) for item in spec),
                language.directive("techspec:report"),
            )
            for name, spec in zip(names, drawn, strict=True)
        }
        files["index"] = language.document(
            language.directive("toctree", body="\n".join(names))
        )
        project.write(files)
        for builder in ("html", "latex", "gettext"):
            project.build(builder)
        text = project.build("text")
        for name, spec in zip(names, drawn, strict=True):
            page = text.text(name)
            squeezed_page = squeezed(page)
            for item in spec:
                if item.many:
                    # A cell is broken over lines; what it breaks at is a space.
                    words = [
                        w for v in (item.name, *item.values.values()) for w in v.split()
                    ]
                    for word in words:
                        assert set(word) <= set(page), (word, page)
                    continue
                for said in (item.name, *item.values.values()):
                    assert squeezed(said) in squeezed_page, (said, page)
                for row in item.rows:
                    for said in row:
                        assert squeezed(said) in squeezed_page, (said, page)
