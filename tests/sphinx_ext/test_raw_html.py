"""What is written as HTML at once is what its nodes would have become."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import EXAMPLES, FAST, Project, run_sphinx
from languages import Language
from sphinxcontrib_techspec.sphinx_ext.render import raw_html


def compact(text: str) -> str:
    """Return HTML without its spaces; a quotation mark in a text needs no escape."""
    return "".join(text.split()).replace("&quot;", '"')


@pytest.mark.slow
@pytest.mark.parametrize("name", ["conduit", "gallery", "minimal"])
def test_as_its_nodes(name, tmp_path, monkeypatch):
    def build(what: str) -> dict[str, str]:
        out = tmp_path / what
        run_sphinx(EXAMPLES / name, out, tmp_path / f"{what}-d", "html", conf=FAST)
        pages = {p.relative_to(out).as_posix(): p for p in out.rglob("*.html")}
        return {page: compact(path.read_text("utf-8")) for page, path in pages.items()}

    written = build("written")
    monkeypatch.setattr(raw_html, "_BUILDERS", frozenset())
    made = build("made")
    assert made.keys() == written.keys()
    for page, text in written.items():
        assert text == made[page], page


INLINE = {
    "md": [
        "[guide](https://example.org/a?b=1&c=2)", "[the page](index.md)", "![dot](a.png)",
        "{techspec:stack}`Redis`", "{abbr}`TTL (time to live)`", "$a < b$", "[^note]",
        "~~Kafka~~", "<b>bold</b>", "{techspec:stack}`nothing`", "**strong** and *weak*",
    ],
    "rst": [
        "`guide <https://example.org/a?b=1&c=2>`__", ":doc:`the page <index>`", "|dot|",
        ":techspec:stack:`Redis`", ":abbr:`TTL (time to live)`", ":math:`a < b`",
        "[#note]_", "``code``", ":kbd:`Ctrl+C`", ":techspec:stack:`nothing`",
        "**strong** and *weak*",
    ],
}  # fmt: skip
NOTES = {
    "md": "[^note]: A note.\n",
    "rst": ".. [#note] A note.\n\n.. |dot| image:: a.png\n",
}


def _pages(
    project: Callable[..., Project], language: Language, cells: list[str]
) -> tuple[str, str]:
    """Return a page with these cells, written as HTML at once and of its nodes."""
    rows = [["Redis", "7.2", "plain"]]
    rows += [[f"Tool{n}", "1.2", cell] for n, cell in enumerate(cells)]
    rows += [[cell, "1.2", "plain"] for cell in cells]
    table = language.table(["Name", "Version", "Note"], rows)
    page = language.document(
        language.directive("techspec:stack", body=table), NOTES[language.suffix]
    )
    made = project(
        {"index": page, "a.png": "x"},
        language=language,
        myst_enable_extensions=["dollarmath", "strikethrough"],
        **FAST,
    )
    written = made.build(fresh=True).html("index")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(raw_html, "_BUILDERS", frozenset())
        of_nodes = made.build(fresh=True).html("index")
    return written, of_nodes


def test_cells_with_inline_nodes(project, language):
    written, of_nodes = _pages(project, language, INLINE[language.suffix])
    assert compact(written) == compact(of_nodes)
    assert written.count('class="techspec-anchor target"') == 23
