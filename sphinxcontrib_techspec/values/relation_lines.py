"""Relations in what is said of one entity, or with several targets in one line.

Below an entity, people leave its name out: ``Has many orders``, ``Belongs to one
`User```, ``One-to-many with Order``. One line may name several targets:
``Has many orders and invoices``, ``User → Order, Invoice (1:N)``; or several
relations: ``User 1:N Order; Order 1:N Item``.
"""

from __future__ import annotations

import re

from ..patterns import regex
from .base import MAX_LENGTH
from .relation_text import (
    ARROW,
    CARDINALITY,
    NAME,
    NO_NAMES,
    QUANTITIES,
    TITLED,
    parse_relation,
    singular,
    titled,
)

_NUMBERS = ("two", "three", "four", r"\d{1,3}", "more than one")
_QUANTITY = "|".join(
    [*(word for words in QUANTITIES.values() for word in words), *_NUMBERS]
)
_NOTE = r"(?:\s*\([^()]{1,80}\))?"
_OBJECT = regex(
    r"(?:(?P<maybe>optionally)\s+)?"
    rf"(?:(?P<quantity>{_QUANTITY})\s+)?"
    # An adjective may stand before a name that begins with a capital.
    rf"(?:[a-z]+\s+(?=[A-Z]))?(?P<name>{TITLED})"
    rf"(?:\s+(?:entit(?:y|ies)|instances?|objects?|records?|rows?))?(?P<note>{_NOTE})"
)
_BETWEEN = regex(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*")
_END = regex(
    r"\s*(?:$|[.;:]|[-–—]\s|\s(?:after|as|at|because|before|by|during|for|from|in|on|per"
    r"|so|through|to|until|via|when|where|while|with)\b)"
)
"""What may follow the targets: nothing, another sentence, or a phrase about them."""

_VERB = regex(
    r"(?:(?P<maybe>optionally|may|can(?:\s+optionally)?)\s+)?"
    r"(?:(?P<belongs>belongs?\s+to)"
    r"|ha(?:s|ve)|contains?|owns?|includes?|holds?|aggregates?|comprises?)\s+",
    re.IGNORECASE,
)
_WITH = regex(
    rf"(?:has\s+)?(?:an?\s+)?(?P<cardinality>{CARDINALITY})"
    r"(?:\s+(?:relation(?:ship)?|association))?\s*(?:\s(?:with|to)\s|:|→|->)\s*",
    re.IGNORECASE,
)
_LISTED = regex(
    rf"(?P<name>{TITLED})(?:\s*(?:\(\s*|:\s+)(?P<cardinality>(?i:{CARDINALITY}))\)?)?"
)
_FROM = regex(
    rf"(?P<source>{NAME})\s+(?:{ARROW}|\(?(?P<cardinality>{CARDINALITY})\)?)\s+",
    re.IGNORECASE,
)
_SHARED = regex(
    rf"(?:\(|:\s|[-–—]\s)\s*(?P<cardinality>{CARDINALITY})\)?", re.IGNORECASE
)
"""The cardinality behind all the targets."""

_SAID = regex(r"[,;:]\s|[-–—]\s|\([^()]+\)\.?$")
"""What what is said of the targets begins with."""

_BRACKETS = regex(r"\([^()]*+\)")
_NEXT = regex(r";\s")


def parse_relations(text: str, source: str = "") -> list[dict[str, str]]:
    """Return the fields of the relations that a line states.

    Args:
        text: the line, without markup.
        source: the entity that the line is about, empty where none is given.

    Returns:
        For each relation the fields ``source``, ``target``, ``cardinality`` and
        ``description``, the last two where they are said; nothing where the line is
        not, or not without doubt, one of these forms.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH:
        return []
    if several := _several(text):
        return several
    if not source or not _VERB.match(text):
        match = _FROM.match(text)
        if match and NO_NAMES.isdisjoint(match["source"].lower().split()):
            return _listed(text, match)
    if not source:
        return []
    if match := _WITH.match(text):
        named = _objects(text, match.end())
        return [_fields(source, name, match["cardinality"], text) for _, name in named]
    if match := _VERB.match(text):
        return _sentence(text, source, match)
    return []


def _sentence(text: str, source: str, verb: re.Match[str]) -> list[dict[str, str]]:
    """Return the relations of a sentence without its subject."""
    found: list[dict[str, str]] = []
    belongs = bool(verb["belongs"])
    amount = "one" if belongs else ""
    for object_, name in _objects(text, verb.end()):
        quantity = object_["quantity"] or ""
        amount = _amount(quantity) or amount
        if not amount or (not belongs and quantity in {"a", "an"}):
            # ``Has a flag`` does not say how many have one.
            return []
        maybe = verb["maybe"] or object_["maybe"]
        right = "zero or one" if maybe and amount == "one" else amount
        left = "many" if belongs else "one"
        more = amount in {"many", "one or more"}
        target = singular(name) if more else name
        found.append(_fields(source, target, f"{left} to {right}", text))
    return found


def _amount(quantity: str) -> str:
    """Return the multiplicity of a quantity, empty where there is none."""
    if not quantity:
        return ""
    known = (k for k, words in QUANTITIES.items() if quantity.lower() in words)
    return next(known, "many")


def _objects(text: str, start: int) -> list[tuple[re.Match[str], str]]:
    """Return the targets that stand in *text* from *start*, nothing if in doubt."""
    found: list[tuple[re.Match[str], str]] = []
    while match := _OBJECT.match(text, start):
        if " or " in match["note"]:
            # It says of which entities the noun may be.
            return []
        found.append((match, titled(match["name"])))
        between = _BETWEEN.match(text, match.end())
        if between is None or not _continues(text, between):
            comma = between is not None and between[0].strip() == ","
            return found if comma or _END.match(text, match.end()) else []
        start = between.end()
    return []


def _continues(text: str, between: re.Match[str]) -> bool:
    """Tell whether the list goes on; ``orders, sorted by date`` is one of one noun."""
    match = _OBJECT.match(text, between.end())
    if match is None or match["quantity"] or match["name"][:1].isupper():
        return match is not None
    after = match.end()
    return bool(_BETWEEN.match(text, after)) or not text[after:].strip(" .")


def relation_parts(text: str) -> list[dict[str, str]]:
    """Return the fields of ``User 1:N Order; Order 1:N Item``, empty ones for others.

    Args:
        text: the line, without markup.

    Returns:
        For each relation its fields, and for each other part an empty dictionary;
        nothing where there is one part only.
    """
    if len(text) > MAX_LENGTH:
        return []
    flat = _BRACKETS.sub(lambda match: "\0" * len(match[0]), text)
    ends = [match.start() for match in _NEXT.finditer(flat)]
    starts = [0, *(end + 1 for end in ends)]
    found: list[dict[str, str]] = []
    for start, end in zip(starts if ends else (), [*ends, None], strict=False):
        part = text[start:end]
        found += parse_relations(part) or [parse_relation(part) or {}]
    return found


def _several(text: str) -> list[dict[str, str]]:
    """Return the relations of ``User 1:N Order; Order 1:N Item``, if all are some."""
    parts = relation_parts(text)
    return parts if all(part.get("cardinality") for part in parts) else []


def _listed(text: str, begin: re.Match[str]) -> list[dict[str, str]]:
    """Return the relations of ``User → Order, Invoice (1:N)``; of two at least."""
    targets: list[tuple[str, str]] = []
    start = end = begin.end()
    while match := _LISTED.match(text, start):
        if targets and not _is_like(match["name"], targets[0][0]):
            # ``User → Order, sorted by date`` has one target.
            break
        targets.append((match["name"], match["cardinality"] or ""))
        end = match.end()
        between = _BETWEEN.match(text, end)
        if between is None:
            break
        start = between.end()
    rest = text[end:].strip()
    shared = _SHARED.match(rest)
    said = rest[shared.end() :].strip() if shared else rest
    if len(targets) < 2 or (said.strip(".") and not _SAID.match(said)):
        return []
    # The cardinality of the last one is that of all that have none.
    given = begin["cardinality"] or (shared["cardinality"] if shared else "")
    last = given or targets[-1][1]
    description = _without_bracket(said)
    return [
        _fields(begin["source"], name, cardinality or last, description)
        for name, cardinality in targets
    ]


def _without_bracket(said: str) -> str:
    """Return what is said behind the targets without the signs around it."""
    said = said.lstrip(",;:–—- ")
    bracketed = said.removesuffix(".")
    if bracketed.startswith("(") and bracketed.endswith(")"):
        return bracketed[1:-1].strip()
    return said if said != "." else ""


def _is_like(name: str, first: str) -> bool:
    """Return whether a name is written as the first one of a list is."""
    return name[0].isupper() == first[0].isupper() and (
        " " not in name or name[0].isupper()
    )


def _fields(
    source: str, target: str, cardinality: str, description: str = ""
) -> dict[str, str]:
    values = {
        "source": source,
        "target": target,
        "cardinality": cardinality,
        "description": description,
    }
    return {name: value for name, value in values.items() if value}
