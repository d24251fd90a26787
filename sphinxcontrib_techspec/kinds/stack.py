"""Section 1: the technology stack."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from ..codes import Code
from ..patterns import regex
from ..text import normalize
from ..values.no_technology import names_no_technology
from ..values.sentence import is_long
from ..values.technologies import (
    Absent,
    Span,
    Technology,
    is_proper_name,
    names_technology,
    read_technologies,
    read_version,
)
from ..values.technology_in_words import technology_in_words
from ..values.version import Version
from .base import Kind
from .field import (
    DECISION,
    NO_DECISIONS,
    DashIsNone,
    DecisionRefs,
    EmptyIsNone,
    FieldSpec,
    Heads,
    Lower,
)
from .template import Section, Topic

_SURE_PINNINGS = frozenset({"exact", "range", "hosted"})
"""How a version is pinned that is one for sure; a number alone may be anything."""

_RECORD = regex(r"\bADR[-_ ]?\d", re.IGNORECASE)
_ARTICLE = regex(r"(?:all|an?|any|each|every|our|the)\s", re.IGNORECASE)


_MOST_JOINED = 4
"""How many technologies a paragraph joins by a plus."""


class Stack(Kind):
    """A technology that the system is built with, run on or checked by.

    The template asks for an exact version of each, so that a build can be repeated.
    """

    kind: ClassVar = "stack"
    title: ClassVar = "technology"
    section: ClassVar = Section.STACK
    label: ClassVar = "Name"
    label_aliases: ClassVar = (
        "Choice", "Technology", "Technologies", "Tool", "Product", "Chosen", "Library",
        "Technology/Version", "Technology & version", "Name and version",
    )  # fmt: skip
    heads: ClassVar = (
        Heads(("",), ("Decision",)),
        Heads(("role",), ("Layer",)),
        Heads(("role",), ("Component", "Technology", "Tool")),
        Heads(("role",), ("Purpose", "Used for")),
        Heads(("note",), ("Purpose", "Used for", "Description")),
        Heads(
            ("",),
            ("Details", "Value", "Selection", "Selected", "Implementation"),
            sure=True,
        ),
        Heads(("note",), ("Details",)),
        Heads(("",), ("Package", "Dependency", "Framework", "Software")),
        Heads(("",), ("Component",), sure=True),
    )
    columns: ClassVar = ("role", "", "version", "adr")
    bullet: ClassVar = ("role", "", "version")
    package_field: ClassVar = "package"
    grouped: ClassVar = True
    topic_field: ClassVar = "role"
    needs_decision: ClassVar = ("database", "databases", "datastore")
    topics: ClassVar = (
        Topic("language", Section.STACK, ("programming language", "languages")),
        Topic("package manager", Section.STACK, ("packages", "dependency manager")),
        Topic("framework", Section.STACK, ("web framework",), if_applicable=True),
        Topic("linter", Section.STACK, ("linting", "lint")),
        Topic("type checker", Section.STACK, ("type checking", "types", "typing")),
        Topic("formatter", Section.STACK, ("formatting", "code formatter")),
        Topic(
            "testing",
            Section.STACK,
            ("tests", "test runner", "test framework", "unit testing"),
            exact=True,
        ),
        Topic("database", Section.STACK, ("data store", "datastore", "storage")),
        Topic("cache", Section.STACK, ("caching",), if_applicable=True),
        Topic("ORM", Section.STACK, ("object mapper",), if_applicable=True),
        Topic("CI/CD", Section.STACK, ("ci", "cd", "continuous integration")),
        Topic("container", Section.STACK, ("containers", "docker"), if_applicable=True),
    )

    role: Annotated[
        str,
        FieldSpec(
            "Role",
            "What the technology is for: Language, Database, Linter, …",
            aliases=("Category", "Concern", "Area", "Aspect"),
            required=True,
        ),
    ] = ""
    version: Annotated[
        Version | None,
        DashIsNone,
        FieldSpec(
            "Version",
            "The exact version: `16.4`, not `16.x`, `>=16` or `latest`.",
            required=True,
            missing_code=Code.VERSION_MISSING,
            example="1.2.3",
        ),
    ] = None
    layer: Annotated[
        Literal["core", "quality", "data", "infrastructure"] | None,
        Lower,
        EmptyIsNone,
        FieldSpec("Layer", "The template's part of the stack it belongs to."),
    ] = None
    package: Annotated[
        str,
        FieldSpec(
            "Package",
            "The name of the package, where it differs.",
            verbatim=True,
        ),
    ] = ""
    adr: Annotated[DecisionRefs, DECISION] = NO_DECISIONS

    @classmethod
    def names_in_labels(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Read ``**JUnit 5**: runs the unit tests``, where the label is the technology.

        A label that names a technology is the name, where what follows it does not
        name one. So are the other labels of such a list, where none of them is a topic
        and none of the texts names a technology.
        """
        if _are_of_one(bullets):
            return [not text for text in cls.texts_among(bullets)]
        topics = {normalize(w) for t in cls.topics for w in (t.name, *t.aliases)}
        named = [
            (bool(label) and names_technology(label) and (not rest or _says_more(rest)))
            or (bool(label) and normalize(label) not in topics and _is_range(rest))
            for label, rest in bullets
        ]
        whole = any(named) and all(
            is_named
            or (label and rest and normalize(label) not in topics and _says_more(rest))
            for is_named, (label, rest) in zip(named, bullets, strict=True)
        )
        return [True] * len(bullets) if whole else named

    @classmethod
    def texts_among(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Find the bullets that say how work is done, or more of one technology.

        Beside ``- **Version**: 3.x`` or ``- **Why**: …`` only a label that is a
        technology with its version names an item. *Regions* and *Branching strategy*
        are no roles of technologies.
        """
        if not _are_of_one(bullets):
            texts = super().texts_among(bullets)
            named = cls.names_in_labels(bullets)
            others = _words_among(bullets)
            none = [
                _names_none(label, rest)
                or is_other
                or (not is_name and cls._is_in_words(label, rest))
                for is_name, is_other, (label, rest) in zip(
                    named, others, bullets, strict=True
                )
            ]
            return list(map(max, texts, none))
        return [
            cls.own_field_for_head(label) is not None
            or not (is_proper_name(label) and read_version(rest))
            for label, rest in bullets
        ]

    @classmethod
    def _is_in_words(cls, label: str, rest: str) -> bool:
        """Return whether a bullet says in words what there is, and names nothing.

        What the template asks for is an item in any words, and so is what a decision
        record is about.
        """
        words = rest.partition("(")[0]
        is_text = is_long(words) and words.split()[0].islower()
        in_words = bool(label) and (is_text or bool(_ARTICLE.match(rest)))
        return in_words and not (
            cls.names_topic(label)
            or _RECORD.search(rest)
            or names_technology(rest)
            or technology_in_words(rest)
        )

    @classmethod
    def is_sure_name(cls, text: str) -> bool:
        """Return whether a text begins with a technology for sure."""
        return names_technology(text)

    @classmethod
    def seems_name(cls, text: str) -> bool:
        """Return whether a text begins with a technology, or is a name of few words."""
        return names_technology(text) or is_proper_name(text)

    @classmethod
    def one_name(cls, text: str) -> str:
        """Return the technology of ``Loom 5 (hosted)``, where it is the only one."""
        found = () if not text else read_technologies(text)
        if isinstance(found, Absent) or len(found) != 1:
            return ""
        name = text[slice(*found[0].name)]
        return name if is_proper_name(name) or names_technology(name) else ""

    @classmethod
    def joined_names(cls, text: str) -> Sequence[str]:
        """Return the technologies of ``Jest + Vitest:``, if each is one by its name."""
        names = text.strip().removesuffix(":").split(" + ")
        is_few = 1 < len(names) <= _MOST_JOINED
        return names if is_few and all(cls.one_name(n) == n for n in names) else ()

    def is_evident(self, name: str) -> bool:
        """Return whether the name is that of a technology, or there is a version."""
        return names_technology(name) or bool(
            self.version and self.version.pinning in _SURE_PINNINGS
        )

    @classmethod
    def split_labelled(cls, text: str) -> Mapping[str, Sequence[Span]]:
        """Read ``16.4 (main store)`` or ``the main store`` behind a technology."""
        if found := read_version(text):
            version, notes = found
            return {"version": (version,), "note": notes}
        return super().split_labelled(text)

    @classmethod
    def split_text(cls, text: str) -> Sequence[Mapping[str, Sequence[Span]]] | Absent:
        """Read several technologies, each with its version and notes.

        ``Python 3.12.4 (API), uv 0.5.1`` is two items. ``None (reason)`` declares that
        the role, where it is a topic, does not apply. ``deleted_at column`` and the
        number of a port name none.
        """
        if names_no_technology(text):
            return ()
        if arrow := _ARROW.fullmatch(text):
            named = read_technologies(arrow["name"])
            is_role = not names_technology(arrow["role"])
            is_sure = is_role and names_technology(arrow["name"])
            if is_sure and not isinstance(named, Absent) and len(named) == 1:
                return [_with_role(named[0], arrow)]
        within = technology_in_words(text)
        found = [within] if within else read_technologies(text)
        if isinstance(found, Absent):
            return found
        return [
            {
                "": (one.name,),
                "version": (one.version,) if one.version else (),
                "note": one.notes,
            }
            for one in found
        ]


_ARROW = regex(
    r"(?P<role>[^\W\d][\w /&-]{0,40}?) ?(?:→|⇒|-->?|=>) ?(?P<name>[^→⇒>]{1,200})"
)
"""What a technology is for, and the technology: *Frontend → Vercel*."""


def _with_role(one: Technology, arrow: re.Match[str]) -> Mapping[str, Sequence[Span]]:
    """Return the fields of a technology behind an arrow, and its role before that."""
    start = arrow.start("name")

    def moved(spans: Sequence[Span]) -> Sequence[Span]:
        return [(first + start, last + start) for first, last in spans]

    return {
        "role": (arrow.span("role"),),
        "": moved([one.name]),
        "version": moved([one.version] if one.version else []),
        "note": moved(one.notes),
    }


def _are_of_one(bullets: Sequence[tuple[str, str]]) -> bool:
    """Return whether bullets say more of one technology: *Version: 3.x*, *Why: …*.

    *Version: Zed 3.16* names one.
    """
    labels = (
        label
        for label, rest in bullets
        if not (normalize(label) == "version" and names_technology(rest))
    )
    return Stack.describes_one(labels)


def _words_among(bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
    """Return which bullets are words in small letters, beside technologies.

    None has a label. One of them is a technology for sure, and more than half have
    names: *Zed 4*, *Weft CLI*, *Plugins of our own*.
    """
    if any(label for label, _ in bullets):
        return [False] * len(bullets)
    sure = [names_technology(rest) or bool(_RECORD.search(rest)) for _, rest in bullets]
    named = [is_proper_name(rest.partition("(")[0]) for _, rest in bullets]
    if not any(sure) or 2 * sum(map(max, sure, named)) <= len(bullets):
        return [False] * len(bullets)
    return [
        not is_sure and _IN_WORDS.fullmatch(rest) is not None
        for is_sure, (_, rest) in zip(sure, bullets, strict=True)
    ]


_IN_WORDS = regex(r"[A-Z]?[a-z]+(?:-[a-z]+)?(?: [a-z]+(?:-[a-z]+)?){1,9}\.?")
"""Words that no name is among, the first of which may have a capital."""


_NO_ROLE = regex(
    r"no\s.+|(?:.*\s)?(?:capabilities|conventions?|environments?|features|guidelines?"
    r"|polic(?:y|ies)|process(?:es)?|regions?|requirements?|rules|services|shape"
    r"|strateg(?:y|ies)|workflows?|zones?)",
    re.IGNORECASE,
)
"""A label of a list of places, parts or rules."""


_SHARE = regex(r"[<>≥≤~]?\s?\d{1,3}(?:\.\d{1,2})?\s?%")
"""A share, which is no version: *Coverage: 80 % at least*."""


def _names_none(label: str, rest: str) -> bool:
    """Return whether a bullet with such a label names no technology."""
    if names_technology(rest):
        return False
    if _SHARE.match(rest) and not Stack.names_topic(label):
        return True
    if not _NO_ROLE.fullmatch(label):
        return False
    found = read_technologies(rest)
    names = () if isinstance(found, Absent) else [rest[slice(*t.name)] for t in found]
    return not all(map(is_proper_name, names)) or normalize(label).endswith(_PLACES)


_PLACES = ("region", "regions", "zone", "zones")
"""The last words of labels of places, which have names as well."""


def _is_range(text: str) -> bool:
    """Return whether a text begins with a range of versions: ``^5.1 (hashing)``."""
    return text.startswith(("^", "~", ">", "<", "=")) and read_version(text) is not None


def _says_more(text: str) -> bool:
    """Return whether a text says more of the technology before it, and names none."""
    return read_version(text) is not None or not names_technology(text)
