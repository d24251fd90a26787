"""TS3xx: what is said, but too vaguely to be held to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from ..kinds import (
    Argument,
    Command,
    Coverage,
    Endpoint,
    Entity,
    Payload,
    Perf,
    Section,
    Stack,
)
from ..record import Record, row_models
from ..spec import Spec
from ..text import Text, folded, plain, runs
from ..values import Target
from .base import PASSED, Context, Failed, Outcome, everything, fail

_FILLERS = (
    "project name|date|version|if applicable|choice|component|module|data layer|name"
    "|what it does|functions|entity name|entity|entity a|entity b|field|type"
    "|relationship type|resource|purpose|yes/no|cmd|subcmd|arg|example|description"
    "|value|method|details|rbac/abac/etc|encryption method|tls/etc|handling approach"
    "|approach to errors.*|code|what user should do|what not to log|response time"
    "|throughput|memory|target|how measured|focus areas|key scenarios"
    "|user workflows|docker if applicable|adr-xxx|monolith .*|2-3 sentences.*"
)
_BRACKETS = re.compile(
    # No part of a type (`list[Component]`), no link and no ticked box.
    rf"(?<![\w\]])\[(?:{_FILLERS})\](?![(\[])|\[x\](?=\s?%)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"\b(?:ADR-XXX|TBD|TODO|FIXME|XXX)\b")
_DOTS = frozenset({"…", "..."})
"""What stands for all of a value that is still to be written."""
_USAGE = re.compile(r"\[(?:cmd|subcmd|arg|example)\]", re.IGNORECASE)
"""Fillers that are no argument in the usage of a command, as ``[name]`` may be."""
_USAGES = {(Command.kind, ""), (Command.kind, "example"), (Argument.kind, "")}
"""The fields that hold usages, by kind."""


def version_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A technology has no version.

    Without one nobody can build the system again as it was specified.
    """
    for record in spec.of_kind(Stack.kind):
        if record.has("version"):
            yield PASSED[Section.STACK]
        else:
            yield fail(record, "it has no version.", fix=":version: 1.2.3")


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
                f"version “{version.text}” {why[version.exactness]}. "
                "Name the exact release.",
                "version",
            )


_DASHES = frozenset("-–—")


def target_without_number(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A target of performance or of coverage is missing or has no number.

    *Fast* can be neither tested nor missed.
    """
    for record, target, example in _targets(spec):
        if target is not None and target.number is not None:
            yield PASSED[record.type.section]
        elif target is None or target.text in _DASHES:
            yield fail(record, "it has no target.", fix=example)
        else:
            yield fail(
                record,
                f"the target “{target.text}” has no number.",
                "target",
                fix=example,
            )


def target_without_unit(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A target has a number without a unit.

    *200* may be milliseconds, requests or megabytes. Nothing is nothing in any unit,
    and a score, a ratio and their like have none.
    """
    for record, target, _ in _targets(spec):
        if target is None or target.number is None:
            continue
        bare = not target.number or _PURE.search(f"{record.name}; {target.text};")
        if target.unit is not None or bare:
            yield PASSED[record.type.section]
        else:
            yield fail(
                record,
                f"the target “{target.text}” has no unit.",
                "target",
            )


_PURE = re.compile(
    r"\b(?:scores?|ratio|factor|index|coefficient|probability|similarity|rank|grade)"
    r"(?=\s*(?:[;)<>≤≥=\d]|of\b))"
    r"|\b(?:accuracy|precision|recall|sensitivity|specificity|f1|f-measure|gini|kappa"
    r"|(?:roc[ -]?)?auc|auroc|ndcg(?:@\d+)?|mrr|iou|bleu|rouge(?:-\w+)?|r²|perplexity"
    r"|apdex|cls|layout shift|ssim|psi|speed-?up|amplification|(?-i:mAP|MOS))\b",
    re.IGNORECASE,
)
"""Metrics that are numbers without a unit."""


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
                "it does not say how it is measured.",
                fix=":measurement: …",
            )


