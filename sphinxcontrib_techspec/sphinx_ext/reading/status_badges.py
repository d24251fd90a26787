"""Read images that state something, such as a badge with the status of a document."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from ...adr import LabelledText
from ...patterns import regex

_SHIELD = regex(r"/badge/(?P<words>[^/?#]+)$")
_SEPARATOR = regex(r"(?<!-)-(?!-)")
_SUFFIX = regex(r"\.(?:svg|png)$")


def read_badge(uri: str, text: str, line: int) -> LabelledText | None:
    """Return the label and the text of an image; `None` if it has no label.

    Args:
        uri: the address of the image. The label and text of a shields.io badge are in
            it: ``https://img.shields.io/badge/status-accepted-green``, with ``_`` for a
            space and ``--`` for a hyphen.
        text: the alternative text, for other images: ``Status: accepted``.
        line: the line number of the image, from 1.
    """
    address = urlsplit(uri)
    if address.hostname == "img.shields.io":
        found = _SHIELD.search(address.path)
        parts = _SEPARATOR.split(_SUFFIX.sub("", found["words"])) if found else []
        if len(parts) > 2:
            return LabelledText(_words(parts[1]), line, _words(parts[0]))
        query = parse_qs(address.query)
        if "label" in query and "message" in query:
            return LabelledText(query["message"][0], line, query["label"][0])
    label, colon, value = text.partition(":")
    if colon and value.strip():
        return LabelledText(value.strip(), line, label.strip())
    return None


def _words(part: str) -> str:
    """Return a part of a badge's address as its author means it."""
    spaced = re.sub(r"(?<!_)_(?!_)", " ", unquote(part))
    return spaced.replace("__", "_").replace("--", "-")
