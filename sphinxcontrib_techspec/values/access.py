"""Who may call endpoints, where a label, a heading or a sentence says it of all.

``**Orders** [Auth + CSRF]:``, ``### Admin endpoints (authenticated)`` and *All
endpoints require a bearer token* tell of the endpoints below them.
"""

from __future__ import annotations

import re

from ..patterns import regex

_SCHEME = (
    r"auth|authentication|authorization|authori[sz]ed|authenticated|unauthenticated"
    r"|public|protected|anonymous|jwts?|oauth ?2?(?:\.[01])?|oidc|openid connect|mtls"
    r"|bearer|(?:api|access)[ -]keys?|(?:http )?basic auth(?:entication)?"
    r"|(?:bearer|access|jwt|auth|id) tokens?|session cookies?|(?:user |admin )?login"
    r"|admins? only|\w+ role|(?:logged|signed)[ -]in"
)
"""Words that say who may call, or how a caller shows who it is."""

_BEFORE = (
    r"(?:requires?|required|needs|with|no|without|optional|valid|public|user|admin"
    r"|jwt|bearer|oauth ?2?|token|cookie|session)"
)
_AFTER = r"(?:access|is|required|requires|only|auth|authentication|optional|users?)"
_BESIDE = r"csrf(?: tokens?)?|rate[ -]limit(?:ed|ing)?"
"""What stands beside them: it protects an endpoint, and says not who may call."""

_TERM = regex(
    rf"(?:{_BEFORE} ){{0,2}}(?:an? )?(?:valid )?(?:{_SCHEME})(?: {_AFTER}){{0,2}}",
    re.IGNORECASE,
)
_OTHER = regex(_BESIDE, re.IGNORECASE)
_MENTION = regex(rf"\b(?:{_SCHEME})\b", re.IGNORECASE)
_ABOUT_ACCESS = regex(
    r"\b(?:auth\w*|oauth ?2?|log[ -]?in|sign[ -]?in|sessions?|tokens?|jwt)\b",
    re.IGNORECASE,
)
_DEMAND = regex(
    r"\b(?:require[sd]?|needs|no|without|only|public|protected|(?:un)?authenticated"
    r"|anonymous|csrf)\b",
    re.IGNORECASE,
)
"""Words that say what is asked of a caller, and are no way to sign in."""

_SPEAKS = regex(rf"\b(?:{_SCHEME}|tokens?)\b", re.IGNORECASE)
_AND = regex(r"[+,;/&|]|\band\b|\bor\b", re.IGNORECASE)
_BRACKETS = regex(r"[(\[](?P<words>[^()\[\]]{1,60})[)\]]")
_OPERATIONS = r"(?:api )?(?:endpoints?|routes?|operations?|requests?|calls?)"
_QUALIFIED = regex(
    rf"(?P<words>public|protected|(?:un)?authenticated) {_OPERATIONS}", re.IGNORECASE
)
"""*Protected endpoints*; a *public API* may be one that is published."""

_ALL = regex(
    rf"(?:all|each|every)(?: of)?(?: the| these| this| following){{0,2}} {_OPERATIONS}"
    r"(?: (?:below|here|in this (?:section|group)|of (?:the|this) (?:api|section)))?"
    r" (?:requires?|needs?|(?:is|are) protected (?:by|with))"
    r" (?:an? )?(?P<words>[^.;]{1,60}?)"
    r"(?:,? unless (?:otherwise )?(?:noted|stated|marked|specified)(?: otherwise)?)?"
    r"\.?",
    re.IGNORECASE,
)
_FOR_ALL = regex(
    rf"(?P<words>[^.;]{{1,60}}?) is required (?:for|by|on) (?:all|each|every)"
    rf"(?: the| these)? {_OPERATIONS}(?: below| here)?\.?",
    re.IGNORECASE,
)
_IN_HEADER = regex(
    r" (?:in|via|through) (?:the|an) ['\"`]?authorization['\"`]? header", re.IGNORECASE
)
_TOKEN = regex(r"(?:valid )?token", re.IGNORECASE)
"""What shows who a caller is only where a sentence asks for it."""

