"""The page of a rule, taken apart: headings, and the projects of its two examples."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import Any

from sphinxcontrib_techspec.rules import Rule

HEADINGS = ("What it does", "Why", "Example", "Instead", "Configuration")
"""The headings of a page in their order; the last one may be missing."""

HEADER = """\
# Shop

```{techspec:spec} Shop
:status: approved
:version: 1.0
:updated: 2026-01-31

A shop on PostgreSQL. It is a monolith.
```

"""
"""What stands before an example that has no spec header of its own."""

_HEADING = re.compile(r"^(?P<title>\S.*)\n-{3,}\n", re.MULTILINE)
_BLOCK = re.compile(
    r"(?:^`(?P<file>[^`\n]+)`:\n\n)?"
    r"^(?P<fence>`{3,})(?P<language>\w+)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass
class Snippet:
    """The project of an example: its files by path, and the values of ``conf.py``."""

    files: dict[str, str] = field(default_factory=dict)
    conf: dict[str, Any] = field(default_factory=dict)


def page(rule: Rule) -> str:
    """Return the page of a rule, as ``techspec rules`` prints it."""
    return cleandoc(rule.check.__doc__ or "")


def sections(rule: Rule) -> dict[str, str]:
    """Return the text below each heading of a page; the summary is below ``""``."""
    summary, *rest = _HEADING.split(page(rule))
    return {"": summary.strip()} | {
        title: text.strip() for title, text in zip(rest[::2], rest[1::2], strict=True)
    }


def example_texts(rule: Rule) -> tuple[str, str]:
    """Return the text of the two examples of a rule."""
    found = sections(rule)
    return found["Example"], found["Instead"]


def snippet(text: str) -> Snippet:
    """Return the project of an example: blocks of code, each with a path before it.

    The block without a path is the document ``index``.
    """
    found = Snippet()
    for block in _BLOCK.finditer(text):
        name, code = block["file"] or "index.md", block["text"]
        if name == "conf.py":
            for statement in ast.parse(code).body:
                assert isinstance(statement, ast.Assign)
                (target,) = statement.targets
                assert isinstance(target, ast.Name)
                found.conf[target.id] = ast.literal_eval(statement.value)
        else:
            found.files[name] = code
    index = found.files["index.md"]
    if "{techspec:spec}" not in index:
        found.files["index.md"] = HEADER + index
    return found
