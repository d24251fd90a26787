"""Decision records of other projects, from the inventories that intersphinx loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..adr import ExternalRecord

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def external_records(env: BuildEnvironment) -> dict[str, dict[str, ExternalRecord]]:
    """Return the records of other projects by inventory and id.

    Nothing where the project does not load ``sphinx.ext.intersphinx``.
    """
    inventories: dict[str, Any] = getattr(env, "intersphinx_named_inventory", {})
    return {
        key: {
            name: ExternalRecord(key, name, _title(name, item), str(item.uri))
            for name, item in entries["techspec:adr"].items()
        }
        for key, entries in sorted(inventories.items())
        if "techspec:adr" in entries
    }


def _title(name: str, item: Any) -> str:
    shown = str(item.display_name)
    return name if shown in {"", "-"} else shown
