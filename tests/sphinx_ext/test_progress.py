"""The bar of ``techspec check``: seen by a person, by nobody else, and gone at the end."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from sphinxcontrib_techspec.sphinx_ext.progress import Progress

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-m", "sphinxcontrib_techspec.cli", "check"]
CONF = 'extensions = ["myst_parser", "sphinxcontrib_techspec"]\n'
PAGES = 6


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of documents, one of which Sphinx warns of."""
    folder = tmp_path_factory.mktemp("progress")
    (folder / "conf.py").write_text(CONF, "utf-8")
    pages = "\n".join(f"page{number}" for number in range(1, PAGES))
    (folder / "index.md").write_text(f"# Shop\n\n```{{toctree}}\n{pages}\n```\n")
    for number in range(1, PAGES):
        (folder / f"page{number}.md").write_text(f"# Page {number}\n\nWords.\n")
    (folder / "page3.md").write_text("# Page 3\n\n```{nothing}\n```\n", "utf-8")
    return folder


def on_a_terminal(docs: Path, **environment: str) -> tuple[str, bytes]:
    """Return what a terminal gets as standard error, and a pipe as standard output."""
    main, child = pty.openpty()
    kept = {k: v for k, v in os.environ.items() if k not in {"CI", "TERM"}}
    env = {**kept, "TERM": "xterm", **environment}
    parts: list[bytes] = []
    with subprocess.Popen(
        [*COMMAND, str(docs)], stdout=subprocess.PIPE, stderr=child, env=env
    ) as process:
        os.close(child)
        # A terminal whose other end has gone is an error to read, on Linux.
        with suppress(OSError):
            while part := os.read(main, 65536):
                parts.append(part)
        assert process.stdout is not None
        told = process.stdout.read()
    os.close(main)
    return b"".join(parts).decode(), told


def screen(text: str) -> str:
    """Return what is left on a terminal's screen after all was written."""
    lines = [""]
    for part in re.split(r"(\r\n|\r|\n|\x1b\[K|\x1b\[[\d;]*m)", text):
        if part in {"\r\n", "\n"}:
            lines.append("")
        elif part == "\x1b[K":
            # It stands right after a return: the whole line goes.
            lines[-1] = ""
        elif part != "\r" and not part.startswith("\x1b"):
            lines[-1] += part
    return "\n".join(lines)


def test_a_person_sees_how_far_it_is(docs: Path):
    told, _ = on_a_terminal(docs)
    steps = re.findall(r"Reading \[(#*)(\.*)\] (\d+) of (\d+)", told)
    numbers = [int(step[2]) for step in steps]
    assert sorted(set(numbers)) == list(range(1, PAGES + 1))
    assert numbers == sorted(numbers)
    assert {step[3] for step in steps} == {str(PAGES)}
    assert {len(step[0] + step[1]) for step in steps} == {24}
    assert steps[-1][1] == ""


def test_nothing_of_it_is_left(docs: Path):
    told, out = on_a_terminal(docs)
    left = screen(told)
    assert "Reading" not in left
    # A warning of Sphinx's stands on a line of its own.
    assert re.search(r"^\S*page3\.md:3: WARNING: .*nothing.*$", left, re.MULTILINE)
    assert b"Reading" not in out
    assert b"\x1b" not in out


@pytest.mark.parametrize("environment", [{"CI": "true"}, {"TERM": "dumb"}])
def test_nobody_sees_it_where_nobody_looks(docs: Path, environment: dict[str, str]):
    told, _ = on_a_terminal(docs, **environment)
    assert "Reading" not in told
    assert "\x1b[K" not in told
    assert "page3.md:3: WARNING" in told


def test_a_pipe_gets_none(docs: Path):
    done = subprocess.run(
        [*COMMAND, str(docs)], capture_output=True, check=False, timeout=120
    )
    assert b"Reading" not in done.stderr
    assert b"\x1b" not in done.stderr
    assert b"page3.md:3: WARNING" in done.stderr


def test_it_goes_where_the_build_fails(docs: Path, tmp_path: Path):
    for path in docs.iterdir():
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    broken = (
        "def fail(app, docname, content):\n"
        "    if docname == 'page4':\n"
        "        from sphinx.errors import SphinxError\n"
        "        raise SphinxError('it broke')\n\n\n"
        "def setup(app):\n"
        "    app.connect('source-read', fail)\n"
    )
    (tmp_path / "conf.py").write_text(CONF + broken, "utf-8")
    told, _ = on_a_terminal(tmp_path)
    assert "Reading" in told
    left = screen(told)
    assert "Reading" not in left
    assert "it broke" in left


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def test_it_stands_below_what_is_written(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    progress = Progress(stream)
    nothing: Any = None
    progress._begin(nothing, nothing, ["a", "b"])
    progress._advance(nothing, "a", [])
    assert screen(stream.getvalue()) == f"Reading [{'#' * 12}{'.' * 12}] 1 of 2"
    progress.write("a warning\n")
    assert screen(stream.getvalue()).splitlines() == [
        "a warning", f"Reading [{'#' * 12}{'.' * 12}] 1 of 2",
    ]  # fmt: skip
    progress.erase()
    assert screen(stream.getvalue()) == "a warning\n"
