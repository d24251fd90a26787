"""Git repositories for the tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_NOBODY = {
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def git(folder: Path, *arguments: str, given: str = "") -> str:
    """Run git in a folder with an input, and return its output."""
    return subprocess.run(
        ["git", "-C", str(folder), *arguments],  # noqa: S607 - the git of the machine
        capture_output=True, check=True, text=True, env=os.environ | _NOBODY,
        input=given,
    ).stdout  # fmt: skip


def make_tree(folder: Path, entries: str) -> str:
    """Return the id of a tree, whatever the names in it are."""
    return git(folder, "mktree", given=entries).strip()


def commit_all(folder: Path) -> None:
    """Commit everything in a folder."""
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "change")
