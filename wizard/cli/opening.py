"""Opens the window, or says why not and what does the same; loads no more than that takes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.cli.ending import NAME, Answer, concluded, end_of
from wizard.errors import Explanation, InputRefused, WizardError

if TYPE_CHECKING:
    from wizard.app import Mode

_WITHOUT_DISPLAY = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")  # Qt's platforms that need no display server
DEBIAN_PACKAGES = (
    "libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4"
    " libxcb-keysyms1 libxcb-image0 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1"
)
"""What Qt's window needs of a Debian system, as README's first command installs it."""


def open_alone(practice: bool) -> int:
    """The window without a file, for a command line that asks for no more; the exit status. Never raises."""
    from wizard.cli.printing import choose, prepare_streams

    def work() -> Answer:
        from wizard.app import Mode

        return opened(None, Mode(practice=practice))

    prepare_streams()
    return concluded(choose(as_json=False), work)


def opened(file: Path | None, mode: Mode) -> Answer:
    """Run the window until it is closed.

    Raises InputRefused where no display is, WizardError where Qt can't be loaded; without a console, as from a menu
    of Windows, these are shown in a box, too.
    """
    try:
        return _opened(file, mode)
    except Exception as error:
        if sys.platform == "win32" and sys.stderr is None:
            _show(end_of(error))
        raise


def _show(answer: Answer) -> None:
    import ctypes

    if sys.platform == "win32" and answer.why is not None:
        stop = 0x10  # MB_ICONERROR
        ctypes.windll.user32.MessageBoxW(None, answer.why.text, "Pomerium · Cognito setup", stop)


def _opened(file: Path | None, mode: Mode) -> Answer:
    if not display(os.environ, sys.platform):
        raise InputRefused(_no_display())
    if _is_open(file, mode):
        return Answer(text="A window is open already, and is in front now.\n")
    try:
        from wizard.gui import window
    except ImportError as error:
        raise WizardError(_not_loaded(error)) from error
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # Qt's loop would not run Python's handlers in time
    return Answer(window.run(file, mode))


def _is_open(file: Path | None, mode: Mode) -> bool:
    """Whether a window of this state folder has taken the file; one with another place for secrets is not asked."""
    from wizard import app, single, storage

    if mode.secrets is not None:
        return False
    try:
        folder = app.practice_folder() if mode.practice else storage.state_folder()
    except OSError:
        return False  # the window tells of it
    return single.handed_over(folder, file, os.environ)


def display(env: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be shown: always on Windows and macOS, else where a display server is named."""
    if platform in ("win32", "darwin", "cygwin"):
        return True
    qt = env.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")) or qt in _WITHOUT_DISPLAY


def _no_display() -> Explanation:
    return Explanation(
        "No display is here, so the window can't open.",
        "The commands do the same on a terminal:",
        f"{NAME} new -o FILE --authenticate-url URL --region R --prefix P, then plan FILE, apply FILE, verify FILE,"
        f" save FILE; each with --demo for practice. {NAME} --help lists them.",
    )


def _not_loaded(error: ImportError) -> Explanation:
    return Explanation(
        f"The window's library Qt can't be loaded: {error}.",
        "A system library is missing, or the installation is not whole. The commands work without it.",
        f"On Debian and Ubuntu: sudo apt-get install {DEBIAN_PACKAGES}. Or use the commands: {NAME} --help",
        f"{type(error).__name__}: {error}",
    )
