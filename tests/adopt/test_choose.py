"""Which parts of a document get a directive."""

from __future__ import annotations

import pytest

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


SENTENCE = "- All of it talks to the harbour through one queue so that none is lost."


@pytest.mark.parametrize(
    ("heading", "bullets", "kind"),
    [
        ("Technology Stack", ("**Language**: Python 3.12", "**Cache**: Redis 7.2",
                              "PostgreSQL 16.4"), "stack"),
        ("API", ("`GET /boats` - all", "`POST /boats` - a new one"), "endpoint"),
        ("Security", ("**Authentication**: a key", "**At rest**: AES-256"), "security"),
        ("Error codes", ("**E1001**: Leak - Bail", "**E1002**: Storm - Wait"), "error"),
    ],
)  # fmt: skip
def test_a_sentence_among_bullets_is_no_item_and_takes_none(
    heading: str, bullets: tuple[str, ...], kind: str
) -> None:
    source = f"# Boats\n\n## {heading}\n\n"
    for place in range(len(bullets) + 1):
        lines = [f"- {bullet}" for bullet in bullets]
        lines.insert(place, SENTENCE)
        (typed,) = adopt(source + "\n".join(lines) + "\n", "boats").typed
        assert typed.candidate.kind.kind == kind
        assert len(typed.reading.items) == len(bullets)
        (problem,) = typed.reading.problems
        assert problem.line - typed.reading.offset == 5 + place
    many = "\n".join([f"- {bullets[0]}", SENTENCE, SENTENCE.replace("All", "Each")])
    assert _kinds(source + many + "\n") == []


def test_the_reason_names_the_first_bullet_that_is_not_understood() -> None:
    words = "rope and wood in the long shed behind the mill"
    bullets = f"- Python 3.12\n- {words}\n- other {words}\n"
    (left,) = adopt(SPEC.format(bullets), "boats").left
    assert "2 of 3 bullets" in left.reason
    assert "line 6" in left.reason
    assert words[:20] in left.reason


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


SPEC = "# Boats\n\n## Technology Stack\n\n{}\n"


@pytest.mark.parametrize(
    "bullets",
    [
        "- **Version**: 4.1.0\n- **Why**: fast\n- **Usage**: all oars",
        "- [ ] Python 3.12.1\n- [x] Redis 7.2.1",
        "- `src/oar.py`\n- ./bin/row\n- .dmg installer",
        "- 3.4+\n- 12 MB\n- 30-80 KB",
    ],
    ids=["what is said of one thing", "tasks", "paths", "sizes"],
)
def test_bullets_that_are_no_technologies(bullets: str) -> None:
    assert _kinds(SPEC.format(bullets)) == []
    assert _kinds(SPEC.format("- Python 3.12.1\n- Redis 7.2.1")) == ["stack"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Oar Rack Service", ["component"]),
        ("`oarRack`", ["component"]),
        ("Oar Rack Configuration Changes", []),
        ("Phase 1: Oars", []),
        ("Modified files:", []),
        ("OarRack Components", []),
    ],
)
def test_headings_of_components(heading: str, expected: list[str]) -> None:
    source = f"# Boats\n\n## Components\n\n### {heading}\n\nKeeps oars dry.\n"
    assert _kinds(source) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Data Model", ["entity"]),
        ("Core Data Model", ["entity"]),
        ("Lookup Tables", ["entity"]),
        ("数据模型 (Data Model)", ["entity"]),
        ("Rowing model", []),
        ("Table of contents", []),
    ],
)
def test_a_word_of_a_heading_means_a_section_with_some_words_only(
    heading: str, expected: list[str]
) -> None:
    rows = "- `id`: UUID, the number\n- `name`: string, the name"
    assert _kinds(f"# Boats\n\n## {heading}\n\n### Boat\n\n{rows}\n") == expected


def test_a_decision_record_is_no_spec() -> None:
    bullets = "- Row with oars\n- Keep them dry\n"
    source = f"# Oars\n\n## {{}}\n\nWords.\n\n## Decision\n\n{bullets}"
    assert _kinds(source.format("Context")) == []
    assert _kinds(source.format("Goals")) == ["decision"]


