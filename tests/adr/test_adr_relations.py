"""A relation is read alike wherever it is stated, and whatever the linked title."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from written_records import relation_names

from conftest import Project
from sphinxcontrib_techspec.adr import (
    DecisionRecord,
    read_front_matter,
    read_record,
    record_outlines,
)
from sphinxcontrib_techspec.adr.outline import Outline
from sphinxcontrib_techspec.adr.vocabulary import VOCABULARY
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain
from sphinxcontrib_techspec.sphinx_ext.reading.record_files import read_record_file

MakeProject = Callable[..., Project]

PHRASES = {
    "Superseded by": "superseded by",
    "superceded by": "superseded by",
    "Replaced by": "superseded by",
    "Obsoleted by": "superseded by",
    "Overridden by": "superseded by",
    "Deprecated by": "superseded by",
    "Invalidated by": "superseded by",
    "This decision has been superseded by": "superseded by",
    "This ADR was replaced by": "superseded by",
    "It is now superseded by": "superseded by",
    "Supersedes": "supersedes",
    "Replaces": "supersedes",
    "Overrides": "supersedes",
    "This record supersedes": "supersedes",
    "Amended by": "amended by",
    "Amends": "amends",
    "Partly superseded by": "partly superseded by",
    "Partially supersedes": "partly supersedes",
}
TITLES = [
    "Use NATS", "See x", "With y", "ADR-2", "2", "2. Use NATS", "Kafka: take two",
    "Accepted", "Rejected options", "Superseded queue", "Not: superseded by ADR-9",
    "none", "No SQL", "TBD list", "`code: x`", "a (b) c", "x, y and z", "for the runtime",
    "Why not?", "\\[draft\\] Use NATS", "A | B", "in part", "which supersedes 9",
]  # fmt: skip
TARGET = "0002-other.md"
PLACES = {
    "head": "# One\n\n{text}\n",
    "status": "# One\n\n## Status\n\n{text}\n",
    "bullet": "# One\n\n## Status\n\n- {text}\n",
    "after a status": "# One\n\n## Status\n\nAccepted. {text}.\n",
    "links": "# One\n\n## Links\n\n- {text}\n",
    "more information": "# One\n\n## More Information\n\n{text}.\n",
    "prose": "# One\n\n## More Information\n\nDiscussed twice. {text}.\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_a_relation_does_not_depend_on_the_title(project: MakeProject, place: str):
    """All phrases and titles are documents of one project, to be built at once."""
    expected: dict[str, str] = {}
    files = {"adr/0002-other": "# Other\n\n## Status\n\nAccepted\n"}
    cases = product(PHRASES.items(), TITLES)
    for number, ((phrase, relation), title) in enumerate(cases, 1000):
        name = f"{number}-case"
        text = PLACES[place].format(text=f"{phrase} [{title}]({TARGET})")
        files[f"adr/{name}"] = text
        expected[name] = f"{relation} 0002-other"
    read = get_domain(project({"index": "# I\n", **files}).build("techspec").app.env)
    adrs = read.project.adrs
    wrong = {
        files[f"adr/{name}"]: relation_names(adrs, f"adr/{name}")
        for name, relation in expected.items()
        if relation_names(adrs, f"adr/{name}") != {relation}
    }
    assert not wrong


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("form", ["status: {0}", "superseded-by: {1}", 'status: "{0}"'])
def test_a_relation_in_front_matter_does_not_depend_on_the_title(title: str, form: str):
    link = f"[{title}]({TARGET})"
    value = form.format(f"Superseded by {link}", link).replace("\\", "")
    front = read_front_matter(f"---\n{value}\n---\n")
    record = read_record(Outline("adr/0001-one", front_matter=front))
    assert [(r.type, r.target, r.partly) for r in record.relations] == [
        ("superseded by", TARGET, False)
    ]


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_in_front_matter_does_not_depend_on_the_title(phrase: str):
    expected = PHRASES[phrase]
    wrong: list[str] = []
    for title in TITLES:
        value = f"{phrase} [{title}]({TARGET})".replace("\\", "")
        for form in ("status: {}", "status: Accepted, {}", 'state: "{}"'):
            front = read_front_matter(f"---\n{form.format(value)}\n---\n")
            record = read_record(Outline("adr/0001-one", front_matter=front))
            if _own(record) != {f"{expected} {TARGET}"}:
                wrong.append(form.format(value))
    assert not wrong


KEYS = {
    "superseded-by": "superseded by",
    "superseded_by": "superseded by",
    "supersededBy": "superseded by",
    "replaced-by": "superseded by",
    "supersedes": "supersedes",
    "Supersedes (partial)": "partly supersedes",
    "Superseded by (in part)": "partly superseded by",
    "replaces": "supersedes",
    "amended-by": "amended by",
    "amends": "amends",
    "partly-superseded-by": "partly superseded by",
}


FORMS = {
    "label": "- Status: Accepted\n- **{0}:** {1}\n",
    "table": "| Status | {0} |\n|---|---|\n| Accepted | {1} |\n",
    "links": "### Links\n\n- {0}: {1}\n",
}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("form", FORMS)
def test_a_label_does_not_depend_on_the_title(tmp_path: Path, key: str, form: str):
    assert not _wrong_entries(tmp_path, FORMS[form].replace("{0}", key), KEYS[key])


@pytest.mark.parametrize("key", KEYS)
def test_a_key_of_front_matter_does_not_depend_on_the_title(key: str):
    wrong: list[str] = []
    for title in TITLES:
        text = f"{key!r}: [{title}]({TARGET})".replace("\\", "")
        front = read_front_matter(f"---\n{text}\n---\n")
        record = read_record(Outline("adr/0001-one", front_matter=front))
        if _own(record) != {f"{KEYS[key]} {TARGET}"}:
            wrong.append(text)
    assert not wrong


ENTRIES = {
    "bullet": "- Status: {1}\n",
    "bold line": "**Status:** {1}\n",
    "section": "### Status\n\n{1}\n",
    "cell": "| Status | Date |\n|---|---|\n| {1} | 2024-05-01 |\n",
    "chinese": "### Status\n\nAccepted\uff1b{1}\u3002\n",
}


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("form", ENTRIES)
def test_a_phrase_in_a_log_does_not_depend_on_the_title(
    tmp_path: Path, phrase: str, form: str
):
    text = ENTRIES[form].replace("{1}", f"{phrase} {{1}}")
    assert not _wrong_entries(tmp_path, text, PHRASES[phrase])


def _wrong_entries(folder: Path, form: str, expected: str) -> list[str]:
    """Return the titles of links with which a form in a log is read otherwise."""
    entries: list[str] = []
    for number, title in enumerate(TITLES, 100):
        text = title.replace("|", "\\|") if "| " in form else title
        body = form.replace("{1}", f"[{text}]({TARGET})")
        entries.append(f"## ADR-{number}: One\n\n{body}")
    path = folder / "decisions.md"
    path.write_text("# Log\n\n" + "\n".join(entries), "utf-8")
    outlines = record_outlines(read_record_file(path, "decisions", VOCABULARY))
    found = [_own(read_record(outline)) for outline in outlines]
    assert len(found) == len(TITLES)
    return [
        title
        for title, relations in zip(TITLES, found, strict=True)
        if relations != {f"{expected} {TARGET}"}
    ]


def _own(record: DecisionRecord) -> set[str]:
    """Return the relations that a record states, with their targets as written."""
    return {
        f"{'partly ' if r.partly else ''}{r.type} {r.target}" for r in record.relations
    }


RST_TITLES = [t for t in TITLES if not set("`\\") & set(t)]


@pytest.mark.parametrize("head", ["Status", "More Information"])
def test_a_relation_in_restructuredtext(project: MakeProject, head: str):
    files = {"index": "I\n=\n", "adr/0002-other": "Other\n=====\n"}
    for number, title in enumerate(RST_TITLES, 1000):
        files[f"adr/{number}-case"] = (
            f"One\n===\n\n{head}\n{'-' * len(head)}\n\n"
            f"Superseded by `{title} <0002-other.rst>`__\n"
        )
    build = project(files, language="rst").build("techspec")
    adrs = get_domain(build.app.env).project.adrs
    for number, _ in enumerate(RST_TITLES, 1000):
        assert relation_names(adrs, f"adr/{number}-case") == {
            "superseded by 0002-other"
        }


PROSE = {
    "Refines [ADR 1](0001-a.md) (which superseded [ADR 2](0002-other.md)).": set[str](),
    "See [ADR 1](0001-a.md). It replaced nothing.": set[str](),
    "The old way was superseded by [ADR 2](0002-other.md) of another team.": set[str](),
}


@pytest.mark.parametrize("text", PROSE)
def test_prose_about_other_records_is_no_relation(project: MakeProject, text: str):
    files = {
        "index": "# I\n",
        "adr/0001-one": f"# One\n\n## More Information\n\n{text}\n",
        "adr/0002-other": "# Other\n",
    }
    adrs = get_domain(project(files).build("techspec").app.env).project.adrs
    assert relation_names(adrs, "adr/0001-one") == PROSE[text]


def test_a_statement_about_the_record_itself_counts_in_any_section(
    project: MakeProject,
):
    files = {
        "index": "# I\n",
        "adr/0001-one": (
            "# One\n\n## Status\n\nAccepted\n\n## Context\n\n"
            "This ADR in part supersedes [0002](0002-other.md).\n"
        ),
        "adr/0002-other": "# Other\n\n## Status\n\nAccepted\n",
    }
    adrs = get_domain(project(files).build("techspec").app.env).project.adrs
    assert relation_names(adrs, "adr/0001-one") == {"partly supersedes 0002-other"}
    assert adrs.shown_status(adrs.records["adr/0002-other"]) == "accepted"
