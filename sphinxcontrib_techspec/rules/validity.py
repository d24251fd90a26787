"""TS0xx: what is written wrong, whatever the spec's status."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import Code
from ..kinds import KINDS, Section
from ..messages import Message
from ..model.spec import Spec
from ._snippets import blank
from .base import (
    PASSED,
    Context,
    Outcome,
    fail,
    failed_in_document,
    failed_reading,
    header_and_items,
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
    for document in [*spec.documents, *unassigned_documents(spec, context)]:
        found = [p for p in document.problems if p.code == Code.UNKNOWN_DIRECTIVE]
        for problem in found:
            yield failed_in_document(problem, document)
        if not found:
            yield PASSED[Section.SPEC]