def test_a_part_that_names_an_item_again_is_left() -> None:
    table = "| Name | Version |\n| - | - |\n| {} | 1.2.0 |\n\n"
    found = adopt(SPEC.format(table.format("Zython") + table.format("Zython")), "x")
    assert [t.candidate.first for t in found.typed] == [4]
    assert [(left.block.first, "line 5" in left.reason) for left in found.left] == [
        (8, True)
    ]
    other = SPEC.format(table.format("Zython") + table.format("Zedis"))
    assert _kinds(other) == ["stack", "stack"]


def test_headings_in_another_script() -> None:
    table = "| Method | Path | Purpose |\n| - | - | - |\n| GET | /oars | List |\n"
    head = "# 船\n\n## 概述\n\n甲。\n\n## 技术\n\n乙。\n\n## 接口\n\n"
    found = adopt(f"{head}{table}\n- 丙\n", "x")
    assert [t.candidate.kind.kind for t in found.typed] == ["endpoint"]
    assert not found.has_sections
    assert adopt(SPEC.format(table), "x").has_sections


@pytest.mark.parametrize(
    ("heading", "bullets", "names"),
    [
        (
            "Technology Stack",
            "- **Provider**: Zedis 7.2.1\n- **Key Services**: static hosting, mails"
            "\n- **Deployment Regions**: north (oars), south",
            ["Zedis"],
        ),
        (
            "Technology Stack",
            "- **Database**: Zedis 7.2.1\n- **No ORM / no driver** - rows only",
            ["Zedis"],
        ),
        (
            "Error Handling\n\n### Validation Rules",
            "- **Name of an oar**: 3-30 letters\n- **Length**: at most 5 m",
            [],
        ),
        (
            "Error Handling\n\n### Oars",
            "- **Oar is lost**: take another\n- **Oar is wet**: wait",
            ["Oar is lost", "Oar is wet"],
        ),
        (
            "Performance Considerations",
            "- Oars are kept for 5 minutes\n- Boats wait\n- Clubs close early",
            [],
        ),
        (
            "Performance Targets",
            "- Oars are found within 5 s\n- Boats wait\n- Clubs close early",
            ["Oars are found", "Boats wait", "Clubs close early"],
        ),
        (
            "Architecture Decisions\n\n### What goes\n\n#### Features to remove",
            "- Oars of wood\n- Boats of paper",
            [],
        ),
        (
            "Architecture Decisions\n\n### Oars of wood",
            "- They swim\n- They are cheap",
            ["Oars of wood"],
        ),
    ],
)
def test_lists_that_seem_items(heading: str, bullets: str, names: list[str]) -> None:
    found = adopt(f"# Boats\n\n## {heading}\n\n{bullets}\n", "x")
    assert [i.name for typed in found.typed for i in typed.reading.items] == names


def test_a_list_of_changes_is_no_spec() -> None:
    source = "# {}\n\n## 1.2.0\n\n### Dependencies\n\n- Update Zedis to 7.2.1\n"
    assert _kinds(source.format("Changelog")) == []
    assert _kinds(source.format("Release notes of Boats")) == []


def test_settings_of_tools_are_none_of_the_system() -> None:
    source = (
        "# Boats\n\n## Configuration\n\n```toml\n[{}]\noars = 2\nboat = true\n```\n"
    )
    assert _kinds(source.format("rack")) == ["setting"]
    assert _kinds(source.format("tool.rack")) == []


def test_names_to_be_filled_in_are_none() -> None:
    source = "# Boats\n\n## Decisions\n\n### {}\n\n**Summary**: {{summary}}\n"
    assert _kinds(source.format("Row-{n}: {Title}")) == []
    assert _kinds(source.format("Row with oars")) == ["decision"]


@pytest.mark.parametrize("place", ["label", "heading"])
def test_relations_below_the_name_of_an_entity(place: str) -> None:
    above = "**Relationships**:" if place == "label" else "#### Relationships"
    source = (
        "# Boats\n\n## Data Model\n\n### Boat\n\nA boat.\n\n"
        f"{above}\n\n- Has many oars\n- Belongs to one club\n"
    )
    found = adopt(source, "x")
    (typed,) = [t for t in found.typed if t.candidate.kind.kind == "relation"]
    assert typed.candidate.options == (("source", "Boat"),)
    assert [item.name for item in typed.reading.items] == ["Boat → Oar", "Boat → Club"]


