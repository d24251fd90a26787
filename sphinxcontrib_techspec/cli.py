"""The command line: ``techspec check``, ``techspec rules`` and ``techspec schema``.

A ``techspec.json`` is checked without importing Sphinx; a documentation folder is built
first.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .codes import Code
from .compare.arguments import add_parser as add_compare
from .exchange.read import FILE_NAME
from .files import write_text
from .findings.baseline import BaselineError, compare, read_baseline, write_baseline
from .findings.report import SEVERITY_ORDER, Report, SpecReport
from .findings.wording import failures
from .formats import FORMATS, OWN_FORMATS, Style, format_report
from .formats.style import visible
from .loading import (
    Loaded,
    LoadError,
    is_markdown,
    load,
    load_files,
    read_text,
)
from .messages import join_messages, suggestion
from .plugins import PluginError
from .text import normalize

if TYPE_CHECKING:
    # Loaded where it is needed only.
    from .compare.command import SinceBase

CLEAN, FINDINGS, WRONG_USE, NO_EVIDENCE = 0, 1, 2, 3
"""Exit codes: no findings, findings at or over the threshold, wrong use or input, and
missing evidence."""


_STATUSES = ("draft", "approved", "implemented", "deprecated", "superseded")
"""The statuses of a spec; the models are not imported at each start."""


class UsageError(Exception):
    """The command cannot be run as given; the text says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: the arguments after the program's name; `None` for the process's.
    """
    for stream in (sys.stdout, sys.stderr):
        # A character that the terminal cannot show is escaped.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _parser().parse_args(arguments)
        result: int = options.run(options)
        sys.stdout.flush()
    except (UsageError, LoadError, PluginError) as error:
        sys.stderr.write(f"techspec: {error}\n")
        return WRONG_USE
    except BrokenPipeError:
        _close_output()
        return FINDINGS
    except OSError as error:
        _close_output()
        name = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"techspec: {name}{error.strerror or error}\n")
        return WRONG_USE
    return result


def _close_output() -> None:
    """Drop what cannot be written, so that Python does not report it again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        # It is no file, as in a test.
        return


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="techspec", description="Check technical specs written with Sphinx."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="check the specs of a project",
        description="Check the specs of a project. Exit code 0: no finding is at or "
        "above the threshold. Exit code 1: a finding is at or above the threshold, or "
        "a score is below --fail-under. Exit code 2: the command, its input or conf.py "
        "is wrong, or no item was read from a plain Markdown file. Exit code 3: "
        "evidence is missing (TS401 at or above the threshold); it takes precedence "
        "over 1.",
    )
    add = check.add_argument
    add(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help=f"a folder with conf.py, a {FILE_NAME}, a folder of Markdown files, or "
        "Markdown files",
    )
    add(
        "--format",
        choices=FORMATS,
        default="text",
        # Without a name here the choices are listed, and plugins loaded, at each start.
        metavar="FORMAT",
        help=f"{', '.join(OWN_FORMATS)}, or the format of a plugin; default: text",
    )
    add(
        "--fail-on",
        choices=tuple(SEVERITY_ORDER),
        default="warning",
        help="threshold: fail for findings of this severity or above; default: warning",
    )
    add(
        "--fail-under",
        type=float,
        default=0.0,
        metavar="PERCENT",
        help="minimum score of every spec, in percent",
    )
    add("--spec", metavar="NAME", help="check only the spec with this name")
    add(
        "--select",
        action="append",
        default=[],
        metavar="CODE",
        help="use only the rules with this code or prefix; can be repeated",
    )
    add(
        "--ignore",
        action="append",
        default=[],
        metavar="CODE",
        help="ignore the rules with this code or prefix; can be repeated",
    )
    add(
        "--baseline",
        type=Path,
        metavar="FILE",
        help="hide the findings in this file; overrides techspec_baseline",
    )
    add(
        "--write-baseline",
        type=Path,
        metavar="FILE",
        help="write the current findings to this file, for --baseline",
    )
    add(
        "--as",
        dest="status",
        choices=_STATUSES,
        help="judge plain Markdown files as specs of this status; default: draft",
    )
    add(
        "--plain",
        action="store_true",
        help="read Markdown files alone, even if they are parts of a project",
    )
    add(
        "--base",
        metavar="REVISION",
        help="hide the findings of this git revision; only new findings are shown and "
        "fail",
    )
    check.set_defaults(run=_check)
    add_compare(commands, _STATUSES, _compare)
    rules = commands.add_parser("rules", help="list all rules, or describe one rule")
    rules.add_argument(
        "code",
        nargs="?",
        help="code or name of a rule, such as TS302 or version-inexact",
    )
    rules.set_defaults(run=_rules)
    adrs = commands.add_parser(
        "adrs",
        help="list the decision records of a folder",
        description="List the decision records of a folder, or explain the status of "
        "one. Nothing is built.",
    )
    adrs.add_argument("path", type=Path, help=f"a folder, or a {FILE_NAME}")
    adrs.add_argument(
        "--explain",
        type=Path,
        metavar="FILE",
        help="show every statement of the status in this record, and which one counts",
    )
    adrs.add_argument(
        "--format", choices=("text", "json"), default="text", help="default: text"
    )
    adrs.set_defaults(run=_adrs)
    adopt = commands.add_parser(
        "adopt",
        help="put directives around the parts of a plain Markdown spec",
        description="Put directives around the parts of a plain Markdown spec that are "
        "understood, and list what stays as it is, with the reason. Nothing else is "
        "changed. Exit code 0: directives were added. Exit code 1: nothing of a spec "
        "was found. Exit code 2: the command or a file is wrong.",
    )
    add = adopt.add_argument
    add("files", nargs="+", type=Path, metavar="FILE", help="a Markdown file")
    add("--write", action="store_true", help="change the files; otherwise the text "
        "is printed")  # fmt: skip
    add("--fence", choices=("backtick", "colon"), help="default: backtick")
    add("--keep-status", action="store_true", help="keep the status of the document; "
        "otherwise it is draft")  # fmt: skip
    add("--format", choices=("text", "json"), default="text", help="the format of the "
        "list on standard error; default: text")  # fmt: skip
    adopt.set_defaults(run=_adopt)
    schema = commands.add_parser(
        "schema",
        help=f"print the JSON Schema of {FILE_NAME}, including the kinds of plugins",
    )
    schema.set_defaults(run=_schema)
    return parser


