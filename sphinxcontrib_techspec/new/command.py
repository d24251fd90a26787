"""The files that ``techspec new`` writes, and what it says of them."""

from __future__ import annotations

import datetime as dt
import json
import os
import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ..adr import is_record_name
from ..adr.names import patterns_line
from ..config import ConfigError
from ..files import write_text
from ..formats.style import visible
from ..repository import Sources, find_root
from .contents import Contents, read_contents
from .page import page
from .project import project_facts
from .recipes import recipes

CI = Literal["github", "gitlab"]


class NewError(Exception):
    """A spec cannot be begun; the text says why."""


@dataclass(slots=True)
class NewFiles:
    """What is written.

    Attributes:
        folder: the folder of the documents.
        contents: what the repository says.
        files: the texts of the files, by their paths.
        notes: what is left to the author.
    """

    folder: Path
    contents: Contents
    files: dict[Path, str] = field(default_factory=dict[Path, str])
    notes: list[str] = field(default_factory=list[str])


def plan(
    folder: Path,
    *,
    ci: CI | None = None,
    pre_commit: bool = False,
    read_the_docs: bool = False,
) -> NewFiles:
    """Return the files of a new spec; nothing is written.

    Args:
        folder: the folder of the documents, which may be absent.
        ci: the service whose configuration is written.
        pre_commit: whether that of pre-commit is written.
        read_the_docs: whether that of Read the Docs is written.

    Raises:
        NewError: there is a spec already, or the folder is none.
        OSError: a file cannot be read.
    """
    if folder.exists() and not folder.is_dir():
        message = f"{folder}: not a folder"
        raise NewError(message)
    root = find_root(folder) or folder.resolve().parent
    facts = project_facts(root)
    contents = read_contents(Sources(root, folder=folder), facts)
    new = NewFiles(folder, contents)
    document = _document(folder)
    records = _records(folder, root)
    text = page(contents, _today(), records.patterns)
    if document.name != "index.md":
        text = f"---\norphan: true\n---\n\n{text}"
        new.notes.append(f"add {document.stem} to a toctree, and remove “orphan”")
    conf = folder / "conf.py"
    if conf.exists():
        new.notes.append(
            f"{conf} is there: add “myst_parser” and “sphinxcontrib_techspec” to its"
            " extensions, if they are not in it"
        )
    else:
        new.files[conf] = _conf(contents.name, document, records)
    new.files[document] = text
    new.notes += [
        f"decision records in {path} are outside of it" for path in records.elsewhere
    ]
    for name, content in recipes(
        folder, root, ci=ci, pre_commit=pre_commit, read_the_docs=read_the_docs
    ):
        if name.exists():
            new.notes.append(f"{name} is there: add\n\n{content}")
        else:
            new.files[name] = content
    return new


def write(new: NewFiles) -> str:
    """Write the files, and return what is said of them.

    Raises:
        OSError: a file cannot be written.
    """
    for path, text in new.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, text)
    return "".join(f"{line}\n" for line in _output_lines(new))


def _output_lines(new: NewFiles) -> Iterator[str]:
    for path in new.files:
        yield f"wrote {visible(str(path))}"
    contents = new.contents
    counts = Counter(
        {
            "technologies": len(contents.stack),
            "entities": len(contents.entities),
            "endpoints": len(contents.operations),
        }
    )
    found = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    yield f"from the repository: {found or 'its name alone'}"
    for note in new.notes:
        yield visible(note) if "\n" not in note else note
    folder = visible(str(new.folder))
    yield f"next: techspec check {folder}"
    yield f"      sphinx-build {folder} {folder}/_build"


def _document(folder: Path) -> Path:
    """Return the path of the new document.

    Raises:
        NewError: all names are taken.
    """
    names = ["index.md"]
    if any((folder / f"index{ending}").exists() for ending in (".md", ".rst", ".txt")):
        names = ["technical-spec.md"]
    for name in names:
        if not (folder / name).exists():
            return folder / name
    message = f"{folder / names[0]}: there already; nothing is overwritten"
    raise NewError(message)


@dataclass(frozen=True, slots=True)
class _Records:
    """The decision records of a repository.

    Attributes:
        folders: their folders, from that of the documents.
        are_named: whether their names tell that they are records.
        elsewhere: the folders of others.
    """

    folders: tuple[str, ...] = ()
    are_named: bool = True
    elsewhere: tuple[str, ...] = ()

    @property
    def patterns(self) -> list[str]:
        """What the documents are that are records."""
        return [f"{name}/*" for name in self.folders]


def _records(folder: Path, root: Path) -> _Records:
    """Return the decision records of a repository."""
    # The rest of the command needs no Sphinx.
    from ..sphinx_ext.adrs import find_records  # noqa: PLC0415 - imports Sphinx

    try:
        found = find_records(root)
    except (OSError, SyntaxError, UnicodeDecodeError, ConfigError):
        return _Records()
    inside: dict[str, None] = {}
    elsewhere: dict[str, None] = {}
    are_named = True
    for docname, path in sorted(found.files.items()):
        try:
            name = path.resolve().parent.relative_to(folder.resolve()).as_posix()
        except ValueError:
            elsewhere[posixpath.dirname(docname)] = None
            continue
        if name != ".":
            inside[name] = None
            are_named = are_named and is_record_name(f"{name}/{path.stem}")
    return _Records(tuple(inside), are_named, tuple(elsewhere))


def _conf(name: str, document: Path, records: _Records) -> str:
    included = json.dumps([document.name, *records.patterns], ensure_ascii=False)
    lines = [
        f"project = {json.dumps(name, ensure_ascii=False)}",
        'extensions = ["myst_parser", "sphinxcontrib_techspec"]',
        'exclude_patterns = ["_build"]',
        "# Only these documents are built; add others here.",
        f"include_patterns = {included}",
    ]
    if not records.are_named:
        lines.append(patterns_line(records.folders))
    return "\n".join(lines) + "\n"


def _today() -> str:
    """Return the day, in UTC; SOURCE_DATE_EPOCH counts, as for Sphinx."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date().isoformat()
    return dt.datetime.now(dt.UTC).date().isoformat()
