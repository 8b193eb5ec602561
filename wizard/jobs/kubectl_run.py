"""Runs kubectl: manifests on its standard input, a wish to stop heard at once."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field

from wizard.errors import Explanation, InputRefused, Stopped
from wizard.events import Cancel

_LOOK = 0.1  # seconds between two looks at the wish to stop
_GRACE = 3.0  # seconds that kubectl has to end once it was asked to
_OWN_DIFF = "KUBECTL_EXTERNAL_DIFF"


@dataclass(frozen=True, slots=True)
class Ended:
    """kubectl's exit status and what it told."""

    status: int
    out: str = field(repr=False)
    err: str = field(repr=False)


def run_kubectl(words: Sequence[str], given: bytes, cancel: Cancel) -> Ended:
    """Run `kubectl WORDS` with `given` on its standard input.

    Raises InputRefused where there is none or it can't be started, Stopped once somebody asked and kubectl has ended.
    """
    cancel.check()
    program = shutil.which("kubectl")
    if program is None:
        raise InputRefused(_missing())
    # A viewer of the admin's own would open a window, and answer in a form of its own.
    environment = {name: value for name, value in os.environ.items() if name != _OWN_DIFF} | {"LC_ALL": "C"}
    try:
        process = subprocess.Popen(
            [program, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
    except OSError as error:
        raise InputRefused(_not_started(program, error)) from error
    with process:
        out, err = _outcome(process, given, cancel)
    if cancel.wished:
        raise Stopped()
    return Ended(process.returncode, out.decode(errors="replace"), err.decode(errors="replace"))


def _outcome(process: subprocess.Popen[bytes], given: bytes, cancel: Cancel) -> tuple[bytes, bytes]:
    """What it told until its end, or until it was ended."""
    first: bytes | None = given
    while True:
        try:
            return process.communicate(first, timeout=_LOOK)
        except subprocess.TimeoutExpired:
            first = None
            if cancel.wished:
                _end(process)
                return b"", b""
        except BaseException:
            process.kill()
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end, then end it; what it started itself may hold its pipes open, and is not waited for."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    process.kill()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def _missing() -> Explanation:
    return Explanation(
        "There is no kubectl on this computer's PATH.",
        "The files are for it: nothing was sent.",
        "Install kubectl, or take the files to a computer that has it.",
    )


def _not_started(program: str, error: OSError) -> Explanation:
    return Explanation(
        f"{program} can't be started: {error.strerror or error}.",
        "Nothing was sent.",
        "Run `kubectl version --client` in a terminal.",
        str(error),
    )
