"""The check of retired words: it reads the names, keys, messages and titles it names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import retired_words
from retired_words import Use, contains, main, read_words, uses

WORDS = Path(retired_words.__file__).with_suffix(".toml")

FILES = {
    "sphinxcontrib_techspec/item.py": "class Item: ...\ndef build_item(): ...\n",
    "sphinxcontrib_techspec/exchange/techspec.schema.json": json.dumps(
        {"$defs": {"Item": {"properties": {"header": {}, "relations": {}}}}}
    ),
    "README.md": "# The project\n\n```md\n# mended\n```\n",
    "docs/index.md": "# Gate a spec in CI\n",
}


@pytest.fixture(name="folder")
def folder_(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_a_project_without_retired_words_passes(folder: Path):
    assert {use.scope for use in uses(folder)} >= {
        "class", "function", "module", "json", "title",
    }  # fmt: skip
    assert main([str(folder)]) == 0


@pytest.mark.parametrize(
    ("name", "text", "scope", "word"),
    [
        ("sphinxcontrib_techspec/a.py", "class Record: ...\n", "class", "=Record"),
        ("sphinxcontrib_techspec/a.py", "def take_lede(): ...\n", "function", "lede"),
        ("sphinxcontrib_techspec/strays.py", "", "module", "strays"),
        ("scripts/a.py", "def tidy(): ...\n", "function", "tidy"),
        (
            "sphinxcontrib_techspec/a.py",
            'x = Message("{n} findings must be mended", n=1)\n',
            "message",
            "mended",
        ),
        ("docs/a.md", "Intro\n\n## What it costs\n", "title", "it costs"),
        (
            "sphinxcontrib_techspec/exchange/techspec.schema.json",
            '{"properties": {"rests_on_it": {}}}',
            "json",
            "rests_on_it",
        ),
    ],
)
def test_a_retired_word_that_comes_back_fails(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    text: str,
    scope: str,
    word: str,
):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    assert main([str(folder)]) == 1
    out = capsys.readouterr().out
    assert f"{name}:" in out
    assert scope in out
    assert f"“{word}”" in out


def test_every_word_says_what_to_use_instead():
    words = read_words(WORDS)
    assert set(words) == {"class", "function", "module", "json", "message", "title"}
    for of_scope in words.values():
        assert of_scope
        assert all(of_scope.values())


@pytest.mark.parametrize(
    ("use", "word", "expected"),
    [
        (("class", "SpecHeader"), "head", False),
        (("class", "SpecHead"), "head", True),
        (("function", "test_told_once"), "told", True),
        (("function", "tolder"), "told", False),
        (("class", "DecisionRecord"), "=Record", False),
        (("message", "Recommended"), "mended", False),
        (("json", "header"), "head", False),
    ],
)
def test_words_are_compared_as_words(
    use: tuple[str, str], word: str, expected: bool  # noqa: FBT001 - a parameter
):
    assert contains(Use(*use, Path("a"), 1), word) is expected
