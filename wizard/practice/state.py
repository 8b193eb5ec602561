"""What the stand-in remembers: one JSON file, written after every change, private to its owner.

Passwords and secrets of practice lie in it in clear: nothing of them opens anything real.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wizard import storage

Tree = dict[str, Any]
"""JSON: the whole state, or one record of it."""


def empty() -> Tree:
    """A state with nothing in it but its sections."""
    return {
        "version": 1,
        "port": None,
        "pools": {},  # by pool id
        "domains": {},  # by key: `<region>/<prefix>`, or the custom name
        "keys": [],  # RSA keys of tokens, made on first use
        "codes": {},  # authorization codes
        "sessions": {},  # browser sessions, by cookie value
        "flows": {},  # sign-ins that wait for a new password or a second factor
        "grants": {},  # refresh tokens, by their value
        "revoked": {},  # origin_jti of tokens that no longer hold
        "roles": {},  # assumed-role ARN by access key
        "outbox": [],  # messages that Amazon would have sent
        "mail": {"day": "", "count": 0},
    }


class Store:
    """The state in memory and on disk; safe for many threads of one process."""

    def __init__(self, path: Path) -> None:
        """Read `path`, or begin empty. Raises ValueError when the file is not a state of this version."""
        self._path = path
        self._lock = threading.RLock()
        self._text = path.read_text(encoding="utf-8") if path.exists() else ""
        self._tree: Tree = json.loads(self._text) if self._text else empty()
        if not isinstance(self._tree, dict) or self._tree.get("version") != 1:
            raise ValueError(f"{path} is not a practice state that this version reads")

    @contextlib.contextmanager
    def change(self) -> Iterator[Tree]:
        """The state, to read or change; written at the end when it differs, put back when the block raises."""
        with self._lock:
            try:
                yield self._tree
                text = json.dumps(self._tree, ensure_ascii=False)
                if text != self._text:
                    storage.write_private(self._path, text)
                    self._text = text
            except BaseException:
                self._tree = json.loads(self._text) if self._text else empty()
                raise
