"""Names of records, their files and references: date, prefix, number and slug.

``2022-04-13_DX-ADR-018_slug`` consists of a date, the prefix ``DX-ADR``, the number 18
and a slug.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ..patterns import regex

_DATE = regex(
    r"^(?:\d{4}-\d{2}-\d{2}|(?P<low>\d{4}_\d{2}_\d{2})|\d{8})(?P<join>[-_ .]|$)"
)
_MONTH = regex(r"^(?:19|20)\d{2}[-_](?:0[1-9]|1[0-2])(?:[-_ .](?!\d{2}(?!\d))|$)")
"""A month, where no day follows it: ``2022-04-slug``."""

_NUMBER = regex(
    r"^(?:(?P<prefix>[A-Za-z]+(?:-[A-Za-z]+)*)-?)?(?P<digits>\d{1,6})"
    r"(?=[-_ ,:]|$|\.(?!\d))"
)
_REFERENCE = regex(
    r"^(?:(?P<prefix>[A-Za-z]+(?:[-_ ]+[A-Za-z]+)*)[-_ ]*)?#?(?P<digits>\d{1,6})$"
)
_PREFIX_WORDS = frozenset(
    {"adr", "adrs", "madr", "ddr", "tdr", "pdr", "dr", "nep", "pep", "kep", "sep",
     "tep", "rfc", "rfd", "decision", "record"}
)  # fmt: skip
_YEAR = regex(r"^(?:19|20)\d{2}$")
_ABOUT_DECISIONS = regex(r"decision|adr|rfc|proposal", re.IGNORECASE)
INDEX_NAMES = frozenset({"readme", "index"})
_OTHER_NAMES = frozenset(
    {"agents", "claude", "gemini", "changelog", "changes", "contributing",
     "code_of_conduct", "license", "security", "summary", "toc", "_toc", "_sidebar",
     "glossary", "todo"}
)  # fmt: skip
"""Files beside records that are none, whatever their text says."""

_LOG = regex(
    r"^adrs?$|(?:^|-)(?:decisions|adrs|decisions?-logs?|decision-records|adr-log)$"
)
_PLACEHOLDER = regex(r"^[a-z]++(?:(?<=xx)|(?<=nnn))$")
_RANGE = regex(r"(?:[A-Za-z]++-)*+\d{3,4}-0\d{2,3}(?:-|$)")
"""The name of a document about several records: ``adr-0048-0138-gaps``."""

_RECORD_FOLDER_DIGITS = 3
"""The digits of a folder of one record; a folder of a topic has fewer: ``01-data``."""

_OTHER_PROJECT = regex(r"[A-Za-z][\w.-]*+[ :](?=[A-Za-z-]{2,20}[-_ ]?\d)")
"""The project before the id of a record: ``infra ADR-6``."""

_RECORD_HEADING = regex(
    r"^#{1,4} {1,3}\[?M?ADR[-_ ]?#?\d{1,4}\b"
    r"|^M?ADR[-_ ]?#?\d{1,4}\b[^\n]{0,200}\n[-=~^]{3,}+ *+$",
    re.IGNORECASE | re.MULTILINE,
)
"""A heading in Markdown or reStructuredText that begins with the id of a record."""

_ANCHOR_OR_QUERY = regex(r"(?<=\S)[#?].*", re.DOTALL)
_DOCUMENT_SUFFIX = regex(r"\.(?:md|markdown|rst|html?)$", re.IGNORECASE)
_OTHER_SUFFIX = regex(r"\.[A-Za-z]\w{0,5}$")
_TEMPLATE_WORDS = frozenset(
    "a adr adrs architectural architecture bare blank decision decisions example format"
    " full log long madr minimal new nnnn nygard our record records sample short simple"
    " skeleton template templates the xxx xxxx y yyyymmdd yyyy mm dd".split()
)
_GENERIC_PREFIX = "ADR"
_SPELLED_OUT = frozenset(
    {"ARCHITECTURE-DECISION-RECORD", "ARCHITECTURAL-DECISION-RECORD"}
)
_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\xa0": " "}
)


class Number(NamedTuple):
    """The number in the name of a record.

    Attributes:
        prefix: the letters before the number, in upper case and joined by hyphens.
        value: the number.
        digits: the digits as written, with leading zeros.
        rest: the text after the digits.
    """

    prefix: str
    value: int
    digits: str
    rest: str


def leading_date(stem: str) -> str:
    """Return the full date at the beginning of *stem*, as ``2022-04-13``, or ``""``."""
    match = _DATE.match(stem)
    digits = re.sub(r"\D", "", match[0]) if match else ""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits else ""


def without_date(stem: str) -> str:
    """Return *stem* without a full date or a month at its beginning."""
    return (_DATE if _DATE.match(stem) else _MONTH).sub("", stem)


def leading_number(text: str) -> Number | None:
    """Return the number at the beginning of a file stem or an id.

    A leading date is skipped; a year and month are no number. Letters before the
    digits count as a prefix only if they are a known one (``DX-ADR``) or the digits are
    zero-padded (``payments-001``), so ``migrate-to-python-3`` has no number.
    """
    dated = _DATE.match(text)
    if dated is None and _MONTH.match(text):
        return None
    rest = text[dated.end() :] if dated else text
    match = _NUMBER.match(rest.replace("_", "-"))
    if not match:
        return None
    prefix, digits = (match["prefix"] or ""), match["digits"]
    padded = len(digits) > 2 and digits.startswith("0")
    if prefix and not padded and not is_record_prefix(prefix):
        return None
    is_number_joined = dated is not None and dated["join"] == "_" and not dated["low"]
    if dated and not prefix and not padded and not is_number_joined:
        return None
    return Number(prefix.upper(), int(digits), digits, rest[match.end() :])


def reference_number(reference: str) -> Number | None:
    """Return the number of a reference: ``ADR-001``, ``adr 1``, ``1``.

    `None` if *reference* has any other text.
    """
    match = _REFERENCE.match(normalize_dashes(reference))
    if not match or reference.startswith("#"):
        return None
    prefix = re.sub(r"[-_ ]+", "-", match["prefix"] or "").upper()
    if prefix in _SPELLED_OUT or prefix == f"{_GENERIC_PREFIX}S":
        prefix = _GENERIC_PREFIX
    return Number(prefix, int(match["digits"]), match["digits"], "")


def is_record_prefix(prefix: str) -> bool:
    """Return whether the last word of *prefix* denotes a record: ``ADR``, ``NEP``."""
    last = prefix.lower().rsplit("-", 1)[-1]
    return last in _PREFIX_WORDS or last.endswith("adr")


def prefix_matches(requested: str, actual: str) -> bool:
    """Return whether the prefix of a reference matches the prefix of a record.

    An empty prefix matches any record. ``ADR`` also matches records without a prefix.
    """
    return (
        not requested
        or requested == actual
        or (requested == _GENERIC_PREFIX and not actual)
    )


def is_generic_prefix(prefix: str) -> bool:
    """Return whether a reference with *prefix* may mean a record with any prefix."""
    return prefix == _GENERIC_PREFIX


def is_written_as_record(target: str, prefix: str = "") -> bool:
    """Return whether a name has the form of a record's: ``ADR-12``, ``0012-x.md``.

    Args:
        target: the name as written, such as an id, a path or a URL.
        prefix: a prefix that counts beside those that are known, in upper case.
    """
    path = _ANCHOR_OR_QUERY.sub("", target)
    project = _OTHER_PROJECT.match(path)
    name = _DOCUMENT_SUFFIX.sub("", path[project.end() :] if project else path)
    stem = stem_of(name.strip("/"))
    number = reference_number(stem) or leading_number(stem)
    if number is None or _OTHER_SUFFIX.search(name):
        return False
    if number.prefix:
        return number.prefix == prefix or is_record_prefix(number.prefix)
    is_page = "://" in path and name == path
    return len(number.digits) >= _RECORD_FOLDER_DIGITS and not is_page


def slug_of(stem: str) -> str:
    """Return *stem* without date, prefix and number, in lower case."""
    number = leading_number(stem)
    rest = without_date(stem) if number is None else number.rest
    return normalize_dashes(rest).replace("_", "-").strip("-. ").lower()


def stem_of(docname: str) -> str:
    """Return the last component of *docname*, or its folder for an index page.

    Index pages are the documents called ``README`` or ``index``.
    """
    *folders, name = docname.split("/")
    if name.lower() in INDEX_NAMES and folders:
        return folders[-1]
    # Some site generators want ``page.html.md``.
    return name.removesuffix(".html") or name


def heading_slug(title: str) -> str:
    """Return the words of a heading as a link to it has them: ``adr-001-use-kafka``."""
    kept = re.sub(r"[^\w\s-]", "", normalize_dashes(title).lower())
    return re.sub(r"\s+", "-", kept.strip())


def is_log_name(docname: str) -> bool:
    """Return whether a document is named like a log of decisions: ``DECISIONS``."""
    name = normalize_stem(docname.rpartition("/")[2])
    return bool(_LOG.search(name.replace(".", "-")))


def folder_of_index_page(docname: str) -> str:
    """Return the folder of a ``README`` or ``index``; ``""`` for other documents."""
    folder, _, name = docname.rpartition("/")
    return folder if name.lower() in INDEX_NAMES else ""


def normalize_stem(text: str) -> str:
    """Return *text* in lower case and with hyphens for underscores and dashes."""
    return normalize_dashes(text).lower().replace("_", "-")


def normalize_dashes(text: str) -> str:
    """Return *text* with a hyphen for every kind of dash."""
    return text.translate(_DASHES)


def is_record_name(docname: str) -> bool:
    """Return whether a document that matches the configured patterns may be a record.

    Templates, index pages and files such as a changelog are not records. An index page
    is a record in a folder whose name begins with a full date or a number; then other
    pages of that folder are attachments, unless they have a date or number as well.
    """
    *folders, name = docname.split("/")
    stem = stem_of(docname)
    if is_template(stem) or name.lower() in _OTHER_NAMES or _RANGE.match(stem):
        return False
    in_record_folder = bool(folders) and _is_record_folder(folders[-1])
    if name.lower() in INDEX_NAMES:
        return in_record_folder
    return not in_record_folder or is_named_as_record(docname)


def is_named_as_record(docname: str) -> bool:
    """Return whether the file name of a document has a date or a record's number."""
    stem = stem_of(docname)
    return _is_dated(stem) or leading_number(stem) is not None


