"""A real sign-in, by the browser and a listener of our own: what Pomerium would do with it, step by step.

    attempt.py    state, nonce, PKCE, and the address that the browser opens
    listener.py   the loopback listener that takes the code, and sees the browser come back from signing out
    tokens.py     code for tokens, and what is done with them
    id_token.py   the ID token held against the pool's keys
    seen.py       what Pomerium learns of the person, and what would go wrong
    steps.py      the steps in order, each a check

Nothing here changes anything at Amazon: that the listener's address is known there is somebody else's deed.
"""

from __future__ import annotations

from wizard.checks.sign_in.attempt import Attempt
from wizard.checks.sign_in.listener import PATH, SIGNED_OUT_PATH, Listener, is_ours, loopback_urls
from wizard.checks.sign_in.seen import Seen
from wizard.checks.sign_in.steps import READY, STEPS, Browse, SignIn

__all__ = [
    "PATH",
    "READY",
    "SIGNED_OUT_PATH",
    "STEPS",
    "Attempt",
    "Browse",
    "Listener",
    "Seen",
    "SignIn",
    "is_ours",
    "loopback_urls",
]
