"""TS1xx: what the template asks for and the spec does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..kinds import KINDS, Section
from ..spec import Spec
from .base import PASSED, Context, Failed, Outcome

IF_APPLICABLE = frozenset({Section.API, Section.CLI})
"""The sections that the template asks for only where they are applicable."""

_SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)[.!?…][\"'”’)]*(?=\s|$)")


def _head(spec: Spec) -> tuple[str, int]:
    """Return where the head of *spec* stands."""
    return (spec.head.docname, spec.head.line) if spec.head else (spec.docname, 0)


def section_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A section of the template has no item.

    Fill it, or say that it does not apply and why:

        ```{techspec:not-applicable} cli
        The service has no command line.
        ```

    The API and the command line are asked for only if applicable, so that their
    absence is told as information.
    """
    docname, line = _head(spec)
    exempt = {exemption.what.strip().lower() for _, exemption in spec.exemptions}
    for section in dict.fromkeys(kind.section for kind in KINDS):
        if context.sections and section.key not in context.sections:
            continue
        if spec.of_section(section):
            yield PASSED[section]
            continue
        if section.key in exempt or section.title.lower() in exempt:
            continue
        kinds = [kind.kind for kind in KINDS if kind.section is section]
        yield Failed(
            section,
            f"{section.title}: nothing says it. Write it with "
            f"{' or '.join(f'techspec:{kind}' for kind in kinds)}, or declare it not "
            "applicable.",
            docname=docname,
            line=line,
            fix=f"```{{techspec:not-applicable}} {section.key}\nWhy it does not apply."
            "\n```",
            gate="info" if section in IF_APPLICABLE else None,
            counts=section not in IF_APPLICABLE,
        )


def header_incomplete(spec: Spec, context: Context) -> Iterator[Outcome]:
    """The spec's head lacks its status, version, date or TL;DR.

    They stand in ``techspec:spec``; the TL;DR is its body.
    """
    docname, line = _head(spec)
    if spec.head is None:
        yield Failed(
            Section.SPEC,
            "there is no techspec:spec, so that the spec has no status, version, date "
            "and TL;DR.",
            docname=docname,
            line=line,
            fix=f"```{{techspec:spec}} {spec.name}\n:status: draft\n:version: 0.1\n"
            ":updated: 2026-01-31\n\nTwo or three sentences.\n```",
        )
        return
    for name, field in spec.head.type.declared().items():
        if not field.ask.required:
            continue
        if spec.head.has(name):
            yield PASSED[Section.SPEC]
        else:
            yield Failed(
                Section.SPEC,
                f"{field.ask.label} is missing. {field.ask.doc}",
                spec.head,
                docname,
                line,
                fix="" if name == "tldr" else f":{name}: …",
            )


def tldr_length(spec: Spec, context: Context) -> Iterator[Outcome]:
    """The TL;DR has fewer than two or more than three sentences.

    One sentence leaves out the stack, the pattern or the constraints; four are no
    summary.
    """
    if spec.head is None or not spec.head.has("tldr"):
        return
    text = str(spec.head.text("tldr"))
    count = sentences(text)
    if 2 <= count <= 3:  # noqa: PLR2004 - the template's own numbers
        yield PASSED[Section.SPEC]
    else:
        yield Failed(
            Section.SPEC,
            f"the TL;DR has {count} sentence{'' if count == 1 else 's'}; the template "
            "asks for two or three: stack, pattern, key constraints.",
            spec.head,
            spec.head.docname,
            spec.head.line_of("tldr"),
        )


def sentences(text: str) -> int:
    """Return how many sentences *text* has; a last one may lack its full stop."""
    ends = list(_SENTENCE_END.finditer(text.strip()))
    tail = text.strip()[ends[-1].end() :] if ends else text
    return len(ends) + bool(tail.strip())
