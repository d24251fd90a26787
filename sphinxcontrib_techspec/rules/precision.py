"""TS3xx: what is said, but too vaguely to be held to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from ..kinds import Entity, Perf, Section, Stack
from ..record import Record, row_models
from ..spec import Spec
from ..text import plain
from .base import PASSED, Context, Failed, Outcome, fail
from .writing import everything

_FILLERS = (
    "project name|date|version|if applicable|choice|component|module|data layer|name"
    "|what it does|functions|entity name|entity|entity a|entity b|field|type"
    "|relationship type|resource|purpose|yes/no|cmd|subcmd|arg|example|description"
    "|value|method|details|rbac/abac/etc|encryption method|tls/etc|handling approach"
    "|approach to errors.*|code|what user should do|what not to log|response time"
    "|throughput|memory|target|how measured|x|focus areas|key scenarios"
    "|user workflows|docker if applicable|adr-xxx|monolith .*|2-3 sentences.*"
)
_PLACEHOLDER = re.compile(
    rf"\[(?:{_FILLERS})\](?!\()|\b(?:TBD|TODO|FIXME|XXX)\b|\bADR-XXX\b",
)
_TEMPLATE_FILLER = re.compile(rf"\[(?:{_FILLERS})\](?!\()", re.IGNORECASE)


def version_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A technology has no version.

    Without one nobody can build the system again as it was specified.
    """
    for record in spec.of_kind(Stack.kind):
        if record.has("version"):
            yield PASSED[Section.STACK]
        else:
            yield fail(
                record, f"{record.name} has no version.", fix=":version: 1.2.3"
            )


def version_inexact(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A version does not name one release.

    ``3.x``, ``>=3``, ``^3.12``, ``latest`` and a bare major such as ``16`` stand for
    many releases, and for another one tomorrow. Name the release that was chosen.
    """
    why = {
        "range": "is a range",
        "moving": "means another release tomorrow",
        "partial": "names many releases",
        "unknown": "is no version that can be read",
    }
    for record in spec.of_kind(Stack.kind):
        version = cast("Stack", record.model).version
        if version is None:
            continue
        if version.exactness == "exact":
            yield PASSED[Section.STACK]
        else:
            yield fail(
                record,
                f"{record.name}: version “{version.text}” {why[version.exactness]}. "
                "Name the exact release.",
                "version",
            )


def target_without_number(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A performance target is missing or has no number.

    *Fast* can be neither tested nor missed.
    """
    for record in spec.of_kind(Perf.kind):
        target = cast("Perf", record.model).target
        if target is not None and target.number is not None:
            yield PASSED[Section.PERFORMANCE]
        elif target is None:
            yield fail(
                record, f"{record.name} has no target.", fix=":target: < 200 ms at p95"
            )
        else:
            yield fail(
                record,
                f"{record.name}: the target “{target.text}” has no number.",
                "target",
                fix=":target: < 200 ms at p95",
            )


def target_without_unit(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A performance target has a number without a unit.

    *200* may be milliseconds, requests or megabytes.
    """
    for record in spec.of_kind(Perf.kind):
        target = cast("Perf", record.model).target
        if target is None or target.number is None:
            continue
        if target.unit is not None:
            yield PASSED[Section.PERFORMANCE]
        else:
            yield fail(
                record,
                f"{record.name}: the target “{target.text}” has no unit.",
                "target",
            )


def unmeasured_target(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A performance target does not say how it is measured.

    Two ways to measure give two numbers. Say the tool, the load, and where it runs.
    """
    for record in spec.of_kind(Perf.kind):
        if record.has("measurement"):
            yield PASSED[Section.PERFORMANCE]
        else:
            yield fail(
                record,
                f"{record.name} does not say how it is measured.",
                fix=":measurement: …",
            )


def placeholder_left(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A filler of the template was left in.

    ``[Choice]``, ``[if applicable]`` and the template's other words in brackets, and
    ``TBD``, ``TODO``, ``FIXME`` and ``XXX`` in capitals.
    """
    for record in everything(spec):
        found = [p for p in record.problems if p.code == "TS307"]
        for problem in found:
            yield Failed(
                record.type.section, problem.message, record, record.docname,
                problem.line, problem.fix,
            )  # fmt: skip
        clean = not found
        for name, label, text in _texts(record):
            if filler := placeholder(text):
                clean = False
                yield fail(record, f"{label}: “{filler}” was left in.", name)
        if clean:
            yield PASSED[record.type.section]


def placeholder(text: str) -> str:
    """Return the filler that *text* holds, or nothing."""
    found = _PLACEHOLDER.search(text) or _TEMPLATE_FILLER.search(text)
    return found[0] if found else ""


def _texts(record: Record) -> Iterator[tuple[str, str, str]]:
    """Give every text of an item: its field, its label, the text."""
    yield "", record.type.label, record.name
    for name, field in record.type.declared().items():
        if name != record.type.rows:
            yield name, field.ask.label, plain(record.text(name))
    for label, text in record.extras:
        yield "", label, plain(text)
    for number, row in enumerate(row_models(record)):
        for name, value in row:
            if isinstance(value, str):
                yield f"{record.type.rows}.{number}", name, value
