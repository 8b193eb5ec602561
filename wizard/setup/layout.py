"""A whole new setup file: every key with its default, a comment a section, and what a key may hold beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

from wizard.setup import model
from wizard.setup.model import Setup
from wizard.yamltext import flow, quote

_COLUMN = 34
_SECTIONS = {
    "version": "A setup of Cognito for Pomerium. It holds no secret, and can be kept with other configuration.",
    "aws": "Where: the AWS account, found by boto3's own means, and the region, which a pool never leaves.",
    "pool": "The user pool, where people's accounts live. In an existing one the keys that stand here are changed.",
    "client": "The app client: Pomerium's account at the pool. Its secret goes to the keyring, never into this file.",
    "domain": "The address of the login page: a prefix of Amazon's domain, or a domain of your own.",
    "users": "The first people, invited by e-mail, and the groups they may be in.",
    "pomerium": "What Pomerium is told, and the files that are written for it, relative to this one.",
}
_BESIDE = {
    "name": "names this setup, in file names and the pool's tag; unique in an account and region",
    "aws.profile": "a profile of ~/.aws; null: what boto3 finds",
    "aws.role_arn": "a role to assume first",
    "pool.id": "an existing pool, as eu-west-1_AbCdEf123; null: one is made",
    "pool.sign_in": "email, phone_number; with username: user names, the others as aliases. Fixed once made",
    "pool.self_sign_up": "true: anybody may register",
    "pool.mfa": "off | optional | required",
    "pool.mfa_methods": "totp | sms | email",
    "pool.email": "your own SES: {source_arn: ..., from: ...}; null: Amazon sends, 50 a day an account",
    "pool.sms": "{role_arn: ..., external_id: ..., region: null}; null: no text messages",
    "pool.tier": "lite | essentials | plus",
    "client.id": "an existing app client; null: one is made",
    "client.callback_urls": "[]: derived from pomerium.authenticate_url",
    "client.logout_urls": "[]: derived",
    "client.identity_providers": "COGNITO, and the names of providers that the pool has",
    "client.scopes": "openid is needed; without email no policy can name a person",
    "domain.prefix": "PREFIX.auth.REGION.amazoncognito.com; or null, and custom",
    "domain.custom": "your own, as auth.corp.example.com",
    "domain.certificate_arn": "for custom: a certificate of ACM in us-east-1",
    "domain.managed_login": "false: the classic hosted pages",
    "users": "- {email: ada@corp.example.com, groups: [admins]}; username too where sign_in holds it",
    "pomerium.authorize_url": "of split services only",
    "pomerium.route": "a first route: {from: https://..., to: http://..., allow: [{group: admins}]}",
    "pomerium.namespace": "of the Kubernetes outputs",
    "pomerium.version": "0.22 or later, in quotes",
    "pomerium.outputs": "env | docker-env | config-yaml | configmap | configmap-inline | pomerium-crd | compose",
}


def render(setup: Setup) -> str:
    """The text of a setup file that holds every key; it reads back as the same setup, each key named.

    Of a pool or client that exists only the keys that are named stand there, the others as comments: a key that
    stands is a key that Amazon's object is changed in.
    """
    return "\n".join(_lines(setup)) + "\n"


def plain(value: Any, *, entry: bool = False) -> Any:
    """A value of the model as YAML holds it; an entry of a list leaves out what is empty."""
    if isinstance(value, tuple):
        if value and all(isinstance(item, tuple) for item in value):
            return dict(value)
        return [plain(item, entry=True) for item in value]
    if not is_dataclass(value):
        return value
    pairs = ((key, plain(getattr(value, model.attribute(key)))) for key in model.keys(value))
    return {key: inner for key, inner in pairs if not (entry and inner in (None, [], ""))}


def _lines(setup: Setup) -> Iterator[str]:
    for key in model.keys(setup):
        value = getattr(setup, key)
        if key in _SECTIONS:
            yield from ([] if key == "version" else [""])
            yield f"# {_SECTIONS[key]}"
        if is_dataclass(value):
            yield f"{key}:"
            for inner in model.keys(value):
                lines = _line(f"{key}.{inner}", inner, getattr(value, model.attribute(inner)), "  ")
                yield from (f"  # {line.removeprefix('  ')}" if _left(value, inner) else line for line in lines)
        else:
            yield from _line(key, key, value, "")


def _left(section: Any, key: str) -> bool:
    """Whether the key of an object that exists is left as Amazon has it."""
    attribute = model.attribute(key)
    default = getattr(type(section)(), attribute)
    return bool(getattr(section, "id", None)) and key not in section.named and getattr(section, attribute) == default


def _line(path: str, key: str, value: Any, indent: str) -> Iterator[str]:
    head = f"{indent}{quote(key)}:"
    entries = plain(value)
    if path == "pool.tags" and not entries:
        entries = {}
    if isinstance(entries, list) and entries and isinstance(entries[0], dict):
        yield _beside(head, path)
        yield from (f"{indent}  - {flow(entry)}" for entry in entries)
    else:
        yield _beside(f"{head} {flow(entries)}", path)


def _beside(line: str, path: str) -> str:
    comment = _BESIDE.get(path)
    return f"{line:<{_COLUMN - 1}} # {comment}" if comment else line
