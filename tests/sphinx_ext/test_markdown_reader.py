"""Markdown is read without Sphinx as a build reads it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from sphinxcontrib_techspec.kinds import KINDS
from sphinxcontrib_techspec.model.item import Item, ParsedItem, SourceText
from sphinxcontrib_techspec.sphinx_ext.directives import kind as directives
from sphinxcontrib_techspec.sphinx_ext.reading.markdown import MarkdownDocument

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "kinds"
FORMS = [(kind.kind, form) for kind in KINDS for form in ("one", "many")]

READ_ALONE = """
import pickle, sys
import sphinx.application

def refuse(*arguments, **options):
    raise AssertionError("an application was made")

sphinx.application.Sphinx.__init__ = refuse
from sphinxcontrib_techspec.sphinx_ext.reading.markdown import MarkdownDocument
from test_markdown_reader import comparable

texts = pickle.load(sys.stdin.buffer)
found = {
    key: [comparable(item) for item in MarkdownDocument(text, "index").items()]
    for key, text in texts.items()
}
pickle.dump(found, sys.stdout.buffer)
"""


def text_of(kind: str, form: str) -> str:
    """Return a page with the example of a kind."""
    return "# Page\n\n" + (EXAMPLES / kind / f"{form}.md").read_text("utf-8")


def comparable(item: ParsedItem) -> ParsedItem:
    """Return an item without its nodes, which do not say when they are equal."""

    def bare(value: SourceText) -> SourceText:
        return replace(value, nodes=())

    return replace(
        item,
        name=item.name and bare(item.name),
        values={name: bare(value) for name, value in item.values.items()},
        rows=[{n: bare(value) for n, value in row.items()} for row in item.rows],
        extras=[(label, bare(value)) for label, value in item.extras],
        below=(),
    )


@pytest.fixture(scope="module")
def read_alone() -> dict[tuple[str, str], list[ParsedItem]]:
    """Return what a process without an application reads of every example."""
    texts = {key: text_of(*key) for key in FORMS}
    result = subprocess.run(
        [sys.executable, "-c", READ_ALONE],
        input=pickle.dumps(texts),
        capture_output=True,
        cwd=Path(__file__).parent,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
        check=False,
    )
    assert result.returncode == 0, result.stderr.decode()
    return pickle.loads(result.stdout)  # noqa: S301 - written by this test


@pytest.fixture
def built(project, monkeypatch):
    """Return what a build reads of a page."""

    def read(text: str) -> list[ParsedItem]:
        found: list[ParsedItem] = []
        build_item = directives.build_item

        def note(parsed: ParsedItem, docname: str) -> Item:
            found.append(comparable(parsed))
            return build_item(parsed, docname)

        monkeypatch.setattr(directives, "build_item", note)
        project({"index": text}, myst_enable_extensions=["colon_fence"]).build(
            "techspec"
        )
        return found

    return read


@pytest.mark.parametrize(("kind", "form"), FORMS)
def test_read_alone_as_in_a_build(read_alone, built, kind, form):
    expected = built(text_of(kind, form))
    assert expected
    assert read_alone[kind, form] == expected


def test_roles_links_and_unknown_directives(built):
    text = dedent("""\
        # Page

        ```{techspec:stack}
        | Role | Name | Version | Decision | Note |
        |------|------|---------|----------|------|
        | Cache | **Redis** | `7.2` | {techspec:adr}`ADR-1` | See {doc}`x <index>` |
        | Queue | [NATS](https://nats.example) | 2.1 | [it](adr/1.md) | *a* \\| b |
        ```

        :::{techspec:component} Basket
        ---
        status: "planned"
        responsibility: Holds *what* is bought
          until it is paid
        ---
        ```{nowhere}
        Words
        ```
        :::
        """)
    alone = [comparable(i) for i in MarkdownDocument(text, "index").items()]
    assert [to_plain_name(item) for item in alone] == ["Redis", "NATS", "Basket"]
    assert alone == built(text)


def to_plain_name(item: ParsedItem) -> str:
    assert item.name is not None
    text = item.name.text
    return text if isinstance(text, str) else "".join(run[1] for run in text)
