"""What identifies a finding from one build to the next."""

from __future__ import annotations

import hashlib
import re

from .report import Finding

_LINE = re.compile(r"(\.\w+):\d+\b")


_HINT = re.compile(r" Did you mean .*", re.DOTALL)


_MEASURED = re.compile(r"^measured .+? (?=\()")


_COUNT = re.compile(r"\b\d[\d,]*(?= (?:words|more than|sentences?|items?)\b)")


def fingerprint(finding: Finding) -> str:
    """Return what makes a finding the same one after lines have moved.

    It is made of the rule, the spec, the item and the message; the file and the line
    are left out, so that moving an item does not make it new. So is what a message
    says of other places: their lines, names that were perhaps meant, counts, and the
    value that was measured last.
    """
    message = _COUNT.sub("#", _LINE.sub(r"\1", _HINT.sub("", finding.message)))
    message = _MEASURED.sub("", message)
    parts = (finding.code, finding.spec, finding.kind, finding.item, message)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
