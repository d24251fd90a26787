"""Lists in the body of one item: fields, details, and lists that are its text."""

from __future__ import annotations

from typing import Any

import pytest

from languages import Language
from pages import Page, words
from sphinxcontrib_techspec.sphinx_ext.domain import get_domain


def bullet(label: str, text: str) -> str:
    """Return an entry of a list that begins with a label."""
    return f"- **{label}**: {text}"


def one(project, language: Language, kind: str, name: str, body: str, **options: str):
    """Return the project of one item, the item and its warnings."""
    text = language.document(
        language.directive(f"techspec:{kind}", name, options, body)
    )
    made = project({"index": text}, language=language)
    built = made.build("techspec")
    item: Any = get_domain(built.app.env).documents["index"].items[0]
    return made, item, built.own_warnings


def test_a_list_is_the_focus_of_a_test(project, language):
    body = "- Averaging of readings.\n- Sleep ``schedule``\n- **Framing**: messages"
    if language.suffix == "md":
        body = body.replace("``", "`")
    made, item, warnings = one(project, language, "test", "Unit", body)
    assert not warnings
    assert (
        item.model.focus == "Averaging of readings; Sleep schedule; Framing: messages"
    )
    assert ("code", "schedule") in item.markup["focus"]
    first, last = made.line("Averaging"), made.line("Framing")
    found = item.range_of("focus")
    assert (found.line, found.end_line, found.container) == (first, last, "bullet")
    # The body shows it, once.
    page = words(Page(made.html()).body)
    assert page.count("Averaging of readings.") == 1
    assert "Focus" not in page
    assert made.text().count("Sleep") == 1


def test_labels_fill_fields_and_others_are_details(project, language):
    body = "\n".join(
        [
            bullet("Approach", "one-time *code* by text"),
            bullet("Lifetime", "20 minutes"),
            bullet("Roles", "admin, user"),
        ]
    )
    made, item, warnings = one(project, language, "security", "Login", body)
    assert not warnings
    assert item.model.method == "one-time code by text"
    assert ("emphasis", "code") in item.markup["method"]
    assert item.model.details == "Lifetime: 20 minutes; Roles: admin, user"
    range_ = item.range_of("method")
    lines = made.path("index").read_text("utf-8").splitlines()
    assert range_.container == "bullet"
    written = lines[range_.line - 1][range_.column - 1 : range_.end_column - 1]
    assert written == "one-time *code* by text"
    text = made.text()
    assert "Approach:\n      one-time *code* by text" in text
    assert text.count("one-time") == text.count("Lifetime") == 1
    assert "Method" not in text


def test_plain_entries_are_the_method_beside_details(project, language):
    body = "- Names are hashed.\n- Logs hold places\n" + bullet("Salt", "daily")
    _, item, warnings = one(project, language, "security", "Sensitive data", body)
    assert not warnings
    assert item.model.method == "Names are hashed; Logs hold places"
    assert item.model.details == "Salt: daily"


def test_only_other_labels_are_the_method(project, language):
    body = bullet("Names", "hashed") + "\n" + bullet("Logs", "short")
    _, item, warnings = one(project, language, "security", "Sensitive data", body)
    assert not warnings
    assert item.model.method == "Names: hashed; Logs: short"
    assert not item.model.details


def test_an_option_comes_first(project, language):
    body = "\n".join(
        [
            bullet("Method", "RBAC"),
            bullet("Details", "Two roles"),
            bullet("Description", "Three roles"),
        ]
    )
    made, item, warnings = one(
        project, language, "security", "Access", body, method="ABAC"
    )
    assert (item.model.method, item.model.details) == ("ABAC", "Two roles")
    assert [
        (w.split(":")[1], w.rpartition("[")[2]) for w in warnings
    ] == [
        (str(made.line("RBAC")), "techspec.TS001]"),
        (str(made.line("Three")), "techspec.TS001]"),
    ]  # fmt: skip
    text = made.text()
    assert "RBAC" in text
    assert "Three roles" in text


def test_an_option_with_the_same_value_is_no_finding(project, language):
    body = bullet("Method", "rbac")
    _, item, warnings = one(
        project, language, "security", "Access", body, method="RBAC"
    )
    assert (item.model.method, warnings) == ("RBAC", [])


