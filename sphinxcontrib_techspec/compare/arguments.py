"""The arguments of ``techspec compare``; nothing else is imported for them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..exchange.read import FILE_NAME
from ..findings.report import SEVERITY_ORDER


def add_parser(
    commands: Any, statuses: tuple[str, ...], run: Callable[[argparse.Namespace], int]
) -> None:
    """Add the command to the program's.

    Args:
        commands: what argparse returns for subcommands.
        statuses: the statuses of a spec.
        run: what runs the command.
    """
    parser: argparse.ArgumentParser = commands.add_parser(
        "compare",
        help="compare two states of a spec",
        description="Compare two states of a spec: two git revisions of a folder or a "
        f"Markdown file, or two paths, such as two {FILE_NAME}. Exit code 0: the "
        "states were compared. Exit code 1: there is a new finding at or above "
        "--fail-on. Exit code 2: the command is wrong, or a state cannot be read or "
        "built. Exit code 3: as 1, and evidence is missing (TS401).",
    )
    add = parser.add_argument
    add("old", metavar="OLD", help="a git revision, or a path")
    add("new", metavar="NEW", help="a git revision, or a path")
    add(
        "docs",
        type=Path,
        nargs="?",
        metavar="DOCS",
        help="the folder with conf.py, or the Markdown file, to compare in two git "
        "revisions; default: docs, unless OLD and NEW are paths",
    )
    add(
        "--format",
        choices=("text", "json", "markdown"),
        default="text",
        help="markdown is for a comment on a pull request; default: text",
    )
    add(
        "--fail-on",
        choices=tuple(SEVERITY_ORDER),
        help="fail for new findings of this severity or above; by default, none fail",
    )
    add(
        "--links",
        default="",
        metavar="URL",
        help="the address of the files of NEW, such as "
        "https://github.com/OWNER/NAME/blob/COMMIT; places in Markdown link to it",
    )
    add(
        "--as",
        dest="status",
        choices=statuses,
        help="judge specs as if they had this status: plain Markdown files, which are "
        "drafts otherwise, and specs with directives whose status is lower",
    )
    add(
        "--plain",
        action="store_true",
        help="read a Markdown file alone, even if it is part of a project",
    )
    parser.set_defaults(run=run)
