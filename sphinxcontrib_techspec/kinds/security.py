"""Section 6: security."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from ..patterns import regex
from ..text import normalize
from ..values.security_topics import topic_in
from ..values.sentence import LEAST_WORDS
from .base import Kind
from .field import DECISION, NO_DECISIONS, DecisionRefs, FieldSpec, Heads
from .template import Section, Topic

_NAME_WORDS = 3
"""How many words on no known topic name none in a list of sentences."""

_DASH = regex(r"\s[-–—]\s")


class Security(Kind):
    """The measures on one topic of security, such as authentication."""

    kind: ClassVar = "security"
    title: ClassVar = "security topic"
    section: ClassVar = Section.SECURITY
    label: ClassVar = "Topic"
    label_aliases: ClassVar = ("Concern", "Area", "Name")
    heads: ClassVar = (
        Heads(("",), ("Threat", "Risk", "Vulnerability", "Attack", "Attack vector",
                      "Requirement", "Security requirement", "Aspect", "Layer",
                      "Category", "Feature", "Data type", "Control",
                      "Security control", "Measure")),
        Heads(("method",), ("Mitigation", "Mitigations", "Mitigation strategy",
                            "Protection", "Protection method", "Countermeasure",
                            "Countermeasures", "Defense", "Defence", "Solution",
                            "Control", "Controls"), in_tables=True),
        Heads(("method",), ("Implementation",), in_tables=True),
        Heads(("details",), ("Implementation",), in_tables=True),
    )  # fmt: skip
    columns: ClassVar = ("", "method", "details", "adr")
    bullet: ClassVar = ("", "method", "details")
    summary_fields: ClassVar = ("method", "details")
    needs_decision: ClassVar = ("authentication", "authn")
    topics: ClassVar = (
        Topic("authentication", Section.SECURITY, ("authn", "login", "identity")),
        Topic("authorization", Section.SECURITY,
              ("authz", "authorisation", "access", "access control", "permissions"),
              told_by=("access control", "permissions", "row-level security", "rbac",
                       "abac", "role-based access", "user-scoped")),
        Topic("at rest", Section.SECURITY,
              ("encryption at rest", "data at rest", "storage"), told_by=("at rest",)),
        Topic("in transit", Section.SECURITY,
              ("encryption in transit", "data in transit", "transport", "tls"),
              told_by=("in transit", "https", "tls", "hsts",
                       "strict-transport-security")),
        Topic("sensitive data", Section.SECURITY,
              ("sensitive", "secrets", "pii", "privacy", "data privacy"),
              headings=("personal data",),
              told_by=("sensitive data", "secrets", "pii", "personal data")),
    )  # fmt: skip

    method: Annotated[
        str,
        FieldSpec("Method", "What is done: JWT, RBAC, AES-256, TLS 1.3, …",
            aliases=("Mechanism", "Approach", "How", "Measure", "Provider",
                "Providers"), required=True,
            inline_markup=True),
    ] = ""  # fmt: skip
    details: Annotated[
        str,
        FieldSpec("Details", "How it is done, and its limits.",
            aliases=("Description", "Notes"), inline_markup=True, from_body=True),
    ] = ""  # fmt: skip
    adr: Annotated[DecisionRefs, DECISION] = NO_DECISIONS

    @classmethod
    def parse_sentence(cls, text: str) -> dict[str, str] | None:
        """Read ``Authentication required for all routes``: a topic and a method."""
        topic = "" if _DASH.search(text) else topic_in(text)
        if not topic or topic == text.rstrip("."):
            return None
        return {"": topic, "method": text}

    @classmethod
    def texts_among(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Find sentences beside as many bullets that name a topic: they are on none.

        So is a sentence on a topic that a bullet before it names.
        """
        named = [bool(label or _DASH.search(rest)) for label, rest in bullets]
        topics = [normalize(label or topic_in(rest)) for label, rest in bullets]
        if 2 * sum(map(max, named, map(bool, topics))) < len(bullets):
            return [False] * len(bullets)
        # Among sentences, words without a topic are none.
        least = LEAST_WORDS if any(named) else _NAME_WORDS
        return [
            not is_named
            and (topic in topics[:number] if topic else len(rest.split()) >= least)
            for number, (is_named, topic, (_, rest)) in enumerate(
                zip(named, topics, bullets, strict=True)
            )
        ]

    def is_evident(self, name: str) -> bool:
        """Return whether the name is a topic, and there is a method."""
        return bool(self.method) and self.names_topic(name)
