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
    """A rule's code, such as ``TS302``; codes are never reused."""

    INVALID_FIELD = "TS001"
    UNKNOWN_FIELD = "TS002"
    DUPLICATE_ITEM = "TS003"
    UNRESOLVED_REFERENCE = "TS004"
    AMBIGUOUS_REFERENCE = "TS005"
    UNUSED_WAIVER = "TS006"
    EMPTY_REASON = "TS007"
    UNPARSABLE_BODY = "TS008"
    UNKNOWN_DIRECTIVE = "TS009"
    MISPLACED_OPTION = "TS012"
    NOT_RENDERED = "TS014"
    SECTION_MISSING = "TS101"
    HEADER_INCOMPLETE = "TS102"
    TLDR_LENGTH = "TS103"
    TOPIC_MISSING = "TS104"
    DECISION_WITHOUT_ADR = "TS201"
    ADR_UNKNOWN = "TS202"
    ADR_AMBIGUOUS = "TS203"
    ADR_SUPERSEDED = "TS204"
    ADR_NOT_ACCEPTED = "TS205"
    ADR_CONFLICT = "TS206"
    ADR_UNUSED = "TS207"
    VERSION_MISSING = "TS301"
    VERSION_INEXACT = "TS302"
    TARGET_WITHOUT_NUMBER = "TS303"
    TARGET_WITHOUT_UNIT = "TS304"
    UNMEASURED_TARGET = "TS305"
    SPEC_TOO_LONG = "TS306"
    PLACEHOLDER_LEFT = "TS307"
    EXAMPLE_MISSING = "TS308"
    EVIDENCE_MISSING = "TS401"
    TARGET_MISSED = "TS402"

    @property
    def slug(self) -> str:
        """The rule's name, such as ``version-inexact``."""
        return self.name.lower().replace("_", "-")

    @property
    def gate(self) -> Gate:
        """When the rule's findings are warnings."""
        if self in _INFO:
            return "info"
        return "always" if self in _ALWAYS else "gated"


_ALWAYS = frozenset(
    {
        Code.INVALID_FIELD,
        Code.UNKNOWN_FIELD,
        Code.DUPLICATE_ITEM,
        Code.UNRESOLVED_REFERENCE,
        Code.AMBIGUOUS_REFERENCE,
        Code.UNUSED_WAIVER,
        Code.EMPTY_REASON,
        Code.UNPARSABLE_BODY,
        Code.UNKNOWN_DIRECTIVE,
        Code.MISPLACED_OPTION,
        Code.NOT_RENDERED,
        Code.ADR_UNKNOWN,
        Code.ADR_AMBIGUOUS,
        Code.ADR_SUPERSEDED,
    }
)
_INFO = frozenset({Code.ADR_UNUSED})
