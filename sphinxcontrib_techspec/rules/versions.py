"""TS301 and TS302: versions that are missing or not pinned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ..kinds import KINDS
from ..model.item import Item
from ..model.spec import Spec
from ..values.version import Version
from .base import PASSED, Context, Outcome, fail


def version_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A technology has no version.

    Without one nobody can build the system again as it was specified.
    """
    for item, name in _versioned(spec):
        if item.has(name):
            yield PASSED[item.kind.section]
        else:
            example = item.kind.field_specs()[name].example or "…"
            yield fail(item, "it has no version.", fix=f":{name}: {example}")


def version_inexact(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A version does not name one release.

    ``3.x``, ``>=3``, ``^3.12``, ``latest`` and a bare major such as ``16`` stand for
    many releases, and for another one tomorrow. Name the release that was chosen.
    """
    why = {
        "range": "is a range",
        "floating": "means another release tomorrow",
        "partial": "names many releases",
        "unknown": "is no version that can be read",
    }
    for item, name in _versioned(spec):
        version = cast("Version | None", getattr(item.model, name))
        if version is None:
            continue
        if version.pinning == "exact":
            yield PASSED[item.kind.section]
        else:
            yield fail(
                item,
                f"version “{version.text}” {why[version.pinning]}. "
                "Name the exact release.",
                name,
            )


def _versioned(spec: Spec) -> Iterator[tuple[Item, str]]:
    """Yield every item whose kind has a version, with the name of the field."""
    for kind in KINDS:
        if name := kind.field_of_type(Version):
            for item in spec.of_kind(kind.kind):
                yield item, name
