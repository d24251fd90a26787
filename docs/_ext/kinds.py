"""The pages of the kinds of item, their table and their gallery."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Annotated, Any, Union, get_args, get_origin

from sphinxcontrib_techspec.kinds import BY_NAME, KINDS, FieldSpec, Kind
from sphinxcontrib_techspec.kinds.field import DECISION, References
from sphinxcontrib_techspec.rules import RULES
from sphinxcontrib_techspec.values.cardinality import Cardinality
from sphinxcontrib_techspec.values.hosted import HOSTED
from sphinxcontrib_techspec.values.target import Target
from sphinxcontrib_techspec.values.version import Version

from .markup import kind_link, markdown, rule_link, table

LANGUAGES = {"md": "Markdown", "rst": "reStructuredText"}
FORMS = {"one": "One item", "many": "Many items"}


def kind_page(kind: type[Kind], docs: Path) -> str:
    """Return the page of a kind: examples, fields, bodies, topics and references."""
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
        "## References and tables\n\n",
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
        "Names, labels and aliases are case-insensitive. "
        "Fields in bold are required by the template; the rule named there reports an "
        "item without one.\n\n"
    )
    name = _heads([kind.label, *kind.label_aliases])
    if "" in kind.columns:
        meaning = f"The name of the {kind.title}."
    else:
        fields = kind.field_specs()
        both = " and ".join(fields[part].label.lower() for part in kind.columns[:2])
        meaning = f"The name of the {kind.title}: {both}."
    rows = [["argument", meaning, "text with markup", name]]
    for field in field_specs(kind):
        description = field.doc
        if field.from_body:
            description += " Default: the first paragraph of the body, or its list."
        if field.name == kind.code:
            description += " Default: the first code block of the body."
        if field.required:
            description += f" **Required** ({rule_link(field.missing_code)})."
        mark = "**" if field.required else ""
        rows.append(
            [
                f"{mark}`{field.name}`{mark}",
                description,
                value_type(field),
                _heads([field.label, *field.aliases]),
            ]
        )
    yield table(["Field", "Description", "Value", "Column heads"], rows)
    yield from _other_heads(kind)
    yield (
        "\nEvery kind also takes `note`, `status`, `name`, `class` and `waive`: see "
        "[](../directives.md#options-of-every-kind).\n\n"
    )


def _other_heads(kind: type[Kind]) -> Iterator[str]:
    """Yield the heads that mean a field only where no better column does."""
    if not kind.heads:
        return
    yield (
        "\nThe columns of a table are chosen by all of its header. These heads are "
        "tried in this order, where no other column is the field; a column whose head "
        "is that of a field above stays that field where its cells fit:\n\n"
    )
    labels = {"": "name"} | {n: f"`{n}`" for n in kind.field_specs()}
    rows = [
        [", ".join(entry.heads), " and ".join(labels[name] for name in entry.fields)]
        for entry in kind.heads
    ]
    yield table(["Column heads", "Field"], rows)


def field_specs(kind: type[Kind]) -> list[FieldSpec]:
    """Return the fields of *kind* that are its own."""
    return [f for f in kind.field_specs().values() if f.name not in Kind.model_fields]


def value_type(field: FieldSpec) -> str:
    """Return in words which values a field takes."""
    annotation: Any = field.annotation
    types_ = _types(annotation)
    if field.choices:
        return " or ".join(f"`{choice}`" for choice in field.choices)
    if annotation == References and field.label == DECISION.label:
        return "decision records, separated by commas"
    if annotation == References:
        return f"names of {kinds_named(field)}, separated by commas"
    if field.refers_to:
        return f"the name of a {kinds_named(field, ' or ')}"
    for type_, words in {
        Version: "a version",
        Target: "a number with a unit",
        Cardinality: "a cardinality",
        bool: "`yes` or `no`",
        int: "a whole number",
        tuple: "rows, in the body",
    }.items():
        if type_ in types_:
            return words
    return "text with markup" if field.inline_markup else "text"


def kinds_named(field: FieldSpec, joint: str = ", ") -> str:
    """Return links to the kinds whose items a field names."""
    names = (*field.refers_to, *field.may_refer_to)
    return joint.join(kind_link(name) for name in names if name in BY_NAME)


def _types(annotation: object) -> set[object]:
    """Return the types that an annotation is made of, containers with them."""
    origin = get_origin(annotation)
    if origin in {Union, types.UnionType, Annotated}:
        return {type_ for part in get_args(annotation) for type_ in _types(part)}
    return {origin or annotation}


def _rows(kind: type[Kind]) -> Iterator[str]:
    if kind.row_model is None:
        return
    rows: list[list[str]] = []
    for name, info in kind.row_model.model_fields.items():
        field = next(note for note in info.metadata if isinstance(note, FieldSpec))
        heads = _heads([field.label, *field.aliases])
        rows.append([f"`{name}`", field.doc, heads])
    yield f"Each of its {kind.rows} has:\n\n"
    yield table(["Part", "Description", "Column heads"], rows) + "\n"


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
        for override in map(kind.__dict__.get, ("parse_bullet", "split_text")):
            if override is not None:
                doc = (override.__func__.__doc__ or "").partition("Args:")[0]
                yield " " + markdown(dedent(doc)).replace("Read ", "Also read: ", 1)
        yield "\n"
    if kind.package_field:
        yield (
            "\nA block of code that lists dependencies is read too, in TOML, JSON or "
            "as the lines of a requirements file: each is an item with its version. "
            "Other blocks are shown as written.\n\n"
        )
    if "adr" in kind.field_specs():
        yield (
            "A bullet that ends in `- See [ADR-001](…)` or `(ADR-001)` names the "
            "decision record.\n"
        )
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
    if kind.field_of_type(Version):
        yield (
            "\nThese are hosted services, which have no version to pin: "
            f"{', '.join(HOSTED)}. Of any other, write the version `hosted`.\n"
        )
    if kind.paragraphs:
        yield "Without an argument, a paragraph alone is an item too.\n"
    shown = [labels[name] for name in kind.columns]
    yield f"\nA table of the kind shows: {', '.join(shown)}.\n\n"


def _topics(kind: type[Kind]) -> Iterator[str]:
    if not kind.topics:
        return
    field = f"`{kind.topic_field}`" if kind.topic_field else "the name"
    yield "## Topics of the template\n\n"
    yield (
        f"{rule_link('TS104')} looks for an item on each topic; {field} names the "
        "topic. A topic that does not apply is declared with "
        "[not-applicable](../directives.md#not-applicable).\n\n"
    )
    rows = [
        [
            topic.name,
            ", ".join(topic.aliases),
            topic.section.title,
            "if applicable" if topic.if_applicable else "yes",
        ]
        for topic in kind.topics
    ]
    yield table(["Topic", "Aliases", "Section", "Required"], rows) + "\n"


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
        f"On this page it shows the items of both examples above:\n\n"
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
        codes |= {"TS308", "TS310"}
    if kind.rows:
        codes.add("TS309")
    if "adr" in kind.field_specs():
        codes |= {"TS202", "TS203", "TS204", "TS205", "TS206"}
    if kind.needs_decision:
        codes.add("TS201")
    if "evidence" in kind.field_specs():
        codes |= {"TS401", "TS402"}
    for type_, more in {Version: {"TS302"}, Target: {"TS303", "TS304"}}.items():
        if any(type_ in _types(f.annotation) for f in field_specs(kind)):
            codes |= more
    links = ", ".join(rule_link(rule.code) for rule in RULES if rule.code in codes)
    yield f"Rules that check it: {links}.\n"


def kinds_table() -> str:
    """Return the table of all kinds."""
    rows: list[list[str]] = []
    for kind in KINDS:
        required = [f"`{f.name}`" for f in field_specs(kind) if f.required]
        doc = markdown(kind.__doc__ or "").split("\n\n")[0].replace("\n", " ")
        rows.append(
            [kind.section.title, kind_link(kind.kind), doc, ", ".join(required)]
        )
    return table(["Section", "Kind", "Description", "Required"], rows)


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
