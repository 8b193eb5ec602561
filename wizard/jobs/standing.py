"""What stands at the path of each output, and what would be written there; nothing is written here."""

from __future__ import annotations

import base64
import contextlib
import os
import re
import shlex
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from wizard.errors import Explanation, InputRefused
from wizard.jobs import records
from wizard.jobs.render import Rendered, beside, path_of, rendered
from wizard.pomerium.merging import Change, can_merge, merge
from wizard.pomerium.merging.difference import Row, difference, whole
from wizard.pomerium.outputs.format import LASTING
from wizard.pomerium.outputs.secret_files import OPTIONS
from wizard.pomerium.settings import SECRET_KEY, PomeriumSettings
from wizard.setup.model import Setup
from wizard.vault import DOTS, Secret

State = Literal["new", "same", "ours", "merge", "foreign"]
_LARGEST = 1_000_000  # bytes; as what is read as YAML
_SECURED = "It is left as it is, and no other file was written."
_ELSEWHERE = "Name another path in pomerium.outputs, or move that file away."
_SECRET_FILE = re.compile(rf"""^\s*['"]?{SECRET_KEY}_file['"]?\s*:\s*[^\s#]""", re.IGNORECASE | re.MULTILINE)
_KUBERNETES = re.compile(r"\.\.(?:data|\d{4}_\d\d_\d\d.*)")


@dataclass(frozen=True, slots=True)
class FileToWrite:
    """An output, the absolute path it goes to, and what stands there now.

    `state`: nothing stands there (new), what is wanted (same), a text written from here and not touched since
    (ours), somebody's that our settings go into (merge), or one that can't be written for `why` (foreign). `before`
    are the bytes that were read, `after` those to write; `notes` are to be shown beside it.
    """

    output: Rendered
    path: Path
    state: State
    before: bytes | None = field(default=None, repr=False)
    after: bytes = field(default=b"", repr=False)
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    why: Explanation | None = None

    @property
    def data(self) -> bytes:
        """The bytes that are to stand there."""
        return self.after or self.output.text.encode()


def files(state: Path, setup: Setup, told: PomeriumSettings, base: Path) -> tuple[FileToWrite, ...]:
    """A file for each output of the setup. `base` is the folder that relative paths start from."""
    told = beside(told, setup, base)
    return tuple(
        _file(state, rendered(output.format, told), path_of(base, output.path), told)
        for output in setup.pomerium.outputs
    )


def changed_rows(file: FileToWrite, secret: str) -> tuple[Row, ...]:
    """What changes in a file that stands; `secret` is the client secret."""
    if file.output.bare:
        return (Row("-", DOTS), Row("+", DOTS, ours=file.output.text == secret))
    return difference(file.before or b"", file.data, secret)


def all_rows(file: FileToWrite, secret: str) -> tuple[Row, ...]:
    """Every line that is to stand there."""
    if file.output.bare:
        return (Row(" ", DOTS, ours=file.output.text == secret),)
    return whole(file.data, secret)


def names_own_file(setup: Setup, base: Path) -> bool:
    """Whether a config.yaml that stands there takes the client secret from a file that nothing here writes."""
    ours = any(OPTIONS.get(output.format) == SECRET_KEY for output in setup.pomerium.outputs)
    for output in setup.pomerium.outputs:
        with contextlib.suppress(OSError):
            text = path_of(base, output.path).read_text(encoding="utf-8", errors="replace")
            if output.format == "config-yaml" and not ours and _SECRET_FILE.search(text):
                return True
    return False


def one(state: Path, output: Rendered, path: Path) -> FileToWrite:
    """A file of its own, which is never merged into."""
    return _file(state, output, path.expanduser().absolute(), None)


