"""What Pomerium is told: its own address, its version, the files, a first route."""

from __future__ import annotations

import posixpath
import re

from wizard.setup import versions
from wizard.setup.model import Output, Setup
from wizard.setup.rules import route, urls
from wizard.setup.rules.rule import Rule, at_most, bad, constant, nearest, needed, pattern, twice

FORMATS = (
    "env",
    "docker-env",
    "config-yaml",
    "configmap",
    "configmap-inline",
    "pomerium-crd",
    "compose",
    "client-secret-file",
    "shared-secret-file",
    "cookie-secret-file",
)
_DOCS = "pomerium/documentation capabilities/authentication.mdx: a URL without path and query"
_OPTIONS = "pomerium/pomerium config/options.go"
_VERSIONS = "The setup file, version 1: pomerium.version"
_NAMESPACE = "Kubernetes, RFC 1123 label"
_OUTPUTS = "The setup file, version 1: pomerium.outputs"


def _origin(setup: Setup, url: str) -> str | None:
    """The URL as it is meant: https and the host in lower case, all else left out; None where there is no host."""
    whole = urls.with_https(setup, re.sub(r"\s", "", url)).lower()
    found = re.match(r"https://[^/?#\\]+", urls.without_login(setup, whole))
    return found[0] if found else None


def _beyond(url: str) -> bool:
    """Whether anything but a slash follows the host."""
    parts = urls.split(url)
    if parts is None or not parts.netloc:
        return False
    return bool(parts.path.strip("/") or parts.query or parts.fragment or url[-1] in "?#")


def _plain_slash(url: str) -> bool:
    parts = urls.split(url)
    return parts is not None and bool(parts.netloc and parts.path) and not _beyond(url)


def _older(text: str) -> bool:
    version = versions.parse(text)
    return version is not None and version < versions.OLDEST


def _shortened(_: Setup, text: str) -> str | None:
    """0.3 that was 0.30 before YAML dropped its nought."""
    return f"{text}0" if re.fullmatch(r"0\.[3-9]", text) else None


def _oidc(text: str) -> bool:
    version = versions.parse(text)
    return version is not None and version >= versions.OLDEST and not versions.needs_sign_out(version)


def _newer(text: str) -> bool:
    version = versions.parse(text)
    return version is not None and version > versions.NEWEST_PATCH


def _same_path(_: Setup, outputs: tuple[Output, ...]) -> str | None:
    found = twice(outputs, lambda output: output.path and posixpath.normpath(output.path.replace("\\", "/")))
    return found[0].path if found else None


_AUTHENTICATE: tuple[Rule, ...] = (
    Rule(
        "pomerium.authenticate_url.needed",
        "pomerium.authenticate_url",
        "fault",
        needed,
        "Pomerium's authenticate URL is where Cognito sends people back to. Without it nobody can sign in.",
        "Write it as https://authenticate.corp.example.com.",
        f"{_OPTIONS}: authenticate_service_url",
    ),
    Rule(
        "pomerium.authenticate_url.blanks",
        "pomerium.authenticate_url",
        "fault",
        bad(lambda value: re.search(r"\s", value) is not None),
        "A blank stands in the URL.",
        "Take it out.",
        "RFC 3986",
        _origin,
    ),
    Rule(
        "pomerium.authenticate_url.https",
        "pomerium.authenticate_url",
        "fault",
        bad(lambda value: urls.scheme(value) != "https"),
        "Cognito sends people back over https only, so Pomerium's authenticate URL begins with https://.",
        "Write https://.",
        "Cognito API, CreateUserPoolClient CallbackURLs; pomerium/ingress-controller CRD: authenticate.url ^https://",
        _origin,
    ),
    Rule(
        "pomerium.authenticate_url.host",
        "pomerium.authenticate_url",
        "fault",
        bad(lambda value: urls.scheme(value) in ("http", "https") and not urls.web(value)),
        "There is no host in {value} that Cognito could send people to.",
        "Write it as https://authenticate.corp.example.com.",
        'Pomerium: "url does not contain a valid hostname" (internal/urlutil/url.go)',
        _origin,
    ),
    Rule(
        "pomerium.authenticate_url.path",
        "pomerium.authenticate_url",
        "fault",
        bad(_beyond),
        "Pomerium uses scheme and host of this URL alone and adds its own paths; what follows the host is dropped.",
        "Leave it out.",
        f"{_DOCS}; {_OPTIONS}",
        _origin,
    ),
    Rule(
        "pomerium.authenticate_url.slash",
        "pomerium.authenticate_url",
        "warning",
        bad(_plain_slash),
        "The slash at the end is dropped: Cognito compares URLs to the letter.",
        "Leave it out.",
        _DOCS,
        _origin,
    ),
    Rule(
        "pomerium.authenticate_url.case",
        "pomerium.authenticate_url",
        "warning",
        bad(urls.upper_host),
        "The host is taken in lower case, as browsers send it: Cognito compares URLs to the letter.",
        "Write it in lower case.",
        "RFC 3986 6.2.2.1; Cognito developer guide: a URL must match the listed one exactly",
        _origin,
    ),
    urls.login("pomerium.authenticate_url"),
    Rule(
        "pomerium.authenticate_url.local",
        "pomerium.authenticate_url",
        "warning",
        bad(lambda value: urls.web(value) and urls.local(value)),
        "{value} leads to the computer that opens it, so only people at Pomerium's own can sign in.",
        "Write the name that everybody's browser reaches.",
        "RFC 6761 6.3",
    ),
    Rule(
        "pomerium.authenticate_url.hosted",
        "pomerium.authenticate_url",
        "warning",
        bad(lambda value: urls.host(value) == "authenticate.pomerium.app"),
        "authenticate.pomerium.app is Pomerium's hosted service. It signs people in by itself, not by your pool.",
        "Write your own Pomerium's authenticate URL.",
        f"{_OPTIONS}: the default of authenticate_service_url; pomerium/ingress-controller issue 873",
    ),
    Rule(
        "pomerium.authorize_url.shape",
        "pomerium.authorize_url",
        "fault",
        bad(lambda value: not urls.web(value)),
        "{value} is not a whole URL, so Pomerium would not start.",
        "Write https:// and the host, or null where Pomerium runs as one.",
        'Pomerium: "url does not contain a valid scheme" (internal/urlutil/url.go)',
        urls.with_https,
    ),
    Rule(
        "pomerium.authorize_url.https",
        "pomerium.authorize_url",
        "warning",
        bad(lambda value: urls.web(value) and urls.scheme(value) == "http"),
        "Over http Pomerium's services talk to each other in clear.",
        "Write https, unless insecure_server is set there on purpose.",
        f"{_OPTIONS}: authorize_service_url, insecure_server",
        urls.with_https,
    ),
    urls.login("pomerium.authorize_url"),
)

