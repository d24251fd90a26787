"""A bar of the results of a section's checks, as inline SVG.

Passed checks are a bar of half the height, failed ones a block of the full height and
excluded ones a dashed line, so no information depends on colour alone. The table has
the counts beside the bar.
"""

from __future__ import annotations

from html import escape

from ...findings.report import Counts
from ..i18n import gettext, ngettext

_WIDTH, _HEIGHT = 120, 14
_MINIMUM = 6
"""The minimum width of a part, so one failure among a thousand is visible."""

_GAP = 1


def bar(title: str, counts: Counts, most: int) -> str:
    """Return the bar of one section, empty where nothing was checked.

    Args:
        title: the section's title.
        counts: the results of its checks.
        most: the highest number of checks of a section.
    """
    excluded = counts.waived + counts.not_applicable + counts.not_checked
    parts = [("failed", counts.failed), ("passed", counts.passed), ("aside", excluded)]
    parts = [(name, number) for name, number in parts if number]
    if not parts or not most:
        return ""
    widths = [max(_MINIMUM, _WIDTH * number / most) for _, number in parts]
    over = sum(widths) + _GAP * (len(parts) - 1) - _WIDTH
    if over > 0:
        widest = widths.index(max(widths))
        widths[widest] -= over
    shapes: list[str] = []
    at = 0.0
    for (name, _), width in zip(parts, widths, strict=True):
        shapes.append(_part(name, at, width))
        at += width + _GAP
    total = counts.passed + counts.failed
    description = ngettext(
        "{failed} of {total} check failed, {excluded} excluded",
        "{failed} of {total} checks failed, {excluded} excluded",
        total,
    ).format(failed=counts.failed, total=total, excluded=excluded)
    return (
        f'<svg class="techspec-bar" role="img" width="{_WIDTH}" height="{_HEIGHT}" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none">'
        f"<title>{escape(title)}</title>"
        f"<desc>{escape(description)}</desc>{''.join(shapes)}</svg>"
    )


def _part(name: str, at: float, width: float) -> str:
    """Return a part of a bar; each part has a shape of its own."""
    if name == "aside":
        middle = _HEIGHT / 2
        return (
            f'<path class="techspec-bar-aside" d="M{at:.1f} {middle:g}h{width:.1f}" '
            'fill="none" stroke="currentColor" stroke-width="2" '
            'stroke-dasharray="2 2"/>'
        )
    height = _HEIGHT if name == "failed" else _HEIGHT / 2
    return (
        f'<rect class="techspec-bar-{name}" x="{at:.1f}" '
        f'y="{(_HEIGHT - height) / 2:g}" width="{width:.1f}" height="{height:g}" '
        'fill="currentColor"/>'
    )


def swatches() -> str:
    """Return the legend: the parts of a bar with their meanings."""
    meanings = {
        "failed": gettext("failed"),
        "passed": gettext("passed"),
        "aside": gettext("excluded"),
    }
    return " ".join(
        f'<span><svg class="techspec-bar" aria-hidden="true" width="16" '
        f'height="{_HEIGHT}" viewBox="0 0 16 {_HEIGHT}">{_part(name, 0, 16)}</svg> '
        f"{escape(meaning)}</span>"
        for name, meaning in meanings.items()
    )
