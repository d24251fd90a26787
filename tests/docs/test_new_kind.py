"""A new kind is one file and one line, as CONTRIBUTING shows it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DIFF = ROOT / "docs" / "examples" / "new-kind.diff"
PACKAGE = "sphinxcontrib_techspec"

CONF = """\
extensions = ["myst_parser", "sphinxcontrib_techspec"]
html_theme = "basic"
"""

PAGES = {
    "md": """\
# Risks

```{techspec:risk} The bank is down
:likelihood: low

Payments wait in the queue.
```

```{techspec:risk}
| Risk | Probability | Mitigation |
|------|-------------|------------|
| A key leaks | medium | Keys live for 90 days |
```

See {techspec:risk}`A key leaks`. Not likely:

```{techspec:table} risk
:where: likelihood=low
```
""",
    "rst": """\
Risks
=====

.. techspec:risk:: The bank is down
   :likelihood: low

   Payments wait in the queue.

.. techspec:risk::

   .. list-table::
      :header-rows: 1

      * - Risk
        - Probability
        - Mitigation
      * - A key leaks
        - medium
        - Keys live for 90 days

See :techspec:risk:`A key leaks`. Not likely:

.. techspec:table:: risk
   :where: likelihood=low
""",
}


@pytest.fixture(scope="module")
def patched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the package to which the diff was applied."""
    folder = tmp_path_factory.mktemp("new-kind")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / PACKAGE, folder / PACKAGE, ignore=ignore)
    # The diff is applied already where somebody tries it as CONTRIBUTING says.
    if (folder / PACKAGE / "kinds" / "risk.py").is_file():
        return folder
    git = shutil.which("git")
    if git is None:
        pytest.skip("git, which applies the diff, is not installed")
    done = subprocess.run(
        [git, "apply", "--verbose", str(DIFF)],
        cwd=folder, check=False, capture_output=True, text=True,
        # The folder may lie in somebody's repository.
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (folder / PACKAGE / "kinds" / "risk.py").is_file()
    return folder


def run(folder: Path, *arguments: str) -> str:
    """Run Python with the patched package, and return what it prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        check=False, capture_output=True, text=True,
        # Python looks into the current folder first.
        cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_diff_is_one_file_and_one_line():
    lines = DIFF.read_text("utf-8").splitlines()
    files = [line for line in lines if line.startswith("+++ ")]
    assert files == [
        f"+++ b/{PACKAGE}/kinds/__init__.py",
        f"+++ b/{PACKAGE}/kinds/risk.py",
    ]
    added = lines[: lines.index("--- /dev/null")]
    assert [line for line in added if line.startswith("+") and line not in files] == [
        "+from .risk import Risk",
        "+        Risk,",
    ]
    removed = [line for line in lines if line.startswith("-")]
    assert all(line.startswith("--- ") for line in removed)


@pytest.mark.parametrize("language", list(PAGES))
def test_the_new_kind_works(patched: Path, tmp_path: Path, language: str):
    source = tmp_path / "docs"
    source.mkdir()
    (source / "conf.py").write_text(CONF, "utf-8")
    (source / f"index.{language}").write_text(PAGES[language], "utf-8")
    out = tmp_path / "out"
    run(patched, "-m", "sphinx", "-W", "-n", "-b", "html", str(source), str(out))

    items, _, table = (out / "index.html").read_text("utf-8").partition("Not likely:")
    assert 'id="risk-the-bank-is-down"' in items
    assert "Payments wait in the queue." in items
    assert 'id="risk-a-key-leaks"' in items
    assert 'href="#risk-a-key-leaks"' in items
    assert "The bank is down" in table
    assert "A key leaks" not in table


def test_its_schema_follows(patched: Path):
    code = (
        "import json; from sphinxcontrib_techspec.exchange.schema import json_schema; "
        "print(json.dumps(json_schema()['$defs']['Kind_risk']))"
    )
    assert "mitigation" in json.loads(run(patched, "-c", code))["properties"]
