"""After any edits, an incremental build leaves what a clean build does.

Compared after each step are the body of every page, objects.inv, the search index,
techspec.json, techspec.sarif and what was told. What plain Sphinx itself leaves stale
is left out: the titles of other pages around a body, and the index entries among
the search's, which it forgets of each page that it does not write again. Its own
messages of a document are told only when that document is read.

``TECHSPEC_LAWS`` says how many sequences of edits are tried in all, and
``TECHSPEC_SEED`` begins with other ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from laws.numbers import SEED, SEQUENCES, SHARES
from laws.walk import Walk


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    return Walk(tmp_path_factory.mktemp("laws"))


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
