"""Find the phrases that state a relation between records: ``superseded by``.

Only assertions count. There is no relation in ``not superseded``, ``until superseded
by``, ``superseded by: none`` or ``superseded records``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ..patterns import regex
from .outline import Link
from .vocabulary import LINK, VOCABULARY, Vocabulary, strip_decoration
from .words import mask_links, sentence_before, window_before

RelationType = Literal["supersedes", "superseded by", "amends", "amended by"]

_PARTLY = r"(?:partly|partially|in\s++part)"
_DATES = r"\d{4}-\d\d-\d\d(?:(?:,|\s++and)\s++\d{4}-\d\d-\d\d){0,3}"
_RELATION = regex(
    rf"\b(?P<partly>{_PARTLY}\s++)?"
    r"(?:(?P<by>super[sc]ee?ded|replaced|obsoleted|overrid+en|overruled)"
    rf"(?P<partly_after>\s*+(?:\(partial\)|\(?{_PARTLY}\b\)?))?(?P<agent>[\s-]++by\b)?"
    r"|(?P<ended>depreciated|deprecated|invalidated)[\s-]++by"
    rf"|(?P<does>super[sc]ee?d(?:e?s|ing)|replac(?:es|ing)|obsolet(?:es|ing)"
    rf"|overrid(?:es|ing)|overrul(?:es|ing)|deprecat(?:es|ing))"
    rf"(?P<partly_does>\s*+(?:\(partial\)|\(?{_PARTLY}\b\)?))?"
    rf"|(?P<amended>(?:amended|clarified)(?:\s++(?:on\s++)?{_DATES})?[\s-]++by)"
    r"|(?P<amends>amend(?:s|ing)|clarif(?:ies|ying)))(?![\w-])",
    re.IGNORECASE,
)
_PART_NOUN = (
    r"(?:parts?|portions?|aspects?|sections?|clauses?|elements?|pieces?|bits?|points?"
    r"|details?|some|steps?|rules?|limitations?|limits?|assumptions?|requirements?"
    r"|defaults?|mechanics|wording|terminology)"
)
_PART = regex(rf"\b{_PART_NOUN}\b", re.IGNORECASE)
_PART_OF = regex(
    rf"[\s:,(]*+(?:{_PARTLY}\b"
    r"|for\s++(?!(?:[\w-]++\s++){0,3}?(?:reasons?|sake|purposes?|good)\b)"
    r"(?:[^\s;]++(?<!\.)\s++){1,15}?by\b"
    rf"|(?:[\w\"'“”‘’*{LINK}-]++\s++){{0,5}}?{_PART_NOUN}\s++(?:[\w-]++\s++){{0,3}}?"
    r"(?:of|in|from)\b)",
    re.IGNORECASE,
)
_CLAUSE_START = regex(r"[.;,:!()\n|\u3002\uff1b\uff0c\uff1a]|\s[–—→>/-]+\s")
_FULL_STOP = regex(r"[.!?](?=\s)")
_WORD = regex(r"[\w'’]+")
_NEGATIONS = frozenset(
    "no not never isn't wasn't aren't hasn't haven't don't doesn't didn't won't cannot"
    " can't wouldn't neither nor nothing none without rather than instead will would"
    " may might can could should shall must until unless if when once before to being"
    " avoid avoids".split()
)
_SUBJECT_WORDS = frozenset(
    "this it adr record decision document proposal has had".split()
)
_SUBJECT_STARTS = frozenset("the this a an our its adr record".split())
_CONJUNCTIONS = frozenset({"and", "but", "then"})
_RELATIVE_WORDS = frozenset({"which", "that"})
_PASSIVE_WORDS = frozenset("is was been be are were got now since later".split())
_FILLERS = (
    _SUBJECT_WORDS
    | _RELATIVE_WORDS
    | _PASSIVE_WORDS
    | frozenset(
        "the have but and then so also fully completely entirely wholly already"
        " recently officially effectively formally eventually finally subsequently"
        " meanwhile however today currently architecture architectural status".split()
    )
)
_IN_RECORD = regex(
    r"\s(?:in|of|from)\s++this\s++"
    r"(?:adr|decision|record|document|proposal|(?-i:[A-Z]{2,6}))\b",
    re.IGNORECASE,
)
_PREPOSITION = regex(r"\s(?:for|of|in|on|about|from|to|that|which|with|given)\s")
_WHOLE = frozenset(
    "all everything whole entirety content contents text decision decisions status"
    " version title".split()
)
"""What of a record is not a part of it: ``the decision in this record``."""

_DECIDED = _WHOLE | frozenset(
    "adoption approach choice design plan proposal recommendation record selection"
    " solution strategy usage use".split()
)
"""What of another record is not a part of it: ``the approach in ADR-2``."""

_GENERAL = frozenset(
    "accepted architectural architecture current earlier entire existing first former"
    " initial main old older original overall own previous prior proposed whole".split()
)
"""Words beside `_DECIDED` that leave the whole: ``the original decision in ADR-2``."""

_OBJECT = regex(
    r"[\s:,]*+(?:(?:only|just)\s++)?(?:the|its|their|all|both|those|these|one|two|three"
    r"|several|some)\s++"
    r"(?P<object>(?:[^.;]|\.(?=\w)){0,200}?)"
    r"(?<=\S)(?:\s++(?:in|of|from)\s++(?P<rest>[^.;]*+)|\s++\((?P<inner>[^().;]*+))",
    re.IGNORECASE,
)
_REST = regex(
    r"\b(?:rest|remainder|remaining|other(?:wise)?)\b[^.;]{0,120}?"
    r"\b(?:stands?|remains?|holds?|in\s++force|unchanged|valid|continues?)\b",
    re.IGNORECASE,
)
"""What says that a record goes on in part: ``the rest of ADR-2 stands``."""

_QUALIFIER_WORDS = 4
"""The most words before the words of a relation in a label."""


_PRONOUNS = frozenset("it they which that these those".split())
_DETERMINERS = frozenset("the its a an one two three some several".split())
_PREDICATE_WORDS = _PASSIVE_WORDS | frozenset(
    "partly partially also already recently fully in part itself however has had have"
    " been therefore thus".split()
)
_ASIDE = regex(r"\([^()]*+\)|\s[–—-]{1,2}\s[^–—]{1,200}?\s[–—-]{1,2}\s")
RECORD_NAME = regex(rf"{LINK}|\b[A-Za-z]{{2,8}}[-_ #]{{0,2}}\d{{1,6}}\b")
"""A link, or a name that may be a record's."""

