"""The two host languages, so that one test can write the same in both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import indent

Options = Mapping[str, str] | Sequence[tuple[str, str]]


class Language:
    """How a host language writes what the tests write."""

    suffix: str

    def heading(self, text: str) -> str:
        """Return the title of a document."""
        raise NotImplementedError

    def directive(
        self, name: str, argument: str = "", options: Options = (), body: str = ""
    ) -> str:
        """Return a directive."""
        raise NotImplementedError

    def role(self, name: str, text: str) -> str:
        """Return a role."""
        raise NotImplementedError

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        """Return a table; rows may be shorter or longer than its head."""
        raise NotImplementedError

    def link(self, text: str, target: str) -> str:
        """Return a link to an address or a path."""
        raise NotImplementedError

    def code(self, text: str, language: str = "python") -> str:
        """Return a block of code."""
        raise NotImplementedError

    def literal(self, text: str) -> str:
        """Return inline code."""
        raise NotImplementedError

    def document(self, *blocks: str, title: str = "Page") -> str:
        """Return a document with a title and *blocks*, an empty line between them."""
        return (
            "\n\n".join([self.heading(title), *(b.rstrip("\n") for b in blocks)]) + "\n"
        )


def _items(options: Options) -> Iterable[tuple[str, str]]:
    return options.items() if isinstance(options, Mapping) else options


class Markdown(Language):
    """MyST Markdown."""

    suffix = "md"

    def heading(self, text: str) -> str:
        return f"# {text}"

    def directive(
        self, name: str, argument: str = "", options: Options = (), body: str = ""
    ) -> str:
        longest = 2
        for line in body.splitlines():
            bare = line.lstrip("> ")
            longest = max(longest, len(bare) - len(bare.lstrip("`")))
        fence = "`" * (longest + 1)
        lines = [f"{fence}{{{name}}} {argument}".rstrip()]
        lines += [f":{key}: {value}".rstrip() for key, value in _items(options)]
        if body:
            lines += [""] if _items(options) else []
            lines.append(body.rstrip("\n"))
        return "\n".join([*lines, fence])

    def role(self, name: str, text: str) -> str:
        return f"{{{name}}}`{text}`"

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
        lines += ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join(lines)

    def link(self, text: str, target: str) -> str:
        return f"[{text}]({target})"

    def code(self, text: str, language: str = "python") -> str:
        return f"~~~{language}\n{text}\n~~~"

    def literal(self, text: str) -> str:
        return f"`{text}`"


class Rst(Language):
    """reStructuredText."""

    suffix = "rst"

    def heading(self, text: str) -> str:
        line = "=" * max(len(text), 4)
        return f"{text}\n{line}"

    def directive(
        self, name: str, argument: str = "", options: Options = (), body: str = ""
    ) -> str:
        lines = [f".. {name}:: {argument}".rstrip()]
        lines += [f"   :{key}: {value}".rstrip() for key, value in _items(options)]
        if body:
            lines += ["", indent(body.rstrip("\n"), "   ")]
        return "\n".join(lines)

    def role(self, name: str, text: str) -> str:
        return f":{name}:`{text}`"

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        lines = [".. list-table::", "   :header-rows: 1", ""]
        for row in [head, *rows]:
            lines += [
                f"   {'*' if not number else ' '} - {cell}".rstrip()
                for number, cell in enumerate(row)
            ]
        return "\n".join(lines)

    def link(self, text: str, target: str) -> str:
        return f"`{text} <{target}>`__"

    def code(self, text: str, language: str = "python") -> str:
        return f".. code-block:: {language}\n\n{indent(text, '   ')}"

    def literal(self, text: str) -> str:
        return f"``{text}``"


LANGUAGES: dict[str, Language] = {"md": Markdown(), "rst": Rst()}
