"""Blocks of a document, drawn from few names, so that they meet, clash and miss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from languages import Language
from samples import sample
from sphinxcontrib_techspec.kinds import KINDS

Block = Callable[[Language], str]
"""A block of a document, to be written in a host language."""


class Pick(Protocol):
    """Chooses one of several values, at random or as hypothesis says."""

    def __call__(self, values: Sequence[Any]) -> Any:
        """Return one of *values*."""
        ...


TOOLS = ["PostgreSQL", "Redis", "Kafka", "nginx"]
PATHS = ["GET /users", "POST /users", "GET /orders"]
ENTITIES = ["User", "Order", "Bill"]
COMPONENTS = ["Web", "Worker", "Store"]
ITEMS = [*TOOLS, *PATHS, *ENTITIES, *COMPONENTS, "E1", "User.id", "Billing:Redis"]
SPECS = ["Shop", "Billing", "Extra"]
NUMBERS = [1, 2, 3, 4]
ADRS = ["", *(f"ADR-000{number}" for number in NUMBERS), "ADR-0001, ADR-0002"]
VERSIONS = ["16.4", "7.x", "latest", ""]
ROLES = ["Database", "Cache", "Language", "Queue"]


def tool(name: str, role: str, version: str, adr: str = "", words: str = "") -> Block:
    """Return an item of the stack."""
    options = {"role": role, "version": version, "adr": adr}
    given = {key: text for key, text in options.items() if text}
    return lambda say: say.directive("techspec:stack", name, given, words)


def tools(rows: Sequence[tuple[str, str, str, str]], layer: str = "") -> Block:
    """Return a table of the stack: role, name, version and decision of each."""
    heads = ["Role", "Name", "Version", "Decision"]
    options = {"layer": layer} if layer else {}
    return lambda say: say.directive(
        "techspec:stack", "", options, say.table(heads, rows)
    )


def bullet(name: str, number: int) -> Block:
    """Return a list of the stack whose one item links a record by its path."""
    path = f"/adr/000{number}-choice.md"
    return lambda say: say.directive(
        "techspec:stack",
        body=f"- **Queue**: {name} 3.9.0 - See {say.link('it', path)}",
    )


def endpoint(path: str, response: str, adr: str = "", words: str = "") -> Block:
    """Return an endpoint."""
    options = {"auth": "no", "response": response, "errors": "E1", "adr": adr}
    given = {key: text for key, text in options.items() if text}
    return lambda say: say.directive(
        "techspec:endpoint", path, given, words or "Do it."
    )


def entity(name: str, other: str, field: str = "id") -> Block:
    """Return an entity with a field of another's type, as a table."""
    rows = [[field, "UUID"], ["others", f"list[{other}]"]]
    return lambda say: say.directive(
        "techspec:entity", name, (), say.table(["Field", "Type"], rows)
    )


def from_code(name: str, other: str, field: str = "id") -> Block:
    """Return an entity as a class."""
    text = f"class {name}:\n    {field}: UUID\n    other: {other} | None"
    return lambda say: say.directive("techspec:entity", name, (), say.code(text))


def component(name: str, uses: str) -> Block:
    """Return a component."""
    return lambda say: say.directive("techspec:component", name, {"uses": uses}, "Run.")


def perf(metric: str, target: str) -> Block:
    """Return a target that a file of measured values speaks of."""
    options = {"target": target, "measurement": "Load", "evidence": "bench#/p95"}
    return lambda say: say.directive("techspec:perf", metric, options, "Fast.")


def view(name: str, argument: str = "", **options: str) -> Block:
    """Return a view."""
    given = {key: text for key, text in options.items() if text}
    return lambda say: say.directive(f"techspec:{name}", argument, given)


def roles(*targets: tuple[str, str]) -> Block:
    """Return a paragraph of roles, each with its target."""
    return lambda say: (
        "See " + ", ".join(say.role(f"techspec:{r}", t) for r, t in targets) + "."
    )


def link(target: str) -> Block:
    """Return a link that names no kind."""
    return lambda say: (
        f"See [](<#{target}>)." if say.suffix == "md" else f"See :any:`{target}`."
    )


def excuse(name: str, argument: str, reason: str = "There is a reason.") -> Block:
    """Return a waiver, or that a section does not apply."""
    return lambda say: say.directive(f"techspec:{name}", argument, (), reason)


def included(say: Language) -> str:
    """Return what another file holds, where the host language can read it."""
    return say.directive("include", "/_part.md") if say.suffix == "md" else "No part."


def unclosed(say: Language) -> str:
    """Return what swallows all that stands below, or breaks off."""
    if say.suffix == "md":
        return "````{techspec:stack} Broken\n:role: Cache"
    return ".. techspec:stack:: Broken\n   :role: Cache\n no: indent\n\n   Words."


def sampled(number: int) -> Block:
    """Return a good item of any kind, by its number."""
    kind = KINDS[number % len(KINDS)]
    good = sample(kind)
    return lambda say: say.directive(
        f"techspec:{kind.kind}", good.name, good.options, "Its words."
    )


