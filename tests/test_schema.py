"""The JSON Schema that ships is the one that the types give."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pydantic
import pytest

from conftest import ROOT, Build
from sphinxcontrib_techspec.exchange import schema
from sphinxcontrib_techspec.exchange.read_specs import read_specs
from sphinxcontrib_techspec.exchange.schema import FILE_NAME, json_schema, schema_text
from sphinxcontrib_techspec.exchange.write import dump
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain


def locked(package: str) -> str:
    """Return the version of a package that `uv.lock` names."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    return next(p["version"] for p in lock["package"] if p["name"] == package)


def test_the_file_is_current():
    if locked("pydantic") != pydantic.VERSION:
        pytest.skip("another pydantic words the schema in another way")
    file = Path(schema.__file__).parent / FILE_NAME
    assert file.read_text("utf-8") == schema_text()


@pytest.mark.parametrize("name", ["conduit", "minimal"])
def test_an_example_fits_the_schema(name, example: Callable[[str, str], Build]):
    build = example(name, "techspec")
    jsonschema.Draft202012Validator(json_schema()).validate(build.json)


@pytest.mark.parametrize("name", ["conduit", "minimal"])
def test_reading_back_gives_the_same_specs(name, example: Callable[[str, str], Build]):
    build = example(name, "techspec")
    domain = get_domain(build.app.env)
    read = read_specs(dump(domain.project, domain.report))
    assert read == domain.project.specs
    assert sum(len(spec.items) for spec in read) == len(build.items)


def test_what_does_not_fit_is_found(example: Callable[[str, str], Build]):
    data = example("minimal", "techspec").json
    broken = {**data, "specs": [{**data["specs"][0], "items": [{"kind": "nothing"}]}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json_schema()).validate(broken)
