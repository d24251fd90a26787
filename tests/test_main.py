"""``python -m sphinxcontrib_techspec`` is the command ``techspec``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import sphinxcontrib_techspec
from sphinxcontrib_techspec.cli import main

CONF = 'extensions = ["myst_parser", "sphinxcontrib_techspec"]\n'
PAGE = """\
# Shop

```{techspec:stack}
- **Database**: PostgreSQL 16.x
```
"""


def run(arguments: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sphinxcontrib_techspec", *arguments],
        capture_output=True, check=False, text=True,
    )  # fmt: skip


def test_the_script_calls_the_same_function():
    scripts = entry_points(group="console_scripts", name="techspec")
    assert {script.load() for script in scripts} == {main}


def test_version():
    done = run(["--version"])
    assert (done.returncode, done.stdout.strip(), done.stderr) == (
        0, sphinxcontrib_techspec.__version__, "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "code"), [([], 0), (["--fail-on", "info"], 1), (["--no-such"], 2)]
)
def test_exit_codes_and_output_are_the_same(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    code: int,
):
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    (tmp_path / "index.md").write_text(PAGE, "utf-8")
    arguments = ["check", str(tmp_path), *options]
    done = run(arguments)
    assert done.returncode == code
    try:
        called = main(arguments)
    except SystemExit as end:  # argparse ends the process for wrong use.
        called = end.code
    printed = capsys.readouterr()
    assert (called, printed.out, printed.err) == (code, done.stdout, done.stderr)
