"""The Markdown of a new spec: tables and lists in directives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..patterns import regex
from ..repository.schemas import Schema
from .contents import Contents, Operation
from .stack import Technology

_LAYER_TITLES = {
    "core": "Core", "quality": "Code Quality", "data": "Data Layer",
    "infrastructure": "Infrastructure",
}  # fmt: skip
_SPECIAL = regex(r"[\\`*_\[\]<>{}|$#~^]")
_MARKUP = regex(r"[`<>\[\]*\\$]")
_ENDS_SENTENCE = (".", "!", "?", "。")


def page(contents: Contents, date: str, records: Iterable[str] = ()) -> str:
    """Return the source of a draft spec.

    Args:
        contents: what the repository says.
        date: the day on which it is written, as in ISO 8601.
        records: patterns of the decision records, for the table of contents.
    """
    parts = [
        *_head(contents, date),
        *_stack(contents.stack),
        *_architecture(),
        *_data(contents.entities),
        *_api(contents.operations),
        *_to_write(),
        *_settings(contents.settings),
        *_related(contents),
        *_end(list(records)),
    ]
    return "\n".join(parts).rstrip("\n") + "\n"


def _head(contents: Contents, date: str) -> Iterator[str]:
    yield f"# Technical Implementation Spec: {_words(contents.name)}"
    yield ""
    yield f"```{{techspec:spec}} {_argument(contents.name)}"
    yield ":status: draft"
    yield ":version: 0.1"
    yield f":updated: {date}"
    if contents.description:
        yield ""
        end = "" if contents.description.endswith(_ENDS_SENTENCE) else "."
        yield f"{_words(contents.description)}{end}"
    yield "```"
    yield ""


def _stack(rows: Sequence[Technology]) -> Iterator[str]:
    yield from ("## 1. Technology Stack", "")
    if not rows:
        yield from _note("techspec:stack: language, framework, database and tools")
    for layer, title in _LAYER_TITLES.items():
        of_layer = [row for row in rows if row.layer == layer]
        if of_layer:
            yield from (f"### {title}", "", "```{techspec:stack}", f":layer: {layer}")
            for row in of_layer:
                version = f" {row.version}" if row.version else ""
                yield f"- **{row.role}**: {_words(row.name)}{version}"
            yield from ("```", "")


def _architecture() -> Iterator[str]:
    yield from ("## 2. Architecture", "")
    yield from _note(
        "techspec:decision: architecture pattern, error handling",
        "techspec:component: the parts of the system, what each does and uses",
    )


def _data(entities: Sequence[Schema]) -> Iterator[str]:
    yield from ("## 3. Data Model", "")
    if not entities:
        yield from _note("techspec:entity: what is stored, with its fields")
    for entity in entities:
        yield f"```{{techspec:entity}} {entity.name}"
        rows = [
            (_code(field.name), _code(_type(field.types)), _NULL[field.is_nullable])
            for field in entity.fields
            if not field.is_relation
        ]
        yield from _table(("Field", "Type", "Constraints"), rows)
        yield from ("```", "")


def _type(types: Sequence[str]) -> str:
    return types[0] if types else ""


_NULL = {None: "", True: "nullable", False: "not null"}
_AUTHENTICATION = {"required": "Yes", "optional": "Optional", "none": "No"}


def _api(operations: Sequence[Operation]) -> Iterator[str]:
    yield from ("## 4. API Design", "")
    if not operations:
        yield from _note("techspec:endpoint: method, path, purpose and auth")
        return
    yield "```{techspec:endpoint}"
    rows = [
        (
            row.method,
            _code(row.path),
            _words(row.summary),
            _AUTHENTICATION.get(row.authentication, ""),
        )
        for row in operations
    ]
    yield from _table(("Method", "Path", "Purpose", "Auth"), rows)
    yield from ("```", "")


def _settings(settings: Mapping[str, str]) -> Iterator[str]:
    if not settings:
        return
    yield from ("## Configuration", "", "```{techspec:setting}")
    rows = [(_code(name), "", _code(value)) for name, value in settings.items()]
    yield from _table(("Name", "Description", "Default"), rows)
    yield from ("```", "")


def _to_write() -> Iterator[str]:
    yield from ("## 5. CLI Commands", "")
    yield from _note("techspec:command: what it does, with an example")
    yield from ("## 6. Security", "")
    yield from _note(
        "techspec:security: authentication, authorization, data at rest and in"
        " transit, sensitive data"
    )
    yield from ("## 7. Error Handling", "")
    yield from _note(
        "techspec:error: codes, what they mean and what a user does",
        "techspec:logging: format, levels, sensitive data",
    )
    yield from ("## 8. Performance Requirements", "")
    yield from _note("techspec:perf: metric, target and how it is measured")
    yield from ("## 9. Testing Strategy", "")
    yield from _note(
        "techspec:coverage: minimum and critical paths",
        "techspec:test: unit, integration and end-to-end tests",
    )


def _related(contents: Contents) -> Iterator[str]:
    yield from ("## Related Documents", "")
    if not contents.links:
        yield from _note("techspec:related: documents with their links")
        return
    yield "```{techspec:related}"
    for title, address in contents.links.items():
        yield f"- [{_words(title)}]({address})"
    yield from ("```", "")


def _end(records: Sequence[str]) -> Iterator[str]:
    if records:
        yield from ("## Decision Records", "", "```{techspec:adrs}", "```", "")
        yield from ("```{toctree}", ":hidden:", ":glob:", "")
        yield from records
        yield from ("```", "")
    yield from ("## Report", "", "```{techspec:report}", "```", "")


def _note(*lines: str) -> Iterator[str]:
    """Yield a comment of MyST that names what to write, which no page shows."""
    for line in lines:
        yield f"% {line}"
    yield ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _words(text: str) -> str:
    """Return text of a repository in one line, without any markup."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def _argument(text: str) -> str:
    """Return text as the argument of a directive, without what is markup there."""
    return " ".join(_MARKUP.sub(" ", text).split()) or "Spec"


def _code(text: str) -> str:
    """Return text as code in a cell of a table."""
    if not text:
        return ""
    text = " ".join(text.split()).replace("|", "\\|")
    mark = "``" if "`" in text else "`"
    space = " " if "`" in text else ""
    return f"{mark}{space}{text}{space}{mark}"
