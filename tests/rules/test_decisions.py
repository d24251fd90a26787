"""Findings about references to decision records, and about the records themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from conftest import Project
from languages import Language

MakeProject = Callable[..., Project]
Shop = Callable[..., Project]
Doubled = Callable[..., Project]
Stack = Callable[..., str]


def adr(language: Language, title: str, *status: str) -> str:
    """Return a decision record with a section for its status."""
    if language.suffix == "md":
        parts = [f"# {title}", "## Status", *status, "## Context", "Yes."]
    else:
        under = "=" * len(title)
        parts = [
            f"{title}\n{under}",
            "Status\n------",
            *status,
            "Context\n-------",
            "Yes.",
        ]
    return "\n\n".join(part for part in parts if part) + "\n"


def by(language: Language, file: str, text: str = "the other") -> str:
    """Return a link from one record to another."""
    return language.link(text, f"{file}.{language.suffix}")


@pytest.fixture
def shop(project: MakeProject, language: Language) -> Shop:
    """Return a function that makes a spec with records of every state."""

    def make(
        *blocks: str, records: Mapping[str, str] | None = None, status: str = "draft"
    ) -> Project:
        new = by(language, "0006-cache-in-redis"), by(language, "0007-cache-in-valkey")
        files = {
            "adr/0001-postgresql": adr(
                language, "1. Keep data in PostgreSQL", "Accepted"
            ),
            "adr/0002-polling": adr(language, "2. Poll for mail", "🤔 Proposed"),
            "adr/0003-cache": adr(
                language, "3. Cache in workers",
                f"Superseded by {by(language, '0004-cache-shared')}",
            ),
            "adr/0004-cache-shared": adr(
                language, "4. Share a cache", f"Superseded by {new[0]} and {new[1]}"
            ),
            "adr/0005-fax": adr(language, "5. Accept faxes", "Rejected"),
            "adr/0006-cache-in-redis": adr(language, "6. Cache in Redis", "Accepted"),
            "adr/0007-cache-in-valkey": adr(language, "7. Cache in Valkey", "Accepted"),
            "adr/0008-silent": adr(language, "8. Say nothing", "To be discussed"),
        }  # fmt: skip
        header = language.directive(
            "techspec:spec", "Shop",
            {"status": status, "version": "1.0", "updated": "2026-01-31"},
            "A shop. It sells.",
        )  # fmt: skip
        toctree = language.directive("toctree", "", {"glob": ""}, "adr/*\nother/adr/*")
        return project(
            {
                "index": language.document(header, *blocks, toctree, title="Shop"),
                **(files if records is None else records),
            },
            language=language,
        )

    return make


@pytest.fixture
def stack(language: Language) -> Stack:
    """Return a function that writes a technology with its decision."""

    def write(adr: str = "", name: str = "PostgreSQL", role: str = "Database") -> str:
        options = {"role": role, "version": "16.4"} | ({"adr": adr} if adr else {})
        return language.directive("techspec:stack", name, options)

    return write


def reported(project: Project, code: str) -> list[dict[str, Any]]:
    """Return the findings under a code, in the order of their lines."""
    findings = project.build("techspec").findings
    found = [f for f in findings if f["code"] == code and f["state"] == "fail"]
    return sorted(found, key=lambda f: (f["file"], f["line"], f["subject"]))


def the(project: Project, code: str) -> dict[str, Any]:
    """Return the one finding under a code."""
    (found,) = reported(project, code)
    return found


def records_in(text: str) -> list[str]:
    """Return the records that a text names, each with what is in brackets after it."""
    return re.findall(r"ADR-\d{4} \([^()]*\)", text)


def suggested(finding: dict[str, Any]) -> list[str]:
    """Return the records that an advice names, with their titles and statuses."""
    return records_in(finding["advice"])


def set_adr(value: str) -> dict[str, str]:
    """Return the fix that sets ``adr``; an ellipsis is for the author to fill in."""
    applicability = "placeholders" if value == "…" else "unsafe"
    return {
        "type": "set-field", "field": "adr", "value": value, "column": "",
        "applicability": applicability,
    }  # fmt: skip


def replace(old: str, new: str, applicability: str = "unsafe") -> dict[str, str]:
    """Return the fix that replaces a text."""
    return {"type": "replace", "old": old, "new": new, "applicability": applicability}


def placed_fix(found: dict[str, Any]) -> dict[str, Any] | None:
    """Return the fix of a field without its range, which is in the finding's line."""
    if found["fix"] is None:
        return None
    fix = dict(found["fix"])
    place = fix.pop("range")
    assert place["line"] == place["end_line"] == found["line"]
    assert 0 < place["column"] <= place["end_column"] - len(fix["old"])
    return fix


