"""Three specs with mistakes of many kinds, in both host languages, and their report.

Payments is approved and has findings of every state, one of them an error; Stock is a
draft in reStructuredText, with hints; Search says what it is and has no item.
"""

from __future__ import annotations

from typing import Any

CONF: dict[str, Any] = {
    "source_suffix": {".md": "markdown", ".rst": "restructuredtext"},
    "techspec_severity": {"TS302": "error"},
    "techspec_sources": {"bench": "bench.json"},
}

FILES = {
    "index.md": """
        # Shop

        ```{toctree}
        payments/index
        stock/index
        search
        report
        ```
        """,
    "payments/index.md": """
        # Payments

        ```{techspec:spec} Payments
        :status: approved
        :version: 1.2
        :updated: 2026-11-01

        A FastAPI service on PostgreSQL. Every write is idempotent.
        ```

        ```{toctree}
        api
        adr/0001-old
        adr/0002-new
        ```

        ```{techspec:stack}
        - **Language**: Python 3.x
        - **Framework**: FastAPI 0.121.1
        - **Database**: PostgreSQL
        - **CI/CD**: Jenkins
        ```

        ```{techspec:stack} Hosting
        :role: CI/CD
        :waive: TS301 the vendor names no version
        ```

        ```{techspec:perf} Latency
        :target: fast
        :measurement: k6 in CI
        ```

        ```{techspec:perf} Throughput
        :target: > 50 requests/s
        :measurement: k6 in CI
        :evidence: bench#/throughput
        ```

        ```{techspec:decision} Modular monolith
        :topic: architecture pattern
        :adr: ADR-0001
        ```

        ```{techspec:not-applicable} cli
        There is nothing to type.
        ```

        ```{techspec:not-applicable} cache
        Every read is a write to someone else.
        ```

        ```{techspec:waive} TS305
        The targets are set by law.
        ```
        """,
    "payments/api.md": """
        # API

        ```{techspec:endpoint} POST /refunds
        :auth: Bearer
        :request: Refudn
        :responce: Refund

        Refund a payment `twice`. TBD
        ```

        ```{techspec:endpoint}
        | Method | Path | Purpose | Auth | Colour |
        |--------|------|---------|------|--------|
        | GET | /refunds | List refunds | Yes | red |
        | GET | /refunds | List them <b>again</b> | Yes | |
        ```

        ```{techspec:payload} Refund
        ~~~json
        {"amount": 1,}
        ~~~
        ```

        See {techspec:endpoint}`POST /refund`.
        """,
    "payments/adr/0001-old.md": "# Old\n\n## Status\n\nSuperseded by [New](0002-new.md)\n",
    "payments/adr/0002-new.md": "# New\n\n## Status\n\nAccepted\n",
    "stock/index.rst": """
        Stock
        =====

        .. techspec:spec:: Stock
           :status: draft
           :version: 0.1
           :updated: 2026-11-02

           Counts the goods. It is a service in Go.

        .. toctree::

           more

        .. techspec:stack::

           - **Language**: Go 1.x
           - **Testing**: gotest

        .. techspec:entity:: Bin
           :adr: ADR-0009

           .. code-block:: python

              class Bin:
                  id: UUID
        """,
    "stock/more.rst": """
        More
        ====

        .. techspec:error:: E1001
           :meaning: It broke
           :action: Call us

        .. techspec:command:: stock count
           :purpose: Count the goods
           :waive: TS308 it is shown in the tutorial

        .. techspec:command:: stock report
           :purpose: Report the goods
           :waive: TS301 commands have no versions

        A name that leads nowhere: :techspec:entity:`Bni`.
        """,
    "search.md": """
        # Search

        ```{techspec:spec} Search
        :status: draft
        :version: 0.1
        :updated: 2026-11-03

        Finds the goods. It is planned.
        ```
        """,
    "bench.json": '{"throughput": "12 req/s"}',
    "report.md": """
        # Report

        ```{techspec:report}
        :spec: all
        ```
        """,
}
