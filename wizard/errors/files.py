"""Files on this computer that can't be read or written."""

from __future__ import annotations

from wizard.errors.entry import Entry, Words, entry

_PYTHON = "Python's OSError"
_ERROR = r"\[(?:Errno|WinError) \d+\] "
_PATH = r"(?:.*?: '(?P<path>[^'\n]*)')?"


def _file(words: Words) -> Words:
    return {"file": words.get("path") or "A file or folder"}


ENTRIES: tuple[Entry, ...] = (
    entry(
        "file-missing",
        rf"{_ERROR}No such file or directory{_PATH}",
        "{file} is not there.",
        "The path is wrong, or a folder on the way to it is missing.",
        "Check the path; make the folder first.",
        "FileNotFoundError",
        _PYTHON,
        words=_file,
    ),
    entry(
        "file-denied",
        rf"{_ERROR}(?:Permission denied|Access is denied|Operation not permitted){_PATH}",
        "{file} may not be read or written by this user.",
        "It belongs to somebody else, or is protected.",
        "Choose another place, or have the permission changed.",
        "PermissionError",
        _PYTHON,
        words=_file,
    ),
    entry(
        "file-is-folder",
        rf"{_ERROR}Is a directory{_PATH}",
        "{file} is a folder, and a file is needed.",
        "Nothing was written.",
        "Name a file in it.",
        "IsADirectoryError",
        _PYTHON,
        words=_file,
    ),
    entry(
        "file-in-file",
        rf"{_ERROR}Not a directory{_PATH}",
        "{file} can't be: a part of its path is a file, not a folder.",
        "Nothing was written.",
        "Check the path.",
        "NotADirectoryError",
        _PYTHON,
        words=_file,
    ),
    entry(
        "file-exists",
        rf"{_ERROR}File exists{_PATH}",
        "{file} is there already.",
        "Nothing was written over it.",
        "Choose another name, or move it away.",
        "FileExistsError",
        _PYTHON,
        words=_file,
    ),
    entry(
        "disk-full",
        rf"{_ERROR}(?:No space left on device|Disk quota exceeded)",
        "The disk is full, or this user's share of it.",
        "The file was not written.",
        "Make room, or choose another place.",
        "OSError",
        _PYTHON,
    ),
    entry(
        "disk-readonly",
        rf"{_ERROR}Read-only file system{_PATH}",
        "{file} is on a disk that can only be read.",
        "The file was not written.",
        "Choose another place.",
        "OSError",
        _PYTHON,
        words=_file,
    ),
    entry(
        "file-name-long",
        rf"{_ERROR}File name too long",
        "The name of a file or folder is too long for this disk.",
        "The file was not written.",
        "Choose a shorter one.",
        "OSError",
        _PYTHON,
    ),
    entry(
        "disk-failed",
        rf"{_ERROR}Input/output error",
        "The disk failed while it was read or written.",
        "It may be damaged, or a network drive is gone.",
        "Choose another place, and look at the disk.",
        "OSError",
        _PYTHON,
    ),
)
