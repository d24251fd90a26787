"""Files are read only where they end, and written as a whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sphinxcontrib_techspec import files


def test_a_pipe_is_not_waited_for(tmp_path: Path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(OSError, match="regular"):
        files.read_regular(path)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_not_read(device):
    with pytest.raises(OSError, match="regular"):
        files.read_regular(Path(device))


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch):
    path = tmp_path / "large"
    path.write_bytes(b"x" * 2000)
    monkeypatch.setattr(files, "MAX_BYTES", 1999)
    with pytest.raises(OSError, match="MiB"):
        files.read_regular(path)
    monkeypatch.setattr(files, "MAX_BYTES", 2000)
    assert len(files.read_regular(path)) == 2000


def test_what_fails_leaves_the_old_file(tmp_path: Path, monkeypatch):
    path = tmp_path / "report.json"
    path.write_text("old")
    path.chmod(0o640)

    def fail(*_: object) -> None:
        raise OSError("no space")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="no space"):
            files.write_text(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    files.write_text(path, "new")
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_written_through(tmp_path: Path):
    target = tmp_path / "target"
    target.write_text("old")
    link = tmp_path / "link"
    link.symlink_to(target)
    files.write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_new_file_is_readable_as_usual(tmp_path: Path):
    (tmp_path / "plain").write_text("")
    files.write_text(tmp_path / "new", "")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_file_in_a_folder_that_takes_no_others_is_written(
    tmp_path: Path, monkeypatch
):
    def fail(**_: object) -> None:
        raise PermissionError

    path = tmp_path / "report.json"
    path.write_text("old")
    monkeypatch.setattr(files.tempfile, "mkstemp", fail)
    files.write_text(path, "new")
    assert path.read_text() == "new"
    with pytest.raises(PermissionError):
        files.write_text(tmp_path / "other.json", "new")
