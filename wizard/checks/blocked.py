"""An answer that is not Cognito's: a proxy, a firewall or a network's own page stands between.

Cognito's issuer host answers in JSON always, and its endpoints refuse in JSON or by sending the browser on.
"""

from __future__ import annotations

import json

from wizard.checks.ask import Answer, origin
from wizard.checks.check import Outcome, failed

_BETWEEN = (
    403,
    407,
    451,
    511,
)  # forbidden, proxy's password, legal reasons, network's own login (RFC 9110, 7725, 6585)
_PASSWORD = 407


def blocked(answer: Answer, *, issuer: bool = False) -> Outcome | None:
    """The fault where something in between answered, else None; `issuer`: it was asked of Amazon's own host."""
    page = not _is_json(answer.text)
    if not (answer.status == _PASSWORD or (page and answer.status in _BETWEEN) or (issuer and _own_page(answer))):
        return None
    host = origin(answer.url)
    mend = (
        "Give the proxy's password in HTTPS_PROXY, or leave this address out with NO_PROXY."
        if answer.status == _PASSWORD
        else f"Let {host} through, here and on Pomerium's host; a proxy stands in HTTPS_PROXY or the system's settings."
    )
    return failed(
        f"A proxy or firewall answers in Amazon's place: HTTP {answer.status}, and {_what(answer)} of its own.",
        mend,
        value=answer.url.partition("?")[0],
        details=answer.details,
    )


def _own_page(answer: Answer) -> bool:
    """A web page, or a redirect, where Amazon's host gives JSON."""
    return answer.redirected or answer.text.lstrip()[:1] == "<"


def _what(answer: Answer) -> str:
    return "a way on to an address" if answer.redirected else "a page"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
