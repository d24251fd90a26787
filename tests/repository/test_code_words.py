"""Whether code has the name of a setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxcontrib_techspec.repository import Sources
from sphinxcontrib_techspec.repository.code_words import is_code, mentions_in

WHOLE = [
    'os.environ["KITE_URL"]', "process.env.KITE_URL", "kite_url: str", "kiteUrl",
    "ENV KITE_URL=x", "kite.url = x", "kite-url", "KiteURL string",
]  # fmt: skip
PARTS = [
    'f"{name}_URL"', "`${name}_URL`", 'name + "_URL"', '"%s_URL" % name',
    'env_prefix="KITE_"', "`KITE_${name}`", '"KITE_" + name', "KITE_{name}",
    'Process("kite", &settings)\nurl string', "kite:\n  size: 3\n  url: x\n",
    "[kite]\nurl = 3\n", '{\n  "kite": {\n    "url": 3\n', "  kite: {\n    url: z\n",
    "kite: {size: 3, url: z}",
]  # fmt: skip
NOTHING = [
    "",
    "kite",
    "url",
    "KITE_UR",
    'require("kite")',
    "kite; url",
    "KITE_URI",
    "kite = 1\nurl = 2",
    "kite: 1",
    "# kite: see url",
]


@pytest.mark.parametrize("text", WHOLE)
def test_whole_names(text: str):
    assert mentions_in(text.encode(), ["KITE_URL"]) == {"KITE_URL": "whole"}


@pytest.mark.parametrize("text", PARTS)
def test_parts_of_names(text: str):
    assert mentions_in(text.encode(), ["KITE_URL"]) == {"KITE_URL": "parts"}


@pytest.mark.parametrize("text", NOTHING)
def test_no_name(text: str):
    assert mentions_in(text.encode(), ["KITE_URL"]) == {}


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ('env_prefix="SHOP_"', True), ("Env::prefixed('SHOP_')", True),
        ('viper.SetEnvPrefix("SHOP")', True), ('"SHOP_URL"', False), ('"SHOP"', False),
    ],
)  # fmt: skip
def test_what_is_before_all_names(text: str, *, is_there: bool):
    assert ("SHOP_" in mentions_in(text.encode(), ["SHOP_"])) is is_there


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/b.py", True), ("Dockerfile", True), ("api.Dockerfile", True),
        (".gitlab-ci.yml", True), ("package.json", True), ("schema.prisma", True),
        (".env", False), ("prod.env", False), ("a.md", False), ("a.json", False), ("config/a.json", True),
        ("searchindex.js", False), ("x.min.js", False), ("index.html", False),
    ],
)  # fmt: skip
def test_what_is_code(path: str, *, expected: bool):
    assert is_code(path) is expected


@pytest.mark.parametrize(
    ("path", "is_found"),
    [
        ("main.py", True), ("a/b/c/d/e/main.py", True), ("src/env/server.ts", True),
        ("docs/tools/main.py", True), (".github/workflows/ci.yml", True),
        ("tests/main.py", False), ("node_modules/a/index.js", False),
        ("docs/_build/html/a.js", False), ("out/a.js", False), (".env", False),
        ("other/.git", False),
    ],
)  # fmt: skip
def test_where_code_is_searched(tmp_path: Path, path: str, *, is_found: bool):
    root = tmp_path / "root"
    full = root / path
    full.parent.mkdir(parents=True)
    full.write_text('KITE_URL = "KITE_URL"', "utf-8")
    found = Sources(root.resolve()).mentions(["KITE_URL", "REED_URL"])
    assert found == ({"KITE_URL": "whole"} if is_found else {})


def test_pages_that_were_built_are_no_code(tmp_path: Path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "words.js").write_text("KITE_URL", "utf-8")
    assert Sources(tmp_path.resolve()).mentions(["KITE_URL"])
    (folder / ".buildinfo").write_text("", "utf-8")
    assert Sources(tmp_path.resolve()).mentions(["KITE_URL"]) == {}


def test_without_a_root_no_code_is_searched():
    assert Sources(None).mentions(["KITE_URL"]) is None


def test_a_longer_file_is_left_out(tmp_path: Path):
    (tmp_path / "a.py").write_text("KITE_URL" + " " * 2**20, "utf-8")
    assert Sources(tmp_path.resolve()).mentions(["KITE_URL"]) == {}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("package.json", '{"dependencies": {"@kite/loom": "1"}}', {"kite", "loom"}),
        ("package.json", '{"devDependencies": {"next-kite": "1"}}', {"nextkite"}),
        ("package.json", '{"name": "kite", "scripts": {"kite": "x"}}', set()),
        ("package.json", "{", set()),
        ("pyproject.toml", '[project]\nname = "kite"\ndependencies = ["reed>=1"]\n',
         {"reed"}),
        ("requirements.txt", "reed-loom>=1\n# kite\n", {"reed", "loom", "reedloom"}),
        ("go.mod", "module x.y/kite\nrequire (\n\tg.org/reed/loom v1.2.0\n"
         "\tg.org/lamp v1.0.0 // indirect\n)\n", {"reed", "loom"}),
    ],
)  # fmt: skip
def test_words_of_packages(tmp_path: Path, name: str, content: str, words: set[str]):
    (tmp_path / name).write_text(content, "utf-8")
    found = Sources(tmp_path.resolve()).package_words
    assert words <= found
    assert "lamp" not in found
    if name != "go.mod":
        assert words or "kite" not in found