# TS201


def test_a_database_without_a_record(shop: Shop, stack: Stack, language: Language):
    made = shop(stack("", name="MariaDB"))
    found = the(made, "TS201")
    assert found["line"] == made.line("techspec:stack")
    assert found["file"] == f"index.{language.suffix}"
    assert (found["item"], found["subject"]) == ("MariaDB", "adr")
    assert "(" not in found["advice"], "no record is suggested"
    assert found["fix"] == set_adr("…")


def test_the_record_of_the_same_name_is_suggested(shop: Shop, stack: Stack):
    found = the(shop(stack("")), "TS201")
    assert (found["item"], found["subject"]) == ("PostgreSQL", "adr")
    assert "ADR-0001 (Keep data in PostgreSQL, accepted)" in found["advice"]
    assert found["fix"] == set_adr("ADR-0001")


def test_an_inactive_record_of_the_same_name_is_not_suggested(shop: Shop, stack: Stack):
    found = the(shop(stack("", name="fax")), "TS201")
    assert "ADR-0005" not in found["advice"]
    assert found["fix"] == set_adr("…")


@pytest.mark.parametrize("role", ["database", "Main **database**", "Databases"])
def test_every_database_needs_a_record(shop: Shop, language: Language, role: str):
    table = language.directive(
        "techspec:stack", "",
        body=language.table(["Role", "Name", "Version"], [[role, "MariaDB", "11.4.5"]]),
    )  # fmt: skip
    assert the(shop(table), "TS201")["item"] == "MariaDB"


def test_a_decision_without_a_record(shop: Shop, language: Language):
    made = shop(
        language.directive(
            "techspec:decision", "Modular monolith", {"topic": "architecture pattern"}
        )
    )
    assert the(made, "TS201")["item"] == "Modular monolith"


def test_other_choices_need_no_record(shop: Shop, stack: Stack):
    made = shop(stack("ADR-1"), stack("", name="Redis", role="Cache"))
    assert not reported(made, "TS201")


@pytest.mark.parametrize(
    ("status", "severity"), [("draft", "info"), ("approved", "warning")]
)
def test_severity_by_status(shop: Shop, stack: Stack, status: str, severity: str):
    made = shop(stack("ADR-2"), stack("", name="MariaDB"), status=status)
    assert the(made, "TS201")["severity"] == severity
    assert the(made, "TS205")["severity"] == severity


# TS202


def test_an_unknown_record(shop: Shop, stack: Stack, language: Language):
    made = shop(stack("ADR-99"))
    found = the(made, "TS202")
    assert "“ADR-99”" in found["problem"]
    assert found["advice"]
    assert "techspec_adr_patterns" not in found["advice"], "there are records"
    assert found["line"] == made.line(":adr: ADR-99")
    assert found["file"] == f"index.{language.suffix}"
    assert (found["item"], found["subject"]) == ("PostgreSQL", "ADR-99")
    assert (found["severity"], found["fix"]) == ("warning", None)


