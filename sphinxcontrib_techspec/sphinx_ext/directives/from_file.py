"""The option ``from`` of directives: items that a file of the repository declares."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from docutils import nodes

from ...codes import Code
from ...files import read_regular
from ...kinds import BY_NAME, Endpoint
from ...messages import Message
from ...model.item import ParsedItem, Problem
from ...repository import find_root
from ...text import to_plain
from ...values.names import name_words
from ...values.routes import path_segments
from ..domain import get_domain
from ..i18n import gettext
from ..reading.from_file import FROM_KINDS, file_block, items_from, read_reference
from ..reading.source import DirectiveSource, Option, ParsedDirective
from .kind import KindDirective


@dataclass(slots=True)
class Derived:
    """What a file declares.

    Attributes:
        items: the items.
        problems: what is wrong.
        path: the value of the option, which the page shows.
    """

    items: list[ParsedItem] = field(default_factory=list[ParsedItem])
    problems: list[Problem] = field(default_factory=list[Problem])
    path: str = ""

    def fill(self, item: ParsedItem) -> None:
        """Give an item what the file declares and its directive does not say."""
        item.problems += self.problems
        for found in self.items[:1]:
            own = BY_NAME[item.kind_name].name_fields
            for name, value in found.values.items():
                if name not in own:
                    item.values.setdefault(name, value)
            item.rows = item.rows or found.rows
            item.from_code = item.from_code or found.from_code
            item.has_json = item.has_json or found.has_json

    def shown(self) -> nodes.paragraph:
        """Return the words that say where the items are from."""
        text = gettext("From {path}").format(path=self.path)
        # Without a source, it is no message of the author.
        classes = ["techspec-derived"]
        if self.problems:
            classes.append("techspec-invalid")
        return nodes.paragraph("", text, classes=classes)


class FromFileDirective(KindDirective):
    """A directive whose items a file may declare."""

    def derived(self, opening: ParsedDirective, host: DirectiveSource) -> Derived:
        """Return what the file of the option ``from`` declares; nothing without it."""
        if self.kind not in FROM_KINDS:
            return Derived()
        option = opening.pop_option("from")
        if option is None:
            return Derived()
        names = ("tag", "path") if self.kind is Endpoint else ()
        given = [opening.pop_option(name) for name in names]
        filters = [filter_.value if filter_ else "" for filter_ in given]
        reference = read_reference(option.value, *filters)
        file = self._file(reference.path)
        found = Derived(path=option.value.strip())
        if file is None:
            text = Message("{path} is outside of the repository", path=reference.path)
            advice = Message("name it in {name}", name="techspec_sources")
            found.problems = [_problem(option, text, advice)]
            return found
        try:
            data = read_regular(file)
            self.env.note_dependency(str(file))
            code = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            text = Message("{path} is not UTF-8 text", path=reference.path)
            found.problems = [_problem(option, text)]
        except OSError as error:
            # A file that is not there yet is looked for in each build.
            get_domain(self.env).page(host.docname).absent.append(str(file))
            text = Message(
                "{path} cannot be read: {error}",
                path=reference.path,
                error=error.strerror or error,
            )
            found.problems = [_problem(option, text)]
        else:
            block = file_block(code, file.suffix, option.line)
            found.items, found.problems = items_from(
                self.kind, block, reference, option, host
            )
        return found

    def derived_item(self, opening: ParsedDirective, host: DirectiveSource) -> Derived:
        """Return what a file declares of the item of a directive with an argument.

        It is what the option names, or what has the name of the item.
        """
        name = to_plain(opening.argument.text) if opening.argument else ""
        found = self.derived(opening, host)
        if len(found.items) > 1:
            found.items = [item for item in found.items if _is_named(item, name)]
        if found.path and not found.items and not found.problems:
            text = Message("no “{name}” in {path}", name=name, path=found.path)
            found.problems = [Problem(Code.INVALID_FIELD, text, host.line, "from")]
        return found

    def _file(self, path: str) -> Path | None:
        """Return the file of a path; `None` outside of the repository.

        A name in ``techspec_sources`` is its file, wherever that is.
        """
        settings = get_domain(self.env).settings
        sources = settings.config.sources
        if path in sources:
            return settings.folder / sources[path]
        document = Path(self.env.doc2path(self.env.current_document.docname))
        # The file may be reached by a link; what it leads to counts.
        file = Path(os.path.realpath(document.parent / path))
        named = {Path(os.path.realpath(settings.folder / p)) for p in sources.values()}
        root = find_root(settings.folder) or settings.folder
        is_inside = file.is_relative_to(Path(os.path.realpath(root)))
        return file if path and (is_inside or file in named) else None


def _is_named(item: ParsedItem, name: str) -> bool:
    """Return whether an item has a name, in any case and spelling of paths."""
    if item.name is not None:
        return name_words(to_plain(item.name.text)) == name_words(name)
    parts = [item.values[key] for key in ("method", "path") if key in item.values]
    written = " ".join(to_plain(part.text) for part in parts)
    method, _, path = name.partition(" ")
    own = written.partition(" ")
    return own[0] == method.upper() and path_segments(own[2]) == path_segments(path)


def _problem(option: Option, text: Message, advice: Message | str = "") -> Problem:
    return Problem(Code.INVALID_FIELD, text, option.line, option.name, advice)
