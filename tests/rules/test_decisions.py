"""What is told of references to decision records, and of the records themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from conftest import Project
from languages import Language

MakeProject = Callable[..., Project]
Shop = Callable[..., Project]
Doubled = Callable[..., Project]
Stack = Callable[..., str]


def adr(language: Language, title: str, *status: str, head: str = "") -> str:
    """Return a decision record with a section for its status."""
    if language.suffix == "md":
        parts = [f"# {title}", head, "## Status", *status, "## Context", "Yes."]
    else:
        under = "=" * len(title)
        parts = [
            f"{title}\n{under}",
            head,
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
    """Give a function that makes a spec with records of every state."""

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
        head = language.directive(
            "techspec:spec", "Shop",
            {"status": status, "version": "1.0", "updated": "2026-01-31"},
            "A shop. It sells.",
        )  # fmt: skip
        toctree = language.directive("toctree", "", {"glob": ""}, "adr/*\nother/adr/*")
        return project(
            {
                "index": language.document(head, *blocks, toctree, title="Shop"),
                **(files if records is None else records),
            },
            language=language,
        )

    return make


@pytest.fixture
def stack(language: Language) -> Stack:
    """Give a function that writes a technology with its decision."""

    def write(adr: str = "", name: str = "PostgreSQL", role: str = "Database") -> str:
        options = {"role": role, "version": "16.4"} | ({"adr": adr} if adr else {})
        return language.directive("techspec:stack", name, options)

    return write


def told(project: Project, code: str) -> list[dict[str, Any]]:
    """Return the findings under a code, in the order of places."""
    findings = project.build("techspec").findings
    found = [f for f in findings if f["code"] == code and f["state"] == "fail"]
    return sorted(found, key=lambda f: (f["file"], f["line"], f["message"]))


def the(project: Project, code: str) -> dict[str, Any]:
    """Return the one finding under a code."""
    (found,) = told(project, code)
    return found


# TS201


def test_a_database_without_a_record(shop: Shop, stack: Stack, language: Language):
    made = shop(stack("", name="MariaDB"))
    found = the(made, "TS201")
    assert found["message"] == "MariaDB names no decision record."
    assert found["line"] == made.line("techspec:stack")
    assert found["file"] == f"index.{language.suffix}"
    assert found["item"] == "MariaDB"
    assert found["fix"] == ":adr: …"


def test_the_record_of_the_same_name_is_suggested(shop: Shop, stack: Stack):
    found = the(shop(stack("")), "TS201")
    assert found["message"] == (
        "PostgreSQL names no decision record. "
        "It may rest on ADR-0001 (Keep data in PostgreSQL, accepted)."
    )
    assert found["fix"] == ":adr: ADR-0001"


def test_a_dead_record_of_the_same_name_is_not_suggested(shop: Shop, stack: Stack):
    found = the(shop(stack("", name="fax")), "TS201")
    assert found["fix"] == ":adr: …"


@pytest.mark.parametrize("role", ["database", "Main **database**", "Databases"])
def test_every_database_is_asked(shop: Shop, language: Language, role: str):
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
    assert not told(made, "TS201")


@pytest.mark.parametrize(
    ("status", "severity"), [("draft", "info"), ("approved", "warning")]
)
def test_how_grave_it_is(shop: Shop, stack: Stack, status: str, severity: str):
    made = shop(stack("ADR-2"), stack("", name="MariaDB"), status=status)
    assert the(made, "TS201")["severity"] == severity
    assert the(made, "TS205")["severity"] == severity


# TS202


def test_an_unknown_record(shop: Shop, stack: Stack, language: Language):
    made = shop(stack("ADR-99"))
    found = the(made, "TS202")
    assert found["message"] == (
        "“ADR-99” is no decision record. Name a record by its id, its file or its path."
    )
    assert found["line"] == made.line(":adr: ADR-99")
    assert found["file"] == f"index.{language.suffix}"
    assert (found["severity"], found["item"], found["fix"]) == (
        "warning",
        "PostgreSQL",
        "",
    )


def test_at_most_three_are_suggested_with_title_and_status(shop: Shop, stack: Stack):
    found = the(shop(stack("Cache in")), "TS202")
    assert found["message"] == (
        "“Cache in” is no decision record. Did you mean "
        "ADR-0003 (Cache in workers, superseded), "
        "ADR-0006 (Cache in Redis, accepted) or ADR-0007 (Cache in Valkey, accepted)?"
    )
    assert found["fix"] == ""
    found = the(shop(stack("0001-postgersql")), "TS202")
    assert found["message"].endswith(
        "Did you mean ADR-0001 (Keep data in PostgreSQL, accepted)?"
    )
    assert found["fix"] == "ADR-0001"


def test_a_suggested_record_shows_the_status_that_holds(shop: Shop, stack: Stack):
    found = the(shop(stack("0003-cahce")), "TS202")
    assert "ADR-0003 (Cache in workers, superseded)" in found["message"]


def test_a_project_without_records(shop: Shop, stack: Stack):
    made = shop(stack("ADR-1"), records={})
    assert the(made, "TS202")["message"] == (
        "“ADR-1” is no decision record. "
        "The project has none: write one, or say in techspec_adr_patterns where they "
        "are."
    )


def test_a_path_to_a_file_that_moved(shop: Shop, stack: Stack, language: Language):
    made = shop(stack(language.link("why", f"old/0001-postgresql.{language.suffix}")))
    found = the(made, "TS202")
    path = f"adr/0001-postgresql.{language.suffix}"
    assert found["message"] == (
        f"“old/0001-postgresql.{language.suffix}” leads nowhere. "
        f"ADR-0001 (Keep data in PostgreSQL, accepted) is at {path}."
    )
    assert (found["fix"], found["severity"]) == (path, "warning")


def test_a_part_of_a_name_is_taken_with_a_note(shop: Shop, stack: Stack):
    found = the(shop(stack("valkey"), status="approved"), "TS202")
    assert found["message"] == (
        "“valkey” is taken for ADR-0007 (Cache in Valkey, accepted), "
        "the only record with it in its name."
    )
    assert (found["severity"], found["fix"]) == ("info", "ADR-0007")
    assert not found["counts"]


def test_a_role_that_names_no_record(shop: Shop, language: Language):
    made = shop("Text.\n\nSee " + language.role("techspec:adr", "ADR-99") + ".")
    found = the(made, "TS202")
    assert found["line"] == made.line("ADR-99")
    assert "“ADR-99”" in found["message"]
    assert (found["item"], found["severity"]) == ("", "warning")


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
    assert not told(made, "TS202")
    assert not told(made, "TS203")


def test_each_reference_of_a_row_is_told(shop: Shop, language: Language):
    rows = [
        ["Database", "PostgreSQL", "16.4", "ADR-1, ADR-98"],
        ["Cache", "Redis", "7.2.7", "ADR-97"],
    ]
    head = ["Role", "Name", "Version", "Decision"]
    made = shop(language.directive("techspec:stack", body=language.table(head, rows)))
    first, second = told(made, "TS202")
    assert (first["item"], first["line"]) == ("PostgreSQL", made.line("ADR-1, ADR-98"))
    assert (second["item"], second["line"]) == ("Redis", made.line("ADR-97"))


# TS203


@pytest.fixture
def doubled(shop: Shop, language: Language) -> Doubled:
    """Give a function that makes a project with one number twice in a folder."""
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
    assert found["message"] == (
        f"“ADR-1” may be any of: adr/0001-blue.{end} (Blue, proposed), "
        f"adr/0001-red.{end} (Red, accepted), "
        f"other/adr/0001-green.{end} (Green, accepted). Name one by its path."
    )
    assert found["line"] == made.line(":adr: ADR-1")
    assert (found["severity"], found["fix"]) == ("warning", "")
    assert not told(made, "TS204")
    assert not told(made, "TS205")


def test_a_role_in_a_record_means_the_folder_of_the_record(
    doubled: Doubled, stack: Stack, language: Language
):
    made = doubled(stack("ADR-2"))
    text = made.path("other/adr/0002-black").read_text("utf-8")
    role = language.role("techspec:adr", "ADR-1")
    made.write({"other/adr/0002-black": f"{text}\nSee {role}.\n"})
    assert not told(made, "TS203")
    made.write(
        {"adr/0003-white": adr(language, "3. White", "Accepted") + f"\n{role}\n"}
    )
    found = the(made, "TS203")
    assert found["file"] == f"adr/0003-white.{language.suffix}"
    assert "0001-blue" in found["message"]
    assert "0001-green" not in found["message"]


def test_a_path_is_not_ambiguous(doubled: Doubled, stack: Stack, language: Language):
    assert not told(doubled(stack(f"adr/0001-red.{language.suffix}")), "TS203")
    assert not told(doubled(stack("0001-blue")), "TS203")


# TS204


def test_every_living_end_of_the_chain_is_named(
    shop: Shop, stack: Stack, language: Language
):
    made = shop(stack("ADR-3"))
    found = the(made, "TS204")
    assert found["message"] == (
        "ADR-0003 (Cache in workers) was superseded by "
        "ADR-0006 (Cache in Redis) and ADR-0007 (Cache in Valkey)."
    )
    assert found["fix"] == "ADR-0006, ADR-0007"
    assert found["line"] == made.line(":adr: ADR-3")
    assert found["file"] == f"index.{language.suffix}"
    assert (found["item"], found["severity"]) == ("PostgreSQL", "warning")


def test_a_role_that_names_a_superseded_record(shop: Shop, language: Language):
    made = shop("See " + language.role("techspec:adr", "why <ADR-4>") + ".")
    found = the(made, "TS204")
    assert found["line"] == made.line("why <ADR-4>")
    assert found["fix"] == "ADR-0006, ADR-0007"


def chain(language: Language, *statuses: str) -> dict[str, str]:
    """Return records 1, 2, … of which each has a status."""
    return {
        f"adr/{number:04d}-step": adr(language, f"{number}. Step {number}", status)
        for number, status in enumerate(statuses, start=1)
    }


@pytest.mark.parametrize(
    ("statuses", "message"),
    [
        (["Superseded by ADR-2", "Proposed"],
         ("was superseded by ADR-0002 (Step 2), which is proposed "
          "(adr/0002-step.{0}:{1} says “Proposed”).")),
        (["Superseded by ADR-2", "Superseded by ADR-1"],
         "was superseded, and the records that took its place lead back to it."),
        (["Superseded by ADR-2", "Superseded by ADR-3", "Superseded by ADR-2"],
         "was superseded, and the records that took its place lead back to it."),
        (["Superseded by ADR-9"],
         "was superseded by “ADR-9”, which is no record of this project."),
        (["Superseded"], "was superseded, and no record says that it took its place."),
        (["Accepted", "Accepted. Supersedes ADR-1"],
         "was superseded by ADR-0002 (Step 2)."),
        (["Accepted. Superseded by ADR-2", "Deprecated", "Accepted. Supersedes ADR-2"],
         "was superseded by ADR-0003 (Step 3)."),
        (["Superseded by ADR-2 and ADR-3", "Rejected", "Implemented"],
         "was superseded by ADR-0003 (Step 3)."),
    ],
)  # fmt: skip
def test_what_took_its_place(
    shop: Shop, stack: Stack, language: Language, statuses: list[str], message: str
):
    found = the(shop(stack("0001"), records=chain(language, *statuses)), "TS204")
    line = 5 if language.suffix == "md" else 7
    expected = message.format(language.suffix, line)
    assert found["message"] == f"ADR-0001 (Step 1) {expected}"


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
def test_a_living_record_is_no_finding(
    shop: Shop, stack: Stack, language: Language, statuses: list[str]
):
    made = shop(stack("0001"), records=chain(language, *statuses))
    assert not told(made, "TS204")
    assert not told(made, "TS205")


def test_the_name_of_the_successor_is_one_that_means_it(
    shop: Shop, stack: Stack, language: Language
):
    records = chain(language, "Superseded by 0002-other", "Accepted")
    records["adr/0002-other"] = adr(language, "2. Other", "Accepted")
    found = the(shop(stack("0001"), records=records), "TS204")
    assert found["fix"] == "0002-other"


# TS205


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ADR-2", ("ADR-0002 (Poll for mail) is not accepted: it is proposed "
                   "(adr/0002-polling.{0}:{1} says “🤔 Proposed”).")),
        ("ADR-5", ("ADR-0005 (Accept faxes) is not accepted: it is rejected "
                   "(adr/0005-fax.{0}:{1} says “Rejected”).")),
        ("ADR-8", ("ADR-0008 (Say nothing) is not accepted: it has no known status "
                   "(adr/0008-silent.{0}:{1} says “To be discussed”).")),
    ],
)  # fmt: skip
def test_a_record_that_is_not_accepted(
    shop: Shop, stack: Stack, language: Language, written: str, said: str
):
    made = shop(stack(written))
    found = the(made, "TS205")
    line = 5 if language.suffix == "md" else 7
    assert found["message"] == said.format(language.suffix, line)
    assert found["line"] == made.line(f":adr: {written}")
    assert (found["item"], found["fix"]) == ("PostgreSQL", "")


def test_a_record_without_a_status(shop: Shop, stack: Stack, language: Language):
    made = shop(
        stack("1"), records={"adr/0001-mute": language.document(title="1. Mute")}
    )
    assert the(made, "TS205")["message"] == (
        "ADR-0001 (Mute) is not accepted: it has no status "
        f"(adr/0001-mute.{language.suffix})."
    )


def test_a_deprecated_record_may_have_a_successor(
    shop: Shop, stack: Stack, language: Language
):
    items = chain(language, "Deprecated in favour of ADR-2", "Accepted")
    found = the(shop(stack("1"), records=items), "TS205")
    assert found["message"].endswith(". ADR-0002 (Step 2) took its place.")
    assert found["fix"] == "ADR-0002"


# TS206


def test_a_record_that_does_not_know_its_successor(
    shop: Shop, stack: Stack, language: Language
):
    records = chain(language, "Accepted", "Accepted. Supersedes ADR-1")
    found = the(shop(stack("2"), records=records), "TS206")
    end, line = language.suffix, 5 if language.suffix == "md" else 7
    assert found["message"] == (
        f"ADR-0001 (Step 1) says “Accepted” (adr/0001-step.{end}:{line}), but ADR-0002 "
        f"says “Accepted. Supersedes ADR-1” (adr/0002-step.{end}:{line}). "
        "ADR-0001 is taken for superseded."
    )
    assert (found["file"], found["line"]) == (f"adr/0001-step.{end}", line)
    link = "[ADR-0002](0002-step.md)" if end == "md" else "`ADR-0002 <0002-step.rst>`__"
    assert found["fix"].lower() == f"superseded by {link}".lower()


def test_what_is_written_where_both_ends_disagree_is_read_again(
    shop: Shop, stack: Stack, language: Language
):
    items = chain(language, "Accepted", "Accepted. Supersedes ADR-1")
    fix = the(shop(stack("2"), records=items), "TS206")["fix"]
    made = shop(stack("2"), records=chain(language, fix, "Accepted. Supersedes ADR-1"))
    assert not told(made, "TS206")


def test_a_field_that_names_a_successor_beside_an_accepted_status(
    shop: Shop, stack: Stack, language: Language
):
    head = {
        "md": "---\nstatus: Accepted\nsuperseded_by: [0002]\n---\n\n# 1. First\n",
        "rst": "1. First\n========\n\n:Status: Accepted\n:Superseded-By: ADR-2\n",
    }[language.suffix]
    records = {"adr/0001-first": head, **chain(language, "", "Accepted")}
    del records["adr/0001-step"]
    made = shop(stack("2"), records=records)
    found = the(made, "TS206")
    place = f"adr/0001-first.{language.suffix}"
    first = made.line("Accepted", "adr/0001-first")
    second = made.line(
        "ed_by" if language.suffix == "md" else "ed-By", "adr/0001-first"
    )
    assert f"says “Accepted” ({place}:{first}), and also “" in found["message"]
    assert found["message"].endswith(
        f"({place}:{second}). ADR-0001 is taken for superseded."
    )
    assert found["line"] == first


def test_two_that_supersede_each_other_are_told_once(
    shop: Shop, stack: Stack, language: Language
):
    records = chain(language, "Superseded by ADR-2", "Superseded by ADR-1", "Accepted")
    found = the(shop(stack("3"), records=records), "TS206")
    assert found["file"] == f"adr/0001-step.{language.suffix}"
    assert "ADR-0002 says “Superseded by ADR-1”" in found["message"]


def test_a_successor_that_is_only_proposed(
    shop: Shop, stack: Stack, language: Language
):
    items = chain(language, "Superseded by ADR-2", "Draft", "Accepted")
    found = the(shop(stack("3"), records=items), "TS206")
    assert "“Superseded by ADR-2”" in found["message"]
    assert "ADR-0002 says “Draft”" in found["message"]
    assert found["fix"] == ""


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
def test_records_that_agree_are_no_finding(
    shop: Shop, stack: Stack, language: Language, statuses: list[str]
):
    made = shop(stack("2"), records=chain(language, *statuses))
    assert not told(made, "TS206")


# TS207


def test_an_accepted_record_that_nothing_rests_on(
    shop: Shop, stack: Stack, language: Language
):
    made = shop(stack("ADR-1"), records=chain(language, "Accepted", "Accepted"))
    found = the(made, "TS207")
    assert found["message"] == (
        "ADR-0002 (Step 2) is accepted, but nothing rests on it. Name it in the adr "
        "field of what it decides, or let its status say that it is over."
    )
    assert (found["file"], found["line"]) == (f"adr/0002-step.{language.suffix}", 1)
    assert (found["severity"], found["spec"], found["fix"]) == ("info", "Shop", "")


def test_it_warns_from_approved_on(shop: Shop, stack: Stack, language: Language):
    items = chain(language, "Accepted", "Accepted")
    found = the(shop(stack("ADR-1"), records=items, status="approved"), "TS207")
    assert found["severity"] == "warning"


def test_a_role_is_a_use(shop: Shop, stack: Stack, language: Language):
    role = language.role("techspec:adr", "the reason <ADR-2>")
    records = chain(language, "Accepted", "Accepted")
    assert not told(shop(stack("1"), f"By {role}.", records=records), "TS207")


def test_a_role_on_its_own_page_is_no_use(shop: Shop, stack: Stack, language: Language):
    role = language.role("techspec:adr", "ADR-2")
    records = chain(language, "Accepted", f"Accepted\n\nThis is {role}.")
    assert the(shop(stack("1"), records=records), "TS207")["file"].startswith(
        "adr/0002"
    )


def test_a_reference_in_doubt_is_a_use_of_each_that_it_may_mean(
    doubled: Doubled, stack: Stack
):
    made = doubled(stack("ADR-1"))
    assert [f["file"].split(".")[0] for f in told(made, "TS207")] == [
        "other/adr/0002-black"
    ]


def test_dead_and_proposed_records_need_no_use(
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
    assert not told(shop(stack("1"), records=chain(language, *statuses)), "TS207")


def test_records_that_no_spec_holds_are_told_once(
    project: MakeProject, language: Language, stack: Stack
):
    """They stand in no table of contents: the spec in the nearest folder tells them."""

    def spec(name: str) -> str:
        head = language.directive("techspec:spec", name, {"status": "draft"}, "A. B.")
        return language.document(head, stack("adr/0001-step"), title=name)

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
    found = [(f["file"].split(".")[0], f["spec"]) for f in told(made, "TS207")]
    assert found == [("one/adr/0002-step", "One"), ("two/adr/0002-step", "Two")]
