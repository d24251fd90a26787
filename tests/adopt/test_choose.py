"""Which parts of a document get a directive."""

from __future__ import annotations

from sphinxcontrib_techspec.adopt import adopt

_NO_SPEC = """# Boats

## Installing

Words.

## Usage

Words.

## License

Words.

## Technology Stack

"""


def _kinds(source: str) -> list[str]:
    return [typed.candidate.kind.kind for typed in adopt(source, "boats").typed]


def test_only_a_table_becomes_items_in_a_document_that_is_no_spec() -> None:
    bullets = "- **Language**: Python 3.12\n- **Database**: PostgreSQL 16\n"
    table = "| Technology | Version |\n| - | - |\n| Python | 3.12 |\n"
    assert _kinds(f"# Boats\n\n## Technology Stack\n\n{bullets}") == ["stack"]
    assert _kinds(_NO_SPEC + bullets) == []
    assert _kinds(_NO_SPEC + table) == ["stack"]


def test_code_that_is_no_data_is_no_payload() -> None:
    source = "# Boats\n\n## API\n\n### Send a boat\n\nFirst.\n\n```{}\n{}\n```\n"
    assert _kinds(source.format("json", '{"a": 1}')) == ["payload"]
    assert _kinds(source.format("bash", "curl boats.example")) == []


def test_amounts_are_no_names() -> None:
    source = "# Boats\n\n## Technology Stack\n\n| Technology | Version |\n| - | - |\n"
    assert _kinds(source + "| Python | 3.12 |\n") == ["stack"]
    assert _kinds(source + "| < 500 ms | 3.12 |\n") == []


def test_rows_that_repeat_the_name_of_an_entity_are_no_entities() -> None:
    table = "| Table | Description |\n| - | - |\n| boats | All |\n| {} | Some |\n"
    source = "# Boats\n\n## Data Model\n\n" + table
    assert _kinds(source.format("oars")) == ["entity"]
    assert _kinds(source.format("boats")) == []
