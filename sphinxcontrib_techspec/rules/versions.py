"""TS301 and TS302: versions that are missing or not pinned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ..kinds import (
    Section,
    Stack,
)
from ..model.spec import Spec
from .base import PASSED, Context, Outcome, fail


def version_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A technology has no version.

    Without one nobody can build the system again as it was specified.
    """
    for item in spec.of_kind(Stack.kind):
        if item.has("version"):
            yield PASSED[Section.STACK]
        else:
            yield fail(item, "it has no version.", fix=":version: 1.2.3")


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
    for item in spec.of_kind(Stack.kind):
        version = cast("Stack", item.model).version
        if version is None:
            continue
        if version.pinning == "exact":
            yield PASSED[Section.STACK]
        else:
            yield fail(
                item,
                f"version “{version.text}” {why[version.pinning]}. "
                "Name the exact release.",
                "version",
            )
