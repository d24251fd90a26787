"""The report: what the rules found in a project, with its counts and its score.

This is data only, and is read from a ``techspec.json`` without anything else of the
package; `findings.evaluate` makes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..codes import Code
from ..messages import Fix, Related, fix_to_data, join_messages

Severity = Literal["error", "warning", "info"]
"""How severe a finding is."""

State = Literal["fail", "not applicable", "not checked", "waived"]
"""What a finding says of a check; checks that passed are only counted."""

STATES: tuple[State, ...] = ("fail", "not applicable", "not checked", "waived")
"""All that a finding may say."""

SEVERITY_ORDER: dict[str, int] = {"error": 0, "warning": 1, "info": 2}
"""The severities, the most severe first."""


_OF_WHOLE = frozenset({Code.SECTION_MISSING, Code.TOPIC_MISSING})
"""The rules on what stands nowhere in a spec; the line is that of its header."""


@dataclass(slots=True)
class Finding:
    """What a rule found, where, and how severe it is.

    Attributes:
        code: the rule's code.
        slug: the rule's name.
        severity: error, warning or info.
        state: fail, waived, not applicable or not checked; passes are only counted.
        spec: the name of the spec.
        section: the key of the template's section.
        problem: what is wrong, as a noun phrase without the name of the item.
        kind: the kind of the item at fault; empty where there is no item.
        item: the name of the item at fault.
        subject: what the finding is about: a field, a target, the id of a record.
        advice: what to do, in the imperative.
        fix: what to write, where that is known.
        docname: the document at fault.
        file: its file, from the source folder.
        line: the line, from 1; 0 where it is not known.
        anchor: the HTML id of the item in its document.
        reason: why it is waived, not applicable or not checked.
        counts: whether it goes into the score.
        related: the places in other files that it is about.
    """

    code: str
    slug: str
    severity: Severity
    state: State
    spec: str
    section: str
    problem: str
    kind: str = ""
    item: str = ""
    subject: str = ""
    advice: str = ""
    fix: Fix | None = None
    docname: str = ""
    file: str = ""
    line: int = 0
    anchor: str = ""
    reason: str = ""
    counts: bool = True
    related: tuple[Related, ...] = ()

    @property
    def order(self) -> tuple[str, int, str, str, str, str, str]:
        """The order in which findings are reported: by file and line, then by code."""
        return (
            self.file, self.line, self.code, self.spec, self.item, self.subject,
            self.problem,
        )  # fmt: skip

    @property
    def is_of_whole(self) -> bool:
        """Whether it is about what stands nowhere in the spec."""
        return self.code in _OF_WHOLE

    @property
    def name(self) -> str:
        """The item at fault with its kind: ``endpoint GET /users``."""
        return f"{self.kind} {self.item}".strip()

    @property
    def message(self) -> str:
        """The problem and the advice in one text, in English."""
        return join_messages(self.problem, self.advice)

    def to_data(self) -> dict[str, object]:
        """Return the finding as JSON has it: its attributes, and the message."""
        data: dict[str, object] = {key: getattr(self, key) for key in self.__slots__}
        data |= {"message": self.message, "fix": fix_to_data(self.fix)}
        del data["related"]
        if self.related:
            data["related"] = [
                {"file": place.file, "line": place.line, "text": place.text}
                for place in self.related
            ]
        return data


@dataclass(slots=True)
class Counts:
    """How many checks ended in each state."""

    passed: int = 0
    failed: int = 0
    waived: int = 0
    not_applicable: int = 0
    not_checked: int = 0

    @property
    def score(self) -> float | None:
        """Passed of those that passed or failed, in percent; `None` where none did."""
        made = self.passed + self.failed
        return 100 * self.passed / made if made else None

    def note(self, finding: Finding) -> None:
        """Count a finding."""
        if finding.state == "waived":
            self.waived += 1
        elif finding.state == "not applicable":
            self.not_applicable += 1
        elif finding.state == "not checked":
            self.not_checked += 1
        elif finding.counts:
            self.failed += 1

    def add(self, other: Counts) -> None:
        """Add the counts of *other*."""
        self.passed += other.passed
        self.failed += other.failed
        self.waived += other.waived
        self.not_applicable += other.not_applicable
        self.not_checked += other.not_checked


@dataclass(slots=True)
class UnreadBlock:
    """A table, a list or a block of code that was not read, or not as a whole.

    Attributes:
        kind: table, list or code block.
        docname: its document.
        file: its file, from the source folder.
        line: its line, from 1, or that of its first bullet or row that was not read.
    """

    kind: str
    docname: str
    file: str
    line: int

    def to_data(self) -> dict[str, object]:
        """Return the block as JSON has it."""
        return {key: getattr(self, key) for key in self.__slots__}


BLOCK_KEYS = {"tables": "table", "lists": "list", "code_blocks": "code block"}
"""The kinds of blocks by their keys in JSON."""


@dataclass(slots=True)
class Reading:
    """How much of a spec's documents was read.

    Attributes:
        read: how many blocks were read as a whole, by kind.
        unread: those that were not, by file and line.
    """

    read: dict[str, int] = field(default_factory=dict[str, int])
    unread: list[UnreadBlock] = field(default_factory=list[UnreadBlock])

    @property
    def read_blocks(self) -> int:
        """How many blocks were read."""
        return sum(self.read.values())

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return self.read_blocks + len(self.unread)

    def to_data(self) -> dict[str, object]:
        """Return the reading as JSON has it: the numbers by kind, and what is left."""
        data: dict[str, object] = {}
        for key, kind in BLOCK_KEYS.items():
            read = self.read.get(kind, 0)
            unread = sum(block.kind == kind for block in self.unread)
            data[key] = {"read": read, "all": read + unread}
        return data | {"unread": [block.to_data() for block in self.unread]}


@dataclass(slots=True)
class ClaimCounts:
    """How many claims there are: targets with evidence, versions, endpoints.

    Attributes:
        agrees: how many agree with the repository.
        differs: how many differ from it.
        not_checked: how many were not compared, by the reason.
    """

    agrees: int = 0
    differs: int = 0
    not_checked: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def checked(self) -> int:
        """How many were compared."""
        return self.agrees + self.differs

    @property
    def unchecked(self) -> int:
        """How many were not compared."""
        return sum(self.not_checked.values())

    @property
    def number(self) -> int:
        """How many there are."""
        return self.checked + self.unchecked

    def to_data(self) -> dict[str, object]:
        """Return the counts as JSON has them."""
        return {
            "agrees": self.agrees,
            "differs": self.differs,
            "not_checked": {**self.not_checked},
        }


@dataclass(slots=True)
class Claims:
    """How many claims of a spec were compared with the repository, by section."""

    sections: dict[str, ClaimCounts] = field(default_factory=dict[str, ClaimCounts])

    def note(self, section: str, verdict: str, reason: str = "") -> None:
        """Count a claim.

        Args:
            section: the key of its section.
            verdict: *agrees*, *differs* or *not checked*.
            reason: why it was not checked.
        """
        counts = self.sections.setdefault(section, ClaimCounts())
        if verdict == "agrees":
            counts.agrees += 1
        elif verdict == "differs":
            counts.differs += 1
        else:
            counts.not_checked[reason] = counts.not_checked.get(reason, 0) + 1

    @property
    def total(self) -> ClaimCounts:
        """The counts of all sections together."""
        total = ClaimCounts()
        for counts in self.sections.values():
            total.agrees += counts.agrees
            total.differs += counts.differs
            for reason, number in counts.not_checked.items():
                total.not_checked[reason] = total.not_checked.get(reason, 0) + number
        return total

    def to_data(self) -> dict[str, object]:
        """Return the claims as JSON has them: all together, and those of sections."""
        total = self.total
        return {
            "checked": total.checked,
            "not_checked": {**total.not_checked},
            "sections": {key: c.to_data() for key, c in self.sections.items()},
        }


@dataclass(slots=True)
class SpecReport:
    """What was found in one spec; ``hidden`` counts what a baseline leaves out."""

    name: str
    status: str
    version: str
    updated: str
    docname: str
    anchor: str
    items: int
    sections: dict[str, Counts]
    findings: list[Finding] = field(default_factory=list[Finding])
    hidden: int = 0
    reading: Reading = field(default_factory=Reading)
    claims: Claims = field(default_factory=Claims)

    @property
    def counts(self) -> Counts:
        """The counts of all sections together."""
        total = Counts()
        for counts in self.sections.values():
            total.add(counts)
        return total

    def failures(self) -> list[Finding]:
        """Return what failed, the most severe first and then by file and line.

        What is wrong at a line comes before what the spec as a whole has not.
        """
        failed = [finding for finding in self.findings if finding.state == "fail"]
        return sorted(
            failed,
            key=lambda f: (SEVERITY_ORDER[f.severity], f.is_of_whole, f.order),
        )


@dataclass(slots=True)
class Report:
    """What was found in every spec of a project.

    Attributes:
        project: the project's name.
        specs: what was found in each spec.
        fixed: how many findings of the baseline are fixed.
    """

    project: str
    specs: list[SpecReport]
    fixed: int = 0

    @property
    def hidden(self) -> int:
        """How many findings a baseline hides."""
        return sum(spec.hidden for spec in self.specs)

    @property
    def findings(self) -> list[Finding]:
        """All findings, by file and line."""
        found = [finding for spec in self.specs for finding in spec.findings]
        return sorted(found, key=lambda finding: finding.order)

    @property
    def counts(self) -> Counts:
        """The counts of all specs together."""
        total = Counts()
        for spec in self.specs:
            total.add(spec.counts)
        return total
