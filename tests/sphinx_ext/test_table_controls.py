"""Long tables: filtered, sorted and complete, as a browser shows them."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from conftest import Project, run_sphinx
from requires import need

pytestmark = pytest.mark.slow

FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-background-networking", "--disable-sync")  # fmt: skip

SCRIPT = "techspec-tables.js"

STATIC = Path(__file__).parents[2] / "sphinxcontrib_techspec" / "sphinx_ext" / "static"

THEMES = [
    theme
    for theme in ("furo", "alabaster", "pydata_sphinx_theme", "sphinx_rtd_theme",
                  "sphinx_book_theme")
    if importlib.util.find_spec(theme)
]  # fmt: skip
"""The themes that are here; `nox -s looks` brings the others."""


def rows(kind: str, heads: str, *lines: str) -> str:
    """Return a directive with a table of items."""
    width = heads.count("|") + 1
    table = "\n".join(f"| {line} |" for line in (heads, " | ".join(["--"] * width),
                                                 *lines))  # fmt: skip
    return f"```{{techspec:{kind}}}\n{table}\n```\n\n"


METHODS = ("PUT", "GET", "DELETE", "POST")

ENDPOINTS = rows(
    "endpoint",
    "Method | Path | Purpose | Auth",
    *(f"{METHODS[n % 4]} | /things/{n} | Größe {n} | Yes" for n in range(40)),
)

VERSIONS = (
    "16.4", "3.13.1", "16.10", "3.9.1", "2.0", "1.10", "1.9", "7.2.7", "0.5.26",
    "27.5.1", "4.0.0",
)  # fmt: skip

STACK = rows(
    "stack", "Role | Name | Version",
    *(f"R{n} | N{n} | {version}" for n, version in enumerate(VERSIONS)),
)  # fmt: skip

TARGETS = (
    "< 200 ms at p95", "< 2 s", "≥ 1,000 req/s", "≥ 400 req/s", "99.95 %", "99.9 %",
    "< 350 MB", "1 GB", "< 20 ms", "≥ 80 %", "", "≤ 60 s",
)  # fmt: skip

PERF = rows(
    "perf", "Metric | Target | Measurement",
    *(f"M{n} | {target} | k6" for n, target in enumerate(TARGETS)),
)  # fmt: skip


def errors(number: int) -> str:
    """Return a page with a table of errors, and a report."""
    lines = (f"E{n} | Wrong | Mend it" for n in range(number))
    made = rows("error", "Code | Meaning | User action", *lines)
    return f"# Short\n\n{made}```{{techspec:report}}\n```\n"


PROJECT = {
    "index": (
        f"# Long\n\n{ENDPOINTS}Between.\n\n{STACK}{PERF}"
        "See {techspec:endpoint}`GET /things/5` and [others](other.md).\n\n"
        "```{toctree}\nother\nshort\n```\n"
    ),
    "other": "# Other\n\nSee {techspec:endpoint}`POST /things/7`.\n",
    "short": errors(10),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    path = need("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that builds the project in a theme and a language, once."""
    built: dict[tuple[str, str], Path] = {}

    def build(theme: str = "furo", language: str = "en") -> Path:
        if (theme, language) not in built:
            folder = tmp_path_factory.mktemp("long")
            made = Project(folder, {"html_theme": theme, "language": language})
            made.write(PROJECT)
            built[theme, language] = made.build().out
        return built[theme, language]

    return build


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Yield a function that opens a page of a build; no error may come of it."""
    contexts: list[Any] = []
    errors: list[str] = []

    def open_(folder: Path, name: str = "index.html", **options: Any) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 800})
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{folder.as_uri()}/{name}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert errors == []


def table(page: Page, kind: str) -> Locator:
    """Return the table of a kind."""
    return page.locator(f"table.techspec-table-{kind}")


def controls(page: Page, number: int = 0) -> tuple[Locator, Locator]:
    """Return the search box of a table, and the count beside it."""
    box = page.locator(".techspec-controls").nth(number)
    return box.get_by_role("searchbox", name="Filter rows"), box.get_by_role("status")


def column(found: Locator, number: int) -> list[str]:
    """Return the words of a column's cells that are seen."""
    return found.evaluate(
        """(table, number) => [...table.tBodies[0].rows]
           .filter(row => row.getClientRects().length)
           .map(row => row.cells[number].innerText.trim())""",
        number,
    )


