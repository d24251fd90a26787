"""Pages as readers see them: at any width, in the dark, with a keyboard, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from conftest import EXAMPLES, Project, run_sphinx
from requires import need

pytestmark = [pytest.mark.chromium, pytest.mark.slow]

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

LEAST = 4.5
"""The least contrast of text (WCAG 2.2, level AA)."""

Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    path = need("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Yield a function that opens a page of a build."""
    pages: list[Page] = []

    def open_(
        folder: Path, name: str, width: int = 1280, scheme: Scheme = "light"
    ) -> Page:
        size: Any = {"width": width, "height": 800}
        page = browser.new_page(viewport=size, color_scheme=scheme)
        pages.append(page)
        page.goto(f"{folder.as_uri()}/{name}")
        return page

    yield open_
    for page in pages:
        page.close()


@pytest.fixture(scope="module")
def conduit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example as HTML in its own theme."""
    need("chromium")
    folder = tmp_path_factory.mktemp("conduit")
    run_sphinx(EXAMPLES / "conduit", folder / "out", folder / "trees", "html")
    return folder / "out"


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that shows every badge and every mark, as HTML."""
    need("chromium")
    made = Project(tmp_path_factory.mktemp("gallery"), {"html_theme": "furo"})
    made.write(GALLERY)
    return made.build("html").out


METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "QUERY")
STATUSES = ("planned", "implemented", "deprecated")
ADR_STATUSES = (
    "accepted", "proposed", "superseded", "deprecated", "rejected", "unknown",
)  # fmt: skip


def many(kind: str, heads: Sequence[str], *rows: Sequence[object]) -> str:
    """Return a directive with many items."""
    lines = [heads, ["--"] * len(heads), *rows]
    table = "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
    return f"```{{techspec:{kind}}}\n{table}\n```\n\n"


def record(status: str) -> str:
    """Return a decision record."""
    said = "Superseded by 0001" if status == "superseded" else status.title()
    return f"# Be {status}\n\n## Status\n\n{said}\n"


ITEMS = (
    "# Items\n\n"
    + many(
        "endpoint",
        ("Method", "Path", "Purpose", "Auth", "Status"),
        *(
            (method, "/things/{id}/parts", "Do it", "Yes", STATUSES[number % 3])
            for number, method in enumerate(METHODS)
        ),
    )
    + many(
        "stack",
        ("Role", "Name", "Version", "Layer", "Decision"),
        ("Language", "Python", "3.13.1", "core", "ADR-0001"),
        ("Linter", "Ruff", "0.9.4", "quality", "ADR-0002"),
        ("Database", "PostgreSQL", "16.6", "data", "ADR-0003"),
        ("Container", "Docker", "27.5.1", "infrastructure", "ADR-0004"),
        ("Cache", "Redis", "7.2.7", "cellar", "ADR-0005"),
        ("Queue", "RabbitMQ", "latest", "data", "ADR-0006"),
        ("Proxy", "nginx", "1.27.3", "data", "ADR-0099"),
    )
)

GALLERY = {
    "index": """
        # Gallery

        ```{techspec:spec} Gallery
        :status: approved
        :version: 1.2
        :updated: 2026-11-01

        One page with everything. It has every badge.
        ```

        ```{toctree}
        items
        item
        long
        drafts
        adr/index
        ```

        ```{techspec:report}
        :spec: all
        ```
        """,
    "items": ITEMS,
    "item": """
        # One item

        ```{techspec:endpoint} POST /refunds
        :auth: Bearer
        :responce: Refund
        :status: deprecated

        Refund a payment.
        ```

        ```{techspec:not-applicable} cli
        There is nothing to type.
        ```
        """,
    "long": "# Long\n\n"
    + many(
        "endpoint",
        ("Method", "Path", "Purpose", "Auth"),
        *(("GET", f"/long/{number}", "Get it", "Yes") for number in range(80)),
    ),
    "drafts": "# Drafts\n\n"
    + "\n".join(
        f"```{{techspec:spec}} A {status} one\n:status: {status}\n```\n"
        for status in ("draft", "implemented", "deprecated", "superseded", "unheard")
    ),
    "adr/index": """
        # Decisions

        ```{toctree}
        :glob:

        0*
        ```

        ```{techspec:adrs}
        ```
        """,
    **{
        f"adr/{number:04}-{status}": record(status)
        for number, status in enumerate(ADR_STATUSES, 1)
    },
}

