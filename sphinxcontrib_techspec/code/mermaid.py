"""Read the entities of a mermaid ``erDiagram``, and find the lines that relate them.

The syntax is that of https://mermaid.js.org/syntax/entityRelationshipDiagram.html: an
entity with attributes is a name with a block in braces, ``CUSTOMER { string name PK
"as billed" }``. A name without attributes is only the end of a relation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ..patterns import regex
from .classes import ClassField, ClassSource, CodeClasses, CodeFault, too_long

LANGUAGE = "mermaid"
"""The language of a block of code that is a diagram."""

_KEYS = {"PK": "primary key", "FK": "foreign key", "UK": "unique"}

_ENTITY = regex(
    r"(?:\"(?P<quoted>[^\"]+)\"|(?P<name>[^\W\d][\w.-]*))"
    r"(?:\[(?P<alias>[^\]]+)\])?(?::::[\w,-]+)?\s*(?P<block>\{.*)?"
)
_STATEMENT = regex(
    r"(?:title|direction|accTitle|accDescr|style|classDef|class)\b(?!\s*[|}\[:{]*--)"
)
_TOKEN = regex(r"\s*(?:(?P<comment>\"[^\"]*\")|(?P<close>\})|(?P<word>[^\s\"}]+))")
_TYPE = regex(r"[^\W\d][\w.~<>|\[\](),-]*")
_NAME = regex(r"\*?[^\W\d][\w.\[\](),-]*")
_KEY_LIST = regex(r"(?:PK|FK|UK)(?:,(?:PK|FK|UK))*,?")


@dataclass(slots=True)
class ErDiagram:
    """What an ``erDiagram`` has.

    Attributes:
        entities: those with attributes, each once.
        relations: the lines of all else, with their numbers from 0.
        aliases: for each identifier of an entity with another name, that name.
        faults: the lines in the attributes that are not understood.
    """

    entities: list[ClassSource] = field(default_factory=list[ClassSource])
    relations: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    aliases: dict[str, str] = field(default_factory=dict[str, str])
    faults: list[CodeFault] = field(default_factory=list[CodeFault])


def diagram_type(code: str) -> str:
    """Return the word that a diagram begins with, such as ``erDiagram``."""
    for _, line in _statements(code.split("\n")):
        return line.split()[0]
    return ""


def read_diagram(code: str) -> ErDiagram | None:
    """Return what an ``erDiagram`` has, `None` for another diagram."""
    if diagram_type(code) != "erDiagram":
        return None
    if fault := too_long(code):
        return ErDiagram(faults=[fault])
    return _Reader().read(code)


def read_classes(code: str) -> CodeClasses:
    """Return the entities with attributes of an ``erDiagram``."""
    found = read_diagram(code)
    if found is None:
        return CodeClasses()
    return CodeClasses(found.entities, next(iter(found.faults), None))


def _statements(lines: list[str]) -> list[tuple[int, str]]:
    """Return the lines without front matter, comments and directives, with numbers."""
    found: list[tuple[int, str]] = []
    end = ""
    for number, line in enumerate(lines):
        text = line.strip()
        if end:
            end = "" if text.endswith(end) else end
        elif text == "---" and not found:
            end = "---"
        elif text.startswith("%%{"):
            end = "" if text.endswith("}%%") else "}%%"
        elif text and not text.startswith("%%"):
            found.append((number, text))
    return found


class _Reader:
    def __init__(self) -> None:
        self._found = ErDiagram()
        self._by_name: dict[str, ClassSource] = {}

    def read(self, code: str) -> ErDiagram:
        """Return what the lines below ``erDiagram`` have."""
        statements = _statements(code.split("\n"))[1:]
        open_: _Attributes | None = None
        skips = False
        for number, text in statements:
            if skips:
                skips = not text.endswith("}")
            elif open_ is not None:
                open_ = self._continue(open_, text, number)
            elif _STATEMENT.match(text):
                skips = text.startswith("accDescr") and text.endswith("{")
            elif match := _ENTITY.fullmatch(text):
                open_ = self._entity(match, number)
            else:
                self._found.relations.append((number, text))
        if open_ is not None:
            self._note("“{” is not closed", open_.source.line)
            self._end(open_)
        found = self._found
        found.entities = [entity for entity in self._by_name.values() if entity.fields]
        for identifier, entity in self._by_name.items():
            entity.name = found.aliases.get(identifier, identifier)
        found.faults.sort(key=lambda fault: fault.line)
        return found

    def _entity(self, match: re.Match[str], number: int) -> _Attributes | None:
        identifier = (match["quoted"] or match["name"]).strip()
        alias = (match["alias"] or "").strip().strip('"').strip()
        after = alias.removeprefix(identifier)
        is_caption = after != alias and not (after[:1].isalnum() or after[:1] == "_")
        if alias and not is_caption:
            # What begins with the identifier is a caption of the same name.
            self._found.aliases[identifier] = alias
        if not match["block"]:
            return None
        source = ClassSource(identifier, "", number, whole=False, label="Entity")
        return self._continue(_Attributes(source), match["block"][1:], number)

    def _continue(
        self, attributes: _Attributes, text: str, number: int
    ) -> _Attributes | None:
        """Read more of a block in braces; return `None` where it ends."""
        rest = attributes.read(text, number)
        if rest is None:
            return attributes
        if rest:
            self._note(f"text behind “}}”: “{rest[:40]}”", number)
        self._end(attributes)
        return None

    def _end(self, attributes: _Attributes) -> None:
        attributes.end()
        self._found.faults += attributes.faults
        source = attributes.source
        # A second block adds attributes to the first.
        known = self._by_name.setdefault(source.name, source)
        if known is not source:
            self._merge(known, source)

    def _merge(self, known: ClassSource, source: ClassSource) -> None:
        """Add the attributes of another block; those that say the same are one."""
        by_name = {part.name: part for part in known.fields}
        for part in source.fields:
            before = by_name.get(part.name)
            if before is None:
                known.fields.append(part)
            elif replace(part, line=before.line) != before:
                self._note(f"second attribute “{part.name}” of “{known.name}”",
                    part.line)  # fmt: skip

    def _note(self, text: str, line: int) -> None:
        self._found.faults.append(CodeFault(text, line))


class _Attributes:
    """The attributes in the block of one entity: type, name, keys, comment."""

    def __init__(self, source: ClassSource) -> None:
        self.source = source
        self.faults: list[CodeFault] = []
        self._words: list[str] = []
        self._line = source.line

    def read(self, text: str, number: int) -> str | None:
        """Read a line; return what is behind the brace that closes the block.

        Returns:
            The rest of the line, `None` where the block goes on.
        """
        position = 0
        text = text.rstrip()
        while position < len(text):
            token = _TOKEN.match(text, position)
            if token is None:
                self._note(f"no attribute: “{text.strip()[:40]}”", number)
                break
            position = token.end()
            if token["close"]:
                return text[position:].strip()
            word = token["comment"] or token["word"]
            if word == "%%" or word.startswith("%%"):
                break
            self._take(word, number)
        if len(self._words) == 1:
            # The name does not stand on another line than the type.
            self.end()
        return None

    def end(self) -> None:
        """Keep the last attribute."""
        if not self._words:
            return
        words, self._words = self._words, []
        comment = words.pop()[1:-1] if words[-1].startswith('"') else ""
        type_, name, *keys = [*words, "", ""][: max(2, len(words))]
        if not _TYPE.fullmatch(type_) or not _NAME.fullmatch(name):
            self._note(f"no attribute: “{' '.join(words)[:40]}”", self._line)
            return
        listed = re.findall(r"\w+", " ".join(keys))
        if name.startswith("*"):
            # Mermaid's other way to write a primary key.
            name, listed = name[1:], ["PK", *listed]
        constraints = ", ".join(dict.fromkeys(_KEYS[key] for key in listed))
        self.source.fields.append(
            ClassField(name, type_, constraints, comment.strip(), self._line)
        )

    def _take(self, word: str, number: int) -> None:
        """Add a word to the attribute that it is of, which may be the next one."""
        words = self._words
        is_key = len(words) > 1 and _KEY_LIST.fullmatch(word)
        is_part = len(words) < 2 or is_key or word == "," or word.startswith('"')
        if words and (words[-1].startswith('"') or not is_part):
            self.end()
        if not self._words:
            self._line = number
        self._words.append(word)

    def _note(self, text: str, line: int) -> None:
        self.faults.append(CodeFault(text, line))
