"""JSON of no known format, in which a text states a number with its unit."""

from __future__ import annotations

from collections.abc import Iterator

from ..untyped import members
from ..values.statistic import COMBINED, METRICS, statistic_of, statistics_in
from ..values.target import Target
from .base import Content, Entry, Figure, Path, Results, number


def read(content: Content) -> Results | None:
    """Read the numbers in objects, by their keys joined by dots.

    A last key such as ``p95`` or ``mean`` is the statistic. A number without a unit,
    and one in a list, has none and cannot be compared.
    """
    if content.type != "json":
        return None
    entries: dict[Path, dict[str, Figure]] = {}
    for path, value in _leaves(content.json):
        figure = figure_of(value, path)
        if figure is None:
            continue
        is_statistic = len(path) > 1 and _statistic_of_key(figure) is not None
        name = path[:-1] if is_statistic else path
        entries.setdefault(name, {})[statistic_at(figure)] = figure
    found = tuple(
        Entry((".".join(path),), figures, default=_only(figures))
        for path, figures in entries.items()
    )
    return Results("JSON", found, data=content.json, is_known=False)


def _only(figures: dict[str, Figure]) -> str | None:
    if "" in figures:
        return ""
    return next(iter(figures)) if len(figures) == 1 else None


def statistic_at(figure: Figure) -> str:
    """Return the statistic that a key or the text states, as in ``182 ms at p95``.

    It is empty where there is none, and where the two differ.
    """
    stated = statistics_in(figure.text, is_share=figure.unit == "%")
    if key := _statistic_of_key(figure):
        stated.add(key)
    return stated.pop() if len(stated) == 1 else ""


def _statistic_of_key(figure: Figure) -> str | None:
    """Return the statistic that the last key is; of a share, also what is covered."""
    key = figure.path[-1] if figure.path else ""
    is_metric = figure.unit == "%" and (key in METRICS or key == COMBINED)
    return key if is_metric else statistic_of(key)


def figure_of(value: object, path: Path) -> Figure | None:
    """Return a value of JSON as a number; `None` where it is none, or more than one.

    Args:
        value: a number, or a text such as ``120 ms``.
        path: where it stands.
    """
    if not isinstance(value, str):
        found = number(value)
        return None if found is None else Figure(found, None, path)
    target = Target.model_validate(value)
    if target.number is None or not target.is_measurement:
        return None
    return Figure(
        -target.number if target.is_negative else target.number,
        target.unit,
        path,
        target.text,
    )


def _leaves(data: object) -> Iterator[tuple[Path, object]]:
    """Yield what is in objects that are in no list, with the keys to it."""
    left: list[tuple[Path, object]] = [((), data)]
    while left:
        path, value = left.pop()
        left += [((*path, key), member) for key, member in members(value).items()]
        if path and not isinstance(value, (dict, list)):
            yield path, value