_EMPTY_VALUE = regex(
    r"(?P<colon>\s*+:)?[\s*_`\"'({\[]*+"
    r"(?P<word>none|null|nil|nothing|nobody|no[ -]one|no|false|n/?a|tbd|todo|not yet"
    r"|[-–—~?…]++)?[\s*_`\"')}\]]*+(?=$|[.;,\n)|])",
    re.IGNORECASE,
)
_NOTHING = regex(r"\W*+(?:none|nothing|null|n/a)(?=\s*+[(,;.–—])", re.IGNORECASE)
_CONTINUATION = regex(
    rf"\s?\([^()\n]{{1,200}}+\)\s*+(?:$|[.;,\n])"
    rf"|[\s*_\"'(]*+(?:$|[.;,:!()\[\]\n|–—→>#-]|\d|{LINK}"
    r"|(?:on|in|at|since|as|with|and|for|via|per|from|please|see|adr|nep)\b)",
    re.IGNORECASE,
)
_PLACEHOLDER = regex(r"[{}]|\b(?:X{2,}|N{2,})\b|\[[^\w\[\]]*+\]")
_LABEL_REST = frozenset({"", "adr", "adrs", "record", "records", "decision"})
_OBJECTS = frozenset({"adr", "adrs", "record", "records", "decision", "decisions"})


@dataclass(frozen=True, slots=True)
class RelationMatch:
    """The words of a relation in a text, such as ``superseded by``.

    Attributes:
        type: the type of the relation.
        start: the index of the first character of the words.
        end: the index after the words.
        scope_end: the index up to which targets are looked for.
        partly: whether the relation concerns a part of the record only.
        ends: whether the words say that the record is *superseded*; ``deprecated by``
            names a successor of a record that is deprecated.
    """

    type: RelationType
    start: int
    end: int
    scope_end: int
    partly: bool = False
    ends: bool = False


def visible_text(
    text: str, links: Iterable[Link], vocabulary: Vocabulary = VOCABULARY
) -> str:
    """Return *text* with its links masked, unless a link is itself a statement.

    ``[Superseded by 5](0005.md)`` at the beginning of a clause is a statement. In
    ``Superseded by [Superseded queue](0005.md)`` the link is a title.
    """

    def is_statement(inner: str, before: str) -> bool:
        if _RELATION.search(before):
            return False
        match = _RELATION.match(inner)
        if match and (match["agent"] or not match["by"] or match.end() == len(inner)):
            return True
        return strip_decoration(inner).lower() in vocabulary

    return mask_links(text, links, is_statement)


