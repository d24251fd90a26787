"""What decision records cost: 2,000 records and 10,000 references in one build.

    python benchmarks/decisions.py [--records 2000] [--references 10000]

Prints the CPU seconds of the whole build, those spent on indexing the records and on
resolving references to them, and the share. The goal is 3 %.
"""

from __future__ import annotations

import argparse
import io
import json
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from results import read_results, write_results
from sphinx.application import Sphinx

from sphinxcontrib_techspec.adr import AdrIndex

ROWS = 100
"""References a page."""

_SPENT = {"seconds": 0.0, "calls": 0}


def timed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return *function* with its CPU time added up; calls within it count once."""
    depth = 0

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        nonlocal depth
        depth += 1
        start = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            depth -= 1
            if not depth:
                _SPENT["seconds"] += time.process_time() - start
                _SPENT["calls"] += 1

    return wrapper


def write_project(folder: Path, records: int, references: int) -> None:
    """Write a project of MyST documents with so many records and references."""
    (folder / "adr").mkdir(parents=True)
    (folder / "conf.py").write_text(
        "project = 'Records'\nhtml_theme = 'basic'\n"
        "extensions = ['myst_parser', 'sphinxcontrib_techspec']\n"
    )
    for number in range(1, records + 1):
        status = "Accepted" if number % 10 else f"Superseded by ADR-{number - 1}"
        (folder / "adr" / f"{number:04d}-choose-{number}.md").write_text(
            f"# {number}. Choose {number}\n\n## Status\n\n{status}\n\n"
            "## Context\n\nYes.\n"
        )
    pages = references // ROWS
    head = "| Role | Name | Version | Decision |\n|---|---|---|---|\n"
    forms = ("ADR-{0}", "{0:04d}", "[ADR-{0}](adr/{0:04d}-choose-{0}.md)", "choose-{0}")
    for page in range(pages):
        rows = "".join(
            f"| Part | Name {page}-{row} | 1.2.3 | "
            f"{forms[row % len(forms)].format((page * ROWS + row) % records + 1)} |\n"
            for row in range(ROWS)
        )
        (folder / f"page{page}.md").write_text(
            f"# Page {page}\n\n```{{techspec:stack}}\n{head}{rows}```\n"
        )
    (folder / "index.md").write_text(
        "# Records\n\n```{toctree}\n:glob:\n\npage*\nadr/*\n```\n"
    )


def main() -> None:
    """Build the project and print what its records cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--references", type=int, default=10_000)
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the results")
    options = parser.parse_args()
    for name in ("__post_init__", "resolve"):
        setattr(AdrIndex, name, timed(getattr(AdrIndex, name)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_project(folder / "docs", options.records, options.references)
        start = time.process_time()
        app = Sphinx(
            folder / "docs", folder / "docs", folder / "out", folder / "doctrees",
            "html", status=io.StringIO(), warning=io.StringIO(),
        )  # fmt: skip
        app.build()
        total = time.process_time() - start
        domain: Any = app.env.domains["techspec"]
        tracemalloc.start()
        AdrIndex(dict(domain.project.adrs.records))
        memory = tracemalloc.get_traced_memory()[1]
    found = {
        "records": options.records,
        "references": options.references,
        "build_cpu_seconds": round(total, 2),
        "decisions_cpu_seconds": round(_SPENT["seconds"], 3),
        "calls": _SPENT["calls"],
        "share_percent": round(100 * _SPENT["seconds"] / total, 2),
        "index_megabytes": round(memory / 1e6, 2),
    }
    print(json.dumps(found, indent=1))
    if options.write:
        kept = read_results(options.write)
        kept["decisions"] = found
        write_results(options.write, kept)


if __name__ == "__main__":
    main()
