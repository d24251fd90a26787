"""The configuration: one model, from which ``conf.py``'s values and their docs come."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .adr.vocabulary import STATUSES, make_vocabulary
from .kinds import KINDS, SECTIONS
from .messages import join_messages, suggestion
from .model.evidence import NAME
from .model.own_names import OwnNames, OwnNamesError, check_own_names
from .rules import RULES
from .text import normalize

PREFIX = "techspec_"
"""What every value's name begins with in ``conf.py``."""

_ADR_FOLDERS = (
    "adr", "adrs", "ADR", "ADRs", "*[-_]adr", "*[-_]adrs", "decisions", "Decisions",
    "*[-_]decisions", "*decision-record", "*decision-records", "*decision_record",
    "*decision_records",
)  # fmt: skip
"""The usual names of folders of decision records, also with a number in front."""

_ADR_FILES = ("adr-[0-9]*", "ADR-[0-9]*", "adr[0-9]*", "ADR[0-9]*")

_ADR_LOGS = (
    "adr", "adrs", "ADR", "ADRs", "ADRS", "[Aa]dr[-_][Ll]og", "ADR[-_]LOG",
    "[Dd]ecisions", "DECISIONS", "*[-_][Dd]ecisions", "*[-_]DECISIONS",
    "*[Dd]ecision[-_][Ll]og", "*[Dd]ecisions[-_][Ll]og", "*DECISION[-_]LOG",
    "*DECISIONS[-_]LOG", "*[Dd]ecision[-_][Rr]ecords",
    "*DECISION[-_]RECORDS",
)  # fmt: skip
"""The usual names of single files with several records."""

ADR_PATTERNS = [
    pattern
    for name in (*(f"{folder}/**" for folder in _ADR_FOLDERS), *_ADR_FILES, *_ADR_LOGS)
    for pattern in (name, f"**/{name}")
]

SEVERITIES = ("error", "warning", "info", "off")


