"""The gallery on paper: whole cells, in their columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rendered import GALLERY

from conftest import Project
from pdf import Pdf, bare, make_pdf, values

pytestmark = [pytest.mark.tex, pytest.mark.slow]

FONTS_LACK = re.compile("[\\u0590-\\u07ff\\u2600-\\uffff\U00010000-\U0010ffff]")
"""Letters that the fonts lack, or that run from right to left."""


def lost(pdf: Pdf, lacking: re.Pattern[str] | None = None) -> list[tuple[str, str]]:
    """Return what items say and no page does; code may end a page between words."""
    text = bare(pdf.text)
    return [
        (item["name"], part)
        for item in pdf.items
        for value in values(item)
        for part in (value.split() if item["kind"] == "payload" else [value])
        if bare(part) not in text and not (lacking and lacking.search(part))
    ]


def test_the_gallery_is_whole(tmp_path: Path):
    # The index sets names in half a line, and is LaTeX's own.
    pdf = make_pdf(GALLERY, tmp_path, printindex="")
    assert pdf.errors == []
    assert pdf.too_wide == []
    assert pdf.broken_links == []
    assert len(pdf.items) > 200
    assert lost(pdf, FONTS_LACK) == []
    for caption in ("Who calls whom", "As somebody drew it"):
        assert bare(caption) in bare(pdf.text)


def test_without_other_scripts_it_is_whole_with_pdflatex(tmp_path: Path):
    made = Project(tmp_path / "made", original=GALLERY)
    made.remove("stress/letters")
    made.edit("stress/index", "many-fields\nletters\n", "many-fields\n")
    pdf = make_pdf(made.source, tmp_path / "pdf", "pdflatex", printindex="")
    assert pdf.errors == []
    assert pdf.too_wide == []
    assert lost(pdf) == []
