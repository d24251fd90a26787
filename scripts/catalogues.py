"""Update the message catalogues: the template, the PO files and the MO files.

    uv run nox -s messages

Messages come from four sources: calls of `gettext` and similar functions, the messages
of findings, the models of the kinds (labels, titles, values of fields), and the types
of statuses and verdicts.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sphinxcontrib_techspec.adr import Status as AdrStatus
from sphinxcontrib_techspec.findings.report import Severity, State
from sphinxcontrib_techspec.kinds import BY_NAME, SECTIONS
from sphinxcontrib_techspec.kinds.spec_header import SpecStatus
from sphinxcontrib_techspec.model.evidence import Verdict
from sphinxcontrib_techspec.sphinx_ext.domain import object_types
from sphinxcontrib_techspec.sphinx_ext.i18n import CATALOG, FOLDER
from sphinxcontrib_techspec.sphinx_ext.reading.rows import row_fields
from sphinxcontrib_techspec.sphinx_ext.render.parts import NOT_YET_MET
from sphinxcontrib_techspec.sphinx_ext.render.report import STATUS_WORDS, VERDICTS
from sphinxcontrib_techspec.values.cardinality import Multiplicity

PACKAGE = FOLDER.parent
TEMPLATE = FOLDER / f"{CATALOG}.pot"
LANGUAGES = ("de", "zh_CN")

SAME = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""The date in every catalogue; it is constant, so builds are reproducible."""

_HEAD = "# {} of sphinxcontrib-techspec on pages.\n"

_VOLATILE = re.compile(
    r'^"(?:Project-Id-Version|POT-Creation-Date|PO-Revision-Date|Last-Translator'
    r"|Language-Team|Report-Msgid-Bugs-To|Generated-By):.*\n",
    re.MULTILINE,
)


def words() -> Iterator[tuple[str, str]]:
    """Yield context and text of the messages that no `gettext` call contains."""
    for section in SECTIONS:
        yield "section", section.title
    for type_ in object_types().values():
        yield "kind", type_.lname
    for kind in BY_NAME.values():
        yield kind.kind, kind.label
        for field in kind.field_specs().values():
            yield kind.kind, field.label
            if kind.kind != "spec" and field.name != "method":
                yield from ((field.name, choice) for choice in field.choices)
        for field in row_fields(kind).values():
            yield f"{kind.kind}-{kind.rows}", field.label
    for status in map(str, get_args(SpecStatus)):
        yield "spec-status", status
        yield "is", STATUS_WORDS.get(status, status)
    for context, type_ in {
        "adr-status": AdrStatus,
        "evidence": Verdict,
        "severity": Severity,
        "multiplicity": Multiplicity,
    }.items():
        yield from ((context, word) for word in get_args(type_))
    yield "evidence", NOT_YET_MET
    yield from (("severity", state) for state in get_args(State) if state != "fail")
    yield from (("verdict-word", word) for word in VERDICTS.values())


def extract_messages() -> Catalog:
    """Return a catalogue with all messages of the package."""
    catalog = Catalog(header_comment=_HEAD.format("Words"), fuzzy=False)
    found = extract_from_dir(
        PACKAGE,
        method_map=[("**.py", "python")],
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for file, _line, message, comments, context in sorted(found, key=lambda m: m[:2]):
        catalog.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    findings = extract_from_dir(
        PACKAGE.parent,
        method_map=[("**.py", "python")],
        keywords={"Message": None, "template": None},
    )
    for file, _line, message, *_ in sorted(findings, key=lambda m: m[:2]):
        catalog.add(message, None, [(file, 0)])
    for context, word in words():
        catalog.add(word, None, context=context)
    return catalog


def po_file(language: str) -> Path:
    """Return the path of the PO file of a language."""
    return FOLDER / language / "LC_MESSAGES" / f"{CATALOG}.po"


def read(path: Path, language: str | None = None) -> Catalog:
    """Read a catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=CATALOG)


def as_text(catalog: Catalog) -> str:
    """Return a catalogue as PO text without dates, lines or obsolete messages."""
    file = io.BytesIO()
    write_po(file, catalog, width=88, include_lineno=False, ignore_obsolete=True)
    return _VOLATILE.sub("", file.getvalue().decode("utf-8"))


def main(languages: tuple[str, ...]) -> None:
    """Write the template and update the catalogues of *languages* from it."""
    template = extract_messages()
    TEMPLATE.write_text(as_text(template), "utf-8")
    for language in languages:
        path = po_file(language)
        if path.exists():
            catalog = read(path, language)
        else:
            path.parent.mkdir(parents=True)
            head = _HEAD.format(f"{Locale.parse(language).english_name} words")
            catalog = Catalog(language, CATALOG, header_comment=head, fuzzy=False)
        # Fuzzy matches are not reviewed and would be shown to readers.
        catalog.update(template, no_fuzzy_matching=True)
        catalog.creation_date = catalog.revision_date = SAME
        path.write_text(as_text(catalog), "utf-8")
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
        missing = sum(not message.string for message in catalog if message.id)
        print(f"{language}: {missing} messages to translate")


if __name__ == "__main__":
    main(tuple(dict.fromkeys((*LANGUAGES, *sys.argv[1:]))))
