"""TS006 and TS007: waivers and declarations that are unused or have no reason."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import Section
from ..messages import Message, suggestion
from ..model.item import Waiver
from ..model.spec import Spec
from ._topics import covered_topics, item_on_topic
from .base import (
    PASSED,
    Context,
    Failed,
    Outcome,
    fail,
    header_and_items,
    waiver_key,
)
from .declarations import Declared, declarable, declared


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
                    file=waiver.file,
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
                file=waiver.file,
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
                file=exemption.file,
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
            key = waiver_key(item.docname, waiver, item.file)
            if key in used or not is_reason(waiver.reason):
                yield PASSED[item.kind.section]
            else:
                yield fail(
                    item,
                    _unused(waiver),
                    subject=waiver.code,
                    advice=_REMOVE,
                    line=waiver.line,
                    file=waiver.file,
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
                file=waiver.file,
            )
    for document, exemption in spec.exemptions:
        advice = ""
        if found := declared(exemption.name, exemption.kind):
            problem = _contradicted(spec, found, exemption.name)
        else:
            problem = Message(
                "“{name}” is neither a section nor a topic", name=exemption.name
            )
            advice = suggestion(exemption.name, declarable())
        if problem:
            yield Failed(
                Section.SPEC,
                problem,
                subject=exemption.name,
                advice=advice,
                docname=document.docname,
                line=exemption.line,
                file=exemption.file,
            )
        else:
            yield PASSED[Section.SPEC]


_REMOVE = Message("remove it")


def _unused(waiver: Waiver) -> Message:
    return Message("unused waiver for {code}", code=waiver.code)


def _contradicted(spec: Spec, found: Declared, written: str) -> str:
    """Return the problem where what is declared not applicable has items."""
    for section in found.sections:
        count = len(spec.of_section(section))
        if not count:
            return ""
        return Message(
            "section “{section}” is marked as not applicable but has items ({count})",
            section=section.title,
            count=count,
        )
    problem = ""
    for kind, topic in found.topics:
        item = item_on_topic(covered_topics(spec, kind), topic)
        if item is None:
            # One word may mean two topics, and here it means this one.
            return ""
        problem = Message(
            "topic “{topic}” is marked as not applicable, but {kind} “{item}” covers "
            "it",
            topic=written,
            kind=item.kind.title,
            item=item.name,
        )
    return problem
