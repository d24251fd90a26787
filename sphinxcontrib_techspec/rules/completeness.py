"""TS1xx: what the template asks for and the spec does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..kinds import KINDS, SECTIONS, Kind, Section, Topic
from ..messages import Insert, Message
from ..model.document import Document, Exemption, UnreadHeading
from ..model.spec import Spec
from ..patterns import regex
from ..text import join_or
from ._headings import headings_of
from ._snippets import blank, directive, item
from ._topics import (
    covered_topics,
    item_of_product,
    item_on_topic,
    item_with_words,
)
from .base import PASSED, Context, Failed, NotApplicable, Outcome, fail, passed
from .declarations import Declared, KindTopic, declared, name_of_topic

IF_APPLICABLE = frozenset({Section.API, Section.CLI})
"""The sections that the template asks for only where they are applicable."""

_SENTENCE_END = regex(
    r"(?<![.!?…])[.!?…]+[\"'”’)]*(?=\s+(?P<next>\S)|$)|[。\uff01\uff1f]+"
)
_ABBREVIATIONS = frozenset(
    "e.g i.e vs cf approx ca incl excl resp viz fig sec ch dr mr mrs ms st z.b d.h u.a"
    " bzw ggf inkl zzgl vgl evtl".split()
)
"""Words whose full stop ends no sentence."""
_UNITS = frozenset(("ms", "sec"))
"""Of these, the units, whose full stop ends a sentence behind a number."""
_MAY_END = frozenset(
    "etc al no nr min max avg est inc ltd co corp a.m p.m u.s usw".split()
)
"""Words whose full stop ends a sentence only before a capital or at the end."""
_PERCENTILE = regex(r"p\d{1,2}(?:\.\d+)?")
_POINTER = regex(
    r"[(\[\s]*(?:see(?: also)?|cf\.?|refer to|siehe|vgl\.)\s", re.IGNORECASE
)
"""How a sentence begins that only names another text."""
_RECORDS = regex(
    r"[(\[\s]{0,4}(?:adr[- ]?\d{1,6}[\s,;&)\].]{0,4}(?:and\s)?)+", re.IGNORECASE
)
"""A sentence that consists of records."""


def _head(spec: Spec) -> tuple[str, int]:
    """Return where the head of *spec* stands: its document and its line."""
    return (spec.header.docname, spec.header.line) if spec.header else (spec.docname, 0)


def _file(spec: Spec) -> str:
    """Return the file of that line; empty where it is the document's."""
    return spec.header.file if spec.header else ""


Declarations = Sequence[tuple[Declared, Document, Exemption]]
"""What a spec declares not applicable, and where."""


def _declarations(spec: Spec) -> Declarations:
    return [(declared(e.name, e.kind), document, e) for document, e in spec.exemptions]


def _exempt(
    declarations: Declarations, section: Section, topic: KindTopic | None = None
) -> NotApplicable | None:
    """Return the declaration that lets a section, or a topic of it, off."""
    for found, document, exemption in declarations:
        if section in found.sections or topic in found.topics:
            return NotApplicable(
                section, exemption.name, exemption.reason, document.docname,
                exemption.line, exemption.file,
            )  # fmt: skip
    return None


def _is_filled(spec: Spec, section: Section) -> bool:
    """Return whether a section has an item that says anything."""
    return any(not item.is_empty for item in spec.of_section(section))


def is_exempt(spec: Spec, section: Section) -> bool:
    """Tell whether a section is declared not applicable."""
    return _exempt(_declarations(spec), section) is not None


