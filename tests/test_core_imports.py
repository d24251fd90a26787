"""The core knows neither Sphinx nor docutils: tools may use it without them."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import sphinxcontrib_techspec

FOREIGN = ("sphinx", "docutils", "myst_parser", "sphinx_design")

CORE = sorted(
    module.name
    for module in pkgutil.walk_packages(
        sphinxcontrib_techspec.__path__, "sphinxcontrib_techspec."
    )
    # `adopt` reads with the readers of the extension.
    if ".sphinx_ext" not in module.name and ".adopt" not in module.name
)


def loaded_after(statement: str) -> set[str]:
    """Run a statement in a new process, and return which of the foreign it loads."""
    code = f"{statement}\nimport sys\nprint(*{{n.split('.')[0] for n in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    return set(done.stdout.splitlines()[-1].split()) & set(FOREIGN)


def test_there_is_a_core():
    assert {f"sphinxcontrib_techspec.{name}" for name in ("kinds", "model", "cli")} < {
        *CORE
    }


def test_core_imports_no_sphinx():
    assert loaded_after("\n".join(f"import {name}" for name in CORE)) == set()


def test_package_imports_no_sphinx():
    assert loaded_after("import sphinxcontrib_techspec") == set()


def test_extension_is_found_out_to_import_sphinx():
    """The test above would hold as well if it could not see anything."""
    assert "sphinx" in loaded_after("import sphinxcontrib_techspec.sphinx_ext")


@pytest.mark.parametrize("format_", ["text", "json"])
def test_checking_a_file_imports_no_sphinx(example, format_):
    path = example("minimal", "techspec").out / "techspec.json"
    statement = (
        "from sphinxcontrib_techspec.cli import main\n"
        f"assert main(['check', {str(path)!r}, '--format', {format_!r}]) == 0"
    )
    assert loaded_after(statement) == set()
