"""In random specs ``--fix`` changes the ranges that are reported, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fixing.repositories import page, repository
from sphinxcontrib_techspec.cli import main

NAMES = ["FastAPI", "Flask", "Redis", "Kites", "**Flask**", "`FastAPI`"]
VERSIONS = ["0.110.0", "3.1.2", "3.1", "`0.110.0`", "**0.110.0**", ">=3.0", "2.0 / 1.0"]
NOTES = ["", "since 0.110.0", "0.110.0", "名 3.1", "not 3.1.1"]
ITEMS = st.lists(
    st.tuples(*(st.sampled_from(values) for values in (NAMES, VERSIONS, NOTES))),
    min_size=1, max_size=3,
)  # fmt: skip
Items = list[tuple[str, str, str]]


def _code(text: str, suffix: str) -> str:
    return text.replace("`", "``") if suffix == "rst" else text


def bullets(items: Items, suffix: str) -> str:
    """Return a list of items."""
    lines = [
        f"- **Web**: {name} {version}" + (f" ({note})" if note else "")
        for name, version, note in items
    ]
    return "\n".join(_code(line, suffix) for line in lines)


def rows(items: Items, suffix: str) -> str:
    """Return a table of items."""
    if suffix == "rst":
        cells = [
            [_code(part, suffix) or "\\" for part in item]
            for item in [("Name", "Version", "Notes"), *items]
        ]
        lines = [
            f"{mark} - {cell}"
            for row in cells
            for mark, cell in zip(("*", " ", " "), row, strict=True)
        ]
        indented = "\n".join(f"   {line}" for line in lines)
        return f".. list-table::\n   :header-rows: 1\n\n{indented}"
    lines = [f"| {' | '.join(item)} |" for item in items]
    return "\n".join(["| Name | Version | Notes |", "|---|---|---|", *lines])


def options(items: Items, suffix: str) -> str:
    """Return a directive for each item."""
    found: list[str] = []
    for name, version, _ in items:
        if suffix == "rst":
            found.append(f".. techspec:stack:: {name}\n   :version: {version}\n")
        else:
            found.append(f"```{{techspec:stack}} {name}\n:version: {version}\n```\n")
    return "\n".join(_code(text, suffix) if suffix == "rst" else text for text in found)


def spec(form: str, items: Items, suffix: str) -> str:
    """Return a spec with items in a form."""
    if form == "options":
        return page(suffix, options(items, suffix))
    body = {"bullets": bullets, "rows": rows}[form](items, suffix)
    if suffix == "rst":
        lines = "\n".join(f"   {line}".rstrip() for line in body.split("\n"))
        return page(suffix, f".. techspec:stack::\n\n{lines}\n")
    return page(suffix, f"```{{techspec:stack}}\n{body}\n```\n")


def findings(docs: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return what is found wrong with versions."""
    capsys.readouterr()
    main(["check", str(docs), "--select", "TS403", "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    found = [f for spec in data["specs"] for f in spec["findings"]]
    return [f for f in found if f["state"] == "fail"]


def possible(text: str, found: list[dict[str, Any]]) -> re.Pattern[str]:
    """Return a pattern for a text in which any of the reported ranges is fixed.

    Args:
        text: the text.
        found: the findings; those without a range are left.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    fixes: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for finding in found:
        if place := (finding["fix"] or {}).get("range"):
            start = starts[place["line"] - 1] + place["column"] - 1
            end = starts[place["end_line"] - 1] + place["end_column"] - 1
            fixes.setdefault((start, end), []).append(finding["fix"])
    parts: list[str] = []
    position = 0
    for (start, end), here in sorted(fixes.items()):
        written = text[start:end]
        texts = {written}
        for fix in here:
            assert written.count(fix["old"]) == 1
            texts |= {one.replace(fix["old"], fix["new"]) for one in texts}
        parts += [
            re.escape(text[position:start]),
            f"(?:{'|'.join(map(re.escape, texts))})",
        ]
        position = end
    return re.compile("".join([*parts, re.escape(text[position:])]))


@pytest.mark.parametrize("suffix", ["md", "rst"])
@pytest.mark.parametrize("form", ["bullets", "rows", "options"])
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=ITEMS)
def test_only_reported_ranges_change(
    form: str, suffix: str, items: Items, capsys: pytest.CaptureFixture[str]
):
    with TemporaryDirectory() as folder:
        name = f"index.{suffix}"
        docs = repository(Path(folder), {name: spec(form, items, suffix)})
        before = (docs / name).read_text("utf-8")
        found = findings(docs, capsys)
        main(["check", str(docs), "--fix", "--select", "TS403"])
        after = (docs / name).read_text("utf-8")
        assert possible(before, found).fullmatch(after)
        left = findings(docs, capsys)
        # A fix resolves its finding and makes no other one.
        assert {f["item"] for f in left} <= {f["item"] for f in found}
        safe = [f for f in found if (f["fix"] or {}).get("applicability") == "safe"]
        if any("range" in f["fix"] for f in safe):
            assert before == after or len(left) < len(found)
        # A second run has nothing to do.
        main(["check", str(docs), "--fix", "--select", "TS403"])
        assert (docs / name).read_text("utf-8") == after
