"""Settings of a spec against the examples of environment files around it."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import Build, Project
from languages import Language
from sphinxcontrib_techspec import cli
from sphinxcontrib_techspec.exchange.schema import json_schema
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain

MakeProject = Callable[..., Project]
Row = tuple[str, str, str]

RIGHT: list[Row] = [
    ("SHOP_URL", "Where the shop is", ""),
    ("MAIL_FROM", "The sender of mails", ""),
    ("MAIL_SERVER", "The server of mails", ""),
    ("CART_MINUTES", "How long a cart is kept", ""),
]
"""The name, the description and the default of settings that are in the file."""

ENV = """\
# The shop
SHOP_URL=http://localhost:8000
# MAIL_FROM=shop@localhost
MAIL_SERVER=
# How long a cart is kept (default: 30)
CART_MINUTES=60

CART_SIZE=12   # how many kites
# KITE_MODE=fast
# see KITE_COLOUR
TZ=UTC
KITE_CART_COLOUR=red
LOOM_A_URL=http://a
AWS_REGION=
LOOM_B_URL=http://b
"""


def document(
    language: Language, rows: Sequence[Row] = RIGHT, status: str = "implemented"
) -> str:
    header = {"status": status, "version": "1.0", "updated": "2031-01-31"}
    return language.document(
        language.directive("techspec:spec", "Shop", header, "A shop for kites."),
        language.directive(
            "techspec:setting",
            body=language.table(["Name", "Description", "Default"], rows),
        ),
        language.directive("techspec:report"),
        title="Shop",
    )


@pytest.fixture
def shop(project: MakeProject, language: Language) -> Callable[..., Project]:
    """Return a project in a repository with an example of an environment file."""

    def make(*rows: Row, status: str = "implemented", **files: str) -> Project:
        source = document(language, [*RIGHT, *rows], status)
        made = project({"index": source}, language=language)
        (made.folder / ".git").mkdir()
        for name, content in ({".env.example": ENV} | files).items():
            if content:
                _write(name, content)(made.folder)
        return made

    return make


Shop = Callable[..., Project]


def _write(name: str, content: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")

    return edit


def _remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink(missing_ok=True)


def drift(build: Build) -> list[dict[str, Any]]:
    return [found for found in build.findings if found["code"] == "TS409"]


def verdicts(build: Build) -> dict[str, str]:
    """Return the verdict of each setting that does not agree."""
    return {
        found["item"]: "differs" if found["state"] == "fail" else "not checked"
        for found in drift(build)
    }


CLAIMS: dict[Row, str] = {
    ("CART_LIMIT", "How many carts there are", ""): "differs",
    ("MAIL_SENDER", "The sender of mails", "shop"): "differs",
    ("CART_SIZE", "How many kites fit", "12"): "agrees",
    ("CART_SIZE", "How many kites fit", "`12`"): "agrees",
    ("CART_SIZE", "How many kites fit", "none"): "agrees",
    ("KITE_MODE", "How kites are made", "Fast"): "agrees",
    ("TZ", "The time zone", ""): "not checked",
    ("NODE_ENV", "The environment", ""): "not checked",
    ("AWS_REGION", "The region", ""): "agrees",
    ("AWS_PROFILE", "The profile", ""): "not checked",
    ("CART_REDIS_URL", "Where carts are", ""): "not checked",
    ("kites.mode", "How kites are made", ""): "not checked",
    ("KITE_COLOUR", "The colour of kites", ""): "not checked",
    ("REED_LIMIT", "How many reeds there are", ""): "not checked",
    ("KITE_LIMIT", "Deprecated: how many kites there are", ""): "not checked",
    ("CART__LIMIT", "How many carts there are", ""): "not checked",
    ("APP_CART_SIZE", "How many kites fit", ""): "not checked",
    ("URL", "Where it is", ""): "not checked",
    ("CART_COLOUR", "The colour of carts", ""): "not checked",
    ("CART_SIZE", "How many kites fit", "25"): "not checked",
    ("CART_SIZE", "How many kites fit", "a dozen kites"): "not checked",
    ("KITE_MODE", "How kites are made", "slow"): "not checked",
}
"""A setting beside those that are right, and what the file says of it.

