"""What setting the extension up does to the process."""

from __future__ import annotations

import subprocess
import sys

_BUILDS = """\
import gc, sys
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

counts = [gc.get_freeze_count()]
for number in range(2):
    with docutils_namespace():
        out = f"out-{number}"
        Sphinx("docs", "docs", out, out, "techspec", status=None).build()
    counts.append(gc.get_freeze_count())
print(*counts)
"""


def test_only_the_first_build_of_a_process_freezes_what_was_imported(project):
    made = project({"index": "# Page\n"})
    done = subprocess.run(
        [sys.executable, "-c", _BUILDS],
        cwd=made.folder,
        capture_output=True,
        check=True,
        text=True,
    )
    before, first, second = map(int, done.stdout.split())
    # Python 3.12 and later freeze a few objects themselves.
    assert first > before + 10_000
    assert second <= first
