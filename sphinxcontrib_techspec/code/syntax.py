"""Check the syntax of examples, without building anything from them."""

from __future__ import annotations

import json
from dataclasses import dataclass

import yaml

from ..messages import Message
from .json_text import load_json, read_json_text


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """What is wrong with an example, and on which of its lines, from 0.

    ``message`` is a noun phrase, such as ``invalid JSON: expecting value``.
    """

    message: Message
    line: int


def check_syntax(code: str, language: str) -> SyntaxFault | None:
    """Return what is wrong with *code*, `None` where it is valid or not checked.

    JSON (RFC 8259) and YAML 1.1 are checked. JSON may have what `read_json_text` takes
    out, and several documents. YAML is read as a stream of events, so that no object is
    made and no alias expanded.

    Args:
        code: the example.
        language: its language, as a lexer's name.
    """
    if language in _JSON:
        return _check_json(code)
    if language in {"yaml", "yml"}:
        try:
            for _ in yaml.parse(code, Loader=yaml.SafeLoader):
                pass
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line if error.problem_mark else 0
            return SyntaxFault(invalid("YAML", error.problem or error.context), line)
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            return SyntaxFault(invalid("YAML", error), 0)
    return None


_JSON = frozenset({"json", "json-schema", "jsonc", "jsonschema"})


def _check_json(code: str) -> SyntaxFault | None:
    try:
        json.loads(code)
    except (RecursionError, ValueError) as error:
        documents = read_json_text(code).documents
        if not documents:
            return SyntaxFault(invalid("JSON", getattr(error, "msg", error)), 0)
    else:
        return None
    for document in documents:
        _, fault = load_json(document)
        if fault is not None:
            return SyntaxFault(invalid("JSON", fault.text), fault.line)
    return None


def invalid(language: str, error: object) -> Message:
    """Return the problem that a parser has with some code, in its words."""
    text = str(error)
    # The words of a library, inside of a sentence.
    text = text[:1].lower() + text[1:]
    return Message("invalid {language}: {error}", language=language, error=text)
