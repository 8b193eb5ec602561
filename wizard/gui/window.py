"""The window: a QWizard as frame only. Where it stands and where it may go is `setup.walk`'s, through the session.

QWizard has one page, which holds the stack of ours: its history, its fields and its own idea of Next never come into
play, and its three exits all end in `reject`. What the frame holds is imported when it is filled: the desktop puts the
frame on the screen meanwhile. So is Qt's namespace of constants, whose first use takes 12 ms.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QFontInfo, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget, QWizard

from wizard.gui.stage import Stage

if TYPE_CHECKING:
    from wizard import app
    from wizard.gui.page import Layout, Page
    from wizard.gui.session import Session
    from wizard.gui.widgets.railmodel import RailItem

B = QWizard.WizardButton
FORWARD = (B.NextButton, B.CommitButton, B.FinishButton)
RAIL = 224
WIDE, NARROW = 72, 58  # em of the window's width
START = (75, 52)  # em
LEAST = (900, 620)
NAMES = ("Amazon", "Cognito", "Pomerium")


class SetupWizard(QWizard):
    """Shows the step that the walk is at; rail, footer and title follow."""

    def __init__(self, session: Session | None = None, parent: QWidget | None = None) -> None:
        """Without a session it is the empty frame: `fill` makes it the window, before anything else is asked of it."""
        super().__init__(parent)
        self.setObjectName("wizard")
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.IndependentPages)
        self.setWindowTitle(self.tr("Pomerium · Cognito setup"))
        self.stage = Stage()
        self.addPage(self.stage)
        self.pages: dict[str, Page] = {}
        self._shown = ""
        self._refused = False
        self._layout: Layout = "wide"
        self._filled = False
        self._resize_at_start()
        if session is not None:
            self.fill(session)

    def fill(self, session: Session) -> None:
        """Put rail, footer and the walk's step into the frame."""
        from PySide6.QtCore import Qt

        from wizard.gui import icons, leaving
        from wizard.gui.footer import Footer
        from wizard.gui.widgets.rail import Rail

        self.session = session
        frame = self.windowHandle()
        (frame.setFlag if frame else self.setWindowFlag)(Qt.WindowType.WindowMinMaxButtonsHint)
        self.setWindowIcon(icons.app_icon())
        self.footer = Footer(self)
        self.rail = Rail(self.tr("Cognito setup"), self.tr("Pomerium"), self)
        self.rail.jumped.connect(self.jump)
        self._leave = leaving.Leaving(self)
        self._filled = True
        self._connect()
        self.show_step()
        self._arrange()

    def page_of(self, step: str) -> Page:
        """The page of a step, built at the first visit."""
        from wizard.gui.pages import page_class

        if step not in self.pages:
            page = page_class(step)(self.session)
            page.footer_changed.connect(self._refresh)
            page.jumped.connect(self.jump)
            self.pages[step] = page
            self.stage.stack.addWidget(page)
            page.set_layout(self._layout)
        return self.pages[step]

    @property
    def shown_page(self) -> Page:
        """The page in sight."""
        return self.pages[self._shown]

    # --- going

    def forward(self) -> None:
        """The primary button: to the fault if there is one, else what the page does, else the next step."""
        page = self.shown_page
        if page.reason or self.session.walk.running:
            return
        if page.faults():
            self._refused = True
            page.reveal()
            self._refresh()
            return
        if not page.advance():
            return
        if not self.session.forward():
            self._refused = True
            self._refresh()

    def go_back(self) -> None:
        """To the step before."""
        self.session.back()

    def jump(self, step: str) -> None:
        """To a step of the rail where it is open; where it has a fault, to the fault."""
        fault = any(item.id == step and item.state == "fault" for item in self._items())
        if self.session.jump(step) and fault:
            self.shown_page.reveal()

    def validateCurrentPage(self) -> bool:
        """QWizard's own Next, from whatever shortcut: ours instead."""
        self.forward()
        return False

    def accept(self) -> None:
        """Finish."""
        if self._filled:
            self._leave.finish()

    def reject(self) -> None:
        """Cancel, Escape and the title bar's X."""
        if self._filled:
            self._leave.ask()
        else:
            super().reject()

    def done_for_good(self, result: int) -> None:
        """Close without asking: `leaving` has asked."""
        # QWizard's own done() would ask validateCurrentPage() first, which here is Next and never says yes.
        QDialog.done(self, result)

    # --- showing

    def show_step(self) -> None:
        """Show the walk's step, tell who can't see it, and put the keyboard into its first field."""
        step = self.session.walk.current
        if step == self._shown:
            self._refresh()
            return
        page = self.page_of(step)
        self._shown, self._refused = step, False
        self.stage.stack.setCurrentWidget(page)
        self._refresh()
        page.header.announce()
        page.focus_first()

    def _refresh(self) -> None:
        """Title, rail and footer from session and page."""
        session, page = self.session, self.shown_page
        self.setWindowTitle(self._title())
        self.rail.set_items(self._items())
        self.rail.set_practice(session.mode.practice)
        self.rail.set_place(*self._place())
        self.setAccessibleDescription(self.tr("Practice mode") if session.mode.practice else "")
        saved = page.id == "save" and session.walk.saved
        pressed = self.footer.forward().hasFocus()
        self.stage.become(commit=page.id == "review", final=saved)
        if pressed:
            self.footer.forward().setFocus()
        self._buttons(page)

    def _buttons(self, page: Page) -> None:
        walk = self.session.walk
        text, kind = page.primary
        for which in FORWARD:
            button = self.button(which)
            self._set_text(which, text)
            button.setProperty("kind", kind)
            button.setEnabled(not page.reason)
        back = self.button(B.BackButton)
        saved = page.id == "save" and walk.saved
        back.setVisible(page.id != "welcome" and not saved)
        back.setEnabled(not walk.running and walk.previous_step() is not None)
        leave = self.tr("&Quit") if page.id == "welcome" else self.tr("&Cancel")
        self._set_text(B.CancelButton, leave)
        self.button(B.CancelButton).setVisible(not saved)
        self.footer.reason.set_reason(*self._reason(page))
        self.footer.reason.setVisible(bool(self.footer.reason.text()))

    def _set_text(self, which: QWizard.WizardButton, text: str) -> None:
        if self.button(which).text() != text:
            self.setButtonText(which, text)

    def _reason(self, page: Page) -> tuple[str, bool]:
        """What stands left of Cancel, and whether it is a fault to be led to."""
        if page.reason:
            return page.reason, False
        faults = page.faults()
        shown = self._refused or any(b.revealed and b.faults() for b in page.bindings.values())
        if faults and shown:
            labels = ", ".join(dict.fromkeys(within_sentence(page.label_of(fault.field)) for fault in faults[:2]))
            count = self.tr("1 fault: {what}") if len(faults) == 1 else self.tr("{n} faults: {what}")
            return count.format(n=len(faults), what=labels), True
        return (self._closed(), False) if self._refused else ("", False)

    def _closed(self) -> str:
        session = self.session
        following = session.walk.next_step(session.setup)
        return (following and session.walk.closed_reason(following, session.setup, session.faults)) or ""

    def _items(self) -> list[RailItem]:
        from wizard.gui.widgets.railmodel import RailItem

        session = self.session
        items = session.walk.items(session.setup, session.faults)
        return [RailItem(each.id, each.title, each.group, each.state, each.note) for each in items]

    def _title(self) -> str:
        from wizard.setup.steps import IDS

        at = self.session.walk
        product = self.tr("Pomerium · Cognito setup")
        if not at.position:
            return f"{at.step.title} — {product}"
        pattern = self.tr("{title}, step {n} of {all} — {product}")
        return pattern.format(title=at.step.title, n=at.position, all=len(IDS) - 1, product=product)

    def _place(self) -> tuple[str, str]:
        """The foot of the rail: account, then who and where."""
        who, aws = self.session.known.identity, self.session.setup.aws
        if who is None or self.session.walk.current == "welcome":
            return "", ""
        account = "-".join((who.account[:4], who.account[4:8], who.account[8:]))
        name = f"{who.short}@{aws.profile}" if aws.profile else who.short
        return account, " · ".join(part for part in (name, aws.region) if part)

    # --- frame

    def showEvent(self, event: QShowEvent) -> None:
        """QWizard gives the keyboard to a button; it belongs to the page."""
        super().showEvent(event)
        if self._filled and not event.spontaneous():
            self.shown_page.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail has the full height; width in em decides how much is folded."""
        super().resizeEvent(event)
        if self._filled:
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """A larger font folds more."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange) and self._filled:
            from wizard.gui import theme

            theme.remeasure(self)
            self.footer.measure()
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return in a field is the primary button, but not where that writes."""
        from PySide6.QtCore import Qt

        if self._filled and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.shown_page.return_goes_on and not event.isAutoRepeat():
                self.forward()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab, in the order of reading."""
        from PySide6.QtCore import Qt

        from wizard.gui import taborder

        buttons = [
            self.button(which) for which in (B.CustomButton1, B.HelpButton, B.CancelButton, B.BackButton, *FORWARD)
        ]
        order = taborder.stops(self.shown_page, buttons, self.rail)
        target = taborder.after(order, self.focusWidget(), next)
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        self.shown_page.bring_in_sight(target)
        return True

    def _arrange(self) -> None:
        from wizard.gui import theme

        em = self.width() / theme.em()
        self._layout = "wide" if em >= WIDE else "narrow" if em >= NARROW else "small"
        width = 0 if self._layout == "small" else theme.u(RAIL)
        self.rail.setVisible(bool(width))
        rtl = self.isRightToLeft()
        self.rail.setGeometry(QRect(self.width() - width if rtl else 0, 0, width, self.height()))
        self.footer.inner.setContentsMargins(0 if rtl else width, 0, width if rtl else 0, 0)
        for page in self.pages.values():
            page.set_layout(self._layout)

    def _resize_at_start(self) -> None:
        room = self.screen().availableSize()
        em = QFontInfo(self.font()).pixelSize()
        self.setMinimumSize(min(LEAST[0], room.width()), min(LEAST[1], room.height()))
        self.resize(min(round(START[0] * em), room.width()), min(round(START[1] * em), room.height()))

    def _connect(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeySequence, QShortcut

        self.session.walked.connect(self.show_step)
        self.session.learnt.connect(self._refresh)
        self.button(B.BackButton).clicked.connect(self.go_back)
        self.helpRequested.connect(self.show_help)
        self.footer.reason.clicked.connect(self._lead)
        for keys, slot in (
            (QKeySequence(Qt.Key.Key_F6), self.next_part),
            (QKeySequence(Qt.Modifier.SHIFT | Qt.Key.Key_F6), self.previous_part),
            (QKeySequence(QKeySequence.StandardKey.HelpContents), self.show_help),
            (QKeySequence(QKeySequence.StandardKey.Save), self.save_as),
        ):
            QShortcut(keys, self).activated.connect(slot)

    def show_help(self) -> None:
        """The page's help, beside the window."""
        from wizard.gui.help import show

        show(self.shown_page.step, self.session, self)

    def open_file(self, path: Path) -> None:
        """Go on from a setup file, or tell why it can't be read."""
        self._leave.open(path)

    def save_as(self) -> None:
        """Write the setup file, asking where when it has no place yet."""
        path = str(self.session.file or "")
        if not path:
            from PySide6.QtWidgets import QFileDialog

            name = f"{self.session.setup.name or 'setup'}.yaml"
            path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the setup file"), name, "YAML (*.yaml *.yml)")
        if path:
            self._leave.save(Path(path))

    def next_part(self) -> None:
        """F6: rail, page, footer, in turn."""
        self._turn(1)

    def previous_part(self) -> None:
        """Shift and F6: the other way round."""
        self._turn(-1)

    def _turn(self, way: int) -> None:
        from PySide6.QtCore import Qt

        focused = self.focusWidget()
        parts = [self.rail, self.shown_page, self.footer.forward()]
        if not self.rail.isVisible():
            parts.pop(0)
        at = next((i for i, part in enumerate(parts[:-1]) if focused and part.isAncestorOf(focused)), len(parts) - 1)
        target = parts[(at + way) % len(parts)]
        if target is self.rail:
            self.rail.focus_list()
        elif target is self.shown_page:
            self.shown_page.focus_first()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lead(self) -> None:
        if self.shown_page.faults():
            self.shown_page.reveal()


def within_sentence(label: str) -> str:
    """A field's label inside a sentence: "callback URLs"."""
    kept = label.startswith(NAMES) or (label[:2].isalpha() and label[:2].isupper())
    return label if kept else label[:1].lower() + label[1:]


def run(file: Path | None, mode: app.Mode) -> int:
    """The window from start to end; the exit status of the program."""
    from wizard.gui.start import start

    return start(file, mode)