def test_a_rule_behind_a_section_is_no_part_of_it() -> None:
    source = "# Boats\n\n## Security\n\n### Authentication\n\nKeys.\n\n---\n\n## End\n"
    assert "Keys.\n```\n\n---\n" in adopt(source, "x").text


@pytest.mark.parametrize(
    ("first", "kinds"),
    [
        ("", ["stack"]),
        ("# Versions of the boats\n", ["stack"]),
        ("# Consumer's pyproject.toml\n", []),
        ("# In your project\n", []),
    ],
)
def test_the_file_of_another_project_has_no_dependencies(
    first: str, kinds: list[str]
) -> None:
    code = f'```toml\n{first}[project]\ndependencies = ["oar==1.2.3"]\n```\n'
    assert _kinds(SPEC.format("### Dependencies\n\n" + code)) == kinds


@pytest.mark.parametrize("language", ["yaml", "json"])
def test_a_document_of_an_api_is_no_payload(language: str) -> None:
    source = "# Boats\n\n## API\n\n### Request Body\n\n```{}\n{}\n```\n"
    api = {"yaml": "openapi: 3.0.0", "json": '{"a": 1,\n "openapi": "3.0.0"}'}[language]
    assert _kinds(source.format(language, api)) == []
    assert _kinds(source.format("json", '{"boat": "openapi"}')) == ["payload"]


def test_reasons_list_no_technologies() -> None:
    bullets = "- **TypeScript**: We know it\n- **Vercel**: One step\n"
    assert _kinds(SPEC.format("### Tools\n\n" + bullets)) == ["stack"]
    assert _kinds(SPEC.format("### Why These Tools?\n\n" + bullets)) == []


@pytest.mark.parametrize(
    ("above", "argument"),
    [
        ("**Oarlock 3** (wood)", "Oarlock"),
        ("**Oarlock**", "Oarlock"),
        ("**Oarlock + Rudder**", None),
        ("What it brings:", None),
    ],
)
def test_a_list_says_more_of_the_technology_above_it(
    above: str, argument: str | None
) -> None:
    body = f"### Rowing\n\n{above}\n\n- **Version**: 3.x\n- **Why**: Light\n"
    typed = adopt(SPEC.format(body), "boats").typed
    found = [(t.candidate.argument, dict(t.candidate.options)) for t in typed]
    assert found == ([(argument, {"role": "Rowing"})] if argument else [])


