"""A record's status changes: every page that shows it is written again, and no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Project
from languages import Language

pytestmark = pytest.mark.slow

RECORDS = 200
PAGES = 40
CHANGED = 57


def record(number: int, status: str) -> str:
    return f"# {number}. Choose option {number}\n\nDate: 2025-01-01\n\n## Status\n\n{status}\n"


def written(project: Project) -> dict[str, tuple[int, bytes]]:
    """Return what each page holds, and when it was written."""
    out = project.folder / "build" / "html"
    return {
        str(path.relative_to(out).with_suffix("")): (
            path.stat().st_mtime_ns,
            path.read_bytes(),
        )
        for path in sorted(out.rglob("*.html"))
    }


GENERATED = {"genindex", "search"}
"""Pages that Sphinx writes in every build."""


def test_one_status_among_200_records(
    project: Callable[..., Project], language: Language
) -> None:
    pages = {f"page{n}": _page(n, language) for n in range(PAGES)}
    files = {
        f"adr/{n:04d}-option-{n}.md": record(n, "Accepted") for n in range(RECORDS)
    }
    toctree = [*pages, *(f"adr/{n:04d}-option-{n}" for n in range(RECORDS)), "records"]
    files |= pages
    files["records"] = language.document(language.directive("techspec:adrs"))
    files["index"] = language.document(
        language.directive(
            "techspec:spec",
            "Shop",
            {"status": "approved", "version": "1.0", "updated": "2025-01-01"},
            "One service. Two words.",
        ),
        language.directive("toctree", body="\n".join(toctree)),
    )
    made = project(files, language=language)
    made.build("html")
    before = written(made)

    name = f"adr/{CHANGED:04d}-option-{CHANGED}.md"
    made.write({name: record(CHANGED, f"Superseded by ADR-{CHANGED + 1}")})
    build = made.build("html")
    after = written(made)

    rewritten = {page for page in after if after[page][0] != before[page][0]}
    changed = {page for page in after if after[page][1] != before[page][1]}
    resting = {f"page{n}" for n in range(PAGES) if CHANGED in _numbers(n)}
    record_pages = {f"adr/{n:04d}-option-{n}" for n in (CHANGED,)}
    # The spec's head shows the score, and the list shows every status.
    assert resting | record_pages | {"records", "index"} <= changed
    assert rewritten - GENERATED == changed - GENERATED

    told = [line for line in build.own_warnings if "TS204" in line]
    assert len(told) == len(resting)
    assert all(f"ADR-{CHANGED + 1:04d}" in line for line in told)

    clean = made.build("html", fresh=True)
    for page in after:
        path = Path(clean.out, f"{page}.html")
        assert path.read_bytes() == after[page][1], page
    assert clean.own_warnings == build.own_warnings


def _numbers(page: int) -> list[int]:
    """Return the records that the items of a page rest on."""
    return [page * 5 % RECORDS, (page * 7 + 1) % RECORDS, (page * 3 + 6) % RECORDS]


def _page(page: int, language: Language) -> str:
    rows = [
        ["Database", f"Store {page}-{number}", "1.2.3", f"ADR-{number}"]
        for number in _numbers(page)
    ]
    heads = ["Role", "Name", "Version", "Decision"]
    table = language.directive("techspec:stack", body=language.table(heads, rows))
    return language.document(table, title=f"Page {page}")
