"""What rows cost in each form, beside a plain Markdown table of the same data.

    uv run --group bench python benchmarks/costs.py

Every figure is user CPU or peak memory of a whole process of its own, as the operating
system counts them. The forms are built in turn, so that a machine that changes its
speed changes it for all; a ratio is taken within each round, and the least, the median
and the greatest of the rounds are given. The cost of rows is a build less that of the
same pages without rows.

Prints a table, and with ``--write FILE`` keeps the results as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from corpora import FORMS, ROWS, page_text, write
from results import write_results

BASE = 0
"""How many rows a page has whose cost is taken off."""

PACKAGES = (
    "sphinx", "docutils", "myst-parser", "pydantic", "sphinx-design", "sphinx-needs",
    "sphinxcontrib-httpdomain",
)  # fmt: skip

Figures = dict[str, float]


def run(arguments: list[str], folder: Path) -> Figures:
    """Run a process and return its user CPU (seconds) and peak memory (megabytes)."""
    environment = {
        k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"
    }
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{' '.join(arguments)} in {folder}: exit {process.returncode}"
        raise SystemExit(message)
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return {"cpu": usage.ru_utime, "memory": usage.ru_maxrss / scale}


def build(source: Path, builder: str, *, clean: bool) -> Figures:
    """Build a project, anew or upon what is there."""
    out = source.parent / f"{source.name}-{builder}"
    if clean:
        shutil.rmtree(out, ignore_errors=True)
    options = ["-m", "sphinx", "-q", "-b", builder, "-d", f"{out}/.doctrees"]
    return run([*options, str(source), str(out)], source.parent)


def spread(values: list[float]) -> Figures:
    """Return the least, the median and the greatest of some ratios."""
    return {
        "min": round(min(values), 3),
        "median": round(statistics.median(values), 3),
        "max": round(max(values), 3),
    }


class Rounds:
    """The figures of all forms, a list of rounds for each."""

    def __init__(self, folder: Path, forms: list[str], pages: int) -> None:
        """Write the projects into *folder*, each with rows and without."""
        self.folder, self.forms, self.pages = folder, forms, pages
        self.figures: dict[tuple[str, str], list[Figures]] = {}
        for name in forms:
            write(folder / name, FORMS[name], pages)
            write(folder / f"{name}-base", FORMS[name], pages, BASE)

    def forms_of(self, builder: str) -> list[str]:
        """Return the forms that a builder can build."""
        own = builder == "techspec"
        return [n for n in self.forms if not own or "techspec" in FORMS[n].extension]

    def clean(self, builder: str) -> None:
        """Build everything once, in turn."""
        for name in self.forms_of(builder):
            for what in (name, f"{name}-base"):
                done = build(self.folder / what, builder, clean=True)
                self._keep(f"{builder}-clean", what, done)
                report_line(f"{builder} clean {what}: {done['cpu']:.2f} s")

    def again(self, builder: str) -> None:
        """Build everything with nothing changed, then with one cell changed."""
        for name in self.forms_of(builder):
            source = self.folder / name
            self._keep(
                f"{builder}-no-change", name, build(source, builder, clean=False)
            )
            page = source / "page0.md"
            before = page.read_text("utf-8")
            page.write_text(page_text(FORMS[name], 0, ROWS, edited=True), "utf-8")
            done = build(source, builder, clean=False)
            self._keep(f"{builder}-one-edit", name, done)
            report_line(f"{builder} one edit {name}: {done['cpu']:.2f} s")
            page.write_text(before, "utf-8")

    def _keep(self, what: str, name: str, figures: Figures) -> None:
        self.figures.setdefault((what, name), []).append(figures)

    def rows_cost(self, name: str, what: str) -> list[float]:
        """Return for each round what the rows of a form cost, in seconds."""
        whole = self.figures[what, name]
        base = self.figures[what, f"{name}-base"]
        return [a["cpu"] - b["cpu"] for a, b in zip(whole, base, strict=True)]

    def ratios(self, name: str, what: str, *, key: str = "") -> Figures:
        """Return the ratios of a form to the plain table.

        The builder ``techspec`` writes no page; its figures are compared with those
        of the plain table in HTML.

        Args:
            name: the form.
            what: the builder and the kind of build.
            key: the figure of whole processes; empty for the cost of rows.
        """
        beside = what.replace("techspec", "html")
        if key:
            own = [f[key] for f in self.figures[what, name]]
            to_plain = [f[key] for f in self.figures[beside, "plain"]]
        else:
            own, to_plain = self.rows_cost(name, what), self.rows_cost("plain", beside)
        return spread([a / b for a, b in zip(own, to_plain, strict=True)])

    def result(self) -> dict[str, Any]:
        """Return everything as data; what has nothing beside it is left out."""
        found: dict[str, Any] = {}
        for what, name in self.figures:
            beside = what.replace("techspec", "html")
            if name.endswith("-base") or (beside, "plain") not in self.figures:
                continue
            entry = found.setdefault(what, {}).setdefault(name, {})
            if what.endswith("clean"):
                cost = statistics.median(self.rows_cost(name, what))
                entry["microseconds_a_row"] = round(1e6 * cost / (self.pages * ROWS))
                entry["rows"] = self.ratios(name, what)
                entry["memory"] = self.ratios(name, what, key="memory")
            entry["whole"] = self.ratios(name, what, key="cpu")
            seconds = [figures["cpu"] for figures in self.figures[what, name]]
            entry["seconds"] = round(statistics.median(seconds), 2)
        return found


_PYDANTIC = """
import pydantic
class Model(pydantic.BaseModel, defer_build=True):
    name: str
