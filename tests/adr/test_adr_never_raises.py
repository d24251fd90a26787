"""Reading and resolving never raise an exception, whatever the text."""

from __future__ import annotations

import io
from textwrap import indent

import pytest
from adr_corpus import index
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser

from sphinxcontrib_techspec.adr import (
    AdrIndex,
    DecisionRecord,
    Heading,
    LabelledText,
    Link,
    Outline,
    read_front_matter,
    read_record,
    read_status,
    record_outlines,
)
from sphinxcontrib_techspec.model.references import split_references
from sphinxcontrib_techspec.sphinx_ext.reading.outline import read_outline

pytestmark = pytest.mark.slow

WORDS = [
    "Status", "status:", "Accepted", "Superseded by", "ADR-5", "[5](0005-x.md)",
    "# ", "## ", "- ", "> ", "| ", "|---|", "\n", "\n\n", "    ", "**", "`", "~~~",
    "---", ":", "{", "}", "<br>", "</s>", "<s>", "[ ]", "[x]", "::", ".. ", "=====",
    ":Status:", "_", "__", "\\", "2020-01-01", "Superseded-By:", "Metadata",
    "## Links", "(a)=", "*", "☐", "!admonition", "title:", "[", "]", "(", ")",
    "superseded_by:", "&a", "*a", "!!x", "\t", "\x00", "\ufeff", "Supersedes",
    "ADR", "#", "## ADR-1: X\n", "## 2. Y\n", "# 2024-05-01 Z\n", "../", ".md", ".html", "http://",
]  # fmt: skip
TEXT = st.one_of(
    st.text(),
    st.lists(st.sampled_from(WORDS)).map("".join),
    st.lists(st.sampled_from(WORDS)).map(" ".join),
)
NUMBER = st.integers(-5, 500)
LINKS = st.lists(st.builds(Link, TEXT, NUMBER, NUMBER), max_size=3).map(tuple)
LABELLED_TEXT = st.builds(LabelledText, TEXT, NUMBER, TEXT, LINKS)
TEXTS = st.lists(LABELLED_TEXT, max_size=4)
OUTLINE = st.builds(
    Outline,
    docname=TEXT,
    title=TEXT,
    line=NUMBER,
    labels=st.lists(TEXT, max_size=2),
    front_matter=TEXTS,
    admonitions=TEXTS,
    headings=st.lists(st.builds(Heading, TEXT, NUMBER, TEXTS), max_size=3),
)
SLOW = settings(deadline=None)
"""No deadline, because other work on the machine makes an example slow."""

QUIET = {
    "report_level": 5,
    "halt_level": 5,
    "warning_stream": io.StringIO(),
    "file_insertion_enabled": False,
    "myst_suppress_warnings": ["myst"],
}


@given(TEXT, LINKS)
@settings(SLOW)
def test_read_status(text: str, links: tuple[Link, ...]):
    read_status(text, links)


@given(TEXT)
@settings(SLOW)
def test_read_front_matter(text: str):
    read_front_matter(text)
    for field in read_front_matter(f"---\n{text}\n---\n"):
        assert field.line >= 2


@given(OUTLINE)
@settings(SLOW)
def test_read_record(outline: Outline):
    record = read_record(outline)
    assert isinstance(record, DecisionRecord)
    assert record.label or not record.stem


@given(st.lists(OUTLINE, min_size=1, max_size=4))
@settings(SLOW)
def test_index(outlines: list[Outline]):
    records = {o.docname: read_record(o) for o in outlines}
    adrs = AdrIndex(records)
    for record in records.values():
        adrs.current_successors(record)
        adrs.conflicts(record)
        adrs.shown_status(record)


@pytest.mark.parametrize("parser", ["rst", Parser], ids=["rst", "md"])
@given(text=TEXT)
@settings(SLOW, max_examples=60)
def test_read_outline(parser: str | type[Parser], text: str):
    body = indent(text, "   ") if parser == "rst" else text
    for source in (text, f"# Title\n\n## Status\n\n{text}", f"Title\n=====\n\n{body}"):
        document: nodes.document = publish_doctree(
            source,
            source_path="no/such/file",
            parser=Parser() if parser is Parser else None,
            settings_overrides=QUIET,
        )
        read_record(read_outline(document, "adr/0001-any"))
        log = record_outlines(read_outline(document, "decisions"))
        keys = [read_record(outline).key for outline in log]
        assert len(set(keys)) == len(keys)


@given(TEXT)
@settings(SLOW)
def test_split_references(text: str):
    assert isinstance(split_references(text), tuple)


@given(TEXT, st.sampled_from(["index", "services/alpha/index", "madr/adr/0001-x", ""]))
@settings(SLOW)
def test_resolve(text: str, docname: str):
    found = index().resolve(text, docname)
    assert found.text == text
    assert (found.record is not None) == (found.outcome == "found")
    assert len(found.candidates) != 1 or found.outcome == "unknown"
    assert found is index().resolve(text, docname)


def test_deeply_nested_front_matter():
    assert read_front_matter("---\nstatus: " + "[" * 1500 + "\n---\n") is not None
