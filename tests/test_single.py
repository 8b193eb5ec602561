"""One window for one state folder: who is heard, and what becomes of everybody else."""

from __future__ import annotations

import contextlib
import json
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wizard import single
from wizard.single import Door, Wish


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    opened = single.open_door(tmp_path)
    assert opened is not None
    yield opened
    opened.shut()


def hearing(door: Door, answer: bool, times: int = 1) -> tuple[list[Wish], threading.Thread]:
    """A window that says `answer` so many times; the wishes it heard."""
    wishes: list[Wish] = []
    door.listening.setblocking(True)

    def hear() -> None:
        for _ in range(times):
            door.knocked(lambda wish: wishes.append(wish) or answer)  # type: ignore[func-returns-value]

    thread = threading.Thread(target=hear)
    thread.start()
    return wishes, thread


@pytest.mark.parametrize("answer", [True, False])
def test_a_later_start_is_heard_and_told(
    tmp_path: Path, door: Door, answer: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes, thread = hearing(door, answer)
    monkeypatch.chdir(tmp_path)
    handed = single.handed_over(tmp_path, Path("corp ü.yaml"), {"XDG_ACTIVATION_TOKEN": "token"})
    thread.join()
    assert handed is answer
    assert wishes == [Wish(tmp_path / "corp ü.yaml", "token")]


def test_without_a_file_the_wish_is_for_the_window_alone(tmp_path: Path, door: Door) -> None:
    wishes, thread = hearing(door, answer=True)
    assert single.handed_over(tmp_path, None, {})
    thread.join()
    assert wishes == [Wish()]


def test_the_word_is_its_owner_s_alone(tmp_path: Path, door: Door) -> None:
    assert stat.S_IMODE((tmp_path / "window.json").stat().st_mode) == 0o600
    assert door.word not in repr(door)


@pytest.mark.parametrize(
    "said",
    [b"", b"\n", b"{", b"[]\n", b"{}\n", b'{"word": "guess", "file": "/etc/passwd"}\n', b'{"word": null}\n', b"\xff\n"],
    ids=repr,
)
def test_who_does_not_know_the_word_gets_no_answer(door: Door, said: bytes) -> None:
    wishes, thread = hearing(door, answer=True)
    with contextlib.suppress(OSError), socket.create_connection(door.listening.getsockname(), 5) as caller:
        caller.sendall(said)
        caller.shutdown(socket.SHUT_WR)
        assert caller.recv(10) == b""
    thread.join()
    assert wishes == []


def test_who_says_nothing_does_not_keep_the_window(door: Door) -> None:
    wishes, thread = hearing(door, answer=True)
    with socket.create_connection(door.listening.getsockname(), 5):
        thread.join(5)
        assert not thread.is_alive()
    assert wishes == []


def test_nobody_knocks_where_nobody_is(tmp_path: Path) -> None:
    assert not single.handed_over(tmp_path, None, {})


def test_a_killed_window_s_port_is_nobody(tmp_path: Path, door: Door) -> None:
    left = (tmp_path / "window.json").read_text()
    door.shut()
    assert not (tmp_path / "window.json").exists()
    (tmp_path / "window.json").write_text(left)
    assert not single.handed_over(tmp_path, None, {})


def stranger(answer: bytes) -> tuple[int, Callable[[], None]]:
    """Somebody else's program that has taken the port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        caller, _ = listening.accept()
        with caller:
            caller.recv(10)
            caller.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    return listening.getsockname()[1], lambda: (thread.join(), listening.close())[0]


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"", b"no\n"])
def test_a_stranger_on_the_port_is_not_the_window(tmp_path: Path, answer: bytes) -> None:
    port, end = stranger(answer)
    (tmp_path / "window.json").write_text(json.dumps({"port": port, "word": "x"}))
    assert not single.handed_over(tmp_path, None, {})
    end()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"port": "x"}', '{"port": null}', '{"port": 99999999}', '{"port": 1e400}']
)
def test_a_note_that_can_t_be_used_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "window.json").write_text(text)
    assert not single.handed_over(tmp_path, None, {})


def test_a_window_that_came_later_keeps_its_note(tmp_path: Path, door: Door) -> None:
    later = single.open_door(tmp_path)
    assert later is not None
    door.shut()
    wishes, thread = hearing(later, answer=True)
    assert single.handed_over(tmp_path, None, {})
    thread.join()
    later.shut()
    assert len(wishes) == 1


def test_a_folder_that_can_t_be_written_leaves_the_window_alone(tmp_path: Path) -> None:
    assert single.open_door(tmp_path / "none" / "such") is None


def test_where_no_window_is_nothing_is_loaded_for_it(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from wizard import single; "
        f"single.handed_over(Path({str(tmp_path)!r}), None, {{}}); print({{'socket', 'secrets'}} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
