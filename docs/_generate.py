"""Write the pages that follow from the code: kinds, rules, configuration, template.

`conf.py` runs it before every build. A file is written only where its text has changed,
so that Sphinx reads again no more than it has to.
"""

from __future__ import annotations

import argparse
import os
import re
import types
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from inspect import cleandoc
from itertools import groupby
from pathlib import Path
from textwrap import dedent
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    Union,
    cast,
    get_args,
    get_origin,
)

import _costs
from _template_lines import NOTES, STRUCTURE, Line

from sphinxcontrib_techspec import cli
from sphinxcontrib_techspec.config import PREFIX, Config
from sphinxcontrib_techspec.exchange.schema import json_schema
from sphinxcontrib_techspec.kinds import (
    BY_NAME,
    KINDS,
    SECTIONS,
    FieldSpec,
    Kind,
    Section,
)
from sphinxcontrib_techspec.kinds.field import DECISION, References
from sphinxcontrib_techspec.rules import RULES, Rule
from sphinxcontrib_techspec.sphinx_ext.render.views import VIEWS
from sphinxcontrib_techspec.values.cardinality import Cardinality
from sphinxcontrib_techspec.values.target import Target
from sphinxcontrib_techspec.values.version import Version

LANGUAGES = {"md": "Markdown", "rst": "reStructuredText"}
FORMS = {"one": "One item", "many": "Many items"}

_MADE = "<!-- Made by _generate.py from the code. Edit the code, not this file. -->\n\n"


def generate(docs: Path) -> None:
    """Write every generated page below *docs*, and remove what is left over."""
    reference = docs / "reference"
    pages = {
        reference / "configuration.md": configuration_page(),
        reference / "template.md": template_page(),
        reference / "_command-line.md": command_line(),
        reference / "_json.md": json_tables(),
        reference / "_gallery.md": gallery(docs),
        reference / "_kinds.md": kinds_table(),
        reference / "rules" / "index.md": rules_index(),
        docs
        / "explanation"
        / "_costs.md": _costs.page(
            _costs.read(docs.parent / "benchmarks" / "results.json")
        ),
    }
    for kind in KINDS:
        pages[reference / "kinds" / f"{kind.kind}.md"] = kind_page(kind, docs)
    cases = docs.parent / "tests" / "rules" / "cases"
    for rule in RULES:
        pages[reference / "rules" / f"{rule.code}.md"] = rule_page(rule, cases)
    for path, text in pages.items():
        _write(path, _MADE + text)
    for folder in ("kinds", "rules"):
        for path in (reference / folder).glob("*.md"):
            if path not in pages and path != reference / "kinds" / "index.md":
                path.unlink()


def _write(path: Path, text: str) -> None:
    text = re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"
    if path.is_file() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Another build may be reading: it gets the old text or the new one.
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_text(text, "utf-8")
    part.replace(path)


# Kinds


def kind_page(kind: type[Kind], docs: Path) -> str:
    """Return the page of a kind: both ways of writing, its fields, what is asked."""
    parts = [
        f"(kind-{kind.kind})=\n# {kind.kind}\n\n",
        markdown(kind.__doc__ or ""),
        f"\n\nSection of the template: {kind.section.title}.\n\n",
    ]
    for form, title in FORMS.items():
        parts += [f"## {title}\n\n", *_example(kind, form)]
    parts += [
        "## Fields\n\n",
        *_fields(kind),
        *_rows(kind),
        "## How bodies are read\n\n",
        *_bodies(kind),
        *_topics(kind),
        "## Refer to it and collect it\n\n",
        *_references(kind, docs),
        *_rules_of(kind),
    ]
    return "".join(parts)


def _example(kind: type[Kind], form: str) -> Iterator[str]:
    yield "::::{tab-set}\n:sync-group: language\n\n"
    for suffix, language in LANGUAGES.items():
        yield (
            f":::{{tab-item}} {language}\n:sync: {suffix}\n\n"
            f"```{{literalinclude}} ../../examples/kinds/{kind.kind}/{form}.{suffix}\n"
            f":language: {suffix}\n```\n:::\n"
        )
    yield (
        "::::\n\nBoth give:\n\n"
        ":::::::{div} docs-result\n"
        f"```{{include}} ../../examples/kinds/{kind.kind}/{form}.md\n```\n"
        ":::::::\n\n"
    )