def test_at_most_three_are_suggested_with_title_and_status(shop: Shop, stack: Stack):
    found = the(shop(stack("Cache in")), "TS202")
    assert suggested(found) == [
        "ADR-0003 (Cache in workers, superseded)",
        "ADR-0006 (Cache in Redis, accepted)",
        "ADR-0007 (Cache in Valkey, accepted)",
    ]
    assert found["fix"] is None
    found = the(shop(stack("0001-postgersql")), "TS202")
    assert suggested(found) == ["ADR-0001 (Keep data in PostgreSQL, accepted)"]
    assert placed_fix(found) == replace("0001-postgersql", "ADR-0001")


def test_a_suggested_record_shows_the_status_that_holds(shop: Shop, stack: Stack):
    found = the(shop(stack("0003-cahce")), "TS202")
    assert "ADR-0003 (Cache in workers, superseded)" in suggested(found)


def test_a_project_without_records(shop: Shop, stack: Stack):
    found = the(shop(stack("ADR-1"), records={}), "TS202")
    assert "“ADR-1”" in found["problem"]
    assert "techspec_adr_patterns" in found["advice"]
    assert (found["subject"], found["fix"]) == ("ADR-1", None)


def test_a_path_to_a_file_that_moved(shop: Shop, stack: Stack, language: Language):
    old, new = (f"{folder}/0001-postgresql.{language.suffix}" for folder in
                ("old", "adr"))  # fmt: skip
    found = the(shop(stack(language.link("why", old))), "TS202")
    for part in (f"“{old}”", "ADR-0001 (Keep data in PostgreSQL, accepted)", new):
        assert part in found["problem"]
    assert (found["subject"], found["severity"]) == (old, "warning")
    assert placed_fix(found) == replace(old, new, "safe")


def test_a_part_of_a_name_is_taken_with_a_note(shop: Shop, stack: Stack):
    found = the(shop(stack("valkey"), status="approved"), "TS202")
    assert "“valkey”" in found["problem"]
    assert "ADR-0007 (Cache in Valkey, accepted)" in found["problem"]
    assert (found["severity"], found["subject"]) == ("info", "valkey")
    assert placed_fix(found) == replace("valkey", "ADR-0007", "safe")
    assert not found["counts"]


def test_a_role_that_names_no_record(shop: Shop, language: Language):
    made = shop("Text.\n\nSee " + language.role("techspec:adr", "ADR-99") + ".")
    found = the(made, "TS202")
    assert found["line"] == made.line("ADR-99")
    assert "“ADR-99”" in found["problem"]
    assert (found["item"], found["subject"]) == ("", "ADR-99")
    assert found["severity"] == "warning"


@pytest.mark.parametrize(
    "adr",
    [
        "ADR-1",
        "0001",
        "postgresql",
        "https://example.org/adr/99",
        "adr/0001-postgresql",
    ],
)
def test_a_known_record_is_no_finding(shop: Shop, stack: Stack, adr: str):
    made = shop(stack(adr))
    assert not reported(made, "TS202")
    assert not reported(made, "TS203")


def test_each_reference_of_a_row_is_reported(shop: Shop, language: Language):
    rows = [
        ["Database", "PostgreSQL", "16.4", "ADR-1, ADR-98"],
        ["Cache", "Redis", "7.2.7", "ADR-97"],
    ]
    columns = ["Role", "Name", "Version", "Decision"]
    table = language.table(columns, rows)
    made = shop(language.directive("techspec:stack", body=table))
    first, second = reported(made, "TS202")
    assert (first["item"], first["line"]) == ("PostgreSQL", made.line("ADR-1, ADR-98"))
    assert (second["item"], second["line"]) == ("Redis", made.line("ADR-97"))
    assert [first["subject"], second["subject"]] == ["ADR-98", "ADR-97"]


# TS203


@pytest.fixture
def doubled(shop: Shop, language: Language) -> Doubled:
    """Return a function that makes a project with one number twice in a folder."""
    records = {
        "adr/0001-red": adr(language, "1. Red", "Accepted"),
        "adr/0001-blue": adr(language, "1. Blue", "Draft"),
        "other/adr/0001-green": adr(language, "1. Green", "Accepted"),
        "other/adr/0002-black": adr(language, "2. Black", "Accepted"),
    }
    return lambda *blocks: shop(*blocks, records=records)


