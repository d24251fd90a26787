"""A bar of how the checks of a section ended, as inline SVG.

What passed is a bar of half the height, what failed a block of the full height, and
what is set aside a dashed line, so that nothing is told by colour alone. The counts
stand beside it in the table.
"""

from __future__ import annotations

from html import escape

from ...findings.report import Counts
from ..i18n import gettext, ngettext

_WIDTH, _HEIGHT = 120, 14
_LEAST = 6
"""How wide a part is at least, so that one failure among a thousand is seen."""

_GAP = 1


def bar(title: str, counts: Counts, most: int) -> str:
    """Return the bar of one section, nothing where there is none to draw.

    Args:
        title: the section's title.
        counts: how its checks ended.
        most: how many checks the section with most of them has.
    """
    aside = counts.waived + counts.not_applicable + counts.not_checked
    parts = [("failed", counts.failed), ("passed", counts.passed), ("aside", aside)]
    parts = [(name, number) for name, number in parts if number]
    if not parts or not most:
        return ""
    widths = [max(_LEAST, _WIDTH * number / most) for _, number in parts]
    over = sum(widths) + _GAP * (len(parts) - 1) - _WIDTH
    if over > 0:
        widest = widths.index(max(widths))
        widths[widest] -= over
    drawn: list[str] = []
    at = 0.0
    for (name, _), width in zip(parts, widths, strict=True):
        drawn.append(_part(name, at, width))
        at += width + _GAP
    made = counts.passed + counts.failed
    described = ngettext(
        "{failed} of {total} check failed, {aside} set aside",
        "{failed} of {total} checks failed, {aside} set aside",
        made,
    ).format(failed=counts.failed, total=made, aside=aside)
    return (
        f'<svg class="techspec-bar" role="img" width="{_WIDTH}" height="{_HEIGHT}" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none">'
        f"<title>{escape(title)}</title>"
        f"<desc>{escape(described)}</desc>{''.join(drawn)}</svg>"
    )


def _part(name: str, at: float, width: float) -> str:
    """Return a part of a bar; its shape says what it is."""
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
    """Return the parts of a bar with what each means."""
    meanings = {
        "failed": gettext("failed"),
        "passed": gettext("passed"),
        "aside": gettext("set aside"),
    }
    return " ".join(
        f'<span><svg class="techspec-bar" aria-hidden="true" width="16" '
        f'height="{_HEIGHT}" viewBox="0 0 16 {_HEIGHT}">{_part(name, 0, 16)}</svg> '
        f"{escape(meaning)}</span>"
        for name, meaning in meanings.items()
    )
