from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.errors import ConfigError as SphinxConfigError

from sphinxcontrib_techspec.config import PREFIX, Config, ConfigError, make_config


def test_defaults():
    assert make_config({}) == Config()


def test_values():
    config = make_config(
        {
            "fail_under": 80,
            "word_limit": 900,
            "adr_patterns": ("records/*",),
            "severity": {"TS3": "info", "TS302": "error"},
            "sections": ["stack", "data-model"],
        }
    )
    assert config.fail_under == 80
    assert config.adr_patterns == ["records/*"]


def test_paths_may_be_paths():
    given = {"sources": {"bench": Path("a/bench.json")}, "baseline": Path("b.json")}
    config = make_config(given)
    assert config.sources == {"bench": str(Path("a/bench.json"))}
    assert config.baseline == "b.json"


def test_a_section_may_be_asked_for_some_of_its_topics():
    asked = ["stack", "security/authentication", "stack/ci/cd", "testing/Unit tests"]
    assert make_config({"sections": asked}).sections == asked


def test_own_names():
    given = {
        "columns": {"版本": "version", "stack.Fach": "role", "Name": "name",
                    "Besitz": "owner", "z.B.": "example", "entity.Feld": "name"},
        "fields": {"stack": ["owner", "licence terms"]},
        "topics": {"语言": "language", "Datenbank": "data store"},
    }  # fmt: skip
    config = make_config(given)
    assert config.own_names.topic("datenbank") == "data store"
    assert config.own_names.topic("Other") == "Other"


WRONG = [
    ({"word_limit": "many"}, "word_limit", "'many'"),
    ({"word_limit": 0}, "word_limit", "0"),
    ({"word_limit": True}, "word_limit", "True"),
    ({"fail_under": 101}, "fail_under", "101"),
    ({"fail_under": float("nan")}, "fail_under", "nan"),
    ({"fail_under": None}, "fail_under", "None"),
    ({"adr_patterns": "adr/*"}, "adr_patterns", "'adr/*'"),
    ({"adr_patterns": [1]}, "adr_patterns", "1"),
    ({"severity": ["TS302"]}, "severity", "TS302"),
    ({"adr_words": {"Adopted": "acepted"}}, "adr_words", "“accepted”"),
    ({"adr_words": {"Adopted": "unknown"}}, "adr_words", "'unknown'"),
    ({"adr_words": {"!": "accepted"}}, "adr_words", "'!'"),
    ({"adr_words": ["Adopted"]}, "adr_words", "Adopted"),
    ({"adr_words": {"Adopted": 1}}, "adr_words", "1"),
    ({"columns": {"Fassung": "verison"}}, "columns", "“version”"),
    ({"columns": {"stack.Fassung": "target"}}, "columns", "'target'"),
    ({"columns": {"stak.Fassung": "version"}}, "columns", "“stack”"),
    ({"columns": {"stack.": "version"}}, "columns", "'stack.'"),
    ({"columns": {"": "version"}}, "columns", "''"),
    ({"columns": ["version"]}, "columns", "version"),
    ({"columns": {"Fassung": 1}}, "columns", "1"),
    ({"fields": {"stak": ["owner"]}}, "fields", "“stack”"),
    ({"fields": {"stack": ["version"]}}, "fields", "'version'"),
    ({"fields": {"stack": ["ADR"]}}, "fields", "'ADR'"),
    ({"fields": {"stack": ["Rationale"]}}, "fields", "'Rationale'"),
    ({"fields": {"stack": ["waive"]}}, "fields", "'waive'"),
    ({"fields": {"stack": ["owner", "Owner"]}}, "fields", "'Owner'"),
    ({"fields": {"stack": ["a:b"]}}, "fields", "'a:b'"),
    ({"fields": {"stack": [""]}}, "fields", "''"),
    ({"fields": {"stack": "owner"}}, "fields", "'owner'"),
    ({"topics": {"Sprache": "langauge"}}, "topics", "“language”"),
    ({"topics": {"!": "language"}}, "topics", "'!'"),
    ({"topics": ["language"]}, "topics", "language"),
    ({"severity": {"TS302": "inof"}}, "severity", "“info”"),
    ({"severity": {"TS999": "info"}}, "severity", "'TS999'"),
    ({"severity": {302: "info"}}, "severity", "302"),
    ({"sections": ["data model"]}, "sections", "“data-model”"),
    ({"sections": "stack"}, "sections", "'stack'"),
    ({"sections": ["stack/databse"]}, "sections", "“database”"),
    ({"sections": ["stack/"]}, "sections", "''"),
    ({"sections": ["api/database"]}, "sections", "'database'"),
    ({"sections": ["stak/database"]}, "sections", "“stack”"),
    ({"sources": "bench.json"}, "sources", "'bench.json'"),
    ({"sources": ["bench.json"]}, "sources", "bench.json"),
    ({"sources": {"bench": 1}}, "sources", "1"),
    ({"sources": {1: "bench.json"}}, "sources", "1"),
    ({"sources": {"my bench": "bench.json"}}, "sources", "'my bench'"),
    ({"sources": {"a.b": "bench.json"}}, "sources", "'a.b'"),
    ({"sources": {"bench": ""}}, "sources", "'bench'"),
    ({"sources_max_age": -1}, "sources_max_age", "-1"),
    ({"sources_max_age": "90"}, "sources_max_age", "'90'"),
    ({"baseline": ["a.json"]}, "baseline", "a.json"),
    ({"baseline": None}, "baseline", "None"),
    ({"colour": "red"}, "colour", "red"),
]


@pytest.mark.parametrize(("values", "name", "named"), WRONG)
def test_wrong_value_is_one_message(values, name, named):
    with pytest.raises(ConfigError) as caught:
        make_config(values)
    message = str(caught.value)
    assert message.startswith(PREFIX + name)
    assert named in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("values", "name", "named"), [case for case in WRONG if "colour" not in case[0]]
)
def test_wrong_value_in_conf_py_ends_the_build(project, values, name, named):
    if name == "fail_under" and "nan" in named:
        pytest.skip("it has no literal")
    site = project({"index": "# Page\n"}, **{PREFIX + n: v for n, v in values.items()})
    with pytest.raises(SphinxConfigError, match=PREFIX + name) as caught:
        site.build("techspec")
    assert named in str(caught.value)


def test_a_misspelt_value_in_conf_py_is_a_warning(project):
    site = project(
        {"index": "# Page\n"},
        techspec_fail_undr=90, techspec_word_limit=900, techspec_x=1, techspek=2,
    )  # fmt: skip
    lines = (site.source / "conf.py").read_text("utf-8").splitlines()
    line = lines.index("techspec_fail_undr = 90") + 1
    first, second = site.build("techspec").warnings
    assert first.startswith(f"conf.py:{line}: WARNING: ")
    assert "techspec_fail_undr" in first
    assert "“techspec_fail_under”" in first
    assert second.startswith(f"conf.py:{line + 2}: WARNING: ")
    assert "techspec_x" in second
    assert "“" not in second, "nothing is suggested"
    for warning in (first, second):
        assert warning.endswith("[techspec.config]")
