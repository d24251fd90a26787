"""All regular expressions of the package, found in its modules and its sources."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from itertools import chain
from types import ModuleType
from typing import Any

import sphinxcontrib_techspec
from sphinxcontrib_techspec.patterns import Uncompiled

_FUNCTIONS = {
    "compile": 1,
    "search": 2,
    "match": 2,
    "fullmatch": 2,
    "findall": 2,
    "finditer": 2,
    "split": 3,
    "sub": 4,
    "subn": 4,
}
"""The functions of `re` that take a pattern, and the position of their flags."""

_METHODS = frozenset(_FUNCTIONS) - {"compile"}

_NO_PATTERNS = (".__main__", "techspec.patterns")
"""Modules that write none: the second one compiles those of the others."""

_WRITTEN = re.compile(r"^import re$|\bregex\(", re.MULTILINE)
"""What a module has that writes patterns."""


@dataclass
class Found:
    """A regular expression of the package.

    Attributes:
        name: where it is: the module within the package, and the name or function.
        pattern: the compiled expression.
        methods: the methods that the package calls it with.
    """

    name: str
    pattern: re.Pattern[str]
    methods: set[str] = field(default_factory=set)


class UnknownPatternError(Exception):
    """A pattern is built from local names, so that only a sample of it is known."""


def modules() -> list[ModuleType]:
    """Return all modules of the package, imported."""
    name = sphinxcontrib_techspec.__name__
    found = pkgutil.walk_packages(sphinxcontrib_techspec.__path__, f"{name}.")
    return [
        sphinxcontrib_techspec,
        *(import_module(m.name) for m in found if not m.name.endswith(_NO_PATTERNS)),
    ]


def find_patterns(samples: Mapping[str, tuple[str, str]]) -> list[Found]:
    """Return every regular expression of the package once.

    Args:
        samples: for each function that builds a pattern from its own variables, such
            a pattern and the method it is called with, by ``module.function``.

    Raises:
        UnknownPatternError: a function builds a pattern, and has no samples.
    """
    found: dict[tuple[str, int], Found] = {}
    unused = set(samples)
    for module in modules():
        name = module.__name__.removeprefix(f"{sphinxcontrib_techspec.__name__}.")
        source = inspect.getsource(module)
        in_globals = list(_globals(module))
        if not in_globals and not _WRITTEN.search(source):
            continue
        tree = ast.parse(source)
        for value in chain(in_globals, _calls(tree, module, name, samples)):
            unused.discard(value.name)
            key = (value.pattern.pattern, value.pattern.flags)
            found.setdefault(key, value).methods.update(value.methods)
        for key, methods in _uses(tree, module):
            if key in found:
                found[key].methods.update(methods)
    if unused:
        raise UnknownPatternError(f"no such function: {', '.join(sorted(unused))}")
    return list(found.values())


def _globals(module: ModuleType) -> Iterator[Found]:
    """Yield the patterns in the variables of a module, in its classes too."""
    short = module.__name__.removeprefix(f"{sphinxcontrib_techspec.__name__}.")
    for name, value in vars(module).items():
        if name.startswith("__"):
            continue
        for pattern in _inside(value, module.__name__):
            yield Found(f"{short}.{name}", pattern)


def _compiled(value: object) -> re.Pattern[str] | None:
    """Return the pattern that a value is; `None` for any other value."""
    if isinstance(value, Uncompiled):
        return re.compile(value.pattern, value.flags)
    return value if isinstance(value, re.Pattern) else None


def _inside(value: object, module: str, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if (pattern := _compiled(value)) is not None:
        yield pattern
    members: list[object] = []
    if isinstance(value, dict):
        members = [*value, *value.values()]
    elif isinstance(value, (list, tuple, set, frozenset)):
        members = list(value)
    elif isinstance(value, type) and value.__module__ == module:
        members = list(vars(value).values())
    for member in members if depth else []:
        yield from _inside(member, module, depth - 1)


def _calls(
    tree: ast.AST, module: ModuleType, name: str, samples: Mapping[str, tuple[str, str]]
) -> Iterator[Found]:
    """Yield the patterns that are written in calls of `re` and of `regex`."""
    for function, call in _calls_in(tree, ""):
        match call.func:
            case ast.Attribute(value=ast.Name(id="re"), attr=attribute) if (
                attribute in _FUNCTIONS
            ):
                pass
            case ast.Name(id="regex"):
                attribute = "compile"
            case _:
                continue
        keywords = {k.arg: k.value for k in call.keywords}
        position = _FUNCTIONS[attribute]
        flags = keywords.get("flags") or (call.args[position:] or [None])[0]
        place = f"{name}.{function}" if function else name
        methods = {attribute} & _METHODS
        try:
            pattern = _evaluate(call.args[0], module)
        except NameError:
            if not function:
                continue  # A variable of the module holds it.
            if place not in samples:
                raise UnknownPatternError(f"{place}: {ast.unparse(call)}") from None
            pattern, method = samples[place]
            methods = {method}
        if isinstance(pattern, str):
            number = _evaluate(flags, module) if flags else 0
            yield Found(place, re.compile(pattern, number), methods)


def _calls_in(tree: ast.AST, function: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield all calls, each with the name of the function that it is in."""
    for node in ast.iter_child_nodes(tree):
        inner = function
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inner = f"{function}.{node.name}".strip(".")
        if isinstance(node, ast.Call):
            yield function, node
        yield from _calls_in(node, inner)


def _evaluate(expression: ast.expr, module: ModuleType) -> Any:
    code = compile(ast.Expression(expression), module.__name__, "eval")
    return eval(code, dict(vars(module)))  # noqa: S307 - source of the package.


def _uses(
    tree: ast.AST, module: ModuleType
) -> Iterator[tuple[tuple[str, int], set[str]]]:
    """Yield the patterns that a module names, each with the methods that it calls."""
    called: set[ast.expr] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name) as variable, attr=attribute):
                called.add(variable)
                methods = {attribute} & _METHODS
            case ast.Name(id=name, ctx=ast.Load()) if node not in called:
                methods = set(_METHODS)  # Handed on: to any method.
            case _:
                continue
        pattern = _compiled(vars(module).get(name))
        if pattern is not None:
            yield (pattern.pattern, pattern.flags), methods
