from __future__ import annotations

import json

import pytest

from class_lines import fault_line, lines_of, read
from sphinxcontrib_techspec.code.json_text import load_json, read_json_text
from sphinxcontrib_techspec.code.syntax import check_syntax


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"a": 1, // one\n "b": [1, 2,], /* two */ }', [{"a": 1, "b": [1, 2]}]),
        ('{"a": [ ... ], "b": { ... }, "c": ...,}', [{"a": [], "b": {}, "c": None}]),
        ('{"a": 1, ..., "b": 2}', [{"a": 1, "b": 2}]),
        ('{"a": 1\n...\n"b": 2, … more }', [{"a": 1, "b": 2}]),
        ("[1, 2, ..., 9]", [[1, 2, 9]]),
        ("[..., 1.5e3]", [[1500.0]]),
        ('{"a": "// no ... comment,]"}', [{"a": "// no ... comment,]"}]),
        ('{"a": 1}\n\n{"b": 2},\n[3]', [{"a": 1}, {"b": 2}, [3]]),
        ("# one\ntrue", [True]),
        ("POST /a\nAccept: b\n\n[1]\nHTTP/1.1 200 OK\n[2]", [[1], [2]]),
    ],
)
def test_what_json_does_not_have_is_taken_out(text, values):
    found = read_json_text(text).documents
    assert [load_json(part) for part in found] == [(value, None) for value in values]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "// POST /a\n{}\n\n// 201 Created\n// said twice\n[]",
            ["POST /a", "201 Created"],
        ),
        ("// about all\n\n// first:\n{}\n[]", ["first", ""]),
        ("{} // behind", [""]),
        ("Request:\n{}\nHTTP/1.1 200 OK\nA: b\n\n{}", ["Request", ""]),
    ],
)
def test_documents_are_named_by_the_comment_above(text, names):
    assert [part.name for part in read_json_text(text).documents] == names


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"gate": 4,\n "cars": }', 1),
        ('// a\n{"a": 1}\n// b\n{\n  "b": [1 2]\n}', 4),
        ('{"a": 1', 0),
        ("words", 0),
        ("", 0),
        ("{'a': 1}", 0),
        ("{\n  POST /a\n}", 1),
    ],
)  # fmt: skip
def test_a_mistake_has_its_line(text, line):
    fault = check_syntax(text, "json")
    assert fault is not None
    assert fault.line == line


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "9" * 100_000])
def test_deep_json_does_no_harm(text):
    assert check_syntax(text, "json") is not None
    assert not read(text, "json").classes


def test_valid_json_is_left_as_it_is():
    value = {"a": ["…", "...", "/* */", 'q"\\', -1.5e-3, None], "b": {}}
    (document,) = read_json_text(json.dumps(value, indent=1)).documents
    assert load_json(document) == (value, None)


def test_json_schema():
    code = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Job",
      "description": "One badge",
      "type": "object",
      "required": ["name"],
      "properties": {
        "name": {"type": "string", "maxLength": 40},
        "copies": {"type": "integer", "default": 1, "description": "How often"},
        "tags": {"type": "array", "items": {"type": "string"}}, // free
        "state": {"enum": ["a", "b"], "readOnly": true},
        "home": {"$ref": "#/$defs/Address"},
        ...
      },
      "$defs": {
        "Address": {"properties": {"street": {"type": ["string", "null"]}}},
        "Size": {"type": "string", "enum": ["s", "l"]}
      }
    }
    """
    assert lines_of(code, "json") == [
        "Schema Job@0 – One badge",
        "name@7: string [required, maxLength=40]",
        "copies@8: integer [default 1] – How often",
        "tags@9: array of string – free",
        'state@10: [enum "a" | "b", readonly]',
        "home@11: Address",
        "Schema Address@15",
        "street@15: string | null",
        "Schema Size@16",
        "s@16:",
        "l@16:",
    ]


def test_schemas_of_openapi_in_yaml():
    code = """
    components:
      schemas:
        User:
          required: [id]
          properties:
            id: {type: string, format: uuid}
            age:
              type: integer
              minimum: 0
    """
    assert lines_of(code, "yaml") == [
        "Schema User@2",
        "id@5: string [required, format=uuid]",
        "age@6: integer [minimum=0]",
    ]


def test_an_object_is_an_example():
    code = '{\n  "paper": "string", // the tray\n  "jobs": 3,\n  "who": "Alma",\n  "more": [1]\n}'
    assert lines_of(code, "jsonc") == [
        "Example @0",
        "paper@1: string – the tray",
        "jobs@2: integer [example 3]",
        'who@3: string [example "Alma"]',
        "more@4: array",
    ]
    assert read(code, "jsonc").classes[0].is_example


@pytest.mark.parametrize(
    "code",
    ['{"type": "Feature", "properties": {"a": 1}}', '{"properties": {"a": "b"}}'],
)
def test_an_object_with_properties_may_be_none_of_a_schema(code):
    assert read(code, "json").classes[0].is_example


def test_schema_that_is_being_written():
    code = '{"title": "A", "properties": {\n"b": {"type": "string"},\n"c": {"type":'
    assert lines_of(code, "json") == ["Schema A@0", "b@1: string", "c@2:"]
    assert fault_line(code, "json") == 2


def test_aliases_of_yaml_are_not_expanded():
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert len(read("\n".join(lines), "yaml").classes[0].fields) == 12
