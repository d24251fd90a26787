"""What is written as HTML at once is what its nodes would have become."""

from __future__ import annotations

import pytest

from conftest import EXAMPLES, FAST, run_sphinx
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
