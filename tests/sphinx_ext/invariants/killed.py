"""Kill a build for good, so that nothing of it can tidy up."""

from __future__ import annotations

import os
import signal

from sphinx.application import Sphinx

from conftest import Project


def kill_at(project: Project, builder: str, event: str, times: int = 1) -> None:
    """Build in another process, and kill it when *event* comes for the n-th time."""
    left = [times]

    def die(*_: object) -> None:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(app: Sphinx) -> None:
        app.connect(event, die, priority=1000)

    child = os.fork()
    if not child:
        try:
            project.build(builder, hook=hook)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"{event} came less than {times} times"
