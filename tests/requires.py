"""What a test needs on the machine beside Python.

A test whose tool is missing is skipped and says so, since not everyone who mends a word
has LaTeX. Where all tests have to run, ``TECHSPEC_REQUIRE`` names the tools and
makes what is missing a failure.
"""

from __future__ import annotations

import os
import shutil

import pytest

PROGRAMS = {
    "tex": (("latexmk",), ("xelatex",), ("pdflatex",), ("pdftotext",)),
    "chromium": (("chromium", "chromium-browser", "google-chrome"),),
    "graphviz": (("dot",),),
}
"""For each tool the programs that it is made of, each under any of its names."""


FILES = {"sarif-schema": "TECHSPEC_SARIF_SCHEMA"}
"""Files that are not kept here, and the variable of the environment that names each."""


def need(tool: str) -> str:
    """Return the path of the tool's first program; without the tool, end the test."""
    if tool in FILES:
        path = os.environ.get(FILES[tool], "")
        if path:
            return path
        missing = [f"the file that {FILES[tool]} names"]
    else:
        found = [
            next(filter(None, map(shutil.which, names)), "") for names in PROGRAMS[tool]
        ]
        missing = [names[0] for names, path in zip(PROGRAMS[tool], found, strict=True)
                   if not path]  # fmt: skip
        if not missing:
            return found[0]
    reason = f"{' and '.join(missing)} not found"
    if tool in os.environ.get("TECHSPEC_REQUIRE", "").split():
        pytest.fail(f"{reason}, and TECHSPEC_REQUIRE asks for “{tool}”")
    pytest.skip(reason)