def _fields(kind: type[Kind]) -> Iterator[str]:
    yield (
        "Each field is an option of the directive and a column of a table. "
        "Names, labels and aliases are read without regard to case.\n\n"
    )
    name = _heads([kind.label, *kind.label_aliases])
    if "" in kind.columns:
        meaning = f"The name of the {kind.title}."
    else:
        fields = kind.field_specs()
        both = " and ".join(fields[part].label.lower() for part in kind.columns[:2])
        meaning = f"The name of the {kind.title}: {both}."
    rows = [["*the argument*", meaning, "text with markup", name]]
    for field in field_specs(kind):
        ask = field
        says = ask.doc
        if ask.from_body:
            says += " Where it is left out, the body's first paragraph says it."
        if field.name == kind.code:
            says += " Where it is left out, the body's first block of code is it."
        if ask.required:
            says += f" **Asked for**: {rule_link(ask.missing_code)}."
        mark = "**" if ask.required else ""
        rows.append(
            [
                f"{mark}`{field.name}`{mark}",
                says,
                takes(field),
                _heads([ask.label, *ask.aliases]),
            ]
        )
    yield table(["FieldSpec", "What it says", "Takes", "Column heads"], rows)
    yield (
        "\nEvery kind also takes `status`, `name`, `class` and `waive`: see "
        "[](../directives.md#options-of-every-kind).\n\n"
    )


def field_specs(kind: type[Kind]) -> list[FieldSpec]:
    """Return the fields of *kind* that are its own."""
    return [f for f in kind.field_specs().values() if f.name not in Kind.model_fields]


def takes(field: FieldSpec) -> str:
    """Return in words what a field takes."""
    annotation: Any = field.annotation
    types_ = _types(annotation)
    if field.choices:
        return " or ".join(f"`{choice}`" for choice in field.choices)
    if annotation == References and field.label == DECISION.label:
        return "decision records, with commas"
    if annotation == References:
        return f"names of {kinds_named(field)}, with commas"
    if field.refers_to:
        return f"the name of a {kinds_named(field, ' or ')}"
    for type_, words in {
        Version: "a version",
        Target: "a number with a unit",
        Cardinality: "a cardinality",
        bool: "`yes` or `no`",
        int: "a whole number",
        tuple: "rows in the body",
    }.items():
        if type_ in types_:
            return words
    return "text with markup" if field.inline_markup else "text"


def kinds_named(field: FieldSpec, joint: str = ", ") -> str:
    """Return links to the kinds whose items a field names."""
    return joint.join(kind_link(name) for name in field.refers_to if name in BY_NAME)


def _types(annotation: object) -> set[object]:
    """Return the types that an annotation is made of, containers with them."""
    origin = get_origin(annotation)
    if origin in {Union, types.UnionType, Annotated}:
        return set().union(*(_types(part) for part in get_args(annotation)))
    return {origin or annotation}


def _rows(kind: type[Kind]) -> Iterator[str]:
    if kind.row_model is None:
        return
    rows = []
    for name, info in kind.row_model.model_fields.items():
        ask = next(note for note in info.metadata if hasattr(note, "label"))
        rows.append([f"`{name}`", ask.doc, _heads([ask.label, *ask.aliases])])
    yield f"Each of its {kind.rows} has:\n\n"
    yield table(["Part", "What it says", "Column heads"], rows) + "\n"


def _bodies(kind: type[Kind]) -> Iterator[str]:
    labels = {"": kind.label} | {f.name: f.label for f in kind.field_specs().values()}
    first, *others = [labels[name] for name in kind.bullet]
    shape = f"**{first}**: {' - '.join(others)}" if others else first
    if kind.rows:
        yield (
            f"With an argument, a table or a list in the body gives the {kind.rows} of "
            "that one item. Without one, each class in a block of Python is an item; "
            f"a bullet is read as `- {shape}`.\n"
        )
    elif "link" in kind.field_specs():
        yield f"A bullet is read as `- [{first}](path), {others[0].lower()}`.\n"
    else:
        yield f"Without an argument, a bullet is read as `- {shape}`."
        override = kind.__dict__.get("parse_bullet")
        if override is not None:
            yield " " + markdown(override.__func__.__doc__ or "").replace(
                "Read ", "So are ", 1
            )
        yield "\n"
    if "adr" in kind.field_specs():
        yield "A bullet that ends in `- See [ADR-001](…)` names the decision record.\n"
    if kind.summary_fields:
        parts = [labels[name] for name in kind.summary_fields]
        yield (
            "With an argument, the body's first paragraph is read as "
            f"`{parts[0]}: {' - '.join(parts[1:])}` "
            f"where `{kind.summary_fields[0]}` is not given.\n"
        )
    if kind.code and not kind.paragraphs:
        yield (
            f"With an argument, the body's first block of code is the {kind.code}. "
            "Without one, each block of code with a caption is an item.\n"
        )
    if kind.paragraphs:
        yield "Without an argument, a paragraph alone is an item too.\n"
    shown = [labels[name] for name in kind.columns]
    yield f"\nA table of the kind shows: {', '.join(shown)}.\n\n"