def _targets(spec: Spec) -> Iterator[tuple[Record, Target | None, str]]:
    """Give every item that has a target, with the target and an example of one."""
    for record in spec.of_kind(Perf.kind):
        yield record, cast("Perf", record.model).target, ":target: < 200 ms at p95"
    for record in spec.of_kind(Coverage.kind):
        yield record, cast("Coverage", record.model).target, ":target: 90 %"


def spec_too_long(spec: Spec, context: Context) -> Iterator[Outcome]:
    """The spec has more words than a reader will read.

    The template asks for fewer than 1,500 words (``techspec_word_limit``). Words are
    counted as a reader would count them on the pages: prose, tables and fields; blocks
    of code, views and decision records are left out.
    """
    count = words(spec)
    if count <= context.word_limit:
        yield PASSED[Section.SPEC]
        return
    yield Failed(
        Section.SPEC,
        f"the spec has {count:,} words, {count - context.word_limit:,} more than "
        f"{context.word_limit:,}. Move detail to documents beside it.",
        spec.head,
        spec.docname,
        spec.head.line if spec.head else 0,
    )


def words(spec: Spec) -> int:
    """Return how many words a reader of the spec's pages reads."""
    count = sum(d.words for d in spec.documents if d.adr is None)
    shared: set[tuple[str, int, str]] = set()
    for record in spec.items:
        for name, text in _seen(record):
            line = record.line_of(name) if name else record.line
            if line != record.line and not record.prose:
                # A default of many rows is read once.
                key = (record.docname, line, name)
                if key in shared:
                    continue
                shared.add(key)
            count += count_words(text)
    return count


def _seen(record: Record) -> Iterator[tuple[str, str]]:
    """Give what an item shows outside of its body: each field and its text."""
    yield "", record.name
    hidden = {*record.in_body, *record.type.split_name(record.name)}
    for name, text in record.given():
        if name not in hidden:
            yield name, plain(text)
    for _, text in record.extras:
        yield "", plain(text)
    if not record.coded:
        for row in row_models(record):
            yield "", " ".join(str(value) for _, value in row)


def count_words(text: str) -> int:
    """Return how many words *text* has: what stands between spaces and has a letter."""
    return len(_WORD.findall(text))


_WORD = re.compile(r"[^\W_]\S*")


_NO_BODY = re.compile(
    r"[-–—]|(?:none|no|empty|nothing|n/a)\b.*|[1-5]\d\d(?: [a-z -]*)?", re.IGNORECASE
)
"""What says that there is no body; a status alone, such as ``202 Accepted``, does."""


