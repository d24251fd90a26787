"""The configuration of the system: its settings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar

from ..patterns import regex
from ..text import collapse_spaces
from .argument import read_described
from .base import Kind
from .field import DashIsEmpty, EmptyIsNone, FieldSpec, Heads, YesOrNo
from .template import Section

_SEVERAL = regex(r", (?:and )?| and | ?/ ?")
"""What stands between the names of several settings."""

_NOTED = regex(
    r"(?P<name>[A-Z][A-Z0-9_]*)(?:\s?=\s?(?P<values>[\w.-]+(?: ?\| ?[\w.-]+)*))?"
    r"(?P<description>\s+\([^()]+\))?\.?"
)
"""A name with its description in brackets, or its value: ``HOST (of the harbour)``,
``MODE = fast|safe``."""

_LABEL_OF_NAMES = regex(
    r"(?:(?:available|common|example|key|main|optional|required|supported|top-level) )?"
    r"(?:env(?:ironment)? var(?:iable)?s|fields|keys|options|parameters|settings"
    r"|variables)",
    re.IGNORECASE,
)
"""The label of a list of names: *Example fields*."""

_NAME = regex(r"[^\W\d][\w.-]*|\[[\w.-]+\]")
"""The name of a setting, or of a section of a file of them."""

_OF_FILE = regex(r"(?:file |config )?(?:format|syntax)|file(?:name)?", re.IGNORECASE)
"""The label of what is said of a file of settings."""

_FORMAT = regex(
    r"(?:ini|json5?|jsonc|toml|ya?ml|xml|hcl|\.env|dotenv|env)\b", re.IGNORECASE
)
"""The first word of the format of such a file."""

_VARIABLE = regex(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
"""The name of an environment variable: capitals and underscores."""

_RULE = regex(
    r"(?!\D*+\d)(?:avoid|check|do not|don't|ensure|skip|validate|verify)\s\w"
    r"|(?:always|never)\s\w++\s\w"
    r"|\([a-z]\w*(?:, ?[a-z]\w*)+\)$",
    re.IGNORECASE,
)
"""A rule of what is done, or fields that make up a key; no value of a setting.

*Never expires* and *check every 5 minutes* are values.
"""


class Setting(Kind):
    """A setting of the system, such as an environment variable.

    The template does not ask for settings. A value that is written is only shown: none
    is looked up in the environment. TS409 compares names and defaults with examples of
    environment files, such as ``.env.example``.
    """

    kind: ClassVar = "setting"
    title: ClassVar = "setting"
    section: ClassVar = Section.CONFIGURATION
    headings: ClassVar = (
        "setting",
        "environment variable",
        "configuration option",
    )
    label: ClassVar = "Name"
    label_aliases: ClassVar = (
        "Setting",
        "Variable",
        "Environment variable",
        "Env var",
        "Option",
        "Parameter",
        "Key",
    )
    heads: ClassVar = (
        Heads(("",), ("Property", "Flag", "Config key")),
        Heads(("description",), ("Effect", "What it does", "Usage", "Comment",
                                 "Details"), in_tables=True),
    )  # fmt: skip
    columns: ClassVar = ("", "description", "default")
    bullet: ClassVar = ("", "description")
    assigned: ClassVar = "example"

    description: Annotated[
        str,
        FieldSpec("Description", "What it sets.", aliases=("Purpose", "Meaning"),
            required=True, inline_markup=True, from_body=True),
    ] = ""  # fmt: skip
    type: Annotated[str, FieldSpec("Type", "The type of its value.", verbatim=True)] = (
        ""
    )
    default: Annotated[
        str,
        DashIsEmpty,
        FieldSpec("Default", "Its value where it is not set.",
            aliases=("Default value",), verbatim=True),
    ] = ""  # fmt: skip
    required: Annotated[
        bool | None,
        YesOrNo,
        EmptyIsNone,
        FieldSpec("Required", "Whether it has to be set."),
    ] = None
    example: Annotated[
        str,
        FieldSpec("Example", "A value that it may have.",
            aliases=("Example value", "Value"), verbatim=True),
    ] = ""  # fmt: skip

    @classmethod
    def parse_bullet(cls, label: str, rest: str) -> dict[str, str] | None:
        """Read ``Description (default: 15)``."""
        return read_described(label, rest)

    @classmethod
    def parse_entries(cls, text: str, given: str = "") -> list[dict[str, str]]:
        """Read ``Example fields: model, device``, two settings or more.

        The label is the note of each.
        """
        label, _, rest = text.partition(": ")
        names = [name.strip() for name in rest.rstrip(".").split(",")]
        are_names = len(set(names)) == len(names) > 1 and all(
            map(_NAME.fullmatch, names)
        )
        if not (are_names and _LABEL_OF_NAMES.fullmatch(label)):
            return []
        return [{"": name, "note": label} for name in names]

    @classmethod
    def parse_sentence(cls, text: str) -> dict[str, str] | None:
        """Read ``HOST (of the harbour)``, ``PORT (default 80)`` and ``MODE = a|b``."""
        noted = _NOTED.fullmatch(text)
        if noted is None or noted[0].rstrip(".") == noted["name"]:
            return None
        said = read_described(noted["name"], noted["description"] or "")
        if noted["values"]:
            # One value is an example, and several are all that it may have.
            field = "type" if "|" in noted["values"] else cls.assigned
            said[field] = noted["values"]
        inside = said.pop("description")
        if inside:
            said["description"] = inside.removeprefix("(").removesuffix(")")
        return said

    @classmethod
    def split_values(cls, values: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
        """Return each of the variables in ``DB_HOST, DB_PORT``."""
        names = _SEVERAL.split(collapse_spaces(values.get("", "")))
        several = len(names) > 1 and all(map(_VARIABLE.fullmatch, names))
        return [{"": name} for name in dict.fromkeys(names)] if several else ()

    @classmethod
    def texts_among(cls, bullets: Sequence[tuple[str, str]]) -> Sequence[bool]:
        """Find the format of a file beside a bullet that lists its names, too."""
        texts = super().texts_among(bullets)
        if not any(cls.parse_entries(f"{label}: {rest}") for label, rest in bullets):
            return texts
        of_file = [
            _OF_FILE.fullmatch(label) is not None and _FORMAT.match(rest) is not None
            for label, rest in bullets
        ]
        return list(map(max, texts, of_file))

    @classmethod
    def is_text(cls, label: str, rest: str) -> bool:
        """Return whether a bullet with a label in words says a rule, and no value."""
        words = label.split()
        is_named = not all(word.isalpha() and word[1:].islower() for word in words)
        rule = rest.strip("` ")
        return bool(words) and not is_named and _RULE.match(rule) is not None

    def is_evident(self, name: str) -> bool:
        """Return whether the name is that of an environment variable."""
        return bool(_VARIABLE.fullmatch(name))

    @classmethod
    def seems_name(cls, text: str) -> bool:
        """Return whether a text is one word, as names of settings are."""
        return len(text.split()) == 1
