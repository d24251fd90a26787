"""What a kind of item is: a model whose fields say how authors write them.

A kind is a subclass of `Kind`. Everything else follows from it: the directive, the
role, the tables, the JSON and the pages of documentation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.fields import FieldInfo

from ..text import folded, tidy

ItemStatus = Literal["planned", "implemented", "deprecated"]
"""How far an item is: to be built, built, or on its way out."""


class Section(Enum):
    """The sections of the template, in its order; the value is ``(key, title)``."""

    SPEC = ("spec", "Header")
    STACK = ("stack", "Technology Stack")
    ARCHITECTURE = ("architecture", "Architecture")
    DATA = ("data-model", "Data Model")
    API = ("api", "API Specification")
    CLI = ("cli", "CLI Specification")
    SECURITY = ("security", "Security")
    ERRORS = ("errors", "Error Handling")
    PERFORMANCE = ("performance", "Performance Requirements")
    TESTING = ("testing", "Testing Strategy")
    RELATED = ("related", "Related Documents")

    def __init__(self, key: str, title: str) -> None:
        """Give a section its name in options and JSON, and its heading."""
        self.key = key
        self.title = title


@dataclass(frozen=True)
class Ask:
    """How an author writes one field, and what is asked of it.

    Attributes:
        label: the field's column head and its name on the page.
        doc: one sentence for the documentation.
        aliases: other column heads and labels that mean this field.
        required: whether the template asks for it (set bold in the documentation).
        reported_by: the rule that reports its absence.
        prose: whether inline markup is read in an option too (it is in any cell).
        body: whether the first paragraph of the body fills it where it is not given.
        names: the kinds whose items the field's value names.
        whole: whether all of the value is one name, words and all.
    """

    label: str
    doc: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    reported_by: str = "TS001"
    prose: bool = False
    body: bool = False
    names: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class Topic:
    """Something the template asks a section to speak of.

    Attributes:
        name: its name in the template.
        section: the section that it counts for.
        aliases: other words for it.
        if_applicable: whether the template asks for it only where it applies.
        alone: whether it has to stand alone: *load testing* is no *testing*.
    """

    name: str
    section: Section
    aliases: tuple[str, ...] = ()
    if_applicable: bool = False
    alone: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Every word for the topic, for comparison (see `folded`)."""
        return tuple(folded(word) for word in (self.name, *self.aliases))


@dataclass(frozen=True)
class Field:
    """A field of a kind, with the name, the type and the `Ask` it was declared with."""

    name: str
    ask: Ask
    info: FieldInfo

    @property
    def choices(self) -> tuple[str, ...]:
        """The values the field is limited to, none where any text will do."""
        return tuple(str(value) for value in _literals(self.info.annotation))


def _literals(annotation: Any) -> Sequence[object]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return [v for part in get_args(annotation) for v in _literals(part)]


def _lower(value: object) -> object:
    return tidy(value).lower() if isinstance(value, str) else value


def _or_none(value: object) -> object:
    return None if value == "" else value


Lower = BeforeValidator(_lower)
"""Makes a limited set of values mind neither case nor spaces."""


def _yes_or_no(value: object) -> object:
    words = {"": True, "yes": True, "true": True, "required": True, "no": False,
             "false": False, "optional": False}  # fmt: skip
    word = _lower(value)
    if isinstance(word, str):
        if word not in words:
            message = f"“{value}” is neither yes nor no"
            raise ValueError(message)
        return words[word]
    return value


YesOrNo = BeforeValidator(_yes_or_no)
"""Reads ``yes`` and ``no``; an option without a value says yes."""

EmptyIsNone = BeforeValidator(_or_none)

References = tuple[str, ...]
"""References as written, to decision records or to other items."""


DECISION = Ask(
    "Decision",
    "The decision record that it rests on.",
    aliases=("ADR", "Record", "Decision record"),
)
"""How an author names the decision record behind an item."""

EVIDENCE = Ask(
    "Evidence",
    "Where the measured value is kept: `name#/json/pointer` into a file of "
    "`techspec_evidence`, which is read and compared with the target; or any words or "
    "a link, which are shown as written.",
    aliases=("Result",),
)
"""How an author says where a target's measured value is."""