def _file(state: Path, output: Rendered, path: Path, told: PomeriumSettings | None) -> FileToWrite:
    text = output.text.encode()
    try:
        before = _read(path)
    except InputRefused as error:
        return FileToWrite(output, path, "foreign", why=error.why)
    if before is None:
        return FileToWrite(output, path, "new", after=text)
    notes = tuple(_notes(path, output.holds_secret))
    if before == text or records.made(state, path, before) == "whole":
        return FileToWrite(output, path, "same" if before == text else "ours", before, text, notes=notes)
    if told is None or not can_merge(output.format):
        return FileToWrite(output, path, "foreign", before, why=_not_ours(path, output.format))
    try:
        merged = merge(output.format, before, told)
    except InputRefused as error:
        why = Explanation(f"{path}: {error.why.happened}", _SECURED, f"{error.why.mend} {_or_elsewhere(output.format)}")
        return FileToWrite(output, path, "foreign", before, why=why)
    notes = tuple(_notes(path, _holds(merged.data, told.client_secret)))
    state_now: State = "same" if merged.data == before else "merge"
    if b"shared_secret" in merged.data.lower():
        output = replace(output, warnings=tuple(said for said in output.warnings if said not in LASTING))
    return FileToWrite(output, path, state_now, before, merged.data, merged.changes, (*notes, *merged.notes))


def _read(path: Path) -> bytes | None:
    """What stands at a path, None for nothing. Raises InputRefused for what is no file that may be replaced."""
    try:
        there = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise _refused(path, "exists as a link to nothing") from None
        return None
    except NotADirectoryError:
        return None  # told when it is written
    except OSError as error:
        raise _refused(path, f"can't be looked at: {error.strerror}") from None
    if not stat.S_ISREG(there.st_mode):
        raise _refused(path, "exists, and is no file")
    if there.st_size > _LARGEST:
        raise _refused(path, "is larger than a megabyte")
    _look_at_links(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refused(path, f"can't be read: {error.strerror}") from None


def _look_at_links(path: Path) -> None:
    """Raise InputRefused for a link that is not to be followed."""
    for link in _links(path):
        if _KUBERNETES.fullmatch(link.readlink().parts[0]):
            raise InputRefused(
                Explanation(
                    f"{path} is mounted by Kubernetes out of a ConfigMap or Secret.",
                    "What is written there is gone with the next change of that object.",
                    "Save the format configmap elsewhere, and give it to the cluster.",
                )
            )
        if hasattr(os, "getuid") and link.lstat().st_uid not in (0, os.getuid()):
            raise _refused(path, f"leads over a link of another user's, {link}")


def _links(path: Path) -> Iterator[Path]:
    """The links that a path leads over, its last part first to be followed."""
    for _ in range(40):
        if not path.is_symlink():
            return
        yield path
        path = path.parent / path.readlink()


def _holds(data: bytes, secret: Secret | None) -> bool:
    """Whether a file holds the client secret: not where it names another file for it."""
    text = secret.reveal().encode() if secret else b""
    return bool(text) and (text in data or base64.b64encode(text) in data)


def _notes(path: Path, with_secret: bool) -> Iterator[str]:
    """What deserves a look beside a file that stands; `with_secret`: the client secret will stand in it."""
    real = path.resolve()
    if path.is_symlink():
        yield f"{path} is a link: the file behind it is written, {real}."
    there = real.stat()
    if there.st_nlink > 1:
        yield f"{real} has another name on this disk (a hard link), which keeps the old text."
    if with_secret and os.name == "posix" and there.st_mode & stat.S_IROTH:
        command = f"chmod o-rwx {shlex.quote(str(real))}"
        yield f"Every account of this computer can read {real}, and the client secret in it. Run: {command}"


def _refused(path: Path, what: str) -> InputRefused:
    return InputRefused(Explanation(f"{path} {what}.", _SECURED, _ELSEWHERE))


def _not_ours(path: Path, name: str) -> Explanation:
    return Explanation(
        f"{path} exists, and was not written from here or was changed since.", _SECURED, _or_elsewhere(name)
    )


def _or_elsewhere(name: str) -> str:
    return (
        "Or name another path in pomerium.outputs, move that file away, or print the text with"
        f" `pomerium-cognito render FILE --format {name}` and put the lines in by hand."
    )
