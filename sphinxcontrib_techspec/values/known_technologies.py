"""Technologies by name, where the name alone does not say how it is to be read."""

from __future__ import annotations

KNOWN = frozenset("""
    actix alembic angular ansible anyio asyncio asyncpg autoprefixer axios axum
    bandit basedpyright bash bazel biome black boto3 bun caddy cargo celery clang
    clang-format clang-tidy clap clippy cmake commitlint coverage cypress detekt
    django docker dramatiq drizzle elasticsearch esbuild eslint express fastapi
    fastify flake8 flask gcc gevent git go gofmt gofumpt golangci-lint gomock gorm
    gradle grpc gunicorn hadolint hatch helm htmx httpx husky hypercorn hypothesis
    i18next isort java javascript jest junit k3s k6 kafka knex kotlin
    kotlinx.coroutines ktlint kubernetes lint-staged lodash loguru markdownlint
    maven memcached mocha mockery mockito mongodb mongoose msw mypy mysql nats
    nestjs next.js nginx ninja node node.js nodejs nox npm numpy nuxt openssl
    opentelemetry pandas passlib pdm pgbouncer pgvector phpstan phpunit pip
    pip-tools pixi playwright pnpm poetry postgres postgresql pre-commit prettier
    prisma prometheus psycopg psycopg2 pydantic pylint pyright pytest pytest-asyncio
    pytest-cov python rabbitmq react redis requests rollup rspec rubocop ruff rust
    rustfmt rxjs selenium serde shellcheck sops sqlalchemy sqlc sqlite sqlx
    structlog stylelint svelte swc swiftlint systemd tailwind tailwindcss terraform
    testcontainers testify tokio tox traefik trivy tsc tsx turbo typeorm typescript
    uv uvicorn uvloop valkey vite vitest vue webpack yarn zod zsh zustand
    """.split())
"""Names that may be written in small letters."""

PHRASES = (
    "ruby on rails", "infrastructure as code", "aws route 53", "route 53",
    "microsoft 365", "office 365", "cloud 66",
)  # fmt: skip
"""Names, in small letters, with a small word or with a number that is no version."""

PROTOCOLS = frozenset(
    "tls mtls ssl http https http/2 http/3 oauth oidc jwt saml mqtt amqp smtp dns tcp "
    "udp ipv4 ipv6 utf-8 sse".split()
)
"""Protocols and formats, which are said of a technology."""
