"""A small project as a model: its documents, its records, its values of conf.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from conftest import Project
from languages import LANGUAGES

from .blocks import (
    Block,
    bullet,
    component,
    endpoint,
    entity,
    from_code,
    included,
    link,
    perf,
    roles,
    tool,
    tools,
    view,
)


@dataclass
class SpecHeader:
    """The header of a spec."""

    name: str
    status: str


@dataclass
class Doc:
    """A document: its blocks, each with its family, and what is below it."""

    suffix: str = "md"
    blocks: list[tuple[str, Block]] = field(default_factory=list[tuple[str, Block]])
    below: list[str] = field(default_factory=list[str])
    header: SpecHeader | None = None
    title: str = ""

    def written(self, name: str) -> str:
        """Return the document's text."""
        say = LANGUAGES[self.suffix]
        blocks = [block(say) for _, block in self.blocks]
        if self.header is not None:
            options = {
                "status": self.header.status, "version": "1.0", "updated": "2025-01-31"
            }  # fmt: skip
            words = "One service, in one monolith. Reads answer within 200 ms."
            made = say.directive("techspec:spec", self.header.name, options, words)
            blocks.insert(0, made)
        if self.below:
            options = {"glob": ""} if any("*" in name for name in self.below) else {}
            if name == "index":
                # Plain Sphinx leaves titles stale that stand two levels below.
                options["maxdepth"] = "1"
            body = "\n".join(f"/{below}" for below in self.below)
            # The toctree comes first: what is unclosed below does not swallow it.
            blocks.insert(0, say.directive("toctree", "", options, body))
        return say.document(*blocks, title=self.title or name)


@dataclass
class Adr:
    """A decision record."""

    number: int
    title: str = "Choose"
    status: str = "Accepted"
    more: str = ""

    def written(self, name: str) -> str:
        """Return the record's text."""
        text = f"# {self.number}. {self.title}\n\n## Status\n\n{self.status}\n"
        return text + (f"\n{self.more}\n" if self.more else "")


@dataclass
class Site:
    """A whole project."""

    docs: dict[str, Doc] = field(default_factory=dict[str, Doc])
    adrs: dict[str, Adr] = field(default_factory=dict[str, Adr])
    part: list[tuple[str, Block]] = field(default_factory=list[tuple[str, Block]])
    conf: dict[str, Any] = field(default_factory=dict[str, Any])
    measured: str = '{"p95": "180 ms"}'

    def files(self) -> dict[str, str]:
        """Return the text of every file but conf.py."""
        found = {f"{n}.{doc.suffix}": doc.written(n) for n, doc in self.docs.items()}
        found |= {f"{n}.md": adr.written(n) for n, adr in self.adrs.items()}
        say = LANGUAGES["md"]
        found["_part.md"] = "\n\n".join(block(say) for _, block in self.part) + "\n"
        if self.measured:
            found["bench.json"] = self.measured
        return found

    def names(self) -> set[str]:
        """Return the documents' names."""
        return {*self.docs, *self.adrs}


def start() -> Site:
    """Return the project that every sequence of edits begins with."""

    def doc(*blocks: tuple[str, Block], **more: Any) -> Doc:
        return Doc(blocks=list(blocks), **more)

    docs = {
        "index": doc(
            below=["stack", "api", "data", "views", "plain", "billing", "adr/index"],
            header=SpecHeader("Shop", "approved"),
        ),
        "stack": doc(
            ("tool", tool("PostgreSQL", "Database", "16.4", "ADR-0001", "Keeps all.")),
            ("tools", tools([("Cache", "Redis", "7.2.7", "ADR-0002"),
                             ("Server", "nginx", "1.27.3", "")])),
            ("bullet", bullet("Kafka", 1)),
        ),
        "api": doc(
            ("endpoint", endpoint("GET /users", "list[User]", "ADR-0001")),
            ("endpoint", endpoint("GET /orders", "Order")),
            ("item", roles(("stack", "PostgreSQL"), ("item", "User.id"))),
            suffix="rst",
        ),
        "data": doc(
            ("entity", entity("User", "Order")),
            ("code", from_code("Order", "User")),
            ("component", component("Web", "Store")),
            ("component", component("Store", "Worker")),
            ("perf", perf("Reading", "< 200 ms")),
        ),
        "views": doc(
            ("table", view("table", "stack", spec="all")),
            ("report", view("report")),
            ("adrs", view("adrs")),
            ("diagram", view("diagram", "components")),
            ("item", roles(("endpoint", "GET /users"), ("item", "Billing:Redis"))),
            ("link", link("stack-nginx")),
        ),
        "plain": doc(("adr", roles(("adr", "ADR-0002"))), ("include", included)),
        "billing": doc(below=["bills"], header=SpecHeader("Billing", "draft"), suffix="rst"),
        "bills": doc(
            ("tools", tools([("Cache", "Redis", "7.x", "ADR-0003")])),
            ("table", view("table", "stack")),
            ("link", link("Redis")),
            suffix="rst",
        ),
        "adr/index": doc(("adrs", view("adrs")), below=["adr/0*"]),
    }  # fmt: skip
    adrs = {
        "adr/0001-choice": Adr(1, "Keep it in PostgreSQL"),
        "adr/0002-choice": Adr(2, "Cache in Redis", "Superseded by ADR-0003"),
        "adr/0003-choice": Adr(3, "Cache in Valkey", "Accepted"),
    }
    part = [("tool", tool("nginx", "Server", "1.27.3"))]
    conf = {"techspec_sources": {"bench": "bench.json"}}
    return Site(docs, adrs, part, conf)


def write(site: Site, project: Project) -> set[str]:
    """Write what changed, and return the files that were written or removed.

    A file that reads as before is not touched.
    """
    wanted = site.files()
    touched: set[str] = set()
    for path in sorted(project.source.rglob("*.*")):
        name = path.relative_to(project.source).as_posix()
        if path.is_file() and name != "conf.py" and name not in wanted:
            path.unlink()
            touched.add(name)
    for name, text in wanted.items():
        path = project.source / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            touched.add(name)
    if project.conf != site.conf:
        project.conf = dict(site.conf)
        project.configure()
        touched.add("conf.py")
    return touched
