"""Read a decision record from the outline of its document.

Formats are told apart by where they say a thing, not by name, for teams mix them. Each
family has a file; the first that finds a status is believed, in the order of
`READERS`. A later family that says the record is dead is believed over one that says
it lives. Edges are taken from all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ...plugins import Plugin, Provided
from ...text import collapse_spaces
from ..decision_record import DecisionRecord, Statement
from ..names import Number, date_of, number_of, stem_of
from ..outline import Outline
from ..relations import Edge, date_in
from ..status import INACTIVE
from . import front_matter, labels, preamble, relations, section
from .statements import Said, settle
from .title import Title, read_title, title_of

Reader = Callable[[Outline], Iterable[Said]]
"""Returns what one place of an outline says of the record's status."""


def _fault(reader: Any, _plugin: Plugin) -> str:
    """Return what is wrong with a plugin's reader, empty where it is right."""
    return "" if callable(reader) else f"{reader!r} is not a function"


READERS: Provided[Reader] = Provided(
    "ADR_READERS",
    own=(
        preamble.directives,
        front_matter.status,
        front_matter.tags,
        preamble.status,
        section.status,
    ),
    key=id,
    check=_fault,
)
"""Where a status is looked for, the most trusted place first; plugins' come last."""


def read_record(outline: Outline) -> DecisionRecord:
    """Return the record that the document of *outline* is."""
    stem = stem_of(outline.docname)
    title = read_title(title_of(outline), outline.line)
    ids = [*front_matter.values(outline, labels.IDS), *outline.labels]
    slugs = front_matter.values(outline, labels.SLUGS)
    number = _number([stem, *ids, *slugs], title)
    label = f"{number.prefix or 'ADR'}-{number.digits}" if number else stem
    statements, edges = _said(outline, title)
    holding = statements[0] if statements else Statement("unknown", "")
    return DecisionRecord(
        docname=outline.docname,
        stem=stem,
        label=label,
        prefix=number.prefix if number else "",
        number=number.value if number else None,
        ids=tuple(dict.fromkeys(ids)),
        slugs=tuple(dict.fromkeys(slugs)),
        title=collapse_spaces(title.text) or _title_from(stem, label),
        line=outline.line or 1,
        status=holding.status,
        raw_status=holding.text,
        status_line=holding.line,
        date=_date(outline, statements, stem),
        deciders=_first(_labelled(outline, labels.DECIDERS)),
        edges=tuple(edges),
        statements=tuple(statements),
    )


def _said(outline: Outline, title: Title) -> tuple[list[Statement], list[Edge]]:
    """Return what holds of the status in each place, and every edge.

    The statement that holds for the whole record is the first.
    """
    settled: list[Statement] = []
    edges: list[Edge] = []
    families = [list(family(outline)) for family in READERS]
    families.append([title.mark] if title.mark else [])
    for said in families:
        holding = settle([one.statement for one in said if one.statement.text])
        if holding is not None:
            settled.append(holding)
        edges += [edge for one in said for edge in one.edges]
    edges += [*relations.labelled(outline), *relations.linked(outline)]
    if settled and settled[0].status not in INACTIVE:
        # Never take a dead record for a living one because its head is stale.
        settled.sort(key=lambda statement: statement.status not in INACTIVE)
    return settled, list(dict.fromkeys(edges))


def _number(places: Iterable[str], title: Title) -> Number | None:
    """Return the number; the file's wins over an id's, an id's over the title's."""
    found = (number for place in places if (number := number_of(place)))
    return next(found, title.number)


def _title_from(stem: str, label: str) -> str:
    """Return a title for a record without one: the words of its file's name."""
    if label == stem:
        return stem
    number = number_of(stem)
    words = collapse_spaces(
        (number.rest if number else stem).replace("-", " ").replace("_", " ")
    )
    return words.strip(" .").capitalize() or label


def _labelled(outline: Outline, names: Iterable[str]) -> Iterator[str]:
    """Give the values labelled with one of *names*, in their order if they have one."""
    found = [(labels.canonical(e.label), e.text) for e in labels.labelled(outline)]
    if isinstance(names, tuple):
        found.sort(key=lambda pair: names.index(pair[0]) if pair[0] in names else 0)
    yield from (
        collapse_spaces(text)
        for label, text in found
        if label in names and collapse_spaces(text)
    )


def _date(outline: Outline, statements: list[Statement], stem: str) -> str:
    """Return the date as labelled, else the file's, else that of the acceptance."""
    labelled = [date for date in _labelled(outline, labels.DATES) if "{" not in date]
    accepted = (date_in(s.text) for s in statements if s.status == "accepted")
    return _first(labelled) or date_of(stem) or _first(accepted)


def _first(values: Iterable[str]) -> str:
    return next(iter(values), "")
