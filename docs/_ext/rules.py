"""The pages of the rules, and their list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from sphinxcontrib_techspec.rules import RULES, Rule

from .markup import markdown, table

GATES = {
    "always": "A warning, whatever the status of the spec.",
    "gated": "Information in a draft, a warning in an approved or implemented spec.",
    "info": "Information.",
}

WARNS = {"always": "always", "gated": "from approved on", "info": "never"}

GROUPS = {
    "TS0": "What is written wrong",
    "TS1": "What is missing",
    "TS2": "What rests on decision records",
    "TS3": "What is too vague to be held to",
    "TS4": "What the evidence contradicts",
}


RULES_INTRO = """\
(rules)=
# Rules

A rule looks at a whole spec and says of each thing it checked whether it held.
What did not hold is a *finding*, with its file and line, and with the text to paste
where that can be said.

The spec's status is its gate: what is merely incomplete is information in a draft, and
a warning once the spec is approved.
[`techspec_severity`](../configuration.md#techspec-severity) sets the severity by code.
On the command line, `techspec rules TS302` prints a rule's page.

"""


def rules_index() -> str:
    """Return the page that lists the rules."""
    parts = [RULES_INTRO]
    for prefix, title in GROUPS.items():
        rules = [rule for rule in RULES if rule.code.startswith(prefix)]
        if not rules:
            continue
        rows = [
            [
                f"[{rule.code}]({rule.code}.md)",
                rule.slug,
                rule.summary,
                WARNS[rule.gate],
            ]
            for rule in rules
        ]
        parts += [
            f"## {prefix}xx: {title}\n\n",
            table(["Code", "Name", "Fires when", "Warns"], rows),
            "\n",
        ]
    parts.append("```{toctree}\n:hidden:\n\n")
    parts += [f"{rule.code}\n" for rule in RULES]
    return "".join([*parts, "```\n"])


LETTERS = 0x2600
"""The first letter of those that the PDF's fonts do not have."""

LONGEST_CASE = (1000, 2500)
"""How long a case may be that is shown, in characters; more where none is shorter."""

RULE = """\
({code})=
# {code} {slug}

{page}

{examples}## How grave it is

{gate}

In `conf.py`, `techspec_severity = {{"{code}": "info"}}` makes it another:
`error`, `warning`, `info` or `off`.
`suppress_warnings = ["techspec.{code}"]` keeps the build from telling it; the report
shows it all the same.

## Let something off

An item that it speaks of: `:waive: {code}` and the reason, as an option.
The whole spec:

````md
```{{techspec:waive}} {code}
Why it does not hold here.
```
````

The report shows what was waived, with the reason.
"""


def rule_page(rule: Rule, cases: Path) -> str:
    """Return the page of a rule: its function's docstring, with a case of each side."""
    return RULE.format(
        code=rule.code,
        slug=rule.slug,
        page=markdown(rule.check.__doc__ or ""),
        examples="".join(_cases(cases / f"{rule.code}-{rule.slug}")),
        gate=GATES[rule.gate],
    )


class Case(NamedTuple):
    """A case of a rule's tests, without what is beside the point."""

    page: str
    others: dict[str, str]


def _cases(folder: Path) -> Iterator[str]:
    """Give the two cases of a rule's tests that tell best what makes it fire.

    They are the most alike of those that fire and those that do not.
    """
    sides = [
        [_read_case(path) for path in sorted(folder.glob(f"{side}-*.md"))]
        for side in ("fires", "silent")
    ]
    pairs: list[tuple[float, Case, Case]] = []
    for longest in LONGEST_CASE:
        pairs = pairs or [
            (SequenceMatcher(None, fires.page, silent.page).ratio(), fires, silent)
            for fires in sides[0]
            for silent in sides[1]
            if _is_shown(fires, longest) and _is_shown(silent, longest)
        ]
    if not pairs:
        return
    _, fires, silent = max(pairs, key=lambda pair: pair[0])
    yield "## Examples\n\nIt fires here:\n\n"
    yield from _case(fires)
    yield "And not here:\n\n"
    yield from _case(silent)


def _read_case(path: Path) -> Case:
    index, *parts = re.split(r"^%%% ", path.read_text("utf-8"), flags=re.MULTILINE)
    index = re.sub(r"\A# .+\n", "", index)
    index = re.sub(r"(?ms)^```\{toctree\}.*?^```\n", "", index)
    index = re.sub(r"\n{3,}", "\n\n", index).strip()
    # What another rule reports is no example to follow.
    if "another-rule" in path.stem:
        index = ""
    others = dict(part.split("\n", 1) for part in parts)
    return Case(index, {name: text.strip() for name, text in others.items()})


def _is_shown(case: Case, longest: int) -> bool:
    """Tell whether a case is short, and in letters that the PDF's fonts have."""
    letters = "".join([case.page, *case.others.values()])
    return 0 < len(case.page) < longest and max(map(ord, letters)) < LETTERS


def _case(case: Case) -> Iterator[str]:
    yield f"`````md\n{case.page}\n`````\n\n"
    for name, text in case.others.items():
        if name == "conf":
            yield f"with, in `conf.py`:\n\n```python\n{text}\n```\n\n"
        elif name != "expected":
            yield f"where `{name}` is:\n\n`````md\n{text}\n`````\n\n"
