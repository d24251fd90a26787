"""How much is tried: little for a change at hand, more in CI, most once in a while."""

from __future__ import annotations

import os

SEQUENCES = int(os.environ.get("TECHSPEC_SEQUENCES", "40"))
"""How many sequences of edits are tried; CI asks for 200."""

FUZZED = int(os.environ.get("TECHSPEC_FUZZ", "2000"))
"""How many directives are fuzzed; CI asks for 10,000."""

SEED = int(os.environ.get("TECHSPEC_SEED", "0"))
"""What chance begins with, the same each time."""

SHARES = 8
"""How many tests share the work, so that several processes can."""

KILLS = int(os.environ.get("TECHSPEC_KILLS", "160"))
"""How many builds are killed, in a slow test."""
