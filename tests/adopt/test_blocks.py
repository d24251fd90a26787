"""The blocks of a Markdown document, with their lines."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.adopt.blocks import read_blocks, split_lines

SOURCE = """\
---
title: Mill
---

# Mill `one`

Text
in two lines.

| A | B |
|---|---|
| 1 | 2 |

- one

  more
- two

```python
x = 1
```

```{note} Beware
Hot.
```

> **Status**: Draft
"""


def test_each_block_has_its_type_and_its_lines():
    found = [(b.type, b.first, b.end) for b in read_blocks(SOURCE)]
    assert found == [
        ("front matter", 0, 3),
        ("heading", 4, 5),
        ("paragraph", 6, 8),
        ("table", 9, 12),
        ("list", 13, 17),
        ("code block", 18, 21),
        ("directive", 22, 25),
        ("quote", 26, 27),
    ]


def test_words_language_and_argument():
    blocks = {block.type: block for block in read_blocks(SOURCE)}
    assert (blocks["heading"].level, blocks["heading"].text) == (1, "Mill one")
    assert blocks["paragraph"].text == "Text\nin two lines."
    assert blocks["code block"].language == "python"
    assert (blocks["directive"].language, blocks["directive"].argument) == (
        "note",
        "Beware",
    )


@pytest.mark.parametrize(("extensions", "type_"), [((), "paragraph"), (["colon_fence"], "directive")])  # fmt: skip
def test_colon_fences_are_directives_where_they_are_enabled(
    extensions: list[str], type_: str
):
    found = read_blocks(":::{note}\nHot.\n:::\n", extensions)
    assert found[0].type == type_


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("a\nb", ["a\n", "b"]),
        ("a\r\nb\r\n", ["a\r\n", "b\r\n"]),
        ("a\rb\n", ["a\r", "b\n"]),
        ("a\x0bb\u2028c\n", ["a\x0bb\u2028c\n"]),
        ("", []),
        ("\n\n", ["\n", "\n"]),
    ],
)
def test_lines_end_as_in_markdown(source: str, lines: list[str]):
    assert split_lines(source) == lines
    assert "".join(split_lines(source)) == source
