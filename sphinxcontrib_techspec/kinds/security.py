"""Section 6: security."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from .base import Kind
from .field import DECISION, NO_DECISIONS, DecisionRefs, FieldSpec
from .template import Section, Topic

_NAME_WORDS = 4
"""The most words of a topic that has no label."""

_DASH = re.compile(r"\s[-–—]\s")


class Security(Kind):
    """The measures on one topic of security, such as authentication."""

    kind: ClassVar = "security"
    title: ClassVar = "security topic"
    section: ClassVar = Section.SECURITY
    label: ClassVar = "Topic"
    label_aliases: ClassVar = ("Concern", "Area", "Name")
    columns: ClassVar = ("", "method", "details", "adr")
    bullet: ClassVar = ("", "method", "details")
    summary_fields: ClassVar = ("method", "details")
    needs_decision: ClassVar = ("authentication", "authn")
    topics: ClassVar = (
        Topic("authentication", Section.SECURITY, ("authn", "login", "identity")),
        Topic("authorization", Section.SECURITY, ("authz", "authorisation", "access"),
              told_by=("rbac", "abac", "role-based access", "row-level security",
                       "user-scoped", "access control")),
        Topic("at rest", Section.SECURITY,
              ("encryption at rest", "data at rest", "storage"), told_by=("at rest",)),
        Topic("in transit", Section.SECURITY,
              ("encryption in transit", "data in transit", "transport", "tls"),
              told_by=("in transit", "https", "tls", "hsts",
                       "strict-transport-security")),
        Topic("sensitive data", Section.SECURITY, ("sensitive", "secrets", "pii"),
              headings=("data privacy", "privacy", "personal data"),
              told_by=("sensitive data", "secrets", "pii", "personal data")),
    )  # fmt: skip

    method: Annotated[
        str,
        FieldSpec("Method", "What is done: JWT, RBAC, AES-256, TLS 1.3, …",
            aliases=("Mechanism", "Approach", "How", "Measure"), required=True,
            inline_markup=True),
    ] = ""  # fmt: skip
    details: Annotated[
        str,
        FieldSpec("Details", "How it is done, and its limits.",
            aliases=("Description", "Notes"), inline_markup=True, from_body=True),
    ] = ""  # fmt: skip
    adr: Annotated[DecisionRefs, DECISION] = NO_DECISIONS

    @classmethod
    def texts_among(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Find sentences beside as many bullets that name a topic: they are on none."""
        named = [bool(label or _DASH.search(rest)) for label, rest in bullets]
        if 2 * sum(named) < len(bullets):
            return [False] * len(bullets)
        return [
            not is_named and len(rest.split()) > _NAME_WORDS
            for is_named, (_, rest) in zip(named, bullets, strict=True)
        ]

    def is_evident(self, name: str) -> bool:
        """Return whether the name is a topic, and there is a method."""
        return bool(self.method) and self.names_topic(name)
