"""Dependencies in blocks of TOML and JSON, and in files of requirements."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.code.dependencies import LONGEST, MOST, read_dependencies
from sphinxcontrib_techspec.values.version import pinning


def is_version(text: str) -> bool:
    """Return whether a text is a version."""
    return pinning(text) != "unknown"


def read(code: str, language: str = "") -> list[tuple[str, str, str, int]]:
    """Return the dependencies of a block as tuples."""
    return [
        (found.name, found.version, found.role, found.line)
        for found in read_dependencies(code, language, is_version)
    ]


def test_engines_are_a_runtime_and_package_managers() -> None:
    code = json.dumps({"engines": {"node": "20.1.0", "pnpm": "8.0.0"}})
    roles = {name: role for name, _, role, _ in read(code, "json")}
    assert roles == {"node": "Runtime", "pnpm": "Package manager"}


_DEP, _DEV = "Dependency", "Development dependency"


@pytest.mark.parametrize(
    ("code", "language", "expected"),
    [
        (
            "$ npm install zib @zob/zab@^1.2\n\n# For tests\nyarn add -D \\\n  zub",
            "bash",
            [("zib", "", _DEP, 0), ("@zob/zab", "^1.2", _DEP, 0), ("zub", "", _DEV, 4)],
        ),
        (
            'pip install zib==1.2 "zob[x]>=3"\nuv add zib',
            "",
            [("zib", "1.2", _DEP, 0), ("zob", ">=3", _DEP, 0)],
        ),
        (
            "// Dependencies\n- zib-zab (for all)\n- zob + @a/zub",
            "typescript",
            [("zib-zab", "", _DEP, 1), ("zob", "", _DEP, 2), ("@a/zub", "", _DEP, 2)],
        ),
        ("npm install", "bash", []),
        ("npm install zib\nnpm start", "bash", []),
        ("npm install -g zib", "bash", []),
        ("pip install -r requirements.txt", "bash", []),
        ("- zib-zab\n- words about it", "", []),
        ("- zib-zab\n- zob", "yaml", []),
        ("- zib\n- zob", "", []),
        ('zib = ">=0.4.0"', "toml", [("zib", ">=0.4.0", _DEP, 0)]),
        (
            'zib = {extras = ["x"], version = "^1.2"}\nzibber = "2.0.1"',
            "toml",
            [("zib", "^1.2", _DEP, 0), ("zibber", "2.0.1", _DEP, 1)],
        ),
        (
            '[tool.poetry]\nname = "a"\nversion = "1.0.0"\n'
            '[tool.poetry.dependencies]\nzib = "^1.2"\nown = {path = "../own"}\n'
            '[tool.poetry.group.test.dependencies]\nzob = "8.1.2"',
            "toml",
            [("zib", "^1.2", _DEP, 4), ("zob", "8.1.2", _DEV, 7)],
        ),
        (
            "dependencies = [\n  \"zib[x]>=0.1,<2; python_version<'4'\",\n"
            '  "zob==1.2.3",\n  "zab",\n  "zub @ https://a.test/b.whl",\n]',
            "toml",
            [
                ("zib", ">=0.1,<2", _DEP, 1),
                ("zob", "1.2.3", _DEP, 2),
                ("zab", "", _DEP, 3),
                ("zub", "", _DEP, 4),
            ],
        ),
        (
            "dependencies = [\n"
            '  "zib @ git+https://a.test/zib.git@v1.2.0#subdirectory=b",\n'
            '  "zob @ git+ssh://git@a.test/zob.git",\n'
            '  "zab @ git+ssh://git@a.test/zab.git@main",\n]',
            "toml",
            [
                ("zib", "v1.2.0", _DEP, 1),
                ("zob", "", _DEP, 2),
                ("zab", "main", _DEP, 3),
            ],
        ),
        (
            '{"engines": {"zib": ">=20.0.0"}}',
            "json",
            [("zib", ">=20.0.0", "Runtime", 0)],
        ),
        (
            '[dependency-groups]\ndev = ["zib>=1", {include-group = "x"}]',
            "toml",
            [("zib", ">=1", _DEV, 1)],
        ),
        (
            '[dependencies]\nzib = { git = "https://a.test", tag = "v1.2.0" }',
            "toml",
            [("zib", "v1.2.0", _DEP, 1)],
        ),
        (
            '"dependencies": {\n  "zib": "^3.2.0"\n},\n"devDependencies": {"zob": "1"}',
            "json",
            [("zib", "^3.2.0", _DEP, 1), ("zob", "1", _DEV, 3)],
        ),
        (
            '{"name": "a", "dependencies": {"@zib/zob": "^3", "own": "workspace:*"}}',
            "json",
            [("@zib/zob", "^3", _DEP, 0)],
        ),
        ('{\n  // web\n  "zib": "1.2.x",\n}', "json", [("zib", "1.2.x", _DEP, 2)]),
        (
            "zib==0.115.4  # why\n-r base.txt\n\nzob[x]>=0.30 \\\n"
            "    --hash=sha256:00\nzab",
            "text",
            [
                ("zib", "0.115.4", _DEP, 0),
                ("zob", ">=0.30", _DEP, 3),
                ("zab", "", _DEP, 5),
            ],
        ),
        ("zib===1.0", "", [("zib", "===1.0", _DEP, 0)]),
        ('zib = "^1.2"', "", [("zib", "^1.2", _DEP, 0)]),
        ('{"zib": "^1.2"}', "", [("zib", "^1.2", _DEP, 0)]),
        # What is anything else.
        ('port = "8080"', "toml", []),
        ('name = "zib"\nversion = "1.0.0"', "toml", []),
        ('version = "1.0.0"', "toml", []),
        ('zib = "^1.2"\nmode = "fast"', "toml", []),
        ('zib = "^1.2', "toml", []),
        ('{"zib": 3}', "json", []),
        ('{"zib": "^1.2"', "json", []),
        ('["zib"]', "json", []),
        ("{}", "json", []),
        ("zib\nzob", "text", []),
        ("zib==1.0\nzib -> zob", "text", []),
        ("ZIB=1.0", "text", []),
        ("zib==1.0", "python", []),
        ('zib = "^1.2"', "json", []),
        ("", "", []),
    ],
)
def test_dependencies(
    code: str, language: str, expected: list[tuple[str, str, str, int]]
) -> None:
    assert read(code, language) == expected


def test_a_block_that_is_too_long_is_not_read() -> None:
    assert read("zib==1.0\n" + "#" * (LONGEST - 9))
    assert not read("zib==1.0\n" + "#" * LONGEST)
    lines = [f"z{number}>1" for number in range(MOST + 1)]
    assert len(read("\n".join(lines[1:]))) == MOST
    assert not read("\n".join(lines))


@pytest.mark.parametrize("language", ["toml", "json", ""])
def test_deep_values_are_not_followed(language: str) -> None:
    assert read("[" * 9_000, language) == []
    assert read('{"a":' * 3_000 + "1" + "}" * 3_000, language) == []
    assert read("a" + ".a" * 5_000 + ' = "1.0"', language) == []


@given(st.text(max_size=60), st.sampled_from(["toml", "json", "text", ""]))
def test_any_text_is_read_without_an_error(code: str, language: str) -> None:
    for name, _, role, line in read(code, language):
        assert name
        assert role
        assert 0 <= line <= code.count("\n")


@given(
    st.dictionaries(
        st.from_regex(r"@?[a-z]{3,9}(/[a-z]{1,9})?", fullmatch=True).filter(
            lambda name: name not in {"edition", "host", "name", "port", "version"}
        ),
        st.from_regex(r"[~^]?[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}", fullmatch=True),
        min_size=1,
        max_size=5,
    )
)
def test_names_and_versions_of_an_object_are_kept(packages: dict[str, str]) -> None:
    for data in (packages, {"devDependencies": packages}):
        code = json.dumps(data, indent=2)
        found = read_dependencies(code, "json", is_version)
        assert {part.name: part.version for part in found} == packages
        assert all(part.name in code.split("\n")[part.line] for part in found)
