"""Every line of the template, with its directives and the rules that check it.

Lines are as in the template, without blank ones. ``test_template.py`` compares the
names of directives and rules with the package.
"""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A line of the template, with the directives and rules for it."""

    text: str
    directives: tuple[str, ...]
    rules: tuple[str, ...]


def _lines(directives: str, rules: str, text: str) -> list[Line]:
    """Return the lines of *text*, all with the same directives and rules."""
    return [
        Line(line, tuple(directives.split()), tuple(rules.split()))
        for line in text.splitlines()
        if line.strip()
    ]


STRUCTURE: list[Line] = [
    *_lines("spec", "TS102", "# Technical Implementation Spec: [Project Name]"),
    *_lines(
        "spec",
        "TS102",
        """
> **Status**: Draft | Approved | Implemented
> **Version**: 1.0 | **Updated**: [Date]
""",
    ),
    *_lines(
        "spec",
        "TS102 TS103",
        """
## TL;DR
[2-3 sentences: Tech stack, architecture pattern, key constraints]
""",
    ),
    *_lines("stack", "TS101", "## 1. Technology Stack"),
    *_lines(
        "stack",
        "TS104 TS301 TS302",
        """
### Core
- **Language**: Python [version]
- **Package Manager**: UV
- **Framework**: [if applicable]
### Code Quality
- **Linter**: Ruff
- **Type Checker**: BasedPyright
- **Formatter**: Black (88 chars)
- **Testing**: pytest
### Data Layer
""",
    ),
    *_lines(
        "stack",
        "TS104 TS201 TS202 TS204 TS205",
        "- **Database**: [Choice] - See [ADR-001](./adr/adr-001-database-choice.md)",
    ),
    *_lines(
        "stack",
        "TS104 TS301 TS302",
        """
- **Cache**: [if applicable]
- **ORM**: [if applicable]
### Infrastructure
- **CI/CD**: GitHub Actions
- **Container**: [Docker if applicable]
""",
    ),
    *_lines("decision component", "TS101", "## 2. Architecture"),
    *_lines("decision", "TS104", "### Pattern"),
    *_lines(
        "decision",
        "TS104 TS201 TS307",
        "[Monolith | Microservices | Serverless | etc] - See [ADR-XXX]",
    ),
    *_lines(
        "diagram component",
        "TS101",
        """
### Component Diagram
```
┌─────────────────────────────────────────┐
│              [Component]                │
├─────────────┬─────────────┬─────────────┤
│  [Module]   │  [Module]   │  [Module]   │
└─────────────┴─────────────┴─────────────┘
        │             │             │
        ▼             ▼             ▼
┌─────────────────────────────────────────┐
│            [Data Layer]                 │
└─────────────────────────────────────────┘
```
""",
    ),
    *_lines(
        "component",
        "TS101 TS001",
        """
### Component Responsibilities
| Component | Purpose | Key Functions |
|-----------|---------|---------------|
| [Name] | [What it does] | [Functions] |
| [Name] | [What it does] | [Functions] |
""",
    ),
    *_lines("entity relation", "TS101", "## 3. Data Model"),
    *_lines(
        "entity",
        "TS308 TS309",
        """
### Core Entities
```python
# [Entity Name]
class [Entity]:
    id: UUID
    [field]: [type]
    [field]: [type]
    created_at: datetime
    updated_at: datetime
```
""",
    ),
    *_lines(
        "relation",
        "TS001 TS004",
        """
### Relationships
- [Entity A] → [Entity B]: [Relationship type]
""",
    ),
    *_lines(
        "endpoint payload",
        "TS101",
        "## 4. API Specification (if applicable)",
    ),
    *_lines(
        "endpoint",
        "TS001",
        """
### Endpoints
| Method | Path | Purpose | Auth |
|--------|------|---------|------|
| GET | /api/v1/[resource] | [Purpose] | [Yes/No] |
| POST | /api/v1/[resource] | [Purpose] | [Yes/No] |
""",
    ),
    *_lines(
        "payload",
        "TS308",
        """
### Request/Response Format
```json
{
  "[field]": "[type]",
  "[field]": "[type]"
}
```
""",
    ),
    *_lines("command argument", "TS101", "## 5. CLI Specification (if applicable)"),
    *_lines(
        "command",
        "TS001 TS308",
        """
### Commands
| Command | Purpose | Example |
|---------|---------|---------|
| `[cmd] [subcmd]` | [Purpose] | `[example]` |
""",
    ),
    *_lines(
        "argument",
        "TS001",
        """
### Arguments
- `--[arg]`: [Description] (default: [value])
""",
    ),
    *_lines("security", "TS101", "## 6. Security"),
    *_lines(
        "security",
        "TS104 TS001 TS202",
        """
### Authentication
[Method]: [Details] - See [ADR-XXX]
""",
    ),
    *_lines(
        "security",
        "TS104 TS001",
        """
### Authorization
[RBAC/ABAC/etc]: [Details]
### Data Protection
- **At Rest**: [Encryption method]
- **In Transit**: [TLS/etc]
- **Sensitive Data**: [Handling approach]
""",
    ),
    *_lines("error logging decision", "TS101", "## 7. Error Handling"),
    *_lines(
        "decision",
        "TS104 TS201",
        """
### Strategy
[Approach to errors - fail fast, graceful degradation, etc]
""",
    ),
    *_lines(
        "error",
        "TS001",
        """
### Error Codes
| Code | Meaning | User Action |
|------|---------|-------------|
| [Code] | [Description] | [What user should do] |
""",
    ),
    *_lines(
        "logging",
        "TS104 TS001",
        """
### Logging
- **Format**: Structured JSON
- **Levels**: DEBUG, INFO, WARNING, ERROR
- **Sensitive**: [What NOT to log]
""",
    ),
    *_lines("perf", "TS101", "## 8. Performance Requirements"),
    *_lines(
        "perf",
        "TS303 TS304 TS305",
        """
| Metric | Target | Measurement |
|--------|--------|-------------|
| [Response time] | [Target] | [How measured] |
| [Throughput] | [Target] | [How measured] |
| [Memory] | [Target] | [How measured] |
""",
    ),
    *_lines("coverage test", "TS101", "## 9. Testing Strategy"),
    *_lines(
        "coverage",
        "TS104 TS303 TS304",
        """
### Coverage Target
- Minimum: [X]%
- Critical paths: 100%
""",
    ),
    *_lines(
        "test",
        "TS104 TS001",
        """
### Test Types
- **Unit**: [Focus areas]
- **Integration**: [Key scenarios]
- **E2E**: [User workflows]
""",
    ),
    *_lines(
        "related",
        "TS101 TS001 TS004",
        """
## Related Documents
- [Project Vision](./project-vision.md)
- [Architecture Decisions](./adr/)
- [Development Roadmap](./roadmap.md)
""",
    ),
]
"""The sections of the template."""

NOTES: list[Line] = [
    *_lines(
        "decision adrs",
        "TS201 TS202",
        "- Reference ADRs for all architectural decisions",
    ),
    *_lines(
        "entity payload command",
        "TS308",
        "- Include actual code examples (schemas, configs)",
    ),
    *_lines("stack", "TS301 TS302", "- Specify exact versions of dependencies"),
    *_lines("perf", "TS303 TS304", "- Performance requirements need numbers"),
    *_lines("spec", "TS306", "- Keep under 1500 words"),
]
"""The requirements of the template for the whole text."""
