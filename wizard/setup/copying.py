"""A setup for another environment: what must differ is changed, what belongs to one environment is left out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from wizard.setup.model import Output, Setup, attribute, keys, origin

_LONGEST = 63  # characters of a domain prefix


@dataclass(frozen=True, slots=True)
class Difference:
    """A key of the setup file with both its values as text; '' where there is none."""

    path: str
    before: str
    after: str


def copied(setup: Setup, name: str, authenticate_url: str) -> Setup:
    """The same setup under another name, for another authenticate URL.

    Pool, app client and custom domain of this environment stay with it: the copy makes its own, so their IDs and the
    certificate are left out. Explicit addresses follow the authenticate URL's host; outputs get paths of their own.
    """
    copy = setup.replace("name", name).replace("pool.name", name).replace("domain.prefix", prefix_of(name))
    for section, key in (("pool", "id"), ("client", "id"), ("domain", "custom"), ("domain", "certificate_arn")):
        copy = _without(copy, section, key)
    copy = copy.replace("pomerium.authenticate_url", authenticate_url)
    for path in ("client.callback_urls", "client.logout_urls"):
        urls = setup.get(path)
        if urls:
            moved = tuple(_moved(url, setup.pomerium.authenticate_url, authenticate_url) for url in urls)
            copy = copy.replace(path, moved)
    for path in ("pomerium.authorize_url", "pomerium.route.from"):
        url = setup.get(path)
        if url:
            copy = copy.replace(path, _moved(url, setup.pomerium.authenticate_url, authenticate_url))
    outputs = tuple(dataclasses.replace(output, path=_beside(output, name)) for output in setup.pomerium.outputs)
    return copy.replace("pomerium.outputs", outputs)


def differences(before: Setup, after: Setup) -> tuple[Difference, ...]:
    """Every key whose value differs, in the order of the setup file."""
    old, new = dict(_flat(before)), dict(_flat(after))
    paths = list(old) + [path for path in new if path not in old]
    return tuple(
        Difference(path, old.get(path, ""), new.get(path, ""))
        for path in paths
        if old.get(path, "") != new.get(path, "")
    )


def prefix_of(name: str) -> str:
    """A domain prefix that follows a name: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST].strip("-")


def _without(setup: Setup, section: str, key: str) -> Setup:
    """The key has no value and is not named any more."""
    old = getattr(setup, section)
    changes: dict[str, Any] = {section: dataclasses.replace(old, **{key: None, "named": old.named - {key}})}
    return dataclasses.replace(setup, **changes)


def _moved(url: str, before: str, after: str) -> str:
    """The URL where the authenticate URL's host has become another: the same host, or one of the same domain."""
    if origin(url) == origin(before):
        return url.replace(urlsplit(url).netloc, urlsplit(after).netloc, 1)
    host, old, new = (urlsplit(each).netloc for each in (url, before, after))
    old_domain, new_domain = (each.partition(".")[2] for each in (old, new))
    if old_domain and new_domain and host.endswith(f".{old_domain}"):
        return url.replace(host, host.removesuffix(old_domain) + new_domain, 1)
    return url


def _beside(output: Output, name: str) -> str:
    path = PurePath(output.path)
    return str(path.with_name(f"{path.stem}-{name}{path.suffix}")) if path.name else output.path


def _flat(section: Any, above: str = "") -> Iterator[tuple[str, str]]:
    for key in keys(section):
        value, path = getattr(section, attribute(key)), f"{above}{key}"
        if dataclasses.is_dataclass(value):
            yield from _flat(value, f"{path}.")
        elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            for place, each in enumerate(value):
                yield from _flat(each, f"{path}.{place}.")
        elif value not in (None, "", ()):
            yield path, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(": ".join(each) if isinstance(each, tuple) else str(each) for each in value)
    return str(value)