def example_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An entity has no fields, a body no payload, a command or payload no example.

    Give an entity its fields as a table, a list or a class. Name the payload or the
    entity that an endpoint takes and gives; where it takes or gives nothing, leave the
    field out or say ``none``. A command is understood by a call that works.
    """
    for record in spec.of_kind(Entity.kind):
        if row_models(record):
            yield PASSED[Section.DATA]
        else:
            yield fail(record, "it has no fields.")
    for kind in (Payload, Command):
        for record in spec.of_kind(kind.kind):
            if record.has("example"):
                yield PASSED[kind.section]
            else:
                yield fail(record, "it has no example.")
    yield from _bodies(spec, context)


def _bodies(spec: Spec, context: Context) -> Iterator[Outcome]:
    """Check that the bodies of requests and responses are shown somewhere."""
    shown = bool(spec.of_kind(Payload.kind))
    named = {
        tuple(folded(record.name).split("-"))
        for kind in (Payload, Entity)
        for record in spec.of_kind(kind.kind)
    }
    bodied: list[Record] = []
    for record in spec.of_kind(Endpoint.kind):
        if getattr(record.model, "method", "") in _WITH_BODY and not _says_none(
            plain(record.text("request"))
        ):
            bodied.append(record)
        for name in ("request", "response"):
            text = plain(record.text(name))
            if not text:
                continue
            if _says_none(text) or _BINARY.search(text):
                yield PASSED[Section.API]
            elif context.project.names_in(record, name) or _mentions(text, named):
                shown = True
                yield PASSED[Section.API]
            else:
                message = f"the {name} “{text}” names no payload and no entity."
                yield fail(record, message, name)
    if bodied and not shown:
        yield fail(
            bodied[0],
            "no endpoint says what its body looks like. Write a techspec:payload, or "
            "name an entity in request.",
        )


_BINARY = re.compile(
    r"\b(?:image|audio|video|font)/[\w.+*-]+|\bapplication/(?:octet-stream|pdf|zip|gzip)\b"
)
"""Media types whose bodies nobody can read in a spec."""


def _says_none(text: str) -> bool:
    return _NO_BODY.fullmatch(text) is not None


def _mentions(text: str, names: set[tuple[str, ...]]) -> bool:
    """Tell whether a text names one of the *names* among other words, or several."""
    words = folded(text).split("-")
    longest = max(map(len, names), default=0)
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            *before, last = words[start:end]
            if {(*before, last), (*before, last.removesuffix("s"))} & names:
                return bool(last)
    return False


_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


def placeholder_left(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A filler of the template was left in.

    ``[Choice]``, ``[if applicable]`` and the template's other words in brackets,
    ``TBD``, ``TODO``, ``FIXME`` and ``XXX`` in capitals, and three dots alone.
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
            if filler := _filler(record, name, text):
                clean = False
                # A row of an item has one line for all its parts.
                row, dot, _ = name.rpartition(".")
                place = row if dot else name
                yield fail(record, f"{label}: “{filler}” was left in.", place)
        if clean:
            yield PASSED[record.type.section]


def placeholder(text: str, *, whole: bool = False) -> str:
    """Return the filler that *text* holds, or nothing.

    *whole* is whether nothing else is said: dots behind other words are none.
    """
    if whole and text in _DOTS:
        return text
    return _capitals(text) or _brackets(text)


def _capitals(text: str) -> str:
    # To look for the letters first takes a tenth of the time, and nearly all have none.
    if "XXX" in text or "TBD" in text or "TODO" in text or "FIXME" in text:
        found = _CAPITALS.search(text)
        return found[0] if found else ""
    return ""


def _brackets(text: str) -> str:
    found = _BRACKETS.search(text) if "[" in text else None
    return found[0] if found else ""


def _filler(record: Record, name: str, text: Text) -> str:
    """Return the filler in a field of an item; words set as code are quoted ones."""
    bare = plain(text)
    if name.endswith(".type"):
        # A type is code: it may list the states of a task.
        return bare if placeholder(bare) == bare else ""
    if (record.kind, name) in _USAGES:
        usage = _USAGE.search(bare)
        return usage[0] if usage else ""
    if bare in _DOTS:
        return bare
    prose = bare if text is bare else _without_code(text)
    return _capitals(prose) or _brackets(bare)


def _without_code(text: Text) -> str:
    return "".join(part for style, part in runs(text) if style != "code")


def _texts(record: Record) -> Iterator[tuple[str, str, Text]]:
    """Give the texts of an item that its body does not show: field, label, text."""
    fields = record.type.declared()
    yield "", record.type.label, record.text("")
    skipped = {*record.in_body, *record.type.split_name(record.name)}
    for name, text in record.given():
        if name not in skipped:
            yield name, fields[name].ask.label, text
    for label, text in record.extras:
        yield "", label, text
    for number, row in enumerate(row_models(record)):
        place = f"{record.type.rows}.{number}"
        for name, value in row:
            if isinstance(value, str):
                text = record.markup.get(f"{place}.{name}", value)
                yield f"{place}.{name}", name, text
