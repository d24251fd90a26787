"""The base of all directives of the domain."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ...model.document import DocumentBlock
from ..catalogues import message_nodes, translator_of
from ..domain import get_domain
from ..nodes import BLOCKS, MARKED, DirectiveBlocks, PendingNode
from ..reading.lines import source_lines
from ..reading.parser import StateParser
from ..reading.ranges import SourceFile
from ..reading.source import DirectiveSource, Option, ParsedDirective, file_of
from ..reading.translations import Translator


class TechspecDirective(SphinxDirective):
    """Base of all directives of the domain: reads the options.

    ``option_spec`` is empty on purpose (see `reading.source`).
    """

    has_content = True
    translator: Translator | None = None
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Read the directive and return its nodes."""
        host = self._source()
        document = get_domain(self.env).document(host.docname)
        lists = (
            document.problems, document.mentions, document.exemptions, document.waivers,
        )  # fmt: skip
        before = [len(entries) for entries in lists]
        self.translator = translator_of(self.env)
        result = self.read(host, host.opening())
        if self.translator is not None and self.translator.noted:
            # Only in a build that makes catalogues.
            result.append(message_nodes(self.translator.noted, host.path))
            self.translator.noted = []
        if host.file != document.file:
            # An included file: the line is not one of the document. What a directive
            # in the body noted has a file already.
            for entries, known in zip(lists, before, strict=True):
                for entry in entries[known:]:
                    entry.file = entry.file or host.file
        return result

    def _source(self) -> DirectiveSource:
        """Return the directive's source, for readers that know no environment."""
        docname = self.env.current_document.docname
        path, line = self.get_source_info()
        return DirectiveSource(
            StateParser(self.state),
            docname,
            file_of(self.env, docname, path),
            line or self.lineno,
            self._text(path, line or self.lineno),
            self.arguments,
            self.content,
            self.content_offset,
            self.block_text,
            self.lineno,
            str(path or ""),
            self._other_file,
            get_domain(self.env).settings.config.own_names,
        )

    def _other_file(self, path: str) -> tuple[str, SourceFile]:
        """Return the name of a file from the source folder, and its lines."""
        docname = self.env.current_document.docname
        return file_of(self.env, docname, path), SourceFile(self._lines(path))

    def _text(self, path: str | None, line: int) -> SourceFile:
        """Return the lines of the directive's file; none where the line is not its own.

        docutils counts the lines of a file that is included from its middle from there.
        """
        found = SourceFile(self._lines(path))
        argument = self.arguments[0].split("\n")[0] if self.arguments else ""
        is_here = self.name in (here := found.line(line)) and argument in here
        return found if is_here else SourceFile()

    def _lines(self, path: str | None) -> Sequence[str]:
        """Return the lines of the file that the directive is in."""
        own = path or self.env.doc2path(self.env.current_document.docname)
        return source_lines(self.env, own)

    def read(self, host: DirectiveSource, opening: ParsedDirective) -> list[nodes.Node]:
        """Return the nodes of the directive."""
        raise NotImplementedError

    def file_in_document(self, host: DirectiveSource) -> str:
        """Return the file of a directive; empty where it is the document's own."""
        document = get_domain(self.env).document(host.docname)
        return "" if host.file == document.file else host.file

    def note_blocks(
        self,
        shown: Sequence[nodes.Node],
        blocks: Sequence[DocumentBlock] = (),
        *,
        body: bool | None = None,
    ) -> None:
        """Note the tables, lists and blocks of code of the directive (see `BLOCKS`).

        Args:
            shown: the nodes of the directive.
            blocks: those that are known.
            body: whether those among the nodes are read; `None` where all are known.
        """
        current = self.env.current_document
        marked: list[nodes.Element] = current.get(MARKED) or []
        current[MARKED] = marked
        left = tuple(blocks)
        for node in shown:
            if isinstance(node, nodes.Element):
                node[BLOCKS] = DirectiveBlocks(left, body)
                marked.append(node)
                left = ()

    def labelled(
        self, option: Option | None, shown: list[nodes.Node]
    ) -> list[nodes.Node]:
        """Return nodes with the label that the option ``name`` is.

        Args:
            option: the option, if it is given.
            shown: the nodes of the directive.
        """
        if option is None or not option.value.strip():
            return shown
        first = shown[0] if shown else None
        if not isinstance(first, PendingNode) or first["ids"]:
            # docutils gives its id to the node after it, as that of any label.
            first = nodes.target()
            self.set_source_info(first)
            shown = [first, *shown]
        first["names"].append(nodes.fully_normalize_name(option.value))
        self.state.document.note_explicit_target(first)
        return shown

    def register_label(self, option: Option, anchor: str, title: str = "") -> None:
        """Register the value of the option ``name`` as a target of references.

        Args:
            option: the option.
            anchor: the HTML id of the target.
            title: the text of references; without it each needs a text of its own.
        """
        name = nodes.fully_normalize_name(option.value)
        docname = self.env.current_document.docname
        labels = self.env.domains.standard_domain
        labels.note_hyperlink_target(name, docname, anchor, title)
