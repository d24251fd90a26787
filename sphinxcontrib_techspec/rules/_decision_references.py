"""The references to decision records, of items and in text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..adr import Resolution
from ..codes import Gate
from ..kinds import DecisionRefs, Section
from ..messages import Fix, Replace
from ..model.item import Item, SourceRange
from ..model.spec import Spec
from .base import Context, Failed


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a decision record: what it means, and where it stands.

    Attributes:
        resolution: what it means.
        docname: its document.
        line: its line.
        item: the item that it is of.
        file: the file of the line, from the source folder.
        range: where the field that it is in is written.
    """

    resolution: Resolution
    docname: str
    line: int
    item: Item | None = None
    file: str = ""
    range: SourceRange | None = None

    @property
    def section(self) -> Section:
        """The section that the reference counts for."""
        return self.item.section if self.item else Section.SPEC

    def fail(
        self,
        problem: str,
        *,
        advice: str = "",
        fix: Fix | None = None,
        gate: Gate | None = None,
    ) -> Failed:
        """Return that the reference fails a check; information does not count."""
        return Failed(
            self.section, problem, self.item, self.resolution.text, advice, fix,
            self.docname, self.line, gate, counts=gate != "info", file=self.file,
        )  # fmt: skip

    def replace_with(self, *names: str, safe: bool = False) -> Fix | None:
        """Return the fix that names other records in place of this one."""
        if not names:
            return None
        applicability = "safe" if safe else "unsafe"
        place = self.range.text_range if self.range else None
        return Replace(self.resolution.text, ", ".join(names), applicability, place)


def references(spec: Spec, context: Context) -> Iterator[Reference]:
    """Give every reference to a decision record: of items, then of roles."""
    project = context.project
    mentioned = {
        (document.docname, mention.target)
        for document, mention in spec.mentions
        if mention.role == "adr"
    }
    for item in spec.items:
        name = item.kind.field_of_type(DecisionRefs)
        written = len(getattr(item.model, name)) if name else 0
        for number, resolution in enumerate(project.decisions(item)):
            if number >= written and (item.docname, resolution.text) in mentioned:
                # A role in the item's text; it is reported where it stands.
                continue
            # A link in the text of an item is in no field.
            place = item.range_of(name) if number < written else None
            yield Reference(
                resolution, item.docname, item.line_of(name), item, item.file_of(name),
                place,
            )  # fmt: skip
    for document, mention in spec.mentions:
        if mention.role == "adr":
            resolution = project.adrs.resolve(mention.target, document.docname)
            yield Reference(
                resolution, document.docname, mention.line, file=mention.file
            )