def _topics(kind: type[Kind]) -> Iterator[str]:
    if not kind.topics:
        return
    field = f"`{kind.topic_field}`" if kind.topic_field else "the name"
    yield "## What the template asks for\n\n"
    yield (
        f"{rule_link('TS104')} looks for an item of each topic; {field} says the "
        "topic. A topic that does not apply is "
        "[declared so](../directives.md#not-applicable).\n\n"
    )
    rows = [
        [
            topic.name,
            ", ".join(topic.aliases),
            topic.section.title,
            "if applicable" if topic.if_applicable else "always",
        ]
        for topic in kind.topics
    ]
    yield table(["Topic", "Other words for it", "Section", "Asked for"], rows) + "\n"


def _references(kind: type[Kind], docs: Path) -> Iterator[str]:
    name = example_name(kind, docs)
    yield (
        f"`` {{techspec:{kind.kind}}}`{name}` `` in Markdown and "
        f"`` :techspec:{kind.kind}:`{name}` `` in reStructuredText give "
        f"{{techspec:{kind.kind}}}`{name}`.\n"
        f"A [table](../views.md#table) collects every {kind.title} of the spec:\n\n"
        "::::{tab-set}\n:sync-group: language\n\n"
        ":::{tab-item} Markdown\n:sync: md\n\n"
        f"````md\n```{{techspec:table}} {kind.kind}\n```\n````\n:::\n"
        ":::{tab-item} reStructuredText\n:sync: rst\n\n"
        f"```rst\n.. techspec:table:: {kind.kind}\n```\n:::\n::::\n\n"
        f"On this page it shows what both examples above say:\n\n"
        ":::{div} docs-result\n"
        f"```{{techspec:table}} {kind.kind}\n```\n:::\n\n"
    )


def example_name(kind: type[Kind], docs: Path) -> str:
    """Return the name of the item in the example of a single one."""
    source = (docs / "examples" / "kinds" / kind.kind / "one.md").read_text("utf-8")
    found = re.search(rf"\{{techspec:{kind.kind}\}} (.+)", source)
    if found is None:
        message = f"{kind.kind}/one.md has no techspec:{kind.kind} with a name"
        raise ValueError(message)
    return kind.compose_name(kind.split_name(found[1])) or found[1]


def _rules_of(kind: type[Kind]) -> Iterator[str]:
    codes = {f.missing_code for f in field_specs(kind) if f.required}
    codes |= {"TS001", "TS002", "TS003", "TS307"}
    if kind.topics:
        codes.add("TS104")
    named = {name for field in field_specs(kind) for name in field.refers_to}
    if named or "link" in kind.field_specs():
        codes |= {"TS004", "TS005"}
    if "payload" in named:
        codes.add("TS308")
    if "adr" in kind.field_specs():
        codes |= {"TS202", "TS203", "TS204", "TS205", "TS206"}
    if any(topic.name == "database" for topic in kind.topics):
        codes.add("TS201")
    if "evidence" in kind.field_specs():
        codes |= {"TS401", "TS402"}
    for type_, more in {Version: {"TS302"}, Target: {"TS303", "TS304"}}.items():
        if any(type_ in _types(f.annotation) for f in field_specs(kind)):
            codes |= more
    links = ", ".join(rule_link(rule.code) for rule in RULES if rule.code in codes)
    yield f"Rules that look at it: {links}.\n"


def kinds_table() -> str:
    """Return the table of all kinds."""
    rows = []
    for kind in KINDS:
        asked = [f"`{f.name}`" for f in field_specs(kind) if f.required]
        doc = markdown(kind.__doc__ or "").split("\n\n")[0].replace("\n", " ")
        rows.append([kind.section.title, kind_link(kind.kind), doc, ", ".join(asked)])
    return table(["Section", "Kind", "What it is", "Asked for"], rows)


