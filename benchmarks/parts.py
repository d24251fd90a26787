"""Where the time of a build after one edit goes, part by part.

    uv run --group bench python benchmarks/parts.py

Counted is the user CPU of a whole process in each part of the build, without a
profiler, which would make small functions look dearer than they are. Prints a table;
``--write FILE`` keeps the figures beside what else is in the file.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from corpora import FORMS, ROWS, page_text, write
from results import read_results, write_results

SHOWN = ("plain", "many")

PARTS = {
    "sphinx": "Start of Python, Sphinx and MyST",
    "pydantic": "Import of Pydantic",
    "extension": "The rest of the extension's import and set-up",
    "load": "Loading the environment",
    "read": "Reading the page",
    "rules": "All rules",
    "stale": "Which pages show what changed",
    "keep": "Keeping the environment",
    "write": "Writing the page",
    "index": "General index",
    "search": "Search index",
    "inventory": "`objects.inv`",
    "rest": "The rest",
}


def cpu() -> float:
    """Return the user CPU of this process, in seconds."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


class Clock:
    """Adds up the user CPU spent in functions; what is inside another counts once."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.spent = dict.fromkeys(PARTS, 0.0)
        self._inside: list[float] = []

    def time(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return *function* with its time taken."""

        @functools.wraps(function)
        def timed(*args: Any, **named: Any) -> Any:
            start = cpu()
            self._inside.append(0.0)
            try:
                return function(*args, **named)
            finally:
                took = cpu() - start
                self.spent[part] += took - self._inside.pop()
                if self._inside:
                    self._inside[-1] += took

        return timed

    def method(self, part: str, owner: Any, name: str) -> None:
        """Take the time of a method of *owner*."""
        setattr(owner, name, self.time(part, getattr(owner, name)))


def build(source: Path, out: Path) -> dict[str, float]:
    """Build once more in this process, and return what each part took."""
    # Everything is imported here, so that its time is counted.
    import pickle  # noqa: PLC0415

    from sphinx.application import Sphinx  # noqa: PLC0415
    from sphinx.builders import Builder  # noqa: PLC0415
    from sphinx.builders.html import StandaloneHTMLBuilder  # noqa: PLC0415
    from sphinx.cmd.build import main as sphinx_build  # noqa: PLC0415
    from sphinx.search import IndexBuilder  # noqa: PLC0415

    import_module("myst_parser.sphinx_ext.main")
    clock = Clock()
    clock.spent["sphinx"] = cpu()
    if source.name == "many":
        before = cpu()
        import_module("pydantic.main")
        clock.spent["pydantic"] = cpu() - before
        before = cpu()
        sphinx_ext = import_module("sphinxcontrib_techspec.sphinx_ext")
        clock.spent["extension"] = cpu() - before
        clock.method("rules", sphinx_ext, "log_findings")
        clock.method("stale", sphinx_ext, "outdated_pages")
        clock.method("extension", sphinx_ext, "setup")
    clock.method("load", Sphinx, "_init_env")
    clock.method("read", Builder, "read_doc")
    clock.method("keep", pickle, "dump")
    clock.method("write", Builder, "write_documents")
    clock.method("index", StandaloneHTMLBuilder, "write_genindex")
    clock.method("search", IndexBuilder, "load")
    clock.method("search", StandaloneHTMLBuilder, "dump_search_index")
    clock.method("inventory", StandaloneHTMLBuilder, "dump_inventory")
    if sphinx_build(["-q", str(source), str(out)]):
        raise SystemExit(1)
    clock.spent["rest"] = cpu() - sum(clock.spent.values())
    return clock.spent


def measure(rows: int, rounds: int) -> dict[str, dict[str, float]]:
    """Return for each form the median of what each part took, in seconds."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in SHOWN}
    with tempfile.TemporaryDirectory() as folder:
        for name in SHOWN:
            write(Path(folder, name), FORMS[name], max(1, rows // ROWS))
        for number in range(-2, rounds):
            for name in SHOWN:
                source = Path(folder, name)
                page = page_text(FORMS[name], 0, ROWS, edited=number % 2 == 0)
                (source / "page0.md").write_text(page, "utf-8")
                took = _apart(source, Path(folder, f"{name}-out"))
                if number >= 0:
                    found[name].append(took)
    return {
        name: {
            part: round(statistics.median(took[part] for took in each), 3)
            for part in PARTS
        }
        for name, each in found.items()
    }


def _apart(source: Path, out: Path) -> dict[str, float]:
    """Run `build` in a process of its own."""
    environment = {
        k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"
    }
    done = subprocess.run(
        [sys.executable, __file__, "--build", str(source), str(out)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Measure what the options ask for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    add = parser.add_argument
    add("--rows", type=int, default=10_000)
    add("--rounds", type=int, default=7)
    add("--write", type=Path, metavar="FILE", help="keep the results")
    add("--build", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        print(json.dumps(build(*options.build)))
        return
    found = measure(options.rows, options.rounds)
    print(f"{'':48}" + "".join(f"{name:>9}" for name in SHOWN))
    for part, title in PARTS.items():
        figures = "".join(f"{found[name][part]:9.3f}" for name in SHOWN)
        print(f"{title:48}{figures}")
    total = "".join(f"{sum(found[name].values()):9.3f}" for name in SHOWN)
    print(f"{'All':48}{total}")
    if options.write:
        known = read_results(options.write)
        known["one-edit"] = found
        write_results(options.write, known)


if __name__ == "__main__":
    main()
