"""The command line, ``techspec``.

A ``techspec.json`` is checked without importing Sphinx; a documentation folder is built
first.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from inspect import cleandoc
from pathlib import Path

from . import __version__
from .codes import Code
from .exchange.read import FILE_NAME, ExchangeError, read_report
from .files import write_text
from .findings.baseline import BaselineError, compare, read_baseline, write_baseline
from .findings.fingerprint import fingerprint
from .findings.report import SEVERITY_ORDER, Report, SpecReport
from .findings.wording import failures
from .formats import FORMATS, OWN_FORMATS, Style, format_report
from .formats.style import visible
from .messages import join_messages, suggestion
from .plugins import PluginError
from .text import normalize

CLEAN, FINDINGS, WRONG_USE, NO_EVIDENCE = 0, 1, 2, 3
"""Exit codes: no findings, findings at or over the threshold, wrong use or input, and
missing evidence."""


_MARKDOWN = (".md", ".markdown")
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
    except (UsageError, PluginError) as error:
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
        "is wrong. Exit code 3: evidence is missing (TS401 at or above the threshold); "
        "it takes precedence over 1.",
    )
    add = check.add_argument
    add(
        "path",
        type=Path,
        help=f"a folder with conf.py, a {FILE_NAME}, or a Markdown file",
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
        "--base",
        metavar="REVISION",
        help="hide the findings that this git revision has as well",
    )
    add(
        "--as",
        dest="status",
        choices=_STATUSES,
        help="judge a plain Markdown file as a spec of this status; default: draft",
    )
    add(
        "--plain",
        action="store_true",
        help="read a Markdown file alone, even if it is part of a project",
    )
    check.set_defaults(run=_check)
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
    compared = commands.add_parser(
        "compare",
        help="list what differs between two states of the specs",
        description="List the items, findings and decision records that differ between "
        f"two states: two {FILE_NAME}, or two git revisions of a documentation folder, "
        "which is built for each. Exit code 0: the states were compared. Exit code 2: "
        "the command or a state is wrong.",
    )
    add = compared.add_argument
    add("old", metavar="OLD", help=f"a {FILE_NAME}, or with PATH a git revision")
    add("new", metavar="NEW", help="the same; with PATH, “.” is the working copy")
    add("path", nargs="?", type=Path, metavar="PATH", help="a folder with conf.py")
    add("--format", choices=("text", "json", "markdown"), default="text",
        help="default: text")  # fmt: skip
    compared.set_defaults(run=_compare)
    schema = commands.add_parser(
        "schema",
        help=f"print the JSON Schema of {FILE_NAME}, including the kinds of plugins",
    )
    schema.set_defaults(run=_schema)
    return parser


def _check(options: argparse.Namespace) -> int:
    # A baseline covers the whole project: compare before the findings are selected.
    loaded = _load(options)
    whole, configured = loaded.report, loaded.baseline
    if whole.hidden and (options.baseline or options.write_baseline):
        message = (
            f"{options.path}: without the findings that techspec_baseline hides "
            f"({whole.hidden}); check the folder with conf.py instead"
        )
        raise UsageError(message)
    if options.base and options.write_baseline:
        message = "--write-baseline writes all findings; leave --base out"
        raise UsageError(message)
    if options.write_baseline:
        _write(options.write_baseline, write_baseline(_select(whole, options)))
        return CLEAN
    compared = _hide(whole, options.baseline or configured)
    if options.base:
        known = compare(compared, _known_at(options))
        # What the change fixes is in no file that could be updated.
        compared = replace(known, fixed=compared.fixed)
    all_that_fails = failures(_select(whole, options))
    report = _select(compared, options)
    style = Style(
        source=loaded.folder,
        prefix=_prefix(loaded.folder),
        colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        hidden=len(all_that_fails) - len(failures(report)) + whole.hidden,
        fixed=compared.fixed,
    )
    sys.stdout.write(format_report(options.format, report, style))
    if loaded.as_approved is not None and options.format == "text":
        approved = failures(_select(loaded.as_approved, options))
        count = sum(finding.severity != "info" for finding in approved)
        sys.stdout.write(_as_approved(options.path, count))
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
    if Code.EVIDENCE_MISSING in severe:
        return NO_EVIDENCE
    return FINDINGS if severe or low else CLEAN


def _known_at(options: argparse.Namespace) -> Counter[str]:
    """Return the fingerprints of the findings at the revision that ``--base`` names.

    A path that the revision does not have had none.
    """
    from .compare import revisions  # noqa: PLC0415 - `check` needs it for a base only

    path: Path = options.path
    if not path.is_dir() and path.suffix.lower() not in _MARKDOWN:
        message = f"{path}: --base is for folders and Markdown files"
        raise UsageError(message)
    try:
        with revisions.files_at(options.base, path) as found:
            known = argparse.Namespace(**{**vars(options), "path": found})
            report = _load(known).report
    except revisions.NotInRevisionError as error:
        sys.stderr.write(f"techspec: {error}; all findings are new\n")
        return Counter()
    except revisions.RevisionError as error:
        raise UsageError(str(error)) from None
    except UsageError as error:
        message = f"{options.base}: {error}"
        raise UsageError(message) from None
    return Counter(fingerprint(finding) for finding in failures(report))


def _as_approved(path: Path, count: int) -> str:
    """Return what a draft would be told as an approved spec."""
    return (
        f"as an approved spec: {_counted(count, 'finding')} above information "
        f"(techspec check {visible(str(path))} --as approved)\n"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A report, and what it is about.

    Attributes:
        report: the report.
        folder: the folder that its files are in, where it is known.
        baseline: the baseline that conf.py names.
        as_approved: see `CheckedFile`.
    """

    report: Report
    folder: Path | None = None
    baseline: Path | None = None
    as_approved: Report | None = None


