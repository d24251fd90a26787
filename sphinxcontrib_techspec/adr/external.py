"""Decision records of other projects, as their inventories name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .names import number_in, prefix_fits


@dataclass(frozen=True, slots=True)
class ExternalRecord:
    """A decision record of another project.

    Attributes:
        project: the key of the other project's inventory.
        label: the record's id: ``ADR-0004``.
        title: the record's id and title, as the other project shows it.
        address: where its page is.
    """

    project: str
    label: str
    title: str
    address: str


Inventories = Mapping[str, Mapping[str, ExternalRecord]]
"""By the key of an inventory, its records by their ids."""


def find_external(written: str, inventories: Inventories) -> ExternalRecord | None:
    """Return the record that ``payments:ADR-004`` names in another project.

    The part before the colon is the key of an inventory; zeros before a number are
    ignored, as they are for the project's own records.
    """
    key, colon, name = written.partition(":")
    records = inventories.get(key.strip()) if colon else None
    if records is None:
        return None
    name = name.strip()
    if name in records:
        return records[name]
    asked = number_in(name)
    if asked is None:
        return None
    found: list[ExternalRecord] = []
    for label, record in records.items():
        number = number_in(label)
        if number is None or number.value != asked.value:
            continue
        if prefix_fits(asked.prefix, number.prefix):
            found.append(record)
    return found[0] if len(found) == 1 else None
