"""TS0xx: what is written wrong, whatever the spec's status."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import Code
from ..kinds import KINDS, SECTIONS, Section
from ..messages import Message, suggestion
from ..model.item import Item, Waiver
from ..model.spec import Spec
from ..text import normalize, to_plain
from ..values.version import Version
from ._snippets import blank
from ._topics import Stems, covered_topics, item_on_topic, stems
from .base import (
    PASSED,
    Context,
    Failed,
    Outcome,
    fail,
    failed_in_document,
    failed_reading,
    header_and_items,
    unassigned_documents,
    waiver_key,
)


def _reported(spec: Spec, code: Code, context: Context) -> Iterator[Outcome]:
    """Yield what was found under *code* while reading, and a pass for what is free."""
    for item in header_and_items(spec):
        if not item.problems:
            yield PASSED[item.kind.section]
            continue
        found = [problem for problem in item.problems if problem.code == code]
        for problem in found:
            yield failed_reading(problem, item)
        if not found:
            yield PASSED[item.kind.section]
    for document in [*spec.documents, *unassigned_documents(spec, context)]:
        for problem in document.problems:
            if problem.code == code:
                yield failed_in_document(problem, document)


def invalid_field(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A value that does not fit its field, or a required field that is missing.

    What it does
    ------------
    Checks each value against the type of its field: one of a limited set of values
    (case-insensitive), a date, a whole number, an HTTP method. It also reports a
    required field without a value, unless another rule does so (TS301 for a version,
    TS303 for a target). On the page of a kind, required fields are bold.

    Why
    ---
    An invalid value is shown as written and marked, but no view, filter or other rule
    can use it.

    Example
    -------
    ````md
    ```{techspec:component} Basket
    :purpose: Keeps what a buyer wants
    :status: done
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:component} Basket
    :purpose: Keeps what a buyer wants
    :status: implemented
    ```
    ````
    """
    yield from _reported(spec, Code.INVALID_FIELD, context)
    for kind in KINDS:
        required = [
            field for field in kind.field_specs().values()
            if field.required and field.missing_code == Code.INVALID_FIELD
        ]  # fmt: skip
        passed = PASSED[kind.section]
        for item in spec.of_kind(kind.kind):
            for field in required:
                if item.has(field.name):
                    yield passed
                else:
                    yield fail(
                        item,
                        Message("missing {field}", field=field.label.lower()),
                        field.name,
                        fix=blank(field.name),
                    )