def _check(options: argparse.Namespace) -> int:
    # A baseline covers the whole project: compare before the findings are selected.
    loaded = _load(options)
    if loaded.unread:
        # Without this the file would pass because nothing of it was checked.
        message = (
            f"{options.paths[0]}: nothing of a spec was read: {loaded.unread}; use the "
            "headings and tables of the template, or write directives (techspec adopt "
            "lists what was left, and why)"
        )
        raise UsageError(message)
    since = _since(loaded, options) if options.base is not None else None
    whole = since.report if since else loaded.report
    if whole.hidden and (options.baseline or options.write_baseline):
        message = (
            f"{options.paths[0]}: without the findings that techspec_baseline hides "
            f"({whole.hidden}); check the folder with conf.py instead"
        )
        raise UsageError(message)
    if options.write_baseline:
        _write(options.write_baseline, write_baseline(_select(whole, options)))
        return CLEAN
    compared = _hide(whole, options.baseline or loaded.baseline)
    all_that_fails = failures(_select(whole, options))
    older = 0
    if since:
        before = len(failures(_select(compared, options)))
        compared = since.only_new(compared)
        older = before - len(failures(_select(compared, options)))
    report = _select(compared, options)
    style = Style(
        source=loaded.folder,
        prefix=_prefix(loaded.folder),
        colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        hidden=len(all_that_fails) - len(failures(report)) - older + whole.hidden,
        fixed=compared.fixed,
    )
    sys.stdout.write(format_report(options.format, report, style))
    if options.format == "text" and since:
        sys.stdout.write(
            f"since {visible(str(options.base))}: {_counted(older, 'older finding')} "
            f"hidden, {_counted(since.fixed, 'finding')} fixed\n"
        )
    elif options.format == "text" and loaded.as_approved is not None:
        approved = failures(_select(loaded.as_approved, options))
        count = sum(finding.severity != "info" for finding in approved)
        sys.stdout.write(_as_approved(options.paths, count))
    limit = SEVERITY_ORDER[options.fail_on]
    severe = {
        finding.code
        for finding in failures(report)
        if SEVERITY_ORDER[finding.severity] <= limit
    }
    low = [
        spec
        for spec in report.specs
        if (score := spec.counts.score) is not None and score < options.fail_under
    ]
    for spec in low:
        sys.stderr.write(
            f"techspec: {spec.name}: score {spec.counts.score:.1f} % is below "
            f"--fail-under {options.fail_under:g} %\n"
        )
    if loaded.others and len(options.paths) > 1:
        # A file that is asked for and not read does not pass.
        return WRONG_USE
    if Code.EVIDENCE_MISSING in severe:
        return NO_EVIDENCE
    return FINDINGS if severe or low else CLEAN


