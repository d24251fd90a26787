"""Lines of a list of items that were meant as items, but are read as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from docutils import nodes

from ...codes import Code
from ...kinds import Kind, Topic
from ...messages import Message
from ...model.item import Problem
from ...patterns import regex
from ...text import collapse_spaces, normalize
from .blocks import Block, Bullet, CodeBlock, ListBlock, ProseBlock

_LABEL = regex(
    r"\s*(?:[-+][ \t]*|\*[ \t]+)?(?P<label>\*\*[^*\n]+\*\*\s*:|\*\*[^*\n]+:\*\*)"
)
"""The label that a bullet begins with, with or without its marker."""

_DOTTED_LABEL = regex(r"\s*(?:[-+][ \t]*|\*[ \t]+)?(?P<label>\*\*[^*\n]+\.\*\*)")
"""A label that ends with a full stop."""

_MARK = regex(r"[ \t]{0,3}(?P<label>[:`|*_{}()~.<>\\])[ \t]")
"""A character in the place of the marker of a bullet."""

_WITHOUT_SPACE = regex(r"\s*[-+](?P<label>[^\W\d_][^\n]{0,60})")
"""What follows the marker of a bullet without a space between them."""

_OTHER_MARK = regex(rf"\S[ \t]++{_LABEL.pattern}")
"""A label behind a single character, be it a letter."""

_UNEVEN_LABEL = regex(
    r"(?P<open>\*{1,3}+)[^\w\s*`]?(?P<label>\w[^*`\\\n]{0,60}(?<![\s/]))"
    r"(?P<close>\*{1,3}+)(?P<after>[^\w\s]?+)(?!\w)"
)
"""Words in bold type that a bullet begins with, whose marks may be damaged."""

_STRAY = frozenset("#*|_~`\\<>{}^=")
"""Characters that do not follow a label."""

_MARKED_LABEL = regex(rf"[ \t]*[^\w\s*|][ \t]++{_LABEL.pattern}")
_CLOSE = 0.8
"""The least similarity of a name that is taken for one of these directives."""

_BLOCKS = ("code", "code-block", "sourcecode", "table", "list-table", "csv-table")
"""The directives of reStructuredText that an item may be written in."""

_FENCE = regex(r"(?:`{3}|~{3})[\w{][\w{}+.-]*\s*$")
_BARE = frozenset({"", "default", "none"})
"""Languages of a block whose fence names none."""

_MARKER = regex(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_ESCAPED = regex(r"\w[\w-]*(?: [\w-]+){0,4}\\ (?=\S)")
"""A backslash in the place of the colon behind a label."""

_OPENING = regex(r"[^\w\s]{0,3}\.[^\w\s]{0,2}[ \t]*")
"""The dots before the name of a directive, with a mark missing or changed."""

_CODE_MARKS = regex(r"`+")
_ROW = regex(r"\s*\|[^\n]*\|")


def unread_lines(
    block: Block,
    following: Block | None,
    *,
    is_markdown: bool,
    kind: type[Kind] | None = None,
) -> Iterator[Problem]:
    """Yield the problems of lines in a block that were meant as items.

    They are a bullet without its marker, or without the space behind it, which
    continues the bullet before it, one on a topic below a bullet on another one, one
    with the marker of a heading, a row that no table holds, and what docutils could not
    parse.

    Args:
        block: a block of the body of a directive without an argument.
        following: the block after it.
        is_markdown: whether it is Markdown; else it is reStructuredText.
        kind: the kind of the items of bullets.
    """
    if isinstance(block, ListBlock):
        for bullet in block.bullets:
            yield from _in_bullet(bullet, block.node, is_markdown=is_markdown)
            if kind is not None:
                yield from _on_topics_below(bullet, kind)
    elif isinstance(block, CodeBlock):
        if is_markdown and block.language in _BARE:
            yield from _in_bare_block(block)
    elif isinstance(block, ProseBlock):
        yield from _in_prose(block, is_markdown=is_markdown)
        if isinstance(following, ListBlock):
            yield from _first_bullet(block, following)


def _in_bullet(
    bullet: Bullet, node: nodes.Element | None, *, is_markdown: bool
) -> Iterator[Problem]:
    """Yield the problems of lines in a bullet of a list, which is a node."""
    first, *others = bullet.source.text.split("\n")
    labelled, dotted = _LABEL.match(first), _DOTTED_LABEL.match(first)
    if isinstance(node, nodes.enumerated_list) and not is_markdown:
        # A letter in the place of the first dot numbers a list.
        if "::" in first:
            yield from _damaged_block(f". {first}", bullet.line)
    elif bullet.label is not None and not is_markdown:
        name = "".join(node.astext() for node in bullet.label)
        yield from _damaged_block(name, bullet.line)
    yield from _uneven_label(first, bullet.line)
    yield from _continuing_lines(
        bullet, others, has_label=bool(labelled), is_dotted=bool(dotted)
    )
    if not is_markdown and (found := _ESCAPED.match(first)):
        yield unread_bullet(found[0], bullet.line)
    if is_markdown and "\\`" not in bullet.source.text:
        yield from _open_code(bullet)


def _continuing_lines(
    bullet: Bullet, others: Sequence[str], *, has_label: bool, is_dotted: bool
) -> Iterator[Problem]:
    """Yield the problems of lines that continue a bullet, or one of those below it.

    Args:
        bullet: the bullet.
        others: the lines of its paragraph after the first.
        has_label: whether the bullet begins with a label.
        is_dotted: whether it begins with a label that ends with a full stop.
    """
    for number, line in enumerate(others, bullet.line + 1):
        outdented = _is_outdented(bullet, number)
        found = _MARK.match(line)
        if has_label or outdented:
            found = found or _LABEL.match(line)
        if is_dotted:
            found = found or _DOTTED_LABEL.match(line)
        if (has_label or is_dotted) and outdented:
            found = found or _OTHER_MARK.match(line)
        if outdented:
            found = found or _WITHOUT_SPACE.match(line)
        if found:
            yield unread_bullet(found["label"], number)
    for paragraph in _paragraphs_below(bullet):
        start = paragraph.line or bullet.line
        for number, line in enumerate(paragraph.rawsource.split("\n")[1:], start + 1):
            if found := _MARK.match(line):
                yield unread_bullet(found["label"], number)


def _on_topics_below(bullet: Bullet, kind: type[Kind]) -> Iterator[Problem]:
    """Yield the problems of bullets on a topic below one on another topic.

    They are details of its item, and items of their own only at its level.
    """
    own = _topic_of(bullet_label(bullet.source.text), kind)
    if own is None:
        return
    for paragraph in _paragraphs_below(bullet):
        label = bullet_label(paragraph.rawsource)
        topic = _topic_of(label, kind) if label else None
        if topic is not None and topic is not own:
            yield unread_bullet(label, paragraph.line or bullet.line)


def _topic_of(label: str, kind: type[Kind]) -> Topic | None:
    """Return the topic that a label names, if it is one of the kind's."""
    word = normalize(label.strip("*: ."))
    return next((topic for topic in kind.topics if word in topic.words), None)


