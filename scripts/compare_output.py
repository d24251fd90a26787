"""Compare the outputs of two checkouts, to see that a refactoring changed none.

    python scripts/compare_output.py --before DIR --after DIR [--words FILE]

Builds the examples with each checkout as HTML, LaTeX and text. Markup, links, anchors
and classes must be the same, but for break marks and digests; so must texts, but for
what the word map `scripts/words.toml` explains. It also has intended changes of
structure, which are made in the output before. Prints every other difference, and exits
with 1 where there is one, with 2 where a build fails.

``--save DIR`` keeps the builds of the checkout before, ``--use DIR`` takes them from
there instead of building them; ``--save-after`` and ``--use-after`` do so for the one
after. Without ``--after`` and ``--use-after`` nothing is compared.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial
from itertools import zip_longest
from pathlib import Path

from changes import ChangeError, Reader
from output_blocks import (
    ATTRIBUTE,
    Block,
    html_blocks,
    inventory,
    latex_blocks,
    text_blocks,
)
from word_map import WordMap, WordMapError, read_word_map

EXAMPLES = ("conduit", "gallery")
FORMATS = ("html", "latex", "text")

PACKAGE = "sphinxcontrib_techspec"

DATE = "1767225600"
"""The time of all builds, as `SOURCE_DATE_EPOCH`."""

_LARGEST = 10_000
"""How many pairs of blocks are tried where blocks were added or removed."""

_SHOWN = 160
"""How many characters of a difference are shown."""


class BuildError(Exception):
    """A build that failed."""


@dataclass(frozen=True)
class Difference:
    """A difference that nothing explains."""

    file: str
    where: str
    kind: str
    before: str
    after: str

    def __str__(self) -> str:
        """Return it in three lines."""
        return f"{self.file}, {self.where}: {self.kind}\n{self.excerpts}"

    @property
    def excerpts(self) -> str:
        """What was there and what is, in two lines."""
        start = _first_difference(self.before, self.after)
        old, new = (_snippet(text, start) for text in (self.before, self.after))
        return f"  - {old}\n  + {new}"


def _first_difference(before: str, after: str) -> int:
    pairs = enumerate(zip(before, after, strict=False))
    same = min(len(before), len(after))
    return next((at for at, (old, new) in pairs if old != new), same)


def _snippet(text: str, start: int) -> str:
    first = max(0, start - _SHOWN // 3)
    last = first + _SHOWN
    dots = ("…" if first else "", "…" if last < len(text) else "")
    return f"{dots[0]}{text[first:last]}{dots[1]}" if text else "(nothing)"


@dataclass
class Result:
    """What was compared, and what differs."""

    counts: Counter[str] = field(default_factory=Counter[str])
    differences: list[Difference] = field(default_factory=list[Difference])


# Comparing blocks


def explain(before: Block, after: Block, words: WordMap) -> frozenset[int] | None:
    """Return the phrases that make the texts of one block to those of the other.

    Where the texts between the same markup do not explain each other, the whole text
    may, as words can move around markup; text in inline markup has to stay there.
    """
    used: set[int] = set()
    moved = False
    texts = zip(before.texts, after.texts, before.depths, strict=True)
    for old, new, depth in texts:
        found = words.explain(old, new)
        if found is not None:
            used |= found
        elif depth:
            return None
        else:
            moved = True
    if moved:
        found = words.explain(before.text, after.text)
        if not found:
            return None
        used |= found
    return frozenset(used)


def align(
    before: Sequence[Block], after: Sequence[Block], words: WordMap
) -> Iterator[tuple[Block | None, Block | None]]:
    """Yield the pairs of blocks to compare; None where one has no counterpart."""
    if [block.markup for block in before] == [block.markup for block in after]:
        yield from zip(before, after, strict=True)
        return
    old, new = ([(b.markup, b.texts) for b in blocks] for blocks in (before, after))
    matcher = SequenceMatcher(None, old, new)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(before[i1:i2], after[j1:j2], strict=True)
        else:
            yield from _align_changed(before[i1:i2], after[j1:j2], words)


def _align_changed(
    before: Sequence[Block], after: Sequence[Block], words: WordMap
) -> Iterator[tuple[Block | None, Block | None]]:
    """Yield pairs so that as little as possible is unexplained."""
    rows, columns = len(before), len(after)
    if rows * columns > _LARGEST:
        yield from zip_longest(before, after)
        return
    # The cost of comparing what comes after row i and column j.
    costs = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    pairs = [[_cost(old, new, words) for new in after] for old in before]
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            ways: list[float] = []
            if i < rows:
                ways.append(costs[i + 1][j] + 1)
            if j < columns:
                ways.append(costs[i][j + 1] + 1)
            if i < rows and j < columns:
                ways.append(costs[i + 1][j + 1] + pairs[i][j])
            costs[i][j] = min(ways, default=0.0)
    i = j = 0
    while i < rows or j < columns:
        if (
            i < rows
            and j < columns
            and costs[i][j] == costs[i + 1][j + 1] + pairs[i][j]
        ):
            yield before[i], after[j]
            i, j = i + 1, j + 1
        elif i < rows and costs[i][j] == costs[i + 1][j] + 1:
            yield before[i], None
            i += 1
        else:
            yield None, after[j]
            j += 1


def _cost(before: Block, after: Block, words: WordMap) -> float:
    """Return the cost of a pair; leaving both blocks alone costs 2."""
    if before.markup == after.markup:
        return 0 if explain(before, after, words) is not None else 0.75
    return 1.5 if before.text and before.text == after.text else 1.75


def compare_blocks(
    file: str,
    before: Sequence[Block],
    after: Sequence[Block],
    words: WordMap,
    result: Result,
) -> None:
    """Compare the blocks of a file, and add what differs to *result*."""
    result.counts["files"] += 1
    result.counts["blocks"] += max(len(before), len(after))
    moved_layouts: list[tuple[int, Difference]] = []
    reworded: set[int] = set()
    for old, new in align(before, after, words):
        if old is None or new is None:
            result.differences.append(_alone(file, old, new))
            continue
        if old.markup != new.markup:
            where = _where(old, new)
            one, other = _markups(old, new)
            result.differences.append(Difference(file, where, "markup", one, other))
            continue
        used = explain(old, new, words)
        if used is None:
            result.differences.append(_text_difference(file, old, new, words))
            continue
        if used:
            words.used |= used
            result.counts["explained"] += 1
            reworded.add(old.group)
        if old.layout != new.layout:
            layouts = (" ".join(old.layout), " ".join(new.layout))
            found = Difference(file, _where(old, new), "layout", *layouts)
            moved_layouts.append((old.group, found))
    # Other words make columns and boxes of another size.
    reworded.discard(-1)
    for group, difference in moved_layouts:
        if group not in reworded:
            result.differences.append(difference)


def _alone(file: str, old: Block | None, new: Block | None) -> Difference:
    """Return the difference of a block that has no counterpart."""
    if old is not None:
        return Difference(file, f"before {old.place}", "removed", _shown(old), "")
    assert new is not None  # noqa: S101 - one of the two is a block
    return Difference(file, f"after {new.place}", "added", "", _shown(new))


def _where(old: Block, new: Block) -> str:
    return old.place if old.place == new.place else f"{old.place} -> {new.place}"


def _shown(block: Block) -> str:
    """Return a block with its markup."""
    return block.texts[0] + "".join(
        token + text for token, text in zip(block.markup, block.texts[1:], strict=True)
    )


def _markups(old: Block, new: Block) -> tuple[str, str]:
    """Return the blocks from a little before the markup that differs."""
    pairs = enumerate(zip(old.markup, new.markup, strict=False))
    same = min(len(old.markup), len(new.markup))
    first = max(0, next((at for at, (one, two) in pairs if one != two), same) - 1)
    shown: list[str] = []
    for block in (old, new):
        rest = zip(block.markup[first:], block.texts[first + 1 :], strict=True)
        shown.append("".join(token + text for token, text in rest))
    return shown[0], shown[1]


def _text_difference(file: str, old: Block, new: Block, words: WordMap) -> Difference:
    """Return the difference of two blocks with the same markup."""
    place = _where(old, new)
    before, after = (
        [text for text, depth in zip(b.texts, b.depths, strict=True) if depth >= 0]
        for b in (old, new)
    )
    if before != after and old.text != new.text:
        return Difference(file, place, "text", old.text, new.text)
    for old_text, new_text, depth in zip(old.texts, new.texts, old.depths, strict=True):
        if words.explain(old_text, new_text) is None:
            kind = "attribute" if depth == ATTRIBUTE else "text between markup"
            return Difference(file, place, kind, old_text, new_text)
    return Difference(file, place, "text", _shown(old), _shown(new))


def compare_inventories(
    file: str, before: bytes, after: bytes, words: WordMap, result: Result
) -> None:
    """Compare two files `objects.inv`, and add what differs to *result*."""
    old, new = inventory(before), inventory(after)
    result.counts["files"] += 1
    result.counts["objects"] += max(len(old), len(new))
    for key in sorted(old.keys() | new.keys()):
        (anchor, shown), (new_anchor, new_shown) = (
            entries.get(key, ("", "")) for entries in (old, new)
        )
        where = " ".join(key)
        if anchor != new_anchor:
            found = Difference(file, where, "anchor", anchor, new_anchor)
            result.differences.append(found)
            continue
        used = words.explain(shown, new_shown)
        if used is None:
            result.differences.append(Difference(file, where, "name", shown, new_shown))
        elif used:
            words.used |= used
            result.counts["explained"] += 1


# Comparing builds


def outputs(folder: Path, example: str, builder: str) -> dict[str, Path]:
    """Return the files of a build that are compared, by their names."""
    root = folder / example / builder
    if not root.is_dir():
        raise BuildError(f"no build of {example} in {root}")
    endings = {"html": ["html", "inv"], "latex": ["tex"], "text": ["txt"]}[builder]
    return {
        f"{example}/{builder}/{path.relative_to(root).as_posix()}": path
        for ending in endings
        for path in sorted(root.rglob(f"*.{ending}"))
        if path.relative_to(root).parts[0] not in {"_static", "_sources"}
    }


def compare_file(
    name: str, before: Path, after: Path, words: WordMap, result: Result
) -> None:
    """Compare a file of two builds, and add what differs to *result*."""
    if name.endswith(".inv"):
        data = (before.read_bytes(), after.read_bytes())
        compare_inventories(name, *data, words, result)
        return
    if name.endswith(".txt"):
        read_old: Reader = text_blocks
        read_new: Reader = text_blocks
    else:
        read_new = html_blocks if name.endswith(".html") else latex_blocks
        read_old = partial(read_new, rename=words.rename)
    old = read_old(before.read_text("utf-8"))
    new = read_new(after.read_text("utf-8"))
    for number, change in enumerate(words.changes):
        if name in change.files:
            words.used_changes.add((number, name))
            try:
                old = change.apply(old, read_old, read_new)
            except ChangeError as error:
                found = Difference(name, change.why, "change", str(error), "")
                result.differences.append(found)
            else:
                result.counts["changes"] += 1
    compare_blocks(name, old, new, words, result)


def compare(
    before: Path,
    after: Path,
    examples: Iterable[str],
    formats: Sequence[str],
    words: WordMap,
) -> dict[str, Result]:
    """Compare two folders of builds.

    Returns:
        The result of each format.
    """
    results = {name: Result() for name in formats}
    for example in examples:
        for name, result in results.items():
            old, new = (outputs(root, example, name) for root in (before, after))
            for file in sorted(old.keys() | new.keys()):
                if file in old and file in new:
                    compare_file(file, old[file], new[file], words, result)
                    continue
                kind = "removed" if file in old else "added"
                found = Difference(file, "file", kind, *_file_names(file, old))
                result.differences.append(found)
    return results


def _file_names(file: str, old: dict[str, Path]) -> tuple[str, str]:
    return (file, "") if file in old else ("", file)


# Building


def environment(checkout: Path) -> dict[str, str]:
    """Return the environment in which the code of a checkout is run."""
    kept = {key: value for key, value in os.environ.items() if key != "TECHSPEC_THEME"}
    return {
        **kept,
        # Whatever is installed there, the code of the checkout is to be used.
        "PYTHONPATH": str(checkout),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "LC_ALL": "C.UTF-8",
        "SOURCE_DATE_EPOCH": DATE,
    }


def check_code(checkout: Path, python: Path) -> None:
    """Raise BuildError where *python* would not use the code of the checkout."""
    done = subprocess.run(
        [python, "-c", f"import {PACKAGE}; print({PACKAGE}.__file__)"],
        cwd=checkout,
        env=environment(checkout),
        capture_output=True,
        text=True,
        check=False,
    )
    if Path(done.stdout.strip()).parent != checkout / PACKAGE:
        found = done.stdout.strip() or done.stderr[-1000:]
        raise BuildError(f"{python} uses other code than {checkout}: {found}")


def build(
    checkout: Path, python: Path, example: str, builder: str, folder: Path
) -> None:
    """Build an example with the extension of a checkout.

    Args:
        checkout: the folder of the checkout.
        python: a Python with all that the checkout needs.
        example: the name of the example.
        builder: the name of Sphinx's builder.
        folder: where the build goes, in folders for the example and the builder.
    """
    source, target = checkout / "examples" / example, folder / example / builder
    with tempfile.TemporaryDirectory() as doctrees:
        done = subprocess.run(
            [
                *(python, "-m", "sphinx", "-q", "-E", "-a"),
                *("-b", builder, "-d", doctrees, source, target),
            ],
            cwd=checkout,
            env=environment(checkout),
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise BuildError(
            f"{checkout}: {example} cannot be built as {builder}:\n"
            f"{done.stderr[-3000:]}"
        )


def build_all(
    checkout: Path,
    python: Path | None,
    examples: Sequence[str],
    formats: Sequence[str],
    folder: Path,
) -> None:
    """Build all examples in all formats, two at a time."""
    checkout, folder = checkout.resolve(), folder.resolve()
    # Not resolved: the link is what tells a virtual environment.
    found = (python or checkout / ".venv" / "bin" / "python").absolute()
    if not found.exists():
        raise BuildError(f"no Python at {found}")
    check_code(checkout, found)
    with ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(build, checkout, found, example, builder, folder)
            for builder in formats
            for example in examples
        ]
        for job in jobs:
            job.result()


# The command line


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    made = argparse.ArgumentParser(
        description="Compare the outputs of two checkouts, built from the examples."
    )
    for side in ("before", "after"):
        made.add_argument(f"--{side}", type=Path, metavar="DIR", help="checkout")
        made.add_argument(
            f"--{side}-python",
            type=Path,
            metavar="PY",
            help="its Python (default: .venv/bin/python of the checkout)",
        )
    for side, suffix in (("before", ""), ("after", "-after")):
        made.add_argument(
            f"--save{suffix}",
            type=Path,
            metavar="DIR",
            help=f"keep the builds of --{side} in this folder",
        )
        made.add_argument(
            f"--use{suffix}",
            type=Path,
            metavar="DIR",
            help=f"take the builds of --{side} from this folder",
        )
    made.add_argument(
        "--words",
        type=Path,
        default=Path(__file__).with_name("words.toml"),
        metavar="FILE",
        help="word map (default: words.toml beside this script)",
    )
    made.add_argument("--examples", nargs="+", default=EXAMPLES, metavar="NAME")
    made.add_argument("--formats", nargs="+", default=FORMATS, choices=FORMATS)
    made.add_argument(
        "--limit", type=int, default=50, help="differences shown a format (default: 50)"
    )
    return made


def report(results: dict[str, Result], words: WordMap, limit: int) -> int:
    """Print differences, unused entries and a summary; return how many differ."""
    for result in results.values():
        alike: dict[str, list[Difference]] = {}
        for difference in result.differences:
            alike.setdefault(difference.excerpts, []).append(difference)
        for found in list(alike.values())[:limit]:
            print(found[0])
            if len(found) > 1:
                print(f"  … the same in {len(found) - 1} more places")
        left = sum(map(len, list(alike.values())[limit:]))
        if left:
            print(f"… and {left} more")
    unused = list(words.unused())
    for entry in unused:
        print(f"unused in the word map: {entry}")
    for name, result in results.items():
        counts = ", ".join(f"{n:,} {what}" for what, n in result.counts.items())
        print(f"{name}: {counts}, {len(result.differences):,} differences")
    total = sum(len(result.differences) for result in results.values())
    explained, changes = (
        sum(result.counts[what] for result in results.values())
        for what in ("explained", "changes")
    )
    print(
        f"{total:,} unexplained differences, {explained:,} texts explained by the word"
        f" map, {changes:,} intended changes, {len(unused)} unused entries"
    )
    return total


def _builds(
    options: argparse.Namespace,
    side: str,
    save: Path | None,
    use: Path | None,
    stack: ExitStack,
) -> Path:
    """Return the folder with the builds of one side, made where they are not there."""
    if use is not None:
        return use
    folder = save or Path(stack.enter_context(tempfile.TemporaryDirectory()))
    checkout, python = getattr(options, side), getattr(options, f"{side}_python")
    build_all(checkout, python, options.examples, options.formats, folder)
    return folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Build and compare; return the exit code."""
    made = parser()
    options = made.parse_args(arguments)
    if not (options.before or options.use):
        made.error("--before or --use is needed")
    compares = bool(options.after or options.use_after)
    if not (compares or options.save):
        made.error("--after, --use-after or --save is needed")
    with ExitStack() as stack:
        try:
            words = read_word_map(options.words)
            before = _builds(options, "before", options.save, options.use, stack)
            if not compares:
                return 0
            after = _builds(
                options, "after", options.save_after, options.use_after, stack
            )
            results = compare(before, after, options.examples, options.formats, words)
        except (BuildError, WordMapError) as error:
            print(error, file=sys.stderr)
            return 2
    return 1 if report(results, words, options.limit) else 0


if __name__ == "__main__":
    sys.exit(main())
