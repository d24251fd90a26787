"""Section 7: error codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, ClassVar

from pydantic import field_validator

from ..patterns import regex
from ..values.sentence import is_long
from .base import Kind
from .field import DashIsNone, FieldSpec, Heads
from .template import Section

_PHRASES = "|".join(
    sorted({re.escape(s.phrase) for s in HTTPStatus} | {"Unprocessable Entity"})
)
_STATUS = regex(
    rf"(?:HTTP )?(?P<number>[1-5]\d\d)(?: \(?(?:{_PHRASES})\)?)?", re.IGNORECASE
)
"""A status of HTTP with its phrase (RFC 9110, 15; IANA): ``404 Not Found``."""

_KNOWN = frozenset(int(status) for status in HTTPStatus)
"""The statuses that are registered."""

_SUCCESS = regex(
    r"(?:success|successful|ok|okay|created|accepted|done|no content|empty)\b",
    re.IGNORECASE,
)
"""The first word of what a status without an error means."""

_STATUSES = regex(r"[1-5]\d\d(?:\s?[/,|]\s?[1-5]\d\d){1,20}\s?[/,|]\s?(?:…|\.\.\.)")
"""Several statuses and further ones: ``400/401/…``."""

_ALL_OTHERS = regex(
    r"(?:(?:all|any|every)(?:thing)? )?(?:else|others?|otherwise)(?: status(?:es)?)?",
    re.IGNORECASE,
)
"""A label for what is not listed: *Other*."""

_SURE_CODE = regex(r"[A-Z]{1,8}-?\d{2,6}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|\w+Error")
"""A code of an error and nothing else: ``E1001``, ``NOT_FOUND``, ``ValueError``."""

_CODE = regex(
    r"(?:[A-Z0-9_.:-]{2,}+(?:\s|$)(?!.*[a-z])"
    r"|(?![a-z])\S*\d|\S*(?:\w_\w|[a-z][A-Z])|\S+$)"
)
"""The beginning of a name that is a code: ``E1001``, ``NOT_FOUND``, ``CardDeclined``;
or one word. *API timeout* begins with a word in capitals, and is no code."""

_POLICY = regex(
    r"(?:(?:error|exception|retry|timeout|logging|recovery)s? (?:model|hierarchy"
    r"|handling|propagation|translation|codes?|format|logging|reporting|monitoring"
    r"|boundar(?:y|ies)|configuration|responses?)|(?:\w+ ){0,3}(?:strategy|policy)"
    r"|circuit breakers?"
    r"|compensation logic|idempotency|(?:custom|user-facing) (?:exceptions|errors)"
    r"|log levels?(?: \w+){0,3}|applies to|examples?|notes?)",
    re.IGNORECASE,
)
"""A label that says how errors are treated, and names none."""

_TREATMENT = regex(
    r"(?:convert|log|retr(?:y|ie)|return|show|display|map|wrap|handle|catch|catche|throw"
    r"|raise|send|render|report|translate|record)s?\s+\w",
    re.IGNORECASE,
)
"""The first words of a sentence that says how errors are treated."""

_GROUP = regex(r"\s(?:errors|exceptions|failures|problems)$", re.IGNORECASE)
"""The end of a name of several errors: *Database errors*."""

_MEMBERS = regex(
    r",\s|\s(?:and|or|not)\s|^(?:failed|failing|invalid|lost|missing|unexpected)\s",
    re.IGNORECASE,
)
"""Words of a text that lists what has happened."""

_HANDLED = regex(
    r"^(?:\w+ly\s)?(?:abort|ask|block|cancel|catch|close|continue|convert|degrade|discard"
    r"|disconnect|display|drop|exit|fail|handle|ignore|inform|keep|log|map|mark|notify"
    r"|offer|prompt|queue|raise|reconnect|record|redirect|refresh|reject|render|report"
    r"|restart|restore|retry|retries|return|roll|send|serve|show|skip|stop|surface"
    r"|switch|tell|throw|translate|try|use|wait|warn|wrap)(?:e?s)?\b"
    r"|\b(?:backoff|caught|degradation|displayed|fallback|handled|handling"
    r"|logged(?! in| out)"
    r"|message|messages|notification|redirect|retried|retries|retry|returned|shown"
    r"|toast)\b|[1-5]\d\d\b",
    re.IGNORECASE,
)
"""Words of a text that says what is done about an error."""

_LABEL_OF_CLASSES = regex(
    r"(?:(?:custom|domain|known|typed) )?"
    r"(?:errors|exceptions|(?:error|exception) (?:classes|hierarchy|types))",
    re.IGNORECASE,
)
"""The label of a list of classes: *Custom Exceptions*."""

_BASE = regex(r"(?P<base>\w+) ?(?:→|->|←|<-|>) ?(?P<classes>\S.*)")
_CLASS = regex(r"[A-Z]\w*(?:Error|Exception)")
"""The name of the class of an error."""

_ANSWERED = regex(
    r"(?P<name>[^→>:]{1,120})(?<=\s)(?:→|[-=]{1,2}>)\s{1,9}(?P<action>[^→>]{2,}+)"
)
"""An error and what it is answered with: ``Not found → HTTP 404 with a message``."""

_WITH_STATUS = regex(
    rf"(?P<http>(?:HTTP )?[1-5]\d\d\b(?: \(?(?:{_PHRASES})\)?)?)"
    r"(?!\s?(?:or|/|\|)\s?\d)[\s,:;–—-]*(?P<action>.*)",
    re.IGNORECASE,
)
"""A status, of which there is one, with what follows it."""

_DASH = regex(r"(?<!\s)\s++[-–—]\s+")


class Error(Kind):
    """An error by its code: what it means, and what the user can do about it."""

    kind: ClassVar = "error"
    title: ClassVar = "error"
    section: ClassVar = Section.ERRORS
    headings: ClassVar = (
        "error code",
        "error handling",
        "failure handling",
        "error",
        "failure mode",
    )
    label: ClassVar = "Code"
    label_aliases: ClassVar = ("Error", "Error code", "Name")
    heads: ClassVar = (
        Heads(("",), ("Scenario", "Failure", "Failure mode", "Condition",
                      "Error condition", "Error scenario", "Error type", "Exception",
                      "Situation", "Case")),
        Heads(("", "http"), ("Status", "HTTP", "HTTP status", "Status code")),
        Heads(("http",), ("Status",)),
        Heads(("",), ("Cause",)),
        Heads(("meaning",), ("Error", "Scenario", "Failure", "Condition",
                             "Error condition", "Error scenario", "Situation")),
        Heads(("meaning",), ("When", "Trigger"), in_tables=True),
        Heads(("meaning",), ("Message", "Error message", "Title", "Details"),
              in_tables=True),
        Heads(("action",), ("Solution", "Resolution", "Fix", "How to fix", "Recovery",
                            "Recovery action", "Recommended action", "Mitigation",
                            "Suggested action", "Client action", "Hint"),
              in_tables=True),
    )  # fmt: skip
    grouped: ClassVar = True
    columns: ClassVar = ("", "meaning", "action")
    bullet: ClassVar = ("", "meaning", "action")

    meaning: Annotated[
        str,
        FieldSpec("Meaning", "What has happened.",
            aliases=("Description", "Cause", "Reason"), required=True,
            inline_markup=True, from_body=True),
    ] = ""  # fmt: skip
    action: Annotated[
        str,
        FieldSpec("User action", "What the user should do.",
            aliases=("Action", "Remedy", "What to do", "Behavior", "Behaviour",
                "Strategy", "Handling", "Response"), required=True,
            inline_markup=True),
    ] = ""  # fmt: skip
    http: Annotated[
        int | None,
        DashIsNone,
        FieldSpec("HTTP", "The HTTP status of the response.",
            aliases=("HTTP status", "Status code")),
    ] = None  # fmt: skip

    @field_validator("http", mode="before")
    @classmethod
    def _without_phrase(cls, value: object) -> object:
        """Read ``404 Not Found`` as 404."""
        match = _STATUS.fullmatch(value) if isinstance(value, str) else None
        return match["number"] if match else value

    @classmethod
    def parse_bullet(cls, label: str, rest: str) -> dict[str, str] | None:
        """Read ``Invalid address: 400 Bad Request - say which`` and its like.

        What follows a name in words, which is a condition, is the action.
        """
        first, *others = _DASH.split(rest, maxsplit=1)
        if _STATUS.fullmatch(first.strip()):
            found = {"": label, "http": first.strip()}
            return found | ({"action": others[0]} if others else {})
        if " " in label and _STATUS.fullmatch(label):
            found = {"": label, "http": label, "meaning": first}
            return found | ({"action": others[0]} if others else {})
        if rest and not others and cls.field_in_name(label):
            is_group = _GROUP.search(label) and _MEMBERS.search(rest)
            if is_group and not _HANDLED.search(rest):
                # The name is that of a group, and the rest says what belongs to it.
                return {"": label, "meaning": rest}
            # The name says what has happened.
            return {"": label, "action": rest}
        return None

    @classmethod
    def parse_sentence(cls, text: str) -> dict[str, str] | None:
        """Read ``Order not found → HTTP 404 with a message``."""
        match = _ANSWERED.fullmatch(text)
        if match is None:
            return None
        name, action = match["name"].strip(), match["action"]
        status = _WITH_STATUS.fullmatch(action)
        if status is None:
            # What follows a code says what has happened.
            is_words = " " in name or cls.field_in_name(name)
            field = "action" if is_words else "meaning"
            return {"": name, field: action} if " " in action.strip() else None
        found = {"": name, "http": status["http"]}
        return found | ({"action": status["action"]} if status["action"] else {})

    @classmethod
    def parse_entries(cls, text: str, given: str = "") -> list[dict[str, str]]:
        """Read ``Custom exceptions: LateError, WetError``, two errors or more.

        The label, with the base of the classes if it has one, is the note of each.
        """
        label, _, rest = text.partition(": ")
        base = _BASE.fullmatch(rest)
        note = f"{label}: {base['base']}" if base else label
        return [{"": name, "note": note} for name in _classes(label, rest)]

    @classmethod
    def is_identifier(cls, name: str) -> bool:
        """Return whether a name is that of a class: ``LateError``."""
        return _CLASS.fullmatch(name) is not None

    @classmethod
    def texts_among(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Find the statuses of success and what stands for all other ones, too."""
        has_numbers = any(_STATUS.fullmatch(label) for label, _ in bullets)
        others = [
            is_success
            or _STATUSES.fullmatch(label) is not None
            or (has_numbers and _ALL_OTHERS.fullmatch(label) is not None)
            for is_success, (label, _) in zip(
                cls.rows_without_item(bullets), bullets, strict=True
            )
        ]
        return list(map(max, super().texts_among(bullets), others))

    @classmethod
    def rows_without_item(cls, rows: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Find the statuses of success, which are no errors (RFC 9110, 15).

        A number from 100 to 399 may be an own code, unless the table has the statuses
        of errors and no unknown ones.
        """
        numbers = [
            int(match["number"])
            for name, _ in rows
            if (match := _STATUS.fullmatch(name))
        ]
        are_known = _KNOWN.issuperset(numbers)
        has_errors = are_known and any(n >= HTTPStatus.BAD_REQUEST for n in numbers)
        return [
            _is_success(name, meaning, has_errors=has_errors) for name, meaning in rows
        ]

    @classmethod
    def is_text(cls, label: str, rest: str) -> bool:
        """Return whether a bullet says how errors are treated, and names none."""
        if _POLICY.fullmatch(label) or _LABEL_OF_CLASSES.fullmatch(label):
            return not _classes(label, rest)
        words = label or rest
        return bool(_TREATMENT.match(words)) and is_long(words, is_clause=True)

    @classmethod
    def field_in_name(cls, name: str) -> str:
        """Return that a name in words, which is a condition, says what has happened."""
        return "" if _CODE.match(name) else "meaning"

    def is_evident(self, name: str) -> bool:
        """Return whether the name is a code, or there is an HTTP status."""
        return self.http is not None or bool(_SURE_CODE.fullmatch(name))


def _is_success(label: str, rest: str, *, has_errors: bool) -> bool:
    """Return whether a bullet tells of a status that is no error."""
    match = _STATUS.fullmatch(label)
    if match is None or int(match["number"]) >= HTTPStatus.BAD_REQUEST:
        return False
    is_phrase = label.strip() != match["number"]
    return has_errors or is_phrase or _SUCCESS.match(rest) is not None


def _classes(label: str, rest: str) -> list[str]:
    """Return the classes that a label announces, none where there is anything else.

    The base of the others is none of them: ``BaseError → LateError, WetError``.
    """
    if not _LABEL_OF_CLASSES.fullmatch(label):
        return []
    derived = _BASE.fullmatch(rest)
    if derived is not None and not derived["base"].endswith(("Error", "Exception")):
        return []
    names = [
        name.strip()
        for name in (derived["classes"] if derived else rest).rstrip(".").split(",")
    ]
    are_classes = len(set(names)) == len(names) > 1 and all(
        map(_CLASS.fullmatch, names)
    )
    return names if are_classes else []
