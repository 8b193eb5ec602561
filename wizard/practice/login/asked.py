"""What a login endpoint gets and gives, and how it finds the client that is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, urlencode

from wizard.practice.api.pool_answer import domains_of
from wizard.practice.state import Tree


@dataclass(frozen=True)
class Asked:
    """One request of a browser or an OIDC client.

    `query` and `form` hold the last value of each parameter, `doubled` the names in the form that came twice;
    `base` is the server's own URL, `now` seconds since 1970.
    """

    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    doubled: frozenset[str]
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    tree: Tree
    now: float
    base: str


@dataclass(frozen=True)
class At:
    """A request that reached the live login pages of a client."""

    asked: Asked
    pool: Tree
    client: Tree


@dataclass(frozen=True)
class Answer:
    """What goes back: status, body and headers (a list, since cookies may be several)."""

    status: int
    body: str = ""
    content_type: str = "text/html;charset=utf-8"
    headers: tuple[tuple[str, str], ...] = field(default=())


def parameters(text: str) -> tuple[dict[str, str], frozenset[str]]:
    """A query or form as a mapping, and the names that came more than once."""
    pairs = parse_qsl(text, keep_blank_values=True)
    names = [name for name, _ in pairs]
    return dict(pairs), frozenset(name for name in names if names.count(name) > 1)


def redirect(location: str, *headers: tuple[str, str]) -> Answer:
    """A 302 to `location`."""
    plain = re.sub(r"[^!-~]", lambda letter: quote(letter.group()), location)
    return Answer(302, headers=(("Location", plain), *headers))


def with_parameters(url: str, pairs: Mapping[str, str], mark: str = "?") -> str:
    """`url` with parameters behind it, in their order; `mark` is `#` for a fragment."""
    if mark == "?" and "?" in url:
        mark = "&"
    return url + mark + urlencode(pairs)


def find_client(tree: Tree, identifier: str) -> tuple[Tree, Tree] | None:
    """The pool and the client of a client id."""
    for pool in tree["pools"].values():
        if identifier in pool["clients"]:
            return pool, pool["clients"][identifier]
    return None


def domain_of(tree: Tree, pool: Tree) -> Tree | None:
    """The domain that serves a pool's login: the owner's own where there are two."""
    return max(domains_of(tree, pool), key=lambda domain: bool(domain["custom"]), default=None)


def is_live(tree: Tree, pool: Tree, now: float) -> bool:
    """Whether the pool's login endpoints answer."""
    domain = domain_of(tree, pool)
    return domain is not None and domain["live_at"] <= now


def any_live(tree: Tree, now: float) -> bool:
    """Whether any login domain answers; a request that names no known client reaches one of those."""
    return any(domain["live_at"] <= now for domain in tree["domains"].values())


def reach(asked: Asked, identifier: str | None, unknown: Callable[[], Answer]) -> At | Answer | None:
    """The client of that id at its live domain; `unknown`'s answer where there is none; None where nothing is live."""
    found = find_client(asked.tree, identifier) if identifier is not None else None
    if found is None:
        return unknown() if any_live(asked.tree, asked.now) else None
    return At(asked, *found) if is_live(asked.tree, found[0], asked.now) else None


def issuer(base: str, pool: Tree) -> str:
    """The pool's issuer: in its original form, or in the newer one on a host (here a path) of its own."""
    newer = pool["settings"].get("IssuerConfiguration", {}).get("Type") == "UPDATED"
    return f"{base}/issuer-cognito-idp/{pool['id']}" if newer else f"{base}/{pool['id']}"
