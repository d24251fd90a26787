"""The words of the names of the packages that a project uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..patterns import regex
from .node_manifest import manifest_ranges
from .python_manifest import direct_names, requirement_name

_WORD = regex(r"[a-z0-9]+")


def package_words(names: Iterable[str]) -> frozenset[str]:
    """Return the words in the names of packages, and each name as one word.

    Args:
        names: the names, such as ``next-auth`` and ``@sentry/node``.
    """
    found: set[str] = set()
    for name in names:
        words = _WORD.findall(name.lower())
        found.update(words)
        found.add("".join(words))
    return frozenset(found)


def manifest_names(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of packages in manifests and in lists of requirements.

    Args:
        texts: the texts of the files by their paths.
    """
    for path, text in texts.items():
        name = path.rpartition("/")[2]
        if name == "package.json":
            for ranges in manifest_ranges({name: text}).values():
                yield from ranges
        elif name == "go.mod":
            lines = (line for line in text.splitlines() if "//" not in line)
            yield from (line for line in lines if "." in line.partition("/")[0])
        elif name.endswith(".txt"):
            yield from filter(None, map(requirement_name, text.splitlines()))
        else:
            yield from direct_names({name: text}) or ()
