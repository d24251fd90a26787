"""The time of readers grows with the size of their input only."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sphinxcontrib_techspec.code.python import UnreadableCodeError, read_classes
from sphinxcontrib_techspec.sphinx_ext.reading.fences import find_hidden, read_fences
from sphinxcontrib_techspec.text import collapse_runs, without_controls

SMALL, LARGE = 8_000, 64_000
MOST = 16
"""How many times the time eight times the input may take."""

IGNORED = 0.004
"""Seconds that tell nothing: the large input may always take them."""

_SEEDS = [
    "a", " ", "\n", "\t", "-", ":", "`", "*", "[", "]", "(", "<", "{", "|", "_", "~", ".",
    "0", "A", "=", ">", '"', "é", "a ", "a-", " -", "a:", ": ", "a\n", "[a", "](", "[a](b)",
    "<a", "`a", "{{a", "}}", "|a", "A-1 ", "1.", ".1", "1,", "a, ", "and ", ":a", "\n ",
    "see ", "ADR-1 ", "superseded by ", "http://a ", "a(", "((", "<!--", "a_", "- a\n",
]  # fmt: skip


def seconds(run: Callable[[], object], limit: float = 5.0) -> float:
    """Return the least time of five runs; of fewer, if one takes long."""
    best = limit
    for _ in range(5):
        started = time.process_time()
        run()
        spent = time.process_time() - started
        best = min(best, spent)
        if spent > 0.5 or best < IGNORED:
            break
    return best


def grows(run: Callable[[str], object], seed: str) -> str:
    """Return what is wrong with the growth of a function, nothing where it is fine."""
    small, large = (
        (seed * size)[:size] + tail for size, tail in ((SMALL, "\x01"), (LARGE, "\x01"))
    )
    before = seconds(lambda: run(small))
    if before > 1:
        return f"{before:.2f} s for {SMALL} characters"
    after = seconds(lambda: run(large))
    if after > IGNORED and after > MOST * max(before, IGNORED / MOST):
        return f"{before:.4f} s, then {after:.4f} s"
    return ""


def _classes(text: str) -> None:
    try:
        read_classes(text)
    except UnreadableCodeError:
        return


READERS: dict[str, Callable[[str], object]] = {
    "classes": _classes,
    "fences": lambda text: list(
        find_hidden(text.split("\n"), list(read_fences(text.split("\n"), colons=True)))
    ),
    "runs": lambda text: collapse_runs([("", text), ("code", text)]),
    "without controls": without_controls,
}


@pytest.mark.parametrize("name", READERS)
def test_a_reader_grows_with_its_input(name):
    wrong = {
        seed: fault
        for seed in [*_SEEDS, "a: int = 1\n", "```{techspec:x}\n", "````\n```\n"]
        if (fault := grows(READERS[name], seed))
    }
    assert not wrong
