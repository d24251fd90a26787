"""A build that is killed while it reads or writes leaves nothing that stays wrong."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from invariants.killed import kill_at
from invariants.numbers import KILLS, SEED, SHARES
from sphinx.application import Sphinx

from conftest import Project
from languages import LANGUAGES, Language

PAGES = 8
ROWS = 60


def site(language: Language, version: int) -> dict[str, str]:
    """Return documents of some size, all different for each *version*."""
    files = {
        "index": language.document(
            language.directive(
                "toctree", body="\n".join(f"p{n}" for n in range(PAGES))
            ),
            language.directive("techspec:table", "error"),
            language.directive("techspec:report"),
        )
    }
    for number in range(PAGES):
        rows = [[f"E{number}{row}", f"v{version}", "Retry"] for row in range(ROWS)]
        table = language.table(["Code", "Meaning", "User action"], rows)
        files[f"p{number}"] = language.document(
            language.directive("techspec:error", body=table), title=f"P{number}"
        )
    return files


def output(folder: Path) -> dict[str, bytes]:
    """Return the pages that a build left, and its JSON."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".html", ".inv", ".json", ".sarif"}
    }


def build_to_the_end(project: Project) -> dict[str, bytes]:
    return output(project.build("html").out)


def kill_after(project: Project, seconds: float) -> bool:
    """Build in another process and kill it; return whether it was still at work.

    It is so while it reads, evaluates or writes: from the first document until the end.
    """
    reader, writer = os.pipe()

    def hook(app: Sphinx) -> None:
        app.connect("env-before-read-docs", lambda *_: os.write(writer, b"r"))
        app.connect("build-finished", lambda *_: os.write(writer, b"f"))

    child = os.fork()
    if not child:
        try:
            project.build("html", hook=hook)
        finally:
            os._exit(0)
    os.close(writer)
    os.read(reader, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    finished = os.read(reader, 1)
    os.close(reader)
    return os.WIFSIGNALED(status) and not finished


def kill_many(project: Project, language: Language, kills: int, seed: int) -> int:
    """Kill builds and compare the one after each with a clean one; return how many."""
    clean: list[dict[str, bytes]] = []
    for version in (0, 1):
        project.write(site(language, version))
        clean.append(output(project.build("html", fresh=True).out))
    build_to_the_end(project)
    chance = random.Random(seed)
    project.write(site(language, 0))
    started = time.perf_counter()
    build_to_the_end(project)
    whole = time.perf_counter() - started
    alive = 0
    for number in range(kills * 10):
        if alive == kills:
            break
        version = (number + 1) % 2
        project.write(site(language, version))
        alive += kill_after(project, chance.uniform(0, whole * 0.9))
        assert build_to_the_end(project) == clean[version], number
    return alive


@pytest.mark.slow
def test_a_page_that_is_cut_off_is_written_again(project, language):
    """Sphinx writes in place, and takes a page newer than its source for complete."""
    made = project(site(language, 0), language=language)
    made.write({"plain": language.document("Some words.")})
    build_to_the_end(made)
    made.write({"plain": language.document("Other words."), **site(language, 1)})
    kill_at(made, "html", "html-page-context", PAGES)
    pages = sorted((made.folder / "build" / "html").glob("*.html"))
    for page in pages:
        text = page.read_bytes()
        page.write_bytes(text[: len(text) // 2])
    assert len(pages) > PAGES
    clean = output(made.build("html", fresh=True).out)
    assert build_to_the_end(made) == clean


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_many_killed_builds(project, share):
    language = list(LANGUAGES.values())[share % 2]
    made = project({"index": ""}, language=language)
    wanted = -(-KILLS // SHARES)
    assert kill_many(made, language, wanted, SEED + share) == wanted
