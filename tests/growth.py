"""How the time of a function grows with the size of its input."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from time import thread_time

SMALL, LARGE = 8_000, 64_000
MOST = 16
"""How many times the time eight times the input may take."""

IGNORED = 0.002
"""Seconds that tell nothing: the large input may always take them."""

_LONG = 0.2
"""Seconds after which a function is not run again: others cannot have caused them."""

_FEWEST, _ROUNDS = 2, 5
"""How often a measurement is repeated where it finds nothing, and where it does."""


class TooSlowError(Exception):
    """A function took longer than it may."""


@contextmanager
def time_limit(seconds: float) -> Generator[None]:
    """End what takes too long with `TooSlowError`, a regular expression too."""

    def end(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def grows(
    run: Callable[[str], object], text: Callable[[int], str], *, limit: float = 60
) -> str:
    """Return what is wrong with the growth of a function, nothing where it is fine.

    Args:
        run: the function.
        text: gives a text of about a number of characters.
        limit: the seconds for all measurements together.
    """
    small, large = text(SMALL), text(LARGE)
    before = after = float("inf")
    fine = False
    try:
        with time_limit(limit):
            for number in range(1, _ROUNDS + 1):
                before = min(before, seconds(run, small))
                after = min(after, seconds(run, large))
                fine = after <= max(IGNORED, before * MOST)
                if after > _LONG or (fine and number >= _FEWEST):
                    break
    except TooSlowError:
        return f"{before:.4f} s, then no end"
    return "" if fine else f"{before:.4f} s, then {after:.4f} s"


def seconds(run: Callable[[str], object], text: str) -> float:
    """Return the time of the processor that a function takes for a text."""
    # Not the time of the clock: others use the machine. Not that of the process: it is
    # a multiple of some milliseconds where anything else limits it.
    gc.disable()
    try:
        started = thread_time()
        run(text)
        return thread_time() - started
    finally:
        gc.enable()
