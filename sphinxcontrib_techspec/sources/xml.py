"""Elements of XML, read without entities, external files or documents.

A declaration of an entity is refused, as by `defusedxml`; a document type that only
names its definition, as JaCoCo writes it, is not followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

# Entities are refused below, and nothing outside the file is read.
from xml.parsers import expat

_CHUNK = 64 * 1024
_MAX_DEPTH = 100


class XmlError(ValueError):
    """The file is not well-formed, nests too deep, or declares entities."""


@dataclass(frozen=True, slots=True)
class Element:
    """The start of an element.

    Attributes:
        path: the names of the elements around it and its own.
        attributes: its attributes.
    """

    path: tuple[str, ...]
    attributes: dict[str, str]

    @property
    def name(self) -> str:
        """Its name."""
        return self.path[-1]


def elements(data: bytes) -> Iterator[Element]:
    """Yield the elements of a document in their order.

    Args:
        data: the document, in an encoding that it declares.

    Raises:
        XmlError: it cannot be read.
    """
    path: list[str] = []
    found: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(name)
        if len(path) > _MAX_DEPTH:
            message = f"more than {_MAX_DEPTH} levels"
            raise XmlError(message)
        found.append(Element(tuple(path), attributes))

    def end(_name: str) -> None:
        path.pop()

    def refuse(*_: object) -> NoReturn:
        message = "entities are not read"
        raise XmlError(message)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        for position in range(0, len(data), _CHUNK):
            parser.Parse(data[position : position + _CHUNK], False)  # noqa: FBT003
            yield from found
            found.clear()
        parser.Parse(b"", True)  # noqa: FBT003 - the only form that expat has
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise XmlError(str(error)) from None