# The browser


@pytest.mark.chromium
@pytest.mark.parametrize("theme", THEMES)
def test_a_word_hides_the_rows_without_it(
    theme: str, long: Callable[..., Path], open_page: Callable[..., Page]
):
    page = open_page(long(theme))
    search, count = controls(page)
    assert count.inner_text() == "40 of 40 rows"
    search.fill("delete 3")
    paths = [f"/things/{n}" for n in range(40) if n % 4 == 2 and "3" in str(n)]
    assert column(table(page, "endpoint"), 1) == paths
    assert count.inner_text() == f"{len(paths)} of 40 rows"
    assert count.get_attribute("aria-live") == "polite"
    # Letters without their marks are found, in any case.
    search.fill("GROSSE")
    assert column(table(page, "endpoint"), 1) == []
    search.fill("GRÖßE 39")
    search.fill("große 39")
    assert column(table(page, "endpoint"), 1) == ["/things/39"]
    search.fill("")
    assert len(column(table(page, "endpoint"), 1)) == 40
    # Each table has its own.
    assert len(column(table(page, "stack"), 1)) == len(VERSIONS)


@pytest.mark.chromium
@pytest.mark.parametrize("theme", THEMES)
def test_a_head_sorts_and_the_third_press_restores_the_order(
    theme: str, long: Callable[..., Path], open_page: Callable[..., Page]
):
    page = open_page(long(theme))
    found = table(page, "endpoint")
    paths = [f"/things/{n}" for n in range(40)]
    methods = sorted(METHODS[n % 4] for n in range(40))
    head = found.get_by_role("columnheader", name="Method")
    button = head.get_by_role("button", name="Method")
    expect(head).to_have_attribute("aria-sort", "none")
    button.focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert column(found, 0) == methods
    # What is equal stays in the author's order.
    assert column(found, 1)[:10] == [path for n, path in enumerate(paths) if n % 4 == 2]
    page.keyboard.press("Space")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert column(found, 0) == methods[::-1]
    assert column(found, 1)[:10] == paths[::4]
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "none")
    assert column(found, 1) == paths
    found.get_by_role("button", name="Path").click()
    button.click()
    sorts = found.locator("th").evaluate_all("heads => heads.map(h => h.ariaSort)")
    assert sorts == ["ascending", "none", "none", "none"]


@pytest.mark.chromium
def test_numbers_and_versions_sort_by_value(
    long: Callable[..., Path], open_page: Callable[..., Page]
):
    page = open_page(long())
    stack, perf, paths = (table(page, k) for k in ("stack", "perf", "endpoint"))
    stack.get_by_role("button", name="Version").click()
    assert column(stack, 2) == sorted(
        VERSIONS, key=lambda text: [int(part) for part in text.split(".")]
    )
    perf.get_by_role("button", name="Target").click()
    ordered = [
        "≥ 80 %", "99.9 %", "99.95 %", "< 350 MB", "1 GB", "≥ 400 req/s",
        "≥ 1,000 req/s", "< 20 ms", "< 200 ms at p95", "< 2 s", "≤ 60 s",
    ]  # fmt: skip
    assert column(perf, 1) == [*ordered, ""]
    perf.get_by_role("button", name="Target").click()
    assert column(perf, 1) == [*ordered[::-1], ""]
    paths.get_by_role("button", name="Path").click()
    assert column(paths, 1) == [f"/things/{n}" for n in range(40)]