class Kind(BaseModel):
    """The fields that every kind takes, and how a kind describes itself.

    Class attributes:
        kind: the name of the directive, the role and the object type.
        title: what one item is called in running text.
        section: the template's section the kind belongs to.
        label: the head of the column that holds the item's name.
        label_aliases: other heads of that column.
        columns: the fields that a table of the kind shows; ``""`` is the name.
        bullet: the fields that the parts of a bullet (``- **Label**: one - two``)
            fill, in their order; ``""`` is the name.
        rows: the field that holds a list of rows, such as an entity's fields.
        row_model: the model of one of those rows.
        lede: the fields that a body's first paragraph (``one: two - See ADR-1``)
            fills; none where it fills the field that says ``body``.
        topics: what the template asks the kind's items to speak of.
        topic_field: the field that says what an item speaks of; ``""`` is the name.
        code: the field that holds the body's block of code.
        paragraphs: whether a paragraph alone is an item where there are many.
    """

    # A project pays for the kinds it uses: models are built when first needed.
    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True
    )

    kind: ClassVar[str]
    title: ClassVar[str]
    section: ClassVar[Section]
    label: ClassVar[str]
    label_aliases: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[str, ...]]
    bullet: ClassVar[tuple[str, ...]]
    rows: ClassVar[str] = ""
    row_model: ClassVar[type[BaseModel] | None] = None
    lede: ClassVar[tuple[str, ...]] = ()
    topics: ClassVar[tuple[Topic, ...]] = ()
    topic_field: ClassVar[str] = ""
    code: ClassVar[str] = ""
    paragraphs: ClassVar[bool] = False

    status: Annotated[
        ItemStatus | None,
        Lower,
        EmptyIsNone,
        Ask("Status", "How far the item is; the spec's status says where it is left."),
    ] = None

    @classmethod
    def declared(cls) -> Mapping[str, Field]:
        """Return the kind's fields by name, in the order of the model."""
        return _fields(cls)

    @classmethod
    def referring(cls) -> tuple[str, ...]:
        """Return the kind's fields that name items, decision records left out."""
        return _referring(cls)

    @classmethod
    def split_name(cls, argument: str) -> dict[str, str]:
        """Return the fields that the item's name holds, such as an HTTP method."""
        return {}

    @classmethod
    def compose_name(cls, values: Mapping[str, str]) -> str:
        """Return the item's name from the fields that `split_name` gives."""
        return ""

    @classmethod
    def parse_bullet(cls, label: str, rest: str) -> dict[str, str] | None:
        """Return the fields (``""``: the name) that a bullet's text says.

        *label* is what stands before the colon, *rest* what follows. `None` leaves
        the bullet to the general rule: the label fills the first field of
        ``bullet``, the rest is cut at dashes into the others.
        """
        return None

    @classmethod
    def column(cls, head: str) -> str | None:
        """Return the field that a column head or label names, ``""`` for the name."""
        return _columns(cls).get(folded(head))

    @classmethod
    def heads(cls) -> list[str]:
        """Return every column head an author may write, for hints."""
        return [cls.label, *(field.ask.label for field in cls.declared().values())]


@cache
def _fields(kind: type[Kind]) -> dict[str, Field]:
    infos = kind.model_fields
    found: dict[str, Field] = {}
    # The fields that all kinds share come last, as they do in the documentation.
    for name in sorted(infos, key=lambda name: name in Kind.model_fields):
        for note in infos[name].metadata:
            if isinstance(note, Ask):
                found[name] = Field(name, note, infos[name])
    return found


@cache
def _referring(kind: type[Kind]) -> tuple[str, ...]:
    return tuple(name for name, field in kind.declared().items() if field.ask.names)


@cache
def _columns(kind: type[Kind]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, field in kind.declared().items():
        for word in (name, field.ask.label, *field.ask.aliases):
            found.setdefault(folded(word), name)
    for word in (kind.label, *kind.label_aliases):
        found[folded(word)] = ""
    return found
