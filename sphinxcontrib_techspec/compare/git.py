"""The files of a git revision, written into a folder.

Git is asked for the files as they are stored. Nothing is checked out: hooks, filters
and attributes of the repository are not used, and the repository is not changed. The
folder is a repository of its own that reads the objects of the first one, since a
conf.py may ask git for the version or the date.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

_FILE, _EXECUTABLE, _LINK, _SUBMODULE = "100644", "100755", "120000", "160000"
_NOT_WRITTEN = frozenset({"", ".", "..", ".git"})
"""Names that are no file's; a repository that has them was made to do harm."""

OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""The variables that git sets for its hooks."""


class GitError(Exception):
    """The files of a revision cannot be had; the text says why."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository.

    Attributes:
        root: the top folder of its working copy.
    """

    root: Path

    def path_in(self, path: Path) -> str:
        """Return the path of a file or folder from the top folder.

        Raises:
            GitError: it is not in the repository.
        """
        # A link in the path leads where it leads; the last part may be gone.
        full = path.parent.resolve() / path.name if path.name else path.resolve()
        try:
            found = full.relative_to(self.root).as_posix()
        except ValueError:
            message = f"{path}: not in the git repository {self.root}"
            raise GitError(message) from None
        return "" if found == "." else found

    def commit(self, revision: str) -> str:
        """Return the id of the commit that a revision names.

        Raises:
            GitError: there is no such commit.
        """
        if not revision or revision.startswith("-") or "\0" in revision:
            message = f"invalid git revision “{revision}”"
            raise GitError(message)
        name = f"{revision}^{{commit}}"
        done = _run(self.root, "rev-parse", "--verify", "--quiet", name)
        if done.returncode or not done.stdout:
            message = f"unknown git revision “{revision}”" + self._hint()
            raise GitError(message)
        return done.stdout.decode().strip()

    def _hint(self) -> str:
        done = _run(self.root, "rev-parse", "--is-shallow-repository")
        if done.stdout.strip() != b"true":
            return ""
        return (
            "; the repository is a shallow clone: fetch its history first "
            "(git fetch --unshallow, or fetch-depth: 0 in actions/checkout)"
        )

    def has(self, commit: str, path: str) -> bool:
        """Return whether a commit has a file or folder."""
        return not _run(self.root, "cat-file", "-e", f"{commit}:{path}").returncode

    def former_path(self, old: str, new: str, path: str) -> str:
        """Return the path that a file had, where git finds that it was renamed.

        Args:
            old: the commit before.
            new: the commit after; empty for the working copy.
            path: the file's path after.

        Returns:
            The path; empty where git finds none.
        """
        commits = [old, new] if new else [old]
        done = _run(
            self.root, "diff", "--find-renames", "--diff-filter=R", "--name-status",
            "-z", "--no-ext-diff", "--no-textconv", *commits, "--",
        )  # fmt: skip
        parts = done.stdout.decode("utf-8", "surrogateescape").split("\0")
        renames = zip(parts[1::3], parts[2::3], strict=False)
        return next((old for old, new in renames if new == path), "")

    def content(self, commit: str, path: str) -> bytes:
        """Return the content of a file of a commit.

        Raises:
            GitError: git does not return it.
        """
        return _checked(self.root, "cat-file", "blob", f"{commit}:{path}")

    def write_files(
        self, commit: str, folder: Path, is_needed: Callable[[str], bool]
    ) -> list[str]:
        """Write all files of a commit into an empty folder.

        Links out of the folder are left out, and so are submodules that are not there
        in the working copy.

        Args:
            commit: the commit.
            folder: the folder.
            is_needed: returns whether the content of a file is needed, by its name;
                the others are empty.

        Returns:
            The paths of the submodules that are left out.

        Raises:
            GitError: git does not return the files.
            OSError: a file cannot be written.
        """
        entries = list(self._entries(commit))
        modules = [(oid, name) for mode, oid, name in entries if mode == _SUBMODULE]
        entries = [entry for entry in entries if entry[0] != _SUBMODULE]
        links: list[tuple[Path, bytes]] = []
        with tempfile.TemporaryFile() as wanted:
            oids = [oid for _, oid, name in entries if is_needed(name)]
            wanted.write("".join(f"{oid}\n" for oid in oids).encode())
            wanted.seek(0)
            with _batch(self.root, wanted) as process:
                for mode, oid, name in entries:
                    content = _content(process.stdout, oid) if is_needed(name) else b""
                    path = folder.joinpath(*PurePosixPath(name).parts)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    if mode == _LINK and content:
                        links.append((path, content))
                    else:
                        path.write_bytes(content)
                        path.chmod(0o755 if mode == _EXECUTABLE else 0o644)
        left_out = [
            left
            for oid, name in modules
            for left in self._write_submodule(oid, name, folder, is_needed)
        ]
        # Links come last, so that no file is written through one.
        _write_links(links, folder)
        self._link_history(commit, folder)
        return left_out

    def _write_submodule(
        self, commit: str, name: str, folder: Path, is_needed: Callable[[str], bool]
    ) -> list[str]:
        """Write the files of a submodule; return the paths of those left out."""
        path = folder.joinpath(*PurePosixPath(name).parts)
        path.mkdir(parents=True, exist_ok=True)
        module = Repository(self.root / name)
        is_inside = _leads_inside(module.root, self.root)
        if not is_inside or not (module.root / ".git").exists():
            return [name]
        if _run(module.root, "cat-file", "-e", f"{commit}^{{commit}}").returncode:
            message = (
                f"the submodule {name} has no commit {commit}: fetch its history "
                f"(git -C {name} fetch --unshallow)"
            )
            raise GitError(message)
        left = module.write_files(commit, path, is_needed)
        return [f"{name}/{path}" for path in left]

    def _link_history(self, commit: str, folder: Path) -> None:
        """Make a folder a repository at a commit, with the objects of this one.

        Whatever looks for the top of a repository stops there, and reads its commits
        and tags. This repository does not change.
        """
        form = self._read("rev-parse", "--show-object-format")
        _checked(folder, "init", "-q", "--template=", f"--object-format={form}")
        own = folder / ".git"
        common = self.root / self._read("rev-parse", "--git-common-dir")
        (own / "objects" / "info").mkdir(exist_ok=True)
        alternates = f"{(common / 'objects').resolve()}\n"
        (own / "objects" / "info" / "alternates").write_text(alternates, "utf-8")
        (own / "HEAD").write_text(f"{commit}\n", "ascii")
        tags = self._read(
            "for-each-ref", "--format=%(objectname) %(refname)", "refs/tags"
        )
        (own / "packed-refs").write_text(tags and f"{tags}\n", "utf-8")
        if (common / "shallow").is_file():
            (own / "shallow").write_bytes((common / "shallow").read_bytes())
        # An index is for git status; git takes no names into it that do harm.
        _run(folder, "read-tree", commit)

    def _read(self, *arguments: str) -> str:
        return os.fsdecode(_checked(self.root, *arguments)).strip()

    def _entries(self, commit: str) -> Iterator[tuple[str, str, str]]:
        """Yield mode, object and path of each file of a commit."""
        tree = _checked(self.root, "ls-tree", "-r", "-z", "--full-tree", commit)
        for entry in tree.split(b"\0"):
            about, _, name = entry.partition(b"\t")
            mode, _, oid = about.decode().partition(" ")
            oid = oid.rpartition(" ")[2]
            path = os.fsdecode(name)
            is_known = mode in {_FILE, _EXECUTABLE, _LINK, _SUBMODULE}
            if is_known and _is_safe(path):
                yield mode, oid, path


def find_repository(path: Path) -> Repository:
    """Return the git repository that a file or folder is in.

    Args:
        path: the file or folder, which need not exist.

    Raises:
        GitError: there is none, or git is not installed.
    """
    folder = path.resolve()
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    done = _run(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        message = f"{path}: {_reason(done)}"
        raise GitError(message)
    return Repository(Path(os.fsdecode(done.stdout.rstrip(b"\r\n"))).resolve())


def _is_safe(path: str) -> bool:
    parts = path.split("/")
    wrong = any(part.lower() in _NOT_WRITTEN for part in parts)
    return not wrong and not (os.name == "nt" and any(c in path for c in '\\:"<>|?*'))


def _write_links(links: list[tuple[Path, bytes]], folder: Path) -> None:
    """Write links, and remove those that lead out of the folder."""
    root = folder.resolve()
    written: list[Path] = []
    for path, target in links:
        if not path.exists() and not path.is_symlink():
            path.symlink_to(os.fsdecode(target))
            written.append(path)
    # A link may lead out through another one.
    while outside := [p for p in written if not _leads_inside(p, root)]:
        for path in outside:
            path.unlink()
            written.remove(path)


def _leads_inside(path: Path, root: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(root)


def _content(output: IO[bytes] | None, oid: str) -> bytes:
    header = output.readline().decode().split() if output else []
    if output is None or len(header) != 3 or header[1] != "blob":
        message = (
            f"git has no object {oid}; the repository is incomplete: fetch it again "
            "(git fetch --refetch)"
        )
        raise GitError(message)
    content = output.read(int(header[2]))
    output.read(1)
    return content


def _environment() -> dict[str, str]:
    # A hook names the repository from another folder than git is called in.
    given = {k: v for k, v in os.environ.items() if k not in OF_HOOKS}
    # Nothing is asked at a terminal, and messages are in English.
    return given | {
        "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
    }  # fmt: skip


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell; a revision is no option
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the user's git
            capture_output=True, check=False, env=_environment(),
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError as error:
        message = f"git cannot be run: {error.strerror}"
        raise GitError(message) from None


def _checked(folder: Path, *arguments: str) -> bytes:
    """Return the output of git.

    Raises:
        GitError: git fails.
    """
    done = _run(folder, *arguments)
    if done.returncode:
        raise GitError(_reason(done))
    return done.stdout


def _batch(folder: Path, source: IO[bytes]) -> subprocess.Popen[bytes]:
    """Return git writing the contents of the objects whose ids a file has."""
    return subprocess.Popen(  # noqa: S603 - no shell
        ["git", "-C", str(folder), "cat-file", "--batch"],  # noqa: S607 - the user's git
        stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=_environment(),
    )  # fmt: skip


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the first line of what git says, without its own prefix."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    first = lines[0] if lines else f"git ended with {done.returncode}"
    return first.removeprefix("fatal: ").removeprefix("error: ")
