"""Runs the command and kills it, as `kill -9` does, at one of its writes: python killed.py NUMBER WORDS...

Each file write has four such moments: half of the bytes written, all of them, before the rename and after it; an
append to the journal has the first two. In practice mode the stand-in's own state is written by the same process, so
the moments around it are those just before and just after Amazon carries a call out.
"""

import itertools
import os
import pathlib
import signal
import sys

moments = itertools.count(1)
chosen = int(sys.argv[1])


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


class System:
    """The module os, but for the files that it opens."""

    def __getattr__(self, name):
        return getattr(os, name)

    def fdopen(self, *words, **more):
        return Halved(os.fdopen(*words, **more))


replace = pathlib.Path.replace


def watched(path, target):
    """A rename with a moment on both sides."""
    moment()
    done = replace(path, target)
    moment()
    return done


if __name__ == "__main__":
    from wizard import storage
    from wizard.cli import main

    storage.os = System()
    pathlib.Path.replace = watched
    sys.argv = ["pomerium-cognito", *sys.argv[2:]]
    sys.exit(main())
