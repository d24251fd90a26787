"""Several processes give the bytes and the messages that one process gives."""

from __future__ import annotations

import pytest

from conftest import FAST, ROOT, Build, Project, run_sphinx

pytestmark = pytest.mark.slow

PAGES = 40


def many_pages(site: Project, pages: int = PAGES) -> None:
    """Write pages that name each other's items, with names that stand on several."""
    for number in range(pages):
        site.write({f"page{number:02}": f"""
                    # Page {number}

                    ```{{techspec:stack}}
                    | Role | Name | Version | Hue |
                    |------|------|---------|-----|
                    | Role {number} | Tool {number % 7} | {number}.x | red |
                    | Cache | Own {number} | 1.{number} | |
                    ```

                    ```{{techspec:entity}} Thing{number}
                    ~~~python
                    class Thing{number}:
                        next: Thing{number + 1}
                    ~~~
                    ```

                    ```{{techspec:endpoint}} GET /things/{number}
                    :auth: no
                    :response: Thing{pages - number}
                    :adr: ADR-{number % 5}
                    ```

                    See {{techspec:stack}}`Own {pages - 1 - number}`,
                    {{techspec:item}}`Tool {number % 7}` and {{techspec:adr}}`ADR-{number % 9}`.
                    """})
    for number in range(4):
        site.write(
            {f"adr/{number:04}": f"# {number}. Choose\n\n## Status\n\nAccepted\n"}
        )
    site.write({"index": """
                # All

                ```{techspec:spec} All
                :status: approved
                :version: 1.0
                :updated: 2025-01-31

                It has many pages. They know each other.
                ```

                ```{techspec:report}
                ```

                ```{techspec:table} stack
                ```

                ```{toctree}
                :glob:

                *
                adr/*
                ```
                """})


def files(build: Build) -> dict[str, bytes]:
    """Return all files of the output but caches."""
    return {
        path.relative_to(build.out).as_posix(): path.read_bytes()
        for path in sorted(build.out.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


@pytest.mark.parametrize("builder", ["html", "techspec"])
@pytest.mark.parametrize("which", ["conduit", "many pages"])
def test_parallel_is_serial(project, conduit, which, builder):
    site = conduit
    if which == "many pages":
        site = project({})
        many_pages(site)
    serial = site.build(builder, fresh=True)
    expected, told = files(serial), serial.warnings
    parallel = site.build(builder, fresh=True, parallel=4)
    assert parallel.app.parallel == 4
    assert parallel.warnings == told
    if which == "many pages":
        assert len(serial.own_warnings) > PAGES
    found = files(parallel)
    assert found.keys() == expected.keys()
    assert [name for name in found if found[name] != expected[name]] == []


def test_two_hundred_pages_with_duplicates(project):
    site = project({})
    many_pages(site, 200)
    serial = site.build("html", fresh=True)
    expected, told = files(serial), serial.warnings
    assert sum("TS003" in line for line in told) > 150
    for processes in (4, 8):
        several = site.build("html", fresh=True, parallel=processes)
        assert several.warnings == told
        found = files(several)
        assert [name for name in expected if found[name] != expected[name]] == []


def test_own_documentation(tmp_path):
    """The one test here that reads a project of many parts as its authors have it."""
    built: list[tuple[dict[str, bytes], list[str]]] = []
    for processes in (1, 4):
        folder = tmp_path / str(processes)
        build = run_sphinx(
            ROOT / "docs", folder / "html", folder / "doctrees", "html",
            parallel=processes, conf=FAST,
        )  # fmt: skip
        built.append((files(build), build.warnings))
    (expected, told), (found, told_by_several) = built
    assert told_by_several == told
    assert found.keys() == expected.keys()
    assert [name for name in found if found[name] != expected[name]] == []


def test_parallel_after_an_edit(project):
    """The pages that a process did not read are shown by those that it did."""
    site = project({})
    many_pages(site)
    site.build("html", parallel=4)
    for number in range(0, PAGES, 3):
        site.edit(f"page{number:02}", f"| {number}.x |", f"| {number}.y |")
        site.edit(f"page{number:02}", f"Own {number} |", f"New {number} |")
    site.edit("adr/0002", "Accepted", "Superseded by [3](0003.md)")
    after = site.build("html", parallel=4)
    told, pages = after.own_warnings, files(after)
    # Sphinx itself forgets the index entries of pages that it does not write again.
    del pages["searchindex.js"]
    clean = site.build("html", fresh=True)
    assert told == clean.own_warnings
    expected = files(clean)
    assert [name for name in pages if pages[name] != expected[name]] == []
