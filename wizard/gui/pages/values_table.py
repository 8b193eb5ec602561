"""The values themselves, each with Copy and its place in the console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.cognito.snapshot import Snapshot
from wizard.gui import theme
from wizard.gui.widgets.copying import CopyButton
from wizard.gui.widgets.label import CodeLabel, Label
from wizard.gui.widgets.quiet import QuietBox, SecretValue
from wizard.pomerium.settings import PomeriumSettings
from wizard.setup.model import Setup


@dataclass(frozen=True, slots=True)
class Value:
    """`place` is where the console shows it; `secret` gives the text of one that is masked."""

    name: str
    caption: str
    place: str
    text: str = ""
    secret: Callable[[], str] | None = field(default=None, repr=False)


class ValueRow(QWidget):
    """Caption and place at the left, the value in code, Copy; its objectName is `value.<name>`."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self._value = value
        self.setObjectName(f"value.{value.name}")
        row = QHBoxLayout(self)
        theme.lay(row, 15, 7, 8, 8, gap=12)
        words = QVBoxLayout()
        theme.lay(words, gap=2)
        words.addWidget(Label(value.caption, "link"))
        self.text = CodeLabel(value.text)
        self.text.setAccessibleName(f"{value.caption}: {value.text}")
        words.addWidget(self.text)
        words.addWidget(Label(value.place, "caption", "text2", wrap=True))
        row.addLayout(words, 1)
        lower = value.caption if value.caption[1:2].isupper() else value.caption[:1].lower() + value.caption[1:]
        name = QCoreApplication.translate("Save", "Copy {what}").format(what=lower)
        self.copy = CopyButton(name, self._read)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)

    def _read(self) -> str:
        return self._value.text


class SecretRow(QWidget):
    """A masked value with its place below."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.setObjectName(f"value.{value.name}")
        column = QVBoxLayout(self)
        theme.lay(column, 0, 0, 0, 8)
        self.secret = SecretValue(value.caption, value.secret or str)
        inner = self.secret.layout()
        if inner is not None:
            theme.lay(inner, 15, 3, 8, 0)
        column.addWidget(self.secret)
        place = Label(value.place, "caption", "text2", wrap=True)
        place.setContentsMargins(theme.u(15), 0, theme.u(8), 0)
        column.addWidget(place)


class ValuesTable(QuietBox):
    """One row a value."""

    def __init__(self, values: tuple[Value, ...]) -> None:
        super().__init__()
        for value in values:
            self.add(SecretRow(value) if value.secret is not None else ValueRow(value))


def values(setup: Setup, found: Snapshot, told: PomeriumSettings) -> tuple[Value, ...]:
    """What an admin would look up in the console, in the order of the walk."""
    pool = str((found.pool or {}).get("Name") or found.pool_id)
    client = str((found.client or {}).get("ClientName") or found.client_id)
    at_pool = QCoreApplication.translate("Save", "Cognito › User pools › {pool} › Overview").format(pool=pool)
    at_client = QCoreApplication.translate("Save", "Cognito › {pool} › App clients › {client}").format(
        pool=pool, client=client
    )
    pages = QCoreApplication.translate("Save", "{place} › Login pages").format(place=at_client)
    issuer = QCoreApplication.translate("Save", "{place}: token signing key URL, without its end from /.well-known on")
    domain = QCoreApplication.translate("Save", "Cognito › {pool} › Branding › Domain").format(pool=pool)
    region = QCoreApplication.translate("Save", "AWS console, top right")
    callback = QCoreApplication.translate("Save", "{place}: allowed callback URLs").format(place=pages)
    sign_out = QCoreApplication.translate("Save", "{place}: allowed sign-out URLs").format(place=pages)
    secret = told.client_secret
    rows = (
        Value("region", QCoreApplication.translate("Save", "Region"), region, found.identity.region),
        Value("pool_id", QCoreApplication.translate("Save", "User pool ID"), at_pool, found.pool_id or ""),
        Value("client_id", QCoreApplication.translate("Save", "Client ID"), at_client, found.client_id or ""),
        Value(
            "client_secret",
            QCoreApplication.translate("Save", "Client secret"),
            at_client,
            secret=secret.reveal if secret is not None else None,
        ),
        Value(
            "issuer",
            QCoreApplication.translate("Save", "Issuer"),
            issuer.format(place=at_pool),
            told.provider_url or "",
        ),
        Value("login_url", QCoreApplication.translate("Save", "Login URL"), domain, found.login_url),
        Value("callback_url", QCoreApplication.translate("Save", "Callback URL"), callback, setup.callback_url),
        Value(
            "sign_out_url",
            QCoreApplication.translate("Save", "Sign-out URL"),
            sign_out,
            next(iter(setup.sign_out_urls), ""),
        ),
    )
    return tuple(row for row in rows if row.text or row.secret is not None)
