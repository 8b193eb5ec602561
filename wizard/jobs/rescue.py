"""A text whose file can't be written is kept in the state folder, under a name that no other rescued text has."""

from __future__ import annotations

import itertools
from pathlib import Path

from wizard import storage


def rescued(state: Path, name: str, text: str) -> str:
    """Keep the text for a file of that name; the sentence that says where, or why it could not be kept.

    `state` is the state folder. The kept file is readable by its owner alone; texts that were kept before stay.
    """
    folder = state / "rescued"
    try:
        kept = _free(storage.private_folder(folder), name, text)
        storage.write_private(kept, text)
    except OSError as error:
        return f"Its text could not be kept in {folder} either ({error.strerror or error}); run this again."
    return f"Nothing is lost: its text is kept in {kept}."


def _free(folder: Path, name: str, text: str) -> Path:
    """The first path that nothing stands at, or this very text."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in itertools.count(1):
        path = folder / (name if number == 1 else f"{stem}-{number}{suffix}")
        if not path.exists() or path.read_bytes() == text.encode():
            return path
    raise AssertionError("count never ends")
