"""Which product a container image has, and in which version.

The reference of an image is ``[registry/]path[:tag][@digest]``
(https://github.com/distribution/reference). Only images of publishers whose tags are
the versions of a product say anything: one in a private registry may be changed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..patterns import regex
from .services import SERVICES, service_named

_REFERENCE = regex(
    r"(?P<path>[a-z0-9][a-z0-9._/:-]*?)(?::(?P<tag>\w[\w.-]{0,127}))?"
    r"(?:@[a-z0-9]+:[0-9a-f]+)?",
    re.IGNORECASE,
)
_TAG = regex(
    r"v?(?P<version>(?!(?:19|20)\d\d\.)\d{1,5}(?:\.\d{1,9})*"
    r"(?:(?:a|b)\d{1,3}|[-.]?(?:rc|beta|alpha|preview|dev|nightly|canary)"
    r"[-.]?\d{0,3}+(?![a-z]))?)(?:[-_+].*)?"
)
_PUBLIC = frozenset(
    {"docker.io", "index.docker.io", "registry-1.docker.io", "ghcr.io", "quay.io",
     "public.ecr.aws", "mcr.microsoft.com", "gcr.io", "registry.k8s.io",
     "docker.elastic.co", "mirror.gcr.io"}
)  # fmt: skip
"""Registries in which publishers have the same names as in the first."""

_PUBLISHERS = frozenset(
    {"library", "bitnami", "bitnamilegacy", "cimg", "circleci", "ubuntu", "hashicorp",
     "chainguard", "apache"}
)  # fmt: skip
"""Those whose images are named after the product, with its versions as tags."""

_SEVERAL: dict[str, re.Pattern[str]] = {
    "postgis/postgis": regex(
        r"(?P<PostgreSQL>\d{1,4})-(?P<PostGIS>\d{1,4}(?:\.\d{1,4}){0,3})(?:-.*+)?"
    ),
    "pgvector/pgvector": regex(
        r"(?:(?P<pgvector>\d{1,4}(?:\.\d{1,4}){0,3})-)?pg(?P<PostgreSQL>\d{1,4})(?:-.*+)?"
    ),
    "timescale/timescaledb": regex(
        r"(?P<TimescaleDB>\d{1,4}(?:\.\d{1,4}){0,3})-pg(?P<PostgreSQL>\d{1,4})(?:-.*+)?"
    ),
    "timescale/timescaledb-ha": regex(
        r"pg(?P<PostgreSQL>\d{1,4}(?:\.\d{1,4}){0,3})-ts(?P<TimescaleDB>\d{1,4}(?:\.\d{1,4}){0,3})(?:-.*+)?"
    ),
}
"""Images with several products, and what of their tags is the version of which."""

_NAMED = {
    "eclipse-temurin": "Java",
    "openjdk": "Java",
    "ibm-semeru-runtimes": "Java",
    "amazoncorretto": "Java",
    "azul/zulu-openjdk": "Java",
    "dotnet/sdk": ".NET",
    "dotnet/aspnet": ".NET",
    "dotnet/runtime": ".NET",
    "mssql/server": "Microsoft SQL Server",
    "clickhouse/clickhouse-server": "ClickHouse",
    "gotenberg/gotenberg": "Gotenberg",
    "buildpack-deps": "",
    "minio/minio": "",
    "redis/redis-stack": "",
    "redis/redis-stack-server": "",
    "confluentinc/cp-kafka": "",
    "confluentinc/cp-zookeeper": "",
}
"""The products of images by their paths; empty where tags are not their versions."""

_SDKS = frozenset({"dotnet/sdk"})

_IMAGES = {image: row.title for row in SERVICES for image in row.images} | _NAMED


class Product(NamedTuple):
    """A product of an image.

    Attributes:
        name: its title in the table of services.
        version: its version; it may have fewer numbers than what runs.
    """

    name: str
    version: str


def products_of(reference: str) -> list[Product]:
    """Return the products of an image with their versions.

    Args:
        reference: such as ``postgres:16.4-alpine``.

    Returns:
        Nothing where the image is not known, or its tag names no version.
    """
    match = _REFERENCE.fullmatch(reference.strip())
    if match is None or not match["tag"]:
        return []
    path = _public_path(match["path"].lower())
    tag = match["tag"]
    if pattern := _SEVERAL.get(path):
        found = pattern.fullmatch(tag)
        groups = found.groupdict() if found else {}
        return [Product(name, version) for name, version in groups.items() if version]
    version = _TAG.fullmatch(tag)
    name = _product(path)
    if not name or not version:
        return []
    if path in _SDKS:
        # The third number of an SDK is not that of the runtime.
        numbers = version["version"].split(".")[:2]
        return [Product(name, ".".join(numbers))]
    return [Product(name, version["version"])]


def _public_path(path: str) -> str:
    """Return the path of an image without a public registry; empty for another one."""
    first, slash, rest = path.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        if first not in _PUBLIC:
            return ""
        path = rest.removeprefix("docker/") if first == "public.ecr.aws" else rest
    return path.removeprefix("library/")


def _product(path: str) -> str:
    if path in _IMAGES:
        return _IMAGES[path]
    publisher, _, name = path.rpartition("/")
    service = service_named(name)
    if service is None or service.category == "standard":
        return ""
    if not publisher or publisher in _PUBLISHERS:
        return service.title
    owner = service_named(publisher)
    return service.title if owner is service else ""
