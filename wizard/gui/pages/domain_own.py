"""A domain of one's own: its name, its certificate, and what has to hold before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import binding, theme
from wizard.gui.binding import Binding
from wizard.gui.page import Section
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.combo import Combo
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.work import Failure
from wizard.jobs import listing
from wizard.jobs.listing import CertificateRow

if TYPE_CHECKING:
    from wizard.gui.pages.domain import DomainPage

CUSTOM, ARN = "domain.custom", "domain.certificate_arn"


class OwnDomain(QWidget):
    """Certificates come from ACM's list in us-east-1; where that can't be read, the ARN is typed."""

    def __init__(self, page: DomainPage) -> None:
        super().__init__()
        self._page = page
        self._rows: tuple[CertificateRow, ...] | None = None
        self._typing = False
        self._column = QVBoxLayout(self)
        theme.lay(self._column, gap=18)
        hint = self.tr("A subdomain of your own. Pomerium's settings stay the same: the issuer does not change.")
        self.name = page.bind(
            binding.text(
                page.session, CUSTOM, self.tr("&Domain"), hint=hint, width=360, optional=True,
                placeholder="auth.corp.example.com",
            ),
            add=False,
        )  # fmt: skip
        self._column.addWidget(self.name.form)
        self._build_certificate()
        self._build_before()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._type_arn(False)

    def start(self) -> None:
        """Shown: read the certificates unless that is done."""
        if self._rows is None and not self._page.is_running("certificates"):
            self._again()

    def forget(self) -> None:
        """Another account has other certificates."""
        self._rows = None
        self._fill()
        if self.isVisible():
            self._again()

    def tell(self) -> None:
        """What rests on name and certificate."""
        domain = self._page.session.setup.domain
        custom = domain.custom or ""
        fitting = [row for row in self._rows or () if row.status == "ISSUED" and covers(row.names, custom)]
        if self._rows is not None:
            hint = self.tr("{n} found in us-east-1, {fit} for this name.")
            if not self._rows:
                hint = self.tr("ACM has no certificate in us-east-1. Request one there, then check again.")
            self.picked.form.set_hint(hint.format(n=len(self._rows), fit=len(fitting)))
        if len(fitting) == 1 and not domain.certificate_arn and self.isVisible():
            self._page.session.answer(ARN, fitting[0].arn)
            return
        self._tell_parent(custom)
        self._tell_certificate(domain.certificate_arn, custom)

    # --- certificates

    def _again(self) -> None:
        self.combo.setPlaceholderText(self.tr("Reading the certificates of us-east-1…"))
        self._page.run("certificates", listing.Certificates, self._listed, self._failed)

    def _listed(self, rows: tuple[CertificateRow, ...]) -> None:
        self._rows = rows
        self.combo.setPlaceholderText(self.tr("Choose a certificate"))
        self._fill()
        self.tell()

    def _failed(self, failure: Failure) -> None:
        self.combo.setPlaceholderText(self.tr("No list"))
        if not failure.stopped:
            words = self.tr("{why} Check again, or enter the certificate's ARN.")
            self.picked.form.set_hint(words.format(why=failure.why.happened))

    def _fill(self) -> None:
        combo = self.combo
        combo.blockSignals(True)
        combo.clear()
        for row in self._rows or ():
            state = self.tr("issued") if row.status == "ISSUED" else row.status.lower().replace("_", " ")
            combo.addItem(f"{row.names[0]} · {state}", row.arn)
        combo.blockSignals(False)
        self._write(self._page.session.setup.domain.certificate_arn)

    def _write(self, arn: Any) -> None:
        if arn and self.combo.findData(arn) < 0:
            self.combo.addItem(str(arn), arn)
        self.combo.setCurrentIndex(self.combo.findData(arn) if arn else -1)

    def _type_arn(self, on: bool) -> None:
        self._typing = on
        self.picked.form.setVisible(not on)
        self.typed.form.setVisible(on)
        self.combo.setObjectName("" if on else ARN)
        self.typed.row.field.setObjectName(ARN if on else "")
        self.swap.setText(self.tr("Choose from the list") if on else self.tr("Enter its ARN"))
        self._page.bindings[ARN] = self.typed if on else self.picked

    def _turn(self) -> None:
        self._type_arn(not self._typing)
        now = self._page.bindings[ARN]
        now.refresh()
        now.row.field.setFocus()

    def _build_certificate(self) -> None:
        page = self._page
        self.combo = Combo()
        label = self.tr("Certi&ficate")
        row = FormRow(label, self.combo, path=ARN, hint=" ", width=360)
        self.picked = Binding(page.session, ARN, row, self.combo.currentData, self._write)
        self.combo.currentIndexChanged.connect(self.picked.chosen)
        hint = self.tr("arn:aws:acm:us-east-1:… It has to lie in us-east-1, where Amazon looks for it.")
        self.typed = binding.text(page.session, ARN, label, hint=hint, optional=True)
        self.swap = Button("", "flat", small=True, flush=True)
        self.swap.setObjectName("domain.certificate_arn.way")
        self.swap.clicked.connect(self._turn)
        holder = QWidget()
        column = QVBoxLayout(holder)
        theme.lay(column, gap=2)
        column.addWidget(row)
        column.addWidget(self.typed.form)
        line = QHBoxLayout()
        theme.lay(line)
        line.addWidget(self.swap)
        line.addStretch(1)
        column.addLayout(line)
        self._column.addWidget(holder)

    # --- before it is made

    def _build_before(self) -> None:
        box = BoxedList(self.tr("Before it is made"))
        self.parent_row, self.fit_row = ListRow("", " ", lead="info"), ListRow("", " ", lead="info")
        words = self.tr("After Apply the wizard shows it, to copy, and watches until it answers.")
        self.dns_row = ListRow(self.tr("One DNS record is yours to enter"), words, lead="clock", lead_role="warn")
        for row in (self.parent_row, self.fit_row, self.dns_row):
            box.add(row)
        section = Section(self.tr("Before it is made"), [box], self.tr("Check again"), "refresh")
        section.head.acted.connect(self._again)
        self._column.addWidget(section)

    def _tell_parent(self, custom: str) -> None:
        parent = custom.partition(".")[2]
        title = self.tr("{parent} needs an A record").format(parent=parent or self.tr("The parent domain"))
        words = self.tr("Amazon looks for one on the parent domain when the domain is made; it may point anywhere.")
        self.parent_row.set_text(title, words)

    def _tell_certificate(self, arn: str | None, custom: str) -> None:
        row = next((row for row in self._rows or () if row.arn == arn), None)
        looked = self.tr("It lies in us-east-1, where Amazon looks for it.")
        if not arn or not custom:
            look = ("info", "text2", self.tr("A certificate for the name"), self.tr("Issued, and in us-east-1."))
        elif row is None:
            look = ("info", "text2", self.tr("The certificate is not in the list"), self.tr("Amazon will judge it."))
        elif row.status != "ISSUED":
            words = self.tr("Amazon takes it as soon as ACM has issued it.")
            look = ("triangle", "warn", self.tr("The certificate is not issued so far"), words)
        elif covers(row.names, custom):
            look = (
                "ok-ring",
                "ok",
                self.tr("The certificate covers the name"),
                self.tr("It is issued.") + " " + looked,
            )
        else:
            words = self.tr("It is for {names}.").format(names=", ".join(row.names))
            look = ("triangle", "warn", self.tr("The certificate doesn't cover the name"), words)
        icon, role, title, text = look
        self.fit_row.set_lead(icon, role)
        self.fit_row.set_text(title, text)


def covers(names: tuple[str, ...], domain: str) -> bool:
    """Whether a certificate for these names is one for the domain; `*` stands for one label."""
    domain = domain.lower().rstrip(".")
    parent = domain.partition(".")[2]
    return bool(domain) and any(name.lower() in (domain, f"*.{parent}" if parent else domain) for name in names)
