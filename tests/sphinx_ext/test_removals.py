"""Take one thing out of a complete spec, and the one finding that names it appears.

The complete spec is the example Conduit, which has no finding. What is taken out is
found by what ``techspec.json`` says of the example: its items, fields and lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Build, Project
from sphinxcontrib_techspec.kinds import BY_NAME, KINDS, Section, Topic
from sphinxcontrib_techspec.text import normalize

CONDUIT = EXAMPLES / "conduit"
HEAD = ("index.md", 3)
"""Where the example's head stands, and what is missing as a whole is reported."""

HEADINGS = {
    "stack": ("stack.md", 1),
    "data-model": ("data-model.md", 1),
    "api": ("api.md", 1),
    "performance": ("quality.md", 3),
}
"""Headings of sections that have words of their own, where their absence is told."""

_FENCE = re.compile(r"(`{3,})\{techspec:(?P<kind>[\w-]+)\}\s*(?P<argument>.*)")

Item = dict[str, Any]


@dataclass
class Block:
    """A directive in a file: its kind, its argument, its first and its last line."""

    kind: str
    argument: str
    first: int
    last: int


class Spec:
    """The example's sources, from which a test takes something out.

    Lines are counted from 1. A file's lines keep their numbers until the sources are
    written: what is taken out of them is noted, and left out then.
    """

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.files = {
            path.relative_to(CONDUIT).as_posix(): path.read_text("utf-8").splitlines()
            for path in sorted(CONDUIT.rglob("*.md"))
        }
        self.gone: set[tuple[str, int]] = set()
        self.removed: list[str] = []

    def blocks(self, file: str) -> Iterator[Block]:
        """Yield the directives of a file, but not those in others."""
        lines = self.files[file]
        last = 0
        for number, line in enumerate(lines, 1):
            if number > last and (fence := _FENCE.fullmatch(line)):
                last = lines.index(fence[1], number) + 1
                yield Block(fence["kind"], fence["argument"], number, last)

    def block(self, item: Item) -> Block:
        """Return the directive that an item is, or stands in."""
        return next(
            block
            for block in self.blocks(item["file"])
            if block.first <= item["line"] <= block.last
        )

    def is_one(self, item: Item) -> bool:
        """Return whether an item has a directive for itself."""
        return bool(self.block(item).argument)

    def of_kind(self, kind: str) -> list[Item]:
        """Return the items of a kind."""
        return [item for item in self.items if item["kind"] == kind]

    def item(self, kind: str, name: str) -> Item:
        """Return the item of that kind and name."""
        return next(item for item in self.of_kind(kind) if item["name"] == name)

    def waiver(self) -> tuple[Item, int, Item]:
        """Return an item that is let off a rule, the waiver, and its line."""
        item = next(item for item in self.items if item.get("waivers"))
        waiver = item["waivers"][0]
        return item, waiver["line"], waiver

    def drop_inside(self, item: Item, first: str, last: str) -> None:
        """Take out the lines of an item from one that begins so to one that does so."""
        block = self.block(item)
        lines = self.files[item["file"]]
        inside = range(block.first + 1, block.last)
        start = next(n for n in inside if lines[n - 1].startswith(first))
        end = next(n for n in inside if n > start and lines[n - 1].startswith(last))
        self.drop_lines(item["file"], start, end)

    def drop_lines(self, file: str, first: int, last: int) -> None:
        """Take out lines, the last one too."""
        self.gone |= {(file, number) for number in range(first, last + 1)}

    def drop_item(self, item: Item) -> None:
        """Take out an item; its directive too, where nothing is left in it."""
        self.removed.append(item["name"])
        block = self.block(item)
        if not self.is_one(item):
            self.drop_lines(item["file"], item["line"], item["line"])
            if any(
                block.first <= other["line"] <= block.last
                and (other["file"], other["line"]) not in self.gone
                for other in self.items
                if other["file"] == item["file"]
            ):
                return
        self.drop_lines(item["file"], block.first, block.last)

    def replace(self, file: str, line: int, old: str, new: str) -> None:
        """Replace text that stands once on a line."""
        text = self.files[file][line - 1]
        assert text.count(old) == 1, (file, line, old)
        self.files[file][line - 1] = text.replace(old, new)

    def drop_field(self, item: Item, name: str) -> None:
        """Take out what an item says in a field: an option, or part of a line."""
        line = item.get("lines", {}).get(name, item["line"])
        text = text_of(item, name)
        if self.files[item["file"]][line - 1].startswith(f":{name}:"):
            self.drop_lines(item["file"], line, line)
        else:
            self.replace(item["file"], line, f" {text}", "")

    def sources(self) -> dict[str, str]:
        """Return the files with what was taken out left out."""
        return {
            file: "\n".join(
                line for number, line in enumerate(lines, 1)
                if (file, number) not in self.gone
            ) + "\n"
            for file, lines in self.files.items()
        }  # fmt: skip

    def line(self, file: str, line: int) -> int:
        """Return the number that a line has in `sources`."""
        return line - sum((file, number) in self.gone for number in range(1, line))