@pytest.mark.parametrize(
    ("heading", "rows", "expected"),
    [
        ("Boat", "- id: UUID\n- name: string, unique", ["entity"]),
        ("Boat", "- `id`: UUID\n- `owner`: Person\n- `oars`: Oar[]", ["entity"]),
        ("Indexing", "- **Primary keys** are indexed.\n- **Natural keys**: `boats.name`"
         ", `oars.email`", []),
        ("Indexes", "- `boats.name`: string index\n- `oars(id, boat)`: btree", []),
        ("Constraints", "- **Name**: unique in a harbour\n- **Length**: positive", []),
        ("Naming conventions", "- Tables: snake_case\n- Keys: singular", []),
        ("Migrations", "- Tool: Rowmigrate\n- Runs: Weekly", []),
        ("Retention", "- Trips: 30 days\n- Boats: forever", []),
        ("Backups", "- Frequency: Daily\n- Copies: Three", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["heading", "label"])
def test_a_list_of_fields_has_a_type(
    heading: str, rows: str, expected: list[str], place: str
) -> None:
    above = f"### {heading}" if place == "heading" else f"**{heading}**:"
    source = f"# Boats\n\n## Data Model\n\n{above}\n\n{rows}\n"
    assert _kinds(source) == expected


_DIAGRAM = """{}
erDiagram
    BOAT ||--o{{ OAR : has
    BOAT ||--o{{ OAR : "lends out"
    BOAT {{
        int id PK
    }}
```
"""


@pytest.mark.parametrize("fence", ["```mermaid", "```{mermaid}"])
@pytest.mark.parametrize("heading", ["Data Model", "Overview of the harbour"])
def test_a_diagram_of_entities(fence: str, heading: str) -> None:
    found = adopt(f"# Boats\n\n## {heading}\n\n{_DIAGRAM.format(fence)}", "x")
    (typed,) = found.typed
    assert [item.name for item in typed.reading.items] == [
        "BOAT",
        "BOAT → OAR",
        "BOAT → OAR",
    ]


@pytest.mark.parametrize("first", [True, False])
def test_a_diagram_of_entities_that_are_listed(*, first: bool) -> None:
    rows = "### Boat\n\n- id: UUID\n- name: string\n\n"
    parts = [rows, "### Diagram\n\n" + _DIAGRAM.format("```mermaid")]
    body = "\n".join(parts if first else reversed(parts))
    found = adopt(f"# Boats\n\n## Data Model\n\n{body}", "x")
    assert len(found.typed) == 2
    assert not found.left


@pytest.mark.parametrize(
    ("heading", "words", "expected"),
    [
        ("Logging", "Structured JSON by one library.", ["format"]),
        ("Logging", "All logs are JSON. Levels DEBUG to ERROR.", ["format"]),
        ("Logging", "Structured key-value lines to standard output.", ["format"]),
        ("Logging", "JSON Web Tokens are never logged.", []),
        ("Logging", "Structured data of the ropes is kept.", []),
        ("Logging", "We keep what is logged for a week.", []),
        ("Storage", "Structured JSON in one file.", []),
    ],
)
def test_a_paragraph_on_logging(heading: str, words: str, expected: list[str]) -> None:
    source = f"# Mill\n\n## Error Handling\n\n### {heading}\n\n{words}\n"
    typed = adopt(source, "mill").typed
    found = [t for t in typed if t.candidate.kind.kind == "logging"]
    assert [t.candidate.argument for t in found] == expected


@pytest.mark.parametrize(
    ("rows", "code", "expected"),
    [
        ("- id: UUID\n- lit: bool", "class Lamp:\n    id: UUID", ["Lamp"]),
        ("- id: UUID", "class Lamp:\n    id: UUID\n    lit: bool", ["Lamp"]),
        # No fields are listed, and there are two classes.
        ("- Free: none\n- Pro: 5 EUR", "class Lamp:\n    id: UUID", [""]),
        ("- id: UUID", "class Lamp:\n    id: UUID\n\nclass Post:\n    id: int", [""]),
        ("- id: UUID", "class Post:\n    id: UUID", [""]),
    ],
)
def test_a_heading_with_a_word_behind_the_name_of_a_class(
    rows: str, code: str, expected: list[str]
) -> None:
    body = f"**Attributes:**\n\n{rows}\n\n```python\n{code}\n```\n"
    found = adopt(f"# Mill\n\n## Data Model\n\n### Lamp Model\n\n{body}", "mill")
    assert [typed.candidate.argument for typed in found.typed] == expected


_SPEC = """# Boats

## Technology Stack

- **Language**: Python 3.12
- **Database**: PostgreSQL 16

"""


@pytest.mark.parametrize(
    "part",
    [
        # What is measured has no target.
        "## Metrics\n\n| Metric | Labels | Description |\n| - | - | - |\n"
        "| `boats_total` | `harbour` | Boats seen |\n"
        "| `tide_seconds` | `harbour` | Length of a tide |\n",
        # Functions are parts of a component.
        "## Core Modules\n\n### Mooring\n\nIt holds boats.\n\n#### Functions\n\n"
        "##### `tieBoat`\n\nTie a boat.\n\n```typescript\n"
        "async function tieBoat(name: string): Promise<void>\n```\n",
        "## Components\n\n### tieBoat\n\nTie a boat.\n\n```typescript\n"
        "export async function tieBoat(name: string): Promise<void>\n```\n",
        # Goals below the links are no documents.
        "## Related Documents\n\nWords.\n\n### Guiding Ideas\n\n"
        "- **Safety**: No boat is lost\n- **Speed**: Two tides a day\n",
        # What a system works with is no part of it.
        "## Scope\n\n### Supported Services\n\n| Service | Scope |\n| - | - |\n"
        "| Pilot | COAST |\n| Tug | HARBOUR |\n",
        # What is said of the file of the settings is no setting.
        "## Configuration\n\n- Format: TOML.\n- Example fields: the depth, and more.\n",
        "## Configuration\n\n- Format: TOML\n- Depth: how deep\n",
        "## Error Codes\n\n- Applies to: tide\n",
        # A drawing is sent to nobody.
        "## API Specification\n\n### Tide States\n\n```\n[low] ──> [rising]\n"
        "   <── [falling]\n```\n",
        "## API Specification\n\n### Tide States\n\n```\n[low] --> [high]\n```\n",
        # How errors are treated, by the parts of a system.
        "## Errors\n\n- Batch calls: preserve the mapping.\n"
        "- Queue: keep the order.\n",
        # Reasons are no decisions.
        "## Architecture Decisions\n\nWhy the tide is in a table:\n"
        "- It is fast enough\n- Pilots can read it\n",
        # A row of data has columns of its own.
        "## Sharing\n\n| name | set | version | owner | contact | first | last |\n"
        "| - | - | - | - | - | - | - |\n| tidesA | north | 1.1.0 | pilots | lee | a | b |\n",
        # Goals that are no times, sizes or rates.
        "## Success Metrics\n\n| Metric | Target | Measurement |\n| - | - | - |\n"
        "| Pilots who stay | > 95% | Survey |\n| Interviews | 40 | Count |\n",
        # Versions that are planned.
        "## Performance\n\n| Component | Current | Target |\n| - | - | - |\n"
        "| Rudder | 8.0 | 9.0 |\n| Hull kit | 2019 | 2022 |\n",
        # Steps of a test plan are no technologies.
        "## Test Plan\n\n**Lint gates:**\n- pylint **10.00/10** maintained in all.\n"
        "- mypy clean (no new files).\n- black + isort clean.\n",
        # The tools of an agent are functions.
        "## Tool Reference\n\n| Tool | Key parameters | Description |\n| - | - | - |\n"
        "| `boat_find` | `name` | Find a boat |\n| `boat_tie` | `name` | Tie it |\n",
        # Fields of a file that a command writes.
        "## Commands\n\n### `header`\n\n#### Field Details\n\n"
        "- **Magic:** How the file begins.\n- **Record count:** How many there are.\n",
        # A migration changes what is described elsewhere.
        "## Step 4\n\n```sql\nDROP TABLE tides;\nALTER TABLE boats\n"
        "  ADD COLUMN hull TEXT NOT NULL;\n"
        "CREATE TABLE docks (\n  id INT PRIMARY KEY,\n  name TEXT\n);\n```\n",
        # A part of a file that is split.
        "## Files\n\n```yaml\npaths:\n  /boats:\n    get:\n"
        "      $ref: ./boats/get.yaml\n```\n",
        # Risks and versions of parts in a text on something else.
        "## Rollout\n\n| Risk | Mitigation | Notes |\n| - | - | - |\n"
        "| Fog | Wait | Often |\n| Ice | Turn back | Rare |\n",
        # Neither of the columns says anything of a technology.
        "## Infrastructure\n\n| Component | Shared | Separate |\n| - | - | - |\n"
        "| Redis | One for all | - |\n| Tide table | Never | One each |\n",
        # What is not used.
        "### Explicitly avoid (early)\n\n- Redis / Kafka as the first store (cost)\n"
        "- RabbitMQ (nothing waits)\n",
        # A part of the application with the name of a section.
        "## What it does\n\n### Library\n\n- List boats: name, hull, crew\n"
        "- Rename, delete, copy link\n",
        # How a container is watched.
        "## Docker Configuration\n\n### Health Checks\n\n- Harbour: `tide_up` command\n"
        "- Gate: `/api/health` endpoint\n- Automatic restart after a storm\n",
        # What limits the choices.
        "## Architecture Constraints and Design Decisions\n\n"
        "### Harbour Constraints\n\n- **Tides**: six hours each\n"
        "- **Crew**: two of a boat\n\n### Mooring Behavior\n\n"
        "- **Longest stay**: a day\n- **Ropes**: two a boat\n",
    ],
)
def test_what_a_system_has_not_is_no_item(part: str) -> None:
    assert _kinds(_SPEC + part) == ["stack"]


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("## Metrics\n\n| Metric | Target | Description |\n| - | - | - |\n"
         "| Start | < 3 s | Cold |\n| Search | < 200 ms | Warm |\n", "perf"),
        ("## Components\n\n### TideService\n\nIt knows the tide.\n", "component"),
        ("## Related Documents\n\nWords.\n\n### Inside\n\n"
         "- **Mooring guide**: how to tie\n- **Tide report**: a year\n", "related"),
        ("## Configuration\n\n- Format: TOML.\n- Example fields: `depth`, `width`.\n",
         "setting"),
        ("## Configuration\n\n- `format`: what is written\n"
         "- `depth`: how deep\n", "setting"),
        ('## API Specification\n\n### Tide\n\n```\n[\n  {"low": 1}\n]\n```\n',
         "payload"),
        ("## Errors\n\n- Batch too large: split the batch.\n"
         "- Queue: keep the order.\n", "error"),
        ("## Success Metrics\n\n| Metric | Target |\n| - | - |\n"
         "| Start | < 3 s |\n| Pilots who stay | > 95% |\n", "perf"),
        ("## Test Plan\n\n**Tools:**\n- **pytest**: units\n- **mypy**: types\n",
         "stack"),
        ("## Data Model\n\n### Tide API Response\n\n```json\n"
         '{"low": "06:10", "high": "12:20"}\n```\n', "payload"),
        ("## Step 4\n\n```sql\nCREATE TABLE docks (\n  id INT PRIMARY KEY,\n"
         "  name TEXT\n);\n```\n", "entity"),
        ("## Files\n\n```yaml\nopenapi: 3.1.0\npaths:\n  /boats:\n    get:\n"
         "      summary: All\n```\n", "endpoint"),
    ],
)  # fmt: skip
def test_what_a_system_has_is_an_item(part: str, kind: str) -> None:
    assert _kinds(_SPEC + part) == ["stack", kind]


