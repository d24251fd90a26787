"""Read the outline of a decision record from a file, without a build."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser as RstParser
from docutils.parsers.rst import roles
from docutils.transforms.references import PropagateTargets
from docutils.utils import new_document, unescape
from myst_parser.parsers.docutils_ import Parser as MystParser

from ...adr import Outline, front_matter_lines, read_front_matter
from ...adr.vocabulary import Vocabulary
from ...patterns import regex
from .outline import read_outline
from .words import keep_words

_REFERENCES = ("ref", "doc", "any", "techspec:adr")
"""The roles that are read as links; in a build they are those of Sphinx."""

_TITLED = regex(r"(?P<title>[^<]*[^<\s])\s*<(?P<target>[^<>]+)>$", re.DOTALL)
_SILENT = 5
"""Docutils' level above all its messages."""


def read_record_file(path: Path, docname: str, vocabulary: Vocabulary) -> Outline:
    """Return the outline of a Markdown or reStructuredText file.

    Nothing in it is run and no other file is read. Of the roles of Sphinx, those that
    refer to a document or a label are links. Of other roles the words are kept, and
    other directives are unknown.

    Args:
        path: the file, with the suffix ``.md`` or ``.rst``.
        docname: the name of the document.
        vocabulary: the words for a status.

    Raises:
        OSError: the file cannot be read.
    """
    text = path.read_text("utf-8-sig", errors="replace")
    for name in _REFERENCES:
        roles.register_local_role(name, _reference)
    try:
        document = _parsed(path, text)
    except (ValueError, OverflowError):
        # Front matter that is no YAML for a reason that the parser does not expect.
        _, end = front_matter_lines(text)
        rest = "\n".join(text.split("\n")[end:])
        document = _parsed(path, "\n" * end + rest)
    keep_words(document, text)
    PropagateTargets(document).apply()
    if (
        document.children
        and read_front_matter(text)
        and isinstance(document[0], nodes.field_list)
    ):
        del document[0]  # It is read with its lines.
    return read_outline(document, docname, vocabulary)


def _parsed(path: Path, text: str) -> nodes.document:
    parser = RstParser() if path.suffix == ".rst" else MystParser()
    document = new_document(str(path), _settings(type(parser)))
    parser.parse(text, document)
    return document


def _reference(
    _name: str,
    source: str,
    text: str,
    _line: int,
    _inliner: object,
    _options: Mapping[str, object] | None = None,
    _content: Sequence[str] = (),
) -> tuple[list[nodes.reference], list[nodes.reference]]:
    """Return a link for a role: ``:ref:`use-nats``` or ``:doc:`NATS <0002-nats>```."""
    written = unescape(text)
    match = _TITLED.match(written)
    title, target = match.group("title", "target") if match else (written, written)
    return [nodes.reference(source, title, refuri=target)], []


@cache
def _settings(parser: type[RstParser | MystParser]) -> Any:
    settings = get_default_settings(parser)
    settings.report_level = settings.halt_level = _SILENT
    settings.warning_stream = io.StringIO()
    settings.file_insertion_enabled = False
    settings.line_length_limit = sys.maxsize  # An image may be written as one line.
    settings.myst_suppress_warnings = ["myst"]
    settings.myst_enable_extensions = {
        "colon_fence",
        "deflist",
        "fieldlist",
        "tasklist",
    }
    return settings
