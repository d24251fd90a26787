"""The directives of a whole spec: its header, waivers, and what does not apply."""

from __future__ import annotations

from itertools import groupby

from docutils import nodes
from sphinx import addnodes

from ...codes import Code
from ...kinds import SECTIONS, SpecHeader
from ...messages import Message, TranslatedText
from ...model.build import build_item
from ...model.document import Exemption, SpecWaiver
from ...model.item import ParsedItem, Problem, SourceText, unknown_name
from ...rules import RULES
from ...rules.declarations import declared, label_of_topic
from ...text import collapse_spaces, slug, to_plain
from ..domain import get_domain
from ..i18n import gettext, section_title, separator
from ..nodes import DECLARATION, InlineNodes, PendingSpecHeader
from ..reading.cells import read_literal
from ..reading.head_lines import take_head
from ..reading.options import read_options
from ..reading.source import DirectiveSource, ParsedDirective
from ..reading.words import escaped_blocks, words_of_blocks
from .base import TechspecDirective


class SpecDirective(TechspecDirective):
    """The header of a spec; the argument names it and the body is its TL;DR."""

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Note the header, and return the node for it, with the TL;DR in it."""
        raw = ParsedItem(SpecHeader.kind, host.line)
        if opening.argument is not None:
            raw.name = read_literal(opening.argument, host).without_nodes()
        explicit = opening.pop_option("name")
        if opening.argument is None:
            raw.name = SourceText(collapse_spaces(self.env.config.project), host.line)
        read_options(SpecHeader, opening.options, raw, host)
        body = host.parse_blocks(opening.body, opening.offset)
        take_head(body, raw, host)
        text = words_of_blocks(_without_headings(body))
        body = escaped_blocks(body)
        if text:
            line = next((node.line for node in body if node.line), opening.first)
            range_ = host.text.block(opening.first, list(opening.body), "body")
            file = host.at(body[0]).file
            raw.values["tldr"] = SourceText(
                text, line, (), range_, file="" if file == host.file else file
            )
        if self.translator is not None:
            self.translator.item(SpecHeader, raw, host)
        item = build_item(raw, host.docname)
        if self.translator is not None:
            self.translator.extras(raw, host)
            item.translations = raw.translations
        item.file = host.file
        item.has_body = bool(text)
        taken = self.state.document.ids
        base = f"spec-{slug(item.name)}".rstrip("-")
        item.anchor, number = base, 1
        while item.anchor in taken:
            number += 1
            item.anchor = f"{base}-{number}"
        document = get_domain(self.env).document(host.docname)
        # The header belongs to the spec that it begins.
        pending = PendingSpecHeader(docname=host.docname, item=document.add(item))
        pending["ids"] = [item.anchor]
        self.set_source_info(pending)
        if explicit:
            self.register_label(explicit, item.anchor, item.name)
        self.state.document.note_explicit_target(pending)
        for node in body:
            for role in node.findall(addnodes.pending_xref):
                if "techspec:spec-index" in role:
                    role["techspec:spec-index"] = document.spec_count
        pending += [InlineNodes("", *inline, item=pending["item"], field=name)
                  for name, inline in raw.inline_nodes("").items()]  # fmt: skip
        pending += body
        return [pending]


class _Declaration(TechspecDirective):
    """A directive whose argument is declared and whose body is the reason."""

    def reason(
        self, host: DirectiveSource, opening: ParsedDirective
    ) -> tuple[str, list[nodes.Node]]:
        """Return the reason as text and as nodes."""
        body = host.parse_blocks(opening.body, opening.offset)
        words = _without_headings(body)
        text = words_of_blocks(words)
        if self.translator is not None and (
            shown := self.translator.blocks(words, host)
        ):
            text = TranslatedText(text, shown)
        return text, escaped_blocks(body)

    def shown(self, title: str, body: list[nodes.Node], *classes: str) -> nodes.Element:
        """Return the declaration as the page shows it."""
        label = nodes.paragraph("", "", nodes.strong("", title))
        block = nodes.container("", label, *body)
        block["classes"] += ["techspec-declaration", *classes]
        self.note_blocks([block], body=True)
        return block


class NotApplicableDirective(_Declaration):
    """A section or a topic that does not apply to the spec, with the reason."""

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Note the declaration, and return what is shown of it."""
        document = get_domain(self.env).document(host.docname)
        what = to_plain(opening.argument.text) if opening.argument else ""
        reason, body = self.reason(host, opening)
        if not what:
            keys = ", ".join(section.key for section in SECTIONS)
            document.problems.append(
                Problem(
                    Code.INVALID_FIELD,
                    Message("missing section or topic"),
                    host.line,
                    "techspec:not-applicable",
                    Message("name a section ({sections}) or a topic", sections=keys),
                )
            )
        else:
            document.exemptions.append(
                Exemption(what, reason, host.line, document.spec_count)
            )
        name = opening.pop_option("name")
        _report_options(opening, document.problems)
        title = gettext("{section}: not applicable.").format(section=_title(what))
        shown = self.shown(title, body, "techspec-exempt")
        if what:
            shown[DECLARATION] = "exemptions", len(document.exemptions) - 1
        return self.labelled(name, [shown])


class WaiveDirective(_Declaration):
    """A rule that is waived for the whole spec, with the reason."""

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Note the waiver, and return what is shown of it."""
        document = get_domain(self.env).document(host.docname)
        code = (
            to_plain(opening.argument.text).strip().upper() if opening.argument else ""
        )
        reason, body = self.reason(host, opening)
        codes = [rule.code for rule in RULES]
        title = gettext("{rule} is waived.").format(rule=code)
        shown = self.shown(title, body, "techspec-waived")
        if code in codes:
            shown[DECLARATION] = "waivers", len(document.waivers)
            document.waivers.append(
                SpecWaiver(code, reason, host.line, spec_index=document.spec_count)
            )
        else:
            document.problems.append(
                unknown_name(
                    Message("unknown rule code “{name}”", name=code),
                    host.line,
                    code,
                    codes,
                    code=Code.INVALID_FIELD,
                )
            )
        name = opening.pop_option("name")
        _report_options(opening, document.problems)
        return self.labelled(name, [shown])


def _title(what: str) -> str:
    """Return the sections and topics that a declaration names: ``Security, at rest``.

    A name that means nothing stays as written.
    """
    found = declared(what)
    parts = [section_title(section) for section in found.sections]
    for section, topics in groupby(found.topics, lambda pair: pair[1].section):
        names = separator().join(label_of_topic(*topic) for topic in topics)
        parts.append(f"{section_title(section)}, {names}")
    return "; ".join(parts) or what


def _without_headings(body: list[nodes.Node]) -> list[nodes.Node]:
    """Return the blocks whose words are a body's value, which headings are not."""
    return [node for node in body if not isinstance(node, nodes.rubric)]


def _report_options(opening: ParsedDirective, problems: list[Problem]) -> None:
    problems.extend(
        Problem(
            Code.UNKNOWN_FIELD,
            Message("unknown option “{name}”", name=option.name),
            option.line,
            option.name,
        )
        for option in opening.options
    )
