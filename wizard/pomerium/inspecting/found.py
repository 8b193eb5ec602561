"""The setup that somebody's configuration stands for, so that the wizard can go on from there."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from wizard.pomerium.inspecting.entry import Document
from wizard.setup.model import Setup

_ISSUER = re.compile(r"https://(?:issuer-)?cognito-idp\.([a-z0-9-]+)\.[a-z.]+/([\w-]+_[0-9A-Za-z]+)/?")
_FORMATS = {"env": ("env", "pomerium.env"), "config": ("config-yaml", "config.yaml")}


def setup_of(document: Document) -> Setup | None:
    """A setup that adopts what the configuration names; None where it names no user pool of Cognito's.

    Named in it is what the configuration says, and no more: nothing else is changed at Amazon.
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
    return setup
