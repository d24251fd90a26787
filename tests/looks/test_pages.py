"""Every page of the gallery, as readers see it, with and without eyes or a mouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page
from rendered import (
    OURS,
    PAGES,
    SCHEMES,
    THEME,
    WIDTHS,
    Scheme,
    build_gallery,
    chromium,
    go,
    opened,
    picture,
)

pytestmark = [pytest.mark.chromium, pytest.mark.slow]


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the gallery's pages."""
    return build_gallery(tmp_path_factory.mktemp("gallery"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Yield Chromium."""
    with chromium() as found:
        yield found


CASES = [
    (width, scheme)
    for width in WIDTHS
    for scheme in SCHEMES
    # The dark is as wide as the light: its ends are enough.
    if scheme == "light" or width != 768
]

LEVEL_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

COLOURS = ["color-contrast", "link-in-text-block"]

AXE_CASES = [
    (360, "light", LEVEL_AA),
    (1440, "light", LEVEL_AA),
    # The dark has other colours, and the same words in the same places.
    *[(1440, scheme, COLOURS) for scheme in SCHEMES[1:]],
]

GRAVE = {"serious", "critical"}

AXE = """async ([ours, runOnly]) => {
  const found = await axe.run(document, {runOnly, resultTypes: ["violations"]});
  return found.violations.flatMap(({id, impact, nodes}) => nodes.map(node => {
    const element = document.querySelector(node.target.at(-1));
    // What an author puts into an item, such as code or a note, looks as themes let it.
    const own = element.closest(ours) && !element.closest(".highlight, .admonition");
    const checks = [...node.any, ...node.all, ...node.none];
    return {id, impact, own: Boolean(own), target: node.target.join(" "),
            coloured: Boolean(element.closest("a, code")), why: checks[0]?.message};
  }));
}"""
"""Gives what axe finds, and whether it is in something that the extension made."""

_SPHINX = {
    "aria-required-attr",  # The caption of a toctree is a heading of no level.
    "scrollable-region-focusable",  # A block of code that is wider than the page.
}

THEIRS = {
    "furo": {"target-size"},
    "pydata_sphinx_theme": set[str](),
    "sphinx_book_theme": {"summary-name"},
    "sphinx_rtd_theme": {"color-contrast", "link-in-text-block", "target-size"},
    "alabaster": {"color-contrast", "target-size"},
}
"""What themes are known to do wrong in their own parts of a page."""

PALE = {"sphinx_rtd_theme"}
"""Themes whose links and code are too pale everywhere, in what is ours as well."""


def axe_source() -> str:
    """Return the script that looks for what shuts readers out."""
    return (files(axe_playwright_python) / "axe.min.js").read_text("utf-8")


def is_theirs(found: dict[str, Any]) -> bool:
    """Return whether the theme, or Sphinx, is known to be at fault."""
    if found["own"]:
        pale = found["id"] == "color-contrast" and found["coloured"]
        return pale and THEME in PALE
    return found["id"] in _SPHINX | THEIRS.get(THEME, set())


@pytest.mark.parametrize(("width", "scheme"), CASES)
def test_no_page_scrolls_sideways(
    width: int, scheme: Scheme, gallery: Path, browser: Browser
):
    wide: list[str] = []
    with opened(browser, width, scheme) as page:
        for name in PAGES:
            go(page, gallery, name)
            picture(page, name, width, scheme)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(name)
    assert wide == []


@pytest.mark.parametrize(("width", "scheme", "rules"), AXE_CASES)
def test_nobody_is_shut_out(
    width: int, scheme: Scheme, rules: list[str], gallery: Path, browser: Browser
):
    script = axe_source()
    run = {"type": "tag" if rules is LEVEL_AA else "rule", "values": rules}
    found: list[Any] = []
    with opened(browser, width, scheme) as page:
        for name in PAGES:
            go(page, gallery, name)
            page.evaluate(script)
            faults = page.evaluate(AXE, [OURS, run])
            found += [{"page": name, **fault} for fault in faults]
    grave = [fault for fault in found if fault["impact"] in GRAVE]
    assert [fault for fault in grave if not is_theirs(fault)] == []


FOCUS = """ours => {
  const main = document.querySelector("[role=main], main, article");
  main.tabIndex = -1;
  main.focus();
  const shown = element => element.getClientRects().length;
  // Sphinx's link of a heading or caption: some themes hide it until it is pointed at.
  const stops = "a[href]:not(.headerlink), [tabindex='0']";
  const wanted = [...main.querySelectorAll(stops)]
    .filter(element => element.closest(ours) && shown(element));
  wanted.forEach((element, number) => element.dataset.number = number);
  return wanted.length;
}"""

REACHED = """() => {
  const main = document.querySelector("[role=main], main, article");
  const now = document.activeElement;
  return main.contains(now) ? [now.dataset.number ?? ""] : [];
}"""


def test_tab_reaches_every_link_and_every_box_that_scrolls(
    gallery: Path, browser: Browser
):
    missed: list[tuple[str, int]] = []
    stops = 0
    with opened(browser, 1440) as page:
        for name in PAGES:
            go(page, gallery, name)
            wanted = set(map(str, range(page.evaluate(FOCUS, OURS))))
            stops += len(wanted)
            while True:
                page.keyboard.press("Tab")
                reached = page.evaluate(REACHED)
                if not reached:
                    break
                wanted -= set(reached)
            missed += [(name, int(number)) for number in wanted]
    assert missed == []
    assert stops > 400


def test_what_scrolls_has_a_name_and_a_place_among_the_tab_stops(
    gallery: Path, browser: Browser
):
    nameless: list[Any] = []
    with opened(browser, 360) as page:
        for name in PAGES:
            go(page, gallery, name)
            boxes = page.locator(
                ".techspec-scroll, .techspec-diagram:has(> svg)"
            ).evaluate_all(
                "boxes => boxes.map(box => [box.tabIndex, box.ariaLabel, box.role])"
            )
            nameless += [(name, box) for box in boxes
                         if box[0] != 0 or not box[1] or box[2] != "group"]  # fmt: skip
    assert nameless == []


def test_a_key_scrolls_a_wide_table(gallery: Path, browser: Browser):
    with opened(browser, 360) as page:
        go(page, gallery, "portfolio")
        box = page.locator(".techspec-scroll").first
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        box.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("box => box.scrollLeft > 0", arg=box.element_handle())


WORDS = """([ours, seen]) => {
  const inside = [...document.querySelectorAll(ours)]
    .filter(element => !element.parentElement.closest(ours));
  // The description of a drawing is heard, not seen; dots part what boxes part.
  const words = element => {
    if (seen) return element.innerText;
    const copy = element.cloneNode(true);
    copy.querySelectorAll("title, desc").forEach(part => part.remove());
    const texts = [];
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) texts.push(walk.currentNode.data);
    return texts.join(element.closest("pre") ? "" : "\\u0000");
  };
  return inside.map(words).join("\\n");
}"""


def letters(text: str) -> Counter[str]:
    """Return the letters and digits of a text; lines break words anywhere."""
    return Counter(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize("without", ["JavaScript", "style sheets"])
def test_all_text_is_shown_without(without: str, gallery: Path, browser: Browser):
    lost: dict[str, Counter[str]] = {}
    scripts = without != "JavaScript"
    with opened(browser, 1440, java_script_enabled=scripts) as page:
        for name in PAGES:
            go(page, gallery, name)
            if scripts:
                page.evaluate(
                    "document.querySelectorAll('link[rel=stylesheet], style')"
                    ".forEach(sheet => sheet.remove())"
                )
            seen = letters(page.evaluate(WORDS, [OURS, False]))
            gone = seen - letters(page.evaluate(WORDS, [OURS, True]))
            if gone or (name.startswith("service/s") and not seen):
                lost[name] = gone
    assert lost == {}


def is_inside(page: Page) -> bool:
    """Return whether a table that is too wide scrolls inside its own box."""
    return page.locator(".techspec-scroll").first.evaluate(
        "box => box.scrollWidth > box.clientWidth"
        " && box.getBoundingClientRect().right <= innerWidth"
    )


def test_a_wide_table_scrolls_inside_its_own_box(gallery: Path, browser: Browser):
    with opened(browser, 360) as page:
        for name in ("service/api", "stress/long-names", "portfolio"):
            go(page, gallery, name)
            assert is_inside(page), name
