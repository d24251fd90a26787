"""Directives that a host language reads as something else, or does not know.

In each case the spec lacks an item that its author expects. The text is shown, and the
problem is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from ...codes import Code
from ...messages import Message, Replace
from ...model.item import Problem
from ..domain import get_domain
from ..reading.fences import Fence, find_hidden, read_fences, source_of
from ..reading.source import file_of
from ..reading.words import UNKNOWN_DIRECTIVE, UNKNOWN_ROLE, restore_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_LINE_START = re.compile(
    r"^[ \t]*(?P<mark>:+|`+|~{2,}|\.{1,2}(?!\.))[ \t]*"
    r"\{?techspec:(?P<name>[\w-]+)\}?(?P<end>:*)",
    re.MULTILINE,
)
_INFO = re.compile(r"\{?(?P<name>[\w.:-]*spec[\w.-]*:?[\w-]+)")
"""The language of a block of code that was meant to be the name of a directive."""

_SPOILT = re.compile(
    r"^[ \t]*(?:[`:]{3,}\{(?P<info>[^}\n]{4,40})\}"
    r"|(?=[^\n]{0,6}[`:~])[^\w\n]{0,5}\w?[^\w\n]{0,4}\{(?P<name>techspec:[\w-]+)\}(?!`))",
    re.MULTILINE,
)
"""A line of a paragraph that was meant to open a directive of Markdown."""

_COMMENT = re.compile(r"techspec:(?P<name>[\w-]+):?(?!:)(?:\s|$)")
_UNKNOWN = re.compile(
    r"Unknown (?P<what>directive type|interpreted text role):? "
    r"['\"](?P<name>[^'\"]+)['\"]"
)
_CLOSE = 0.85
"""The least similarity of a name that is taken for one of the domain."""


def meant_name(name: str, names: Iterable[str]) -> str:
    """Return the full name of the domain that an unknown name means, or ``""``.

    It is the name without its prefix (``endpoint``), or one similar to it with the
    prefix (``techspec-endpoint``, ``techspc:endpoint``).

    Args:
        name: the name of a directive or a role as written.
        names: those of the domain, without the prefix.
    """
    bare = name.lower()
    known = set(names)
    if bare in known:
        return f"techspec:{bare}"
    full = [f"techspec:{other}" for other in sorted(known)]
    return next(iter(get_close_matches(bare, full, n=1, cutoff=_CLOSE)), "")


class UnknownNames(SphinxTransform):
    """Reports names that no host language knows and that mean one of the domain.

    It runs before Sphinx removes the messages, and keeps the words on the page.
    """

    default_priority = cast("int | None", 2)

    def apply(self, **_: Any) -> None:
        """Report the unknown names of the document."""
        domain = get_domain(self.env)
        document = domain.document(self.env.current_document.docname)
        known = {"directive": domain.directives, "role": domain.roles}
        for node, what, name, line, source in list(_unknown_names(self.document)):
            meant = meant_name(name, known[what])
            if not meant:
                continue
            problem = (
                Message("unknown directive “{name}”", name=name)
                if what == "directive"
                else Message("unknown role “{name}”", name=name)
            )
            file = file_of(self.env, document.docname, source)
            document.problems.append(
                Problem(
                    Code.UNKNOWN_DIRECTIVE,
                    problem,
                    line,
                    name,
                    Message("write “{text}”", text=meant),
                    Replace(name, meant),
                    file="" if file == document.file else file,
                )
            )
            if isinstance(node, nodes.system_message):
                _keep_words(node, what, line, self.document)


def _unknown_names(
    document: nodes.document,
) -> Iterator[tuple[nodes.Element, str, str, int, str | None]]:
    """Yield what is unknown: its node, its sort, its name, its line and its file."""
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.system_message):
            match = _UNKNOWN.search(node.astext())
            if match:
                what = match["what"].split()[0]
                what = "role" if what == "interpreted" else what
                line = int(node.get("line") or node.line or 0)
                yield node, what, match["name"], line, node.get("source")
        elif name := node.get(UNKNOWN_ROLE) or node.get(UNKNOWN_DIRECTIVE):
            what = "role" if node.get(UNKNOWN_ROLE) else "directive"
            line = next((n.line for n in _with_parents(node) if n.line), 0)
            found = next((n.source for n in _with_parents(node) if n.source), None)
            yield node, what, str(name), line, found


def _with_parents(node: nodes.Node) -> Iterator[nodes.Node]:
    here: nodes.Node | None = node
    while here is not None:
        yield here
        here = here.parent


def _keep_words(
    message: nodes.system_message, what: str, line: int, document: nodes.document
) -> None:
    """Show what the parser did not know, which Sphinx drops with the message."""
    if what == "role":
        for parent in _with_parents(message):
            if isinstance(parent, nodes.TextElement) and parent.rawsource:
                restore_words(parent, parent.rawsource)
                return
        return
    shown = list(message.findall(nodes.literal_block))
    if not shown:
        text = source_of(str(message.get("source") or document["source"]), line)
        shown = [nodes.literal_block(text, text, language="text")] if text else []
    for block in shown:
        block["classes"].append("techspec-invalid")
    cast("nodes.Element", message.parent).replace(message, shown)


def report_misparsed_directives(app: Sphinx, document: nodes.document) -> None:
    """Report what was meant to open a directive in a document that was just read."""
    env = app.env
    docname = env.current_document.docname
    domain = get_domain(env)
    noted = domain.document(docname)
    markdown = noted.file.endswith(".md")
    for node, problem in misparsed_directives(
        document, domain.directives, markdown=markdown
    ):
        file = file_of(env, docname, node.source)
        if file != noted.file:
            problem.file = file
        if isinstance(node, nodes.comment):
            problem.line = _line_of_comment(node, Path(env.srcdir, file))
        noted.problems.append(problem)
    if markdown:
        colons = "colon_fence" in getattr(app.config, "myst_enable_extensions", ())
        noted.problems += hidden_directives(
            _lines(Path(env.doc2path(docname))), domain.directives, colons=colons
        )
        for file, code in _included_code(env, docname, document).items():
            for problem in hidden_directives(
                _lines(Path(env.srcdir, file)), domain.directives, colons=colons
            ):
                # A document may include a part of the file.
                if problem.subject in code:
                    problem.file = file
                    noted.problems.append(problem)


def _included_code(
    env: BuildEnvironment, docname: str, document: nodes.document
) -> dict[str, str]:
    """Return the code in the Markdown files that a document includes, by file."""
    own = file_of(env, docname, None)
    found: dict[str, str] = {}
    for block in document.findall(nodes.literal_block):
        if block.source and "techspec:" in (text := block.astext()):
            file = file_of(env, docname, block.source)
            if file != own and file.endswith(".md"):
                found[file] = found.get(file, "") + text
    return found


def _lines(path: Path) -> list[str]:
    """Return the lines of a file, none where it cannot be read."""
    try:
        return path.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError):
        return []


def hidden_directives(
    lines: Sequence[str], names: Iterable[str], *, colons: bool
) -> Iterator[Problem]:
    """Yield a problem for each directive inside of a block of code.

    Args:
        lines: the lines of a Markdown document.
        names: the names of the domain's directives.
        colons: whether colons make a fence.
    """
    if not any("techspec:" in line for line in lines):
        return
    fences = sorted(read_fences(lines, colons=colons), key=lambda fence: fence.line)
    unclosed: dict[int, range] = {}
    for found in find_hidden(lines, fences):
        block = found.block
        if not block.directive.startswith("techspec:"):
            yield _hidden(found.line, found.name, block)
        elif block.line not in unclosed:
            unclosed[block.line] = block.content
            yield _unclosed(block, found.line)
    for fence in fences:
        if not fence.directive and fence.info.lstrip().startswith("{"):
            info = "".join(fence.info.split()).strip("{").partition("}")[0]
            if meant := meant_name(info, names):
                yield _problem(
                    Message("code block instead of directive “{name}”", name=meant),
                    meant,
                    f"{fence.mark}{fence.info}",
                    f"{fence.mark}{{{meant}}}",
                    fence.line,
                )
        # What is inside of a directive that is not closed is not closed either.
        inside = any(fence.line - 1 in content for content in unclosed.values())
        if fence.end or inside or fence.line in unclosed:
            continue
        if fence.directive.startswith("techspec:"):
            yield _unclosed(fence)
        elif not fence.info.strip():
            yield Problem(
                Code.UNKNOWN_DIRECTIVE,
                Message("code block without an end"),
                fence.line,
                fence.mark,
                Message("remove “{text}” or close the block", text=fence.mark),
            )


def _unclosed(fence: Fence, line: int = 0) -> Problem:
    """Return the problem of a directive without an end, before a line if it has one."""
    name = fence.directive
    if line:
        problem = Message(
            "directive “{name}” not closed before the directive on line {line}",
            name=name,
            line=line,
        )
    else:
        problem = Message("directive “{name}” without an end", name=name)
    advice = Message("close it with “{text}” on a line of its own", text=fence.mark)
    return Problem(Code.UNKNOWN_DIRECTIVE, problem, fence.line, name, advice)


def _hidden(line: int, name: str, block: Fence) -> Problem:
    if block.directive:
        problem = Message(
            "directive “{name}” inside “{block}”, which begins on line {line}",
            name=name,
            block=block.directive,
            line=block.line,
        )
    else:
        problem = Message(
            "directive “{name}” inside a code block, which begins on line {line}",
            name=name,
            line=block.line,
        )
    longer = block.mark[0] * (len(block.mark) + 1)
    advice = Message(
        "use a longer fence such as {fence} around the block", fence=longer
    )
    return Problem(Code.UNKNOWN_DIRECTIVE, problem, line, name, advice)


def _line_of_comment(node: nodes.Element, path: Path) -> int:
    """Return the line that a comment begins on; docutils knows that it ends on."""
    last = node.line or 0
    text = node.astext().splitlines()
    first = f".. {text[0]}".strip()
    lines = _lines(path)[:last]
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
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.paragraph):
            for line, problem in _in_paragraph(node, names, markdown=markdown):
                problem.line = line
                yield node, problem
        elif problem := _misparsed(node, names, markdown=markdown):
            problem.line = node.line or 0
            yield node, problem


def _in_paragraph(
    node: nodes.paragraph, names: set[str], *, markdown: bool
) -> Iterator[tuple[int, Problem]]:
    """Yield the problems of lines that were meant to open a directive, by line."""
    text = node.rawsource or node.astext()
    first = node.line or 0
    known: set[int] = set()
    for match in _LINE_START.finditer(text):
        line = first + text.count("\n", 0, match.start("mark"))
        if problem := _as_text(match, markdown=markdown):
            known.add(line)
            yield line, problem
    for match in _SPOILT.finditer(text) if markdown else ():
        line = first + text.count("\n", 0, match.end())
        meant = meant_name("".join((match["info"] or match["name"]).split()), names)
        if meant and line not in known:
            message = Message("directive “{name}” read as text", name=meant)
            advice = Message(
                "write “{text}” on a line of its own", text=f"```{{{meant}}}"
            )
            yield line, Problem(Code.UNKNOWN_DIRECTIVE, message, 0, meant, advice)


def _misparsed(
    node: nodes.Element, names: set[str], *, markdown: bool
) -> Problem | None:
    """Return the problem of a node that was meant to be a directive, if it is one."""
    if isinstance(node, nodes.literal_block):
        language = str(node.get("language", ""))
        found = _INFO.match(language)
        meant = meant_name(found["name"], names) if found else ""
        if not meant:
            return None
        return _problem(
            Message("code block instead of directive “{name}”", name=meant),
            meant,
            f"```{language}",
            f"```{{{meant}}}",
        )
    if isinstance(node, nodes.comment):
        found = None if markdown else _COMMENT.match(node.astext())
        if found is None or found["name"] not in names:
            return None
        name = f"techspec:{found['name']}"
        return _problem(
            Message("comment instead of directive “{name}”", name=name),
            name,
            f".. {name}",
            f".. {name}::",
        )
    return None


def _as_text(found: re.Match[str], *, markdown: bool) -> Problem | None:
    """Return the problem of a directive's first line that was read as text."""
    mark, name = found["mark"], f"techspec:{found['name']}"
    if not markdown:
        if mark.startswith("."):
            message = Message("directive “{name}” read as text", name=name)
            return _problem(message, name, found[0], f".. {name}::")
        if mark.startswith(":") and len(mark) < 3:
            return None  # A role.
        message = Message("Markdown directive “{name}” in reStructuredText", name=name)
        return _problem(message, name, found[0], f".. {name}::")
    if mark.startswith("."):
        message = Message("reStructuredText directive “{name}” in Markdown", name=name)
        return _problem(message, name, f".. {name}", f"```{{{name}}}")
    message = Message("directive “{name}” read as text", name=name)
    if mark.startswith(":") and len(mark) >= 3:
        advice = Message(
            "use backticks instead of colons, or add “colon_fence” to "
            "myst_enable_extensions"
        )
        return Problem(Code.UNKNOWN_DIRECTIVE, message, 0, name, advice)
    closing = rf"(?<!`){mark}(?!`)"
    if "{" not in found[0] or re.search(closing, found.string[found.end("name") :]):
        return None  # Inline code.
    advice = Message("write “{text}” on a line of its own", text=f"```{{{name}}}")
    return Problem(Code.UNKNOWN_DIRECTIVE, message, 0, name, advice)


def _problem(problem: Message, name: str, old: str, new: str, line: int = 0) -> Problem:
    """Return a problem with what to write instead; its line may be set later."""
    advice = Message("write “{text}”", text=new)
    fix = Replace(old, new)
    return Problem(Code.UNKNOWN_DIRECTIVE, problem, line, name, advice, fix)
