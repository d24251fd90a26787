"""Check the syntax of examples, without building anything from them."""

from __future__ import annotations

import json
from dataclasses import dataclass

import yaml

from ..messages import Message


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """What is wrong with an example, and on which of its lines, from 0.

    ``message`` is a noun phrase, such as ``invalid JSON: expecting value``.
    """

    message: Message
    line: int


def check_syntax(code: str, language: str) -> SyntaxFault | None:
    """Return what is wrong with *code*, `None` where it is valid or not checked.

    JSON (RFC 8259) and YAML 1.1 are checked; YAML is read as a stream of events, so
    that no object is made and no alias expanded.

    Args:
        code: the example.
        language: its language, as a lexer's name.
    """
    if language == "json":
        try:
            json.loads(code)
        except json.JSONDecodeError as error:
            return SyntaxFault(_invalid("JSON", error.msg), error.lineno - 1)
        except (RecursionError, ValueError) as error:
            return SyntaxFault(_invalid("JSON", error), 0)
    elif language in {"yaml", "yml"}:
        try:
            for _ in yaml.parse(code, Loader=yaml.SafeLoader):
                pass
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line if error.problem_mark else 0
            return SyntaxFault(_invalid("YAML", error.problem or error.context), line)
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            return SyntaxFault(_invalid("YAML", error), 0)
    return None


def _invalid(language: str, error: object) -> Message:
    text = str(error)
    # The words of a library, inside of a sentence.
    text = text[:1].lower() + text[1:]
    return Message("invalid {language}: {error}", language=language, error=text)
