"""What each construct of inline markup gives as a value, and what the page shows.

The documentation lists these rules; `words` applies them.
"""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes


@dataclass(frozen=True, slots=True)
class InlineRule:
    """How a construct is read; the documentation lists these rules.

    Attributes:
        name: the construct.
        example: how it is written.
        value: what of it is part of the value.
        page: what the page shows.
        types: the nodes that it is parsed to.
    """

    name: str
    example: str
    value: str
    page: str
    types: tuple[type, ...] = ()


INLINE_RULES: tuple[InlineRule, ...] = (
    InlineRule("text", "`PostgreSQL 16.4`", "the text", "the text", (nodes.Text,)),
    InlineRule(
        "emphasis, strong emphasis, code",
        "`**PostgreSQL**`, `` `pg` ``",
        "the text",
        "the text in its style, in views as well",
        (nodes.emphasis, nodes.strong, nodes.literal),
    ),
    InlineRule(
        "escaped character",
        r"`Re\*dis`",
        "the character",
        "the character",
        (nodes.Text,),
    ),
    InlineRule(
        "link, cross-reference, download",
        "`[Django](https://example.org)`",
        "the text of the link",
        "the link; in views, a link to an address or to a document",
        (nodes.reference, addnodes.pending_xref, addnodes.download_reference),
    ),
    InlineRule(
        "footnote mark, citation mark",
        "`[^1]`, `[#note]_`, `[CIT2002]_`",
        "nothing",
        "the mark",
        (nodes.footnote_reference, nodes.citation_reference),
    ),
    InlineRule(
        "comment", "`<!-- internal -->`", "nothing", "nothing", (nodes.comment,)
    ),
    InlineRule(
        "line break",
        "`<br>`, a backslash at the end of a line",
        "a space",
        "a line break",
        (nodes.raw,),
    ),
    InlineRule(
        "HTML tag with an equivalent in docutils",
        "`<b>`, `<i>`, `<s>`, `<sub>`, `<kbd>` and the like",
        "the text inside the tags",
        "the text in the style of the tag",
        (nodes.raw,),
    ),
    InlineRule(
        "other HTML tag",
        "`<script>`, `<div>`",
        "nothing",
        "the tag as text",
        (nodes.raw,),
    ),
    InlineRule(
        "word in angle brackets that is no HTML tag",
        "`List<User>`",
        "as written",
        "as written",
        (nodes.raw,),
    ),
    InlineRule(
        "checkbox of a task list", "`- [x]`", "nothing", "a checkbox", (nodes.raw,)
    ),
    InlineRule(
        "image",
        "`![alt](logo.png)`",
        "the alternative text where the value has no other words, else nothing",
        "the image",
        (nodes.image,),
    ),
    InlineRule(
        "math", "`$O(n)$`", "the source of the formula", "the formula", (nodes.math,)
    ),
    InlineRule(
        "substitution",
        "`{{ name }}`, `|name|`",
        "its replacement; as written where it is not defined",
        "the same",
        (nodes.substitution_reference,),
    ),
    InlineRule(
        "role that is not known",
        "`` {nope}`NATS` ``",
        "the text of the role",
        "the text of the role",
        (nodes.problematic, nodes.system_message),
    ),
    InlineRule(
        "markup that cannot be parsed",
        "`a *b` in reStructuredText",
        "as written",
        "as written",
        (nodes.problematic,),
    ),
    InlineRule(
        "inline target",
        "`` _`name` ``",
        "the text",
        "the text, as the target of links",
        (nodes.target,),
    ),
    InlineRule(
        "other roles",
        "`` {abbr}`SQL (Structured Query Language)` ``",
        "the text that the role shows",
        "what the role shows",
        (nodes.Inline,),
    ),
    InlineRule(
        "quotes and dashes that Sphinx or MyST replaces",
        '`"fast" -- mostly`',
        "as written",
        "as written in tables, lists and options",
        (nodes.Text,),
    ),
)
"""Every construct of inline markup, in the order of the documentation."""
