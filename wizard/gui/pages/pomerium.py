"""What Pomerium is told beside Cognito's own values: version, files, a first route, split services."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wizard.gui import binding, theme
from wizard.gui.binding import Binding
from wizard.gui.page import Page, Section
from wizard.gui.pages.outputs_field import OutputsField
from wizard.gui.pages.route_fields import AllowField
from wizard.gui.pages.save_files import home_short
from wizard.gui.pages.version_field import VersionField
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.fold import Fold
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.switch import Switch
from wizard.setup.model import Output, Route

OUTPUTS, ROUTE, ALLOW = "pomerium.outputs", "pomerium.route", "pomerium.route.allow"
IN_NAMESPACE = frozenset({"configmap", "pomerium-crd"})


class PomeriumPage(Page):
    """Every field has a default that will do; the files are the one thing to look at."""

    id = "pomerium"
    preview = True

    def build(self) -> None:
        """From what everybody has down to what few need."""
        self._build_version()
        self._build_files()
        self._build_route()
        hint = self.tr("Only where Pomerium's authorize service runs apart from the others.")
        bound = binding.text(
            self.session,
            "pomerium.authorize_url",
            self.tr("Authorize service URL (optional)"),
            hint=hint,
            placeholder="https://authorize.corp.example.com",
            optional=True,
        )
        self.bind(bound, add=False)
        self.split = self.add(Fold(self.tr("Split services"), bound.form, name="pomerium.split"))

    def entered(self) -> None:
        """What is not empty is open."""
        self.split.set_open(bool(self.session.setup.pomerium.authorize_url), moving=False)
        self._tell()

    def answered(self, path: str) -> None:
        """Some fields belong to some answers only."""
        del path
        self._tell()

    # --- version

    def _build_version(self) -> None:
        path, label = "pomerium.version", self.tr("Pomerium's &version")
        field = VersionField()
        field.setAccessibleName(label.replace("&", ""))
        row = FormRow(label, field, path=path, width=140)
        bound = Binding(self.session, path, row, lambda: field.currentText().strip(), field.setEditText)
        field.editTextChanged.connect(bound.typed)
        edit = field.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(bound.left)
        self.bind(bound)

    # --- files

    def _build_files(self) -> None:
        field = OutputsField(OUTPUTS, self.session.base)
        field.setAccessibleName(self.tr("Files for Pomerium"))
        row = FormRow(self.tr("Files for Pomerium"), field, path=OUTPUTS)
        bound = Binding(self.session, OUTPUTS, row, field.read, field.write)
        field.changed.connect(bound.chosen)
        field.typed.connect(bound.typed)
        field.left.connect(bound.left)
        self.files = field
        field.choose.clicked.connect(self._choose)
        self.bind(bound)
        hint = self.tr("Where Pomerium runs in the cluster.")
        self.namespace = self.text("pomerium.namespace", self.tr("&Namespace"), hint=hint, width=200)

    def _choose(self) -> None:
        """Another folder for the files whose paths are relative."""
        title = self.tr("Folder for Pomerium's files")
        found = QFileDialog.getExistingDirectory(self, title, str(self.session.base))
        if found:
            moved = tuple(self._moved(output, Path(found)) for output in self.session.setup.pomerium.outputs)
            self.session.answer(OUTPUTS, moved)

    def _moved(self, output: Output, folder: Path) -> Output:
        path, base = Path(output.path).expanduser(), self.session.base
        if path.is_absolute():
            return output
        inside = folder / path
        text = str(inside.relative_to(base)) if inside.is_relative_to(base) else home_short(inside)
        return dataclasses.replace(output, path=text)

    # --- route

    def _build_route(self) -> None:
        self.routed = Switch(self.tr("First route"))
        self.routed.setObjectName(ROUTE)
        self.routed.toggled.connect(self._turn)
        words = self.tr("One address to try the sign-in with. More are added in Pomerium's own file.")
        box = BoxedList(self.tr("First route"))
        box.add(ListRow(self.tr("First route"), words, lead="globe", trailing=self.routed))
        self.ends = QWidget()
        column = QVBoxLayout(self.ends)
        theme.lay(column, gap=16)
        for path, label, place in (
            ("pomerium.route.from", self.tr("&From"), "https://app.corp.example.com"),
            ("pomerium.route.to", self.tr("&To"), "http://app.internal:8080"),
        ):
            column.addWidget(self._build_end(path, label, place))
        column.addWidget(self._build_allow())
        self.route: Section = self.section("", box, self.ends)
        self.route.head.hide()

    def _build_end(self, path: str, label: str, place: str) -> FormRow:
        field = TextField(placeholder=place)
        field.setAccessibleName(label.replace("&", ""))

        def read() -> str | None:
            # Without a route the field has nothing to say: emptying it must not make one.
            return field.text().strip() if self.session.setup.pomerium.route is not None else None

        def write(value: str | None) -> None:
            field.setText(value or "")

        bound = Binding(self.session, path, FormRow(label, field, path=path), read, write)
        field.textChanged.connect(bound.typed)
        field.editingFinished.connect(bound.left)
        return self.bind(bound, add=False).form

    def _build_allow(self) -> FormRow:
        field = AllowField(ALLOW)
        field.setAccessibleName(self.tr("Who may pass"))
        row = FormRow(self.tr("&Who may pass"), field, path=ALLOW)
        bound = Binding(self.session, ALLOW, row, field.read, field.write)
        field.typed.connect(bound.typed)
        field.chosen.connect(bound.chosen)
        field.left.connect(bound.left)
        self.allow = field
        return self.bind(bound, add=False).form

    def _turn(self, on: bool) -> None:
        if on != (self.session.setup.pomerium.route is not None):
            self.session.answer(ROUTE, Route() if on else None)
        if on:
            self.bindings["pomerium.route.from"].row.field.setFocus()

    # --- showing

    def _tell(self) -> None:
        pomerium = self.session.setup.pomerium
        self.files.set_base(self.session.base)
        relative = any(not Path(output.path).expanduser().is_absolute() for output in pomerium.outputs)
        where = self.tr("In the setup file's folder, {folder}") if self.session.file else self.tr("In {folder}")
        shown = relative and bool(pomerium.outputs)
        self.bindings[OUTPUTS].form.set_hint(where.format(folder=home_short(self.session.base)) if shown else "")
        self.files.choose.setVisible(shown)
        manifest = any(output.format == "pomerium-crd" for output in pomerium.outputs)
        words = self.tr("The ingress controller's version, where Kubernetes is told.") if manifest else ""
        self.bindings["pomerium.version"].form.set_hint(words or self.tr("It decides in which words Pomerium is told."))
        self.namespace.form.setVisible(any(output.format in IN_NAMESPACE for output in pomerium.outputs))
        on = pomerium.route is not None
        self.routed.blockSignals(True)
        self.routed.setChecked(on)
        self.routed.blockSignals(False)
        self.ends.setVisible(on)
        more = self.allow.more()
        words = self.tr("And {n} more, from the setup file.").format(n=more) if more else ""
        self.bindings[ALLOW].form.set_hint(words)