@pytest.mark.parametrize(
    ("section", "heads", "kind", "fields"),
    [
        ("Security", "Concern | Mitigation", "security", ["", "method"]),
        ("Security", "Threat | Countermeasure", "security", ["", "method"]),
        ("Security", "Data type | Protection | Implementation", "security",
         ["", "method", "details"]),
        ("Components", "Module/Component | Role", "component", ["", "purpose"]),
        ("Components", "Package | Job | Interface", "component",
         ["", "purpose", "functions"]),
        ("Error Codes", "Code | Reason | Solution", "error",
         ["", "meaning", "action"]),
        ("Error Codes", "Code | Message | Hint", "error", ["", "meaning", "action"]),
        ("Test Types", "Layer | What", "test", ["", "focus"]),
        ("Commands", "Subcommand | Action", "command", ["", "purpose"]),
        ("Endpoints", "Method | Path | Used for | Role", "endpoint",
         ["method", "path", "purpose", "auth"]),
        ("Related Documents", "File | Content", "related", ["", "description"]),
    ],
)  # fmt: skip
def test_heads_that_mean_a_field(
    section: str, heads: str, kind: str, fields: list[str]
) -> None:
    row = {"endpoint": "GET | /tides | all tides | pilot", "error": "E17 | low | wait",
           "related": "[The plan](plan.md) | what is planned"}.get(
        kind, " | ".join(["Weir", "holds water", "until told"][: len(fields)])
    )  # fmt: skip
    rule = " | ".join("-" for _ in fields)
    table = f"| {heads} |\n| {rule} |\n| {row} |\n"
    (typed,) = adopt(f"# Tides\n\n## {section}\n\n{table}", "tides").typed
    (item,) = typed.reading.items
    assert item.kind_name == kind
    assert {name for name in fields if name} <= {n for n, _ in item.given_fields()}
    assert not item.extras