def _load(options: argparse.Namespace) -> _Loaded:
    """Return the report that a command line asks for."""
    path: Path = options.path
    if path.suffix.lower() in _MARKDOWN and not path.is_dir():
        return _load_file(path, options)
    if options.status or options.plain:
        message = f"{path}: --as and --plain are for Markdown files"
        raise UsageError(message)
    report, baseline = load(path)
    return _Loaded(report, path if path.is_dir() else None, baseline)


def _load_file(path: Path, options: argparse.Namespace) -> _Loaded:
    from .adopt import check, command  # noqa: PLC0415 - imports Sphinx

    try:
        found = check.check_file(path, options.status, plain=options.plain)
    except (command.AdoptError, RuntimeError) as error:
        raise UsageError(str(error)) from None
    folder = Path(os.path.relpath(found.folder))
    return _Loaded(found.report, folder, None, found.as_approved)


def _prefix(folder: Path | None) -> str:
    """Return what leads from where the command runs to the files of a folder."""
    if folder is None or folder == Path():
        return ""
    return folder.as_posix().rstrip("/") + "/"


def load(path: Path) -> tuple[Report, Path | None]:
    """Return the report of a project, and the baseline that its conf.py names.

    Args:
        path: a ``techspec.json``, or a folder with a ``conf.py``, which is built.

    Raises:
        UsageError: there is no such file, or it cannot be read or built.
    """
    if not path.is_dir():
        return _read(path), None
    # Sphinx is imported for a folder only.
    from .sphinx_ext.check import build_report  # noqa: PLC0415

    if not (path / "conf.py").is_file():
        found = sorted(path.glob("*/conf.py"))
        hint = f"; did you mean {found[0].parent}?" if found else ""
        message = f"no conf.py in {path}{hint}"
        raise UsageError(message)
    with tempfile.TemporaryDirectory(prefix="techspec-") as folder:
        try:
            baseline = build_report(path, Path(folder))
        except RuntimeError as error:
            raise UsageError(str(error)) from None
        return _read(Path(folder) / FILE_NAME), baseline


def _read(path: Path) -> Report:
    try:
        return read_report(_text(path))
    except ExchangeError as error:
        message = f"{path}: {error}"
        raise UsageError(message) from None
    except RecursionError:
        message = f"{path}: nested too deeply"
        raise UsageError(message) from None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise UsageError(message) from None
    except UnicodeDecodeError:
        message = f"{path}: not UTF-8 text"
        raise UsageError(message) from None


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
        return compare(report, read_baseline(_text(baseline)))
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


def _compare(options: argparse.Namespace) -> int:
    """List what differs between two states."""
    from .compare import command  # noqa: PLC0415 - `check` needs none of it

    try:
        text = command.compare(options.old, options.new, options.path, options.format)
    except command.CompareError as error:
        raise UsageError(str(error)) from None
    sys.stdout.write(text)
    return CLEAN


def _schema(_options: argparse.Namespace) -> int:
    from .exchange.schema import schema_text  # noqa: PLC0415 - it needs the models

    sys.stdout.write(schema_text(plugins=True))
    return CLEAN


if __name__ == "__main__":
    sys.exit(main())
