"""The codes of this package's rules, each with its slug and its gate.

A code is a plain string wherever it leaves the package: plugins bring codes of their
own, with another prefix than ``TS``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

Gate = Literal["always", "gated", "info"]
"""When a rule's findings are warnings: always, from an approved spec on, or never."""


class Code(StrEnum):
    """A rule's code, such as ``TS302``; codes are never reused.

    Attributes:
        slug: the rule's name, such as ``version-inexact``.
        gate: when its findings are warnings.
    """

    slug: str
    gate: Gate

    def __new__(
        cls, value: str, slug: str, gate: Gate = "gated"
    ) -> Code:
        """Make a member of its code, its slug and its gate."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.slug = slug
        member.gate = gate
        return member

    INVALID_FIELD = "TS001", "invalid-field", "always"
    UNKNOWN_FIELD = "TS002", "unknown-field", "always"
    DUPLICATE_ITEM = "TS003", "duplicate-item", "always"
    UNRESOLVED_REFERENCE = "TS004", "unresolved-reference", "always"
    AMBIGUOUS_REFERENCE = "TS005", "ambiguous-reference", "always"
    UNUSED_WAIVER = "TS006", "unused-waiver", "always"
    EMPTY_REASON = "TS007", "empty-reason", "always"
    UNPARSABLE_BODY = "TS008", "unparsable-body", "always"
    UNKNOWN_DIRECTIVE = "TS009", "unknown-directive", "always"
    SECTION_MISSING = "TS101", "section-missing"
    HEADER_INCOMPLETE = "TS102", "header-incomplete"
    TLDR_LENGTH = "TS103", "tldr-length"
    TOPIC_MISSING = "TS104", "topic-missing"
    DECISION_WITHOUT_ADR = "TS201", "decision-without-adr"
    ADR_UNKNOWN = "TS202", "adr-unknown", "always"
    ADR_AMBIGUOUS = "TS203", "adr-ambiguous", "always"
    ADR_SUPERSEDED = "TS204", "adr-superseded", "always"
    ADR_NOT_ACCEPTED = "TS205", "adr-not-accepted"
    ADR_CONFLICT = "TS206", "adr-conflict"
    ADR_UNUSED = "TS207", "adr-unused", "info"
    VERSION_MISSING = "TS301", "version-missing"
    VERSION_INEXACT = "TS302", "version-inexact"
    TARGET_WITHOUT_NUMBER = "TS303", "target-without-number"
    TARGET_WITHOUT_UNIT = "TS304", "target-without-unit"
    UNMEASURED_TARGET = "TS305", "unmeasured-target"
    SPEC_TOO_LONG = "TS306", "spec-too-long"
    PLACEHOLDER_LEFT = "TS307", "placeholder-left"
    EXAMPLE_MISSING = "TS308", "example-missing"
    EVIDENCE_MISSING = "TS401", "evidence-missing"
    TARGET_MISSED = "TS402", "target-missed"
