"""Decision records of other projects, from the inventories that intersphinx loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

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


def is_external(env: BuildEnvironment, role: str, target: str) -> bool:
    """Return whether intersphinx resolves a role of this domain.

    Args:
        env: the environment.
        role: the name of the role, without the domain.
        target: its target as written.
    """
    if not named_inventories(env):
        return False
    from sphinx.ext.intersphinx import (  # noqa: PLC0415 - imports a client for HTTP
        resolve_reference_detect_inventory,
    )

    node = addnodes.pending_xref(
        "",
        refdomain="techspec",
        reftype=role,
        reftarget=target,
        refexplicit=False,
    )
    text = nodes.inline("", target)
    return resolve_reference_detect_inventory(env, node, text) is not None


def _title(name: str, item: Any) -> str:
    title = str(item.display_name)
    return name if title in {"", "-"} else title
