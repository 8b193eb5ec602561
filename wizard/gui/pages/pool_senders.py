"""Who sends the pool's mail and text messages, where that isn't Amazon's own sender."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import binding, theme
from wizard.gui.page import Page
from wizard.gui.widgets.label import Paragraph
from wizard.setup import model
from wizard.setup.model import Setup


class Senders(QWidget):
    """Text fields of one of the two sections; all empty is none."""

    def __init__(self, page: Page, section: str, words: str, fields: tuple[tuple[str, str, str, bool], ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        theme.lay(column, gap=12)
        column.addWidget(Paragraph(words, role="text2"))
        for key, label, placeholder, optional in fields:
            path = f"{section}.{key}"
            bound = binding.text(page.session, path, label, placeholder=placeholder, optional=optional)
            page.bind(bound, add=False)
            column.addWidget(bound.form)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)


def mail(page: Page) -> Senders:
    """One's own SES sender."""
    words = page.tr("Amazon's own sender mails 50 people a day in an account. SES has no such limit.")
    arn = "arn:aws:ses:eu-west-1:123456789012:identity/corp.example.com"
    fields = (
        ("source_arn", page.tr("ARN of the SES identity"), arn, False),
        ("from", page.tr("From (optional)"), "Corp <no-reply@corp.example.com>", True),
    )
    return Senders(page, "pool.email", words, fields)


def messages(page: Page) -> Senders:
    """The role by which Cognito sends text messages."""
    words = page.tr(
        "Amazon sends text messages with a role of yours. Each message costs, and the country decides how much."
    )
    fields = (
        ("role_arn", page.tr("ARN of the role"), "arn:aws:iam::123456789012:role/cognito-sms", False),
        ("external_id", page.tr("External ID"), "pomerium-cognito", False),
        ("region", page.tr("Region of SNS (optional)"), "eu-west-1", True),
    )
    return Senders(page, "pool.sms", words, fields)


def settled(setup: Setup, shown: dict[str, object], section: str) -> Setup:
    """A section of which one key was typed: none if all is empty, else with the keys that the existing pool has."""
    sender = setup.get(section)
    if sender is None:
        return setup
    for path, value in shown.items():
        if path.startswith(f"{section}.") and not setup.is_named(path):
            setup = setup.replace(path, value)
    sender = setup.get(section)
    empty = not any(setup.get(f"{section}.{key}") for key in model.keys(sender))
    return setup.replace(section, None) if empty else setup
