"""What stands below a run that needs somebody: free names, trouble with the run as a whole, what goes into DNS."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.page import Section
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.flow import FlowLayout
from wizard.gui.widgets.label import Label, Paragraph
from wizard.gui.widgets.quiet import DerivedValue, QuietBox
from wizard.gui.work import Failure

KEYRING = 6  # exit status of KeyringUnusable
INPUT = 2


class Offers(QWidget):
    """Names to try in place of a taken prefix, each a button that takes it and goes on; or another one, typed."""

    offered = Signal(str)
    another = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        theme.lay(column, gap=8)
        words = QCoreApplication.translate(
            "Apply", "Go on with another prefix. These are free as far as this account can see:"
        )
        column.addWidget(Label(words, "body", wrap=True))
        holder = QWidget()
        self._row = FlowLayout(holder, gap=8)
        column.addWidget(holder)
        self.buttons: list[Button] = []
        self._other = Button(QCoreApplication.translate("Apply", "Another name…"), "flat", small=True)
        self._other.setObjectName("domain.prefix.another")
        self._other.clicked.connect(self.another)
        self._row.addWidget(self._other)
        self.hide()

    def show_names(self, names: Sequence[str]) -> None:
        """These; none hides it all."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for place, name in enumerate(names):
            button = Button(name, "primary" if place == 0 else "secondary", small=True)
            button.setObjectName(f"domain.prefix.offer.{place}")
            button.setAccessibleDescription(QCoreApplication.translate("Apply", "Uses this prefix and goes on"))
            button.setProperty("key", name)
            button.keyed.connect(self.offered)
            self._row.insertWidget(place, button)
            self.buttons.append(button)
        self.setVisible(bool(names))


class Trouble(QWidget):
    """A banner about the run as a whole, with what can be done about it: 'again', 'look', 'none'."""

    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        theme.lay(self._column)
        self.banner: Banner | None = None
        self.hide()

    def tell(self, failure: Failure) -> None:
        """Show why nothing was done, or nothing more."""
        if self.banner is not None:
            self._column.removeWidget(self.banner)
            self.banner.hide()
            self.banner.deleteLater()
        again = Action("again", QCoreApplication.translate("Apply", "Try again"), "primary", "apply.trouble.again")
        actions = [again]
        if failure.status == KEYRING:
            nowhere = QCoreApplication.translate("Apply", "Keep it nowhere")
            actions.append(Action("none", nowhere, name="secrets.none"))
        elif failure.status == INPUT:
            look = QCoreApplication.translate("Apply", "Look at the new plan")
            actions = [Action("look", look, "primary", "apply.look")]
        why = failure.why
        text = " ".join(part for part in (why.means, why.mend) if part)
        self.banner = Banner("error", text, why.happened, actions)
        self.banner.acted.connect(self.acted)
        self._column.addWidget(self.banner)
        self.show()


def dns_box(domain: str, target: str) -> QWidget:
    """What the admin has to put into DNS for a login domain of one's own."""
    box = QuietBox()
    box.add(DerivedValue(QCoreApplication.translate("Apply", "Name"), domain, name="dns.name"))
    box.add(
        DerivedValue(QCoreApplication.translate("Apply", "Points to, as CNAME or alias"), target, name="dns.target")
    )
    words = QCoreApplication.translate(
        "Apply", "The login page answers once your DNS has this record. Amazon takes about five minutes after that."
    )
    return Section(QCoreApplication.translate("Apply", "Put this into your DNS"), (Paragraph(words, role="text2"), box))
