"""The time of readers grows with the size of their input only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import itemgetter

import pytest

from growth import TooSlowError, grows, seconds, time_limit
from sphinxcontrib_techspec import messages, text
from sphinxcontrib_techspec.adr import names, phrases, relations, status
from sphinxcontrib_techspec.adr.dates import date_in
from sphinxcontrib_techspec.adr.decision_record import DecisionRecord
from sphinxcontrib_techspec.adr.front_matter import read_front_matter
from sphinxcontrib_techspec.adr.index import AdrIndex
from sphinxcontrib_techspec.adr.outline import Heading, LabelledText, Link, Outline
from sphinxcontrib_techspec.adr.read import read_record
from sphinxcontrib_techspec.adr.read.labels import normalize_label
from sphinxcontrib_techspec.adr.read.title import read_title
from sphinxcontrib_techspec.adr.targets import find_targets
from sphinxcontrib_techspec.code import languages
from sphinxcontrib_techspec.code.syntax import check_syntax
from sphinxcontrib_techspec.findings.baseline import BaselineError, read_baseline
from sphinxcontrib_techspec.findings.report import Counts, Finding, Report, SpecReport
from sphinxcontrib_techspec.formats import FORMATS, format_report
from sphinxcontrib_techspec.formats.style import Style, visible
from sphinxcontrib_techspec.kinds import KINDS
from sphinxcontrib_techspec.model import references
from sphinxcontrib_techspec.rules._topics import stems
from sphinxcontrib_techspec.rules.completeness import sentences
from sphinxcontrib_techspec.rules.placeholders import placeholder
from sphinxcontrib_techspec.sphinx_ext.reading import substitutions
from sphinxcontrib_techspec.sphinx_ext.reading.fences import find_hidden, read_fences
from sphinxcontrib_techspec.sphinx_ext.render import line_breaks
from sphinxcontrib_techspec.values.cardinality import Cardinality
from sphinxcontrib_techspec.values.names import type_names
from sphinxcontrib_techspec.values.target import Target
from sphinxcontrib_techspec.values.units import unit_symbol
from sphinxcontrib_techspec.values.version import pinning

pytestmark = pytest.mark.slow

_SEEDS = [
    "a", " ", "\n", "\t", "-", ":", "`", "*", "[", "]", "(", "<", "{", "|", "_", "~", ".",
    "0", "A", "=", ">", '"', "'", "é", "中", "\\", "!", "…", ",", ";", "/", "#", "😀", "%",
    "a ", "a-", " -", "a:", ": ", "a\n", "[a", "](", "[a](b)", "<a", "`a", "{{a", "}}",
    "|a", "A-1 ", "1.", ".1", "1,", "a, ", "and ", ":a", "\n ", "see ", "ADR-1 ", "a/",
    "superseded by ", "superseded by ADR-1, ", "not superseded ", "Accepted\n", "\n\n",
    "http://a ", "a(", "((", "()", "<!--", "<!-- a -->", "a_", "- a\n", "a: b\n", "[[",
    "a: [b]\n", "- [x] a\n", "# a\n", "| a ", "| a | b |\n", "**a** ", "*a", "``a`` ",
    "{a}`b` ", ":a:`b` ", "`a <b>`__ ", "&amp;", "<b>", "< 1 ms ", "1-", "1 to ", "> ",
    "|a| replace:: b\n", ".. |a| replace:: b\n", " a\n", "a: int = 1\n", "A.B ", "a.md ",
    "```{techspec:x}\n", "````\n```\n", "1st May 2020 ", "[TBD] ", "[monolith ", '{"a":',
    "class A:\n    b: int\n", "See a, ", "A. B", "x or ", "~~a~~", "a b", "1 (a) ", "a@1 ",
]  # fmt: skip
"""What texts are made of: each is repeated."""

_TRIED = 1_000
_WORST = 2


def _baseline(text: str) -> None:
    try:
        read_baseline(text)
    except BaselineError:
        return


def _links(text: str) -> tuple[Link, ...]:
    return tuple(Link("5", start, start + 1) for start in range(0, len(text), 16))


def _record(text: str) -> None:
    """Read a record that has a text as its title and in its sections."""
    lines = text.split("\n")
    many = [
        LabelledText(line, number, ("", "Status", line[:80])[number % 3])
        for number, line in enumerate(lines)
    ]
    one = [LabelledText(text, 1, label) for label in ("", "Status", "Date")]
    headings = [Heading("", 1, one), Heading(text, 2, one), Heading("Status", 3, many)]
    read_record(Outline("adr/1", text, 1, [], one, [], headings))


_RECORDS = AdrIndex(
    {name: DecisionRecord(name, name, name) for name in ("adr/0001-a", "adr/0002-b-c")}
)


def _report(text: str) -> Report:
    found = Finding(
        code="TS302", slug="version-inexact", severity="warning", state="fail",
        spec=text, section="stack", kind="stack", item=text, docname="index",
        file="index.md", line=3, anchor="a", subject=text, problem=text, advice=text,
    )  # fmt: skip
    counts = Counts()
    counts.note(found)
    return Report(
        "Shop",
        [
            SpecReport(
                "Shop", status="approved", version="1.0", updated="2026-01-31",
                docname="index", anchor="spec-shop", items=4,
                sections={"stack": counts}, findings=[found],
            )
        ],
    )  # fmt: skip


READERS: dict[str, Callable[[str], object]] = {
    "bullets": lambda text: [
        kind.parse_bullet("a", text) for kind in KINDS if kind.bullet
    ],
    "technologies": lambda text: [kind.split_text(text) for kind in KINDS],
    "names": lambda text: [kind.split_name(text) for kind in KINDS],
    "classes": partial(languages.read_code, language=languages.LANGUAGES[0]),
    "json": lambda text: check_syntax(text, "json"),
    "yaml": lambda text: check_syntax(text, "yaml"),
    "baseline": _baseline,
    "record": _record,
    "front matter": lambda text: read_front_matter(f"---\n{text}\n---\n"),
    "front matter of one line": lambda text: read_front_matter(
        f"---\na: {text}\n---\n"
    ),
    "front matter without an end": lambda text: read_front_matter(f"---\n{text}"),
    "title": read_title,
    "status": lambda text: status.read_status(text, _links(text)),
    "status, deprecated": lambda text: status.read_status(
        f"Deprecated in favour of {text}", _links(text)
    ),
    "exact status": status.exact_status,
    "relations": lambda text: relations.relations_in(text, _links(text)),
    "targets": find_targets,
    "empty value": phrases.is_empty_value,
    "relation label": phrases.parse_relation_label,
    "date": date_in,
    "label": normalize_label,
    "record name": lambda text: (
        names.reference_number(text),
        names.leading_number(text),
        names.leading_date(text),
        names.normalize_stem(text),
        names.is_template(text),
        names.is_record_name(text),
    ),
    "reference to a record": lambda text: _RECORDS.resolve(text, "index"),
    "references": references.split_references,
    "decisions": references.read_decisions,
    "link to a record": lambda text: references.looks_like_record(text, text),
    "version": pinning,
    "target": Target.model_validate,
    "cardinality": Cardinality.parse_text,
    "types": type_names,
    "unit": unit_symbol,
    "placeholders": placeholder,
    "sentences": sentences,
    "stems": stems,
    "fences": lambda text: list(
        find_hidden(text.split("\n"), list(read_fences(text.split("\n"), colons=True)))
    ),
    "definitions": lambda text: substitutions.read_definitions(text.split("\n")),
    "pieces": line_breaks.pieces,
    "text in HTML": line_breaks.text_html,
    "code in HTML": line_breaks.code_html,
    "runs": lambda value: text.collapse_runs([("", value), ("code", value)]),
    "without controls": text.without_controls,
    "slug": text.slug,
    "words": text.count_words,
    "normalized": lambda value: (text.normalize(value), text.composed(value)),
    "similar words": lambda value: text.close_matches(value, ["status", "state"]),
    "similar to many": lambda value: text.close_matches("status", value.split()),
    "template": messages.template,
    "visible": visible,
    **{
        f"report as {name}": lambda text, name=name: format_report(
            name, _report(text), Style()
        )
        for name in FORMATS
    },
}


def _faults(run: Callable[[str], object], limit: float = 60) -> dict[str, str]:
    """Return what is wrong with the growth of a function, by what shows it."""
    times: list[tuple[float, str]] = []
    seed = ""
    try:
        with time_limit(limit):
            for seed in _SEEDS:
                times.append((seconds(run, _text(seed, _TRIED)), seed))
    except TooSlowError:
        return {seed: "no end"}
    times.sort(key=itemgetter(0), reverse=True)
    for _, seed in times[:_WORST]:
        fault = grows(run, lambda size, seed=seed: _text(seed, size), limit=limit)
        if fault:
            return {seed: fault}
    return {}


def _text(seed: str, size: int) -> str:
    # The last character matches nothing, so that all that was read is tried again.
    return (seed * (size // len(seed) + 1))[:size] + "\x01"


@pytest.mark.parametrize("name", READERS)
def test_a_reader_grows_with_its_input(name):
    assert not _faults(READERS[name])


def test_a_reader_that_grows_faster_is_found():
    def of_each_line(text: str) -> list[str]:
        return [text[:end] for end, char in enumerate(text) if char == "\n"]

    assert _faults(of_each_line, limit=3)
