"""References to decision records and items, as authors write them."""

from __future__ import annotations

import re

from ..kinds.field import References
from ..text import collapse_spaces

_REFERENCE = re.compile(
    r"\{[\w:-]+\}`(?P<role>[^`]+)`|:[\w:-]+:`(?P<rst>[^`]+)`|`[^`<]*<(?P<link>[^>`]+)>`__?"
    r"|\[(?:[^\]]*)\]\(\s*(?:<(?P<spaced>[^>]*)>|(?P<md>(?:[^()\s]|\([^()\s]*\))*))[^)]*\)"
    r"|<(?P<auto>[^>\s]+)>|(?P<address>\bhttps?://[^\s<>]*[^\s<>.,;:)])|(?P<sep>[,;]|(?<![\w-])and(?![\w-]))"
)


_TITLE_TARGET = re.compile(r"^.*<([^>]+)>$")


_NOTHING = frozenset({"", "-", "–", "—", "n/a", "none", "na"})


_LEAD = re.compile(r"^(?:see|per|cf\.?)\s+", re.IGNORECASE)


def split_references(text: str) -> References:
    """Return the references in *text*: bare, as links of either language, as roles.

    ``See [ADR-001](./adr/001.md), ADR-2`` gives ``("./adr/001.md", "ADR-2")``.
    """
    found: list[str] = []
    bare = ""
    position = 0

    def end_bare() -> None:
        nonlocal bare
        word = _LEAD.sub("", collapse_spaces(bare)).strip("` ").rstrip(".")
        # What is left of brackets around an address is no reference.
        if word.lower() not in _NOTHING and word.strip("()[]"):
            found.append(word)
        bare = ""

    for match in _REFERENCE.finditer(text):
        bare += text[position : match.start()]
        position = match.end()
        if match["sep"]:
            end_bare()
            continue
        bare = "" if _LEAD.fullmatch(collapse_spaces(bare) + " ") else bare
        end_bare()
        target = next(part for part in match.groups() if part is not None)
        if inner := _TITLE_TARGET.match(target):
            target = inner[1]
        found.append(target.strip())
    bare += text[position:]
    end_bare()
    return tuple(dict.fromkeys(found))
