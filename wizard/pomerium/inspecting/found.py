"""The setup that somebody's configuration stands for, so that the wizard can go on from there."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from wizard.pomerium.inspecting.entry import Document
from wizard.pomerium.outputs import FORMATS
from wizard.setup.model import Output, Setup

_ISSUER = re.compile(r"https://(?:issuer-)?cognito-idp\.([a-z0-9-]+)\.[a-z.]+/([\w-]+_[0-9A-Za-z]+)/?")
_FORMATS = {"env": "env", "config": "config-yaml", "compose": "compose"}
_OBJECTS = (("Pomerium/", "pomerium-crd"), ("ConfigMap/", "configmap"))


def setup_of(document: Document, path: str = "") -> Setup | None:
    """A setup that adopts what the configuration names; None where it names no user pool of Cognito's.

    Named in it is what the configuration says, and no more: nothing else is changed at Amazon. With the `path` that
    it was read from, saving goes into that file, where its format is one that can be merged into.
    """
    url = document.get("idp_provider_url")
    found = _ISSUER.fullmatch(url.text.strip()) if url else None
    if found is None:
        return None
    region, pool = found.groups()
    setup = Setup().replace("name", "adopted").replace("aws.region", region).replace("pool.id", pool)
    client = document.get("idp_client_id")
    if client is not None and client.text.strip():
        setup = setup.replace("client.id", client.text.strip())
    authenticate = document.get("authenticate_service_url")
    if authenticate is not None and urlsplit(authenticate.text).netloc:
        setup = setup.replace("pomerium.authenticate_url", f"https://{urlsplit(authenticate.text).netloc}")
    form = format_of(document)
    if form is not None:
        setup = setup.replace("pomerium.outputs", (Output(form, path or FORMATS[form].filename),))
    return setup


def format_of(document: Document) -> str | None:
    """The output format that such a file is; None where there is none for it."""
    if document.kind != "manifest":
        return _FORMATS.get(document.kind)
    names = (form for start, form in _OBJECTS if any(name.startswith(start) for name in document.objects))
    return next(names, None)