class Config(BaseModel):
    """How the extension works in one project. Every value has a default that works."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    adr_patterns: Annotated[
        list[str],
        Field(
            description="Patterns for the names of documents that are decision "
            "records; `**` matches any number of folders. Index pages, `README` files "
            "and templates are ignored, and documents that have no number, no date and "
            "no status, and no section of a decision record. A document may have a "
            "heading for each of several records."
        ),
    ] = ADR_PATTERNS
    adr_words: Annotated[
        dict[str, str],
        Field(
            description="Words for the status of a decision record, such as "
            "`{'Aceito': 'accepted'}`, in addition to the built-in words. The status "
            f"is {', '.join(f'`{status}`' for status in STATUSES[:-1])} or "
            f"`{STATUSES[-1]}`."
        ),
    ] = {}
    severity: Annotated[
        dict[str, str],
        Field(
            description="Severity (`error`, `warning`, `info` or `off`) for codes or "
            "prefixes of codes, such as `{'TS302': 'info'}`. The longest matching "
            "prefix is used."
        ),
    ] = {}
    word_limit: Annotated[
        int, Field(description="Maximum number of words in a spec.", gt=0)
    ] = 1500
    fail_under: Annotated[
        float,
        Field(
            description="Minimum score of a spec, in percent. A build with a lower "
            "score fails.",
            ge=0,
            le=100,
        ),
    ] = 0.0
    sections: Annotated[
        list[str],
        Field(
            description="The required sections and topics, such as `['stack', "
            "'data-model', 'security/authentication']`. `stack` requires a section "
            "with all its topics, `security/authentication` a section with only this "
            "topic. If the list is empty, all sections and topics of the template are "
            "required."
        ),
    ] = []
    columns: Annotated[
        dict[str, str],
        Field(
            description="Fields for column heads, such as `{'版本': 'version', "
            "'Technik': 'name'}`, in addition to the built-in heads. `name` is the "
            "name of an item. A key may name a kind: `'stack.版本'`. Tables show the "
            "head as written. Options may have these names too."
        ),
    ] = {}
    fields: Annotated[
        dict[str, list[str]],
        Field(
            description="Additional fields by kind, such as `{'stack': ['owner', "
            "'licence']}`: columns and options that are shown, kept in "
            "`techspec.json`, and never reported as unknown."
        ),
    ] = {}
    topics: Annotated[
        dict[str, str],
        Field(
            description="Words for the topics and roles of the template, such as "
            "`{'语言': 'language', 'Datenbank': 'database'}`. The page shows the word "
            "as written."
        ),
    ] = {}
    sources: Annotated[
        dict[str, str],
        Field(
            description="Files with measured values, by name, such as `{'bench': "
            "'../bench.json'}`. Paths are relative to `conf.py`. The `evidence` "
            "`bench#test_write.median` of an item refers to a value in such a file; "
            "the value is compared with the target of the item. A lock file that is "
            "not found by itself may be named here, too."
        ),
    ] = {}
    sources_auto: Annotated[
        bool,
        Field(
            description="Whether lock files are looked for in the repository, to "
            "compare the versions of `techspec:stack` with. If it is `False`, only the "
            "files in `techspec_sources` are read."
        ),
    ] = True
    sources_max_age: Annotated[
        int | None,
        Field(
            description="The number of days by which a measured value may be older "
            "than the spec, by the date in the file and `updated` of the spec. If it "
            "is `None`, any age is allowed.",
            ge=0,
        ),
    ] = None
    baseline: Annotated[
        str,
        Field(
            description="A file with findings to hide, written by `techspec check "
            "--write-baseline`. The path is relative to `conf.py`. If it is empty, no "
            "findings are hidden."
        ),
    ] = ""

    @property
    def own_names(self) -> OwnNames:
        """The names of ``columns``, ``fields`` and ``topics``."""
        return OwnNames(self.columns, self.fields, self.topics)


class ConfigError(Exception):
    """A value in ``conf.py`` cannot be used; the text says which and why."""


def make_config(values: Mapping[str, Any]) -> Config:
    """Return the configuration of *values*, which are by name without the prefix.

    Raises:
        ConfigError: a value is of the wrong type, out of range or unknown.
    """
    values = dict(values)
    if isinstance(values.get("fail_under"), int):
        values["fail_under"] = float(values["fail_under"])
    if isinstance(values.get("sources"), dict):
        files = cast("dict[object, object]", values["sources"])
        values["sources"] = {name: _path(path) for name, path in files.items()}
    values = {
        name: _path(value) if name == "baseline" else value
        for name, value in values.items()
    }
    if isinstance(values.get("adr_patterns"), tuple):
        values["adr_patterns"] = list(values["adr_patterns"])
    try:
        config = Config.model_validate(values)
    except ValidationError as failure:
        error = failure.errors(include_url=False)[0]
        name = ".".join(str(part) for part in error["loc"])
        message = (
            f"{PREFIX}{name} = {error['input']!r}: {error['msg'].lower()}. "
            f"{_doc(str(error['loc'][0]))}"
        )
        raise ConfigError(message) from None
    codes = [rule.code for rule in RULES]
    for code, severity in config.severity.items():
        if severity not in SEVERITIES:
            message = join_messages(
                f"{PREFIX}severity[{code!r}] = {severity!r}: not one of "
                f"{', '.join(SEVERITIES)}",
                suggestion(severity, SEVERITIES),
            )
            raise ConfigError(message)
        if not any(known.startswith(code) for known in codes):
            message = join_messages(
                f"{PREFIX}severity: no rule code starts with {code!r}",
                suggestion(code, codes),
            )
            raise ConfigError(message)
    _check_sections(config.sections)
    _check_words(config.adr_words)
    try:
        check_own_names(config.own_names)
    except OwnNamesError as error:
        raise ConfigError(f"{PREFIX}{error}") from None
    for name, path in config.sources.items():
        if not NAME.fullmatch(name) or not path:
            message = (
                f"{PREFIX}sources[{name!r}] = {path!r}: invalid name or path; use a "
                "name of letters, digits, - and _, and the path of a file"
            )
            raise ConfigError(message)
    return config


def _path(value: object) -> object:
    """Return a path that may be a `Path` as text."""
    return str(value) if isinstance(value, PurePath) else value


def _check_sections(asked: list[str]) -> None:
    topics = {
        section.key: [t.name for k in KINDS for t in k.topics if t.section == section]
        for section in SECTIONS
    }
    words = {
        (topic.section.key, word)
        for kind in KINDS
        for topic in kind.topics
        for word in topic.words
    }
    for entry in asked:
        key, slash, topic = entry.partition("/")
        if key not in topics:
            message = join_messages(
                f"{PREFIX}sections: unknown section {key!r}", suggestion(key, topics)
            )
            raise ConfigError(message)
        if slash and (key, normalize(topic)) not in words:
            message = join_messages(
                f"{PREFIX}sections: unknown topic {topic!r} of section {key!r}",
                suggestion(topic, topics[key]),
            )
            raise ConfigError(message)


def _check_words(words: Mapping[str, str]) -> None:
    for word, status in words.items():
        try:
            make_vocabulary({word: status})
        except ValueError as error:
            message = join_messages(
                f"{PREFIX}adr_words[{word!r}]: {error}", suggestion(status, STATUSES)
            )
            raise ConfigError(message) from None


def _doc(name: str) -> str:
    field = Config.model_fields.get(name)
    return field.description or "" if field else ""
