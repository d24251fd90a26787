"""The kind ``risk``, and the rule ACME101."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from sphinxcontrib_techspec.api import (
    DECISION,
    NO_DECISIONS,
    Context,
    DecisionRefs,
    EmptyIsNone,
    FieldSpec,
    Kind,
    Lower,
    Message,
    Outcome,
    Rule,
    Section,
    SetField,
    Spec,
    fail,
    passed,
)


class Risk(Kind):
    """Something that may go wrong, and what is done about it."""

    kind: ClassVar = "risk"
    title: ClassVar = "risk"
    section: ClassVar = Section("risks", "Risks")
    label: ClassVar = "Risk"
    columns: ClassVar = ("", "likelihood", "mitigation", "owner", "adr")
    bullet: ClassVar = ("", "mitigation")

    likelihood: Annotated[
        Literal["low", "medium", "high"] | None,
        Lower,
        EmptyIsNone,
        FieldSpec(
            "Likelihood",
            "How likely it is.",
            aliases=("Probability",),
            required=True,
        ),
    ] = None
    mitigation: Annotated[
        str,
        FieldSpec(
            "Mitigation",
            "What is done about it.",
            required=True,
            inline_markup=True,
            from_body=True,
        ),
    ] = ""
    owner: Annotated[
        str,
        FieldSpec(
            "Owner",
            "The person or team responsible for it.",
            required=True,
            missing_code="ACME101",
        ),
    ] = ""
    threatens: Annotated[
        str,
        FieldSpec(
            "Threatens",
            "The component that it is a risk to.",
            refers_to=("component",),
            single_reference=True,
        ),
    ] = ""
    adr: Annotated[DecisionRefs, DECISION] = NO_DECISIONS


def risk_without_owner(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A risk has no owner.

    Without an owner, a risk is often noticed too late.
    """
    for item in spec.of_kind(Risk.kind):
        if item.has("owner"):
            yield passed(item)
        else:
            yield fail(
                item,
                Message("missing owner"),
                subject="owner",
                advice=Message("name a person or a team"),
                fix=SetField("owner", "…", "placeholders"),
            )


RISK_WITHOUT_OWNER = Rule(
    "ACME101",
    "risk-without-owner",
    risk_without_owner,
    gate="always",
    url="https://acme.example/techspec/ACME101",
)
