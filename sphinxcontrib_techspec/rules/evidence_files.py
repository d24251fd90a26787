"""TS410 and TS412: results that are old, and entries addressed by their position."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import EvidenceRef
from ..messages import Message, Replace
from ..model.evidence import MissingValue
from ..model.spec import Spec
from .base import PASSED, Context, Outcome, fail
from .evidence import PLANNED, checked_items, not_checked


def evidence_outdated(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A measured value that is much older than the spec.

    What it does
    ------------
    Compares the date in the file of a measured value with `updated` of the spec, if
    `techspec_sources_max_age` is set. It reports a file that is more days older. The
    date that the file states is used, never the time of the file, and never today's:
    pytest-benchmark, coverage.py, k6 (machine-readable summary), Cobertura and JaCoCo
    state one. It is information.

    Why
    ---
    A result from before the last change of the spec says little about what it now
    describes.

    Example
    -------
    ````md
    ```{techspec:spec} Payments
    :status: implemented
    :version: 1.0
    :updated: 2026-11-01

    FastAPI on PostgreSQL, a modular monolith. Writes are idempotent.
    ```

    ```{techspec:coverage} Minimum
    :target: 90 % of lines
    :evidence: coverage#total.lines
    ```
    ````

    `coverage.json`:

    ```json
    {
      "meta": {"format": 3, "version": "7.17.0", "timestamp": "2024-03-01T09:30:00"},
      "files": {},
      "totals": {"covered_lines": 95, "num_statements": 100}
    }
    ```

    `conf.py`:

    ```python
    techspec_sources = {"coverage": "coverage.json"}
    techspec_sources_max_age = 90
    ```

    Instead
    -------
    ````md
    ```{techspec:spec} Payments
    :status: implemented
    :version: 1.0
    :updated: 2026-11-01

    FastAPI on PostgreSQL, a modular monolith. Writes are idempotent.
    ```

    ```{techspec:coverage} Minimum
    :target: 90 % of lines
    :evidence: coverage#total.lines
    ```
    ````

    `coverage.json`:

    ```json
    {
      "meta": {"format": 3, "version": "7.17.0", "timestamp": "2026-10-30T09:30:00"},
      "files": {},
      "totals": {"covered_lines": 95, "num_statements": 100}
    }
    ```

    `conf.py`:

    ```python
    techspec_sources = {"coverage": "coverage.json"}
    techspec_sources_max_age = 90
    ```

    Configuration
    -------------
    `techspec_sources_max_age` is the greatest age in days. Without it, nothing is
    reported.
    """
    evidence = context.project.evidence
    if evidence.max_age is None or spec.updated is None:
        return
    for item, checked in checked_items(spec, context):
        found = checked.found
        if isinstance(found, MissingValue):
            continue
        path = evidence.path_of(checked.reference)
        if found.date is None:
            what = Message("age of {reference}", reference=checked.reference)
            reason = Message("no date in {path}", path=path)
            yield not_checked(item, what, reason)
        elif days := evidence.days_older(found, spec.updated):
            problem = Message(
                "result of {date} in {path}, {days} days older than the spec",
                path=path,
                date=found.date.isoformat(),
                days=days,
            )
            yield fail(
                item,
                problem,
                item.kind.field_of_type(EvidenceRef),
                subject=checked.reference,
                advice=Message("measure again"),
            )
        else:
            yield PASSED[item.kind.section]


def evidence_by_position(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A measured value that is addressed by its position in a list.

    What it does
    ------------
    Reports a JSON pointer in `evidence` that leads through a list, such as
    `bench#/benchmarks/0/stats/median`, and says how to name the entry. The value is not
    compared with the target.

    Why
    ---
    If an entry is added before it, the pointer leads to the value of another one, and
    nobody sees it.

    Example
    -------
    ````md
    ```{techspec:perf} Write
    :status: implemented
    :target: < 500 ms
    :measurement: pytest-benchmark
    :evidence: bench#/benchmarks/0/stats/median
    ```
    ````

    `bench.json`:

    ```json
    {
      "machine_info": {},
      "benchmarks": [{"name": "test_write", "stats": {"median": 0.42}}]
    }
    ```

    `conf.py`:

    ```python
    techspec_sources = {"bench": "bench.json"}
    ```

    Instead
    -------
    ````md
    ```{techspec:perf} Write
    :status: implemented
    :target: < 500 ms
    :measurement: pytest-benchmark
    :evidence: bench#test_write.median
    ```
    ````

    `bench.json`:

    ```json
    {
      "machine_info": {},
      "benchmarks": [{"name": "test_write", "stats": {"median": 0.42}}]
    }
    ```

    `conf.py`:

    ```python
    techspec_sources = {"bench": "bench.json"}
    ```

    Configuration
    -------------
    `techspec_sources` names the files of measured values.
    """
    for item, checked in checked_items(spec, context):
        found = checked.found
        if not isinstance(found, MissingValue):
            yield PASSED[item.kind.section]
            continue
        if not found.by_position:
            # TS401 reports it.
            continue
        problem = Message(
            "{reference}: {problem}", reference=checked.reference, problem=found.problem
        )
        if spec.item_status(item) == "planned":
            yield not_checked(item, problem, PLANNED)
            continue
        name = item.kind.field_of_type(EvidenceRef)
        fix = Replace(checked.reference, found.reference) if found.reference else None
        yield fail(
            item,
            problem,
            name,
            subject=checked.reference,
            advice=found.advice,
            fix=fix,
        )
