"""What was written from here: a digest a file, which tells ours from those that somebody changed since."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Literal

from wizard import storage

Made = Literal["whole", "merged"]
_MERGED = "merged:"


def made(state: Path, path: Path, there: bytes) -> Made | None:
    """How the file came to hold these bytes: written whole, merged into, or not from here."""
    record = _all(state).get(str(path))
    digest = hashlib.sha256(there).hexdigest()
    return {digest: "whole", _MERGED + digest: "merged"}.get(str(record))  # type: ignore[return-value]


def remember(state: Path, path: Path, data: bytes, how: Made) -> None:
    """Keep the digest of what stands there now."""
    digest = hashlib.sha256(data).hexdigest()
    record = digest if how == "whole" else _MERGED + digest
    records = _all(state)
    if records.get(str(path)) != record:
        storage.write_private(state / "written.json", json.dumps(records | {str(path): record}, indent=1))


def _all(state: Path) -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        records = json.loads((state / "written.json").read_text(encoding="utf-8"))
        if isinstance(records, dict):
            return records
    return {}
