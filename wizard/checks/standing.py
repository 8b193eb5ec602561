"""What stands at Amazon beside the endpoints, as plain values: who may sign in, and what sends e-mail."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody whom the setup names. `there` is False while Amazon lists nobody of that name, which may lag behind.

    `stale` tells that a first password ran out before it was used; `address` whether the account has an e-mail address.
    """

    name: str
    there: bool = True
    enabled: bool = True
    verified: bool = True
    stale: bool = False
    address: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """What the checks are told of the pool and the client.

    `open_to_all` is whether anybody may sign up, `open_wished` whether the setup asks for that. `elsewhere` are
    identity providers of the client beside the pool itself. `somebody` is whether any account can sign in, None where
    that could not be asked; `missing_groups` are named by the route and not in the pool, None likewise; `unasked`
    then says why. `disabled` are accounts that Cognito refuses, by address or name. `styled` is whether the client has
    a managed-login style, None where nobody asked. `own_sender` is the address that mail is sent by, '' for Amazon's
    own sender. `left_over` are callback and sign-out URLs that a test sign-in left behind; `rotating` is whether a
    rotation of the client secret was begun and not ended.
    """

    open_to_all: bool = False
    open_wished: bool = False
    elsewhere: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    somebody: bool | None = None
    missing_groups: tuple[str, ...] | None = ()
    unasked: str = ""
    disabled: tuple[str, ...] = ()
    styled: bool | None = None
    own_sender: str = ""
    left_over: tuple[str, ...] = ()
    rotating: bool = False
