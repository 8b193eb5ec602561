"""Composition root: builds what the jobs reach the world through, for one setup and one mode.

A changed profile, role, region or mode makes new adapters; nothing here is kept between them. The window imports this
before its first paint, so what is built here is imported where it is built.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from wizard import storage

if TYPE_CHECKING:
    import httpx

    from wizard.jobs.adapters import Adapters
    from wizard.practice import Practice
    from wizard.setup.model import Setup
    from wizard.vault import SecretStore

Secrets = Literal["keyring", "none"]
ISSUER_VARIABLE = "POMERIUM_COGNITO_ISSUER_BASE"
LOGIN_VARIABLE = "POMERIUM_COGNITO_LOGIN_BASE"
_PRACTICE_KEYS = ("AKIAPRACTICE00000000", "practice")
_ANSWER_TIME = 15.0  # seconds for each part of an HTTP exchange with the OIDC side


@dataclass(frozen=True, slots=True)
class Mode:
    """How the program was started: practice or Amazon, and where secrets go (None: the mode's own default)."""

    practice: bool = False
    secrets: Secrets | None = None


def practice_folder() -> Path:
    """The folder of the practice stand-in's state."""
    return storage.private_folder(storage.state_folder() / "practice")


def start_practice() -> Practice:
    """The stand-in on loopback: started in this process, or the one that is up for the same state folder."""
    from wizard import practice

    return practice.start(practice_folder())


def adapters(setup: Setup, mode: Mode, practice: Practice | None = None) -> Adapters:
    """What the jobs of this setup need; `practice` is the running stand-in, given when the mode asks for it and only
    then: a mix-up raises ValueError, so that what was meant for practice never goes to Amazon.
    """
    from wizard.cognito.session import Access, Session
    from wizard.jobs.adapters import Adapters

    if mode.practice != (practice is not None):
        raise ValueError("the mode and the stand-in do not belong together")
    trust_the_desktop()
    if practice is not None:
        access = Access(setup.aws.region, endpoint=practice.url, keys=_PRACTICE_KEYS)
        return Adapters(
            Session(access),
            _store(mode),
            _http(loopback=True),
            practice_folder(),
            True,
            practice.url,
            practice.url,
        )
    access = Access(setup.aws.region, setup.aws.profile, setup.aws.role_arn)
    return Adapters(
        Session(access),
        _store(mode),
        _http(),
        storage.state_folder(),
        issuer_base=os.environ.get(ISSUER_VARIABLE) or None,
        login_base=os.environ.get(LOGIN_VARIABLE) or None,
    )


def web() -> Callable[[], httpx.Client]:
    """HTTP for what is neither Amazon nor Pomerium: the desktop's certificates and proxies."""
    trust_the_desktop()
    return _http()


def trust_the_desktop() -> None:
    """Use the certificates that the desktop trusts, for networks that inspect TLS; AWS_CA_BUNDLE goes first."""
    if not os.environ.get("AWS_CA_BUNDLE"):
        import truststore

        truststore.inject_into_ssl()
        held = sys.modules.get("botocore.httpsession")
        if held is not None:
            # It keeps the class that it was loaded with, whose setters go round in circles once ssl has another one.
            vars(held)["SSLContext"] = truststore.SSLContext


def secret_store(secrets: Secrets | None) -> SecretStore:
    """Where secrets of real setups go, without a session at Amazon."""
    return _store(Mode(secrets=secrets))


def _store(mode: Mode) -> SecretStore:
    from wizard.vault import FileStore, KeyringStore, NoStore

    if mode.secrets == "none":
        return NoStore()
    if mode.practice and mode.secrets is None:
        return FileStore(practice_folder() / "secrets.json")
    return KeyringStore()


def _http(*, loopback: bool = False) -> Callable[[], httpx.Client]:
    """HTTP for the OIDC side; the desktop's proxies are not for loopback, its AWS_CA_BUNDLE holds here as at Amazon."""

    def client() -> httpx.Client:
        import ssl

        import httpx

        bundle = None if loopback else os.environ.get("AWS_CA_BUNDLE")
        verify = ssl.create_default_context(cafile=bundle) if bundle else True
        return httpx.Client(timeout=_ANSWER_TIME, follow_redirects=False, trust_env=not loopback, verify=verify)

    return client
