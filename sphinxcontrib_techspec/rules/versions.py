"""TS301 and TS302: versions that are missing or not pinned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ..messages import Message, template
from ..model.spec import Spec
from ..values.version import Pinning, Version
from ._snippets import blank
from .base import PASSED, Context, Outcome, fail, items_with_type


def version_missing(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A technology has no version.

    Without one nobody can build the system again as it was specified.
    """
    for item, name in items_with_type(spec, Version):
        if item.has(name):
            yield PASSED[item.kind.section]
        else:
            yield fail(
                item,
                Message("missing version"),
                subject=name,
                advice=Message("use an exact release such as 16.4"),
                fix=blank(name),
            )


def version_inexact(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A version does not name one release.

    ``3.x``, ``>=3``, ``^3.12``, ``latest`` and a bare major such as ``16`` stand for
    many releases, and for another one tomorrow. Name the release that was chosen.
    """
    reasons: dict[Pinning, str] = {
        "range": template("version “{version}” is not pinned (a range)"),
        "floating": template("“{version}” is a floating tag"),
        "partial": template(
            "version “{version}” is not pinned (matches several releases)"
        ),
        "unknown": template("“{version}” is not a version"),
    }
    for item, name in items_with_type(spec, Version):
        version = cast("Version | None", getattr(item.model, name))
        if version is None:
            continue
        if version.pinning == "exact":
            yield PASSED[item.kind.section]
        else:
            yield fail(
                item,
                Message(reasons[version.pinning], version=version.text),
                name,
                advice=Message("use an exact release such as 16.4"),
            )