def _open_code(bullet: Bullet) -> Iterator[Problem]:
    """Yield the problem of a mark of code in a bullet that has no other end."""
    inline = [*(bullet.label or ()), *bullet.inline]
    lines = [bullet.line for node in inline if _has_mark(node)]
    lines += (
        paragraph.line or bullet.line
        for paragraph in _paragraphs_below(bullet)
        if any(map(_has_mark, paragraph.children))
    )
    yield from map(open_code, lines[:1])


def _paragraphs_below(bullet: Bullet) -> Iterator[nodes.paragraph]:
    """Yield the paragraphs of the lists below a bullet."""
    for below in bullet.below:
        if isinstance(below, (nodes.bullet_list, nodes.enumerated_list)):
            yield from below.findall(nodes.paragraph)


def bullet_label(text: str) -> str:
    """Return the label that a paragraph begins with as bullets do; else nothing."""
    match = _LABEL.match(text) or _DOTTED_LABEL.match(text)
    return match["label"] if match else ""


def _uneven_label(text: str, line: int) -> Iterator[Problem]:
    """Yield the problem of a label in bold type that lost a mark or its colon."""
    match = _UNEVEN_LABEL.match(text)
    if match is None:
        return
    has_stray = match["after"] in _STRAY or (
        match["after"] not in {"", ":"} and match.end() == len(text)
    )
    if match["open"] != match["close"] or has_stray:
        yield label_without_colon(match["label"], line)


