"""The formats of lock files; a new one is a file and a line here."""

from __future__ import annotations

from . import (
    bun_lock,
    cargo_lock,
    composer_lock,
    gemfile_lock,
    go_mod,
    npm_lock,
    pipfile_lock,
    pnpm_lock,
    python_locks,
    requirements,
    uv_lock,
    yarn_lock,
)
from .base import VersionReader

LOCK_READERS: tuple[VersionReader, ...] = (
    uv_lock.READER,
    python_locks.POETRY,
    python_locks.PDM,
    python_locks.PYLOCK,
    pipfile_lock.READER,
    requirements.READER,
    npm_lock.READER,
    pnpm_lock.READER,
    yarn_lock.READER,
    bun_lock.READER,
    go_mod.READER,
    cargo_lock.READER,
    gemfile_lock.READER,
    composer_lock.READER,
)
"""The readers; the first one that knows a file by its name reads it."""