def text_of(item: Item, name: str) -> str:
    """Return a field as it is written in one place of the sources, or nothing."""
    value = item["fields"].get(name, "")
    if isinstance(value, dict):
        value = value["text"]
    if isinstance(value, list):
        value = value[0] if len(value) == 1 and isinstance(value[0], str) else ""
    return value or ""


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return the example as it is."""
    return _build(tmp_path_factory.mktemp("complete"), Spec([]))


@pytest.fixture
def spec(complete: Build) -> Spec:
    """Return the example's sources, to take something out of."""
    return Spec(complete.items)


@pytest.fixture
def findings(tmp_path: Path) -> Callable[[Spec], list[Item]]:
    """Return a function that returns what is found in a spec."""

    def find(spec: Spec) -> list[Item]:
        found = _build(tmp_path, spec).findings
        return [finding for finding in found if finding["state"] == "fail"]

    return find


Findings = Callable[[Spec], list[Item]]


def _build(folder: Path, spec: Spec) -> Build:
    project = Project(folder, {"project": "Conduit"})
    project.write(spec.sources())
    return project.build("techspec")


def only(found: list[Item], spec: Spec) -> Item:
    """Return the one finding that is not about what else is gone with an item.

    References to it lead nowhere, and a record may have lost its last user.
    """
    gone = {normalize(name) for name in spec.removed}
    rest = [
        finding
        for finding in found
        if finding["code"] != "TS004"
        or normalize(_quoted(finding["message"]).partition(".")[0]) not in gone
    ]
    rest = [finding for finding in rest if finding["code"] != "TS207"] or rest
    assert len(rest) == 1, rest
    return rest[0]


def _quoted(message: str) -> str:
    return message.partition("“")[2].partition("”")[0]


def test_the_example_is_complete(complete: Build):
    assert complete.warnings == []
    assert [f for f in complete.findings if f["state"] == "fail"] == []


# Sections and topics

SECTIONS = list(dict.fromkeys(kind.section for kind in KINDS))


def belongs_to(item: Item) -> Section:
    """Return the section that an item is in: its topic's, or its kind's."""
    kind = BY_NAME[item["kind"]]
    said = item["fields"].get(kind.topic_field, "") if kind.topic_field else ""
    for topic in kind.topics:
        if normalize(said) in topic.words:
            return topic.section
    return kind.section


@pytest.mark.parametrize(
    "section",
    [
        pytest.param(section, id=section.key)
        for section in SECTIONS
        if section.is_asked_for
    ],
)
def test_a_section(section: Section, spec: Spec, findings: Findings):
    for item in spec.items:
        if belongs_to(item) is section:
            spec.drop_item(item)
    assert spec.removed
    found = only(findings(spec), spec)
    assert found["code"] == "TS101"
    assert found["section"] == section.key
    assert (found["item"], found["subject"]) == ("", section.key)
    assert f"“{section.title}”" in found["problem"]
    for kind in KINDS:
        is_named = f"techspec:{kind.kind}" in found["advice"].replace(",", "").split()
        assert is_named == (kind.section is section)
    assert (found["file"], found["line"]) == HEADINGS.get(section.key, HEAD)
    if_applicable = section in {Section.API, Section.CLI}
    assert found["severity"] == ("info" if if_applicable else "warning")


