"""Lock files of Poetry, PDM and PEP 751, which list packages as tables of TOML.

None of them says which packages are direct; the manifest beside them does.
"""

from __future__ import annotations

from collections.abc import Callable

from .base import Manifests, Release, VersionReader, damaged, python_name
from .python_manifest import MANIFESTS, direct_names
from .toml_tables import Table, read_tables


def _reader(
    name: str, header: Callable[[Table], bool], *, at_end: bool = False
) -> Callable[[str, Manifests], list[Release]]:
    """Return the function that reads the tables of a name.

    Args:
        name: the name of a package's table.
        header: returns whether a table says that the file is of the format.
        at_end: whether that table may stand anywhere, else it is the first.
    """

    def read(text: str, manifests: Manifests) -> list[Release]:
        tables = list(read_tables(text))
        if not any(map(header, tables if at_end else tables[:1])):
            raise damaged(1)
        direct = direct_names(manifests)
        return [
            Release(
                package,
                version,
                found.lines["version"],
                direct is None or package in direct,
            )
            for found in tables
            if found.name == name
            and (package := python_name(found.text("name")))
            and (version := found.text("version"))
        ]

    return read


def _is_metadata(found: Table) -> bool:
    return found.name == "metadata"


POETRY = VersionReader(
    "poetry 1", ("poetry.lock",), "pypi", MANIFESTS,
    _reader("package", _is_metadata, at_end=True),
)  # fmt: skip
"""https://python-poetry.org/docs/basic-usage/#installing-with-poetrylock."""

PDM = VersionReader(
    "pdm 1", ("pdm.lock",), "pypi", MANIFESTS,
    _reader("package", _is_metadata, at_end=True),
)  # fmt: skip
"""https://pdm-project.org/latest/usage/lockfile/."""

PYLOCK = VersionReader(
    "pylock 1", ("pylock.toml", "pylock.*.toml"), "pypi", MANIFESTS,
    _reader("packages", lambda found: "lock-version" in found.values),
)  # fmt: skip
"""https://packaging.python.org/en/latest/specifications/pylock-toml/."""
