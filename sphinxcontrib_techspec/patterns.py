"""Regular expressions that are compiled when they are first used.

The package has some five hundred of them. A build, and still more the command line,
uses a part of them, and compiling all is a quarter of the time of an import.
"""

from __future__ import annotations

import re
from typing import cast

_ATTRIBUTES = (
    "match",
    "fullmatch",
    "search",
    "finditer",
    "findall",
    "split",
    "sub",
    "subn",
    "pattern",
    "flags",
    "groups",
    "groupindex",
)


class Uncompiled:
    """A regular expression that has the attributes of its compiled form when used.

    Attributes:
        pattern: the expression.
        flags: its flags, as the compiled form states them.
    """

    pattern: str
    flags: int

    def __init__(self, source: str, flags: int) -> None:
        """Take what `re.compile` takes."""
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """Compile the expression, and return a method or an attribute of it.

        Raises:
            AttributeError: a pattern has no such attribute, or none that is used here.
        """
        if name not in _ATTRIBUTES:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        # The next use finds them without a call of this method.
        self.__dict__.update({name: getattr(compiled, name) for name in _ATTRIBUTES})
        return self.__dict__[name]


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled when it is first used.

    Args:
        source: the expression.
        flags: the flags, as `re.compile` takes them.

    Returns:
        What has the methods and the attributes of a compiled expression; the functions
        of `re` do not take it.
    """
    return cast("re.Pattern[str]", Uncompiled(source, flags))
