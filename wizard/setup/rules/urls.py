"""URLs as rules look at them, and the rules that the two lists of URLs share.

Cognito compares a URL with its lists to the letter: scheme, host, port, path, trailing slash and case.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from wizard.setup.model import Setup
from wizard.setup.rules.rule import Rule, Test, at_most, bad, distinct, once, spelt

_LOCAL = ("localhost", "127.0.0.1", "::1")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_HOST = re.compile(r"(?!-)[\w-]+(\.[\w-]+)*\.?")


def split(url: str) -> SplitResult | None:
    """The URL's parts; None where there is no telling: an unclosed bracket, a port that is no number."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def host(url: str) -> str:
    """The host in lower case, without a port; '' where there is none."""
    parts = split(url.strip())
    return (parts.hostname or "") if parts else ""


def scheme(url: str) -> str:
    """What stands before '://' (or the first colon), in lower case; '' where none does. HOST:PORT has none."""
    before, colon, after = url.strip().partition(":")
    if not colon or not _SCHEME.fullmatch(before) or re.match(r"\d+(?:[/?#]|$)", after):
        return ""
    return before.lower()


def web(url: str) -> bool:
    """Whether it is an absolute http or https URL whose host could be one."""
    name = host(url)
    return scheme(url) in ("http", "https") and bool(":" in name or _HOST.fullmatch(name))


def local(url: str) -> bool:
    """Whether it leads to the computer that opens it."""
    return host(url) in _LOCAL


def own_scheme(url: str) -> bool:
    """Whether an app of its own answers the URL: its scheme is neither http nor https."""
    return scheme(url) not in ("", "http", "https")


def absolute(url: str) -> bool:
    """Whether Cognito would know where to send somebody."""
    return bool(url.strip().partition(":")[2].strip("/")) if own_scheme(url) else web(url)


def with_https(_: Setup, url: str) -> str:
    """The URL over https, also where it began with no scheme; another scheme stays."""
    if own_scheme(url):
        return url
    return re.sub(r"^(?:https?:/{0,2}|//)?", "https://", url.strip(), count=1, flags=re.I)


def lower_host(_: Setup, url: str) -> str:
    """The URL with scheme and host in lower case."""
    found = re.match(r"[^/?#]*(?://[^/?#]*)?", url)
    return url[: found.end()].lower() + url[found.end() :] if found else url


def upper_host(url: str) -> bool:
    """Whether the host (not a path, nor a user name before it) is written with capitals."""
    parts = split(url)
    return parts is not None and web(url) and any(each.isupper() for each in parts.netloc.rpartition("@")[2])


def has_login(url: str) -> bool:
    """Whether a user name, and perhaps a password, stands before the host."""
    parts = split(url)
    return parts is not None and "@" in parts.netloc


def without_login(_: Setup, url: str) -> str:
    """The URL without what stands before the '@'."""
    return re.sub(r"//[^/?#]*@", "//", url, count=1)


def login(field: str) -> Rule:
    """A user name or password in a URL is a secret in the setup file; it is not repeated."""
    return Rule(
        f"{field.removesuffix('.*')}.login",
        field,
        "fault",
        lambda _, value: {} if value and has_login(value) else None,
        "A user name or password stands in this URL. The setup file holds no secret.",
        "Take out what stands before the @, and the @.",
        "The setup file, version 1: it never holds a secret",
        without_login,
    )


