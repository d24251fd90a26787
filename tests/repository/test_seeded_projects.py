"""Small projects with claims that are right, wrong, or not to be checked.

Each wrong claim has to be found, no right one may be reported, and each that nobody can
check has to be said to be so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from lock_samples import (
    BUN,
    CARGO,
    COMPOSER,
    GEMFILE,
    GO,
    NPM,
    PIPFILE,
    POETRY,
    POETRY_PROJECT,
    REQUIREMENTS,
    UV,
    YARN_BERRY,
)

from conftest import Build, Project
from languages import Language

MakeProject = Callable[..., Project]

DRIFT = frozenset({"TS403", "TS404", "TS406", "TS409"})


@dataclass(frozen=True)
class Seeded:
    """A project: its files, and claims by what has to be said of them.

    Attributes:
        files: its files.
        stack: technologies with their versions.
        endpoints: endpoints with who may call them.
        entities: the fields of entities, each with type and constraints.
        settings: settings with what they are for.
    """

    files: Mapping[str, str]
    stack: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Any])
    endpoints: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Any])
    entities: Mapping[str, Mapping[str, tuple[str, str]]] = field(
        default_factory=dict[str, Any]
    )

    settings: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Any])

    def claims(self, verdict: str) -> list[str]:
        """Return the claims of which this has to be said."""
        groups = (self.stack, self.endpoints, self.entities, self.settings)
        return [name for group in groups for name in group.get(verdict, {})]


MODELS = """\
class Base(DeclarativeBase): ...


class Dated:
    made_at: Mapped[datetime] = mapped_column()


class User(Dated, Base):
    __tablename__ = "users"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    email: Mapped[str]
    nickname: Mapped[str | None]
    age: Mapped[int]
    balance: Mapped[Decimal]
    is_active: Mapped[bool]
    settings: Mapped[dict[str, Any]]
    orders: Mapped[list["Order"]] = relationship()
"""

MIGRATIONS = {
    "db/V1__start.sql": (
        "CREATE TABLE parcels (id bigserial PRIMARY KEY, weight int NOT NULL,"
        " note text, label varchar(20), sent timestamptz);"
    ),
    "db/V2__weight.sql": (
        "ALTER TABLE parcels ALTER COLUMN weight TYPE numeric(8, 3);\n"
        "ALTER TABLE parcels RENAME COLUMN label TO code;"
    ),
    "db/V10__note.sql": (
        "ALTER TABLE parcels DROP COLUMN note;\n"
        "ALTER TABLE parcels ADD COLUMN fragile boolean NOT NULL DEFAULT false;"
    ),
}

API = {
    "openapi": "3.0.3",
    "info": {"title": "Shop", "version": "1"},
    "servers": [{"url": "https://example.org/api/v1"}],
    "paths": {
        "/kites": {"get": {"security": []}, "post": {}},
        "/kites/{id}": {"get": {}, "patch": {}, "delete": {}},
        "/orders": {"get": {}, "post": {}},
        "/orders/{id}/parts": {"get": {"security": []}},
    },
    "security": [{"bearer": []}],
    "components": {"securitySchemes": {"bearer": {"type": "http"}}},
}

ROUTES = """\
app = FastAPI()
router = APIRouter(prefix="/kites")


@router.get("/")
def kites(): ...


@router.post("/")
def add(): ...


@router.get("/{kite_id}")
def kite(kite_id): ...


