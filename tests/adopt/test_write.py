"""The lines of a directive around others."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.adopt.write import Fence, directive_lines


def test_argument_and_options():
    found = directive_lines(
        "techspec:stack", ["- a"], argument="`A`  b", options=[("layer", "core")]
    )
    assert found == (["```{techspec:stack} A b", ":layer: core", ""], ["```"])


@pytest.mark.parametrize(
    ("body", "fence", "marks"),
    [
        (["- a"], "backtick", "```"),
        (["```python", "x", "```"], "backtick", "````"),
        (["> ````", "> x"], "backtick", "`````"),
        (["- x", "  `````", "  y"], "backtick", "``````"),
        (["text ``` in code"], "backtick", "````"),
        (["```python", "x", "```"], "colon", ":::"),
        (["::::{note}", "x", "::::"], "colon", ":::::"),
    ],
)
def test_the_fence_is_longer_than_any_in_it(body: list[str], fence: Fence, marks: str):
    before, after = directive_lines("techspec:entity", body, fence=fence)
    assert before == [f"{marks}{{techspec:entity}}"]
    assert after == [marks]
