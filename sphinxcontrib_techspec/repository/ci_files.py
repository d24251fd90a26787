"""Versions in the set-up of CI: GitHub Actions and GitLab CI/CD.

A job may use several versions, or another one than the product: what CI has can
confirm a version, and alone contradicts none.

https://docs.github.com/actions/reference/workflow-syntax-for-github-actions and
https://docs.gitlab.com/ci/yaml/.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from ..patterns import regex
from .base import Manifests, Release, VersionReader
from .container_files import image_releases
from .yaml_nodes import entries, line, member, members, read_nodes, scalar

_ACTIONS = {
    "actions/setup-python": ("python-version", "Python"),
    "actions/setup-node": ("node-version", "Node.js"),
    "actions/setup-go": ("go-version", "Go"),
    "actions/setup-java": ("java-version", "Java"),
    "actions/setup-dotnet": ("dotnet-version", ".NET"),
    "ruby/setup-ruby": ("ruby-version", "Ruby"),
    "shivammathur/setup-php": ("php-version", "PHP"),
    "erlef/setup-beam": ("elixir-version", "Elixir"),
    "denoland/setup-deno": ("deno-version", "Deno"),
    "oven-sh/setup-bun": ("bun-version", "Bun"),
    "pnpm/action-setup": ("version", "pnpm"),
    "astral-sh/setup-uv": ("version", "uv"),
    "hashicorp/setup-terraform": ("terraform_version", "Terraform"),
}
"""The input with the version, and what is set up, by the name of the action."""

_MATRIX = regex(r"\$\{\{\s*matrix\.(?P<key>[\w-]+)\s*\}\}")
_VERSION = regex(r"v?(?P<version>\d+(?:\.\d+)*)(?:\.[xX*])?")


def _read_github(text: str, _manifests: Manifests) -> list[Release]:
    found: list[Release] = []
    jobs = [job for root in read_nodes(text) for job in members(member(root, "jobs"))]
    for _, job in jobs:
        container = member(job, "container")
        images = [member(container, "image") or container]
        images += [
            member(service, "image") for _, service in members(member(job, "services"))
        ]
        found += _images(images)
        for step in entries(member(job, "steps")):
            found += _set_up(step, member(job, "strategy", "matrix"))
    return found


def _images(nodes: list[yaml.Node | None]) -> Iterator[Release]:
    for node in nodes:
        if node is not None:
            yield from image_releases(scalar(node), line(node))


def _set_up(step: yaml.Node, matrix: yaml.Node | None) -> Iterator[Release]:
    action = scalar(member(step, "uses")).partition("@")[0]
    name, product = _ACTIONS.get(action, ("", ""))
    node = member(step, "with", name) if name else None
    if node is None:
        return
    versions = [(scalar(node), line(node))]
    if key := _MATRIX.fullmatch(scalar(node)):
        # What a matrix leaves out again is not used.
        left_out = entries(member(matrix, "exclude"))
        values = [] if left_out else entries(member(matrix, key["key"]))
        versions = [(scalar(value), line(value)) for value in values]
    for text, number in versions:
        for part in text.split():
            if match := _VERSION.fullmatch(part):
                yield Release(product, match["version"], number, scope="CI")


def _read_gitlab(text: str, _manifests: Manifests) -> list[Release]:
    found: list[Release] = []
    roots = read_nodes(text)
    jobs = [job for root in roots for job in (root, *(j for _, j in members(root)))]
    for job in jobs:
        images = [member(job, "image"), *entries(member(job, "services"))]
        found += _images([member(node, "name") or node for node in images if node])
    return found


GITHUB = VersionReader(
    "github 1", (".github/workflows/*.y*ml",), "service", (), _read_github, rank=3
)
GITLAB = VersionReader(
    "gitlab 1", (".gitlab-ci.yml",), "service", (), _read_gitlab, rank=3
)
