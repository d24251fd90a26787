"""The badge: what it says, that it is an image of its own, and the same each time."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from sample_report import HOSTILE, finding, hostile, sample, spec

from sphinxcontrib_techspec.findings.report import Report
from sphinxcontrib_techspec.formats import Style, format_report
from sphinxcontrib_techspec.formats.badge import _COLOURS

SVG = "{http://www.w3.org/2000/svg}"


def badge(report: Report) -> ET.Element:
    """Return the badge of a report, whose parts fit into it."""
    text = format_report("badge", report, Style())
    root = ET.fromstring(text.encode())  # noqa: S314 - made here
    assert root.tag == f"{SVG}svg"
    width = int(root.attrib["width"])
    assert root.attrib["viewBox"] == f"0 0 {width} 20"
    ends = [
        int(shown.attrib["x"]) + int(shown.attrib["textLength"])
        for shown in root.iter(f"{SVG}text")
    ]
    assert ends == sorted(ends)
    assert ends[-1] < width
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == root.findtext(f"{SVG}title")
    return root


def texts(root: ET.Element) -> list[str]:
    """Return what can be read on a badge."""
    return [shown.text or "" for shown in root.iter(f"{SVG}text")]


def fill(root: ET.Element) -> str:
    """Return the name of a badge's colour."""
    drawn = root.find(f"{SVG}rect")
    assert drawn is not None
    return {colour: name for name, colour in _COLOURS.items()}[drawn.attrib["fill"]]


@pytest.mark.parametrize(
    ("found", "message", "colour"),
    [
        ({}, "100 % approved", "pass"),
        ({"severity": "info"}, "87 % approved", "info"),
        ({"severity": "warning"}, "87 % approved, 1 to mend", "warning"),
        ({"severity": "error"}, "87 % approved, 1 to mend", "error"),
        ({"state": "waived"}, "100 % approved", "pass"),
    ],
)
def test_says_score_status_and_what_must_be_mended(
    found: dict[str, str], message: str, colour: str
):
    made = spec(finding(**found)) if found else spec()
    root = badge(Report("Shop", [made]))
    assert texts(root) == ["spec", message]
    assert root.attrib["aria-label"] == f"Shop: {message}"
    assert fill(root) == colour


def test_of_several_specs_it_shows_the_least_score():
    root = badge(sample())
    assert texts(root) == ["2 specs", "70 % approved, 2 to mend"]
    assert "the lowest Shop" in root.attrib["aria-label"]
    # What must be mended is counted in all of them.
    good = spec(name="Good", status="draft")
    bad = spec(finding(), finding(line=9), name="Bad")
    for specs in ([good, bad], [bad, good]):
        assert texts(badge(Report("Shop", specs)))[1] == "77 % approved, 2 to mend"


def test_nothing_checked():
    empty = spec()
    empty.sections.clear()
    for specs in ([], [empty]):
        root = badge(Report("Shop", specs))
        assert texts(root)[1] == "nothing checked"
        assert fill(root) == "none"


def test_is_well_formed_whatever_is_written():
    for text in HOSTILE:
        root = badge(Report("Shop", [spec(finding(), name=text, status=text)]))
        assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
            "svg", "title", "rect", "path", "g", "text",
        }  # fmt: skip
        assert not any("href" in name for e in root.iter() for name in e.attrib)
    badge(hostile())


def test_is_as_wide_as_its_text():
    def width(status: str) -> int:
        return int(badge(Report("x", [spec(status=status)])).attrib["width"])

    assert width("iiii") < width("aaaa") < width("mmmm")
    assert width("店店店店") > width("aaaa")


def test_is_the_same_each_time():
    first = format_report("badge", sample(), Style())
    assert format_report("badge", sample(), Style(prefix="docs/")) == first
    assert first.endswith("</svg>\n")
