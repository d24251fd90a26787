"""What identifies a finding from one build to the next."""

from __future__ import annotations

import hashlib

from .report import Finding


def fingerprint(finding: Finding) -> str:
    """Return what identifies a finding, as 32 hexadecimal digits.

    It is made of the rule, the spec, the item and the subject. Words, files and lines
    are left out: rewording a message, moving an item or renaming a record that is
    mentioned does not make a finding new. Two findings that are alike in all of this
    have the same fingerprint, and a baseline counts them.
    """
    parts = (finding.code, finding.spec, finding.kind, finding.item, finding.subject)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