LISTS = {
    "Technology Stack": "- **Language**: Python 3.12\n- **Cache**: Redis 7.2\n",
    "API": "- `GET /boats` - all\n- `POST /boats` - a new one\n",
    "Security": "- **Authentication**: a key\n- **At rest**: AES-256\n",
    "Logging": "- **Format**: JSON\n- **Sensitive data**: never\n",
}
OTHERS = (
    "We rejected", "Rejected", "Not used", "Changes since v1", "Do not",
    "Don\u2019t", "How we measure", "Considered", "What we considered",
)  # fmt: skip
NO_OTHERS = ("We use", "In use", "Donuts", "Seen in production", "Howitzers")


@pytest.mark.parametrize("section", LISTS)
@pytest.mark.parametrize("other", [*OTHERS, *NO_OTHERS])
@pytest.mark.parametrize("form", ["{}:", "**{}:**", "### {}"])
def test_a_list_of_what_is_no_part_of_the_spec(
    section: str, other: str, form: str
) -> None:
    bullets = LISTS[section]
    again = bullets.replace("oats", "uoys").replace("Redis", "Valkey")
    source = f"# Boats\n\n## {section}\n\n{bullets}\n{form.format(other)}\n\n{again}"
    found = adopt(source, "boats")
    last = source.count("\n") - again.count("\n")
    is_left = any(left.block.first == last for left in found.left)
    assert is_left or other in NO_OTHERS
    assert [typed.candidate.first for typed in found.typed][:1] == [4]