def section_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A section of the template without items.

    What it does
    ------------
    Looks for an item of every section of the template. An item without a name or
    without any value is not enough. If the spec has a heading or a label about the
    section below which no item was read, the finding is at its line. A section that
    does not apply is declared with `techspec:not-applicable` and a reason. The template
    requires the API and the command line only if they are applicable, so their absence
    is reported as information.

    Why
    ---
    Without a declaration, reviewers cannot tell whether a section is not applicable or
    was forgotten.

    Example
    -------
    `conf.py`:

    ```python
    techspec_sections = ["data-model", "cli"]
    ```

    ````md
    ```{techspec:entity} User
    - id: UUID
    ```
    ````

    Instead
    -------
    `conf.py`:

    ```python
    techspec_sections = ["data-model", "cli"]
    ```

    ````md
    ```{techspec:entity} User
    - id: UUID
    ```

    ```{techspec:not-applicable} cli
    The service has no command line.
    ```
    ````

    Configuration
    -------------
    `techspec_sections` limits the sections that are required. If it is empty, all are
    required.
    """
    docname, line = _head(spec)
    file = context.project.file_of(docname)
    declarations = _declarations(spec)
    headings = headings_of(spec)
    for section in dict.fromkeys(kind.section for kind in KINDS):
        if not context.is_asked_for(section):
            continue
        if _is_filled(spec, section):
            yield PASSED[section]
        elif exempt := _exempt(declarations, section):
            yield exempt
        else:
            kinds = [kind for kind in KINDS if kind.section == section]
            names = join_or(f"techspec:{kind.kind}" for kind in kinds)
            optional = section in IF_APPLICABLE
            is_empty = bool(spec.of_section(section))
            heading = None if is_empty else headings.on_section(section)
            failed = Failed(
                section,
                _no_items(section, is_empty=is_empty),
                subject=section.key,
                advice=Message(
                    "add {directives}, or mark it with “{declaration}”",
                    directives=names,
                    declaration=f"techspec:not-applicable {section.key}",
                ),
                fix=Insert(
                    _declaration(section.key, file)
                    if optional
                    else item(kinds[0], file)
                ),
                docname=docname,
                line=line,
                file=_file(spec),
                gate="info" if optional else None,
                counts=not optional,
            )
            if heading:
                title = section.title
                _move_to(failed, heading, Message(
                    "no items of section “{section}” were read from “{heading}”",
                    section=title, heading=heading[1].words,
                ))  # fmt: skip
            yield failed


def _move_to(
    failed: Failed, heading: tuple[Document, UnreadHeading], problem: Message
) -> None:
    """Report a failure at the words of the spec that are about it."""
    document, words = heading
    failed.docname, failed.line, failed.file = document.docname, words.line, words.file
    failed.problem = problem


def _no_items(section: Section, *, is_empty: bool) -> Message:
    """Return the problem of a section without items, or with empty ones only."""
    title = section.title
    if is_empty:
        return Message("section “{section}” has only empty items", section=title)
    return Message("section “{section}” has no items", section=title)


def _declaration(what: str, file: str) -> str:
    """Return the directive that declares *what* not applicable."""
    return directive("not-applicable", what, {}, ["Why it does not apply."], file)


def topic_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A topic of the template that no item covers.

    What it does
    ------------
    Looks for an item on each topic that the template requires: for example the language
    and the package manager in the stack, and the architecture pattern among the
    decisions. The pages of the kinds list all topics with their aliases. A framework, a
    cache, an ORM and a container are required only if applicable. An item on another
    topic of security or logging may say it: *TLS in transit* below *Data protection*. A
    well-known technology is on its topic whatever its role: *TypeScript* is a language,
    and *Prettier* a formatter. A topic that does not apply is declared with
    `techspec:not-applicable`. A section without any item is reported by TS101 only. If
    the spec has a heading or a label about the topic below which no item was read, the
    finding is at its line.

    Why
    ---
    Every team has to decide on these topics before it can build the system.

    Example
    -------
    `conf.py`:

    ```python
    techspec_sections = ["stack/language", "stack/database"]
    ```

    ````md
    ```{techspec:stack}
    - **Language**: Python 3.13.1
    ```
    ````

    Instead
    -------
    `conf.py`:

    ```python
    techspec_sections = ["stack/language", "stack/database"]
    ```

    ````md
    ```{techspec:stack}
    - **Language**: Python 3.13.1
    ```

    ```{techspec:not-applicable} database
    The service keeps no data.
    ```
    ````

    Configuration
    -------------
    `techspec_sections` limits the topics that are required: `stack/database` for one
    topic of a section.
    """
    docname, line = _head(spec)
    file = context.project.file_of(docname)
    declarations = _declarations(spec)
    headings = headings_of(spec)
    filled = {section: _is_filled(spec, section) for section in SECTIONS}
    for kind in KINDS:
        said = covered_topics(spec, kind)
        for topic in kind.topics:
            # A section with nothing in it is reported as a whole.
            if not filled[topic.section] or not context.is_asked_for(
                topic.section, topic
            ):
                continue
            found = (
                item_on_topic(said, topic)
                or item_with_words(spec, kind, topic)
                or item_of_product(spec, kind, topic)
            )
            if found:
                # An empty item is reported itself, and covers nothing.
                if not found.is_empty:
                    yield PASSED[topic.section]
            elif exempt := _exempt(declarations, topic.section, (kind, topic)):
                yield exempt
            else:
                failed = _missing_topic(kind, topic, docname, line, file)
                failed.file = _file(spec)
                if heading := headings.on_topic(kind, topic):
                    _move_to(failed, heading, Message(
                        "no item on topic “{topic}” was read from “{heading}”",
                        topic=_name_of(kind, topic), heading=heading[1].words,
                    ))  # fmt: skip
                yield failed


