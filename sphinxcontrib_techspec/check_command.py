"""The command ``techspec check``: what it loads, shows and fails for."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .codes import Code
from .files import write_text
from .findings.baseline import BaselineError, compare, read_baseline, write_baseline
from .findings.report import SEVERITY_ORDER, Report, SpecReport
from .findings.wording import failures
from .formats import Style, format_report
from .formats.style import visible
from .loading import Loaded, is_markdown, load, load_files, read_text
from .messages import join_messages, suggestion
from .text import normalize

if TYPE_CHECKING:
    # Loaded where it is needed only.
    from .compare.command import SinceBase

CLEAN, FINDINGS, WRONG_USE, NO_EVIDENCE = 0, 1, 2, 3
"""Exit codes: no findings, findings at or over the threshold, wrong use or input, and
missing evidence."""


class UsageError(Exception):
    """The command cannot be run as given; the text says why."""


@dataclass(frozen=True, slots=True)
class _Checked:
    """What a check found.

    Attributes:
        loaded: the project.
        since: what is new since a git revision, where one is given.
        whole: all findings.
        compared: the findings without those that a baseline or a revision hides.
        report: those of them that are asked for.
        older: how many findings the revision hides.
    """

    loaded: Loaded
    since: SinceBase | None
    whole: Report
    compared: Report
    report: Report
    older: int = 0


def check(options: argparse.Namespace) -> int:
    """Check specs and print their findings; return the exit code.

    Args:
        options: the arguments of the command, as `cli` parses them.

    Raises:
        UsageError: the command cannot be run as given.
        LoadError: nothing could be loaded.
    """
    is_fixing = options.fix or options.dry_run
    if is_fixing:
        _check_fixing(options)
    started = time.time_ns()
    loaded = _loaded(options)
    if options.write_baseline:
        since = _since(loaded, options) if options.base is not None else None
        whole = _whole(loaded, since, options)
        _write(options.write_baseline, write_baseline(_select(whole, options)))
        return CLEAN
    checked = _checked(loaded, options)
    if not is_fixing:
        _show(checked, options)
        return _exit_code(checked, options)
    from . import fixing  # noqa: PLC0415 - only `--fix` needs it

    folders = [path if path.is_dir() else path.parent for path in options.paths]
    folder = loaded.folder or Path()
    plan = fixing.plan_fixes(checked.report, folder, folders, started)
    if options.dry_run:
        sys.stdout.write(fixing.shown_diff(plan, is_terminal=sys.stdout.isatty()))
    else:
        fixing.write_changes(plan)
        if plan.files:
            checked = _checked_again(options)
            if fixing.undo_wrong(plan, checked.report):
                checked = _checked_again(options)
        _show(checked, options)
    # Nothing but the format, or the diff, is for another tool.
    is_text = options.format == "text" and not options.dry_run
    sys.stderr.write(fixing.refusals(plan, _prefix(loaded.folder)))
    text = fixing.summary(plan, written=not options.dry_run)
    if is_text:
        sys.stdout.write(f"{text}\n")
    else:
        sys.stderr.write(f"techspec: {text}\n")
    return _exit_code(checked, options)


def _checked_again(options: argparse.Namespace) -> _Checked:
    """Return the findings of a project whose files were written."""
    # Sphinx told its warnings of the project before.
    with contextlib.redirect_stderr(io.StringIO()):
        loaded = _loaded(options)
    return _checked(loaded, options)


def _check_fixing(options: argparse.Namespace) -> None:
    """Refuse to fix what has no source, or what is not shown."""
    option = "--fix" if options.fix else "--dry-run"
    for path in options.paths:
        if path.exists() and not path.is_dir() and not is_markdown(path):
            message = f"{path}: {option} is for folders and Markdown files"
            raise UsageError(message)
    if options.write_baseline:
        message = f"--write-baseline writes all findings; leave out {option}"
        raise UsageError(message)


def _loaded(options: argparse.Namespace) -> Loaded:
    """Load what is checked.

    Raises:
        UsageError: nothing of a spec was read.
    """
    loaded = _load(options)
    if loaded.unread:
        # Without this the file would pass because nothing of it was checked.
        path = options.paths[0]
        if path.is_dir():
            path /= loaded.files[0].name
        message = (
            f"{path}: nothing of a spec was read: {loaded.unread}; use the "
            "headings and tables of the template, or write directives (techspec adopt "
            "lists what was left, and why)"
        )
        raise UsageError(message)
    return loaded


def _whole(
    loaded: Loaded, since: SinceBase | None, options: argparse.Namespace
) -> Report:
    """Return all findings.

    Raises:
        UsageError: a baseline is given, and findings are hidden already.
    """
    whole = since.report if since else loaded.report
    if whole.hidden and (options.baseline or options.write_baseline):
        message = (
            f"{options.paths[0]}: without the findings that techspec_baseline hides "
            f"({whole.hidden}); check the folder with conf.py instead"
        )
        raise UsageError(message)
    return whole


def _checked(loaded: Loaded, options: argparse.Namespace) -> _Checked:
    """Return the findings of a project that are asked for."""
    since = _since(loaded, options) if options.base is not None else None
    # A baseline covers the whole project: compare before the findings are selected.
    whole = _whole(loaded, since, options)
    compared = _hide(whole, options.baseline or loaded.baseline)
    older = 0
    if since:
        before = len(failures(_select(compared, options)))
        compared = since.only_new(compared)
        older = before - len(failures(_select(compared, options)))
    report = _select(compared, options)
    return _Checked(loaded, since, whole, compared, report, older)


def _show(checked: _Checked, options: argparse.Namespace) -> None:
    """Print the findings."""
    loaded, since, report = checked.loaded, checked.since, checked.report
    all_that_fails = failures(_select(checked.whole, options))
    hidden = len(all_that_fails) - len(failures(report)) - checked.older
    style = Style(
        source=loaded.folder,
        prefix=_prefix(loaded.folder),
        colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        hidden=hidden + checked.whole.hidden,
        fixed=checked.compared.fixed,
    )
    sys.stdout.write(format_report(options.format, report, style))
    if options.format == "text" and since:
        older = _counted(checked.older, "older finding")
        sys.stdout.write(
            f"since {visible(str(options.base))}: {older} "
            f"hidden, {_counted(since.fixed, 'finding')} fixed\n"
        )
    elif options.format == "text" and loaded.as_approved is not None:
        approved = failures(_select(loaded.as_approved, options))
        count = sum(finding.severity != "info" for finding in approved)
        words = [file.status or "" for file in loaded.files]
        sys.stdout.write(_as_approved(options.paths, count, words))


def _exit_code(checked: _Checked, options: argparse.Namespace) -> int:
    """Return the exit code, and print what it is for beside findings."""
    loaded, since, report = checked.loaded, checked.since, checked.report
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
    # Without its gate a spec has no new warnings.
    shown = {spec.name for spec in report.specs}
    reopened = [
        f"{name}: {why}"
        for name, why in (since.reopened.items() if since else ())
        if name in shown and limit >= SEVERITY_ORDER["warning"]
    ]
    for line in reopened:
        sys.stderr.write(f"techspec: {visible(line)}\n")
    if loaded.others and len(options.paths) > 1:
        # A file that is asked for and not read does not pass.
        return WRONG_USE
    if Code.EVIDENCE_MISSING in severe:
        return NO_EVIDENCE
    return FINDINGS if severe or low or reopened else CLEAN


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


def _as_approved(paths: Sequence[Path], count: int, statuses: Sequence[str]) -> str:
    """Return what drafts would be told as approved specs.

    Args:
        paths: the paths as given.
        count: the number of findings.
        statuses: the statuses that the authors wrote; a plain file is judged as a draft
            whatever it says.
    """
    shown = " ".join(visible(str(path)) for path in paths)
    said = sorted({word for word in statuses if word and normalize(word) != "draft"})
    judged = (
        f"judged as a draft, though the status is {', '.join(map(visible, said))}\n"
        if said
        else ""
    )
    return (
        f"{judged}as an approved spec: {_counted(count, 'finding')} above information "
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
