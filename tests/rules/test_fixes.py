"""Each fix, pasted where its item stands, resolves its finding and adds no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from conftest import Build, Project
from languages import Language
from sphinxcontrib_techspec.kinds import BY_NAME, KINDS, Kind

MakeProject = Callable[..., Project]
Finding = dict[str, Any]

VALUES_OF_STACK = {"role": "queue", "version": "16.4.1"}
PLACES = ("option", "cell", "bullet")

VALUES: Mapping[str, str] = {
    "adr": "ADR-001", "version": "16.4.1", "role": "queue", "topic": "integration",
    "target": "< 200 ms at p95", "link": "https://example.org", "auth": "Bearer",
    "cardinality": "one-to-many", "purpose": "Keep it", "measurement": "k6 run",
    "example": "shop settle",
}  # fmt: skip
"""What an author writes in the place of an ellipsis; *Some words* where none is given."""

NAMES: Mapping[str, str] = {
    "endpoint": "GET /{}", "relation": "A{} -> B{}", "argument": "--{}",
    "command": "shop {}", "setting": "SHOP_{}", "error": "E_{}",
}  # fmt: skip


@dataclass
class PlacedItem:
    """An item in one of the places, with the fields that it has so far."""

    kind: type[Kind]
    name: str
    place: str
    values: dict[str, str] = field(default_factory=dict[str, str])
    text: str = ""
    """The text of the bullet, once it was changed."""

    def in_language(self, language: Language) -> str:
        """Return the directive with the item."""
        kind = f"techspec:{self.kind.kind}"
        if self.place == "option":
            return language.directive(kind, self.name, self.values)
        if self.place == "bullet":
            return language.directive(kind, body=self.bullet())
        fields = self.kind.field_specs()
        cells = {self.kind.label: self.name}
        if self.kind.name_fields:
            parts = self.kind.split_name(self.name)
            cells = {fields[name].label: text for name, text in parts.items()}
        cells |= {fields[name].label: text for name, text in self.values.items()}
        return language.directive(
            kind, body=language.table([*cells], [[*cells.values()]])
        )

    def bullet(self) -> str:
        """Return the item as a bullet: its parts in the order of its kind."""
        if self.text:
            return f"- {self.text}"
        order = [part for part in self.kind.bullet if not part or part in self.values]
        first, *rest = [self.values[part] if part else self.name for part in order]
        if self.kind.name_fields or not rest:
            return "- " + " - ".join([first, *rest])
        return f"- {first}: " + " - ".join(rest)

    def is_writable(self) -> bool:
        """Return whether all values have a place in a bullet, none of them left out."""
        if self.place != "bullet":
            return True
        parts = [name in self.values for name in self.kind.bullet if name]
        complete = parts == sorted(parts, reverse=True)
        return complete and set(self.values) <= set(self.kind.bullet)


def cases(place: str) -> Iterable[PlacedItem]:
    """Yield an item of each kind for each required field that it lacks."""
    for kind in KINDS:
        fields = kind.field_specs()
        required = [n for n, f in fields.items() if f.required and n != kind.rows]
        values = {name: VALUES.get(name, "Some words") for name in required}
        if kind.code:
            values.pop(kind.code, None)
        for number, missing in enumerate(values):
            label = NAMES.get(kind.kind, "Item{}")
            name = label.replace("{}", f"{kind.label[:1].lower()}{number}")
            rest = {n: v for n, v in values.items() if n != missing}
            yield PlacedItem(kind, name, place, rest)
    database = {"role": "Database", "version": "16.4.1"}
    yield PlacedItem(BY_NAME["stack"], "MariaDB", place, database)
    yield PlacedItem(BY_NAME["stack"], "PostgreSQL", place, database)
    yield PlacedItem(BY_NAME["security"], "Authentication", place, {"method": "OIDC"})


def built(make: MakeProject, language: Language, items: list[PlacedItem]) -> Build:
    """Build a spec with the items."""
    header = language.directive(
        "techspec:spec", "Shop",
        {"status": "approved", "version": "1.0", "updated": "2026-01-31"},
        "A shop. It is a monolith.",
    )  # fmt: skip
    body = [item.in_language(language) for item in items]
    title = language.heading("1. Use PostgreSQL")
    old = language.heading("2. Old")
    successor = language.link("ADR-1", f"0001-postgresql.{language.suffix}")
    status = "Status\n------" if language.suffix == "rst" else "## Status"
    return make(
        {
            f"index.{language.suffix}": language.document(header, *body),
            f"adr/0001-postgresql.{language.suffix}": (
                f"{title}\n\n{status}\n\nAccepted\n"
            ),
            f"adr/0002-old.{language.suffix}": (
                f"{old}\n\n{status}\n\nSuperseded by {successor}\n"
            ),
        },
        language=language,
        techspec_sections=["related"],
    ).build("techspec")


def keys(build: Build) -> set[tuple[str, str, str]]:
    """Return what the findings about items are about."""
    return {(f["code"], f["item"], f["subject"]) for f in failures(build)}


def failures(build: Build) -> list[Finding]:
    """Return the failures of items."""
    return [f for f in build.findings if f["state"] == "fail" and f["item"]]


def filled(text: str, name: str) -> str:
    """Return what an author makes of the text of a fix."""
    return text.replace("…", VALUES.get(name, "Some words"))


def applied(item: PlacedItem, finding: Finding) -> PlacedItem:
    """Return an item with the fix of a finding."""
    fix, name = finding["fix"], finding["subject"]
    if fix["type"] == "set-field":
        assert item.place != "bullet"
        assert bool(fix["column"]) == (item.place == "cell")
        value = filled(fix["value"], name)
        return replace(item, values={**item.values, fix["field"]: value})
    assert fix["type"] == "replace"
    assert item.place == "bullet"
    text = item.bullet()[2:]
    assert fix["old"] in text
    return replace(item, text=text.replace(fix["old"], filled(fix["new"], name), 1))


@pytest.mark.parametrize("place", PLACES)
def test_the_fix_of_a_missing_field_fills_it(
    language: Language, project: MakeProject, place: str
):
    items = [item for item in cases(place) if item.is_writable()]
    before = built(project, language, items)
    fixed = {finding["item"]: finding for finding in failures(before) if finding["fix"]}
    assert len(fixed) >= {"option": 20, "cell": 20, "bullet": 4}[place]
    by_name = {item.name.replace("->", "→"): item for item in items}
    changed = [
        applied(item, fixed[name]) if name in fixed else item
        for name, item in by_name.items()
    ]
    after = keys(built(project, language, changed))
    resolved = {(f["code"], f["item"], f["subject"]) for f in fixed.values()}
    assert not resolved & after
    assert after <= keys(before)


def written_wrongly(place: str) -> Iterable[PlacedItem]:
    """Yield items with a value or a name that a fix replaces by another one."""
    stack = BY_NAME["stack"]
    good = VALUES_OF_STACK
    for number, text in enumerate(["0002", "ADR-2", "old", "postgres"]):
        yield PlacedItem(stack, f"Old{number}", place, {**good, "adr": text})
    yield PlacedItem(stack, "S1", place, {**good, "status": "implementd"})
    yield PlacedItem(stack, "S2", place, {**good, "layer": "qualty"})


@pytest.mark.parametrize("place", ["option", "cell"])
def test_a_replaced_text_resolves_its_finding(
    language: Language, project: MakeProject, place: str
):
    items = list(written_wrongly(place))
    before = built(project, language, items)
    wrong = [finding for finding in failures(before) if finding["fix"]]
    assert {finding["code"] for finding in wrong} >= {"TS001", "TS204"}
    by_name = {item.name: item for item in items}
    for finding in wrong:
        item, fix = by_name[finding["item"]], finding["fix"]
        assert fix["type"] == "replace"
        values = {
            name: text.replace(fix["old"] or text, fix["new"])
            for name, text in item.values.items()
        }
        assert values != item.values
        by_name[item.name] = replace(item, values=values)
    after = keys(built(project, language, [*by_name.values()]))
    assert after <= keys(before) - {(f["code"], f["item"], f["subject"]) for f in wrong}


def test_no_fix_names_a_record_that_is_not_meant(
    language: Language, project: MakeProject
):
    stack = BY_NAME["stack"]
    names = ["ADR-005", "0005", "adr-0005-use-kafka", "0005-postgresql", "kafka"]
    items = [
        PlacedItem(stack, f"S{n}", "option", {**VALUES_OF_STACK, "adr": name})
        for n, name in enumerate(names)
    ]
    found = failures(built(project, language, items))
    assert [f["code"] for f in found] == ["TS202"] * len(names)
    assert not any(f["fix"] for f in found)


@pytest.mark.parametrize(
    ("kind", "bullet", "code"),
    [
        ("stack", "**Database**: PostgreSQL 16.4.1", "TS201"),
        ("stack", "**Database**: MariaDB 11.4.4", "TS201"),
        ("stack", "**Tools**: Ruff, Black 24.10.0", "TS301"),
        ("stack", "**Tools**: Black 24.10.0, Ruff (88 chars)", "TS301"),
        ("perf", "**Load**: fast", "TS303"),
        ("perf", "**Load**: < 200 ms", "TS305"),
        ("perf", "Load must end within 200 ms", "TS305"),
        ("perf", "Load < 2 s", "TS305"),
        ("perf", "Load of 5 min jobs - under 2 seconds", "TS305"),
        ("security", "**Authentication**: OIDC - by the provider", "TS201"),
        ("decision", "**integration**: Events - between modules", "TS201"),
    ],
)
def test_a_fix_in_a_bullet_is_a_part_of_its_text(
    language: Language,
    project: MakeProject,
    kind: str,
    bullet: str,
    code: str,
):
    written = bullet.replace("`", "``") if language.suffix == "rst" else bullet
    item = PlacedItem(BY_NAME[kind], "", "bullet", text=written)
    found = failures(built(project, language, [item]))
    (wrong,) = [f for f in found if f["code"] == code]
    fix = wrong["fix"]
    assert fix["old"] in written
    new = filled(fix["new"], wrong["subject"])
    fixed = replace(item, text=written.replace(fix["old"], new, 1))
    after = failures(built(project, language, [fixed]))
    assert not [f for f in after if f["code"] == code]
    # How words are measured is asked when there is a number.
    assert len(after) < len(found) or {f["code"] for f in after} == {"TS305"}


@pytest.mark.parametrize("measured", ["k6, 500 users", "with 20 s of load"])
def test_a_measurement_with_a_number_is_no_target(
    language: Language, project: MakeProject, measured: str
):
    metrics = ["Load must end within 200 ms", "Start < 2 s", "**Stop**: < 5 s"]
    items = [PlacedItem(BY_NAME["perf"], "", "bullet", text=text) for text in metrics]
    found = failures(built(project, language, items))
    assert [f["code"] for f in found] == ["TS305"] * len(metrics)
    fixed = [
        replace(item, text=item.text.replace(f["fix"]["old"], f["fix"]["new"], 1))
        for item, f in zip(items, found, strict=True)
    ]
    fixed = [replace(item, text=item.text.replace("…", measured)) for item in fixed]
    assert failures(built(project, language, fixed)) == []


@pytest.mark.parametrize(
    ("kind", "bullet"),
    [
        ("stack", "**Database**: PostgreSQL 16.4.1 (for all services)"),
        ("stack", "**Database**: PostgreSQL 16.4.1, pgcli 4.1.0 (a note)"),
        ("component", "**Ledger**"),
        ("endpoint", "`GET /users`"),
        ("security", "**Authentication**"),
    ],
)
def test_there_is_no_fix_where_its_place_in_a_bullet_is_not_known(
    language: Language, project: MakeProject, kind: str, bullet: str
):
    written = bullet.replace("`", "``") if language.suffix == "rst" else bullet
    item = PlacedItem(BY_NAME[kind], "", "bullet", text=written)
    found = failures(built(project, language, [item]))
    assert found
    assert not any(f["fix"] for f in found)
