"""A damaged directive whose items are lost is reported.

In a spec that builds without such findings, one character or one line of markup is
changed. Where an item is no longer read although its name is still there, a finding
above information is inside its directive.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sphinx.application import Sphinx

from conftest import EXAMPLES
from sphinxcontrib_techspec.config import Config
from sphinxcontrib_techspec.findings.evaluate import evaluate
from sphinxcontrib_techspec.findings.report import Finding
from sphinxcontrib_techspec.model.document import Document
from sphinxcontrib_techspec.model.item import Item
from sphinxcontrib_techspec.model.project import Project as Specs
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain
from sphinxcontrib_techspec.sphinx_ext.reading.fences import read_fences

ROOT = Path(__file__).parents[2]
DAMAGES = int(os.environ.get("TECHSPEC_DAMAGES", "2000"))
SHARES = 8
SEED = int(os.environ.get("TECHSPEC_SEED", "0"))
CONF = {
    "extensions": ["myst_parser", "sphinxcontrib_techspec"],
    "myst_enable_extensions": ["colon_fence"],
}

OTHER = "x:`|-*_{}()#~ .<\\"
"""What a character is changed to."""

OPENING = {
    "md": re.compile(r"\s*(?:`{3,}|:{3,})\{techspec:"),
    "rst": re.compile(r"\s*\.\. techspec:"),
}
OPTION = re.compile(r"\s*:[\w-]+:")
BULLET = re.compile(r"\s*[-*+] ")
HEADER = re.compile(r"\s*\|?[\s:|-]*-{3,}[\s:|-]*$")
"""The line below the header of a table."""


@dataclass(frozen=True)
class Source:
    """A document, and its directives as ranges of its lines, from 0."""

    name: str
    lines: tuple[str, ...]
    language: str

    @property
    def directives(self) -> list[range]:
        found: list[range] = []
        if self.language == "md":
            return [
                range(fence.line - 1, fence.content.stop + 1)
                for fence in read_fences(self.lines, colons=True)
                if fence.directive.startswith("techspec:")
            ]
        for number, line in enumerate(self.lines):
            if OPENING["rst"].match(line):
                indent = len(line) - len(line.lstrip())
                stop = number + 1
                while stop < len(self.lines) and (
                    not self.lines[stop].strip()
                    or len(self.lines[stop]) - len(self.lines[stop].lstrip()) > indent
                ):
                    stop += 1
                found.append(range(number, stop))
        return found

    def markup(self) -> list[int]:
        """Return the lines that are markup: fences, options, heads, delimiters."""
        found: set[int] = set()
        for lines in self.directives:
            found |= (
                {lines.start, lines.stop - 1}
                if self.language == "md"
                else {lines.start}
            )
            for number in lines:
                text = self.lines[number] if number < len(self.lines) else ""
                if OPTION.match(text) or text.strip().startswith(("```", "~~~", ".. ")):
                    found.add(number)
                elif HEADER.match(text):
                    found |= {number, number - 1}
        return sorted(number for number in found if number < len(self.lines))

    def marks(self) -> list[tuple[int, int]]:
        """Return the characters of markup in lines that hold an item: bars, bullets."""
        return [
            (number, column)
            for lines in self.directives
            for number in lines
            if number < len(self.lines)
            for column, char in enumerate(self.lines[number])
            if char in "|-*:`"
        ]


def sources() -> list[Source]:
    paths = [
        *sorted(EXAMPLES.rglob("*.md")),
        *sorted((ROOT / "docs" / "examples" / "kinds").rglob("*.md")),
        *sorted((ROOT / "docs" / "examples" / "kinds").rglob("*.rst")),
        *sorted((ROOT / "tests" / "shapes" / "cases").rglob("*.md")),
    ]
    found: list[Source] = []
    for path in paths:
        text = path.read_text("utf-8")
        if "techspec:" in text and "toctree" not in text:
            name = "-".join(path.relative_to(ROOT).parts[1:]).replace(".", "-")
            found.append(Source(name, tuple(text.split("\n")), path.suffix[1:]))
    return found


def damage(source: Source, chance: random.Random) -> Source | None:
    """Return a source with a character or a line of markup changed."""
    lines = list(source.lines)
    markup = source.markup()
    if not markup:
        return None
    way = chance.random()
    number = chance.choice(markup)
    if way < 0.25:
        if source.language == "rst" and OPENING["rst"].match(lines[number]):
            return None  # All of the directive; nothing says that it was one.
        del lines[number]
        if "techspec:" not in "\n".join(lines):
            return None  # The document has nothing of this extension any more.
    else:
        column = chance.randrange(len(lines[number]) or 1)
        if way < 0.6 and (marks := source.marks()):
            number, column = chance.choice(marks)
        line = lines[number]
        if not line:
            return None
        new = "" if chance.random() < 0.5 else chance.choice(OTHER)
        is_marker = BULLET.match(line) and not line[:column].strip()
        if is_marker and "**" not in line and new in {"", " ", "x", "#"}:
            return None  # It continues the bullet before it, or is a heading.
        lines[number] = line[:column] + new + line[column + 1 :]
    return replace(source, lines=tuple(lines))


def judged(app: Sphinx, document: Document) -> list[Finding]:
    """Return the findings above information in one document."""
    domain = get_domain(app.env)
    evidence = domain.project.evidence
    project = Specs("Test", [document], {}, {document.docname}, {}, evidence)
    report = evaluate(project, Config())
    # A block of code in a language that is not read is information (TS011).
    return [
        f
        for f in report.findings
        if f.state == "fail" and (f.severity != "info" or f.code == "TS011")
    ]


def key(finding: Finding) -> tuple[str, ...]:
    return finding.code, finding.kind, finding.item, finding.subject


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[\w./-]+", text))


def count_words(lines: Iterable[str]) -> Counter[str]:
    return Counter(word for line in lines for word in re.findall(r"[\w./-]+", line))


def lost_items(
    base: Document, new: Document, before: Source, after: Source
) -> Iterator[Item]:
    """Yield the items that are no longer read though their names are there."""
    left = list(new.items)
    missing: list[Item] = []
    for item in base.items:
        same = next(
            (i for i in left if (i.kind, i.name) == (item.kind, item.name)), None
        )
        if same is None:
            missing.append(item)
        else:
            left.remove(same)
    words, known = count_words(after.lines), count_words(before.lines)
    for item in missing:
        own = words_of(item.name)
        if not own or any(words[word] < known[word] for word in own):
            continue  # The name itself is damaged.
        moved = next((i for i in left if i.kind is item.kind and holds(i, own)), None)
        if moved is None:
            yield item
        else:
            left.remove(moved)


def holds(item: Item, words: set[str]) -> bool:
    """Return whether an item is about *words*, be it in another field.

    With a damaged mark beside it, a name has more words or fewer.
    """
    name = words_of(item.name)
    if 2 * len(words & name) > min(len(words), len(name)):
        return True
    shown = [*item.markup.values(), *(value for _, value in item.given_fields())]
    return words <= words_of(" ".join(map(str, shown)))


def is_inside(finding: Finding, lines: range) -> bool:
    return lines.start <= finding.line <= lines.stop + 1


def places(item: Item, source: Source, line: int) -> list[range]:
    """Return where a finding may be.

    It is in the item's directive, in the damaged one, or in the next, which a fence
    that is left alone hides.
    """
    directives = sorted(source.directives, key=lambda lines: lines.start)
    own = [lines for lines in directives if item.line - 1 in lines or line in lines]
    after = [lines for lines in directives if lines.start > line]
    return [*own, *after[:1]]


def first_change(before: Source, after: Source) -> tuple[int, str, str]:
    """Return the first line that differs, from 0, and its text before and after."""
    for number, line in enumerate(before.lines):
        new = after.lines[number] if number < len(after.lines) else ""
        if line != new:
            return number, line, new
    raise AssertionError


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_a_lost_item_is_reported(project, share):
    chance = random.Random(SEED * SHARES + share)
    all_sources = sources()
    made: dict[str, Source] = {source.name: source for source in all_sources}
    damaged: dict[str, tuple[Source, Source]] = {}
    while len(damaged) < DAMAGES // SHARES:
        source = chance.choice(all_sources)
        if (new := damage(source, chance)) and new.lines != source.lines:
            damaged[f"d{len(damaged)}"] = source, new
    files = {
        f"{name}.{source.language}": "\n".join(source.lines)
        for name, source in {**made, **{n: d for n, (_, d) in damaged.items()}}.items()
    }
    files["index.rst"] = "Index\n=====\n"
    site = project(files, **CONF)
    built = site.build("dummy")
    documents = get_domain(built.app.env).documents
    base = {name: judged(built.app, documents[name]) for name in made}
    misses: list[str] = []
    count = 0
    for name, (source, new) in damaged.items():
        lost = list(lost_items(documents[source.name], documents[name], source, new))
        if not lost:
            continue
        count += 1
        before = {key(finding) for finding in base[source.name]}
        found = [f for f in judged(built.app, documents[name]) if key(f) not in before]
        line, old, text = first_change(source, new)
        for item in lost:
            allowed = places(item, source, line)
            if not any(is_inside(f, lines) for f in found for lines in allowed):
                misses.append(
                    f"{source.name}:{line + 1} {old!r} -> {text!r}: "
                    f"{item.kind_name} {item.name}"
                )
                break
    assert count > DAMAGES // SHARES // 20
    assert not misses, "\n".join(misses)