A value in the file may be an example, and what it does not have a part of elsewhere.
"""


@pytest.mark.parametrize("row", CLAIMS, ids=str)
def test_verdicts(shop: Shop, row: Row):
    build = shop(row).build("techspec")
    expected = CLAIMS[row]
    assert verdicts(build) == ({} if expected == "agrees" else {row[0]: expected})
    jsonschema.validate(build.json, json_schema())


DEFAULTS: dict[str, str] = {
    "30": "agrees",
    "30.0": "agrees",
    "60": "not checked",
    "15": "differs",
    "half an hour": "not checked",
    "30m": "not checked",
    "": "agrees",
}


@pytest.mark.parametrize("default", DEFAULTS)
def test_a_default_that_a_comment_states(
    project: MakeProject, language: Language, default: str
):
    rows = [*RIGHT[:3], ("CART_MINUTES", "How long a cart is kept", default)]
    made = project({"index": document(language, rows)}, language=language)
    (made.folder / ".git").mkdir()
    _write(".env.example", ENV)(made.folder)
    build = made.build("techspec")
    expected = DEFAULTS[default]
    found = {} if expected == "agrees" else {"CART_MINUTES": expected}
    assert verdicts(build) == found
    for finding in drift(build):
        if finding["state"] == "fail":
            [place] = finding["related"]
            assert place["line"] == ENV.split("\n").index("CART_MINUTES=60") + 1


def test_the_finding_names_both_places(shop: Shop):
    made = shop(("CART_SIZES", "How many kites fit", ""))
    [found] = drift(made.build("techspec"))
    assert found["line"] == made.line("CART_SIZES", "index")
    [place] = found["related"]
    assert place["file"] == "../.env.example"
    assert ENV.split("\n")[place["line"] - 1].startswith("CART_SIZE=")
    assert place["text"] == "CART_SIZE"


CODE = {
    "shop/settings.py": 'limit = os.environ["CART_LIMIT"]',
    "src/env/server.ts": "z.object({ CART_LIMIT: z.string() })",
    "shop/config.py": "class Settings(BaseSettings):\n    cart_limit: int = 4\n",
    "shop/read.py": 'read = os.environ[f"CART_{name}"]',
    "config/application.yml": "shop:\n  cart:\n    size: 1\n    limit: 4\n",
    "Dockerfile": "FROM scratch\nENV CART_LIMIT=4\n",
    ".github/workflows/ci.yml": "env: {CART_LIMIT: 4}\n",
    "package.json": '{"dependencies": {"@acme/cart": "1.0.0"}}',
    "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["cart-client"]\n',
}


@pytest.mark.parametrize("name", CODE)
def test_what_code_or_a_package_may_read_is_not_checked(shop: Shop, name: str):
    row = ("CART_LIMIT", "How many carts there are", "")
    build = shop(row, **{name: CODE[name]}).build("techspec")
    assert verdicts(build) == {"CART_LIMIT": "not checked"}


def test_a_compose_file_confirms_and_contradicts_nothing(shop: Shop):
    rows = [
        ("KITE_LIMIT", "How many kites there are", "5"),
        ("REED_LIMIT", "How many reeds there are", "5"),
        ("LAMP_LIMIT", "How many lamps there are", "5"),
        ("CART_LIMIT", "How many carts there are", ""),
    ]
    compose = """\
services:
  shop:
    environment:
      KITE_LIMIT: ${KITE_LIMIT:-5}
      REED_LIMIT: ${REED_LIMIT:-7}
      LAMP_LIMIT: ${LAMP_LIMIT}
