"""What holds for each document that is adopted."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_techspec.adopt import UnfilledTemplateError, adopt
from sphinxcontrib_techspec.adopt.blocks import read_blocks, split_lines

_CASES = Path(__file__).parents[1] / "shapes" / "cases"
_BOM = "\ufeff"
_EXTRAS = [
    "<div>\n\n**Words** in HTML\n\n</div>",
    "<!-- a remark -->",
    "````text\n```sql\nSELECT 1;\n```\n````",
    '- a bullet\n\n  ```json\n  {"a": 1}\n  ```',
    "\tcode with a tab",
    "> ```\n> quoted",
]


def _parts() -> list[str]:
    found: dict[str, None] = {}
    for path in sorted(_CASES.glob("*/plain.md")):
        source = path.read_bytes().decode().removeprefix(_BOM).replace("\r\n", "\n")
        lines = source.split("\n")
        for block in read_blocks(source):
            if block.type != "front matter" and block.end - block.first < 40:
                found["\n".join(lines[block.first : block.end])] = None
    return list(found)


_DOCUMENTS = st.builds(
    lambda front, parts: front + "\n\n".join(parts) + "\n",
    st.sampled_from(["", "---\nstatus: accepted\nowner: Ada\n---\n\n"]),
    st.lists(st.sampled_from([*_parts(), *_EXTRAS]), min_size=1, max_size=12),
)


@settings(max_examples=25, deadline=None)
@given(_DOCUMENTS, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", _BOM]))
def test_what_is_written_stays_and_a_second_run_changes_nothing(
    source: str, ending: str, mark: str
) -> None:
    try:
        plain = adopt(source, "boats")
    except UnfilledTemplateError:
        return
    written = mark + source.replace("\n", ending)
    found = adopt(written, "boats")
    assert found.text == mark + plain.text.replace("\n", ending)
    assert adopt(found.text, "boats", more=True).text == found.text
    replaced = {
        number
        for block in (found.header.replaced if found.header else ())
        for number in range(block.first, block.end)
    }
    lines = split_lines(written.removeprefix(_BOM))
    rest = iter(split_lines(found.text.removeprefix(_BOM)))
    for number, line in enumerate(lines):
        assert number in replaced or line in rest
