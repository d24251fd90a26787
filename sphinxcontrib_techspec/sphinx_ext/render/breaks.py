"""Where LaTeX may break: long words, which it breaks at hyphens only, and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docutils import nodes
from sphinx.util.texescape import escape

LONG = 8
"""From how many characters on a word may be broken."""

_PIECE = 3
"""How many characters stay together where a word has no better place."""

_LONG_WORD = re.compile(rf"\S{{{LONG},}}")
_BETTER = re.compile(
    r"(?<=[\w)\]}])(?=[/(\[<@])|(?<=[_.:;,=&?+\-|])(?=\w)|(?<=[a-z\d])(?=[A-Z])"
)
_WHOLE = (
    nodes.literal_block, nodes.doctest_block, nodes.math, nodes.math_block, nodes.raw,
)  # fmt: skip

# Inside words TeX breaks where the penalty is least.
_GOOD, _BAD = r"\penalty100{}", r"\penalty900{}"


def let_break(kept: Iterable[nodes.Node], engine: str) -> None:
    """Let the long words below *kept* be broken.

    Args:
        kept: the nodes.
        engine: Sphinx's ``latex_engine``, which says what has to be escaped.
    """
    for node in kept:
        for text in list(node.findall(nodes.Text)):
            parent = text.parent
            if parent is None or isinstance(parent, _WHOLE):
                continue
            if isinstance(parent, nodes.title) and not isinstance(
                parent.parent, nodes.table
            ):
                continue
            if "language" in parent or parent.get("refuri") == str(text):
                continue
            if "techspec-badge" in parent.get("classes", ()):
                continue
            if _LONG_WORD.search(text):
                parent.replace(text, _broken(str(text), engine))


def keep_together(item: nodes.Element) -> None:
    """Let no page end below an item's signature."""
    if item.parent is not None:
        space = nodes.raw("", r"\techspecneedspace", format="latex")
        item.parent.insert(item.parent.index(item), space)


def _broken(text: str, engine: str) -> nodes.raw:
    """Return *text* with a break after each piece of its long words."""
    found: list[str] = []
    place = 0
    for word in _LONG_WORD.finditer(text):
        good = {word.start() + match.start() for match in _BETTER.finditer(word[0])}
        since = word.start()
        for end in range(word.start() + 1, word.end()):
            if end not in good and end - since < _PIECE:
                continue
            found += [escape(text[place:end], engine), _GOOD if end in good else _BAD]
            place = since = end
    found.append(escape(text[place:], engine))
    # One node, for a page of them takes long to walk over; escaped as Sphinx does.
    return nodes.raw("", "".join(found), format="latex")