def test_an_ambiguous_number(doubled: Doubled, stack: Stack, language: Language):
    made = doubled(stack("ADR-1"))
    found = the(made, "TS203")
    end = language.suffix
    assert "“ADR-1”" in found["problem"]
    assert re.findall(r"\S+ \([^()]*\)", found["problem"]) == [
        f"adr/0001-blue.{end} (Blue, proposed)",
        f"adr/0001-red.{end} (Red, accepted)",
        f"other/adr/0001-green.{end} (Green, accepted)",
    ]
    assert found["line"] == made.line(":adr: ADR-1")
    assert (found["item"], found["subject"]) == ("PostgreSQL", "ADR-1")
    assert (found["severity"], found["fix"]) == ("warning", None)
    assert not reported(made, "TS204")
    assert not reported(made, "TS205")


def test_a_role_in_a_record_means_the_folder_of_the_record(
    doubled: Doubled, stack: Stack, language: Language
):
    made = doubled(stack("ADR-2"))
    text = made.path("other/adr/0002-black").read_text("utf-8")
    role = language.role("techspec:adr", "ADR-1")
    made.write({"other/adr/0002-black": f"{text}\nSee {role}.\n"})
    assert not reported(made, "TS203")
    made.write(
        {"adr/0003-white": adr(language, "3. White", "Accepted") + f"\n{role}\n"}
    )
    found = the(made, "TS203")
    assert found["file"] == f"adr/0003-white.{language.suffix}"
    assert "0001-blue" in found["problem"]
    assert "0001-green" not in found["problem"]


def test_a_path_is_not_ambiguous(doubled: Doubled, stack: Stack, language: Language):
    assert not reported(doubled(stack(f"adr/0001-red.{language.suffix}")), "TS203")
    assert not reported(doubled(stack("0001-blue")), "TS203")


# TS204


def test_every_current_successor_is_named(shop: Shop, stack: Stack, language: Language):
    made = shop(stack("ADR-3"))
    found = the(made, "TS204")
    assert records_in(found["problem"]) == [
        "ADR-0003 (Cache in workers)",
        "ADR-0006 (Cache in Redis)",
        "ADR-0007 (Cache in Valkey)",
    ]
    assert placed_fix(found) == replace("ADR-3", "ADR-0006, ADR-0007")
    assert found["line"] == made.line(":adr: ADR-3")
    assert found["file"] == f"index.{language.suffix}"
    assert (found["item"], found["subject"]) == ("PostgreSQL", "ADR-3")
    assert found["severity"] == "warning"


def test_a_role_that_names_a_superseded_record(shop: Shop, language: Language):
    made = shop("See " + language.role("techspec:adr", "why <ADR-4>") + ".")
    found = the(made, "TS204")
    assert found["line"] == made.line("why <ADR-4>")
    assert found["subject"] == "ADR-4"
    assert found["fix"] == replace("ADR-4", "ADR-0006, ADR-0007")


def chain(language: Language, *statuses: str) -> dict[str, str]:
    """Return records 1, 2, … of which each has a status."""
    return {
        f"adr/{number:04d}-step": adr(language, f"{number}. Step {number}", status)
        for number, status in enumerate(statuses, start=1)
    }


