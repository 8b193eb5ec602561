"""Starting, attaching to, stopping and emptying the stand-in of one state folder."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from wizard import storage
from wizard.practice.state import Store, empty

if TYPE_CHECKING:
    from wizard.practice.wire import PracticeServer

DELAY_VARIABLE = "POMERIUM_COGNITO_PRACTICE_DELAY"
_DELAY = 1.5
_PATIENCE = 10.0  # seconds for another process to start or to let go


@dataclass(frozen=True)
class Practice:
    """A stand-in that is up. `url` serves API, issuer and login pages; `owned` tells whether this process runs it."""

    url: str
    owned: bool
    _stop: Callable[[], None] = field(repr=False, compare=False)

    def close(self) -> None:
        """Stop the server where this process runs it; once more is no fault."""
        self._stop()


def start(
    state: Path,
    port: int | None = None,
    log: Path | TextIO | None = None,
    clock: Callable[[], float] = time.time,
) -> Practice:
    """As `wizard.practice.start`; `log` may be an open file too, and `clock` another clock (seconds since 1970)."""
    folder = storage.private_folder(state)
    deadline = time.monotonic() + _PATIENCE
    while True:
        stack = contextlib.ExitStack()
        try:
            stack.enter_context(storage.locked(_lock(folder)))
        except storage.Busy:
            url = _running(folder)
            if url is not None:
                return Practice(url, False, lambda: None)
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
            continue
        try:
            return _serve(folder, port, log, clock, stack)
        except BaseException:
            stack.close()
            raise


def reset(state: Path) -> None:
    """As `wizard.practice.reset`."""
    folder = storage.private_folder(state)
    with storage.locked(_lock(folder)):
        kept = _kept_port(folder)
        storage.write_private(_file(folder), json.dumps({**empty(), "port": kept}))


def _serve(
    folder: Path,
    port: int | None,
    log: Path | TextIO | None,
    clock: Callable[[], float],
    stack: contextlib.ExitStack,
) -> Practice:
    store = Store(_file(folder))
    target = stack.enter_context(_opened(log)) if isinstance(log, Path) else log
    server = _listen(folder, port, store, clock, target)
    with store.change() as tree:
        tree["port"] = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="practice", daemon=True)
    thread.start()
    stopped = threading.Event()

    def stop() -> None:
        if not stopped.is_set():
            stopped.set()
            server.stop()
            thread.join()
            stack.close()

    return Practice(server.base, True, stop)


def _listen(
    folder: Path, port: int | None, store: Store, clock: Callable[[], float], log: TextIO | None
) -> PracticeServer:
    """Listen on the port that was asked for, or the kept one, or, where that is in use by now, on any."""
    from wizard.practice.wire import PracticeServer

    delay, mark = _delay(), _mark(folder)
    kept = _kept_port(folder)
    if port is None and kept is not None:
        with contextlib.suppress(OSError):
            return PracticeServer(kept, store, mark=mark, delay=delay, clock=clock, log=log)
    return PracticeServer(port or 0, store, mark=mark, delay=delay, clock=clock, log=log)


def _delay() -> float:
    """Seconds that a prefix domain takes; raises ValueError where the variable holds no such number."""
    text = os.environ.get(DELAY_VARIABLE, "")
    try:
        delay = float(text) if text else _DELAY
    except ValueError:
        delay = -1.0
    if not 0 <= delay < float("inf"):
        raise ValueError(f"{DELAY_VARIABLE} must be a number of seconds, 0 or more: {text}")
    return delay


def _running(folder: Path) -> str | None:
    """The URL of the server that is up for this folder, if the kept port answers as one."""
    port = _kept_port(folder)
    if port is None:
        return None
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/practice")
        told = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()
    good = isinstance(told, dict) and told.get("practice") is True and told.get("state") == _mark(folder)
    return f"http://127.0.0.1:{port}" if good else None


def _kept_port(folder: Path) -> int | None:
    try:
        tree = json.loads(_file(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    port = tree.get("port") if isinstance(tree, dict) else None
    return port if isinstance(port, int) else None


def _mark(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()


def _opened(log: Path) -> TextIO:
    """The log, private to its owner, to append to."""
    return os.fdopen(os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w", encoding="utf-8")


def _file(folder: Path) -> Path:
    return folder / "practice.json"


def _lock(folder: Path) -> Path:
    return folder / "practice.lock"
