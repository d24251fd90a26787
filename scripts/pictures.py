"""Take the pictures of the documentation with Chromium.

    python scripts/pictures.py [--chromium PATH]

Run it after a change of looks, and commit what changed. It makes

- ``images/conduit.png``, a page of the example ``conduit``;
- ``images/report/*.png``, the report of one text as a draft and as approved, and of the
  example ``conduit``, in light and dark;
- ``images/kinds/*.png``, what an item of each kind looks like, from the kinds' pages;
- ``images/incremental.png``, the drawing of that name for builders that show no SVG.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import sync_playwright

from sphinxcontrib_techspec.kinds import KINDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, ViewportSize

DOCS = Path(__file__).parents[1] / "docs"
IMAGES = DOCS / "images"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

PAGE: ViewportSize = {"width": 1200, "height": 860}
CARD: ViewportSize = {"width": 700, "height": 900}
"""The width of the window, below the breakpoint of furo: the text fills it."""

TALLEST = 330
"""Maximum height of a picture of a kind, in pixels."""

REPORT: ViewportSize = {"width": 860, "height": 1400}
"""The size of the window for the report; the picture is cropped."""

REPORT_TALLEST = 760

HALF_WRITTEN = DOCS / "examples" / "half-written"


def main() -> None:
    """Build the projects and take the pictures."""
    parser = argparse.ArgumentParser(description="Take the documentation's pictures.")
    parser.add_argument(
        "--chromium", default=shutil.which("chromium"), help="the browser to use"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = Path(folder)
        build(DOCS, built / "docs")
        build(DOCS.parent / "examples" / "conduit", built / "conduit")
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=FLAGS
        )
        build(HALF_WRITTEN, built / "draft")
        build(approved(built / "half-written"), built / "approved")
        example(browser, built / "conduit")
        reports(browser, built)
        kinds(browser, built / "docs")
        drawing(browser, "incremental")
        browser.close()


def build(source: Path, out: Path) -> None:
    """Build a project as HTML."""
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(out)],
        check=True,
    )


def example(browser: Browser, built: Path) -> None:
    """Take the picture for the README."""
    page = browser.new_page(viewport=PAGE)
    page.goto((built / "api.html").as_uri())
    page.screenshot(path=IMAGES / "conduit.png")
    page.close()


def approved(folder: Path) -> Path:
    """Copy the half-written text to *folder*, with its status set to approved."""
    shutil.copytree(HALF_WRITTEN, folder)
    page = folder / "index.md"
    text = page.read_text("utf-8").replace(":status: draft", ":status: approved", 1)
    page.write_text(text, "utf-8")
    return folder


def reports(browser: Browser, built: Path) -> None:
    """Take pictures of a report with hints, of one with gaps, and of a complete one."""
    (IMAGES / "report").mkdir(exist_ok=True)
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page = browser.new_page(viewport=REPORT, color_scheme=scheme)
        for name in ("draft", "approved", "conduit"):
            page.goto((built / name / "report.html").as_uri())
            shown = page.locator(".techspec-report").first
            take(page, shown, f"report/{name}-{scheme}", REPORT_TALLEST)
        page.close()


def take(page: Page, shown: Locator, name: str, tallest: int) -> None:
    """Take a picture of the window, cropped to the height *tallest*."""
    box = shown.bounding_box()
    if box is None:
        message = f"there is nothing to see of {name} at {page.url}"
        raise RuntimeError(message)
    page.screenshot(
        path=IMAGES / f"{name}.png",
        clip={
            "x": box["x"] - 4,
            "y": box["y"] - 4,
            "width": box["width"] + 8,
            "height": min(box["height"] + 8, tallest),
        },
    )


def kinds(browser: Browser, built: Path) -> None:
    """Take a picture of an item of each kind."""
    (IMAGES / "kinds").mkdir(exist_ok=True)
    page = browser.new_page(viewport=CARD)
    for kind in KINDS:
        page.goto((built / "reference" / "kinds" / f"{kind.kind}.html").as_uri())
        shown = page.locator(f".docs-result .techspec-item.techspec-{kind.kind}").first
        shown.scroll_into_view_if_needed()
        take(page, shown, f"kinds/{kind.kind}", TALLEST)
    page.close()


def drawing(browser: Browser, name: str) -> None:
    """Convert an SVG to PNG for the PDF."""
    page = browser.new_page(
        viewport={"width": 760, "height": 420}, device_scale_factor=2
    )
    svg = (IMAGES / f"{name}.svg").read_text("utf-8")
    page.set_content(f"<body style='margin: 20px'>{svg}</body>")
    page.locator("svg").screenshot(path=IMAGES / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
