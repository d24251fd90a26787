"""Each format with versions of services: its releases, their lines, and damage."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_samples import SAMPLES

from sphinxcontrib_techspec.repository import service_readers_of
from sphinxcontrib_techspec.repository.base import DamagedError
from sphinxcontrib_techspec.repository.images import products_of
from sphinxcontrib_techspec.repository.service_files import SERVICE_READERS
from sphinxcontrib_techspec.repository.services import SERVICES

TITLES = {row.title for row in SERVICES}


def read(path: str, text: str) -> Iterator[str]:
    for reader in service_readers_of(path):
        for release in reader.releases(text.encode(), {}):
            yield f"{release.name} {release.version}:{release.line}"


def test_each_format_has_a_sample():
    found = {reader for path in SAMPLES for reader in service_readers_of(path)}
    assert found == set(SERVICE_READERS)


@pytest.mark.parametrize("path", SAMPLES)
def test_releases(path: str):
    text, expected = SAMPLES[path]
    assert list(read(path, text)) == expected


@pytest.mark.parametrize("path", SAMPLES)
def test_ends_of_lines_make_no_difference(path: str):
    text, expected = SAMPLES[path]
    assert list(read(path, text.replace("\n", "\r\n"))) == expected


@pytest.mark.parametrize("path", SAMPLES)
def test_names_are_those_of_the_table(path: str):
    text, _ = SAMPLES[path]
    readers = service_readers_of(path)
    found = [r.name for reader in readers for r in reader.releases(text.encode(), {})]
    assert TITLES.issuperset(found)


@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_any_text_is_read_or_an_error(path: str, data: st.DataObject):
    text, _ = SAMPLES[path]
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    changed = text[:start] + data.draw(st.text(max_size=9)) + text[end:]
    for reader in service_readers_of(path):
        try:
            found = reader.releases(changed.encode("utf-8", "replace"), {})
        except DamagedError:
            continue
        lines = changed.count("\n") + 1
        assert all(1 <= release.line <= lines for release in found)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("postgres:16.4-alpine3.20", ["PostgreSQL 16.4"]),
        ("docker.io/library/postgres:16", ["PostgreSQL 16"]),
        ("public.ecr.aws/docker/library/redis:7", ["Redis 7"]),
        (
            "docker.elastic.co/elasticsearch/elasticsearch:8.14.1",
            ["Elasticsearch 8.14.1"],
        ),
        ("mcr.microsoft.com/dotnet/aspnet:8.0-alpine", [".NET 8.0"]),
        ("mcr.microsoft.com/mssql/server:2022-latest", ["Microsoft SQL Server 2022"]),
        ("eclipse-temurin:21.0.4_7-jre", ["Java 21.0.4"]),
        ("grafana/grafana:11.1.0", ["Grafana 11.1.0"]),
        ("golang:1.23rc1-alpine", ["Go 1.23rc1"]),
        ("redis:8.0-rc1", ["Redis 8.0-rc1"]),
        ("python:3.14-rc-slim", ["Python 3.14-rc"]),
        ("debian:12-bookworm", ["Debian 12"]),
        ("apache/kafka:3.8.0", ["Apache Kafka 3.8.0"]),
        ("mcr.microsoft.com/dotnet/sdk:8.0.404", [".NET 8.0"]),
        ("mcr.microsoft.com/dotnet/runtime:8.0.11", [".NET 8.0.11"]),
        ("cimg/android:2024.08", []),
        ("bitnami/rabbitmq:3.13", ["RabbitMQ 3.13"]),
        ("acme/redis:7", []),
        ("registry.acme.example/postgres:16", []),
        ("localhost:5000/postgres:16", []),
        ("dhi-postgres:16", []),
        ("postgres", []),
        ("postgres:latest", []),
        ("postgres@sha256:ab12", []),
        ("python:slim", []),
        ("alpine:20240101", []),
        ("redis/redis-stack:7.2.0-v10", []),
        ("postgres:${TAG}", []),
        ("", []),
    ],
)
def test_images(reference: str, expected: list[str]):
    found = [f"{product.name} {product.version}" for product in products_of(reference)]
    assert found == expected


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("Dockerfile", "FROM node:22\nRUN <<EOF\nFROM postgres:12\nEOF\nFROM redis:7\n",
         ["Node.js 22:1", "Redis 7:5"]),
        ("Dockerfile", "FROM node:22\nCOPY <<-'A' <<B /x\nFROM a:1\nA\nFROM b:2\nB\nFROM redis:7\n",
         ["Node.js 22:1", "Redis 7:7"]),
        ("Dockerfile", "# escape=`\nFROM node:22\nWORKDIR C:\\\\\nFROM redis:7\n",
         ["Node.js 22:2", "Redis 7:4"]),
        ("Dockerfile", "ARG V=3.9\nARG V=3.13\nFROM python:$V\nARG V=3.1\nFROM python:${V}\n",
         ["Python 3.13:3", "Python 3.13:5"]),
        ("Dockerfile", "FROM node:22\nRUN a \\\n\n  # b\n  && c\nFROM redis:7\n",
         ["Node.js 22:1", "Redis 7:6"]),
        ("Dockerfile", "FROM alpine:3.20\nCOPY --from=node:20 /a /a\n", ["Alpine Linux 3.20:1"]),
        ("compose.yml", "x-a: &a {image: postgres:16.4}\nservices:\n  db: {<<: *a}\n"
         "  old:\n    <<: [*a]\n    image: postgres:12\n",
         ["PostgreSQL 16.4:1", "PostgreSQL 12:6"]),
        ("compose.yml", "x-b: &b {build: .}\nservices:\n  a:\n    <<: *b\n    image: postgres:1\n", []),
        ("compose.yml", "services:\n  a:\n    image:\tpostgres:16\t# own\n", ["PostgreSQL 16:3"]),
        (".gitlab-ci.yml", "spec:\n  inputs: {}\n---\na:\n  image: redis:7\n", ["Redis 7:5"]),
        (".github/workflows/a.yml", "jobs:\n  a:\n    strategy: {matrix: {py: ['3.9'], exclude: [{py: '3.9'}]}}\n"
         "    steps:\n    - uses: actions/setup-python@v5\n      with: {python-version: '${{ matrix.py }}'}\n", []),
        (".tool-versions", "java zulu-21.36.17\ndotnet 8.0.404\n", [".NET 8.0:2"]),
        (".tool-versions", "java graalvm-22.3.1+java17\njava corretto-21.0.4.7.1\n", ["Java 21.0.4.7.1:2"]),
        (".java-version", "1.8\n", ["Java 8:1"]),
        ("mise.toml", '[env]\nnode_env = "x"\n[tools]\nnode = "22"\njava = "temurin-21"\n',
         ["Node.js 22:4", "Java 21:5"]),
        ("global.json", '{"sdk": {"version": "8.0.100", "rollForward": "latestMajor"}}', []),
        ("rust-toolchain", "1.80.0-beta.1\n", []),
        ("gradle/wrapper/gradle-wrapper.properties",
         "distributionUrl=https://example.org/gradle-9.0-rc-1-bin.zip\n", []),
    ],
)  # fmt: skip
def test_details(path: str, text: str, expected: list[str]):
    assert list(read(path, text)) == expected


@pytest.mark.parametrize(
    "path", ["compose.yml", ".github/workflows/a.yml", ".gitlab-ci.yml"]
)
@pytest.mark.parametrize(
    "text",
    [
        'services: {a: {image: "\\UFFFFFFFF"}}',
        f"%YAML {'1' * 5000}.1\n---\na: b\n",
        "a: {\n",
        "a: b\n" * 100_000,
    ],
)
def test_hostile_yaml_is_an_error(path: str, text: str):
    with pytest.raises(DamagedError):
        list(read(path, text))


@pytest.mark.parametrize(
    "path",
    ["docker-compose.test.yml", "compose.e2e.yaml", "Dockerfile.old", "ci/Dockerfile",
     "scripts/lint/Dockerfile", "load-test/docker-compose.yml", "compose.tpl.yml"],
)  # fmt: skip
def test_images_of_helpers_are_not_read(path: str):
    assert service_readers_of(path) == []
