"""Read a value's inline markup: as text where that says all, else with its nodes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from docutils import nodes
from sphinx import addnodes

from ...model.item import SourceRange, SourceText
from ...model.references import WrittenLink
from ...patterns import regex
from ...text import Run, collapse_runs, collapse_spaces, to_plain, without_controls
from .source import DirectiveSource
from .words import runs_of, visible_words

_MARKUP = regex(
    r"[`*\[\\$]|~~|\{\{|<(?![\s\d=])|&(?=[#\w])|(?<![^\W_])_|_(?![^\W_])"
    r"|https?://|www\."
)
"""What may be inline markup in Markdown; text without it needs no parser."""

MARKS = regex(r"\[\^[^\[\]]+\]|<!--(?:(?!<!--).)*?-->")
"""Footnote marks and comments in Markdown."""

_LITERAL_MARKS = regex(rf"{MARKS.pattern}|\{{\{{(?:(?!\{{\{{).)+\}}\}}")
_RST_MARKS = regex(r"\[[^\[\]\s]+\]_|(?<!\w)\|[^|\s](?:[^|]*[^|\s])?\|(?!\w)")
"""Footnote and citation marks, comments and substitutions."""

_DELIMITERS = regex(r"[`<>]")
_DOCUMENT = regex(r"\.(?:md|markdown|rst|txt)$", re.IGNORECASE)
_CODE = regex(r"(?<!\})`([^`\n]+)`(?!`)")

DASH = regex(r"(?:^|(?<!\s)\s++)[-–—]\s+")
"""The separator of the parts of a bullet."""

LABEL_DASH = regex(r"(?:^|(?<!\s)\s++)(?:--?|[–—])\s+")
"""What separates a label in bold type or code from the rest: two hyphens as well."""


def read_markdown(
    source: str, line: int, parser: DirectiveSource, range_: SourceRange | None = None
) -> SourceText:
    """Return the value that the Markdown text *source* is.

    Args:
        source: the text as written.
        line: its line.
        parser: the directive that it belongs to.
        range_: where it is written.
    """
    source = without_controls(source)
    if not _MARKUP.search(source):
        return SourceText(collapse_spaces(source), line, (), range_, source=source)
    if "`" in source and not _MARKUP.search(_CODE.sub("", source)):
        parts = _CODE.split(source)
        styled: list[Run] = [
            ("code" if number % 2 else "", part.strip() if number % 2 else part)
            for number, part in enumerate(parts)
            if part
        ]
        return SourceText(collapse_runs(styled), line, (), range_, source=source)
    return read_nodes(parser.parse_inline(source, line), line, range_, source)


def read_literal(value: SourceText, parser: DirectiveSource) -> SourceText:
    """Return a value without inline markup, but for marks and substitutions.

    A footnote mark, a comment or a substitution is never meant literally. A value with
    one is read as a cell is.

    Args:
        value: the value as written.
        parser: the directive that it belongs to.
    """
    text = to_plain(value.text)
    marks = _LITERAL_MARKS if parser.is_markdown else _RST_MARKS
    if not marks.search(text):
        return value
    inline = parser.parse_inline(text, value.line)
    read = read_nodes(inline, value.line, value.range, value.source)
    return replace(read, text=collapse_spaces(to_plain(read.text)))


def read_nodes(
    inline: Sequence[nodes.Node],
    line: int,
    range_: SourceRange | None = None,
    source: str = "",
) -> SourceText:
    """Return the value that the parsed nodes *inline* are.

    Args:
        inline: the nodes, as `clean_inline` returns them.
        line: the line of the value.
        range_: where the value is written.
        source: it as written.
    """
    text, enough = runs_of(inline)
    if enough:
        return SourceText(text, line, (), range_, source=source)
    targets = tuple(target for node in inline for target in links_in(node))
    links = tuple(record_links(inline))
    return SourceText(text, line, targets, range_, inline, links, source)


def links_in(node: nodes.Node) -> list[str]:
    """Return what the links in *node* lead to, as written."""
    found: list[str] = []
    if not isinstance(node, nodes.Element):
        return found
    for element in node.findall(nodes.Element):
        if isinstance(element, (addnodes.pending_xref, addnodes.download_reference)):
            found.append(document_path(element) or str(element.get("reftarget", "")))
        elif isinstance(element, nodes.reference):
            found.append(str(element.get("refuri") or element.get("refname", "")))
    return [target for target in found if target]


def as_references(inline: Sequence[nodes.Node]) -> str:
    """Return parsed text with its links as reStructuredText writes them.

    `split_references` and `read_decisions` know what is a reference in it.
    """
    return "".join(_as_references(node) for node in inline)


def _as_references(node: nodes.Node) -> str:
    words = visible_words(node)
    targets = links_in(node)
    if not targets:
        return words
    text = _DELIMITERS.sub("", words)
    first, *others = targets
    return f"`{text} <{first}>`__" + "".join(f"`<{other}>`__" for other in others)


def record_links(inline: Iterable[nodes.Node]) -> Iterator[WrittenLink]:
    """Yield the links that may lead to a decision record, with their texts."""
    for node in inline:
        if not isinstance(node, nodes.Element):
            continue
        for element in node.findall(nodes.Element):
            target = _record_target(element)
            if target and not target.startswith("#"):
                yield target, collapse_spaces(element.astext())


def _record_target(element: nodes.Element) -> str:
    """Return what a link leads to; empty for roles of other things than documents."""
    if isinstance(element, addnodes.download_reference):
        return str(element.get("reftarget", ""))
    if isinstance(element, nodes.reference):
        return str(element.get("refuri", ""))
    if not isinstance(element, addnodes.pending_xref):
        return ""
    role = element.get("refdomain"), element.get("reftype")
    if role == ("techspec", "adr") or element.get("reftype") == "doc":
        return str(element["reftarget"])
    return document_path(element)


def document_path(link: nodes.Element) -> str:
    """Return the path from its own document that a link of MyST's is, if it is one.

    MyST keeps the path as written where there is no such document, and else the name
    of the document. The result is the same in both cases, since a document may come or
    go while the one that links to it is not read again.
    """
    target = str(link.get("reftarget", "")).split("#")[0]
    folder = posixpath.dirname(str(link.get("refdoc", "")))
    if link.get("refdomain") != "doc":
        bare = _DOCUMENT.sub("", target)
        if link.get("reftype") != "myst" or bare == target:
            return ""
        target = posixpath.normpath(posixpath.join("/", folder, bare)).lstrip("/")
    return posixpath.relpath(target, folder or ".")


def split_at(
    inline: Sequence[nodes.Node], pattern: re.Pattern[str], most: int = 0
) -> list[list[nodes.Node]]:
    """Return *inline* cut where *pattern* matches in its unmarked text."""
    parts: list[list[nodes.Node]] = [[]]
    for node in inline:
        if not isinstance(node, nodes.Text):
            parts[-1].append(node)
            continue
        rest = str(node)
        while (not most or len(parts) <= most) and (match := pattern.search(rest)):
            if before := rest[: match.start()]:
                parts[-1].append(nodes.Text(before))
            parts.append([])
            rest = rest[match.end() :]
        if rest:
            parts[-1].append(nodes.Text(rest))
    return parts


def stripped(part: list[nodes.Node]) -> list[nodes.Node]:
    """Return inline nodes without the spaces at their ends."""
    found = list(part)
    if found and isinstance(found[0], nodes.Text):
        found[0] = nodes.Text(str(found[0]).lstrip())
    if found and isinstance(found[-1], nodes.Text):
        found[-1] = nodes.Text(str(found[-1]).rstrip())
    return [node for node in found if not isinstance(node, nodes.Text) or str(node)]
