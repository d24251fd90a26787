"""What a component uses, where words stand with the name or instead of one."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("uses", "unknown"),
    [
        ("Zobra framework", False),
        ("Zobra engine (small, fast)", False),
        ("Zobra (small)", False),
        ("Keeper service", False),
        ("atomic file operations", False),
        ("localStorage for the time between", False),
        ("Zobra Engine", True),
        ("Coal store (wood, peat)", True),
        ("zobbra", True),
        # It is near the name of a component.
        ("small thingz", True),
    ],
)
def test_names_with_words(project, language, uses, unknown):
    body = "\n\n".join(
        [
            language.directive("techspec:stack", body="- **CLI**: Zobra 1.8.0"),
            language.directive("techspec:component", "Keeper", {"purpose": "Keeps"}),
            language.directive("techspec:component", "small things", {"purpose": "x"}),
            language.directive(
                "techspec:component", "Shell", {"purpose": "Reads", "uses": uses}
            ),
        ]
    )
    site = project({"index": language.document(body)}, language=language)
    made = site.build("techspec")
    found = [
        finding["subject"]
        for finding in made.findings
        if finding["code"] == "TS004" and finding["state"] == "fail"
    ]
    assert found == ([uses] if unknown else [])
    (shell,) = (item for item in made.items if item["name"] == "Shell")
    assert shell["fields"]["uses"] == [uses]
