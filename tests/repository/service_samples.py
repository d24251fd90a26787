"""A file in each format with versions of services, and what is read of it."""

from __future__ import annotations

SAMPLES: dict[str, tuple[str, list[str]]] = {
    ".tool-versions": (
        "# tools\npython 3.12.4 3.11.9\nnodejs 22.3.0 # LTS\nruby system\n"
        "java temurin-21.0.4+7\npoetry 1.8.3\nnope 1.0\ngolang latest\n",
        ["Python 3.12.4:2", "Python 3.11.9:2", "Node.js 22.3.0:3", "Java 21.0.4:5",
         "Poetry 1.8.3:6"],
    ),
    "mise.toml": (
        '[env]\nA = "1"\n\n[tools]\npython = ["3.12", "3.11"]\nnode = "22"\n'
        'go = { version = "1.22.3" }\n"npm:prettier" = "3"\nuv = "latest"\n',
        ["Python 3.12:5", "Python 3.11:5", "Node.js 22:6", "Go 1.22.3:7"],
    ),
    ".python-version": ("3.12\n3.11.9\npypy3.10-7.3\n", ["Python 3.12:1", "Python 3.11.9:2"]),
    ".nvmrc": ("v22.3.0\n", ["Node.js 22.3.0:1"]),
    ".node-version": ("lts/iron\n", []),
    ".ruby-version": ("ruby-3.3.4\n", ["Ruby 3.3.4:1"]),
    ".java-version": ("21.0\n", ["Java 21.0:1"]),
    ".terraform-version": ("1.9.2\n", ["Terraform 1.9.2:1"]),
    "rust-toolchain.toml": (
        '[toolchain]\ncomponents = ["clippy"]\nchannel = "1.79.0"\n', ["Rust 1.79.0:3"]
    ),
    "rust-toolchain": ("stable\n", []),
    "global.json": (
        '{\n  "sdk": {\n    "version": "8.0.302"\n  }\n}\n', [".NET 8.0:3"]
    ),
    "go.mod": (
        "module example.org/x\n\ngo 1.22.0\n\ntoolchain go1.22.5\n\nrequire (\n"
        "\texample.org/go v1.2.3\n)\n",
        ["Go 1.22.0:3", "Go 1.22.5:5"],
    ),
    "package.json": (
        '{\n  "packageManager": "pnpm@9.4.0+sha512.ab",\n'
        '  "volta": { "node": "22.3.0" }\n}\n',
        ["pnpm 9.4.0:2", "Node.js 22.3.0:3"],
    ),
    "gradle/wrapper/gradle-wrapper.properties": (
        "distributionBase=GRADLE_USER_HOME\n"
        "distributionUrl=https\\://example.org/distributions/gradle-8.9-bin.zip\n",
        ["Gradle 8.9:2"],
    ),
    "Dockerfile": (
        "# syntax=docker/dockerfile:1\nARG PY=3.12\nARG OTHER\n"
        "FROM --platform=$BUILDPLATFORM python:${PY}-slim AS base\n"
        "FROM base AS build\n"
        "COPY --from=ghcr.io/astral-sh/uv:0.4.20 /uv /bin/\n"
        "FROM node:${OTHER} AS web\nFROM \\\n  nginx:1.27-alpine\n"
        "FROM redis:${REDIS:-7.2}\nFROM example.org/team/postgres:16\n"
        "FROM acme/mysql:8.4\nFROM debian\nFROM alpine:latest\n",
        ["Python 3.12:4", "uv 0.4.20:6", "nginx 1.27:8", "Redis 7.2:10"],
    ),
    "deploy/docker-compose.dev.yml": (
        "x-common: &common\n  restart: always\nservices:\n  db:\n    <<: *common\n"
        "    image: postgis/postgis:16-3.4\n  cache:\n"
        "    image: ${CACHE:-redis:7.2.5-alpine}\n  own:\n    image: python:3.9\n"
        "    build: .\n  vector:\n    image: pgvector/pgvector:0.8.0-pg17\n  time:\n"
        "    image: timescale/timescaledb:2.17.2-pg16\n  mq:\n"
        "    image: rabbitmq:3.13-management@sha256:ab12\n  bus:\n"
        "    image: confluentinc/cp-kafka:7.6.0\n  blob:\n"
        "    image: minio/minio:RELEASE.2024-01-01T00-00-00Z\n",
        ["PostgreSQL 16:6", "PostGIS 3.4:6", "Redis 7.2.5:8", "pgvector 0.8.0:13",
         "PostgreSQL 17:13", "TimescaleDB 2.17.2:15", "PostgreSQL 16:15",
         "RabbitMQ 3.13:17"],
    ),
    "pyproject.toml": (
        '[project]\nname = "x"\nrequires-python = ">=3.11,<4"\n\n'
        '[tool.poetry.dependencies]\npython = "^3.11"\n',
        ["Python >=3.11,<4:3", "Python ^3.11:6"],
    ),
    "web/package.json": (
        '{\n  "engines": {\n    "node": ">=20",\n    "npm": "10"\n  }\n}\n',
        ["Node.js >=20:3", "npm 10:4"],
    ),
    "composer.json": (
        '{\n  "require": {\n    "php": "^8.2",\n    "a/b": "1"\n  }\n}\n', ["PHP ^8.2:3"]
    ),
    "Cargo.toml": ('[package]\nrust-version = "1.79"\n', ["Rust >=1.79:2"]),
    ".github/workflows/ci.yml": (
        "on: push\njobs:\n  test:\n    strategy:\n      matrix:\n"
        "        py: [3.10, '3.11']\n    services:\n      db:\n"
        "        image: postgres:16\n    container: node:22\n    steps:\n"
        "      - uses: actions/setup-python@v5\n        with:\n"
        "          python-version: ${{ matrix.py }}\n"
        "      - uses: actions/setup-go@v5\n        with:\n          go-version: '1.20'\n"
        "      - uses: actions/setup-java@v4\n        with:\n          java-version: 21\n"
        "      - uses: actions/setup-node@v4\n        with:\n          node-version: lts/*\n",
        ["Node.js 22:10", "PostgreSQL 16:9", "Python 3.10:6", "Python 3.11:6",
         "Go 1.20:17", "Java 21:20"],
    ),
    ".gitlab-ci.yml": (
        "image: python:3.12\ntest:\n  services:\n    - postgres:16.3\n"
        "    - name: redis:7\n      alias: cache\n  script: !reference [x, y]\n",
        ["Python 3.12:1", "PostgreSQL 16.3:4", "Redis 7:5"],
    ),
}  # fmt: skip
"""By path: the text, and each release with its line."""
