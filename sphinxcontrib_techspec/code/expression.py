"""Expressions of Python in a document: those that need nothing run are evaluated."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], object]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}

_METHODS = frozenset({"endswith", "lower", "startswith", "strip", "upper"})
"""The methods of text that may be called."""


class UnsupportedExpressionError(ValueError):
    """An expression that cannot be evaluated, or is none."""


def evaluate(expression: str, value_of: Callable[[str], object]) -> object:
    """Return the value of an expression of names, constants and comparisons.

    ``and``, ``or``, ``not``, comparisons, lists of values, subscripts, and a few
    methods of text are known. Nothing else is, so that no code of an author is run.

    Args:
        expression: the expression.
        value_of: returns the value of a name; a `LookupError` where it has none.

    Raises:
        UnsupportedExpressionError: it is not Python, has another form, or fails.
    """
    try:
        return _value(ast.parse(expression.strip(), mode="eval").body, value_of)
    except (
        SyntaxError, ValueError, TypeError, LookupError, RecursionError, MemoryError,
    ) as error:  # fmt: skip
        raise UnsupportedExpressionError(str(error)) from error


def _value(node: ast.expr, value_of: Callable[[str], object]) -> Any:
    match node:
        case ast.Constant():
            return node.value
        case ast.Name():
            return value_of(node.id)
        case ast.Tuple() | ast.List() | ast.Set():
            return [_value(part, value_of) for part in node.elts]
        case ast.UnaryOp(op=ast.Not()):
            return not _value(node.operand, value_of)
        case ast.UnaryOp(op=ast.USub()):
            return -_value(node.operand, value_of)
        case ast.BoolOp():
            return _joined(node, value_of)
        case ast.Compare():
            return _compared(node, value_of)
        case ast.Subscript():
            return _value(node.value, value_of)[_value(node.slice, value_of)]
        case ast.Call(func=ast.Attribute() as called, keywords=[]):
            return _called(called, node.args, value_of)
        case _:
            raise UnsupportedExpressionError(type(node).__name__)


def _joined(node: ast.BoolOp, value_of: Callable[[str], object]) -> Any:
    """Return the value of ``and`` or ``or``, which is that of one of the parts."""
    stops_at = isinstance(node.op, ast.Or)
    found: Any = None
    for part in node.values:
        found = _value(part, value_of)
        if bool(found) == stops_at:
            break
    return found


def _called(
    called: ast.Attribute, arguments: list[ast.expr], value_of: Callable[[str], object]
) -> Any:
    """Return what a method of text returns."""
    text = _value(called.value, value_of)
    if not isinstance(text, str) or called.attr not in _METHODS:
        raise UnsupportedExpressionError(called.attr)
    return getattr(text, called.attr)(*(_value(part, value_of) for part in arguments))


def _compared(node: ast.Compare, value_of: Callable[[str], object]) -> bool:
    """Return whether each of the comparisons in a row holds."""
    left = _value(node.left, value_of)
    for comparison, part in zip(node.ops, node.comparators, strict=True):
        right = _value(part, value_of)
        if not _COMPARISONS[type(comparison)](left, right):
            return False
        left = right
    return True