TOPICS = [(kind.kind, topic) for kind in KINDS for topic in kind.topics]


def mentions(topic: Topic, name: str) -> bool:
    """Return whether a name is a topic's, or begins or ends with it: *Load testing*."""
    pattern = "|".join(map(re.escape, topic.words))
    return bool(re.match(rf"({pattern})(-|$)|.*-({pattern})$", normalize(name)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "topic"), TOPICS, ids=[f"{kind}-{topic.name}" for kind, topic in TOPICS]
)
def test_a_topic(kind: str, topic: Topic, spec: Spec, findings: Findings):
    field = BY_NAME[kind].topic_field
    for item in spec.of_kind(kind):
        if mentions(topic, item["fields"][field] if field else item["name"]):
            spec.drop_item(item)
    assert spec.removed
    found = only(findings(spec), spec)
    assert found["code"] == "TS104"
    assert found["section"] == topic.section.key
    what = topic.name if field else f"{kind} {topic.name}"
    assert found["subject"] == f"{topic.section.key}/{topic.name}"
    assert f"“{what}”" in found["problem"]
    assert (found["file"], found["line"]) == HEAD
    assert found["severity"] == ("info" if topic.if_applicable else "warning")


# Fields

STRATEGY = "Fail fast on the request, degrade gracefully on the cache"
"""A decision for which the template asks for no record."""

FIELDS = [
    # A cell of a table, a part of a bullet, an option.
    ("stack", "Python", "version", "TS301"),
    ("stack", "Ruff", "version", "TS301"),
    ("stack", "PostgreSQL", "version", "TS301"),
    ("stack", "Uvicorn", "role", "TS001"),
    ("stack", "PostgreSQL", "adr", "TS201"),
    ("decision", "Modular monolith", "adr", "TS201"),
    ("decision", STRATEGY, "adr", "TS201"),
    ("component", "Persistence", "purpose", "TS001"),
    ("relation", "User → Comment", "cardinality", "TS001"),
    ("endpoint", "GET /tags", "purpose", "TS001"),
    ("endpoint", "GET /tags", "auth", "TS001"),
    ("endpoint", "POST /articles", "auth", "TS001"),
    ("command", "conduit migrate", "purpose", "TS001"),
    ("error", "503", "meaning", "TS001"),
    ("error", "401", "action", "TS001"),
    ("logging", "Format", "value", "TS001"),
    ("perf", "Read latency", "target", "TS303"),
    ("perf", "Feed latency", "target", "TS303"),
    ("perf", "Read latency", "measurement", "TS305"),
    ("coverage", "Minimum", "target", "TS303"),
    ("test", "Unit", "focus", "TS001"),
]


@pytest.mark.slow
@pytest.mark.parametrize("case", FIELDS, ids=lambda case: "-".join(case[:3]))
def test_a_field(case: tuple[str, str, str, str], spec: Spec, findings: Findings):
    kind, name, field, code = case
    item = spec.item(kind, name)
    spec.drop_field(item, field)
    found = only(findings(spec), spec)
    assert found["code"] == code
    assert found["subject"] == field
    check(found, spec, item, name, "info" if name == STRATEGY else "warning")


def check(
    found: Item, spec: Spec, item: Item, word: str, severity: str = "warning"
) -> None:
    """Check that a finding names an item and *word*, and where the item stands."""
    assert (found["kind"], found["item"]) == (item["kind"], item["name"])
    assert word in f"{found['item']} {found['message']}"
    assert found["file"] == item["file"]
    assert found["line"] == spec.line(item["file"], item["line"])
    assert found["severity"] == severity


TARGETS = [
    ("perf", "Read latency", "200", " ms"),
    ("perf", "Feed latency", "150", " ms"),
    ("coverage", "Minimum", "90", " %"),
]


