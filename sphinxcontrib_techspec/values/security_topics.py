"""The topics of security that a sentence is about, by the author's words."""

from __future__ import annotations

import re

from ..patterns import regex

_TOPIC = (
    r"authentication|authori[sz]ation|access controls?|permissions?|mfa|2fa|sso|oauth"
    r"|rbac|role-based access|row[- ]level security|rls|encrypt(?:ion|ed)|tls|https|ssl"
    r"|secrets?|credentials?|passwords?|api keys?|access tokens?|csrf|xss|cors|csp|hsts"
    r"|sql injection|(?:input |data )?validation|(?:input )?saniti[sz]ation"
    r"|rate limit(?:s|ing)?|throttling|audit (?:logs?|logging|trails?)"
    r"|security headers|pii|personal data|sensitive data|privacy"
)
_TAIL = r"tokens?|protection|prevention|headers|hashing|storage|rotation|management"
_NAME = regex(
    rf"(?<![\w-])(?:{_TOPIC})(?![\w-])(?:\s(?:{_TOPIC}|{_TAIL})(?![\w-]))*",
    re.IGNORECASE,
)
"""A topic, with the words that belong to it: *CSRF tokens*, *password hashing*."""

_MODIFIERS = 3
"""How many words before a topic may belong to it."""

_NO_MODIFIER = frozenset(
    "a add all always an and any apply are as at avoid by do each enable enforce"
    " ensure every for from has have if implement in is keep limit must never no not of"
    " on only or our prevent protect require secure should some store that the to use"
    " uses using via we with without".split()
)
"""Words before a topic that say what is done, and do not belong to it."""


def topic_in(text: str) -> str:
    """Return the topic that a sentence names first, as written; empty for none.

    The words before it belong to it where they begin the sentence: *Creation
    permissions based on roles* is about creation permissions, *Implement rate limiting*
    about rate limiting.

    Args:
        text: the sentence.
    """
    match = _NAME.search(text)
    if match is None:
        return ""
    before = text[: match.start()].split()
    belongs = len(before) <= _MODIFIERS and all(
        word.lower() not in _NO_MODIFIER and word.replace("-", "").isalpha()
        for word in before
    )
    return text[: match.end()] if belongs else match[0]
