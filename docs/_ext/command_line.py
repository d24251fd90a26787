"""The commands and their arguments."""

from __future__ import annotations

from .arguments import Argument, commands
from .markup import code, table


def command_line() -> str:
    """Return the usage and the arguments of each command."""
    parts: list[str] = []
    for command in commands():
        first, *others = command.usage.removeprefix("usage: ").splitlines()
        usage = "\n".join([first, *(f"    {line.strip()}" for line in others)])
        text = command.description or _sentence(command.summary)
        parts.append(
            f"## `techspec {command.name}`\n\n{text}\n\n```text\n{usage}\n```\n\n"
            + table(["Argument", "Description", "Values"], map(_row, command.arguments))
            + "\n"
        )
    return "".join(parts)


def _row(argument: Argument) -> list[str]:
    return [
        code(", ".join(argument.names)),
        _sentence(argument.help),
        ", ".join(f"`{choice}`" for choice in argument.choices),
    ]


def _sentence(text: str) -> str:
    """Return the help of an argument as a sentence."""
    text = text.replace("; default: ", ". Default: ").replace("default: ", "Default: ")
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""