def find_relations(text: str) -> list[RelationMatch]:
    """Return the words in *text* that assert a relation, in order.

    Args:
        text: a text whose links are masked.
    """
    matches = [
        (match, relation)
        for match in _RELATION.finditer(text)
        if (relation := _asserted(text, match))
    ]
    ends = [*(match.start() for match, _ in matches), len(text)][1:]
    return [
        RelationMatch(
            relation[0],
            match.start(),
            match.end(),
            scope_end,
            relation[1] or bool(_PART_OF.match(text, match.end(), scope_end)),
            ends=bool(match["by"]) and relation[0] == "superseded by",
        )
        for (match, relation), scope_end in zip(matches, ends, strict=True)
    ]


def parse_relation_label(label: str) -> tuple[RelationType, bool] | None:
    """Parse a label such as ``superseded-by`` or ``Partly superseded by ADR``.

    Returns:
        The type of the relation and whether it is partial; `None` for other labels.
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)
    words = re.sub(r"[-_\s]+", " ", spaced).strip(" :*")
    match = _RELATION.match(words)
    partly = False
    if match is None:
        match = _RELATION.search(words)
        if match is None or not _is_qualifier(words[: match.start()]):
            return None
        partly = True
    rest = words[match.end() :].strip().lower()
    if match["by"] and not match["agent"] and rest in _OBJECTS:
        return "supersedes", partly or _says_partly(match)  # ``Replaced ADRs: 5, 6``
    partly = partly or _says_partly(match)
    if re.fullmatch(rf"\(?{_PARTLY}\)?|\(partial\)?", rest):
        partly, rest = True, ""
    return (_type_of(match), partly) if rest in _LABEL_REST else None


def is_participle(label: str) -> bool:
    """Return whether a label is a word such as ``Superseded``, without *by*.

    It may be a word of a text that goes on after its colon.
    """
    match = _RELATION.fullmatch(label.strip(" :*"))
    return bool(match and match["by"] and not match["agent"])


def _is_qualifier(words: str) -> bool:
    """Return whether a label names a part before a relation: ``Runtime superseded by``.

    A sentence, such as *It has been superseded by*, is none, nor is what means the
    whole record.
    """
    found = words.lower().split()
    return (
        0 < len(found) <= _QUALIFIER_WORDS
        and all(_WORD.fullmatch(word) for word in found)
        and _NEGATIONS.isdisjoint(found)
        and _FILLERS.isdisjoint(found)
        and found[-1] not in _DECIDED
        and VOCABULARY.keys().isdisjoint(found)
    )


def names_object(text: str, start: int, end: int) -> bool:
    """Return whether a part of a text names a part of a record as an object.

    This is so in ``the runtime and the names in ADR-2``, and not in ``the decision in
    ADR-2``.

    Args:
        text: the text, whose links are masked.
        start: the index after the words of a relation.
        end: the index of the first record that is named.
    """
    match = _OBJECT.fullmatch(text, start, end)
    if match is None:
        return False
    words = _WORD.findall(match["object"].lower())
    return bool(words) and not _DECIDED.union(_GENERAL).issuperset(words)


def leaves_rest(text: str) -> bool:
    """Return whether a text says that the rest of a record stands."""
    return _REST.search(text) is not None


def is_empty_value(text: str, links: Iterable[Link] = ()) -> bool:
    """Return whether the value of a field names no record: ``null``, ``none``, ``-``.

    This includes placeholders of templates. The words of links do not count.
    """
    visible = mask_links(text, links)
    if _NOTHING.match(visible):
        return True
    match = _EMPTY_VALUE.match(visible)
    return bool(match and match.end() == len(visible)) or bool(
        _PLACEHOLDER.search(visible)
    )


def names_part(text: str, links: Iterable[Link] = (), first: int | None = None) -> bool:
    """Return whether the value of a field names a part: ``the clause on X of ADR-2``.

    Args:
        text: the value; the words of links do not count.
        links: the links in it.
        first: the index of the first record that it names, if it names one.
    """
    visible = mask_links(text, links)
    return bool(_PART_OF.match(visible)) or (
        first is not None and names_object(visible, 0, first)
    )


def is_about_part(before: str) -> bool:
    """Return whether the subject of a sentence is a part of the record itself.

    This is so in ``The guidance for roots in this record has been superseded``, and in
    ``The rule in this record is wrong; it has been superseded``.

    Args:
        before: the text before the words of a relation.
    """
    *earlier, sentence = _FULL_STOP.split(before.replace("\n", " "))
    if earlier and _PRONOUNS.intersection(_WORD.findall(sentence.lower())[:1]):
        sentence = f"{earlier[-1]}; {sentence}"
    found = list(_IN_RECORD.finditer(sentence))
    if not found:
        return False
    phrase = _CLAUSE_START.split(sentence[: found[-1].start()])[-1]
    head = _WORD.findall(_PREPOSITION.split(f"{phrase.lower()} ")[0])[-1:]
    clauses = _CLAUSE_START.split(sentence[found[-1].end() :])
    words = _after_conjunction(_WORD.findall(clauses[-1].lower()))[:1]
    same = bool(_PRONOUNS.intersection(words)) or (
        len(clauses) == 1 and not _SUBJECT_STARTS.intersection(words)
    )
    return same and bool(head) and not _WHOLE.issuperset(head)


def _says_partly(match: re.Match[str]) -> bool:
    return bool(match["partly"] or match["partly_after"] or match["partly_does"])


def _type_of(match: re.Match[str]) -> RelationType:
    if match["by"] or match["ended"]:
        return "superseded by"
    if match["does"]:
        return "supersedes"
    return "amended by" if match["amended"] else "amends"


def _asserted(text: str, match: re.Match[str]) -> tuple[RelationType, bool] | None:
    """Return the type of a relation, and whether it is partial, if it is asserted."""
    sentence = sentence_before(window_before(text, match.start())).replace("\n", " ")
    clause = _CLAUSE_START.split(sentence)[-1]
    words = _WORD.findall(clause.lower().replace("’", "'"))
    if _NEGATIONS.intersection(words[-4:]):
        return None
    empty = _EMPTY_VALUE.match(text, match.end())
    if empty and (empty["colon"] or empty["word"]):
        return None
    first = len(clause) == match.start()
    if _RELATIVE_WORDS.intersection(words) and RECORD_NAME.search(sentence):
        return None  # ``Refines ADR-1 (which superseded ADR-2)``
    if RECORD_NAME.search(clause) and not first:
        return None  # ``Accepted. ADR-1 was superseded by ADR-2.``
    _, _, bracketed = sentence.rpartition("(")
    if bracketed != sentence and RECORD_NAME.search(bracketed) and ")" not in bracketed:
        return None  # ``Proposed (see ADR-1, superseded)``
    partly = (
        _says_partly(match)
        or bool(_PART.search(clause))
        or is_about_part(window_before(text, match.start()))
        or (bool(match["agent"]) and len(clause) < len(sentence) and _is_noun(words))
        or (bool(match["by"]) and _is_subject_part(sentence))
    )
    if not match["by"] or match["agent"]:
        return _type_of(match), partly
    if (
        words
        and words[-1] in _SUBJECT_WORDS | _RELATIVE_WORDS
        and not _PASSIVE_WORDS.intersection(words)
    ):
        return "supersedes", partly  # ``This superseded ADR-3``
    # Without "by" it may be an adjective, or have another subject than the record.
    alone = len(words) < 2  # ``Officially superseded``
    words = _after_conjunction(words)
    own = alone or _FILLERS.issuperset(words) or words[0] == "this"
    predicate = not words or alone or words[-1] in _FILLERS
    if partly or (own and predicate):
        return (
            ("superseded by", partly)
            if _CONTINUATION.match(text, match.end())
            else None
        )
    return None


def _is_subject_part(sentence: str) -> bool:
    """Return whether a sentence begins with a part of the record as its subject.

    This is so in ``The file layout (§4, §5) is`` and ``Its §2 - a cache - is``, before
    *superseded*, and not in ``The decision has been``.
    """
    words = _WORD.findall(_ASIDE.sub(" ", sentence).lower().replace("’", "'"))
    words = _after_conjunction(words)
    while words and words[-1] in _PREDICATE_WORDS:
        del words[-1]
    if not words or words[0] not in _DETERMINERS:
        return False
    subject = _PREPOSITION.split(f"{' '.join(words[1:])} ")[0].split()
    return bool(subject) and subject[-1] not in _DECIDED | _SUBJECT_WORDS


def _is_noun(words: list[str]) -> bool:
    """Return whether a clause names a part: ``Accepted, queue names superseded by``.

    It has a subject of two words or more, without a determiner or a verb.
    """
    own = [word for word in words if word not in {"decision", "status", "and"}]
    return (
        len(own) > 1
        and _FILLERS.isdisjoint(own)
        and VOCABULARY.keys().isdisjoint(own)
        and not any(word.endswith("ly") or not word.isalpha() for word in own)
    )


def _after_conjunction(words: list[str]) -> list[str]:
    """Return the words after the last *and*, *but* or *then*."""
    last = max((n for n, word in enumerate(words) if word in _CONJUNCTIONS), default=-1)
    return words[last + 1 :]
