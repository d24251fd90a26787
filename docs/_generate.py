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
from inspect import cleandoc
from pathlib import Path
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from _template_lines import NOTES, STRUCTURE, Line

from sphinxcontrib_techspec import cli
from sphinxcontrib_techspec.config import PREFIX, Config
from sphinxcontrib_techspec.kinds import BY_NAME, KINDS, Field, Kind, Section
from sphinxcontrib_techspec.kinds.base import DECISION, References
from sphinxcontrib_techspec.rules import RULES, Rule
from sphinxcontrib_techspec.schema import json_schema
from sphinxcontrib_techspec.values import Cardinality, Target, Version

LANGUAGES = {"md": "Markdown", "rst": "reStructuredText"}
FORMS = {"one": "One item", "many": "Many items"}

_MADE = "<!-- Made by _generate.py from the code. Edit the code, not this file. -->\n\n"


def generate(docs: Path) -> None:
    """Write every generated page below the folder *docs*, and remove what is left over."""
    reference = docs / "reference"
    pages = {
        reference / "configuration.md": configuration_page(),
        reference / "template.md": template_page(),
        reference / "_command-line.md": command_line(),
        reference / "_json.md": json_tables(),
        reference / "_gallery.md": gallery(docs),
        reference / "_kinds.md": kinds_table(),
        reference / "rules" / "index.md": rules_index(),
    }
    for kind in KINDS:
        pages[reference / "kinds" / f"{kind.kind}.md"] = kind_page(kind, docs)
    for rule in RULES:
        pages[reference / "rules" / f"{rule.code}.md"] = rule_page(rule)
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
        parts = [f.ask.label.lower() for f in declared(kind) if f.name in kind.columns[:2]]
        meaning = f"The name of the {kind.title}: {' and '.join(parts)}."
    rows = [["*the argument*", meaning, "text with markup", name]]
    for field in declared(kind):
        ask = field.ask
        says = ask.doc
        if ask.body:
            says += " Where it is left out, the body's first paragraph says it."
        if field.name == kind.code:
            says += " Where it is left out, the body's first block of code is it."
        if ask.required:
            says += f" **Asked for**: {rule_link(ask.reported_by)}."
        mark = "**" if ask.required else ""
        rows.append(
            [
                f"{mark}`{field.name}`{mark}",
                says,
                takes(field),
                _heads([ask.label, *ask.aliases]),
            ]
        )
    yield table(["Field", "What it says", "Takes", "Column heads"], rows)
    yield (
        "\nEvery kind also takes `status`, `name`, `class` and `waive`: see "
        "[](../directives.md#options-of-every-kind).\n\n"
    )


def declared(kind: type[Kind]) -> list[Field]:
    """Return the fields of *kind* that are its own."""
    return [f for f in kind.declared().values() if f.name not in Kind.model_fields]


def takes(field: Field) -> str:
    """Return in words what a field takes."""
    annotation: Any = field.info.annotation
    types_ = _types(annotation)
    if field.choices:
        return " or ".join(f"`{choice}`" for choice in field.choices)
    if annotation == References and field.ask.label == DECISION.label:
        return "decision records, with commas"
    if annotation == References:
        return f"names of {kinds_named(field)}, with commas"
    if field.ask.names:
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
    return "text with markup" if field.ask.prose else "text"


def kinds_named(field: Field, joint: str = ", ") -> str:
    """Return links to the kinds whose items a field names."""
    return joint.join(kind_link(name) for name in field.ask.names if name in BY_NAME)


