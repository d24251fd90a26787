"""Cases of rules: one file each, with the files of a project and its findings.

See ``rules/test_cases.py`` for their form.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "rules/cases"

_SECTION = re.compile(r"^%%% (.+)\n", re.MULTILINE)
_EXPECTED = re.compile(
    r"(?P<place>\S+:\d+) (?P<severity>error|warning|info) (?P<code>TS\d{3}) "
    r"(?P<rest>.+)"
)


@dataclass
class Case:
    """The files of a project, values of its ``conf.py``, and its expected findings."""

    files: dict[str, str]
    conf: dict[str, Any] = field(default_factory=dict)
    expected: list[str] = field(default_factory=list)


def read_case(path: Path) -> Case:
    """Return the case that a file holds."""
    first, *rest = _SECTION.split(path.read_text("utf-8"))
    case = Case({f"index{path.suffix}": first})
    for name, text in zip(rest[::2], rest[1::2], strict=True):
        if name == "conf":
            for line in text.split("\n"):
                key, _, value = line.partition(" = ")
                if key:
                    case.conf[key] = ast.literal_eval(value)
        elif name == "expected":
            case.expected = [_expected(line) for line in text.split("\n") if line]
        else:
            case.files[name] = text
    return case


def _expected(line: str) -> str:
    assert _EXPECTED.fullmatch(line), f"not a finding: {line}"
    return line


def case_paths() -> Iterator[Path]:
    """Yield the file of every case."""
    for folder in sorted(CASES.iterdir()):
        yield from sorted(path for path in folder.iterdir() if path.is_file())