@pytest.mark.parametrize(
    ("statuses", "named", "current"),
    [
        (["Superseded by ADR-2", "Proposed"],
         ["ADR-0002 (Step 2)", "proposed", "adr/0002-step.{0}:{1}", "“Proposed”"], ""),
        (["Superseded by ADR-2", "Superseded by ADR-1"], ["in a cycle"], ""),
        (["Superseded by ADR-2", "Superseded by ADR-3", "Superseded by ADR-2"],
         ["in a cycle"], ""),
        (["Superseded by ADR-9"], ["“ADR-9”"], ""),
        (["Superseded"], ["no successor"], ""),
        (["Accepted", "Accepted. Supersedes ADR-1"],
         ["ADR-0002 (Step 2)"], "ADR-0002"),
        (["Accepted. Superseded by ADR-2", "Deprecated", "Accepted. Supersedes ADR-2"],
         ["ADR-0003 (Step 3)"], "ADR-0003"),
        (["Superseded by ADR-2 and ADR-3", "Rejected", "Implemented"],
         ["ADR-0003 (Step 3)"], "ADR-0003"),
    ],
)  # fmt: skip
def test_current_successor(
    shop: Shop,
    stack: Stack,
    language: Language,
    statuses: list[str],
    named: list[str],
    current: str,
):
    found = the(shop(stack("0001"), records=chain(language, *statuses)), "TS204")
    line = 5 if language.suffix == "md" else 7
    first, *others = records_in(found["problem"])
    assert first == "ADR-0001 (Step 1)"
    assert others == [name for name in named if name.startswith("ADR-")]
    for part in named:
        assert part.format(language.suffix, line) in found["problem"]
    assert found["subject"] == "0001"
    assert placed_fix(found) == (replace("0001", current) if current else None)


@pytest.mark.parametrize(
    "statuses",
    [
        ["Accepted", "Proposed. Supersedes ADR-1"],
        ["Accepted", "Rejected. Supersedes ADR-1"],
        ["Accepted; partly superseded by ADR-2", "Accepted"],
        ["Partially superseded by ADR-2", "Accepted. Supersedes ADR-1"],
        ["Accepted. Amended by ADR-2", "Accepted. Amends ADR-1"],
        ["Accepted; supersedes ADR-2", "Superseded by ADR-1"],
    ],
)
def test_a_current_record_has_no_finding(
    shop: Shop, stack: Stack, language: Language, statuses: list[str]
):
    made = shop(stack("0001"), records=chain(language, *statuses))
    assert not reported(made, "TS204")
    assert not reported(made, "TS205")


def test_the_suggested_name_means_the_successor(
    shop: Shop, stack: Stack, language: Language
):
    records = chain(language, "Superseded by 0002-other", "Accepted")
    records["adr/0002-other"] = adr(language, "2. Other", "Accepted")
    found = the(shop(stack("0001"), records=records), "TS204")
    assert placed_fix(found) == replace("0001", "0002-other")


# TS205


@pytest.mark.parametrize(
    ("written", "record", "status", "quoted"),
    [
        ("ADR-2", "ADR-0002 (Poll for mail)", "is proposed",
         "adr/0002-polling.{0}:{1} says “🤔 Proposed”"),
        ("ADR-5", "ADR-0005 (Accept faxes)", "is rejected",
         "adr/0005-fax.{0}:{1} says “Rejected”"),
        ("ADR-8", "ADR-0008 (Say nothing)", "no known status",
         "adr/0008-silent.{0}:{1} says “To be discussed”"),
    ],
)  # fmt: skip
def test_a_record_that_is_not_accepted(
    shop: Shop,
    stack: Stack,
    language: Language,
    written: str,
    record: str,
    status: str,
    quoted: str,
):
    made = shop(stack(written))
    found = the(made, "TS205")
    line = 5 if language.suffix == "md" else 7
    for part in (record, status, quoted.format(language.suffix, line)):
        assert part in found["problem"]
    assert found["line"] == made.line(f":adr: {written}")
    assert (found["item"], found["subject"]) == ("PostgreSQL", written)
    assert found["fix"] is None


def test_a_record_without_a_status(shop: Shop, stack: Stack, language: Language):
    made = shop(
        stack("1"), records={"adr/0001-mute": language.document(title="1. Mute")}
    )
    found = the(made, "TS205")
    for part in ("ADR-0001 (Mute)", f"no status (adr/0001-mute.{language.suffix})"):
        assert part in found["problem"]