def _types(annotation: Any) -> set[Any]:
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
    labels = {"": kind.label} | {f.name: f.ask.label for f in kind.declared().values()}
    first, *others = [labels[name] for name in kind.bullet]
    shape = f"**{first}**: {' - '.join(others)}" if others else first
    if kind.rows:
        yield (
            f"With an argument, a table or a list in the body gives the {kind.rows} of "
            "that one item. Without one, each class in a block of Python is an item; "
            f"a bullet is read as `- {shape}`.\n"
        )
    elif "link" in kind.declared():
        yield f"A bullet is read as `- [{first}](path), {others[0].lower()}`.\n"
    else:
        yield f"Without an argument, a bullet is read as `- {shape}`."
        override = kind.__dict__.get("parse_bullet")
        if override is not None:
            yield " " + markdown(override.__func__.__doc__ or "").replace(
                "Read ", "So are ", 1
            )
        yield "\n"
    if "adr" in kind.declared():
        yield "A bullet that ends in `- See [ADR-001](…)` names the decision record.\n"
    if kind.lede:
        parts = [labels[name] for name in kind.lede]
        yield (
            "With an argument, the body's first paragraph is read as "
            f"`{parts[0]}: {' - '.join(parts[1:])}` where `{kind.lede[0]}` is not given.\n"
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
        f"{rule_link('TS104')} looks for an item of each topic; {field} says the topic. "
        "A topic that does not apply is [declared so](../directives.md#not-applicable).\n\n"
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
    written = {name: "" for name in kind.split_name(found[1])}
    return kind.compose_name(written | kind.split_name(found[1])) or found[1]


def _rules_of(kind: type[Kind]) -> Iterator[str]:
    codes = {f.ask.reported_by for f in declared(kind) if f.ask.required}
    codes |= {"TS001", "TS002", "TS003", "TS307"}
    if kind.topics:
        codes.add("TS104")
    if any(f.ask.names for f in declared(kind)) or kind.kind == "related":
        codes |= {"TS004", "TS005"}
    if "adr" in kind.declared():
        codes |= {"TS202", "TS203", "TS204", "TS205"}
    for type_, more in {Version: {"TS302"}, Target: {"TS303", "TS304"}}.items():
        if any(type_ in _types(f.info.annotation) for f in declared(kind)):
            codes |= more
    links = ", ".join(rule_link(rule.code) for rule in RULES if rule.code in codes)
    yield f"Rules that look at it: {links}.\n"


def kinds_table() -> str:
    """Return the table of all kinds."""
    rows = []
    for kind in KINDS:
        asked = [f"`{f.name}`" for f in declared(kind) if f.ask.required]
        doc = markdown(kind.__doc__ or "").split("\n\n")[0].replace("\n", " ")
        rows.append([kind.section.title, kind_link(kind.kind), doc, ", ".join(asked)])
    return table(["Section", "Kind", "What it is", "Asked for"], rows)


def gallery(docs: Path) -> str:
    """Return cards that show what each kind looks like."""
    parts = ["::::{grid} 1 2 2 2\n:gutter: 3\n\n"]
    for kind in KINDS:
        picture = docs / "images" / "kinds" / f"{kind.kind}.png"
        parts.append(f":::{{grid-item-card}} {kind.kind}\n:link: {kind.kind}\n:link-type: doc\n")
        if picture.is_file():
            parts.append(
                f":img-bottom: ../../images/kinds/{kind.kind}.png\n"
                f":img-alt: How a {kind.title} looks on a page\n"
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

GROUPS = {
    "TS0": "What is written wrong",
    "TS1": "What is missing",
    "TS2": "What rests on decision records",
    "TS3": "What is too vague to be held to",
    "TS4": "What the evidence contradicts",
}


def rules_index() -> str:
    """Return the page that lists the rules."""
    parts = [
        "(rules)=\n# Rules\n\n",
        "A rule looks at a whole spec and says of each thing it checked whether it held. "
        "What did not hold is a *finding*, with its file and line, and with the text to "
        "paste where that can be said.\n\n"
        "The spec's status is its gate: what is merely incomplete is information in a "
        "draft, and a warning once the spec is approved. `techspec_severity` sets the "
        "severity by code ([](../configuration.md)). On the command line, `techspec rules "
        "TS302` prints a rule's page.\n\n",
    ]
    for prefix, title in GROUPS.items():
        rules = [rule for rule in RULES if rule.code.startswith(prefix)]
        if not rules:
            continue
        rows = [
            [f"[{r.code}]({r.code}.md)", r.slug, markdown(r.summary), _gate(r)] for r in rules
        ]
        parts += [
            f"## {prefix}xx: {title}\n\n",
            table(["Code", "Name", "Fires when", "Warns"], rows),
            "\n",
        ]
    parts.append("```{toctree}\n:hidden:\n\n")
    parts += [f"{rule.code}\n" for rule in RULES]
    return "".join([*parts, "```\n"])


def _gate(rule: Rule) -> str:
    return {"always": "always", "gated": "from approved on", "info": "never"}[rule.gate]


def rule_page(rule: Rule) -> str:
    """Return the page of a rule, which is its function's docstring."""
    return (
        f"({rule.code})=\n# {rule.code} {rule.slug}\n\n"
        f"{markdown(rule.check.__doc__ or '')}\n\n"
        f"## How grave it is\n\n{GATES[rule.gate]}\n\n"
        f"Set it in `conf.py` with `techspec_severity = {{\"{rule.code}\": \"info\"}}`: "
        "`error`, `warning`, `info` or `off`.\n"
        f"Keep a build from telling it with `suppress_warnings = [\"techspec.{rule.code}\"]`.\n\n"
        "## Let something off\n\n"
        f"One item: `:waive: {rule.code}` and the reason, as an option. "
        "The whole spec:\n\n"
        f"````md\n```{{techspec:waive}} {rule.code}\nWhy it does not hold here.\n```\n````\n\n"
        "The report shows what was waived, with the reason.\n"
    )


# Configuration


def configuration_page() -> str:
    """Return the page of the values in ``conf.py``."""
    parts = [
        "# Configuration\n\n",
        "All of it is optional, and stands in `conf.py`. "
        "A value that cannot be used stops the build with one message that says why.\n\n",
    ]
    for name, field in Config.model_fields.items():
        default = field.get_default(call_default_factory=True)
        parts.append(
            f"## `{PREFIX}{name}`\n\n{field.description}\n\n"
            f"Type: `{_type_name(field.annotation)}`. "
        )
        shown = repr(default)
        if len(shown) > 60:  # noqa: PLR2004 - what fits a line
            values = ",\n".join(f'    "{value}"' for value in default)
            parts.append(f"Default:\n\n```python\n[\n{values},\n]\n```\n\n")
        else:
            parts.append(f"Default: `{shown}`.\n\n")
    rows = [[f"`{section.key}`", section.title, topics_of(section)] for section in Section]
    parts += [
        "## Sections and topics\n\n",
        "These are the names that `techspec_sections` and "
        "[`techspec:not-applicable`](directives.md#not-applicable) take. "
        "A topic in brackets is asked for only if applicable.\n\n",
        table(["Section", "Title", "Topics"], rows),
    ]
    return "".join(parts)


def topics_of(section: Section) -> str:
    """Return the topics that count for a section."""
    return ", ".join(
        f"[{topic.name}]".replace("[", "\\[") if topic.if_applicable else topic.name
        for kind in KINDS
        for topic in kind.topics
        if topic.section is section
    )


def _type_name(annotation: Any) -> str:
    text = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    if get_origin(annotation) not in {None, Literal}:
        text = str(annotation)
    return text.replace("typing.", "").replace("pathlib.", "").replace("|", "or")


# Template


def template_page() -> str:
    """Return the page that goes through the template line by line."""
    parts = [
        "# The template, line by line\n\n",
        "The extension knows the template of a technical implementation spec. Here is "
        "each of its lines, the directive that carries it, and the rule that asks for "
        "it.\n\n",
        "## Structure\n\n",
        "This is what a filled-in template looks like, line by line.\n\n",
        _lines(STRUCTURE),
        "## What it asks of the text\n\n",
        _lines(NOTES),
    ]
    return "".join(parts)


def _lines(lines: list[Line]) -> str:
    parts = [
        "```{list-table}\n:header-rows: 1\n:widths: 50 22 28\n:class: docs-template\n\n"
        "* - Line\n  - Written with\n  - Asked for by\n"
    ]
    for line in lines:
        directives = ", ".join(directive_link(name) for name in line.directives)
        rules = ", ".join(rule_link(code) for code in line.rules)
        parts.append(f"* - {code(line.text)}\n  - {directives}\n  - {rules}\n")
    return "".join([*parts, "```\n\n"])


def directive_link(name: str) -> str:
    """Return a link from a page of the reference to what documents a directive."""
    if name in {kind.kind for kind in KINDS}:
        return f"[{name}](kinds/{name}.md)"
    page = "views" if name in {"table", "diagram", "adrs", "report"} else "directives"
    return f"[{name}]({page}.md#{name})"


# Command line and JSON


def command_line() -> str:
    """Return the arguments of each command, as the program itself knows them."""
    # The parser is the one list of them.
    parser = cli._parser()  # noqa: SLF001
    commands = next(
        action for action in parser._actions  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
    )  # fmt: skip
    helps = {choice.dest: choice.help for choice in commands._choices_actions}  # noqa: SLF001
    parts: list[str] = []
    for name, command in cast("dict[str, argparse.ArgumentParser]", commands.choices).items():
        usage = " ".join(command.format_usage().removeprefix("usage: ").split())
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
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[-1]
        title = name.removesuffix("Data").lower()
        return f"[{title}](#{title})" if name in objects else f"`{name}`"
    if "anyOf" in part:
        return " or ".join(_json_type(one, objects) for one in part["anyOf"])
    if "enum" in part:
        return " or ".join(f"`{value}`" for value in part["enum"])
    if "const" in part:
        return f"`{part['const']}`"
    kind = part.get("type", "anything")
    if kind == "array":
        return f"list of {_json_type(part.get('items', {}), objects)}"
    if kind == "object" and isinstance(part.get("additionalProperties"), dict):
        return f"by name: {_json_type(part['additionalProperties'], objects)}"
    return str(kind)


# Text


def markdown(docstring: str) -> str:
    """Return a docstring as Markdown: its literals have two backquotes there."""
    text = cleandoc(docstring)
    blocks = []
    for block in re.split(r"(\n\n(?=    ))", text):
        blocks.append(block)
    return _fenced("".join(blocks))


def _fenced(text: str) -> str:
    """Fence the indented blocks of *text*, so that they are shown as Markdown."""
    lines = text.split("\n")
    found: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("    ") or (block and not line.strip()):
            block.append(line)
            continue
        if block:
            while block and not block[-1].strip():
                block.pop()
            found += ["````md", *(part[4:] for part in block), "````", ""]
            block = []
        found.append(line)
    return "\n".join(found).rstrip("\n")


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
