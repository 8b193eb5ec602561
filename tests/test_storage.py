"""Files that lose nothing."""

import os
import stat
import subprocess
import sys

import pytest

from wizard import storage


def test_a_written_file_is_private_whole_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "secret.env"
    storage.write_private(path, "a\r\nb\n")
    assert path.read_bytes() == b"a\r\nb\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["secret.env"]


def test_a_refused_write_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    path = tmp_path / "config.yaml"
    storage.write_private(path, "old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        storage.write_private(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["config.yaml"]


def test_a_file_that_is_rewritten_keeps_whose_it_is_its_mode_and_its_link(tmp_path):
    path, link = tmp_path / "config.yaml", tmp_path / "link.yaml"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    if sys.platform == "linux":
        os.setxattr(path, "user.origin", b"team")
    owner = (path.stat().st_uid, 12345) if os.geteuid() == 0 else (path.stat().st_uid, path.stat().st_gid)
    os.chown(path, *owner)
    storage.rewrite(link, "new")
    assert (link.is_symlink(), path.read_text()) == (True, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert (path.stat().st_uid, path.stat().st_gid) == owner
    assert sys.platform != "linux" or os.getxattr(path, "user.origin") == b"team"


def test_what_cannot_be_kept_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "config.yaml"
    path.write_text("old")

    def refuse(file, like):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(storage, "_dress", refuse)
    with pytest.raises(PermissionError):
        storage.rewrite(path, "new")
    assert [p.read_text() for p in tmp_path.iterdir()] == ["old"]


def test_a_line_cut_short_by_a_crash_does_not_swallow_the_next(tmp_path):
    path = tmp_path / "journal.jsonl"
    storage.append_private(path, "one")
    with path.open("a") as file:
        file.write('{"cut')
    storage.append_private(path, "two")
    assert path.read_text().splitlines() == ["one", '{"cut', "two"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_state_folder_moves_with_the_variable_and_is_private(tmp_path, monkeypatch):
    monkeypatch.setenv(storage.HOME_VARIABLE, str(tmp_path / "deep" / "home"))
    folder = storage.state_folder()
    assert folder == tmp_path / "deep" / "home"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_lock_keeps_out_another_process_and_is_free_after_its_death(tmp_path):
    lock = tmp_path / "x.lock"
    code = (
        "import sys; from pathlib import Path; from wizard import storage\n"
        "with storage.locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(lock)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(storage.Busy, match=r"x\.lock"), storage.locked(lock):
            pass
        other.kill()
    with storage.locked(lock, 5):
        pass