def test_a_deprecated_record_may_have_a_successor(
    shop: Shop, stack: Stack, language: Language
):
    items = chain(language, "Deprecated in favour of ADR-2", "Accepted")
    found = the(shop(stack("1"), records=items), "TS205")
    assert "ADR-0001 (Step 1)" in found["problem"]
    assert "ADR-0002 (Step 2)" in found["advice"]
    assert placed_fix(found) == replace("1", "ADR-0002")


# TS206


def test_a_record_that_does_not_know_its_successor(
    shop: Shop, stack: Stack, language: Language
):
    records = chain(language, "Accepted", "Accepted. Supersedes ADR-1")
    found = the(shop(stack("2"), records=records), "TS206")
    end, line = language.suffix, 5 if language.suffix == "md" else 7
    for part in (
        "ADR-0001 (Step 1)",
        f"“Accepted” (adr/0001-step.{end}:{line})",
        "ADR-0002",
        f"“Accepted. Supersedes ADR-1” (adr/0002-step.{end}:{line})",
    ):
        assert part in found["problem"]
    assert "ADR-0001 counts as superseded" in found["advice"]
    assert (found["file"], found["line"]) == (f"adr/0001-step.{end}", line)
    assert found["subject"] == "adr/0001-step adr/0002-step"
    assert found["fix"] == replace(
        "Accepted",
        (
            "superseded by [ADR-0002](0002-step.md)"
            if end == "md"
            else "Superseded by `ADR-0002 <0002-step.rst>`__"
        ),
    )


def test_the_fix_of_a_conflict_resolves_it(
    shop: Shop, stack: Stack, language: Language
):
    items = chain(language, "Accepted", "Accepted. Supersedes ADR-1")
    fix = the(shop(stack("2"), records=items), "TS206")["fix"]
    fixed = chain(language, fix["new"], "Accepted. Supersedes ADR-1")
    made = shop(stack("2"), records=fixed)
    assert not reported(made, "TS206")


def test_a_field_that_names_a_successor_beside_an_accepted_status(
    shop: Shop, stack: Stack, language: Language
):
    header = {
        "md": "---\nstatus: Accepted\nsuperseded_by: [0002]\n---\n\n# 1. First\n",
        "rst": "1. First\n========\n\n:Status: Accepted\n:Superseded-By: ADR-2\n",
    }[language.suffix]
    records = {"adr/0001-first": header, **chain(language, "", "Accepted")}
    del records["adr/0001-step"]
    made = shop(stack("2"), records=records)
    found = the(made, "TS206")
    place = f"adr/0001-first.{language.suffix}"
    first = made.line("Accepted", "adr/0001-first")
    second = made.line(
        "ed_by" if language.suffix == "md" else "ed-By", "adr/0001-first"
    )
    for part in (f"“Accepted” ({place}:{first})", f"({place}:{second})"):
        assert part in found["problem"]
    assert "ADR-0001 counts as superseded" in found["advice"]
    assert found["line"] == first


def test_two_that_supersede_each_other_are_reported_once(
    shop: Shop, stack: Stack, language: Language
):
    records = chain(language, "Superseded by ADR-2", "Superseded by ADR-1", "Accepted")
    found = the(shop(stack("3"), records=records), "TS206")
    assert found["file"] == f"adr/0001-step.{language.suffix}"
    for part in ("ADR-0001", "“Superseded by ADR-2”", "ADR-0002",
                 "“Superseded by ADR-1”"):  # fmt: skip
        assert part in found["problem"]


def test_a_successor_that_is_only_proposed(
    shop: Shop, stack: Stack, language: Language
):
    items = chain(language, "Superseded by ADR-2", "Draft", "Accepted")
    found = the(shop(stack("3"), records=items), "TS206")
    for part in ("ADR-0001", "“Superseded by ADR-2”", "ADR-0002", "“Draft”"):
        assert part in found["problem"]
    assert found["fix"] is None


