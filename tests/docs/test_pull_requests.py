"""The jobs of the page on pull requests: their commands run, without a forge."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml

from conftest import ROOT
from sphinxcontrib_techspec import cli
from sphinxcontrib_techspec.compare.as_markdown import MARK

PAGE = ROOT / "docs" / "how-to" / "pull-requests.md"
JOBS: list[dict[str, Any]] = [
    yaml.safe_load(text)
    for text in re.findall(
        r"^```yaml\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
]
GITHUB, GITLAB = JOBS
COMMENT = f"{MARK}\n### Spec changes & more\n"

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


def run(script: str, folder: Path, **variables: str) -> None:
    """Run a step as the runners do, with stand-ins from the folder."""
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],  # noqa: S607 - the shell of a runner
        cwd=folder,
        env=os.environ | {"PATH": path} | variables,
        check=True,
        timeout=60,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with stand-ins that note how they are called."""
    (tmp_path / "bin").mkdir()
    note = "import json, pathlib, sys\nnote = pathlib.Path('calls.jsonl').open('a')\n"
    note += "print(json.dumps(sys.argv[1:]), file=note)\n"
    for name, text in {
        "techspec": f"print({COMMENT!r}, end='') if sys.argv[1] == 'compare' else 0\n",
        "pip": "",
        "gh": (
            "import subprocess\n"
            "if '--jq' in sys.argv:\n"
            "    words = ['jq', sys.argv[sys.argv.index('--jq') + 1], 'comments.json']\n"
            "    sys.exit(subprocess.run(words).returncode)\n"
        ),
    }.items():
        file = tmp_path / "bin" / name
        file.write_text(f"#!{sys.executable}\n{note}{text}")
        file.chmod(0o755)
    return tmp_path


def calls(folder: Path) -> list[list[str]]:
    """Return how the stand-ins were called."""
    return [json.loads(line) for line in (folder / "calls.jsonl").open()]


def steps(job: dict[str, Any]) -> list[str]:
    """Return the steps that are shell."""
    return [step["run"] for step in job["jobs"]["spec"]["steps"] if "run" in step]


@pytest.mark.parametrize("scripts", [steps(GITHUB), GITLAB["spec"]["script"]])
def test_the_options_are_those_of_the_program(scripts: list[str]):
    parser = cli._parser()
    found = 0
    for script in scripts:
        if not script.startswith("techspec"):
            continue
        words = shlex.split(script.partition(" > ")[0])
        options = parser.parse_args(words[1:])
        found += 1
        assert options.run in {cli.check, cli._compare}
    assert found == 2


@pytest.mark.skipif(not shutil.which("jq"), reason="needs jq")
@pytest.mark.parametrize("is_there", [True, False])
def test_github(folder: Path, *, is_there: bool):
    bot, other = ({"login": name} for name in ("github-actions[bot]", "someone"))
    comments = [
        {"id": 1, "user": other, "body": COMMENT},
        {"id": 2, "user": bot, "body": "something else"},
        *({"id": n, "user": bot, "body": COMMENT} for n in (3, 4) if is_there),
    ]
    (folder / "comments.json").write_text(json.dumps(comments))
    for script in steps(GITHUB):
        run(
            script, folder, GITHUB_BASE_REF="main", GITHUB_SHA="abc",
            GITHUB_SERVER_URL="https://github.com", GITHUB_REPOSITORY="a/b",
            GITHUB_STEP_SUMMARY="summary.md", NUMBER="7",
        )  # fmt: skip
    assert (folder / "summary.md").read_text() == COMMENT
    compare, last, check = calls(folder)[1], calls(folder)[-2], calls(folder)[-1]
    assert compare[1] == check[3] == "origin/main"
    assert compare[-1] == "https://github.com/a/b/blob/abc"
    if is_there:
        assert last[-1] == "repos/a/b/issues/comments/3"
        assert {"PATCH", "body=@comment.md"} < set(last)
    else:
        assert last == ["pr", "comment", "7", "--body-file", "comment.md"]


class Forge(BaseHTTPRequestHandler):
    """A server that has notes, and what was asked of it."""

    notes: list[dict[str, Any]]
    asked: list[tuple[str, str, str]]

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = parse_qs(self.rfile.read(length).decode()).get("body", [""])[0]
        self.asked.append((self.command, self.path, body))
        self.send_response(200 if self.headers["PRIVATE-TOKEN"] == "t" else 401)
        self.end_headers()
        self.wfile.write(json.dumps(self.notes).encode())

    do_GET = do_PUT = do_POST = _answer  # noqa: N815 - the names are those of the base

    def log_message(self, *_: Any, **__: Any) -> None:
        """Print nothing."""


@pytest.fixture
def forge() -> Iterator[HTTPServer]:
    """Return a server on this machine."""
    Forge.notes, Forge.asked = [{"id": 1, "body": "Hello"}], []
    server = HTTPServer(("127.0.0.1", 0), Forge)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("token", ["t", ""])
def test_gitlab(folder: Path, forge: HTTPServer, token: str, *, is_there: bool):
    if is_there:
        Forge.notes += [{"id": n, "body": COMMENT} for n in (2, 3)]
    for script in GITLAB["spec"]["script"]:
        run(
            script, folder, SPEC_TOKEN=token, CI_COMMIT_SHA="abc", CI_PROJECT_ID="5",
            CI_API_V4_URL=f"http://127.0.0.1:{forge.server_port}/api/v4",
            CI_MERGE_REQUEST_DIFF_BASE_SHA="def", CI_MERGE_REQUEST_IID="7",
            CI_PROJECT_URL="https://gitlab.com/a/b",
        )  # fmt: skip
    assert (folder / "comment.md").read_text() == COMMENT
    compare, check = calls(folder)[-2:]
    assert compare[1] == check[3] == "def"
    notes = "/api/v4/projects/5/merge_requests/7/notes"
    written = ("PUT", f"{notes}/2") if is_there else ("POST", notes)
    assert Forge.asked[1:] == ([(*written, COMMENT)] if token else [])
