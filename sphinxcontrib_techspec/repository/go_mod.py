"""go.mod: https://go.dev/ref/mod#go-mod-file."""

from __future__ import annotations

from ..patterns import regex
from .base import Manifests, Release, VersionReader, damaged

_REQUIREMENT = regex(
    r"(?P<module>[^\s\"()]++|\"[^\"]+\")\s++(?P<version>v\d[\w.+-]*+)(?P<rest>.*+)"
)
_REPLACEMENT = regex(
    r"(?P<module>\S+)(?:\s+(?P<version>v\S+))?\s+=>\s+(?P<by>\S+)(?:\s+(?P<new>v\S+))?"
)


def _read(text: str, _manifests: Manifests) -> list[Release]:
    found: list[Release] = []
    replaced: dict[str, str] = {}
    block = ""
    is_module = False
    for number, whole in enumerate(text.splitlines(), 1):
        line, _, comment = whole.partition("//")
        line = line.strip()
        if block and line == ")":
            block = ""
            continue
        verb, _, rest = line.partition(" ")
        if line.endswith("(") and not block:
            block = verb.rstrip("(")
            continue
        if not line:
            continue
        what = block or verb
        text_of = line if block else rest.strip()
        if what == "module":
            is_module = True
        elif what == "require":
            requirement = _REQUIREMENT.fullmatch(text_of)
            if requirement is None:
                raise damaged(number)
            direct = not comment.strip().startswith("indirect")
            module = requirement["module"].strip('"')
            version = requirement["version"].removesuffix("+incompatible")
            found.append(Release(module, version, number, direct))
        elif what == "replace" and (change := _REPLACEMENT.match(text_of)):
            same = change["by"] == change["module"]
            replaced[change["module"]] = change["new"] or "" if same else ""
    if not is_module:
        raise damaged(1)
    # What stands for a module is another one, or a folder: its version says nothing.
    return [
        release._replace(version=replaced.get(release.name, release.version))
        for release in found
        if replaced.get(release.name, release.version)
    ]


READER = VersionReader("go.mod 1", ("go.mod",), "golang", (), _read)