def _load(options: argparse.Namespace) -> Loaded:
    """Load what is checked, and name the files that were not read."""
    paths: list[Path] = options.paths
    as_approved = options.format == "text" and options.base is None
    if len(paths) == 1:
        loaded = load(
            paths[0], options.status, plain=options.plain, as_approved=as_approved
        )
    elif options.base is not None:
        message = "--base is for one path"
        raise UsageError(message)
    elif other := next((p for p in paths if p.is_dir() or not is_markdown(p)), None):
        message = f"{other}: several paths must be Markdown files"
        raise UsageError(message)
    else:
        loaded = load_files(
            paths, options.status, plain=options.plain, as_approved=as_approved
        )
    for reason in dict.fromkeys(why for _, why in loaded.others):
        names = [os.path.relpath(path) for path, why in loaded.others if why == reason]
        shown = ", ".join(map(visible, names[:_SHOWN]))
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        sys.stderr.write(f"techspec: not read ({reason}): {shown}{more}\n")
    return loaded


_SHOWN = 5
"""How many files that were not read are named for each reason."""


def _since(loaded: Loaded, options: argparse.Namespace) -> SinceBase:
    """Return the findings, and which are new since a git revision."""
    from .compare import command  # noqa: PLC0415 - `check` alone needs none of it

    if options.write_baseline:
        message = "--write-baseline writes all findings; leave out --base"
        raise UsageError(message)
    reading = command.ReadOptions(options.status, options.plain)
    try:
        return command.since_base(loaded, options.base, options.paths[0], reading)
    except command.CompareError as error:
        raise UsageError(str(error)) from None


def _compare(options: argparse.Namespace) -> int:
    """Compare two states of a spec."""
    from .compare import command  # noqa: PLC0415 - `check` alone needs none of it

    reading = command.ReadOptions(options.status, options.plain)
    try:
        found = command.compare_states(options.old, options.new, options.docs, reading)
        sys.stdout.write(
            command.format_comparison(found, options.format, options.links)
        )
    except command.CompareError as error:
        raise UsageError(str(error)) from None
    if options.fail_on is None:
        return CLEAN
    codes = {finding.code for finding in command.worse_findings(found, options.fail_on)}
    if Code.EVIDENCE_MISSING in codes:
        return NO_EVIDENCE
    return FINDINGS if codes else CLEAN


