"""Which package a technology is: by its name, or by a name that differs.

The name of a library is that of its package, but for small letters, spaces and dots.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..patterns import regex
from .base import Ecosystem, python_name
from .services import Service, service_named

_ALIASES: dict[str, tuple[Ecosystem, str]] = {
    "angular": ("npm", "@angular/core"),
    "angular material": ("npm", "@angular/material"),
    "ant design": ("npm", "antd"),
    "apollo client": ("npm", "@apollo/client"),
    "apollo server": ("npm", "@apollo/server"),
    "babel.js": ("npm", "@babel/core"),
    "beautiful soup": ("pypi", "beautifulsoup4"),
    "biome": ("npm", "@biomejs/biome"),
    "chakra ui": ("npm", "@chakra-ui/react"),
    "d3.js": ("npm", "d3"),
    "django rest framework": ("pypi", "djangorestframework"),
    "drf": ("pypi", "djangorestframework"),
    "drizzle": ("npm", "drizzle-orm"),
    "express.js": ("npm", "express"),
    "headless ui": ("npm", "@headlessui/react"),
    "libsql client": ("npm", "@libsql/client"),
    "mantine": ("npm", "@mantine/core"),
    "material ui": ("npm", "@mui/material"),
    "mui": ("npm", "@mui/material"),
    "material for mkdocs": ("pypi", "mkdocs-material"),
    "nestjs": ("npm", "@nestjs/core"),
    "nuxt.js": ("npm", "nuxt"),
    "opencv": ("pypi", "opencv-python"),
    "radix ui": ("npm", "radix-ui"),
    "ruby on rails": ("gem", "rails"),
    "react query": ("npm", "@tanstack/react-query"),
    "tanstack query": ("npm", "@tanstack/react-query"),
    "tanstack router": ("npm", "@tanstack/react-router"),
    "tanstack table": ("npm", "@tanstack/react-table"),
    "react testing library": ("npm", "@testing-library/react"),
    "redux toolkit": ("npm", "@reduxjs/toolkit"),
    "supabase js": ("npm", "@supabase/supabase-js"),
    "svelte kit": ("npm", "@sveltejs/kit"),
    "sveltekit": ("npm", "@sveltejs/kit"),
    "tailwind": ("npm", "tailwindcss"),
    "tailwind css": ("npm", "tailwindcss"),
    "three.js": ("npm", "three"),
    "trpc": ("npm", "@trpc/server"),
    "vue test utils": ("npm", "@vue/test-utils"),
    "vueuse": ("npm", "@vueuse/core"),
    "xterm": ("npm", "@xterm/xterm"),
    "xterm.js": ("npm", "@xterm/xterm"),
    "laravel": ("composer", "laravel/framework"),
}
"""Packages by the name of the technology, where it is another one, in small letters."""

_PREFIXES: dict[str, Ecosystem] = {
    "pypi": "pypi", "pip": "pypi", "npm": "npm", "go": "golang", "golang": "golang",
    "cargo": "cargo", "crates": "cargo", "crates.io": "cargo", "gem": "gem",
    "rubygems": "gem", "composer": "composer", "packagist": "composer",
}  # fmt: skip
"""What stands before the colon of a ``package``."""

_MAJOR = regex(r"/v\d+$|\.v\d+$", re.ASCII)
_SPACES = regex(r"\s+")


class Wanted(NamedTuple):
    """A package that is looked for.

    Attributes:
        name: its name, in the spelling of the ecosystem.
        ecosystem: where it comes from; `None` where each is looked at.
    """

    name: str
    ecosystem: Ecosystem | None = None


def package_of(text: str) -> Wanted:
    """Return the package that an author names.

    Args:
        text: such as ``redis``, ``pypi:redis``, ``@types/node`` or
            ``pkg:npm/%40types/node``.
    """
    text = text.strip().strip("`")
    if text.startswith("pkg:"):
        kind, _, name = text.removeprefix("pkg:").partition("/")
        name = name.replace("%40", "@")
        at = name.find("@", 1)
        name = name[:at] if at > 0 else name
    else:
        kind, colon, name = text.partition(":")
        if not colon or kind.lower() not in _PREFIXES:
            return Wanted(text)
    return Wanted(name.strip(), _PREFIXES.get(kind.lower()))


def candidates(name: str) -> list[Wanted]:
    """Return the packages that the name of a technology may be, the best first.

    Only those of the first that any file has are looked at.
    """
    key = " ".join(name.lower().split())
    if alias := _ALIASES.get(key):
        return [Wanted(alias[1], alias[0])]
    found = [Wanted(name)]
    if key.endswith((".js", " js")):
        found.append(Wanted(name[:-3], "npm"))
    return found


def service_of(name: str) -> Service | None:
    """Return the service that a technology is; `None` for a library."""
    return service_named(name)


def keys(name: str, ecosystem: Ecosystem) -> Iterator[str]:
    """Yield how a package may be listed in an ecosystem, for a name as written.

    Args:
        name: the name of a technology or a package.
        ecosystem: where it comes from.
    """
    text = _SPACES.sub("-", name.strip())
    if ecosystem == "pypi":
        yield python_name(text)
    elif ecosystem == "cargo":
        yield text.lower().replace("_", "-")
    elif ecosystem == "golang":
        yield _MAJOR.sub("", text.lower())
    else:
        yield text.lower()


def listed_as(name: str, ecosystem: Ecosystem) -> list[str]:
    """Return the keys under which a listed package is found.

    A Go module is found by its path, and by each of its ends: ``gin-gonic/gin``.

    Args:
        name: its name in a lock file.
        ecosystem: where it comes from.
    """
    if ecosystem != "golang":
        return [next(keys(name, ecosystem))]
    parts = _MAJOR.sub("", name.lower()).split("/")
    return ["/".join(parts[start:]) for start in range(len(parts))]
