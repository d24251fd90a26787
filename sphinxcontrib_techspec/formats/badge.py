"""A badge as SVG, for a README: the score and the status, and what must be mended.

It is drawn flat, as the badges of other tools are. How wide it is follows from its
text alone, so that the same report gives the same bytes.
"""

from __future__ import annotations

from html import escape
from unicodedata import east_asian_width

from ..findings.report import Report, SpecReport
from ..findings.wording import failures
from .style import Style, visible

_HEIGHT = 20
_PADDING = 6

_COLOURS = {
    "error": "#cf222e", "warning": "#9a6700", "info": "#0969da", "pass": "#1a7f37",
    "none": "#636c76",
}  # fmt: skip
"""The fill by the gravest finding; white text can be read on each."""

_WIDTHS = {
    4.0: "ijlI.,:;'|!` ",
    5.0: "ftr()[]/\\-",
    9.5: "mwMWOQ@&",
    12.0: "%",
}
"""How wide the letters of Verdana are at 11 pixels, where they are not about 7."""

_OF_LETTER = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def as_badge(report: Report, style: Style) -> str:  # noqa: ARG001 - as every format
    """Return the badge of a spec; of several, it shows the one with the least score."""
    label = visible(_label(report))
    message = visible(_message(report))
    title = visible(_title(report))
    left, right = (_width(text) + 2 * _PADDING for text in (label, message))
    width = left + right
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT}" '
        f'viewBox="0 0 {width} {_HEIGHT}" role="img" aria-label="{_safe(title)}">\n'
        f"<title>{_safe(title)}</title>\n"
        f'<rect width="{width}" height="{_HEIGHT}" rx="3" fill="{_colour(report)}"/>\n'
        f'<path d="M3 0H{left}V{_HEIGHT}H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" '
        'fill="#444c56"/>\n'
        '<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" '
        'font-size="11" aria-hidden="true">\n'
        f"{_text(label, _PADDING)}\n{_text(message, left + _PADDING)}\n"
        "</g>\n</svg>\n"
    )


def _label(report: Report) -> str:
    return "spec" if len(report.specs) == 1 else f"{len(report.specs)} specs"


def _lowest(report: Report) -> SpecReport | None:
    """Return the spec with the least score, the first of those that have the same."""
    scored = [spec for spec in report.specs if spec.counts.score is not None]
    return min(scored, key=lambda spec: spec.counts.score or 0.0, default=None)


def _message(report: Report) -> str:
    spec = _lowest(report)
    if spec is None:
        return "nothing checked"
    # Rounded down: 100 % means that all passed.
    text = f"{int(spec.counts.score or 0)} % {spec.status}".rstrip()
    grave = sum(finding.severity != "info" for finding in failures(report))
    return f"{text}, {grave} to mend" if grave else text


def _title(report: Report) -> str:
    spec = _lowest(report)
    if spec is None:
        return f"{_label(report)}: {_message(report)}"
    if len(report.specs) == 1:
        return f"{spec.name}: {_message(report)}"
    return f"{_label(report)}, the lowest {spec.name}: {_message(report)}"


def _colour(report: Report) -> str:
    if _lowest(report) is None:
        return _COLOURS["none"]
    found = {finding.severity for finding in failures(report)}
    return next((c for name, c in _COLOURS.items() if name in {*found, "pass"}))


def _width(text: str) -> int:
    """Return about how wide a text is, in whole pixels."""
    return round(sum(_of_letter(letter) for letter in text))


def _of_letter(letter: str) -> float:
    if letter in _OF_LETTER:
        return _OF_LETTER[letter]
    if east_asian_width(letter) in {"F", "W"}:
        return 12.0
    return 8.0 if letter.isupper() else 7.0


def _text(text: str, at: int) -> str:
    """Return text that is as wide as was counted, whatever font is there."""
    return (
        f'<text x="{at}" y="14" textLength="{_width(text)}" '
        f'lengthAdjust="spacingAndGlyphs">{_safe(text)}</text>'
    )


def _safe(text: str) -> str:
    # What XML 1.0 has no way to write, and `visible` left.
    return escape(text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))
