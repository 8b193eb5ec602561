"""Walks the window through its accessibility tree, as a screen reader would: it knows nothing of the code.

Run by Debian's own python3 (it has `gi`): python3 reader.py PID SECONDS field=value... Fills fields that are empty,
presses the forward button of each page, and prints the pages it met, a line each, until the window ends.
"""

import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

FORWARD = ("wizardbutton1", "qt_wizard_commit", "qt_wizard_finish")
STATE = Atspi.StateType


def settle(seconds):
    """Let the accessibility bus deliver what it has."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        GLib.MainContext.default().iteration(False)
        time.sleep(0.01)


def below(node):
    """The node and everything in it that is on the screen."""
    yield node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from below(child)


def on_screen(application):
    """Nodes that a person sees now."""
    shown = []
    for node in below(application):
        states = node.get_state_set()
        if states.contains(STATE.SHOWING) and states.contains(STATE.VISIBLE):
            shown.append(node)
    return shown


def application_of(pid, end):
    """The program's root in the tree, once it is there."""
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == pid:
                return child
        settle(0.2)
    sys.exit("the window never reached the accessibility tree")


def identity(node):
    """The tail of the accessible id: the object's name."""
    return node.get_accessible_id() or ""


def fill(shown, answers):
    """Type into each empty field that there is an answer for."""
    for node in shown:
        for field, value in answers.items():
            editable = node.get_state_set().contains(STATE.EDITABLE)
            if editable and identity(node).endswith("." + field) and not Atspi.Text.get_text(node, 0, -1):
                node.set_text_contents(value)
                settle(0.6)


def forward_button(shown):
    """The one button of the page that goes on, when it may be pressed."""
    for ending in FORWARD:
        for node in shown:
            states = node.get_state_set()
            if identity(node).endswith(ending) and states.contains(STATE.ENABLED) and states.contains(STATE.SENSITIVE):
                return node
    return None


def page_of(shown):
    """The name of the page that is shown."""
    for node in shown:
        tail = identity(node).rpartition("page.")[2]
        if "page." in identity(node) and tail.isidentifier():
            return tail
    return ""


def nameless(shown):
    """What has the focus in turn, and no name that could be read out."""
    quiet = ("panel", "filler", "frame", "dialog", "scroll pane", "viewport")
    return {
        f"{node.get_role_name()} {identity(node)[-40:]}"
        for node in shown
        if node.get_state_set().contains(STATE.FOCUSABLE)
        and not node.get_name()
        and not node.get_relation_set()
        and node.get_role_name() not in quiet
    }


def walk(pid, seconds, answers):
    """Until Finish was pressed, or the time is over."""
    end = time.monotonic() + seconds
    application = application_of(pid, end)
    settle(1)
    last = None
    while time.monotonic() < end:
        try:
            shown = on_screen(application)
            page = page_of(shown)
            if page and page != last:
                last = page
                print("page", page, flush=True)
            for what in nameless(shown):
                print("nameless", what, "on", page, flush=True)
            fill(shown, answers)
            button = forward_button(shown)
            if button is None:
                settle(0.4)
                continue
            finish = identity(button).endswith("qt_wizard_finish")
            button.do_action(0)
            settle(0.6)
        except GLib.Error:
            settle(0.3)  # a node went away while it was read
            continue
        if finish:
            print("finished", flush=True)
            return
    sys.exit(f"out of time on {last}")


if __name__ == "__main__":
    walk(int(sys.argv[1]), float(sys.argv[2]), dict(word.split("=", 1) for word in sys.argv[3:]))
