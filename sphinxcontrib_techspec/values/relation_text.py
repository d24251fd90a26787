"""Relations between entities, as people write them in a line.

The notations are sentences (``A user has many orders``), two names with a cardinality
(``User 1:N Order``, ``User (1) -- (N) Order``, ``User → Order (1:N)``), and lines of
mermaid's ``erDiagram`` (https://mermaid.js.org/syntax/entityRelationshipDiagram.html).
"""

from __future__ import annotations

import re

from ..patterns import regex
from .base import MAX_LENGTH
from .cardinality import Cardinality

_WORD = r"[^\W\d]\w*(?:[.-]\w+)*"
NAME = rf"{_WORD}(?: {_WORD}){{0,2}}"
TITLED = rf"(?:{_WORD}|[^\W\d_a-z]\w*(?: [^\W\d_a-z]\w*){{1,2}})"
"""One word, or some that each begin with a capital."""

_REST = r"(?:(?:\s*[,;:(]|\s+[-–—])\s*(?P<rest>.+?)|\.)?"
"""What may follow a relation; words that follow at once may change what it says."""

_SIDE = r"(?:\d|[nmNM*]|0\.\.[1nmNM*]|1\.\.[1nmNM*])"
_BRACKETED = rf"[(\[\"“]?(?P<{{}}>{_SIDE})[)\]\"”]?"
ARROW = r"(?:<?[-–—=]{1,3}>?|<?→|⟶|↔)"
CARDINALITY = (
    rf"(?:{_SIDE}\s?(?:[:/x-]|[-–—]|to|-to-)\s?{_SIDE}"
    r"|(?:one|many|zero[ -]or[ -]one|1|n)[ -]to[ -](?:one|many|1|n|m))"
)

_PAIR = regex(
    rf"(?P<left>{NAME})\s+\(?(?P<cardinality>{CARDINALITY})\)?"
    rf"\s+(?P<right>{NAME}){_REST}",
    re.IGNORECASE,
)
_ENDS = regex(
    rf"(?P<left>{NAME})\s+{_BRACKETED.format('first')}\s*{ARROW}"
    rf"\s*{_BRACKETED.format('second')}\s+(?P<right>{NAME}){_REST}"
)
_AFTER = regex(
    rf"(?P<left>{NAME})\s+(?:{ARROW}|and|to|with)\s+(?P<right>{NAME})\s*"
    r"(?:\((?P<via>[^()]{1,80})\)(?=\s*:)\s*)?"
    rf"(?::\s*|[-–—]\s+|(?=\())\(?(?P<cardinality>{CARDINALITY})\)?{_REST}",
    re.IGNORECASE,
)
_COUNTED = regex(
    rf"(?P<left>{NAME})\s+{ARROW}\s+(?P<cardinality>{_SIDE})\s+"
    rf"(?P<right>{NAME}){_REST}"
)
"""``User → N Orders``, where the number is that of the right side."""

_QUOTED = rf"(?:[\"`]{NAME}[\"`]|{NAME})"
_CLASS = r"(?::::[\w,-]{1,80})?"
_LABEL = r"(?:\s*:\s*[\"“]?(?P<rest>.*?)[\"”]?)?"
_DIAGRAM = regex(
    rf"(?P<left>{_QUOTED}){_CLASS}\s*(?P<first>\|\||\|o|\}}o|\}}\|)"
    r"(?:--|\.\.|-\.|\.-)(?P<second>\|\||o\||o\{|\|\{)"
    rf"\s*(?P<right>{_QUOTED}){_CLASS}{_LABEL}"
)
_ALIASES = {
    "only one": "one",
    "one or zero": "zero or one",
    "one or many": "one or more",
    "many(1)": "one or more",
    "1+": "one or more",
    "zero or more": "many",
    "zero or many": "many",
    "many(0)": "many",
    "0+": "many",
}
"""Words and numbers for a side, as mermaid has them beside the signs."""

_SIDE_IN_WORDS = "|".join(
    [*map(re.escape, _ALIASES), "zero or one", "one or more", "one", "many", "1"]
)
_DIAGRAM_IN_WORDS = regex(
    rf"(?P<left>\"{NAME}\"|{_WORD}){_CLASS}\s+(?P<first>{_SIDE_IN_WORDS})"
    rf"\s+(?:optionally\s+)?to\s+(?P<second>{_SIDE_IN_WORDS})"
    rf"\s+(?P<right>\"{NAME}\"|{_WORD}){_CLASS}{_LABEL}"
)

QUANTITIES = {
    "many": ("many", "multiple", "several", "any number of", "zero or more"),
    "one or more": ("one or more", "at least one"),
    "zero or one": ("zero or one", "at most one", "an optional", "one optional"),
    "one": ("exactly one", "a single", "one", "an", "a"),
}
_QUANTITY = "|".join(word for words in QUANTITIES.values() for word in words)
_SENTENCE = regex(
    r"(?:(?P<quantity>an?|the|each|every|one|many)\s+)?"
    rf"(?P<left>{TITLED}):?\s+(?P<verb>(?:(?P<maybe>may|can)\s+)?ha(?:s|ve)"
    rf"|belongs?\s+to)\s+(?:(?P<number>{_QUANTITY})\s+)?"
    rf"(?P<right>{TITLED}){_REST}"
)