def _as_approved(paths: Sequence[Path], count: int) -> str:
    """Return what a draft would be told as an approved spec."""
    shown = " ".join(visible(str(path)) for path in paths)
    return (
        f"as an approved spec: {_counted(count, 'finding')} above information "
        f"(techspec check {shown} --as approved)\n"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _prefix(folder: Path | None) -> str:
    """Return what leads from where the command runs to the files of a folder."""
    if folder is None or folder == Path():
        return ""
    return folder.as_posix().rstrip("/") + "/"


def _write(path: Path, text: str) -> None:
    try:
        write_text(path, text, "backslashreplace")
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise UsageError(message) from None


def _hide(report: Report, baseline: Path | None) -> Report:
    """Return the report without what the baseline hides, where there is one."""
    if baseline is None:
        return report
    try:
        return compare(report, read_baseline(read_text(baseline)))
    except BaselineError as error:
        message = f"{baseline}: {error}"
        raise UsageError(message) from None


def _select(report: Report, options: argparse.Namespace) -> Report:
    """Return the part of a report that the options ask for."""
    specs = report.specs
    if options.spec is not None:
        specs = [s for s in specs if normalize(s.name) == normalize(options.spec)]
        if not specs:
            names = [spec.name for spec in report.specs]
            message = f"unknown spec “{options.spec}”; " + (
                suggestion(options.spec, names) or f"specs: {', '.join(names)}"
            )
            raise UsageError(message)
    select, ignore = _codes(options.select), _codes(options.ignore)
    chosen = [_selected(spec, select, ignore) for spec in specs]
    return replace(report, specs=chosen)


def _selected(
    spec: SpecReport, select: tuple[str, ...], ignore: tuple[str, ...]
) -> SpecReport:
    """Return a spec's report with the findings of the rules that are asked for."""
    return replace(
        spec,
        findings=[
            finding
            for finding in spec.findings
            if (not select or finding.code.startswith(select))
            and not (ignore and finding.code.startswith(ignore))
        ],
    )


def _codes(given: list[str]) -> tuple[str, ...]:
    """Return codes or their prefixes, repeated or separated by commas."""
    codes = tuple(
        code.strip().upper()
        for part in given
        for code in part.split(",")
        if code.strip()
    )
    if not codes:
        return ()
    from .rules import RULES  # noqa: PLC0415 - a report is read without them

    known = [rule.code for rule in RULES]
    for code in codes:
        if not any(name.startswith(code) for name in known):
            message = join_messages(
                f"no rule code starts with {code}", suggestion(code, known)
            )
            raise UsageError(message)
    return codes


def _rules(options: argparse.Namespace) -> int:
    """List the rules, or print the page of the one that is asked for."""
    from .findings.wording import page_of  # noqa: PLC0415
    from .rules import RULES  # noqa: PLC0415 - a report is read without them

    if options.code is None:
        for rule in RULES:
            sys.stdout.write(f"{rule.code}  {rule.slug:24} {rule.summary}\n")
        return CLEAN
    by_name = {name: rule for rule in RULES for name in (rule.code, rule.slug)}
    name = str(options.code)
    rule = by_name.get(name.upper()) or by_name.get(name.lower())
    if rule is None:
        message = join_messages(f"unknown rule {name}", suggestion(name, by_name))
        raise UsageError(message)
    page = cleandoc(rule.check.__doc__ or "")
    sys.stdout.write(f"{rule.code} {rule.slug}\n\n{page}\n\n{page_of(rule.code)}\n")
    return CLEAN


def _adrs(options: argparse.Namespace) -> int:
    """List decision records, or explain the status of one."""
    from . import record_list  # noqa: PLC0415 - `check` needs none of it

    try:
        sys.stdout.write(
            record_list.text_of(options.path, options.explain, options.format)
        )
    except record_list.RecordListError as error:
        raise UsageError(str(error)) from None
    return CLEAN


def _adopt(options: argparse.Namespace) -> int:
    """Put directives around the parts of plain Markdown specs."""
    from .adopt import command  # noqa: PLC0415 - imports docutils and MyST

    files: list[Path] = options.files
    if len(files) > 1 and not options.write:
        message = "several files need --write"
        raise UsageError(message)
    try:
        found = [
            (
                path,
                command.adopt_file(
                    path,
                    fence=options.fence,
                    status=None if options.keep_status else "draft",
                ),
            )
            for path in files
        ]
    except command.AdoptError as error:
        raise UsageError(str(error)) from None
    for path, document in found:
        if not options.write:
            sys.stdout.write(document.text)
        elif document.header is not None:
            command.write(path, document)
    sys.stderr.write(command.report(found, options.format))
    return CLEAN if any(document.header for _, document in found) else FINDINGS


def _schema(_options: argparse.Namespace) -> int:
    from .exchange.schema import schema_text  # noqa: PLC0415 - it needs the models

    sys.stdout.write(schema_text(plugins=True))
    return CLEAN


if __name__ == "__main__":
    sys.exit(main())