def test_a_list_of_a_plan_is_no_part_of_the_spec() -> None:
    source = "# Boats\n\n## Roadmap\n\n### Security\n\n" + LISTS["Security"]
    assert _kinds(source + "\n## Security\n\n" + LISTS["Security"]) == ["security"]


@pytest.mark.parametrize("title", ["See also", "Further reading"])
def test_a_list_of_documents_is_one_in_every_section(title: str) -> None:
    links = "- [The plan](plan.md)\n- [The wheel](wheel.md)\n"
    bullets = LISTS["Technology Stack"]
    below = f"# Boats\n\n## Technology Stack\n\n{bullets}\n### {title}\n\n{links}"
    assert _kinds(below)[:1] == ["stack"]
    assert "stack" not in _kinds(below)[1:]
    own = f"# Boats\n\n## Technology Stack\n\n{bullets}\n## {title}\n\n{links}"
    assert _kinds(own) == _kinds(own.replace(title, "See also"))


_NEAR_SPEC = """# Boats

## Tech stack

- **Language**: Python 3.12

## API

- `GET /boats` - all boats

"""


@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        ("## Auth model\n\n### Later\n\n- **Authentication**: a key\n", []),
        ("## Auth model\n\n- **Authentication**: a key\n", ["security"]),
        ("## Auth model\n\n### Authorization\n\n- Roles of a crew\n"
         "- One harbour for each\n", ["security"]),
        ("## Documentation\n\n- [Oars](docs/oars.md) - all of them\n", ["related"]),
        ("## Documentation\n\n- Write of oars\n- Draw the hull\n", []),
    ],
)  # fmt: skip
def test_what_is_below_words_that_mean_a_section(part: str, kinds: list[str]) -> None:
    assert _kinds(_NEAR_SPEC + part) == ["stack", "endpoint", *kinds]


def test_a_heading_below_topics_is_no_topic() -> None:
    part = (
        "## Auth model\n\n### First release\n\n- **Rowing:** none\n- **Mooring:** all\n"
    )
    *_, typed = adopt(_NEAR_SPEC + part, "boats").typed
    assert [item.name for item in typed.reading.items] == ["Rowing", "Mooring"]


@pytest.mark.parametrize(
    ("heading", "kinds"), [("Table relationships", ["relation"]), ("Tide", [])]
)
def test_a_diagram_is_known_by_its_form(heading: str, kinds: list[str]) -> None:
    code = "```mermaid\nerDiagram\n    BOAT ||--o{ OAR : has\n```\n"
    others = "".join(f"## Crew {n}\n\nWords.\n\n" for n in range(9))
    assert _kinds(f"# Boats\n\n{others}## {heading}\n\n{code}") == kinds