NO_NAMES = frozenset(
    "a an and belong belongs has have it of optionally relation relationship the they"
    " this to which with".split()
)
"""Words of a sentence that are in no name of an entity."""

_SINGULARS = {
    "people": "person",
    "children": "child",
    "shelves": "shelf",
    "indices": "index",
}
_PLURAL = regex(r"(?<=[^aeiou])(?P<y>ies)$|(?<=x|h)es$|(?<=ss|us)es$|(?<=[^su])s$")


def parse_relation(text: str) -> dict[str, str] | None:
    """Return the fields of the relation that a line states.

    Args:
        text: the line, without markup.

    Returns:
        The fields ``source``, ``target``, ``cardinality`` and ``description``, the last
        where there is one; `None` where the line is not, or not without doubt, a
        relation. A sentence is its own description.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH:
        return None
    if found := _parse_diagram(text):
        return found
    if match := _ENDS.fullmatch(text):
        return _fields(match, f"{match['first']}:{match['second']}", match["rest"])
    for pattern in (_PAIR, _AFTER, _COUNTED):
        if match := pattern.fullmatch(text):
            rest = _without_bracket(match["rest"])
            if via := match.groupdict().get("via"):
                rest = f"{via}; {rest}" if rest else via
            if found := _fields(match, match["cardinality"], rest):
                return found
    # The words of the sentence are in any case but that of the names.
    lowered = re.sub(r"^\w+", lambda word: _article(word[0]), text)
    if match := _SENTENCE.fullmatch(lowered):
        return _sentence(match, text)
    return None


def _parse_diagram(text: str) -> dict[str, str] | None:
    """Return the fields of a line of an ``erDiagram``, its cardinality in words."""
    match = _DIAGRAM.fullmatch(text) or _DIAGRAM_IN_WORDS.fullmatch(text)
    if match is None:
        return None
    first, second = (_ALIASES.get(match[s], match[s]) for s in ("first", "second"))
    sides = Cardinality.parse_text(f"{first} to {second}")
    return _fields(match, f"{sides['left']} to {sides['right']}", match["rest"])


def _article(word: str) -> str:
    lowered = word.lower()
    known = {"a", "an", "the", "each", "every", "one", "many"}
    return lowered if lowered in known else word


def _without_bracket(rest: str | None) -> str | None:
    """Return words without the bracket that ends them, if it began before them."""
    closed = rest and rest.endswith(")") and "(" not in rest
    return rest[:-1] if rest and closed else rest


def _fields(
    match: re.Match[str], cardinality: str, description: str | None
) -> dict[str, str] | None:
    if Cardinality.parse_text(cardinality).get("left") is None:
        return None
    source, target = match["left"].strip('"`'), match["right"].strip('"`')
    names = [source.lower().split(), target.lower().split()]
    if any(len(words) > 1 and not NO_NAMES.isdisjoint(words) for words in names):
        return None
    found = {"source": source, "target": target, "cardinality": cardinality}
    if description:
        found["description"] = description.strip()
    return found


def _sentence(match: re.Match[str], text: str) -> dict[str, str] | None:
    """Return the fields of a sentence, whose nouns may be in the plural."""
    if len(match["left"]) > 1 and match["left"].lower() in NO_NAMES:
        return None
    number = match["number"] or ""
    amount = next((k for k, words in QUANTITIES.items() if number in words), "")
    belongs = match["verb"].startswith("belong")
    if belongs:
        left, right = "many", amount or "one"
    elif not amount or number in {"a", "an"}:
        # ``Users have orders`` and ``A user has a role`` do not give both numbers.
        return None
    else:
        left = "many" if match["quantity"] == "many" else "one"
        right = "zero or one" if match["maybe"] and amount == "one" else amount
    plural = match["verb"] in {"have", "belong to"} and not match["maybe"]
    source = singular(match["left"]) if plural else match["left"]
    more = amount in {"many", "one or more"}
    target = singular(match["right"]) if more else match["right"]
    return {
        "source": titled(source),
        "target": titled(target),
        "cardinality": f"{left} to {right}",
        "description": text,
    }


def singular(word: str) -> str:
    """Return a noun in the singular; one that has no plural ending as it is.

    Args:
        word: the noun, the last word where there are several.
    """
    if irregular := _SINGULARS.get(word.lower()):
        return irregular
    return _PLURAL.sub(lambda match: "y" if match["y"] else "", word)


def titled(name: str) -> str:
    """Return a name with a capital, as entities have, where it is a plain word."""
    return name[:1].upper() + name[1:] if name.isalpha() else name