PAGES = ("index", "items", "item", "drafts", "adr/index")
"""The pages that have badges."""

CONTRASTS = """selector => {
  const canvas = document.createElement("canvas").getContext("2d");
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map(part => part / 255);
  };
  const over = (top, below) =>
    [0, 1, 2].map(n => top[n] * top[3] + below[n] * (1 - top[3])).concat(1);
  const light = colour => {
    const [r, g, b] = colour.map(
      part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  return [...document.querySelectorAll(selector)]
    .filter(element => element.getClientRects().length && element.textContent.trim())
    .map(element => {
      const layers = [];
      for (let node = element; node; node = node.parentElement)
        layers.push(rgba(getComputedStyle(node).backgroundColor));
      const below = layers.reduceRight((under, top) => over(top, under), [1, 1, 1, 1]);
      const text = over(rgba(getComputedStyle(element).color), below);
      const [low, high] = [light(text), light(below)].sort((a, b) => a - b);
      return [element.className || element.tagName, element.textContent,
              Math.round(100 * (high + .05) / (low + .05)) / 100];
    });
}"""
"""Gives class, text and contrast of each element that is seen."""

WORDS = (
    ".techspec-badge, .techspec-method, .techspec-why, .techspec-label,"
    " .techspec-place, .techspec-note, .techspec-fields > dt, .techspec-table th"
)


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(
    width: int,
    conduit: Path,
    gallery: Path,
    open_page: Callable[..., Page],
):
    page = open_page(conduit, "index.html", width)
    wide: list[str] = []
    for folder in (conduit, gallery):
        for path in sorted(folder.rglob("*.html")):
            if path.stem in {"search", "genindex"}:
                continue
            page.goto(path.as_uri())
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(path.name)
    assert wide == []


def test_every_table_of_the_example_fits(conduit: Path, open_page: Callable[..., Page]):
    page = open_page(conduit, "index.html", 1280)
    wide: list[tuple[str, str]] = []
    for path in sorted(conduit.glob("*.html")):
        page.goto(path.as_uri())
        found: list[str] = page.evaluate(
            """[...document.querySelectorAll(".techspec-scroll")]
               .filter(box => box.scrollWidth > box.clientWidth)
               .map(box => box.textContent.slice(0, 60))"""
        )
        wide += [(path.name, text) for text in found]
    assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out(scheme: Scheme, gallery: Path, open_page: Callable[..., Page]):
    page = open_page(gallery, "index.html", scheme=scheme)
    seen: set[str] = set()
    faint: list[Any] = []
    for name in PAGES:
        page.goto(f"{gallery.as_uri()}/{name}.html")
        for classes, text, contrast in page.evaluate(CONTRASTS, WORDS):
            seen |= set(str(classes).split())
            if contrast < LEAST:
                faint.append((name, classes, text, contrast))
    assert faint == []
    # What is not shown is not tested.
    assert {f"techspec-method-{method.lower()}" for method in METHODS} <= seen
    assert {f"techspec-adr-status-{status}" for status in ADR_STATUSES} <= seen
    assert {
        "techspec-spec-status-approved", "techspec-spec-status-draft",
        "techspec-status-planned", "techspec-status-implemented",
        "techspec-status-deprecated", "techspec-layer-infrastructure",
        "techspec-severity-warning", "techspec-severity-info", "techspec-why",
    } <= seen  # fmt: skip


