"""One file an action: is it needed, what it waits for, how it is done.

    work.py       what an action is given; how fields are compared and told
    pool.py       the user pool
    mfa.py        the second factor
    factors.py    the second factor, held while the pool is updated
    client.py     the app client and its settings
    branding.py   the managed-login style
    domain.py     the login page's domain
    people.py     groups and first people

To add one: a file with a KIND, and a line in KINDS.
"""

from __future__ import annotations

from wizard.cognito.actions import branding, client, domain, mfa, people, pool
from wizard.cognito.actions.work import Kind

KINDS: tuple[Kind, ...] = (
    pool.KIND,
    mfa.KIND,
    client.KIND,
    branding.KIND,
    domain.KIND,
    people.GROUP,
    people.USER,
)
