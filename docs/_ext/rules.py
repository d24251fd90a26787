"""The pages of the rules, and their list."""

from __future__ import annotations

from inspect import cleandoc

from sphinxcontrib_techspec.codes import Gate
from sphinxcontrib_techspec.rules import RULES, Rule

from .markup import table

GATES: dict[Gate, str] = {
    "always": "Warning, whatever the status of the spec.",
    "gated": "Information in a draft, warning in an approved or implemented spec.",
    "info": "Information.",
}
"""The severity by gate, as a sentence for the page of a rule."""

WARNS: dict[Gate, str] = {
    "always": "always",
    "gated": "from approved on",
    "info": "never",
}
"""The specs in which a rule's findings are warnings, by gate, for the list."""

GROUPS = {
    "TS0": "Invalid text",
    "TS1": "Incomplete specs",
    "TS2": "Decision records",
    "TS3": "Imprecise items",
    "TS4": "Evidence",
}
"""The groups of rules, by the prefix of their codes."""

RULES_INTRO = """\
(rules)=
# Rules

A rule checks a whole spec, and counts what passed and what failed.
Each failed check is a *finding* with a file and a line, and a fix where there is one.

The severity depends on the status of the spec: what is incomplete is information in a
draft, and a warning once the spec is approved.
[`techspec_severity`](../configuration.md) changes the severity by
code.
On the command line, `techspec rules TS302` prints the page of a rule.

(TS014)=
One warning does not belong to a rule, because it is found while pages are written.
TS014 (not-rendered): another extension moved or copied a directive when it was too late
to render it. The page shows the source of the directive.

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
            table(["Code", "Name", "Problem", "Warning"], rows),
            "\n",
        ]
    parts.append("```{toctree}\n:hidden:\n\n")
    parts += [f"{rule.code}\n" for rule in RULES]
    return "".join([*parts, "```\n"])


RULE = """\
({code})=
# {code} {slug}

{page}

## Severity

{gate}

`techspec_severity = {{"{code}": "info"}}` in `conf.py` changes it to `error`,
`warning`, `info` or `off`.
`suppress_warnings = ["techspec.{code}"]` leaves the warning out of the build's output,
but not out of the report.

## Waive it

For one item, with the option `:waive: {code}` and the reason.
For the whole spec:

````md
```{{techspec:waive}} {code}
The reason.
```
````

The report lists what is waived, with the reasons.
"""


def rule_page(rule: Rule) -> str:
    """Return the page of a rule: its docstring, its severity and how to waive it."""
    page = cleandoc(rule.check.__doc__ or "")
    gate = GATES[rule.gate]
    return RULE.format(code=rule.code, slug=rule.slug, page=page, gate=gate)
