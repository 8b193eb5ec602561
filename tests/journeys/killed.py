"""Runs the command and kills it, as `kill -9` does, at one of its writes: python killed.py NUMBER WORDS...

Each file write has such moments: half of the bytes written, all of them (which is just before a rename, too), and
after a rename, a link or a removal. In practice mode the stand-in's own state is written by the same process, so the
moments around it are those just before and just after Amazon carries a call out.

Without words it waits for orders, a line of JSON each, and carries out each in a copy of itself, which spares the
start: {"at": NUMBER, "words": [...], "cwd": PATH, "env": {...}, "told": PATH}. It tells the copy's process id, then
how the copy ended.
"""

import io
import itertools
import json
import os
import signal
import sys

moments = itertools.count(1)
chosen = 0


def moment():
    """One more moment has come; at the one that was asked for everything ends."""
    if next(moments) == chosen:
        os.kill(os.getpid(), signal.SIGKILL)


class Halved:
    """A file whose writes reach the disk in two halves."""

    def __init__(self, file):
        self._file = file

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        self._file.__enter__()
        return self

    def __exit__(self, *error):
        return self._file.__exit__(*error)

    def write(self, data):
        half = len(data) // 2
        self._file.write(data[:half])
        self._file.flush()
        moment()
        self._file.write(data[half:])
        self._file.flush()
        moment()
        return len(data)


def halving(way):
    """As os.fdopen or io.open; what is opened to be written is written in halves."""

    def opened(what, mode="r", *words, **more):
        file = way(what, mode, *words, **more)
        return file if mode in ("r", "rb") else Halved(file)

    return opened


def and_then(call):
    """The call with a moment after it."""

    def watched(*words, **more):
        done = call(*words, **more)
        moment()
        return done

    return watched


def command(at, words):
    """The command's exit status, where it comes to its end."""
    global chosen  # noqa: PLW0603
    from wizard.cli import main

    chosen = at
    os.fdopen, io.open = halving(os.fdopen), halving(io.open)  # the latter is what Path.open calls
    for name in ("replace", "rename", "link", "unlink"):
        setattr(os, name, and_then(getattr(os, name)))
    sys.argv = ["pomerium-cognito", *words]
    return main()


def carried_out(order):
    """In the copy: the command, and nothing after it."""
    out = os.open(order["told"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), write_through=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), write_through=True)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    status = 70
    try:
        status = command(order["at"], order["words"])
    except SystemExit as ended:
        status = ended.code or 0
    finally:
        os._exit(status)


def wait_for_orders():
    """Until the orders end."""
    import boto3.session  # noqa: F401
    import botocore.httpsession

    import wizard.app
    import wizard.cli.program
    import wizard.jobs.apply
    import wizard.jobs.rotate
    import wizard.jobs.undo
    import wizard.practice.wire
    from wizard.practice.model import service

    del wizard, botocore
    for name in ("cognito-idp", "sts", "acm"):
        service(name)
    for line in sys.stdin:
        copy = os.fork()
        if not copy:
            carried_out(json.loads(line))
        print(copy, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(command(int(sys.argv[1]), sys.argv[2:]))
    wait_for_orders()
