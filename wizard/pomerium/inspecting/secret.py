"""The client secret, and the two secrets of Pomerium's own. No fault repeats one."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator

from wizard.pomerium.inspecting.entry import Document, Entry, fault
from wizard.setup.fault import Fault

PUBLISHED = frozenset(
    (
        "748aeea5a8ad54fa7ba8f1a432033161cdff825830cbc172f54016bc65626690",
        "4ba7a64aab38af61d9177ffd4104922d8e2eac7a9185d17b87cd82abb0457321",
        "85991b6d937e3461c44fd0c9f970e0eab3dd27e7660888ab95fbf7ac00eb9a93",
    )
)
"""SHA-256 of the secrets that Pomerium's pages print as examples."""
_OPTIONS = "pomerium/pomerium config/options.go:1404-1416: taken as it stands, not trimmed"
_LENGTH = "pomerium/pomerium pkg/cryptutil/encrypt.go:12-15"
_BOOTSTRAP = "pomerium/ingress-controller pomerium/ctrl/bootstrap.go:188-216"
_KINDS = {"configmap": "ConfigMap", "workload": "Deployment"}
_OWN = ("shared_secret", "cookie_secret")
_BYTES = 32


def _client_secret(document: Document) -> Iterator[Fault]:
    entry, file = document.get("idp_client_secret"), document.get("idp_client_secret_file")
    provider = document.get("idp_provider")
    if entry is None and file is None:
        asked = provider and provider.text != "hosted" and document.kind != "manifest"
        given = document.elsewhere or document.given & {"idp_client_secret", "idp_client_secret_file"}
        if provider and asked and not given:
            yield fault(
                provider,
                "secret.missing",
                "No client secret: sign-in fails when the code is traded for tokens.",
                "Add idp_client_secret, or idp_client_secret_file.",
                _OPTIONS,
            )
        return
    if entry is not None and file is not None:
        yield fault(
            entry,
            "secret.both",
            "idp_client_secret_file is there too, and wins.",
            "Delete one of them.",
            _OPTIONS,
            level="warning",
        )
    if entry is not None:
        yield from _form(entry)


def _form(entry: Entry) -> Iterator[Fault]:
    if not entry.text.strip():
        yield fault(
            entry, "secret.empty", "The client secret is empty.", "Put the app client's secret there.", _OPTIONS
        )
    elif entry.text != entry.text.strip():
        how = {
            "|": "a block (|) keeps its last line end",
            "base64": "the base64 holds a line end (use echo -n, or printf)",
        }
        yield fault(
            entry,
            "secret.newline",
            "A line end or blank belongs to the client secret as it stands here, so"
            f" Cognito refuses it; {how.get(entry.quote, 'it is taken as it stands')}.",
            "Take it out.",
            "pomerium/ingress-controller issue 874",
        )
    if entry.place in ("configmap", "workload"):
        yield fault(
            entry,
            f"secret.{entry.place}",
            f"The client secret stands in the {_KINDS[entry.place]} {entry.within} in clear.",
            "Move it into a Secret, and give Pomerium that as IDP_CLIENT_SECRET.",
            "Kubernetes: ConfigMap is not meant for confidential data",
        )
    if "${" in entry.text or "<" in entry.text:
        yield fault(
            entry,
            "secret.placeholder",
            "The client secret is still a placeholder.",
            "Put the app client's secret there.",
            _OPTIONS,
        )


def _published(document: Document) -> Iterator[Fault]:
    for entry in document.each("idp_client_secret", *_OWN):
        if hashlib.sha256(entry.text.strip().encode()).hexdigest() in PUBLISHED:
            yield fault(
                entry,
                "secret.published",
                f"{entry.written} is an example out of Pomerium's documentation: everybody knows it.",
                "Put one of your own there.",
                "pomerium.com/docs: cognito, shared-secret, cookies",
            )


def _own(document: Document) -> Iterator[Fault]:
    raw = any(name.startswith("Pomerium/") for name in document.objects)
    for entry in document.each(*_OWN):
        in_bootstrap = raw and entry.place == "secret" and entry.written == entry.written.lower()
        yield from _bootstrap(entry) if in_bootstrap else _encoded(entry)


def _bootstrap(entry: Entry) -> Iterator[Fault]:
    """The ingress controller takes the bytes themselves, after Kubernetes has decoded them."""
    try:
        length = len(entry.text.encode("latin-1"))
    except UnicodeEncodeError:
        length = len(entry.text.encode())
    if length != _BYTES:
        yield fault(
            entry,
            "bootstrap.length",
            f"{entry.written} is {length} bytes long here, and has to be {_BYTES} raw bytes.",
            "Put base64 of 32 random bytes under data; stringData would need 32 characters.",
            _BOOTSTRAP,
        )


def _encoded(entry: Entry) -> Iterator[Fault]:
    if entry.key == "shared_secret" and entry.text != entry.text.strip():
        yield fault(
            entry,
            "own.blank",
            "shared_secret holds a blank or line end: Pomerium does not start with it.",
            "Take it out.",
            "pomerium/pomerium config/options.go:1217-1237",
        )
    try:
        length = len(base64.b64decode(entry.text.strip(), validate=True))
    except (binascii.Error, ValueError):
        length = -1
    if length != _BYTES:
        what = "is no base64" if length < 0 else f"is base64 of {length} bytes"
        yield fault(
            entry,
            "own.length",
            f"{entry.written} {what}, and has to be base64 of {_BYTES} bytes.",
            "Make one: head -c32 /dev/urandom | base64",
            _LENGTH,
        )


RULES = (_client_secret, _published, _own)
