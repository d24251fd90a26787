"""A sequence of edits of one project, with what has to hold after each of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from hypothesis import note

from conftest import Project

from .blocks import Pick
from .edits import EDITS
from .left import GENERATED, Left, build, difference
from .model import start, write


class Walk:
    """A project that edits are made in, and that begins anew in a moment.

    What its first build left is kept, and put back before each sequence.
    """

    def __init__(self, folder: Path) -> None:
        self.project = Project(folder / "project")
        self.kept = folder / "kept"
        self.site = start()
        write(self.site, self.project)
        self.first = build(self.project)
        self.project.build("techspec")
        # Times are kept with the files, or all of them would be read again.
        shutil.copytree(self.project.folder, self.kept)

    def begin(self) -> None:
        """Put everything back as it was after the first build."""
        shutil.rmtree(self.project.folder)
        shutil.copytree(self.kept, self.project.folder)
        self.project.conf = dict(start().conf)
        self.site = start()
        self.left = self.first
        self.ambiguous = self.first.ambiguous

    def edit(self, pick: Pick, times: int) -> None:
        """Edit, build, and compare with a clean build."""
        before, known = self.left, self._state()
        for _ in range(times):
            name = pick(list(EDITS))
            note(f"edit: {name}")
            EDITS[name](self.site, pick)
        touched = write(self.site, self.project)
        note(f"touched: {sorted(touched)}")
        after = build(self.project)
        clean = build(self.project, fresh=True)
        self._same("an incremental build", after, clean)
        # What is told of a name that `any` finds twice, now and not before, or no more.
        told = set(self.ambiguous) ^ set(clean.ambiguous)
        told_of = {line.partition(":")[0].rpartition(".")[0] for line in told}
        self._wrote_no_more(before, after, touched, known, told_of)
        self.left, self.ambiguous = after, clean.ambiguous

    def check(self) -> None:
        """Build with nothing changed, and with a builder that has not seen each edit."""
        after = self.left
        again = build(self.project)
        self._same("a build after no edit", again, after)
        written = {page for page, time in again.times.items()
                   if time != after.times[page]}  # fmt: skip
        written -= GENERATED | self._asking()
        for page in sorted(written):
            assert self._has_read_below(
                page, again
            ), f"{page} was written after no edit"
        found = self.project.build("techspec")
        assert found.own_warnings == self.left.own_warnings
        assert found.read("techspec.json") == self.left.json
        assert found.read("techspec.sarif") == self.left.sarif

    def parallel(self, processes: int) -> None:
        """Compare several processes with what one left."""
        several = build(
            self.project, fresh=True, parallel=processes
        )  # fmt: skip
        self._same(f"{processes} processes", several, self.left)

    def _same(self, what: str, found: Left, clean: Left) -> None:
        told = difference(found, clean)
        assert not told, f"{what} left something else in {told}\n{self._files()}"

    def _state(self) -> tuple[set[str], ...]:
        return self.site.names(), self._asking()

    def _asking(self) -> set[str]:
        """Return the documents that name one that is not there: Sphinx reads them."""
        known = self.site.names()
        return {
            name
            for name, page in self.site.docs.items()
            if any("*" not in below and below not in known for below in page.below)
        }

    def _has_read_below(self, page: str, left: Left) -> bool:
        return not self._asking().isdisjoint(left.toctree.get(page, ()))

    def _wrote_no_more(
        self,
        before: Left,
        after: Left,
        touched: set[str],
        known: tuple[set[str], ...],
        told_of: set[str],
    ) -> None:
        """Fail where a page was written of which nothing changed.

        Plain Sphinx writes what it reads: a document that was edited, or that includes
        one; with a pattern in its toctree, where a document came or went; whose toctree
        names a document that is not there; all where conf.py changed. And it writes
        each page that has one that it writes in its toctree. A page is written as well
        where Sphinx tells something else of it (*told_of*), which it does in writing.
        """
        read = {name.rpartition(".")[0] for name in touched}
        if "_part.md" in touched:
            read |= {n for n, page in self.site.docs.items()
                     if any(family == "include" for family, _ in page.blocks)}  # fmt: skip
        if known[0] != self.site.names():
            read |= {n for n, page in self.site.docs.items()
                     if any("*" in below for below in page.below)}  # fmt: skip
        read |= known[1] | self._asking()
        if "conf.py" in touched:
            return
        written = {page for page, time in after.times.items()
                   if time != before.times.get(page)}  # fmt: skip
        for page in written - GENERATED - read - told_of:
            if before.pages.get(page) != after.pages[page]:
                continue
            below = {*before.toctree.get(page, ()), *after.toctree.get(page, ())}
            assert written & below, f"{page} was written for nothing\n{self._files()}"

    def _files(self) -> str:
        """Return what the sources say that the first build did not read."""
        first = start().files()
        changed = {
            name: text for name, text in self.site.files().items()
            if first.get(name) != text
        }  # fmt: skip
        gone = sorted(first.keys() - self.site.files().keys())
        shown = "\n".join(f"--- {name}\n{text}" for name, text in changed.items())
        return f"{shown}\ngone: {gone}\nconf.py: {self.site.conf}"
