"""Which credentials, and which region; and who Amazon says that is."""

from __future__ import annotations
from wizard.gui.page import Page


class AccountPage(Page):
    id = "account"

    def build(self) -> None:
        self.text(
            "aws.region",
            "Region",
            hint="A user pool stays in its region for good. Pick the one nearest to the people who sign in.",
            width=320,
        )
