import os
import sys
from pathlib import Path

import pytest

from citewell.cli.saving import check_writable, write_file
from citewell.model.errors import UsageError


def test_writes_and_replaces(tmp_path):
    path = tmp_path / "a.txt"
    write_file(path, "one\nµ")
    write_file(path, "two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_keeps_mode_and_follows_links(tmp_path):
    path, link = tmp_path / "a.txt", tmp_path / "link"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_file(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="cannot be written \\(No space left on device\\)"):
        write_file(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="no devices")
def test_a_device_is_written_to_and_stays(tmp_path):
    write_file(Path("/dev/null"), "x")
    assert not Path("/dev/null").is_file()


def test_refuses_early(tmp_path):
    with pytest.raises(UsageError, match="is a folder"):
        check_writable(tmp_path)
    with pytest.raises(UsageError, match="its folder is not there"):
        check_writable(tmp_path / "no" / "a.txt")
    check_writable(tmp_path / "a.txt")
