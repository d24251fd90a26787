"""The public Python API: what a plugin needs, and nothing else of the package.

A plugin imports names from here only. They keep their meaning between minor versions;
any other name of the package may change with each release. See the page *Extend it*.
"""

from __future__ import annotations

from .adr.outline import Entry as LabelledText
from .adr.outline import Link as TextLink
from .adr.outline import Outline
from .adr.outline import Part as Heading
from .adr.read.statements import Said as StatusClaim
from .adr.read.statements import say as read_claim
from .codes import Gate
from .findings.report import Counts, Finding, Report, SpecReport
from .formats import Format
from .formats.style import Style, visible
from .kinds.base import Kind, NamePart
from .kinds.field import (
    DECISION,
    EVIDENCE,
    NO_DECISIONS,
    NO_EVIDENCE,
    CodeLanguage,
    DecisionRefs,
    EmptyIsNone,
    EvidenceRef,
    FieldSpec,
    ItemStatus,
    Link,
    Lower,
    References,
    YesOrNo,
)
from .kinds.template import Section, Topic
from .messages import Insert, Message, Replace, SetField
from .model.item import Item
from .model.project import Project
from .model.spec import Spec
from .rules.base import (
    PASSED,
    Context,
    Failed,
    NotApplicable,
    NotChecked,
    Outcome,
    Passed,
    Rule,
    fail,
    items_with_type,
)
from .values.target import Target
from .values.version import Version

__all__ = [
    "DECISION",
    "EVIDENCE",
    "NO_DECISIONS",
    "NO_EVIDENCE",
    "PASSED",
    "CodeLanguage",
    "Context",
    "Counts",
    "DecisionRefs",
    "EmptyIsNone",
    "EvidenceRef",
    "Failed",
    "FieldSpec",
    "Finding",
    "Format",
    "Gate",
    "Heading",
    "Insert",
    "Item",
    "ItemStatus",
    "Kind",
    "LabelledText",
    "Link",
    "Lower",
    "Message",
    "NamePart",
    "NotApplicable",
    "NotChecked",
    "Outcome",
    "Outline",
    "Passed",
    "Project",
    "References",
    "Replace",
    "Report",
    "Rule",
    "Section",
    "SetField",
    "Spec",
    "SpecReport",
    "StatusClaim",
    "Style",
    "Target",
    "TextLink",
    "Topic",
    "Version",
    "YesOrNo",
    "fail",
    "items_with_type",
    "read_claim",
    "visible",
]