_VERSION: tuple[Rule, ...] = (
    Rule(
        "pomerium.namespace.label",
        "pomerium.namespace",
        "fault",
        pattern(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"),
        "{value} can't name a namespace: that is small letters, digits and hyphens, with no hyphen at its ends.",
        "Write it as pomerium.",
        _NAMESPACE,
        lambda _, value: re.sub(r"[^a-z0-9-]+", "-", value.lower()).strip("-"),
    ),
    Rule(
        "pomerium.namespace.length",
        "pomerium.namespace",
        "fault",
        at_most(63),
        "A namespace's name has 63 characters at most; this one has {value}.",
        "Shorten it.",
        _NAMESPACE,
        lambda _, value: value[:63].rstrip("-"),
    ),
    Rule(
        "pomerium.namespace.needed",
        "pomerium.namespace",
        "fault",
        needed,
        "The Kubernetes outputs need a namespace.",
        "Write pomerium, which Pomerium's own installation takes.",
        "pomerium/ingress-controller config/default",
        constant("pomerium"),
    ),
    Rule(
        "pomerium.version.shape",
        "pomerium.version",
        "fault",
        lambda _, value: None if versions.parse(value) else value or "(empty)",
        "{value} is no version. What Pomerium is told depends on it.",
        f"Write MAJOR.MINOR, as {versions.NEWEST}.",
        _VERSIONS,
        lambda _, value: found[0] if (found := re.search(r"\d+\.\d+(?:\.\d+)?", value, re.ASCII)) else None,
    ),
    Rule(
        "pomerium.version.oldest",
        "pomerium.version",
        "fault",
        bad(_older),
        f"The wizard knows Pomerium from {versions.OLDEST} on; {{value}} is older. YAML may have made it of 0.30.",
        'Put the version in quotes, as "0.30", or take a newer Pomerium.',
        _VERSIONS,
        _shortened,
    ),
    Rule(
        "pomerium.version.oidc",
        "pomerium.version",
        "warning",
        bad(_oidc),
        "Pomerium {value} has no provider cognito, so it is told oidc: sign-in works, sign-out ends at an error.",
        "Take 0.23 or later if you can.",
        "pomerium/pomerium PR 4137 (first in 0.23.0); streamlit/streamlit issue 14601",
    ),
    Rule(
        "pomerium.version.newest",
        "pomerium.version",
        "warning",
        bad(_newer),
        f"The wizard knows Pomerium up to {versions.NEWEST} and takes {{value}} as that one.",
        "Go on, or look for a newer wizard.",
        _VERSIONS,
    ),
)

_FILES: tuple[Rule, ...] = (
    Rule(
        "pomerium.outputs.format",
        "pomerium.outputs.*.format",
        "fault",
        lambda _, value: value or "(empty)" if value not in FORMATS else None,
        f"There is no output {{value}}. There are {', '.join(FORMATS[:7])} and *-secret-file.",
        "Write one of those.",
        _OUTPUTS,
        nearest(*FORMATS),
    ),
    Rule(
        "pomerium.outputs.secret",
        "pomerium.outputs.*.format",
        "warning",
        bad(lambda value: value == "configmap-inline"),
        "A ConfigMap hides nothing: with configmap-inline the client secret stands in it in clear.",
        "Take configmap: the secret goes into a Secret beside it.",
        "Kubernetes, ConfigMap: does not provide secrecy",
        constant("configmap"),
    ),
    Rule(
        "pomerium.outputs.path",
        "pomerium.outputs.*.path",
        "fault",
        lambda _, value: None if value.strip() else {},
        "An output needs a path to be written to.",
        "Write one, relative to the setup file's folder.",
        _OUTPUTS,
    ),
    Rule(
        "pomerium.outputs.folder",
        "pomerium.outputs.*.path",
        "fault",
        bad(lambda value: re.search(r"(?:^|[/\\])\.{0,2}$", value.strip()) is not None),
        "{value} is a folder; an output is a file.",
        "Write the file's name after it.",
        _OUTPUTS,
    ),
    Rule(
        "pomerium.outputs.same-path",
        "pomerium.outputs",
        "fault",
        _same_path,
        "Two outputs go to {value}: the second would be written over the first.",
        "Give each a path of its own.",
        _OUTPUTS,
    ),
)

RULES = (*_AUTHENTICATE, *route.RULES, *_VERSION, *_FILES)
