"""Coverage in the XML format of Cobertura, which many tools write.

Rates are shares of one: https://github.com/cobertura/cobertura
"""

from __future__ import annotations

from .base import Content, Entry, Results, epoch_date, number, percents, share


def read(content: Content) -> Results | None:
    """Read the total, the packages and the files, by name."""
    root = content.root
    if root is None or root.name != "coverage" or "line-rate" not in root.attributes:
        return None
    entries: list[Entry] = []
    for element in content.elements():
        attributes = element.attributes
        if len(element.path) == 1:
            entries.append(_entry(("total",), attributes))
        elif element.path == ("coverage", "packages", "package"):
            entries.append(_entry((attributes.get("name", ""),), attributes))
        elif element.path[3:] == ("classes", "class"):
            name = attributes.get("filename", "").replace("\\", "/")
            entries.append(_entry((name,), attributes))
    date = epoch_date(root.attributes.get("timestamp"))
    return Results("Cobertura", tuple(entries), date, is_json=False)


def _entry(names: tuple[str, ...], attributes: dict[str, str]) -> Entry:
    figures = percents({
        "lines": (_share(attributes, "line", "lines"), ()),
        "branches": (_share(attributes, "branch", "branches"), ()),
    })  # fmt: skip
    return Entry(names, figures, default="lines")


def _share(attributes: dict[str, str], name: str, counted: str) -> float | None:
    """Return a share in percent; `None` where nothing was measured.

    The rate is rounded to four digits, so the counts are used where there are any.
    """
    valid = attributes.get(f"{counted}-valid")
    if valid is not None:
        return share(attributes.get(f"{counted}-covered"), valid)
    rate = number(attributes.get(f"{name}-rate"))
    # Where no branches are measured, their rate is 0 or 1, by tool.
    if rate is None or (name == "branch" and rate in {0, 1}):
        return None
    return 100 * rate
