"""Each format with versions of services: its releases, their lines, and damage."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_samples import SAMPLES

from sphinxcontrib_techspec.repository import service_readers_of
from sphinxcontrib_techspec.repository.base import LockError
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
        except LockError:
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
