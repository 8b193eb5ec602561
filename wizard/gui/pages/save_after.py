"""The page once the files stand: where they are, what is left, where the secret stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.page import Section
from wizard.gui.pages.save_files import home_short
from wizard.gui.pages.save_left import Task
from wizard.gui.pages.save_look import Ready
from wizard.gui.widgets.button import Button, IconButton
from wizard.gui.widgets.copying import CopyButton
from wizard.gui.widgets.listrow import BoxedList, ListRow


class TaskRow(ListRow):
    """A number, what to do, the command with Copy or the address with Open."""

    def __init__(self, number: int, task: Task) -> None:
        self._task = task
        trailing: QWidget
        if task.url:
            self._open = IconButton("external", QCoreApplication.translate("Save", "Open {url}").format(url=task.code))
            trailing = self._open
        else:
            name = QCoreApplication.translate("Save", "Copy: {title}").format(title=task.title)
            trailing = CopyButton(name, self._read)
        super().__init__(task.title, task.code, lead=str(number), trailing=trailing, code=True)
        self.setObjectName(f"left.{number}")
        if task.url:
            self._open.clicked.connect(self._visit)

    def _read(self) -> str:
        return self._task.code

    def _visit(self) -> None:
        QDesktopServices.openUrl(QUrl(self._task.code))


class WrittenRow(ListRow):
    """A file that stands, with its folder a click away."""

    def __init__(self, path: Path, private: bool) -> None:
        show = Button(QCoreApplication.translate("Save", "Show in folder"), small=True)
        show.setAccessibleDescription(path.name)
        only = QCoreApplication.translate("Save", "only you can read it")
        words = f"{home_short(path)} · {only}" if private else home_short(path)
        super().__init__(path.name, words, lead="ok-ring", lead_role="ok", trailing=show)
        self._path = path
        show.clicked.connect(self._show)

    def _show(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


class After(QWidget):
    """Files, *What is left*, and the two things that stay: the setup file and the secret."""

    def __init__(self, ready: Ready, tasks: Sequence[Task]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        theme.lay(column, gap=20)
        if ready.files:
            box = BoxedList(QCoreApplication.translate("Save", "Written files"))
            for shown in ready.files:
                mode = shown.file.path.stat().st_mode if shown.file.path.exists() else 0
                box.add(WrittenRow(shown.file.path, mode & 0o077 == 0 and bool(mode)))
            column.addWidget(box)
        left = BoxedList(QCoreApplication.translate("Save", "What is left"))
        for number, task in enumerate(tasks, start=1):
            left.add(TaskRow(number, task))
        self._number = str(len(tasks) + 1)
        self.keep = Button(QCoreApplication.translate("Save", "Save setup file…"), small=True)
        self.keep.setObjectName("setup.save")
        self.keep.clicked.connect(self._save)
        self.setup_row = ListRow(" ", lead=self._number, trailing=self.keep)
        left.add(self.setup_row)
        column.addWidget(Section(QCoreApplication.translate("Save", "What is left"), [left]))
        self.cluster = Button(QCoreApplication.translate("Save", "Compare…"), small=True)
        self.cluster.setObjectName("save.cluster")
        self.cluster.setAccessibleDescription(QCoreApplication.translate("Save", "With a Kubernetes cluster"))
        if ready.manifests is not None:
            column.addWidget(_cluster_row(self.cluster))
        self.rotate = Button(QCoreApplication.translate("Save", "Rotate…"), small=True)
        self.rotate.setObjectName("save.rotate")
        self.rotate.setAccessibleDescription(QCoreApplication.translate("Save", "Change the client secret"))
        column.addWidget(_secret_row(ready.store, self.rotate))
        self.undo = Button(QCoreApplication.translate("Save", "Undo…"), small=True)
        self.undo.setObjectName("save.undo")
        self.undo.setAccessibleDescription(QCoreApplication.translate("Save", "Remove what was made at Amazon"))
        words = QCoreApplication.translate("Save", "Removes what was made at Amazon, and nothing else. It asks first.")
        title = QCoreApplication.translate("Save", "Not what you wanted?")
        column.addWidget(ListRow(title, words, lead="minus", trailing=self.undo))

    def show_setup(self, file: Path | None) -> None:
        """Where the setup file is, or that it should be kept."""
        if file is None:
            self.setup_row.set_text(
                QCoreApplication.translate("Save", "Keep the setup file"),
                QCoreApplication.translate(
                    "Save", "It holds every answer and no secret: a colleague, or a script, goes on from it."
                ),
            )
            self.keep.setText(QCoreApplication.translate("Save", "Save setup file…"))
        else:
            self.setup_row.set_text(
                QCoreApplication.translate("Save", "The setup file is {name}").format(name=file.name),
                QCoreApplication.translate(
                    "Save", "pomerium-cognito plan {path} tells whether Amazon still matches it."
                ).format(path=home_short(file)),
            )
            self.keep.setText(QCoreApplication.translate("Save", "Save it again"))

    def _save(self) -> None:
        from wizard.gui.window import SetupWizard

        window = self.window()
        if isinstance(window, SetupWizard):
            window.save_as()


def _cluster_row(compare: Button) -> ListRow:
    title = QCoreApplication.translate("Save", "Give it to a cluster from here")
    words = QCoreApplication.translate(
        "Save", "This computer's kubectl shows what would change there first. You choose which cluster."
    )
    return ListRow(title, words, lead="terminal", trailing=compare)


def _secret_row(store: str, rotate: Button) -> ListRow:
    if store:
        title = QCoreApplication.translate("Save", "The client secret stays in {store}").format(store=store)
        words = QCoreApplication.translate("Save", "It is in the files above, too, since Pomerium reads it there.")
        return ListRow(title, words, lead="lock", trailing=rotate)
    title = QCoreApplication.translate("Save", "The client secret is kept nowhere but in the files")
    words = QCoreApplication.translate("Save", "Cognito shows it again until its first rotation.")
    return ListRow(title, words, lead="lock", trailing=rotate)
