"""What the names of files, records and references hold: dates, prefixes, numbers.

``2022-04-13_DX-ADR-018_slug`` is a date, the prefix ``DX-ADR``, the number 18, a slug.
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
_KINDS = frozenset(
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
_PLAIN = "ADR"
_SPELLED_OUT = frozenset(
    {"ARCHITECTURE-DECISION-RECORD", "ARCHITECTURAL-DECISION-RECORD"}
)
_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\xa0": " "}
)


class Number(NamedTuple):
    """A record's number as a name gives it.

    Attributes:
        prefix: the letters before it, in capitals, joined by hyphens.
        value: the number itself.
        digits: the number as written, with its zeros.
        rest: what follows it.
    """

    prefix: str
    value: int
    digits: str
    rest: str


def date_of(stem: str) -> str:
    """Return the full date that *stem* begins with, as ``2022-04-13``, or nothing."""
    match = _DATE.match(stem)
    digits = re.sub(r"\D", "", match[0]) if match else ""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits else ""


def number_of(text: str) -> Number | None:
    """Return the number that a file's stem or an id begins with.

    A full date in front is none. Letters before the digits are a prefix only where
    they say what is numbered (``DX-ADR``), or where the digits are padded
    (``payments-001``): ``migrate-to-python-3`` has no number.
    """
    dated = _DATE.match(text)
    rest = text[dated.end() :] if dated else text
    match = _NUMBER.match(rest.replace("_", "-"))
    if not match:
        return None
    prefix, digits = (match["prefix"] or ""), match["digits"]
    padded = len(digits) > 2 and digits.startswith("0")
    if prefix and not padded and not is_kind(prefix):
        return None
    if dated and not prefix and not padded and dated["join"] != "_":
        return None
    return Number(prefix.upper(), int(digits), digits, rest[match.end() :])


def number_in(reference: str) -> Number | None:
    """Return the number that a reference consists of: ``ADR-001``, ``adr 1``, ``1``."""
    match = _REFERENCE.match(plain_dashes(reference))
    if not match or reference.startswith("#"):
        return None
    prefix = re.sub(r"[-_ ]+", "-", match["prefix"] or "").upper()
    if prefix in _SPELLED_OUT:
        prefix = _PLAIN
    return Number(prefix, int(match["digits"]), match["digits"], "")


def is_kind(prefix: str) -> bool:
    """Tell whether the last word of *prefix* is one for a record: ``ADR``, ``NEP``."""
    last = prefix.lower().rsplit("-", 1)[-1]
    return last in _KINDS or last.endswith("adr")


def prefix_fits(asked: str, own: str) -> bool:
    """Tell whether a reference's prefix fits a record's.

    Plain ``ADR`` fits records without a prefix too, no prefix at all fits any.
    """
    return not asked or asked == own or (asked == _PLAIN and not own)


def slug_of(stem: str) -> str:
    """Return the words of *stem*, without date, prefix and number."""
    number = number_of(stem)
    rest = _DATE.sub("", stem) if number is None else number.rest
    return plain_dashes(rest).replace("_", "-").strip("-. ").lower()


def stem_of(docname: str) -> str:
    """Return the last part of *docname* that names something.

    It is the folder's name where the document is a ``README`` or an ``index``.
    """
    *folders, name = docname.split("/")
    return folders[-1] if name.lower() in INDEX_NAMES and folders else name


def folder_of_index_page(docname: str) -> str:
    """Return the folder that a ``README`` or ``index`` speaks for; else nothing."""
    folder, _, name = docname.rpartition("/")
    return folder if name.lower() in INDEX_NAMES else ""


def folded_stem(text: str) -> str:
    """Return *text* for a comparison in which ``_`` is ``-`` and case is nothing."""
    return plain_dashes(text).lower().replace("_", "-")


def plain_dashes(text: str) -> str:
    """Return *text* with every kind of dash as a hyphen."""
    return text.translate(_DASHES)


def is_record_name(docname: str) -> bool:
    """Tell whether a document that matches the patterns can be a record.

    Indexes, readme files and templates are none, but a ``README`` in a folder with a
    full date or a number in front is.
    """
    if is_template(stem_of(docname)):
        return False
    if docname.rsplit("/", 1)[-1].lower() not in INDEX_NAMES:
        return True
    folder = folder_of_index_page(docname).rsplit("/", 1)[-1]
    if _YEAR.match(folder):
        return False
    return bool(_DATE.match(folder)) or number_of(folder) is not None


def is_template(stem: str) -> bool:
    """Tell whether a file is a template to copy: ``0000-adr-template``, ``template``.

    A record may be about templates: ``0012-email-templates`` is no template.
    """
    words = re.findall(r"[a-z]+", stem.lower())
    if "template" not in "".join(words):
        return False
    number = number_of(stem)
    if number is not None:
        return number.value == 0
    return not any(char in "123456789" for char in stem) and _TEMPLATE_WORDS.issuperset(
        words
    )
