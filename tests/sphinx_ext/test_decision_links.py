"""Decision records are linked with title and status, and a bad reference is warning."""

from __future__ import annotations

import re
from typing import Any

import pytest

from conftest import EXAMPLES, Build
from pages import Page, words

_ROLE = re.compile(r"\{techspec:adr\}`(?:(?P<title>[^`<]+)<)?(?P<target>[^`>]+)>?`")


@pytest.fixture(scope="session")
def html(example) -> Build:
    return example("conduit", "html")


@pytest.fixture(scope="session")
def checked(example) -> Build:
    return example("conduit", "techspec")


def record_of(checked: Build, docname: str) -> dict[str, Any]:
    return next(r for r in checked.json["decision_records"] if r["docname"] == docname)


def test_every_item_links_its_records(html, checked):
    count = 0
    for item in checked.items:
        for decision in item.get("decisions", ()):
            record = record_of(checked, decision["docname"])
            page = Page(html.html(item["docname"]))
            place = page.around(item["anchor"], "dt", "tr")
            if place.tag == "dt":
                place = page.parents[place]
            found = [
                page.parents[e] for e in place.iter("a")
                if e.get("href", "").endswith(f"{record['docname']}.html")
            ]  # fmt: skip
            assert found, f"{item['name']} does not link {record['label']}"
            if decision["text"] not in item["fields"].get("adr", ()):
                continue  # A link in its text, in the author's words.
            shown = words(found[0])
            for part in (record["label"], record["title"], record["status"]):
                assert part in shown
            count += 1
    assert count > 20


def test_every_role_links_its_record(html, checked):
    count = 0
    labels = {item["label"]: item for item in checked.json["decision_records"]}
    for path in sorted((EXAMPLES / "conduit").glob("*.md")):
        for match in _ROLE.finditer(path.read_text("utf-8")):
            item = labels[match["target"]]
            page = Page(html.html(path.stem))
            href = f"{item['docname']}.html"
            texts = [text for text, address in page.links() if address == href]
            shown = (
                match["title"] or ""
            ).strip() or f"{item['label']}: {item['title']}"
            assert shown in texts
            count += 1
    assert count


OPTION = ("api.md", ":errors: 401, 422\n:adr: ADR-0004")
ROW = (
    "stack.md",
    "| Tokens | PyJWT | 2.10.1 | [ADR-0004](decisions/0004-signed-tokens.md) |",
)
BULLET = (
    "stack.md",
    "- **Cache**: Redis 7.2.7 - See [ADR-0006](decisions/0006-cache-in-redis.md)",
)
ROLE = ("quality.md", "{techspec:adr}`that decision <ADR-0007>`")

PLACES = {"option": OPTION, "row": ROW, "bullet": BULLET, "role": ROLE}

_REFERENCE = re.compile(r"\[ADR-\d+\]\([^)]*\)|ADR-\d+")


@pytest.fixture(params=list(PLACES))
def pointed(request, conduit):
    """Return a function that changes a reference and returns the warning."""
    file, written = PLACES[request.param]

    def point(target: str, code: str) -> tuple[Build, dict[str, Any], str]:
        line = conduit.line(written, file)
        line += written[: written.index("ADR")].count("\n")
        new = _REFERENCE.sub(target, written)
        conduit.edit(file, written, new)
        if request.param == "role":
            # A role's line is that of its paragraph.
            lines = conduit.path(file).read_text("utf-8").splitlines()
            while lines[line - 2].strip():
                line -= 1
        built = conduit.build("techspec")
        (warning,) = [
            text for text in built.own_warnings if f"[techspec.{code}]" in text
        ]
        (finding,) = [f for f in built.findings if f["code"] == code]
        assert warning.startswith(f"{file}:{line}: WARNING: ")
        assert (finding["file"], finding["line"]) == (file, line)
        return built, finding, warning

    return point


def test_superseded_record_is_reported_with_its_successor(pointed):
    _, finding, warning = pointed("ADR-0003", "TS204")
    assert "ADR-0003" in warning
    assert "ADR-0006" in warning
    assert "Share one cache in Redis" in warning
    assert finding["fix"]["new"] == "ADR-0006"
    assert finding["fix"]["old"] == finding["subject"] == "ADR-0003"


def test_unknown_record_is_reported_with_a_suggestion(pointed):
    _, finding, warning = pointed("0004-singed-tokens", "TS202")
    assert "0004-singed-tokens" in warning
    assert finding["fix"]["new"] == "ADR-0004"
    assert finding["fix"]["old"] == finding["subject"] == "0004-singed-tokens"


def test_unwritten_record_is_reported_without_its_neighbour(pointed):
    _, finding, warning = pointed("ADR-0010", "TS202")
    assert "ADR-0010" in warning
    assert "ADR-0009" not in warning
    assert (finding["fix"], finding["subject"]) == (None, "ADR-0010")


def test_unknown_record_without_a_close_name_is_reported(pointed):
    _, _, warning = pointed("ADR-7777", "TS202")
    assert "ADR-7777" in warning


def test_two_candidates_are_reported_and_neither_is_chosen(pointed, conduit):
    record = "# {}\n\n## Status\n\nAccepted\n"
    conduit.write(
        {
            "decisions/0010-one.md": record.format("One way"),
            "decisions/0010-other.md": record.format("Other way"),
        }
    )
    built, finding, warning = pointed("ADR-0010", "TS203")
    assert "decisions/0010-one.md" in warning
    assert "decisions/0010-other.md" in warning
    assert finding["advice"]
    assert (finding["fix"], finding["subject"]) == (None, "ADR-0010")
    docnames = [
        decision["docname"]
        for item in built.items
        for decision in item.get("decisions", ())
        if decision["text"] == "ADR-0010"
    ]
    # A role is no decision of an item.
    assert len(docnames) == (finding["item"] != "")
    assert set(docnames) <= {None}


def test_page_shows_a_superseded_record_with_its_successor(conduit):
    file, written = ROW
    conduit.edit(file, written, _REFERENCE.sub("ADR-0003", written))
    page = Page(conduit.html("stack"))
    shown = words(page.around("stack-pyjwt", "tr"))
    assert "ADR-0003: Cache in the memory of each worker superseded" in shown
    links = page.links(page.around("stack-pyjwt", "tr"))
    assert ("ADR-0006", "decisions/0006-cache-in-redis.html") in links


def test_page_keeps_a_reference_that_leads_nowhere(conduit):
    file, written = ROW
    conduit.edit(file, written, _REFERENCE.sub("ADR-7777", written))
    page = Page(conduit.html("stack"))
    row = page.around("stack-pyjwt", "tr")
    assert "ADR-7777" in words(row)
    assert "ADR-7777" not in [text for text, _ in page.links(row)]
