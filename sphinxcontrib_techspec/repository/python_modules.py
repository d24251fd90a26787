"""The modules that the Python files of a repository are, by their names in imports."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property


class PythonModules:
    """Python files, looked up by dotted names."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Take the paths of the files, from the root of the repository."""
        self._paths = tuple(paths)

    @cached_property
    def _by_end(self) -> dict[tuple[str, ...], list[str]]:
        """The files by each end of their dotted names."""
        found: dict[tuple[str, ...], list[str]] = {}
        for path in self._paths:
            parts = _module(path)
            for start in range(len(parts)):
                found.setdefault(parts[start:], []).append(path)
        return found

    def find(self, path: str, target: str) -> Iterator[tuple[str, str]]:
        """Yield the file, and the name in it, that a dotted name may mean.

        Args:
            path: the file with the import.
            target: what it imports, with a dot before it for each level of a relative
                import, as `import_targets` gives it.
        """
        level = len(target) - len(target.lstrip("."))
        parts = tuple(target[level:].split("."))
        folder = tuple(path.split("/")[:-1])
        base = folder[: len(folder) - level + 1] if level else ()
        for size in range(len(parts) - 1, -1 if level else 0, -1):
            module = (*base, *parts[:size])
            files = self._by_end.get(module, [])
            # A relative name is that of one file, from the root.
            if level:
                files = [file for file in files if _module(file) == module]
            if len(files) == 1:
                yield files[0], ".".join(parts[size:])


def import_targets(
    node: ast.Import | ast.ImportFrom,
) -> Iterator[tuple[str, str]]:
    """Yield each name that an import makes, and the dotted name that it stands for."""
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            target = f"{'.' * node.level}{node.module or ''}"
            dot = "." if node.module else ""
            full = f"{target}{dot}{alias.name}"
        else:
            full = alias.name
        yield alias.asname or alias.name, full


def beginnings(name: str) -> Iterator[tuple[str, str]]:
    """Yield what an import may have made of a dotted name, and the rest of it.

    Of ``shop.models.User``, these are all of it, ``shop.models`` and ``shop``.
    """
    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        yield ".".join(parts[:size]), ".".join(parts[size:])


def dotted(node: ast.expr) -> str:
    """Return a name with its dots, such as ``self.router``; empty for other code."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])


def _module(path: str) -> tuple[str, ...]:
    """Return the dotted name of a file, without ``__init__``."""
    parts = path.removesuffix(".py").split("/")
    return tuple(parts[:-1] if parts[-1] == "__init__" else parts)