def listed(field: str, what: str, paths: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of a list of URLs that Cognito may send people to. `what` is 'callback', `paths` are Pomerium's own."""
    return (*_counted(field, what), *_spelt(field, what), *_taken(field, what), *_near(field, what, paths))


def _counted(field: str, what: str) -> tuple[Rule, ...]:
    """How many there are."""
    return (
        Rule(
            f"{field}.count",
            field,
            "fault",
            at_most(100),
            f"Cognito keeps 100 {what} URLs for an app client; there are {{value}}.",
            "Take out those that nobody uses.",
            f"Cognito API, {'CallbackURLs' if what == 'callback' else 'LogoutURLs'}ListType: 0 to 100",
        ),
        Rule(
            f"{field}.twice",
            field,
            "warning",
            distinct(),
            "{value} stands here twice. Once is enough.",
            "Take the second one out.",
            "Cognito API, RedirectUrlType: URLs are compared to the letter",
            once,
        ),
    )


def _spelt(field: str, what: str) -> tuple[Rule, ...]:
    """Which characters each is made of."""
    each, url = f"{field}.*", f"{what} URL"
    return (
        Rule(
            f"{field}.length",
            each,
            "fault",
            at_most(1024),
            f"A {url} has 1024 characters at most; this one has {{value}}.",
            "Shorten it.",
            "Cognito API, RedirectUrlType: 1 to 1024",
        ),
        Rule(
            f"{field}.empty",
            each,
            "fault",
            lambda _, value: None if value else {},
            f"An empty {url} leads nowhere.",
            "Take it out, or write the URL.",
            "Cognito API, RedirectUrlType: 1 to 1024",
        ),
        Rule(
            f"{field}.blanks",
            each,
            "fault",
            spelt("LMSNP"),
            f"Cognito takes no blank or control character in a {url}.",
            "Take it out; inside a path a blank is %20.",
            r"Cognito API, RedirectUrlType: [\p{L}\p{M}\p{S}\p{N}\p{P}]+",
            lambda _, value: value.strip(),
        ),
    )


def _taken(field: str, what: str) -> tuple[Rule, ...]:
    """What Cognito takes as an address to send people to."""
    each, url = f"{field}.*", f"{what} URL"
    return (
        Rule(
            f"{field}.absolute",
            each,
            "fault",
            bad(lambda value: not absolute(value)),
            "{value} is not a whole URL, so Cognito would not know where to send people.",
            "Write it with https:// and the host.",
            "Cognito API, CreateUserPoolClient CallbackURLs: an absolute URI",
            with_https,
        ),
        Rule(
            f"{field}.https",
            each,
            "fault",
            bad(lambda value: scheme(value) == "http" and web(value) and not local(value)),
            "Cognito sends people back over https only. Plain http is for localhost, 127.0.0.1 and [::1].",
            "Write https.",
            'Cognito: "... cannot use the HTTP protocol." (badmintoncryer/cdk-preflight pf-cognito-callback-url-https)',
            with_https,
        ),
        Rule(
            f"{field}.fragment",
            each,
            "fault",
            bad(lambda value: "#" in value),
            f"Cognito takes no {url} with a fragment, which is what stands after the #.",
            "Take out the # and what follows it.",
            'Cognito: "... cannot use fragment." (badmintoncryer/cdk-preflight pf-cognito-callback-url-fragment)',
            lambda _, value: value.partition("#")[0],
        ),
        login(each),
    )


def _near(field: str, what: str, paths: tuple[str, ...]) -> tuple[Rule, ...]:
    """What Cognito takes but may not be what is meant."""
    each, exact = f"{field}.*", "Cognito developer guide: a URL must match the listed one exactly"
    return (
        Rule(
            f"{field}.wildcard",
            each,
            "warning",
            bad(lambda value: "*" in value),
            "Cognito compares to the letter: the * in {value} stands for itself.",
            f"List each {what} URL in full.",
            exact,
        ),
        Rule(
            f"{field}.case",
            each,
            "warning",
            bad(upper_host),
            "Pomerium sends its host in lower case, and Cognito compares to the letter. {value} would not match.",
            "Write the host in lower case.",
            exact,
            lower_host,
        ),
        Rule(
            f"{field}.slash",
            each,
            "warning",
            _on_pomerium(lambda path: path.endswith("/") and path.rstrip("/") in paths),
            "Pomerium sends this URL without the slash at its end, and Cognito compares to the letter.",
            "Take the last slash out.",
            exact,
            lambda _, value: value.rstrip("/"),
        ),
        Rule(
            f"{field}.scheme",
            each,
            "warning",
            bad(own_scheme),
            "{value} opens an app of its own on the computer of whoever signs in. Pomerium uses https.",
            "Keep it only if that app uses this app client too.",
            "Cognito API, CreateUserPoolClient CallbackURLs: app schemes are supported",
        ),
    )


def _on_pomerium(wrong: Callable[[str], bool]) -> Test:
    """A URL on the authenticate service's host of whose path `wrong` is true."""

    def test(setup: Setup, value: str) -> str | None:
        parts = split(value)
        mine = host(setup.pomerium.authenticate_url)
        if parts is None or not mine or parts.hostname != mine:
            return None
        return value if wrong(parts.path) else None

    return test
