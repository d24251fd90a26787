"""Read the specs and items in a ``techspec.json``."""

from __future__ import annotations

from typing import Any, cast

from ..kinds import kind_named
from ..model.document import Document, Exemption, SpecWaiver
from ..model.item import Item, Waiver
from ..model.spec import Spec
from .data import ItemData, ProjectData, SpecData
from .read import ExchangeError, parse


def read_specs(text: str) -> list[Spec]:
    """Return the specs in the text of a ``techspec.json``, with their items.

    Raises:
        ExchangeError: the text is not a project of the supported format and version.
    """
    data = cast("ProjectData", parse(text))
    try:
        return [_read_spec(spec) for spec in data["specs"]]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"missing or invalid key {error}"
        raise ExchangeError(message) from None


def _read_spec(data: SpecData) -> Spec:
    header = _read_item(data["header"]) if data["header"] else None
    spec = Spec(data["name"], header, data["docname"])
    for item in data["items"]:
        spec.take(_read_item(item))
    for found in data["not_applicable"]:
        exemption = Exemption(
            found["name"],
            found["reason"],
            found["line"],
            kind=found.get("kind", ""),
        )
        spec.exemptions.append((Document(found["docname"], found["file"]), exemption))
    for waiver in data["waivers"]:
        document = Document(waiver.get("docname", ""), waiver.get("file", ""))
        read = SpecWaiver(waiver["code"], waiver["reason"], waiver["line"])
        spec.waivers.append((document, read))
    return spec


def _read_item(data: ItemData) -> Item:
    markup = data.get("markup", {})
    return Item(
        kind_name=data["kind"],
        name=data["name"],
        model=kind_named(data["kind"]).model_validate(data["fields"]),
        docname=data["docname"],
        file=data["file"],
        line=data["line"],
        anchor=data["anchor"],
        lines=data.get("lines", {}),
        files=data.get("files", {}),
        markup={key: _read_runs(value) for key, value in markup.items()},
        invalid=data.get("invalid", {}),
        extras=[
            (label, text if isinstance(text, str) else _read_runs(text))
            for label, text in data.get("extras", [])
        ],
        waivers=[
            Waiver(w["code"], w["reason"], w["line"], w.get("file", ""))
            for w in data.get("waivers", [])
        ],
        from_code=data.get("from_code", False),
        has_json=data.get("has_json", False),
        no_index=data.get("no_index", False),
    )


def _read_runs(data: list[list[str]]) -> tuple[Any, ...]:
    return tuple(tuple(run) for run in data)