def label_without_colon(label: str, line: int) -> Problem:
    """Return the problem of a label whose marks or colon are damaged."""
    return Problem(
        Code.UNPARSABLE_BODY,
        Message("label “{text}” without a colon", text=label),
        line,
        label,
        Message("write “{text}”", text=f"**{label}**:"),
    )


def open_code(line: int) -> Problem:
    """Return the problem of a mark of code that has no other end."""
    return Problem(
        Code.UNPARSABLE_BODY,
        Message("code without an end"),
        line,
        "`",
        Message("close it with “{text}”", text="`"),
    )


def has_open_code(source: str) -> bool:
    """Return whether Markdown has a mark of code without another end.

    Marks of several characters may hold one.
    """
    runs = _CODE_MARKS.findall(source)
    is_odd = len(runs) % 2 == 1 and all(len(run) == 1 for run in runs)
    return is_odd and "\\`" not in source


def _has_mark(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Text) and "`" in node


def _in_bare_block(block: CodeBlock) -> Iterator[Problem]:
    """Yield the problem of a block that the end of another block opens.

    It holds the line that opens the next one, which cannot be meant as its code.
    """
    for number, line in enumerate(block.code.split("\n")):
        if _FENCE.match(line):
            yield Problem(
                Code.UNPARSABLE_BODY,
                Message("fence “{text}” inside a block of code", text=line.strip()),
                block.line + number,
                line.strip(),
                Message("check the fences of the blocks before it"),
            )
            return


def _is_outdented(bullet: Bullet, line: int) -> bool:
    """Return whether a line continues a bullet without being indented as its text."""
    source = bullet.source.file
    marker = _MARKER.match(source.line(bullet.line))
    text = source.line(line)
    return marker is not None and len(text) - len(text.lstrip()) < marker.end()


def _in_prose(block: ProseBlock, *, is_markdown: bool) -> Iterator[Problem]:
    node = block.node
    if isinstance(node, nodes.system_message):
        if int(node.get("level", 0)) > 1:
            # The node's own text begins with the path of the file.
            text = collapse_spaces(nodes.Element.astext(node)).rstrip(".")
            yield Problem(
                Code.UNPARSABLE_BODY,
                Message("invalid markup: {text}", text=text),
                int(node.get("line") or block.line),
                text,
            )
    elif isinstance(node, nodes.rubric):
        if label := _label_of(node):
            yield unread_bullet(label, block.line)
        elif " | " in node.astext():
            advice = Message("begin the line with “|”")
            yield _row_outside(node.astext(), block.line, advice)
    elif isinstance(node, nodes.paragraph):
        yield from _in_paragraph(node.rawsource or node.astext(), block.line)
    if not is_markdown:
        yield from _in_rst(node, block.line)


def _in_rst(node: nodes.Node, line: int) -> Iterator[Problem]:
    """Yield the problems of explicit markup of reStructuredText that is damaged."""
    if isinstance(node, nodes.comment):
        text = node.astext()
        # With a mark missing, a directive is a comment.
        if name := _block_name(text.partition("\n")[0]):
            message = Message("comment instead of directive “{name}”", name=name)
            # docutils has the line that a comment ends on.
            yield _unread_block(message, name, line - text.count("\n"))
    elif isinstance(node, nodes.block_quote):
        if any(not isinstance(child, nodes.TextElement) for child in node.children):
            yield Problem(
                Code.UNPARSABLE_BODY,
                Message("indented block, which is read as a quotation"),
                line,
                advice=Message("indent it as the other lines of the body"),
            )
    elif isinstance(node, nodes.paragraph):
        text = node.rawsource or node.astext()
        for number, written in enumerate(text.split("\n"), line):
            yield from _damaged_block(written, number)
    elif isinstance(node, nodes.definition_list):
        # What is indented right below a line defines it.
        for term in node.findall(nodes.term):
            yield from _damaged_block(term.astext(), term.line or line)


