"""Files of a git revision, whatever a repository holds."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import commit_all, git, make_tree

from sphinxcontrib_techspec.compare.git import GitError, find_repository


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path


def written(
    folder: Path, out: Path, needed: Callable[[str], bool] = lambda _: True
) -> set[str]:
    """Write the files of the last commit, and return their paths."""
    out.mkdir()
    repository = find_repository(folder)
    repository.write_files(repository.commit("HEAD"), out, needed)
    found = [p for p in out.rglob("*") if not p.is_dir() or p.is_symlink()]
    names = {p.relative_to(out).as_posix() for p in found}
    return {name for name in names if not name.startswith(".git/")}


def test_files_are_as_they_were_committed(folder: Path, tmp_path: Path):
    (folder / "docs").mkdir()
    (folder / "docs" / "größe @ 1.md").write_bytes(b"a\r\nb\x00")
    (folder / "run.sh").write_text("true\n")
    (folder / "run.sh").chmod(0o755)
    # What an archive would leave out or fill in.
    (folder / ".gitattributes").write_text(
        "docs export-ignore\n*.txt export-subst eol=crlf\n"
    )
    (folder / "id.txt").write_text("$Format:%H$\n")
    commit_all(folder)
    (folder / "id.txt").write_text("other")
    out = tmp_path / "out"
    assert written(folder, out) == {
        "docs/größe @ 1.md",
        "run.sh",
        "id.txt",
        ".gitattributes",
    }
    assert (out / "docs" / "größe @ 1.md").read_bytes() == b"a\r\nb\x00"
    assert (out / "id.txt").read_text() == "$Format:%H$\n"
    assert os.access(out / "run.sh", os.X_OK)
    # Nothing of the repository changed.
    assert (folder / "id.txt").read_text() == "other"


def test_links_stay_inside(folder: Path, tmp_path: Path):
    for name, target in (
        ("inside", "a.md"),
        ("absolute", "/etc/passwd"),
        ("above", "../secret"),
        ("here", "."),
        ("through", "here/../../secret"),
    ):
        (folder / name).symlink_to(target)
    (folder / "a.md").write_text("A")
    commit_all(folder)
    assert written(folder, tmp_path / "out") == {"a.md", "inside", "here"}


def test_names_that_do_harm_are_left_out(folder: Path, tmp_path: Path):
    (folder / "a").write_text("A")
    git(folder, "add", "a")
    blob = git(folder, "hash-object", "a").strip()
    for name in ("../b", ".git/config", "x/.GIT/hooks/h"):
        # git refuses such names in its index; a tree made by hand has them.
        *folders, file = name.split("/")
        tree = make_tree(folder, f"100644 blob {blob}\t{file}\n")
        for part in reversed(folders):
            tree = make_tree(folder, f"040000 tree {tree}\t{part}\n")
        commit = git(folder, "commit-tree", tree, "-m", "x").strip()
        git(folder, "update-ref", "HEAD", commit)
        assert (
            written(folder, tmp_path / f"out{name.count('/')}{name[0]}{name[-1]}")
            == set()
        )
    assert not (tmp_path / "b").exists()


def test_contents_that_are_not_needed_are_empty(folder: Path, tmp_path: Path):
    (folder / "a.md").write_text("A")
    (folder / "b.png").write_text("B")
    commit_all(folder)
    out = tmp_path / "out"
    assert written(folder, out, lambda name: name.endswith(".md")) == {"a.md", "b.png"}
    assert (out / "a.md").read_text() == "A"
    assert (out / "b.png").read_bytes() == b""


def test_git_in_the_folder(folder: Path, tmp_path: Path):
    (folder / "a.md").write_text("A")
    commit_all(folder)
    git(folder, "tag", "v1")
    git(folder, "tag", "-a", "v2", "-m", "two")
    (folder / "a.md").write_text("B")
    commit_all(folder)
    git(folder, "branch", "x")
    out = tmp_path / "out"
    written(folder, out)
    for asked in (
        ("describe", "--tags", "--dirty"),
        ("rev-parse", "HEAD"),
        ("log", "--format=%H %s", "--", "a.md"),
        ("tag", "--list"),
    ):
        assert git(out, *asked) == git(folder, *asked)
    # What is done there stays there.
    before = git(folder, "for-each-ref")
    (out / "a.md").write_text("C")
    commit_all(out)
    git(out, "tag", "v3")
    assert git(folder, "for-each-ref") == before


def test_git_in_the_folder_of_a_shallow_clone(folder: Path, tmp_path: Path):
    for text in "ab":
        (folder / "a").write_text(text)
        commit_all(folder)
    shallow, out = tmp_path / "shallow", tmp_path / "out"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{folder}", str(shallow))
    written(shallow, out)
    assert len(git(out, "log", "--format=%H").split()) == 1


def test_git_in_the_folder_of_a_worktree(folder: Path, tmp_path: Path):
    (folder / "a").write_text("A")
    commit_all(folder)
    git(folder, "worktree", "add", "-q", str(tmp_path / "tree"), "-b", "x")
    written(tmp_path / "tree", tmp_path / "out")
    assert git(tmp_path / "out", "log", "--format=%s").strip() == "change"


@pytest.fixture
def module(folder: Path) -> Path:
    """Return the repository of a submodule, ``docs/shared`` of the other one."""
    origin = folder / "origin"
    origin.mkdir()
    git(origin, "init", "-q")
    (origin / "b.md").write_text("old")
    commit_all(origin)
    (folder / ".gitignore").write_text("/origin\n/o*\n")
    allowed = ("-c", "protocol.file.allow=always")
    git(folder, *allowed, "submodule", "--quiet", "add", str(origin), "docs/shared")
    commit_all(folder)
    return folder / "docs" / "shared"


def test_submodules_at_their_commits(folder: Path, module: Path, tmp_path: Path):
    (module / "b.md").write_text("new")
    assert "docs/shared/b.md" in written(folder, tmp_path / "o1")
    assert (tmp_path / "o1" / "docs" / "shared" / "b.md").read_text() == "old"
    commit_all(module)
    commit_all(folder)
    written(folder, tmp_path / "o2")
    assert (tmp_path / "o2" / "docs" / "shared" / "b.md").read_text() == "new"


@pytest.mark.usefixtures("module")
def test_a_submodule_that_is_not_there(folder: Path, tmp_path: Path):
    git(folder, "submodule", "--quiet", "deinit", "--force", "docs/shared")
    repository = find_repository(folder)
    (out := tmp_path / "o1").mkdir()
    left = repository.write_files(repository.commit("HEAD"), out, lambda _: True)
    assert left == ["docs/shared"]


def test_a_submodule_without_the_commit(folder: Path, module: Path, tmp_path: Path):
    head = git(module, "rev-parse", "HEAD").strip()
    entry = f"160000,{'1' * len(head)},docs/shared"
    git(folder, "update-index", "--cacheinfo", entry)
    git(folder, "commit", "-qm", "x")
    with pytest.raises(GitError, match="docs/shared"):
        written(folder, tmp_path / "o1")


@pytest.mark.parametrize(
    "name", ["nowhere", "", "-n", "--output=x", "a\0b", "HEAD:x", "HEAD~9"]
)
def test_unknown_revisions(folder: Path, name: str):
    (folder / "a").write_text("A")
    commit_all(folder)
    with pytest.raises(GitError, match="revision"):
        find_repository(folder).commit(name)
    assert [p.name for p in folder.iterdir() if p.name != ".git"] == ["a"]


def test_a_shallow_clone_is_named(folder: Path, tmp_path: Path):
    for text in "ab":
        (folder / "a").write_text(text)
        commit_all(folder)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{folder}", str(shallow))
    with pytest.raises(GitError, match="shallow"):
        find_repository(shallow).commit("HEAD~1")


def test_a_folder_outside_a_repository(tmp_path: Path):
    with pytest.raises(GitError, match="not a git repository"):
        find_repository(tmp_path / "docs")


def test_without_git(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(GitError, match="git cannot be run"):
        find_repository(folder)


def test_an_object_that_is_missing(folder: Path, tmp_path: Path):
    (folder / "a").write_text("A")
    commit_all(folder)
    blob = git(folder, "rev-parse", "HEAD:a").strip()
    (folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(GitError, match=blob):
        written(folder, tmp_path / "out")


def test_paths_below_a_link(folder: Path, tmp_path: Path):
    (folder / "docs").mkdir()
    (folder / "docs" / "a.md").write_text("A")
    commit_all(folder)
    link = tmp_path / "elsewhere"
    link.symlink_to(folder)
    repository = find_repository(link / "docs")
    assert repository.path_in(link / "docs" / "a.md") == "docs/a.md"
    assert repository.path_in(folder) == ""
    with pytest.raises(GitError, match="not in"):
        repository.path_in(Path("/etc/passwd"))


def test_former_paths(folder: Path):
    (folder / "a.md").write_text("text\n" * 20)
    commit_all(folder)
    git(folder, "mv", "a.md", "b.md")
    commit_all(folder)
    repository = find_repository(folder)
    first, second = repository.commit("HEAD~1"), repository.commit("HEAD")
    assert repository.former_path(first, second, "b.md") == "a.md"
    assert repository.former_path(first, "", "b.md") == "a.md"
    assert repository.former_path(first, second, "c.md") == ""


def test_the_variables_of_a_hook(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "docs").mkdir()
    monkeypatch.setenv("GIT_DIR", ".git")
    assert find_repository(folder / "docs").root == folder.resolve()