"""

STARTS = {
    "plain": ("plain", ""),
    "whole": ("many", ""),
    # What comes with the extension, each alone.
    "pydantic": ("plain", _PYDANTIC),
    "design": ("plain", "extensions.append('sphinx_design')\n"),
}
"""Projects of one page: the form, and what is added to ``conf.py``."""


def start_up(folder: Path, rounds: int) -> dict[str, Any]:
    """Return what the extension adds to a project of one page, and what its parts."""
    for name, (form, more) in STARTS.items():
        write(folder / name, FORMS[form], 1, BASE)
        with (folder / name / "conf.py").open("a", encoding="utf-8") as conf:
            conf.write(more)
        build(folder / name, "html", clean=True)  # Compiles the bytecode.
    taken: dict[str, list[float]] = {name: [] for name in STARTS}
    for _ in range(rounds):
        for name, each in taken.items():
            each.append(build(folder / name, "html", clean=True)["cpu"])
    to_plain = taken.pop("plain")
    found: dict[str, Any] = {
        name: spread([a / b for a, b in zip(each, to_plain, strict=True)])
        for name, each in taken.items()
    }
    found["seconds"] = round(statistics.median(taken["whole"]), 2)
    return found


def check_json(folder: Path, pages: int, rounds: int) -> dict[str, Any]:
    """Return what ``techspec check`` of a file costs beside ``sphinx --version``."""
    source = folder / "json"
    write(source, FORMS["many"], pages)
    build(source, "techspec", clean=True)
    path = f"{source}-techspec/techspec.json"
    check = ["-m", "sphinxcontrib_techspec.cli", "check", path, "--fail-on", "error"]
    ratios: list[float] = []
    for _ in range(rounds + 1):
        own = run(check, folder)["cpu"]
        ratios.append(own / run(["-m", "sphinx", "--version"], folder)["cpu"])
    return {"whole": spread(ratios[1:]), "items": pages * ROWS}


def machine() -> dict[str, Any]:
    """Return what the figures were taken on."""
    found: dict[str, Any] = {
        "python": platform.python_version(),
        "system": platform.system(),
        "processors": os.cpu_count(),
        "processor": _processor(),
    }
    for package in PACKAGES:
        with suppress(PackageNotFoundError):
            found[package] = version(package)
    return found


def _processor() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


def available(names: list[str]) -> Iterator[str]:
    """Give the forms whose extension is installed."""
    for name in names:
        extension = FORMS[name].extension
        found = subprocess.run(
            [sys.executable, "-c", f"import {extension or 'sphinx'}"],
            capture_output=True,
            check=False,
        )
        if found.returncode:
            report_line(f"{name} is left out: {extension} is not installed")
        else:
            yield name


def report_line(text: str) -> None:
    """Tell how far it has come."""
    sys.stderr.write(f"{text}\n")


def show(size: int, found: dict[str, Any]) -> None:
    """Print the results of a size as a table."""
    print(f"\n{size:,} rows")
    for what, forms in found.items():
        print(f"  {what}")
        for name, entry in forms.items():
            cost = entry.get("rows")
            rows = f"rows {_of(cost)}, memory {_of(entry['memory'])}, " if cost else ""
            print(f"    {FORMS[name].title:32} {rows}whole {_of(entry['whole'])}")


def _of(figures: Figures) -> str:
    return f"{figures['median']:.2f} ({figures['min']:.2f}–{figures['max']:.2f})"


def keep(path: Path | None, results: dict[str, Any]) -> None:
    """Write the results, where a file for them is named."""
    if path is not None:
        write_results(path, results)


def main() -> None:
    """Measure what the options ask for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    add = parser.add_argument
    add("--rows", type=int, nargs="+", default=[1000, 10_000], help="sizes")
    add("--rounds", type=int, default=3)
    add("--forms", nargs="+", choices=FORMS, default=list(FORMS))
    add("--builders", nargs="+", default=["html", "latex", "techspec"])
    add("--write", type=Path, metavar="FILE", help="keep the results, by size")
    options = parser.parse_args()
    forms = list(available(list(dict.fromkeys(["plain", *options.forms]))))
    kept: dict[str, Any] = {"sizes": {}}
    if options.write and options.write.is_file():
        kept |= json.loads(options.write.read_text("utf-8"))
    for size in options.rows:
        with tempfile.TemporaryDirectory() as name:
            rounds = Rounds(Path(name), forms, max(1, size // ROWS))
            for _ in range(options.rounds):
                for builder in options.builders:
                    rounds.clean(builder)
                    rounds.again(builder)
            found = rounds.result()
        show(size, found)
        kept["sizes"].setdefault(str(size), {}).update(found)
        keep(options.write, kept)
    with tempfile.TemporaryDirectory() as name:
        kept["start-up"] = start_up(Path(name), 3 * options.rounds)
        print(f"\nstart-up: {_of(kept['start-up']['whole'])}")
    with tempfile.TemporaryDirectory() as name:
        kept["check"] = check_json(Path(name), 100, 2 * options.rounds)
        print(f"check of 10,000 items: {_of(kept['check']['whole'])}")
    kept["machine"] = machine()
    keep(options.write, kept)


if __name__ == "__main__":
    main()
