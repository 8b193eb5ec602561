"""What the admin wants: Setup and its sections, frozen; the keys are those of the setup file, version 1.

Each section knows which of its keys were named, in the file or by an answer: an object that exists at Amazon is
changed in those alone. A key that is a Python keyword carries a trailing underscore here (`from_`).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from wizard.setup import versions

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Aws:
    """Where: region, and how credentials are found."""

    region: str = ""
    profile: str | None = None
    role_arn: str | None = None
    named: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Password:
    """The pool's password policy; lengths in characters, `temporary_days` in days."""

    minimum_length: int = 12
    require_lowercase: bool = True
    require_uppercase: bool = True
    require_numbers: bool = True
    require_symbols: bool = True
    temporary_days: int = 7
    named: Names = frozenset()


@dataclass(frozen=True, slots=True)
class EmailSender:
    """One's own SES sender; `from_` is 'Name <address>'."""

    source_arn: str = ""
    from_: str | None = None
    named: Names = frozenset()


@dataclass(frozen=True, slots=True)
class SmsSender:
    """The IAM role by which Cognito sends text messages."""

    role_arn: str = ""
    external_id: str = ""
    region: str | None = None
    named: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Pool:
    """The user pool; `id` names one that exists."""

    id: str | None = None
    name: str = ""
    sign_in: tuple[str, ...] = ("email",)
    self_sign_up: bool = False
    mfa: str = "optional"
    mfa_methods: tuple[str, ...] = ("totp",)
    password: Password = Password()
    email: EmailSender | None = None
    sms: SmsSender | None = None
    tier: str = "essentials"
    deletion_protection: bool = True
    tags: tuple[tuple[str, str], ...] = ()
    named: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Client:
    """The app client; `id` names one that exists. Empty URL lists are derived from the authenticate URL."""

    id: str | None = None
    name: str = "pomerium"
    callback_urls: tuple[str, ...] = ()
    logout_urls: tuple[str, ...] = ()
    identity_providers: tuple[str, ...] = ("COGNITO",)
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    id_token_minutes: int = 60
    access_token_minutes: int = 60
    refresh_token_days: int = 30
    named: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Domain:
    """The login page's address: Amazon's prefix or a domain of one's own."""

    prefix: str | None = None
    custom: str | None = None
    certificate_arn: str | None = None
    managed_login: bool = True
    named: Names = frozenset()


@dataclass(frozen=True, slots=True)
class User:
    """One of the first people; `username` only, and always, where pool.sign_in holds username."""

    email: str = ""
    username: str | None = None
    groups: tuple[str, ...] = ()
    named: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Allow:
    """Who a route lets in: one of the three."""

    email: str | None = None
    domain: str | None = None
    group: str | None = None
    named: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Route:
    """A first route to prove the sign-in."""

    from_: str = ""
    to: str = ""
    allow: tuple[Allow, ...] = ()
    named: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write: its format and its path, relative to the setup file's folder."""

    format: str = ""
    path: str = ""
    named: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Pomerium:
    """What Pomerium is told."""

    authenticate_url: str = ""
    authorize_url: str | None = None
    route: Route | None = None
    namespace: str = "pomerium"
    version: str = "0.33"
    outputs: tuple[Output, ...] = (Output("config-yaml", "config.yaml"),)
    named: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Setup:
    """The whole setup file, but for its comments; it never holds a secret."""

    version: int = 1
    name: str = ""
    aws: Aws = Aws()
    pool: Pool = Pool()
    client: Client = Client()
    domain: Domain = Domain()
    users: tuple[User, ...] = ()
    groups: tuple[str, ...] = ()
    pomerium: Pomerium = field(default_factory=Pomerium)
    named: Names = frozenset()

    def get(self, path: str) -> Any:
        """The value at a dotted path, as 'pool.password.minimum_length'; None below an absent section."""
        value: Any = self
        for key in path.split("."):
            if value is None:
                return None
            value = value[int(key)] if isinstance(value, tuple) else getattr(value, attribute(key))
        return value

    def replace(self, path: str, value: Any) -> Setup:
        """A copy with the value at the dotted path changed, and each key on the way named."""
        changed: Setup = _replace(self, path.split("."), value)
        return changed

    def unname(self, path: str) -> Setup:
        """A copy that does not name the key at the dotted path; its value stays."""
        changed: Setup = _unname(self, path.split("."))
        return changed

    def is_named(self, path: str) -> bool:
        """Whether the file or an answer named the key at the dotted path."""
        above, _, key = path.rpartition(".")
        section = self.get(above) if above else self
        return section is not None and key in section.named

    @property
    def pomerium_version(self) -> versions.Version:
        """The Pomerium version in question; the newest known one where the text is none or is newer."""
        return min(versions.parse(self.pomerium.version) or versions.NEWEST, versions.NEWEST_PATCH)

    @property
    def authenticate_origin(self) -> str:
        """Scheme and host of the authenticate URL, lower-cased, without a trailing slash; '' while there is none."""
        return origin(self.pomerium.authenticate_url)

    @property
    def callback_url(self) -> str:
        """Where Pomerium has people sent back to: the one callback URL that it uses."""
        base = self.authenticate_origin
        return base + versions.CALLBACK_PATH if base else ""

    @property
    def sign_out_urls(self) -> tuple[str, ...]:
        """Where this version of Pomerium has people sent after signing out; the one it needs first."""
        base = self.authenticate_origin
        return tuple(base + path for path in versions.sign_out_paths(self.pomerium_version)) if base else ()

    @property
    def callback_urls(self) -> tuple[str, ...]:
        """What the app client is to list: the explicit list, or the derived one."""
        return self.client.callback_urls or ((self.callback_url,) if self.callback_url else ())

    @property
    def logout_urls(self) -> tuple[str, ...]:
        """What the app client is to list: the explicit list, or the derived one."""
        return self.client.logout_urls or self.sign_out_urls


def attribute(key: str) -> str:
    """The Python name of a key of the setup file."""
    return key + "_" if key == "from" else key


def keys(section: type[Any] | object) -> tuple[str, ...]:
    """The setup file's keys of a section, in the file's order."""
    return tuple(f.name.rstrip("_") for f in dataclasses.fields(section) if f.name != "named")  # type: ignore[arg-type]


def origin(url: str) -> str:
    """Scheme and host of a URL, lower-cased; '' where there are none."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.scheme and parts.netloc else ""


_OPTIONAL = {"email": EmailSender, "sms": SmsSender, "route": Route}


def _replace(section: Any, path: list[str], value: Any) -> Any:
    key, rest = path[0], path[1:]
    if isinstance(section, tuple):
        index = int(key)
        inner = _replace(section[index], rest, value) if rest else value
        return (*section[:index], inner, *section[index + 1 :])
    if rest:
        inner = getattr(section, attribute(key))
        value = _replace(_OPTIONAL[key]() if inner is None else inner, rest, value)
    return dataclasses.replace(section, **{attribute(key): value, "named": section.named | {key}})


def _unname(section: Any, path: list[str]) -> Any:
    key, rest = attribute(path[0]), path[1:]
    if not rest:
        return dataclasses.replace(section, named=section.named - {path[0]})
    return dataclasses.replace(section, **{key: _unname(getattr(section, key), rest)})
