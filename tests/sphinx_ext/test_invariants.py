"""After any edits, an incremental build leaves what a clean build does.

Compared after each step are the body of every page, objects.inv, the search index,
techspec.json, techspec.sarif and what was told. What plain Sphinx itself leaves stale
is left out: the titles of other pages around a body, and the index entries among
the search's, which it forgets of each page that it does not write again. Its own
messages of a document are told only when that document is read.

``TECHSPEC_SEQUENCES`` says how many sequences of edits are tried in all, and
``TECHSPEC_SEED`` begins with other ones.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from invariants.killed import kill_at
from invariants.left import build, difference
from invariants.model import write
from invariants.numbers import SEED, SEQUENCES, SHARES
from invariants.walk import Walk
from sphinx.application import Sphinx

from sphinxcontrib_techspec.sphinx_ext.domain import TechspecDomain

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    return Walk(tmp_path_factory.mktemp("invariants"))


@pytest.mark.parametrize("share", range(SHARES))
def test_incremental_is_clean(walk, share):
    @seed(SEED * SHARES + share)
    @settings(
        max_examples=max(1, SEQUENCES // SHARES),
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.data())
    def any_edits(data: st.DataObject) -> None:
        def pick(values: Sequence[Any]) -> Any:
            return data.draw(st.sampled_from(values))

        walk.begin()
        for _ in range(data.draw(st.integers(3, 6))):
            walk.edit(pick, data.draw(st.integers(1, 3)))
        walk.check()

    any_edits()


@pytest.mark.parametrize("share", range(SHARES))
def test_parallel_is_serial(walk, share):
    """The same, after all edits, with any number of processes."""

    @seed(SEED * SHARES + share)
    @settings(
        max_examples=max(1, SEQUENCES // SHARES // 10),
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.data())
    def any_project(data: st.DataObject) -> None:
        def pick(values: Sequence[Any]) -> Any:
            return data.draw(st.sampled_from(values))

        walk.begin()
        walk.edit(pick, data.draw(st.integers(1, 12)))
        for processes in (2, 4, 8):
            walk.parallel(processes)

    any_project()


READING = [
    ("env-before-read-docs", 1),
    ("doctree-read", 1),
    ("doctree-read", 3),
    ("env-updated", 1),
    ("env-check-consistency", 1),
    ("write-started", 1),
    ("build-finished", 1),
]
WRITING = [
    ("doctree-resolved", 2),
    ("html-page-context", 1),
    ("html-page-context", 4),
]


@pytest.mark.parametrize(
    ("builder", "event", "times"),
    [("html", *moment) for moment in READING + WRITING]
    + [("techspec", *moment) for moment in READING],
)
def test_a_build_that_was_killed_heals(walk, builder, event, times):
    walk.begin()
    site = walk.site
    for name in ("stack", "api", "data"):
        del site.docs[name].blocks[0]
    site.adrs["adr/0001-choice"].status = "Proposed"
    write(site, walk.project)
    kill_at(walk.project, builder, event, times)
    walk.left = build(walk.project)
    clean = build(walk.project, fresh=True)
    told = difference(walk.left, clean)
    assert not told, told
    walk.check()


@pytest.mark.parametrize("builder", ["html", "techspec"])
def test_the_environment_of_an_older_version_is_read_again(walk, builder, monkeypatch):
    """Its models may not even be there any more."""
    walk.begin()
    folder = walk.project.folder / "build" / f"{builder}-doctrees"
    shutil.rmtree(folder)
    with monkeypatch.context() as older:
        older.setattr(TechspecDomain, "data_version", TechspecDomain.data_version - 1)
        walk.project.build(builder)
    pickled = folder / "environment.pickle"
    assert b"Document" in pickled.read_bytes()
    pickled.write_bytes(pickled.read_bytes().replace(b"Document", b"Dokument"))
    read: list[str] = []

    def hook(app: Sphinx) -> None:
        app.connect("doctree-read", lambda app, _: read.append(app.env.docname))

    walk.project.build(builder, hook=hook)
    assert set(read) == walk.site.names()
    walk.left = build(walk.project)
    walk.check()
    told = difference(
        walk.left, build(walk.project, fresh=True)
    )  # fmt: skip
    assert not told, told


@pytest.mark.parametrize("builder", ["html", "techspec"])
def test_the_data_of_another_domain_version_is_read_again(walk, builder, monkeypatch):
    walk.begin()
    with monkeypatch.context() as newer:
        newer.setattr(TechspecDomain, "data_version", TechspecDomain.data_version + 1)
        build_ = walk.project.build(builder)
    assert build_.app.env.domains["techspec"].data["version"] != (
        TechspecDomain.data_version
    )
    walk.left = build(walk.project)
    walk.check()