def unknown_field(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An option, a column or a label that the kind does not have.

    What it does
    ------------
    Compares options, column heads and labels with the fields of the kind: their names,
    labels and aliases, case-insensitive. Where a field has a similar name, it is
    suggested.

    Why
    ---
    An unknown option or column is kept and shown, but no rule checks it. A misspelt one
    leaves its field without a value.

    Example
    -------
    ````md
    ```{techspec:perf}
    | Metric        | Taget    | Measurement |
    |---------------|----------|-------------|
    | Response time | < 200 ms | k6          |
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:perf}
    | Metric        | Target   | Measurement |
    |---------------|----------|-------------|
    | Response time | < 200 ms | k6          |
    ```
    ````
    """
    yield from _reported(spec, Code.UNKNOWN_FIELD, context)


def duplicate_item(spec: Spec, context: Context) -> Iterator[Outcome]:
    """Two items of one kind, or two specs, with the same name.

    What it does
    ------------
    Reports each item that has the same kind and name as an earlier item of the spec,
    and the location of the earlier item. These are not duplicates: items of different
    kinds or specs, a technology with the same version in two roles, a choice for two
    topics, an argument of two commands, relations between the same entities with
    different descriptions.

    Why
    ---
    A reference to the name could mean either item. References go to the first one.

    Example
    -------
    ````md
    ```{techspec:stack}
    - **Database**: PostgreSQL 16.4
    - **Queue**: PostgreSQL 15.8
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:stack}
    - **Database**: PostgreSQL 16.4
    - **Queue**: PostgreSQL 16.4
    ```
    ````
    """
    first: dict[tuple[str, str, str], Item] = {}
    versions: dict[tuple[str, str], Item] = {}
    files = context.project.file_of
    for item in spec.items:
        if not item.name:
            continue
        apart = item.kind.distinguished_by or item.kind.topic_field
        told_apart = normalize(to_plain(item.text(apart))) if apart else ""
        other = first.setdefault((item.kind_name, item.name, told_apart), item)
        version = item.kind.field_of_type(Version)
        if other is item and version and item.has(version):
            same = versions.setdefault((item.kind_name, item.name), item)
            other = item if same.text(version) == item.text(version) else same
        if other is item:
            yield PASSED[item.kind.section]
        else:
            yield fail(
                item,
                Message(
                    "duplicate name, first at {location}",
                    location=f"{files(other.docname)}:{other.line}",
                ),
                advice=Message("rename one of them, or merge them"),
            )
    if spec.header is not None:
        same = [
            other.header for other in context.project.specs
            if other.header is not None and other.name == spec.name
        ]  # fmt: skip
        if same and same[0] is not spec.header:
            yield fail(
                spec.header,
                Message(
                    "duplicate name, first at {location}",
                    location=f"{files(same[0].docname)}:{same[0].line}",
                ),
                advice=Message("rename one of them"),
            )


def empty_reason(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A waiver or a `techspec:not-applicable` without a reason.

    What it does
    ------------
    Checks the reason of every waiver and of every `techspec:not-applicable`. `-`,
    `n/a`, `none`, `TBD` and similar words are not reasons.

    Why
    ---
    The report shows the reason in place of the finding or the missing item. Without
    one, a reviewer cannot tell an exception from an omission.

    Example
    -------
    ````md
    ```{techspec:not-applicable} cli
    n/a
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:not-applicable} cli
    The service has no command line.
    ```
    ````
    """
    for item in header_and_items(spec):
        for waiver in item.waivers:
            if is_reason(waiver.reason):
                yield PASSED[item.kind.section]
            else:
                yield fail(
                    item,
                    _no_reason(f":waive: {waiver.code}"),
                    subject=waiver.code,
                    advice=_SAY_WHY,
                    line=waiver.line,
                )
    for document, waiver in spec.waivers:
        if is_reason(waiver.reason):
            yield PASSED[Section.SPEC]
        else:
            yield Failed(
                Section.SPEC,
                _no_reason(f"techspec:waive {waiver.code}"),
                subject=waiver.code,
                advice=_SAY_WHY,
                docname=document.docname,
                line=waiver.line,
            )
    for document, exemption in spec.exemptions:
        if is_reason(exemption.reason):
            yield PASSED[Section.SPEC]
        else:
            yield Failed(
                Section.SPEC,
                _no_reason(f"techspec:not-applicable {exemption.name}"),
                subject=exemption.name,
                advice=_SAY_WHY,
                docname=document.docname,
                line=exemption.line,
            )


_SAY_WHY = Message("state the reason in a few words")


def _no_reason(declaration: str) -> Message:
    return Message("missing reason for “{declaration}”", declaration=declaration)


def is_reason(text: str) -> bool:
    """Tell whether *text* says why, and is no filler."""
    return text.strip().strip("`*_.[]()").lower() not in {
        "", "-", "–", "—", "n/a", "na", "tbd", "todo", "none", "xxx", "fixme", "?",
        "reason", "…",
    }  # fmt: skip


def unused_waiver(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An unused waiver, or a `techspec:not-applicable` for something that has items.

    What it does
    ------------
    Reports a waiver for an item or a spec in which the rule has no finding. It also
    reports a `techspec:not-applicable` for a section or a topic that has items, or for
    something that is neither a section nor a topic.

    Why
    ---
    The problem has been fixed, or the waiver has the wrong code. A waiver that is not
    removed hides the next finding of that rule.

    Example
    -------
    ````md
    ```{techspec:stack} PostgreSQL
    :role: Database
    :version: 16.4
    :adr: ADR-1
    :waive: TS302 the vendor chooses the release
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:stack} PostgreSQL
    :role: Database
    :version: 16
    :adr: ADR-1
    :waive: TS302 the vendor chooses the release
    ```
    ````
    """
    used = context.used_waivers
    for item in header_and_items(spec):
        for waiver in item.waivers:
            # A missing reason is reported by TS007.
            key = waiver_key(item.docname, waiver)
            if key in used or not is_reason(waiver.reason):
                yield PASSED[item.kind.section]
            else:
                yield fail(
                    item,
                    _unused(waiver),
                    subject=waiver.code,
                    advice=_REMOVE,
                    line=waiver.line,
                )
    for document, waiver in spec.waivers:
        key = waiver_key(document.docname, waiver)
        if key in used or not is_reason(waiver.reason):
            yield PASSED[Section.SPEC]
        else:
            yield Failed(
                Section.SPEC,
                _unused(waiver),
                subject=waiver.code,
                advice=_REMOVE,
                docname=document.docname,
                line=waiver.line,
            )
    names = _declarable()
    for document, exemption in spec.exemptions:
        advice = ""
        if stems(exemption.name) not in names:
            problem = Message(
                "“{name}” is neither a section nor a topic", name=exemption.name
            )
            advice = suggestion(exemption.name, names.values())
        else:
            problem = _contradicted(spec, exemption.name)
        if problem:
            yield Failed(
                Section.SPEC,
                problem,
                subject=exemption.name,
                advice=advice,
                docname=document.docname,
                line=exemption.line,
            )
        else:
            yield PASSED[Section.SPEC]


_REMOVE = Message("remove it")


def _unused(waiver: Waiver) -> Message:
    return Message("unused waiver for {code}", code=waiver.code)


def _contradicted(spec: Spec, declared: str) -> str:
    """Return the problem where what is declared not applicable has items."""
    name = stems(declared)
    for section in SECTIONS:
        if name in {stems(section.key), stems(section.title)}:
            count = len(spec.of_section(section))
            if not count:
                return ""
            return Message(
                "section “{section}” is marked as not applicable but has items "
                "({count})",
                section=section.title,
                count=count,
            )
    problem = ""
    for kind in KINDS:
        covered = covered_topics(spec, kind)
        for topic in kind.topics:
            if name not in map(stems, topic.words):
                continue
            found = item_on_topic(covered, topic)
            if found is None:
                # One word may mean two topics, and here it means this one.
                return ""
            problem = Message(
                "topic “{topic}” is marked as not applicable but covered by {kind} "
                "“{item}”",
                topic=declared,
                kind=found.kind.title,
                item=found.name,
            )
    return problem


def _declarable() -> dict[Stems, str]:
    """Return all that may be declared not applicable, by the stems of its name."""
    words = [section.key for section in SECTIONS] + [
        section.title for section in SECTIONS
    ]
    words += [
        word for kind in KINDS for topic in kind.topics
        for word in (topic.name, *topic.aliases)
    ]  # fmt: skip
    return {stems(word): word for word in words}


def unparsable_body(spec: Spec, context: Context) -> Iterator[Outcome]:
    r"""A directive whose body its kind cannot read.

    What it does
    ------------
    Reports

    - a directive without an argument and without items in its body;
    - a class or a JSON example with a syntax error;
    - a row with more cells than its table has column heads.

    The body is shown as written.

    Why
    ---
    Text that cannot be read gives no items or fields, so they are missing from views,
    checks and `techspec.json`.

    Example
    -------
    ````md
    ```{techspec:error}
    | Code  | Meaning         | User action     |
    |-------|-----------------|-----------------|
    | E1002 | Gone | sold out | Ask again later |
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:error}
    | Code  | Meaning          | User action     |
    |-------|------------------|-----------------|
    | E1002 | Gone \| sold out | Ask again later |
    ```
    ````
    """
    yield from _reported(spec, Code.UNPARSABLE_BODY, context)


def unknown_directive(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A directive or a role that is misspelt, or that is read as text.

    What it does
    ------------
    Reports

    - a directive or a role with the prefix `techspec:` and an unknown name;
    - a directive in the syntax of the other host language: `.. techspec:stack::` in
      Markdown, or a MyST fence in reStructuredText;
    - a directive without its braces in Markdown, which is a code block;
    - a directive with one colon in reStructuredText, which is a comment;
    - a colon fence such as `:::{techspec:stack}` if `myst_enable_extensions` does not
      contain `colon_fence`.

    Why
    ---
    MyST and docutils silently treat most of these as text or as a comment. The page
    looks almost right, but the item is missing.

    Example
    -------
    ````md
    ```{techspec:endpont} GET /users
    :purpose: List the users
    :auth: Bearer
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:endpoint} GET /users
    :purpose: List the users
    :auth: Bearer
    ```
    ````
    """
    for document in [*spec.documents, *unassigned_documents(spec, context)]:
        found = [p for p in document.problems if p.code == Code.UNKNOWN_DIRECTIVE]
        for problem in found:
            yield failed_in_document(problem, document)
        if not found:
            yield PASSED[Section.SPEC]
