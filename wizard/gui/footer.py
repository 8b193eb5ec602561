"""The window's buttons: Help at the left; reason, Cancel, Back and the one filled button at the right."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QMargins, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget, QWizard

from wizard.gui import icons, theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.window import FORWARD, B

NAMES = {
    B.BackButton: "__qt__passive_wizardbutton0",
    B.NextButton: "__qt__passive_wizardbutton1",
    B.CommitButton: "qt_wizard_commit",
    B.FinishButton: "qt_wizard_finish",
    B.CancelButton: "qt_wizard_cancel",
    B.HelpButton: "__qt__passive_wizardbutton5",
    B.CustomButton1: "__qt__passive_wizardbutton6",
}


class ReasonButton(Button):
    """Why Next is off, or "1 fault: prefix", which leads there. It is what gives way where the window is narrow."""

    def __init__(self) -> None:
        super().__init__("", "quiet")
        self._fault = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_reason(self, words: str, fault: bool) -> None:
        """Another sentence; a fault carries its sign and can be pressed."""
        self._fault = fault
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if fault else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """The sentence is what gives way."""
        size = self.sizeHint()
        size.setWidth(0)
        return size

    def sizeHint(self) -> QSize:
        """The sentence with its sign."""
        size = super().sizeHint()
        size.setWidth(size.width() + (theme.u(24) if self._fault else 0))
        return size

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sign, sentence, ring."""
        del event
        p = paint.painter(self)
        left = theme.u(8)
        if self._fault:
            side = theme.u(16)
            square = QRect(left, (self.height() - side) // 2, side, side)
            icons.draw(p, "fault", paint.visual(self, square), "error")
            left += side + theme.u(6)
        font = theme.font("label" if self._fault else "body")
        area = QRect(left, 0, self.width() - left - theme.u(4), self.height())
        words = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        paint.text(
            p, paint.visual(self, area), paint.leading(self), words, "error" if self._fault else "text2", font=font
        )
        if self.hasFocus():
            paint.ring(p, self.rect(), theme.u(6))
        p.end()


class Footer(QObject):
    """Puts own buttons into the wizard, and keeps the margins that QWizard forgets at each new layout."""

    def __init__(self, wizard: QWizard) -> None:
        super().__init__(wizard)
        self._wizard = wizard
        self.reason = ReasonButton()
        texts: dict[B, tuple[str, Kind]] = {
            B.HelpButton: (QCoreApplication.translate("Window", "&Help"), "quiet"),
            B.CancelButton: (QCoreApplication.translate("Window", "&Cancel"), "secondary"),
            B.BackButton: (QCoreApplication.translate("Window", "&Back"), "secondary"),
            B.NextButton: (QCoreApplication.translate("Window", "&Next"), "primary"),
            B.CommitButton: (QCoreApplication.translate("Window", "C&reate"), "primary"),
            B.FinishButton: (QCoreApplication.translate("Window", "&Finish"), "primary"),
        }
        for which, (text, kind) in texts.items():
            self._put(which, Button(text, kind), text)
        self._put(B.CustomButton1, self.reason, "")
        for option in (
            QWizard.WizardOption.HaveHelpButton,
            QWizard.WizardOption.HaveCustomButton1,
            QWizard.WizardOption.NoDefaultButton,
            QWizard.WizardOption.NoBackButtonOnStartPage,
        ):
            wizard.setOption(option)
        wizard.setButtonLayout(
            [
                B.HelpButton,
                B.Stretch,
                B.CustomButton1,
                B.CancelButton,
                B.BackButton,
                B.NextButton,
                B.CommitButton,
                B.FinishButton,
            ]
        )
        self.inner.installEventFilter(self)
        self.measure()

    @property
    def inner(self) -> QWidget:
        """The widget that holds pages and buttons; the wizard's rail lies beside it."""
        parent = self._wizard.button(B.BackButton).parentWidget()
        assert parent is not None
        return parent

    def forward(self) -> QWidget:
        """The forward button that is shown now."""
        shown = [self._wizard.button(which) for which in FORWARD]
        return next((button for button in shown if button.isVisibleTo(self._wizard)), shown[0])

    def measure(self) -> None:
        """Margins and gaps of the button row, in the guide's measures."""
        row = self._row()
        wanted = QMargins(theme.u(32) - theme.u(8), theme.u(12), theme.u(32), theme.u(12))
        # Only what differs is set: each setting asks for a layout, which brings us here again.
        if row is not None and (row.contentsMargins() != wanted or row.spacing() != theme.u(8)):
            row.setContentsMargins(wanted)
            row.setSpacing(theme.u(8))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """QWizard lays out anew when it likes, and its own margins come back."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.inner:
            self.measure()
        return False

    def _put(self, which: B, button: Button, text: str) -> None:
        self._wizard.setButton(which, button)
        self._wizard.setButtonText(which, text)
        # setButton() leaves the new button without the name that Qt's own would have.
        button.setObjectName(NAMES[which])

    def _row(self) -> QHBoxLayout | None:
        """The layout that holds the buttons, wherever QWizard put it."""
        back = self._wizard.button(B.BackButton)
        rows = self._wizard.findChildren(QHBoxLayout)
        return next((row for row in rows if shiboken6.isValid(row) and row.indexOf(back) >= 0), None)
