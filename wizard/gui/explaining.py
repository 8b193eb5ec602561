"""The dialog that says what an error text means: paste it, read the cause and the mend. Nothing leaves the computer."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from wizard.errors import Explanation
from wizard.events import Cancel, Sink
from wizard.gui import theme
from wizard.gui.facedialog import FaceDialog
from wizard.gui.session import Session
from wizard.gui.widgets import speak
from wizard.gui.widgets.findingrow import FindingRow
from wizard.gui.widgets.label import FieldLabel
from wizard.gui.widgets.lines import LinesField
from wizard.gui.widgets.listrow import BoxedList
from wizard.gui.work import Failure

PAUSE_MS = 400
MOST = 200_000  # characters: of a whole log file only what can be read in a moment


class ExplainDialog(FaceDialog):
    """`text` is what stands in it at first; every change is explained once typing pauses."""

    id = "explain"

    def __init__(self, session: Session, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._work = 0
        self._text = ""  # the one that is explained, or was last
        self.setWindowTitle(self.tr("What does this error mean?"))
        self.paste = self.deed("paste", self._paste)
        self.field = LinesField(rows=5)
        self.field.setAccessibleName(self.tr("Error text or log lines"))
        self.field.setPlaceholderText("An error occurred (NotAuthorizedException) when calling …")
        self.field.setObjectName("explain.text")
        label = FieldLabel(self.tr("Error &text or log lines"), self.field)
        self._above.addWidget(label)
        self._above.addSpacing(theme.u(6))
        self._above.addWidget(self.field)
        self.show_face(
            self.tr("What does this error mean?"),
            self.tr("From Amazon, from a login page's address, or from Pomerium's log. Nothing leaves this computer."),
        )
        self.offer(self.paste, self.tr("&Paste"))
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._explain)
        self.found = BoxedList(self.tr("What it means"))
        self.keep(self.found)
        self.field.textChanged.connect(self._later.start)
        self.field.setPlainText(text)

    def showEvent(self, event: QShowEvent) -> None:
        """The field has the keyboard."""
        super().showEvent(event)
        self.field.setFocus()

    def done(self, result: int) -> None:
        """Nothing more is listened to."""
        self._session.work.drop(self._work)
        super().done(result)

    def _paste(self) -> None:
        self.field.selectAll()
        self.field.paste()
        self.field.setFocus()

    def _explain(self) -> None:
        text = self.field.toPlainText().strip()[:MOST]
        if text == self._text:
            return
        self._text = text
        self._session.work.drop(self._work)
        if text:
            self._work = self._session.work.start(lambda: _Explain(text), self._told, self._failed)
        else:
            self._told(())

    def _told(self, found: tuple[Explanation, ...]) -> None:
        self.found.clear()
        for why in found:
            level = "fault" if why.known else "info"
            means = why.means if why.known else ""
            row = FindingRow(level, why.happened, means=means, mend=why.mend, source=why.source)
            row.copy.setObjectName(f"explain.copy.{len(self.found.rows())}")
            self.found.add(row)
        if found and self.found not in self._shown:
            self.put(self.found)
        self.found.setVisible(bool(found))
        if found:
            speak.announce(self.found, " ".join(row.text() for row in self.found.rows() if isinstance(row, FindingRow)))

    def _failed(self, failure: Failure) -> None:
        self._told((failure.why,))


class _Explain:
    """The tables are read for each line: on a thread, since a log may be long."""

    def __init__(self, text: str) -> None:
        self._text = text

    def run(self, sink: Sink, cancel: Cancel) -> tuple[Explanation, ...]:
        """What is known, or the one that says it is not."""
        from wizard.errors.explain import explain_lines

        del sink
        cancel.check()
        return tuple(explain_lines(self._text))
