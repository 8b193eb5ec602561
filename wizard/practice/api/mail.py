"""Messages that Cognito would send. They go to an outbox, which `/practice/outbox` shows."""

from __future__ import annotations

import datetime

from wizard.practice.api.pool_rules import email_account
from wizard.practice.refusal import Refusal
from wizard.practice.state import Tree

_A_DAY = 50


def send_email(tree: Tree, pool: Tree, to: str, text: str, now: float) -> None:
    """Put an e-mail into the outbox. Amazon's own sender refuses more than 50 a day, which begins at 9:00 UTC."""
    if email_account(pool["settings"]) == "COGNITO_DEFAULT":
        day = datetime.datetime.fromtimestamp(now - 9 * 3600, datetime.UTC).date().isoformat()
        mail = tree["mail"]
        if mail["day"] != day:
            mail |= {"day": day, "count": 0}
        if mail["count"] >= _A_DAY:
            raise Refusal(
                "LimitExceededException",
                "Exceeded daily email limit for the operation or the account. If a higher limit is required, please "
                "configure your user pool to use your own Amazon SES configuration for sending email.",
            )
        mail["count"] += 1
    _put(tree, "EMAIL", to, text, now)


def send_sms(tree: Tree, to: str, text: str, now: float) -> None:
    """Put a text message into the outbox."""
    _put(tree, "SMS", to, text, now)


def _put(tree: Tree, medium: str, to: str, text: str, now: float) -> None:
    message = {"medium": medium, "to": to, "text": text, "sent": now}
    tree["outbox"] = [*tree["outbox"], message][-200:]
