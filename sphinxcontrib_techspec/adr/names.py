"""Names of records, their files and references: date, prefix, number and slug.

``2022-04-13_DX-ADR-018_slug`` consists of a date, the prefix ``DX-ADR``, the number 18
and a slug.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DATE = re.compile(r"^(?:\d{4}-\d{2}-\d{2}|\d{8})(?P<join>[-_ ]|$)")
_NUMBER = re.compile(
    r"^(?:(?P<prefix>[A-Za-z]+(?:-[A-Za-z]+)*)-?)?(?P<digits>\d{1,6})"
    r"(?=[-_ ,:]|$|\.(?!\d))"
)
_REFERENCE = re.compile(
    r"^(?:(?P<prefix>[A-Za-z]+(?:[-_ ]+[A-Za-z]+)*)[-_ ]*)?#?(?P<digits>\d{1,6})$"
)
_PREFIX_WORDS = frozenset(
    {"adr", "adrs", "madr", "ddr", "tdr", "pdr", "dr", "nep", "pep", "kep", "sep",
     "tep", "rfc", "rfd", "decision", "record"}
)  # fmt: skip
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
INDEX_NAMES = frozenset({"readme", "index"})
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


def leading_number(text: str) -> Number | None:
    """Return the number at the beginning of a file stem or an id.

    A leading date is skipped. Letters before the digits count as a prefix only if they
    are a known one (``DX-ADR``) or the digits are zero-padded (``payments-001``), so
    ``migrate-to-python-3`` has no number.
    """
    dated = _DATE.match(text)
    rest = text[dated.end() :] if dated else text
    match = _NUMBER.match(rest.replace("_", "-"))
    if not match:
        return None
    prefix, digits = (match["prefix"] or ""), match["digits"]
    padded = len(digits) > 2 and digits.startswith("0")
    if prefix and not padded and not is_record_prefix(prefix):
        return None
    if dated and not prefix and not padded and dated["join"] != "_":
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
    if prefix in _SPELLED_OUT:
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


def slug_of(stem: str) -> str:
    """Return *stem* without date, prefix and number, in lower case."""
    number = leading_number(stem)
    rest = _DATE.sub("", stem) if number is None else number.rest
    return normalize_dashes(rest).replace("_", "-").strip("-. ").lower()


def stem_of(docname: str) -> str:
    """Return the last component of *docname*, or its folder for an index page.

    Index pages are the documents called ``README`` or ``index``.
    """
    *folders, name = docname.split("/")
    return folders[-1] if name.lower() in INDEX_NAMES and folders else name


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
    """Return whether a document that matches the configured patterns is a record.

    Templates and index pages are not records. The exception is an index page in a
    folder whose name begins with a full date or a number.
    """
    if is_template(stem_of(docname)):
        return False
    if docname.rsplit("/", 1)[-1].lower() not in INDEX_NAMES:
        return True
    folder = folder_of_index_page(docname).rsplit("/", 1)[-1]
    if _YEAR.match(folder):
        return False
    return bool(_DATE.match(folder)) or leading_number(folder) is not None


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
    return not any(char in "123456789" for char in stem) and _TEMPLATE_WORDS.issuperset(
        words
    )