app.include_router(router, prefix="/api")
"""

PROJECTS = {
    "uv": Seeded(
        {"uv.lock": UV},
        stack={
            "agrees": {
                "FastAPI": "0.115.14", "NumPy": "1.26.4", "pytest": "9.2",
                "uvicorn": ">=0.34", "Fastapi": "~0.115", "Pytest": "9",
                "numpy": "2.5.5",
            },
            "differs": {"fastapi": "0.110.0", "Uvicorn": "0.35.0", "PyTest": "8.4.1"},
            "not checked": {"Starlette": "0.46.2", "Django": "5.0", "httpx": "latest"},
        },
    ),
    "poetry": Seeded(
        {"poetry.lock": POETRY, "pyproject.toml": POETRY_PROJECT},
        stack={
            "agrees": {"alabaster": "1.0.0"},
            "differs": {"Alabaster": "0.8"},
            "not checked": {"typing-extensions": "4.12.2"},
        },
    ),
    "pip": Seeded(
        {"requirements.txt": REQUIREMENTS},
        stack={
            "agrees": {
                "Fast API": "0.115.14", "click": "8.1", "NumPy": "2.5.5",
                "Click": ">=8.1",
            },
            "differs": {"CLICK": "8.2.0", "fast-api": ">=0.116", "numpy": "2.0.0"},
            "not checked": {"Starlette": "0.46.2", "flask": "3.1"},
        },
    ),
    "pipenv": Seeded(
        {"Pipfile.lock": PIPFILE, "Pipfile": '[packages]\nFastAPI = "*"\n'},
        stack={
            "agrees": {"FastAPI": "0.115"},
            "differs": {"fastapi": "0.116.0"},
            "not checked": {"pytest": "9.2.0"},
        },
    ),
    "npm": Seeded(
        {"package-lock.json": NPM},
        stack={
            "agrees": {"React": "18.3.1", "Vite": "6.3", "React.js": "^18.3"},
            "differs": {"react": "18.2.0", "vite": "5.4.0", "REACT": "19.0.0"},
            "not checked": {"loose-envify": "1.4.0", "Vue": "3.5"},
        },
    ),
    "yarn": Seeded(
        {"yarn.lock": YARN_BERRY},
        stack={
            "agrees": {"React": "18.3.1"},
            "differs": {"react": "18.2.0"},
            "not checked": {"Svelte": "5.0"},
        },
    ),
    "pnpm": Seeded(
        {
            "pnpm-lock.yaml": (
                "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n"
                "      next:\n        specifier: ^15.1.0\n"
                "        version: 15.1.0(react@18.3.1)\n"
                "      zod:\n        specifier: ^3\n        version: 3.24.1\n"
            ),
            "package.json": '{"packageManager": "pnpm@9.15.0"}',
        },
        stack={
            "agrees": {"Next.js": "15.1.0", "Zod": "^3.24", "pnpm": "9.15"},
            "differs": {"Next": "14.2.33", "zod": "4.0.0", "PNPM": "8.6.0"},
            "not checked": {"React": "18.3.1"},
        },
    ),
    "bun": Seeded(
        {"bun.lock": BUN},
        stack={
            "agrees": {"React": "18"},
            "differs": {"react": "19.0.0"},
            "not checked": {"loose-envify": "1.4.0"},
        },
    ),
    "go": Seeded(
        {"go.mod": GO},
        stack={
            "agrees": {
                "Gin": "1.10.0", "chi": "v5.1.0", "Go": "1.22",
                "gin-gonic/gin": "1.10", "lib/pq": "v1.10.8",
            },
            "differs": {"gin": "1.9.1", "Chi": "5.0.0", "pq": "1.10.9"},
            "not checked": {"echo": "4.12"},
        },
    ),
    "cargo": Seeded(
        {"Cargo.lock": CARGO, "rust-toolchain.toml": '[toolchain]\nchannel = "1.79.0"\n'},
        stack={
            "agrees": {"rand": "0.8.5", "serde_json": "1.0.140", "Rust": "1.79",
                       "Serde JSON": "1.0"},
            "differs": {"Rand": "0.9.0", "serde-json": "1.1.0", "rust": "1.80.0"},
            "not checked": {"tokio": "1.40"},
        },
    ),
    "bundler": Seeded(
        {"Gemfile.lock": GEMFILE, ".ruby-version": "3.3.4\n"},
        stack={
            "agrees": {"Nokogiri": "1.16.0", "Ruby": "3.3.4"},
            "differs": {"nokogiri": "1.15.0", "ruby": "3.2.0", "Rails": "7.0.8"},
            "not checked": {"racc": "1.8.1"},
        },
    ),
    "composer": Seeded(
        {
            "composer.lock": COMPOSER,
            "composer.json": '{"require": {"laravel/framework": "^11"}}',
        },
        stack={
            "agrees": {"Laravel": "11.1.0"},
            "differs": {"laravel/framework": "10.48.0"},
            "not checked": {"phpunit/phpunit": "11.0.0"},
        },
    ),
    "services": Seeded(
        {
            "compose.yaml": (
                "services:\n  db:\n    image: postgres:16.4-alpine\n"
                "  cache:\n    image: redis:7.2\n"
                "  search:\n    image: dhi-opensearch:2.0\n"
                "  own:\n    build: .\n    image: nginx:1.25\n"
            ),
            "Dockerfile": "FROM python:3.12-slim\nFROM node:22.3.0\n",
            ".tool-versions": "terraform 1.9.2\njava temurin-21.0.4+7\n",
            ".github/workflows/ci.yml": (
                "jobs:\n  a:\n    steps:\n      - uses: actions/setup-go@v5\n"
                "        with: {go-version: '1.22'}\n"
            ),
        },
        stack={
            "agrees": {
                "PostgreSQL": "16.4", "Postgres": "16", "Redis": "7.2",
                "Python": "3.12", "Node.js": "22.3", "Terraform": "1.9.2",
                "Java": "21", "Go": "1.22",
            },
            "differs": {
                "postgres server": "15.6", "redis": "8.0", "python": "3.11",
                "node": "20.11.1", "terraform": "1.8", "openjdk": "17",
            },
            "not checked": {
                "OpenSearch": "2.0", "nginx": "1.25", "golang": "1.21",
                "MySQL": "8.4", "psql": "16.4.1.2",
            },
        },
    ),
    "OpenAPI": Seeded(
        {"openapi.json": json.dumps(API)},
        endpoints={
            "agrees": {
                "GET /kites": "No", "POST /kites": "Bearer", "GET /kites/{kite}": "Yes",
                "PATCH /api/v1/kites/:id": "Bearer", "DELETE /kites/{id}": "JWT",
                "GET /orders": "Yes", "POST /orders": "Admin",
                "GET /orders/{n}/parts": "Public", "GET /api/v1/kites": "None",
            },
            "differs": {
                "PUT /kites/{id}": "Yes", "DELETE /orders": "Yes", "GET /parcels": "Yes",
                "POST /orders/{id}/parts": "Yes", "PATCH /kites": "Bearer",
                "GET /api/v1/orders": "No", "GET /customers/{id}": "Yes",
            },
            "not checked": {
                "GET /health": "No", "GET /api/v1/orders/{id}/parts": "Bearer",
                "WS /events": "Yes", "GET /kites/latest": "Yes",
            },
        },
    ),
    "routes": Seeded(
        {"shop/main.py": ROUTES},
        endpoints={
            "agrees": {
                "GET /api/kites": "No", "POST /api/kites/": "Yes",
                "GET /api/kites/{id}": "No",
            },
            "differs": {"DELETE /api/kites": "Yes", "PUT /api/kites/{id}": "Yes"},
            "not checked": {"GET /api/v2/parcels": "Yes", "GET /metrics": "No"},
        },
    ),
    "classes": Seeded(
        {"shop/models.py": MODELS},
        entities={
            "agrees": {
                "id": ("UUID", "primary key"), "email": ("string", "not null, unique"),
                "nickname": ("varchar(80)", "nullable"), "age": ("integer", ""),
                "balance": ("decimal(10, 2)", "not null"), "isActive": ("boolean", ""),
                "settings": ("jsonb", ""), "madeAt": ("timestamp", ""),
                "orders": ("list[Order]", ""), "made_at": ("datetime", "not null"),
            },
            "differs": {
                "ID": ("int", ""), "Email": ("integer", ""), "phone": ("string", ""),
                "Nickname": ("string", "not null"), "Age": ("UUID", ""),
                "Balance": ("int", ""), "is_active": ("uuid", ""),
                "password_hash": ("text", ""), "Settings": ("int", ""),
            },
            "not checked": {"first / last": ("string", ""), "parent": ("User", "")},
        },
    ),
    "migrations": Seeded(
        MIGRATIONS,
        entities={
            "agrees": {
                "id": ("bigint", "pk"), "weight": ("decimal", "not null"),
                "code": ("string", "nullable"), "sent": ("datetime", "null"),
                "fragile": ("bool", "not null"), "sent_": ("", ""),
            },
            "differs": {
                "Weight": ("int", ""), "note": ("text", ""), "label": ("string", ""),
                "Fragile": ("bool", "nullable"), "Code": ("string", "not null"),
                "colour": ("string", ""), "Sent": ("uuid", ""),
            },
            "not checked": {"weight in g": ("int", "")},
        },
    ),
    "prisma": Seeded(
        {
            "prisma/schema.prisma": (
                "model Kite {\n  id Int @id\n  name String?\n  span Float\n"
                "  tags String[]\n  flown DateTime\n}\n"
            )
        },
        entities={
            "agrees": {
                "id": ("int", "pk"), "name": ("text", "nullable"),
                "span": ("number", ""), "tags": ("string[]", ""),
                "flown": ("date", "not null"),
            },
            "differs": {
                "Id": ("UUID", ""), "Name": ("string", "not null"),
                "colour": ("string", ""),
            },
            "not checked": {"twin": ("Kite", "")},
        },
    ),
    "settings": Seeded(
        {
            ".env.example": (
                "# The database\nSHOP_DATABASE_URL=postgres://localhost/shop\n"
                "SHOP_POOL_SIZE=5\n# SHOP_CACHE_URL=redis://localhost\n"
                "SHOP_MAIL_HOST=\nexport SHOP_MAIL_PORT=25\nLOG_LEVEL=info\n"
            ),
        },
        settings={
            "agrees": {
                "SHOP_DATABASE_URL": "Where the data is", "SHOP_POOL_SIZE": "How many",
                "SHOP_CACHE_URL": "Where the cache is", "SHOP_MAIL_HOST": "The server",
                "SHOP_MAIL_PORT": "Its port", "LOG_LEVEL": "What is logged",
            },
            "differs": {
                "SHOP_DATABASE_PATH": "Where the data is", "SHOP_MAIL_USER": "Who",
            },
            "not checked": {
                "TZ": "The zone", "shop.pool.size": "How many", "QUEUE_URL": "A queue",
            },
        },
    ),
}  # fmt: skip
ENTITIES = {"classes": "User", "migrations": "Parcel", "prisma": "Kite"}


def test_there_are_enough_claims():
    counts = {
        verdict: sum(len(seeded.claims(verdict)) for seeded in PROJECTS.values())
        for verdict in ("agrees", "differs", "not checked")
    }
    assert counts["differs"] >= 60
    assert counts["agrees"] >= 80


def source(language: Language, name: str, verdict: str) -> str:
    """Return a spec with the claims of a project of which one thing has to be said.

    Beside others, those that are right are there, which say what the sources are of.
    """
    seeded = PROJECTS[name]
    parts: list[str] = []
    for kind, claims, heads in (
        ("stack", seeded.stack, ["Name", "Version"]),
        ("endpoint", seeded.endpoints, ["Endpoint", "Auth"]),
        ("setting", seeded.settings, ["Name", "Description"]),
    ):
        rows = list(claims.get(verdict, {}).items())
        if kind != "stack" and rows and verdict != "agrees":
            rows += claims["agrees"].items()
        options = {"stack": {"role": "Part"}, "endpoint": {"purpose": "Work"}}
        if rows:
            table = language.table(heads, rows)
            parts.append(
                language.directive(f"techspec:{kind}", "", options.get(kind, {}), table)
            )
    if rows := seeded.entities.get(verdict):
        own = {} if verdict == "agrees" else seeded.entities["agrees"]
        fields = [(key, *rest) for key, rest in (*rows.items(), *own.items())]
        table = language.table(["Field", "Type", "Constraints"], fields)
        parts.append(language.directive("techspec:entity", ENTITIES[name], {}, table))
    header = {"status": "implemented", "version": "1.0", "updated": "2031-01-31"}
    spec = language.directive("techspec:spec", "Shop", header, "A shop for kites.")
    return language.document(spec, *parts, title="Shop")


def about(finding: Mapping[str, Any]) -> str:
    """Return the claim that a finding is about: a field of an entity, or an item."""
    is_field = finding["code"] == "TS406"
    return str(finding["subject"] if is_field else finding["item"])


def build(project: MakeProject, language: Language, name: str, verdict: str) -> Build:
    made = project({"index": source(language, name, verdict)}, language=language)
    (made.folder / ".git").mkdir()
    for path, text in PROJECTS[name].files.items():
        (made.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (made.folder / path).write_text(text, "utf-8")
    return made.build("techspec")


@pytest.mark.parametrize("verdict", ["agrees", "differs", "not checked"])
@pytest.mark.parametrize("name", PROJECTS)
def test_claims(project: MakeProject, language: Language, name: str, verdict: str):
    built = build(project, language, name, verdict)
    found = [finding for finding in built.findings if finding["code"] in DRIFT]
    differ = {about(finding) for finding in found if finding["state"] == "fail"}
    unchecked = {about(f) for f in found if f["state"] == "not checked"}
    expected = set(PROJECTS[name].claims(verdict))
    assert differ == (expected if verdict == "differs" else set())
    assert unchecked == (expected if verdict == "not checked" else set())
