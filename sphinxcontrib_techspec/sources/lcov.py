"""Coverage in the tracefile format of lcov.

https://github.com/linux-test-project/lcov, geninfo(1): ``LF`` and ``LH`` are the lines
found and hit, ``BRF`` and ``BRH`` the branches, ``FNF`` and ``FNH`` the functions.
"""

from __future__ import annotations

import re

from ..patterns import regex
from .base import Content, Entry, Results, percents, share

_START = regex(r"(?:TN:[^\n]*\n)?SF:", re.ASCII)
_METRICS = {"lines": "L", "branches": "BR", "functions": "FN"}


def read(content: Content) -> Results | None:
    """Read the total and the files, by path.

    Of a file with several records, one a test, only the lines are known: a branch or a
    function may be hit by either.
    """
    text = content.text.replace("\r\n", "\n").lstrip()
    if not _START.match(text):
        return None
    counts: dict[str, dict[str, int]] = {}
    lines: dict[str, dict[str, bool]] = {}
    several: set[str] = set()
    file = ""
    for line in text.split("\n"):
        key, _, value = line.partition(":")
        if key == "SF":
            file = value.strip().replace("\\", "/")
            if file in counts:
                several.add(file)
            counts.setdefault(file, {})
        elif key == "DA":
            number, _, hits = value.partition(",")
            is_hit = hits.partition(",")[0].strip() not in {"", "0"}
            of_file = lines.setdefault(file, {})
            of_file[number] = of_file.get(number, False) or is_hit
        elif key[-1:] in {"F", "H"} and value.strip().isdecimal():
            counts[file][key] = int(value)
    for name in several:
        hit = lines.get(name, {})
        counts[name] = {"LF": len(hit), "LH": sum(hit.values())} if hit else {}
    total: dict[str, int] = {}
    for of_file in counts.values():
        for key, count in of_file.items():
            total[key] = total.get(key, 0) + count
    if several:
        unknown = any(not counts[name] for name in several)
        total = {k: n for k, n in total.items() if k in {"LF", "LH"} and not unknown}
    entries = [_entry("total", total)]
    entries += [_entry(name, of_file) for name, of_file in counts.items()]
    return Results("lcov", tuple(entries), is_json=False)


def _entry(name: str, counts: dict[str, int]) -> Entry:
    shares = {
        metric: (share(counts.get(f"{key}H"), counts.get(f"{key}F")), ())
        for metric, key in _METRICS.items()
    }
    return Entry((name,), percents(shares), default="lines")
