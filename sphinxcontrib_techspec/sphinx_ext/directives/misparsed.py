"""Directives that a host language reads as text, as code or as a comment.

In each case the spec lacks an item that its author expects. The text is shown, and the
problem is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from ...codes import Code
from ...messages import Message, Replace
from ...model.item import Problem
from ...patterns import regex
from ..compat import is_markdown_file
from ..domain import get_domain
from ..reading.lines import source_lines
from ..reading.source import file_of
from ..walk import elements, elements_of
from .misparsed_fences import problems_of_fences
from .unknown_names import meant_name, similar_name

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_RST_OPENING = regex(r"(?P<marks>.{0,4}?)\{?techspec:(?P<name>[\w-]+)\}?(?P<end>:*)")
_MARKDOWN_OPENING = regex(r"(?:`{3,}|:{3,}|~{3,})[ \t]*\{?techspec:(?P<name>[\w-]+)")
_COMMENT = regex(r"<!--(?:(?!-->).)*+(?:-->)?", re.DOTALL)
_CODE_IN_HTML = regex(r"\s*<(?:pre|script|style|textarea)\b", re.IGNORECASE)
_MOST_MARKS = 10
"""The most characters before the brace of a line that was meant to open a directive."""


def report_misparsed_directives(app: Sphinx, document: nodes.document) -> None:
    """Report what was meant to open a directive in a document that was just read."""
    env = app.env
    docname = env.current_document.docname
    domain = get_domain(env)
    noted = domain.document(docname)
    markdown = is_markdown_file(app.config, noted.file)
    names = domain.directives
    for node, problem in misparsed_directives(document, names, markdown=markdown):
        file = file_of(env, docname, node.source)
        if file != noted.file:
            problem.file = file
        if isinstance(node, nodes.comment):
            problem.line = _line_of_comment(env, node, file)
        elif isinstance(node, nodes.target):
            problem.line = node.line or 0
        noted.problems.append(problem)
    if not markdown:
        return
    colons = "colon_fence" in getattr(app.config, "myst_enable_extensions", ())
    lines = source_lines(env, env.doc2path(docname))
    if _may_hide(lines):
        noted.problems += problems_of_fences(lines, names, colons=colons)
    for file, code in _included_code(app, docname, document).items():
        lines = source_lines(env, Path(env.srcdir, file))
        for problem in problems_of_fences(lines, names, colons=colons):
            # A document may include a part of the file.
            if problem.subject in code:
                problem.file = file
                noted.problems.append(problem)


def _may_hide(lines: Iterable[str]) -> bool:
    """Return whether there may be a directive, with a character of its name changed."""
    return any(
        "spec:" in line or ("tech" in line and ("{" in line or "spec" in line))
        for line in lines
    )


def _included_code(
    app: Sphinx, docname: str, document: nodes.document
) -> dict[str, str]:
    """Return the code in the Markdown files that a document includes, by file."""
    own = file_of(app.env, docname, None)
    found: dict[str, str] = {}
    for block in elements_of(document, nodes.literal_block):
        text = f"{block.get('language', '')}\n{block.astext()}"
        if block.source and "techspec" in text:
            file = file_of(app.env, docname, block.source)
            if file != own and is_markdown_file(app.config, file):
                found[file] = found.get(file, "") + text
    return found


def _line_of_comment(env: BuildEnvironment, node: nodes.Element, file: str) -> int:
    """Return the line that a comment begins on; docutils knows that it ends on."""
    last = node.line or 0
    text = node.astext().split("\n")
    first = f".. {text[0]}".strip()
    lines = source_lines(env, Path(env.srcdir, file))[:last]
    for number in range(len(lines), 0, -1):
        if lines[number - 1].strip() == first:
            return number
    return last


def misparsed_directives(
    document: nodes.document, known: Iterable[str], *, markdown: bool
) -> Iterator[tuple[nodes.Element, Problem]]:
    """Yield the nodes of directives that were read as something else, with the problem.

    Args:
        document: a document as read.
        known: the names of the domain's directives.
        markdown: whether its language is Markdown.
    """
    names = set(known)
    for node in elements(document):
        if isinstance(node, (nodes.paragraph, nodes.term)):
            text = node.rawsource or node.astext()
            lines = text.split("\n") if "{" in text or "techspec:" in text else ()
            for number, line in enumerate(lines):
                problem = (
                    _in_markdown(line.strip(), text, names)
                    if markdown
                    else _in_rst(line.strip())
                )
                if problem:
                    problem.line = (node.line or 0) + number
                    yield node, problem
        elif isinstance(node, nodes.raw) and markdown and "techspec:" in node.astext():
            for number, problem in _in_html(node.astext()):
                problem.line = (node.line or 0) + number
                yield node, problem
        elif isinstance(node, nodes.field) and not markdown:
            if problem := _in_rst(_line_of_field(node)):
                problem.line = node.line or 0
                yield node, problem
        elif isinstance(node, nodes.target) and not markdown:
            # An underscore before the name makes it that of a target.
            name, colons, _ = " ".join(node["names"]).partition("::")
            if colons and (name := similar_name(name, names)):
                message = Message("directive “{name}” read as text", name=name)
                yield node, _replaced(message, name, f".. _{name}", f".. {name}")
        elif (
            isinstance(node, nodes.comment)
            and not markdown
            and (problem := _in_comment(node.astext(), names))
        ):
            yield node, problem


def _line_of_field(field: nodes.field) -> str:
    """Return the line that begins a field, such as ``:. techspec:stack::``."""
    name, body = field.children
    text = next(iter(body.children), nodes.Text("")).astext()
    return f":{name.astext()}:{text.partition(chr(10))[0]}"


def _in_comment(text: str, names: Iterable[str]) -> Problem | None:
    """Return the problem of a comment that was meant to be a directive."""
    line = text.partition("\n")[0]
    words = line.split("::")[0].split()[:2]
    # A space may have come into the name, or a second colon.
    colons = re.match(r"\w+::+[\w-]+", line)
    candidates = {
        "".join(words[:1]): "".join(words[:1]),
        "".join(words): " ".join(words),
        re.sub("::+", ":", colons[0]) if colons else "": colons[0] if colons else "",
    }
    for candidate, written in candidates.items():
        if name := similar_name(candidate.strip(":`|"), names):
            message = Message("comment instead of directive “{name}”", name=name)
            return _replaced(message, name, f".. {written}", f".. {name}::")
    return None


def _rst_opening(line: str) -> re.Match[str] | None:
    """Return the match of a line that was meant to open a directive, with its name."""
    found = _RST_OPENING.match(line)
    if found is None or _letters(found["marks"]) > 1:
        return None
    return found if "." in found["marks"] or found["end"] == "::" else None


def _in_rst(line: str) -> Problem | None:
    """Return the problem of a line of text that was meant to open a directive."""
    if found := _MARKDOWN_OPENING.match(line):
        name = f"techspec:{found['name']}"
        message = Message("Markdown directive “{name}” in reStructuredText", name=name)
    elif found := _rst_opening(line):
        name = f"techspec:{found['name']}"
        message = Message("directive “{name}” read as text", name=name)
    else:
        return None
    return _replaced(message, name, found[0], f".. {name}::")


def _in_markdown(line: str, text: str, names: Iterable[str]) -> Problem | None:
    """Return the problem of a line of text that was meant to open a directive.

    Args:
        line: the line.
        text: the paragraph that it is in.
        names: the names of the domain's directives.
    """
    if (found := _rst_opening(line)) and "." in found["marks"]:
        name = f"techspec:{found['name']}"
        message = Message("reStructuredText directive “{name}” in Markdown", name=name)
        return _replaced(message, name, f".. {name}", f"```{{{name}}}")
    marks, brace, rest = line.partition("{")
    if not brace or not _are_marks(marks):
        return None
    bare = marks.rstrip()
    code = bare[len(bare.rstrip("`")) :]
    inside, closed, after = rest.partition("}")
    name = "".join(inside.split()) if closed else next(iter(inside.split()), "")
    if not name.startswith("techspec:"):
        is_fence = bare[-3:] in {"```", ":::", "~~~"}
        name = meant_name(name, names) if is_fence else ""
    if not name or after.startswith("`") or _is_closed(text[text.index(rest) :], code):
        # Nothing of the domain, a role, or inline code.
        return None
    message = Message("directive “{name}” read as text", name=name)
    if marks.strip().startswith(":::"):
        advice = Message(
            "use backticks instead of colons, or add “colon_fence” to "
            "myst_enable_extensions"
        )
    else:
        advice = Message("write “{text}” on a line of its own", text=f"```{{{name}}}")
    return Problem(Code.UNKNOWN_DIRECTIVE, message, 0, name, advice)


def _in_html(text: str) -> Iterator[tuple[int, Problem]]:
    """Yield the problems of directives in a block of HTML, with their lines from 0.

    A block of HTML ends at an empty line. What is in a comment is meant to be hidden,
    if the comment ends; code in ``<pre>`` is shown as it is.
    """
    if _CODE_IN_HTML.match(text):
        return
    start = text.rfind("<!--")
    is_open = start >= 0 and "-->" not in text[start:]
    if is_open and (found := _opening_in(text[start:])):
        message = Message(
            "comment without an end, which hides directive “{name}”", name=found
        )
        advice = Message("write “{text}” where the comment ends", text="-->")
        number = text.count("\n", 0, start)
        yield number, Problem(Code.UNKNOWN_DIRECTIVE, message, 0, found, advice)
        text = text[:start]
    shown = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    for number, line in enumerate(shown.split("\n")):
        if name := _opening_in(line):
            message = Message("directive “{name}” in a block of HTML", name=name)
            advice = Message("write an empty line before it")
            yield number, Problem(Code.UNKNOWN_DIRECTIVE, message, 0, name, advice)


def _opening_in(text: str) -> str:
    """Return the name of the first directive of the domain that lines of text open."""
    for line in text.split("\n"):
        if found := _MARKDOWN_OPENING.match(line.strip()):
            return f"techspec:{found['name']}"
    return ""


def _are_marks(text: str) -> bool:
    """Return whether a text may be the marks of a fence, with a character too many."""
    if len(text) > _MOST_MARKS or not any(mark in text for mark in "`:~"):
        return False
    return _letters(text) <= 1


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_closed(text: str, mark: str) -> bool:
    """Return whether inline code that *mark* opens before the text ends in it."""
    return bool(mark) and re.search(rf"(?<!`){mark}(?!`)", text) is not None


def _replaced(problem: Message, name: str, old: str, new: str) -> Problem:
    """Return a problem with what to write instead; its line is set later."""
    advice = Message("write “{text}”", text=new)
    return Problem(Code.UNKNOWN_DIRECTIVE, problem, 0, name, advice, Replace(old, new))
