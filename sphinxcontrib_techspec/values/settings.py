"""Names of environment variables, and what they are set to."""

from __future__ import annotations

import re
from typing import Literal

from ..patterns import regex

_VARIABLE = regex(r"\$?\{?(?P<name>[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)*)\}?")

_OF_SYSTEM = regex(
    r"(?:ALL_PROXY|APPDATA|CI|CLICOLOR(?:_FORCE)?|COLUMNS|COMSPEC|DISPLAY|EDITOR"
    r"|FORCE_COLOR|GID|HOME|HOST|HOSTNAME|HTTPS?_PROXY|LANG|LANGUAGE|LC_\w+"
    r"|LD_LIBRARY_PATH|LINES|LOCALAPPDATA|LOGNAME|MAIL|NO_COLOR|NO_PROXY|OLDPWD|PAGER"
    r"|PATH|PGID|PORT|PUID|PWD|SHELL|SSH_AUTH_SOCK|SSL_CERT_(?:DIR|FILE)|SYSTEMROOT"
    r"|TEMP|TERM|TMP|TMPDIR|TZ|UID|UMASK|USER|USERPROFILE|VISUAL|WINDIR|XDG_\w+"
    r"|GO(?:ARCH|BIN|CACHE|ENV|FLAGS|MAXPROCS|MEMLIMIT|OS|PATH|PROXY|ROOT)"
    r"|JAVA_(?:HOME|OPTS|TOOL_OPTIONS)|MIX_ENV|NODE_\w+|PYTHON[A-Z0-9]*|RACK_ENV"
    r"|RAILS_ENV|RUBYOPT|RUST_(?:BACKTRACE|LOG)|VIRTUAL_ENV)"
)
"""Variables that the system or a language has, whatever a file sets them to."""

_OF_TOOL = regex(
    r"(?:AIRFLOW|ASPNETCORE|AWS|AZURE|BUILDKIT|BUN|BUNDLE|CARGO|CELERY|CGO|COMPOSE"
    r"|CUDA|DENO|DJANGO|DOCKER|DOTNET|FLASK|FLY|GCP|GEM|GF|GITHUB|GITLAB|GOOGLE"
    r"|GUNICORN|HASURA|HEROKU|HF|KC|KUBE|KUBERNETES|LANGCHAIN|LANGSMITH|LOGGING"
    r"|MANAGEMENT|MAVEN|MICRONAUT|N8N|NETLIFY|NPM|OPENAI|OTEL|PIP|PNPM|POETRY|PYTEST"
    r"|QUARKUS|RAILS|RAILWAY|RENDER|RUST|SENTRY|SERVER|SPRING|STREAMLIT|TURBO|UV"
    r"|UVICORN|VERCEL|WEB|YARN)_\w+"
    r"|DYNO|KUBECONFIG|PG(?:DATA|DATABASE|HOST|PASSWORD|PORT|SSLMODE|USER)|VERCEL"
)
"""Variables that a platform sets, or that tools read where no code names them."""

_NO_DEFAULT = regex(
    r"[(\[]?(?:-+|–|—|n/?a|nil|no default|none|not set|null|required|undefined|unset"
    r"|empty(?: string)?)?[)\]]?",
    re.IGNORECASE,
)
_PLACEHOLDER = regex(
    r"<|\.\.\.|…|\*{3}|x{3,}|\$|\{|\b(?:my|your|todo|tbd|foo|bar)\b"
    r"|change|example|generate|insert|placeholder|replace|secret|password|dummy|fixme"
    r"|_here\b|-here\b",
    re.IGNORECASE,
)
"""What is written where each user has a value of his own."""

_BOOLEANS = {
    "true": True, "yes": True, "on": True, "enabled": True,
    "false": False, "no": False, "off": False, "disabled": False,
}  # fmt: skip
_NUMBER = regex(r"[+-]?\d[\d_]*(?:\.\d+)?")
_MEASURE = regex(r"(?P<number>[+-]?\d[\d_]*(?:\.\d+)?)(?P<unit>[A-Za-z%]+)")

SameValue = Literal["same", "other", "unknown"]
"""Whether two values are the same; *unknown* where they may be, written otherwise."""


def variable_name(text: str) -> str:
    """Return the environment variable that a text names; empty where it names none.

    ``$DATABASE_URL`` and ``${DATABASE_URL}`` name one.
    """
    found = _VARIABLE.fullmatch(text.strip().strip("`"))
    return found["name"] if found else ""


def is_of_system(name: str) -> bool:
    """Return whether a variable is one of the system or a tool, such as ``TZ``."""
    return _OF_SYSTEM.fullmatch(name) is not None


def is_of_tool(name: str) -> bool:
    """Return whether tools may read a variable that no code names."""
    return _OF_TOOL.fullmatch(name) is not None


def has_default(text: str) -> bool:
    """Return whether a text says that there is a default."""
    return _NO_DEFAULT.fullmatch(text.strip().strip("`\"'")) is None


def plain_value(text: str) -> str:
    """Return the value that a text is; empty where it is words or a placeholder."""
    value = text.strip().strip("`")
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    if not value or len(value.split()) != 1 or _PLACEHOLDER.search(value):
        return ""
    if "_" in value and variable_name(value):
        # The value of another variable.
        return ""
    return value


def compare_values(one: str, other: str) -> SameValue:
    """Return whether two plain values are the same.

    Values of different sorts, such as ``900`` and ``15m``, may be.
    """
    one, other = one.rstrip("/").lower(), other.rstrip("/").lower()
    if one == other:
        return "same"
    if one in _BOOLEANS and other in _BOOLEANS:
        return "same" if _BOOLEANS[one] is _BOOLEANS[other] else "other"
    if _NUMBER.fullmatch(one) and _NUMBER.fullmatch(other):
        return "same" if float(one) == float(other) else "other"
    measured, other_measured = _MEASURE.fullmatch(one), _MEASURE.fullmatch(other)
    if measured and other_measured and measured["unit"] == other_measured["unit"]:
        is_same = float(measured["number"]) == float(other_measured["number"])
        return "same" if is_same else "other"
    are_words = all(
        value not in _BOOLEANS and value.isidentifier() for value in (one, other)
    )
    is_short = _is_short_for(one, other) or _is_short_for(other, one)
    return "other" if are_words and not is_short else "unknown"


def _is_short_for(short: str, word: str) -> bool:
    """Return whether a word may be an abbreviation: *pg* of *postgres*."""
    letters = iter(word)
    return short[0] == word[0] and all(letter in letters for letter in short)
