"""The one page of the QWizard, which holds the stack of ours and says which forward button is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWizardPage


class Stage(QWizardPage):
    """QWizard's only page: what it is asked, the window knows."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.final = False

    def nextId(self) -> int:
        """Next is there until the last page has done its deed."""
        return -1 if self.final else 0

    def isFinalPage(self) -> bool:
        """Finish is there after that."""
        return self.final

    def become(self, *, commit: bool, final: bool) -> None:
        """Which of Next, Commit and Finish is shown."""
        if (commit, final) == (self.isCommitPage(), self.final):
            return
        self.final = final
        focused = self.window().focusWidget()
        self.setCommitPage(commit)
        self.setFinalPage(final)  # makes QWizard look again
        if focused is not None and focused.isVisible():
            # QWizard lays everything out anew for this, and the keyboard would be somewhere else.
            focused.setFocus()
