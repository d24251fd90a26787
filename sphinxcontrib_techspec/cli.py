"""The command line: its arguments, and the commands of a few lines.

A ``techspec.json`` is checked without importing Sphinx; a documentation folder is built
first.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from inspect import cleandoc
from pathlib import Path
from typing import Any

from . import __version__
from .check_command import (
    CLEAN,
    FINDINGS,
    NO_EVIDENCE,
    WRONG_USE,
    UsageError,
    check,
)
from .codes import Code
from .compare.arguments import add_parser as add_compare
from .exchange.read import FILE_NAME
from .findings.report import SEVERITY_ORDER
from .formats import FORMATS, OWN_FORMATS
from .formats.style import visible
from .loading import LoadError
from .messages import join_messages, suggestion
from .plugins import PluginError

_STATUSES = ("draft", "approved", "implemented", "deprecated", "superseded")
"""The statuses of a spec; the models are not imported at each start."""


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
    checking = commands.add_parser(
        "check",
        help="check the specs of a project",
        description="Check the specs of a project. Exit code 0: no finding is at or "
        "above the threshold. Exit code 1: a finding is at or above the threshold, or "
        "a score is below --fail-under. Exit code 2: the command, its input or conf.py "
        "is wrong, or no item was read from a plain Markdown file. Exit code 3: "
        "evidence is missing (TS401 at or above the threshold); it takes precedence "
        "over 1.",
    )
    add = checking.add_argument
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
        help="judge specs as if they had this status: plain Markdown files, which are "
        "drafts otherwise, and specs with directives whose status is lower",
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
    add(
        "--fix",
        action="store_true",
        help="write the fixes that are safe into the files, such as the version of the "
        "lock file; what is left is shown and fails",
    )
    add(
        "--dry-run",
        action="store_true",
        help="write nothing; print the fixes that are safe as a unified diff",
    )
    checking.set_defaults(run=check)
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
        "changed, and directives that a file has stay as they are. Exit code 0: "
        "directives were added to a file. Exit code 1: no item was found, and the "
        "files stay as they are. "
        "Exit code 2: the command or a file is wrong.",
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
    _add_new(commands)
    schema = commands.add_parser(
        "schema",
        help=f"print the JSON Schema of {FILE_NAME}, including the kinds of plugins",
    )
    schema.set_defaults(run=_schema)
    return parser


def _add_new(commands: Any) -> None:
    new = commands.add_parser(
        "new",
        help="begin a spec with what the repository says",
        description="Write conf.py and a draft spec with what the repository says: the "
        "technologies and versions of lock files, tool files and images, the "
        "operations of API documents or routes, and the tables and models of the "
        "database. Nothing is overwritten and nothing is asked. Exit code 0: the spec "
        "was written. Exit code 2: there is one, or the command is wrong.",
    )
    add = new.add_argument
    add("folder", nargs="?", type=Path, default=Path("docs"), metavar="FOLDER",
        help="the folder of the documents; default: docs")  # fmt: skip
    add("--ci", choices=("github", "gitlab"), help="write the job that checks the spec")
    add("--pre-commit", action="store_true", help="write .pre-commit-config.yaml")
    add("--readthedocs", action="store_true", help="write .readthedocs.yaml")
    new.set_defaults(run=_new)


def _new(options: argparse.Namespace) -> int:
    """Begin a spec with what the repository says."""
    from .new import command  # noqa: PLC0415 - `check` needs none of it

    try:
        planned = command.plan(
            options.folder,
            ci=options.ci,
            pre_commit=options.pre_commit,
            read_the_docs=options.readthedocs,
        )
    except command.NewError as error:
        raise UsageError(str(error)) from None
    sys.stdout.write(command.write(planned))
    return CLEAN


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
    reopened = command.reopened_specs(found.comparison, found.old.name)
    if SEVERITY_ORDER[options.fail_on] < SEVERITY_ORDER["warning"]:
        reopened = {}
    for name, why in reopened.items():
        sys.stderr.write(f"techspec: {visible(name)}: {visible(why)}\n")
    if Code.EVIDENCE_MISSING in codes:
        return NO_EVIDENCE
    return FINDINGS if codes or reopened else CLEAN


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
                    more=True,
                ),
            )
            for path in files
        ]
    except command.AdoptError as error:
        raise UsageError(str(error)) from None
    for path, document in found:
        if not options.write:
            sys.stdout.write(document.text)
        elif document.is_changed:
            command.write(path, document)
    sys.stderr.write(command.report(found, options.format))
    return CLEAN if any(document.is_changed for _, document in found) else FINDINGS


def _schema(_options: argparse.Namespace) -> int:
    from .exchange.schema import schema_text  # noqa: PLC0415 - it needs the models

    sys.stdout.write(schema_text(plugins=True))
    return CLEAN


if __name__ == "__main__":
    sys.exit(main())