def _filter(pick: Pick) -> Block:
    return view(
        "table",
        pick(["stack", "endpoint", "entity"]),
        spec=pick(["", "all", *SPECS]),
        where=pick(["", "role=Cache", "status=planned"]),
        sort=pick(["", "name", "-name"]),
    )


def _row(pick: Pick) -> tuple[str, str, str, str]:
    return pick(ROLES), pick(TOOLS), pick(VERSIONS), pick(ADRS)


def _words(pick: Pick) -> Block:
    said = pick(["Words.", "Other words.", "TBD"])
    return lambda _: said


def _coloured(pick: Pick) -> Block:
    name, options = pick(TOOLS), {"role": pick(ROLES), "colour": "red"}
    return lambda say: say.directive("techspec:stack", name, options)


def related(name: str, other: str) -> Block:
    """Return an entity whose body tells its relations."""
    body = f"- id: UUID\n\n**Relationships:**\n\n- Has many {other}\n- Smoke"
    return lambda say: say.directive("techspec:entity", name, body=body)


def api(path: str, name: str) -> Block:
    """Return a document in OpenAPI with an endpoint and an entity."""
    method, _, path = path.lower().partition(" ")
    code = (
        f"openapi: 3.0.0\npaths:\n  {path}:\n    {method}:\n      summary: All\n"
        f"components:\n  schemas:\n    {name}:\n      type: object\n"
        "      properties:\n        id: {type: string}"
    )
    return lambda say: say.directive(
        "techspec:endpoint", body=say.code(code, language="yaml")
    )


def drawn(name: str, other: str) -> Block:
    """Return a diagram with an entity and a relation."""
    code = f"erDiagram\n  {name} ||--o{{ {other} : has\n  {name} {{\n    int id\n  }}"
    return lambda say: say.directive(
        "techspec:relation", body=say.code(code, language="mermaid")
    )


def untyped(path: str) -> Block:
    """Return a table of endpoints in no directive."""
    method, _, path = path.partition(" ")
    heads = ["Method", "Path", "Purpose", "Auth"]
    return lambda say: say.table(heads, [[method, path, "List", "No"]])


def reported(label: str) -> Block:
    """Return words on a section or a topic, which are no item."""
    return lambda _: f"**{label}**: it is as it was."


def above(path: str, who: str) -> Block:
    """Return endpoints below a sentence about all of them."""
    body = f"All endpoints require {who}.\n\n- {path} - List"
    return lambda say: say.directive("techspec:endpoint", body=body)


READERS: dict[str, Callable[[Pick], Block]] = {
    "words": _words,
    "tool": lambda pick: tool(pick(TOOLS), pick(ROLES), pick(VERSIONS), pick(ADRS)),
    "tools": lambda pick: tools(
        [_row(pick) for _ in range(pick([1, 2]))], pick(["", "data"])
    ),
    "bullet": lambda pick: bullet(pick(TOOLS), pick(NUMBERS)),
    "endpoint": lambda pick: endpoint(pick(PATHS), pick(ENTITIES), pick(ADRS)),
    "entity": lambda pick: entity(pick(ENTITIES), pick(ENTITIES), pick(["id", "key"])),
    "code": lambda pick: from_code(pick(ENTITIES), pick(ENTITIES), pick(["id", "key"])),
    "component": lambda pick: component(pick(COMPONENTS), pick(COMPONENTS)),
    "perf": lambda pick: perf(pick(["Reading", "Writing"]), pick(["< 200 ms", "1 s"])),
    "sample": lambda pick: sampled(pick(range(len(KINDS)))),
    "table": _filter,
    "report": lambda pick: view("report", spec=pick(["", "all", *SPECS])),
    "adrs": lambda pick: view(
        "adrs", status=pick(["", "accepted"]), sort=pick(["", "items", "status"])
    ),
    "diagram": lambda pick: view(
        "diagram",
        pick(["components", "entities", "decisions"]),
        spec=pick(["", "all", *SPECS]),
    ),
    "item": lambda pick: roles(("item", pick(ITEMS)), ("stack", pick(TOOLS))),
    "adr": lambda pick: roles(("adr", pick(ADRS[1:])), ("spec", pick(SPECS))),
    "link": lambda pick: link(pick(["stack-nginx", "entity-user", *TOOLS, *SPECS])),
    "waive": lambda pick: excuse("waive", pick(["TS302", "TS201", "TS303"])),
    "not-applicable": lambda pick: excuse("not-applicable", pick(["cli", "cache"])),
    "related": lambda pick: related(pick(ENTITIES), pick(["users", "orders"])),
    "api": lambda pick: api(pick(PATHS), pick(ENTITIES)),
    "drawn": lambda pick: drawn(pick(ENTITIES), pick(ENTITIES)),
    "untyped": lambda pick: untyped(pick(PATHS)),
    "reported": lambda pick: reported(pick(["Security", "Error handling", "Linter"])),
    "above": lambda pick: above(pick(PATHS), pick(["JWT", "an API key", "patience"])),
    "include": lambda _: included,
    "unclosed": lambda _: unclosed,
    "bad-option": _coloured,
}
"""The families of blocks: each draws one of its own."""