@pytest.mark.chromium
def test_filter_and_sort_go_together(
    long: Callable[..., Path], open_page: Callable[..., Page]
):
    page = open_page(long())
    found = table(page, "endpoint")
    search, _ = controls(page)
    search.fill("put")
    found.get_by_role("button", name="Path").click(click_count=1)
    found.get_by_role("button", name="Path").click()
    puts = [f"/things/{n}" for n in range(0, 40, 4)]
    assert column(found, 1) == puts[::-1]
    search.fill("")
    assert column(found, 1) == [f"/things/{n}" for n in range(39, -1, -1)]


@pytest.mark.chromium
def test_a_link_to_a_hidden_row_shows_it(
    long: Callable[..., Path], open_page: Callable[..., Page]
):
    page = open_page(long())
    search, count = controls(page)
    row = page.locator("tr", has=page.locator("#endpoint-get-things-5"))
    link = page.get_by_role("link", name="GET /things/5", exact=True)
    for _ in range(2):  # The second time the address does not change.
        search.fill("delete")
        expect(row).to_be_hidden()
        link.click()
        expect(row).to_be_in_viewport()
        assert (search.input_value(), count.inner_text()) == ("", "40 of 40 rows")
    search.fill("delete")
    page.evaluate("location.hash = '#endpoint-post-things-7'")
    expect(page.locator("tr", has_text="/things/7").first).to_be_in_viewport()
    # A link elsewhere leaves the filter alone.
    search.fill("delete")
    page.evaluate("location.hash = '#stack-n3'")
    assert search.input_value() == "delete"
    page.goto(f"{long().as_uri()}/other.html")
    page.get_by_role("link", name="POST /things/7").click()
    expect(page.locator("tr", has_text="/things/7").first).to_be_in_viewport()


@pytest.mark.chromium
def test_paper_shows_every_row(
    long: Callable[..., Path], open_page: Callable[..., Page]
):
    page = open_page(long())
    search, _ = controls(page)
    search.fill("delete")
    page.emulate_media(media="print")
    assert len(column(table(page, "endpoint"), 1)) == 40
    expect(search).to_be_hidden()


@pytest.mark.chromium
@pytest.mark.parametrize("theme", THEMES)
def test_without_scripts_nothing_of_it_is_there(
    theme: str, long: Callable[..., Path], open_page: Callable[..., Page]
):
    page = open_page(long(theme), java_script_enabled=False)
    assert page.locator(".techspec-controls, .techspec-table button").count() == 0
    assert page.locator("table.techspec-table-endpoint tbody tr").count() == 40
    box = page.locator(".techspec-scroll").first
    gap = box.evaluate("box => parseFloat(getComputedStyle(box).marginTop)")
    assert gap <= 20


@pytest.mark.chromium
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_and_nothing_sticks_out(
    width: int,
    theme: str,
    long: Callable[..., Path],
    open_page: Callable[..., Page],
):
    size = {"width": width, "height": 2000}
    page = open_page(long(theme), viewport=size)
    box = page.locator(".techspec-many").nth(1)
    top = "table => table.getBoundingClientRect().top + scrollY"
    with_script = box.evaluate(top)
    page.route(f"**/{SCRIPT}*", lambda route: route.abort())
    page.reload()
    assert page.locator(".techspec-controls").count() == 0
    # Less than a line for two tables: margins fall together with those above, or not.
    assert abs(box.evaluate(top) - with_script) < 24
    page.unroute(f"**/{SCRIPT}*")
    page.reload()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    for field in page.locator(".techspec-controls").all():
        assert field.evaluate("box => box.scrollWidth <= box.clientWidth")


@pytest.mark.chromium
def test_the_head_stays_in_view_and_can_be_pressed(
    long: Callable[..., Path], open_page: Callable[..., Page]
):
    page = open_page(long())
    page.locator(".techspec-tall").first.evaluate("box => { box.scrollTop = 300; }")
    button = table(page, "endpoint").get_by_role("button", name="Path")
    expect(button).to_be_in_viewport()
    button.click()
    button.click()
    assert column(table(page, "endpoint"), 1)[0] == "/things/39"


