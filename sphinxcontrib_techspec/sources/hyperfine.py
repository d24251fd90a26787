"""Results of hyperfine, written by ``--export-json``.

Times are seconds: https://github.com/sharkdp/hyperfine
"""

from __future__ import annotations

from ..untyped import items, members
from .base import Content, Entry, Figure, Results, number

_TIMES = ("mean", "stddev", "median", "min", "max")


def read(content: Content) -> Results | None:
    """Read the commands, by the command and by the command with its parameters."""
    data = content.members
    results = [members(result) for result in items(data.get("results"))]
    if not results or not all(
        isinstance(result.get("command"), str) and "mean" in result
        for result in results
    ):
        return None
    entries = [_entry(str(index), result) for index, result in enumerate(results)]
    return Results("hyperfine", tuple(entries), data=data)


def _entry(index: str, result: dict[str, object]) -> Entry:
    command = str(result["command"])
    names = [command]
    if parameters := members(result.get("parameters")):
        values = ", ".join(f"{name}={value}" for name, value in parameters.items())
        names.insert(0, f"{command} ({values})")
    # `user` and `system` are times of the processor, which are something else.
    figures = {
        key: Figure(found, "s", ("results", index, key))
        for key in _TIMES
        if (found := number(result.get(key))) is not None
    }
    runs = [number(run) for run in items(result.get("times"))]
    return Entry(
        tuple(names),
        figures,
        runs=tuple(run for run in runs if run is not None),
        unit="s",
    )
