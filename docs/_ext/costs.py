"""The page on performance: a chart and tables of benchmark results."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

TITLES = {
    "plain": "Markdown table",
    "many": "techspec, many items in a table",
    "one": "techspec, one item per directive",
    "objects": "Sphinx's own `object` directive",
    "needs-hidden": "sphinx-needs, hidden, with a needtable",
    "needs-shown": "sphinx-needs, shown in place",
    "http": "sphinxcontrib-httpdomain",
}
"""The titles of the measured forms, in the order of the page."""

SIZE = "10000"
"""The number of items for the chart."""

_BUILDS = {
    "html-clean": "HTML",
    "latex-clean": "LaTeX source",
    "techspec-clean": "builder `techspec`, beside HTML",
}


class Goal(NamedTuple):
    """A goal: its description, the maximum, and the path to the result in the JSON."""

    what: str
    most: float
    path: tuple[str, ...]


GOALS = (
    Goal("A row of a table of items, compared with a row of a Markdown table", 0.5,
         ("sizes", SIZE, "html-clean", "many", "rows", "median")),
    Goal("The same at 100,000 rows", 0.5,
         ("sizes", "100000", "html-clean", "many", "rows", "median")),
    Goal("A single item, compared with a row of a Markdown table", 1.0,
         ("sizes", SIZE, "html-clean", "one", "rows", "median")),
    Goal("Peak memory, compared with the project with plain tables", 1.0,
         ("sizes", SIZE, "html-clean", "many", "memory", "median")),
    Goal("A build after one edit, compared with the project with plain tables", 1.1,
         ("sizes", SIZE, "html-one-edit", "many", "whole", "median")),
    Goal("A project of one page, compared with the same without the extension", 1.2,
         ("start-up", "whole", "median")),
    Goal("`techspec check` of 10,000 items, compared with `sphinx-build --version`",
         1.0, ("check", "whole", "median")),
    Goal("Decision records, percentage of the build time", 3.0,
         ("decisions", "share_percent")),
)  # fmt: skip


def read(path: Path) -> dict[str, Any]:
    """Return the benchmark results; empty if there is no file."""
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def goals_table(results: Mapping[str, Any]) -> str:
    """Return the table of goals and results."""
    lines = ["| What | Goal | Measured |", "|---|---:|---:|"]
    for goal in GOALS:
        found = _at(results, goal.path)
        if found is not None:
            met = "met" if found <= goal.most else "not met"
            lines.append(f"| {goal.what} | ≤ {goal.most:g} | {found:g}, {met} |")
    return "\n".join(lines)


def _at(results: Mapping[str, Any], path: Iterable[str]) -> float | None:
    value: Any = results
    for key in path:
        try:
            value = value[key]
        except (KeyError, TypeError):
            return None
    return value


def sizes_table(results: Mapping[str, Any]) -> str:
    """Return the tables of the cost per row for each form, size and builder."""
    sizes = sorted(results.get("sizes", {}), key=int)
    lines = [
        (
            "| Build | Rows | Form | Time per row, µs "
            "| Compared with a Markdown table | Peak memory |"
        ),
        "|---|---:|---|---:|---:|---:|",
    ]
    for build, title in _BUILDS.items():
        for size in sizes:
            forms = results["sizes"][size].get(build, {})
            for form in (form for form in TITLES if form in forms):
                entry = forms[form]
                lines.append(
                    f"| {title} | {int(size):,} | {TITLES[form]} "
                    f"| {entry['microseconds_a_row']:,} | {_spread(entry['rows'])} "
                    f"| {entry['memory']['median']:.2f} |"
                )
    return "\n".join(lines)


def edits_table(results: Mapping[str, Any]) -> str:
    """Return the table of build times after no change and a change of one cell."""
    forms = results["sizes"][SIZE]
    lines = ["| Form | Nothing changed | One cell changed |", "|---|---:|---:|"]
    for form, title in TITLES.items():
        if form in forms.get("html-one-edit", {}):
            same = _spread(forms["html-no-change"][form]["whole"])
            edit = _spread(forms["html-one-edit"][form]["whole"])
            lines.append(f"| {title} | {same} | {edit} |")
    return "\n".join(lines)


_PARTS = {
    "sphinx": "Start of Python, Sphinx and MyST",
    "pydantic": "Import of Pydantic",
    "extension": "The rest of the extension's import and set-up",
    "load": "Loading the environment",
    "read": "Reading the page",
    "rules": "All rules",
    "stale": "Finding the outdated pages",
    "keep": "Storing the environment",
    "write": "Writing the page",
    "index": "General index",
    "search": "Search index",
    "inventory": "`objects.inv`",
    "rest": "The rest",
}
"""The parts of a build, measured by ``benchmarks/parts.py``."""


def parts_table(results: Mapping[str, Any]) -> str:
    """Return the table of the time of each part in a build after one edit."""
    found = results.get("one-edit", {})
    if not found:
        return ""
    to_plain, many = found["plain"], found["many"]
    lines = ["| Part | Plain tables, ms | Items, ms |", "|---|---:|---:|"]
    lines += [
        f"| {title} | {1000 * to_plain[part]:.0f} | {1000 * many[part]:.0f} |"
        for part, title in _PARTS.items()
    ]
    both = [1000 * sum(each.values()) for each in (to_plain, many)]
    lines.append(f"| All | {both[0]:.0f} | {both[1]:.0f} |")
    return "\n".join(lines)


def start_line(results: Mapping[str, Any]) -> str:
    """Return a sentence on the cost of the parts of a start."""
    found = results.get("start-up", {})
    if "pydantic" not in found:
        return ""
    return (
        "The build of a project of one page, compared with the same without the "
        "extension: "
        f"{_spread(found['whole'])}; with only an import of pydantic "
        f"{_spread(found['pydantic'])}, with sphinx-design {_spread(found['design'])}."
    )


def _spread(figures: Mapping[str, float]) -> str:
    return f"{figures['median']:.2f} ({figures['min']:.2f}–{figures['max']:.2f})"


def machine_line(results: Mapping[str, Any]) -> str:
    """Return a sentence on the machine and versions of the measurement."""
    known = dict(results["machine"])
    first = (
        f"{known.pop('processors')} processors ({known.pop('processor')}), "
        f"{known.pop('system')}, Python {known.pop('python')}"
    )
    rest = ", ".join(f"{name} {known[name]}" for name in sorted(known))
    return f"Measured on {first}, with {rest}."


_LEFT, _WIDTH, _STEP, _BAR = 285, 680, 34, 20


def chart(results: Mapping[str, Any]) -> str:
    """Return a bar chart of the cost per row in HTML, as SVG."""
    forms = results["sizes"][SIZE]["html-clean"]
    shown = [(TITLES[f], forms[f]["rows"]["median"]) for f in TITLES if f in forms]
    most = max(value for _, value in shown)
    scale = (_WIDTH - _LEFT - 50) / most
    height = _STEP * len(shown) + 10
    words = "; ".join(f"{title.replace('`', '')}: {v:.2f}" for title, v in shown)
    drawn = [
        (
            f'<svg class="costs" role="img" viewBox="0 0 {_WIDTH} {height}" '
            'aria-labelledby="costs-title costs-desc">'
        ),
        '<title id="costs-title">Build time of a row</title>',
        f'<desc id="costs-desc">{escape(words)}</desc>',
    ]
    for number, (title, value) in enumerate(shown):
        top = 5 + number * _STEP
        own = " own" if title.startswith("techspec") else ""
        middle, end = top + _BAR - 5, round(_LEFT + value * scale + 6)
        drawn += [
            (
                f'<text x="{_LEFT - 8}" y="{middle}" text-anchor="end">'
                f"{escape(title.replace('`', ''))}</text>"
            ),
            (
                f'<rect class="bar{own}" x="{_LEFT}" y="{top}" height="{_BAR}" '
                f'width="{max(value * scale, 1):.0f}" rx="2"/>'
            ),
            f'<text x="{end}" y="{middle}">{value:.2f}</text>',
        ]
    drawn.append("</svg>")
    return "\n".join(drawn)


def page(results: Mapping[str, Any]) -> str:
    """Return the section with results; empty if there are none."""
    if not results:
        return ""
    return "\n\n".join(
        [
            "```{raw} html\n" + chart(results) + "\n```",
            "## Goals and results",
            goals_table(results),
            "## Every form, size and builder",
            sizes_table(results),
            "## A build after an edit",
            (
                "User CPU time of the whole HTML build of 10,000 rows, compared "
                "with that of the project with plain tables."
            ),
            edits_table(results),
            "User CPU time of each part of the two builds, on a busy machine:",
            parts_table(results),
            start_line(results),
            machine_line(results),
        ]
    )
