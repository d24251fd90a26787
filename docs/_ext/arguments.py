"""The commands of the program and their arguments, read from its parser.

Everything private of argparse that the documentation needs is in this module: the
parser is the one list of the commands, and argparse has no public way to read it.
Checked with Python 3.11 to 3.13.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from sphinxcontrib_techspec import cli


@dataclass(frozen=True)
class Argument:
    """An argument of a command.

    Attributes:
        names: its option strings; a positional argument has its one name.
        help: what it does, as the program says it.
        choices: the values that it is limited to.
    """

    names: tuple[str, ...]
    help: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Command:
    """A command of the program.

    Attributes:
        name: its name, such as ``check``.
        summary: its line in the help of the program.
        description: what its own help says; may be empty.
        usage: its usage, one or more lines.
        arguments: its arguments, ``--help`` left out.
    """

    name: str
    summary: str
    description: str
    usage: str
    arguments: tuple[Argument, ...]


def commands() -> Iterator[Command]:
    """Yield the commands of ``techspec``."""
    parser = cli._parser()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    group: Any = next(
        action
        for action in parser._actions  # noqa: SLF001
        if hasattr(action, "_choices_actions")
    )
    listed = group._choices_actions  # noqa: SLF001
    summaries = {choice.dest: choice.help for choice in listed}
    parsers = cast("dict[str, argparse.ArgumentParser]", group.choices)
    for name, command in parsers.items():
        # As wide as the page, whatever the terminal.
        command.formatter_class = _formatter
        yield Command(
            name,
            summaries[name] or "",
            command.description or "",
            command.format_usage(),
            tuple(
                Argument(
                    tuple(action.option_strings)
                    or (str(action.metavar or action.dest),),
                    action.help or "",
                    tuple(map(str, action.choices or ())),
                )
                for action in command._actions  # noqa: SLF001
                if action.dest != "help"
            ),
        )


def _formatter(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, width=76)
