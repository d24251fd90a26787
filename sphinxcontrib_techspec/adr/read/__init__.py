"""Read a decision record from the outline of its document.

A document is not assigned to one record format, because authors mix them. Instead
there is a reader for every location in which the formats keep the status, one module
for each location. `READERS` lists them by precedence: the status of the first reader
that finds one is used, unless it is active (accepted, proposed, unknown) and another
reader finds an inactive one. The relations of all readers are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ...plugins import Plugin, Provided
from ...text import collapse_spaces
from ..decision_record import DecisionRecord, Statement
from ..names import Number, leading_date, leading_number, stem_of
from ..outline import Outline
from ..relations import AdrRelation, date_in
from ..status import INACTIVE
from . import front_matter, labels, preamble, relations, section
from .statements import StatusClaim, choose
from .title import Title, read_title, title_of

Reader = Callable[[Outline], Iterable[StatusClaim]]
"""Yields what one part of an outline says about the record's status."""


def _fault(reader: Any, _plugin: Plugin) -> str:
    """Return what is wrong with a plugin's reader, empty where it is right."""
    return "" if callable(reader) else f"{reader!r} is not a function"


READERS: Provided[Reader] = Provided(
    "ADR_READERS",
    own=(
        preamble.directive_claims,
        front_matter.status_claims,
        front_matter.tag_claims,
        preamble.status_claims,
        section.status_claims,
    ),
    key=id,
    check=_fault,
)
"""The readers of a status, in the order of precedence; those of plugins come last."""


def read_record(outline: Outline) -> DecisionRecord:
    """Return the decision record that a document contains.

    Every outline gives a record: without a known status, the status is ``unknown``;
    without a title, the title is made from the file name.

    The formats are those of MADR 2 to 4, adr-tools, log4brains, NEPs and their
    variants in public repositories.

    Args:
        outline: the outline of the document.
    """
    stem = stem_of(outline.docname)
    title = read_title(title_of(outline), outline.line)
    ids = [*front_matter.values(outline, labels.IDS), *outline.labels]
    slugs = front_matter.values(outline, labels.SLUGS)
    number = _number([stem, *ids, *slugs], title)
    label = f"{number.prefix or 'ADR'}-{number.digits}" if number else stem
    statements, all_relations = _statements_and_relations(outline, title)
    status = statements[0] if statements else Statement("unknown", "")
    return DecisionRecord(
        docname=outline.docname,
        stem=stem,
        label=label,
        prefix=number.prefix if number else "",
        number=number.value if number else None,
        ids=tuple(dict.fromkeys(ids)),
        slugs=tuple(dict.fromkeys(slugs)),
        title=collapse_spaces(title.text) or _title_from_stem(stem, label),
        line=outline.line or 1,
        status=status.status,
        raw_status=status.text,
        status_line=status.line,
        date=_date(outline, statements, stem),
        deciders=_first(_labelled_values(outline, labels.DECIDERS)),
        relations=tuple(all_relations),
        statements=tuple(statements),
    )


def _statements_and_relations(
    outline: Outline, title: Title
) -> tuple[list[Statement], list[AdrRelation]]:
    """Return one statement for each location with a status, and all relations.

    The first statement is the one that takes precedence.
    """
    statements: list[Statement] = []
    found: list[AdrRelation] = []
    claims_by_reader = [list(reader(outline)) for reader in READERS]
    claims_by_reader.append([title.claim] if title.claim else [])
    for claims in claims_by_reader:
        chosen = choose([c.statement for c in claims if c.statement.text])
        if chosen is not None:
            statements.append(chosen)
        found += [relation for claim in claims for relation in claim.relations]
    found += [*relations.labelled(outline), *relations.linked(outline)]
    if statements and statements[0].status not in INACTIVE:
        # An outdated status at the top must not make a superseded record accepted.
        statements.sort(key=lambda statement: statement.status not in INACTIVE)
    return statements, list(dict.fromkeys(found))


def _number(names: Iterable[str], title: Title) -> Number | None:
    """Return the number of the first of *names* that has one, else the title's."""
    found = (number for name in names if (number := leading_number(name)))
    return next(found, title.number)


def _title_from_stem(stem: str, label: str) -> str:
    """Return a title made from the words of the file name."""
    if label == stem:
        return stem
    number = leading_number(stem)
    words = collapse_spaces(
        (number.rest if number else stem).replace("-", " ").replace("_", " ")
    )
    return words.strip(" .").capitalize() or label


def _labelled_values(outline: Outline, names: Iterable[str]) -> Iterator[str]:
    """Yield the non-empty values whose label is one of *names*.

    They are in the order of *names* if this is a tuple, otherwise in document order.
    """
    found = [
        (labels.normalize_label(e.label), e.text)
        for e in labels.labelled_texts(outline)
    ]
    if isinstance(names, tuple):
        found.sort(key=lambda pair: names.index(pair[0]) if pair[0] in names else 0)
    yield from (
        collapse_spaces(text)
        for label, text in found
        if label in names and collapse_spaces(text)
    )


def _date(outline: Outline, statements: list[Statement], stem: str) -> str:
    """Return the labelled date, else that in the file name, else of the acceptance."""
    labelled = [
        date for date in _labelled_values(outline, labels.DATES) if "{" not in date
    ]
    accepted = (date_in(s.text) for s in statements if s.status == "accepted")
    return _first(labelled) or leading_date(stem) or _first(accepted)


def _first(values: Iterable[str]) -> str:
    return next(iter(values), "")
