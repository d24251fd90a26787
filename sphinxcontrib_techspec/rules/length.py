"""TS306: the length of a spec."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import Section
from ..messages import Message
from ..model.item import Item, row_models
from ..model.spec import Spec
from ..text import count_words, to_plain
from .base import PASSED, Context, Failed, Outcome


def spec_too_long(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A spec with more words than the limit.

    What it does
    ------------
    Counts the words that a reader sees on the pages of the spec: prose, tables and
    fields. Code blocks, views and decision records are not counted.

    Why
    ---
    A long spec is often not read completely. Details belong in separate documents.

    Example
    -------
    `conf.py`:

    ```python
    techspec_word_limit = 20
    ```

    ````md
    Payments are taken in one call. The call is repeated on a timeout, with the same
    key, for up to three times. After that the payment is marked as failed.
    ````

    Instead
    -------
    `conf.py`:

    ```python
    techspec_word_limit = 20
    ```

    ````md
    Failed calls are repeated three times.
    ````

    Configuration
    -------------
    `techspec_word_limit` is the limit; 1500 by default, as in the template.
    """
    count = words(spec)
    if count <= context.word_limit:
        yield PASSED[Section.SPEC]
        return
    yield Failed(
        Section.SPEC,
        Message(
            "{count} words, over the limit of {limit}",
            count=f"{count:,}",
            limit=f"{context.word_limit:,}",
        ),
        spec.header,
        subject="words",
        advice=Message("move details to separate documents"),
        docname=spec.docname,
        line=spec.header.line if spec.header else 0,
        file=spec.header.file if spec.header else "",
    )


def words(spec: Spec) -> int:
    """Return how many words a reader of the spec's pages reads."""
    count = sum(d.word_count for d in spec.documents if not d.adrs)
    shared: set[tuple[str, int, str]] = set()
    for item in spec.items:
        for name, text in _seen(item):
            line = item.line_of(name) if name else item.line
            if line != item.line and not item.has_body:
                # A default of many rows is read once.
                key = (item.docname, line, name)
                if key in shared:
                    continue
                shared.add(key)
            count += count_words(text)
    return count


def _seen(item: Item) -> Iterator[tuple[str, str]]:
    """Give what an item shows outside of its body: each field and its text."""
    yield "", item.name
    hidden = {*item.fields_in_body, *item.kind.split_name(item.name)}
    for name, text in item.given_fields():
        if name not in hidden:
            yield name, to_plain(text)
    for _, text in item.extras:
        yield "", to_plain(text)
    if not item.from_code:
        for row in row_models(item):
            yield "", " ".join(str(value) for _, value in row)
