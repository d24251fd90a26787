"""The codes of this package's rules, each with its slug and its gate.

A code is a plain string wherever it leaves the package: plugins bring codes of their
own, with another prefix than ``TS``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

DRAFT = "draft"
"""The status of a spec without one."""

GATED_STATUSES = ("approved", "implemented")
"""The statuses of a spec in which gated findings are warnings."""

Gate = Literal["always", "gated", "info"]
"""When a rule's findings are warnings: always, from an approved spec on, or never."""


Scores = Literal["both", "failures", "nothing"]
"""What of a rule goes into the score: what passed and what failed, only the latter, or
neither."""


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
    NO_NAME_COLUMN = "TS010"
    CODE_NOT_READ = "TS011"
    MISPLACED_OPTION = "TS012"
    HIDDEN_ITEM = "TS013"
    NOT_RENDERED = "TS014"
    TABLE_NOT_READ = "TS015"
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
    NO_RECORDS = "TS208"
    VERSION_MISSING = "TS301"
    VERSION_INEXACT = "TS302"
    TARGET_WITHOUT_NUMBER = "TS303"
    TARGET_WITHOUT_UNIT = "TS304"
    UNMEASURED_TARGET = "TS305"
    SPEC_TOO_LONG = "TS306"
    PLACEHOLDER_LEFT = "TS307"
    EXAMPLE_MISSING = "TS308"
    UNDEFINED_TYPE = "TS309"
    ENDPOINT_MENTIONED = "TS310"
    EVIDENCE_MISSING = "TS401"
    TARGET_MISSED = "TS402"
    VERSION_DRIFT = "TS403"
    ENDPOINT_DRIFT = "TS404"
    ENDPOINT_UNDOCUMENTED = "TS405"
    SCHEMA_DRIFT = "TS406"
    SETTING_DRIFT = "TS409"
    EVIDENCE_STALE = "TS410"
    SOURCES_DISAGREE = "TS411"
    EVIDENCE_BY_POSITION = "TS412"

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

    @property
    def aspect(self) -> str:
        """What the template asks for that the rule checks; empty where it is nothing.

        Of the rules on one aspect, an item counts once in the score.
        """
        return _ASPECTS.get(self, "")

    @property
    def scores(self) -> Scores:
        """What of the rule goes into the score."""
        if self in _ASPECTS and self not in _REFERENCES:
            return "both"
        failures = self in _REFERENCES or self in _MISTAKES or self.startswith("TS0")
        return "failures" if failures else "nothing"


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
        Code.NO_NAME_COLUMN,
        Code.MISPLACED_OPTION,
        Code.NOT_RENDERED,
        Code.ADR_UNKNOWN,
        Code.ADR_AMBIGUOUS,
        Code.ADR_SUPERSEDED,
    }
)
_INFO = frozenset(
    {
        Code.CODE_NOT_READ,
        Code.HIDDEN_ITEM,
        Code.ADR_UNUSED,
        Code.NO_RECORDS,
        Code.UNDEFINED_TYPE,
        Code.ENDPOINT_MENTIONED,
        Code.ENDPOINT_UNDOCUMENTED,
        Code.EVIDENCE_STALE,
        Code.SOURCES_DISAGREE,
    }
)
_REFERENCES = frozenset(
    {Code.ADR_UNKNOWN, Code.ADR_AMBIGUOUS, Code.ADR_SUPERSEDED, Code.ADR_NOT_ACCEPTED}
)
"""The rules on references to decision records, which not every item has to have."""

_ASPECTS = {
    Code.SECTION_MISSING: "section",
    Code.HEADER_INCOMPLETE: "header",
    Code.TLDR_LENGTH: "header",
    Code.TOPIC_MISSING: "topic",
    Code.DECISION_WITHOUT_ADR: "decision",
    **dict.fromkeys(_REFERENCES, "decision"),
    Code.VERSION_MISSING: "version",
    Code.VERSION_INEXACT: "version",
    Code.TARGET_WITHOUT_NUMBER: "target",
    Code.TARGET_WITHOUT_UNIT: "target",
    Code.UNMEASURED_TARGET: "measurement",
    Code.EXAMPLE_MISSING: "example",
}
"""What the template asks for, by the rules that check it."""

_MISTAKES = frozenset({Code.SPEC_TOO_LONG, Code.PLACEHOLDER_LEFT})
"""The rules beside TS0xx on what the template asks to leave out."""