def gallery(docs: Path) -> str:
    """Return cards that show what each kind looks like."""
    parts = ["::::{grid} 1 2 2 2\n:gutter: 3\n\n"]
    for kind in KINDS:
        picture = docs / "images" / "kinds" / f"{kind.kind}.png"
        parts.append(
            f":::{{grid-item-card}} {kind.kind}\n"
            f":link: {kind.kind}\n:link-type: doc\n"
        )
        if picture.is_file():
            parts.append(
                f"\n```{{image}} ../../images/kinds/{kind.kind}.png\n"
                f":alt: How a {kind.title} looks on a page\n```\n"
            )
        parts.append(":::\n")
    return "".join([*parts, "::::\n"])


def _heads(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))


# Rules


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


# Configuration


CONFIGURATION_INTRO = """\
# Configuration

All of it is optional, and stands in `conf.py`.
A value that cannot be used stops the build with one message that says why.
A name with `techspec_` before it that is none of these is a warning, `techspec.config`.

"""

SECTIONS_INTRO = """\
## Sections and topics

These are the names that `techspec_sections` and
[`techspec:not-applicable`](directives.md#not-applicable) take.
`techspec_sections` names a topic with its section: `stack/database`.
A topic in brackets is asked for only if applicable.

"""


def configuration_page() -> str:
    """Return the page of the values in ``conf.py``."""
    parts = [CONFIGURATION_INTRO]
    for name, field in Config.model_fields.items():
        default = field.get_default(call_default_factory=True)
        parts.append(
            f"## `{PREFIX}{name}`\n\n{field.description}\n\n"
            f"Type: `{_type_name(field.annotation)}`. "
        )
        shown = repr(default)
        if len(shown) > 60:
            values = ",\n".join(f'    "{value}"' for value in default)
            parts.append(f"Default:\n\n```python\n[\n{values},\n]\n```\n\n")
        else:
            parts.append(f"Default: `{shown}`.\n\n")
    rows = [[f"`{s.key}`", s.title, topics_of(s)] for s in SECTIONS]
    heads = ["Section", "Title", "Topics"]
    return "".join([*parts, SECTIONS_INTRO, table(heads, rows)])


def topics_of(section: Section) -> str:
    """Return the topics that count for a section."""
    return ", ".join(
        f"[{topic.name}]".replace("[", "\\[") if topic.if_applicable else topic.name
        for kind in KINDS
        for topic in kind.topics
        if topic.section == section
    )


def _type_name(annotation: object) -> str:
    text = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    if get_origin(annotation) not in {None, Literal}:
        text = str(annotation)
    return text.replace("typing.", "").replace("pathlib.", "").replace("|", "or")


# Template


TEMPLATE_INTRO = """\
# The template, line by line

The extension knows the template of a technical implementation spec.
Here is each of its lines, the directive that carries it, and the rule that asks for it.

## Structure

All lines of the template, in their order; blank ones are left out.

"""

LINES_HEAD = """\
`````{list-table}
:header-rows: 1
:widths: 58 20 22
:class: docs-template

* - Lines
  - Written with
  - Asked for by
"""


def template_page() -> str:
    """Return the page that goes through the template line by line."""
    asks = "## What it asks of the text\n\n"
    return "".join([TEMPLATE_INTRO, _lines(STRUCTURE), asks, _lines(NOTES)])


def _lines(lines: list[Line]) -> str:
    parts = [LINES_HEAD]
    for (names, codes), run in groupby(lines, lambda line: line[1:]):
        directives = ", ".join(directive_link(name) for name in names)
        rules = ", ".join(rule_link(code) for code in codes)
        text = "".join(f"    {line.text}\n" for line in run)
        parts.append(f"* - ````text\n{text}    ````\n  - {directives}\n  - {rules}\n")
    return "".join([*parts, "`````\n\n"])


def directive_link(name: str) -> str:
    """Return a link from a page of the reference to what documents a directive."""
    if name in {kind.kind for kind in KINDS}:
        return f"[{name}](kinds/{name}.md)"
    page = "views" if name in {view.name for view in VIEWS} else "directives"
    return f"[{name}]({page}.md#{name})"


# Command line and JSON


