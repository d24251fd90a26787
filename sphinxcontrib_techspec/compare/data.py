"""The types of the JSON that ``techspec compare`` writes, and its JSON Schema."""

from __future__ import annotations

import json
from typing import Any, Literal

from typing_extensions import TypedDict

from ..exchange.data import FindingData, UnreadBlockData

FORMAT: Literal["techspec-comparison"] = "techspec-comparison"
VERSION: Literal[1] = 1
FILE_NAME = "comparison.schema.json"
"""The file name of the schema in the package."""


class SpecStateData(TypedDict):
    """A spec in one of the two states."""

    name: str
    status: str
    score: float | None


class SpecPairData(TypedDict):
    """A spec in both states; null where it is not there."""

    old: SpecStateData | None
    new: SpecStateData | None


class FieldChangeData(TypedDict):
    """A field with another text; an empty text is none."""

    field: str
    old: str
    new: str


class ItemStateData(TypedDict):
    """An item in one of the two states."""

    spec: str
    name: str
    file: str
    line: int


class LocationData(TypedDict):
    """A line of a document."""

    file: str
    line: int


class ItemChangeData(TypedDict):
    """An item that changed.

    The header of a spec is an item of the kind ``spec``; what the spec declares as not
    applicable or waives is one of the kinds ``not-applicable`` and ``waive``.

    An item that is newly or no longer read is written in both states; ``written_at`` is
    where it is written in the state that it is not read in, and null for other changes.
    """

    type: Literal[
        "added", "newly read", "removed", "no longer read", "renamed", "changed"
    ]
    kind: str
    old: ItemStateData | None
    new: ItemStateData | None
    fields: list[FieldChangeData]
    written_at: LocationData | None


class RecordStateData(TypedDict):
    """A decision record in one of the two states."""

    label: str
    title: str
    status: str
    file: str
    line: int


class RecordChangeData(TypedDict):
    """A decision record that changed."""

    type: Literal["added", "removed", "changed"]
    old: RecordStateData | None
    new: RecordStateData | None
    fields: list[FieldChangeData]


class FindingChangeData(TypedDict):
    """A finding that is new, fixed, or has another severity or state.

    It is ``worse`` if it fails and did not before, or was less severe.
    """

    type: Literal["new", "fixed", "changed"]
    worse: bool
    old: FindingData | None
    new: FindingData | None


class ComparisonData(TypedDict):
    """What is different between two states of specs."""

    format: Literal["techspec-comparison"]
    version: Literal[1]
    old: str
    new: str
    specs: list[SpecPairData]
    items: list[ItemChangeData]
    decision_records: list[RecordChangeData]
    findings: list[FindingChangeData]
    unread: list[UnreadBlockData]


def json_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12) of a comparison."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - nothing else here needs it

    schema = TypeAdapter(ComparisonData).json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"The JSON of techspec compare, version {VERSION}"
    return schema


def schema_text() -> str:
    """Return the schema as the text of the file in the package."""
    return json.dumps(json_schema(), indent=1, sort_keys=True) + "\n"
