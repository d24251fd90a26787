"""Names of environment variables, and whether two values are the same."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.values.settings import (
    SameValue,
    compare_values,
    has_default,
    is_of_system,
    is_of_tool,
    plain_value,
    variable_name,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("KITE_URL", "KITE_URL"), ("`KITE_URL`", "KITE_URL"), ("$KITE_URL", "KITE_URL"),
        ("${KITE_URL}", "KITE_URL"), ("DEBUG", "DEBUG"), ("A1_B2", "A1_B2"),
        ("KITE__URL", "KITE__URL"), ("kite.url", ""), ("kite_url", ""), ("KITE_*", ""),
        ("KITE_<NAME>", ""), ("KITE_URL / KITE_ID", ""), ("--kite", ""), ("_KITE", ""),
        ("KITE_", ""), ("KiteUrl", ""), ("", ""), ("KITE_URL=1", ""),
    ],
)  # fmt: skip
def test_names(text: str, name: str):
    assert variable_name(text) == name


@pytest.mark.parametrize(
    "name",
    [
        "TZ", "PATH", "PORT", "HOME", "LANG", "NODE_ENV", "LC_ALL", "PYTHONPATH",
        "HTTP_PROXY", "XDG_CACHE_HOME",
    ],
)  # fmt: skip
def test_variables_of_the_system(name: str):
    assert is_of_system(name)


@pytest.mark.parametrize(
    "name", ["AWS_REGION", "OTEL_SERVICE_NAME", "PGHOST", "SPRING_JPA_SHOW_SQL"]
)
def test_variables_of_tools(name: str):
    assert is_of_tool(name)
    assert not is_of_system(name)


@pytest.mark.parametrize(
    "name", ["DATABASE_URL", "KITE_PORT", "SHOP_TZ", "PORTS", "PGP_KEY", "LOG_LEVEL"]
)
def test_variables_of_a_project(name: str):
    assert not is_of_system(name)
    assert not is_of_tool(name)


@pytest.mark.parametrize("text", ["", "-", "—", "none", "`unset`", "(required)", "n/a"])
def test_no_default(text: str):
    assert not has_default(text)


@pytest.mark.parametrize("text", ["30", "false", "info", "the folder of the user"])
def test_a_default(text: str):
    assert has_default(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30", "30"), ("`30`", "30"), ('"info"', "info"), ("http://x:80/y", "http://x:80/y"),
        ("30 minutes", ""), ("", ""), ("changeme", ""), ("your-key-here", ""),
        ("<key>", ""), ("${A}", ""), ("sk-...", ""), ("xxxx", ""), ("***", ""),
        ("example.com", ""), ("generated", ""), ("a/{b}", ""), ("my_secret", ""), ("KITE_URL", ""), ("UTC", "UTC"),
    ],
)  # fmt: skip
def test_plain_values(text: str, value: str):
    assert plain_value(text) == value


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("30", "30", "same"), ("30", "30.0", "same"), ("1_000", "1000", "same"),
        ("INFO", "info", "same"), ("yes", "true", "same"), ("http://x/", "http://x", "same"),
        ("30", "60", "other"), ("true", "off", "other"), ("info", "debug", "other"),
        ("15m", "30m", "other"), ("15m", "900", "unknown"), ("15m", "900s", "unknown"),
        ("true", "1", "unknown"), ("info", "20", "unknown"), ("a/b", "a/c", "unknown"),
        ("localhost", "127.0.0.1", "unknown"), ("http://x", "http://y", "unknown"),
        ("info", "true", "unknown"), ("en", "english", "unknown"),
        ("pg", "postgres", "unknown"), ("dev", "development", "unknown"), ("10MB", "10485760", "unknown"),
    ],
)  # fmt: skip
def test_comparison(one: str, other: str, expected: SameValue):
    assert compare_values(one, other) == expected
    assert compare_values(other, one) == expected
