"""Repositories with a lock file and a spec, which the tests of ``--fix`` write."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

OLD = "0.110.0"
"""The version in the spec."""

NEW = {"FastAPI": "0.115.14", "Flask": "3.1.2"}
"""The versions in the lock file."""

LOCK = "version = 1\n" + "".join(
    f'\n[[package]]\nname = "{name.lower()}"\nversion = "{version}"\n'
    'source = { registry = "https://example.org/simple" }\n'
    for name, version in NEW.items()
) + (
    '\n[[package]]\nname = "shop"\nsource = { virtual = "." }\n'
    'dependencies = [{ name = "fastapi" }, { name = "flask" }]\n'
)  # fmt: skip

CONF = """\
project = "Shop"
extensions = ["myst_parser", "sphinxcontrib_techspec"]
myst_enable_extensions = ["colon_fence", "substitution"]
myst_substitutions = {"old": "0.110.0"}
"""

HEADS = {
    "md": "# Shop\n\n```{techspec:spec} Shop\n:status: implemented\n```\n\n",
    "rst": "Shop\n====\n\n.. techspec:spec:: Shop\n   :status: implemented\n\n",
}


def repository(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a repository with a lock file, and return its folder of documents.

    Args:
        folder: the folder of the repository.
        files: the files by their paths from the folder of documents.
    """
    docs = folder / "docs"
    (folder / ".git").mkdir(parents=True)
    (folder / "uv.lock").write_text(LOCK, "utf-8")
    for name, text in {"conf.py": CONF, **files}.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return docs


def page(suffix: str, text: str) -> str:
    """Return a document with the head of a spec and a text."""
    return HEADS[suffix] + text
