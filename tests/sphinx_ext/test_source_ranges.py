"""Each value knows where it is written, and a column that is given is right."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives
from hypothesis import example, given
from hypothesis import strategies as st

from sphinxcontrib_techspec.kinds import BY_NAME
from sphinxcontrib_techspec.model.build import build_item
from sphinxcontrib_techspec.model.item import ParsedItem, SourceRange, SourceText
from sphinxcontrib_techspec.sphinx_ext.reading.markdown import (
    MarkdownDocument,
    read_items,
)
from sphinxcontrib_techspec.sphinx_ext.reading.parser import StateParser
from sphinxcontrib_techspec.sphinx_ext.reading.ranges import SourceFile
from sphinxcontrib_techspec.sphinx_ext.reading.source import DirectiveSource
from sphinxcontrib_techspec.text import collapse_spaces, to_plain

WORDS = st.lists(
    st.sampled_from(["a", "ab", "b", "x1", "Redis", "data", "ä", "*it*", "`c d`"]),
    min_size=1,
    max_size=4,
).map(" ".join)
PLAIN = st.lists(
    st.sampled_from(["a", "ab", "Redis", "ä"]), min_size=1, max_size=3
).map(" ".join)
INDENTS = st.sampled_from(["", "  ", "> "])


def at(text: str, range_: SourceRange | None) -> str:
    """Return the source at a range, on one line."""
    assert range_ is not None
    assert range_.column, f"the column is not known: {range_}"
    lines = text.split("\n")[range_.line - 1 : range_.end_line]
    lines[-1] = lines[-1][: range_.end_column - 1]
    lines[0] = lines[0][range_.column - 1 :]
    return collapse_spaces(" ".join(line.lstrip("> ") for line in lines))


def is_unknown_or(range_: SourceRange | None, line: int, column: int, length: int):
    """Check a range that may be without columns, but must not be wrong."""
    assert range_ is not None
    if range_.column:
        assert range_[:4] == (line, column, line, column + length)


def markdown(text: str) -> list[ParsedItem]:
    return list(MarkdownDocument(text, "index").items())


def rst(text: str) -> list[ParsedItem]:
    """Return the items of a document that docutils alone reads."""
    found: list[ParsedItem] = []

    class Reader(Directive):
        has_content = True
        optional_arguments = 1
        final_argument_whitespace = True

        def run(self) -> list[nodes.Node]:
            found.extend(read_items(BY_NAME[self.name.split(":")[1]], self.source()))
            return []

        def source(self) -> DirectiveSource:
            return DirectiveSource(
                StateParser(self.state), "index", "index.rst", self.lineno,
                SourceFile(text.split("\n")), self.arguments, self.content,
                self.content_offset, self.block_text, self.lineno,
            )  # fmt: skip

    directives.register_directive("techspec:stack", Reader)
    directives.register_directive("techspec:component", Reader)
    directives.register_directive("techspec:decision", Reader)
    publish_doctree(text, settings_overrides={"report_level": 5, "halt_level": 5})
    return found


READERS = {"md": markdown, "rst": rst}


def one(suffix: str, name: str, *options: str) -> str:
    if suffix == "md":
        return "\n".join([f"```{{techspec:stack}} {name}", *options, "```"])
    return "\n".join([f".. techspec:stack:: {name}", *(f"   {o}" for o in options)])


def values(item: ParsedItem) -> Iterator[SourceText]:
    yield from item.values.values()
    if item.name is not None:
        yield item.name


@pytest.mark.parametrize("suffix", READERS)
@given(name=PLAIN, version=WORDS, package=WORDS, indent=INDENTS)
@example(name="a", version="a", package="a", indent="")
def test_arguments_and_options(suffix, name, version, package, indent):
    indent = "" if suffix == "rst" else indent
    text = one(suffix, name, f":version: {version}", f":package:  {package}")
    text = "\n".join(indent + line for line in text.split("\n"))
    (item,) = READERS[suffix](text)
    assert item.name is not None
    assert at(text, item.name.range) == name
    assert item.name.range is not None
    assert item.name.range.container == "argument"
    assert at(text, item.values["version"].range) == version
    assert at(text, item.values["package"].range) == package
    assert item.values["package"].range.line == 3
    assert item.values["package"].range.container == "option"


def test_an_option_of_several_lines_and_one_in_quotes():
    text = "```{techspec:stack} A\n---\nversion: '1.2'\npackage: one\n  two\n---\n```"
    (item,) = markdown(text)
    assert item.values["version"].range == SourceRange(3, 11, 3, 14, "option")
    assert item.values["package"].range == SourceRange(4, 10, 5, 6, "option")
    text = ".. techspec:stack:: A\n   :package: one\n     two\n"
    (item,) = rst(text)
    assert item.values["package"].range == SourceRange(2, 14, 3, 9, "option")


CELLS = st.lists(WORDS | st.just("a \\| b") | st.just(""), min_size=3, max_size=3)


@given(st.lists(CELLS, min_size=1, max_size=3), INDENTS, st.booleans())
def test_cells_of_markdown(rows, indent, whole):
    lines = ["| Name | Version | Package |", "|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    body = lines if whole else ["", "% no table", "", *lines]
    text = "\n".join(indent + x for x in ["```{techspec:stack}", *body, "```"])
    wanted = [row for row in rows if any(row)]
    found = markdown(text)
    assert len(found) == len(wanted)
    for row, item in zip(wanted, found, strict=True):
        given_ = [item.name, item.values.get("version"), item.values.get("package")]
        for cell, value in zip(row, given_, strict=True):
            assert (value is None) == (not cell)
            if value is not None:
                assert at(text, value.range) == cell
                assert value.range.container == "cell"


@given(st.lists(WORDS, min_size=2, max_size=2))
def test_cells_of_a_list_table(cells):
    text = "\n".join(
        [".. techspec:stack::", "", "   .. list-table::", "      :header-rows: 1", "",
         "      * - Name", "        - Version",
         f"      * - {cells[0]}", f"        - {cells[1]}"]
    )  # fmt: skip
    (item,) = rst(text)
    assert item.name is not None
    is_unknown_or(item.name.range, 8, 11, len(cells[0]))
    is_unknown_or(item.values["version"].range, 9, 11, len(cells[1]))


@given(PLAIN, PLAIN)
def test_cells_of_a_grid(name, version):
    text = "\n".join(
        [".. techspec:stack::", "", "   ====================  ====================",
         "   Name                  Version",
         "   ====================  ====================",
         f"   {name:<20}  {version:<20}",
         "   ====================  ===================="]
    )  # fmt: skip
    (item,) = rst(text)
    assert item.name is not None
    is_unknown_or(item.name.range, 6, 4, len(name))
    is_unknown_or(item.values["version"].range, 6, 26, len(version))


def test_a_cell_that_its_line_has_once_is_found():
    text = dedent("""\
        .. techspec:stack::

           .. csv-table::
              :header: Name, Version

              Redis, 7.2
              ``SQL``, 3
        """)
    redis, sql = rst(text)
    assert at(text, redis.values["version"].range) == "7.2"
    assert sql.name is not None
    assert at(text, sql.name.range) == "``SQL``"


@pytest.mark.parametrize("suffix", READERS)
@given(label=PLAIN, first=PLAIN, second=WORDS)
def test_bullets_are_never_wrong(suffix, label, first, second):
    bullet = f"- **{label}**: {first} - {second}"
    if suffix == "md":
        text, indent = f"```{{techspec:component}}\n{bullet}\n```", 0
    else:
        second = second.replace("`", "``")
        bullet = f"- **{label}**: {first} - {second}"
        text, indent = f".. techspec:component::\n\n   {bullet}\n", 3
    line = 2 if suffix == "md" else 3
    (item,) = READERS[suffix](text)
    column = indent + 1
    assert item.name is not None
    is_unknown_or(item.name.range, line, column + 4, len(label))
    found = [value for value in values(item) if value is not item.name]
    assert found
    for value in found:
        if value.range is not None and value.range.column:
            written = at(text, value.range).replace("`", "").replace("*", "")
            assert written == to_plain(value.text)
            assert value.range.container == "bullet"


@pytest.mark.parametrize("suffix", READERS)
def test_the_parts_of_a_bullet(suffix):
    link = "[ADR-1](adr/1.md)" if suffix == "md" else "`ADR-1 <adr/1.rst>`__"
    bullet = f"- **Storage**: Keep *what* is read - See {link}"
    text = (
        f"```{{techspec:decision}}\n{bullet}\n```"
        if suffix == "md"
        else f".. techspec:decision::\n\n   {bullet}\n"
    )
    (item,) = READERS[suffix](text)
    assert item.name is not None
    assert at(text, item.name.range) == "Keep *what* is read"
    assert at(text, item.values["topic"].range) == "Storage"
    assert at(text, item.values["adr"].range) == link


def test_the_rows_of_a_class_and_their_item():
    text = "````{techspec:entity} User\n```python\nclass User:\n    id: UUID  # key\n```\n````"
    (parsed,) = markdown(text)
    item = build_item(parsed, "index")
    assert item.ranges["fields.0"] == SourceRange(4, 5, 4, 20, "code")
    assert at(text, item.range_of("")) == "User"
    assert item.range_of("description") == SourceRange(item.line)


def test_text_of_another_file_has_no_columns():
    directive = next(MarkdownDocument("```{techspec:stack} A\n```", "x").directives())
    directive.source.text = SourceFile(["something else"])
    (item,) = read_items(BY_NAME["stack"], directive.source)
    assert item.name is not None
    assert item.name.range == SourceRange(1, container="argument")
