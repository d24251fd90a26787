"""Log the findings of a build as Sphinx warnings, the same in every build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from ..findings.report import Finding
from ..findings.wording import (
    column_of_fix,
    fixed_since_baseline,
    hidden_by_baseline,
    named_message,
    one_line_fix,
)
from ..text import collapse_spaces
from .domain import get_domain
from .render.spec_header import score_in_percent

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

NO_LOG_TAG = "techspec_check"
"""The tag of a build by the command line, which prints the findings itself."""


def log_findings(app: Sphinx) -> None:
    """Log each warning and error with file and line."""
    if NO_LOG_TAG in app.tags:
        return
    report = get_domain(app.env).report
    for sentence in (
        hidden_by_baseline(report.hidden),
        fixed_since_baseline(report.fixed),
    ):
        if sentence:
            logger.info(sentence)
    for finding in report.findings:
        if finding.state != "fail" or finding.severity == "info":
            continue
        log = logger.error if finding.severity == "error" else logger.warning
        log(
            message(finding),
            location=_location(finding, app),
            type="techspec",
            subtype=finding.code,
        )


def _location(finding: Finding, app: Sphinx) -> str | tuple[str, int | None] | None:
    """Return the location of a finding for Sphinx: by document, or by file."""
    if not finding.docname:
        return None
    own = Path(app.env.doc2path(finding.docname, base=False)).as_posix()
    if finding.file == own:
        return finding.docname, finding.line or None
    return f"{app.srcdir / finding.file}:{finding.line}"


def message(finding: Finding) -> str:
    """Return a finding in one line: the item, the problem, the advice and the fix."""
    text = named_message(finding)
    fix = one_line_fix(finding)
    if fix and finding.fix and finding.fix.applicability != "placeholders":
        column = column_of_fix(finding)
        text += f"; write “{fix}”" + (f" in column {column}" if column else "")
    # A name may span several lines; a message is one line.
    return collapse_spaces(text)


def fail_under(app: Sphinx, exception: Exception | None) -> None:
    """Fail a build whose score is below ``techspec_fail_under``."""
    domain = get_domain(app.env)
    minimum = domain.settings.config.fail_under
    if exception is not None or not minimum or NO_LOG_TAG in app.tags:
        return
    for spec in domain.report.specs:
        score = spec.counts.score
        if score is not None and score < minimum:
            logger.error(
                "%s: score %s is below techspec_fail_under = %g %%",
                spec.name, score_in_percent(score), minimum,
            )  # fmt: skip
            app.statuscode = 1
