"""Read the models, types and enums of a Prisma schema, line by line.

The syntax is that of the Prisma schema language: a field is a line with name, type and
attributes. A relation field is no column, so it is no field; its foreign key is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..patterns import regex
from .classes import (
    ClassField,
    ClassSource,
    CodeClasses,
    CodeFault,
    mark_incomplete,
    split_arguments,
    too_long,
)
from .comments import Comments, cut_comments

_BLOCK = regex(r"\s*(?P<type>\w+)\s+(?P<name>\w+)\s*\{\s*(?P<rest>.*)")
_FIELD = regex(
    r"\s*+(?P<name>\w++)\s++(?P<type>\w++(?:\([^()]*\))?)(?P<marks>\[\]|\?)?(?P<rest>.*)"
)
_ATTRIBUTE = regex(r"@@?(?P<name>[\w.]+)")
_COMMENT = regex(
    r'(?P<comment>//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?)|"(?:[^"\\\n]|\\.)*"?'
)
_LABELS = {"model": "Model", "type": "Type", "view": "View", "enum": "Enum"}
_WORDS = {"id": "primary key", "unique": "unique", "updatedAt": "updatedAt"}
_ACTIONS = {"onDelete": "on delete", "onUpdate": "on update"}


@dataclass(slots=True)
class _Model:
    source: ClassSource
    relations: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    keys: list[str] = field(default_factory=list[str])
    constraints: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    types: dict[str, str] = field(default_factory=dict[str, str])


def read_classes(code: str) -> CodeClasses:
    """Return the models, types, views and enums of a Prisma schema."""
    if fault := too_long(code):
        return CodeClasses(fault=fault)
    return _Reader(code).read()


class _Reader:
    def __init__(self, code: str) -> None:
        spans = [m.span() for m in _COMMENT.finditer(code) if m["comment"]]
        comments, bare = cut_comments(code, spans)
        self._comments = Comments(comments)
        self._lines = bare.split("\n")
        self._all_read = True
        self._models: list[_Model] = []
        self._fault: CodeFault | None = None

    def read(self) -> CodeClasses:
        """Return the classes of the schema."""
        model: _Model | None = None
        other = opened = 0
        for number, text in enumerate(self._lines):
            line = text.strip()
            if other:
                other += line.count("{") - line.count("}")
            elif model is not None and line.startswith("}"):
                model = self._end(model)
            elif model is not None and line and line not in {"...", "…"}:
                self._member(model, text, number)
            elif model is not None:
                self._all_read = self._all_read and not line
            elif block := _BLOCK.fullmatch(text):
                opened = number
                if block["type"] in _LABELS:
                    model = self._begin(block, number)
                else:
                    self._all_read = False
                    other = text.count("{") - text.count("}")
            elif line:
                self._all_read = False
                self._note("no model, type, view or enum", number)
        if model is not None:
            self._note("“{” is not closed", opened)
            self._end(model)
        self._skip_relations()
        found = CodeClasses([model.source for model in self._models], self._fault)
        all_read = self._all_read and not self._comments.left
        return mark_incomplete(found, all_read=all_read)

    def _note(self, text: str, line: int) -> None:
        self._fault = self._fault or CodeFault(text, line)

    def _begin(self, block: re.Match[str], number: int) -> _Model | None:
        source = ClassSource(
            block["name"],
            self._comments.above(number),
            number,
            label=_LABELS[block["type"]],
        )
        model = _Model(source)
        if rest := block["rest"].strip():
            for part in rest.rstrip("}").split(";"):
                if part.strip():
                    self._member(model, part, number)
            if rest.endswith("}"):
                return self._end(model)
        return model

    def _end(self, model: _Model) -> None:
        source = model.source
        if not source.description:
            source.description = self._comments.behind(source.line)
        self._models.append(model)

    def _member(self, model: _Model, text: str, number: int) -> None:
        source = model.source
        if text.lstrip().startswith("@@"):
            self._block_attribute(model, text)
            return
        described = self._comments.take(number, number)
        if source.label == "Enum":
            name, _, rest = text.strip().partition(" ")
            constraints = [words for words, _ in _attributes(rest)]
            source.fields.append(
                ClassField(name, "", ", ".join(constraints), described, number)
            )
            return
        match = _FIELD.fullmatch(text)
        if match is None:
            self._note(f"no field: “{text.strip()[:40]}”", number)
            source.whole = False
            return
        constraints = ["optional"] if match["marks"] == "?" else []
        for words, attribute in _attributes(match["rest"]):
            if attribute == "relation":
                self._relation(model, match, words)
                source.whole = False
                return
            constraints.append(words)
        name = match["name"]
        model.constraints[name] = constraints
        model.types[name] = match["type"]
        type_ = match["type"] + ("[]" if match["marks"] == "[]" else "")
        source.fields.append(ClassField(name, type_, "", described, number))

    def _block_attribute(self, model: _Model, text: str) -> None:
        """Read ``@@id([a, b])`` and ``@@unique([a, b])``."""
        for words, name in _attributes(text):
            columns = re.search(r"\[([^\[\]]*)\]", words)
            if name not in {"id", "unique"} or columns is None:
                model.source.whole = False
                continue
            model.keys.append(f"{_WORDS[name]}|{','.join(split_arguments(columns[1]))}")

    def _relation(self, model: _Model, match: re.Match[str], words: str) -> None:
        """Note the foreign keys of a relation field."""
        inside = words.partition("(")[2].rstrip(")")
        named = {
            key.strip(): value.strip()
            for part in split_arguments(inside)
            for key, colon, value in [part.partition(":")]
            if colon
        }
        targets = split_arguments(named.get("references", "").strip("[]"))
        actions = "".join(
            f" {word} {named[key]}" for key, word in _ACTIONS.items() if key in named
        )
        for column, target in zip(
            split_arguments(named.get("fields", "").strip("[]")), targets, strict=False
        ):
            words = f"references {match['type']}({target}){actions}"
            model.relations.append((column, words))

    def _skip_relations(self) -> None:
        """Leave out the fields whose type is a model, and word all constraints."""
        names = {m.source.name for m in self._models if m.source.label == "Model"}
        for model in self._models:
            source = model.source
            kept = [f for f in source.fields if model.types.get(f.name) not in names]
            if len(kept) < len(source.fields):
                source.whole = False
            source.fields = kept
            for column, words in model.relations:
                model.constraints.setdefault(column, []).append(words)
            for key in model.keys:
                word, _, columns = key.partition("|")
                for column in columns.split(","):
                    listed = f"{word} ({columns.replace(',', ', ')})"
                    model.constraints.setdefault(column, []).append(
                        listed if "," in columns else word
                    )
            for part in source.fields:
                if source.label != "Enum":
                    part.constraints = ", ".join(model.constraints.get(part.name, ()))


def _attributes(text: str) -> list[tuple[str, str]]:
    """Return the attributes of a field in words, each with its name."""
    found: list[tuple[str, str]] = []
    position = 0
    while match := _ATTRIBUTE.search(text, position):
        name, position = match["name"], match.end()
        arguments = ""
        if text[position : position + 1] == "(":
            end = _closing(text, position)
            arguments, position = text[position + 1 : end], end + 1
        if name == "default":
            found.append((f"default {arguments}", name))
        elif name in _WORDS and not arguments:
            found.append((_WORDS[name], name))
        else:
            found.append((f"{name}({arguments})" if arguments else name, name))
    return found


def _closing(text: str, start: int) -> int:
    """Return the index of the bracket that closes the one at *start*, or the end."""
    depth = 0
    quoted = False
    for position in range(start, len(text)):
        char = text[position]
        if char == '"':
            quoted = not quoted
        elif not quoted:
            depth += (char == "(") - (char == ")")
            if not depth:
                return position
    return len(text)