@pytest.mark.chromium
def test_a_strict_policy_lets_it_run(
    long: Callable[..., Path], open_page: Callable[..., Page]
):
    policy = "default-src 'none'; script-src 'self' file:; style-src 'self' file:"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    path = long() / "strict.html"
    path.write_text(
        (long() / "index.html").read_text("utf-8").replace("<head>", f"<head>{meta}"),
        "utf-8",
    )
    page = open_page(long(), "strict.html")
    search, count = controls(page)
    search.fill("delete")
    assert count.inner_text() == "10 of 40 rows"
    assert len(column(table(page, "endpoint"), 0)) == 10
    styled = page.locator(".techspec-controls [style], .techspec-table [style]")
    assert styled.count() == 0


@pytest.mark.chromium
def test_it_uses_the_language_of_the_page(
    long: Callable[..., Path], open_page: Callable[..., Page]
):
    page = open_page(long(language="de"))
    box = page.locator(".techspec-controls").first
    box.get_by_label("Zeilen filtern").fill("delete")
    assert box.get_by_role("status").inner_text() == "10 von 40 Zeilen"
    button = table(page, "endpoint").get_by_role("button", name="Pfad")
    assert button.get_attribute("title") == "Nach dieser Spalte sortieren"


# What is written


def tag(html: str) -> str:
    """Return the script's tag on a page, nothing where it has none."""
    found = re.search(rf"<script[^>]*{re.escape(SCRIPT)}[^>]*>", html)
    return found[0] if found else ""


def test_only_pages_with_a_long_table_load_it(
    project: Callable[..., Project],
):
    made = project(PROJECT)
    build = made.build()
    assert 'defer="defer"' in tag(build.html())
    assert "{shown} of {total} rows" in tag(build.html())
    assert tag(build.html("other")) == ""
    # Ten rows are seen at a glance, and the report's table ends in a sum.
    assert tag(build.html("short")) == ""
    # Where the last row goes, the script goes.
    made.write({"short": errors(11)})
    assert tag(made.build().html("short"))
    made.write({"short": errors(10)})
    assert tag(made.build().html("short")) == ""


@pytest.mark.parametrize("builder", ["singlehtml", "dirhtml"])
def test_other_html_has_it(builder: str, project: Callable[..., Project]):
    build = project(PROJECT).build(builder)
    assert tag(build.html())
    assert (build.out / "_static" / SCRIPT).exists()


def test_an_epub_has_no_script(project: Callable[..., Project]):
    build = project(PROJECT, copyright="2026", version="1").build("epub")
    assert not list(build.out.rglob(SCRIPT))
    assert tag(build.read("index.xhtml")) == ""


def test_rows_have_nothing_of_it(project: Callable[..., Project]):
    """A table of more rows is longer by its rows only."""
    made = project({"index": "# T\n"})

    def size(count: int) -> int:
        lines = (f"GET | /things/{n} | Get it | Yes" for n in range(100, 100 + count))
        made.write({"index": "# T\n\n" + rows("endpoint", "Method | Path | Purpose | "
                                              "Auth", *lines)})  # fmt: skip
        return len(made.build().html())

    few, ten, eleven, twelve = (size(count) for count in (9, 10, 11, 12))
    assert ten - few == twelve - eleven
    whole = (eleven - ten) - (ten - few)
    assert 0 < whole < 250


def test_the_script_is_small_and_plain():
    text = (STATIC / SCRIPT).read_text("utf-8")
    assert len(text.encode()) < 6000
    for word in ("eval(", "innerHTML", ".style", "setTimeout", "fetch(", "Function("):
        assert word not in text


def test_parallel_writers_agree(project: Callable[..., Project], tmp_path: Path):
    made = project({**PROJECT, **{f"p{n}": f"# P{n}\n\n{STACK.replace('N', f'P{n}')}"
                                  for n in range(8)}})  # fmt: skip
    serial = made.build()
    parallel = run_sphinx(
        made.source, tmp_path / "out", tmp_path / "trees", "html", parallel=3
    )
    for name in ("index", "other", "short", "p3", "p7"):
        assert tag(serial.html(name)) == tag(parallel.html(name))