@pytest.mark.slow
@pytest.mark.parametrize("code", ["TS303", "TS304"], ids=["number", "unit"])
@pytest.mark.parametrize("case", TARGETS, ids=lambda case: case[1])
def test_the_number_or_the_unit_of_a_target(
    case: tuple[str, str, str, str], code: str, spec: Spec, findings: Findings
):
    kind, name, number, unit = case
    item = spec.item(kind, name)
    line = item.get("lines", {}).get("target", item["line"])
    target = text_of(item, "target")
    less = target.replace(number if code == "TS303" else unit, "")
    spec.replace(item["file"], line, target, less)
    found = only(findings(spec), spec)
    assert found["code"] == code
    # The finding stands where the target does, and quotes it.
    check(found, spec, {**item, "line": line}, f"“{' '.join(less.split())}”")


def test_the_link_of_a_related_document(spec: Spec, findings: Findings):
    item = spec.item("related", "RealWorld documentation")
    link = f"[{item['name']}]({item['fields']['link']}),"
    spec.replace(item["file"], item["line"], link, f"{item['name']}:")
    found = only(findings(spec), spec)
    assert (found["code"], found["subject"]) == ("TS001", "link")
    check(found, spec, item, item["name"])


# Blocks: examples, tables of fields, the TL;DR


@pytest.mark.parametrize("name", ["LoginUserRequest", "GenericError"])
def test_the_example_of_a_payload(name: str, spec: Spec, findings: Findings):
    item = spec.item("payload", name)
    spec.drop_inside(item, "```json", "```")
    found = only(findings(spec), spec)
    assert found["code"] == "TS308"
    check(found, spec, item, name)


def test_the_example_of_a_command(spec: Spec, findings: Findings):
    item = spec.item("command", "conduit serve")
    spec.replace(item["file"], item["line"], f"`{text_of(item, 'example')}`", "")
    found = only(findings(spec), spec)
    assert found["code"] == "TS308"
    check(found, spec, item, item["name"])


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("UpdateUser", "| Field |", "| image |"), ("NewComment", "~~~python", "~~~")],
    ids=["table", "class"],
)
def test_the_fields_of_an_entity(
    name: str, first: str, last: str, spec: Spec, findings: Findings
):
    item = spec.item("entity", name)
    spec.drop_inside(item, first, last)
    found = only(findings(spec), spec)
    assert found["code"] == "TS308"
    check(found, spec, item, name)


@pytest.mark.parametrize("name", ["status", "version", "updated", "tldr"])
def test_a_part_of_the_header(name: str, spec: Spec, findings: Findings):
    file, line = HEAD
    block = next(block for block in spec.blocks(file) if block.first == line)
    if name == "tldr":
        spec.drop_lines(file, block.first + 4, block.last - 1)
    else:
        option = next(
            number
            for number in range(block.first, block.last)
            if spec.files[file][number - 1].startswith(f":{name}:")
        )
        spec.drop_lines(file, option, option)
    found = only(findings(spec), spec)
    assert found["code"] == "TS102"
    assert found["subject"] == name
    assert (found["kind"], found["item"]) == ("spec", "Conduit")
    assert (found["file"], found["line"]) == HEAD
    # Without a status the spec counts as a draft, whose findings are information.
    assert found["severity"] == ("info" if name == "status" else "warning")


# Waivers


def test_the_reason_of_a_waiver(spec: Spec, findings: Findings):
    item, line, waiver = spec.waiver()
    spec.replace(item["file"], line, f" {waiver['reason']}", "")
    unwaived, found = sorted(findings(spec), key=lambda found: found["line"])
    assert found["code"] == "TS007"
    check(found, spec, {**item, "line": line}, waiver["code"])
    # Without a reason nothing is waived.
    assert unwaived["code"] == waiver["code"]
    check(unwaived, spec, item, item["name"])


def test_a_waiver(spec: Spec, findings: Findings):
    item, line, waiver = spec.waiver()
    spec.drop_lines(item["file"], line, line)
    found = only(findings(spec), spec)
    assert found["code"] == waiver["code"]
    check(found, spec, item, item["name"])


def test_what_a_waiver_is_for(spec: Spec, findings: Findings):
    item, line, waiver = spec.waiver()
    spec.replace(item["file"], line, f":waive: {waiver['code']} {waiver['reason']}",
                 ":version: 1.0")  # fmt: skip
    assert findings(spec) == []
