"""A button described as a value, for widgets that make their own buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wizard.gui.widgets.button import Button, Kind


@dataclass(frozen=True)
class Action:
    """`key` is what the widget's signal tells when the button is pressed; `name` becomes its objectName."""

    key: str
    text: str
    kind: Kind = "secondary"
    name: str = ""


def make_buttons(actions: Sequence[Action], pressed: Callable[[str], None], *, small: bool = False) -> list[Button]:
    """Buttons, each telling its key to `pressed`, which must be a bound method of a QObject."""
    buttons = []
    for action in actions:
        button = Button(action.text, kind=action.kind, small=small)
        button.setObjectName(action.name)
        button.setProperty("key", action.key)
        button.keyed.connect(pressed)
        buttons.append(button)
    return buttons
