"""No command, or a FILE: the window."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from wizard.cli.ending import Answer
from wizard.cli.options import NAME, Call, answering
from wizard.cli.reach import empty_practice, mode_of
from wizard.errors import Explanation, InputRefused, WizardError

_WITHOUT_DISPLAY = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")  # Qt's platforms that need no display server


@answering("window", example="corp.yaml", hidden=True)
@click.argument("file", type=click.Path(path_type=Path), required=False)
def command(call: Call, file: Path | None) -> Answer:
    """Open the window, on the setup FILE where one is named."""
    if call.as_json:
        raise InputRefused(
            Explanation("The window prints no JSON.", mend=f"Name a command, as {NAME} plan FILE --json.")
        )
    if not display(os.environ, sys.platform):
        raise InputRefused(_no_display())
    if call.flags.demo_reset:
        empty_practice()
    try:
        from wizard.gui import window
    except ImportError as error:
        raise WizardError(_not_loaded(error)) from error
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # Qt's loop would not run Python's handlers in time
    return Answer(window.run(file, mode_of(call)))


def display(env: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be shown: always on Windows and macOS, else where a display server is named."""
    if platform in ("win32", "darwin", "cygwin"):
        return True
    qt = env.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")) or qt in _WITHOUT_DISPLAY


def _no_display() -> Explanation:
    return Explanation(
        "No display is here, so the window can't open.",
        "The commands do the same on a terminal.",
        f"{NAME} new -o FILE --authenticate-url URL --region R --prefix P, then plan FILE, apply FILE, verify FILE,"
        f" save FILE; --demo with each of them for practice. {NAME} --help lists them.",
    )


def _not_loaded(error: ImportError) -> Explanation:
    return Explanation(
        f"The window's library Qt can't be loaded: {error}.",
        "A system library is missing, or the installation is not whole. The commands work without it.",
        "On Debian and Ubuntu: sudo apt-get install libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3"
        " libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0"
        f" libxcb-xinerama0. Or use the commands: {NAME} --help",
        f"{type(error).__name__}: {error}",
    )
