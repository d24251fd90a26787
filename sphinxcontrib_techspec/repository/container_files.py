"""Versions in Dockerfiles and in Compose files, by the images that they name.

https://docs.docker.com/reference/dockerfile/ and https://compose-spec.io.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..patterns import regex
from .base import Manifests, Release, VersionReader
from .images import products_of
from .services import service_named
from .yaml_nodes import line, member, members, read_nodes, scalar

_INSTRUCTION = regex(r"\s*(?P<verb>[A-Za-z]+)\s+(?P<rest>.*)", re.DOTALL)
_FROM = regex(
    r"(?:--\S+\s+)*(?P<image>\S+)(?:\s+AS\s+(?P<stage>\S+))?\s*", re.IGNORECASE
)
_COPIED = regex(r"--from=(?P<image>[^\s:]{1,200}:\S{1,150})")
_ARGUMENT = regex(
    r"(?<!\w)(?P<name>\w++)=(?P<quote>[\"']?)(?P<value>[^\"'\s]*+)(?P=quote)"
)
_VARIABLE = regex(r"\$(?:\{(?P<name>\w+)(?::?-(?P<default>[^{}$]*))?\}|(?P<bare>\w+))")
_ESCAPE = regex(r"(?:#[^\n]*\n)*?#\s*escape\s*=\s*(?P<mark>[\\`])", re.IGNORECASE)
_HERE_DOCUMENT = regex(r"(?<!<)<<-?[\"']?(\w{1,40})[\"']?")


def image_releases(reference: str, number: int) -> Iterator[Release]:
    """Yield the products of an image as releases.

    Each image is a part of the project of its own: all have to agree.

    Args:
        reference: the image.
        number: its line, from 1.
    """
    for product in products_of(reference):
        yield Release(product.name, product.version, number, scope=f"line {number}")


def _read_dockerfile(text: str, _manifests: Manifests) -> list[Release]:
    found: list[Release] = []
    arguments: dict[str, str] = {}
    stages: set[str] = set()
    has_stage = False
    for number, instruction in _instructions(text):
        match = _INSTRUCTION.fullmatch(instruction)
        verb, rest = (match["verb"].upper(), match["rest"]) if match else ("", "")
        if verb == "ARG" and not has_stage:
            # Those of a stage do not hold for the images of later ones.
            for argument in _ARGUMENT.finditer(rest):
                arguments[argument["name"]] = argument["value"]
        elif verb == "FROM" and (stage := _FROM.fullmatch(rest)):
            has_stage = True
            image = substituted(stage["image"], arguments)
            if image.lower() not in stages:
                found += image_releases(image, number)
            if stage["stage"]:
                stages.add(stage["stage"].lower())
        elif verb in {"COPY", "ADD"} and (copied := _COPIED.search(rest)):
            image = substituted(copied["image"], arguments)
            found += [r for r in image_releases(image, number) if _is_tool(r.name)]
    return found


def _is_tool(name: str) -> bool:
    """Return whether a product is a tool; other images may lend any file."""
    service = service_named(name)
    return service is not None and service.category == "tool"


def _instructions(text: str) -> Iterator[tuple[int, str]]:
    """Yield each instruction with its line; continued lines are joined.

    Lines of a here-document are passed over.
    """
    escape = _ESCAPE.match(text)
    mark = escape["mark"] if escape else "\\"
    start, parts, ends = 0, list[str](), list[str]()
    for number, row in enumerate(text.split("\n"), 1):
        if ends:
            if row.strip() == ends[0]:
                del ends[0]
            continue
        if row.lstrip().startswith("#") or not row.strip():
            continue
        start = start or number
        words = row.rstrip()
        is_continued = words.endswith(mark)
        parts.append(words[:-1] if is_continued else words)
        if not is_continued:
            instruction = " ".join(parts)
            yield start, instruction
            ends = _HERE_DOCUMENT.findall(instruction)
            start, parts = 0, []
    if parts:
        yield start, " ".join(parts)


def substituted(text: str, values: Mapping[str, str]) -> str:
    """Return *text* with its variables; those without a value or default stay."""

    def value(match: re.Match[str]) -> str:
        name = match["name"] or match["bare"]
        known = values.get(name) or match["default"]
        return match[0] if known is None else known

    return _VARIABLE.sub(value, text)


def _read_compose(text: str, _manifests: Manifests) -> list[Release]:
    found: list[Release] = []
    services = [
        service
        for root in read_nodes(text)
        for service in members(member(root, "services"))
    ]
    for _, service in services:
        image = member(service, "image")
        # With *build*, the image is the one that is made.
        if image is not None and member(service, "build") is None:
            found += image_releases(substituted(scalar(image), {}), line(image))
    return found


DOCKERFILE = VersionReader(
    "dockerfile 1",
    ("Dockerfile", "Dockerfile.*", "*.Dockerfile", "Containerfile", "Containerfile.*"),
    "service",
    (),
    _read_dockerfile,
    rank=2,
)
COMPOSE = VersionReader(
    "compose 1",
    ("compose.y*ml", "compose[.-]*.y*ml", "docker-compose*.y*ml"),
    "service",
    (),
    _read_compose,
    rank=2,
)