def test_references_and_paragraphs_with_a_label(project, language):
    code = language.literal("E404")
    body = (
        "Where a job stands.\n\n**Auth:** none\n\n"
        f"- **Errors**: {code}, E500\n- Any other entry\n- Returns: a page"
    )
    made = project(
        {
            "index": language.document(
                language.directive("techspec:endpoint", "GET /jobs", body=body),
                *(
                    language.directive(
                        "techspec:error", code, body="- **Meaning**: m\n- **Action**: a"
                    )
                    for code in ("E404", "E500")
                ),
            )
        },
        language=language,
    )
    built = made.build("techspec")
    assert not built.own_warnings
    fields = built.items[0]["fields"]
    assert fields["purpose"] == "Where a job stands."
    assert (fields["auth"], fields["errors"]) == ("none", ["E404", "E500"])
    assert fields["response"] == "a page"
    assert built.items[1]["fields"]["action"] == "a"
    assert ("E404", "#error-e404") in Page(made.html()).links()
    assert made.text().count("Any other entry") == 1


def test_a_decision_record_shows_its_status(project, language):
    link = language.role("techspec:adr", "ADR-1")
    body = f"- **Method**: OIDC\n- **Decision**: {link}"
    made = project(
        {
            "index": language.document(
                language.directive("toctree", body="adr-1"),
                language.directive("techspec:security", "Login", body=body),
            ),
            "adr-1": language.document("Status: accepted", title="ADR-1: Sign in"),
        },
        language=language,
        techspec_adr_patterns=["adr-*"],
    )
    built = made.build("techspec")
    assert not built.own_warnings
    assert built.items[0]["fields"]["adr"] == ["ADR-1"]
    assert "ADR-1: Sign in" in made.text()


def test_a_paragraph_that_introduces_a_list(project, language):
    body = "These parts:\n\n- Probe and gateway\n- Bench"
    made, item, warnings = one(project, language, "test", "Integration", body)
    assert not warnings
    assert item.model.focus == "These parts: Probe and gateway; Bench"
    assert made.text().count("Bench") == 1


@pytest.mark.parametrize("label", ["Method", "Approach"])
def test_entries_with_more_below_stay(project, language, label):
    body = f"- **{label}**: tokens\n\n  - signed\n  - short\n\n- **Roles**: two"
    made, item, warnings = one(project, language, "security", "Login", body)
    assert not warnings
    assert item.model.method == "tokens; signed; short"
    assert item.model.details == "Roles: two"
    assert made.text().count("signed") == 1
    assert label in made.text()


def test_prose_stays_prose(project, language):
    body = "Takes orders.\n\n- fast: in a second\n- **Owner**: the shop"
    made, item, warnings = one(project, language, "component", "Api", body)
    assert not warnings
    assert item.model.purpose == "Takes orders."
    assert not item.extras
    for text in ("fast: in a second", "the shop"):
        assert made.text().count(text) == 1


def test_a_role_in_a_field_is_a_link(project, language):
    role = language.role("techspec:error", "E1")
    made, item, warnings = one(
        project, language, "error", "E1", f"- **Meaning**: as {role}\n- **Action**: a"
    )
    assert not warnings
    assert item.model.meaning == "as E1"
    assert ("E1", "#error-e1") in Page(made.html()).links()


def test_an_included_list(project, language):
    include = language.directive("include", f"_list.{language.suffix}")
    made = project(
        {
            "index": language.document(
                language.directive("techspec:security", "Login", body=include)
            ),
            "_list": "\n\n- **Method**: JWT\n- **Status**: wrong\n- **Roles**: two\n",
        },
        language=language,
    )
    built = made.build("techspec")
    item: Any = get_domain(built.app.env).documents["index"].items[0]
    assert (item.model.method, item.model.details) == ("JWT", "Roles: two")
    file = f"_list.{language.suffix}"
    for name in ("method", "details"):
        assert item.file_of(name) == file
    assert item.line_of("details") == made.line("Roles", "_list")
    (warning,) = built.own_warnings
    assert warning.startswith(f"{file}:{made.line('wrong', '_list')}:")


def test_what_is_below_a_method_is_its_details(project, language):
    body = (
        "*Signed* tokens.\n\n- with ``PKCE``\n- a cookie\n\n"
        "**Rotation:** daily\n\n- **Keys**: two"
    )
    if language.suffix == "md":
        body = body.replace("``", "`")
    made, item, warnings = one(project, language, "security", "Login", body)
    assert not warnings
    assert item.model.method == "Signed tokens."
    assert item.model.details == "with PKCE; a cookie; Rotation: daily; Keys: two"
    assert ("code", "PKCE") in item.markup["details"]
    assert made.text().count("a cookie") == made.text().count("daily") == 1


