"""One window for one state folder: a second start hands its file to the window that is open, and ends.

The open window listens on loopback and says in `window.json`, which only its owner can read, on which port, and the
word that a caller has to know. No lock is held: what a killed window left behind is a port where nobody answers so.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wizard import storage

if TYPE_CHECKING:
    import socket

_NAME = "window.json"
_HOST = "127.0.0.1"
_ANSWERING = 2.0  # seconds; a window that is busy for longer is not waited for
_ASKING = 0.2  # seconds; who knocks has its message ready, and the window stands still for it
_LONGEST = 65_536  # bytes of a message
_ACTIVATION = "XDG_ACTIVATION_TOKEN"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a second start asks for: the window in front, on `file` (absolute) where one is named.

    `activation` is the desktop's permission to come to the front, '' where it gives none.
    """

    file: Path | None = None
    activation: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Door:
    """Where a window listens; `listening` is readable when somebody knocks."""

    listening: socket.socket
    word: str = field(repr=False)
    place: Path

    def knocked(self, accept: Callable[[Wish], bool]) -> None:
        """Hear one caller. Whoever knows the word is told whether `accept` did it. Never raises."""
        from secrets import compare_digest

        with contextlib.suppress(OSError, ValueError):
            caller, _ = self.listening.accept()
            with caller:
                caller.settimeout(_ASKING)
                told = _object(_line(caller))
                if compare_digest(str(told.get("word")).encode(), self.word.encode()):
                    file = str(told.get("file") or "")
                    wish = Wish(Path(file) if file else None, str(told.get("activation") or ""))
                    caller.sendall(b"yes\n" if accept(wish) else b"no\n")

    def shut(self) -> None:
        """Nobody is heard any more. A window that came meanwhile keeps what it wrote."""
        self.listening.close()
        if _read(self.place).get("word") == self.word:
            self.place.unlink(missing_ok=True)


def open_door(folder: Path) -> Door | None:
    """Listen for later starts with the same state folder; None where this computer doesn't let one."""
    import socket
    from secrets import token_urlsafe

    word, place = token_urlsafe(24), folder / _NAME
    try:
        listening = socket.create_server((_HOST, 0), backlog=4)
    except OSError:
        return None
    listening.setblocking(False)
    told = {"port": listening.getsockname()[1], "word": word, "process": os.getpid()}
    try:
        storage.write_private(place, json.dumps(told))
    except OSError:
        listening.close()
        return None
    return Door(listening, word, place)


def handed_over(folder: Path, file: Path | None, env: Mapping[str, str]) -> bool:
    """Whether a window of this state folder is open and has taken the wish. Loads nothing where none is."""
    told = _read(folder / _NAME)
    if not told:
        return False
    import socket

    path = str(file.expanduser().absolute()) if file is not None else ""
    wish = {"word": told.get("word"), "file": path, "activation": env.get(_ACTIVATION, "")}
    try:
        with socket.create_connection((_HOST, int(told["port"])), _ANSWERING) as window:
            _let_it_come(told.get("process"))
            window.sendall(json.dumps(wish).encode() + b"\n")
            return _line(window) == b"yes"
    except (OSError, KeyError, TypeError, ValueError, OverflowError):
        return False


def _line(stream: socket.socket) -> bytes:
    """Up to the end of a line, or of what may be said."""
    said = b""
    while len(said) < _LONGEST and b"\n" not in said:
        part = stream.recv(4096)
        if not part:
            break
        said += part
    return said.partition(b"\n")[0]


def _read(place: Path) -> dict[str, Any]:
    try:
        return _object(place.read_bytes())
    except (OSError, ValueError):
        return {}


def _object(text: bytes) -> dict[str, Any]:
    """Raises ValueError for what is no JSON."""
    told = json.loads(text)
    return told if isinstance(told, dict) else {}


def _let_it_come(process: object) -> None:
    """On Windows only the process that the user has just started may give the first place away."""
    if sys.platform == "win32" and isinstance(process, int):
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(process)