def command_line() -> str:
    """Return the arguments of each command, as the program itself knows them."""
    # The parser is the one list of them, and argparse has no public way to read it.
    parser = cli._parser()  # noqa: SLF001
    commands = next(
        action for action in parser._actions  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
    )  # fmt: skip
    listed = commands._choices_actions  # noqa: SLF001
    helps = {choice.dest: choice.help for choice in listed}
    parts: list[str] = []
    choices = cast("dict[str, argparse.ArgumentParser]", commands.choices)
    for name, command in choices.items():
        # As wide as the page, whatever the terminal.
        command.formatter_class = _formatter
        first, *others = command.format_usage().removeprefix("usage: ").splitlines()
        usage = "\n".join([first, *(f"    {line.strip()}" for line in others)])
        text = command.description or _sentence(helps[name] or "")
        rows = []
        for action in command._actions:  # noqa: SLF001
            if isinstance(action, argparse._HelpAction):  # noqa: SLF001
                continue
            names = ", ".join(action.option_strings) or (action.metavar or action.dest)
            values = ", ".join(f"`{choice}`" for choice in action.choices or ())
            rows.append([code(str(names)), _sentence(action.help or ""), values])
        parts.append(
            f"## `techspec {name}`\n\n{text}\n\n```text\n{usage}\n```\n\n"
            + table(["Argument", "What it does", "Values"], rows)
            + "\n"
        )
    return "".join(parts)


def _formatter(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, width=76)


def _sentence(text: str) -> str:
    """Return the help of a program as a sentence."""
    text = text.replace("; default: ", ". Default: ").replace("default: ", "Default: ")
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def json_tables() -> str:
    """Return the objects of a ``techspec.json``, from its schema."""
    schema = json_schema()
    definitions: dict[str, Any] = schema["$defs"]
    objects = {"ProjectData": schema} | {
        name: value for name, value in definitions.items() if name.endswith("Data")
    }
    parts: list[str] = []
    for name, value in objects.items():
        doc = markdown(value.get("description", ""))
        rows = [
            [
                f"`{key}`",
                _json_type(part, set(objects)),
                "" if key in value.get("required", ()) else "left out where empty",
            ]
            for key, part in value["properties"].items()
        ]
        title = name.removesuffix("Data").lower()
        parts += [f"## {title}\n\n{doc}\n\n", table(["Key", "Value", ""], rows), "\n"]
    return "".join(parts)


def _json_type(part: dict[str, Any], objects: set[str]) -> str:
    def link(name: str) -> str:
        title = name.removesuffix("Data").lower()
        return f"[{title}](#{title})" if name in objects else f"`{name}`"

    values = part.get("additionalProperties")
    match part:
        case {"$ref": reference}:
            text = link(reference.rsplit("/", 1)[-1])
        case {"anyOf": ways}:
            text = " or ".join(_json_type(way, objects) for way in ways)
        case {"enum": choices}:
            text = " or ".join(f"`{choice}`" for choice in choices)
        case {"const": value}:
            text = f"`{value}`"
        case {"type": "array", "items": items}:
            text = f"list of {_json_type(items, objects)}"
        case {"type": "object"} if isinstance(values, dict):
            text = f"by name: {_json_type(values, objects)}"
        case _:
            text = str(part.get("type", "anything"))
    return text


# Text


def markdown(docstring: str) -> str:
    """Return a docstring as Markdown."""
    return _fenced(cleandoc(docstring))


def _fenced(text: str) -> str:
    """Fence the indented blocks of *text*, so that they are shown as Markdown."""
    found: list[str] = []
    for block in re.split(r"\n\n(?! )", text):
        prose, indented, code_ = block.partition("\n\n    ")
        found.append(prose)
        if indented:
            found.append(f"````md\n{dedent('    ' + code_)}\n````")
    return "\n\n".join(found)


def table(heads: list[str], rows: Iterable[list[str]]) -> str:
    """Return a table in Markdown."""
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    lines += [" | ".join(cell(part) for part in row) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)


def cell(text: str) -> str:
    """Return *text* as a cell of a table in Markdown."""
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))


def code(text: str) -> str:
    """Return *text* as inline code, whatever backquotes it holds."""
    ticks = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (ticks + 1)
    pad = " " if ticks or text != text.strip() else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def rule_link(name: str) -> str:
    """Return a link to a rule's page, from any page."""
    return f"[{name}](#{name})"


def kind_link(name: str) -> str:
    """Return a link to a kind's page, from any page."""
    return f"[{name}](#kind-{name})"
