"""One spec, written in every way and in both languages, is the same records."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import Any

import pytest

FORM = ("anchor", "from_code", "docname", "file", "line", "lines")
"""What differs from one way of writing to another: where and in which form it is."""

RECORD = """
# Keep it simple

- Status: accepted
"""

# Each way is a language's suffix and what stands on the page below its title.

STACK = {
    "md, one": (
        "md",
        """
        ```{techspec:stack} PostgreSQL
        :role: Database
        :version: 16.4
        :layer: data
        :adr: ADR-0001
        ```

        ```{techspec:stack} Redis
        ---
        role: Cache
        version: 7.2.7
        layer: data
        adr: ADR-0001
        ---
        ```
        """,
    ),
    "md, table": (
        "md",
        """
        ```{techspec:stack}
        | Role | Name | Version | Layer | Decision |
        |------|------|---------|-------|----------|
        | Database | PostgreSQL | 16.4 | data | ADR-0001 |
        | Cache | Redis | 7.2.7 | Data | ADR-0001 |
        ```
        """,
    ),
    "md, table without pipes at its ends": (
        "md",
        """
        ```{techspec:stack}
        ROLE | technology | version | layer | adr
        ---|:--|:-:|--:|---
        Database | PostgreSQL | 16.4 | data | ADR-0001
        Cache|Redis|7.2.7|data|ADR-0001
        ```
        """,
    ),
    "md, table with defaults": (
        "md",
        """
        :::{techspec:stack}
        :layer: data
        :adr: ADR-0001

        | Role | Name | Version |
        |------|------|---------|
        | Database | PostgreSQL | 16.4 |
        | Cache | Redis | 7.2.7 |
        :::
        """,
    ),
    "md, bullets with defaults": (
        "md",
        """
        ```{techspec:stack}
        :layer: data
        - **Database**: PostgreSQL 16.4 - See ADR-0001
        - **Cache**: Redis 7.2.7 - See ADR-0001
        ```
        """,
    ),
    "md, numbered list": (
        "md",
        """
        ```{techspec:stack}
        :layer: data
        :adr: ADR-0001

        1. Database: PostgreSQL 16.4
        2. Cache: Redis 7.2.7
        ```
        """,
    ),
    "md, list-table": (
        "md",
        """
        ````{techspec:stack}
        :layer: data
        :adr: ADR-0001

        ```{list-table}
        :header-rows: 1

        * - Role
          - Name
          - Version
        * - Database
          - PostgreSQL
          - 16.4
        * - Cache
          - Redis
          - 7.2.7
        ```
        ````
        """,
    ),
    "md, csv-table": (
        "md",
        """
        ````{techspec:stack}
        :layer: data
        :adr: ADR-0001

        ```{csv-table}
        :header: Role, Name, Version

        Database, PostgreSQL, 16.4
        Cache, Redis, 7.2.7
        ```
        ````
        """,
    ),
    "md, eval-rst": (
        "md",
        """
        ```{eval-rst}
        .. techspec:stack::
           :layer: data
           :adr: ADR-0001

           - **Database**: PostgreSQL 16.4
           - **Cache**: Redis 7.2.7
        ```
        """,
    ),
    "rst, one": (
        "rst",
        """
        .. techspec:stack:: PostgreSQL
           :role: Database
           :version: 16.4
           :layer: data
           :adr: ADR-0001

        .. techspec:stack::
           Redis
           :role: Cache
           :version: 7.2.7
           :layer: data
           :adr:
              ADR-0001
        """,
    ),
    "rst, list-table": (
        "rst",
        """
        .. techspec:stack::

           .. list-table::
              :header-rows: 1

              * - Role
                - Name
                - Version
                - Layer
                - Decision
              * - Database
                - PostgreSQL
                - 16.4
                - data
                - ADR-0001
              * - Cache
                - Redis
                - 7.2.7
                - data
                - ADR-0001
        """,
    ),
    "rst, csv-table": (
        "rst",
        """
        .. techspec:stack::
           :adr: ADR-0001

           .. csv-table::
              :header: "Role", "Name", "Version", "Layer"

              Database, PostgreSQL, 16.4, data
              Cache, Redis, 7.2.7, data
        """,
    ),
    "rst, grid table": (
        "rst",
        """
        .. techspec:stack::
           :layer: data

           +----------+------------+---------+----------+
           | Role     | Name       | Version | Decision |
           +==========+============+=========+==========+
           | Database | PostgreSQL | 16.4    | ADR-0001 |
           +----------+------------+---------+----------+
           | Cache    | Redis      | 7.2.7   | ADR-0001 |
           +----------+------------+---------+----------+
        """,
    ),
    "rst, simple table": (
        "rst",
        """
        .. techspec:stack::
           :layer: data

           ========  ==========  =======  ========
           Role      Name        Version  Decision
           ========  ==========  =======  ========
           Database  PostgreSQL  16.4     ADR-0001
           Cache     Redis       7.2.7    ADR-0001
           ========  ==========  =======  ========
        """,
    ),
    "rst, bullets": (
        "rst",
        """
        .. techspec:stack::
           :layer: data

           - **Database**: PostgreSQL 16.4 - See ADR-0001
           - **Cache**: Redis 7.2.7 - See ADR-0001
        """,
    ),
    "rst, field list": (
        "rst",
        """
        .. techspec:stack::
           :layer: data
           :adr: ADR-0001

           :Database: PostgreSQL 16.4
           :Cache: Redis 7.2.7
        """,
    ),
}

LINKS = {
    "md, cell": (
        "md",
        """
        ```{techspec:stack}
        | Role | Name | Version | Decision |
        |------|------|---------|----------|
        | Database | PostgreSQL | 16.4 | [the record](adr/0001-simple.md) |
        ```
        """,
    ),
    "md, bullet": (
        "md",
        """
        ```{techspec:stack}
        - **Database**: PostgreSQL 16.4 - See [the record](adr/0001-simple.md)
        ```
        """,
    ),
    "md, option": (
        "md",
        """
        ```{techspec:stack} PostgreSQL
        :role: Database
        :version: 16.4
        :adr: [the record](adr/0001-simple.md)
        ```
        """,
    ),
    "md, default": (
        "md",
        """
        ```{techspec:stack}
        :adr: adr/0001-simple.md

        - **Database**: PostgreSQL 16.4
        ```
        """,
    ),
    "rst, cell": (
        "rst",
        """
        .. techspec:stack::

           .. list-table::
              :header-rows: 1

              * - Role
                - Name
                - Version
                - Decision
              * - Database
                - PostgreSQL
                - 16.4
                - `the record <adr/0001-simple.md>`__
        """,
    ),
    "rst, bullet": (
        "rst",
        """
        .. techspec:stack::

           - **Database**: PostgreSQL 16.4 - See `the record <adr/0001-simple.md>`__
        """,
    ),
    "rst, option": (
        "rst",
        """
        .. techspec:stack:: PostgreSQL
           :role: Database
           :version: 16.4
           :adr: `the record <adr/0001-simple.md>`__
        """,
    ),
}

ENTITY = {
    "md, class": (
        "md",
        """
        ````{techspec:entity} User
        :description: Who signs in

        ```python
        class User:
            id: Annotated[UUID, unique]  # The key
            orders: dict[str, list[Order]]
            # Where bills go to
            email: str | None
        ```
        ````
        """,
    ),
    "md, class with a docstring": (
        "md",
        '''
        ````{techspec:entity} User
        ~~~py
        class User:
            """Who signs in"""

            id: Annotated[UUID, unique]
            """The key"""
            orders: dict[str, list[Order]]
            email: "str | None"  #: Where bills go to
        ~~~
        ````
        ''',
    ),
    "md, classes": (
        "md",
        '''
        ````{techspec:entity}
        ~~~python
        @dataclass
        class User(Base):
            """Who signs in"""

            id: Annotated[UUID, unique]  # The key
            orders: dict[str, list[Order]]
            email: str | None  # Where bills go to
        ~~~
        ````
        ''',
    ),
    "md, table": (
        "md",
        r"""
        ```{techspec:entity} User
        | Field | Type | Constraints | Description |
        |-------|------|-------------|-------------|
        | id | UUID | unique | The key |
        | orders | dict[str, list[Order]] |
        | email | str \| None | | Where bills go to |

        Who signs in
        ```
        """,
    ),
    "md, list": (
        "md",
        """
        ```{techspec:entity} User
        Who signs in

        - **id**: UUID, unique - The key
        - orders: dict[str, list[Order]]
        - **email**: str | None - Where bills go to
        ```
        """,
    ),
    "rst, class": (
        "rst",
        """
        .. techspec:entity:: User
           :description: Who signs in

           .. code-block:: python

              class User:
                  id: Annotated[UUID, unique]  # The key
                  orders: dict[str, list[Order]]
                  # Where bills go to
                  email: str | None
        """,
    ),
    "rst, classes": (
        "rst",
        '''
        .. techspec:entity::

           .. code-block:: python

              class User:
                  """Who signs in"""

                  id: Annotated[UUID, unique]  # The key
                  orders: dict[str, list[Order]]
                  email: str | None  # Where bills go to
        ''',
    ),
    "rst, literal block": (
        "rst",
        """
        .. techspec:entity:: User
           :description: Who signs in

           ::

              class User:
                  id: Annotated[UUID, unique]  # The key
                  orders: dict[str, list[Order]]
                  email: str | None  # Where bills go to
        """,
    ),
    "rst, csv-table": (
        "rst",
        """
        .. techspec:entity:: User

           .. csv-table::
              :header: Field, Type, Constraints, Description

              id, UUID, unique, The key
              orders, "dict[str, list[Order]]"
              email, str | None,, Where bills go to

           Who signs in
        """,
    ),
    "rst, simple table": (
        "rst",
        """
        .. techspec:entity:: User

           Who signs in

           ======  ======================  ===========  =================
           Field   Type                    Constraints  Description
           ======  ======================  ===========  =================
           id      UUID                    unique       The key
           orders  dict[str, list[Order]]
           email   str | None                           Where bills go to
           ======  ======================  ===========  =================
        """,
    ),
    "rst, list": (
        "rst",
        """
        .. techspec:entity:: User

           Who signs in

           - **id**: UUID, unique - The key
           - orders: dict[str, list[Order]]
           - **email**: str | None - Where bills go to
        """,
    ),
    "rst, field list": (
        "rst",
        """
        .. techspec:entity:: User

           Who signs in

           :id: UUID, unique - The key
           :orders: dict[str, list[Order]]
           :email: str | None - Where bills go to
        """,
    ),
}

ENDPOINT = {
    "md, one": (
        "md",
        """
        ```{techspec:endpoint} GET /users
        :auth: Bearer

        List `all` users
        ```

        ```{techspec:endpoint} POST /users/{id}
        :purpose: Change a *user*
        :auth: Bearer
        ```
        """,
    ),
    "md, code as the argument": (
        "md",
        """
        ```{techspec:endpoint} get /users
        :purpose: List `all` users
        :auth: Bearer
        ```

        ```{techspec:endpoint} post  /users/{id}
        :purpose: Change a *user*
        :auth: Bearer
        ```
        """,
    ),
    "md, table": (
        "md",
        """
        ```{techspec:endpoint}
        | Method | Path | Purpose | Auth |
        |--------|------|---------|------|
        | GET | /users | List `all` users | Bearer |
        | post | /users/{id} | Change a *user* | Bearer |
        ```
        """,
    ),
    "md, table with one column for the name": (
        "md",
        """
        ```{techspec:endpoint}
        :auth: Bearer

        | Endpoint | Summary |
        |----------|---------|
        | GET /users | List `all` users |
        | POST /users/{id} | Change a *user* |
        ```
        """,
    ),
    "md, bullets": (
        "md",
        """
        ```{techspec:endpoint}
        - **GET /users**: List `all` users - Bearer
        - POST /users/{id}: Change a *user* – Bearer
        ```
        """,
    ),
    "rst, one": (
        "rst",
        """
        .. techspec:endpoint:: GET /users
           :auth: Bearer

           List ``all`` users

        .. techspec:endpoint:: POST /users/{id}
           :purpose: Change a *user*
           :auth: Bearer
        """,
    ),
    "rst, csv-table": (
        "rst",
        """
        .. techspec:endpoint::
           :auth: Bearer

           .. csv-table::
              :header-rows: 1

              Verb, URL, Description
              GET, /users, List ``all`` users
              POST, /users/{id}, Change a *user*
        """,
    ),
    "rst, bullets": (
        "rst",
        """
        .. techspec:endpoint::

           - **GET /users**: List ``all`` users - Bearer
           - POST /users/{id}: Change a *user* - Bearer
        """,
    ),
    "rst, field list": (
        "rst",
        """
        .. techspec:endpoint::

           :GET /users: List ``all`` users - Bearer
           :POST /users/{id}: Change a *user* - Bearer
        """,
    ),
}

PERF = {
    "md, one": (
        "md",
        """
        ```{techspec:perf} Read latency
        :target: < 200 ms at p95
        :measurement: k6, 200 requests/s
        ```

        ```{techspec:perf} Availability
        :target: >= 99.9 %

        A probe, *each* minute
        ```
        """,
    ),
    "md, table": (
        "md",
        """
        ```{techspec:perf}
        | Metric | Target | Measurement |
        |--------|--------|-------------|
        | Read latency | < 200 ms at p95 | k6, 200 requests/s |
        | Availability | >= 99.9 % | A probe, *each* minute |
        ```
        """,
    ),
    "md, bullets": (
        "md",
        """
        ```{techspec:perf}
        - **Read latency**: < 200 ms at p95 - k6, 200 requests/s
        - **Availability**: >= 99.9 % — A probe, *each* minute
        ```
        """,
    ),
    "rst, one": (
        "rst",
        """
        .. techspec:perf:: Read latency
           :target: < 200 ms at p95
           :measurement: k6, 200 requests/s

        .. techspec:perf:: Availability
           :target: >= 99.9 %

           A probe, *each*
           minute
        """,
    ),
    "rst, simple table": (
        "rst",
        """
        .. techspec:perf::

           ============  ===============  ==================
           Metric        Goal             Measured by
           ============  ===============  ==================
           Read latency  < 200 ms at p95  k6, 200 requests/s
           Availability  >= 99.9 %        A probe, *each*
                                          minute
           ============  ===============  ==================
        """,
    ),
    "rst, bullets": (
        "rst",
        """
        .. techspec:perf::

           - **Read latency**: < 200 ms at p95 - k6, 200 requests/s
           - **Availability**: >= 99.9 % - A probe, *each* minute
        """,
    ),
}

WAYS = {
    "stack": STACK,
    "links": LINKS,
    "entity": ENTITY,
    "endpoint": ENDPOINT,
    "perf": PERF,
}


def facts(item: dict[str, Any]) -> dict[str, Any]:
    """Return what an item says, without where and how it says it."""
    return {name: value for name, value in item.items() if name not in FORM}


@pytest.mark.parametrize(
    ("group", "way"),
    [(group, way) for group, ways in WAYS.items() for way in list(ways)[1:]],
)
def test_every_way_of_writing_gives_the_same_records(project, group, way):
    made: list[str] = []
    for suffix, page in (next(iter(WAYS[group].values())), WAYS[group][way]):
        title = "# Page\n" if suffix == "md" else "Page\n====\n"
        site = project(
            {f"index.{suffix}": title + dedent(page), "adr/0001-simple.md": RECORD}
        )
        built = site.build("techspec")
        assert [line for line in built.warnings if "toctree" not in line] == []
        found = sorted(map(facts, built.items), key=lambda item: item["name"])
        text = json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False)
        # MyST gives a link to a document without its suffix.
        made.append(text.replace("0001-simple.md", "0001-simple"))
    assert made[1] == made[0]


@pytest.mark.parametrize("group", WAYS)
def test_what_is_compared_is_what_was_written(project, group):
    """The comparison above would hold as well if every way lost the same."""
    suffix, text = next(iter(WAYS[group].values()))
    site = project(
        {f"index.{suffix}": "# Page\n" + dedent(text), "adr/0001-simple.md": RECORD}
    )
    items = {item["name"]: item for item in site.items}
    if group == "stack":
        assert items["Redis"]["fields"] == {
            "role": "Cache",
            "version": {"text": "7.2.7", "pinning": "exact"},
            "layer": "data",
            "package": "",
            "note": "",
            "adr": ["ADR-0001"],
            "status": None,
        }
        assert items["Redis"]["decisions"] == [
            {"text": "ADR-0001", "resolution": "found", "docname": "adr/0001-simple"}
        ]
    elif group == "links":
        assert items["PostgreSQL"]["fields"]["adr"] == ["adr/0001-simple.md"]
        assert items["PostgreSQL"]["decisions"][0]["docname"] == "adr/0001-simple"
    elif group == "entity":
        assert items["User"]["fields"]["description"] == "Who signs in"
        parts = ("name", "type", "constraints", "description")
        rows = items["User"]["fields"]["fields"]
        assert [tuple(row[part] for part in parts) for row in rows] == [
            ("id", "UUID", "unique", "The key"),
            ("orders", "dict[str, list[Order]]", "", ""),
            ("email", "str | None", "", "Where bills go to"),
        ]
    elif group == "endpoint":
        assert list(items) == ["GET /users", "POST /users/{id}"]
        assert items["GET /users"]["fields"]["purpose"] == "List all users"
        assert items["GET /users"]["markup"] == {
            "purpose": [["", "List "], ["code", "all"], ["", " users"]]
        }
        assert items["POST /users/{id}"]["fields"]["method"] == "POST"
    else:
        assert items["Read latency"]["fields"]["target"]["number"] == 200
        assert items["Availability"]["fields"]["measurement"] == "A probe, each minute"
