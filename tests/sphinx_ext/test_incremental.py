"""An incremental build leaves what a clean build does, and writes no more than it must.

Compared are the body of every page, objects.inv, techspec.json and the findings told,
in their order. What plain Sphinx leaves stale is around the body: the titles of the
pages before and after one, which change when the toctree does.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx

from conftest import Build, Project

HEAD = """
```{techspec:spec} Shop
:status: approved
:version: 1.0
:updated: 2025-01-31

FastAPI on PostgreSQL, in one monolith. Reads answer within 200 ms.
```
"""

FILES = {
    "index.md": f"""
# Shop
{HEAD}
```{{toctree}}
stack
api
data
views
plain
billing/index
adr/index
```
""",
    "stack.md": """
        # Stack

        ```{techspec:stack} PostgreSQL
        :role: Database
        :version: 16.4
        :adr: ADR-0001

        Keeps everything.
        ```

        ```{techspec:stack}
        | Role | Name | Version | Decision |
        |------|------|---------|----------|
        | Cache | Redis | 7.2.7 | ADR-0002 |
        | Server | nginx | 1.27.3 | |
        ```

        ```{techspec:decision}
        | Topic | Choice | Details | Decision |
        |-------|--------|---------|----------|
        | Basket | Sessions | Few writes, see [why](adr/0003-basket.md) | |
        | Storage | One database | | ADR-0001 |
        ```
        """,
    "api.rst": """
        API
        ===

        .. techspec:endpoint:: GET /users
           :auth: no
           :response: list[User]
           :errors: E1

           List users, kept in :techspec:stack:`PostgreSQL`.

        .. techspec:endpoint::
           :auth: no

           .. list-table::
              :header-rows: 1

              * - Method
                - Path
                - Purpose
                - Response
              * - GET
                - /orders
                - List orders
                - Order

        .. techspec:error:: E1
           :action: Try again

           Something broke.
        """,
    "data.md": """
        # Data

        ```{techspec:entity} User
        | Field | Type |
        |-------|------|
        | id | UUID |
        | orders | list[Order] |
        ```

        ```{techspec:entity} Order
        ~~~python
        class Order:
            id: UUID
            user: User
        ~~~
        ```
        """,
    "views.md": """
        # Views

        ```{techspec:table} stack
        ```

        ```{techspec:report}
        ```

        ```{techspec:adrs}
        ```

        See {techspec:endpoint}`GET /users`, {techspec:entity}`User.id`,
        {techspec:adr}`ADR-0001`, {techspec:item}`Billing:Stripe` and [](#stack-nginx).
        """,
    "plain.md": """
        # Plain

        Nothing of a spec.
        """,
    "billing/index.md": """
        # Billing

        ```{techspec:spec} Billing
        :status: draft
        :version: 0.1
        :updated: 2025-01-31

        It bills. It is a draft.
        ```

        ```{toctree}
        stack
        ```
        """,
    "billing/stack.md": """
        # Billing stack

        ```{techspec:stack}
        - **Payments**: Stripe 2024.11.20 - See ADR-0001
        ```
        """,
    "adr/index.md": """
        # Decisions

        ```{toctree}
        :glob:

        0*
        ```
        """,
    "adr/0001-postgresql.md": """
        # 1. Keep it in PostgreSQL

        ## Status

        Accepted
        """,
    "adr/0002-redis.md": """
        # 2. Cache in Redis

        ## Status

        Accepted
        """,
    "adr/0003-basket.md": """
        # 3. Keep baskets in sessions

        ## Status

        Accepted
        """,
}

ALL = frozenset(name.split(".")[0] for name in FILES)

Edit = Callable[[Project], None]
EDITS: dict[str, tuple[Edit, frozenset[str]]] = {}


def edit(*also: str) -> Callable[[Edit], Edit]:
    """Register an edit, and pages that may be written though nothing on them changes.

    They are those whose own document was edited, or all where the configuration was.
    """
    pages = ALL if also == ("all",) else frozenset(also)

    def register(function: Edit) -> Edit:
        EDITS[function.__name__.replace("_", "-")] = (function, pages)
        return function

    return register


@edit()
def nothing(site: Project) -> None:
    """Build again."""


@edit("plain")
def words_that_are_no_item(site: Project) -> None:
    site.edit("plain", "Nothing", "Not a thing")


@edit()
def a_value(site: Project) -> None:
    site.edit("stack", ":version: 16.4", ":version: 17.2")


@edit()
def a_value_in_a_row(site: Project) -> None:
    site.edit("stack", "| 7.2.7 |", "| 7.x |")


@edit("stack")
def lines_above_an_item(site: Project) -> None:
    site.edit("stack", "# Stack\n", "# Stack\n\nWords.\n\nMore words.\n")


@edit()
def the_name_of_an_endpoint(site: Project) -> None:
    site.edit("api.rst", "GET /users", "GET /people")


@edit()
def the_name_of_an_entity(site: Project) -> None:
    site.edit("data", "{techspec:entity} Order", "{techspec:entity} Purchase")


@edit()
def the_name_of_a_field(site: Project) -> None:
    site.edit("data", "| id | UUID |", "| key | UUID |")


@edit()
def an_item_gone(site: Project) -> None:
    site.edit("stack", "| Server | nginx | 1.27.3 | |\n", "")


@edit()
def an_item_on_another_page(site: Project) -> None:
    row = "| Server | nginx | 1.27.3 | |\n"
    site.edit("stack", row, "")
    text = "```{techspec:stack} nginx\n:role: Server\n:version: 1.27.3\n```\n"
    site.write({"plain": f"# Plain\n\nNothing of a spec.\n\n{text}"})


@edit()
def an_item_twice(site: Project) -> None:
    text = "```{techspec:stack} PostgreSQL\n:role: Database\n:version: 16.4\n```\n"
    site.write({"plain": f"# Plain\n\nNothing of a spec.\n\n{text}"})


@edit()
def an_item_that_a_reference_missed(site: Project) -> None:
    site.edit("plain", "Nothing", "{techspec:stack}`Kafka`. Nothing")
    site.build("html")
    site.edit("stack", "| Server | nginx |", "| Queue | Kafka |")


@edit()
def the_status_of_a_record(site: Project) -> None:
    site.edit("adr/0001-postgresql", "Accepted", "Proposed")


@edit()
def the_status_of_a_record_that_a_row_links(site: Project) -> None:
    site.edit("adr/0003-basket", "Accepted", "Proposed")


@edit()
def the_title_of_a_record(site: Project) -> None:
    site.edit("adr/0002-redis", "Cache in Redis", "Cache in memory")


@edit("adr/index", "adr/0002-redis")
def a_record_that_supersedes(site: Project) -> None:
    text = "# 4. Cache in Valkey\n\n## Status\n\nAccepted\n\nSupersedes ADR-0002\n"
    site.write({"adr/0004-valkey": text})


@edit("adr/index", "adr/0001-postgresql")
def a_record_gone_that_another_links(site: Project) -> None:
    text = "# 4. Cache in Valkey\n\n## Status\n\nAccepted\n\nSupersedes [2](0002-redis.md)\n"
    site.write({"adr/0004-valkey": text})
    site.build("html")
    site.build("techspec")
    site.remove("adr/0002-redis")


@edit("adr/index", "adr/0001-postgresql")
def a_record_gone(site: Project) -> None:
    site.remove("adr/0002-redis")


@edit("adr/index", "adr/0001-postgresql")
def a_record_by_another_number(site: Project) -> None:
    site.remove("adr/0002-redis")
    site.write({"adr/0007-redis": "# 7. Cache in Redis\n\n## Status\n\nAccepted\n"})


@edit("adr/index", "adr/0001-postgresql", "adr/0002-redis")
def a_record_of_the_same_number(site: Project) -> None:
    site.write({"adr/0001-other": "# 1. Other\n\n## Status\n\nAccepted\n"})


@edit()
def a_link_to_a_record_before_it_is_there(site: Project) -> None:
    site.write({"plain": """
                # Plain

                ```{techspec:stack}
                - **Queue**: Kafka 3.9.0 - See [the record](adr/0004-kafka.md)
                ```
                """})
    site.build("html")
    site.build("techspec")
    site.write({"adr/0004-kafka": "# 4. Queue in Kafka\n\n## Status\n\nAccepted\n"})


@edit("adr/index")  # A toctree with a pattern is read again by Sphinx.
def a_document(site: Project) -> None:
    text = "```{techspec:stack}\n- **Queue**: Kafka 3.9.0\n- **Search**: Solr latest\n```\n"
    site.write({"more": f"# More\n\n{text}"})
    site.edit("index", "plain\n", "plain\nmore\n")


@edit("adr/index")
def a_document_gone(site: Project) -> None:
    site.remove("data")
    site.edit("index", "data\n", "")


@edit("index")
def a_document_in_another_spec(site: Project) -> None:
    site.edit("index", "stack\n", "")
    site.edit("billing/index", "stack\n", "stack\n/stack\n")


@edit("data")  # The status of an item counts as shown, on a table or not.
def the_status_of_a_spec(site: Project) -> None:
    site.edit("index", ":status: approved", ":status: implemented")


@edit()
def a_spec_that_is_only_a_draft(site: Project) -> None:
    site.edit("index", ":status: approved", ":status: draft")


@edit()
def the_name_of_a_spec(site: Project) -> None:
    site.edit("billing/index", "{techspec:spec} Billing", "{techspec:spec} Invoices")


@edit()
def the_head_of_a_spec_gone(site: Project) -> None:
    text = site.path("billing/index").read_text("utf-8")
    site.write(
        {"billing/index": re.sub(r"(?s)```\{techspec:spec.*?```\n", "", text, count=1)}
    )


@edit()
def both_heads_gone(site: Project) -> None:
    for name in ("index", "billing/index"):
        text = site.path(name).read_text("utf-8")
        site.write({name: re.sub(r"(?s)```\{techspec:spec.*?```\n", "", text, count=1)})


@edit("plain")
def a_head_on_a_page_below(site: Project) -> None:
    site.write({"plain": "# Plain\n" + HEAD.replace("Shop", "Plain")})


@edit("index")
def a_waiver(site: Project) -> None:
    site.edit("stack", "| 7.2.7 |", "| 7.x |")
    site.build("html")
    site.edit(
        "index",
        "# Shop\n",
        "# Shop\n\n```{techspec:waive} TS302\nThe vendor pins.\n```\n",
    )


@edit("index")
def a_section_that_does_not_apply(site: Project) -> None:
    text = "# Shop\n\n```{techspec:not-applicable} cli\nThere is none.\n```\n"
    site.edit("index", "# Shop\n", text)


@edit()
def the_conditions_of_a_view(site: Project) -> None:
    text = "```{techspec:table} stack\n:where: role=Cache\n```"
    site.edit("views", "```{techspec:table} stack\n```", text)


@edit("all")
def the_severity_of_a_rule(site: Project) -> None:
    site.edit("stack", "| 7.2.7 |", "| 7.x |")
    site.configure(techspec_severity={"TS302": "info"})


@edit("all")
def the_patterns_of_records(site: Project) -> None:
    site.configure(techspec_adr_patterns=["adr/0001*"])


@edit("all")
def the_name_of_the_project(site: Project) -> None:
    site.configure(project="Store")


@edit("all")
def the_limit_of_words(site: Project) -> None:
    site.configure(techspec_word_limit=5)


class State:
    """Everything a build leaves that this extension has a part in."""

    def __init__(self, site: Project, *, fresh: bool) -> None:
        # A clean build reads once for both; the others are to find what changed alone.
        doctrees = site.folder / "clean-doctrees" if fresh else None
        html = site.build("html", fresh=fresh, doctrees=doctrees)
        self.written = {
            path.relative_to(html.out)
            .with_suffix("")
            .as_posix(): path.stat()
            .st_mtime_ns
            for path in html.out.rglob("*.html")
        }
        self.pages = {name: html.html(name) for name in self.written}
        self.toctree = html.app.env.toctree_includes
        self.inventory = (html.out / "objects.inv").read_bytes()
        self.own_warnings = html.own_warnings
        checked = site.build("techspec", doctrees=doctrees)
        self.json = checked.read("techspec.json")
        self.check_warnings = checked.own_warnings

    @property
    def facts(self) -> dict[str, Any]:
        """What an incremental build has to leave as a clean one does."""
        return {
            "warnings": self.own_warnings,
            "warnings of the builder techspec": self.check_warnings,
            "techspec.json": self.json.splitlines(),
            "objects.inv": self.inventory,
            "pages": {name: body(page) for name, page in sorted(self.pages.items())},
        }


GENERATED = {"search", "genindex"}
"""Pages that Sphinx writes in every build, and that show nothing of ours."""


def body(page: str) -> list[str]:
    """Return the lines of a page's body, without what a theme sets around it."""
    start = page.index('<div class="body" role="main">')
    return page[start : page.index('<div class="clearer">', start)].splitlines()


def same(incremental: State, clean: State) -> None:
    """Fail where an incremental build left something else than a clean one."""
    left = set(incremental.facts["pages"]) - set(clean.facts["pages"])
    # Sphinx never removes the page of a document that is gone.
    for name in left:
        del incremental.pages[name], incremental.written[name]
    for name, clean_fact in clean.facts.items():
        if name != "pages":
            assert incremental.facts[name] == clean_fact, name
    for page, lines in clean.facts["pages"].items():
        assert incremental.facts["pages"][page] == lines, page


class Kept:
    """A project that edits are made in and taken back, so that few builds are clean."""

    def __init__(self, site: Project) -> None:
        self.site = site
        self.files = self.read()
        self.conf = dict(site.conf)
        self.state = State(site, fresh=False)

    def read(self) -> dict[Path, bytes]:
        """Return the files of the source folder."""
        return {p: p.read_bytes() for p in self.site.source.rglob("*") if p.is_file()}

    def restore(self) -> None:
        """Take every edit back, without touching what none has changed."""
        now = self.read()
        for path in now.keys() - self.files.keys():
            path.unlink()
        for path, text in self.files.items():
            if now.get(path) != text:
                path.write_bytes(text)
        self.site.conf = dict(self.conf)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    site = Project(tmp_path_factory.mktemp("incremental"))
    site.write(FILES)
    return Kept(site)


@pytest.fixture
def site(project) -> Project:
    return project(FILES)


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_as_after_a_clean_build(kept, name):
    change, may_be_written = EDITS[name]
    site, before = kept.site, kept.state
    try:
        change(site)
        after = State(site, fresh=False)
        same(after, State(site, fresh=True))
    finally:
        kept.restore()
        kept.state = State(site, fresh=False)
    same(kept.state, before)
    written = {
        page for page, time in after.written.items()
        if time != before.written.get(page)
    }  # fmt: skip
    for page in written - GENERATED - may_be_written:
        if written & {*before.toctree.get(page, ()), *after.toctree.get(page, ())}:
            continue  # Sphinx writes whatever has a page that it writes in its toctree.
        known = before.pages.get(page)
        assert known is None or body(after.pages[page]) != body(
            known
        ), f"{page} was written for nothing"


@pytest.mark.slow
def test_after_every_edit_in_turn(site):
    """One edit may leave behind what only the next stumbles over."""
    State(site, fresh=False)
    for change, _ in EDITS.values():
        try:
            change(site)
        except (AssertionError, FileNotFoundError):
            continue  # An earlier edit took away what this one changes.
        site.build("html")
        site.build("techspec")
    same(State(site, fresh=False), State(site, fresh=True))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_after_edits_at_random(project, seed):
    """Documents, items, records and references come, go and change their names."""
    chance = random.Random(seed)
    toctree = "```{toctree}\n:glob:\n\n*\nadr/*\n```"
    site = project({"index": f"# Shop\n\n{toctree}\n", "_part": "# Part\n"})
    names = ["PostgreSQL", "Redis", "Kafka", "GET /a", "GET /b"]
    for _ in range(12):
        for _ in range(chance.randint(1, 4)):
            scramble(site, chance, names)
        site.build("html")
        site.build("techspec")
    same(State(site, fresh=False), State(site, fresh=True))


def scramble(site: Project, chance: random.Random, names: list[str]) -> None:
    """Write or remove a document or a record."""
    number = chance.randint(1, 4)
    if chance.random() < 0.3:
        record = f"adr/000{number}-{chance.choice('ab')}"
        if site.path(record).exists() and chance.random() < 0.5:
            site.remove(record)
        else:
            status = chance.choice(["Accepted", "Proposed", "Superseded by ADR-0001"])
            site.write({record: f"# {number}. Choose\n\n## Status\n\n{status}\n"})
        return
    page = chance.choice([f"page{number}", "_part"])
    if page != "_part" and site.path(page).exists() and chance.random() < 0.2:
        site.remove(page)
        return
    blocks = [f"# Page {number}"]
    for _ in range(0 if page == "_part" and number == 1 else chance.randint(0, 3)):
        name, other = chance.choice(names), chance.choice(names)
        adr = f":adr: ADR-000{chance.randint(1, 5)}"
        blocks.append(
            chance.choice(
                [
                    f"```{{techspec:spec}} {chance.choice('ABC')}\n:status: approved\n"
                    f":version: {chance.randint(1, 9)}\n:updated: 2025-01-31\n\nOne. Two.\n```",
                    f"```{{techspec:stack}} {name}\n:role: {other}\n{adr}\n```",
                    f"```{{techspec:stack}}\n- **{other}**: {name} 1.{number}\n```",
                    f"```{{techspec:endpoint}} {name}\n:auth: no\n:response: {other[:4]}\n```",
                    f"```{{techspec:entity}} {name[:4]}\n- {other[:4]}: list[{other[:4]}]\n```",
                    f"See {{techspec:item}}`{name}`, {{techspec:adr}}`ADR-000{number}`.",
                    f"See [it](<#{other}>) and {{techspec:spec}}`{chance.choice('ABC')}`.",
                    f"```{{techspec:table}} stack\n:spec: {chance.choice(['all', 'A'])}\n```",
                    "```{techspec:report}\n```",
                    "```{techspec:adrs}\n```",
                    "```{techspec:diagram} entities\n```",
                    "```{techspec:waive} TS301\nNone of them has one.\n```",
                    "```{include} /_part.md\n```" if page != "_part" else "Words.",
                ]
            )
        )
    site.write({page: "\n\n".join(blocks)})


# More than one build


def test_a_view_of_a_spec_that_is_empty_is_not_written_when_the_spec_goes(project):
    """It shows nothing of the spec, not even a link to it."""
    bills = "# Bills\n\n```{techspec:spec} Bills\n:status: draft\n```\n"
    view = "# Shown\n\n```{techspec:table} endpoint\n:spec: Bills\n```\n"
    index = "# Shop\n\n```{toctree}\nbills\nshown\n```\n"
    site = project({"index": index, "bills": bills, "shown": view})
    before = State(site, fresh=False)
    site.write({"bills": "# Bills\n"})
    after = State(site, fresh=False)
    same(after, State(site, fresh=True))
    assert [line for line in after.own_warnings if "Bills" in line]
    assert after.written["shown"] == before.written["shown"]


def test_a_view_without_rows_is_not_written_when_its_columns_would_be_others(project):
    """Two specs of a name would have a column that tells them apart."""
    view = "# Shown\n\n```{techspec:table} endpoint\n:spec: Bills\n```\n"
    head = "# {0}\n\n```{{techspec:spec}} {0}\n:status: draft\n```\n"
    index = "# Shop\n\n```{toctree}\nbills\nother\nshown\n```\n"
    site = project(
        {"index": index, "bills": head.format("Bills"), "shown": view,
         "other": head.format("Other")}
    )  # fmt: skip
    before = State(site, fresh=False)
    site.write({"other": head.format("Bills")})
    after = State(site, fresh=False)
    same(after, State(site, fresh=True))
    assert after.written["shown"] == before.written["shown"]
    assert after.written["other"] != before.written["other"]


def test_a_page_without_items_forgets_a_document_that_went(project):
    """Its toctree still names it, as authors forget."""
    index = "# Shop\n\n```{toctree}\nplain\n```\n"
    to_plain = "# Plain\n\n```{toctree}\ngone\n```\n"
    site = project({"index": index, "plain": to_plain, "gone": "# Gone\n"})
    assert "Gone" in State(site, fresh=False).pages["plain"]
    site.remove("gone")
    after = State(site, fresh=False)
    assert "Gone" not in after.pages["plain"]
    same(after, State(site, fresh=True))


def test_second_build_writes_nothing_and_tells_the_same(site):
    first = State(site, fresh=False)
    second = State(site, fresh=False)
    assert first.own_warnings
    same(second, first)
    written = {p for p, time in second.written.items() if time != first.written[p]}
    assert written <= GENERATED


def test_record_that_nothing_rests_on_shows_nothing_of_the_specs(site):
    """How many there are, and what they are called, is nothing to its page."""
    site.write({"adr/0004-valkey": "# 4. Valkey\n\n## Status\n\nAccepted\n"})
    page = site.build("html").out / "adr" / "0004-valkey.html"
    before = page.stat().st_mtime_ns
    both_heads_gone(site)
    site.build("html")
    assert page.stat().st_mtime_ns == before


class Killed(Exception):
    """A build ends in the middle."""


def kill_at(event: str, times: int = 1) -> Callable[[Sphinx], None]:
    """Return a hook that kills a build when an event comes for the n-th time."""
    left = [times]

    def die(*_: object) -> None:
        left[0] -= 1
        if left[0] <= 0:
            raise Killed

    def hook(app: Sphinx) -> None:
        app.connect(event, die, priority=1000)

    return hook


@pytest.mark.parametrize(
    ("event", "times"),
    [
        ("doctree-read", 2),
        pytest.param("env-updated", 1, marks=pytest.mark.slow),
        pytest.param("env-check-consistency", 1, marks=pytest.mark.slow),
        pytest.param("html-page-context", 1, marks=pytest.mark.slow),
        ("html-page-context", 4),
    ],
)
def test_killed_build_heals_with_the_next(site, event, times):
    State(site, fresh=False)
    site.edit("stack", ":version: 16.4", ":version: 17.x")
    site.edit("adr/0002-redis", "Accepted", "Proposed")
    site.edit("data", "| id | UUID |", "| key | UUID |")
    with pytest.raises(Exception) as caught:
        site.build("html", hook=kill_at(event, times))
    assert "Killed" in repr(caught.value) + repr(caught.value.__cause__)
    same(State(site, fresh=False), State(site, fresh=True))


@pytest.mark.slow
def test_lost_digests_heal_with_the_next(site):
    State(site, fresh=False)
    (page_digests,) = (site.folder / "build" / "html-doctrees").glob(
        "techspec-html-*.json"
    )
    site.edit("stack", ":version: 16.4", ":version: 17.x")
    site.build("html")
    for damage in (b"", b"[1, 2]", b'{"index": 3', b"\xff\xfe"):
        page_digests.write_bytes(damage)
        site.edit("stack", "17.x", "18.x" if damage else "17.y")
        same(State(site, fresh=False), State(site, fresh=True))
        site.edit("stack", "18.x" if damage else "17.y", "17.x")
        site.build("html")
    page_digests.unlink()
    site.edit("stack", "17.x", "18.x")
    same(State(site, fresh=False), State(site, fresh=True))


@pytest.mark.slow
def test_two_builders_that_share_doctrees(site):
    """Read the Docs builds HTML and PDF from one folder of doctrees."""
    shared = site.folder / "doctrees"

    def built() -> dict[str, Build]:
        return {
            name: site.build(name, doctrees=shared)
            for name in ("html", "dirhtml", "text", "techspec")
        }

    built()
    for change, _ in (
        EDITS["a-value"],
        EDITS["the-status-of-a-record"],
        EDITS["an-item-gone"],
    ):
        change(site)
        incremental = built()
        for name, build in incremental.items():
            clean = site.build(name, fresh=True)
            assert build.own_warnings == clean.own_warnings, name
            if name == "techspec":
                assert build.read("techspec.json") == clean.read("techspec.json")
                continue
            for page in ("stack", "views", "index", "api", "adr/0001-postgresql"):
                read = build.text if name == "text" else build.html
                expected = clean.text(page) if name == "text" else clean.html(page)
                assert read(page) == expected, f"{name} {page}"


def test_page_written_alone_is_fresh(site):
    """The builder of one page writes it from what the project says now."""
    site.build("singlehtml")
    site.edit("stack", ":version: 16.4", ":version: 17.2")
    after = site.build("singlehtml").html("index")
    clean = site.build("singlehtml", fresh=True).html("index")
    assert body(after) == body(clean)
    assert "17.2" in after
