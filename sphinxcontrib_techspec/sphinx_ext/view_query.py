"""What an author asks a view for: its argument and its options, as written."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class ViewQuery:
    """The argument and the options of a view's directive.

    What the view shows is computed when its page is written.

    Attributes:
        name: the name of the view.
        argument: the argument, without markup; empty where there is none.
        options: the options that the view knows, by name.
        spec_index: how many spec headers precede the directive in its document.
        line: the line of the directive, from 1.
        lines: the lines of the options, by name.
        added: the fields that the project adds to the kind of the argument.
    """

    name: str
    argument: str = ""
    options: dict[str, str] = field(default_factory=dict[str, str])
    spec_index: int = 0
    line: int = 0
    lines: dict[str, int] = field(default_factory=dict[str, int])
    added: tuple[str, ...] = ()

    def option(self, name: str) -> str:
        """Return the value of an option, empty where it is not given."""
        return self.options.get(name, "")

    def values(self, name: str) -> list[str]:
        """Return the values of an option that is a list with commas."""
        parts = (part.strip() for part in self.option(name).split(","))
        return [part for part in parts if part]

    def line_of(self, option: str) -> int:
        """Return the line of an option, or that of the directive."""
        return self.lines.get(option, self.line)