def is_numbered_as_record(docname: str) -> bool:
    """Return whether the name of a document is a record's in any folder: ``001-x``."""
    return is_record_name(docname) and _looks_like_record(stem_of(docname))


def likely_folders(docnames: Iterable[str]) -> list[str]:
    """Return the folders in which documents have names like decision records.

    Args:
        docnames: the names of all documents of a project.

    Returns:
        At most three folders with two or more such documents, or with one in a folder
        whose own name is about decisions; the one with most documents first.
    """
    counts: Counter[str] = Counter()
    for docname in docnames:
        folder = posixpath.dirname(folder_of_index_page(docname) or docname)
        if folder and _looks_like_record(stem_of(docname)):
            counts[folder] += 1
    found = [
        folder
        for folder, count in counts.items()
        if count > 1 or _ABOUT_DECISIONS.search(folder.rsplit("/", 1)[-1])
    ]
    return sorted(found, key=lambda folder: (-counts[folder], folder))[:3]


def is_likely_log(source: str) -> bool:
    """Return whether a document has headings of two or more records: ``ADR-1: …``."""
    return len(_RECORD_HEADING.findall(source)) > 1


def patterns_line(folders: Iterable[str], documents: Iterable[str] = ()) -> str:
    """Return the line of conf.py by which records are found.

    Args:
        folders: the folders of the records.
        documents: the names of documents with several records each.
    """
    patterns = [*(f"{folder}/**" for folder in folders), *documents]
    quoted = ", ".join(f'"{pattern}"' for pattern in patterns)
    return f"techspec_adr_patterns = [{quoted}]"


