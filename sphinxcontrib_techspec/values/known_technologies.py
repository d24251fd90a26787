"""Technologies by name, where the name alone does not say how it is to be read."""

from __future__ import annotations

KNOWN = frozenset("""
    actix aiosqlite alembic angular ansible anyio argocd asyncio asyncpg
    autoprefixer axios axum bandit basedpyright bash bazel biome black boto3
    bullmq bun caddy cargo celery chromadb clang clang-format clang-tidy clap
    clippy cmake commitlint coverage cypress detect-secrets detekt django docker
    docker-compose dramatiq drizzle duckdb elasticsearch esbuild eslint express
    fakeredis fast-check fastapi fastify flake8 flask freezegun gcc gevent git
    go gofmt gofumpt golang-migrate golangci-lint gomock gorm gradle grpc
    gunicorn hadolint haproxy hatch hatchling helm htmx httpie httpx husky
    hypercorn hypothesis i18next isort java javascript jest junit k3s k6 kafka
    knex kotlin kotlinx.coroutines ktlint kubernetes langchain lint-staged
    localstack locust lodash loguru markdownlint maven memcached minio mkdocs mocha
    mockery mockito mongodb mongoose msgspec msw mypy mysql nats nestjs networkx
    next.js nginx ninja node node.js nodejs nox npm numpy nuxt
    openapi-typescript openssl opentelemetry orjson pandas passlib pdm pgbouncer
    pgvector phpstan phpunit pip pip-audit pip-tools pixi playwright pnpm poetry
    postgres postgresql pre-commit prettier prisma prometheus psutil psycopg
    psycopg2 puppeteer pydantic pydantic-settings pylint pyright pytest
    pytest-asyncio pytest-benchmark pytest-cov pytest-django pytest-mock
    pytest-xdist python pyyaml rabbitmq react redis requests respx rollup rspec
    rubocop ruff rust rustfmt rxjs scikit-learn selenium serde setuptools
    shellcheck sops sqlalchemy sqlc sqlite sqlx structlog stylelint supertest
    svelte swc swiftlint systemd tailwind tailwindcss tenacity terraform
    testcontainers testify testing-library tokio tox traefik trivy tsc tsx turbo
    typeorm typer typescript uv uvicorn uvloop valkey vite vitest vue webpack
    xgboost yarn zod zsh zustand
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