_NONE = (
    r"(?:no|none|public|open|anonymous|unauthenticated|false|❌|✗|not required"
    r"|(?:no|without)(?: any)? (?:auth|authentication|authorization|login|token)"
    r"(?: (?:is )?(?:required|needed))?)"
)
_PUBLIC = regex(rf"{_NONE}(?:[ ,/;]*\(?{_NONE}\)?)?", re.IGNORECASE)
_REQUIRED = regex(
    r"(?:yes|true|required|✅|✓|✔️?|mandatory|authenticated)(?: \([^()]{1,40}\))?",
    re.IGNORECASE,
)
_PUBLIC_WORD = regex(
    r"\b(?:no|not|none|without|public|anonymous|unauthenticated|optional(?:ly)?|unless"
    r"|except|if)\b",
    re.IGNORECASE,
)
"""Words by which a value may ask for nothing, or only of some."""

_SENTENCE = regex(r"(?<=[.!?])\s+")
_ABOUT_ALL = regex(rf"\b{_OPERATIONS}\b", re.IGNORECASE)

LONGEST = 400
"""The length in characters of the longest paragraph that is looked at."""


def is_access(words: str) -> bool:
    """Return whether words say who may call: *JWT*, *no auth*, *Auth + CSRF*."""
    split: list[str] = _AND.split(words)
    parts = [part.strip() for part in split if part.strip()]
    terms = [part for part in parts if _TERM.fullmatch(part)]
    others = [part for part in parts if part not in terms]
    return bool(terms) and all(_OTHER.fullmatch(part) for part in others)


def asks_for_access(words: str) -> bool | None:
    """Return whether an endpoint asks a caller to show who it is.

    Args:
        words: the value of *auth*, without markup, such as ``Bearer`` or ``No``.

    Returns:
        `None` where the words leave it open, or are not understood.
    """
    text = " ".join(words.split()).rstrip(".")
    if _PUBLIC.fullmatch(text):
        return False
    if _REQUIRED.fullmatch(text):
        return True
    if _PUBLIC_WORD.search(text):
        return None
    return True if is_access(text) else None


def access_of_heading(text: str) -> str | None:
    """Return who may call the endpoints below a heading or a label.

    Args:
        text: the words of the heading or the label, without markup.

    Returns:
        The author's words; an empty text where it speaks of access and is not
        understood; `None` where it says nothing of it.
    """
    text = " ".join(text.split()).rstrip(":").rstrip()
    if match := _QUALIFIED.fullmatch(text):
        return match["words"]
    found = [match["words"].strip() for match in _BRACKETS.finditer(text)]
    speaking = [words for words in found if _MENTION.search(words)]
    if not speaking:
        return None
    first, *more = speaking
    # *Authentication (JWT)* may be the endpoints that hand the token out.
    is_about = _ABOUT_ACCESS.search(_BRACKETS.sub(" ", text)) is not None
    is_sure = not is_about or _DEMAND.search(first) is not None
    return first if not more and is_sure and is_access(first) else ""


def access_of_paragraph(text: str) -> str | None:
    """Return who may call all endpoints, where a sentence says it.

    Args:
        text: a paragraph, without markup.

    Returns:
        As `access_of_heading`. A paragraph with other words on access, such as
        exceptions, is not understood.
    """
    text = " ".join(text.split())
    if not (_SPEAKS.search(text) and _ABOUT_ALL.search(text)):
        return None
    if len(text) > LONGEST:
        return ""
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        match = _ALL.fullmatch(sentence) or _FOR_ALL.fullmatch(sentence)
        words = _IN_HEADER.sub("", match["words"]) if match else ""
        if match and (is_access(words) or _TOKEN.fullmatch(words)):
            found.append(words)
        elif _SPEAKS.search(sentence):
            return ""
    return found[0] if len(found) == 1 else ""