def _missing_topic(
    kind: type[Kind], topic: Topic, docname: str, line: int, file: str
) -> Failed:
    """Return that no item is about a topic."""
    field, declaration = kind.topic_field, name_of_topic(kind, topic)
    name = _name_of(kind, topic)
    directive_ = (
        f"techspec:{kind.kind} with :{field}: {topic.name}"
        if field
        else f"techspec:{name}"
    )
    return Failed(
        topic.section,
        Message("no item on topic “{topic}”", topic=name),
        subject=f"{topic.section.key}/{topic.name}",
        advice=Message(
            "add {directives}, or mark it with “{declaration}”",
            directives=directive_,
            declaration=f"techspec:not-applicable {declaration}",
        ),
        fix=Insert(
            _declaration(declaration, file)
            if topic.if_applicable
            else item(kind, file, topic)
        ),
        docname=docname,
        line=line,
        gate="info" if topic.if_applicable else None,
        counts=not topic.if_applicable,
    )


def _name_of(kind: type[Kind], topic: Topic) -> str:
    """Return the name of a topic in a sentence."""
    # A role names its kind; “format” or “minimum” alone does not.
    return topic.name if kind.topic_field else f"{kind.kind} {topic.name}"


def header_incomplete(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A spec header without status, version, date or TL;DR.

    What it does
    ------------
    Checks that there is a `techspec:spec`, that it has `status`, `version` and
    `updated`, and that its body, the TL;DR, is not empty.

    Why
    ---
    Readers need to know how binding and how old the text is. The status also decides
    whether incomplete parts are information or warnings.

    Example
    -------
    ````md
    ```{techspec:spec} Payments
    :status: approved

    FastAPI service on PostgreSQL. It is a modular monolith.
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:spec} Payments
    :status: approved
    :version: 1.2
    :updated: 2026-11-01

    FastAPI service on PostgreSQL. It is a modular monolith.
    ```
    ````
    """
    docname, line = _head(spec)
    if spec.header is None:
        yield Failed(
            Section.SPEC,
            Message("missing spec header"),
            subject="spec",
            advice=Message("add techspec:spec with status, version, date and TL;DR"),
            fix=Insert(
                directive(
                    "spec",
                    spec.name,
                    {"status": "draft", "version": "0.1", "updated": "2026-01-31"},
                    ["Two or three sentences."],
                    context.project.file_of(docname),
                )
            ),
            docname=docname,
            line=line,
        )
        return
    headings = headings_of(spec)
    for name, field in spec.header.kind.field_specs().items():
        if not field.required:
            continue
        if spec.header.has(name):
            yield passed(spec.header)
        else:
            label = _lower(field.label)
            failed = fail(
                spec.header,
                Message("missing {field}", field=label),
                subject=name,
                fix=None if name == "tldr" else blank(name),
            )
            if heading := headings.on_field(spec.header.kind, name):
                _move_to(failed, heading, Message(
                    "no {field} was read from “{label}”",
                    field=label, label=heading[1].words,
                ))  # fmt: skip
            yield failed


def _lower(label: str) -> str:
    """Return a label inside of a sentence; abbreviations stay as they are."""
    return label if label.isupper() or ";" in label else label.lower()


def tldr_length(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A TL;DR that is not two or three sentences long.

    What it does
    ------------
    Counts the sentences in the body of `techspec:spec`. Abbreviations such as *e.g.* do
    not end a sentence, and a reference such as *See ADR-1.* is none.

    Why
    ---
    One sentence leaves out the stack, the architecture pattern or the key constraints;
    four or more are no longer a summary.

    Example
    -------
    ````md
    ```{techspec:spec} Payments
    :status: approved
    :version: 1.2
    :updated: 2026-11-01

    A payment service.
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:spec} Payments
    :status: approved
    :version: 1.2
    :updated: 2026-11-01

    FastAPI service on PostgreSQL, a modular monolith. Every write is idempotent.
    Reads answer within 200 ms at p95.
    ```
    ````
    """
    if spec.header is None or not spec.header.has("tldr"):
        return
    text = str(spec.header.text("tldr"))
    count = sentences(text)
    if 2 <= count <= 3:
        yield passed(spec.header)
    else:
        yield fail(
            spec.header,
            Message(
                "TL;DR is not two or three sentences long (found: {count})",
                count=count,
            ),
            "tldr",
            advice=Message(
                "name the stack, the architecture pattern and the key constraints"
            ),
        )


def sentences(text: str) -> int:
    """Return how many sentences *text* has; a last one may lack its full stop.

    One that only refers to another text, such as *See ADR-1.*, is none.
    """
    text = text.strip()
    ends = [end.end() for end in _SENTENCE_END.finditer(text) if _ends(end)]
    found = [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]
    return sum(
        bool(one.strip()) and not _POINTER.match(one) and not _RECORDS.fullmatch(one)
        for one in found
    )


def _ends(match: re.Match[str]) -> bool:
    """Tell whether a mark of `_SENTENCE_END` ends a sentence, and no abbreviation."""
    start = match.start()
    *before, word = re.split(r"[\s(]", match.string[max(start - 10, 0) : start].lower())
    if word in _UNITS and before and before[-1][-1:].isdigit():
        return True
    if word in _MAY_END or _PERCENTILE.fullmatch(word):
        return not (match["next"] or "").islower()
    return word not in _ABBREVIATIONS
