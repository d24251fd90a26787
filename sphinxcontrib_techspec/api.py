"""The public Python API: what a plugin needs, and nothing else of the package.

A plugin imports names from here only. They keep their meaning between minor versions;
any other name of the package may change with each release. See the page *Extend it*.

The names of views need Sphinx, which is imported when one of them is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .adr.outline import Heading, LabelledText, Outline
from .adr.outline import Link as TextLink
from .adr.read.statements import StatusClaim, read_claim
from .codes import Gate, Scores
from .findings.report import (
    Counts,
    Finding,
    Reading,
    Report,
    SpecReport,
    UnreadBlock,
)
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
from .model.item import Item, Problem
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
    passed,
)
from .values.target import Target
from .values.version import Version

if TYPE_CHECKING:
    from .sphinx_ext.render.view import View, ViewContext
    from .sphinx_ext.view_query import ViewQuery

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
    "Problem",
    "Project",
    "Reading",
    "References",
    "Replace",
    "Report",
    "Rule",
    "Scores",
    "Section",
    "SetField",
    "Spec",
    "SpecReport",
    "StatusClaim",
    "Style",
    "Target",
    "TextLink",
    "Topic",
    "UnreadBlock",
    "Version",
    "View",
    "ViewContext",
    "ViewQuery",
    "YesOrNo",
    "fail",
    "items_with_type",
    "passed",
    "read_claim",
    "visible",
]

_NEED_SPHINX = {
    "View": ".sphinx_ext.render.view",
    "ViewContext": ".sphinx_ext.render.view",
    "ViewQuery": ".sphinx_ext.view_query",
}
"""The names of views, and their modules."""


def __getattr__(name: str) -> Any:
    """Return a name that needs Sphinx."""
    if name not in _NEED_SPHINX:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_NEED_SPHINX[name], __package__), name)