def _looks_like_record(stem: str) -> bool:
    number = leading_number(stem)
    numbered = number is not None and (
        bool(number.prefix) or len(number.digits) >= _RECORD_FOLDER_DIGITS
    )
    return numbered or _is_dated(stem)


def _is_dated(stem: str) -> bool:
    return bool(_DATE.match(stem) or _MONTH.match(stem))


def _is_record_folder(name: str) -> bool:
    """Return whether the folder *name* holds a single record."""
    if _YEAR.match(name):
        return False
    return _looks_like_record(name)


def is_template(stem: str) -> bool:
    """Return whether *stem* names a template file: ``0000-adr-template``, ``template``.

    A record about templates, such as ``0012-email-templates``, is not a template file.
    """
    words = re.findall(r"[a-z]+", stem.lower())
    if "template" not in "".join(words):
        return False
    number = leading_number(stem)
    if number is not None:
        return number.value == 0
    if any(map(_PLACEHOLDER.match, words)) or (
        len(words) < 3 and "template" in {words[0], words[-1]}
    ):
        return True
    return not any(char in "123456789" for char in stem) and (
        consists_of_template_words(stem)
    )


def consists_of_template_words(stem: str) -> bool:
    """Return whether a name has only words that say nothing about a decision."""
    return _TEMPLATE_WORDS.issuperset(re.findall(r"[a-z]+", stem.lower()))
