"""Read a tree of error classes: ``├── NotFoundError  # 404``, a class on each line."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..patterns import regex

_BRANCH = regex(r"(?:[│|]?[ \t]+)*+(?:[├└╰][─-]+|[|`+]-{1,3})[ \t]*")
_CLASS = regex(
    r"(?P<name>[A-Za-z_][\w.]*)(?:[ \t]*\((?P<base>[\w.,: -]*)\))?"
    r"(?:[ \t]+(?:#|//|--|[-–—]|→|->)[ \t]*(?P<words>\S.*)|:[ \t]+(?P<said>\S.*))?"
)
_COMMENT = regex(r"[ \t]*(?:#|//|--)")
_ERROR = regex(r"\w+(?:Error|Exception|Fault|Failure)")
_STATUS = regex(
    r"(?:HTTP[ \t]+)?(?P<status>[1-5]\d\d)(?:[ \t]*(?P<rest>[A-Z,;:(–—-].*))?"
)


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """A class of errors.

    Attributes:
        name: its name.
        status: the status of HTTP that is behind it, empty where there is none.
        meaning: the words behind it.
        line: its line, from 0.
    """

    name: str
    status: str
    meaning: str
    line: int


@dataclass(slots=True)
class ErrorTree:
    """The classes of a tree, and the lines from 0 that are none, with their text."""

    classes: list[ErrorClass] = field(default_factory=list[ErrorClass])
    unread: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


def read_error_tree(code: str) -> ErrorTree:
    """Return the classes of a tree, none where a block is anything else.

    A tree has branches that are drawn, and half of its names end as those of errors.
    """
    found = ErrorTree()
    branches = errors = 0
    for number, line in enumerate(code.split("\n")):
        if not line.strip(" \t│|") or _COMMENT.match(line):
            continue
        branch = _BRANCH.match(line)
        branches += branch is not None
        text = line[branch.end() :].rstrip() if branch else line.rstrip()
        match = _CLASS.fullmatch(text)
        if match is None:
            found.unread.append((number, line.strip()))
            continue
        errors += _ERROR.fullmatch(match["name"]) is not None
        words = (match["words"] or match["said"] or "").strip()
        status = _STATUS.fullmatch(words or (match["base"] or "").strip())
        if status and words:
            words = (status["rest"] or "").strip(" \t,;:()-–—")
        code = status["status"] if status else ""
        found.classes.append(ErrorClass(match["name"], code, words, number))
    if not branches or 2 * errors < len(found.classes):
        return ErrorTree()
    return found
