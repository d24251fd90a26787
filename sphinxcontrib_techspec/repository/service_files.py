"""The files that have versions of services, languages and tools, by their rank.

A file by which developers install a tool says most, then an image, then CI, then a
declared range. A new format is a reader and a line here.
"""

from __future__ import annotations

from .base import VersionReader
from .ci_files import GITHUB, GITLAB
from .container_files import COMPOSE, DOCKERFILE
from .declared_ranges import RANGE_READERS
from .tool_files import TOOL_READERS

IMAGE_RANK = 2
"""The rank of images in Dockerfiles and Compose files."""

CONFIRMING_RANK = 3
"""The rank of CI, which can confirm a version, and alone contradicts none."""

SERVICE_READERS: tuple[VersionReader, ...] = (
    *TOOL_READERS,
    DOCKERFILE,
    COMPOSE,
    GITHUB,
    GITLAB,
    *RANGE_READERS,
)
"""The readers; each that knows a file by its name reads it."""