@pytest.mark.parametrize(
    "statuses",
    [
        ["Superseded by ADR-2", "Accepted. Supersedes ADR-1"],
        ["Superseded by ADR-2", "Accepted"],
        ["Accepted", "Proposed. Supersedes ADR-1"],
        ["Partly superseded by ADR-2", "Accepted. Supersedes ADR-1"],
        ["Superseded by ADR-2", "Superseded by ADR-3", "Accepted. Supersedes ADR-2"],
        ["Superseded by ADR-2 and ADR-3", "Accepted. Supersedes ADR-1", "Accepted"],
        ["Deprecated", "Rejected"],
    ],
)
def test_records_that_agree_have_no_finding(
    shop: Shop, stack: Stack, language: Language, statuses: list[str]
):
    made = shop(stack("2"), records=chain(language, *statuses))
    assert not reported(made, "TS206")


# TS207


def test_an_accepted_record_that_is_not_referenced(
    shop: Shop, stack: Stack, language: Language
):
    made = shop(stack("ADR-1"), records=chain(language, "Accepted", "Accepted"))
    found = the(made, "TS207")
    assert records_in(found["problem"]) == ["ADR-0002 (Step 2)"]
    assert found["advice"]
    assert (found["file"], found["line"]) == (f"adr/0002-step.{language.suffix}", 1)
    assert (found["item"], found["subject"]) == ("", "adr/0002-step")
    assert (found["severity"], found["spec"], found["fix"]) == ("info", "Shop", None)


@pytest.mark.parametrize("status", ["draft", "approved", "implemented"])
def test_an_unused_record_is_information_whatever_the_status(
    shop: Shop, stack: Stack, language: Language, status: str
):
    records = chain(language, "Accepted", "Accepted")
    found = the(shop(stack("ADR-1"), records=records, status=status), "TS207")
    assert found["severity"] == "info"


def test_a_role_is_a_use(shop: Shop, stack: Stack, language: Language):
    role = language.role("techspec:adr", "the reason <ADR-2>")
    records = chain(language, "Accepted", "Accepted")
    assert not reported(shop(stack("1"), f"By {role}.", records=records), "TS207")


def test_a_role_on_its_own_page_is_no_use(shop: Shop, stack: Stack, language: Language):
    role = language.role("techspec:adr", "ADR-2")
    records = chain(language, "Accepted", f"Accepted\n\nThis is {role}.")
    assert the(shop(stack("1"), records=records), "TS207")["file"].startswith(
        "adr/0002"
    )


def test_an_ambiguous_reference_is_a_use_of_each_candidate(
    doubled: Doubled, stack: Stack
):
    made = doubled(stack("ADR-1"))
    assert [f["file"].split(".")[0] for f in reported(made, "TS207")] == [
        "other/adr/0002-black"
    ]


def test_inactive_and_proposed_records_need_no_use(
    shop: Shop, stack: Stack, language: Language
):
    statuses = [
        "Accepted",
        "Proposed",
        "Superseded by ADR-1",
        "Rejected",
        "Deprecated",
        "?",
    ]
    assert not reported(shop(stack("1"), records=chain(language, *statuses)), "TS207")


def test_records_outside_of_every_spec_are_reported_once(
    project: MakeProject, language: Language, stack: Stack
):
    """They are in no toctree: the spec in the nearest folder reports them."""

    def spec(name: str) -> str:
        header = language.directive("techspec:spec", name, {"status": "draft"}, "A. B.")
        return language.document(header, stack("adr/0001-step"), title=name)

    records = chain(language, "Accepted", "Accepted")
    made = project(
        {
            "index": language.document(title="All"),
            "one/index": spec("One"),
            "two/index": spec("Two"),
            **{f"one/{name}": text for name, text in records.items()},
            **{f"two/{name}": text for name, text in records.items()},
        },
        language=language,
    )
    found = [(f["file"].split(".")[0], f["spec"]) for f in reported(made, "TS207")]
    assert found == [("one/adr/0002-step", "One"), ("two/adr/0002-step", "Two")]