def test_details_behind_a_dash_come_first(project, language):
    body = "**OIDC** - by a vendor\n\n- a cookie"
    made, item, warnings = one(project, language, "security", "Login", body)
    assert not warnings
    assert item.model.method == "OIDC"
    assert item.model.details == "by a vendor; a cookie"
    assert made.text().count("a cookie") == made.text().count("by a vendor") == 1


def test_a_table_is_details(project, language):
    head, rows = ["Role", "May"], [["admin", "all"], ["user", "read, write"]]
    body = "**RBAC**:\n\n" + language.table(head, rows)
    made, item, warnings = one(project, language, "security", "Access", body)
    assert not warnings
    assert (item.model.method, item.name) == ("RBAC", "Access")
    assert item.model.details == "Role: May; admin: all; user: read, write"
    assert made.text().count("read, write") == 1


def test_details_with_a_label_keep_their_place(project, language):
    body = "\n".join(
        [bullet("Flow", "edge"), bullet("Details", "one hour"), bullet("Method", "JWT")]
    )
    made, item, warnings = one(project, language, "security", "Login", body)
    assert not warnings
    assert item.model.method == "JWT"
    assert item.model.details == "Flow: edge; Details: one hour"
    assert made.text().count("one hour") == 1


def test_details_that_are_given_elsewhere_stay(project, language):
    _, item, warnings = one(
        project, language, "security", "Login", "Tokens.\n\n- short", details="Few"
    )
    assert not warnings
    assert (item.model.method, item.model.details) == ("Tokens.", "Few")


def test_lists_of_a_decision_are_its_details(project, language):
    body = (
        "**Decision:** Use one ledger.\n\n**Rationale:**\n\n- Cost: low\n- Reach\n\n"
        "Prose on the side.\n\n**Alternatives:**\n\n- Sheets"
    )
    made, item, warnings = one(project, language, "decision", "ADR-001: Ledger", body)
    assert not [w for w in warnings if "TS201" in w or "TS001" in w]
    assert item.model.details == (
        "Decision: Use one ledger; Rationale: Cost: low; Reach; Alternatives: Sheets"
    )
    assert made.text().count("Sheets") == 1


def test_a_list_that_a_purpose_introduces_is_the_functions(project, language):
    body = "*Fires* urns:\n\n- heats\n- counts"
    made, item, warnings = one(project, language, "component", "Kiln", body)
    assert not warnings
    assert item.model.purpose == "Fires urns"
    assert item.model.functions == "heats; counts"
    assert made.text().count("heats") == 1
    _, item, _ = one(project, language, "component", "Kiln", body, functions="few")
    assert (item.model.purpose, item.model.functions) == (
        "Fires urns: heats; counts", "few",
    )  # fmt: skip


def test_a_label_may_have_other_words_in_bold_behind_it(project, language):
    body = (
        "Words by text.\n\n**Visits (by day):** rows of **their own**.\n\n"
        "**Low** and **high:** no label.\n\n**One:** a **Two:** b"
    )
    _, item, _ = one(project, language, "security", "Login", body)
    assert item.model.method == "Words by text."
    assert item.model.details == "Visits (by day): rows of their own."


def test_records_of_later_paragraphs(project, language):
    body = (
        "Roles. See ADR-3.\n\nA helper is one, too. See ADR-4.\n\n"
        "Prose on the side.\n\nAgain. See ADR-3."
    )
    _, item, _ = one(project, language, "security", "Access", body)
    assert item.model.adr == ("ADR-3", "ADR-4")
    assert item.model.method == "Roles."
    assert "A helper is one, too" in item.model.details
    assert "side" not in item.model.details
    # An option has all of them.
    _, item, _ = one(project, language, "security", "Access", body, adr="ADR-5")
    assert item.model.adr == ("ADR-5",)


@pytest.mark.parametrize("label", ["**Key interfaces:**", "**Features**", "Features:"])
def test_a_list_below_the_label_of_a_field(project, language, label):
    body = f"Counts boats.\n\n{label}\n\n- By hour\n- **By day**: slips"
    made, item, _ = one(project, language, "component", "Counter", body)
    assert item.model.purpose == "Counts boats."
    assert item.model.functions == "By hour; By day: slips"
    assert made.text().count("By hour") == 1
