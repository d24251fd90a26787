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
    given = {"evidence": {"bench": Path("a/bench.json")}, "baseline": Path("b.json")}
    config = make_config(given)
    assert config.evidence == {"bench": str(Path("a/bench.json"))}
    assert config.baseline == "b.json"


def test_a_section_may_be_asked_for_some_of_its_topics():
    asked = ["stack", "security/authentication", "stack/ci/cd", "testing/Unit tests"]
    assert make_config({"sections": asked}).sections == asked


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
    ({"severity": {"TS302": "inof"}}, "severity", "Did you mean “info”?"),
    ({"severity": {"TS999": "info"}}, "severity", "'TS999'"),
    ({"severity": {302: "info"}}, "severity", "302"),
    ({"sections": ["data model"]}, "sections", "Did you mean “data-model”?"),
    ({"sections": "stack"}, "sections", "'stack'"),
    ({"sections": ["stack/databse"]}, "sections", "Did you mean “database”?"),
    ({"sections": ["stack/"]}, "sections", "'' is no topic of 'stack'"),
    ({"sections": ["api/database"]}, "sections", "'database' is no topic of 'api'"),
    ({"sections": ["stak/database"]}, "sections", "Did you mean “stack”?"),
    ({"evidence": "bench.json"}, "evidence", "'bench.json'"),
    ({"evidence": ["bench.json"]}, "evidence", "bench.json"),
    ({"evidence": {"bench": 1}}, "evidence", "1"),
    ({"evidence": {1: "bench.json"}}, "evidence", "1"),
    ({"evidence": {"my bench": "bench.json"}}, "evidence", "'my bench'"),
    ({"evidence": {"a.b": "bench.json"}}, "evidence", "'a.b'"),
    ({"evidence": {"bench": ""}}, "evidence", "the path of a file of JSON"),
    ({"baseline": ["a.json"]}, "baseline", "a.json"),
    ({"baseline": None}, "baseline", "None"),
    ({"colour": "red"}, "colour", "red"),
]


@pytest.mark.parametrize(("values", "name", "said"), WRONG)
def test_wrong_value_is_one_message(values, name, said):
    with pytest.raises(ConfigError) as caught:
        make_config(values)
    message = str(caught.value)
    assert message.startswith(PREFIX + name)
    assert said in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("values", "name", "said"), [case for case in WRONG if "colour" not in case[0]]
)
def test_wrong_value_in_conf_py_ends_the_build(project, values, name, said):
    if name == "fail_under" and "nan" in said:
        pytest.skip("it has no literal")
    site = project({"index": "# Page\n"}, **{PREFIX + n: v for n, v in values.items()})
    with pytest.raises(SphinxConfigError, match=PREFIX + name) as caught:
        site.build("techspec")
    assert said in str(caught.value)


def test_a_misspelt_value_in_conf_py_is_told_and_the_build_goes_on(project):
    site = project(
        {"index": "# Page\n"},
        techspec_fail_undr=90, techspec_word_limit=900, techspec_x=1, techspek=2,
    )  # fmt: skip
    lines = (site.source / "conf.py").read_text("utf-8").splitlines()
    place = lines.index("techspec_fail_undr = 90") + 1
    found = [line for line in site.build("techspec").warnings if "techspec_" in line]
    assert [line.split(": ")[:2] for line in found] == [
        [f"conf.py:{place}", "WARNING"],
        [f"conf.py:{place + 2}", "WARNING"],
    ]
    assert all(line.endswith("[techspec.config]") for line in found)
    assert "techspec_fail_undr; did you mean “techspec_fail_under”?" in found[0]
    assert "techspec_x [" in found[1]
