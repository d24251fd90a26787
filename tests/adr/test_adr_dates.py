"""The date of a record, and the status in its list of changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxcontrib_techspec.adr import DecisionRecord, read_record
from sphinxcontrib_techspec.adr.vocabulary import VOCABULARY
from sphinxcontrib_techspec.sphinx_ext.reading.record_files import read_record_file

SUFFIXES = ("md", "rst")
DATES = {
    "2031-10-05 (Updated 2032-07-12)": "2031-10-05",
    "2024-10-31 :ghost:": "2024-10-31",
    "2018-08-30; Last update date: 2019-04-09": "2018-08-30",
    "2026-04-27, 2023-07-03": "2026-04-27",
    "3 November 2026, revised later": "3 November 2026",
    "2031-10": "2031-10",
    "2031-10-2x": "2031-10-2x",
    "{ 2031-10-05 }": "2031-10-05",
    "[05/10/2031]": "05/10/2031",
    "{YYYY-MM-DD}": "",
    "2031.10.05": "2031.10.05",
    "2031-10-05 (yyyy-mm-dd)": "2031-10-05",
    "2031-10-05T10:00": "2031-10-05T10:00",
    "Spring 2031": "Spring 2031",
    "insert date": "",
    "TBD": "",
    "YYYY-MM-DD": "",
}
LABELS = ("Date: {}", "- **Date:** {}", "- Status: Accepted\n- Date: {}")


def read(folder: Path, suffix: str, text: str) -> DecisionRecord:
    """Return the record in a file with a title and *text*."""
    path = folder / f"0001-one.{suffix}"
    title = "One\n===" if suffix == "rst" else "# One"
    path.write_text(f"{title}\n\n{text}\n", "utf-8")
    return read_record(read_record_file(path, "adr/0001-one", VOCABULARY))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("label", LABELS)
def test_the_first_date_of_a_value(tmp_path: Path, label: str, suffix: str):
    found = {v: read(tmp_path, suffix, label.format(v)).date for v in DATES}
    assert found == DATES


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_value_without_a_date_gives_way_to_another(tmp_path: Path, suffix: str):
    text = "Date: insert date\n\nDecided on: 2031-10-05"
    assert read(tmp_path, suffix, text).date == "2031-10-05"


def log(suffix: str, *entries: str, status: str = "") -> str:
    """Return a list of changes, below a status where there is one."""
    under = "\n----------" if suffix == "rst" else ""
    mark = "" if suffix == "rst" else "## "
    items = "\n".join(f"- {entry}" for entry in entries)
    if suffix == "rst":
        items = items.replace("[", "`").replace("](", " <").replace(") (", ">`__ (")
    return f"{status}\n\n{mark}Change Log{under}\n\n{items}"


LOGS: dict[tuple[str, ...], str] = {
    ("[proposed](https://x.org/1) (2031-01-28)",
     "[approved](https://x.org/2) (2031-12-09)"): "accepted",
    ("2031-12-09: approved", "2031-01-28: proposed"): "accepted",
    ("[approved](https://x.org/2) (2031-12-09)",
     "[deprecated](https://x.org/3) (2032-12-09)"): "deprecated",
    ("[proposed](https://x.org/1) (2031-01-28)",): "proposed",
    ("2031-12-09: approved", "2032-01-28: deprecated the old roots"): "unknown",
    ("2031-12-09: approved the new roots",): "unknown",
    ("approved",): "unknown",
}  # fmt: skip


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("entries", LOGS)
def test_the_status_in_the_latest_change(
    tmp_path: Path, entries: tuple[str, ...], suffix: str
):
    record = read(tmp_path, suffix, log(suffix, *entries))
    assert record.status == LOGS[entries]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_status_elsewhere_takes_precedence_over_changes(tmp_path: Path, suffix: str):
    text = log(suffix, "2031-12-09: approved", status="Status: Proposed")
    record = read(tmp_path, suffix, text)
    assert [s.status for s in record.statements] == ["proposed"]


def test_discussing_is_a_word_for_proposed(tmp_path: Path):
    assert read(tmp_path, "md", "Status: Discussing").status == "proposed"


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("label", ["Last update", "Updated", "Last modified"])
def test_the_date_of_a_change_gives_way(tmp_path: Path, label: str, suffix: str):
    changed = f"{label}: 2031-11-06"
    decided = f"{changed}\n\nStatus\n------\n\nAccepted on 2031-10-05"
    assert read(tmp_path, suffix, decided).date == "2031-10-05"
    assert read(tmp_path, suffix, changed).date == "2031-11-06"


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("date", ["June 19, 2031", "8th June 2031", "2031-06-08"])
@pytest.mark.parametrize("form", ["{}", "*{}*", "({})"])
def test_a_date_below_the_title(tmp_path: Path, date: str, form: str, suffix: str):
    text = f"{form.format(date)}\n\nStatus\n------\n\nAccepted"
    assert read(tmp_path, suffix, text).date == date


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_date_in_prose_is_none(tmp_path: Path, suffix: str):
    assert read(tmp_path, suffix, "On 2031-06-08 the queue was full.").date == ""
