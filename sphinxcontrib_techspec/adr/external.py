"""Decision records of other projects, listed in their intersphinx inventories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .names import prefix_matches, reference_number


@dataclass(frozen=True, slots=True)
class ExternalRecord:
    """A decision record of another project.

    Attributes:
        project: the key of the project in ``intersphinx_mapping``.
        label: the label of the record, such as ``ADR-0004``.
        title: the label and title, as in the inventory.
        address: the URL of the page.
    """

    project: str
    label: str
    title: str
    address: str


Inventories = Mapping[str, Mapping[str, ExternalRecord]]
"""For each key in ``intersphinx_mapping``, the records by their labels."""


def find_external(reference: str, inventories: Inventories) -> ExternalRecord | None:
    """Return the record of another project that *reference* names.

    Args:
        reference: a reference such as ``payments:ADR-004``, where ``payments`` is the
            key of an inventory. Leading zeros of the number are ignored, as in
            references to the project's own records.
        inventories: the records of other projects.

    Returns:
        The record; `None` if the key is unknown, no record matches or several do.
    """
    key, colon, name = reference.partition(":")
    records = inventories.get(key.strip()) if colon else None
    if records is None:
        return None
    name = name.strip()
    if name in records:
        return records[name]
    requested = reference_number(name)
    if requested is None:
        return None
    found: list[ExternalRecord] = []
    for label, record in records.items():
        number = reference_number(label)
        if number is None or number.value != requested.value:
            continue
        if prefix_matches(requested.prefix, number.prefix):
            found.append(record)
    return found[0] if len(found) == 1 else None
