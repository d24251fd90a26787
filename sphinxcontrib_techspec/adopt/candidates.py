"""The directives that parts of a plain document may get, by their headings.

Which of them a part gets is decided by what it says when it is read as each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..code.mermaid import LANGUAGE as MERMAID
from ..code.openapi import is_api_document, names_api_format
from ..kinds import (
    KINDS,
    CodeLanguage,
    Kind,
    Link,
    Section,
)
from ..patterns import regex
from ..sphinx_ext.reading.api_documents import API_KINDS
from ..sphinx_ext.reading.er_diagrams import DIAGRAM_KINDS
from ..text import collapse_spaces, normalize
from ..values.field_list import names_all_fields, names_some_fields
from ..values.target import Target
from .blocks import MarkdownBlock
from .data_classes import declares_data
from .entity_names import entity_of_heading
from .forms import ABOUT, DECLARED, is_about, is_environment, is_known_by_form
from .names import ADVICE, ATTRIBUTES, SUPPORTED, VALID_DATA
from .options import Option, SectionOptions
from .outline import Outline
from .reading import Candidate
from .sections import (
    DocumentSection,
    exact_section,
    is_below_topics,
    is_of_documentation,
    is_reason,
    is_step,
    kinds_of,
    kinds_of_heading,
    mentions_technologies,
    named_kind,
    names_packages,
    names_section_of,
    names_technologies,
    topic_of,
    without_number,
)
from .whole_candidates import is_record_block, run_candidates, whole_candidates

BLOCK_TYPES = frozenset({"table", "list", "code block"})
"""The types of blocks that may have items."""


_GENERIC = frozenset(
    "alternatives alternatives-considered background best-practices consequences"
    " context details executive-summary future future-considerations"
    " future-enhancements future-work goal goals guiding-principles introduction"
    " limitations next-steps non-goals notes out-of-scope overview principles"
    " pros-and-cons risks scope summary table-of-contents timeline trade-offs"
    " tradeoffs".split()
)
"""Headings of a part of any text."""


_NOT_THE_SPEC = regex(
    r"[\W\d_]{0,9}+"
    r"(?:(?:technologies |tools |things )?(?:we )?"
    r"(?:(?:explicitly|deliberately|intentionally|currently|specifically) )?"
    r"(?:do(?:es)? not|don['’]?ts?"
    r"|never|not (?:used|chosen|in use|supported|needed|doing)|avoid|forbidden)"
    r"|(?:options? |alternatives? |what )?(?:we )?"
    r"(?:rejected|discarded|considered|ruled out)"
    r"|changes? (?:since|from)|changelog|how (?:we|to|it)"
    r"|(?:optional |maybe |possibly )?later|roadmap|backlog|ideas)\b",
    re.IGNORECASE,
)
"""A heading or a label of a list of what is no part of the spec: *Not used*,
*We rejected:*, *Changes since v1*, *Roadmap*."""


_TEST_PLAN = regex(
    r"\btest(?:ing)? (?:plan|case|scenario|checklist)s?\b", re.IGNORECASE
)
"""A heading below which technologies are what is tested."""


_REFERENCES = regex(r"[\W\d_]{0,9}+(?:see also|further reading)\b", re.IGNORECASE)
"""A heading or a label of a list of documents, whatever the section is about."""


_ABOUT_ALL = frozenset({"details", "inventory", "overview", "summary"})
"""Those of them whose tables are about what the heading around them names."""


_LABEL_LENGTH = 60
"""The longest paragraph that is taken for the name of the block below it."""


_NAME_WORDS = 3
"""The number of words of the longest paragraph that is the name of an entity."""


_ROLE_WORDS = 4
"""The number of words of the longest heading that is the role of technologies."""


def section_options(section: DocumentSection, outline: Outline) -> SectionOptions:
    """Return a section with its options.

    Args:
        section: the section.
        outline: the headings of its document: only tables have options in a section
            that is none of a spec.
    """
    weight = outline.weight(section)
    blocks = section.blocks
    is_any = is_generic(section)
    kinds = [] if is_any or _is_word_of_users(section) else kinds_of(section)
    if is_reason(section.title):
        # What the reasons are for is named again there.
        kinds = [kind for kind in kinds if not kind.package_field]
    of_tables = kinds_of(section) if normalize(section.title) in _ABOUT_ALL else kinds
    is_other = any(map(_NOT_THE_SPEC.match, section.headings))
    left_out = {
        block.first
        for n, block in enumerate(blocks)
        if block.type == "list" and _is_no_list_of_spec(section, n)
    }
    has_forms = weight != "other" or outline.has_forms(section)
    found: list[tuple[MarkdownBlock, list[Option]]] = []
    for n, block in enumerate(blocks):
        if block.type not in BLOCK_TYPES:
            continue
        of_block = of_tables if block.type == "table" else _of_list(section, n, kinds)
        is_left = block.first in left_out
        options = [] if is_left else list(_part(section, n, of_block))
        if weight == "other" and block.type != "table":
            options = [
                option
                for option in options
                if (
                    has_forms
                    and is_known_by_form(section, n, option, _label(_above(section, n)))
                )
                or (has_forms and is_about(outline, option))
                or (outline.may_have_settings and is_environment(section, n, option))
            ]
        found.append((block, options))
    reason = outline.reason if weight == "other" and kinds_of(section) else ""
    while blocks and blocks[-1].type == "thematic break":
        blocks = blocks[:-1]
    is_plain = blocks and all(
        block.type not in {"directive", "thematic break"} for block in blocks
    )
    whole: list[Option] = []
    if (
        section.heading
        and has_forms
        and is_plain
        and not section.has_subsections
        and not is_any
        and not is_other
    ):
        whole = [
            Option(candidate, by_heading=True)
            for candidate in whole_candidates(section, blocks[0].first, blocks[-1].end)
            if (
                weight != "other"
                or candidate.kind.name_fields
                or (candidate.kind.usage_fields and candidate.kind.code)
                or candidate.kind.section in ABOUT & outline.of_title
                or is_record_block(section)
            )
            and (
                candidate.kind.section is not Section.SECURITY
                or topic_of(section)
                or not is_below_topics(section)
            )
        ]
    runs = [
        Option(candidate, by_heading=True)
        for candidate in run_candidates(section, kinds)
    ]
    if weight == "other":
        runs = []
    about_one = {
        block.first
        for n, block in enumerate(blocks)
        if kinds and _is_about_one(section, n)
    }
    options = SectionOptions(
        section, whole, found, runs, reason, left_out=left_out, about_one=about_one
    )
    return options if weight == "spec" else _not_of_spec(options)


def _is_word_of_users(section: DocumentSection) -> bool:
    """Return whether a heading is *Library*, which may be a part of an application."""
    is_library = normalize(section.title) == "library"
    return is_library and not any(map(names_technologies, section.headings[:-1]))


def _of_list(
    section: DocumentSection, number: int, kinds: Sequence[type[Kind]]
) -> Sequence[type[Kind]]:
    """Return which of the kinds that headings name a list or code may have."""
    if section.blocks[number].type != "list":
        return kinds
    if _is_below(section, number, _REFERENCES):
        return [kind for kind in kinds if kind.section is Section.RELATED]
    if any(map(names_technologies, section.headings[:-1])):
        # *Security* below *Technology stack* is what the technologies are for.
        return [kind for kind in kinds if kind.package_field]
    return kinds


def _is_below(section: DocumentSection, number: int, pattern: re.Pattern[str]) -> bool:
    """Return whether a heading or the label above a block matches a pattern."""
    before = _above(section, number)
    is_label = (
        before is not None
        and before.type == "paragraph"
        and len(before.text) <= _LABEL_LENGTH
        and pattern.match(before.text) is not None
    )
    return is_label or any(map(pattern.match, section.headings))


def _is_no_list_of_spec(section: DocumentSection, number: int) -> bool:
    """Return whether a list is below what is no part of the spec, or has reasons."""
    is_why = is_reason(_label(_above(section, number)))
    return is_why or _is_below(section, number, _NOT_THE_SPEC)


def _above(section: DocumentSection, number: int) -> MarkdownBlock | None:
    """Return the block above one of a section."""
    return section.blocks[number - 1] if number else None


def _not_of_spec(options: SectionOptions) -> SectionOptions:
    """Return the options of a section whose headings alone do not tell its items."""
    options.runs = []
    for group in (options.whole, *(part for _, part in options.parts)):
        for option in group:
            option.is_of_spec = False
    return options


def is_generic(section: DocumentSection) -> bool:
    """Return whether the heading of a section is one of any text, or of a plan."""
    return normalize(section.title) in _GENERIC or is_step(section.title)


def _part(
    section: DocumentSection, number: int, kinds: Sequence[type[Kind]]
) -> Iterator[Option]:
    """Yield the directives that a block of a section may get."""
    block = section.blocks[number]
    if block.has_tasks:
        return
    above = _above(section, number)
    label = _label(above)
    named = _named(section, block, kinds)
    others = [kind for kind in KINDS if kind not in kinds]
    for kind in (*kinds, *others):
        has_packages = _has_packages(kind, section, block)
        by_heading = kind in kinds or has_packages
        is_possible = _is_possible(kind, block) or (
            bool(kind.rows) and _is_sent(kinds, block)
        )
        if not (by_heading or is_possible) or _is_other(kind, block, section.title):
            continue
        if kind.package_field and _is_about_one(section, number):
            continue
        options = tuple(_defaults(kind, section))
        is_named = kind is named
        is_own = is_named and kind is named_kind(section.headings[-1:])
        # What is to be documented may be listed below *Documentation*, too.
        may_be_other = (
            label or ADVICE.match(section.title)
            if kind.field_of_type(Target)
            else kind.field_of_type(Link) and is_of_documentation(section.title)
        )
        if may_be_other:
            is_own = False
        if kind.takes_sentences and kind.topics and not kind.topic_field:
            # *Catch logging* may be a feature, and a label may tell of anything.
            is_other = label and named_kind([label]) is not kind
            is_own = is_own and not is_other and bool(exact_section(section.title))
        if source := _source_of(kind, section, label):
            options = (*options, (kind.name_fields[0], source))
            by_heading = is_named = is_own = True
        candidate = Candidate(kind, block.first, block.end, "", options)
        is_within = (
            bool(kinds)
            and not is_reason(section.title)
            and (
                not any(map(_TEST_PLAN.search, section.headings))
                or any(map(mentions_technologies, (label, section.title)))
            )
        )
        to_fill = _parts_to_fill(section, block) if kind.listed else frozenset[str]()
        if not (kind.rows and _lists_parts(section, block)):
            yield Option(
                candidate,
                by_heading,
                is_named,
                is_own,
                is_within,
                to_fill=to_fill,
                has_packages=has_packages,
                is_measured=kind.section is not Section.PERFORMANCE
                or names_section_of(kind, section.headings),
            )
        if kind.package_field and block.type == "list":
            for more in _technologies(kind, section, label, candidate, above):
                is_about = by_heading or kind is section.of_document
                yield Option(more, is_about, is_named, is_own, is_within)
        if name := _name_of(kind, section, block, label):
            candidate = Candidate(kind, block.first, block.end, name)
            yield Option(candidate, by_heading, is_named, is_own, bool(kinds))


def _named(
    section: DocumentSection, block: MarkdownBlock, kinds: Sequence[type[Kind]]
) -> type[Kind] | None:
    """Return the kind that the nearest heading of a block with a meaning names.

    *Database* below *Technologies* is what the technologies of a list are for.
    """
    is_stack = bool(kinds) and all(kind.package_field for kind in kinds)
    if block.type == "list" and is_stack:
        return kinds[0]
    return named_kind(section.headings)


def _name_of(
    kind: type[Kind], section: DocumentSection, block: MarkdownBlock, label: str
) -> str:
    """Return the name of the one item that a block may be, empty for none."""
    if kind.field_of_type(CodeLanguage):
        return label or section.title
    if kind.rows and _lists_all_fields(section, block, label):
        return entity_of_heading(section.title)
    is_short = len(label.split()) <= _NAME_WORDS
    return label if kind.rows and is_short else ""


def _lists_parts(section: DocumentSection, block: MarkdownBlock) -> bool:
    """Return whether a list has parts of an entity: *Fields*, *Constraints*, *Indices*.

    They are those of what is around, and no entities.
    """
    title = collapse_spaces(section.title).rstrip(": ")
    is_part = names_all_fields(title) or names_some_fields(title)
    return block.type == "list" and is_part


def _lists_all_fields(
    section: DocumentSection, block: MarkdownBlock, label: str
) -> bool:
    """Return whether a block may have the fields of what the heading names.

    Where code has them, a list says something else.
    """
    if block.type == "table":
        return not label or names_all_fields(label)
    has_code = any(other.type == "code block" for other in section.blocks)
    return names_all_fields(label) and not has_code


def _is_sent(kinds: Sequence[type[Kind]], block: MarkdownBlock) -> bool:
    """Return whether code below a heading of an API is data, which is sent.

    Below one of errors, it is what all errors are, and has no code of any.
    """
    is_told = any(kind.section == Section.API for kind in kinds)
    return is_told and declares_data(block.text, block.language)


def _has_packages(
    kind: type[Kind], section: DocumentSection, block: MarkdownBlock
) -> bool:
    """Return whether a block of code lists packages, by the headings around it."""
    return (
        bool(kind.package_field)
        and kind is section.of_document
        and block.type == "code block"
        and any(map(names_packages, section.headings))
    )


def _parts_to_fill(section: DocumentSection, block: MarkdownBlock) -> frozenset[str]:
    """Return the parts of patterns above a block, which are no parts of a system."""
    texts = (b.text for b in section.blocks if b.first < block.first)
    return frozenset(part for text in texts for part in _TO_FILL.findall(text))


def _is_possible(kind: type[Kind], block: MarkdownBlock) -> bool:
    """Return whether a block may have items of a kind that no heading names."""
    if block.type != "code block":
        return True
    if is_api_document(block.text, block.language):
        # Without its first key it may be a part of any document.
        return kind in API_KINDS and names_api_format(block.text)
    is_declared = bool(kind.rows) and block.language in DECLARED
    return is_declared or (kind in DIAGRAM_KINDS and block.language == MERMAID)


_TO_FILL = regex(r"\{(\w{1,40})\??\}")
"""A part of a pattern that is filled in: ``{prefix}:{id}``."""


def _is_other(kind: type[Kind], block: MarkdownBlock, title: str) -> bool:
    """Return whether a block is no place for a kind, whatever names it."""
    if block.type == "code block" and is_api_document(block.text, block.language):
        return kind not in API_KINDS
    if kind.field_of_type(CodeLanguage):
        return block.type != "code block"
    if kind.listed and SUPPORTED.match(title):
        # What a system works with is no part of it.
        return True
    is_list_of_errors = kind.kind == "error" and block.type == "list"
    return is_list_of_errors and VALID_DATA.match(title) is not None


def _technologies(
    kind: type[Kind],
    section: DocumentSection,
    label: str,
    listed: Candidate,
    above: MarkdownBlock | None,
) -> Iterator[Candidate]:
    """Yield a list of technologies whose role is the heading of its section.

    Below a paragraph that is the name of one technology, it says more of that.
    """
    title = collapse_spaces(section.title)
    role = kind.topic_field
    if not title or is_generic(section) or is_reason(title):
        return
    is_short = len(title.split()) <= _ROLE_WORDS
    name, joined = kind.one_name(label), kind.joined_names(label)
    # Another label tells what the technologies of its list are.
    is_told = bool(label) and not (name or joined)
    is_role = is_short and not (is_told or names_technologies(title))
    options = (*listed.options, (role, title)) if is_role else listed.options
    if is_role and not listed.options:
        yield replace(listed, options=options)
    if name:
        yield replace(listed, argument=name, options=options)
    elif above is not None and joined:
        yield replace(listed, first=above.first, options=options)


def _labels_attributes(label: str) -> bool:
    """Return whether a label names an attribute of one thing: ``**Rationale**:``.

    So do the parts of a system: ``**Components**:``.
    """
    is_parts = normalize(label) in {"components", "modules"}
    return is_parts or normalize(label) in ATTRIBUTES or is_reason(label)


def _is_about_one(section: DocumentSection, number: int) -> bool:
    """Return whether a list says more of one thing: *Key features*, **Rationale**:."""
    is_list = section.blocks[number].type == "list"
    label = _label(_above(section, number))
    return is_list and any(map(_labels_attributes, (label, section.title)))


def _source_of(kind: type[Kind], section: DocumentSection, label: str) -> str:
    """Return the entity whose relations a list tells: *Relationships* below its name.

    Args:
        kind: the kind, which may have no relations.
        section: the section of the list.
        label: the paragraph above the list, where that is a label.
    """
    if not set(kind.name_fields[:1]) & set(kind.reference_fields()):
        return ""
    names = [without_number(heading) for heading in section.headings]
    if label and named_kind([label]) is kind:
        name = names[-1] if names else ""
    elif named_kind(names[-1:]) is kind and section.has_heading_around:
        name = names[-2]
    else:
        return ""
    is_name = len(name.split()) == 1 and not kinds_of_heading(name)
    return name if is_name else ""


def _label(above: MarkdownBlock | None) -> str:
    """Return the paragraph above a block, where it is its name: ``**User**:``."""
    if above is None or above.type != "paragraph" or "\n" in above.text:
        return ""
    text = above.text.rstrip(":").strip()
    is_label = text and len(text) <= _LABEL_LENGTH and text[-1] not in ".!?,;"
    return text if is_label else ""


def _defaults(kind: type[Kind], section: DocumentSection) -> Iterator[tuple[str, str]]:
    """Yield the options that a heading says: the layer of technologies."""
    words = normalize(section.title).split("-")
    for name, spec in kind.field_specs().items():
        if name == "status":
            continue
        for choice in spec.choices:
            if choice in words:
                yield name, choice
                break
