"""Help: one text a page from `resources/help/`, in a drawer beside the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from wizard.gui import theme
from wizard.gui.dialog import Drawer
from wizard.gui.session import Session
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.scroll import ScrollBar
from wizard.resources import resource
from wizard.setup.steps import Step


class HelpDrawer(Drawer):
    """A help text, and the way to what an error means: from any page on which one is shown."""

    def __init__(self, step: Step, session: Session, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("Window", "Help: {title}").format(title=step.title), parent)
        self._session = session
        self.view = HelpView(text(step))
        self.fill(self.view)
        self.explain = Button(QCoreApplication.translate("Window", "What does an error &mean?"))
        self.explain.setObjectName("help.explain")
        self.explain.clicked.connect(self._explain)
        self.offer(self.explain)

    def _explain(self) -> None:
        from wizard.gui.explaining import ExplainDialog

        ExplainDialog(self._session, parent=self.parentWidget()).open()


class HelpView(QTextBrowser):
    """A help text; links open in the browser, and Tab leaves it."""

    def __init__(self, markdown: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenExternalLinks(True)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBar(ScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setFont(QFont(theme.font("body")))
        self.setMarkdown(markdown)
        self._space()
        self.setAccessibleName(QCoreApplication.translate("Window", "Help"))

    def _space(self) -> None:
        """Markdown's blocks stand without a gap; the heading takes the title's size."""
        document = self.document()
        document.setIndentWidth(theme.u(18))
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            gaps = block.blockFormat()
            listed = block.textList() is not None
            gaps.setBottomMargin(theme.u(6 if listed else 12))
            cursor.setBlockFormat(gaps)
            if gaps.headingLevel():
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                letters = QTextCharFormat()
                letters.setFont(theme.font("title"))
                cursor.setCharFormat(letters)
            block = block.next()


def text(step: Step) -> str:
    """The help text of a step, in Markdown."""
    return resource(*step.help.split("/")).read_text(encoding="utf-8")


def show(step: Step, session: Session, parent: QWidget) -> Drawer:
    """Open the drawer; the window stays usable beside it."""
    drawer = HelpDrawer(step, session, parent)
    drawer.setModal(False)
    drawer.show()
    drawer.view.setFocus()
    return drawer
