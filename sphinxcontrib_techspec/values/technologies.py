"""The technologies that a text names, each with its version and notes.

``Python 3.12.4 (API), TypeScript 5.x (web client)`` names two. Nothing is guessed:
what is not understood stays part of a name or a note, and no word is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..patterns import regex
from .hosted import is_hosted
from .known_technologies import KNOWN, PHRASES, PROTOCOLS
from .version import pinning

Span = tuple[int, int]
"""The first character of a part of a text, and the one after its last."""


@dataclass(frozen=True, slots=True)
class Technology:
    """A technology by where its parts are in a text."""

    name: Span
    version: Span | None = None
    notes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Absent:
    """That a text says that there is no technology, and where it says why."""

    reason: Span | None = None


LONGEST = 500
"""How many characters a text may have; a longer one is prose, and one name."""

_NUMBER = r"v?\d(?:[\w.+*~:@-]*[\w+*])?"
_OPERATOR = r"(?:[~<>=!]=?|[\^≥≤]|~>)\s?"
_ENDED = r"(?=\s*(?:[,;(\0]|$))"
_MORE = (
    rf"(?:\s*,\s*{_OPERATOR}{_NUMBER}|\s*,\s*{_NUMBER}(?=\s*(?:[,;(\0]|$|and\s|or\s)))*"
    rf"(?:\s?[–—/]\s?{_NUMBER}|\s(?:-|to)\s{_NUMBER}"
    rf"|,?\s(?:and|or)\s{_NUMBER}{_ENDED})?"
    r"(?:\s(?:or|and)\s(?:later|newer|higher|above|up)\b|\s(?:LTS|lts)\b)?"
)
_NEXT_NUMBER = regex(r"v?\d[\d.]*(?:\.x)?(?=\s*(?:[,;(\0]|$|and\s|or\s))")
_VERSION = regex(
    rf"(?:(?:version|ver\.|v\.?)\s)?(?P<it>(?:{_OPERATOR})?{_NUMBER}{_MORE})(?![\w%])"
    r"|(?:latest|stable|lts|nightly)(?:\s(?:stable|lts|release|version))?(?![\w-])",
    re.IGNORECASE,
)
_BARE = regex(r"\d+")
_GAP = regex(r"(?<=[^\s@])(?:\s+|@(?=[v^~<>=]*\d))")
_GROUP = regex(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
_ABSENT = regex(
    r"(?:none(?: (?:needed|required|used))?|n/?a|n\.a\.|[–—-]|not (?:applicable|needed"
    r"|required|used))(?:\.?$|\s*\((?P<group>[^()]*)\)\.?$|\s*[:;,–—.-]\s+(?P<rest>.+)$)",
    re.IGNORECASE,
)
_PROSE = regex(
    r"(?<=[\w\0])\.\s+(?=\S)|\s*(?:→|->|=>|⇒)\s*|\s[–—-]\s+(?!\d)|(?<!\d)\s[–—-]\s+(?=\d)"
)
_SEPARATOR = regex(r"\s*[,;]\s+(?:and\s+)?|\s+[+/]\s+")
_COMBINED = regex(
    r"[^,;:()]{1,60} \+ [^,;:()]{1,60} (?:boilerplate|scaffold|starter|starter kit"
    r"|template)",
    re.IGNORECASE,
)
"""One product of several: ``Loom + Spindle Starter``."""

_JOINT = regex(r"\s+(?:and|&)\s+")
_OR = regex(r"\sor\s")
_WITH = regex(r"\s+with\s+")
_LEAD = regex(
    r"(?P<lead>or|(?:built|bundled|packaged|served|deployed) (?:with|by|on)"
    r"|(?:running|hosted) on|powered by)\s"
)
"""What another technology follows in words about the one before it."""

_RANK = regex(r"(?:primary|secondary|fallback|default|optional|alternative)")
"""How technologies of one role rank, said right after a name."""

_SETTING = regex(
    r"(?:strict|recommended|standard|basic)(?: mode)?|[A-Za-z-]+ mode|(?:front|back)end"
    r"|\d[\d.]*(?:%\+?|[ -](?:chars?|characters|cols?|columns)\b)(?: [a-z]+)*",
    re.IGNORECASE,
)
"""How or where a technology is used, said right after its name: ``strict mode``."""

_JAVA_KIT = regex(r"(?:(?:Open)?JDK|JRE|(?:Java )?SE)\s", re.IGNORECASE)
_ASKED = regex(r"\s(?:minimum|preferred|recommended|required|supported)\b")
"""What is said right after a version in parentheses: ``(11+ recommended)``."""

_PRODUCT_WORDS = 2
"""How many words a product and what it is are: *Docker volumes*."""

_FUNCTION_WORDS = frozenset(
    "with on for in via by using at as from to through over inside behind under "
    "without per where when which that is are and or".split()
)
_NOTE_WORDS = (_FUNCTION_WORDS | {"across", "throughout"}) - {"and", "or"}
_VERSION_WORDS = frozenset("version ver ver. release".split())
_NO_VERSION_AFTER = frozenset("port level part phase tier step section max min".split())


def read_technologies(text: str) -> list[Technology] | Absent:
    """Return the technologies that *text* names, or that it names none.

    Args:
        text: the text, on one line with single spaces.
    """
    end = len(text)
    if text.endswith(".") and not text.endswith(".."):
        end -= 1
    whole = [Technology((0, end or len(text)))]
    if end > LONGEST:
        return whole
    if found := _ABSENT.fullmatch(text):
        for group in ("group", "rest"):
            if found[group]:
                return Absent(_stripped(text, found.start(group), found.end(group)))
        return Absent()
    if _COMBINED.fullmatch(text, 0, end):
        return [Technology((0, end))]
    flat = _GROUP.sub(lambda m: "\0" * len(m[0]), text[:end])
    cut = _PROSE.search(flat)
    head = cut.start() if cut and cut.start() else end
    parts = list(_parts(text, flat, head))
    if not parts:
        return whole
    if cut and head < end:
        last, tail = parts[-1], _stripped(text, cut.end(), end)
        version = _whole_version(text, tail)
        if last.version is None and version is not None:
            parts[-1] = Technology(last.name, version, last.notes)
        else:
            parts[-1] = _noted(last, tail)
    return parts


def _parts(text: str, flat: str, end: int) -> Iterator[Technology]:
    """Yield the technologies before the first dash, arrow or sentence."""
    found: list[Technology] = []
    prose = False
    parts = list(_split(flat, (0, end), _SEPARATOR))
    for number, (span, sign) in enumerate(parts):
        part = _named(text, flat, span)
        rest = [after for after, _ in parts[number + 1 :]]
        lower = "+" in sign or "/" in sign
        if not found:
            found += _pieces(text, flat, span)
        elif version := _version_of(text, flat, span, found[-1], part):
            found[-1] = version
        elif led := _led(text, flat, span):
            found.append(led)
            prose = False
        elif (
            _is_sure(text, part) and not _is_listed_word(text, flat, part, rest)
            if prose
            else _is_technology(text, flat, span, part, lower=lower)
        ):
            found += _pieces(text, flat, span)
            prose = False
        else:
            # What is no technology is a note of the one before it.
            last = found[-1]
            before = last.notes[-1] if prose and last.notes else None
            if before is not None and before[1] <= span[0]:
                notes = (*last.notes[:-1], (before[0], span[1]))
                found[-1] = Technology(last.name, last.version, notes)
            else:
                found[-1] = _noted(last, span)
            prose = True
    yield from found


def _led(text: str, flat: str, span: Span) -> Technology | None:
    """Return the technology behind words such as *or* and *built with*.

    Behind *or* it may be known by its name, behind the others it has a version. The
    words stay as its note.
    """
    lead = _LEAD.match(flat, *_stripped(text, *span))
    if lead is None:
        return None
    part = _named(text, flat, (lead.end(), span[1]))
    is_or = lead["lead"] == "or"
    if not (_is_sure(text, part) if is_or else _has_version(text, part)):
        return None
    return Technology(part.name, part.version, (lead.span("lead"), *part.notes))


def _is_listed_word(
    text: str, flat: str, part: Technology, rest: Sequence[Span]
) -> bool:
    """Return whether a name is a word of a list of words, which goes on behind it.

    ``frontend lint, vitest, and a check of types`` says what is done.
    """
    return (
        part.version is None
        and text[part.name[0]].islower()
        and not all(_is_sure(text, _named(text, flat, other)) for other in rest)
    )


def _version_of(
    text: str, flat: str, span: Span, last: Technology, part: Technology
) -> Technology | None:
    """Return a technology with the version that the part behind it is, if it is one.

    Args:
        text: the text.
        flat: it with what is in parentheses left out.
        span: the part.
        last: the technology before it.
        part: the part as a technology.
    """
    if last.version is not None:
        return None
    version, notes = part.version, part.notes
    if version is None or text[slice(*part.name)].lower() not in _VERSION_WORDS:
        match = _VERSION.match(text, *_stripped(text, *span))
        # “Redis, 3 nodes” counts something.
        if match is None or "." not in match[0] or pinning(match[0]) == "unknown":
            return None
        rest = _stripped(text, match.end(), span[1])
        notes = _groups(flat, rest)
        if rest[0] < rest[1] and not notes:
            return None
        version = _version_at(match)
    return Technology(last.name, version, (*last.notes, *notes))


def _split(
    flat: str, span: Span, pattern: re.Pattern[str]
) -> Iterator[tuple[Span, str]]:
    """Yield each part of a span, with the separator before it."""
    position, sign = span[0], ""
    for match in pattern.finditer(flat, span[0], span[1]):
        # A comma within a version, such as that of ``>=3.11, <3.14``.
        after = flat[match.end() : span[1]]
        if re.match(rf"{_OPERATOR}\d", after) or _is_number_list(flat, match, after):
            continue
        if match.start() > position:
            yield (position, match.start()), sign
        position, sign = match.end(), match[0]
    if position < span[1]:
        yield (position, span[1]), sign


def _is_number_list(flat: str, match: re.Match[str], after: str) -> bool:
    """Return whether a separator stands between two versions of one technology."""
    before = re.search(r"\d[\w.]*$", flat[: match.start()])
    return bool(
        before and re.match(r"v?\d[\d.]*(?:\.x)?(?=\s*(?:[,;(\0]|$|and\s|or\s))", after)
    )


def _pieces(text: str, flat: str, span: Span) -> list[Technology]:
    """Return the technologies of a part: two where both sides of *and* are sure."""
    for pattern in (_JOINT, _OR, _WITH):
        sides = [side for side, _ in _split(flat, span, pattern)]
        named = [_named(text, flat, side) for side in sides]
        if pattern is _WITH:
            # The first may lack a version, the others may not.
            sure = all(_has_version(text, side) for side in named[1:])
        elif pattern is _OR:
            # Alternatives alone are one name, as nothing is chosen yet.
            said = any(one.version or one.notes for one in named)
            sure = said and _are_alternatives(text, flat, named)
        else:
            sure = all(_is_sure(text, side) for side in named)
        if len(named) > 1 and sure:
            return _alternatives(flat, named) if pattern is _OR else named
    return [_named(text, flat, span)]


def _are_alternatives(text: str, flat: str, named: Sequence[Technology]) -> bool:
    """Return whether what stands around *or* are technologies.

    One is known or has a version, and the others may be a single name.
    """
    names = [text[slice(*one.name)] for one in named]
    sure = [
        _is_sure(text, one) or is_hosted(name)
        for one, name in zip(named, names, strict=True)
    ]
    single = [name[0].isupper() and " " not in name for name in names]
    whole = flat[named[0].name[0] : named[-1].name[1]]
    return any(sure) and all(map(max, sure, single)) and not _WITH.search(whole)


def _alternatives(flat: str, named: Sequence[Technology]) -> list[Technology]:
    """Return technologies with the *or* before each but the first as its note."""
    found = [named[0]]
    for one in named[1:]:
        at = flat.rindex("or", 0, one.name[0])
        found.append(Technology(one.name, one.version, ((at, at + 2), *one.notes)))
    return found


def _has_version(text: str, part: Technology) -> bool:
    name = text[slice(*part.name)].lower()
    if part.version is None or name in PROTOCOLS:
        return False
    # A number alone says less: “line length 88”.
    bare = _BARE.fullmatch(text[slice(*part.version)])
    return (
        not bare
        or name in KNOWN
        or _is_proper(text[slice(*part.name)].split(maxsplit=1)[0])
    )


def _is_sure(text: str, part: Technology) -> bool:
    """Return whether a part is a technology whatever stands around it."""
    return _has_version(text, part) or text[slice(*part.name)].lower() in KNOWN


def _is_technology(
    text: str, flat: str, span: Span, part: Technology, *, lower: bool
) -> bool:
    """Return whether a part behind a separator is a technology.

    Args:
        text: the text.
        flat: it with what is in parentheses left out.
        span: the part.
        part: it as a technology.
        lower: whether a single word may begin with a small letter.
    """
    if _is_sure(text, part):
        return True
    name = text[slice(*part.name)]
    words = name.split()
    if lower and len(words) == 1 and words[0][0].isalpha():
        return True
    sides = [_named(text, flat, side) for side, _ in _split(flat, span, _OR)]
    if len(sides) > 1 and _are_alternatives(text, flat, sides):
        return True
    first = name.lstrip(".@")[:1]
    if not first.isupper() or len(words) > 4:
        return False
    function = _FUNCTION_WORDS.intersection(flat[slice(*span)].lower().split())
    return all(map(_is_proper, words)) or (not function and len(words) < 3)


def _is_proper(word: str) -> bool:
    """Return whether a word is that of a name: not in small letters alone."""
    return word != word.lower() or word in KNOWN or not word.isalpha()


def _named(text: str, flat: str, span: Span) -> Technology:
    """Return the technology that a part of a text is."""
    start, end = _stripped(text, *span)
    lower = text[start:end].lower()
    phrase = next((name for name in PHRASES if lower.startswith(name)), "")
    for gap in _GAP.finditer(flat, start + len(phrase), end):
        match = _VERSION.match(flat, gap.end(), end)
        before = phrase.replace(" ", "-") + flat[start + len(phrase) : gap.start()]
        if match and _counts(flat, match, before, end):
            name, groups = _without_groups(flat, (start, gap.start()))
            rest = _stripped(text, match.end(), end)
            notes = _groups(flat, rest) or ((rest,) if rest[0] < rest[1] else ())
            return Technology(name, _version_at(match), (*groups, *notes))
    return _without_version(text, flat, (start, end))


def _counts(flat: str, match: re.Match[str], before: str, end: int) -> bool:
    """Return whether what looks like a version is that of the words before it."""
    words = before.replace("\0", " ").lower().split()
    if not words or not _FUNCTION_WORDS.isdisjoint(words):
        return False
    if _BARE.fullmatch(match[0]):
        # A number before a word may be one of anything.
        after = flat[match.end() : end].replace("\0", "(").split()
        counted = after and after[0][0].isalpha() and after[0] not in _FUNCTION_WORDS
        if counted or words[-1] in _NO_VERSION_AFTER:
            return False
    return pinning(match[0]) != "unknown"


def _without_version(text: str, flat: str, span: Span) -> Technology:
    """Return a technology without a version, or with one in parentheses."""
    name, groups = _without_groups(flat, span)
    after = _stripped(text, name[1], span[1])
    inside = _groups(flat, after)
    notes = inside or ((after,) if after[0] < after[1] else ())
    if inside:
        version, rest = _first_version(text, inside[0])
        if version is None:
            version, rest = _version_of_kit(text, name, inside[0])
        if version is not None:
            return Technology(name, version, (*rest, *inside[1:]))
    name, said = _without_words(text, name if groups or notes else span)
    return Technology(name, None, (*said, *notes))


def _without_words(text: str, span: Span) -> tuple[Span, tuple[Span, ...]]:
    """Return a name without words that say more of it, and these words.

    They are words such as “for TCP/IP”, where what is before them is a name, and how a
    known technology is set.
    """
    words = list(re.finditer(r"\S+", text[slice(*span)]))
    for number, word in enumerate(words):
        cut = span[0] + word.start()
        rest = text[cut : span[1]]
        before = text[span[0] : cut].strip()
        ranked = _RANK.fullmatch(rest) and before and is_proper_name(before)
        if ranked or (before.lower() in KNOWN and _SETTING.fullmatch(rest)):
            return _stripped(text, span[0], cut), ((cut, span[1]),)
        if number and word[0].lower() in _NOTE_WORDS:
            first = [found[0] for found in words[:number]]
            # *Docker volumes for uploads* is a product and what it is.
            is_name = (
                number == _PRODUCT_WORDS
                and first[0].lower() in KNOWN
                and not first[1].endswith(("ed", "ing"))
            )
            if text[slice(*span)].lower() not in PHRASES and (
                number == 1 or is_name or all(map(_is_proper, first))
            ):
                return _stripped(text, span[0], cut), ((cut, span[1]),)
            break
    return span, ()


def read_version(text: str) -> tuple[Span, tuple[Span, ...]] | None:
    """Return the version that a text begins with, and the notes behind it.

    Args:
        text: what stands behind the name of a technology: ``20 LTS (runtime)``.
    """
    match = _VERSION.match(text)
    if len(text) > LONGEST or match is None or pinning(match[0]) == "unknown":
        return None
    rest = _stripped(text, match.end(), len(text))
    between = text[match.end() : rest[0]]
    if rest[0] < rest[1] and not (between.strip() or text[rest[0]] in "(–—-"):
        # “8 workers” counts something.
        return None
    while rest[0] < rest[1] and text[rest[0]] in "–—- ":
        rest = rest[0] + 1, rest[1]
    flat = _GROUP.sub(lambda m: "\0" * len(m[0]), text)
    notes = _groups(flat, rest) or ((rest,) if rest[0] < rest[1] else ())
    return _version_at(match), notes


def names_technology(text: str) -> bool:
    """Return whether a text begins with a technology whatever stands around it."""
    found = read_technologies(text)
    if isinstance(found, Absent):
        return False
    name = text[slice(*found[0].name)]
    return _is_sure(text, found[0]) or is_hosted(name)


def is_proper_name(text: str) -> bool:
    """Return whether a text is up to three words, none of them in small letters."""
    words = text.split()
    return 0 < len(words) < 4 and all(map(_is_proper, words))


def _first_version(text: str, span: Span) -> tuple[Span | None, tuple[Span, ...]]:
    """Return the version that a note begins with, and the rest of the note."""
    match = _VERSION.match(text, *span)
    if match is None or pinning(match[0]) == "unknown":
        return None, ()
    if match.end() == span[1]:
        return _version_at(match), ()
    if text[match.end()] not in ",;" and not _ASKED.match(text, match.end()):
        return None, ()
    return _version_at(match), (_stripped(text, match.end(), span[1]),)


def _version_of_kit(
    text: str, name: Span, note: Span
) -> tuple[Span | None, tuple[Span, ...]]:
    """Return the version in a note that names the kit of a language: ``JDK 11+``."""
    kit = _JAVA_KIT.match(text, *note) if text[slice(*name)].lower() == "java" else None
    match = _VERSION.match(text, kit.end(), note[1]) if kit else None
    if match is None or pinning(match[0]) == "unknown":
        return None, ()
    return _version_at(match), (note,)


def _without_groups(flat: str, span: Span) -> tuple[Span, tuple[Span, ...]]:
    """Return the name before what is in parentheses, and the latter."""
    at = flat.find(" \0", *span)
    if at < 0:
        return span, ()
    return (span[0], at), _groups(flat, (at + 1, span[1]))


def _groups(flat: str, span: Span) -> tuple[Span, ...]:
    """Return what is in parentheses in a part that has nothing else, else nothing."""
    part = flat[slice(*span)]
    if not part or part.replace("\0", "").strip():
        return ()
    return tuple(
        (span[0] + match.start() + 1, span[0] + match.end() - 1)
        for match in re.finditer(r"\0+", part)
    )


def _noted(technology: Technology, note: Span) -> Technology:
    if note[0] >= note[1]:
        return technology
    notes = (*technology.notes, note)
    return Technology(technology.name, technology.version, notes)


def _whole_version(text: str, span: Span) -> Span | None:
    """Return the version that all of a part is, `None` where it is none."""
    match = _VERSION.fullmatch(text, *span)
    return _version_at(match) if match and pinning(match[0]) != "unknown" else None


def _version_at(match: re.Match[str]) -> Span:
    """Return where a version is, without the word *version* before it."""
    return match.span("it") if match["it"] else match.span()


def _stripped(text: str, start: int, end: int) -> Span:
    """Return a span without the spaces and separators at its ends."""
    while start < end and text[start] in " ,;:":
        start += 1
    while end > start and text[end - 1] in " ,;:":
        end -= 1
    return start, end