@pytest.mark.parametrize("kind", ["status", "adr-status", "spec-status", "severity"])
def test_badges_of_a_kind_differ_in_more_than_colour(
    kind: str, gallery: Path, open_page: Callable[..., Page]
):
    page = open_page(gallery, "index.html")
    shapes: dict[str, Any] = {}
    for name in PAGES:
        page.goto(f"{gallery.as_uri()}/{name}.html")
        found = page.evaluate(
            """kind => [...document.getElementsByClassName(`techspec-${kind}`)]
               .map(badge => {
                const style = getComputedStyle(badge);
                return [badge.textContent, [style.borderStyle, style.borderWidth,
                        getComputedStyle(badge, "::before").content].join(" ")];
              })""",
            kind,
        )
        shapes |= dict(found)
    assert len(shapes) > 1
    assert len(set(shapes.values())) == len(shapes), shapes


def test_a_row_is_linked_by_name_and_shows_its_link_to_pointer_and_keyboard(
    gallery: Path, open_page: Callable[..., Page]
):
    page = open_page(gallery, "items.html")
    row = page.locator("tr", has_text="Ruff")
    link = row.get_by_role("link", name="Link to this row")
    assert link.count() == 1
    assert link.evaluate("link => getComputedStyle(link).opacity") == "0"
    row.hover()
    assert float(link.evaluate("link => getComputedStyle(link).opacity")) > 0.5
    page.mouse.move(0, 0)
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert float(link.evaluate("link => getComputedStyle(link).opacity")) > 0.5
    assert link.get_attribute("href") == "#stack-ruff"


def test_the_row_that_a_link_led_to_is_marked(
    gallery: Path, open_page: Callable[..., Page]
):
    page = open_page(gallery, "items.html#stack-ruff")
    colour = "row => getComputedStyle(row.cells[0]).backgroundColor"
    marked = page.locator("tr", has_text="Ruff").evaluate(colour)
    other = page.locator("tr", has_text="PostgreSQL").evaluate(colour)
    assert marked != other


def test_the_head_of_a_long_table_stays_in_view(
    gallery: Path, open_page: Callable[..., Page]
):
    page = open_page(gallery, "long.html")
    box = page.locator(".techspec-scroll")
    inside = box.evaluate("""box => {
          box.scrollTop = box.scrollHeight;
          const head = box.querySelector("th").getBoundingClientRect();
          const frame = box.getBoundingClientRect();
          return [frame.height <= innerHeight, Math.abs(head.top - frame.top) < 3,
                  box.scrollTop > 0];
        }""")
    assert inside == [True, True, True]


def test_paper_shows_all_of_a_long_table(gallery: Path, open_page: Callable[..., Page]):
    page = open_page(gallery, "long.html")
    page.emulate_media(media="print")
    box = page.locator(".techspec-scroll")
    assert box.evaluate("box => box.scrollHeight - box.clientHeight") == 0


def test_forced_colours_leave_badges_their_border(
    gallery: Path, open_page: Callable[..., Page]
):
    page = open_page(gallery, "items.html")
    page.emulate_media(forced_colors="active")
    styles = page.locator(".techspec-badge").evaluate_all(
        "badges => badges.map(badge => getComputedStyle(badge).borderTopStyle)"
    )
    assert styles
    assert "none" not in styles


def test_a_superseded_decision_is_struck_and_its_successor_is_not(
    gallery: Path, open_page: Callable[..., Page]
):
    page = open_page(gallery, "items.html")
    cell = page.locator("tr", has_text="PostgreSQL").locator("td").nth(3)
    style = "node => getComputedStyle(node).textDecorationLine"
    links = cell.get_by_role("link")
    assert links.all_inner_texts() == ["ADR-0003: Be superseded", "ADR-0001"]
    assert "line-through" in links.nth(0).locator("span").evaluate(style)
    assert "line-through" not in links.nth(1).locator("span").evaluate(style)
