"""The command line: ``techspec check`` and ``techspec rules``.

A ``techspec.json`` is judged without Sphinx, which is not even imported; a folder of
documentation is built first.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from inspect import cleandoc
from pathlib import Path

from . import __version__
from .exchange import FILE_NAME, ExchangeError, read_report
from .report import SEVERITY_ORDER, Finding, Report, SpecReport
from .text import did_you_mean, folded

CLEAN, FINDINGS, WRONG_USE = 0, 1, 2
"""The exit codes: nothing found, something at or over the threshold, wrong use."""


class UsageError(Exception):
    """The command cannot be carried out as it was given; the text says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: the arguments after the program's name; `None` for the process's.
    """
    options = _parser().parse_args(arguments)
    try:
        result: int = options.run(options)
    except UsageError as error:
        print(f"techspec: {error}", file=sys.stderr)  # noqa: T201 - a command line prints
        return WRONG_USE
    except BrokenPipeError:
        # The reader of a pipe has seen enough.
        sys.stderr.close()
        return FINDINGS
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="techspec", description="Check technical specs written with Sphinx."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="check the specs of a project",
        description="Check the specs of a project. The exit code is 0 where nothing is "
        "found, 1 where something is at or over the threshold, 2 for wrong use.",
    )
    check.add_argument(
        "path", type=Path, help=f"a folder with conf.py, or a {FILE_NAME}"
    )
    check.add_argument(
        "--format", choices=("text", "json"), default="text", help="default: text"
    )
    check.add_argument(
        "--fail-on", choices=tuple(SEVERITY_ORDER), default="warning",
        help="the least severity that fails; default: warning",
    )  # fmt: skip
    check.add_argument(
        "--fail-under", type=float, default=0.0, metavar="PERCENT",
        help="the least score that passes",
    )  # fmt: skip
    check.add_argument("--spec", metavar="NAME", help="check one spec only")
    check.set_defaults(run=_check)
    rules = commands.add_parser("rules", help="list the rules, or explain one")
    rules.add_argument("code", nargs="?", help="a code, such as TS302")
    rules.set_defaults(run=_rules)
    return parser


def _check(options: argparse.Namespace) -> int:
    report = _select(load(options.path), options.spec)
    if options.format == "json":
        sys.stdout.write(as_json(report))
    else:
        sys.stdout.write(as_text(report))
    limit = SEVERITY_ORDER[options.fail_on]
    grave = any(
        SEVERITY_ORDER[finding.severity] <= limit
        for finding in report.findings
        if finding.state == "fail"
    )
    low = [
        spec for spec in report.specs
        if (score := spec.counts.score) is not None and score < options.fail_under
    ]  # fmt: skip
    for spec in low:
        print(  # noqa: T201 - a command line prints
            f"techspec: {spec.name}: the score is {spec.counts.score:.1f} %, "
            f"--fail-under asks for {options.fail_under:g} %",
            file=sys.stderr,
        )
    return FINDINGS if grave or low else CLEAN


def load(path: Path) -> Report:
    """Return the report of a project.

    Args:
        path: a ``techspec.json``, or a folder with a ``conf.py``, which is built.

    Raises:
        UsageError: there is no such file, or it cannot be read or built.
    """
    if path.is_dir():
        from .sphinx_ext.check import build_report  # noqa: PLC0415 - Sphinx is imported for a folder only

        if not (path / "conf.py").is_file():
            found = sorted(path.glob("*/conf.py"))
            hint = f" Did you mean {found[0].parent}?" if found else ""
            message = f"{path} has no conf.py.{hint}"
            raise UsageError(message)
        with tempfile.TemporaryDirectory(prefix="techspec-") as folder:
            try:
                build_report(path, Path(folder))
            except RuntimeError as error:
                raise UsageError(str(error)) from None
            return _read(Path(folder) / FILE_NAME)
    return _read(path)


def _read(path: Path) -> Report:
    try:
        return read_report(path.read_text("utf-8"))
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise UsageError(message) from None
    except UnicodeDecodeError:
        message = f"{path}: it is no UTF-8 text"
        raise UsageError(message) from None
    except ExchangeError as error:
        message = f"{path}: {error}"
        raise UsageError(message) from None


def _select(report: Report, name: str | None) -> Report:
    if name is None:
        return report
    chosen = [spec for spec in report.specs if folded(spec.name) == folded(name)]
    if not chosen:
        names = [spec.name for spec in report.specs]
        message = (
            f"there is no spec “{name}”; there is {', '.join(names)}."
            f"{did_you_mean(name, names)}"
        )
        raise UsageError(message)
    return Report(report.project, chosen)


def as_json(report: Report) -> str:
    """Return the findings as JSON."""
    data = {
        "project": report.project,
        "specs": [
            {
                "name": spec.name,
                "status": spec.status,
                "score": spec.counts.score,
                "findings": [
                    {name: getattr(f, name) for name in Finding.__slots__}
                    for f in spec.findings
                ],
            }
            for spec in report.specs
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def as_text(report: Report) -> str:
    """Return the findings as lines of text, by place, with the score of each spec."""
    lines: list[str] = []
    for finding in report.findings:
        if finding.state != "fail":
            continue
        place = finding.file or finding.spec
        place += f":{finding.line}" if finding.line else ""
        name = f"{finding.name}: " if finding.item else ""
        lines.append(
            f"{place}: {finding.severity} {finding.code} {name}{finding.message}"
        )
        if finding.fix and "\n" not in finding.fix:
            lines.append(f"    {finding.fix}")
    if lines:
        lines.append("")
    lines += [_summary(spec) for spec in report.specs]
    return "\n".join(lines) + "\n"


def _summary(spec: SpecReport) -> str:
    counts = spec.counts
    score = "nothing checked" if counts.score is None else f"{counts.score:.1f} %"
    by_severity = [
        f"{number} {severity}{'s' if number > 1 and severity != 'info' else ''}"
        for severity in SEVERITY_ORDER
        if (number := sum(f.severity == severity for f in spec.failures()))
    ]
    found = ", ".join(by_severity) or "no findings"
    return (
        f"{spec.name} ({spec.status}): {found}; {score}, {counts.passed} of "
        f"{counts.passed + counts.failed} checks passed, {counts.waived} waived"
    )


def _rules(options: argparse.Namespace) -> int:
    from .rules import RULES  # noqa: PLC0415 - a report is read without them

    if options.code is None:
        for rule in RULES:
            print(f"{rule.code}  {rule.slug:24} {rule.summary}")  # noqa: T201
        return CLEAN
    code = str(options.code).upper()
    for rule in RULES:
        if code in {rule.code, rule.slug.upper()}:
            print(f"{rule.code} {rule.slug}\n\n{cleandoc(rule.check.__doc__ or '')}")  # noqa: T201
            return CLEAN
    message = f"there is no rule {options.code}."
    hint = did_you_mean(code, [rule.code for rule in RULES])
    raise UsageError(message + hint)


if __name__ == "__main__":
    sys.exit(main())
