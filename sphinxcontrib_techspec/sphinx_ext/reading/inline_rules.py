"""What each construct of inline markup gives as a value, and what the page shows.

The documentation lists these rules; `words` applies them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """Markup, and the value that it is read as.

    Attributes:
        source: the markup.
        value: the words of it that are part of a value.
        language: ``md`` or ``rst``; empty where both read it so.
    """

    source: str
    value: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class InlineRule:
    """How a construct is read; the documentation lists these rules.

    Attributes:
        name: the construct.
        example: how it is written.
        value: what of it is part of the value.
        page: what the page shows.
        samples: what the tests read.
    """

    name: str
    example: str
    value: str
    page: str
    samples: tuple[Sample, ...] = ()


INLINE_RULES: tuple[InlineRule, ...] = (
    InlineRule(
        "text",
        "`PostgreSQL 16.4`",
        "the text",
        "the text",
        (Sample("PostgreSQL 16.4", "PostgreSQL 16.4"),),
    ),
    InlineRule(
        "emphasis, strong emphasis, code",
        "`**PostgreSQL**`, `` `pg` ``",
        "the text",
        "the text in its style, in views as well",
        (
            Sample("**PostgreSQL**", "PostgreSQL"),
            Sample("*PostgreSQL*", "PostgreSQL"),
            Sample("`pg`", "pg", "md"),
            Sample("``pg``", "pg", "rst"),
        ),
    ),
    InlineRule(
        "escaped character",
        r"`Re\*dis`",
        "the character",
        "the character",
        (Sample(r"Re\*dis", "Re*dis"),),
    ),
    InlineRule(
        "link, cross-reference, download",
        "`[Django](https://example.org)`",
        "the text of the link",
        "the link; in views, a link to an address or to a document",
        (
            Sample("[Django](https://example.org)", "Django", "md"),
            Sample("`Django <https://example.org>`__", "Django", "rst"),
            Sample("{doc}`Start <index>`", "Start", "md"),
            Sample(":doc:`Start <index>`", "Start", "rst"),
        ),
    ),
    InlineRule(
        "footnote mark, citation mark",
        "`[^1]`, `[#note]_`, `[CIT2002]_`",
        "nothing",
        "the mark",
        (
            Sample("[^1]", "", "md"),
            Sample("[#note]_", "", "rst"),
            Sample("[CIT2002]_", "", "rst"),
        ),
    ),
    InlineRule(
        "comment",
        "`<!-- internal -->`",
        "nothing",
        "nothing",
        (Sample("<!-- internal -->", "", "md"),),
    ),
    InlineRule(
        "line break",
        "`<br>`, a backslash at the end of a line",
        "a space",
        "a line break",
        (Sample("<br>", "", "md"),),
    ),
    InlineRule(
        "HTML tag with an equivalent in docutils",
        "`<b>`, `<i>`, `<s>`, `<sub>`, `<kbd>` and the like",
        "the text inside the tags",
        "the text in the style of the tag",
        (
            Sample("<b>bold</b>", "bold", "md"),
            Sample("H<sub>2</sub>O", "H2O", "md"),
        ),
    ),
    InlineRule(
        "other HTML tag",
        "`<script>`, `<div>`",
        "nothing",
        "the tag as text",
        (Sample("<div>", "", "md"),),
    ),
    InlineRule(
        "word in angle brackets that is no HTML tag",
        "`List<User>`",
        "as written",
        "as written",
        (Sample("List<User>", "List<User>"),),
    ),
    InlineRule("checkbox of a task list", "`- [x]`", "nothing", "a checkbox"),
    InlineRule(
        "image",
        "`![alt](logo.png)`",
        "the alternative text where the value has no other words, else nothing",
        "the image",
        (Sample("![alt](logo.png)", "", "md"),),
    ),
    InlineRule(
        "math",
        "`$O(n)$`",
        "the source of the formula",
        "the formula",
        (Sample("$O(n)$", "O(n)", "md"), Sample(":math:`O(n)`", "O(n)", "rst")),
    ),
    InlineRule(
        "substitution",
        "`{{ name }}`, `|name|`",
        "its replacement; as written where it is not defined",
        "the same",
        (
            Sample("{{ later }}", "7.2.1", "md"),
            Sample("|later|", "7.2.1", "rst"),
            Sample("{{ nope }}", "{{ nope }}", "md"),
            Sample("|nope|", "|nope|", "rst"),
        ),
    ),
    InlineRule(
        "role that is not known",
        "`` {nope}`NATS` ``",
        "the text of the role",
        "the text of the role",
        (
            Sample("{nope}`NATS`", "NATS", "md"),
            Sample(":nope:`NATS`", "NATS", "rst"),
        ),
    ),
    InlineRule(
        "markup that cannot be parsed",
        "`a *b` in reStructuredText",
        "as written",
        "as written",
        (Sample("a *b", "a *b"),),
    ),
    InlineRule(
        "inline target",
        "`` _`name` ``",
        "the text",
        "the text, as the target of links",
        (Sample("_`name`", "name", "rst"),),
    ),
    InlineRule(
        "other roles",
        "`` {abbr}`SQL (Structured Query Language)` ``",
        "the text that the role shows",
        "what the role shows",
        (
            Sample("{abbr}`SQL (Query Language)`", "SQL", "md"),
            Sample(":abbr:`SQL (Query Language)`", "SQL", "rst"),
        ),
    ),
    InlineRule(
        "quotes and dashes that Sphinx or MyST replaces",
        '`"fast" -- mostly`',
        "as written",
        "as written in tables, lists and options",
        (Sample('"fast" -- mostly', '"fast" -- mostly'),),
    ),
)
"""Every construct of inline markup, in the order of the documentation."""
