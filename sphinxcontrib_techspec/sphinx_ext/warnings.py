"""Tell the findings of a build as Sphinx warnings, the same in every build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from ..findings.report import Finding
from ..findings.wording import (
    fixed_since_baseline,
    hidden_by_baseline,
    named_message,
    one_line_fix,
)
from ..text import collapse_spaces
from .domain import get_domain
from .render.spec_header import shown_score

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

NO_LOG_TAG = "techspec_check"
"""The tag under which the command line builds: it tells the findings itself."""


def log_findings(app: Sphinx) -> None:
    """Warn of each finding that is graver than information, with file and line."""
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
    """Return where a finding is, as Sphinx wants it: by document, or by file."""
    if not finding.docname:
        return None
    own = Path(app.env.doc2path(finding.docname, base=False)).as_posix()
    if finding.file == own:
        return finding.docname, finding.line or None
    return f"{app.srcdir / finding.file}:{finding.line}"


def message(finding: Finding) -> str:
    """Return a finding in one line: the item, the problem, the advice and the fix."""
    text = named_message(finding)
    fix = finding.fix
    if fix is not None and fix.applicability != "placeholders":
        text += f"; write “{one_line_fix(finding)}”"
    # A name may span several lines; a message is one line.
    return collapse_spaces(text)


def fail_under(app: Sphinx, exception: Exception | None) -> None:
    """Fail a build whose score is below ``techspec_fail_under``."""
    domain = get_domain(app.env)
    least = domain.config.fail_under
    if exception is not None or not least or NO_LOG_TAG in app.tags:
        return
    for spec in domain.report.specs:
        score = spec.counts.score
        if score is not None and score < least:
            logger.error(
                "%s: the score is %s, and techspec_fail_under asks for %g %%.",
                spec.name, shown_score(score), least,
            )  # fmt: skip
            app.statuscode = 1
