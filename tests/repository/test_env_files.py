"""Settings in examples of environment files and in Compose files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.repository.base import DamagedError
from sphinxcontrib_techspec.repository.compose_settings import read_compose_settings
from sphinxcontrib_techspec.repository.env_files import SettingEntry, read_env
from sphinxcontrib_techspec.repository.file_kinds import is_compose_file, is_env_file


@pytest.mark.parametrize(
    "path",
    [
        ".env.example", ".env.sample", ".env.template", ".env.dist", "example.env",
        "env.example", ".env.production.example", ".env.local.sample", ".env-example",
        "services/shop/.env.example", "shop.env.example", "sample.env", ".env.tmpl",
        "deploy/.env.EXAMPLE", ".env_sample",
    ],
)  # fmt: skip
def test_examples_are_known_by_their_names(path: str):
    assert is_env_file(path)


@pytest.mark.parametrize(
    "path",
    [
        ".env", ".env.local", ".env.production", ".env.test", "prod.env", ".envrc",
        "env.py", ".env.example.local", "example.environment", "environment.example",
        ".env.test.example", "e2e/.env.example", "load-tests/.env.example", "env",
        ".env.ci.sample", "example", "example.md", "venv.example", ".example",
    ],
)  # fmt: skip
def test_other_files_are_none(path: str):
    assert not is_env_file(path)


ONE_LINE: dict[str, SettingEntry] = {
    "KITE_URL=http://x": SettingEntry("KITE_URL", 1, "set", "http://x"),
    "export KITE_URL = 'a b' # why": SettingEntry("KITE_URL", 1, "set", "a b"),
    'KITE_URL="a # b"': SettingEntry("KITE_URL", 1, "set", "a # b"),
    "KITE_URL=": SettingEntry("KITE_URL", 1, "set"),
    "KITE_URL= # nothing": SettingEntry("KITE_URL", 1, "set"),
    "KITE_URL=a#b": SettingEntry("KITE_URL", 1, "set", "a#b"),
    "#KITE_URL=x": SettingEntry("KITE_URL", 1, "off", "x"),
    "  ## export KITE_URL=x": SettingEntry("KITE_URL", 1, "off", "x"),
    "kite_url=x": SettingEntry("kite_url", 1, "set", "x"),
    "TTL=30 # default": SettingEntry("TTL", 1, "set", "30", "30"),
    "TTL=60 # (default: 30)": SettingEntry("TTL", 1, "set", "60", "30"),
    "TTL=60 # Defaults to `30`.": SettingEntry("TTL", 1, "set", "60", "30"),
    "TTL=60 # default is 30, in seconds": SettingEntry("TTL", 1, "set", "60", "30"),
    "TTL=60 # Defaults to false if not set": SettingEntry(
        "TTL", 1, "set", "60", "false"
    ),
    "TTL=60 # overrides the default": SettingEntry("TTL", 1, "set", "60"),
    "TTL=60 # how long, default 30": SettingEntry("TTL", 1, "set", "60", "30"),
    "TTL=60 # the default level": SettingEntry("TTL", 1, "set", "60"),
    "TTL=60 # debug, info (default), warn": SettingEntry("TTL", 1, "set", "60"),
    "TTL=60 # default: 30 in tests": SettingEntry("TTL", 1, "set", "60"),
    "TTL=60 # default 30 seconds": SettingEntry("TTL", 1, "set", "60"),
    "TTL=60 # default: 30; default: 40": SettingEntry("TTL", 1, "set", "60"),
}


@pytest.mark.parametrize("line", ONE_LINE, ids=str)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_one_line(line: str, end: str):
    assert read_env(f"{line}{end}".encode()) == [ONE_LINE[line]]


@pytest.mark.parametrize(
    "text", ["", "# a text\n", "[part]\n", "KITE\n", "# kite_url=x\n", "=x\n", "1A=x\n"]
)
def test_no_setting(text: str):
    assert read_env(text.encode()) == []


def test_a_comment_is_of_the_one_assignment_below_it():
    text = "# Default: 30\n# in minutes\nA_TTL=1\n\nB_TTL=2\n# Default: 7\n#C_TTL="
    assert [(e.name, e.default) for e in read_env(text.encode())] == [
        ("A_TTL", "30"), ("B_TTL", ""), ("C_TTL", "7"),
    ]  # fmt: skip


def test_a_comment_may_be_about_several_assignments():
    text = "# Default: 30\nA_TTL=1\nB_TTL=2\n\n# default 7\n\nC_TTL=3\n# default 8\n"
    assert [(e.name, e.default) for e in read_env(text.encode())] == [
        ("A_TTL", ""), ("B_TTL", ""), ("C_TTL", ""),
    ]  # fmt: skip


def test_names_in_comments_and_values_are_no_assignments():
    text = "# See KITE_URL.\nLOOM_URL=${KITE_HOST}/x\n"
    assert [(e.name, e.line, e.kind) for e in read_env(text.encode())] == [
        ("KITE_URL", 1, "named"), ("LOOM_URL", 2, "set"), ("KITE_HOST", 2, "named"),
    ]  # fmt: skip


def test_a_value_of_several_lines():
    text = 'KEY="-----BEGIN\nA_B=1\n-----END"\nKITE=1\nLAMP="open\nREED=2\n'
    assert [(e.name, e.line) for e in read_env(text.encode())] == [
        ("KEY", 1), ("KITE", 4), ("LAMP", 5), ("REED", 6),
    ]  # fmt: skip


def test_no_text_is_damaged():
    with pytest.raises(DamagedError):
        read_env(b"\xff\xfe\x00")
    with pytest.raises(DamagedError):
        read_env(b"A=1\n<<<<<<< HEAD\nB=2\n")


@given(st.text(alphabet="AB_=#'\"` \ndefault:30(),"))
def test_any_text_is_read(text: str):
    lines = text.replace("\r\n", "\n").count("\n") + 1
    assert all(1 <= entry.line <= lines for entry in read_env(text.encode()))


COMPOSE = """\
x-common: &common
  KITE_URL: http://x
  LOOM_TTL: ${LOOM_TTL:-30}
services:
  shop:
    ports: ["${SHOP_PORT-80}:80"]
    environment:
      <<: *common
      REED_TTL: "5"
      LAMP_TTL:
      COST: $$NOT_ONE and $PAID_ONE
  worker:
    environment:
    - REED_TTL=6
    - LAMP_SIZE
"""


def test_compose():
    found = {(e.name, e.kind, e.value) for e in read_compose_settings(COMPOSE.encode())}
    assert found == {
        ("KITE_URL", "set", "http://x"), ("LOOM_TTL", "set", "30"),
        ("REED_TTL", "set", "5"), ("LAMP_TTL", "set", ""),
        ("COST", "set", "$$NOT_ONE and $PAID_ONE"), ("REED_TTL", "set", "6"),
        ("LAMP_SIZE", "set", ""), ("SHOP_PORT", "named", ""),
        ("LOOM_TTL", "named", ""), ("PAID_ONE", "named", ""),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "[", "services: 1", "services: {a: 1}", "services: [a]", "\xff", "- a"]
)
def test_no_compose_file_has_nothing(text: str):
    assert read_compose_settings(text.encode("latin-1")) == []


def test_an_alias_of_itself_ends():
    assert read_compose_settings(b"services: &a\n  b: *a\n") == []


def test_compose_files_of_the_product():
    assert is_compose_file("deploy/docker-compose.yml")
    assert not is_compose_file("docker-compose.test.yml")
    assert not is_compose_file("openapi.yaml")
