"""Decision records of other projects, from the inventories that intersphinx loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..adr import ExternalRecord
from .compat import named_inventories

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def external_records(env: BuildEnvironment) -> dict[str, dict[str, ExternalRecord]]:
    """Return the records of other projects by inventory and id.

    There are none where the project does not load ``sphinx.ext.intersphinx``.
    """
    return {
        key: {
            name: ExternalRecord(key, name, _title(name, item), str(item.uri))
            for name, item in entries["techspec:adr"].items()
        }
        for key, entries in sorted(named_inventories(env).items())
        if "techspec:adr" in entries
    }


def _title(name: str, item: Any) -> str:
    title = str(item.display_name)
    return name if title in {"", "-"} else title