"""
    build = shop(*rows, **{"compose.yml": compose}).build("techspec")
    assert verdicts(build) == {
        "REED_LIMIT": "not checked", "LAMP_LIMIT": "not checked",
        "CART_LIMIT": "differs",
    }  # fmt: skip
    only = shop(*rows, **{".env.example": "", "compose.yml": compose})
    assert "differs" not in verdicts(only.build("techspec")).values()


UNLIKE: dict[str, dict[str, str]] = {
    "another part": {".env.example": "REED_URL=x\nLAMP_URL=y\n"},
    "one name": {".env.example": "SHOP_URL=x\nLAMP_URL=y\nCART_URL=z\n"},
    "an example of a test": {".env.example": "", "tests/.env.example": "CART_A=\n"},
    "an installed one": {
        ".env.example": "",
        "node_modules/a/.env.example": "CART_A=\n",
    },
    "a hidden folder": {".env.example": "", ".old/.env.example": "CART_A=\n"},
    "an environment file": {".env.example": "", ".env": "CART_A=\nMAIL_FROM=\n"},
    "an ignored one": {".gitignore": ".env*\n"},
}


@pytest.mark.parametrize("case", UNLIKE)
def test_what_is_not_of_the_part_says_nothing(shop: Shop, case: str):
    row = ("CART_LIMIT", "How many carts there are", "")
    build = shop(row, **UNLIKE[case]).build("techspec")
    assert "differs" not in verdicts(build).values()


def test_one_setting_says_nothing_of_another(project: MakeProject, language: Language):
    rows = [
        ("CART_SIZE", "How many kites fit", ""),
        ("CART_LIMIT", "How many carts there are", ""),
    ]
    made = project({"index": document(language, rows)}, language=language)
    (made.folder / ".git").mkdir()
    _write(".env.example", "CART_SIZE=\n")(made.folder)
    assert verdicts(made.build("techspec")) == {"CART_LIMIT": "not checked"}


def test_an_environment_file_is_never_read(shop: Shop, monkeypatch: pytest.MonkeyPatch):
    own = "CART_LIMIT=1\nKITE_TOKEN=hidden\n"
    made = shop(
        ("CART_LIMIT", "How many carts there are", ""),
        **{".env": own, ".env.local": own, "prod.env": own},
    )
    read: list[str] = []
    before = os.open

    def note(path: str | Path, *args: Any, **options: Any) -> int:
        read.append(Path(path).name)
        return before(path, *args, **options)

    monkeypatch.setattr(os, "open", note)
    build = made.build("techspec")
    assert verdicts(build) == {"CART_LIMIT": "differs"}
    assert ".env.example" in read
    assert not {".env", ".env.local", "prod.env"} & set(read)
    assert "hidden" not in str(build.json)


@pytest.mark.parametrize(
    "name",
    [
        ".env.example", ".env.sample", ".env.template", ".env.dist", "example.env",
        "services/shop/.env.example", ".env.production.example",
    ],
)  # fmt: skip
def test_where_examples_are_found(shop: Shop, name: str):
    row = ("CART_LIMIT", "How many carts there are", "")
    files = {".gitignore": ".env*\n!.env.*\n", ".env.example": "", name: ENV}
    assert verdicts(shop(row, **files).build("techspec")) == {"CART_LIMIT": "differs"}


def test_several_examples_are_looked_at_together(shop: Shop):
    rows = [
        ("KITE_LIMIT", "How many kites there are", "5"),
        ("CART_SIZE", "How many kites fit", "12"),
        ("CART_LIMIT", "How many carts there are", ""),
    ]
    other = "KITE_LIMIT=5\nCART_SIZE=13\n"
    build = shop(*rows, **{"web/.env.example": other}).build("techspec")
    assert verdicts(build) == {"CART_SIZE": "not checked", "CART_LIMIT": "differs"}


PREFIXED = "KITE_SHOP_URL=\nKITE_MAIL_FROM=\nKITE_MAIL_SERVER=\nKITE_CART_MINUTES=\n"


def test_names_without_what_is_before_all_in_the_file_agree_with_a_note(shop: Shop):
    code = 'model_config = SettingsConfigDict(env_prefix="KITE_")\n'
    files = {".env.example": PREFIXED, "shop.py": code}
    build = shop(**files).build("techspec")
    [found] = drift(build)
    assert (found["severity"], found["item"], len(found["related"])) == ("info", "", 4)
    assert build.json["specs"][0]["claims"]["checked"] == 4


@pytest.mark.parametrize(
    "files",
    [
        {".env.example": PREFIXED},
        {".env.example": PREFIXED + "LOOM_CART_MINUTES=\nLOOM_MAIL_FROM=\n"
         "LOOM_SHOP_URL=\nLOOM_MAIL_SERVER=\n", "shop.py": 'env_prefix="KITE_"'},
        {".env.example": PREFIXED + "A=\nB=\nC=\nD=\nE=\n",
         "shop.py": 'env_prefix="KITE_"'},
        {".env.example": PREFIXED.replace("KITE_", "VITE_"),
         "shop.ts": 'envPrefix: "VITE_"'},
    ],
    ids=["no prefix in the code", "two", "some names", "of a framework"],
)  # fmt: skip
def test_other_beginnings_are_not_checked(shop: Shop, files: dict[str, str]):
    build = shop(**files).build("techspec")
    assert set(verdicts(build).values()) == {"not checked"}
    assert build.json["specs"][0]["claims"]["checked"] == 0


def test_planned_settings_are_one_finding(shop: Shop):
    rows = [
        ("CART_LIMIT", "How many carts there are", ""),
        ("MAIL_LIMIT", "How many mails there are", ""),
    ]
    build = shop(*rows, status="approved").build("techspec")
    [found] = drift(build)
    assert (found["severity"], found["item"]) == ("info", "")
    assert "2" in found["message"]


def test_a_file_that_cannot_be_read_contradicts_nothing(shop: Shop):
    row = ("CART_LIMIT", "How many carts there are", "")
    made = shop(row)
    _write("web/.env.example", "<<<<<<< HEAD\nA=1\n")(made.folder)
    build = made.build("techspec")
    failed = [f for f in drift(build) if f["state"] == "fail"]
    assert [(f["file"], f["severity"]) for f in failed] == [
        ("../web/.env.example", "warning")
    ]
    [other] = [f for f in drift(build) if f["state"] != "fail"]
    assert other["item"] == "CART_LIMIT"


def test_the_folder_of_the_spec(project: MakeProject, language: Language):
    header = {"status": "implemented", "root": "shop"}
    rows = [*RIGHT, ("CART_LIMIT", "How many carts there are", "")]
    source = language.document(
        language.directive("techspec:spec", "Shop", header, "A shop for kites."),
        language.directive(
            "techspec:setting",
            body=language.table(["Name", "Description", "Default"], rows),
        ),
    )
    made = project({"index": source}, language=language)
    (made.folder / ".git").mkdir()
    _write("shop/.env.example", ENV)(made.folder)
    _write("web/.env.example", "CART_LIMIT=\n")(made.folder)
    assert verdicts(made.build("techspec")) == {"CART_LIMIT": "differs"}


def test_the_search_can_be_switched_off(project: MakeProject, language: Language):
    rows = [*RIGHT, ("CART_LIMIT", "How many carts there are", "")]
    source = document(language, rows)
    made = project({"index": source}, language=language, techspec_sources_auto=False)
    (made.folder / ".git").mkdir()
    _write(".env.example", ENV)(made.folder)
    assert drift(made.build("techspec")) == []


def test_a_named_file_alone_confirms(project: MakeProject, language: Language):
    rows = [*RIGHT, ("CART_LIMIT", "How many carts there are", "")]
    made = project(
        {"index": document(language, rows)},
        language=language,
        techspec_sources={"shop": "../.env.example"},
        techspec_sources_auto=False,
    )
    _write(".env.example", ENV)(made.folder)
    build = made.build("techspec")
    assert verdicts(build) == {"CART_LIMIT": "not checked"}
    assert build.json["specs"][0]["claims"]["checked"] == 4


def test_a_plain_file_is_compared_as_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".env.example").write_text(ENV, "utf-8")
    rows = "".join(f"| `{n}` | {d} | |\n" for n, d, _ in RIGHT)
    rows += "| `CART_LIMIT` | How many carts there are | |\n"
    spec = tmp_path / "spec.md"
    spec.write_text(
        "# Shop\n\n## Environment variables\n\n| Name | Description | Default |\n"
        f"|---|---|---|\n{rows}",
        "utf-8",
    )
    assert cli.main(["check", str(spec), "--as", "implemented"]) == 1
    assert "TS409 setting CART_LIMIT" in capsys.readouterr().out


EDITS: list[Callable[[Path], None]] = [
    lambda _: None,
    _write(".env.example", ENV.replace("30", "20")),
    _write(".env.example", f"{ENV}CART_LIMIT=3\n"),
    _write(".env.example", "<<<<<<< HEAD\n"),
    _write(".env.example", ENV),
    _write("shop/settings.py", "cart_limit: int"),
    _remove("shop/settings.py"),
    _write("compose.yml", "services: {a: {environment: [CART_LIMIT]}}\n"),
    _remove("compose.yml"),
    _write("package.json", '{"dependencies": {"cart": "1"}}'),
    _remove("package.json"),
    _remove(".env.example"),
    _write("web/.env.sample", ENV),
    _write(".gitignore", ".env*\n"),
    _remove(".gitignore"),
]


@pytest.mark.parametrize(
    ("builder", "parallel"),
    [
        ("techspec", 1),
        ("html", 1),
        pytest.param("html", 2, marks=pytest.mark.slow),
    ],
)
def test_a_build_after_an_edit_of_a_file_equals_a_clean_one(
    shop: Shop, builder: str, parallel: int
):
    rows = [
        ("CART_LIMIT", "How many carts there are", ""),
        ("CART_SIZE", "How many kites fit", "12"),
    ]
    made = shop(*rows)
    for edit in [*EDITS, *random.Random(409).choices(EDITS, k=5)]:
        edit(made.folder)
        build = made.build(builder, parallel=parallel)
        clean = made.build(builder, fresh=True)
        assert build.own_warnings == clean.own_warnings
        assert build.written() == clean.written()


def test_nothing_is_parsed_again_if_nothing_changed(shop: Shop):
    made = shop()

    def parsed() -> int:
        return get_domain(made.build().app.env).settings.cache.parsed

    assert [parsed(), parsed()] == [1, 0]
    _write(".env.example", f"{ENV}KITE_LIMIT=3\n")(made.folder)
    assert parsed() == 1


def test_code_is_not_searched_where_the_files_have_all(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
):
    made = shop()

    def fail(*_: object) -> None:
        raise AssertionError("the code is searched")

    monkeypatch.setattr("sphinxcontrib_techspec.repository.find_mentions", fail)
    assert verdicts(made.build("techspec")) == {}


def test_nothing_is_read_for_a_spec_without_settings(
    project: MakeProject, language: Language, monkeypatch: pytest.MonkeyPatch
):
    made = project({"index": language.document(title="Shop")}, language=language)
    (made.folder / ".git").mkdir()
    _write(".env.example", "<<<<<<< HEAD\n")(made.folder)

    def fail(*_: object) -> None:
        raise AssertionError("the repository is searched")

    monkeypatch.setattr("sphinxcontrib_techspec.repository.find_files", fail)
    assert drift(made.build("techspec")) == []
