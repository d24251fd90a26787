"""TS0xx: what is written wrong, whatever the spec's status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..codes import Code
from ..kinds import KINDS
from ..kinds.field import FieldSpec
from ..messages import Message
from ..model.item import Item
from ..model.spec import Spec
from ..text import normalize
from ._snippets import blank, has_only_name, says_only_name
from .base import (
    PASSED,
    Context,
    Failed,
    Outcome,
    fail,
    fail_absent,
    failed_in_document,
    failed_reading,
    header_and_items,
    reported_in_documents,
    unassigned_documents,
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
    TS303 for a target). On the page of a kind, required fields are bold. In a draft, a
    missing field is information, and so is that of a bullet which is one sentence, of a
    bare name in a block of code, and of the bare class of an error in a list.
    Where a table has no column for a field and all its rows lack it, that is one
    finding at the header; in the score, each row counts. The
    meaning of an error is not asked for where its name says it (*Disk is full*), nor
    the topic of a decision that is written as a record (*ADR-001: One database*).

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
            names = kind.name_fields
            if names and not item.has(names[-1]):
                # What else is missing is not asked for.
                yield from _half_name(item)
                continue
            for field in required:
                in_name = kind.field_in_name(item.name) == field.name
                if item.has(field.name) or (item.name and in_name):
                    yield passed
                else:
                    yield _missing(item, field)


def _missing(item: Item, field: FieldSpec) -> Outcome:
    """Return that a field is missing."""
    missing = fail_absent(
        item,
        Message("missing {field}", field=field.label.lower()),
        field.name,
        fix=blank(field.name),
    )
    # It may be written, without a value.
    missing.line = item.line_of(field.name)
    missing.file = item.file_of(field.name)
    # What a draft does not say yet is no mistake, and code has little room for words.
    if _is_sentence(item) or _is_mention(item):
        return replace(missing, gate="info", counts=False)
    return replace(missing, gate="gated")


def _is_mention(item: Item) -> bool:
    """Return whether code or a bullet lists names, and says no more of an item."""
    if item.from_code:
        return has_only_name(item)
    is_bullet = item.range_of("").container == "bullet"
    # The note is the label of the list.
    is_name = is_bullet and item.kind.is_identifier(item.name)
    return is_name and has_only_name(item, "note")


_MARKS = ("`", "**", "\\")
"""Markup in words, where its other end is missing."""


def _half_name(item: Item) -> Iterator[Outcome]:
    """Yield that part of an item's name is missing, unless reading has reported it."""
    if all(problem.code != Code.INVALID_FIELD for problem in item.problems):
        name = next(n for n in item.kind.name_fields if not item.has(n))
        label = item.kind.field_specs()[name].label.lower()
        missing = fail(item, Message("missing {field}", field=label), name)
        if any(mark in item.name for mark in _MARKS) or item.kind.names_another(
            item.name
        ):
            # A half of the markup or one of several items is not understood.
            yield missing
        elif item.has(item.kind.name_fields[0]) and len(item.name.split()) > 1:
            # Words about what the directive names are no mistake.
            yield replace(missing, gate="info", counts=False)
        else:
            yield replace(missing, gate="gated")


_FEWEST_WORDS = 4
"""The fewest words of a sentence; a name has less."""


def _is_sentence(item: Item) -> bool:
    """Tell whether an item is a bullet without a label, which says all in one text."""
    words = len(item.name.split())
    # Where the name is a topic, words that are no topic are a text.
    topics = {normalize(w) for topic in item.kind.topics for w in topic.words}
    is_text = bool(topics) and words > 1 and normalize(item.name) not in topics
    return (words >= _FEWEST_WORDS or is_text) and says_only_name(item)


def unknown_field(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An option, a column or a label that the kind does not have.

    What it does
    ------------
    Compares options, column heads and labels with the fields of the kind: their names,
    labels and aliases, case-insensitive. Where a field has a similar name, it is
    suggested; where none has, and where another column of the table has the field
    already, the finding is information.

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
    for outcome in _reported(spec, Code.UNKNOWN_FIELD, context):
        if isinstance(outcome, Failed) and outcome.fix is None:
            # The author may well mean a column of their own.
            outcome.gate, outcome.counts = "info", False
        yield outcome


def no_name_column(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A table whose header has no column for the names of its items.

    What it does
    ------------
    Reports a table of items once, at its header, if none of its columns can be the name
    of an item, and lists the column heads that can. The table is shown as written, and
    its rows are not items.

    Why
    ---
    Items without a name cannot be referenced, and no rule can check them.

    Example
    -------
    ````md
    ```{techspec:error}
    | Severity | Seen in  | Owner |
    |----------|----------|-------|
    | high     | sensor 4 | Ilse  |
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:error}
    | Code  | Meaning               | User action        |
    |-------|-----------------------|--------------------|
    | E1001 | Sensor 4 is not there | Call the operator  |
    ```
    ````
    """
    yield from reported_in_documents(spec, context, Code.NO_NAME_COLUMN)


def unparsable_body(spec: Spec, context: Context) -> Iterator[Outcome]:
    r"""A directive whose body its kind cannot read.

    What it does
    ------------
    Reports

    - a directive without an argument and without items in its body;
    - a class or a JSON example with a syntax error;
    - a row with more cells than its table has column heads, and a row of a Markdown
      table that lost the bar between two cells;
    - a bullet, a row or a block of code that is read as text between other items.

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
    """A directive or a role that is misspelt, or that is read as text or code.

    What it does
    ------------
    Reports

    - a directive or a role with the prefix `techspec:` and an unknown name;
    - a directive or a role that Sphinx does not know, without the prefix or with a
      misspelt one: `{endpoint}`, `{techspec-stack}`;
    - in Markdown, a directive inside another block whose fence is not longer, and a
      directive or a code block that is not closed;
    - a row or a bullet on the line of the directive;
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
    yield from reported_in_documents(spec, context, Code.UNKNOWN_DIRECTIVE)
