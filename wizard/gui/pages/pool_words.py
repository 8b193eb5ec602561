"""A pool's settings as sentences, for the list of defaults."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wizard.gui.widgets.fields import FieldLine
from wizard.setup.model import Password, Pool


def lines(pool: Pool) -> list[FieldLine]:
    """What the pool will be set to, the fixed ones marked."""
    return [
        FieldLine(_tr("Sign in with"), sign_in(pool.sign_in), chip=_tr("Fixed once made"), locked=True),
        FieldLine(_tr("Accounts"), accounts(pool.self_sign_up)),
        FieldLine(_tr("Second factor"), second_factor(pool.mfa, pool.mfa_methods)),
        FieldLine(_tr("Password"), password(pool.password)),
        FieldLine(_tr("Plan"), pool.tier.capitalize()),
        FieldLine(_tr("Protection"), protection(pool.deletion_protection)),
    ]


def sign_in(names: tuple[str, ...]) -> str:
    """ "E-mail address", "User name, or e-mail address"."""
    words = {
        "email": _tr("e-mail address"),
        "phone_number": _tr("phone number"),
        "username": _tr("user name"),
        "preferred_username": _tr("preferred user name"),
    }
    order = sorted(names, key=lambda name: name != "username")
    text = _tr(" or ").join(words.get(name, name) for name in order)
    return text[:1].upper() + text[1:]


def accounts(self_sign_up: bool) -> str:
    """Who makes accounts."""
    if self_sign_up:
        return _tr("Anybody can register")
    return _tr("Administrators invite people; nobody registers on their own")


def second_factor(mfa: str, methods: tuple[str, ...]) -> str:
    """ "Optional, with an authenticator app"."""
    if mfa == "off":
        return _tr("None; a password is enough")
    words = {"totp": _tr("an authenticator app"), "sms": _tr("a text message"), "email": _tr("an e-mail")}
    means = _tr(" or ").join(words.get(method, method) for method in methods)
    pattern = _tr("Required, with {means}") if mfa == "required" else _tr("Optional, with {means}")
    return pattern.format(means=means) if means else pattern.partition(",")[0]


def password(policy: Password) -> str:
    """ "12 characters or more, with all four kinds"."""
    kinds = {
        _tr("lower-case letters"): policy.require_lowercase,
        _tr("capitals"): policy.require_uppercase,
        _tr("numbers"): policy.require_numbers,
        _tr("symbols"): policy.require_symbols,
    }
    needed = [name for name, on in kinds.items() if on]
    length = _tr("{n} characters or more").format(n=policy.minimum_length)
    if len(needed) == len(kinds):
        return _tr("{length}, with all four kinds").format(length=length)
    return _tr("{length}, with {kinds}").format(length=length, kinds=", ".join(needed)) if needed else length


def protection(on: bool) -> str:
    """Whether the pool can be deleted by one call."""
    return _tr("The pool can't be deleted by accident") if on else _tr("None; one call deletes the pool")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pages", text)