def _in_paragraph(text: str, first: int) -> Iterator[Problem]:
    for line_number, line in enumerate(text.split("\n"), first):
        if found := _MARKED_LABEL.match(line):
            yield unread_bullet(found["label"], line_number)
        elif _ROW.match(line):
            advice = Message("add the line |---|---| below the column heads")
            yield _row_outside(line, line_number, advice)
            return


def _row_outside(text: str, line: int, advice: Message) -> Problem:
    """Return the problem of a line that was meant as a row."""
    message = Message("row outside a table")
    return Problem(Code.UNPARSABLE_BODY, message, line, collapse_spaces(text), advice)


def _block_name(text: str) -> str:
    """Return the directive that a line without its leading dots opens, or nothing."""
    name, colon, _ = text.partition(":")
    # A space may have come into the name, or may be in the place of its dash.
    written = name.strip().replace(" ", "-")
    found = get_close_matches(written, _BLOCKS, n=1, cutoff=_CLOSE) if colon else ()
    return next(iter(found), "")


def _damaged_block(line: str, line_number: int) -> Iterator[Problem]:
    """Yield the problem of a line that was meant to open a directive of _BLOCKS."""
    opening = _OPENING.match(line)
    if opening and (name := _block_name(line[opening.end() :])):
        message = Message("directive “{name}” read as text", name=name)
        yield _unread_block(message, name, line_number)


def _unread_block(message: Message, name: str, line: int) -> Problem:
    """Return the problem of a directive of reStructuredText that is read as text."""
    advice = Message("write “{text}”", text=f".. {name}::")
    return Problem(Code.UNPARSABLE_BODY, message, line, name, advice)


def _first_bullet(block: ProseBlock, following: ListBlock) -> Iterator[Problem]:
    """Yield the problem of a line right before bullets that begins as they do."""
    text = block.node.rawsource if isinstance(block.node, nodes.paragraph) else ""
    last = text.split("\n")[-1]
    line = block.line + text.count("\n")
    first = following.bullets[0] if following.bullets else None
    if first is None or first.line != line + 1:
        return
    outdented = _first_outdented(following)
    text = (outdented or first).source.text
    found = _MARK.match(last)
    if not found and bullet_label(text):
        found = _LABEL.match(last) or _OTHER_MARK.match(last)
    if not found and _DOTTED_LABEL.match(text):
        found = _DOTTED_LABEL.match(last)
    # A label alone is the caption of the list, unless others below it are labels.
    if found and (last[found.end() :].strip() or outdented):
        yield unread_bullet(found["label"], line)


def _first_outdented(block: ListBlock) -> Bullet | None:
    """Return the first bullet of a list that is indented less than its first one."""
    indents = [
        len(text) - len(text.lstrip())
        for bullet in block.bullets
        for text in [bullet.source.file.line(bullet.line)]
    ]
    found = (n for n, indent in enumerate(indents) if indent < indents[0])
    number = next(found, None)
    return None if number is None else block.bullets[number]


def _label_of(heading: nodes.rubric) -> str:
    """Return the label that a heading begins with as bullets do; else nothing."""
    # MyST puts an empty text before markup.
    parts = [child for child in heading.children if child.astext()]
    if len(parts) < 2 or not isinstance(parts[0], nodes.strong):
        return ""
    label = parts[0].astext()
    return label if label.endswith(":") or parts[1].astext()[0] == ":" else ""


def unread_bullet(label: str, line: int) -> Problem:
    """Return the problem of a line that was meant as a bullet."""
    return Problem(
        Code.UNPARSABLE_BODY,
        Message("bullet “{text}” read as text", text=label),
        line,
        label,
        Message("begin the line with “- ”, indented as the other bullets"),
    )
