"""What well-known technologies are, whatever role a spec gives them.

A stack that names *TypeScript 5.8* has a language, and one that names *Prettier* has a
formatter, though no label says so. Products that are used for different things, such as
*Redis*, are not listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..patterns import regex
from ..text import normalize

_PRODUCTS = {
    "language": (
        "C", "C#", "C++", "Clojure", "Dart", "Elixir", "Erlang", "Go", "Golang",
        "Haskell", "Java", "JavaScript", "Julia", "Kotlin", "Lua", "OCaml", "Perl",
        "PHP", "Python", "R", "Ruby", "Rust", "Scala", "Swift", "TypeScript", "Zig",
    ),
    "package manager": (
        "Bundler", "Cargo", "CocoaPods", "Composer", "Conda", "Gradle", "Hatch",
        "Maven", "npm", "NuGet", "PDM", "pip", "Pipenv", "Pixi", "pnpm", "Poetry",
        "uv", "Yarn",
    ),
    "framework": (
        "Actix", "Angular", "ASP.NET Core", "Astro", "Axum", "Django", "Echo",
        "Ember", "Express", "Express.js", "FastAPI", "Fastify", "Fiber", "Flask",
        "Gin", "Hono", "Koa", "Laravel", "Litestar", "NestJS", "Next.js", "Nuxt",
        "Phoenix", "Quarkus", "Rails", "React", "Remix", "Ruby on Rails", "Sinatra",
        "Spring Boot", "Starlette", "Svelte", "SvelteKit", "Symfony", "Vue", "Vue.js",
    ),
    "linter": (
        "Biome", "Checkstyle", "Clippy", "Credo", "detekt", "ESLint", "Flake8",
        "golangci-lint", "ktlint", "Oxlint", "PHP_CodeSniffer", "Pylint", "RuboCop",
        "Ruff", "staticcheck", "Stylelint", "SwiftLint",
    ),
    "type checker": (
        "basedpyright", "Flow", "mypy", "PHPStan", "Psalm", "Pyre", "Pyright",
        "Sorbet", "tsc", "ty", "vue-tsc",
    ),
    "formatter": (
        "autopep8", "Biome", "Black", "clang-format", "dprint", "gofmt", "gofumpt",
        "google-java-format", "Prettier", "rustfmt", "Spotless", "SwiftFormat",
        "yapf",
    ),
    "testing": (
        "AVA", "Catch2", "Cypress", "ExUnit", "GoogleTest", "Jasmine", "Jest",
        "JUnit", "JUnit 5", "Karma", "Kotest", "minitest", "Mocha", "NUnit", "Pest",
        "PHPUnit", "Playwright", "pytest", "RSpec", "TestNG", "testify", "unittest",
        "Vitest", "XCTest", "xUnit",
    ),
    "database": (
        "Aurora", "Cassandra", "ClickHouse", "CockroachDB", "CouchDB", "DuckDB",
        "DynamoDB", "Firestore", "MariaDB", "MongoDB", "MS SQL Server", "MySQL",
        "Neo4j", "Oracle Database", "Postgres", "PostgreSQL", "ScyllaDB",
        "SQL Server", "SQLite", "SurrealDB", "TimescaleDB",
    ),
    "ORM": (
        "ActiveRecord", "Doctrine", "Drizzle", "Drizzle ORM", "Ecto", "Eloquent",
        "Entity Framework Core", "Exposed", "GORM", "Hibernate", "Kysely", "MikroORM",
        "Mongoose", "Prisma", "SeaORM", "Sequelize", "SQLAlchemy", "SQLModel",
        "Tortoise ORM", "TypeORM",
    ),
    "CI/CD": (
        "Azure Pipelines", "Bitbucket Pipelines", "Buildkite", "CircleCI", "Drone",
        "GitHub Actions", "GitLab CI", "GitLab CI/CD", "Jenkins", "TeamCity",
        "Tekton", "Travis CI", "Woodpecker CI",
    ),
    "container": ("containerd", "Docker", "Docker Compose", "Podman"),
}  # fmt: skip
"""Products of each topic of the stack by their names."""

_TOPICS: dict[str, tuple[str, ...]] = {}
for _topic, _names in _PRODUCTS.items():
    for _name in _names:
        _TOPICS[_name.lower()] = (*_TOPICS.get(_name.lower(), ()), normalize(_topic))

_CHECKED = frozenset(
    "c c# c++ dart go golang haskell java kotlin ocaml rust scala swift typescript"
    " zig".split()
)
"""Languages whose compiler checks types."""

_SPLIT = regex(r"\s(?:\+|&|and|with|via|on)\s|[,;/]\s|\s[/(\[]")
_NOT = regex(
    r"\b(?:no|not|without|instead|replac\w*|unlike|rather|removed?|drop(?:ped)?|never"
    r"|from|over|vs|versus|alternative\w*|later|future|planned|optional(?:ly)?)\b",
    re.IGNORECASE,
)
"""Words beside which a name may be that of something that is not used."""

_END = regex(r"[\s),;:]|\.(?:\s|$)")


def topics_of_product(name: str) -> frozenset[str]:
    """Return the topics of the stack that a technology is on, normalized.

    Args:
        name: its name; *Jest + Testing Library* names a test runner.
    """
    parts = (part.strip(" )].").lower() for part in (name, *_SPLIT.split(name)))
    return frozenset(topic for part in parts for topic in _TOPICS.get(part, ()))


def products() -> Iterator[tuple[str, str]]:
    """Yield each topic of the stack with each of its products, by their names."""
    for topic, names in _PRODUCTS.items():
        for name in names:
            yield topic, name


def topics_of_products_in(text: str) -> frozenset[str]:
    """Return the topics of the products that a note names, in their own spelling.

    A note with words such as *instead of* names none, and neither do names of one or
    two letters or those that are common words.
    """
    if _NOT.search(text):
        return frozenset()
    found: set[str] = set()
    for name in _IN_NOTES:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            begins = start == 0 or text[start - 1] in " (,;/+\n"
            if begins and (end == len(text) or _END.match(text, end)):
                found.update(_TOPICS[name.lower()])
                break
            start = text.find(name, end)
    return frozenset(found)


_IN_NOTES = tuple(
    name
    for names in _PRODUCTS.values()
    for name in names
    if name not in {"C", "R", "Go", "Java", "Swift", "Flow", "Black", "Echo", "Flask",
                    "Gin", "Express", "Fiber", "Rust", "Ruby", "Dart", "Hatch", "Pest",
                    "Phoenix", "Remix", "Ember", "Aurora", "Exposed", "Doctrine",
                    "Perl", "Drone", "ty", "uv", "pip", "React", "Rails", "Maven",
                    "Poetry", "Cargo", "Composer", "Bundler", "Oracle Database"}
)  # fmt: skip
"""Names that mean the product wherever they stand."""


def is_type_checked(language: str) -> bool:
    """Return whether the compiler of a language checks types."""
    return language.lower() in _CHECKED
