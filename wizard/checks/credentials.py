"""Client ID and secret as Go's oauth2 package sends them, and what the token endpoint calls an error."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote_plus

from wizard.checks.ask import Answer
from wizard.vault import Secret


def basic(client_id: str, secret: Secret) -> str:
    """The Authorization header; each half is percent-encoded (RFC 6749 2.3.1, golang.org/x/oauth2)."""
    pair = f"{quote_plus(client_id)}:{quote_plus(secret.reveal())}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def oauth_error(answer: Answer) -> tuple[str, str]:
    """`error` and `error_description` of an answer in JSON, '' for what it doesn't have."""
    try:
        found = json.loads(answer.text)
    except (ValueError, RecursionError):
        return "", ""
    if not isinstance(found, dict):
        return "", ""
    return str(found.get("error", "")), str(found.get("error_description", ""))
