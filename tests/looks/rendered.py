"""The gallery in a theme: how it is built, and the browser that shows it.

``TECHSPEC_THEME`` names the theme, else it is furo. Where ``TECHSPEC_PICTURES`` names a
folder, the tests leave a picture there of each page that they look at.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, sync_playwright

from conftest import EXAMPLES, run_sphinx
from requires import need

GALLERY = EXAMPLES / "gallery"

THEME = os.environ.get("TECHSPEC_THEME", "furo")

PICTURES = os.environ.get("TECHSPEC_PICTURES", "")

Scheme = Literal["light", "dark"]

SCHEMES: tuple[Scheme, ...] = (
    ("light",) if THEME in {"alabaster", "sphinx_rtd_theme"} else ("light", "dark")
)
"""The modes that the theme has."""

WIDTHS = (360, 768, 1440)

PAGES = sorted(
    path.relative_to(GALLERY).with_suffix("").as_posix()
    for suffix in ("md", "rst")
    for path in GALLERY.rglob(f"*.{suffix}")
)

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

OURS = '[class*="techspec-"]'
"""Selects what the extension puts on a page."""


def build_gallery(folder: Path) -> Path:
    """Build the gallery as HTML in the theme, and return its folder."""
    need("chromium")
    conf = {"html_theme": THEME}
    run_sphinx(GALLERY, folder / "out", folder / "trees", "html", conf=conf)
    return folder / "out"


@contextmanager
def chromium() -> Generator[Browser]:
    """Yield a browser."""
    path = need("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser, width: int = 1440, scheme: Scheme = "light", **options: Any
) -> Generator[Page]:
    """Yield a window of its own."""
    size: Any = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, **options)
    yield context.new_page()
    context.close()


_END_ANIMATIONS = """() => {
  for (const animation of document.getAnimations()) {
    try { animation.finish(); } catch { /* It has no end. */ }
  }
}"""


def go(page: Page, folder: Path, name: str) -> None:
    """Open a page of a build, and end what a theme fades in, such as its colours."""
    page.goto((folder / f"{name}.html").as_uri())
    page.evaluate(_END_ANIMATIONS)


def picture(page: Page, name: str, width: int, scheme: str) -> None:
    """Take a picture of the whole page, where pictures are wanted."""
    if not PICTURES:
        return
    file = f"{name.replace('/', '-')}-{width}-{scheme}.png"
    page.screenshot(path=Path(PICTURES) / THEME / file, full_page=True)
